"""Exercise 9: one number for a detector and one class."""

import numpy as np

from deepcourse.cnn import detection as reference
from deepcourse.exercises.course4.yolo.boxes import around, some_boxes
from deepcourse.exercises.course4.yolo.precision_mistakes import MISTAKES
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(average_precision, pictures, scores, boxes, truths, iou_threshold):
    """Return the average precision; the threshold is left out where it is None."""
    options = {} if iou_threshold is None else {"iou_threshold": iou_threshold}
    return average_precision(pictures, scores, boxes, truths, **options)


average_precision = FunctionExercise(
    __name__,
    reference=reference.average_precision,
    use=asked,
    minutes=9,
    points_visible=6,
    points_hidden=8,
    returns=("the average precision",),
    any_number_type=True,
    hints=(
        "Do it in two steps. First go through the detections by descending score, and list which are correct. Remember "
        "which true boxes of each picture have been found. Only then compute precision and recall.",
        "reference.iou_matrix([box], truths[picture])[0] compares one detection with all true boxes of its picture; "
        "allow for pictures without true boxes. np.cumsum counts the correct detections so far.",
        "Recall grows only at a correct detection, by 1 / (number of true boxes) each time. The area is therefore a "
        "sum over the correct detections. np.maximum.accumulate gives the running maximum, from the left.",
    ),
)

WORKED = (  # the example of the page: three true boxes in two pictures
    np.array([0, 1, 0, 0, 1]),
    np.array([0.9, 0.8, 0.7, 0.5, 0.3]),
    np.array([[10.0, 10, 20, 20], [0, 0, 9, 9], [11, 10, 21, 20], [30, 30, 44, 40], [30, 5, 40, 15]]),
    [np.array([[10.0, 10, 20, 20], [30, 30, 40, 40]]), np.array([[30.0, 5, 40, 16]])],
)


def case(rng, m, n, threshold, name="", unseen=0):
    """Return a case: m pictures with true boxes and n detections, some of them near a true box.

    unseen : the number of true boxes in one more picture, in which nothing is detected
    """
    truths = [some_boxes(rng, int(k)) for k in rng.integers(0, 4, m)]
    truths[int(rng.integers(m))] = some_boxes(rng, 2)
    pictures = rng.integers(0, m, n)
    boxes = some_boxes(rng, n)
    for i, picture in enumerate(pictures):
        if len(truths[picture]) and rng.random() < 0.75:
            boxes[i] = around(rng, truths[picture][rng.integers(len(truths[picture]))], 1, 2.5)[0]
    told = f"{m} picture{'s' * (m > 1)}, {n} detections, IoU threshold {threshold}"
    if unseen:
        truths.append(some_boxes(rng, unseen))
        told += f", a picture with {unseen} true boxes and no detection"
    return Case(name or told, (pictures, rng.permutation(np.linspace(0.05, 0.98, n)), boxes, truths, threshold))


def crowded(name="a detection whose best true box is already taken, near another true box"):
    """Return two true boxes that overlap, and two detections that fit the first best."""
    truth = np.array([[0.0, 0, 10, 10], [3, 0, 13, 10]])
    boxes = np.array([[0.0, 0, 10, 10], [1, 0, 11, 10], [20, 20, 30, 30]])
    return Case(name, (np.zeros(3, int), np.array([0.9, 0.8, 0.4]), boxes, [truth], 0.5))


def exact(name="IoU is exactly the threshold"):
    """Return detections whose IoU with the truth is exactly 0.5."""
    truths = [np.array([[0.0, 0, 4, 4]]), np.array([[8.0, 8, 12, 16]])]
    boxes = np.array([[0.0, 0, 4, 2], [20, 20, 24, 25], [8, 8, 12, 12]])
    return Case(name, (np.array([0, 0, 1]), np.array([0.8, 0.6, 0.7]), boxes, truths, 0.5))


def second_fits(name="the second true box of the picture fits best"):
    """Return true boxes that both reach the threshold, of which the later one fits better."""
    truth = np.array([[4.0, 0, 14, 10], [0, 0, 10, 10]])
    boxes = np.array([[1.0, 0, 11, 10], [4, 0, 14, 10], [1, 1, 11, 11]])
    return Case(name, (np.zeros(3, int), np.array([0.9, 0.8, 0.7]), boxes, [truth], 0.5))


def dip(name="precision rises again at the end"):
    """Return detections that are wrong at first and right later."""
    truths = [np.array([[0.0, 0, 8, 6], [20, 4, 30, 16], [40, 20, 48, 31]])]
    boxes = np.concatenate([truths[0][:1], [[50, 0, 58, 9], [0, 30, 7, 39]], truths[0][1:]])
    return Case(name, (np.zeros(5, int), np.array([0.95, 0.8, 0.7, 0.6, 0.2]), boxes, truths, 0.5))


