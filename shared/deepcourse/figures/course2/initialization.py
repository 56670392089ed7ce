"""The figures of course 2, week 1, initialisation: how signals fade, explode, or arrive.

draw_gains          what a chain of equal linear layers does to a signal, by depth
draw_paths          the weights of a few hidden units while they learn, from two starts
draw_sums           how the sum of n terms spreads, with weights of variance 1 and of variance 1/n
draw_half           what ReLU leaves of a sum
draw_sizes          how large answers are, layer by layer, and a prediction
size_histograms     the sizes of many arrays, as histograms over powers of ten
value_histograms    their values from -1 to 1, likewise
draw_ridges         such histograms, a ridge for each layer
draw_signals        two of these side by side: the way forward, and the way back
draw_training       cost curves of several starts, mean and range over seeds
draw_answers        what a trained network answers, all over the plane
"""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize

from deepcourse.figures.description import describe
from deepcourse.figures.style import (
    BLUE,
    DIVERGING,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    RED,
    SERIES,
    SKY,
    legible,
    new_figure,
    plain,
)
from deepcourse.figures.wording import number

COIN = float(np.log(2))  # the cost of a network that answers one half to everything
STARTS = {  # colour, line style
    "zeros": (INK, (0, (1, 2))),
    "random, 0.01": (ORANGE, "--"),
    "random, 1": (PURPLE, (0, (6, 2))),
    "Xavier, 1/n": (BLUE, "-."),
    "He, 2/n": (GREEN, "-"),
}
POWERS = -8, 8  # the axis of sizes: powers of ten
BINS = np.linspace(*POWERS, 97)
SHADES = np.array([-0.01, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.01])  # of an answer
TALL = 1.9  # the height of a ridge, in layers
VALUES = np.linspace(-1, 1, 97)  # the bins of tanh's answers
SIZE_COLOURS = LinearSegmentedColormap.from_list("size", [BLUE, SKY, GREEN, ORANGE, RED])
SIZE_LIMITS = Normalize(-5, 5)


def draw_gains(gains, ax=None):
    """Draw the gain of a chain of layers against its depth; return the Axes. gains : {W_scale: gains by depth}."""
    if ax is None:
        _, ax = new_figure(height=3.5)
    for (scale, values), (colour, line) in zip(gains.items(), SERIES, strict=False):
        plain(ax).plot(range(len(values)), values, color=colour, linestyle=line, linewidth=2)
        ax.annotate(
            f"{scale:g}",
            (len(values) - 1, values[-1]),
            (6, 0),
            textcoords="offset points",
            va="center",
            color=legible(colour),
        )
    ax.set(yscale="log", xlabel="layers", ylabel="size of the signal, if it began as 1")
    ax.set_title("The same factor in every layer (at the right of each line)")
    return ax


def draw_paths(paths, axes=None):
    """Draw how the weights of hidden units move in the plane while they learn; return the Axes.

    paths : {title: (steps, units, 2) array}, one for each panel
    """
    if axes is None:
        _, axes = new_figure(1, len(paths), height=3.7, sharex=True, sharey=True)
    for ax, (title, path) in zip(axes, paths.items(), strict=True):
        for unit, (colour, line) in zip(range(path.shape[1]), SERIES, strict=False):
            wide = 2.2 if unit else 5.5  # so that units upon each other can be seen
            plain(ax).plot(*path[:, unit].T, color=colour, linestyle=line, linewidth=wide, label=f"unit {unit + 1}")
            ax.plot(*path[-1, unit], "osD^vP"[unit], color=colour, markersize=11 if unit == 0 else 6)
            ax.plot(*path[0, unit], "x", color=INK, markersize=7, zorder=5)
        ax.set(title=title, xlabel="weight of input 1", ylabel="weight of input 2")
    axes[-1].legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return axes


