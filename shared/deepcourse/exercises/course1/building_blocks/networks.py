"""Networks of any depth and examples to try them on, for the cases of this notebook's exercises."""

from itertools import pairwise

import numpy as np


def network(rng, layer_dims):
    """Return random parameters W1, b1, ..., WL, bL; the biases are not zero."""
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters[f"W{layer}"] = rng.normal(size=(n, n_prev)) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = 0.5 * rng.normal(size=(n, 1))
    return parameters


def examples(rng, n_x, m, n_y=1):
    """Return (X, Y): m random examples; both labels occur where m > 1."""
    X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(n_y, m)).astype(float)
    if m > 1:
        Y[0, :2] = rng.permutation([0.0, 1.0])
    return X, Y


def by_hand():
    """Return the network that the text works out by hand: 2 inputs, 2 ReLU units, 1 output, whole numbers."""
    return {
        "W1": np.array([[1.0, -1.0], [2.0, 1.0]]),
        "b1": np.array([[0.0], [-1.0]]),
        "W2": np.array([[2.0, -1.0]]),
        "b2": np.array([[2.0]]),
    }


def two_examples():
    """Return (X, Y): the two examples of the text."""
    return np.array([[0.0, 2.0], [3.0, 1.0]]), np.array([[1.0, 0.0]])


def dims(rng, depth=None):
    """Return a random list of sizes n[0], ..., n[L-1], 1: all hidden layers have at least 2 units."""
    depth = depth or int(rng.integers(2, 6))
    return [*(int(n) for n in rng.integers(2, 7, size=depth)), 1]


def shown(layer_dims):
    """Return sizes as people write them: 3-4-2-1."""
    return "-".join(map(str, layer_dims))


def moved_slope(cost, parameters, name, direction, step=1e-6):
    """Return the slope of `cost(parameters)` when one parameter moves along a direction, measured by nudging."""
    ahead, behind = (cost(parameters | {name: parameters[name] + s * direction}) for s in (step, -step))
    return (ahead - behind) / (2 * step)
