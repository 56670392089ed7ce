"""Encodings and triplets for the cases of face_verification.

unit            columns of length 1
triplets        (anchor, positive, negative) of which some cost something and some do not
crowd           encodings of people with several pictures each, and their labels
SIZES           n and m of the visible cases
size            a random n and m
"""

import numpy as np

SIZES = ((3, 4), (2, 5), (5, 3), (4, 2))


def unit(rng, n, m):
    """Return columns of length 1, (n, m)."""
    E = rng.normal(size=(n, m))
    return E / np.sqrt(np.square(E).sum(axis=0))


def near(rng, E, far):
    """Return columns of length 1 near those of E."""
    moved = E + far * rng.normal(size=E.shape)
    return moved / np.sqrt(np.square(moved).sum(axis=0))


def triplets(rng, n, m, alpha, costly=None):
    """Return (anchor, positive, negative), (n, m) each: where m > 1, some cost something and some do not.

    costly : True where d_ap - d_an + alpha is above 0 on average, False where below, None where either will do
    """
    while True:
        anchor, positive, negative = unit(rng, n, m), unit(rng, n, m), unit(rng, n, m)
        positive = np.where(np.arange(m) % 2, near(rng, anchor, 0.2), positive)
        x = np.square(anchor - positive).sum(axis=0) - np.square(anchor - negative).sum(axis=0) + alpha
        within = m < 3 or alpha < 0.1 or ((x > 0.05 * alpha) & (x < 0.95 * alpha)).any()  # right, but not by alpha
        if m == 1 or (
            within and x.min() < -0.05 and x.max() > 0.05 and (costly is None or (x.mean() > 0.05) == costly)
        ):
            return anchor, positive, negative


def crowd(rng, n, counts, spread=0.6):
    """Return (E, labels): `counts` pictures of each person, in any order, with labels that are not 0, 1, 2."""
    numbers = rng.choice(90, len(counts), replace=False) + 5
    labels = rng.permutation(np.repeat(numbers, counts))
    centres = {number: unit(rng, n, 1) for number in numbers}
    E = np.concatenate([centres[label] for label in labels], axis=1)
    return near(rng, E, spread / np.sqrt(n) * 1.5), labels


def size(rng):
    """Return a random (n, m), which differ."""
    n, m = (int(k) for k in rng.choice(np.arange(2, 9), 2, replace=False))
    return n, m
