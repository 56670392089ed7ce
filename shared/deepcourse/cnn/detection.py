"""Several boxes in one picture: how much they overlap, which of them stay, and how good a detector is.

iou                     how well two boxes agree
iou_matrix              ... each of some boxes with each of some others
non_max_suppression     of boxes that overlap much, the one with the highest score
reviving_boxes          three boxes of which one comes back when the threshold is lowered
average_precision       precision, averaged over recall, for one class
mean_average_precision  ... and over all classes
matches                 which detections are right
detections_of           the detections of one class, from all pictures
recall_and_precision    both after each detection
shares                  both after all of them

A box is x1, y1, x2, y2 in pixels: its left, upper, right, lower edge; a box without area is empty.
"""

import numpy as np

from deepcourse.cnn.localization import paired_iou


def iou(box1, box2):
    """Return intersection over union of two boxes, a float; 0 where they share no area.

    box1, box2 : four numbers x1, y1, x2, y2

    >>> round(iou((0, 0, 4, 2), (2, 0, 6, 2)), 4), iou((0, 0, 4, 2), (4, 0, 6, 2))
    (0.3333, 0.0)
    """
    return float(paired_iou(np.reshape(box1, (1, 4)), np.reshape(box2, (1, 4)))[0])


def iou_matrix(boxes, others):
    """Return the IoU of each box with each other one, (n, k).

    boxes : (n, 4)    others : (k, 4)

    >>> iou_matrix([[0, 0, 4, 2]], [[2, 0, 6, 2], [0, 0, 4, 2], [9, 9, 9, 9]]).round(2)
    array([[0.33, 1.  , 0.  ]])
    """
    boxes, others = (np.asarray(each, float).reshape(-1, 4) for each in (boxes, others))
    n, k = len(boxes), len(others)
    return paired_iou(np.repeat(boxes, k, axis=0), np.tile(others, (n, 1))).reshape(n, k)


def non_max_suppression(scores, boxes, iou_threshold, *, classes=None):
    """Return the places of the boxes that stay, (k,) int, by falling score.

    scores : (n,)    boxes : (n, 4)    classes : (n,) int; where they are left out, all boxes have one class

    The box with the highest score stays, and every box of its class whose IoU with it is greater than the threshold
    goes; then the next one of those that are left. Of equal scores the earlier one comes first.

    >>> non_max_suppression([0.6, 0.9, 0.8], [[0, 0, 4, 4], [0, 0, 4, 3], [4, 0, 9, 4]], 0.5)
    array([1, 2])
    """
    scores = np.asarray(scores, float)
    close = iou_matrix(boxes, boxes) > iou_threshold
    if classes is not None:
        close &= np.equal.outer(classes, classes)
    kept = []
    for place in np.argsort(-scores, kind="stable"):
        if not close[place, kept].any():
            kept.append(place)
    return np.array(kept, int)


def reviving_boxes(low, high):
    """Return three boxes, (3, 4), with falling scores: at `high` the first two stay, at `low` the first and the third.

    low, high : thresholds of `non_max_suppression`, 0 <= low < high < 1

    >>> boxes = reviving_boxes(0.2, 0.6)
    >>> [non_max_suppression([0.9, 0.8, 0.7], boxes, threshold).tolist() for threshold in (0.2, 0.6)]
    [[0, 2], [0, 1]]
    """
    if not 0 <= low < high < 1:
        raise ValueError(f"thresholds are 0 <= low < high < 1, not {low} and {high}")
    far, near = (1 - low) / (1 + low), (1 - high) / (1 + high)  # shifts of a box of width 1 with these IoUs
    first = max((far + near) / 2, far - near / 4)  # from the first box to the second: between the two
    second = (far - first + near) / 2  # from the second to the third: less than `near`, and both together over `far`
    left = 1000 * np.array([0, first, first + second])
    return np.stack([left, np.zeros(3), left + 1000, np.full(3, 1000.0)], axis=1)


def average_precision(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """Return the average precision of one class, a float from 0 to 1.

    pictures : (n,) int, the picture of each detection    scores : (n,)    boxes : (n, 4)
    truths : for each picture the true boxes of the class, (k, 4), in all pictures together at least one

    Detections are taken by falling score, over all pictures. One is right if the true box of its picture with which
    its IoU is greatest has an IoU of at least `iou_threshold`, and no detection before has found that box. Precision
    at a recall is the greatest precision at this or at a greater recall; the area below it is the answer.

    >>> average_precision([0, 0], [0.9, 0.8], [[0, 0, 2, 2], [5, 5, 9, 9]], [np.array([[5, 5, 9, 9]])])
    0.5
    """
    number = sum(map(len, truths))
    if not number:
        raise ValueError("without any true box there is no recall; leave this class out")
    right = matches(pictures, scores, boxes, truths, iou_threshold)
    found = np.cumsum(right)
    precision = found / np.arange(1, len(right) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(best[right]) / number)


def matches(pictures, scores, boxes, truths, iou_threshold=0.5):
    """Return which detections are right, (n,) bool, by falling score; arguments as those of `average_precision`."""
    order = np.argsort(-np.asarray(scores, float), kind="stable")
    pictures, boxes = np.asarray(pictures)[order], np.asarray(boxes, float).reshape(-1, 4)[order]
    right = np.zeros(len(order), bool)
    for picture, those in enumerate(truths):
        own = np.flatnonzero(pictures == picture)
        if len(own) and len(those):
            ious = iou_matrix(boxes[own], those)
            best, near = ious.argmax(axis=1), ious.max(axis=1) >= iou_threshold
            for place in np.unique(best[near]):
                right[own[np.flatnonzero(near & (best == place))[0]]] = True  # the first that finds this box
    return right


def detections_of(number, found, boxes, classes):
    """Return the arguments of `average_precision` for one class.

    found : for each picture scores, boxes and classes of its detections
    boxes, classes : the truth, picture by picture
    """
    chosen = [those[2] == number for those in found]
    pictures = np.repeat(np.arange(len(found)), [int(np.sum(each)) for each in chosen])
    scores = np.concatenate([those[0][each] for those, each in zip(found, chosen, strict=True)])
    answers = np.concatenate([those[1][each] for those, each in zip(found, chosen, strict=True)])
    return pictures, scores, answers, [box[its == number] for box, its in zip(boxes, classes, strict=True)]


def recall_and_precision(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """Return recall and precision, (n,) each, after each detection; arguments as those of `average_precision`."""
    found = np.cumsum(matches(pictures, scores, boxes, truths, iou_threshold))
    return found / max(1, sum(map(len, truths))), found / np.arange(1, len(found) + 1)


def shares(found, boxes, classes, n_classes):
    """Return the precision and the recall of all detections of all classes; precision is 1 where there are none.

    found, boxes, classes : as in `mean_average_precision`
    """
    right = [matches(*detections_of(number, found, boxes, classes)) for number in range(n_classes)]
    right = np.concatenate(right)
    return (float(right.mean()) if len(right) else 1.0), float(right.sum() / sum(map(len, boxes)))


def mean_average_precision(found, boxes, classes, n_classes, *, average=average_precision, **options):
    """Return the mean of the average precisions of all classes, a float.

    found : for each picture (scores (n,), boxes (n, 4), classes (n,)) of its detections
    boxes, classes : the truth, as `traffic_scenes` gives it    average, options : what is called for each class
    """
    parts = [average(*detections_of(number, found, boxes, classes), **options) for number in range(n_classes)]
    return float(np.mean(parts))