def nothing(name, n):
    """Return n detections in a picture, none of them near the true boxes."""
    truths = [np.array([[0.0, 0, 8, 6]]), np.array([[2.0, 3, 9, 9]])]
    boxes = np.array([[30.0, 30, 36, 38], [20, 24, 28, 40]])[:n]
    return Case(name, (np.zeros(n, int), np.array([0.9, 0.3])[:n], boxes, truths, 0.6))


@average_precision.visible
def visible():
    """Return the example of the page, duplicates, exact thresholds, misses, and random detections."""
    rng = np.random.default_rng(69)
    return [
        Case("the example on the page", (*WORKED, None)),
        crowded(),
        second_fits(),
        exact(),
        dip(),
        case(rng, 4, 16, 0.5),
        case(rng, 3, 14, 0.7),
        case(rng, 5, 20, 0.35),
        case(rng, 2, 12, 0.6, unseen=2),
        nothing("no detection is correct", 2),
        nothing("no detections", 0),
    ]


@average_precision.draw
def draw(rng):
    """Return random detections."""
    return case(rng, int(rng.integers(2, 6)), int(rng.integers(10, 26)), float(np.round(rng.uniform(0.3, 0.75), 2)))


@average_precision.edges
def edges(rng):
    """Return one picture, many detections, duplicates, exact thresholds, misses, no detections, all right."""
    truths = [some_boxes(rng, 3), some_boxes(rng, 1)]
    found = np.concatenate(truths)
    return [
        case(rng, 1, 8, 0.5),
        case(rng, 6, 60, 0.5),
        case(rng, 3, 15, 0.45, unseen=3),
        crowded(),
        second_fits(),
        exact(),
        dip(),
        nothing("no detection is correct", 1),
        nothing("no detections", 0),
        Case("all are found", (np.array([0, 0, 0, 1]), np.array([0.4, 0.9, 0.2, 0.7]), found, truths, None)),
    ]


@average_precision.property("the order of the detections does not matter")
def any_order(f, rng):
    """Return a sentence unless the same number comes out when the detections are listed in another order."""
    pictures, scores, boxes, truths, _ = case(rng, 3, 14, 0.5).arguments
    order = rng.permutation(len(scores))
    one = f(pictures, scores, boxes, truths)
    other = f(pictures[order], scores[order], boxes[order], truths)
    return None if np.isclose(one, other) else f"it is {one:.4g}, but {other:.4g} with the detections in another order"


@average_precision.property("never above 1")
def at_most_one(f, rng):
    """Return a sentence unless repeating all detections leaves the number within 0 and 1."""
    _, _, _, truths, _ = case(rng, 3, 3, 0.5).arguments
    pictures = np.repeat(np.arange(3), [len(those) for those in truths])
    boxes, n = np.concatenate(truths), len(pictures)
    said = f(np.tile(pictures, 2), np.linspace(0.9, 0.1, 2 * n), np.tile(boxes, (2, 1)), truths)
    return None if -1e-9 <= said <= 1 + 1e-9 else f"with every true box found twice, it is {said:.4g}"


for variant in MISTAKES:
    average_precision.mistake(variant)


# --- right, written differently -------------------------------------------------------------------------------------


@average_precision.right
def by_levels_of_recall(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """Return the same as a sum over levels of recall, with sets."""
    number, found, curve = sum(len(those) for those in truths), set(), []
    for count, i in enumerate(sorted(range(len(scores)), key=lambda i: -scores[i]), start=1):
        ious = [(reference.iou(boxes[i], box), -place) for place, box in enumerate(truths[pictures[i]])]
        best, place = max(ious, default=(0, 0))
        if best >= iou_threshold and (pictures[i], place) not in found:
            found.add((pictures[i], place))
        curve.append((len(found) / number, len(found) / count))
    levels = sorted({recall for recall, _ in curve if recall > 0})
    return sum(max(p for r, p in curve if r >= level) for level in levels) / number


@average_precision.right
def as_an_area(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """Return the same as the area under a curve of steps."""
    right = reference.matches(pictures, scores, boxes, truths, iou_threshold)
    recall = np.concatenate([[0], np.cumsum(right) / sum(map(len, truths))])
    precision = np.cumsum(right) / (np.arange(len(right)) + 1)
    for i in range(len(precision) - 2, -1, -1):
        precision[i] = max(precision[i], precision[i + 1])
    return np.sum(np.diff(recall) * precision)


@average_precision.right
def straight_lines_on_monotone_precision(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """Return the same by trapezia: where recall grows, monotone precision does not change."""
    right = reference.matches(pictures, scores, boxes, truths, iou_threshold)
    recall = np.concatenate([[0], np.cumsum(right) / sum(map(len, truths))])
    precision = np.concatenate([[0], np.cumsum(right) / (np.arange(len(right)) + 1)])
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return np.sum(np.diff(recall) * (precision[1:] + precision[:-1]) / 2)
