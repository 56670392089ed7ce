"""Activations for the cases of neural_style_transfer.

SIZES       (n_H, n_W, n_C) of the visible cases
shape       a random shape
pair        two arrays of activations, some numbers of them 0 as after a ReLU
layers      {layer: (a_S, a_G)} with layers of several sizes, and weights
PLACES      names of layers
"""

import numpy as np

SIZES = ((2, 3, 4), (5, 4, 3), (4, 6, 2))
PLACES = (4, 10, 1, 13)


def shape(rng):
    """Return a random shape, (n_H, n_W, n_C), whose three numbers differ."""
    return tuple(int(n) for n in rng.permutation(np.arange(2, 8))[:3])


def some(rng, size):
    """Return activations of this shape: a third of them 0, and the rest positive, with channels of several sizes."""
    A = np.maximum(rng.normal(0.4, 1, size), 0) * rng.uniform(0.5, 2, size[2])
    A.reshape(-1)[int(rng.integers(A.size))] = 1.5  # never all of them 0
    return A


def pair(rng, size):
    """Return two arrays of activations."""
    return some(rng, size), some(rng, size)


def layers(rng, sizes, places=PLACES):
    """Return ({layer: (a_S, a_G)}, {layer: weight}) for layers of these shapes."""
    pairs = {place: pair(rng, size) for place, size in zip(places, sizes, strict=False)}
    shares = rng.uniform(0.2, 1, len(pairs))
    return pairs, {place: float(share) for place, share in zip(pairs, shares / shares.sum(), strict=True)}


def said(size):
    """Return a shape in words."""
    return "x".join(str(n) for n in size)
