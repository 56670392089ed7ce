"""Exercise 6: the boxes of one picture whose score is high enough."""

import numpy as np

from deepcourse.cnn import yolo as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(yolo_filter_boxes, p_c, boxes, probabilities, threshold):
    """Return what is left; the threshold is left out where it is None."""
    return yolo_filter_boxes(p_c, boxes, probabilities, **({} if threshold is None else {"threshold": threshold}))


yolo_filter_boxes = FunctionExercise(
    __name__,
    reference=reference.yolo_filter_boxes,
    use=asked,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("scores", "boxes", "classes"),
    any_number_type=True,
    hints=(
        "p_c has one axis fewer than probabilities. Which axis has to go before you can multiply them?",
        "max and argmax along the last axis give a number and a class for each place, both in the shape of p_c.",
        "A mask of shape (rows, columns, k) selects places from all three arrays, even from those with more axes.",
    ),
)


def case(rng, grid, k, n_classes, threshold, name=""):
    """Return the answers of a grid."""
    places = (*grid, k)
    powers = np.exp(1.5 * rng.normal(size=(*places, n_classes)))
    told = f"{grid[0]} x {grid[1]} cells, {k} anchor{'s' * (k > 1)}, {n_classes} classes, threshold {threshold}"
    return Case(
        name or told,
        (
            rng.uniform(0.05, 1, places),
            rng.uniform(0, 60, (*places, 4)),
            powers / powers.sum(-1, keepdims=True),
            threshold,
        ),
    )


def exact(name="scores that equal the threshold"):
    """Return scores that are exactly 0.375."""
    p_c = np.array([[[0.5, 0.75], [0.5, 0.25]]])
    probabilities = np.array([[[[0.75, 0.25], [0.5, 0.5]], [[0.25, 0.75], [0.125, 0.875]]]])
    return Case(name, (p_c, np.arange(16.0).reshape(1, 2, 2, 4), probabilities, 0.375))


@yolo_filter_boxes.visible
def visible():
    """Return several grids and thresholds, scores equal to it, nothing left, everything left."""
    rng = np.random.default_rng(67)
    return [
        case(rng, (2, 3), 2, 3, 0.3),
        case(rng, (4, 3), 1, 2, 0.6),
        case(rng, (3, 2), 3, 4, 0.15),
        Case("the threshold is left out", (*case(rng, (3, 4), 2, 3, None).arguments[:3], None)),
        exact(),
        case(rng, (2, 2), 2, 3, 0.0, "threshold 0: everything stays"),
        case(rng, (2, 3), 2, 3, 1.0, "threshold 1: nothing stays"),
    ]


@yolo_filter_boxes.draw
def draw(rng):
    """Return a random grid."""
    rows, columns, k, n_classes = (int(n) for n in rng.integers(2, 6, 4))
    return case(rng, (rows, columns), k, n_classes, float(np.round(rng.uniform(0.1, 0.6), 2)))


@yolo_filter_boxes.edges
def edges(rng):
    """Return one cell, one class, nothing left, everything left, scores equal to the threshold."""
    return [
        case(rng, (1, 1), 1, 3, 0.01, "one place"),
        case(rng, (2, 3), 2, 1, 0.4, "one class"),
        case(rng, (3, 2), 2, 3, 1.0, "threshold 1"),
        case(rng, (3, 2), 2, 3, 0.0, "threshold 0"),
        exact(),
        Case("the threshold is left out", (*case(rng, (2, 5), 2, 2, None).arguments[:3], None)),
    ]


@yolo_filter_boxes.property("a lower threshold keeps all that stayed before")
def keeps_more(f, rng):
    """Return a sentence unless fewer boxes stay at a higher threshold."""
    arguments = case(rng, (4, 5), 2, 3, None).arguments[:3]
    counts = [len(f(*arguments, threshold=threshold)[0]) for threshold in (0.1, 0.3, 0.5)]
    if counts[0] > counts[1] > counts[2]:
        return None
    return f"the thresholds 0.1, 0.3 and 0.5 keep {counts[0]}, {counts[1]} and {counts[2]} boxes"


# --- known mistakes -------------------------------------------------------------------------------------------------


def filtered(p_c, boxes, probabilities, threshold, *, scores=None, said=None, classes=None, enough=None):
    """Return what stays, with other scores, another decision or other classes."""
    scores = p_c * probabilities.max(axis=-1) if scores is None else scores
    classes = probabilities.argmax(axis=-1) if classes is None else classes
    enough = scores >= threshold if enough is None else enough
    said = scores if said is None else said
    return said[enough], boxes[enough], classes[enough]


@yolo_filter_boxes.mistake
def p_c_decides(p_c, boxes, probabilities, *, threshold=0.5):
    """p_c alone is the score: multiply it by the probability of the most likely class"""
    return filtered(p_c, boxes, probabilities, threshold, scores=p_c)


@yolo_filter_boxes.mistake
def p_c_decides_score_returned(p_c, boxes, probabilities, *, threshold=0.5):
    """p_c alone is compared with the threshold: compare p_c times the class probability"""
    return filtered(p_c, boxes, probabilities, threshold, enough=p_c >= threshold)


@yolo_filter_boxes.mistake
def p_c_returned(p_c, boxes, probabilities, *, threshold=0.5):
    """p_c is returned as the score: return p_c times the class probability"""
    return filtered(p_c, boxes, probabilities, threshold, said=p_c)


