"""Pictures for the cases of `transfer_and_augmentation`."""

import numpy as np


def numbered(m, n_H, n_W, n_C):
    """Return (m, n_H, n_W, n_C) in which every number is another one, from 0.1 to 0.9."""
    return np.linspace(0.1, 0.9, m * n_H * n_W * n_C).reshape(m, n_H, n_W, n_C)


def coloured(rng, m, n_H, n_W, n_C=3):
    """Return random pictures from 0 to 1 whose channels rise and fall together, some pixels at the very ends."""
    brightness = rng.normal(0.5, 0.3, size=(m, n_H, n_W, 1))
    return np.clip(brightness * np.linspace(0.7, 1.2, n_C) + rng.normal(0, 0.08, size=(m, n_H, n_W, n_C)), 0, 1)


def told(shape):
    """Return the shape of some pictures in words."""
    m, n_H, n_W, n_C = shape
    several = "" if m == 1 else "s"
    return f"{m} picture{several} of {n_H} by {n_W}, {n_C} channel{'' if n_C == 1 else 's'}"
