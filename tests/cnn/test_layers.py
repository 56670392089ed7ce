"""Layers that fit together: against finite differences, and against the functions of courses 1 and 2."""

import numpy as np
import pytest

from deepcourse.cnn import layers as cnn
from deepcourse.cnn.training import accuracy, class_cost, count, fit, predict, warm_cosine
from deepcourse.nn import batch_normalization
from deepcourse.nn.building_blocks import linear_backward, linear_forward

F64 = {"dtype": np.float64}


def generator(*seed):
    return np.random.default_rng(seed)


def network():
    """Every kind of layer, on pictures (m, 6, 8, 2), with scores for three classes."""
    rng = generator(1)
    residual = cnn.Residual(
        cnn.Chain(cnn.Conv(rng, 4, 3, 3, stride=2, bias=False, **F64), cnn.BatchNorm(3, **F64)),
        cnn.Conv(rng, 4, 3, 1, stride=2, **F64),
    )
    branches = cnn.Branches(cnn.Conv(rng, 3, 2, 1, **F64), cnn.Chain(cnn.Conv(rng, 3, 4, 3, **F64), cnn.LeakyReLU(0.2)))
    return cnn.Chain(
        cnn.Conv(rng, 2, 4, 3, **F64),
        cnn.Tanh(),
        residual,
        cnn.ReLU(),
        branches,
        cnn.Pool(2, stride=1),
        cnn.Residual(cnn.Conv(rng, 6, 6, 3, **F64)),
        cnn.Pool(2, stride=1, mode="average"),
        cnn.Flatten(),
        cnn.Dense(rng, 12, 5, **F64),
        cnn.BatchNorm(5, pictures=False, **F64),
        cnn.Sigmoid(),
        cnn.Dense(rng, 5, 3, **F64),
    )


@pytest.mark.parametrize("training", [True, False])
def test_backward_is_the_slope_of_forward_for_every_kind_of_layer(training):
    made, X, labels = network(), generator(2).normal(size=(5, 6, 8, 2)), np.array([0, 2, 1, 1, 0])

    def cost():
        return class_cost(made.forward(X, training)[0], labels)[0]

    out, cache = made.forward(X, training)
    dX, grads = made.backward(class_cost(out, labels)[1], cache)
    assert grads.keys() == {"d" + name for name in made.parameters}
    for name, value in {**made.parameters, "X": X}.items():
        gradient = dX if name == "X" else grads["d" + name]
        assert gradient.shape == value.shape
        direction, start, step = generator(3).normal(size=value.shape), value.copy(), 1e-6
        ahead, behind = (_at(value, start + h * direction, cost) for h in (step, -step))
        value[...] = start
        slope = (ahead - behind) / (2 * step)
        assert (gradient * direction).sum() == pytest.approx(slope, rel=1e-5, abs=1e-8), name


def _at(value, now, cost):
    value[...] = now
    return cost()


def test_the_global_average_shares_its_gradient_out():
    A, dA = generator(4).normal(size=(2, 3, 5, 4)), generator(5).normal(size=(4, 2))
    out, cache = cnn.GlobalAverage().forward(A)
    np.testing.assert_allclose(out, A.mean(axis=(1, 2)).T)
    back, _ = cnn.GlobalAverage().backward(dA, cache)
    np.testing.assert_allclose(back, np.ones((2, 3, 5, 4)) * dA.T[:, None, None] / 15)


def test_batch_normalization_is_that_of_course_2_for_every_channel():
    A, layer = generator(6).normal(2, 3, size=(4, 3, 5, 2)), cnn.BatchNorm(2, **F64)
    layer.parameters["gamma"][...], layer.parameters["beta"][...] = generator(7).normal(size=(2, 1, 1, 1, 2))
    gamma, beta = (layer.parameters[name].reshape(2, 1) for name in ("gamma", "beta"))
    rows = A.reshape(-1, 2).T
    running = {"mean": np.zeros((2, 1)), "var": np.ones((2, 1))}
    for mode in ("train", "test"):
        expected, _, running = batch_normalization.batchnorm_forward(rows, gamma, beta, running, mode)
        got, _ = layer.forward(A, training=mode == "train")
        np.testing.assert_allclose(got.reshape(-1, 2).T, expected)
        for name, value in running.items():
            np.testing.assert_allclose(layer.running[name].reshape(2, 1), value)


def test_a_dense_layer_is_that_of_course_1():
    layer, A, dZ = (
        cnn.Dense(generator(8), 4, 3, **F64),
        generator(9).normal(size=(4, 6)),
        generator(10).normal(size=(3, 6)),
    )
    layer.parameters["b"][...] = generator(11).normal(size=(3, 1))
    Z, cache = linear_forward(A, layer.parameters["W"], layer.parameters["b"])
    out, own_cache = layer.forward(A)
    np.testing.assert_allclose(out, Z)
    dA, grads = layer.backward(dZ / 6, own_cache)  # course 1 divides by m in the layer, here the cost does
    for got, expected in zip((dA * 6, grads["dW"], grads["db"]), linear_backward(dZ, cache), strict=True):
        np.testing.assert_allclose(got, expected)


def test_new_weights_have_the_variance_of_he_and_others():
    layer = cnn.Conv(generator(12), 32, 64, 3)
    assert layer.parameters["W"].var() == pytest.approx(2 / (9 * 32), rel=0.05)
    assert not layer.parameters["b"].any()
    assert {value.dtype for value in layer.parameters.values()} == {np.dtype(np.float32)}


def striped(m, seed):
    """Pictures of noise with a vertical or a horizontal stripe, and which of the two."""
    rng, labels = generator(seed), np.arange(m) % 2
    X = 0.3 * rng.normal(size=(m, 8, 8, 1)).astype(np.float32)
    for picture, label, place in zip(X, labels, rng.integers(1, 7, size=m), strict=True):
        (picture if label else picture.swapaxes(0, 1))[place] += 1
    return X, labels


def small():
    rng = generator(13)
    return cnn.Chain(cnn.Conv(rng, 1, 8, 3), cnn.ReLU(), cnn.GlobalAverage(), cnn.Dense(rng, 8, 2))


def test_a_network_learns_and_learns_the_same_again():
    X, labels = striped(400, 14)
    trained = [small(), small()]
    costs = [fit(made, X, labels, steps=200, learning_rate=0.05, seed=3) for made in trained]
    np.testing.assert_array_equal(*costs)
    assert costs[0].shape == (200,)
    assert costs[0][:3].mean() > 0.6 > 0.1 > costs[0][-10:].mean()
    assert accuracy(trained[0], *striped(250, 15)) > 0.97
    assert predict(trained[0], X).shape == (2, 400)
    assert predict(trained[0].layers[0], X[:3]).shape == (3, 8, 8, 8)
    assert count(small()) == 8 * 10 + 8 * 2 + 2


def test_what_changes_the_pictures_gets_each_mini_batch():
    X, labels = striped(8, 16)
    seen = []

    def change(A, wanted, rng):
        seen.append((A.shape, wanted.shape))
        return -A, wanted

    fit(small(), X, labels, steps=3, learning_rate=0.01, seed=1, batch=4, change=change)
    assert seen == [((4, 8, 8, 1), (4,))] * 3


def test_the_rate_rises_then_falls_to_nothing():
    shares = [warm_cosine(step, 40, 0.25) for step in range(40)]
    assert shares[:10] == pytest.approx(np.arange(1, 11) / 10)
    assert np.all(np.diff(shares[10:]) < 0)
    assert shares[25] == pytest.approx(0.5)
    assert shares[-1] < 0.01
