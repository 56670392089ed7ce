"""Exercise 9: ten crops of each picture."""

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.course4.transfer_and_augmentation.pictures import coloured, told
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.softmax import softmax


def asked(f, X, n_H, n_W, classes, sharpness):
    """Return the answers of `f` for a network that weighs every pixel of a crop by a number of its own."""
    W = np.random.default_rng([n_H, n_W, classes]).normal(size=(classes, n_H * n_W * X.shape[3]))
    W *= sharpness / np.sqrt(W.shape[1])

    def scores(crops):
        if np.shape(crops)[1:3] != (n_H, n_W):
            raise ValueError(f"`scores` got pictures of {np.shape(crops)[1:3]} pixels, it needs {(n_H, n_W)}")
        return W @ np.reshape(crops, (len(crops), -1)).T

    return f(scores, X, n_H, n_W)


ten_crop_predict = FunctionExercise(
    __name__,
    reference=reference.ten_crop_predict,
    use=asked,
    minutes=7,
    points_visible=4,
    points_hidden=6,
    returns=("the probabilities",),
    hints=(
        "At which row does a crop of n_H rows begin if it ends at the lower border? And the one in the middle?",
        "Write a loop over the five places; at each, run the network twice: on the crop, and on its mirror image.",
        "Scores are not probabilities: a softmax over the classes, axis 0, converts them. Which do you average, and "
        "how many are there?",
    ),
)


def case(rng, shape, n_H, n_W, classes, sharpness=6.0):
    """Return random pictures."""
    large = ", large scores" if sharpness > 100 else ""
    return Case(f"{told(shape)}, crops of {n_H} by {n_W}, {classes} classes{large}",
                (coloured(rng, *shape), n_H, n_W, classes, sharpness))  # fmt: skip


@ten_crop_predict.visible
def visible():
    """Return high and wide pictures, one picture, as many as classes, crops as large as the picture, large scores."""
    rng = np.random.default_rng(6)
    return [
        case(rng, (3, 8, 10, 3), 4, 6, 4),
        case(rng, (4, 9, 6, 1), 5, 4, 3),
        case(rng, (3, 6, 7, 2), 4, 3, 3, 12.0),
        case(rng, (1, 7, 7, 3), 3, 5, 5),
        case(rng, (2, 4, 5, 2), 4, 5, 3),
        case(rng, (2, 6, 5, 3), 4, 3, 4, 4000.0),
    ]


@ten_crop_predict.draw
def draw(rng):
    """Return random pictures; what the crops leave over is even, so that there is a middle."""
    n_H, n_W = (int(n) for n in rng.integers(2, 6, size=2))
    more = 2 * rng.integers(0, 4, size=2)
    shape = (int(rng.integers(2, 6)), n_H + int(more[0]), n_W + int(more[1]), int(rng.integers(1, 4)))
    return case(rng, shape, n_H, n_W, int(rng.integers(2, 6)))


@ten_crop_predict.edges
def edges(rng):
    """Return crops of one pixel, two classes, crops as high as the picture, large scores."""
    return [
        case(rng, (3, 5, 7, 1), 1, 1, 3),
        case(rng, (1, 6, 8, 3), 4, 4, 2),
        case(rng, (4, 5, 9, 3), 5, 3, 4),
        case(rng, (2, 8, 6, 2), 6, 4, 5, 3000.0),
    ]


