"""Convolution along time, and what can go wrong with it.

In the order of the notebook: conv1d_forward, conv1d_backward, beat_filter, causal_conv1d_forward, lookahead,
dilations_for, leaked_windows.

Shapes: signals A_prev (m, T_prev, n_C_prev), filters W (f, n_C_prev, n_C), b (1, 1, n_C), answers Z (m, T, n_C). Time
comes before the channels, as height and width do. "Convolution" is cross-correlation: the filters are not flipped.
"""

import itertools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv1d_forward(A_prev, W, b, *, stride=1, pad=0):
    """Return Z, the answers of all filters at all times, (m, T, n_C), and the cache for `conv1d_backward`.

        Z[i, t, k] = b[k] + sum over p, c of  padded[i, t * stride + p, c] * W[p, c, k]

    A_prev : (m, T_prev, n_C_prev)    W : (f, n_C_prev, n_C)    b : (1, 1, n_C)
    T = floor((T_prev + 2 pad - f) / stride) + 1

    >>> Z, cache = conv1d_forward(np.arange(5.0).reshape(1, 5, 1), np.ones((3, 1, 1)), np.zeros((1, 1, 1)))
    >>> Z.ravel()
    array([3., 6., 9.])
    """
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (0, 0)))
    views = sliding_window_view(padded, len(W), axis=1)[:, ::stride]  # (m, T, n_C_prev, f)
    return np.tensordot(views, W, axes=((3, 2), (0, 1))) + b, (A_prev, W, b, stride, pad)


def conv1d_backward(dZ, cache):
    """Return (dA_prev, dW, db), the gradients of the cost with respect to the arguments of `conv1d_forward`.

    dZ : (m, T, n_C)    cache : (A_prev, W, b, stride, pad)
    """
    A_prev, W, b, stride, pad = cache
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (0, 0)))
    d_padded, dW, end = np.zeros_like(padded), np.empty_like(W), stride * dZ.shape[1]
    for p in range(len(W)):
        seen = slice(p, p + end, stride), slice(0, dZ.shape[1])  # a tap meets the same times of every window
        dW[p] = np.tensordot(padded[:, seen[0]][:, seen[1]], dZ, axes=((0, 1), (0, 1)))
        d_padded[:, seen[0]][:, seen[1]] += dZ @ W[p].T
    return d_padded[:, pad : padded.shape[1] - pad], dW, dZ.sum(axis=(0, 1)).reshape(b.shape)


def beat_filter(template):
    """Return the filter, (f, 1, 1), that finds a shape in a signal whose level drifts.

    template : (f,), the shape; it is not a straight line

    Of all filters that answer 0 to every straight line and 1 to the template, it has the smallest sum of squares: white
    noise changes its answers least. It is what remains of the template without its best straight line, made to scale.

    >>> W = beat_filter(np.array([0.0, 1.0, 0.0, 0.0]))
    >>> bool(np.isclose(W.ravel() @ [5, 6, 7, 8], 0)), round(float(W.ravel() @ [0, 1, 0, 0]), 9)
    (True, 1.0)
    """
    lines = np.stack([np.ones(len(template)), np.arange(len(template))], axis=1)
    rest = template - lines @ np.linalg.lstsq(lines, template, rcond=None)[0]
    return (rest / (rest @ rest)).reshape(-1, 1, 1)


def causal_conv1d_forward(A_prev, W, b, *, dilation=1):
    """Return Z, (m, T, n_C), in which no answer has seen the future, and the cache (A_prev, W, b, dilation).

        Z[i, t, k] = b[k] + sum over p, c of  A_prev[i, t - (f - 1 - p) * dilation, c] * W[p, c, k]

    A_prev : (m, T, n_C_prev), 0 before its first sample    W : (f, n_C_prev, n_C), its last tap meets the present
    b : (1, 1, n_C)

    >>> causal_conv1d_forward(np.array([[[1.0], [2.0], [3.0]]]), np.ones((2, 1, 1)), np.zeros((1, 1, 1)))[0].ravel()
    array([1., 3., 5.])
    """
    f, T = len(W), A_prev.shape[1]
    padded = np.pad(A_prev, ((0, 0), ((f - 1) * dilation, 0), (0, 0)))
    return sum(padded[:, p * dilation :][:, :T] @ W[p] for p in range(f)) + b, (A_prev, W, b, dilation)


def lookahead(layer, T, n_C):
    """Return how many samples ahead a layer looks: the largest k for which some Z[:, t] depends on A[:, t + k].

    layer : turns A (1, T, n_C) into Z (1, T, any number of channels)

    It is 0 for a causal layer, also for one that never sees the present. One sample after the other is changed, far up
    and far down, since a ReLU or a maximum may hide one of the two; the first answer that moves tells how far ahead.

    >>> lookahead(lambda A: A + np.roll(A, 2, axis=1), 8, 1)
    6
    """
    A, ahead = np.random.default_rng(0).normal(size=(1, T, n_C)), 0
    Z = layer(A.copy())
    for (s, c), jump in itertools.product(np.ndindex(T, n_C), (1000, -1000)):
        other = A.copy()
        other[0, s, c] += jump
        moved = np.flatnonzero(np.any(np.abs(layer(other) - Z) > 1e-6, axis=(0, 2)))  # the times whose answer moved
        if len(moved):
            ahead = max(ahead, s - int(moved[0]))
    return ahead


def dilations_for(field, f):
    """Return dilations, as few as possible, with which causal layers of width f see the last `field` samples.

    With dilations 1, f, f², ... L layers see f**L samples and miss none of them. More is impossible:
    there are f**L ways through the layers, each to one sample.

    >>> dilations_for(20, 3)
    [1, 3, 9]
    """
    dilations, reached = [], 1
    while reached < field:
        dilations.append(reached)
        reached *= f
    return dilations


def leaked_windows(recording, start, length, in_test):
    """Return the indices of the test windows that share a sample with a training window, ascending, (n,) int.

    recording, start : (m,) int, where each window is from, and its first sample there    length : of all windows
    in_test : (m,) bool

    >>> leaked_windows(np.array([0, 0, 1]), np.array([0, 5, 5]), 8, np.array([False, True, True]))
    array([1])
    """
    train, test = np.flatnonzero(~in_test), np.flatnonzero(in_test)
    same = recording[test][:, None] == recording[train]
    near = np.abs(start[test][:, None] - start[train]) < length
    return test[np.any(same & near, axis=1)]
