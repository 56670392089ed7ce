"""The explorations of yolo say what the package says."""

import numpy as np
import pytest

from deepcourse.cnn import detection
from deepcourse.explore.course4 import yolo as explore
from explorations import a_few_detections
from quiet import SILENT

pytestmark = SILENT


@pytest.fixture(scope="module")
def two():
    return explore.explore_two_boxes().draw


@pytest.fixture(scope="module")
def thresholds():
    return explore.explore_thresholds(*a_few_detections())


def test_equal_boxes_that_overlap_by_half_have_an_iou_of_a_third(two):
    assert two(7, 3, 6, 4)[1].split("; ")[1] == "areas 24 and 24, shared 12, covered 36: IoU 0.33"
    assert two(4, 3, 6, 4)[1].endswith("IoU 1.00")


def test_at_first_two_boxes_overlap_and_their_iou_stands_above_them():
    assert explore.explore_two_boxes().first_sentence.endswith("IoU 0.20")


def test_boxes_that_touch_or_lie_apart_share_nothing(two):
    for left in (10, 14):
        assert two(left, 3, 2, 4)[1].split("; ")[1] == "areas 24 and 8, shared 0, covered 32: IoU 0.00"


def test_a_small_box_inside_has_a_small_iou(two):
    assert two(5, 4, 1, 1)[1].split("; ")[1] == "areas 24 and 1, shared 1, covered 24: IoU 0.04"


def test_at_an_iou_threshold_of_one_all_boxes_stay(thresholds):
    assert "6 boxes, 6 stay, 2 objects" in thresholds.draw("scene 1", 0.05, 1.0, "for each class")[1]


def test_a_lower_threshold_drops_the_duplicates_and_then_a_neighbour(thresholds):
    said = [thresholds.draw("scene 1", 0.05, iou, "for each class")[1] for iou in (0.5, 0.0)]
    raw = a_few_detections()[1]
    for sentence, iou in zip(said, (0.5, 0.0), strict=True):
        scores, boxes, classes = raw[0]
        kept = detection.non_max_suppression(scores, boxes, iou, classes=classes)
        assert f"6 boxes, {len(kept)} stay" in sentence


def test_without_classes_fewer_boxes_stay(thresholds):
    one, other = (
        int(thresholds.draw("scene 1", 0.05, 0.3, way)[1].split("boxes, ")[1].split(" stay")[0])
        for way in ("for each class", "over all classes")
    )
    assert other < one


def test_the_score_threshold_drops_boxes_before_the_suppression(thresholds):
    scores = np.asarray(a_few_detections()[1][0][0])
    assert f": {np.sum(scores >= 0.5)} boxes" in thresholds.draw("scene 1", 0.5, 1.0, "for each class")[1]
