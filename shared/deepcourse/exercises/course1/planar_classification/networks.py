"""Networks with one hidden layer and examples to try them on, for the cases of this notebook's exercises."""

import numpy as np


def network(rng, n_x, n_h, n_y=1):
    """Return random parameters W1, b1, W2, b2; the biases are not zero, and the weights not small."""
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def examples(rng, n_x, m, n_y=1):
    """Return (X, Y): m random examples; both labels occur where m > 1."""
    X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(n_y, m)).astype(float)
    if m > 1:
        Y[0, :2] = rng.permutation([0.0, 1.0])
    return X, Y


def by_hand():
    """Return the network that the text works out by hand: two inputs, two hidden units, one output."""
    return {
        "W1": np.array([[1.0, 1.0], [1.0, -1.0]]),
        "b1": np.array([[0.0], [0.5]]),
        "W2": np.array([[2.0, -1.0]]),
        "b2": np.array([[-0.5]]),
    }


def two_points():
    """Return (X, Y): the two examples of the text."""
    return np.array([[1.0, -0.5], [0.0, 0.5]]), np.array([[1.0, 0.0]])


def sizes(rng, largest=6, largest_m=20):
    """Return random (n_x, n_h, m), at least (2, 2, 2)."""
    return (*(int(n) for n in rng.integers(2, largest + 1, size=2)), int(rng.integers(2, largest_m + 1)))
