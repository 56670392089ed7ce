"""Exercise 7: of boxes that overlap a lot, only the one with the highest score stays."""

import numpy as np

from deepcourse.cnn import detection as reference
from deepcourse.exercises.course4.yolo.boxes import around, some_boxes
from deepcourse.exercises.declaration import Case, FunctionExercise


def kept(f, scores, boxes, iou_threshold, classes):
    """Return the places that stay; classes are left out where they are None."""
    options = {} if classes is None else {"classes": classes}
    places = f(scores, boxes, iou_threshold, **options)
    if places is None:
        return None
    places = np.asarray(places)
    if places.dtype == bool:
        return "True and False: return indices"
    return places.astype(int) if not places.size else places


non_max_suppression = FunctionExercise(
    __name__,
    reference=reference.non_max_suppression,
    use=kept,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the indices that stay",),
    any_number_type=True,
    hints=(
        "Go through the boxes by descending score, np.argsort(-scores, kind='stable'), and keep a list of those "
        "that stay.",
        "Only a box that **stays** can drop another. With which boxes do you have to compare the next one?",
        "reference.iou_matrix(boxes, boxes) holds every IoU that you need. Skip kept boxes of other classes.",
    ),
)

CHAIN = np.array([[0.0, 0, 10, 6], [4, 0, 14, 6], [8, 0, 18, 6], [12, 0, 22, 6]])  # IoU 0.43, of the next but one 0.11
HALVES = np.array([[0.0, 0, 4, 4], [0, 0, 4, 2], [0, 2, 4, 4], [0, 0, 3, 4]])  # IoU of the first: 0.5, 0.5, 0.75


def beyond_the_picture(name="two classes, boxes that reach beyond the picture"):
    """Return boxes with negative edges: moved by class * (greatest edge + 1), those of two classes overlap."""
    boxes = np.array([[-10.0, -10, 0, 0], [0, 0, 10, 10], [-2, -20, 8, -9]])
    return Case(name, (np.array([0.6, 0.9, 0.7]), boxes, 0.4, np.array([1, 0, 1])))


def crowd(rng, n, objects, n_classes=1, name=""):
    """Return a case: n boxes around some objects, with their scores, classes, and a threshold."""
    centres = some_boxes(rng, objects)
    boxes = np.concatenate([around(rng, centres[i % objects], 1) for i in range(n)])[rng.permutation(n)]
    threshold = float(np.round(rng.uniform(0.25, 0.7), 2))
    classes = rng.integers(0, n_classes, n) if n_classes > 1 else None
    told = f"{n} boxes, threshold {threshold:g}" + (f", {n_classes} classes" if n_classes > 1 else "")
    return Case(name or told, (rng.permutation(np.linspace(0.1, 0.95, n)), boxes, threshold, classes))


@non_max_suppression.visible
def visible():
    """Return chains, equal boxes of several classes, a threshold that is met exactly, equal scores, one box, none."""
    rng = np.random.default_rng(61)
    same = np.array([[3.0, 2, 9, 12]] * 3 + [[30, 20, 40, 28]])
    return [
        Case("two boxes on one object, one elsewhere", (np.array([0.6, 0.9, 0.8]), same[[0, 1, 3]].copy(), 0.5, None)),
        Case("a chain of four boxes", (np.array([0.9, 0.8, 0.7, 0.6]), CHAIN.copy(), 0.3, None)),
        Case("a chain, the highest score inside", (np.array([0.5, 0.9, 0.4, 0.8]), CHAIN.copy(), 0.3, None)),
        Case("IoU is exactly the threshold", (np.array([0.9, 0.7, 0.8, 0.6]), HALVES.copy(), 0.5, None)),
        Case("equal scores", (np.array([0.7, 0.9, 0.7, 0.7]), CHAIN[[2, 0, 3, 1]].copy(), 0.2, None)),
        Case("classes 1, 0, 1, 0", (np.array([0.5, 0.9, 0.8, 0.4]), same.copy(), 0.5, np.array([1, 0, 1, 0]))),
        beyond_the_picture(),
        crowd(rng, 9, 2, 3),
        crowd(rng, 12, 3),
        crowd(rng, 10, 3, 2),
        Case("one box", (np.array([0.3]), same[:1].copy(), 0.6, np.array([2]))),
        Case("no boxes", (np.empty(0), np.empty((0, 4)), 0.4, None)),
    ]


