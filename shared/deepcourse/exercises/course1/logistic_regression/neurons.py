"""Neurons with examples to try them on, and wrong logarithms, for this notebook's exercises."""

import numpy as np

from deepcourse.nn.activations import sigmoid


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


def kept_from_zero(small, apart):
    """Return [(name, sentence, log-likelihoods)] of ways to keep the logarithms from zero by a small number.

    They are one where they are not to be told `apart`. The third is a function of (w, b, X, Y), which returns one
    number for each example.
    """

    def clip(w, b, X, Y):
        A = np.clip(sigmoid(w.T @ X + b), small, 1 - small)
        return Y * np.log(A) + (1 - Y) * np.log(1 - A)

    def add(w, b, X, Y):
        A = sigmoid(w.T @ X + b)
        return Y * np.log(A + small) + (1 - Y) * np.log(1 - A + small)

    end = f"{small:g}".replace("-", "_")
    past = "nothing is infinite any more, but past that being more wrong costs nothing; take the logarithms from Z"
    how = "away from 0 and 1" if apart else "away from 0 and 1, by np.clip or added to it"
    ways = [(f"clipped_{end}", f"A is kept {small:g} {how}: {past}", clip)]
    return [*ways, (f"added_{end}", f"{small:g} is added inside the logarithms: {past}", add)] if apart else ways


CUTS = (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-5)
