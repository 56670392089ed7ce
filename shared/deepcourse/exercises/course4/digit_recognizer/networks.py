"""Small pictures, labels and parameters for the cases of digit_recognizer.

SIZES           networks of all kinds of sizes
EDGES           rare ones
network         pictures and parameters of given sizes
some_network    ... of random sizes
told            their sizes in words
"""

import numpy as np

SIZES = (  # m, height, width, channels of the pictures and of both convolutions, both filters, the dense layers
    (3, 10, 14, (2, 3, 4), (3, 3), (6, 5, 4)),
    (2, 14, 10, (1, 2, 3), (5, 3), (5, 7, 3)),
    (4, 9, 13, (3, 4, 2), (3, 2), (7, 4, 5)),
    (1, 11, 8, (1, 3, 2), (1, 2), (4, 6, 3)),
)
EDGES = (
    (1, 8, 12, (1, 2, 2), (3, 3), (3, 4, 2)),
    (2, 7, 15, (2, 1, 3), (1, 1), (4, 3, 5)),
    (5, 12, 9, (1, 2, 1), (5, 2), (2, 5, 10)),
)


def network(rng, m, height, width, channels, filters, dense):
    """Return pictures, (m, height, width, channels[0]), and the parameters of a network for them; biases are not 0."""
    (n_C, *maps), n = channels, 1
    parameters, before, sides = {}, n_C, (height, width)
    for layer, (f, n_maps) in enumerate(zip(filters, maps, strict=True), 1):
        parameters[f"W{layer}"] = rng.normal(size=(f, f, before, n_maps)) * np.sqrt(2 / (f * f * before))
        parameters[f"b{layer}"] = rng.normal(size=(1, 1, 1, n_maps)) / 2
        sides = tuple((side - (f - 1 if layer == 2 else 0)) // 2 for side in sides)
        before = n_maps
    before *= sides[0] * sides[1]
    for layer, n in enumerate(dense, 3):
        parameters[f"W{layer}"] = rng.normal(size=(n, before)) * np.sqrt(2 / before)
        parameters[f"b{layer}"] = rng.normal(size=(n, 1)) / 2
        before = n
    return rng.normal(size=(m, height, width, n_C)), parameters


def some_network(rng):
    """Return pictures and parameters of random sizes: more than one of everything, and no two sides alike."""
    m, height = (int(n) for n in rng.integers((2, 8), (5, 13)))
    channels = tuple(int(n) for n in rng.integers(2, 5, size=3))
    dense = tuple(int(n) for n in rng.permutation([3, 4, 5, 6])[:3])
    return network(rng, m, height, height + int(rng.integers(2, 5)), channels, (3, 2), dense)


def told(X, parameters):
    """Return the sizes of a network in words."""
    maps = " and ".join(str(parameters[f"W{layer}"].shape[3]) for layer in (1, 2))
    dense = ", ".join(str(len(parameters[f"W{layer}"])) for layer in (3, 4, 5))
    return f"pictures {X.shape}, {maps} maps, dense {dense}"