def draw_sums(sums, axes=None):
    """Draw histograms of sums of n terms, a panel for each rule of the weights' variance; return the Axes.

    sums : {title: {n: array of sums}}
    """
    if axes is None:
        _, axes = new_figure(1, len(sums), height=3.2)
    for ax, (title, by_width) in zip(axes, sums.items(), strict=True):
        reach = 2.5 * max(np.std(values) for values in by_width.values())
        for (n, values), (colour, line) in zip(by_width.items(), SERIES, strict=False):
            heights, edges = np.histogram(values, bins=80, range=(-reach, reach), density=True)
            middles = (edges[1:] + edges[:-1]) / 2
            told = f"n = {n}: spread {np.std(values):.2f}"
            plain(ax).plot(middles, heights / heights.max(), color=colour, linestyle=line, linewidth=2, label=told)
        ax.set(title=title, xlabel="sum z", ylabel="how often (largest = 1)", ylim=(0, 1.62))
        ax.set_yticks([0, 0.5, 1])
        ax.legend(frameon=False, loc="upper right")
    return axes


def draw_half(z, axes=None):
    """Draw what ReLU leaves: the histogram of the sums z, and what each contributes to the mean square."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.1)
    reach = 4 * np.std(z)
    heights, edges = np.histogram(z, bins=80, range=(-reach, reach), density=True)
    middles = (edges[1:] + edges[:-1]) / 2
    kept = np.mean(np.square(np.maximum(z, 0))) / np.mean(np.square(z))
    titles = "Sums z, as often negative as positive", f"ReLU keeps {kept:.1%} of the mean square"
    labels = "how often", "how often, times z²"
    for ax, values, title, label in zip(axes, (heights, heights * middles**2), titles, labels, strict=True):
        first = np.argmax(middles > 0)  # both sides share the bar at zero
        for side, colour, told in ((slice(first + 1), "0.8", "silenced"), (slice(first, None), BLUE, "handed on")):
            plain(ax).fill_between(middles[side], values[side], color=colour, linewidth=0, label=told)
        ax.set(title=title, xlabel="sum z", ylabel=label, ylim=(0, 1.15 * values.max()))
    axes[0].legend(frameon=False, loc="upper left")
    return axes


def draw_sizes(sizes, predicted=None, ax=None):
    """Draw a typical entry of every hidden layer's answers, for several starts; return the Axes.

    sizes : {start, a name of STARTS: list}    predicted : {start: list} of the same, drawn as circles
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    for name, values in sizes.items():
        colour, line = STARTS[name]
        layers = np.arange(1, len(values) + 1)
        plain(ax).plot(layers, values, color=colour, linestyle=line, linewidth=2, label=name)
        if predicted and name in predicted:
            ax.plot(layers, predicted[name], "o", color=colour, markerfacecolor="none", markersize=8)
    ax.set(yscale="log", xlabel="hidden layer", ylabel="root mean square of A[layer]")
    ax.set_title("A typical answer of each layer" + (" (circles: predicted)" if predicted else ""))
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def size_histograms(arrays):
    """Return (rows, medians): for each array how its sizes spread over powers of ten, and log10 of the median size.

    Entries that are exactly 0 have no size and are left out; what lies beyond `POWERS` is counted on the edge. A row
    is a histogram over `BINS`, slightly smoothed, its largest value 1; an array of zeros has a row of zeros.
    """
    rows, medians = np.zeros((len(arrays), len(BINS) - 1)), []
    for row, values in zip(rows, arrays, strict=True):
        sizes = np.abs(values[values != 0])
        powers = np.log10(sizes) if sizes.size else np.array([float(POWERS[0])])
        medians.append(float(np.median(powers)))
        if sizes.size:
            row[:] = _smooth(np.histogram(np.clip(powers, BINS[0], BINS[-1] - 1e-9), BINS)[0])
    return rows, medians


def value_histograms(arrays):
    """Return (rows, medians) as `size_histograms` does, but with histograms of the values themselves, over `VALUES`."""
    rows = np.stack([_smooth(np.histogram(values, VALUES)[0]) for values in arrays])
    return rows, size_histograms(arrays)[1]


