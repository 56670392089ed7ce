"""What LeNet-5 had in 1998: counted as in the paper, and with the right slopes."""

import numpy as np
import pytest

from deepcourse.cnn import lenet_1998 as old


def test_the_table_of_connections_is_that_of_the_paper():
    assert sorted(old.C3.sum(axis=0)) == [3] * 6 + [4] * 9 + [6]
    assert list(old.C3.sum(axis=1)) == [10] * 6
    assert len({tuple(column) for column in old.C3.T}) == 16


def test_parameters_and_connections_are_those_of_the_paper():
    assert old.count_partial(old.C3, 5, 10, 10) == (1516, 151600)
    assert old.count_partial(np.ones((1, 6), bool), 5, 28, 28) == (156, 122304)


@pytest.mark.parametrize("shape", [(2, 6, 4, 3), (1, 7, 5, 1)])
@pytest.mark.parametrize("which", [0, 1, 2], ids=["dA_prev", "dw", "db"])
def test_backward_is_the_slope_of_forward(shape, which):
    rng = np.random.default_rng(1)
    given = [rng.normal(size=shape), *rng.normal(size=(2, 1, 1, 1, shape[3]))]
    Z, cache = old.subsample_forward(*given, f=2)
    dZ = rng.normal(size=Z.shape)
    gradient, direction, step = old.subsample_backward(dZ, cache)[which], rng.normal(size=given[which].shape), 1e-6

    def cost(h):
        moved = [a + h * direction if i == which else a for i, a in enumerate(given)]
        return (old.subsample_forward(*moved, f=2)[0] * dZ).sum()

    assert gradient.shape == given[which].shape
    assert (gradient * direction).sum() == pytest.approx((cost(step) - cost(-step)) / (2 * step), rel=1e-6)


@pytest.mark.parametrize("kind", ["PartialConv", "ScaledTanh", "Subsample"])
def test_layers_hand_back_the_slope(kind):
    rng = np.random.default_rng(2)
    layer = {
        "PartialConv": lambda: old.PartialConv(rng, old.C3, 3, dtype=np.float64),
        "ScaledTanh": old.ScaledTanh,
        "Subsample": lambda: old.Subsample(6, dtype=np.float64),
    }[kind]()
    A, direction, step = rng.normal(size=(2, 6, 5, 6)), rng.normal(size=(2, 6, 5, 6)), 1e-6
    out, cache = layer.forward(A)
    d = rng.normal(size=out.shape)
    back, grads = layer.backward(d, cache)
    slope = ((layer.forward(A + step * direction)[0] - layer.forward(A - step * direction)[0]) * d).sum() / (2 * step)
    assert (back * direction).sum() == pytest.approx(slope, rel=1e-6)
    assert {"d" + name for name in layer.parameters} == set(grads)


def test_filters_that_see_some_maps_learn_nothing_of_the_others():
    layer = old.PartialConv(np.random.default_rng(0), old.C3, 5)
    out, cache = layer.forward(np.ones((2, 14, 14, 6), np.float32))
    _, grads = layer.backward(np.ones_like(out), cache)
    for kernels in (layer.parameters["W"], grads["dW"]):
        assert (np.abs(kernels).sum(axis=(0, 1)) > 0).tolist() == old.C3.tolist()


def test_the_scaled_tanh_is_one_at_one():
    out, _ = old.ScaledTanh().forward(np.array([-1.0, 0.0, 1.0]))
    np.testing.assert_allclose(out, [-1, 0, 1], atol=1e-4)
