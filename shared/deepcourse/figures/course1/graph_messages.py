"""Where the messages of a drawn graph stand: beside their arrows, upon no line, no box and no other message.

write_messages   write what flows along arrows, and where the graph goes on below
size_of          width and height of a text
meets            whether a straight line comes into a rectangle
"""

import functools
import itertools

from matplotlib.textpath import TextPath

from deepcourse.figures.course1.graph_layout import BOX
from deepcourse.figures.style import GREY, legible

BELOW = "↓ below"
POINTS, LINE = 9, 0.135  # points of the letters, inches from line to line
CLEAR = 0.045  # inches that stay free around a message
ASIDE = [0.05 * k for k in range(-9, 10)]  # inches along the arrow, and away from it, at which a message may stand
AWAY = [0.03 * k for k in range(22)]
WRONG_SIDE = 0.4  # inches that a message would rather go than stand between two arrows of its box


def write_messages(ax, layout, messages):
    """Write messages beside the arrows of a `Layout`, each at the nearest free place, and `BELOW` where rows end.

    messages : [(step, index of the parent, text, colour)]
    """
    lines = [line for _, _, way in layout.arrows for line in itertools.pairwise(way)]
    taken = [_around(x, y, *BOX) for x, y in layout.places]
    for x, y in _ends(layout):
        taken.append(_around(x, y, *size_of(BELOW)))
        ax.text(x, y, BELOW, ha="center", va="center", fontsize=POINTS, color=legible(GREY))
    ways = {(step, i): way for step, i, way in layout.arrows}
    for step, i, text, colour in messages:
        above = ways[step, i][-1][1] == min(way[-1][1] for (other, _), way in ways.items() if other is step)
        x, y = _nearest_free(ways[step, i][-2:], above, text, lines, taken)
        taken.append(_around(x, y, *size_of(text)))
        ax.text(x, y, text, ha="center", va="center", fontsize=POINTS, color=colour, linespacing=0.95, gid="message")


def _ends(layout):
    """Return the places below the boxes that stand once more in a later row, and have no user in their own."""
    repeated = {step for step, _ in layout.again}
    ends = []
    for step, (x, y) in layout.boxes.items():
        right = x + BOX[0] / 2
        leaves = any(way[0][0] == right and abs(way[0][1] - y) < BOX[1] / 2 for _, _, way in layout.arrows)
        if step in repeated and not leaves:
            ends.append((x, y + BOX[1] / 2 + LINE))
    return ends


def _nearest_free(line, above, text, lines, taken):
    """Return the middle of the place of a text, near the middle of a line: the free one that costs least to reach."""
    (x, y), (right, down) = line
    width, height = (side + 2 * CLEAR for side in size_of(text))
    places = [
        (dy + 0.5 * abs(dx) + WRONG_SIDE * (up != above), (x + right) / 2 + dx, (y + down) / 2 + (-dy if up else dy))
        for up in (True, False)
        for dx in ASIDE
        for dy in (height / 2 + away for away in AWAY)
    ]
    places = [(u, v) for _, u, v in sorted(places)]
    for u, v in places:
        own = _around(u, v, width, height)
        if not any(_overlap(own, other) for other in taken) and not any(meets(own, *one) for one in lines):
            return u, v
    return places[0]


@functools.lru_cache(maxsize=500)
def size_of(text):
    """Return (width, height) of a text, in inches."""
    rows = text.split("\n")
    return max(TextPath((0, 0), row, size=POINTS).get_extents().width for row in rows) / 72, LINE * len(rows)


def _around(x, y, width, height):
    """Return (left, top, right, bottom) of a rectangle around a point."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def meets(rectangle, p, q):
    """Return True where the straight line from p to q comes into a rectangle (left, top, right, bottom)."""
    left, top, right, bottom = rectangle
    extent = min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1])
    if max(left, extent[0]) > min(right, extent[2]) or max(top, extent[1]) > min(bottom, extent[3]):
        return False
    sides = [
        (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0])
        for x, y in itertools.product((left, right), (top, bottom))
    ]
    return min(sides) <= 0 <= max(sides)
