"""Pairs of functions for the cases of is_transpose: one makes pictures larger, the other smaller.

LARGE       the name of the right pair whose numbers are very large
UNDONE      the name of a pair of which one undoes what the other does
TURN        the name of a right pair of two numbers, whose sums are equal to the last digit
PAIRS       {what is wrong with it: made of a `Layer`}: which of them are transposes, `is_transpose` finds out
Layer       the numbers of a pair
layer_of    ... drawn from a seed
"""

from typing import NamedTuple

import numpy as np

from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.transposed import transpose_conv_forward


class Layer(NamedTuple):
    """Filters of a transposed convolution, and its options."""

    W: np.ndarray  # (f, f, n_C_prev, n_C)
    stride: int
    pad: int


def layer_of(f, n_C_prev, n_C, stride, pad, seed):
    """Return a `Layer` with normal filters."""
    return Layer(np.random.default_rng(seed).normal(size=(f, f, n_C_prev, n_C)), stride, pad)


def shapes_of(layer, m, n_H_prev, n_W_prev):
    """Return the shapes of A and Z."""
    f, _, n_C_prev, n_C = layer.W.shape
    n_H, n_W = ((n - 1) * layer.stride + f - 2 * layer.pad for n in (n_H_prev, n_W_prev))
    return (m, n_H_prev, n_W_prev, n_C_prev), (m, n_H, n_W, n_C)


def up(layer, W=None):
    """Return the transposed convolution without a bias, as a function."""
    W = layer.W if W is None else W
    zero = np.zeros((1, 1, 1, W.shape[3]))
    return lambda A: transpose_conv_forward(A, W, zero, stride=layer.stride, pad=layer.pad)[0]


def down(layer, W=None):
    """Return the convolution with the same filters, as a function."""
    W = layer.W if W is None else W
    zero = np.zeros((1, 1, 1, W.shape[2]))
    return lambda Z: conv_forward(Z, W.swapaxes(2, 3), zero, stride=layer.stride, pad=layer.pad)[0]


def after(function, change):
    """Return a function followed by another."""
    return lambda X: change(function(X))


def one_entry(X):
    """Return pictures whose last entry is doubled."""
    X = X.copy()
    X[-1, -1, -1, -1] *= 2
    return X


def nearly(layer):
    """Return a pair that differs from the right one by one part in a thousand."""
    return up(layer), after(down(layer), lambda A: 1.001 * A)


def undone(layer):
    """Return the transposed convolution, and the matrix that leads from what it makes back to the picture."""
    forward = up(layer)

    def back(Z):
        m, n_H, n_W, _ = Z.shape
        f, _, n_C_prev, _ = layer.W.shape
        sizes = [(n + 2 * layer.pad - f) // layer.stride + 1 for n in (n_H, n_W)]
        ones = np.eye(sizes[0] * sizes[1] * n_C_prev).reshape(-1, *sizes, n_C_prev)
        inverse = np.linalg.pinv(forward(ones).reshape(len(ones), -1))
        return (Z.reshape(m, -1) @ inverse).reshape(m, *sizes, n_C_prev)

    return forward, back


def quarter_turn(layer):
    """Return the quarter turn of two numbers (a, b) to (b, -a), and the one back."""
    signs = np.array([1.0, -1.0]).reshape(2, 1, 1, 1)
    return lambda A: A[::-1] * signs, lambda Z: Z[::-1] * -signs


UNDONE = "one undoes the other"
TURN = "a quarter turn, there and back"
LARGE = "both a billion times as large"
PAIRS = {
    "convolution and transposed convolution": lambda layer: (up(layer), down(layer)),
    LARGE: lambda layer: (after(up(layer), lambda Z: 1e9 * Z), after(down(layer), lambda A: 1e9 * A)),
    "both 0": lambda layer: (after(up(layer), lambda Z: 0 * Z), after(down(layer), lambda A: 0 * A)),
    "filters rotated by 180°": lambda layer: (up(layer), down(layer, layer.W[::-1, ::-1])),
    "rows and columns of the filters swapped": lambda layer: (up(layer), down(layer, layer.W.swapaxes(0, 1))),
    "twice as large": lambda layer: (up(layer), after(down(layer), lambda A: 2 * A)),
    "a thousandth larger": nearly,
    "sign changed": lambda layer: (up(layer), after(down(layer), lambda A: -A)),
    "pictures in another order": lambda layer: (up(layer), after(down(layer), lambda A: A[::-1])),
    "channels in another order": lambda layer: (up(layer), after(down(layer), lambda A: A[..., ::-1])),
    "upside down": lambda layer: (up(layer), after(down(layer), lambda A: A[:, ::-1])),
    "mirrored": lambda layer: (up(layer), after(down(layer), lambda A: A[:, :, ::-1])),
    UNDONE: undone,
    "one entry doubled": lambda layer: (after(up(layer), one_entry), down(layer)),
    "one answer for all positions": lambda layer: (
        up(layer),
        after(down(layer), lambda A: 0 * A + A.mean(axis=(0, 1, 2), keepdims=True)),
    ),
}
