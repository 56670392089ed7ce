"""Digits moved over the picture, and how networks cope that never saw such digits.

DENSE               a network without convolution, of about as many parameters as LeNet
moved               pictures with everything moved down and to the right
turned              a picture turned around its centre
accuracies          the accuracy at each distance, mean of four directions
"""

import numpy as np

DENSE = (("input", 28, 28, 1), ("flatten",), ("dense", 75), ("dense", 32), ("dense", 10))
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))


def moved(X, down, right):
    """Return pictures whose content stands `down` rows lower and `right` columns further right; the rest is 0.

    X : (m, n_H, n_W, n_C)

    >>> moved(np.array([[[[1], [2], [3]]]]), 0, 1)[0, 0, :, 0]
    array([0, 1, 2])
    """
    out = np.zeros_like(X)
    (to_rows, from_rows), (to_columns, from_columns) = (both_ends(n) for n in (down, right))
    out[:, to_rows, to_columns] = X[:, from_rows, from_columns]
    return out


def both_ends(n):
    """Return the slices into which and from which an axis is copied when it moves by n."""
    return (slice(n, None), slice(None, -n or None)) if n >= 0 else (slice(None, n), slice(-n, None))


def turned(picture, degrees):
    """Return a picture, (n_H, n_W), turned against the clock around its centre; between pixels it is interpolated.

    >>> turned(np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]), 90).round(3)
    array([[0., 1., 0.],
           [0., 0., 0.],
           [0., 0., 0.]])
    """
    n_H, n_W = picture.shape
    angle = np.deg2rad(degrees)
    rows, columns = np.mgrid[:n_H, :n_W] - np.array([(n_H - 1) / 2, (n_W - 1) / 2]).reshape(2, 1, 1)
    down = rows * np.cos(angle) + columns * np.sin(angle) + (n_H - 1) / 2
    right = columns * np.cos(angle) - rows * np.sin(angle) + (n_W - 1) / 2
    framed = np.pad(picture, 1)
    down, right = (np.clip(place + 1, 0, n) for place, n in ((down, n_H), (right, n_W)))
    top, left = (np.floor(place).astype(int) for place in (down, right))
    p, q = down - top, right - left
    upper = (1 - q) * framed[top, left] + q * framed[top, left + 1]
    return (1 - p) * upper + p * framed[top + 1, left + 1] * q + p * framed[top + 1, left] * (1 - q)


def accuracies(answers, X, labels, distances):
    """Return the accuracy at each distance in pixels, the mean of moves down, up, right and left.

    answers : `answers(X)` returns (m,)    X : (m, n_H, n_W, n_C)    labels : (m,)
    """
    found = []
    for distance in distances:
        ways = DIRECTIONS if distance else DIRECTIONS[:1]
        right = [np.mean(answers(moved(X, distance * down, distance * across)) == labels) for down, across in ways]
        found.append(float(np.mean(right)))
    return found
