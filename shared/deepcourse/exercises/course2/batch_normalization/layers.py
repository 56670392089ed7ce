"""Random layers with their running statistics, for the cases of this notebook's exercises."""

import numpy as np


def sums(rng, n, m):
    """Return random sums Z, (n, m): every unit with a mean and a spread of its own."""
    return rng.normal(size=(n, 1)) * 3 + rng.uniform(0.5, 4, size=(n, 1)) * rng.normal(size=(n, m))


def scale_and_shift(rng, n):
    """Return random gamma and beta, both (n, 1); no gamma is near 0 or 1."""
    return rng.choice([-1.0, 1.0], size=(n, 1)) * rng.uniform(1.5, 3, size=(n, 1)), rng.normal(size=(n, 1))


def running_of(rng, n):
    """Return random running statistics {"mean": (n, 1), "var": (n, 1)}."""
    return {"mean": rng.normal(size=(n, 1)), "var": rng.uniform(0.5, 6, size=(n, 1))}


def by_hand():
    """Return the Z of the text: two units, four examples, means 3 and 0, variances 4 and 400."""
    return np.array([[1.0, 1.0, 5.0, 5.0], [20.0, -20.0, 20.0, -20.0]])


def sizes(rng, low=2, high=8):
    """Return (n, m): how many units, and how many examples, never the same number."""
    n = int(rng.integers(low, high))
    return n, n + int(rng.integers(1, 6))
