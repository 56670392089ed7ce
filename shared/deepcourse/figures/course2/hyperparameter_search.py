"""The figures of course 2, week 3: search for hyperparameters.

Scale                   the ends of a linear axis and of a logarithmic one for the same numbers
draw_fan                the same draws on both axes, joined by bands, and how many fell into each factor of ten
draw_grid_and_random    nine settings on a grid, nine at random: what they see of one hyperparameter, and their best
draw_chance             the chance that one of n random settings is among the best
draw_trials             trials of several searches, coloured by their score
draw_by_seed            a score for each seed, several ways side by side
draw_halving            learning curves of many candidates, of which few are finished
"""

from dataclasses import dataclass

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED, SKY, new_figure, plain
from deepcourse.figures.wording import number

DECADES = (PURPLE, SKY, GREEN, ORANGE)
RUNGS = (GREY, ":", "x"), (SKY, "--", "v"), (BLUE, "-", "s")  # of candidates that were stopped after each
SCORES = "viridis"
LIMITS = (0.1, 0.95)  # of accuracies as colours: guessing, and better than any training here


@dataclass(frozen=True)
class Scale:
    """A linear axis and a logarithmic one for the same numbers; `shares` draws 1 - value on the logarithmic one."""

    name: str
    low: float
    high: float
    edges: tuple  # values between which the draws are counted, in rising order
    shares: bool = False

    def linear(self, values):
        """Return where values stand on the linear axis, from 0 to 1."""
        return (np.asarray(values) - self.low) / (self.high - self.low)

    def logarithmic(self, values):
        """Return where values stand on the logarithmic axis, from 0 to 1."""
        first, last, at = (self._log(v) for v in (self.edges[0], self.edges[-1], values))
        return (at - first) / (last - first)

    def _log(self, values):
        return -np.log10(1 - np.asarray(values)) if self.shares else np.log10(values)


RATES = Scale("learning rate", 0.0, 1.0, (1e-4, 1e-3, 1e-2, 1e-1, 1.0))
BETAS = Scale(r"$\beta$", 0.0, 1.0, (0.0, 0.9, 0.99, 0.999, 0.9999), shares=True)


def draw_fan(values, scale, title, axes=None):
    """Draw the same draws on a linear and on a logarithmic axis, and count them; return the Axes.

    A band for each factor of ten joins its place on one axis to that on the other; each draw is a tick on both.

    values : (n,)    scale : `Scale`    axes : two, the fan and the counts
    """
    if axes is None:
        _, axes = new_figure(2, 1, height=4.6, height_ratios=(3, 1))
    fan, counts = axes
    belongs = np.clip(np.searchsorted(scale.edges, values, side="right") - 1, 0, len(scale.edges) - 2)
    for part, colour in zip(range(len(scale.edges) - 1), DECADES, strict=False):
        chosen = np.asarray(values)[belongs == part]
        edges = scale.edges[part : part + 2]
        (left, right), ends = np.clip(scale.linear(edges), 0, 1), scale.logarithmic(edges)
        fan.fill([left, right, ends[1], ends[0]], [1, 1, 0, 0], color=colour, alpha=0.3, linewidth=0, zorder=0)
        for at, height in ((scale.linear(chosen), 1), (scale.logarithmic(chosen), 0)):
            fan.plot(at, np.full_like(at, height), "|", color=INK, markersize=13, markeredgewidth=1.1, alpha=0.7)
        counts.bar(ends.mean(), chosen.size, width=0.92 * (ends[1] - ends[0]), color=colour, alpha=0.8)
        counts.annotate(f"{chosen.size}", (ends.mean(), chosen.size), xytext=(0, 2), textcoords="offset points",
                        ha="center", color=INK)  # fmt: skip
    _fan_axes(fan, counts, scale, title)
    parts = np.bincount(belongs, minlength=len(scale.edges) - 1)
    told = [
        f"{number(low)} to {number(high)}: {n}"
        for low, high, n in zip(scale.edges, scale.edges[1:], parts, strict=False)
    ]
    joins = "Each draw is a line from its place on a linear axis, above, to that on a logarithmic one, below"
    describe(fan, f"{joins}. Draws by part of the logarithmic axis: {', '.join(told)}")
    return axes


def _fan_axes(fan, counts, scale, title):
    """Put ticks and names on the two axes of a fan, and on the counts below it."""
    linear = (0, 0.2, 0.4, 0.6, 0.8, 1)
    fan.set(xlim=(-0.02, 1.02), ylim=(-0.14, 1.14), yticks=[0, 1], title=title)
    fan.set_yticklabels(["logarithmic", "linear"])
    fan.tick_params(axis="y", length=0)
    fan.set_ylabel("axis")
    fan.set_xticks(scale.linear(linear), [f"{v:g}" for v in linear])
    fan.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False)
    fan.spines[["top", "right", "bottom", "left"]].set_visible(False)
    for height in (0, 1):
        fan.axhline(height, color=INK, linewidth=0.8, zorder=0)
    counts.set(xlim=(-0.02, 1.02), ylim=(0, 1.28 * counts_limit(counts)), yticks=[], ylabel="draws", xlabel=scale.name)
    counts.set_xticks(scale.logarithmic(scale.edges), [f"{v:g}" for v in scale.edges])
    plain(counts)


