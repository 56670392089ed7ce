"""Transposed convolutions are PyTorch's, their gradients too; counts and transposes are what their definitions say."""

import json

import numpy as np
import pytest

from deepcourse.cnn import transposed
from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.transposed import is_transpose, overlap_counts, transpose_conv_backward, transpose_conv_forward
from oracles import record_transposed as recorded
from oracles.record_convolution import digest, gradient_of

SAID = json.loads(recorded.FIXTURE.read_text())["layers"]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("which", range(len(SAID)))
def test_the_layer_and_its_gradients_are_what_pytorch_recorded(which, dtype):
    A_prev, W, b, options = recorded.layer(*recorded.LAYERS[which])
    Z, cache = transpose_conv_forward(A_prev.astype(dtype), W.astype(dtype), b.astype(dtype), **options)
    gradients = transpose_conv_backward(gradient_of(Z).astype(dtype), cache)
    found = dict(zip(("Z", "dA_prev", "dW", "db"), (Z, *gradients), strict=True))
    assert {array.dtype for array in found.values()} == {np.dtype(dtype)}
    close = {"rtol": 1e-9, "atol": 1e-9} if dtype == np.float64 else {"rtol": 1e-3, "atol": 1e-3}
    for name, array in found.items():
        np.testing.assert_allclose(digest(array), SAID[which][name], err_msg=name, **close)


def test_the_gradient_has_the_shape_of_each_argument():
    A_prev, W, b, options = recorded.layer(*recorded.LAYERS[1])
    Z, cache = transpose_conv_forward(A_prev, W, b, **options)
    assert [array.shape for array in transpose_conv_backward(Z, cache)] == [A_prev.shape, W.shape, b.shape]


@pytest.mark.parametrize("sizes", [(3, 3, 2, 0), (4, 5, 3, 1), (2, 2, 3, 0)], ids=str)
def test_counts_are_those_of_a_layer_of_ones(sizes):
    n_prev, f, stride, pad = sizes
    A_prev, W, b = np.ones((1, n_prev, n_prev, 1)), np.ones((f, f, 1, 1)), np.zeros((1, 1, 1, 1))
    Z = transpose_conv_forward(A_prev, W, b, stride=stride, pad=pad)[0][0, :, :, 0]
    counts = overlap_counts(n_prev, f, stride=stride, pad=pad)
    assert len(counts) == transposed.transposed_size(n_prev, f, pad, stride)
    np.testing.assert_array_equal(Z, np.outer(counts, counts))


@pytest.mark.parametrize("which", range(len(SAID)))
def test_it_is_the_transpose_of_a_convolution(which):
    A_prev, W, b, options = recorded.layer(*recorded.LAYERS[which])
    Z, _ = transpose_conv_forward(A_prev, W, 0 * b, **options)

    def up(A):
        return transpose_conv_forward(A, W, 0 * b, **options)[0]

    def down(Z):
        return conv_forward(Z, W.swapaxes(2, 3), np.zeros((1, 1, 1, W.shape[2])), **options)[0]

    assert is_transpose(up, down, A_prev.shape, Z.shape)
    assert not is_transpose(up, lambda Z: 1.0001 * down(Z), A_prev.shape, Z.shape)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"A_prev": np.ones((1, 2, 2, 3))}, "must be"),
        ({"A_prev": np.ones((2, 2, 2))}, "must be"),
        ({"b": np.ones((1, 1, 1, 2))}, "one bias for each of the 4 channels"),
        ({"pad": 2}, "takes away all"),
    ],
    ids=["channels", "axes", "biases", "pad"],
)
def test_what_does_not_fit_is_refused(changed, message):
    arguments = {"A_prev": np.ones((1, 2, 2, 2)), "W": np.ones((2, 2, 2, 4)), "b": np.ones((1, 1, 1, 4))} | changed
    with pytest.raises(ValueError, match=message):
        transpose_conv_forward(**arguments, stride=2)
