"""Exercise 1: how good are the answers, class by class?"""

import numpy as np

from deepcourse.cnn import segmentation as reference
from deepcourse.exercises.course4.semantic_segmentation.masks import some_masks, spoiled, told
from deepcourse.exercises.declaration import Case, FunctionExercise


def measured(answer, answers, masks, n_classes):
    """Return what the function `answer` returns; a list becomes an array."""
    values = answer(answers, masks, n_classes)
    return np.array(values, float) if isinstance(values, list) else values


iou_per_class = FunctionExercise(
    __name__,
    reference=reference.iou_per_class,
    use=measured,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the IoUs",),
    hints=(
        "Take one class, k. `masks == k` is True where a pixel truly has this class. Which array is True where the "
        "network says so?",
        "& and | combine two arrays of True and False, entry by entry. np.sum counts the True entries.",
        "Begin with np.full(n_classes, np.nan), and write a number only where the denominator is not 0.",
    ),
)


def case(rng, m, n_H, n_W, n_classes, share=0.3, name=""):
    """Return masks, and answers of which some pixels are wrong."""
    masks = some_masks(rng, m, n_H, n_W, n_classes)
    return Case(name or told(masks, n_classes), (spoiled(rng, masks, n_classes, share), masks, n_classes))


def absent(rng, name="class 1 occurs nowhere, class 3 only in the answers"):
    """Return masks in which a class occurs nowhere, and one in the answers alone."""
    masks = some_masks(rng, 2, 4, 6, 2) * 2
    answers = np.where(rng.random(masks.shape) < 0.2, 3, masks)
    answers[0, 0, :2] = 3
    masks[1, 3, :2], answers[1, 3, :2] = 4, (0, 4)
    return Case(name, (answers, masks, 5))


@iou_per_class.visible
def visible():
    """Return pictures of several sizes, and some in which classes are absent."""
    rng = np.random.default_rng(11)
    by_hand = np.array([[[0, 0, 1], [1, 1, 2]]]), np.array([[[0, 1, 1], [1, 2, 2]]])
    return [
        Case("1 picture of 2 x 3, by hand", (*by_hand, 3)),
        case(rng, 3, 4, 5, 3),
        case(rng, 2, 6, 4, 5, 0.6),
        absent(rng),
        nowhere(rng),
        case(rng, 2, 5, 3, 2, 0.0, "answers without a mistake"),
    ]


def nowhere(rng):
    """Return masks in which the last class occurs nowhere."""
    masks = some_masks(rng, 3, 3, 4, 2)
    return Case("the last class occurs nowhere", (spoiled(rng, masks, 2), masks, 3))


@iou_per_class.draw
def draw(rng):
    """Return pictures of random size."""
    m, n_H, n_W, n_classes = (int(rng.integers(*bounds)) for bounds in ((2, 5), (3, 8), (3, 8), (3, 6)))
    return case(rng, m, n_H, n_W, n_classes, float(rng.uniform(0.2, 0.7)))


@iou_per_class.edges
def edges(rng):
    """Return absent classes, one class, one pixel, answers that are all wrong."""
    masks = some_masks(rng, 2, 3, 4, 3)
    return [
        absent(rng),
        nowhere(rng),
        case(rng, 1, 4, 4, 1, name="one class"),
        Case("one pixel", (np.array([[[1]]]), np.array([[[2]]]), 4)),
        Case("every pixel is wrong", ((masks + 1) % 3, masks, 3)),
    ]


@iou_per_class.property("swapping answers and masks changes nothing")
def symmetric(f, rng):
    """Return a sentence unless answers and masks play the same part."""
    answers, masks, n_classes = case(rng, 2, 5, 4, 4).arguments
    one, two = np.array(f(answers, masks, n_classes)), np.array(f(masks, answers, n_classes))
    return None if np.allclose(one, two, equal_nan=True) else f"they give {one.round(3)} and {two.round(3)}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def ratios(answers, masks, n_classes, above, below, empty=np.nan):
    """Return one ratio for each class: above(a, t) / below(a, t), or `empty` where that is 0 / 0."""
    values = np.full(n_classes, float(empty))
    for k in range(n_classes):
        a, t = answers == k, masks == k
        if below(a, t):
            values[k] = above(a, t) / below(a, t)
    return values


def both(a, t):
    """Return how many pixels are in both."""
    return np.count_nonzero(a & t)


def either(a, t):
    """Return how many pixels are in at least one."""
    return np.count_nonzero(a | t)


@iou_per_class.mistake
def absent_is_zero(answers, masks, n_classes):
    """a class that occurs nowhere gets 0: none of its pixels is wrong, so leave it nan"""
    return ratios(answers, masks, n_classes, both, either, empty=0)


@iou_per_class.mistake
def absent_is_one(answers, masks, n_classes):
    """a class that occurs nowhere gets 1: nothing is known about it, so leave it nan"""
    return ratios(answers, masks, n_classes, both, either, empty=1)


