"""LeNet-5 of 1998, of today, and in between: made as they say, and recorded as they read."""

import json

import numpy as np
import pytest

from deepcourse.cnn.lenet_1998 import C3, subsample_backward, subsample_forward
from deepcourse.cnn.training import class_cost, count
from deepcourse.datasets import load_eras
from deepcourse.experiments.course4 import lenet_eras as eras

ERAS = {(era.steps, era.variant): era for era in load_eras()}


@pytest.fixture(scope="module")
def digits():
    (X, labels), _ = eras.digits(np.float64)
    return X[:40], labels[:40]


def test_parameters_are_those_of_the_papers_and_of_today():
    assert count(eras.network(0)) == 61706
    old = eras.network(0, ())
    unused = int((~C3).sum()) * 25  # they are there, and stay 0
    assert count(old) - unused == 60850  # 60 000 of the paper, and 850 of an output that learns


@pytest.mark.parametrize("variant", eras.VARIANTS)
def test_backward_is_the_slope_of_forward(variant):
    """For random pictures: on a digit's even background, windows have equal maxima, and the cost has corners."""
    todays, rng = eras.VARIANTS[variant], np.random.default_rng(1)
    network, labels = eras.network(3, todays, dtype=np.float64), np.array([4, 0, 9])
    X = rng.normal(size=(3, 28, 28, 1))
    cost = class_cost if "cost" in todays else eras.square_cost
    out, cache = network.forward(X)
    d, _ = network.backward(cost(out, labels)[1], cache)
    direction, step = rng.normal(size=X.shape), 1e-6
    ahead, behind = (cost(network.forward(X + h * direction)[0], labels)[0] for h in (step, -step))
    assert (d * direction).sum() == pytest.approx((ahead - behind) / (2 * step), rel=1e-4, abs=1e-8)


def test_the_square_cost_has_the_gradient_that_it_says():
    rng, labels = np.random.default_rng(2), np.array([2, 0, 1, 1])
    Z, direction, step = rng.normal(size=(3, 4)), rng.normal(size=(3, 4)), 1e-6
    kept = Z.copy()
    slope = (eras.square_cost(Z + step * direction, labels)[0] - eras.square_cost(Z - step * direction, labels)[0]) / 2
    assert (eras.square_cost(Z, labels)[1] * direction).sum() == pytest.approx(slope / step, rel=1e-6)
    np.testing.assert_array_equal(Z, kept)


def test_first_weights_are_those_of_their_time():
    old, new = eras.network(0, ()), eras.network(0, ("first weights",))
    W = old.parameters["9.W"]
    assert np.abs(W).max() <= 2.4 / 400
    assert W.std() == pytest.approx(2.4 / 400 / np.sqrt(3), rel=0.02)
    assert new.parameters["9.W"].std() == pytest.approx(1 / 20, rel=0.02)
    assert eras.network(0).parameters["7.W"].std() == pytest.approx(np.sqrt(2) / 20, rel=0.02)


def test_pooling_of_ones_own_takes_the_place_of_the_packages(digits):
    X, _ = digits
    called = []

    def forward(*arguments, **options):
        called.append(options)
        return subsample_forward(*arguments, **options)

    own = eras.network(0, (), subsample=(forward, subsample_backward), dtype=np.float64)
    np.testing.assert_array_equal(own.forward(X)[0], eras.network(0, (), dtype=np.float64).forward(X)[0])
    assert called == [{"f": 2}] * 2


def test_the_record_holds_what_is_measured(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(eras, "FILE", tmp_path / "eras.json")
    monkeypatch.setattr(eras, "measured", lambda variant, steps: {"variant": variant, "steps": steps})
    eras.record()
    written = json.loads(eras.FILE.read_text())["runs"]
    assert [(run["steps"], run["variant"]) for run in written] == list(ERAS)
    capsys.readouterr()


def test_a_version_is_measured_with_the_rate_that_did_best(monkeypatch):
    monkeypatch.setattr(eras, "error", lambda variant, seed, old, new, steps, rate: abs(rate - 0.003) + seed / 1000)
    said = eras.measured("today", 100)
    assert said["rate"] == 0.003
    assert said["errors"] == [seed / 1000 for seed in eras.SEEDS]


def test_a_number_of_the_record_can_be_measured_again():
    recorded = ERAS[100, "today"]
    old, new = eras.digits()
    assert eras.error("today", 0, old, new, 100, recorded.rate) == pytest.approx(recorded.errors[0], abs=0.03)


def test_what_the_notebook_says_of_the_record():
    means = {key: 100 * era.errors.mean() for key, era in ERAS.items()}
    assert [round(means[100, name]) for name in ("1998", "today", "1998 + softmax", "1998 + first weights")] == [
        34,
        8,
        11,
        12,
    ]
    assert set(ERAS[100, "1998 + ReLU"].errors) == {0.9}
    assert means[100, "1998 + max pooling"] > means[100, "1998"]
    unclear = ("1998 + ReLU", "1998 + all maps")
    late = {name: f"{means[600, name]:.1f}" for name in eras.VARIANTS if name not in unclear}
    one_change = {"1998 + max pooling": "3.1", "1998 + first weights": "3.1", "1998 + softmax": "4.9"}
    assert late == {"1998": "4.3", "today": "3.6"} | one_change
    assert min(ERAS[600, "1998"].errors) < max(ERAS[600, "today"].errors)
    largest = [name for (steps, name), era in ERAS.items() if steps == 600 and era.rate == max(eras.RATES)]
    assert largest == ["1998 + ReLU"]
