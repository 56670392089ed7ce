"""The figures of course 2, week 3: batch normalisation.

draw_statistics     which numbers of a batch share a mean: those of a unit, or those of an example
draw_graph          the graph of batch normalisation: what depends on what
draw_running        the means of batches, one after another, and the running mean that follows them
draw_batch_errors   how far the statistics of small batches are off
draw_fan            the sums of a unit over the steps of a training: median, quarters, extremes
draw_histogram      the same at one step, with what ReLU silences
draw_rates          cost against learning rate, with and without batch normalisation
draw_fog            right answers on pictures seen through fog
"""

import numpy as np
from matplotlib.patches import FancyBboxPatch, Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, new_figure, plain, widened
from deepcourse.figures.wording import listed

LOOKS = {"without": (ORANGE, "--", "s"), "with": (BLUE, "-", "o"), "with, measured anew": (GREEN, "-.", "D")}
TOLD = {"without": "without", "with": "batch normalisation", "with, measured anew": "statistics measured anew"}
LEVELS = 0.05, 0.25, 0.5, 0.75, 0.95
SUMS = -6.0, 6.0  # the axis of sums
WORST = 1.0  # the highest cost on the axis; what is higher, or no number, is drawn on the edge
PALE = "#f3f3f3"


def draw_statistics(Z, axes=None):
    """Draw a batch twice: a unit's row marked, whose mean batch norm takes, and an example's column; return the Axes.

    Z : (n, m), small whole numbers
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=2.9)
    n, m = Z.shape
    marks = (("batch normalisation: a mean for each unit", (-0.5, -0.5), m, 1, BLUE),)
    marks += (("layer normalisation: a mean for each example", (-0.5, -0.5), 1, n, RED),)
    for ax, (title, corner, width, height, colour) in zip(axes, marks, strict=True):
        ax.imshow(np.full((n, m), 0.0), cmap="Greys", vmin=0, vmax=1, aspect="auto")
        ax.add_patch(Rectangle(corner, width, height, facecolor=colour, alpha=0.25, edgecolor=colour, linewidth=2))
        for i, k in np.ndindex(n, m):
            ax.text(k, i, f"{Z[i, k]:g}", ha="center", va="center", color=INK, fontsize=11)
        ax.set_xticks(range(m), [str(k + 1) for k in range(m)])
        ax.set_yticks(range(n), [str(i + 1) for i in range(n)])
        ax.set(title=title, xlabel="example (column)", ylabel="unit (row)")
        ax.tick_params(length=0)
    return axes


NODES = {  # name: (x, y, text, colour)
    "Z": (0.0, 1.0, "Z", PALE),
    "mean": (1.0, 0.0, "mean", "#fbe5bd"),
    "centred": (2.0, 1.0, "centred\nZ - mean", "#cfe4f2"),
    "variance": (3.0, 0.0, "variance", "#fbe5bd"),
    "Z_norm": (4.0, 1.0, "Z_norm\ncentred / std", "#cfe4f2"),
    "gamma": (5.3, 0.0, "gamma", "#d5efe4"),
    "Ztilde": (6.0, 1.0, "Ztilde\ngamma Z_norm + beta", "#cfe4f2"),
    "beta": (6.7, 0.0, "beta", "#d5efe4"),
}
EDGES = (
    ("Z", "centred"),
    ("Z", "mean"),
    ("mean", "centred"),
    ("centred", "Z_norm"),
    ("centred", "variance"),
    ("variance", "Z_norm"),
    ("Z_norm", "Ztilde"),
    ("gamma", "Ztilde"),
    ("beta", "Ztilde"),
)


def draw_graph(ax=None):
    """Draw the graph of batch normalisation, from Z to Ztilde; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.2)
    boxes = {}
    for name, (x, y, text, colour) in NODES.items():
        width = {"Z": 0.6, "Ztilde": 1.5}.get(name, 1.1 if y else 0.8)
        box = FancyBboxPatch((x - width / 2, y - 0.17), width, 0.34, boxstyle="round,pad=0.03", facecolor=colour)
        box.set(edgecolor=INK, linewidth=1)
        boxes[name] = ax.add_patch(box)
        ax.text(x, y, text, ha="center", va="center", fontsize=9.5)
    for one, other in EDGES:
        ends = {"xy": NODES[other][:2], "xytext": NODES[one][:2]}
        arrow = {"arrowstyle": "-|>", "color": INK, "patchA": boxes[one], "patchB": boxes[other], "shrinkA": 2}
        ax.annotate("", **ends, arrowprops=arrow | {"shrinkB": 2})
    into = {name: [one for one, other in EDGES if other == name] for name in NODES}
    made = [f"{NODES[name][2].splitlines()[-1]} ({name}) from {listed(ones)}" for name, ones in into.items() if ones]
    describe(ax, f"Arrows lead to each box: {'; '.join(made)}")
    ax.set(xlim=(-0.5, 7.3), ylim=(-0.35, 1.35))
    ax.set_title("From Z to Ztilde: blue (n, m), one number for each example; others (n, 1), one for each unit")
    ax.axis("off")
    return ax


