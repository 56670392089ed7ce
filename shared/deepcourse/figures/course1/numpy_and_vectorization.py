"""The figures of course 1, week 2: arrays, their shapes, and what a loop costs.

draw_broadcast      two arrays as boxes, what they are stretched to, and their sum
draw_times          seconds of a loop and of NumPy against the number of entries
draw_sigmoid        the sigmoid and its slope
draw_shares         scores and their softmax, side by side
stretched           the shape that two shapes make, and a sentence for each axis
gain                how many times as fast, as text
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, legible, new_figure, plain
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.vectorization import sigmoid_derivative

BOARD = 4.6  # boxes: the width and height that an array of the explorer may have
PALE = {BLUE: "#d6e8f4", ORANGE: "#fbeccb", GREY: "#eeeeee"}


def stretched(one, other):
    """Return (shape, sentences): the shape of the sum of two arrays, None where there is none, and why, axis by axis.

    The shapes are written right-aligned; the last axis is told first.

    >>> stretched((3,), (1,))
    ((3,), ['last axis: 3 against 1, the second array is repeated 3 times'])
    """
    shape, told = [], []
    for back in range(1, max(len(one), len(other)) + 1):
        n, k = (s[-back] if back <= len(s) else None for s in (one, other))
        told.append(f"{'last axis' if back == 1 else 'axis before'}: {_verdict(n, k)}")
        fits = n == k or 1 in (n, k) or None in (n, k)
        shape.append(max(n or 1, k or 1) if fits else None)
    return (None if None in shape else tuple(reversed(shape))), told


def _verdict(n, k):
    """Return what becomes of one axis with n entries in the first array and k in the second."""
    sizes = " against ".join("nothing" if size is None else str(size) for size in (n, k))
    if n == k:
        return f"{sizes}, they agree"
    if {n, k} <= {1, None}:
        return f"{sizes}, which counts as 1"
    if n in (1, None) or k in (1, None):
        which = "first" if n in (1, None) else "second"
        return f"{sizes}, the {which} array is repeated {max(n or 1, k or 1)} times"
    return f"{sizes}, neither is 1: they cannot be matched"


def draw_broadcast(one, other, figure=None):
    """Draw two arrays of at most two axes as boxes, what repetition adds to them, and their sum; return the Axes.

    one, other : arrays of whole numbers
    """
    if figure is None:
        figure, _ = new_figure(0, height=3.2, margins={"left": 0.01, "right": 0.99, "top": 0.88, "bottom": 0.02})
    axes = figure.subplots(1, 3)
    shape, _ = stretched(one.shape, other.shape)
    for ax, array, colour, name in zip(axes, (one, other), (BLUE, ORANGE), "AB", strict=False):
        _board(ax, f"{name}, shape {array.shape}")
        _boxes(ax, array, array.shape if shape is None else shape, colour)
    _board(axes[2], "A + B: an error" if shape is None else f"A + B, shape {shape}")
    if shape is None:
        axes[2].text(
            BOARD / 2, 1.6, "these shapes\ndo not fit", ha="center", va="center", fontsize=13, color=legible(RED)
        )
    else:
        _boxes(axes[2], one + other, shape, GREY)
    for x, sign in ((1 / 3, "+"), (2 / 3, "=")):
        figure.text(x, 0.52, sign, fontsize=20, ha="center", va="center", color=INK)
    return axes


def _board(ax, title):
    """Give an axes the room for any array of the explorer, and nothing else."""
    ax.set(xlim=(-0.1, BOARD), ylim=(BOARD - 0.4, -0.1), aspect="equal", xticks=[], yticks=[])
    ax.set_title(title, fontsize=11)
    ax.axis("off")


def _boxes(ax, array, shape, colour):
    """Draw an array stretched to `shape`: own entries in full boxes, repeated ones pale, in dashed boxes."""
    own = np.atleast_2d(array)
    full = np.atleast_2d(np.broadcast_to(array, shape))
    left, top = (BOARD - 0.1 - full.shape[1]) / 2, (BOARD - 0.5 - full.shape[0]) / 2
    for i, j in np.ndindex(full.shape):
        mine = i < own.shape[0] and j < own.shape[1]
        look = {"facecolor": PALE[colour], "linewidth": 1.6}
        if not mine:
            look = {"facecolor": "white", "linestyle": (0, (2, 2))}
        ax.add_patch(Rectangle((left + j, top + i), 1, 1, edgecolor=colour if mine else GREY, **look))
        ax.text(left + j + 0.5, top + i + 0.5, str(full[i, j]), ha="center", va="center", fontsize=11,
                color=INK if mine else legible(GREY))  # fmt: skip


def draw_times(sizes, loop, vector, operation="dot product", ax=None, limit=None):
    """Draw seconds against the number of entries, both axes logarithmic, with the gain at the largest; return the Axes.

    sizes, loop, vector : equally long sequences    limit : (lowest, highest) of the time axis in seconds
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    for seconds, name, (colour, line), mark in zip((loop, vector), ("loop", "NumPy"), SERIES, "os", strict=False):
        ax.plot(sizes, seconds, color=colour, linestyle=line, marker=mark, markersize=5, label=name)
    ax.plot([sizes[-1]] * 2, [vector[-1], loop[-1]], color=GREY, linestyle=":")
    middle = float(np.sqrt(loop[-1] * vector[-1]))
    ax.annotate(f"{gain(loop[-1], vector[-1])} times", (sizes[-1], middle), xytext=(7, 0), textcoords="offset points",
                va="center")  # fmt: skip
    ax.set(xscale="log", yscale="log", xlim=(6, 1.2e7), xlabel="entries", ylabel="time (seconds)")
    ax.set_title(f"Time of a {operation}: a Python loop and NumPy")
    ax.minorticks_off()
    if limit:
        ax.set_ylim(limit)
    plain(ax).legend(frameon=False, loc="upper left")
    return ax


