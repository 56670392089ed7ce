"""Average precision with switches, and its mistakes: for the exercise `average_precision`."""

import numpy as np

from deepcourse.cnn.detection import iou_matrix
from deepcourse.exercises.declaration import Shared

MISTAKES = Shared()


def steps(pictures, scores, boxes, truths, iou_threshold, *, order=None, duplicates=False, choose=None, enough=None):
    """Return which detections are right, with another order, another choice of the true box, another threshold."""
    order = np.argsort(-np.asarray(scores), kind="stable") if order is None else order
    enough = enough or (lambda iou: iou >= iou_threshold)
    pictures, boxes = np.asarray(pictures), np.asarray(boxes)
    ious = [None] * len(pictures)  # of each detection, with the true boxes of its picture
    for picture, those in enumerate(truths):
        own = np.flatnonzero(pictures == picture)
        for i, row in zip(own, iou_matrix(boxes[own], those), strict=True):
            ious[i] = row
    taken = [np.zeros(len(those), bool) for those in truths]
    right = np.zeros(len(order), bool)
    for position, i in enumerate(order):
        if not len(ious[i]):
            continue
        best = choose(ious[i], taken[pictures[i]]) if choose else int(np.argmax(ious[i]))
        if enough(ious[i][best]) and (duplicates or not taken[pictures[i]][best]):
            right[position] = taken[pictures[i]][best] = True
    return right


def area(right, number, *, smooth=True, every=False):
    """Return the average of precision at the right detections, over `number`."""
    if not len(right):
        return 0.0
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    if smooth:
        precision = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(precision if every else precision[right]) / max(number, 1))


def count(truths):
    """Return the number of true boxes."""
    return sum(len(those) for those in truths)


