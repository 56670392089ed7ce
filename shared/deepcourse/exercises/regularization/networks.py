"""Networks, examples and masks to try them on, for the cases of this notebook's exercises."""

from itertools import pairwise

import numpy as np

from deepcourse.nn.building_blocks import L_model_forward, compute_cost

NOTEBOOK = "regularization"


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


def dims(rng):
    """Return a random list of sizes n[0], ..., n[L-1], 1, with one to three hidden layers of at least 3 units."""
    return [*(int(n) for n in rng.integers(3, 8, size=rng.integers(2, 5))), 1]


def shown(layer_dims):
    """Return sizes as people write them: 3-4-2-1."""
    return "-".join(map(str, layer_dims))


def weights(parameters):
    """Return the list W1, ..., WL."""
    return [parameters[f"W{layer}"] for layer in range(1, len(parameters) // 2 + 1)]


def logloss(parameters, X, Y):
    """Return the plain cost of a network."""
    return compute_cost(L_model_forward(X, parameters)[0], Y)


def slope_problem(cost, parameters, grads, rng, step=1e-6):
    """Return a sentence unless every gradient is the slope of `cost(parameters)` along a random direction."""
    for name, value in parameters.items():
        direction = rng.normal(size=value.shape)
        ahead, behind = (cost(parameters | {name: value + s * direction}) for s in (step, -step))
        measured, told = (ahead - behind) / (2 * step), float(np.sum(grads[f"d{name}"] * direction))
        if abs(told - measured) > 1e-5 * max(1, abs(measured)):
            return f"along a random direction nudging {name} measures {measured:.4g}, d{name} says {told:.4g}"
    return None
