"""The figures of course 5, week 1: gated units.

draw_sequences  the task: a letter that is marked
draw_accuracies how networks of several kinds learn it
draw_reach      the gradient, step by step backwards
draw_cell       what happens in one step of a GRU or an LSTM
draw_left       how much of a number is left in a memory
draw_damage     gradients from overwritten caches
draw_gates      gates and memory of a trained LSTM, over time
"""

import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.patches import Circle, FancyBboxPatch
from matplotlib.ticker import NullLocator

from deepcourse.figures.description import describe
from deepcourse.figures.style import (
    BLUE,
    DIVERGING,
    GREEN,
    GREY,
    INK,
    ORANGE,
    RED,
    SERIES,
    ink_on,
    legible,
    new_figure,
    plain,
)

LOWEST = 1e-12  # the axis of gradients ends a little below it
KINDS = {"RNN": (RED, "-", "o"), "GRU": (BLUE, "--", "s"), "LSTM": (GREEN, "-.", "^")}


def draw_sequences(texts, marks, ax=None):
    """Draw some sequences of letters, each with its marked letter in a box; return the Axes.

    texts : list of strings of one length    marks : the step of each mark
    """
    if ax is None:
        _, ax = new_figure(height=0.9 + 0.42 * len(texts))
    for row, (text, mark) in enumerate(zip(texts, marks, strict=True)):
        for t, letter in enumerate(text):
            ax.text(t, row, letter, ha="center", va="center", fontsize=9, family="monospace",
                    color=INK if t == mark else legible(GREY), weight="bold" if t == mark else "normal")  # fmt: skip
        ax.add_patch(FancyBboxPatch((mark - 0.38, row - 0.3), 0.76, 0.6, boxstyle="round,pad=0.05", fill=False,
                                    edgecolor=RED, linewidth=1.6))  # fmt: skip
    ax.set(xlim=(-1, len(texts[0])), ylim=(len(texts) - 0.4, -0.6), xlabel="step", yticks=[],
           title="which letter is marked?")  # fmt: skip
    ax.spines[["top", "right", "left"]].set_visible(False)
    told = [f"{text[mark]} at step {mark}" for text, mark in zip(texts, marks, strict=True)]
    describe(ax, f"{len(texts)} sequences of {len(texts[0])} letters, with the marked letters {', '.join(told)}")
    return ax


def draw_accuracies(runs, ax=None):
    """Draw the accuracy of recorded networks as they learn, a line for each; return the Axes.

    runs : of `load_marked_letter`; networks of one name share a colour
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    names = list(dict.fromkeys(run.name for run in runs))
    for name, (colour, line) in zip(names, SERIES, strict=False):
        for number, run in enumerate(each for each in runs if each.name == name):
            ax.plot(np.maximum(run.steps, 25), 100 * run.accuracies, color=colour, linestyle=line, linewidth=1.5,
                    label=name if number == 0 else f"_{name}, seed {run.seed}")  # fmt: skip
    ax.axhline(12.5, color="0.7", linewidth=1)
    ax.set_xscale("log")
    ticks = [step for step in (50, 100, 200, 500, 1000, 2000, 5000) if step <= max(run.steps[-1] for run in runs)]
    plain(ax).set(xlabel="steps of training", ylabel="marked letters named (%)", ylim=(0, 104), xticks=ticks,
                  xticklabels=[f"{step:,}" for step in ticks])  # fmt: skip
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_title("accuracy on 1 000 new sequences of 50 letters (grey line: guessing)")
    ax.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(0.0, 0.6))
    ends = [f"{name}: {', '.join(f'{100 * each.accuracies[-1]:.0f} %' for each in runs if each.name == name)}"
            for name in names]  # fmt: skip
    describe(ax, "at the end: " + "; ".join(ends))
    return ax


def draw_reach(curves, ax=None, title="how much of the gradient reaches earlier steps"):
    """Draw norms of gradients against the distance from the end, on a logarithmic axis; return the Axes.

    curves : {name: (T + 1,) norms}; a line that falls below about 1e-12 leaves the figure
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    styles = [KINDS.get(name.split(",")[0].split()[0]) for name in curves]
    if len(set(styles)) < len(styles) or None in styles:
        styles = [(*series, marker) for series, marker in zip(SERIES, "os^dvP", strict=True)]
    for (name, values), (colour, line, marker) in zip(curves.items(), styles, strict=False):
        shown = np.clip(values, 1e-100, 1e12)
        ax.plot(np.arange(len(shown)), shown, color=colour, linestyle=line, marker=marker, markevery=10, markersize=5,
                label=name)  # fmt: skip
    ax.axhline(1, color="0.8", linewidth=0.8, zorder=0)
    plain(ax).set(yscale="log", ylim=(LOWEST / 3, 1e6), xlabel="steps back from the end",
                  ylabel="norm, relative to the end", xlim=(0, None))  # fmt: skip
    ax.set_title(title)
    ax.yaxis.set_minor_locator(NullLocator())
    ax.legend(frameon=False, fontsize=9, loc="lower left")
    describe(
        ax, "; ".join(f"{name}: {values[-1]:.1e} after {len(values) - 1} steps" for name, values in curves.items())
    )
    return ax


