"""The figures of course 4, week 2: classic networks.

draw_costs          what each layer of a network costs, by one measure
draw_parts          how a network's parameters and multiply-adds are split between convolutions and dense layers
draw_connections    which maps each filter of a layer sees
draw_stack          the weights of a stack of 3 x 3 layers against its width, and those of the filter that it replaces
draw_eras           errors of LeNet-5 of 1998, of today, and of versions in between
"""

import math

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, NullLocator

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, new_figure, plain
from deepcourse.figures.wording import listed

MEASURES = {  # name: from a row of a table to a number
    "parameters": lambda row: row[2],
    "multiply-adds": lambda row: row[3],
    "numbers to keep": lambda row: math.prod(row[1]),
}
LOOKS = {"conv": (BLUE, ""), "dense": (ORANGE, "//"), "pool": ("#bdbdbd", "..")}
UNITS = ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"), (1, ""))


def shown(table):
    """Return the rows that cost something or change the shape of pictures: neither the input nor flatten."""
    return [row for row in table if row[0] not in ("input", "flatten")]


def name_of(row):
    """Return the name of a row, with its shape."""
    return f"{row[0]} {' × '.join(map(str, row[1]))}"


def short(number):
    """Return a number in three digits, in words where it is large.

    >>> short(102764544), short(410)
    ('103 million', '410')
    """
    size, unit = next((size, unit) for size, unit in UNITS if number >= size or size == 1)
    return f"{number / size:.3g} {unit}".strip()


def draw_costs(table, measure, title, ax):
    """Draw a bar for each layer of a table, the first layer on top; return the Axes.

    table : of `summarize`    measure : one of `MEASURES`
    """
    rows = shown(table)
    numbers = [MEASURES[measure](row) for row in rows]
    for kind, (colour, hatch) in LOOKS.items():
        places = [place for place, row in enumerate(rows) if row[0] == kind]
        ax.barh(places, [numbers[place] for place in places], color=colour, hatch=hatch, edgecolor="white", label=kind)
    plain(ax).set_yticks(range(len(rows)), [name_of(row) for row in rows], fontsize=9)
    ax.invert_yaxis()
    size, unit = next((size, unit) for size, unit in UNITS if max(numbers) >= size or size == 1)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number / size:g}"))
    ax.set(xlabel=f"{measure} ({unit})" if unit else measure, ylabel="layer, from the input", title=title)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    told = listed([f"{name_of(row)}: {short(n)}" for row, n in zip(rows, numbers, strict=True)], most=30)
    describe(ax, f"{title}, {measure} of each layer: {told}")
    return ax


def draw_parts(tables):
    """Draw, for each network, the shares of convolutions and dense layers, in two panels; return the Axes.

    tables : {name: table of `summarize`}
    """
    _, axes = new_figure(1, 2, height=0.75 + 0.6 * len(tables), sharey=True)
    for ax, measure in zip(axes, ("parameters", "multiply-adds"), strict=True):
        for place, table in enumerate(tables.values()):
            sums = {kind: sum(MEASURES[measure](row) for row in table if row[0] == kind) for kind in ("conv", "dense")}
            left = 0.0
            for kind, part in sums.items():
                share, (colour, hatch) = 100 * part / sum(sums.values()), LOOKS[kind]
                label = kind if not place else f"_{kind}"
                ax.barh(place, share, left=left, color=colour, hatch=hatch, edgecolor="white", height=0.6, label=label)
                left += share
        plain(ax).set(title=measure, xlabel="share (%)", xlim=(0, 100))
        ax.set_yticks(range(len(tables)), list(tables))
    axes[0].set_ylabel("network")
    axes[0].invert_yaxis()
    axes[1].legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return axes


def draw_connections(sees, ax=None):
    """Draw a table of maps (rows) and filters (columns), filled where the filter sees the map; return the Axes.

    sees : (n_C_prev, n_C) bool
    """
    maps, filters = np.shape(sees)
    if ax is None:
        _, ax = new_figure(height=2.8)
    for c, k in np.ndindex(maps, filters):
        face = BLUE if sees[c][k] else "white"
        ax.add_patch(Rectangle((k - 0.42, c - 0.42), 0.84, 0.84, facecolor=face, edgecolor="0.6", linewidth=0.8))
    ax.set(xlim=(-0.6, filters - 0.4), ylim=(maps - 0.4, -0.6), xlabel="filter", ylabel="map", aspect="equal")
    ax.set(xticks=range(filters), yticks=range(maps), title="filled: the filter sees this map")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    counts = [int(np.count_nonzero(column)) for column in np.transpose(sees)]
    describe(ax, f"{maps} maps and {filters} filters; the filters see {listed([str(n) for n in counts], 20)} maps")
    return ax


def draw_stack(f, n_C_prev, n_C, width, ax):
    """Draw the weights of a stack of 3 x 3 layers against its width, and those of one f x f layer; return the Axes."""
    widths, layers = np.arange(0, 257), (f - 1) // 2
    weights = 9 * (n_C_prev * widths + (layers - 2) * widths**2 + widths * n_C)
    large = f * f * n_C_prev * n_C
    ax.plot(widths, weights / 1e3, color=BLUE, label=f"{layers} layers of 3 × 3")
    ax.axhline(large / 1e3, color=ORANGE, linestyle="--", label=f"one layer of {f} × {f}")
    ax.plot(width, weights[width] / 1e3, marker="o", markersize=9, color=INK, linestyle="none", label="your width")
    plain(ax).set(xlim=(0, 256), ylim=(0, 1.08 * max(2 * large, weights[width]) / 1e3))
    ax.set(title=f"from {n_C_prev} to {n_C} channels", xlabel="filters in each layer of the stack but the last")
    ax.set_ylabel("weights (thousands)")
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def draw_eras(eras):
    """Draw the test errors of all versions: a mark for each seed, a line at the mean, a panel for each training length.

    eras : of `load_eras`    Returns the Axes.
    """
    lengths = sorted({era.steps for era in eras})
    _, axes = new_figure(1, len(lengths), height=3.9, sharey=True)
    names = list(dict.fromkeys(era.variant for era in eras))
    for ax, steps in zip(axes, lengths, strict=True):
        for era in eras:
            if era.steps == steps:
                place, errors = names.index(era.variant), 100 * era.errors
                colour, marker = (GREY, "o") if "+" in era.variant else (BLUE, "D")
                beside = place + np.linspace(-0.26, 0.26, len(errors))  # equal errors stay apart
                ax.plot(errors, beside, color=colour, marker=marker, markersize=4.5,
                        linestyle="none", alpha=0.75, label=f"_{era.variant}")  # fmt: skip
                ax.plot([errors.mean()] * 2, [place - 0.38, place + 0.38], color=INK, linewidth=2,
                        label=f"_mean of {era.variant}")  # fmt: skip
        plain(ax).set(xscale="log", title=f"after {steps} steps", xlabel="wrong test digits (%), logarithmic scale")
        low, high = ax.get_xlim()
        ticks = [tick for tick in (1, 2, 3, 5, 10, 20, 30, 50, 100) if low <= tick <= high]
        ax.set_xticks(ticks, [str(tick) for tick in ticks])
        ax.xaxis.set_minor_locator(NullLocator())
        ax.grid(axis="x", color="0.9")
        ax.set_yticks(range(len(names)), names)
        means = [f"{era.variant}: {100 * era.errors.mean():.1f}" for era in eras if era.steps == steps]
        describe(ax, f"wrong test digits after {steps} steps, mean of eight seeds in percent: {listed(means)}")
    axes[0].set_ylabel("version")
    axes[0].invert_yaxis()
    return axes
