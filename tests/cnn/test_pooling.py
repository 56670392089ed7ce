"""Pooling against PyTorch, plain loops and finite differences, ties included."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnn.by_definition import pool_by_definition
from deepcourse.cnn import pooling as cnn
from oracles import record_convolution as recorded

SAID = json.loads(recorded.FIXTURE.read_text())["pools"]
modes = pytest.mark.parametrize("mode", cnn.MODES)
pools = pytest.mark.parametrize("which", range(len(recorded.POOLS)), ids=[str(sizes) for sizes in recorded.POOLS])


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-10, atol=1e-12)


def forward_and_back(A_prev, options, mode):
    A, cache = cnn.pool_forward(A_prev, **options, mode=mode)
    return {"A": A, "dA_prev": cnn.pool_backward(recorded.gradient_of(A), cache)}


@modes
@pools
def test_forward_and_backward_are_what_pytorch_recorded(which, mode):
    """Of several equal numbers both give the gradient to the first: a half of these are 0."""
    for name, array in forward_and_back(*recorded.pooled(*recorded.POOLS[which]), mode).items():
        same(recorded.digest(array), SAID[mode][which][name])


@modes
@pools
def test_forward_and_backward_are_what_pytorch_says_today(which, mode):
    pytest.importorskip("torch")
    arguments = recorded.pooled(*recorded.POOLS[which])
    said = recorded.pooled_by_torch(*arguments, mode)
    for name, array in forward_and_back(*arguments, mode).items():
        same(array, said[name])


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 5), st.integers(0, 5), st.sampled_from(cnn.MODES))
def test_forward_is_the_definition_and_backward_its_slope(f, stride, higher, wider, mode):
    A_prev = np.random.default_rng([f, stride, higher, wider]).normal(size=(2, f + higher, f + wider, 3))
    A, cache = cnn.pool_forward(A_prev, f=f, stride=stride, mode=mode)
    same(A, pool_by_definition(A_prev, f, stride, mode))
    dA, direction = recorded.gradient_of(A), np.random.default_rng(1).normal(size=A_prev.shape)
    step = 1e-6  # no maximum changes its place for so little
    ahead, behind = (cnn.pool_forward(A_prev + h * direction, f=f, stride=stride, mode=mode)[0] for h in (step, -step))
    slope = ((ahead - behind) * dA).sum() / (2 * step)
    assert (cnn.pool_backward(dA, cache) * direction).sum() == pytest.approx(slope, rel=1e-6, abs=1e-6)


@modes
def test_a_window_at_a_time(mode):
    """What the exercises on one window say is what the layer does."""
    A_prev, options = recorded.pooled(1, 3, 4, 1, 3, 1)
    A, cache = cnn.pool_forward(A_prev, **options, mode=mode)
    dA, expected = recorded.gradient_of(A), np.zeros(A_prev.shape)
    for w in range(2):
        window = A_prev[0, :, w : w + 3, 0]
        share = cnn.create_mask_from_window(window) * dA[0, 0, w, 0]
        share = share if mode == "max" else cnn.distribute_value(dA[0, 0, w, 0], window.shape)
        expected[0, :, w : w + 3, 0] += share
    same(cnn.pool_backward(dA, cache), expected)


@modes
def test_float32_stays_float32_and_nothing_is_changed(mode):
    A_prev, options = recorded.pooled(2, 6, 8, 3, 2, 2)
    A_prev = A_prev.astype(np.float32)
    before = A_prev.copy()
    A, cache = cnn.pool_forward(A_prev, **options, mode=mode)
    assert (A.dtype, cnn.pool_backward(np.ones_like(A), cache).dtype) == (np.float32, np.float32)
    np.testing.assert_array_equal(A_prev, before)


def test_a_window_of_many_pixels_remembers_its_winner():
    """More than 256 places: a small counter would begin again."""
    A_prev = np.zeros((1, 17, 17, 1))
    A_prev[0, 16, 15, 0] = 1
    A, cache = cnn.pool_forward(A_prev, f=17, stride=1)
    np.testing.assert_array_equal(cnn.pool_backward(np.full_like(A, 3.0), cache), 3 * A_prev)


def test_nan_in_a_window_is_its_answer():
    A_prev = np.zeros((1, 2, 2, 1))
    A_prev[0, 0, 1, 0] = np.nan
    assert np.isnan(cnn.pool_forward(A_prev, f=2, stride=2)[0].item())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"f": 2, "stride": 2, "mode": "mean"}, "mode is 'mean'; it must be one of 'max', 'average'"),
        ({"f": 5, "stride": 1}, "a filter of 5 does not fit into 4 pixels"),
    ],
)
def test_what_cannot_be_is_named(options, told):
    with pytest.raises(ValueError, match=told):
        cnn.pool_forward(np.zeros((1, 4, 3, 1)), **options)