@yolo_filter_boxes.mistake
def class_alone(p_c, boxes, probabilities, *, threshold=0.5):
    """the class probability alone is the score: multiply it by p_c, or empty places get high scores"""
    return filtered(p_c, boxes, probabilities, threshold, scores=probabilities.max(axis=-1))


@yolo_filter_boxes.mistake
def mean_of_both(p_c, boxes, probabilities, *, threshold=0.5):
    """the mean of p_c and the class probability is taken: multiply the two"""
    return filtered(p_c, boxes, probabilities, threshold, scores=(p_c + probabilities.max(axis=-1)) / 2)


@yolo_filter_boxes.mistake
def first_class_always(p_c, boxes, probabilities, *, threshold=0.5):
    """the probability of class 0 is taken: take that of the most likely class"""
    return filtered(p_c, boxes, probabilities, threshold, scores=p_c * probabilities[..., 0])


@yolo_filter_boxes.mistake
def least_likely_class(p_c, boxes, probabilities, *, threshold=0.5):
    """the least likely class is returned: return the most likely one"""
    return filtered(p_c, boxes, probabilities, threshold, classes=probabilities.argmin(axis=-1))


@yolo_filter_boxes.mistake
def above_only(p_c, boxes, probabilities, *, threshold=0.5):
    """a score has to exceed the threshold: equal is enough"""
    return filtered(p_c, boxes, probabilities, threshold, enough=p_c * probabilities.max(axis=-1) > threshold)


@yolo_filter_boxes.mistake
def low_scores_stay(p_c, boxes, probabilities, *, threshold=0.5):
    """the boxes with low scores stay: keep those with high ones"""
    return filtered(p_c, boxes, probabilities, threshold, enough=p_c * probabilities.max(axis=-1) <= threshold)


@yolo_filter_boxes.mistake
def always_a_half(p_c, boxes, probabilities, *, threshold=0.5):
    """the threshold is always 0.5: it is an argument"""
    return filtered(p_c, boxes, probabilities, 0.5)


@yolo_filter_boxes.mistake
def nothing_dropped(p_c, boxes, probabilities, *, threshold=0.5):
    """all places are returned: drop those whose score is below the threshold"""
    return filtered(p_c, boxes, probabilities, -1)


@yolo_filter_boxes.mistake
def boxes_not_filtered(p_c, boxes, probabilities, *, threshold=0.5):
    """the boxes are not filtered: apply the mask to all three arrays"""
    scores, _, classes = filtered(p_c, boxes, probabilities, threshold)
    return scores, boxes, classes


@yolo_filter_boxes.mistake
def classes_not_filtered(p_c, boxes, probabilities, *, threshold=0.5):
    """the classes are not filtered: apply the mask to all three arrays"""
    scores, left, _ = filtered(p_c, boxes, probabilities, threshold)
    return scores, left, probabilities.argmax(axis=-1)


@yolo_filter_boxes.mistake
def best_anchor_only(p_c, boxes, probabilities, *, threshold=0.5):
    """only the best anchor of each cell stays: two anchors of a cell can find two objects"""
    scores = p_c * probabilities.max(axis=-1)
    enough = (scores >= threshold) & (scores == scores.max(axis=-1, keepdims=True))
    return filtered(p_c, boxes, probabilities, threshold, enough=enough)


@yolo_filter_boxes.mistake
def each_class_by_itself(p_c, boxes, probabilities, *, threshold=0.5):
    """every class with a high score gives a box: take only the most likely class of each place"""
    scores = p_c[..., None] * probabilities
    enough = scores >= threshold
    *where, classes = np.nonzero(enough)
    return scores[enough], boxes[tuple(where)], classes


@yolo_filter_boxes.mistake
def sorted_by_score(p_c, boxes, probabilities, *, threshold=0.5):
    """the boxes are sorted by score: keep the order of the grid; non-max suppression sorts them later"""
    parts = filtered(p_c, boxes, probabilities, threshold)
    order = np.argsort(-parts[0], kind="stable")
    return tuple(part[order] for part in parts)


@yolo_filter_boxes.mistake
def one_hot_classes(p_c, boxes, probabilities, *, threshold=0.5):
    """the class probabilities are returned as the classes: return the number of the most likely class"""
    scores = p_c * probabilities.max(axis=-1)
    return filtered(p_c, boxes, probabilities, threshold, classes=probabilities, enough=scores >= threshold)


@yolo_filter_boxes.mistake
def scores_as_zero(p_c, boxes, probabilities, *, threshold=0.5):
    """low scores are set to 0 and stay: leave their places out of all three results"""
    scores = p_c * probabilities.max(axis=-1)
    return (scores * (scores >= threshold)).ravel(), boxes.reshape(-1, 4), probabilities.argmax(axis=-1).ravel()


# --- right, written differently -------------------------------------------------------------------------------------


@yolo_filter_boxes.right
def flat_first(p_c, boxes, probabilities, *, threshold=0.5):
    """Return the same from rows, by all class scores."""
    scores = p_c.reshape(-1, 1) * probabilities.reshape(p_c.size, -1)
    classes = np.argmax(scores, axis=1)
    best = scores[np.arange(len(scores)), classes]
    places = np.flatnonzero(best >= threshold)
    return best[places], boxes.reshape(-1, 4)[places], classes[places]
