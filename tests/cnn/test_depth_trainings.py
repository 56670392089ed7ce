"""Plain and residual networks of growing depth: made alike, and recorded as they train."""

import json

import numpy as np
import pytest

from deepcourse.cnn import blocks
from deepcourse.cnn.training import class_cost, count
from deepcourse.datasets.course4 import depths
from deepcourse.experiments.course4 import depth_trainings as trainings

OWN = {
    "block": (blocks.residual_block_forward, blocks.residual_block_backward),
    "projection": (blocks.projection_shortcut, blocks.projection_shortcut_backward),
}


@pytest.fixture(scope="module")
def clothes():
    return trainings.pictures(64)


def test_both_kinds_begin_with_the_same_numbers():
    plain, residual = (trainings.plain_and_residual(1, 14, kind) for kind in trainings.KINDS)
    assert count(plain) == count(residual)
    for one, other in zip(plain.parameters.values(), residual.parameters.values(), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("depth", trainings.DEPTHS)
def test_a_network_has_as_many_layers_as_it_says(depth):
    names = trainings.plain_and_residual(0, depth, "plain").parameters
    assert sum(name.endswith("W") for name in names) == depth


@pytest.mark.parametrize("kind", ["residual", "own"])
def test_backward_is_the_slope_of_forward(kind, clothes):
    X, labels = clothes
    options = OWN if kind == "own" else {}
    network = trainings.plain_and_residual(0, 8, "residual", normalized=False, **options)
    rng, X = np.random.default_rng(1), X[:4].astype(np.float64)
    out, cache = network.forward(X)
    d, _ = network.backward(class_cost(out, labels[:4])[1], cache)
    direction, step = rng.normal(size=X.shape), 1e-6
    ahead, behind = (class_cost(network.forward(X + h * direction)[0], labels[:4])[0] for h in (step, -step))
    assert (d * direction).sum() == pytest.approx((ahead - behind) / (2 * step), rel=1e-4)


def test_a_network_of_own_blocks_learns(clothes):
    network = trainings.plain_and_residual(0, 8, "residual", normalized=False, **OWN)
    costs = trainings.train(network, *clothes, steps=30)
    assert costs[-5:].mean() < costs[:5].mean() - 0.3


def test_the_record_holds_what_is_measured(clothes, tmp_path, monkeypatch):
    monkeypatch.setattr(trainings, "FILE", tmp_path / "depths.json")
    monkeypatch.setattr(trainings, "pictures", lambda: clothes)
    monkeypatch.setattr(trainings, "measured", lambda depth, *_: {"norms": [1.0] * depth, "costs": [2.0], "error": 0.5})
    trainings.record((8,), (0,))
    written = json.loads(trainings.FILE.read_text())["networks"]
    assert [(one["depth"], one["kind"], one["seed"]) for one in written] == [(8, "plain", 0), (8, "residual", 0)]


def test_the_first_numbers_of_the_record_can_be_measured_again():
    X, labels = trainings.pictures()
    [recorded] = [one for one in depths.load_depths()[0] if (one.depth, one.kind, one.seed) == (8, "residual", 0)]
    norms = trainings.gradient_norms(trainings.plain_and_residual(0, 8, "residual"), X[:500], labels[:500])
    np.testing.assert_allclose(norms, recorded.norms, rtol=0.02)


def test_what_the_notebook_says_of_the_record():
    networks, steps = depths.load_depths()
    errors = {
        (depth, kind): [100 * one.error for one in networks if (one.depth, one.kind) == (depth, kind)]
        for depth in trainings.DEPTHS
        for kind in trainings.KINDS
    }
    gaps = [min(errors[depth, "plain"]) - max(errors[depth, "residual"]) for depth in trainings.DEPTHS]
    assert steps == trainings.STEPS
    assert [gap > 5 for gap in gaps] == [False, False, True, True, True]
    assert gaps[0] < 0 < gaps[1] < 2
    assert [round(errors[8, "plain"][k]) for k in range(3)] == [21, 22, 24]
    assert max(errors[8, "residual"]) < 22.5
    assert 17.5 < min(errors[32, "residual"]) < max(errors[32, "residual"]) < 21.5
    assert 51.5 < min(errors[32, "plain"]) < max(errors[32, "plain"]) < 59.5
    for one in networks:
        if (one.depth, one.kind) == (32, "plain"):
            assert max(one.norms[1:4]) > 18 * max(one.norms[-2:])
