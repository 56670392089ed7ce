"""The figures of course 4, week 2: residual networks.

draw_costs      training costs of plain and residual networks of one depth
draw_norms      how large the gradient of each layer's weights is before the first step
draw_errors     training error against depth
draw_block      a residual block: values on their way forward, gradients on their way backward
draw_growth     how a gradient grows through L blocks: predicted and measured
draw_shares     by paths through how many branches a gradient comes
draw_pair       training costs of two networks
"""

import numpy as np
from matplotlib.patches import FancyArrowPatch, Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, LEGIBLE, ORANGE, legible, new_figure, plain, widened

LOOKS = {"plain": (ORANGE, "--", "s"), "residual": (BLUE, "-", "o")}
COSTS, NORMS = (0.0, 6.0), (0.01, 10.0)  # axes of the exploration
LAYERS = 32


def draw_costs(networks, steps, ax):
    """Draw the training costs of some networks, a line for each seed; return the Axes.

    networks : of `load_depths`, of one depth    steps : how many steps they were trained for
    """
    seen = set()
    for one in networks:
        colour, line, _ = LOOKS[one.kind]
        at = (np.arange(len(one.costs)) + 0.5) * steps / len(one.costs)
        label = "_another seed" if one.kind in seen else f"{one.kind}, three seeds"
        seen.add(one.kind)
        ax.plot(at, one.costs, color=colour, linestyle=line, linewidth=1.6, label=label)
    plain(ax).set(xlim=(0, steps), ylim=widened(COSTS, *(one.costs for one in networks)))
    ax.set(title=f"training cost, {networks[0].depth} layers", xlabel="step", ylabel="cross-entropy (nats)")
    ax.legend(frameon=False, loc="upper right")
    return ax


def draw_norms(networks, ax):
    """Draw how large each layer's gradient is before the first step, a line for each kind; return the Axes.

    networks : of `load_depths`, one of each kind
    """
    for one in networks:
        colour, line, marker = LOOKS[one.kind]
        at = np.arange(1, len(one.norms) + 1)
        ax.plot(at, one.norms, color=colour, linestyle=line, marker=marker, markersize=3.5, label=one.kind)
    plain(ax).set(yscale="log", xlim=(0, LAYERS + 1), ylim=NORMS)
    ax.set(title="gradients before the first step", xlabel="layer, from the input", ylabel="norm of dW")
    ax.legend(frameon=False, loc="lower right")
    return ax


