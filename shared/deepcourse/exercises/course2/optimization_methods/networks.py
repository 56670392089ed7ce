"""Parameters, gradients and their averages, for the cases of this notebook's exercises."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import dims, network, shown

__all__ = ["along", "averages", "dims", "gradients", "narrow", "network", "one_weight", "shown", "squares"]


def gradients(rng, layer_dims, scale=1.0):
    """Return random gradients dW1, db1, ... of a network."""
    return {f"d{name}": scale * value for name, value in network(rng, layer_dims).items()}


def narrow(arrays):
    """Return a dictionary of arrays in float32."""
    return {name: value.astype(np.float32) for name, value in arrays.items()}


def along(averages_of_some, grads):
    """Return averages with the signs of the gradients.

    In float32 an average of what nearly cancels is mostly rounding, and right formulas round differently.
    """
    return {name: np.copysign(value, grads[name]) for name, value in averages_of_some.items()}


def averages(rng, layer_dims):
    """Return what an average of gradients may hold after some steps."""
    return gradients(rng, layer_dims, 0.5)


def squares(rng, layer_dims):
    """Return what an average of squared gradients may hold after some steps: positive numbers."""
    return {name: value**2 + 0.01 for name, value in gradients(rng, layer_dims, 0.7).items()}


def one_weight(name, *numbers):
    """Return a dictionary of one row of weights, and a bias that is 0: what the text works out by hand."""
    return {name: np.array([numbers], dtype=float), name.replace("W", "b"): np.zeros((1, 1))}


def changed(parameters, new):
    """Write new values into the arrays of the caller: the mistake that every update must not make."""
    for name, value in new.items():
        parameters[name][...] = value
    return parameters