def counts_limit(counts):
    """Return how many draws the bars of an axes hold together: no bar can be higher, at any position of a slider."""
    return max(1, sum(bar.get_height() for bar in counts.patches))


def draw_grid_and_random(score, grid, drawn, axes=None):
    """Draw settings on a grid and at random over a score, their shadows on the x axis, and the best so far.

    score : function of arrays (x, y)    grid, drawn : (n, 2) in the unit square    axes : five; they are returned
    """
    if axes is None:
        axes = grid_and_random_axes()
    (above_grid, above_drawn, map_grid, map_drawn, best) = axes
    x, y = np.meshgrid(np.linspace(0, 1, 41), np.linspace(0, 1, 41))
    heights, line = score(x, y), np.linspace(0, 1, 41)
    for above, below, points, colour, name in (
        (above_grid, map_grid, grid, ORANGE, "grid"), (above_drawn, map_drawn, drawn, BLUE, "random")
    ):  # fmt: skip
        tried, found = np.unique(np.round(points[:, 0], 9)), score(points[:, 0], points[:, 1])
        ridge = heights.max(axis=0)
        above.plot(line, ridge, color=INK, linewidth=1.5)
        above.vlines(tried, 0, np.interp(tried, line, ridge), color=colour, linewidth=1.8)
        above.set(xlim=(0, 1), ylim=(0, 1.08), xticks=[], yticks=[], ylabel="score")
        above.set_title(f"{name}: {len(tried)} values of x")
        below.imshow(
            heights,
            origin="lower",
            extent=(0, 1, 0, 1),
            cmap="Greys",
            vmin=0,
            vmax=1.6,
            aspect="auto",
            interpolation="bilinear",
        )
        below.vlines(points[:, 0], points[:, 1], 1, color=colour, linewidth=0.8, alpha=0.7)
        below.plot(*points.T, "o", color=colour, markersize=7, markeredgecolor="white")
        below.plot(*points[np.argmax(found)], "o", markersize=14, markerfacecolor="none", markeredgecolor=RED,
                   markeredgewidth=2)  # fmt: skip
        below.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 1], yticks=[0, 1], xlabel="x", ylabel="y")
        best.step(np.arange(1, len(points) + 1), np.maximum.accumulate(found), where="post", color=colour,
                  linestyle="--" if name == "grid" else "-", linewidth=2.2, label=name)  # fmt: skip
        plain(above)
    best.set(xlim=(1, len(grid) + 0.3), ylim=(0, 1.3), yticks=[0, 0.5, 1], xlabel="settings tried", ylabel="score",
             title="Best so far")  # fmt: skip
    best.legend(frameon=False, loc="upper left", ncols=2)
    plain(best)
    return axes


def grid_and_random_axes(*, pyplot=True, margins=None):
    """Return the five axes of `draw_grid_and_random`: two shadows above two maps, and the best so far beside them."""
    figure, _ = new_figure(0, 0, height=4.4, pyplot=pyplot, margins=margins)
    spread = {} if margins is None else {k: v for k, v in margins.items() if k in ("left", "right", "bottom", "top")}
    grid = figure.add_gridspec(2, 3, height_ratios=(1, 2.6), width_ratios=(1, 1, 0.9),
                               **(spread | {"wspace": 0.32, "hspace": 0.1} if spread else {}))  # fmt: skip
    places = (grid[0, 0], grid[0, 1], grid[1, 0], grid[1, 1], grid[:, 2])
    return [figure.add_subplot(place) for place in places]


def draw_chance(shares, probability, needed, ax=None):
    """Draw the chance that one of n random settings is among the best, for several shares; return the Axes.

    shares : how large a part "the best" is    needed : for each, the n at which the chance reaches `probability`
    """
    if ax is None:
        _, ax = new_figure(height=3.5)
    n = np.arange(0, 121)
    looks = (GREEN, "-.", "s"), (BLUE, "-", "o"), (ORANGE, "--", "^")
    for share, enough, (colour, line, mark) in zip(shares, needed, looks, strict=False):
        ax.plot(n, 1 - (1 - share) ** n, color=colour, linestyle=line, linewidth=2, label=f"the best {share:.0%}")
        if enough <= n[-1]:
            ax.plot(enough, 1 - (1 - share) ** enough, mark, color=colour, markersize=8, markeredgecolor="white")
            ax.annotate(f"n = {enough}", (enough, probability), xytext=(4, -15), textcoords="offset points", color=INK)
    ax.axhline(probability, color=GREY, linestyle=":", linewidth=1.4)
    ax.set(xlim=(0, 120), ylim=(0, 1.03), xlabel="random settings tried, n", ylabel="chance that one is among them",
           title=f"How many random settings are enough? (dotted: {probability:.0%})")  # fmt: skip
    ax.legend(frameon=False, loc="lower right")
    return plain(ax)