# --- one step, as a picture -----------------------------------------------------------------------------------------

CELLS = {  # boxes {place: words}, circles {place: sign}, words {place: words}, paths: lists of places
    "GRU": {
        "boxes": {
            (1.7, 0.7): "[c_prev; xt]", (1.7, 1.75): "r: sigmoid", (3.5, 1.75): "u: sigmoid",
            (5.5, 0.7): "[r * c_prev; xt]", (7.6, 0.7): "cct: tanh",
        },
        "circles": {(1.7, 2.65): "*", (3.5, 3.5): "*", (7.6, 1.75): "*", (7.6, 3.5): "+"},
        "words": {(0.25, 3.5): "c_prev", (9.75, 3.5): "c_next", (1.7, -0.15): "xt", (5.5, -0.15): "xt",
                  (3.96, 3.14): "1 - u"},
        "paths": [
            [(0.6, 3.5), (3.5, 3.5)], [(3.5, 3.5), (7.6, 3.5)], [(7.6, 3.5), (9.35, 3.5)],
            [(0.7, 3.5), (0.7, 0.7), (1.7, 0.7)], [(1.7, 0.7), (1.7, 1.75)], [(1.7, 1.75), (1.7, 2.65)],
            [(1.7, 3.5), (1.7, 2.65)], [(1.7, 2.65), (5.5, 2.65), (5.5, 0.7)], [(1.7, 0.7), (3.5, 0.7), (3.5, 1.75)],
            [(3.5, 1.75), (3.5, 3.5)], [(3.5, 1.75), (7.6, 1.75)], [(5.5, 0.7), (7.6, 0.7)], [(7.6, 0.7), (7.6, 1.75)],
            [(7.6, 1.75), (7.6, 3.5)], [(1.7, 0.0), (1.7, 0.7)], [(5.5, 0.0), (5.5, 0.7)],
        ],
        "title": "one step of a GRU",
    },
    "LSTM": {
        "boxes": {
            (0.9, 0.7): "[a_prev; xt]", (2.5, 1.6): "f: sigmoid", (4.0, 1.6): "i: sigmoid", (5.5, 1.6): "cct: tanh",
            (7.0, 1.6): "o: sigmoid", (8.4, 2.55): "tanh",
        },
        "circles": {(2.5, 3.5): "*", (5.5, 2.55): "*", (5.5, 3.5): "+", (8.4, 1.6): "*"},
        "words": {(0.25, 3.5): "c_prev", (9.75, 3.5): "c_next", (9.75, 1.6): "a_next", (0.9, -0.15): "a_prev, xt"},
        "paths": [
            [(0.6, 3.5), (2.5, 3.5)], [(2.5, 3.5), (5.5, 3.5)], [(5.5, 3.5), (9.35, 3.5)], [(0.9, 0.0), (0.9, 0.7)],
            [(0.9, 0.7), (2.5, 0.7), (2.5, 1.6)], [(0.9, 0.7), (4.0, 0.7), (4.0, 1.6)],
            [(0.9, 0.7), (5.5, 0.7), (5.5, 1.6)], [(0.9, 0.7), (7.0, 0.7), (7.0, 1.6)], [(2.5, 1.6), (2.5, 3.5)],
            [(4.0, 1.6), (4.0, 2.55), (5.5, 2.55)], [(5.5, 1.6), (5.5, 2.55)], [(5.5, 2.55), (5.5, 3.5)],
            [(8.4, 3.5), (8.4, 2.55)], [(8.4, 2.55), (8.4, 1.6)], [(7.0, 1.6), (8.4, 1.6)], [(8.4, 1.6), (9.35, 1.6)],
        ],
        "title": "one step of an LSTM",
    },
}  # fmt: skip