@MISTAKES.add
def duplicates_are_right(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """a second detection of the same object counts as correct: it is wrong, because its true box is already found"""
    right = steps(pictures, scores, boxes, truths, iou_threshold, duplicates=True)
    return area(right, count(truths))


@MISTAKES.add
def duplicates_are_ignored(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """a second detection of the same object counts neither as correct nor as wrong: it is wrong"""
    once = steps(pictures, scores, boxes, truths, iou_threshold)
    near = steps(pictures, scores, boxes, truths, iou_threshold, duplicates=True)
    return area(once[once | ~near], count(truths))


@MISTAKES.add
def next_free_box(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """a detection whose best true box is already taken gets the next best one: on this page, it is wrong"""

    def choose(ious, taken):
        return int(np.argmax(np.where(taken, -1, ious)))

    return area(steps(pictures, scores, boxes, truths, iou_threshold, choose=choose), count(truths))


@MISTAKES.add
def first_free_box_that_reaches(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the first free true box that reaches the threshold is chosen: choose the true box with the largest IoU"""

    def choose(ious, taken):
        return int(np.argmax((ious >= iou_threshold) & ~taken))

    return area(steps(pictures, scores, boxes, truths, iou_threshold, choose=choose), count(truths))


@MISTAKES.add
def first_box_that_reaches(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the first true box that reaches the threshold is taken: take the one with the largest IoU"""

    def choose(ious, taken):
        return int(np.argmax(ious >= iou_threshold))

    return area(steps(pictures, scores, boxes, truths, iou_threshold, choose=choose), count(truths))


@MISTAKES.add
def not_sorted(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the detections are taken in the order of the arguments: take them by descending score"""
    order = np.arange(len(scores))
    return area(steps(pictures, scores, boxes, truths, iou_threshold, order=order), count(truths))


@MISTAKES.add
def lowest_first(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the lowest score comes first: argsort sorts in ascending order"""
    order = np.argsort(scores, kind="stable")
    return area(steps(pictures, scores, boxes, truths, iou_threshold, order=order), count(truths))


@MISTAKES.add
def sorted_in_each_picture(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the detections are sorted within each picture: sort them over all pictures together"""
    order = np.lexsort((-np.asarray(scores), pictures))
    return area(steps(pictures, scores, boxes, truths, iou_threshold, order=order), count(truths))


@MISTAKES.add
def mean_over_pictures(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """each picture gets an average precision of its own, and their mean is returned: sort all detections together"""
    parts = []
    for picture, those in enumerate(truths):
        if len(those):
            own = np.flatnonzero(np.asarray(pictures) == picture)
            right = steps(np.zeros(len(own), int), scores[own], boxes[own], [those], iou_threshold)
            parts.append(area(right, len(those)))
    return float(np.mean(parts))


@MISTAKES.add
def any_picture(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """a detection is compared with the true boxes of all pictures: only those of its own picture count"""
    every = [np.concatenate([np.reshape(those, (-1, 4)) for those in truths])]
    return area(steps(np.zeros(len(scores), int), scores, boxes, every, iou_threshold), count(truths))


@MISTAKES.add
def found_without_the_picture(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """found boxes are remembered without their picture: box 0 of one picture is not box 0 of another"""
    found, right = set(), []
    for i in np.argsort(-np.asarray(scores), kind="stable"):
        ious = iou_matrix(boxes[i : i + 1], truths[pictures[i]])[0]
        best = int(np.argmax(ious)) if len(ious) else -1
        right.append(best >= 0 and ious[best] >= iou_threshold and best not in found)
        if right[-1]:
            found.add(best)
    return area(np.array(right, bool), count(truths))


@MISTAKES.add
def empty_pictures_skipped(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """detections in pictures without a true box are skipped: they are wrong, and lower the precision"""
    seen = np.array([len(truths[picture]) > 0 for picture in pictures], bool)
    right = steps(pictures[seen], scores[seen], boxes[seen], truths, iou_threshold)
    return area(right, count(truths))


@MISTAKES.add
def misses_left_out(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the sum is divided by the number of objects found: divide by the number of all true boxes"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    return area(right, right.sum())


@MISTAKES.add
def empty_pictures_counted(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """recall is divided by the number of pictures: divide by the number of true boxes"""
    return area(steps(pictures, scores, boxes, truths, iou_threshold), len(truths))


@MISTAKES.add
def misses_of_seen_pictures(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """only true boxes in pictures with a detection count in the recall: count those of all pictures"""
    number = sum(len(truths[picture]) for picture in set(np.asarray(pictures).tolist()))
    return area(steps(pictures, scores, boxes, truths, iou_threshold), number)


@MISTAKES.add
def not_monotone(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """precision is not made monotone: after each detection, take the highest precision from there on"""
    return area(steps(pictures, scores, boxes, truths, iou_threshold), count(truths), smooth=False)


@MISTAKES.add
def monotone_from_the_left(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the highest precision so far is taken: take the highest one from each detection on"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    precision = np.maximum.accumulate(np.cumsum(right) / np.arange(1, len(right) + 1))
    return float(np.sum(precision[right]) / count(truths))


@MISTAKES.add
def mean_over_detections(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """precision is averaged over all detections: recall grows only at the correct ones"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    return area(right, len(right), every=True)


@MISTAKES.add
def eleven_points(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """precision is averaged over eleven recall levels: take the whole area, with a step at every correct detection"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    recall = np.cumsum(right) / count(truths)
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    levels = np.linspace(0, 1, 11)
    return float(np.mean([precision[recall >= level - 1e-12].max(initial=0) for level in levels]))


@MISTAKES.add
def trapezia(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the points of the curve are joined by straight lines: add up rectangles, as high as monotone precision"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    recall = np.concatenate([[0], np.cumsum(right) / count(truths)])
    precision = np.concatenate([[1], np.cumsum(right) / np.arange(1, len(right) + 1)])
    return float(np.sum(np.diff(recall) * (precision[1:] + precision[:-1]) / 2))


@MISTAKES.add
def trapezia_from_the_first_detection(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the points are joined by straight lines that begin at the first detection: add up rectangles, from recall 0 on"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    recall, precision = np.cumsum(right) / count(truths), np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(np.sum(np.diff(recall) * (precision[1:] + precision[:-1]) / 2))


@MISTAKES.add
def first_rectangle_missing(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the area before the first detection is missing, as in np.trapezoid(precision, recall): let recall begin at 0"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    recall, precision = np.cumsum(right) / count(truths), np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(np.sum(np.diff(recall) * np.maximum.accumulate(precision[::-1])[::-1][1:]))


@MISTAKES.add
def above_only(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the IoU has to exceed the threshold: equal is enough"""
    right = steps(pictures, scores, boxes, truths, iou_threshold, enough=lambda iou: iou > iou_threshold)
    return area(right, count(truths))


@MISTAKES.add
def always_a_half(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the threshold is always 0.5: it is an argument"""
    return area(steps(pictures, scores, boxes, truths, 0.5), count(truths))


@MISTAKES.add
def last_precision(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the precision of all detections together is returned: average it over recall"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    return float(right.mean()) if len(right) else 0.0


@MISTAKES.add
def last_recall(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """the recall of all detections together is returned: multiply each step in recall by a precision"""
    return float(steps(pictures, scores, boxes, truths, iou_threshold).sum() / count(truths))


@MISTAKES.add
def ranks_from_zero(pictures, scores, boxes, truths, *, iou_threshold=0.5):
    """precision is computed from one detection too few: the first detection is number 1"""
    right = steps(pictures, scores, boxes, truths, iou_threshold)
    precision = np.cumsum(right) / np.maximum(np.arange(len(right)), 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(best[right]) / count(truths))
