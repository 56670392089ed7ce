"""Convolutions over time against SciPy, PyTorch (recorded) and finite differences."""

import json

import numpy as np
import pytest

from deepcourse.sequence.convolution_layers import ReLU, TimeConvolution
from deepcourse.sequence.layers import GRU, Bidirectional, Chain, Dense
from oracles import record_convolution_layers as recorded
from oracles.record_convolution import digest

SIZES = recorded.SIZES


def layer_and_x(n_in, n_out, width, stride, m, T):
    """Return a layer with the recorded numbers, x and the gradient of its output."""
    given = recorded.inputs(n_in, n_out, width, stride, m, T)
    layer = TimeConvolution(np.random.default_rng(0), n_in, n_out, width, stride, dtype=np.float64)
    layer.parameters["W"][...] = given["W"].transpose(0, 2, 1).reshape(n_out, -1)
    layer.parameters["b"][...] = given["b"]
    return layer, given


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_everything_is_as_in_pytorch(size):
    layer, given = layer_and_x(*size)
    out, cache = layer.forward(given["x"])
    dx, grads = layer.backward(given["d_out"], cache)
    dW = grads["dW"].reshape(size[1], size[2], size[0]).transpose(0, 2, 1)
    said = {"out": out, "dx": dx, "dW": dW, "db": grads["db"]}
    known = json.loads(recorded.FIXTURE.read_text(encoding="utf-8"))[str(size)]
    for name, value in said.items():
        np.testing.assert_allclose(digest(value), known[name], rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_forward_is_a_correlation_of_scipy(size):
    signal = pytest.importorskip("scipy.signal")
    layer, given = layer_and_x(*size)
    out, _ = layer.forward(given["x"])
    for o, i in np.ndindex(size[1], size[4]):
        slid = sum(signal.correlate(given["x"][c, i], given["W"][o, c], "valid") for c in range(size[0]))
        np.testing.assert_allclose(out[o, i], slid[:: size[3]] + given["b"][o], atol=1e-12)
    np.testing.assert_array_equal(layer.filters(), given["W"])


def test_it_is_the_convolution_of_course_4_with_one_direction_to_slide_in():
    _, n_out, width, stride, m, T = SIZES[0]
    layer, given = layer_and_x(*SIZES[0])
    pictures = given["x"].transpose(1, 0, 2)[..., None]  # (m, n_H = n_in, n_W = T, 1)
    filters = given["W"].transpose(1, 2, 0)[:, :, None]  # as high as the picture
    Z = np.empty((m, n_out, layer.steps_out(T)))
    for u in range(layer.steps_out(T)):
        window = pictures[:, :, u * stride : u * stride + width]
        Z[:, :, u] = np.einsum("ihwc,hwck->ik", window, filters)
    np.testing.assert_allclose(layer.forward(given["x"])[0], Z.transpose(1, 0, 2) + given["b"][:, :, None], atol=1e-12)


@pytest.mark.parametrize("part", ["x", "W", "b"])
def test_backward_is_the_slope_of_forward(part):
    layer, given = layer_and_x(*SIZES[0])
    chain = Chain(layer, ReLU())
    x, rng = given["x"], np.random.default_rng(4)
    out, cache = chain.forward(x)
    d_out = rng.normal(size=out.shape)
    dx, grads = chain.backward(d_out, cache)
    gradient = dx if part == "x" else grads[f"d0.{part}"]
    moving = x if part == "x" else layer.parameters[part]
    direction = rng.normal(size=moving.shape)

    def loss(h):
        kept = moving.copy()
        moving[...] = kept + h * direction
        total = (chain.forward(x)[0] * d_out).sum()
        moving[...] = kept
        return total

    slope = (loss(1e-6) - loss(-1e-6)) / 2e-6
    assert (gradient * direction).sum() == pytest.approx(slope, rel=1e-6)


def test_what_does_not_fit_is_told_with_both_shapes():
    layer = TimeConvolution(np.random.default_rng(1), 3, 2, 5, 2)
    with pytest.raises(ValueError, match="filters of 5 steps and 3 rows cannot slide over x of 4 steps and 3 rows"):
        layer.forward(np.zeros((3, 1, 4), np.float32))
    with pytest.raises(ValueError, match="x of 9 steps and 4 rows"):
        layer.forward(np.zeros((4, 1, 9), np.float32))


def test_float32_stays_float32():
    layer = TimeConvolution(np.random.default_rng(1), 3, 2, 5, 2)
    out, cache = layer.forward(np.ones((3, 4, 11), np.float32))
    dx, grads = layer.backward(out, cache)
    assert {out.dtype, dx.dtype, *(grad.dtype for grad in grads.values())} == {np.dtype(np.float32)}


# --- chains whose sequences get shorter: padding changes nothing, and gradients are slopes ---


def network(rng):
    """Return a convolution, a GRU in both directions and a dense layer, of doubles."""
    double = {"dtype": np.float64}
    both = Bidirectional(GRU(rng, 4, 3, **double), GRU(rng, 4, 3, **double))
    return Chain(TimeConvolution(rng, 2, 4, 3, 2, **double), both, Dense(rng, 6, 5, **double))


def test_what_comes_out_of_the_real_steps_does_not_depend_on_padding():
    rng = np.random.default_rng(5)
    chain, x, lengths = network(rng), rng.normal(size=(2, 3, 14)), [14, 9, 6]
    out, _ = chain.forward(x, lengths=lengths)
    after = chain.lengths_after(lengths)
    assert after.tolist() == [6, 4, 2]
    for i, (length, steps) in enumerate(zip(lengths, after, strict=True)):
        alone, _ = chain.forward(x[:, i : i + 1, :length])
        assert alone.shape[2] == steps
        np.testing.assert_allclose(out[:, i, :steps], alone[:, 0], rtol=1e-10, atol=1e-12)


def test_gradients_are_slopes():
    rng, h = np.random.default_rng(6), 1e-6
    chain, x, lengths = network(rng), rng.normal(size=(2, 2, 9)), [9, 6]
    out, cache = chain.forward(x, lengths=lengths)
    d_out = rng.normal(size=out.shape) * (np.arange(out.shape[2]) < chain.lengths_after(lengths)[:, None])
    dx, grads = chain.backward(d_out, cache)
    for values, gradient in ((x, dx), *((value, grads[f"d{name}"]) for name, value in chain.parameters.items())):
        direction, costs = rng.normal(size=values.shape), []
        for sign in (h, -h):
            values += sign * direction
            costs.append((chain.forward(x, lengths=lengths)[0] * d_out).sum())
            values -= sign * direction
        assert (gradient * direction).sum() == pytest.approx((costs[0] - costs[1]) / (2 * h), rel=1e-5, abs=1e-8)


@pytest.mark.parametrize(("lengths", "left"), [([3, 2, 0, 4], [1, 0, 0, 1]), (None, None)])
def test_lengths_are_never_negative(lengths, left):
    found = network(np.random.default_rng(7)).lengths_after(lengths)
    assert found is left if left is None else found.tolist() == left