@non_max_suppression.draw
def draw(rng):
    """Return boxes around some objects, with classes or without."""
    return crowd(rng, int(rng.integers(8, 16)), int(rng.integers(2, 5)), int(rng.integers(1, 4)))


@non_max_suppression.edges
def edges(rng):
    """Return none, one, equal scores, an exact threshold, many classes, a threshold of 0 and one of 1."""
    scores, boxes, _, classes = crowd(rng, 9, 3, 2).arguments
    return [
        Case("no boxes", (np.empty(0), np.empty((0, 4)), 0.6, np.empty(0, int))),
        Case("one box", (np.array([0.8]), np.array([[2.0, 3, 8, 9]]), 0.3, None)),
        Case("all scores are equal", (np.full(4, 0.5), CHAIN[::-1].copy(), 0.4, None)),
        Case("IoU is exactly the threshold", (np.array([0.6, 0.9, 0.7, 0.8]), HALVES[[1, 0, 3, 2]].copy(), 0.5, None)),
        Case("threshold 0", (scores, boxes, 0.0, classes)),
        Case("threshold 1", (scores.copy(), boxes.copy(), 1.0, classes.copy())),
        Case("a chain", (np.array([0.8, 0.9, 0.7, 0.6]), CHAIN.copy(), 0.4, np.array([5, 5, 5, 5]))),
        beyond_the_picture(),
        crowd(rng, 12, 2, 5),
    ]


@non_max_suppression.property("the order of the boxes does not matter")
def any_order(f, rng):
    """Return a sentence unless the same boxes stay when they are listed the other way round."""
    scores, boxes, threshold, _ = crowd(rng, 10, 3).arguments
    one = boxes[np.asarray(f(scores.copy(), boxes.copy(), threshold), int)]
    turned = boxes[::-1][np.asarray(f(scores[::-1].copy(), boxes[::-1].copy(), threshold), int)]
    same = one.shape == turned.shape and np.allclose(one, turned)
    return None if same else f"{len(one)} boxes stay; with the boxes in reverse order, the result is different"


# --- known mistakes -------------------------------------------------------------------------------------------------


def suppressed(scores, boxes, iou_threshold, classes=None, *, order=None, against=None, close=None):
    """Return the places that stay, with another order, other boxes to compare with, or another measure."""
    ious = reference.iou_matrix(boxes, boxes)
    close = ious > iou_threshold if close is None else close(ious)
    if classes is not None:
        close = close & np.equal.outer(classes, classes)
    order = np.argsort(-np.asarray(scores), kind="stable") if order is None else order
    places = []
    for position, place in enumerate(order):
        others = places if against is None else against(places, order[:position])
        if not close[place, np.array(others, int)].any():
            places.append(int(place))
    return np.array(places, int)


@non_max_suppression.mistake
def class_blind(scores, boxes, iou_threshold, *, classes=None):
    """classes are ignored: a box can be dropped only by a box of its own class"""
    return suppressed(scores, boxes, iou_threshold)


@non_max_suppression.mistake
def only_other_classes(scores, boxes, iou_threshold, *, classes=None):
    """boxes of other classes are suppressed instead of those of the same class: compare only boxes of the same class"""
    if classes is None:
        return suppressed(scores, boxes, iou_threshold)
    different = np.not_equal.outer(classes, classes)
    return suppressed(scores, boxes, iou_threshold, close=lambda ious: (ious > iou_threshold) & different)


