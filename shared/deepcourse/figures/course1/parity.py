"""Networks of threshold units: XOR in the plane, parity as a tree and flat, and how they grow.

draw_xor        two lines that XOR needs, and the three units that draw them
draw_parity     a network of threshold units with an input in it: who says 1?
draw_growth     how many units parity needs, deep and shallow
"""

import numpy as np
from matplotlib.collections import LineCollection

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, legible, new_figure, plain
from deepcourse.nn.deep_network import network_size, parity_network

OFF = "#ffffff"


def draw_xor(axes=None):
    """Draw the four inputs of XOR with the lines of `or` and `and`, and the circuit of both; return the Axes."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.6, width_ratios=(1, 1.35))
    _draw_plane(axes[0])
    _draw_circuit(axes[1])
    return axes


def _draw_plane(ax):
    for x, y in ((0, 0), (0, 1), (1, 0), (1, 1)):
        odd = (x + y) % 2
        ax.scatter(x, y, s=220, c=ORANGE if odd else OFF, edgecolors=INK, marker="s" if odd else "o", zorder=3)
        ax.text(x, y, str(odd), ha="center", va="center", zorder=4)
    side = np.array([-0.5, 1.5])
    ax.fill_between(side, 0.5 - side, 1.5 - side, color=ORANGE, alpha=0.15, linewidth=0)
    for total, colour, line, name, place in (
        (0.5, BLUE, "-", "or: $x_1 + x_2 = 0.5$", (-0.42, -0.42)),
        (1.5, RED, "--", "and: $x_1 + x_2 = 1.5$", (0.5, 1.32)),
    ):
        ax.plot(side, total - side, color=colour, linestyle=line)
        ax.text(*place, name, color=legible(colour))
    ax.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), xticks=[0, 1], yticks=[0, 1], xlabel="$x_1$", ylabel="$x_2$")
    ax.set(aspect="equal", title="XOR needs two lines")
    plain(ax)


def _draw_circuit(ax):
    places = {
        "$x_1$": (0, 1),
        "$x_2$": (0, 0),
        "or\n$-0.5$": (1.2, 1),
        "and\n$-1.5$": (1.2, 0),
        "XOR\n$-0.5$": (2.4, 0.5),
    }
    inputs, hidden, out = list(places)[:2], list(places)[2:4], list(places)[4]
    for one in inputs:
        for other in hidden:
            ax.plot(*zip(places[one], places[other], strict=True), color=BLUE, zorder=1)
    for one, colour, line, weight in ((hidden[0], BLUE, "-", "+1"), (hidden[1], RED, "--", "$-1$")):
        start, end = np.array(places[one]), np.array(places[out])
        ax.plot(*zip(start, end, strict=True), color=colour, linestyle=line, zorder=1)
        ax.text(
            *(0.5 * (start + end) + (0, 0.13 if colour == BLUE else -0.2)), weight, color=legible(colour), ha="center"
        )
    ax.text(0.6, 1.08, "all four +1", color=BLUE, ha="center")
    for name, place in places.items():
        ax.scatter(*place, s=1500, c=OFF, edgecolors=INK, zorder=2)
        ax.text(*place, name, ha="center", va="center", zorder=3)
    ax.set(xlim=(-0.4, 2.8), ylim=(-0.35, 1.35), title="its network: weights on the lines, biases in the units")
    ax.axis("off")


def _heights(layers, n):
    """Return for the inputs and each layer where its units stand, from 0 (below) to 1: next to those they listen to."""
    heights = [_spread(n)]
    for W, _ in layers:
        listens = np.asarray(W) != 0
        wished = listens @ heights[-1] / np.maximum(listens.sum(axis=1), 1)
        order = np.lexsort((-np.arange(len(wished)), wished))
        if len(order) > len(set(wished.round(9))) and listens.sum(axis=1).max() > 2:
            wished = _spread(len(order))  # all listen to all: spread them out
        else:
            for value in wished.copy():
                twins = np.flatnonzero(np.isclose(wished, value))
                if len(twins) == 2:
                    gap = 0.25 / n
                    wished[twins] = value + gap, value - gap
        heights.append(wished)
    return heights


def _spread(n):
    return (n - np.arange(n) - 0.5) / n


def draw_parity(layers, bits, ax=None, title="", fit=None):
    """Draw a network of threshold units with one input in it; return the Axes.

    Units that say 1 are filled. Blue lines are positive weights, dashed red ones negative.

    layers : list of (W, b)    bits : n numbers, 0 or 1    fit : how many layers the axis has room for
    """
    if ax is None:
        _, ax = new_figure(height=4)
    bits = np.asarray(bits, dtype=float)
    heights, said = _heights(layers, len(bits)), [bits]
    for layer, (W, b) in enumerate(layers):
        W, b = np.asarray(W), np.asarray(b)
        said.append((W @ said[-1] + b[:, 0] > 0).astype(float))
        to, came = np.nonzero(W)
        lines = np.stack([np.column_stack([np.full(len(to), layer), heights[layer][came]]),
                          np.column_stack([np.full(len(to), layer + 1), heights[layer + 1][to]])], axis=1)  # fmt: skip
        thin = 1.1 if len(to) < 80 else 0.35
        for sign, colour, style in ((1, BLUE, "-"), (-1, RED, "--")):
            some = lines[np.sign(W[to, came]) == sign]
            ax.add_collection(LineCollection(some, colors=colour, linestyles=style, linewidths=thin, zorder=1))
    largest = max(len(spots) for spots in heights)
    for layer, (spots, values) in enumerate(zip(heights, said, strict=True)):
        size = min(110, max(7, 1900 / max(len(spots), largest if layer == 1 else 1)))
        colours = [ORANGE if value else OFF for value in values]
        ax.scatter(np.full(len(spots), layer), spots, s=size, c=colours, edgecolors=INK, linewidths=0.7, zorder=2)
    ones = [f"layer {i}: {int(values.sum())} of {len(values)} units say 1" for i, values in enumerate(said)]
    weights = [int(np.count_nonzero(W)) for W, _ in layers]
    bits_in_words = " ".join(f"{int(bit)}" for bit in bits)
    describe(ax, f"The bits are {bits_in_words}. {'; '.join(ones[1:])}. There are {sum(weights)} connections")
    room = fit or len(layers)
    ax.set(xlim=(-0.4, room + 0.4), ylim=(-0.02, 1.02), xticks=range(room + 1), yticks=[], title=title)
    ax.set_xlabel("layer (0: the bits)")
    ax.spines[["top", "right", "left"]].set_visible(False)
    return ax


def draw_growth(most=20, ax=None):
    """Draw how many units parity needs, deep and shallow, for 1 to `most` bits; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.6)
    bits = np.arange(1, most + 1)
    deep = [network_size(parity_network(int(n)))[1] for n in bits]
    plain(ax).semilogy(bits, 2.0 ** (bits - 1) + 1, color=RED, linestyle="--", marker="s", markersize=4)
    ax.semilogy(bits, deep, color=BLUE, marker="o", markersize=4)
    told = f"one hidden layer: {2 ** (most - 1) + 1:,}".replace(",", " ")
    ax.text(most - 1.2, 2.0 ** (most - 1.7), told, color=legible(RED), ha="right")
    ax.text(most, 1.9 * deep[-1], f"a tree: {deep[-1]}", color=BLUE, ha="right")
    ax.axhline(1e6, color=GREY, linestyle=":", linewidth=1)
    ax.text(1, 1.2e6, "a million", color=INK, va="bottom")
    ax.set(xlabel="number of bits n", ylabel="units (logarithmic axis)", xticks=range(2, most + 1, 2), ylim=(0.7, 8e6))
    ax.set_title("Parity: units of a shallow and of a deep network")
    return ax
