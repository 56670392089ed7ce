"""The small networks of inception_and_efficient_convolutions: made as they say, and recorded as they read."""

import json

import numpy as np
import pytest

from deepcourse.cnn import efficient
from deepcourse.cnn.summary import summarize, totals
from deepcourse.cnn.training import class_cost, count
from deepcourse.datasets import load_kinds
from deepcourse.experiments.course4 import efficient_trainings as trainings

NETWORKS, STEPS = load_kinds()
OWN = {
    "module": {"module": efficient.inception_module_forward},
    "separable": {"separable": (efficient.depthwise_separable_forward, efficient.depthwise_separable_backward)},
}


def test_the_record_holds_the_networks_that_are_made():
    assert STEPS == trainings.STEPS
    assert [one.kind for one in NETWORKS] == list(trainings.WIDTHS)
    for one in NETWORKS:
        learned, work = totals(summarize(trainings.architecture(one.kind)))
        assert (one.parameters, one.multiply_adds) == (learned, work)
        assert count(trainings.network(0, one.kind)) == learned
        assert len(one.errors) == len(trainings.SEEDS)


def test_the_same_work_is_the_same_within_2_percent():
    work = {one.kind: one.multiply_adds for one in NETWORKS}
    assert all(abs(work[kind] / work["full"] - 1) < 0.02 for kind in work if kind.endswith("same work"))


@pytest.mark.parametrize("kind", trainings.WIDTHS)
def test_backward_is_the_slope_of_forward(kind):
    rng, network = np.random.default_rng(1), trainings.network(3, kind)
    for name, value in network.parameters.items():
        value += rng.normal(size=value.shape).astype(np.float32) / 10 * (name.endswith("beta"))
    X, labels = rng.normal(size=(3, 14, 14, 1)), np.array([4, 0, 9])
    out, cache = network.forward(X)
    d, _ = network.backward(class_cost(out, labels)[1], cache)
    direction, step = rng.normal(size=X.shape), 1e-6
    ahead, behind = (class_cost(network.forward(X + h * direction)[0], labels)[0] for h in (step, -step))
    assert (d * direction).sum() == pytest.approx((ahead - behind) / (2 * step), rel=1e-3, abs=1e-8)


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_networks_of_ones_own_functions_learn(own):
    (X, labels), _ = trainings.pictures(200)
    network = trainings.live(0, **own)
    costs = trainings.fit(network, X, labels, steps=40, learning_rate=0.005, seed=0)
    assert costs[-5:].mean() < costs[:5].mean() - 0.5


def test_the_record_is_written_as_it_is_read(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(trainings, "FILE", tmp_path / "kinds.json")
    monkeypatch.setattr(trainings, "measured", lambda name: {"kind": name})
    trainings.record()
    written = json.loads(trainings.FILE.read_text())
    assert [one["kind"] for one in written["networks"]] == list(trainings.WIDTHS)
    assert written["steps"] == STEPS
    capsys.readouterr()


def test_a_network_is_measured_with_the_rate_that_did_best(monkeypatch):
    monkeypatch.setattr(trainings, "error", lambda name, seed, old, new, rate: abs(rate - 0.01) + seed / 1000)
    said = trainings.measured("full")
    assert said["rate"] == 0.01
    assert said["errors"] == [seed / 1000 for seed in trainings.SEEDS]