@non_max_suppression.mistake
def class_after_class(scores, boxes, iou_threshold, *, classes=None):
    """the indices come class by class: at the end, sort them by descending score over all classes"""
    places = suppressed(scores, boxes, iou_threshold, classes)
    return places if classes is None else places[np.argsort(np.asarray(classes)[places], kind="stable")]


@non_max_suppression.mistake
def places_within_a_class(scores, boxes, iou_threshold, *, classes=None):
    """the indices refer to the boxes of each class: they have to refer to the arguments"""
    places = suppressed(scores, boxes, iou_threshold, classes)
    if classes is None:
        return places
    return np.array([np.sum(np.asarray(classes)[:place] == classes[place]) for place in places], int)


@non_max_suppression.mistake
def dropped_boxes_drop(scores, boxes, iou_threshold, *, classes=None):
    """a box that has itself been dropped drops others: compare only with the boxes that stay"""
    return suppressed(scores, boxes, iou_threshold, classes, against=lambda places, before: before)


@non_max_suppression.mistake
def neighbours_only(scores, boxes, iou_threshold, *, classes=None):
    """each box is compared with the one before it in the order of scores: compare it with all that stay"""
    return suppressed(scores, boxes, iou_threshold, classes, against=lambda places, before: before[-1:])


@non_max_suppression.mistake
def last_kept_only(scores, boxes, iou_threshold, *, classes=None):
    """each box is compared with the last one that stayed: compare it with all that stay"""
    return suppressed(scores, boxes, iou_threshold, classes, against=lambda places, before: places[-1:])


@non_max_suppression.mistake
def last_kept_of_the_class(scores, boxes, iou_threshold, *, classes=None):
    """each box is compared only with the last of its class that stayed: compare it with all of its class that stay"""
    numbers = np.zeros(len(boxes), int) if classes is None else np.asarray(classes)
    ious, places = reference.iou_matrix(boxes, boxes), []
    for place in np.argsort(-np.asarray(scores), kind="stable"):
        own = [other for other in places if numbers[other] == numbers[place]]
        if not own or ious[place, own[-1]] <= iou_threshold:
            places.append(int(place))
    return np.array(places, int)


@non_max_suppression.mistake
def classes_moved_too_little(scores, boxes, iou_threshold, *, classes=None):
    """the classes are moved apart too little where edges are negative: move by more than largest minus smallest edge"""
    if classes is None or not len(boxes):
        return suppressed(scores, boxes, iou_threshold)
    moved = boxes + np.asarray(classes)[:, None] * (np.max(boxes) + 1)
    return suppressed(scores, moved, iou_threshold)


@non_max_suppression.mistake
def highest_only(scores, boxes, iou_threshold, *, classes=None):
    """boxes are compared only with the one that has the highest score: go on with the next box that is left"""
    return suppressed(scores, boxes, iou_threshold, classes, against=lambda places, before: places[:1])


@non_max_suppression.mistake
def one_box_in_all(scores, boxes, iou_threshold, *, classes=None):
    """only the box with the highest score is returned: go on with the boxes that it does not drop"""
    return suppressed(scores, boxes, iou_threshold, classes)[:1]


@non_max_suppression.mistake
def one_box_a_class(scores, boxes, iou_threshold, *, classes=None):
    """one box is kept for each class: a class can have several objects, far from each other"""
    return suppressed(scores, boxes, iou_threshold, classes, close=lambda ious: ious > -1)


@non_max_suppression.mistake
def removed_while_looping(scores, boxes, iou_threshold, *, classes=None):
    """boxes are removed from a list while a loop runs over it, which skips the next box: build a new list"""
    left, places = [int(place) for place in np.argsort(-np.asarray(scores), kind="stable")], []
    while left:
        first = left.pop(0)
        places.append(first)
        for place in left:
            of_its_class = classes is None or classes[place] == classes[first]
            if of_its_class and reference.iou(boxes[first], boxes[place]) > iou_threshold:
                left.remove(place)
    return np.array(places, int)


