"""A pretrained network that goes on learning: gradients against nudges, averages against SciPy."""

import numpy as np
import pytest
from scipy.signal import correlate2d

from deepcourse.cnn import fine_tuning
from deepcourse.cnn.pretrained import run
from deepcourse.datasets import load_pretrained

STEPS = load_pretrained().steps


def doubled(layer):
    """Return the layer with its weights in float64."""
    for place, step in enumerate(layer.steps):
        if step.W is not None:
            W, b = step.W.astype(float), step.b.astype(float)
            layer.steps[place] = step._replace(W=W, b=b)
            layer.parameters |= {f"{place}.W": W, f"{place}.b": b}
    return layer


def test_a_part_answers_as_the_whole_does():
    X = np.random.default_rng(0).uniform(-1, 1, size=(2, 16, 16, 3)).astype(np.float32)
    outs, _ = run(STEPS, X, 21)
    np.testing.assert_array_equal(fine_tuning.FineTuned(STEPS, 10, 21).forward(outs[9])[0], outs[20])


@pytest.mark.parametrize("name", ["0.W", "1.W", "2.b", "4.W", "7.b"])  # convolutions, depthwise ones, a sum
def test_gradients_are_slopes(name):
    rng = np.random.default_rng(1)
    layer = doubled(fine_tuning.FineTuned(STEPS, 10, 21))
    A = rng.normal(size=(2, 4, 4, 24))
    out, cache = layer.forward(A)
    dA = rng.normal(size=out.shape)
    d, grads = layer.backward(dA, cache)
    for array, gradient in ((layer.parameters[name], grads["d" + name]), (A, d)):
        direction, step = rng.normal(size=array.shape), 1e-6
        array += step * direction
        ahead = (layer.forward(A)[0] * dA).sum()
        array -= 2 * step * direction
        behind = (layer.forward(A)[0] * dA).sum()
        array += step * direction
        assert (gradient * direction).sum() == pytest.approx((ahead - behind) / (2 * step), rel=1e-4)


def test_the_published_weights_stay_as_they_are():
    before = STEPS[12].W.copy()
    layer = fine_tuning.FineTuned(STEPS, 10, 21)
    layer.parameters["2.W"] += 1
    np.testing.assert_array_equal(STEPS[12].W, before)


def test_averages_are_those_of_scipy():
    rng = np.random.default_rng(2)
    picture, W, b = rng.uniform(size=(6, 9)), rng.normal(size=(3, 3, 4)), rng.normal(size=4)
    expected = [np.maximum(correlate2d(picture, W[:, :, k], "valid") + b[k], 0).mean() for k in range(4)]
    np.testing.assert_allclose(fine_tuning.average_features(picture, W, b), expected)


@pytest.mark.parametrize(("n_H", "n_W", "f"), [(6, 6, 3), (9, 14, 4), (2, 3, 1)])
def test_hidden_pictures_have_equal_averages(n_H, n_W, f):
    rng = np.random.default_rng(3)
    W, b = rng.normal(size=(f, f, 5)), rng.normal(size=5)
    left, right = (fine_tuning.average_features(p, W, b) for p in fine_tuning.hide_from_features(n_H, n_W, f))
    np.testing.assert_allclose(left, right)


def test_a_step_freezes_and_slows_down():
    parameters = {name: np.zeros(2) for name in ("0.W", "9.W", "10.b")}
    fine_tuning.fine_tune_step(
        parameters, {f"d{name}": np.ones(2) for name in parameters}, frozen=9, learning_rate=0.5, factor=0.2
    )
    assert [float(value[0]) for value in parameters.values()] == [0, -0.1, -0.5]
