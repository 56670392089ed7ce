"""The figures of course 2, week 1: secants, valleys of error, wrong gradients that learn, networks that are checked.

draw_trainings      cost curves of several starts, for a right and a wrong gradient
draw_secants        a curve at one point, with its tangent and the lines through nudged points
draw_valleys        errors against the size of the nudge, both axes logarithmic
draw_kink           a nudge that crosses the corner of a ReLU
draw_masks          a cost with dropout along one direction, with masks held fixed and with fresh ones
draw_suspects       a network whose lines and units are coloured by how wrong their gradients are
draw_by_name        the relative difference of each gradient, as points on a logarithmic axis
"""

from itertools import pairwise

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, SERIES, SKY, new_figure, plain
from deepcourse.figures.wording import number

CLEAR, LIMIT, WORST = -11, -5, 0  # powers of ten on the scale of colours: right, suspicious, utterly wrong
SUSPECTS = LinearSegmentedColormap.from_list("suspects", [BLUE, SKY, "#c8c8c8", ORANGE, RED])
SMALLEST = 1e-13
SIDES = {"one side": (ORANGE, "--"), "two sides": (GREEN, "-.")}  # the same in all figures


def draw_trainings(costs, ax=None):
    """Draw cost curves, one thin line for each start and a thick one for their mean; return the Axes.

    costs : {name: (starts, steps)}, in nats
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    for (name, curves), (colour, line) in zip(costs.items(), SERIES, strict=False):
        for curve in curves:
            ax.plot(curve, color=colour, linestyle=line, linewidth=0.7, alpha=0.5)
        ax.plot(np.mean(curves, axis=0), color=colour, linestyle=line, linewidth=2.4, label=name)
    ax.set(
        xlabel="step", ylabel="cost (nats)", title="One of the two gradients is wrong (thin: three starts, thick: mean)"
    )
    plain(ax).legend(frameon=False)
    return ax


def draw_secants(name, f, slope, theta, epsilon, ax=None, limits=None):
    """Draw a curve around a point, its tangent, and the lines through points nudged by epsilon; return the Axes.

    f, slope : functions of a number or array    limits : ((left, right), (low, high)) of the axes
    """
    if ax is None:
        _, ax = new_figure(height=3.8)
    (left, right), heights = limits or ((theta - 1.2, theta + 1.2), None)
    x, ends = np.linspace(left, right, 200), np.array([left, right])
    ax.plot(x, f(x), color=BLUE, linewidth=2, label=f"J = {name}")
    one, two = (f(theta + epsilon) - f(theta)) / epsilon, (f(theta + epsilon) - f(theta - epsilon)) / (2 * epsilon)
    lines = (
        ("tangent", INK, ":", slope(theta), theta),
        ("one side", *SIDES["one side"], one, theta),
        ("two sides", *SIDES["two sides"], two, theta + epsilon),
    )
    for told, colour, line, steepness, through in lines:
        label = f"{told}: {steepness:.6f}"
        ax.plot(ends, f(through) + steepness * (ends - through), color=colour, linestyle=line, label=label)
    for at, mark in ((theta - epsilon, "s"), (theta, "o"), (theta + epsilon, "s")):
        ax.plot(at, f(at), mark, color=INK, markersize=5)
    plain(ax).set(
        xlabel="θ", ylabel="J(θ)", xlim=(left, right), title=f"J = {name} at θ = {theta:g}, ε = {epsilon:.2g}"
    )
    if heights:
        ax.set_ylim(heights)
    ax.legend(frameon=False, loc="upper left", fontsize=9)
    return ax


def draw_valleys(epsilons, errors, title, ax=None, *, guides=(), marked=(), limits=(SMALLEST, 10), ylabel="error"):
    """Draw errors against the nudge, both axes logarithmic; return the Axes.

    epsilons : (n,)    errors : {label: (n,)}    guides : (order, height at epsilon = 1, label) of straight lines
    marked : (epsilon, label) of vertical lines    limits : lowest and highest error; smaller ones stand on the edge
    """
    if ax is None:
        _, ax = new_figure(height=4.0)
    for (label, error), look, mark in zip(errors.items(), SERIES, "osD^", strict=False):
        colour, line = SIDES.get(label, look)
        shown = np.clip(error, *limits)
        ax.plot(epsilons, shown, color=colour, linestyle=line, marker=mark, markersize=3.5, linewidth=1.2, label=label)
    for order, height, label in guides:
        ends = np.array([epsilons.min(), epsilons.max()])
        ax.plot(ends, height * ends**order, color=GREY, linewidth=1, zorder=0)
        low = 10 * limits[0]
        at = ((low / height) ** (1 / order), low)
        ax.annotate(label, at, xytext=(8, -4), textcoords="offset points", fontsize=9.5, color=INK,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
    for at, label in marked:
        ax.axvline(at, color=GREY, linestyle=":", linewidth=1.2, zorder=0)
        ax.annotate(label, (at, limits[1]), xytext=(4, -12), textcoords="offset points", fontsize=9.5, color=INK)
    ax.set(xscale="log", yscale="log", xlabel="nudge ε", ylabel=ylabel, title=title, ylim=limits)
    for axis, (low, high) in ((ax.xaxis, (epsilons.min(), epsilons.max())), (ax.yaxis, limits)):
        powers = range(int(np.ceil(np.log10(low) - 1e-9)), int(np.log10(high) + 1e-9) + 1, 3)
        axis.set_ticks([float(f"1e{power}") for power in powers], [f"1e{power}" if power else "1" for power in powers])
    ax.minorticks_off()
    ax.grid(color="0.92")
    plain(ax).legend(frameon=False, loc="lower left")
    return ax


def draw_kink(theta, epsilon, ax=None):
    """Draw a ReLU, a point near its corner, and the line through a nudge to either side of it; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.6, width=5)
    x = np.array([-1.6, 0.0, 1.6])
    ax.plot(x, np.maximum(x, 0), color=BLUE, linewidth=2, label="J = max(θ, 0): slope 1 at the dot")
    ends = np.array([theta - epsilon, theta + epsilon])
    measured = np.diff(np.maximum(ends, 0))[0] / (2 * epsilon)
    ax.plot(ends, np.maximum(ends, 0), color=RED, linestyle="--", marker="s", markersize=5,
            label=f"measured: {measured:.2f}")  # fmt: skip
    ax.plot(theta, max(theta, 0), "o", color=INK, markersize=6)
    ax.set(xlabel="θ", ylabel="J(θ)", title=f"θ = {theta:g}, ε = {epsilon:g}: the corner is crossed", ylim=(-0.3, 2.2))
    plain(ax).legend(frameon=False, loc="upper left")
    return ax


