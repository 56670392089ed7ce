"""Races of optimisers, drawn on the landscapes that they run on.

RUNNERS         each optimiser's name, colour, line and mark
draw_map        a landscape seen from above, with paths on it
draw_race       the same, with the costs on the way and a table of who has arrived
draw_zigzag     gradient descent in a ravine, at several learning rates
"""

from functools import cache

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from deepcourse.experiments.course2.landscapes import LANDSCAPES, finish_of
from deepcourse.figures.style import BLUE, GREEN, INK, ORANGE, RED, new_figure, plain

RUNNERS = {  # optimiser: how it is called, its colour, line style and mark
    "gd": ("gradient descent", BLUE, "-", "o"),
    "momentum": ("momentum", ORANGE, "--", "s"),
    "rmsprop": ("RMSprop", GREEN, "-.", "^"),
    "adam": ("Adam", RED, ":", "D"),
}
DEPTHS = LinearSegmentedColormap.from_list("depths", ["#fffdf0", "#eef1e6", "#d3e0e4", "#b3c8d6", "#93aec3"])
COSTS = (1e-6, 10.0)  # what the panel of costs shows; lower and higher ones lie at its edges
COST_LABELS = {1e-6: "1e-6", 1e-4: "1e-4", 1e-2: "0.01", 1.0: "1"}
MARGINS = {"left": 0.07, "right": 0.985, "bottom": 0.115, "top": 0.925, "wspace": 0.24, "hspace": 0.42}


@cache
def ground(name, columns=375, rows=300):
    """Return a landscape as a picture (rows, columns, 3): bands of equal cost, darker uphill, with lines between."""
    land = next(one for one in LANDSCAPES if one.name == name)
    left, right, low, high = land.view
    x, y = np.meshgrid(np.linspace(left, right, columns), np.linspace(low, high, rows))
    cost = np.log10(land.cost(x, y) + 1e-3)
    band = np.digitize(cost, np.linspace(cost.min(), cost.max(), 13)[1:-1])  # 0 to 11
    picture = DEPTHS(band / 11)[:, :, :3]
    edge = np.zeros(band.shape, bool)
    edge[:, 1:] |= band[:, 1:] != band[:, :-1]
    edge[1:] |= band[1:] != band[:-1]
    picture[edge] *= 0.9
    return picture


def draw_map(landscape, paths, ax=None, width=1.8):
    """Draw a landscape from above and a path for each optimiser, up to where it has come; return the Axes.

    paths : {name in RUNNERS: (steps + 1, 2)}    width : of the lines, in points
    """
    if ax is None:
        _, ax = new_figure(width=5.2, height=4.4)
    left, right, low, high = landscape.view
    ax.imshow(ground(landscape.name), extent=landscape.view, origin="lower", aspect="auto", interpolation="nearest")
    for finish in landscape.finishes:
        ax.plot(*finish, "*", color="white", markeredgecolor=INK, markersize=17, zorder=3)
    for name, path in paths.items():
        called, colour, line, mark = RUNNERS[name]
        ax.plot(*path.T, color=colour, linestyle=line, linewidth=width, marker=mark, markersize=3.5, markevery=10)
        at = np.clip(path[-1], (left, low), (right, high))
        inside = bool((at == path[-1]).all())
        ax.plot(*at, mark, color=colour if inside else "white", markeredgecolor="white" if inside else colour,
                markersize=11, markeredgewidth=1.5, label=called, clip_on=False, zorder=5)  # fmt: skip
    ax.plot(*landscape.start, "x", color=INK, markersize=9, markeredgewidth=2.2, zorder=6)
    ax.set(xlim=(left, right), ylim=(low, high), xlabel="parameter x", ylabel="parameter y")
    return ax


def draw_race(landscape, paths, step, axes=None):
    """Draw a race after so many steps: the map, the costs so far, and who has arrived when; return the three Axes.

    paths : {name in RUNNERS: (steps + 1, 2)}, whole    step : int
    """
    if axes is None:
        figure, _ = new_figure(0, height=4.7, margins=MARGINS)
        axes = race_axes(figure)
    draw_map(landscape, {name: path[: step + 1] for name, path in paths.items()}, axes[0])
    axes[0].set_title(f"{landscape.name}, after {step} steps (× start, ☆ lowest)", fontsize=11, y=1.0)
    last = len(next(iter(paths.values()))) - 1
    for name, path in paths.items():
        _, colour, line, mark = RUNNERS[name]
        costs = np.clip(landscape.cost(*path[: step + 1].T), *COSTS)
        axes[1].plot(costs, color=colour, linestyle=line, linewidth=1.6)
        axes[1].plot(step, costs[-1], mark, color=colour, markersize=7, clip_on=False)
    plain(axes[1]).set(yscale="log", ylim=COSTS, xlim=(0, last), xlabel="step", ylabel="cost")
    axes[1].set_yticks(list(COST_LABELS), COST_LABELS.values())
    axes[1].minorticks_off()
    axes[1].set_title("cost so far", fontsize=11, y=1.0)
    _draw_table(axes[2], landscape, paths, step)
    return axes


def race_axes(figure):
    """Return the three Axes of a race on an empty figure: map, costs, table."""
    grid = figure.add_gridspec(2, 2, width_ratios=(1.42, 1), height_ratios=(1.25, 1))
    return figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1])


def _draw_table(ax, landscape, paths, step):
    """Write a row for each runner: its mark, its name, its cost now, and the step at which it arrived."""
    ax.axis("off")
    ax.set(xlim=(0, 1), ylim=(4.9, -0.9))
    for x, told in zip((0.1, 0.69, 0.99), ("", "cost now", "arrived at"), strict=True):
        ax.text(x, -0.25, told, ha="right" if x > 0.5 else "left", va="center", fontsize=10)
    ax.plot([0, 1], [0.3, 0.3], color=INK, linewidth=0.8)
    for row, (name, path) in enumerate(paths.items(), 1):
        called, colour, _, mark = RUNNERS[name]
        arrived = finish_of(landscape, path)
        ax.plot(0.035, row, mark, color=colour, markersize=8)
        ax.text(0.09, row, called, va="center", fontsize=10)
        cost = float(landscape.cost(*path[step]))
        ax.text(0.69, row, _cost_as_text(cost), ha="right", va="center", fontsize=10)
        there = arrived is not None and arrived <= step
        ax.text(0.99, row, str(arrived) if there else "–", ha="right", va="center", fontsize=10)


def _cost_as_text(cost):
    """Return a cost in as few letters as tell it."""
    return "far away" if cost >= 1e4 else f"{cost:.2g}" if cost >= 0.01 else f"{cost:.0e}" if cost >= 1e-9 else "< 1e-9"


def draw_zigzag(landscape, paths, axes=None):
    """Draw gradient descent on one landscape at several learning rates, a panel each; return the array of Axes.

    paths : {rate: (steps + 1, 2)}, at most three
    """
    if axes is None:
        _, axes = new_figure(1, len(paths), height=2.9)
    for ax, (rate, path) in zip(np.ravel(axes), paths.items(), strict=True):
        draw_map(landscape, {"gd": path}, ax, width=0.9)
        cost = float(landscape.cost(*path[-1]))
        ax.set_title(f"α = {rate:g}: cost {cost:.2g}\nafter {len(path) - 1} steps", fontsize=10, pad=10)
    return axes
