"""One look for all figures: colours, sizes, and a blank sheet to draw on.

BLUE, ORANGE, ...   Okabe and Ito's palette (2008): told apart by colour-blind readers too
new_figure          axes in a figure of the house style, outside pyplot where a widget draws
"""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
GREY, INK = "#8a8a8a", "#222222"
SERIES = ((BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), (RED, ":"))  # colour and line style always change together
DIVERGING = "RdBu_r"  # blue below zero, red above
WIDTH = 9.0  # inches: the width of a notebook's page


def new_figure(rows=1, columns=1, height=3.4, width=WIDTH, *, pyplot=True, **options):
    """Return (figure, axes) as `plt.subplots` does, laid out so that nothing overlaps.

    With `pyplot=False` the figure belongs to nobody: widgets draw on such figures, and nothing is left open.
    """
    options = {"figsize": (width, height), "layout": "constrained"} | options
    subplots = {
        key: options.pop(key) for key in ("width_ratios", "height_ratios", "squeeze", "sharey") if key in options
    }
    figure = plt.figure(**options) if pyplot else Figure(**options)
    return figure, figure.subplots(rows, columns, **subplots)


def plain(ax):
    """Take the upper and right frame lines away; return the axes."""
    ax.spines[["top", "right"]].set_visible(False)
    return ax