def draw_trials(searches, ends, axes=None):
    """Draw the trials of several searches, coloured by score, and the spaces into which they zoomed; return the Axes.

    searches : {name: stages}, stages a list of (space, history) as `coarse_to_fine` returns them
    ends : (low, high) of the learning rates, the same for all
    """
    if axes is None:
        _, axes = new_figure(1, len(searches), height=3.6, sharey=True)
    for ax, (name, stages) in zip(np.ravel(axes), searches.items(), strict=True):
        tried = [trial for _, history in stages for trial in history]
        places = np.array([[s["learning_rate"], s["hidden_units"]] for s, _ in tried])
        scores = np.array([score for _, score in tried])
        for space, _ in stages[1:]:
            (_, left, right), (_, low, high) = space["learning_rate"], space["hidden_units"]
            ax.fill(
                [left, right, right, left], [low, low, high, high], facecolor="none", edgecolor=GREY, linestyle="--"
            )
        dots = ax.scatter(*places.T, c=scores, cmap=SCORES, vmin=LIMITS[0], vmax=LIMITS[1], s=52, edgecolors="white",
                          linewidths=0.6, zorder=3)  # fmt: skip
        best = int(np.argmax(scores))
        ax.plot(*places[best], "o", markersize=15, markerfacecolor="none", markeredgecolor=RED, markeredgewidth=2,
                zorder=4)  # fmt: skip
        ax.set(xscale="log", xlim=(ends[0] / 1.6, ends[1] * 1.6), ylim=(0, 68), xlabel="learning rate",
               title=f"{name}: best {scores[best]:.1%}")  # fmt: skip
        plain(ax)
    np.ravel(axes)[0].set_ylabel("hidden units")
    np.ravel(axes)[0].figure.colorbar(dots, ax=axes, label="accuracy on the dev digits", pad=0.01)
    return axes


def draw_by_seed(scores, title, ylabel="accuracy on the dev digits", ax=None):
    """Draw a score for each seed, several ways side by side, and their means; a line joins each seed. Return the Axes.

    scores : {way: (S,) one score for each seed}
    """
    if ax is None:
        _, ax = new_figure(height=3.4, width=7.5)
    table = np.array(list(scores.values()))  # (ways, S)
    for seed, (colour, line, mark) in enumerate(zip((BLUE, ORANGE, GREEN), ("-", ":", "--"), "osD", strict=True)):
        if seed < table.shape[1]:
            places = np.arange(len(table)) + 0.06 * (seed - 1)
            ax.plot(places, table[:, seed], color=colour, linestyle=line, marker=mark, markersize=8, linewidth=1,
                    markeredgecolor="white", label=f"seed {seed + 1}")  # fmt: skip
    for place, mean in enumerate(table.mean(axis=1)):
        ax.plot([place - 0.2, place + 0.2], [mean, mean], color=INK, linewidth=2, label=None if place else "mean")
    ax.set_xticks(range(len(scores)), list(scores))
    spread = max(0.02, table.max() - table.min())
    ax.set(xlim=(-0.5, len(scores) - 0.5), ylim=(table.min() - 0.15 * spread, table.max() + 0.15 * spread),
           title=title, ylabel=ylabel, xlabel="way of searching")  # fmt: skip
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return plain(ax)


def draw_halving(curves, stops, winner, ax=None):
    """Draw the learning curve of each candidate up to where it was stopped, and the rungs; return the Axes.

    curves : {candidate: (E,) scores after 1, 2, ..., E epochs}    stops : epochs in all at the end of each rung
    """
    if ax is None:
        _, ax = new_figure(height=4.0)
    for stop in stops:
        ax.axvline(stop, color=GREY, linestyle=":", linewidth=1.3)
    looks = dict(zip(stops, RUNGS, strict=False))
    for candidate, scores in sorted(curves.items(), key=lambda item: len(item[1])):
        epochs, wins = np.arange(0, len(scores) + 1), candidate == winner
        colour, line, mark = (RED, "-", "*") if wins else looks.get(len(scores), RUNGS[-1])
        look = {"linewidth": 2.6, "zorder": 4} if wins else {"linewidth": 1.2, "alpha": 0.8, "zorder": 2}
        ax.plot(epochs, [0.1, *scores], color=colour, linestyle=line, **look)
        ax.plot(epochs[-1], scores[-1], mark, color=colour, markersize=14 if wins else 6,
                zorder=5 if wins else 2)  # fmt: skip
    told = "the winner", "stopped after the first rung", "after the second", "after the third"
    for (colour, line, mark), label in zip(((RED, "-", "*"), *RUNGS), told, strict=True):
        ax.plot([], [], color=colour, linestyle=line, marker=mark, markersize=9, label=label)
    ax.set(xlim=(0, max(stops) + 0.4), ylim=(0, 1), xlabel="epochs that this candidate has trained",
           ylabel="accuracy on the dev digits", title="Many begin, few go on (dotted: the end of each rung)",
           xticks=sorted({0, *stops}))  # fmt: skip
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return plain(ax)
