"""Neurons with examples to try them on, for the cases of this notebook's exercises."""

import numpy as np


def neuron(rng, n_x, m):
    """Return (w, b, X, Y): a random neuron of n_x inputs and m random examples; both labels occur where m > 1."""
    w, b, X = rng.normal(size=(n_x, 1)), float(rng.normal()), rng.normal(size=(n_x, m))
    Y = rng.integers(0, 2, size=(1, m)).astype(float)
    if m > 1:
        Y[0, :2] = rng.permutation([0.0, 1.0])
    return w, b, X, Y


def by_hand():
    """Return the neuron that the text works out by hand: two inputs, three examples."""
    w, b = np.array([[1.0], [-2.0]]), 0.5
    X = np.array([[1.0, 2.0, -1.0], [0.5, 2.0, 1.0]])
    return w, b, X, np.array([[1.0, 0.0, 0.0]])


def saturated():
    """Return a neuron that is so sure that float64 rounds its answers to 0 and 1: right twice, wrong twice."""
    X = np.array([[800.0, -800.0, 800.0, -800.0]])
    return np.array([[1.0]]), 0.0, X, np.array([[1.0, 0.0, 0.0, 1.0]])


def surely_wrong():
    """Return a neuron that is just as sure and wrong twice, beside an example that it is not sure of."""
    return np.array([[1.0]]), 0.0, np.array([[800.0, -750.0, 1.5]]), np.array([[0.0, 1.0, 1.0]])


def whole_labels(rng, n_x, m, label):
    """Return a random neuron whose m examples all have one label, a whole number."""
    w, b, X, _ = neuron(rng, n_x, m)
    return w, b, X, np.full((1, m), label)


def size(rng, largest_n_x=12, largest_m=20):
    """Return random (n_x, m), at least (2, 2)."""
    return int(rng.integers(2, largest_n_x + 1)), int(rng.integers(2, largest_m + 1))