def _smooth(counts):
    """Return counts, slightly smoothed, the largest as 1."""
    row = np.convolve(np.pad(counts, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
    return row / max(row.max(), 1e-300)


def draw_ridges(rows, medians, ax, first=1, most=20, bins=BINS):
    """Draw a ridge for each layer, `first` at the bottom; return the Axes.

    rows, medians : histograms over `bins`, as above    most : the highest layer that the axis has room for
    """
    middles = (bins[1:] + bins[:-1]) / 2
    outlines = []
    for layer, row in enumerate(rows, first):
        heights = layer + TALL * row
        outlines.append([(middles[0], layer), *zip(middles, heights, strict=True), (middles[-1], layer)])
    colours = SIZE_COLOURS(SIZE_LIMITS(np.array(medians)))
    ridges = PolyCollection(outlines[::-1], facecolors=colours[::-1], edgecolors="white", linewidths=0.9)
    typical = [f"layer {layer}: {number(10.0**median, 2)}" for layer, median in enumerate(medians, first)]
    shown = typical[:: max(1, len(typical) // 6)]
    describe(
        ax, f"{len(typical)} ridges, one for each layer: how its entries spread. Their median size: {', '.join(shown)}"
    )
    ax.axvline(0, color=INK, linewidth=0.9, linestyle=":", zorder=0)
    ax.add_collection(ridges)
    ax.set(xlim=(bins[0], bins[-1]), ylim=(-0.5, most + TALL + 0.4), ylabel="layer", xlabel="value of an entry")
    if bins is BINS:
        ticks = range(POWERS[0], POWERS[1] + 1, 4)
        ax.set_xticks(ticks, ["1" if power == 0 else f"1e{power}" for power in ticks])
        ax.set_xlabel("size of an entry")
    ax.set_yticks(range(0, most + 1, 5))
    return plain(ax)


def draw_signals(forward, backward, axes, told, most=20, values=False):
    """Draw the ridges of the activations and of what comes back, layer 1 at the bottom; return the Axes.

    forward, backward : (rows, medians) each    told : what comes back
    values : True where `forward` are histograms of values, from -1 to 1, and not of sizes
    """
    draw_ridges(*forward, axes[0], most=most, bins=VALUES if values else BINS)
    draw_ridges(*backward, axes[1], most=most)
    axes[0].set(title="forward (read upwards): activations A")
    axes[1].set(title=f"back (read downwards): {told}")
    return axes


def draw_training(curves, ax=None, title="", ylim=(0, 0.85)):
    """Draw the cost at every step, the mean over seeds as a line and their range as a band; return the Axes.

    curves : {start, a name of STARTS: (seeds, steps) array}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    for name, costs in curves.items():
        colour, line = STARTS[name]
        steps, far = np.arange(costs.shape[1]), 10 * ylim[1]
        low, mean, high = (np.minimum(f(costs, axis=0), far) for f in (np.min, np.mean, np.max))
        within = high < far  # what explodes leaves the picture, and its band with it
        plain(ax).fill_between(steps, low, high, where=within, color=colour, alpha=0.2, linewidth=0)
        told = name if mean.min() < ylim[1] else f"{name}: off chart"
        ax.plot(steps, mean, color=colour, linestyle=line, linewidth=2, label=told)
    ax.axhline(COIN, color=GREY, linewidth=0.8, linestyle=":", zorder=0)
    ax.set(ylim=ylim, xlabel="step", ylabel="cost (nats)", title=title)
    return ax


def draw_answers(answers, extent, X, Y, ax, title=""):
    """Draw the probabilities that a network answers all over the plane, and the points it learned from.

    answers : (rows, columns) from 0 to 1    extent : (left, right, bottom, top)    X : (2, m)    Y : (1, m)
    """
    across, up = (np.linspace(*ends, n) for ends, n in ((extent[:2], answers.shape[1]), (extent[2:], len(answers))))
    ax.contourf(across, up, answers, SHADES, cmap=DIVERGING, vmin=-0.3, vmax=1.3)
    for label, colour, marker in ((0, BLUE, "o"), (1, RED, "^")):
        chosen = Y[0] == label
        ax.plot(*X[:, chosen], marker, color=colour, markersize=4.5, markeredgecolor="white", markeredgewidth=0.5)
    ax.set(xlim=extent[:2], ylim=extent[2:], title=title, xlabel="input 1", ylabel="input 2")
    ax.set_xticks((-2, 0, 2))
    ax.set_yticks((-2, 0, 2))
    return ax
