"""The figures of course 5, week 2: word vectors.

draw_rows           the numbers of some words as coloured rows
draw_neighbours     the words nearest to a word, a bar for each
draw_pairs          pairs of words in the plane, an arrow from one to the other
draw_audit          analogies answered in three ways, a row for each relation
draw_map            words of several kinds in the plane
draw_few_labels     accuracy on new words, against the number of labelled ones
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, ORANGE, PURPLE, legible, new_figure, plain

MARKS = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"), (PURPLE, "D"))


def draw_rows(words, vectors, ax=None):
    """Draw the numbers of some words, (n, m): a row for each word; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=0.9 + 0.34 * len(words))
    image = ax.imshow(vectors.T, cmap="RdBu_r", vmin=-2, vmax=2, aspect="auto")
    ax.set(yticks=range(len(words)), yticklabels=words, xlabel="number", title="each word is a row of 50 numbers")
    ax.figure.colorbar(image, ax=ax, label="value", extend="both")
    ax.tick_params(length=0)
    describe(ax, f"a row for each of {', '.join(words)}; similar words have similar colours in many places")
    return ax


def draw_neighbours(ax, names, values, title, label):
    """Draw the nearest words, a bar for each; return the Axes."""
    ax.barh(range(len(names)), values, color=BLUE, height=0.65)
    high = max(np.max(values), 1e-9)
    for row, value in enumerate(values):
        ax.annotate(f"{value:.2f}", (value, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
    plain(ax).set(yticks=range(len(names)), yticklabels=names, ylim=(len(names) - 0.4, -0.6), xlim=(0, 1.12 * high))
    ax.set(xlabel=label, title=title, ylabel="word")
    describe(ax, f"{len(names)} bars: " + ", ".join(f"{n} {v:.2f}" for n, v in zip(names, values, strict=True)))
    return ax


def draw_pairs(pairs, Y, ax=None):
    """Draw an arrow for each pair of words, from the first to the second; return the Axes.

    pairs : list of (first, second)    Y : (2, 2 m), the first words, then the second ones
    """
    if ax is None:
        _, ax = new_figure(height=5.4)
    m = len(pairs)
    for i in range(m):
        ax.plot(Y[0, [i, m + i]], Y[1, [i, m + i]], color="0.75", linewidth=1.3, zorder=1)
    first, second = Y[:, :m], Y[:, m:]
    ax.plot(*first, color=BLUE, marker="o", linestyle="none", label="first word")
    ax.plot(*second, color=ORANGE, marker="s", linestyle="none", label="second word")
    room(ax, Y)
    write_names(ax, [a for a, _ in pairs] + [b for _, b in pairs], Y, [BLUE] * m + [ORANGE] * m)
    plain(ax).set(xlabel="first component", ylabel="second component", title="pairs of one relation, in the plane")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    steps = second - first
    direction = steps.mean(axis=1)
    along = direction @ steps / np.maximum(np.linalg.norm(steps, axis=0) * np.linalg.norm(direction), 1e-12)
    near = int((along > 0.7).sum())
    describe(ax, f"{m} lines, each from a first word to a second word; {near} of them point nearly the same way")
    return ax


def room(ax, Y):
    """Leave room around points for their names."""
    low, high = Y.min(axis=1), Y.max(axis=1)
    pad = np.maximum(0.09 * (high - low), 1e-6)
    ax.set(xlim=(low[0] - pad[0], high[0] + 1.6 * pad[0]), ylim=(low[1] - pad[1], high[1] + pad[1]))


def write_names(ax, names, Y, colours):
    """Write names beside points, as long as they find room; all points keep their markers."""
    size = ax.figure.get_size_inches() * (60, 62)  # points of the page, within the margins
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    at = np.stack([(Y[0] - left) / (right - left) * size[0], (Y[1] - bottom) / (top - bottom) * size[1]], axis=1)
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in at]
    for i, name in enumerate(names):
        wide, high = 5.6 * len(name) + 2, 12
        for dx, dy in ((6, -5), (-wide - 6, -5), (-wide / 2, 5), (-wide / 2, -17)):
            x, y = at[i] + (dx, dy)
            box = (x, y, x + wide, y + high)
            inside = x > 0 and y > 0 and box[2] < size[0] and box[3] < size[1]
            others = taken[:i] + taken[i + 1 :]
            if inside and all(box[2] < o[0] or o[2] < box[0] or box[3] < o[1] or o[3] < box[1] for o in others):
                ax.annotate(name, Y[:, i], xytext=(dx, dy), textcoords="offset points", fontsize=9, va="bottom",
                            color=legible(colours[i]))  # fmt: skip
                taken.append(box)
                break


def draw_audit(found, ax=None):
    """Draw the shares of analogies answered, a row for each relation; return the Axes.

    found : {relation: (words excluded, nothing excluded, c alone)}
    """
    if ax is None:
        _, ax = new_figure(height=1.4 + 0.4 * len(found))
    values = 100 * np.array(list(found.values()))
    rows = np.arange(len(found))
    ax.hlines(rows, values.min(axis=1), values.max(axis=1), color="0.85", linewidth=2, zorder=0)
    names = ("b - a + c, words excluded", "b - a + c, no word excluded", "c alone, words excluded")
    for column, (name, (colour, marker)) in enumerate(zip(names, MARKS, strict=False)):
        ax.plot(values[:, column], rows, color=colour, marker=marker, linestyle="none", markersize=8, label=name)
    plain(ax).set(yticks=rows, yticklabels=list(found), ylim=(len(found) - 0.5, -0.5), xlim=(-3, 103))
    ax.set(xlabel="analogies answered correctly (%)", title="how much of it is arithmetic?", ylabel="relation")
    ax.grid(axis="x", color="0.92")
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.24), ncols=3)
    told = [f"{name} {a:.0f}, {b:.0f}, {c:.0f}" for name, (a, b, c) in zip(found, values, strict=True)]
    describe(ax, f"per cent of {', of '.join(names)}: {'; '.join(told)}")
    return ax