def draw_masks(steps, costs, ax=None):
    """Draw costs of a network with dropout along one direction; return the Axes.

    steps : (n,)    costs : {label: (n,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    for (label, values), (colour, line), mark in zip(costs.items(), SERIES, "os", strict=False):
        ax.plot(steps, values, color=colour, linestyle=line, marker=mark, markersize=3.5, linewidth=1, label=label)
    ax.set(xlabel="how far one weight is nudged", ylabel="cost (nats)", title="The cost of a network with dropout")
    plain(ax).legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def shade(difference):
    """Return the colours of relative differences, on one scale for all figures: blue is right, red is wrong."""
    powers = np.log10(np.maximum(difference, 10.0**CLEAR))
    return SUSPECTS(Normalize(CLEAR, WORST)(powers))


def draw_suspects(differences, ax):
    """Draw a network whose weights (lines) and biases (units) are coloured by relative difference; return the Axes.

    differences : {"dW1": (n[1], n[0]), "db1": (n[1], 1), ...}, one number for each entry
    """
    L = len(differences) // 2
    sizes = [differences["dW1"].shape[1]] + [differences[f"db{layer}"].shape[0] for layer in range(1, L + 1)]
    places = [[(float(layer), (n - 1) / 2 - i) for i in range(n)] for layer, n in enumerate(sizes)]
    for layer, (before, after) in enumerate(pairwise(places), 1):
        told = differences[f"dW{layer}"]
        lines = [[before[j], after[i]] for i, j in np.ndindex(told.shape)]
        widths = np.where(told.ravel() > 10.0**LIMIT, 3.4, 1.6)
        ax.add_collection(LineCollection(lines, colors=shade(told.ravel()), linewidths=widths, zorder=1))
        x, y = zip(*after, strict=True)
        wrong = differences[f"db{layer}"].ravel()
        ax.scatter(x, y, s=330, c=shade(wrong), edgecolors=INK, linewidths=np.where(wrong > 10.0**LIMIT, 2.6, 0.8),
                   zorder=2)  # fmt: skip
        ax.text(layer, -2.25, f"layer {layer}", ha="center", fontsize=10)
    x, y = zip(*places[0], strict=True)
    ax.scatter(x, y, s=330, c="white", edgecolors=GREY, zorder=2)
    ax.text(0, -2.25, "inputs", ha="center", fontsize=10)
    wrong = {name: int((values > 10.0**LIMIT).sum()) for name, values in differences.items()}
    told = [
        f"{name} {n} of {differences[name].size}, at most {number(differences[name].max())}"
        for name, n in wrong.items()
    ]
    describe(
        ax, f"Units by layer: {', '.join(map(str, sizes))}. Entries that differ by more than 1e-5: {'; '.join(told)}"
    )
    ax.set(xlim=(-0.3, L + 0.3), ylim=(-2.6, 2.1), title="lines: dW, units: db; thick: above 1e-5")
    ax.axis("off")
    return ax


def draw_by_name(differences, ax):
    """Draw the relative difference of each gradient, coloured as in `draw_suspects`; return the Axes.

    differences : {name: number}, drawn from the first layer (above) to the last
    """
    names = list(differences)
    values = np.clip(list(differences.values()), 10.0**CLEAR / 10, 1)
    rows = np.arange(len(names))[::-1]
    ax.hlines(rows, 10.0**CLEAR / 100, values, color="0.85", linewidth=2, zorder=0)
    ax.scatter(values, rows, s=90, c=shade(values), edgecolors=INK, linewidths=np.where(values > 10.0**LIMIT, 2.2, 0.8))
    ax.axvline(10.0**LIMIT, color=GREY, linestyle=":", linewidth=1.4)
    ax.set(xscale="log", xlim=(10.0**CLEAR / 100, 3), ylim=(-0.7, len(names) - 0.3))
    ax.set_xticks([1e-12, 1e-9, 1e-6, 1e-3, 1], ["1e-12", "1e-9", "1e-6", "1e-3", "1"])
    ax.set_yticks(rows, names)
    ax.set(xlabel="relative difference (dotted: 1e-5)", ylabel="gradient", title="each gradient by itself")
    plain(ax).minorticks_off()
    return ax
