"""IoU is what counting small squares gives; suppression and average precision are their definitions, word by word."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from sklearn.metrics import precision_recall_curve

from deepcourse.cnn import detection
from deepcourse.datasets import traffic_scenes


def counted(box, other, fine=4):
    """Return IoU by counting squares of a quarter of a unit."""
    at = (np.arange(12 * fine) + 0.5) / fine
    inside = [((at >= y1) & (at < y2))[:, None] & ((at >= x1) & (at < x2))[None, :] for x1, y1, x2, y2 in (box, other)]
    covered = np.sum(inside[0] | inside[1])
    return np.sum(inside[0] & inside[1]) / covered if covered else 0.0


def quarters(rng, n):
    """Return n boxes with edges at quarters of a unit, some of them without area."""
    corners = np.sort(rng.integers(0, 49, (n, 2, 2)), axis=1) / 4
    return corners.reshape(n, 4)


def test_iou_by_counting_squares():
    rng = np.random.default_rng(0)
    boxes, others = quarters(rng, 30), quarters(rng, 20)
    others[:3] = boxes[:3]
    boxes[4, 2:] = boxes[4, :2]
    expected = np.array([[counted(box, other) for other in others] for box in boxes])
    np.testing.assert_allclose(detection.iou_matrix(boxes, others), expected, atol=1e-12)
    assert detection.iou(boxes[0], others[5]) == pytest.approx(expected[0, 5])
    assert detection.iou_matrix(np.empty((0, 4)), others).shape == (0, 20)
    assert detection.iou_matrix(boxes, []).shape == (30, 0)


@pytest.mark.parametrize(
    ("box", "other", "expected"),
    [
        ((0, 0, 2, 2), (2, 0, 4, 2), 0),  # they touch at an edge
        ((0, 0, 2, 2), (2, 2, 4, 4), 0),  # ... at a corner
        ((0, 0, 2, 2), (5, 5, 9, 9), 0),  # apart in both directions
        ((0, 0, 4, 4), (1, 1, 2, 3), 2 / 16),  # contained
        ((1, 1, 1, 3), (0, 0, 4, 4), 0),  # without area
        ((1, 1, 1, 1), (1, 1, 1, 1), 0),  # both
        ((3, 1, 5, 2), (3, 1, 5, 2), 1),
    ],
)
def test_iou_of_special_boxes(box, other, expected):
    assert detection.iou(box, other) == detection.iou(other, box) == pytest.approx(expected)
    assert isinstance(detection.iou(box, other), float)


def by_definition(scores, boxes, threshold, classes):
    """Return the places that stay: the one set that the rule allows, found by trying all sets of boxes.

    A set is right if no two of it are too close, and every other box is too close to one of it with a higher score.
    """
    n = len(scores)
    drops = {  # (i, j): i drops j as long as i itself stays
        (i, j)
        for i in range(n)
        for j in range(n)
        if (-scores[i], i) < (-scores[j], j) and classes[i] == classes[j] and counted(boxes[i], boxes[j]) > threshold
    }
    right = [
        those
        for size in range(n + 1)
        for those in combinations(range(n), size)
        if not any((i, j) in drops for i in those for j in those)
        and all(any((i, j) in drops for i in those) for j in range(n) if j not in those)
    ]
    assert len(right) == 1
    return sorted(right[0], key=lambda i: (-scores[i], i))


@pytest.mark.parametrize("seed", range(8))
def test_suppression_is_the_only_set_that_the_rule_allows(seed):
    rng = np.random.default_rng(seed)
    n = 8
    boxes = np.clip(quarters(rng, 2)[rng.integers(0, 2, n)] + rng.integers(-6, 7, (n, 4)) / 4, 0, 12)
    scores, classes = rng.integers(1, 6, n) / 5, rng.integers(0, 2, n)
    threshold = rng.uniform(0, 0.6)
    kept = detection.non_max_suppression(scores, boxes, threshold, classes=classes)
    assert kept.tolist() == by_definition(scores, boxes, threshold, classes)
    alone = detection.non_max_suppression(scores, boxes, threshold)
    assert alone.tolist() == by_definition(scores, boxes, threshold, np.zeros(n))


def test_suppression_keeps_what_only_touches_the_threshold():
    boxes = np.array([[0, 0, 4, 4], [0, 0, 4, 2]])
    assert detection.non_max_suppression([0.9, 0.8], boxes, 0.5).tolist() == [0, 1]
    assert detection.non_max_suppression([0.9, 0.8], boxes, 0.49).tolist() == [0]
    assert detection.non_max_suppression([], np.empty((0, 4)), 0.5).tolist() == []


def test_a_box_comes_back_at_every_pair_of_thresholds():
    for low, high in [
        (0, 0.02),
        (0, 0.98),
        (0.3, 0.31),
        (0.9, 0.95),
        *np.sort(np.random.default_rng(1).random((40, 2))),
    ]:
        boxes = detection.reviving_boxes(low, high)
        kept = [detection.non_max_suppression([0.9, 0.8, 0.7], boxes, t).tolist() for t in (low, high)]
        assert kept == [[0, 2], [0, 1]]
    with pytest.raises(ValueError, match="low < high"):
        detection.reviving_boxes(0.5, 0.5)


def detections(seed, m=6, n=40):
    """Return detections near and far from some true boxes, all scores different."""
    rng = np.random.default_rng(seed)
    truths = [quarters(rng, k) + np.array([0, 0, 1, 1]) for k in rng.integers(0, 4, m)]
    truths[0] = quarters(rng, 3) + np.array([0, 0, 1, 1])
    pictures = rng.integers(0, m, n)
    boxes = quarters(rng, n)
    for i, picture in enumerate(pictures):
        if len(truths[picture]) and rng.random() < 0.7:
            boxes[i] = truths[picture][rng.integers(len(truths[picture]))] + rng.uniform(-0.5, 0.5, 4)
    return pictures, rng.permutation(np.linspace(0.02, 0.97, n)), boxes, truths


@pytest.mark.parametrize("seed", range(5))
def test_average_precision_from_the_curve_of_scikit_learn(seed):
    pictures, scores, boxes, truths = detections(seed)
    right, order = detection.matches(pictures, scores, boxes, truths), np.argsort(-scores)
    assert 0 < right.sum() < len(right)
    precision, recall, _ = precision_recall_curve(right, scores[order])
    recall = recall * right.sum() / sum(map(len, truths))  # scikit-learn knows nothing of missed objects
    levels = np.unique(recall)
    area = sum((high - low) * precision[recall >= high].max() for low, high in pairwise(levels))
    assert detection.average_precision(pictures, scores, boxes, truths) == pytest.approx(area)


@pytest.mark.parametrize("seed", range(5))
def test_matches_by_the_rule_word_by_word(seed):
    pictures, scores, boxes, truths = detections(seed, m=3, n=30)
    found, right = set(), []
    for i in sorted(range(len(scores)), key=lambda i: -scores[i]):
        picture = pictures[i]
        ious = [detection.iou(boxes[i], box) for box in truths[picture]]
        best = max(range(len(ious)), key=lambda k: (ious[k], -k)) if ious else None
        right.append(best is not None and ious[best] >= 0.4 and (picture, best) not in found)
        if right[-1]:
            found.add((picture, best))
    assert detection.matches(pictures, scores, boxes, truths, 0.4).tolist() == right


def test_average_precision_by_hand():
    truths = [np.array([[10, 10, 20, 20], [30, 30, 40, 40]]), np.array([[30, 5, 40, 16]])]
    boxes = np.array([[10, 10, 20, 20], [0, 0, 9, 9], [11, 10, 21, 20], [30, 30, 44, 40], [30, 5, 40, 15]])
    arguments = np.array([0, 1, 0, 0, 1]), np.array([0.9, 0.8, 0.7, 0.5, 0.3]), boxes, truths
    assert detection.average_precision(*arguments) == pytest.approx((1 + 0.6 + 0.6) / 3)
    recall, precision = detection.recall_and_precision(*arguments)
    np.testing.assert_allclose(recall, [1 / 3, 1 / 3, 1 / 3, 2 / 3, 1])
    np.testing.assert_allclose(precision, [1, 1 / 2, 1 / 3, 2 / 4, 3 / 5])
    none = np.empty(0, int), np.empty(0), np.empty((0, 4)), truths
    assert detection.average_precision(*none) == 0
    with pytest.raises(ValueError, match="without any true box"):
        detection.average_precision(*arguments[:3], [np.empty((0, 4))] * 2)


def test_a_detector_that_knows_the_truth_is_perfect():
    scenes = traffic_scenes(np.random.default_rng(2), 12)
    found = [(np.full(len(b), 0.9), b, c) for b, c in zip(scenes.boxes, scenes.classes, strict=True)]
    assert detection.mean_average_precision(found, scenes.boxes, scenes.classes, 3) == pytest.approx(1)
    assert detection.shares(found, scenes.boxes, scenes.classes, 3) == (1, 1)
    nothing = [(np.empty(0), np.empty((0, 4)), np.empty(0, int))] * 12
    assert detection.mean_average_precision(nothing, scenes.boxes, scenes.classes, 3) == 0
    assert detection.shares(nothing, scenes.boxes, scenes.classes, 3) == (1, 0)
    half = [(s[:1], b[:1], c[:1]) for s, b, c in found]
    assert detection.shares(half, scenes.boxes, scenes.classes, 3)[1] == pytest.approx(12 / sum(map(len, scenes.boxes)))
