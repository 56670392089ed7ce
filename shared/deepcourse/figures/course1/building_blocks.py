"""The figures of course 1, week 4: layers as blocks, their shapes, and the size of what flows through them.

draw_layers         a network's units, with the shape of everything under each layer
draw_blocks         forward blocks above, backward blocks below, caches between them
draw_arrays         small arrays as grids of numbers, with name and shape
draw_opened         the blocks, one of them opened: its arrays and numbers
draw_differences    claimed against measured gradients, one dot for each parameter
draw_sizes          the size of activations and of what comes back, layer by layer
"""

from itertools import pairwise

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyBboxPatch

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, new_figure, plain

SIZES = 1e-7, 1e10  # the axis of sizes; zero, and what is smaller or larger, is drawn on its edge
PALE, FORWARD, BACKWARD, CACHE = "#ffffff", "#cfe4f2", "#fbe5bd", GREY
STARTS = {"zero": ("#009E73", ":", "D"), "1/√n": (BLUE, "-", "o"), "10 times 1/√n": (ORANGE, "--", "s")}


def draw_layers(layer_dims=(3, 4, 2, 1), ax=None):
    """Draw the units of a network and, under each layer, the shapes of its parameters; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.9)
    places = [[(2.4 * x, (n - 1) / 2 - i) for i in range(n)] for x, n in enumerate(layer_dims)]
    for before, after in pairwise(places):
        for one in before:
            for other in after:
                ax.plot(*zip(one, other, strict=True), color=GREY, linewidth=0.8, zorder=1)
    low, last = -(max(layer_dims) - 1) / 2 - 1.0, len(layer_dims) - 1
    for layer, (n, spots) in enumerate(zip(layer_dims, places, strict=True)):
        colour = PALE if layer == 0 else (BACKWARD if layer == last else FORWARD)
        for i, spot in enumerate(spots, 1):
            ax.scatter(*spot, s=700, c=colour, edgecolors=INK, zorder=2)
            name = f"$x_{i}$" if layer == 0 else f"$a_{i}^{{[{layer}]}}$"
            ax.text(*spot, name, ha="center", va="center", zorder=3, fontsize=9.5)
        told = f"layer 0: the inputs\n$A^{{[0]}} = X$: ({n}, m)"
        if layer:
            shape = f"({n}, {layer_dims[layer - 1]})"
            told = (
                f"layer {layer}\n$W^{{[{layer}]}}$: {shape}, $b^{{[{layer}]}}$: ({n}, 1)\n$A^{{[{layer}]}}$: ({n}, m)"
            )
        ax.text(2.4 * layer, low, told, ha="center", va="top", fontsize=9.5)
    shapes = [
        f"layer {i}: {n} units, W[{i}] is ({n}, {before})" for i, (before, n) in enumerate(pairwise(layer_dims), 1)
    ]
    joined = "every unit is joined by a line to every unit of the next layer"
    describe(ax, f"{layer_dims[0]} inputs x; {'; '.join(shapes)}; {joined}; b[l] has one column, A[l] has m")
    title = f"{'-'.join(map(str, layer_dims))}: a network of {last} layers"
    ax.set(xlim=(-1.1, 2.4 * last + 1.1), ylim=(low - 1.25, -low - 0.3), title=title)
    ax.axis("off")
    return ax


def _box(ax, x, y, text, colour, marked):
    width, height = 1.5, 0.8
    ax.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0.02,rounding_size=0.1",
            facecolor=colour,
            edgecolor=RED if marked else INK,
            linewidth=2.6 if marked else 1,
        )
    )
    ax.text(x, y, text, ha="center", va="center", fontsize=9.5)


def _arrow(ax, start, end, text="", shift=(0, 0), colour=INK, line="-"):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": colour, "linestyle": line, "shrinkA": 0})
    if text:
        x, y = (start[0] + end[0]) / 2 + shift[0], (start[1] + end[1]) / 2 + shift[1]
        ax.text(x, y, text, ha="center", va="center", fontsize=9, color=INK)


def draw_blocks(L=3, ax=None, opened=None, title=None):
    """Draw the blocks of a network of L layers, forward above and backward below; return the Axes.

    opened : ("forward" or "backward", layer), the block that gets a red frame; None for none

    Names are plain text, A[1] for A^[1]: a formula takes longer to set than all else here to draw.
    """
    if ax is None:
        _, ax = new_figure(height=3.9)
    up, down, far = 1.0, -1.0, 2.6
    for layer in range(1, L + 1):
        x, kind = far * layer, "sigmoid" if layer == L else "relu"
        _box(ax, x, up, f"layer {layer}\nlinear, {kind}", FORWARD, opened == ("forward", layer))
        told = "linear" if layer == L else "relu, linear"
        _box(ax, x, down, f"layer {layer}\n{told}", BACKWARD, opened == ("backward", layer))
        _arrow(ax, (x, up - 0.44), (x, down + 0.44), colour=CACHE, line="--")
        ax.text(x + 0.1, 0, f"cache {layer}", va="center", fontsize=9, color=INK)
        _arrow(ax, (x, up + 0.95), (x, up + 0.44))
        ax.text(x, up + 1.12, f"W[{layer}], b[{layer}]", ha="center", va="center", fontsize=10)
        _arrow(ax, (x, down - 0.44), (x, down - 0.95))
        ax.text(x, down - 1.14, f"dW[{layer}], db[{layer}]", ha="center", va="center", fontsize=10)
        before = "X" if layer == 1 else f"A[{layer - 1}]"
        _arrow(ax, (x - far + 0.79, up), (x - 0.79, up), before, (0, 0.25))
        if layer > 1:
            _arrow(ax, (x - 0.79, down), (x - far + 0.79, down), f"dA[{layer - 1}]", (0, -0.27))
    end = far * (L + 1)
    _arrow(ax, (far * L + 0.79, up), (end - 0.79, up), f"A[{L}]", (0, 0.25))
    _arrow(ax, (end - 0.79, down), (far * L + 0.79, down), f"dZ[{L}]", (0, -0.27))
    _box(ax, end, up, "cost J", PALE, False)
    _box(ax, end, down, f"A[{L}] - Y", PALE, False)
    _arrow(ax, (end, up - 0.44), (end, down + 0.44), colour=CACHE, line="--")
    describe(ax, _blocks_in_words(L, opened))
    ax.set(xlim=(0.5, end + 0.95), ylim=(-2.45, 2.45), title=title or f"a network of {L} layers as blocks")
    ax.axis("off")
    return ax


def _blocks_in_words(L, opened):
    """Return what the blocks of L layers are and how arrows join them."""
    kinds = ", ".join(f"layer {layer} (linear, {'sigmoid' if layer == L else 'relu'})" for layer in range(1, L + 1))
    text = (
        f"Above, from left to right, X goes through {kinds} to A[{L}] and the cost J. Each block takes its W[l] and "
        f"b[l] and hands a cache down to the block below it. Below, from right to left, A[{L}] - Y gives dZ[{L}], "
        f"which goes back through layers {L} to 1: each block gives dW[l] and db[l] and sends dA[l-1] on"
    )
    return f"{text}. The {opened[0]} block of layer {opened[1]} has a red frame" if opened else text


def draw_arrays(arrays, ax):
    """Draw small arrays as grids of numbers, with name and shape; return the Axes. arrays : {name: (rows, columns)}."""
    x, cell, tall, lines = 0.0, (0.98, 0.5), 4, []
    for name, values in arrays.items():
        rows, columns = values.shape
        top = (tall + rows) / 2 * cell[1]
        lines += [[(x, top - i * cell[1]), (x + columns * cell[0], top - i * cell[1])] for i in range(rows + 1)]
        lines += [[(x + j * cell[0], top), (x + j * cell[0], top - rows * cell[1])] for j in range(columns + 1)]
        for i, j in np.ndindex(rows, columns):
            spot = x + (j + 0.5) * cell[0], top - (i + 0.5) * cell[1]
            ax.text(*spot, f"{values[i, j] + 0.0:.2f}", ha="center", va="center", fontsize=9)
        wide = max(columns * cell[0], 1.35)
        middle, below = x + columns * cell[0] / 2, top - rows * cell[1] - 0.25
        ax.text(middle, top + 0.3, name, ha="center", va="center", fontsize=10)
        ax.text(middle, below, f"({rows}, {columns})", ha="center", va="center", fontsize=9, color=INK)
        x += wide + 0.55
    ax.add_collection(LineCollection(lines, colors=GREY, linewidths=0.8))
    ax.set(xlim=(-0.5, 18.5), ylim=(-0.6, tall * cell[1] + 0.6))
    ax.axis("off")
    return ax


def draw_opened(L, opened, arrays, formula, axes):
    """Draw the blocks of a network of L layers and, below, what is inside of the opened one; return the Axes."""
    direction, layer = opened
    draw_blocks(L, axes[0], opened, title=f"layer {layer}, {direction}")
    draw_arrays(arrays, axes[1])
    axes[1].set_title(formula, fontsize=10.5)
    return axes


def draw_differences(differences, ax=None):
    """Draw the relative difference between claimed and measured gradients; return the Axes.

    differences : {name of the backward pass: {name of a gradient: difference}}
    """
    if ax is None:
        _, ax = new_figure(height=3.3)
    looks = ((BLUE, "o"), (RED, "s"), (ORANGE, "D"))
    for (name, found), (colour, marker) in zip(differences.items(), looks, strict=False):
        heights = np.maximum(list(found.values()), 1e-13)
        face = colour if marker == "o" else "none"  # hollow, so that a dot behind it is seen
        size = 5 if marker == "o" else 10
        plain(ax).plot(list(found), heights, marker, color=colour, label=name, markerfacecolor=face, markersize=size)
    ax.axhline(1e-7, color=GREY, linestyle=":", linewidth=1)
    ax.set(yscale="log", ylim=(1e-13, 10), xlabel="gradient", ylabel="relative difference")
    ax.set_title("Claimed against measured gradients (dotted: 1e-7)")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_sizes(sizes, axes, told="", limits=SIZES):
    """Draw how large activations (above) and what comes back (below) are, for several starts; return the Axes.

    sizes : {start: (forward, backward)} as `deep_networks.signal_sizes` returns them    axes : two Axes
    limits : the smallest and the largest size; what lies beyond is drawn on the edge
    """
    looks = dict(zip(sizes, STARTS.values(), strict=False)) if not set(sizes) <= set(STARTS) else STARTS
    low, high = (int(power) for power in np.log10(limits).round())
    apart = 1 if high - low <= 8 else 2 if high - low <= 14 else 3
    ticks = {float(f"1e{power}"): f"1e{power}" for power in range(apart * -(-low // apart), high + 1, apart)}
    for ax, which, first in zip(axes, (0, 1), (0, 1), strict=True):
        for name, values in sizes.items():
            colour, line, marker = looks[name]
            heights = np.clip(values[which], *limits)
            layers = np.arange(first, first + len(heights))
            plain(ax).plot(layers, heights, color=colour, linestyle=line, marker=marker, markersize=4, label=name)
        ax.set(yscale="log", ylim=(limits[0] / 3, limits[1] * 3), xlabel="layer")
        ax.set_yticks(list(ticks), list(ticks.values()))
        ax.minorticks_off()
        ax.grid(axis="y", color="0.9")
        ax.xaxis.get_major_locator().set_params(integer=True)
    axes[0].set(title=f"forward{told}", ylabel="typical entry of A[layer]")
    axes[1].set(title=f"backward{told}", ylabel="typical entry of dZ[layer]")
    return axes
