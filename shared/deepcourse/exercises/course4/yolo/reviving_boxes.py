"""Exercise 8: three boxes of which one comes back when the threshold is lowered."""

import numpy as np

from deepcourse.cnn import detection as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

SCORES = (0.9, 0.8, 0.7)


def stays(f, low, high):
    """Return the places that stay at the high and at the low threshold, in words, or why these are no boxes."""
    boxes = f(low, high)
    if boxes is None:
        return None
    try:
        boxes = np.asarray(boxes, float)
    except (TypeError, ValueError):
        return "not an array of numbers", ""
    if boxes.shape != (3, 4):
        return f"an array of shape {boxes.shape}: (3, 4) is needed", ""
    if not np.all(np.isfinite(boxes)) or np.any(boxes[:, 2:] <= boxes[:, :2]):
        return "a box without width or height", ""
    places = [reference.non_max_suppression(SCORES, boxes, threshold) for threshold in (high, low)]
    return tuple(" and ".join(f"box {place}" for place in each) for each in places)


reviving_boxes = FunctionExercise(
    __name__,
    reference=reference.reviving_boxes,
    use=stays,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("what stays at `high`", "what stays at `low`"),
    hints=(
        "Name the boxes A, B, C by descending score. Which box has to drop which at `high`? And at `low`? For each "
        "pair, write down whether its IoU lies above `high`, between the two thresholds, or below `low`.",
        "Give all boxes the height 1, and put boxes 0 and 2 inside box 1, which has the width 1. Then the IoU of each "
        "with box 1 is its own width, which you can choose.",
        "Let box 0 begin at the left edge of box 1, and box 2 end at its right edge. One width lies between the "
        "thresholds, the other above `high`. How large may the shared part of boxes 0 and 2 be at most?",
    ),
)

PAIRS = ((0.3, 0.5), (0.1, 0.7), (0.45, 0.55), (0.0, 0.4), (0.6, 0.9))


@reviving_boxes.visible
def visible():
    """Return thresholds that lie far apart and close together, low and high ones."""
    return [Case(f"low = {low:g}, high = {high:g}", (low, high)) for low, high in PAIRS]


@reviving_boxes.draw
def draw(rng):
    """Return two random thresholds."""
    low = float(np.round(rng.uniform(0.05, 0.7), 2))
    high = float(np.round(low + rng.uniform(0.05, 0.95 - low), 2))
    return Case(f"low = {low:g}, high = {high:g}", (low, high))


@reviving_boxes.edges
def edges(rng):
    """Return thresholds at both ends, and two that hardly differ."""
    return [
        Case(f"low = {low:g}, high = {high:g}", (low, high)) for low, high in ((0.0, 0.9), (0.5, 0.52), (0.8, 0.95))
    ]


@reviving_boxes.property("the three IoUs suit both thresholds")
def right_overlaps(f, rng):
    """Return a sentence with the three IoUs of boxes that do not do what they should."""
    for low, high in PAIRS:
        boxes = np.asarray(f(low, high), float)
        if boxes.shape != (3, 4):
            return f"for low = {low:g} and high = {high:g}, the boxes have the shape {boxes.shape}, not (3, 4)"
        stay = [reference.non_max_suppression(SCORES, boxes, threshold).tolist() for threshold in (high, low)]
        if stay == [[0, 1], [0, 2]]:
            continue
        ious = reference.iou_matrix(boxes, boxes)
        told = ", ".join(f"{ious[i, j]:.3g} for boxes {i} and {j}" for i, j in ((0, 1), (1, 2), (0, 2)))
        return f"for low = {low:g} and high = {high:g}, the IoU is {told}: compare each with both thresholds"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def shift(iou):
    """Return how far a box of width 1 is shifted from its twin with this IoU."""
    return (1 - iou) / (1 + iou)


def row(*lefts):
    """Return boxes of width and height 10, with these left edges in widths."""
    return np.array([[10 * left, 0, 10 * left + 10, 10] for left in lefts])


def between(low, high):
    """Return a shift from A to B that is right for all thresholds."""
    return max((shift(low) + shift(high)) / 2, shift(low) - shift(high) / 4)


@reviving_boxes.mistake
def made_for_one_pair(low, high):
    """the boxes are made for thresholds of 0.3 and 0.5: compute them from `low` and `high`"""
    return reference.reviving_boxes(0.3, 0.5)


@reviving_boxes.mistake
def share_for_iou(low, high):
    """1 - s is used as the IoU of two boxes shifted by s: 1 - s is the shared part, and the union is 1 + s"""
    first = (2 - low - high) / 2
    return row(0, first, first + ((1 - low - first) + (1 - high)) / 2)


@reviving_boxes.mistake
def equal_shifts(low, high):
    """both shifts are equal: then the second box drops the third only at `low`, but it has to do so at `high`"""
    first = (shift(low) + shift(high)) / 2
    return row(0, first, 2 * first)


@reviving_boxes.mistake
def first_drops_all(low, high):
    """the third box overlaps the first too much: at `low` the first box drops the third as well"""
    first = between(low, high)
    return row(0, first, first)


@reviving_boxes.mistake
def second_dropped_at_both(low, high):
    """the first two boxes overlap too much: at `high` the second must stay, and drop the third"""
    return row(0, 0.5 * shift(high), 1.5 * shift(high))


@reviving_boxes.mistake
def second_never_dropped(low, high):
    """the first two boxes overlap too little: at `low` the first box must drop the second"""
    first = (1 + shift(low)) / 2 + 0.01
    return row(0, first, first + 0.5 * shift(high))


@reviving_boxes.mistake
def apart(low, high):
    """the three boxes lie apart: nothing is dropped at either threshold"""
    return row(0, 2, 4)


@reviving_boxes.mistake
def scores_rising(low, high):
    """the boxes are listed by ascending score: the first one has the highest score"""
    return reference.reviving_boxes(low, high)[::-1]


# --- right, written differently -------------------------------------------------------------------------------------


@reviving_boxes.right
def nearly_at_the_bounds(low, high):
    """Return boxes whose shifts lie just inside the bounds, as lists."""
    tiny = 0.1 * min(shift(high), shift(low) - shift(high))
    first = shift(low) - tiny
    return [list(box) for box in row(0, first, first + 2 * tiny)]


@reviving_boxes.right
def downwards(low, high):
    """Return boxes that are shifted downwards, of other sizes."""
    return (reference.reviving_boxes(low, high) * 3.7 + 5)[:, [1, 0, 3, 2]]
