"""Convolution over volumes and clips, and what a convolution costs in any number of dimensions.

In the order of the notebook: conv3d_forward, conv3d_backward, convolution_cost.

Shapes: volumes A_prev (m, n_D_prev, n_H_prev, n_W_prev, n_C_prev), filters W (f, f, f, n_C_prev, n_C),
b (1, 1, 1, 1, n_C), answers Z (m, n_D, n_H, n_W, n_C). In a clip, the depth is time: n_D counts its frames.
"""

import math

import numpy as np

from deepcourse.cnn.filters import output_size


def conv3d_forward(A_prev, W, b, *, stride=1, pad=0):
    """Return Z, the answers of all filters at all places, (m, n_D, n_H, n_W, n_C), and the cache for `conv3d_backward`.

        Z[i, d, h, w, k] = b[k] + sum over o, p, q, c of
            padded[i, d * stride + o, h * stride + p, w * stride + q, c] * W[o, p, q, c, k]

    A_prev : (m, n_D_prev, n_H_prev, n_W_prev, n_C_prev)    W : (f, f, f, n_C_prev, n_C)    b : (1, 1, 1, 1, n_C)
    n_D = floor((n_D_prev + 2 pad - f) / stride) + 1, and n_H and n_W likewise

    >>> conv3d_forward(np.ones((1, 2, 3, 4, 5)), np.ones((2, 2, 2, 5, 1)), np.zeros((1, 1, 1, 1, 1)))[0][0, ..., 0]
    array([[[40., 40., 40.],
            [40., 40., 40.]]])
    """
    padded = np.pad(A_prev, ((0, 0), *[(pad, pad)] * 3, (0, 0)))
    rows = seen_by_taps(padded, len(W), stride)  # (n_C_prev * f * f * f, places)
    n_C = W.shape[-1]
    size = [output_size(n, len(W), pad, stride) for n in A_prev.shape[1:4]]
    Z = (W.reshape(-1, n_C).T @ rows).T.reshape(len(A_prev), *size, n_C)
    return Z + b, (A_prev, W, b, stride, pad)


def conv3d_backward(dZ, cache):
    """Return (dA_prev, dW, db), the gradients of the cost with respect to the arguments of `conv3d_forward`.

    dZ : (m, n_D, n_H, n_W, n_C)    cache : (A_prev, W, b, stride, pad)
    """
    A_prev, W, b, stride, pad = cache
    padded = np.pad(A_prev, ((0, 0), *[(pad, pad)] * 3, (0, 0)))
    flat = dZ.reshape(-1, W.shape[-1])  # (places, n_C)
    dW = (seen_by_taps(padded, len(W), stride) @ flat).reshape(W.shape)
    shares, d_padded = W.reshape(-1, W.shape[-1]) @ flat.T, np.zeros_like(padded)
    shares = shares.reshape(*W.shape[:-1], *dZ.shape[:-1])  # (f, f, f, n_C_prev, m, n_D, n_H, n_W)
    for tap in np.ndindex(*W.shape[:3]):
        d_padded[(slice(None), *steps(tap, dZ.shape[1:4], stride))] += np.moveaxis(shares[tap], 0, -1)
    inner = (slice(pad, n - pad) for n in padded.shape[1:4])
    return d_padded[(slice(None), *inner)], dW, flat.sum(axis=0).reshape(b.shape)


def seen_by_taps(padded, f, stride):
    """Return what each tap of a filter sees at all places, (f * f * f * n_C, m * n_D * n_H * n_W), copied.

    padded : (m, n_D, n_H, n_W, n_C)
    """
    size = [(n - f) // stride + 1 for n in padded.shape[1:4]]
    first = np.moveaxis(padded, -1, 0)  # channels first: a row of pixels lies together
    rows = np.empty((f, f, f, len(first), len(padded), *size), padded.dtype)
    for tap in np.ndindex(f, f, f):
        rows[tap] = first[(slice(None), slice(None), *steps(tap, size, stride))]
    return rows.reshape(f**3 * len(first), -1)


def steps(tap, size, stride):
    """Return slices of the pixels that one tap meets: depth, height and width."""
    return tuple(slice(p, p + stride * (n - 1) + 1, stride) for p, n in zip(tap, size, strict=True))


def convolution_cost(size, n_C_prev, n_C, f, *, stride=1, pad=0):
    """Return (size of the output, parameters, multiply-adds) of a convolution in any number of dimensions.

    size : (T,), (n_H, n_W), (n_D, n_H, n_W), ...    f : the filters' width along every axis

    >>> convolution_cost((6, 20, 20), 1, 12, 3)
    ((4, 18, 18), 336, 419904)
    """
    out = tuple((n + 2 * pad - f) // stride + 1 for n in size)
    weights = f ** len(size) * n_C_prev * n_C
    return out, weights + n_C, weights * math.prod(out)