def draw_running(batches, running, final, ax=None):
    """Draw the mean of a unit in each batch, the running mean, and the mean over all examples; return the Axes.

    batches, running : (steps,)    final : the mean of all examples, a number
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    steps = np.arange(1, len(batches) + 1)
    plain(ax).plot(steps, batches, ".", color=GREY, label="mean of the batch")
    ax.plot(steps, running, color=BLUE, linewidth=2, label="running mean, momentum 0.9")
    ax.axhline(final, color=RED, linestyle=":", label="mean of all examples")
    ax.set(xlabel="batch", ylabel="mean of Z, one unit", title="A running mean forgets its start and calms the batches")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_batch_errors(sizes, means, variances, ax=None):
    """Draw the typical error of a batch's mean and variance against the size of the batch; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.2)
    plain(ax).plot(sizes, means, color=BLUE, marker="o", label="mean, in standard deviations")
    ax.plot(sizes, variances, color=ORANGE, linestyle="--", marker="s", label="variance, as a share")
    ax.set(
        xscale="log",
        yscale="log",
        ylim=widened((0.05, 2), means, variances),
        xlabel="examples in the batch",
        ylabel="typical error",
    )
    ax.set_title("Statistics of small batches are poor")
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.set_yticks((0.05, 0.1, 0.2, 0.5, 1, 2), ("5 %", "10 %", "20 %", "50 %", "100 %", "200 %"))
    ax.minorticks_off()
    ax.grid(axis="y", color="0.9")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_fan(steps, Z, here, ax, kind="without", title=""):
    """Draw the sums of one unit over the steps: median, middle half, and 90 % of the examples; return the Axes.

    steps : (count,)    Z : (count, examples)    here : the step that is marked    kind : a key of LOOKS
    """
    colour, _, _ = LOOKS[kind]
    lowest, low, middle, high, highest = np.clip(np.quantile(Z, LEVELS, axis=1), *SUMS)  # on the edge at most
    plain(ax).fill_between(steps, lowest, highest, color=colour, alpha=0.2, linewidth=0)
    ax.fill_between(steps, low, high, color=colour, alpha=0.35, linewidth=0)
    ax.plot(steps, middle, color=colour, linewidth=2)
    ax.axvline(here, color=INK, linewidth=1)
    ax.axhline(0, color=GREY, linestyle=":", linewidth=1)
    ax.set(
        xlim=(steps[0], steps[-1]),
        ylim=SUMS,
        yticks=(-6, -3, 0, 3, 6),
        xlabel="step of the training",
        ylabel="sum",
        title=title,
    )
    return ax


def draw_histogram(values, ax, kind="without", title=""):
    """Draw how the sums of one unit are spread over the examples, upright as the fan; what ReLU silences is grey.

    Return the Axes. The axis of sums is the fan's, so it has no numbers of its own.
    """
    edges, colour = np.linspace(*SUMS, 41), LOOKS[kind][0]
    share = np.histogram(np.clip(values, *SUMS), bins=edges)[0] / len(values)
    plain(ax).stairs(share[20:], edges[20:], fill=True, color=colour, orientation="horizontal")  # edge 20 is 0
    ax.stairs(share[:20], edges[:21], fill=True, color="0.75", orientation="horizontal")
    ax.axhline(0, color=GREY, linestyle=":", linewidth=1)
    ax.set(xlim=(0, 0.4), ylim=SUMS, xticks=(0, 0.4), yticks=(), xlabel="share", title=title)
    ax.set_ylabel("grey: silenced by ReLU", fontsize=9)
    return ax


def draw_rates(rates, costs, ax=None, title="Cost against learning rate", xlabel="learning rate"):
    """Draw the cost that each learning rate has reached: a dot for each seed, a line through the medians.

    rates : (r,)    costs : {"without": (r, seeds), "with": (r, seeds)}; what is above 1, or no number, is on the edge
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    for kind, reached in costs.items():
        colour, line, marker = LOOKS[kind]
        heights = np.where(np.isfinite(reached), np.minimum(reached, WORST), WORST)
        plain(ax).plot(rates, np.median(heights, axis=1), line, color=colour, label=TOLD[kind])
        spots = np.repeat(np.asarray(rates), heights.shape[1]) * (0.96 if kind == "without" else 1.04)
        ax.plot(spots, heights.ravel(), marker, color=colour, markersize=4, alpha=0.8)
    ax.axhline(np.log(2), color=GREY, linestyle=":", linewidth=1)
    ax.set(xscale="log", ylim=(0, 1.1 * WORST), xlabel=xlabel, ylabel="cost (nats)", title=title)
    ax.set_xticks(rates, [f"{rate:g}" for rate in rates])
    ax.minorticks_off()
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_fog(strengths, found, ax=None):
    """Draw the share of right answers against the strength of the fog: a dot for each seed, a line through the means.

    strengths : (s,)    found : {way: (s, seeds)}, the ways of LOOKS
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    for way, shares in found.items():
        colour, line, marker = LOOKS[way]
        label = "without batch normalisation" if way == "without" else f"with, {TOLD[way].split('statistics ')[-1]}"
        label = "with, running statistics" if way == "with" else label
        plain(ax).plot(strengths, shares.mean(axis=1), line, color=colour, label=label)
        ax.plot(np.repeat(strengths, shares.shape[1]), shares.ravel(), marker, color=colour, markersize=4, alpha=0.8)
    ax.axhline(0.5, color=GREY, linestyle=":", linewidth=1)
    ax.set(ylim=widened((0.45, 0.9), *found.values()), xlabel="strength of the fog", ylabel="share of right answers")
    ax.set_title("Test pictures seen through fog")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
