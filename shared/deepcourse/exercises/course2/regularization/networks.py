"""Networks, examples and masks to try them on, for the cases of this notebook's exercises."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import by_hand, examples, network, two_examples

__all__ = [
    "NOTEBOOK",
    "by_hand",
    "dims",
    "examples",
    "network",
    "shown",
    "slope_problem",
    "two_examples",
    "weights",
]

NOTEBOOK = "regularization"


def dims(rng):
    """Return a random list of sizes n[0], ..., n[L-1], 1, with one to three hidden layers of at least 3 units."""
    return [*(int(n) for n in rng.integers(3, 8, size=rng.integers(2, 5))), 1]


def shown(layer_dims):
    """Return sizes as people write them: 3-4-2-1."""
    return "-".join(map(str, layer_dims))


def weights(parameters):
    """Return the list W1, ..., WL."""
    return [parameters[f"W{layer}"] for layer in range(1, len(parameters) // 2 + 1)]


def slope_problem(cost, parameters, grads, rng, step=1e-6):
    """Return a sentence unless every gradient is the slope of `cost(parameters)` along a random direction."""
    for name, value in parameters.items():
        direction = rng.normal(size=value.shape)
        ahead, behind = (cost(parameters | {name: value + s * direction}) for s in (step, -step))
        measured, told = (ahead - behind) / (2 * step), float(np.sum(grads[f"d{name}"] * direction))
        if abs(told - measured) > 1e-5 * max(1, abs(measured)):
            return f"along a random direction nudging {name} measures {measured:.4g}, d{name} says {told:.4g}"
    return None
