"""Sequences in memory: time first inside, (n, m, T) outside; and small helpers of all layers.

time_first, public      between (n, m, T) and (T, n, m)
flat                    all steps of all examples as columns
turned                  sequences read from their ends
scaled                  first weights
sigmoid_in_place        for gates
"""

import numpy as np


def time_first(x):
    """Return (T, n, m) of (n, m, T): a view where the array lies in memory time first, as all results here do."""
    return np.ascontiguousarray(x.transpose(2, 0, 1))


def public(x):
    """Return the view (n, m, T) of (T, n, m)."""
    return x.transpose(1, 2, 0)


def flat(x):
    """Return (n, m T) of (n, m, T), step by step; columns (n, m) stay as they are."""
    return x if x.ndim == 2 else x.transpose(0, 2, 1).reshape(len(x), -1)


def turned(x, lengths=None):
    """Return (n, m, T) with the real steps of each example in reverse order; padding stays at the end."""
    if lengths is None:
        return x[:, :, ::-1]
    t, ends = np.arange(x.shape[2]), np.asarray(lengths)[:, None]
    return x[:, np.arange(x.shape[1])[:, None], np.where(t < ends, ends - 1 - t, t)]


def scaled(rng, shape, dtype):
    """Return normal numbers with variance 1 / columns, so that sums keep the scale of what goes in."""
    return (rng.normal(size=shape) / np.sqrt(shape[1])).astype(dtype)


def sigmoid_in_place(z):
    """Put 1 / (1 + exp(-z)) in the place of z: as (1 + tanh(z / 2)) / 2, which never overflows."""
    z *= 0.5
    np.tanh(z, out=z)
    z += 1
    z *= 0.5
