"""One look for all figures: colours, sizes, and a blank sheet to draw on.

BLUE, ORANGE, ...   Okabe and Ito's palette (2008): told apart by colour-blind readers too
new_figure          axes in a figure of the house style, outside pyplot where a widget draws
plain               axes without a box around them
"""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
GREY, INK = "#8a8a8a", "#222222"
SERIES = (  # colour and line style always change together
    (BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), (RED, ":"), (PURPLE, (0, (6, 2))), (SKY, (0, (4, 1, 1, 1, 1, 1)))
)  # fmt: skip
DIVERGING = "RdBu_r"  # blue below zero, red above
WIDTH = 9.0  # inches: the width of a notebook's page


def new_figure(rows=1, columns=1, height=3.4, width=WIDTH, *, pyplot=True, margins=None, **options):
    """Return (figure, axes) as `plt.subplots` does, laid out so that nothing overlaps; rows = 0 makes no axes.

    With `pyplot=False` the figure belongs to nobody: widgets draw on such figures, and nothing is left open. With
    `margins`, arguments of `subplots_adjust`, the axes stand where these say: nothing moves from one position of a
    slider to the next, and a drawing takes half the time, because nobody has to measure every label first.
    """
    figure_options = {"figsize": (width, height), "layout": None if margins else "constrained"}
    figure = plt.figure(**figure_options) if pyplot else Figure(**figure_options)
    if margins:
        figure.subplots_adjust(**margins)
    return figure, figure.subplots(rows, columns, **options) if rows else None


def plain(ax):
    """Take the upper and right frame lines away; return the axes."""
    ax.spines[["top", "right"]].set_visible(False)
    return ax
