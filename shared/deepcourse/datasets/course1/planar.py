"""Points in the plane with two labels, generated from a seed: made up, to be looked at.

flower, moons, circles, blobs, spirals      each (m, seed) to X (2, m) and Y (1, m)
PLANAR                                      all of them by name

No data that anybody measured: each is a rule with some noise, chosen because its border cannot be missed by the eye.
Both labels take turns: even columns have the label 0, odd ones the label 1.
"""

import numpy as np

PETALS = 6


def flower(m=400, seed=1):
    """Return (X, Y): a flower of six petals, every other one with the label 1.

    X : (2, m) float64, about as far as 1 from the middle    Y : (1, m) of 0.0 and 1.0

    >>> X, Y = flower(m=5, seed=3)
    >>> X.shape, Y
    ((2, 5), array([[0., 1., 0., 1., 0.]]))
    """
    rng, Y = np.random.default_rng(seed), _labels(m)
    petal = 2 * rng.integers(0, PETALS // 2, size=m) + Y[0]
    within = rng.uniform(-0.4, 0.4, size=m)  # from one edge of the petal to the other; the middle stays empty
    angle = (petal + within) * 2 * np.pi / PETALS + 0.1 * rng.normal(size=m)
    radius = np.cos(np.pi * within) + 0.05 * rng.normal(size=m)
    return radius * np.stack([np.cos(angle), np.sin(angle)]), Y


def moons(m=400, seed=1):
    """Return (X, Y): two half-moons that reach into each other. X : (2, m)    Y : (1, m) of 0.0 and 1.0."""
    rng, Y = np.random.default_rng(seed), _labels(m)
    angle = rng.uniform(0, np.pi, size=m)
    upper = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25])
    return np.where(Y == 1, -upper, upper) * 0.7 + 0.1 * rng.normal(size=(2, m)), Y


def circles(m=400, seed=1):
    """Return (X, Y): a small ring inside a large one. X : (2, m)    Y : (1, m) of 0.0 and 1.0, 1.0 inside."""
    rng, Y = np.random.default_rng(seed), _labels(m)
    angle, radius = rng.uniform(0, 2 * np.pi, size=m), np.where(Y[0] == 1, 0.4, 0.9)
    return radius * np.stack([np.cos(angle), np.sin(angle)]) + 0.1 * rng.normal(size=(2, m)), Y


def blobs(m=400, seed=1):
    """Return (X, Y): four clouds at the corners of a square, equal labels at opposite corners (noisy XOR)."""
    rng, Y = np.random.default_rng(seed), _labels(m)
    side = rng.choice([-1.0, 1.0], size=m)
    corner = 0.6 * np.stack([side, np.where(Y[0] == 1, -side, side)])
    return corner + 0.2 * rng.normal(size=(2, m)), Y


def spirals(m=400, seed=1):
    """Return (X, Y): two spirals that wind around each other, one turn each. X : (2, m)    Y : (1, m)."""
    rng, Y = np.random.default_rng(seed), _labels(m)
    turn = np.sqrt(rng.uniform(0.02, 1, size=m))  # the square root: as many points for each length of the arm
    angle = 2 * np.pi * turn + np.pi * Y[0]
    return turn * np.stack([np.cos(angle), np.sin(angle)]) + 0.04 * rng.normal(size=(2, m)), Y


def _labels(m):
    return (np.arange(m) % 2).astype(np.float64).reshape(1, m)


PLANAR = {"flower": flower, "moons": moons, "circles": circles, "blobs": blobs, "spirals": spirals}
