"""Targets and answers are each other's inverse; loss and gradient are PyTorch's; the rest is what it is by hand."""

import json

import numpy as np
import pytest

from deepcourse.cnn import localization
from deepcourse.cnn.localization import BUGS, activate, decode_output, encode_target
from deepcourse.datasets import traffic_scenes
from deepcourse.nn.gradient_checking import numerical_gradient
from oracles import record_localization as recorded

SAID = json.loads(recorded.FIXTURE.read_text())


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("which", range(len(SAID)))
def test_loss_and_gradient_are_what_pytorch_recorded(which, dtype):
    m, n_classes, box_weight, seed = recorded.CASES[which]
    Z, there, box, number = recorded.pictures(m, n_classes, seed)
    y = np.vstack([there, box, np.eye(n_classes)[number].T]).astype(dtype)  # numbers that do not count stay in it
    y_hat = activate(Z.astype(dtype))
    loss = localization.localization_loss(y_hat, y, box_weight=box_weight)
    dZ = localization.localization_gradient(y_hat, y, box_weight=box_weight)
    assert dZ.dtype == y_hat.dtype == dtype
    close = {"rtol": 1e-9, "atol": 1e-10} if dtype == np.float64 else {"rtol": 1e-4, "atol": 1e-5}
    np.testing.assert_allclose(loss, SAID[which]["loss"], **close)
    np.testing.assert_allclose(dZ, SAID[which]["dZ"], **close)


def test_the_gradient_is_what_nudging_measures():
    Z, there, box, number = recorded.pictures(4, 3, 1)
    y = np.vstack([there, box, np.eye(3)[number].T])
    measured = numerical_gradient(lambda moved: localization.localization_loss(activate(moved), y), Z, 1e-5)
    np.testing.assert_allclose(localization.localization_gradient(activate(Z), y), measured, atol=1e-8)
    assert not measured[1:, ~there].any()


def test_a_loss_stays_finite_when_the_network_is_wrong_and_sure():
    y = encode_target([np.array([[1, 2, 3, 4]]), np.empty((0, 4))], [np.array([0]), np.empty(0, int)])
    Z = np.zeros((8, 2), np.float32)
    Z[0], Z[5] = (-900, 900), -900
    loss = localization.localization_loss(activate(Z), y.astype(np.float32))
    assert 50 < loss < 1000


def test_boxes_of_scenes_come_back_from_their_targets():
    scenes = traffic_scenes(np.random.default_rng(0), 30, objects=(1, 1), empty=0.3)
    y = encode_target(scenes.boxes, scenes.classes)
    boxes, classes = decode_output(y)
    for one, two in ((boxes, scenes.boxes), (classes, scenes.classes)):
        for left, right in zip(one, two, strict=True):
            np.testing.assert_allclose(left, right)
    assert localization.mean_iou(scenes.boxes, boxes) == pytest.approx(1)
    assert localization.mean_iou(scenes.boxes, [np.empty((0, 4))] * 30) == 0


def test_boxes_of_masks_are_those_of_the_scenes():
    scenes = traffic_scenes(np.random.default_rng(1), 20)
    for boxes, which in zip(scenes.boxes, scenes.objects, strict=True):
        for place, box in enumerate(boxes, start=1):
            assert localization.box_from_mask(which == place) == tuple(box)


@pytest.mark.parametrize("mask", [np.zeros((3, 4)), np.ones(5)], ids=["empty", "one axis"])
def test_a_mask_without_a_box_is_refused(mask):
    with pytest.raises(ValueError, match="at least one pixel"):
        localization.box_from_mask(mask)


def test_a_target_refuses_two_objects_and_unequal_lists():
    with pytest.raises(ValueError, match="picture 0 has 2 objects"):
        encode_target([np.ones((2, 4))], [np.array([0, 1])])
    with pytest.raises(ValueError, match="boxes of 1 pictures, and classes of 0"):
        encode_target([np.ones((1, 4))], [])


@pytest.mark.parametrize("bug", BUGS)
def test_each_bug_is_found(bug):
    scenes = traffic_scenes(np.random.default_rng(2), 12, objects=(1, 1))
    boxes = encode_target(scenes.boxes, scenes.classes)[1:5].T
    noise = np.random.default_rng(3).normal(0, 0.02, boxes.shape)
    assert localization.find_bug(boxes, localization.broken(boxes, bug) + noise) == bug


def test_a_mirrored_scene_has_the_mirrored_landmarks():
    scenes = traffic_scenes(np.random.default_rng(4), 5, objects=(1, 1), kinds=("pedestrian",))
    points = np.concatenate(scenes.landmarks)
    mirrored = localization.mirror_landmarks(points, 64, [(1, 2), (3, 4)])
    assert (mirrored[:, 1, 0] < mirrored[:, 0, 0]).all()  # the left hand is left again
    assert (mirrored[:, 2, 0] > mirrored[:, 0, 0]).all()
    for image, those in zip(scenes.images[:, :, ::-1], mirrored, strict=True):
        assert image[int(those[0, 1]), int(those[0, 0])].shape == (3,)
    np.testing.assert_allclose(localization.mirror_landmarks(mirrored, 64, [(1, 2), (3, 4)]), points)


def test_iou_by_counting_pixels():
    rng, grid = np.random.default_rng(5), np.zeros((2, 40, 12, 14), bool)
    corners = np.sort(rng.integers(0, 12, (2, 40, 2, 2)), axis=2)  # of each box (x1, y1), (x2, y2)
    for place in np.ndindex(2, 40):
        (x1, y1), (x2, y2) = corners[place]
        grid[place][y1:y2, x1:x2] = True
    shared, covered = (np.sum(op(*grid), axis=(1, 2)) for op in (np.logical_and, np.logical_or))
    counted = np.where(covered, shared / np.maximum(covered, 1), 0)
    np.testing.assert_allclose(localization.paired_iou(*corners.reshape(2, 40, 4)), counted)


def test_the_squared_cost_has_the_gradient_that_nudging_measures():
    rng = np.random.default_rng(6)
    out, targets = rng.normal(size=(6, 3)), rng.normal(size=(3, 6))
    measured = numerical_gradient(lambda moved: localization.squared_cost(moved, targets)[0], out, 1e-5)
    np.testing.assert_allclose(localization.squared_cost(out, targets)[1], measured, atol=1e-8)
