"""Residual blocks against PyTorch, nudges, and what the notebook proves about them."""

import json
import math

import numpy as np
import pytest

from deepcourse.cnn import blocks
from deepcourse.cnn import layers as cnn
from deepcourse.experiments.course4 import broken_blocks as broken
from oracles import record_blocks as recorded
from oracles.record_convolution import digest, gradient_of

SAID = json.loads(recorded.FIXTURE.read_text())
NAMES = ("dA_prev", "dW1", "db1", "dW2", "db2")


def same(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("which", range(len(recorded.BLOCKS)))
def test_a_block_and_its_gradients_are_what_pytorch_recorded(which):
    A, cache = blocks.residual_block_forward(*recorded.block(*recorded.BLOCKS[which]))
    got = {"A": A} | dict(zip(NAMES, blocks.residual_block_backward(gradient_of(A), cache), strict=True))
    assert got.keys() == SAID["blocks"][which].keys()
    for name, array in got.items():
        same(digest(array), SAID["blocks"][which][name])


@pytest.mark.parametrize("which", range(len(recorded.PROJECTIONS)))
def test_a_projection_and_its_gradients_are_what_pytorch_recorded(which):
    A_prev, Ws, bs, stride = recorded.projection(*recorded.PROJECTIONS[which])
    S, cache = blocks.projection_shortcut(A_prev, Ws, bs, stride=stride)
    gradients = blocks.projection_shortcut_backward(gradient_of(S), cache)
    got = {"S": S} | dict(zip(("dA_prev", "dWs", "dbs"), gradients, strict=True))
    for name, array in got.items():
        same(digest(array), SAID["projections"][which][name])


def test_a_block_is_that_of_the_layers():
    A_prev, W1, b1, W2, b2 = recorded.block(*recorded.BLOCKS[0])
    rng = np.random.default_rng(0)
    first, second = (cnn.Conv(rng, n, k, 3, dtype=np.float64) for n, k in ((3, 4), (4, 3)))
    first.parameters, second.parameters = {"W": W1, "b": b1}, {"W": W2, "b": b2}
    made = cnn.Chain(cnn.Residual(cnn.Chain(first, cnn.ReLU(), second)), cnn.ReLU())
    same(blocks.residual_block_forward(A_prev, W1, b1, W2, b2)[0], made.forward(A_prev)[0])


def test_zero_parameters_are_the_identity_for_numbers_that_are_not_negative_and_for_no_others():
    A_prev, *parameters = recorded.block(*recorded.BLOCKS[0])
    zeros = [0 * array for array in parameters]
    np.testing.assert_array_equal(blocks.residual_block_forward(np.abs(A_prev), *zeros)[0], np.abs(A_prev))
    np.testing.assert_array_equal(blocks.residual_block_forward(A_prev, *zeros)[0], np.maximum(A_prev, 0))


@pytest.mark.parametrize("gain", [0, 0.3, 1, 2.5])
@pytest.mark.parametrize("f", [1, 3, 5])
def test_a_block_multiplies_by_the_gain(gain, f):
    A_prev = np.random.default_rng(1).uniform(0, 3, size=(2, 3, 5, 3))
    same(blocks.residual_block_forward(A_prev, *blocks.identity_block_parameters(3, f, gain))[0], gain * A_prev)


@pytest.mark.parametrize("name", broken.BLOCKS)
def test_zero_weights_find_what_they_can_find(name):
    unseen = {"the right block", "block 2 of the page", "block 4 of the page", "no biases", "no branch"}
    unseen.add("right, but the input is set to 0")  # a right A: what happens to the input is another question
    assert blocks.breaks_identity(broken.BLOCKS[name], (2, 3, 4, 2)) == (name not in unseen)


@pytest.mark.parametrize("name", broken.FOUR)
def test_the_four_blocks_of_the_notebook_are_wrong_for_weights_that_are_not_zero(name):
    arguments = recorded.block(2, 3, 4, 2, 2, 3, 3)
    right = broken.right(*arguments)
    same(right, blocks.residual_block_forward(*arguments)[0])
    assert not np.allclose(broken.FOUR[name](*arguments), right)


def test_an_other_number_of_channels_is_told():
    A_prev, W1, b1, W2, _ = recorded.block(*recorded.BLOCKS[0])
    with pytest.raises(ValueError, match="returns 2 channels, the shortcut brings 3"):
        blocks.residual_block_forward(A_prev, W1, b1, W2[..., :2], np.zeros((1, 1, 1, 2)))
    with pytest.raises(ValueError, match=r"Ws \(3, 3, 3, 4\) must be"):
        blocks.projection_shortcut(A_prev, W1, b1)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_the_type_of_the_numbers_is_kept(kind):
    arguments = [array.astype(kind) for array in recorded.block(*recorded.BLOCKS[0])]
    A, cache = blocks.residual_block_forward(*arguments)
    assert {array.dtype for array in (A, *blocks.residual_block_backward(A, cache))} == {np.dtype(kind)}
    A_prev, Ws, bs, stride = recorded.projection(*recorded.PROJECTIONS[0])
    S, cache = blocks.projection_shortcut(*(a.astype(kind) for a in (A_prev, Ws, bs)), stride=stride)
    assert {array.dtype for array in (S, *blocks.projection_shortcut_backward(S, cache))} == {np.dtype(kind)}


@pytest.mark.parametrize(("s", "L"), [(0.5, 2), (0.9, 7), (1.3, 4)])
def test_paths_are_counted_one_by_one(s, L):
    contributions = np.zeros(L + 1)
    for path in range(2**L):
        branches = bin(path).count("1")
        contributions[branches] += s ** (2 * branches)
    plain, residual, shares = blocks.gradient_by_paths(s, L)
    assert (plain, residual) == pytest.approx((s**L, math.sqrt((1 + s * s) ** L)))
    same(shares, contributions / contributions.sum())
