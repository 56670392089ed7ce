"""Convolutional layers against PyTorch, plain loops, finite differences, and the layer of one pixel that is dense."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn.by_definition import conv_by_definition
from deepcourse.cnn import convolution as cnn
from deepcourse.nn.building_blocks import linear_forward
from oracles import record_convolution as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["layers"]
layers = pytest.mark.parametrize("which", range(len(SAID)), ids=[str(sizes) for sizes in recorded.LAYERS])


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


def forward_and_back(A_prev, W, b, options):
    """{name: array} of one layer: what it answers, and its gradients."""
    Z, cache = cnn.conv_forward(A_prev, W, b, **options)
    return {
        "Z": Z,
        **dict(zip(("dA_prev", "dW", "db"), cnn.conv_backward(recorded.gradient_of(Z), cache), strict=True)),
    }


@layers
def test_forward_and_backward_are_what_pytorch_recorded(which):
    got = forward_and_back(*recorded.layer(*recorded.LAYERS[which]))
    assert got.keys() == SAID[which].keys()
    for name, array in got.items():
        same(recorded.digest(array), SAID[which][name])


@layers
def test_forward_and_backward_are_what_pytorch_says_today(which):
    pytest.importorskip("torch")
    arguments = recorded.layer(*recorded.LAYERS[which])
    got, said = forward_and_back(*arguments), recorded.layer_by_torch(*arguments)
    for name, array in got.items():
        same(array, said[name])


@st.composite
def geometries(draw):
    """A layer of any sizes, and its options: strides and frames that do not divide, one picture, one channel."""
    f, stride, pad = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(0, 4))
    smallest = max(1, f - 2 * pad)
    height, width = (draw(st.integers(smallest, smallest + 6)) for _ in range(2))
    m, n_C_prev, n_C = (draw(st.integers(1, 3)) for _ in range(3))
    return recorded.layer(m, height, width, n_C_prev, n_C, f, stride, pad)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(geometries())
def test_forward_is_the_sum_of_the_definition(layer):
    A_prev, W, b, options = layer
    same(cnn.conv_forward(A_prev, W, b, **options)[0], conv_by_definition(A_prev, W, b, **options))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(geometries())
def test_backward_is_the_slope_of_forward(layer):
    """The answers are linear in each argument: one large step measures the slope exactly."""
    *arguments, options = layer
    Z, cache = cnn.conv_forward(*arguments, **options)
    dZ, rng = recorded.gradient_of(Z), np.random.default_rng(1)
    for place, gradient in enumerate(cnn.conv_backward(dZ, cache)):
        assert gradient.shape == arguments[place].shape
        direction = rng.normal(size=gradient.shape)
        moved = [value + direction if i == place else value for i, value in enumerate(arguments)]
        slope = ((cnn.conv_forward(*moved, **options)[0] - Z) * dZ).sum()
        assert (gradient * direction).sum() == pytest.approx(slope, rel=1e-9, abs=1e-9)


def test_a_filter_of_one_pixel_is_a_dense_layer_at_every_pixel():
    A_prev, W, b, _ = recorded.layer(2, 3, 4, 5, 6, 1, 1, 0)
    dense, _ = linear_forward(A_prev.reshape(-1, 5).T, W[0, 0].T, b.reshape(6, 1))
    same(cnn.conv_forward(A_prev, W, b)[0], dense.T.reshape(2, 3, 4, 6))


def test_many_pictures_in_several_parts_are_as_one_by_one(monkeypatch):
    A_prev, W, b, options = recorded.layer(7, 5, 6, 2, 3, 3, 2, 1)
    whole = forward_and_back(A_prev, W, b, options)
    monkeypatch.setattr(cnn, "AT_ONCE", 1)
    for name, array in forward_and_back(A_prev, W, b, options).items():
        same(array, whole[name])


@pytest.mark.parametrize("stride", [1, 2])
def test_float32_stays_float32(stride):
    A_prev, W, b, _ = (
        x.astype(np.float32) if isinstance(x, np.ndarray) else x for x in recorded.layer(2, 6, 5, 3, 4, 3, 1, 1)
    )
    got = forward_and_back(A_prev, W, b, {"stride": stride, "pad": 1})
    assert {name: array.dtype for name, array in got.items() if name == "Z"} == {"Z": np.float32}
    Z, cache = cnn.conv_forward(A_prev, W, b, stride=stride, pad=1)
    assert [gradient.dtype for gradient in cnn.conv_backward(np.ones_like(Z), cache)] == [np.float32] * 3


def test_nothing_that_is_given_is_changed():
    A_prev, W, b, options = recorded.layer(2, 5, 6, 3, 4, 3, 1, 1)
    before = [value.copy() for value in (A_prev, W, b)]
    Z, cache = cnn.conv_forward(A_prev, W, b, **options)
    dZ = recorded.gradient_of(Z)
    cnn.conv_backward(dZ, cache)
    for now, then in zip((A_prev, W, b, dZ), (*before, recorded.gradient_of(Z)), strict=True):
        np.testing.assert_array_equal(now, then)


def test_a_single_step_is_one_entry_of_the_layer():
    A_prev, W, b, options = recorded.layer(2, 5, 6, 3, 4, 3, 1, 0)
    Z, _ = cnn.conv_forward(A_prev, W, b, **options)
    step = cnn.conv_single_step(A_prev[1, 2:5, 1:4], W[..., 3], b[..., 3])
    assert isinstance(step, float)
    same(step, Z[1, 2, 1, 3])


@pytest.mark.parametrize(("f", "n_C_prev", "n_C", "count"), [(3, 3, 10, 280), (1, 1, 1, 2), (5, 6, 16, 2416)])
def test_parameters_are_weights_and_biases(f, n_C_prev, n_C, count):
    assert cnn.count_parameters(f, n_C_prev, n_C) == count


@pytest.mark.parametrize(
    ("A_prev", "W", "b", "options", "told"),
    [
        (
            (2, 5, 5, 3),
            (3, 3, 2, 4),
            (1, 1, 1, 4),
            {},
            r"channels of A_prev \(2, 5, 5, 3\) and of the filters W \(3, 3, 2, 4\) differ",
        ),
        ((5, 5, 3), (3, 3, 3, 4), (1, 1, 1, 4), {}, r"A_prev has 3 axes \(5, 5, 3\)"),
        ((2, 5, 5, 3), (3, 3, 3), (1, 1, 1, 4), {}, r"W has 3 axes \(3, 3, 3\)"),
        ((2, 5, 5, 3), (3, 2, 3, 4), (1, 1, 1, 4), {}, r"\(3, 2, 3, 4\) must be as wide as they are high"),
        ((2, 5, 5, 3), (3, 3, 3, 4), (1, 1, 1, 3), {}, r"b \(1, 1, 1, 3\) must hold one bias for each of the 4"),
        ((2, 5, 2, 3), (3, 3, 3, 4), (1, 1, 1, 4), {}, "a filter of 3 does not fit into 2 pixels"),
        ((2, 5, 5, 3), (3, 3, 3, 4), (1, 1, 1, 4), {"stride": 0}, "the stride is 0"),
    ],
)
def test_what_does_not_belong_together_is_named(A_prev, W, b, options, told):
    with pytest.raises(ValueError, match=told):
        cnn.conv_forward(np.zeros(A_prev), np.zeros(W), np.zeros(b), **options)
