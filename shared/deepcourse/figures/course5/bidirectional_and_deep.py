"""The figures of course 5, week 1: reading in both directions, and layers on top of each other.

draw_chances    the words of a sentence that are known, and how likely each tag is
draw_ceilings   the best accuracy against the words that may be seen after the place
draw_reach      layers, unrolled, and what an answer depends on
draw_taggers    the accuracy of some taggers, a mark for each training, and a ceiling
draw_flip       what a tagger says of one word, while the words after it come
draw_kinds      how often reviews of each kind are tagged right
draw_delays     beats that are classified correctly, against the time that the network waits
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, SERIES, ink_on, legible, new_figure, plain

MARKERS = ("o", "s", "^", "D", "v")


def draw_chances(axes, words, known, place, chances):
    """Draw a sentence whose first `known` words are uncovered, and the chance of each tag of one word; return the axes.

    words : list of str    place : of the word to tag    chances : {tag: 0 to 1}
    """
    above, below = axes
    above.set(xlim=(-0.6, len(words) - 0.4), ylim=(-0.75, 0.6), xticks=[], yticks=[], title="what has been read so far")
    above.spines[:].set_visible(False)
    for at, word in enumerate(words):
        seen = at < known
        box = {"boxstyle": "round,pad=0.35", "facecolor": "#dbe9f4" if at == place else "white" if seen else "0.82",
               "edgecolor": INK if seen else "0.82"}  # fmt: skip
        colour, marker = (INK, "o") if seen else (GREY, "x")
        above.plot([at], [-0.5], color=colour, marker=marker, linestyle="none", markersize=5)
        above.text(at, 0.05, word if seen else "?", ha="center", va="center", fontsize=11, color=INK, bbox=box)
    told = " ".join(words[:known]) + ("" if known == len(words) else f", and {len(words) - known} covered words")
    describe(above, f"{told}; the word to tag is {words[place]}")
    bars = below.barh(list(chances), [100 * share for share in chances.values()], color=(BLUE, ORANGE), height=0.55)
    below.bar_label(bars, fmt="%.0f %%", padding=5)
    plain(below).set(
        xlim=(0, 112), xticks=range(0, 101, 20), xlabel="probability (%), for a reader who knows the grammar"
    )
    below.set_title(f"what is {words[place]}?")
    below.invert_yaxis()
    return axes


def draw_ceilings(ceilings, ax=None):
    """Draw the best accuracy against the words that may be seen after the place; return the Axes.

    ceilings : {name: (K,), from 0 words on}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for (name, values), (colour, line), marker in zip(ceilings.items(), SERIES, MARKERS, strict=False):
        ax.plot(range(len(values)), [100 * v for v in values], color=colour, linestyle=line, marker=marker, label=name)
    ax.grid(axis="y", color="0.92")
    plain(ax).set(xlabel="words that may be seen after the ambiguous one", ylabel="best accuracy (%)", ylim=(45, 103))
    ax.set_title("no tagger can be better than this")
    ax.set_xticks(range(max(len(values) for values in ceilings.values())))
    ax.legend(frameon=False, loc="lower right")
    return ax


def draw_reach(ax, rows, steps, edges, reached, output):
    """Draw rows of states above the words, and those that one answer depends on; return the Axes.

    rows : names, from the words up    edges : pairs ((row, step), (row, step)), from what is read to what reads it
    reached : set of (row, step) that the answer depends on    output : its step
    """
    shift = [0.2 if name.endswith("←") else 0 for name in rows]  # so that no arrow runs through a state
    arrow = {"arrowstyle": "->", "color": GREY, "shrinkA": 8, "shrinkB": 8}
    for (low, t), (high, u) in edges:
        if {(low, t), (high, u)} <= reached:
            ax.annotate("", (u + shift[high], high), (t + shift[low], low), arrowprops=arrow)
    for row in range(len(rows)):
        for t in range(steps):
            hot = (row, t) in reached
            kind = (ORANGE, "s") if row == 0 else (INK, "D") if row == len(rows) - 1 else (BLUE, "o")
            colour, marker = kind if hot else ("0.75", ".")
            ax.plot([t + shift[row]], [row], color=colour, marker=marker, markersize=10, linestyle="none", zorder=3)
    ax.set(yticks=range(len(rows)), yticklabels=rows, xticks=range(steps), xlabel="step", xlim=(-0.5, steps - 0.5),
           ylim=(-0.5, len(rows) - 0.5), title=f"what the answer at step {output} depends on")  # fmt: skip
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    words = sorted(t for row, t in reached if row == 0)
    describe(ax, f"{len(rows) - 2} rows of states over {steps} words: the answer at step {output} depends on the words "
                 f"{', '.join(map(str, words))}")  # fmt: skip
    return ax