def draw_errors(networks, ax=None):
    """Draw the training error of all networks against their depth, with lines through the means; return the Axes.

    networks : of `load_depths`
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    depths = sorted({one.depth for one in networks})
    for kind, (colour, line, marker) in LOOKS.items():
        errors = [[100 * one.error for one in networks if (one.depth, one.kind) == (depth, kind)] for depth in depths]
        ax.plot(depths, np.mean(errors, axis=1), color=colour, linestyle=line, label=f"{kind}, mean of three seeds")
        for depth, those in zip(depths, errors, strict=True):
            ax.plot([depth] * len(those), those, color=colour, marker=marker, linestyle="none", markersize=5)
    plain(ax).set(xticks=depths, ylim=(0, 70))
    ax.set(title="training error after 300 steps", xlabel="layers with weights", ylabel="wrong training pictures (%)")
    ax.legend(frameon=False, loc="upper left")
    ax.grid(axis="y", color="0.9")
    return ax


NODES = ("A_prev", "Z1", "A1", "Z2", "Z", "A")
BETWEEN = ("conv W1, b1", "ReLU", "conv W2, b2", "+", "ReLU")
STEP, CELL = 2.5, 0.85  # from node to node, and the width of a column of numbers


def draw_block(ax, values, gradients, shortcut, marked):
    """Draw a block of one column of pixels: at each node what has come forward and what has come back; return the Axes.

    values, gradients : {node: (pixels,)}, of the nodes reached so far    shortcut : is there one?
    marked : the node of the last step
    """
    rows = len(next(iter(values.values())))
    for place, name in enumerate(NODES):
        left = place * STEP
        for column, (numbers, colour) in enumerate(((values.get(name), BLUE), (gradients.get(name), ORANGE))):
            for row in range(rows):
                corner = (left + column * CELL, row)
                ax.add_patch(Rectangle(corner, CELL, 1, facecolor="white", edgecolor="0.75", linewidth=0.7))
                if numbers is not None:
                    told = f"{numbers[row] + 0.0:.1f}".replace("-", "−")
                    ax.text(corner[0] + CELL / 2, row + 0.5, told, ha="center", va="center", fontsize=9,
                            color=legible(colour) if colour in LEGIBLE else colour)  # fmt: skip
        edge = {"edgecolor": INK, "linewidth": 2.4} if name == marked else {"edgecolor": INK, "linewidth": 0.9}
        ax.add_patch(Rectangle((left, 0), 2 * CELL, rows, fill=False, zorder=3, **edge))
        ax.text(left + CELL, -0.45, name, ha="center", va="center", fontsize=10)
        if place:
            arrow(ax, (left - STEP + 2 * CELL, rows / 2), (left, rows / 2))
            does = "as it is" if name == "Z" and not shortcut else BETWEEN[place - 1]
            ax.text(left - (STEP - 2 * CELL) / 2, rows + 0.55, does, ha="center", va="center", fontsize=9)
    if shortcut:
        arrow(ax, (CELL, -0.85), (4 * STEP + CELL, -0.85), connectionstyle="bar,fraction=-0.075", color=BLUE)
        ax.text(2 * STEP + CELL, -1.4, "shortcut: A_prev as it is", ha="center", va="center", fontsize=9.5)
    ax.set(xlim=(-0.1, 5 * STEP + 2 * CELL + 0.1), ylim=(rows + 1.1, -2.6))
    ax.set_title(f"values (left, blue) and gradients (right, orange), {'with' if shortcut else 'without'} the shortcut",
                 fontsize=10)  # fmt: skip
    ax.axis("off")
    told = [f"{name}: {written(values[name])}" for name in NODES if name in values]
    told += [f"gradient at {name}: {written(gradients[name])}" for name in reversed(NODES) if name in gradients]
    describe(ax, "; ".join(told))
    return ax


def arrow(ax, start, end, **options):
    """Draw an arrow between two points of the data."""
    look = {"arrowstyle": "-|>", "mutation_scale": 11, "color": INK, "shrinkA": 0, "shrinkB": 0, "linewidth": 1.2}
    ax.add_patch(FancyArrowPatch(start, end, **(look | options)))


def written(numbers):
    """Return some numbers as they stand in the figure."""
    return " ".join(f"{number + 0.0:.1f}" for number in numbers)


def draw_growth(blocks, predicted, measured, ax):
    """Draw the growth of gradients through L blocks, as predicted (lines) and as measured (points); return the Axes.

    blocks : (count,)    predicted : {kind: (count,)}    measured : {kind: (count, runs)}
    """
    for kind, (colour, line, marker) in LOOKS.items():
        ax.plot(blocks, predicted[kind], color=colour, linestyle=line, label=f"{kind}, predicted")
        points = np.repeat(blocks, np.shape(measured[kind])[1])
        ax.plot(points, np.ravel(measured[kind]), color=colour, marker=marker, linestyle="none", markersize=4.5,
                markerfacecolor="white", label=f"{kind}, measured")  # fmt: skip
    plain(ax).set(yscale="log", title="size of a gradient after L blocks", xlabel="L", ylabel="times its size before")
    ax.legend(frameon=False, fontsize=9)
    return ax


def draw_shares(shares, ax):
    """Draw the shares of the mean square that come by paths through k branches; return the Axes.

    shares : (L + 1,)
    """
    shares = np.asarray(shares, float)
    plain(ax).bar(np.arange(len(shares)), 100 * shares, color=BLUE, label="share")
    ax.set(title=f"{len(shares) - 1} blocks: by which paths?", xlabel="branches on the path, k")
    ax.set_xticks(np.arange(0, len(shares), max(1, (len(shares) - 1) // 5)))
    ax.set_ylabel("share of the mean square (%)")
    return ax


def draw_pair(costs, depth, window, ax=None):
    """Draw the training costs of networks, each as its running mean; return the Axes.

    costs : {kind: (steps,)}    depth : of both networks    window : over how many steps the mean runs
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for (name, those), (colour, line, _) in zip(costs.items(), LOOKS.values(), strict=True):
        smooth = np.convolve(those, np.ones(window) / window, "valid")
        ax.plot(np.arange(len(those)), those, color=colour, linestyle=line, linewidth=0.6, alpha=0.35)
        ax.plot(np.arange(window - 1, len(those)), smooth, color=colour, linestyle=line, linewidth=2.2, label=name)
    plain(ax).axhline(np.log(10), color=GREY, linestyle=":", linewidth=1, label="guessing: ln 10")
    ax.set(title=f"two networks of {depth} layers", xlabel="step", ylabel="training cost (nats)", ylim=(0, 3))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