def draw_map(ax, Y, kinds, title, words=None):
    """Draw words of several kinds in the plane; return the Axes.

    Y : (2, m)    kinds : m names of kinds    words : m words to be written where there is room, or None
    """
    different = list(dict.fromkeys(kinds))
    colours = {kind: mark for kind, mark in zip(different, MARKS, strict=False)}
    for kind in different:
        here = np.array([one == kind for one in kinds])
        ax.plot(*Y[:, here], color=colours[kind][0], marker=colours[kind][1], linestyle="none", label=kind)
    room(ax, Y)
    if words is not None:
        write_names(ax, words, Y, [colours[kind][0] for kind in kinds])
    plain(ax).set(title=title, xlabel="first coordinate", ylabel="second coordinate")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    own = neighbour_share(Y, kinds)
    counts = ", ".join(f"{sum(one == kind for one in kinds)} of the kind {kind}" for kind in different)
    describe(ax, f"points: {counts}; for {100 * own:.0f} % of them, the nearest point is of the same kind")
    return ax


def neighbour_share(Y, kinds):
    """Return the share of points whose nearest point is of the same kind."""
    D = ((Y[:, :, None] - Y[:, None, :]) ** 2).sum(axis=0)
    np.fill_diagonal(D, np.inf)
    return float(np.mean([kinds[i] == kinds[j] for i, j in enumerate(D.argmin(axis=1))]))


def draw_few_labels(each, vectors, one_hot, ax=None):
    """Draw the accuracy on new words, against the number of labelled words of each kind; return the Axes.

    each : numbers of labelled words    vectors, one_hot : (len(each), draws) accuracies
    """
    if ax is None:
        _, ax = new_figure(height=3.3)
    for values, (colour, marker), dash, name in (
        (vectors, MARKS[0], "-", "word vectors"),
        (one_hot, MARKS[1], "--", "one-hot columns"),
    ):
        middle = 100 * np.mean(values, axis=1)
        ax.fill_between(each, 100 * np.min(values, axis=1), 100 * np.max(values, axis=1), color=colour, alpha=0.15)
        ax.plot(each, middle, color=colour, marker=marker, linestyle=dash, label=name)
    plain(ax).set(xscale="log", ylim=(0, 104), yticks=range(0, 101, 10), title="new words, sorted into three kinds")
    ax.set_xticks(each, [str(one) for one in each])
    ax.set_xticks([], minor=True)
    ax.set(xlabel="labelled words of each kind (logarithmic)", ylabel="accuracy (%)")
    ax.grid(axis="y", color="0.92")
    ax.legend(frameon=False, loc="center right", bbox_to_anchor=(1.0, 0.52))
    return ax
