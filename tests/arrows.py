"""The arrows of a drawn graph as straight pieces, and what they meet."""

import itertools

import numpy as np

from deepcourse.figures.course1.graph_layout import BOX


def pieces(layout):
    """Return (index of the arrow, start, end) of every straight piece of every arrow."""
    return [(k, p, q) for k, (_, _, way) in enumerate(layout.arrows) for p, q in itertools.pairwise(way)]


def turn(p, q, r):
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def cross(one, other):
    """True where two straight pieces meet, in their middle or at an end."""
    (_, a, b), (_, c, d) = one, other
    sides = turn(a, b, c) * turn(a, b, d), turn(c, d, a) * turn(c, d, b)
    if all(abs(turn(a, b, point)) < 1e-12 for point in (c, d)):  # on one line
        return max(min(a[0], b[0]), min(c[0], d[0])) < min(max(a[0], b[0]), max(c[0], d[0])) - 1e-9
    return sides[0] <= 1e-12 and sides[1] <= 1e-12


def through(piece, box):
    """True where a piece comes into the inside of a box; many points along it are looked at."""
    _, p, q = piece
    (x, y), (width, height) = box, BOX
    along = np.linspace(0, 1, 400)
    at_x, at_y = p[0] + along * (q[0] - p[0]), p[1] + along * (q[1] - p[1])
    return bool(np.any((abs(at_x - x) < width / 2 - 1e-6) & (abs(at_y - y) < height / 2 - 1e-6)))
