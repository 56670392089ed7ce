"""One look for all figures: colours, sizes, and a blank sheet to draw on.

BLUE, ORANGE, ...   Okabe and Ito's palette (2008): told apart by colour-blind readers too
new_figure          axes in a figure of the house style, outside pyplot where a widget draws
plain               axes without a box around them
legible             the twin of a colour in which words can be read on white paper
ink_on              black or white, whichever can be read on a colour
widened             limits of an axis that no value misses
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
GREY, INK = "#8a8a8a", "#222222"
SERIES = (  # colour and line style always change together
    (BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), (RED, ":"), (PURPLE, (0, (6, 2))), (SKY, (0, (4, 1, 1, 1, 1, 1)))
)  # fmt: skip
LEGIBLE = {  # the same hues, dark enough for letters: a contrast of 4.5 and more to white, and to the pale fills
    ORANGE: "#855400", GREEN: "#00694c", RED: "#a94400", PURPLE: "#96446f", SKY: "#17618f", GREY: "#636363"
}  # fmt: skip
DIVERGING = "RdBu_r"  # blue below zero, red above
WIDTH = 9.0  # inches: the width of a notebook's page
HOUSE = "house"  # the name of figures in which nothing stands beyond the edge: tests see to that


def new_figure(rows=1, columns=1, height=3.4, width=WIDTH, *, pyplot=True, margins=None, **options):
    """Return (figure, axes) as `plt.subplots` does, laid out so that nothing overlaps; rows = 0 makes no axes.

    With `pyplot=False` the figure belongs to nobody: widgets draw on such figures, and nothing is left open. With
    `margins`, arguments of `subplots_adjust`, the axes stand where these say: nothing moves from one position of a
    slider to the next, and a drawing takes half the time, because nobody has to measure every label first.
    """
    figure_options = {"figsize": (width, height), "layout": None if margins else "constrained"}
    figure = plt.figure(**figure_options) if pyplot else Figure(**figure_options)
    figure.set_gid(HOUSE)
    if margins:
        figure.subplots_adjust(**margins)
    return figure, figure.subplots(rows, columns, **options) if rows else None


def plain(ax):
    """Take the upper and right frame lines away; return the axes."""
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def legible(colour):
    """Return the twin of a colour of the palette in which words can be read on white paper; others as they are."""
    return LEGIBLE.get(colour, colour)


def ink_on(colour):
    """Return "black" or "white", whichever has more contrast to a colour; it is never below 4.5."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return "black" if linear @ (0.2126, 0.7152, 0.0722) > 0.179 else "white"  # where both have the same contrast


def widened(limits, *values, room=0.04):
    """Return (low, high): the limits of an axis, moved out where a finite value lies beyond, with some room beside it.

    Limits that hold for the usual values keep figures comparable; those of a short run must not leave the picture.
    """
    low, high = limits
    found = np.concatenate([np.ravel(np.asarray(each, dtype=float)) for each in values])
    found = found[np.isfinite(found)]
    if found.size and found.min() < low:
        low = found.min() - room * (high - found.min())
    if found.size and found.max() > high:
        high = found.max() + room * (found.max() - low)
    return float(low), float(high)
