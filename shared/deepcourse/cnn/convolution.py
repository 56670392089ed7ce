"""A convolutional layer, forward and back.

In the order of the notebook: zero_pad, conv_single_step, conv_forward, conv_backward, count_parameters.

Shapes: pictures A_prev (m, n_H_prev, n_W_prev, n_C_prev), filters W (f, f, n_C_prev, n_C), b (1, 1, 1, n_C), answers
Z (m, n_H, n_W, n_C). "Convolution" is cross-correlation: the filters are not flipped. Both ways keep the type of the
numbers: float32 in, float32 out.

How it is fast: each window of a few pictures becomes a row of a matrix, and one matrix product answers all of them with
all filters (Chellapilla, Puri and Simard 2006, High Performance Convolutional Neural Networks for Document Processing).
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from deepcourse.cnn.filters import output_size

AT_ONCE = 300_000  # numbers in the matrix of windows: more do not fit into the cache of a processor
FEW = 4  # channels


def zero_pad(X, pad):
    """Return the pictures in a frame of `pad` zeros, (m, n_H + 2 pad, n_W + 2 pad, n_C).

    X : (m, n_H, n_W, n_C)

    >>> zero_pad(np.ones((2, 3, 4, 1)), 2).shape
    (2, 7, 8, 1)
    """
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


def conv_single_step(a_slice_prev, W, b):
    """Return the answer of one filter at one place, a number: the sum of all products, plus the bias.

    a_slice_prev : (f, f, n_C_prev)    W : (f, f, n_C_prev)    b : (1, 1, 1)

    >>> conv_single_step(np.ones((2, 2, 3)), np.full((2, 2, 3), 0.5), np.array([[[1.0]]]))
    7.0
    """
    return float(np.sum(a_slice_prev * W) + b.item())


def conv_forward(A_prev, W, b, *, stride=1, pad=0):
    """Return Z, the answers of all filters at all places, (m, n_H, n_W, n_C), and the cache for `conv_backward`.

        Z[i, h, w, k] = b[k] + sum over p, q, c of  padded[i, h * stride + p, w * stride + q, c] * W[p, q, c, k]

    A_prev : (m, n_H_prev, n_W_prev, n_C_prev)    W : (f, f, n_C_prev, n_C)    b : (1, 1, 1, n_C)
    n_H = floor((n_H_prev + 2 pad - f) / stride) + 1, and n_W likewise

    Raises ValueError where channels differ or the filters do not fit.

    >>> Z, cache = conv_forward(np.ones((1, 3, 3, 1)), np.ones((2, 2, 1, 1)), np.zeros((1, 1, 1, 1)))
    >>> Z[0, :, :, 0]
    array([[4., 4.],
           [4., 4.]])
    """
    check_shapes(A_prev, W, b)
    f, _, _, n_C = W.shape
    m, n_H, n_W = len(A_prev), *(output_size(n, f, pad, stride) for n in A_prev.shape[1:3])
    padded = zero_pad(A_prev, pad) if pad else A_prev
    Z = np.empty((m, n_H, n_W, n_C), np.result_type(A_prev, W))
    for part in parts(m, n_H * n_W * W[..., 0].size):
        Z[part] = (windows(padded[part], f, stride) @ W.reshape(-1, n_C)).reshape(-1, n_H, n_W, n_C)
    Z += b
    return Z, (A_prev, W, b, stride, pad)


def conv_backward(dZ, cache):
    """Return (dA_prev, dW, db), the gradients of the cost with respect to the arguments of `conv_forward`.

    dZ : (m, n_H, n_W, n_C)    cache : what `conv_forward` returned

    Every window of a picture had a share in one answer: it gets back dZ times the filter, and overlapping windows add
    up. Of dW, each place gives its window times dZ.
    """
    A_prev, W, b, stride, pad = cache
    f, _, _, n_C = W.shape
    padded = zero_pad(A_prev, pad) if pad else A_prev
    dW = np.zeros((W[..., 0].size, n_C), dZ.dtype)
    for part in parts(len(dZ), dZ[0].size // n_C * W[..., 0].size):
        dW += windows(padded[part], f, stride).T @ dZ[part].reshape(-1, n_C)
    db = dZ.sum(axis=(0, 1, 2), keepdims=True).reshape(b.shape)
    return gradient_of_pictures(dZ, padded.shape, W, stride, pad), dW.reshape(W.shape), db


def gradient_of_pictures(dZ, padded_shape, W, stride, pad):
    """Return dA_prev, (m, n_H_prev, n_W_prev, n_C_prev).

    At stride 1 it is a convolution itself: of dZ, with the filters turned by 180 degrees. At other strides, and where
    the pictures have fewer channels than the answers, less is computed by giving each window its share back.
    """
    f, _, n_C_prev, n_C = W.shape
    if stride == 1 and pad < f and n_C_prev >= n_C:
        turned = W[::-1, ::-1].swapaxes(2, 3)  # (f, f, n_C, n_C_prev)
        return conv_forward(dZ, turned, np.zeros((1, 1, 1, n_C_prev), W.dtype), pad=f - 1 - pad)[0]
    dA = np.empty(padded_shape, dZ.dtype)
    for part in parts(len(dZ), dZ[0].size // n_C * W[..., 0].size):
        dA[part] = shares_of_windows(dZ[part], padded_shape[1:3], W, stride)
    return dA[:, pad : padded_shape[1] - pad, pad : padded_shape[2] - pad]


def shares_of_windows(dZ, size, W, stride):
    """Return the sum of what all windows of some padded pictures get back, (m, height, width, n_C_prev).

    Channels stand first while it is summed: then a row of a picture lies together in memory.
    """
    (f, _, n_C_prev, n_C), (m, n_H, n_W, _) = W.shape, dZ.shape
    shares = (W.reshape(-1, n_C) @ dZ.reshape(-1, n_C).T).reshape(f, f, n_C_prev, m, n_H, n_W)
    planes = np.zeros((n_C_prev, m, *size), dZ.dtype)
    for p, q in np.ndindex(f, f):
        planes[:, :, p : p + stride * n_H : stride, q : q + stride * n_W : stride] += shares[p, q]
    return planes.transpose(1, 2, 3, 0)


def count_parameters(f, n_C_prev, n_C):
    """Return how many numbers a convolutional layer learns: f * f * n_C_prev weights and a bias for each filter.

    >>> count_parameters(3, 3, 10)
    280
    """
    return (f * f * n_C_prev + 1) * n_C


def windows(X, f, stride):
    """Return all windows of some pictures as rows, (m * n_H * n_W, f * f * n_C), copied.

    X : (m, n_H_prev, n_W_prev, n_C)

    The copy is the dear part. Of few channels, a whole row of places lies together where the matrix is made lying on
    its side; of many channels, a pixel does.
    """
    view = sliding_window_view(X, (f, f), axis=(1, 2))[:, ::stride, ::stride]  # (m, n_H, n_W, n_C, f, f)
    if X.shape[3] < FEW:
        return view.transpose(4, 5, 3, 0, 1, 2).reshape(f * f * X.shape[3], -1).T
    return view.transpose(0, 1, 2, 4, 5, 3).reshape(-1, f * f * X.shape[3])


def parts(m, numbers):
    """Return slices of m pictures, of which each picture's windows hold so many numbers: a few pictures at a time."""
    step = max(1, AT_ONCE // max(1, numbers))
    return [slice(first, first + step) for first in range(0, m, step)]


def check_shapes(A_prev, W, b):
    """Raise ValueError where pictures, filters and biases do not belong together."""
    for name, array in (("A_prev", A_prev), ("W", W)):
        if array.ndim != 4:
            raise ValueError(f"{name} has {array.ndim} axes {array.shape}; it must have 4")
    if A_prev.shape[3] != W.shape[2]:
        raise ValueError(f"the channels of A_prev {A_prev.shape} and of the filters W {W.shape} differ")
    if W.shape[0] != W.shape[1]:
        raise ValueError(f"the filters W {W.shape} must be as wide as they are high")
    if np.size(b) != W.shape[3]:
        raise ValueError(f"b {np.shape(b)} must hold one bias for each of the {W.shape[3]} filters")
