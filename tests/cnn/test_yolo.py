"""Targets and boxes are each other's inverse; loss and gradient are PyTorch's; a short training finds objects."""

import json

import numpy as np
import pytest

from deepcourse.cnn import yolo
from deepcourse.cnn.training import fit
from deepcourse.datasets import traffic_scenes
from deepcourse.experiments.course4 import detecting
from deepcourse.nn.gradient_checking import numerical_gradient
from oracles import record_detection as recorded

SAID = json.loads(recorded.FIXTURE.read_text())
ANCHORS = np.array([[12.0, 14], [24, 12], [34, 27]])


def target(which):
    m, grid, k, n_classes, box_weight, no_object_weight, seed = recorded.CASES[which]
    Z, there, box, number = recorded.places(m, grid, k, n_classes, seed)
    Y = np.concatenate([there[..., None], box, np.eye(n_classes)[number]], axis=-1)  # with numbers that do not count
    return Z, Y, {"box_weight": box_weight, "no_object_weight": no_object_weight}


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("which", range(len(recorded.CASES)))
def test_loss_and_gradient_are_what_pytorch_recorded(which, dtype):
    Z, Y, weights = target(which)
    loss, dZ = yolo.yolo_loss(Z.astype(dtype), Y.astype(dtype), **weights)
    assert dZ.dtype == dtype
    close = {"rtol": 1e-9, "atol": 1e-10} if dtype == np.float64 else {"rtol": 1e-4, "atol": 1e-5}
    np.testing.assert_allclose(loss, SAID[which]["loss"], **close)
    np.testing.assert_allclose(dZ, SAID[which]["dZ"], **close)


def test_the_gradient_is_what_nudging_measures():
    Z, Y, weights = target(0)
    measured = numerical_gradient(lambda moved: yolo.yolo_loss(moved, Y, **weights)[0], Z, 1e-5)
    np.testing.assert_allclose(yolo.yolo_loss(Z, Y, **weights)[1], measured, atol=1e-7)


def test_a_loss_stays_finite_when_the_network_is_wrong_and_sure():
    Z, Y, _ = target(0)
    loss, dZ = yolo.yolo_loss(np.float32(500) * Z.astype(np.float32), Y.astype(np.float32))
    assert np.isfinite(loss)
    assert np.isfinite(dZ).all()


def scores_for(Y):
    """Return scores from which a network would answer the target."""
    Z = Y.copy()
    inside = np.clip(Y[..., 1:3], 1e-9, 1 - 1e-9)
    Z[..., 0] = np.where(Y[..., 0] == 1, 8, -8)
    Z[..., 1:3] = np.log(inside / (1 - inside))
    Z[..., 5:] = 9 * Y[..., 5:]
    return Z


def test_boxes_of_scenes_come_back_from_their_targets():
    scenes = traffic_scenes(np.random.default_rng(3), 25)
    Y = yolo.encode_grid(scenes.boxes, scenes.classes, ANCHORS)
    p_c, boxes, probabilities = yolo.decode_grid(scores_for(Y), ANCHORS)
    lost = 0
    for i, (those, numbers) in enumerate(zip(scenes.boxes, scenes.classes, strict=True)):
        scores, found, classes = yolo.yolo_filter_boxes(p_c[i], boxes[i], probabilities[i], threshold=0.9)
        assert (scores > 0.99).all()
        lost += len(those) - len(found)
        for box, number in zip(found, classes, strict=True):
            same = np.flatnonzero(np.abs(those - box).max(axis=1) < 1e-5)
            assert number in numbers[same]
    assert 0 <= lost <= 1


def test_every_place_of_the_grid_answers_for_its_own_cell():
    boxes = yolo.decode_grid(np.zeros((1, 3, 5, 2, 7)), [[6, 9], [3, 4]], size=(30, 100))[1]
    for row, column in np.ndindex(3, 5):
        x1, y1, x2, y2 = boxes[0, row, column, 0]
        assert ((x1 + x2) / 2, (y1 + y2) / 2) == (20 * column + 10, 10 * row + 5)
        assert (x2 - x1, y2 - y1) == (9, 6)


def test_the_later_object_has_the_place_alone():
    boxes, classes = [np.array([[8, 8, 20, 20], [9, 8, 21, 20]])], [np.array([0, 2])]
    Y = yolo.encode_grid(boxes, classes, ANCHORS)
    assert Y[..., 0].sum() == 1
    assert Y[0, 1, 1, 0, 5:].tolist() == [0, 0, 1]
    at_the_border = yolo.encode_grid([np.array([[56, 56, 72, 72]])], [np.array([1])], ANCHORS)
    assert at_the_border[0, 7, 7].sum() > 0


def test_mirrored_targets_are_those_of_mirrored_boxes():
    scenes = traffic_scenes(np.random.default_rng(4), 30)
    turned = [np.stack([64 - b[:, 2], b[:, 1], 64 - b[:, 0], b[:, 3]], axis=1) for b in scenes.boxes]
    one, other = (
        yolo.encode_grid(boxes, scenes.classes, ANCHORS).astype(np.float32) for boxes in (scenes.boxes, turned)
    )
    X, Y = detecting.mirrored_grids(scenes.images, one, np.random.default_rng(5))
    moved = np.array([not np.array_equal(a, b) for a, b in zip(X, scenes.images, strict=True)])
    assert 5 < moved.sum() < 25
    np.testing.assert_array_equal(X[moved], scenes.images[moved][:, :, ::-1])
    np.testing.assert_array_equal(Y[~moved], one[~moved])
    inside = np.array([not np.isclose((b[:, [0, 2]].mean(axis=1) / 8) % 1, 0).any() for b in scenes.boxes])
    np.testing.assert_allclose(Y[moved & inside], other[moved & inside], atol=1e-6)


def test_a_short_training_learns_where_objects_are():
    scenes = traffic_scenes(np.random.default_rng(6), 16, objects=(1, 1))
    Y = yolo.encode_grid(scenes.boxes, scenes.classes, ANCHORS).astype(np.float32)

    def cost(Z, Y):
        loss, dZ = yolo.yolo_loss(Z.reshape(Y.shape), Y)
        return loss, dZ.reshape(Z.shape)

    network = detecting.detector(0, 3)
    X = scenes.images - np.float32(0.5)
    costs = fit(network, X, Y, cost=cost, steps=30, batch=8, learning_rate=0.01, seed=0)
    assert costs[-5:].mean() < 0.5 * costs[:5].mean()
    Z = detecting.answers(network, X, 3)
    assert Z.shape == (16, 8, 8, 3, 8)
    p_c = yolo.decode_grid(Z, ANCHORS)[0]
    there = Y[..., 0] == 1
    assert p_c[there].mean() > 2 * p_c[~there].mean()
