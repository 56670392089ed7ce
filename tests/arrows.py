"""The arrows of a drawn graph as straight pieces, and what they meet."""

import itertools

import numpy as np

from deepcourse.figures.course1.graph_layout import BOX
from deepcourse.figures.style import WIDTH
from seen import texts_of


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


def misplaced(ax, layout):
    """Return what is wrong with a drawn graph: wider than the page, or a message upon an arrow or a box.

    Where the letters are is asked of matplotlib, and where the arrows run of the layout; both in pixels.
    """
    found = [] if ax.figure.bbox.width <= 100 * WIDTH else [f"{ax.figure.bbox.width:.0f} pixels wide"]
    to_pixels = ax.transData.transform
    lines = [(to_pixels(p), to_pixels(q)) for _, p, q in pieces(layout)]
    corners = [(to_pixels((x - BOX[0] / 2, y + BOX[1] / 2)), to_pixels((x + BOX[0] / 2, y - BOX[1] / 2)))
               for x, y in layout.places]  # fmt: skip
    for text, seen in texts_of(ax.figure):
        if text.get_gid() == "message":
            if any(on_line(seen, p, q) for p, q in lines):
                found.append(f"{text.get_text()!r} upon an arrow")
            if any(seen.x0 < b[0] and a[0] < seen.x1 and seen.y0 < b[1] and a[1] < seen.y1 for a, b in corners):
                found.append(f"{text.get_text()!r} upon a box")
    return found


def on_line(seen, p, q):
    """True where a straight line comes into a box of letters; many points along it are looked at."""
    x, y = np.linspace(p, q, 400).T
    return bool(np.any((seen.x0 < x) & (x < seen.x1) & (seen.y0 < y) & (y < seen.y1)))