def gain(loop, vector):
    """Return how many times as long the loop takes, as text.

    >>> gain(1e-1, 3e-4), gain(1e-6, 2e-6)
    ('333', '0.5')
    """
    return f"{loop / vector:,.0f}" if loop > 10 * vector else f"{loop / vector:.2g}"


def draw_sigmoid(axes=None):
    """Draw the sigmoid and its slope side by side; return the Axes."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.0)
    x = np.linspace(-8, 8, 321)
    (blue, line), (orange, dashes) = SERIES[:2]
    axes[0].plot(x, sigmoid(x), color=blue, linestyle=line)
    axes[1].plot(x, sigmoid_derivative(x), color=orange, linestyle=dashes)
    axes[1].plot(0, 0.25, "o", color=INK, markersize=4)
    axes[1].annotate("0.25 at x = 0", (0, 0.25), xytext=(8, -2), textcoords="offset points")
    plain(axes[0]).set(xlabel="x", ylabel=r"$\sigma(x)$", title="The sigmoid ...", ylim=(-0.03, 1.05))
    plain(axes[1]).set(xlabel="x", ylabel=r"$\sigma'(x)$", title="... and its slope", ylim=(-0.008, 0.28))
    return axes


def draw_shares(scores, shares, names, axes=None):
    """Draw the scores of each row and the shares made of them as bars, a panel for each row; return the Axes.

    scores, shares : (m, n)    names : n names of the columns
    """
    if axes is None:
        _, axes = new_figure(2, len(scores), height=4.0, sharey="row", squeeze=False)
    for row, (above, below) in enumerate(zip(*axes, strict=True)):
        for ax, numbers, colour, hatch in ((above, scores[row], BLUE, ""), (below, shares[row], ORANGE, "//")):
            bars = ax.bar(names, numbers, color=colour, hatch=hatch, edgecolor="white")
            ax.bar_label(bars, fmt="%.2f", padding=2, fontsize=9)
            ax.margins(y=0.18)
            plain(ax).set_xlabel("column")
        above.set(title=f"row {row}: scores", ylabel="score")
        below.set(title=f"row {row}: shares, together 1", ylabel="share")
    return axes
