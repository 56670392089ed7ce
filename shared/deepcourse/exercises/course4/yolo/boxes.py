"""Boxes, scores and answers of a network for the cases of several exercises.

some_boxes      boxes of random places and sizes, some of which overlap
around          boxes a little beside a given one
scene           boxes and classes of one picture
scores_of       what a network says, for a grid
"""

import numpy as np


def some_boxes(rng, n, width=60, height=40):
    """Return n boxes, (n, 4), in a picture of this size."""
    x1, y1 = rng.uniform(0, 0.7 * width, n), rng.uniform(0, 0.7 * height, n)
    return np.stack([x1, y1, x1 + rng.uniform(4, 0.4 * width, n), y1 + rng.uniform(4, 0.5 * height, n)], axis=1)


def around(rng, box, n, far=3.0):
    """Return n boxes, (n, 4), whose edges lie up to `far` pixels beside those of a box."""
    return np.asarray(box, float) + rng.uniform(-far, far, (n, 4))


def scene(rng, n, size, n_classes):
    """Return the boxes of n objects, whole pixels, inside a picture of this size, and their classes."""
    n_H, n_W = size
    x1, y1 = rng.integers(0, n_W // 2, n), rng.integers(0, n_H // 2, n)
    w, h = rng.integers(3, n_W // 2, n), rng.integers(3, n_H // 2, n)
    return np.stack([x1, y1, x1 + w, y1 + h], axis=1).astype(float), rng.integers(0, n_classes, n)


def scores_of(rng, m, grid, k, n_classes):
    """Return scores, (m, rows, columns, k, 5 + n_classes)."""
    return rng.normal(0, 1.2, (m, *grid, k, 5 + n_classes))