@ten_crop_predict.property("probabilities add up to 1", draw=lambda rng: case(rng, (5, 8, 9, 3), 4, 5, 6))
def adds_up(result, X, n_H, n_W, classes, sharpness):
    """Return a sentence unless there is a column of probabilities for each picture."""
    found = np.asarray(result)
    if found.shape != (classes, len(X)):
        return f"for {classes} classes and {len(X)} pictures the shape is {found.shape}, not {(classes, len(X))}"
    totals = found.sum(axis=0)
    return (
        None if np.allclose(totals, 1) else f"the columns add up to {totals.min():.3g} to {totals.max():.3g}, not to 1"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def places(X, n_H, n_W):
    """Return the rows and columns at which the five crops begin."""
    bottom, right = X.shape[1] - n_H, X.shape[2] - n_W
    return [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]


def answers(scores, X, n_H, n_W, starts=None, mirrored=lambda crop: crop[:, :, ::-1]):
    """Return the scores of all crops, (10, C, m), or of fewer."""
    crops = [X[:, i : i + n_H, j : j + n_W] for i, j in starts or places(X, n_H, n_W)]
    both = crops + ([mirrored(crop) for crop in crops] if mirrored else [])
    return np.stack([scores(crop) for crop in both])


def mean(all_scores):
    """Return the mean probabilities."""
    return np.mean([softmax(Z) for Z in all_scores], axis=0)


@ten_crop_predict.mistake
def scores_averaged(scores, X, n_H, n_W):
    """the scores are averaged before the softmax: average probabilities"""
    return softmax(answers(scores, X, n_H, n_W).mean(axis=0))


@ten_crop_predict.mistake
def scores_for_probabilities(scores, X, n_H, n_W):
    """the mean of the scores is returned: scores are not probabilities; apply a softmax"""
    return answers(scores, X, n_H, n_W).mean(axis=0)


@ten_crop_predict.mistake
def votes(scores, X, n_H, n_W):
    """the classes with the largest scores are counted: average the probabilities, so that a confident crop
    counts more than an uncertain one
    """
    all_scores = answers(scores, X, n_H, n_W)
    return np.mean([np.eye(len(Z))[:, Z.argmax(axis=0)] for Z in all_scores], axis=0)


@ten_crop_predict.mistake
def class_numbers_averaged(scores, X, n_H, n_W):
    """the numbers of the classes are averaged: the mean of class 2 and class 8 is not class 5; average probabilities"""
    return answers(scores, X, n_H, n_W).argmax(axis=1).mean(axis=0)


@ten_crop_predict.mistake
def large_scores_overflow(scores, X, n_H, n_W):
    """the exponentials of large scores overflow: subtract the largest score of each picture first"""
    with np.errstate(over="ignore", invalid="ignore"):
        E = np.exp(answers(scores, X, n_H, n_W))
        return (E / E.sum(axis=1, keepdims=True)).mean(axis=0)


@ten_crop_predict.mistake
def softmax_over_pictures(scores, X, n_H, n_W):
    """the softmax runs over the pictures: classes are axis 0 of the scores"""
    return np.mean([softmax(Z.T).T for Z in answers(scores, X, n_H, n_W)], axis=0)


@ten_crop_predict.mistake
def softmax_over_crops(scores, X, n_H, n_W):
    """the softmax runs over the crops: each crop has its own probabilities over the classes"""
    Z = answers(scores, X, n_H, n_W)
    E = np.exp(Z - Z.max(axis=0))
    return (E / E.sum(axis=0)).mean(axis=0)


@ten_crop_predict.mistake
def five_crops(scores, X, n_H, n_W):
    """only five crops are used: add the mirror image of each"""
    return mean(answers(scores, X, n_H, n_W, mirrored=None))


@ten_crop_predict.mistake
def upside_down(scores, X, n_H, n_W):
    """the crops are turned upside down: mirror them left to right, along axis 2"""
    return mean(answers(scores, X, n_H, n_W, mirrored=lambda crop: crop[:, ::-1]))


@ten_crop_predict.mistake
def half_a_turn(scores, X, n_H, n_W):
    """the crops are rotated by 180 degrees: mirror them left to right only, along axis 2"""
    return mean(answers(scores, X, n_H, n_W, mirrored=lambda crop: crop[:, ::-1, ::-1]))


@ten_crop_predict.mistake
def middle_missing(scores, X, n_H, n_W):
    """the crop in the middle is missing: four corners and the middle, all mirrored, are ten"""
    return mean(answers(scores, X, n_H, n_W, places(X, n_H, n_W)[:4]))


@ten_crop_predict.mistake
def corners_one_pixel_inside(scores, X, n_H, n_W):
    """the lower and right corners end one pixel before the border: begin at row n_H_prev - n_H"""
    bottom, right = max(X.shape[1] - n_H - 1, 0), max(X.shape[2] - n_W - 1, 0)
    starts = [(0, 0), (0, right), (bottom, 0), (bottom, right), places(X, n_H, n_W)[4]]
    return mean(answers(scores, X, n_H, n_W, starts))


@ten_crop_predict.mistake
def middle_begins_in_the_middle(scores, X, n_H, n_W):
    """the crop in the middle begins in the middle of the picture: centre it, with the same margin on both sides"""
    bottom, right = X.shape[1] - n_H, X.shape[2] - n_W
    middle = min(X.shape[1] // 2, bottom), min(X.shape[2] // 2, right)
    return mean(answers(scores, X, n_H, n_W, [*places(X, n_H, n_W)[:4], middle]))


@ten_crop_predict.mistake
def middle_by_halves(scores, X, n_H, n_W):
    """the middle crop goes from H // 2 - n_H // 2 to H // 2 + n_H // 2: that is one too few if n_H is odd"""
    four = answers(scores, X, n_H, n_W, places(X, n_H, n_W)[:4])
    i, j = X.shape[1] // 2 - n_H // 2, X.shape[2] // 2 - n_W // 2
    middle = X[:, i : X.shape[1] // 2 + n_H // 2, j : X.shape[2] // 2 + n_W // 2]
    return mean([*four, scores(middle), scores(middle[:, :, ::-1])])


@ten_crop_predict.mistake
def two_corners_twice(scores, X, n_H, n_W):
    """two corners are used twice, the others never: add the upper right and lower left corners"""
    one, _, _, four, five = places(X, n_H, n_W)
    return mean(answers(scores, X, n_H, n_W, [one, one, four, four, five]))


@ten_crop_predict.mistake
def height_for_width(scores, X, n_H, n_W):
    """rows and columns of the corners are exchanged: rows end at n_H_prev - n_H, columns at n_W_prev - n_W"""
    bottom, right = X.shape[1] - n_H, X.shape[2] - n_W
    starts = [(min(j, bottom), min(i, right)) for i, j in places(X, n_H, n_W)]
    return mean(answers(scores, X, n_H, n_W, starts))


@ten_crop_predict.mistake
def middle_alone(scores, X, n_H, n_W):
    """only the middle crop is used: average all ten"""
    return mean(answers(scores, X, n_H, n_W, places(X, n_H, n_W)[4:], mirrored=None))


@ten_crop_predict.mistake
def mirrored_twice(scores, X, n_H, n_W):
    """all crops are mirrored: mirror five, and keep the other five as they are"""
    return mean(answers(scores, X[:, :, ::-1], n_H, n_W, mirrored=None))


@ten_crop_predict.mistake
def probabilities_added(scores, X, n_H, n_W):
    """the probabilities are added up: divide by ten"""
    return 10 * mean(answers(scores, X, n_H, n_W))


@ten_crop_predict.mistake
def divided_by_five(scores, X, n_H, n_W):
    """the sum is divided by five: there are ten answers"""
    return 2 * mean(answers(scores, X, n_H, n_W))


@ten_crop_predict.mistake
def probabilities_multiplied(scores, X, n_H, n_W):
    """the probabilities are multiplied: then one confident wrong crop decides alone; average them"""
    return np.prod([softmax(Z) for Z in answers(scores, X, n_H, n_W)], axis=0)


@ten_crop_predict.mistake
def largest_of_ten(scores, X, n_H, n_W):
    """the largest of the ten probabilities is taken for each class: these do not add up to 1; average them"""
    return np.max([softmax(Z) for Z in answers(scores, X, n_H, n_W)], axis=0)


@ten_crop_predict.right
def in_one_batch(scores, X, n_H, n_W):
    """Return the same, all crops in one batch."""
    crops = reference.ten_crops(X, n_H, n_W)
    Z = scores(crops.reshape(-1, *crops.shape[2:]))
    return softmax(Z).reshape(len(Z), 10, len(X)).mean(axis=1)


@ten_crop_predict.right
def picture_mirrored_first(scores, X, n_H, n_W):
    """Return the same by mirroring the picture before it is cut: what is left over is even."""
    total = 0
    for picture in (X, X[:, :, ::-1]):
        for i, j in places(X, n_H, n_W):
            Z = scores(picture[:, i : i + n_H, j : j + n_W])
            E = np.exp(Z - Z.max(axis=0, keepdims=True))
            total = total + E / E.sum(axis=0, keepdims=True)
    return total / 10
