"""Convolutions over time, for trainings: the filters of course 4 with one direction to slide in.

TimeConvolution     filters that slide over the steps of sequences
ReLU                what is negative becomes 0

Sequences are (n, m, T), and nothing is added at their ends. As everywhere in these courses, the filters are not turned
round: a convolution here is a cross-correlation.
"""

import numpy as np

from deepcourse.sequence.recurrent_layers import Layer
from deepcourse.sequence.time_first import flat, public, time_first


class TimeConvolution(Layer):
    """Filters of `width` steps that move by `stride` steps: from (n_in, m, T) to (n_out, m, T_out).

        out[o, i, u] = b[o] + sum over k, c of  W[o, k * n_in + c] * x[c, i, u * stride + k]

    with T_out = (T - width) // stride + 1. New weights are normal with variance 2 / (n_in * width), for a ReLU after.
    """

    def __init__(self, rng, n_in, n_out, width, stride, *, dtype=np.float32):
        self.width, self.stride = width, stride
        W = rng.normal(size=(n_out, width * n_in)) * np.sqrt(2 / (width * n_in))
        self.parameters = {"W": W.astype(dtype), "b": np.zeros((n_out, 1), dtype)}

    def filters(self):
        """Return the weights as (n_out, n_in, width): a copy, in the order that most frameworks use."""
        W = self.parameters["W"]
        return W.reshape(len(W), self.width, -1).transpose(0, 2, 1).copy()

    def steps_out(self, T):
        """Return how many steps come out of T steps."""
        return (T - self.width) // self.stride + 1

    def lengths_after(self, lengths):
        """Return how many steps come out of so many: those whose windows lie within real steps.

        Lengths that were counted before a convolution are too long for what comes after it.

        >>> print(TimeConvolution(np.random.default_rng(0), 24, 48, width=5, stride=2).lengths_after([40, 12, 5, 4]))
        [18  4  1  0]
        """
        return None if lengths is None else np.maximum(self.steps_out(np.asarray(lengths)), 0)

    def forward(self, x, training=False, lengths=None):
        """Return what the filters say, (n_out, m, T_out), and the cache. Raises ValueError for too few steps or rows.

        >>> layer = TimeConvolution(np.random.default_rng(1), 1, 1, 2, 2, dtype=np.float64)
        >>> layer.parameters["W"][...] = [[1.0, 10.0]]
        >>> layer.forward(np.arange(5.0).reshape(1, 1, 5))[0]
        array([[[10., 32.]]])
        """
        W = self.parameters["W"]
        if x.shape[2] < self.width or x.shape[0] * self.width != W.shape[1]:
            raise ValueError(
                f"filters of {self.width} steps and {W.shape[1] // self.width} rows cannot slide over x of "
                f"{x.shape[2]} steps and {x.shape[0]} rows"
            )
        x = time_first(x)
        windows = self._windows(x)
        return public(W @ windows + self.parameters["b"]), (windows, x.shape)

    def backward(self, d_out, cache):
        """Return the gradient of x, and those of W and b."""
        windows, shape = cache
        W, n_in, d_out = self.parameters["W"], shape[1], time_first(d_out)
        d = flat(public(d_out))
        grads = {"dW": d @ flat(public(windows)).T, "db": d.sum(axis=1, keepdims=True)}
        dx, d_windows = np.zeros(shape, d_out.dtype), W.T @ d_out
        for u in range(len(d_out)):  # each window sends its share back to the steps that it saw
            dx[u * self.stride : u * self.stride + self.width] += d_windows[u].reshape(self.width, n_in, -1)
        return public(dx), grads

    def _windows(self, x):
        """Return (T_out, width * n_in, m): the steps that each output sees, one under the other; a view."""
        (T, n, m), column = x.shape, x.itemsize
        row = m * column  # not that of x.strides: along an axis of length 1, they can be anything
        return np.lib.stride_tricks.as_strided(
            x, (self.steps_out(T), self.width * n, m), (self.stride * n * row, row, column), writeable=False
        )


class ReLU(Layer):
    """max(x, 0) in every entry."""

    def forward(self, x, training=False, lengths=None):
        """Return max(x, 0), and where x is positive."""
        return np.maximum(x, 0), x > 0

    def backward(self, d_out, cache):
        """Return d_out where x was positive, 0 elsewhere, and {}: there are no parameters."""
        return d_out * cache, {}