@non_max_suppression.mistake
def lowest_first(scores, boxes, iou_threshold, *, classes=None):
    """the lowest score comes first: argsort sorts in ascending order, so sort -scores"""
    return suppressed(scores, boxes, iou_threshold, classes, order=np.argsort(scores, kind="stable"))


@non_max_suppression.mistake
def not_sorted(scores, boxes, iou_threshold, *, classes=None):
    """the boxes are taken in the order of the arguments: take them by descending score"""
    return suppressed(scores, boxes, iou_threshold, classes, order=np.arange(len(scores)))


@non_max_suppression.mistake
def later_of_equals(scores, boxes, iou_threshold, *, classes=None):
    """of boxes with equal scores, the later comes first, as in a reversed argsort: sort -scores, with a stable sort"""
    return suppressed(scores, boxes, iou_threshold, classes, order=np.argsort(scores, kind="stable")[::-1])


@non_max_suppression.mistake
def in_the_order_of_the_arguments(scores, boxes, iou_threshold, *, classes=None):
    """the indices are sorted at the end: return them by descending score"""
    return np.sort(suppressed(scores, boxes, iou_threshold, classes))


@non_max_suppression.mistake
def places_in_the_order_of_scores(scores, boxes, iou_threshold, *, classes=None):
    """the indices refer to the sorted boxes: they have to refer to the arguments"""
    order = list(np.argsort(-np.asarray(scores), kind="stable"))
    return np.array([order.index(place) for place in suppressed(scores, boxes, iou_threshold, classes)], int)


@non_max_suppression.mistake
def at_least(scores, boxes, iou_threshold, *, classes=None):
    """a box is dropped if its IoU equals the threshold: drop it only if its IoU is greater"""
    return suppressed(scores, boxes, iou_threshold, classes, close=lambda ious: ious >= iou_threshold)


@non_max_suppression.mistake
def far_ones_dropped(scores, boxes, iou_threshold, *, classes=None):
    """boxes with a small IoU are dropped: drop those with a large IoU, which probably show the same object"""
    return suppressed(scores, boxes, iou_threshold, classes, close=lambda ious: ious <= iou_threshold)


@non_max_suppression.mistake
def always_a_half(scores, boxes, iou_threshold, *, classes=None):
    """the threshold is always 0.5: it is an argument"""
    return suppressed(scores, boxes, 0.5, classes)


@non_max_suppression.mistake
def any_overlap(scores, boxes, iou_threshold, *, classes=None):
    """any overlap drops a box: only an IoU greater than the threshold does"""
    return suppressed(scores, boxes, 0.0, classes)


@non_max_suppression.mistake
def scores_by_threshold(scores, boxes, iou_threshold, *, classes=None):
    """boxes with a score below iou_threshold are dropped as well: compare this threshold only with the IoU"""
    places = suppressed(scores, boxes, iou_threshold, classes)
    return places[np.asarray(scores)[places] >= iou_threshold]


# --- right, written differently -------------------------------------------------------------------------------------


@non_max_suppression.right
def taking_away(scores, boxes, iou_threshold, *, classes=None):
    """Return the same, as a list, by taking boxes away until none is left."""
    left = sorted(range(len(scores)), key=lambda i: -scores[i])
    places = []
    while left:
        first, *rest = left
        places.append(first)
        left = [
            i
            for i in rest
            if (classes is not None and classes[i] != classes[first])
            or reference.iou(boxes[first], boxes[i]) <= iou_threshold
        ]
    return places


@non_max_suppression.right
def shifted_classes(scores, boxes, iou_threshold, *, classes=None):
    """Return the same with the boxes of each class moved far away from those of the others."""
    numbers = np.zeros(len(boxes)) if classes is None else np.asarray(classes, float)
    return suppressed(scores, np.asarray(boxes, float) + 1e4 * numbers[:, None], iou_threshold)
