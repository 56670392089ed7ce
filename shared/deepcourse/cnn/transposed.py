"""Transposed convolution, forward and back: a layer that makes pictures larger.

In the order of the notebook: transpose_conv_forward, overlap_counts, transpose_conv_backward, is_transpose.

Shapes: pictures A_prev (m, n_H_prev, n_W_prev, n_C_prev), filters W (f, f, n_C_prev, n_C), b (1, 1, 1, n_C), answers
Z (m, n_H, n_W, n_C) with n_H = (n_H_prev - 1) stride + f - 2 pad. The type of the numbers stays: float32 in, float32
out.

With the last two axes of W swapped, this is what `conv_backward` computes for the pictures of a convolution, and its
own gradient for A_prev is a convolution.
"""

import numpy as np

from deepcourse.cnn.convolution import conv_forward, gradient_of_pictures, parts, windows, zero_pad


def transpose_conv_forward(A_prev, W, b, *, stride=1, pad=0):
    """Return Z, (m, n_H, n_W, n_C), and the cache for `transpose_conv_backward`.

        Z starts as b; to rows h stride - pad + p and columns w stride - pad + q of Z, each pixel of A_prev adds
        A_prev[i, h, w] @ W[p, q], where that lies inside of Z

    A_prev : (m, n_H_prev, n_W_prev, n_C_prev)    W : (f, f, n_C_prev, n_C)    b : (1, 1, 1, n_C)
    n_H = (n_H_prev - 1) stride + f - 2 pad, and n_W likewise

    Raises ValueError where channels differ or nothing would be left.

    >>> A_prev, W, b = np.ones((1, 2, 2, 1)), np.ones((3, 3, 1, 1)), np.zeros((1, 1, 1, 1))
    >>> Z, cache = transpose_conv_forward(A_prev, W, b, stride=2)
    >>> Z[0, :, :, 0].astype(int)
    array([[1, 1, 2, 1, 1],
           [1, 1, 2, 1, 1],
           [2, 2, 4, 2, 2],
           [1, 1, 2, 1, 1],
           [1, 1, 2, 1, 1]])
    """
    f, _, n_C_prev, n_C = W.shape
    if A_prev.ndim != 4 or A_prev.shape[3] != n_C_prev:
        raise ValueError(f"A_prev {A_prev.shape} must be (m, n_H_prev, n_W_prev, {n_C_prev}) for the filters {W.shape}")
    if np.size(b) != n_C:
        raise ValueError(f"b {np.shape(b)} must hold one bias for each of the {n_C} channels")
    whole = [transposed_size(n, f, 0, stride) for n in A_prev.shape[1:3]]
    if min(whole) <= 2 * pad:
        raise ValueError(f"pad {pad} takes away all of {whole[0]} rows and {whole[1]} columns")
    Z = gradient_of_pictures(A_prev, (len(A_prev), *whole, n_C), W.swapaxes(2, 3), stride, pad)
    return Z + b, (A_prev, W, b, stride, pad)


def transposed_size(n_prev, f, pad, stride):
    """Return (n_prev - 1) stride + f - 2 pad: the height or width that a transposed convolution makes.

    >>> transposed_size(4, 3, 1, 2)
    7
    """
    return (n_prev - 1) * stride + f - 2 * pad


def overlap_counts(n_prev, f, *, stride=1, pad=0):
    """Return from how many of n_prev numbers in a row each output of a transposed convolution is made, (n,) int.

    n = (n_prev - 1) stride + f - 2 pad

    >>> overlap_counts(3, 3, stride=2)
    array([1, 1, 2, 1, 2, 1, 1])
    """
    counts = np.zeros(transposed_size(n_prev, f, 0, stride), int)
    for place in range(n_prev):
        counts[place * stride : place * stride + f] += 1
    return counts[pad : len(counts) - pad]


def transpose_conv_backward(dZ, cache):
    """Return (dA_prev, dW, db), the gradients of the cost with respect to the arguments of `transpose_conv_forward`.

    dZ : (m, n_H, n_W, n_C)    cache : (A_prev, W, b, stride, pad), of `transpose_conv_forward`

    A pixel of A_prev added to a window of Z: its gradient is that window of dZ times the filters, a convolution.
    """
    A_prev, W, b, stride, pad = cache
    f, _, n_C_prev, n_C = W.shape
    dA_prev = conv_forward(dZ, W.swapaxes(2, 3), np.zeros((1, 1, 1, n_C_prev), dZ.dtype), stride=stride, pad=pad)[0]
    padded = zero_pad(dZ, pad) if pad else dZ
    dW = np.zeros((f * f * n_C, n_C_prev), dZ.dtype)
    for part in parts(len(dZ), A_prev[0].size // n_C_prev * f * f * n_C):
        dW += windows(padded[part], f, stride).T @ A_prev[part].reshape(-1, n_C_prev)
    dW = dW.reshape(f, f, n_C, n_C_prev).swapaxes(2, 3)
    return dA_prev, dW, dZ.sum(axis=(0, 1, 2)).reshape(b.shape)


def is_transpose(up, down, A_shape, Z_shape):
    """Return whether `up` is the transpose of `down`: sum(up(A) * Z) = sum(A * down(Z)) for all A and Z.

    up : function from arrays of A_shape to arrays of Z_shape    down : from Z_shape to A_shape; both linear

    One random pair decides, up to rounding: other pairs of functions agree on it with probability 0.

    >>> is_transpose(lambda A: 2 * A, lambda Z: 2 * Z, (2, 3), (2, 3))
    True
    >>> is_transpose(lambda A: 2 * A, lambda Z: Z / 2, (2, 3), (2, 3))
    False
    """
    rng = np.random.default_rng(0)
    A, Z = rng.normal(size=A_shape), rng.normal(size=Z_shape)
    left, right = up(A) * Z, A * down(Z)
    size = float(np.abs(left).sum() + np.abs(right).sum())
    return bool(abs(float(left.sum()) - float(right.sum())) <= 1e-9 * size)
