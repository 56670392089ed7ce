"""Pairs of functions for the cases of is_transpose: one makes pictures larger, the other smaller.

LARGE       the name of the right pair whose numbers are very large
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


LARGE = "both a thousand million times as large"
PAIRS = {
    "convolution and transposed convolution": lambda layer: (up(layer), down(layer)),
    LARGE: lambda layer: (after(up(layer), lambda Z: 1e9 * Z), after(down(layer), lambda A: 1e9 * A)),
    "both 0": lambda layer: (after(up(layer), lambda Z: 0 * Z), after(down(layer), lambda A: 0 * A)),
    "filters turned": lambda layer: (up(layer), down(layer, layer.W[::-1, ::-1])),
    "rows and columns of the filters swapped": lambda layer: (up(layer), down(layer, layer.W.swapaxes(0, 1))),
    "twice as large": lambda layer: (up(layer), after(down(layer), lambda A: 2 * A)),
    "a thousandth larger": nearly,
    "sign changed": lambda layer: (up(layer), after(down(layer), lambda A: -A)),
    "pictures in another order": lambda layer: (up(layer), after(down(layer), lambda A: A[::-1])),
    "channels in another order": lambda layer: (up(layer), after(down(layer), lambda A: A[..., ::-1])),
    "upside down": lambda layer: (up(layer), after(down(layer), lambda A: A[:, ::-1])),
    "mirrored": lambda layer: (up(layer), after(down(layer), lambda A: A[:, :, ::-1])),
    "one entry doubled": lambda layer: (after(up(layer), one_entry), down(layer)),
    "one answer for all positions": lambda layer: (
        up(layer),
        after(down(layer), lambda A: 0 * A + A.mean(axis=(0, 1, 2), keepdims=True)),
    ),
}
