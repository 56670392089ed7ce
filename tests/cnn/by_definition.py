"""The sums of the docstrings, written as loops: slow, and too plain to be wrong."""

import numpy as np


def conv_by_definition(A_prev, W, b, stride, pad):
    X = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    (m, height, width, _), (f, _, _, n_C) = X.shape, W.shape
    Z = np.empty((m, (height - f) // stride + 1, (width - f) // stride + 1, n_C))
    for i, h, w, k in np.ndindex(Z.shape):
        window = X[i, h * stride : h * stride + f, w * stride : w * stride + f]
        Z[i, h, w, k] = b[0, 0, 0, k] + (window * W[..., k]).sum()
    return Z


def pool_by_definition(A_prev, f, stride, mode):
    m, height, width, n_C = A_prev.shape
    A = np.empty((m, (height - f) // stride + 1, (width - f) // stride + 1, n_C))
    for i, h, w, c in np.ndindex(A.shape):
        window = A_prev[i, h * stride : h * stride + f, w * stride : w * stride + f, c]
        A[i, h, w, c] = window.max() if mode == "max" else window.mean()
    return A
