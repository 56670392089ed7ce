"""Signals in deep networks: how large they are in each layer, and what one wrong line does to the gradients.

signal_sizes            the size of what goes forward and of what comes back, layer by layer
backward_without_gate   the way back with one line missing, in one layer
relative_difference     how far apart two gradients are, for their size
"""

import numpy as np

from deepcourse.nn import building_blocks as nn

TINY = 1e-300  # a size of zero has no logarithm


def root_mean_square(values):
    """Return the size of a typical entry of an array: the root of the mean of its squares."""
    return float(np.sqrt(np.mean(np.square(values))))


def signal_sizes(X, Y, layer_dims, scale=1.0, seed=0):
    """Return (forward, backward): the typical entries of A[0], ..., A[L-1], and those of dZ[1], ..., dZ[L].

    The network is `initialize_parameters_deep(layer_dims, seed)`, its weights multiplied by `scale`.

    X : (n_x, m)    Y : (1, m)    layer_dims : n_x, ..., 1
    """
    parameters = {name: scale * value for name, value in nn.initialize_parameters_deep(layer_dims, seed).items()}
    AL, caches = nn.L_model_forward(X, parameters)
    forward, backward, dZ = [root_mean_square(cache[0][0]) for cache in caches], [], AL - Y
    for layer in range(len(caches), 0, -1):
        backward.insert(0, root_mean_square(dZ))
        if layer > 1:
            dZ = caches[layer - 1][0][1].T @ dZ * (caches[layer - 2][1] > 0)
    return np.array(forward), np.array(backward)


def backward_without_gate(AL, Y, caches, layer):
    """Return gradients as `L_model_backward` does, but without g'(Z) in one layer, as if the line were forgotten."""
    spoilt = list(caches)
    linear_cache, Z = caches[layer - 1]
    spoilt[layer - 1] = linear_cache, np.ones_like(Z)
    return nn.L_model_backward(AL, Y, spoilt)


def relative_difference(one, other):
    """Return ||one - other|| / (||one|| + ||other||), which is 0 for equal arrays and 1 for opposite ones.

    >>> relative_difference(np.array([3.0, 4.0]), np.array([-3.0, -4.0]))
    1.0
    """
    sizes = np.linalg.norm(one) + np.linalg.norm(other)
    return float(np.linalg.norm(one - other) / max(sizes, TINY))