def draw_cell(kind, ax=None):
    """Draw what happens in one step of a "GRU" or an "LSTM": boxes with weights, and signs; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.6)
    cell = CELLS[kind]
    ends = {place: 0.28 for place in cell["boxes"]} | {place: 0.17 for place in cell["circles"]}
    for path in cell["paths"]:
        memory = all(y == 3.5 for _, y in path)
        style = {"color": BLUE if memory else GREY, "linewidth": 3 if memory else 1.3}
        *before, last = path
        if len(before) > 1:
            ax.plot(*zip(*before, strict=True), zorder=1, solid_capstyle="round", **style)
        gap = ends.get(last, 0)
        if last in cell["boxes"] and before[-1][1] == last[1]:
            gap = 0.62
        to = np.subtract(last, gap * np.sign(np.subtract(last, before[-1])))
        ax.annotate("", to, before[-1], zorder=1, arrowprops={"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0, **style})
    for (x, y), words in cell["boxes"].items():
        half = 0.45 if words == "tanh" else 0.62
        ax.add_patch(FancyBboxPatch((x - half, y - 0.25), 2 * half, 0.5, boxstyle="round,pad=0.02", zorder=2,
                                    facecolor="#f3e3bf" if ":" in words else "white", edgecolor=INK))  # fmt: skip
        ax.text(x, y, words, ha="center", va="center", fontsize=9, zorder=3)
    for (x, y), sign in cell["circles"].items():
        ax.add_patch(Circle((x, y), 0.17, facecolor="white", edgecolor=INK, zorder=2))
        ax.text(x, y, {"*": "\u00d7"}.get(sign, sign), ha="center", va="center", fontsize=11, zorder=3)
    for (x, y), words in cell["words"].items():
        ax.text(x, y, words, ha="center", va="center", fontsize=10, zorder=3)
    ax.set(xlim=(-0.1, 10.2), ylim=(-0.4, 4.0), title=cell["title"], xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    parts = [words for words in cell["boxes"].values() if ":" in words]
    describe(
        ax, f"a line of memory from c_prev to c_next, which only a product and a sum touch; below it {', '.join(parts)}"
    )
    return ax


# --- memories -------------------------------------------------------------------------------------------------------


def draw_left(biases, steps=100, ax=None):
    """Draw what share of a number is left after so many steps in a memory whose gate has a bias; return the Axes.

    biases : {name: bias}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    k, told = np.arange(steps + 1), []
    for (name, bias), (colour, line) in zip(biases.items(), SERIES, strict=False):
        left = 100 * (1 / (1 + np.exp(-bias))) ** k
        ax.plot(k, left, color=colour, linestyle=line, label=name)
        told.append(f"{name}: {left[50] if steps >= 50 else left[-1]:.2g} %")
    ax.axhline(50, color="0.8", linewidth=0.8, zorder=0)
    plain(ax).set(xlabel="steps", ylabel="left in the memory (%)", ylim=(0, 103), xlim=(0, steps))
    ax.set_title("what a gate sigmoid(b) leaves, step after step")
    ax.legend(frameon=False, fontsize=9, loc="upper right", bbox_to_anchor=(1, 0.97))
    describe(ax, "left after 50 steps: " + "; ".join(told))
    return ax


def draw_damage(table, ax=None):
    """Draw how far gradients from some caches are from the right ones, a row a layer; return the Axes.

    table : {layer: {gradient: relative difference}}
    """
    if ax is None:
        _, ax = new_figure(height=1.3 + 0.45 * len(table))
    layers, names = list(table), list(next(iter(table.values())))
    values = np.array([[table[layer][name] for name in names] for layer in layers])
    shown = np.ma.masked_less(values, 1e-9)
    image = ax.imshow(shown, norm=LogNorm(1e-3, 1), cmap="YlOrRd", aspect="auto")
    for row, column in np.ndindex(values.shape):
        wrong = values[row, column] >= 1e-9
        colour = ink_on(image.cmap(image.norm(values[row, column]))) if wrong else legible(GREEN)
        ax.text(column, row, f"{values[row, column]:.2f}" if wrong else "right", ha="center", va="center", fontsize=9,
                color=colour)  # fmt: skip
    ax.set(xticks=range(len(names)), xticklabels=names, yticks=range(len(layers)),
           yticklabels=[f"layer {name}" for name in layers])  # fmt: skip
    ax.set_title("gradients from each layer's caches: relative difference from the right ones")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    told = [f"layer {layer}: wrong are {', '.join(n for n in names if table[layer][n] >= 1e-9) or 'none'}"
            for layer in layers]  # fmt: skip
    describe(ax, "; ".join(told))
    return ax


def draw_gates(axes, seen, text, mark, part, scores):
    """Draw one part of a trained LSTM over time, and the probabilities of the letters at the end; return the axes.

    seen : {"f", "i", "o", "c": (n_a, length)}    part : which of them    scores : (8,), of the letters A to H
    """
    left, right = axes
    memory = part == "c"
    low, high, colours = (-2, 2, DIVERGING) if memory else (0, 1, "cividis")
    image = left.imshow(seen[part], vmin=low, vmax=high, cmap=colours, aspect="auto", interpolation="nearest")
    left.axvline(mark, color=ORANGE if not memory else INK, linewidth=1.2, linestyle="--")
    left.set(
        xticks=range(0, len(text), 2),
        xticklabels=list(text[::2]),
        ylabel="unit",
        xlabel="every second letter that is read",
    )
    names = {"f": "forget gate f", "i": "input gate i", "o": "output gate o", "c": "memory c"}
    left.set_title(f"{names[part]} of each unit, from {low} (dark) to {high}" if not memory else
                   f"{names[part]} of each unit, from {low} (blue) to {high} (red)")  # fmt: skip
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    letters = [chr(ord("A") + number) for number in range(len(scores))]
    colours = [RED if letter == text[mark] else GREY for letter in letters]
    right.barh(range(len(letters)), 100 * chances, color=colours)
    plain(right).set(yticks=range(len(letters)), yticklabels=letters, xlim=(0, 100), xlabel="probability (%)",
                     ylim=(len(letters) - 0.5, -0.5), title="the answer")  # fmt: skip
    describe(left, f"{names[part]} of {len(seen[part])} units over {len(text)} steps; the mark is at step {mark}; "
                   f"the mean after the mark is {seen[part][:, mark + 1:].mean():.2f}")  # fmt: skip
    return image