def draw_taggers(accuracies, ceilings, title, ax=None, low=40):
    """Draw the accuracy of some taggers, a mark for each training, and ceilings as lines; return the Axes.

    accuracies : {name: (trainings,)}    ceilings : {label: accuracy}
    """
    if ax is None:
        _, ax = new_figure(height=0.42 * len(accuracies) + 1.6)
    for row, (name, values) in enumerate(accuracies.items()):
        shifts = np.linspace(-0.16, 0.16, len(values)) if len(values) > 1 else [0]
        ax.plot([100 * v for v in values], row + np.array(shifts), color=BLUE, marker="o", markersize=6,
                linestyle="none", label="one training" if row == 0 else f"_{name}")  # fmt: skip
    for (label, value), line, colour in zip(ceilings.items(), ("--", ":"), (INK, ORANGE), strict=False):
        ax.axvline(100 * value, color=colour, linestyle=line, linewidth=1.4, label=label)
    plain(ax).set(yticks=range(len(accuracies)), yticklabels=list(accuracies), xlim=(low, 103), title=title,
                  xlabel="accuracy on the ambiguous words (%)", ylim=(len(accuracies) - 0.5, -0.5))  # fmt: skip
    ax.grid(axis="x", color="0.92")
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.4, -0.22 - 0.25 / len(accuracies)), ncols=3)
    told = ["a mark is one training"]
    told += [f"{name}: {100 * min(v):.0f} to {100 * max(v):.0f} %" for name, v in accuracies.items()]
    told += [f"{label}: {100 * value:.0f} %" for label, value in ceilings.items()]
    describe(ax, "; ".join(told))
    return ax


def draw_flip(sentences, chances, place, axes=None):
    """Draw the chance of "person" at one word after each further word, a panel for each sentence; return the axes.

    sentences : lists of words    chances : {tagger: values after words `place`, `place` + 1, ...} of each
    """
    if axes is None:
        _, axes = new_figure(len(sentences), 1, height=2.5 * len(sentences))
    for ax, words, taggers in zip(np.atleast_1d(axes), sentences, chances, strict=True):
        told = []
        ax.axhline(50, color="0.8", linewidth=1)
        for (name, values), (colour, line), marker in zip(taggers.items(), SERIES, MARKERS, strict=False):
            ax.plot(
                range(len(values)), [100 * v for v in values], color=colour, linestyle=line, marker=marker, label=name
            )
            told.append(
                f"{name}: " + ", ".join(f"{w} {100 * v:.0f} %" for w, v in zip(words[place:], values, strict=False))
            )
        plain(ax).set(xticks=range(len(values)), xticklabels=words[place : place + len(values)], ylim=(-6, 140),
                      yticks=(0, 50, 100), ylabel="P(person) (%)", xlabel="read up to this word",
                      title=f"{' '.join(words[: place + 1])} ...")  # fmt: skip
        ax.legend(frameon=False, loc="upper center", ncols=2, fontsize=9)
        describe(ax, f"chance that {words[place]} is a person, read up to: {'; '.join(told)}")
    return axes


def draw_kinds(tables, rows, columns, axes=None):
    """Draw for each tagger how often the reviews of each kind are tagged right, in percent; return the axes.

    tables : {name: (rows, columns), 0 to 1}
    """
    if axes is None:
        _, axes = new_figure(1, len(tables), height=2.7)
    for ax, (name, table) in zip(np.atleast_1d(axes), tables.items(), strict=True):
        image = ax.imshow(table, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        for row, column in np.ndindex(*np.shape(table)):
            colour = ink_on(image.cmap(image.norm(table[row][column]))[:3])
            ax.text(
                column, row, f"{100 * table[row][column]:.0f} %", ha="center", va="center", color=colour, fontsize=12
            )
        ax.set(xticks=range(len(columns)), xticklabels=columns, yticks=range(len(rows)), yticklabels=rows, title=name)
        ax.tick_params(length=0)
        told = [f"{rows[i]} and {columns[j]}: {100 * table[i][j]:.0f} %" for i, j in np.ndindex(*np.shape(table))]
        describe(ax, f"tagged right: {'; '.join(told)}")
    return axes


def draw_delays(shares, both, seconds, ax=None):
    """Draw how many beats of each kind are classified correctly, against the delay of the answers; return the Axes.

    shares : {delay: (narrow, wide)}    both : (narrow, wide) of both directions    seconds : of one delay
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    times = [1000 * seconds * delay for delay in shares]
    for kind, (name, (colour, line), marker) in enumerate(zip(("narrow", "wide"), SERIES, MARKERS, strict=False)):
        ax.plot(times, [100 * pair[kind] for pair in shares.values()], color=colour, linestyle=line, marker=marker,
                label=f"{name} beats, forwards")  # fmt: skip
        right = times[-1] + 1000 * seconds
        ax.plot([right], [100 * both[kind]], color=colour, marker=marker, markersize=9, linestyle="none",
                fillstyle="none", label=f"{name} beats, both directions")  # fmt: skip
    ax.set_xticks([*times, right], [*(f"{time:.0f}" for time in times), "all"], color=legible(INK))
    lowest = min([*(share for pair in shares.values() for share in pair), *both])
    plain(ax).set(xlabel="milliseconds that the answer waits", ylabel="classified correctly (%)")
    ax.set_ylim(min(60, 100 * lowest - 4), 103)
    ax.set_title("the last two minutes of a heartbeat")
    ax.grid(axis="y", color="0.92")
    ax.legend(frameon=False, loc="lower right", fontsize=9)
    return ax
