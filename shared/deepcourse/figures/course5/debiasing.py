"""The figures of course 5, week 2: debiasing.

draw_axis           words along a direction, a row for each
draw_components     the share of the spread that each component has, for pairs and for random pairs
draw_agreement      how well a direction from few pairs agrees with one from others
draw_equalized      a pair before and after it is equalized
draw_similarities   the similarities of all pairs of words, before and after
draw_sides          how many sides are guessed correctly, a row for each experiment
draw_leanings       words of two sides on a map
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, legible, new_figure, plain

SIDES = {1: (ORANGE, "s", "she"), -1: (BLUE, "o", "he")}


def draw_axis(words, values, title, ax=None, *, ends=("she", "he"), along=None, widest=0.55):
    """Draw words along a direction, a row for each, from the least to the largest value; return the Axes.

    words : list of str    values : (m,) cosines    ends : the words to which positive and negative ones lean
    along : the name of the direction, where it is not the step between the ends
    """
    if ax is None:
        _, ax = new_figure(height=1.3 + 0.19 * len(words))
    values = np.round(values, 9)  # what is left of 0 by rounding leans nowhere
    rows = np.arange(len(words))
    ax.hlines(rows, 0, values, color="0.8", linewidth=1.6, zorder=1)
    for (side, (color, marker, _)), end in zip(SIDES.items(), ends, strict=True):
        here = np.sign(values) == side
        ax.plot(values[here], rows[here], color=color, marker=marker, linestyle="none", label=f"leans to {end}")
    neither = values == 0
    if neither.any():
        ax.plot(values[neither], rows[neither], color=GREY, marker="D", linestyle="none", label="leans to neither")
    ax.axvline(0, color=GREY, linewidth=1)
    plain(ax).set(yticks=rows, yticklabels=words, ylim=(-0.7, len(words) - 0.3), xlim=(-widest, widest))
    ax.tick_params(axis="y", length=0, labelsize=9)
    ax.set(xlabel=f"cosine with the {along or f'step from {ends[1]} to {ends[0]}'}", ylabel="word", title=title)
    ax.legend(frameon=False, loc="lower right")
    low, high = int(values.argmin()), int(values.argmax())
    describe(
        ax,
        f"{len(words)} rows; square: leans to {ends[0]}, {int((values > 0).sum())} of them; "
        f"circle: leans to {ends[1]}, {int((values < 0).sum())} of them; "
        f"diamond: leans to neither, {int(neither.sum())} of them; "
        f"the ends are {words[low]} with {values[low]:.2f} and {words[high]} with {values[high]:.2f}; "
        f"the mean absolute cosine is {np.abs(values).mean():.2f}",
    )
    return ax


def draw_components(shares, random_shares, ax=None):
    """Draw the share of the spread that each component has; return the Axes.

    shares : (k,), of pairs    random_shares : (draws, k), of random pairs
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    number, others = np.arange(1, len(shares) + 1), 100 * np.asarray(random_shares)
    ax.fill_between(
        number, others.min(axis=0), others.max(axis=0), color=GREY, alpha=0.25, label="random pairs, all draws"
    )
    ax.plot(number, others.mean(axis=0), color=legible(GREY), linestyle="--", marker="s", label="random pairs, mean")
    ax.plot(number, 100 * np.asarray(shares), color=BLUE, marker="o", label="pairs like she and he")
    plain(ax).set(xlabel="principal component", ylabel="share of the spread (%)", xticks=number, ylim=(0, 100))
    ax.set(title=f"the spread within {len(shares)} pairs, by component", yticks=range(0, 101, 10))
    ax.grid(axis="y", color="0.92")
    ax.legend(frameon=False, loc="upper right")
    return ax


def draw_agreement(counts, found, ax=None):
    """Draw the cosine between a direction from some pairs and one from others; return the Axes.

    counts : numbers of pairs    found : (len(counts), draws) cosines
    """
    if ax is None:
        _, ax = new_figure(height=3.3)
    found = np.asarray(found)
    ax.fill_between(counts, found.min(axis=1), found.max(axis=1), color=BLUE, alpha=0.15, label="all draws")
    ax.plot(counts, np.median(found, axis=1), color=BLUE, marker="o", label="median")
    ax.axhline(0.8, color=GREY, linestyle="--", linewidth=1, label="0.8")
    plain(ax).set(xlabel="pairs used for the direction", ylabel="cosine", xticks=counts)
    ax.set(title="agreement with the direction from ten other pairs", ylim=(min(0, found.min() - 0.05), 1.02))
    ax.grid(axis="y", color="0.92")
    ax.legend(frameon=False, loc="lower right")
    told = zip(counts, np.median(found, axis=1), found.min(axis=1), strict=True)
    describe(
        ax, "the median, and all draws: " + "; ".join(f"{n} pairs {m:.2f}, lowest {low:.2f}" for n, m, low in told)
    )
    return ax