@iou_per_class.mistake
def absent_is_left_out(answers, masks, n_classes):
    """classes that occur nowhere are left out: the result has an entry for every class, nan for these"""
    values = reference.iou_per_class(answers, masks, n_classes)
    return values[~np.isnan(values)]


@iou_per_class.mistake
def nan_where_not_true(answers, masks, n_classes):
    """a class that only the answers contain gets nan: every such pixel is wrong, so its IoU is 0"""
    return ratios(answers, masks, n_classes, both, lambda a, t: either(a, t) if t.any() else 0)


@iou_per_class.mistake
def shared_counted_twice(answers, masks, n_classes):
    """the denominator is the sum of both areas: it counts the shared pixels twice, so subtract them once"""
    return ratios(answers, masks, n_classes, both, lambda a, t: a.sum() + t.sum())


@iou_per_class.mistake
def dice(answers, masks, n_classes):
    """the result is twice the shared pixels over the sum of both areas: that is the Dice coefficient, not IoU"""
    return ratios(answers, masks, n_classes, lambda a, t: 2 * both(a, t), lambda a, t: a.sum() + t.sum())


@iou_per_class.mistake
def recall(answers, masks, n_classes):
    """the shared pixels are divided by those that are truly k: divide by those that are k in either"""
    return ratios(answers, masks, n_classes, both, lambda a, t: t.sum())


@iou_per_class.mistake
def precision(answers, masks, n_classes):
    """the shared pixels are divided by those that the answers call k: divide by those that are k in either"""
    return ratios(answers, masks, n_classes, both, lambda a, t: a.sum())


@iou_per_class.mistake
def agreement(answers, masks, n_classes):
    """pixels that are k in neither are counted as agreement: count only those that are k in at least one"""
    return ratios(answers, masks, n_classes, lambda a, t: np.sum(a == t), lambda a, t: a.size)


@iou_per_class.mistake
def share_of_all_pixels(answers, masks, n_classes):
    """the shared pixels are divided by all pixels: divide by those that are k in answers or masks"""
    return ratios(answers, masks, n_classes, both, lambda a, t: a.size)


@iou_per_class.mistake
def mean_of_pictures(answers, masks, n_classes):
    """each picture gets an IoU of its own, and these are averaged: count the pixels of all pictures together"""
    values = np.array([reference.iou_per_class(*pair, n_classes) for pair in zip(answers, masks, strict=True)])
    known = ~np.isnan(values)
    return np.where(known.any(axis=0), np.nansum(values, axis=0) / np.maximum(known.sum(axis=0), 1), np.nan)


@iou_per_class.mistake
def of_each_picture(answers, masks, n_classes):
    """the result has a row for each picture: return one number for each class, over all pictures"""
    return np.array([reference.iou_per_class(*pair, n_classes) for pair in zip(answers, masks, strict=True)])


@iou_per_class.mistake
def first_picture_alone(answers, masks, n_classes):
    """only the first picture is counted: count the pixels of all pictures"""
    return reference.iou_per_class(answers[0], masks[0], n_classes)


@iou_per_class.mistake
def averaged(answers, masks, n_classes):
    """the mean over the classes is returned: return the numbers themselves"""
    values = reference.iou_per_class(answers, masks, n_classes)
    return float(values[~np.isnan(values)].mean())


@iou_per_class.mistake
def first_class_left_out(answers, masks, n_classes):
    """class 0 is left out: the background counts like any other class"""
    return reference.iou_per_class(answers, masks, n_classes)[1:]


@iou_per_class.mistake
def last_class_forgotten(answers, masks, n_classes):
    """the loop ends before the last class, which stays nan: k runs from 0 to n_classes - 1"""
    values = reference.iou_per_class(answers, masks, n_classes)
    values[-1] = np.nan
    return values


@iou_per_class.mistake
def one_minus(answers, masks, n_classes):
    """the pixels that are k in exactly one are divided by those in either: that is 1 - IoU"""
    return 1 - reference.iou_per_class(answers, masks, n_classes)


# --- right, written differently -------------------------------------------------------------------------------------


@iou_per_class.right
def from_the_table(answers, masks, n_classes):
    """Return the same from a table of all pairs of classes."""
    table = np.bincount((n_classes * masks + answers).ravel(), minlength=n_classes**2).reshape(n_classes, n_classes)
    shared = np.diag(table)
    union = table.sum(axis=0) + table.sum(axis=1) - shared
    return np.array([s / u if u else np.nan for s, u in zip(shared, union, strict=True)])


@iou_per_class.right
def as_a_list(answers, masks, n_classes):
    """Return the same as a list of numbers, from sets of pixels."""
    values = []
    for k in range(n_classes):
        one, two = (set(np.flatnonzero(array == k).tolist()) for array in (answers, masks))
        values.append(len(one & two) / len(one | two) if one | two else float("nan"))
    return values