def draw_equalized(names, before, after, axes=None):
    """Draw two words in the plane of the axis and of what they have in common, before and after; return the Axes.

    names : two words    before, after : (2, 2), a column for each word: along the axis, and along the common part
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.1, sharey=True)
    circle = np.linspace(0, np.pi, 100)
    for ax, points, title in zip(axes, (before, after), ("before", "after equalising"), strict=True):
        ax.plot(np.cos(circle), np.sin(circle), color="0.8", linewidth=1, linestyle="--", label="length 1")
        ax.axvline(0, color=GREY, linewidth=1)
        for i, (name, side) in enumerate(zip(names, (1, -1), strict=True)):
            color, marker, _ = SIDES[side]
            ax.plot([0, points[0, i]], [0, points[1, i]], color=color, linewidth=1.5, linestyle=("-", "--")[i])
            ax.plot(*points[:, [i]], color=color, marker=marker, markersize=8, linestyle="none", label=name)
            away = (8, 4) if points[0, i] > 0 else (-8, 4)
            ax.annotate(
                name, points[:, i], xytext=away, textcoords="offset points", fontsize=10, color=legible(color),
                ha="left" if points[0, i] > 0 else "right",
            )  # fmt: skip
        plain(ax).set(xlim=(-1.1, 1.1), ylim=(0, 1.15), aspect="equal", xlabel="part along the axis", title=title)
        ax.set_ylabel("part along ν")
        ax.set(xticks=(-1, -0.5, 0, 0.5, 1), yticks=(0, 0.5, 1))
        told = ", ".join(
            f"{n} at {x:.2f} along the axis and {y:.2f} across" for n, (x, y) in zip(names, points.T, strict=True)
        )
        describe(ax, f"{told}; a dashed half circle shows the length 1")
    return axes


def draw_similarities(pairs, before, after, ax=None, *, named=3):
    """Draw the cosine of each pair of words before and after, and name the pairs that change most; return the Axes.

    pairs : list of (word, word)    before, after : (len(pairs),)
    """
    if ax is None:
        _, ax = new_figure(height=4.4)
    before, after = np.asarray(before), np.asarray(after)
    ax.plot(before, after, color=BLUE, marker="o", markersize=3.5, alpha=0.35, linestyle="none", label="a pair of jobs")
    ends = np.array([min(before.min(), after.min()) - 0.03, max(before.max(), after.max()) + 0.03])
    ax.plot(ends, ends, color=GREY, linestyle="--", linewidth=1, label="unchanged")
    order = np.argsort(after - before)
    changed = [*order[: -named - 1 : -1], *order[:named]]
    step, side = 0.055 * (ends[1] - ends[0]), 0.02 * (ends[1] - ends[0])
    for group, color, marker, name, away, start in (
        (changed[:named], ORANGE, "^", "risen most", -side, "right"),
        (changed[named:], GREEN, "v", "fallen most", side, "left"),
    ):
        ax.plot(before[group], after[group], color=color, marker=marker, markersize=7, linestyle="none", label=name)
        x = (before[group].min() if away < 0 else before[group].max()) + away
        x, y = np.clip(x, ends[0] + 16 * side, ends[1] - 16 * side), np.inf
        for i in sorted(group, key=lambda i: -after[i]):
            y = min(y - step, after[i])
            ax.plot([x - away / 4, before[i]], [y, after[i]], color="0.6", linewidth=0.7, zorder=0)
            ax.text(x, y, f"{pairs[i][0]}, {pairs[i][1]}", fontsize=9, ha=start, va="center", color=INK)
    told = [f"{pairs[i][0]} and {pairs[i][1]} from {before[i]:.2f} to {after[i]:.2f}" for i in changed]
    plain(ax).set(
        xlabel="cosine before", ylabel="cosine after neutralising", title="what else changes", xlim=ends, ylim=ends
    )
    ax.legend(frameon=False, loc="lower right")
    correlation = np.corrcoef(before, after)[0, 1]
    describe(
        ax,
        f"{len(pairs)} points, each a pair of jobs, around the dashed line of unchanged cosines; the correlation of "
        f"before and after is {correlation:.2f}; risen most: {'; '.join(told[:named])}; fallen most: "
        f"{'; '.join(told[named:])}",
    )
    return ax


def draw_sides(found, ax=None):
    """Draw the share of sides guessed correctly, a row for each experiment; return the Axes.

    found : {name: shares, one for each division of the words}
    """
    if ax is None:
        _, ax = new_figure(height=1.5 + 0.45 * len(found))
    marks = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"))
    for row, shares in enumerate(found.values()):
        color, marker = marks[row % 3]
        values = 100 * np.asarray(shares)
        ax.hlines(row, values.min(), values.max(), color=color, linewidth=3, alpha=0.35)
        ax.plot(np.median(values), row, color=color, marker=marker, markersize=9, linestyle="none")
        ax.annotate(
            f"{np.median(values):.0f} %", (np.median(values), row), xytext=(0, 9), textcoords="offset points",
            fontsize=9, ha="center", color=legible(color),
        )  # fmt: skip
    ax.axvline(50, color=GREY, linestyle="--", linewidth=1)
    plain(ax).set(yticks=range(len(found)), yticklabels=list(found), ylim=(len(found) - 0.5, -0.6), xlim=(0, 106))
    ax.set(
        xlabel="new words on the right side (%)",
        ylabel="vectors",
        title="the side, guessed: the median of all divisions, and their range",
    )
    told = [
        f"{n}: median {100 * np.median(s):.0f}, from {100 * min(s):.0f} to {100 * max(s):.0f}" for n, s in found.items()
    ]
    describe(ax, f"per cent of new words on the right side, over divisions of the words; {'; '.join(told)}")
    return ax


def draw_leanings(ax, Y, sides, words, title):
    """Draw words of two sides on a map, (2, m), with their names where there is room; return the Axes."""
    sides = np.asarray(sides)
    low, high = Y.min(axis=1), Y.max(axis=1)
    pad = np.maximum(0.1 * (high - low), 1e-6)
    ax.set(xlim=(low[0] - pad[0], high[0] + 1.5 * pad[0]), ylim=(low[1] - pad[1], high[1] + pad[1]))
    for side, (color, marker, label) in SIDES.items():
        here = Y[:, sides == side]
        ax.plot(*here, color=color, marker=marker, markersize=5, linestyle="none", label=f"leaned to {label}")
    named = write_names(ax, words, Y, sides)
    plain(ax).set(title=title, xlabel="first component", ylabel="second component")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    describe(
        ax,
        f"{int((sides > 0).sum())} words that leaned to she and {int((sides < 0).sum())} that leaned to he; named are "
        f"{named}, for instance {words[0]} and {words[1]}; on the map, the nearest point is on the same side for "
        f"{own_side(Y, sides):.0%} of the words",
    )
    return ax


def own_side(X, sides):
    """Return the share of columns of X, (n, m), whose nearest other column has the same side."""
    squares = (X**2).sum(axis=0)
    D = squares[:, None] + squares - 2 * X.T @ X
    np.fill_diagonal(D, np.inf)
    sides = np.asarray(sides)
    return float((sides[D.argmin(axis=1)] == sides).mean())


def write_names(ax, names, Y, sides):
    """Write names beside points, as long as they find room; return how many found it."""
    size = ax.figure.get_size_inches() * (57, 60)  # points of the page, within the margins
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    at = np.stack([(Y[0] - left) / (right - left) * size[0], (Y[1] - bottom) / (top - bottom) * size[1]], axis=1)
    taken, written = [(x - 4, y - 4, x + 4, y + 4) for x, y in at], 0
    for i, name in enumerate(names):
        wide, high = 5.8 * len(name) + 2, 12
        for dx, dy, ha in ((6, -6, "left"), (-6, -6, "right"), (0, 5, "center"), (0, -17, "center")):
            x, y = at[i] + (dx - {"left": 0, "right": wide, "center": wide / 2}[ha], dy)
            box = (x, y, x + wide, y + high)
            inside = x > 0 and y > 0 and box[2] < size[0] and box[3] < size[1]
            others = taken[:i] + taken[i + 1 :]
            if inside and all(box[2] < o[0] or o[2] < box[0] or box[3] < o[1] or o[3] < box[1] for o in others):
                ax.annotate(
                    name, Y[:, i], xytext=(dx, dy), textcoords="offset points", fontsize=9, va="bottom", ha=ha,
                    color=legible(SIDES[int(sides[i])][0]),
                )  # fmt: skip
                taken.append(box)
                written += 1
                break
    return written
