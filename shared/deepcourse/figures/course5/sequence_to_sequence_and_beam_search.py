"""The figures of course 5, week 3: sequence to sequence, and beam search.

draw_encoder_decoder    both networks, unrolled
draw_tree               all sentences of a small model, and those that a beam keeps
draw_sentences          sentences and their probabilities, bars
draw_scores             the scores of sentences, for all alpha
draw_errors             correct answers, errors of the search and of the model, as bars
"""

from itertools import product

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, ORANGE, RED, SERIES, legible, new_figure, plain

KINDS = {"right": (BLUE, ""), "search": (ORANGE, "//"), "model": (GREY, "..")}
TITLES = {"right": "correct", "search": "search errors", "model": "model errors"}


def draw_encoder_decoder(source, words, ax=None):
    """Draw an encoder that reads some signs and a decoder that writes some words; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.2)
    n, steps = len(source), len(words) + 1
    inputs, outputs = ["<START>", *words], [*words, "<EOS>"]
    for t in range(n + steps):
        of_encoder = t < n
        x, colour = 1.0 * t + (0 if of_encoder else 0.7 + 0.28 * (t - n)), GREEN if of_encoder else BLUE
        box(ax, x, 1, "a" if of_encoder else "s", colour)
        arrow(ax, (x, 0.28), (x, 0.68))
        ax.text(x, 0.1, source[t] if of_encoder else inputs[t - n], ha="center", va="center", fontsize=10)
        if not of_encoder:
            arrow(ax, (x, 1.32), (x, 1.72))
            ax.text(x, 1.9, outputs[t - n], ha="center", va="center", fontsize=10, color=legible(BLUE))
        if t not in (n - 1, n + steps - 1):
            arrow(ax, (x + 0.3, 1), (x + (0.7 if of_encoder else 0.98), 1))
    ax.text((n - 1) / 2, 1.6, "encoder", ha="center", va="center", color=legible(GREEN), fontsize=11)
    ax.text((n + 0.7 + x) / 2, 2.25, "decoder", ha="center", va="center", color=legible(BLUE), fontsize=11)
    for t in range(steps):
        start, end = (n - 0.72, 0.88 if t else 1), (n + 0.4 + 1.28 * t, 0.8 if t else 1)
        arrow(ax, start, end, RED, bend=0.16 if t else 0)
    ax.text(n - 0.2, 1.1, "c", color=legible(RED), ha="center", fontsize=12)
    ax.set(xlim=(-0.6, x + 0.7), ylim=(-0.15, 2.45), title="one network reads, the other one writes")
    ax.axis("off")
    told = (
        f"the encoder reads {', '.join(source)}; the decoder reads {', '.join(inputs)} and writes {', '.join(outputs)}"
    )
    describe(ax, f"two rows of boxes: {told}; the encoder's last state c goes into every step of the decoder")
    return ax


def box(ax, x, y, letter, colour):
    """Draw a box with a letter at a place."""
    frame = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": colour, "linewidth": 1.8}
    ax.text(x, y, letter, ha="center", va="center", bbox=frame, fontsize=11)


def arrow(ax, start, end, colour=GREY, bend=0.0):
    """Draw an arrow from one point to another."""
    style = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.5, "connectionstyle": f"arc3,rad={bend}"}
    ax.annotate("", end, start, arrowprops=style)


def tree_of(V, max_len):
    """Return {prefix: (x, y)} of all prefixes and complete sentences: x is the length, leaves are 1 apart in y."""
    leaves = [
        ids for n in range(1, max_len + 1) for words in product(range(1, V), repeat=n - 1)
        for ids in ([(*words, 0)] if n < max_len else [(*words, last) for last in range(V)])
    ]  # fmt: skip
    places = {ids: (len(ids), -row) for row, ids in enumerate(sorted(leaves))}
    for length in range(max_len - 1, -1, -1):
        for words in product(range(1, V), repeat=length):
            below = [places[*words, last][1] for last in range(V)]
            places[words] = (length, float(np.mean(below)))
    return places


def draw_tree(ax, signs, levels, best, max_len):
    """Draw all sentences over some signs as a tree, those that a beam keeps, and the best one; return the Axes.

    levels : what is kept at each step, [(ids, log_p), ...]    best : the ids of the most probable sentence
    """
    places = tree_of(len(signs), max_len)
    for ids, (x, y) in places.items():
        if ids:
            above = places[ids[:-1]]
            ax.plot([above[0], x], [above[1], y], color="0.82", linewidth=0.8, zorder=1, label="_all")
    path = np.array([places[tuple(best[:t])] for t in range(len(best) + 1)])
    ax.plot(*path.T, color=ORANGE, linestyle="--", linewidth=4.5, zorder=2, label="most probable of all")
    for number, (ids, log_p) in enumerate(one for level in levels for one in level):
        (x, y), above = places[tuple(ids)], places[tuple(ids[:-1])]
        ax.plot([above[0], x], [above[1], y], color=BLUE, linewidth=1.8, zorder=3, marker="o", markevery=[1],
                markersize=5, label="kept by the beam" if number == 0 else f"_kept {number}")  # fmt: skip
        if len(ids) < max_len:
            ax.annotate(f"{signs[ids[-1]]}  {np.exp(log_p):.2f}", (x, y), xytext=(6, 6), textcoords="offset points",
                        fontsize=9, zorder=6, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip
    plain(ax).set(
        xlim=(-0.05, max_len + 0.15),
        xticks=range(max_len + 1),
        yticks=[],
        xlabel="tokens so far",
        ylim=(min(y for _, y in places.values()) - 1, 6),
    )
    ax.set(title="all sentences, and what is kept")
    ax.spines["left"].set_visible(False)
    ax.legend(frameon=False, loc="upper left", ncols=2, fontsize=9)
    told = "; ".join(
        f"after step {t}: " + ", ".join(f"{''.join(signs[i] for i in ids)} {np.exp(log_p):.3f}" for ids, log_p in level)
        for t, level in enumerate(levels, 1)
    )
    told = f"kept by the beam, {told}; most probable of all: {''.join(signs[i] for i in best)}"
    describe(ax, f"a tree of {len(signs)} branches at each word; {told}")
    return ax


def draw_sentences(ax, sentences, p, colours, title):
    """Draw the probabilities of some sentences as bars, the first one on top; return the Axes.

    colours : for each sentence, the name of what it is, a key of `MARKS`
    """
    seen = set()
    for row, (sentence, value, kind) in enumerate(zip(sentences, p, colours, strict=True)):
        colour, hatch = MARKS[kind]
        ax.barh(row, value, color=colour, hatch=hatch, edgecolor="white", height=0.7,
                label=f"_{row}" if kind in seen else kind)  # fmt: skip
        ax.annotate(f"{sentence}   {value:.3f}", (value, row), xytext=(5, 0), textcoords="offset points", va="center",
                    fontsize=9)  # fmt: skip
        seen.add(kind)
    plain(ax).set(yticks=[], ylim=(max(len(p), 4) - 0.4, -1.9), xlim=(0, max(*p, 0.05) * 2.4), xlabel="probability")
    ax.set(title=title)
    ax.legend(frameon=False, loc="upper right", ncols=3, fontsize=9)
    told = ", ".join(f"{s} {v:.3f} ({k})" for s, v, k in zip(sentences, p, colours, strict=True))
    describe(ax, f"bars, from the top: {told}")
    return ax


MARKS = {
    "found and returned": (BLUE, ""),
    "found": ("#9cc3dd", ""),
    "not found": ("0.85", ""),
    "most usual": (ORANGE, "//"),
    "most usual and returned": (GREEN, ".."),
}


def draw_scores(sentences, ax=None):
    """Draw log_p / length**alpha of some sentences, over alpha; return the Axes.

    sentences : {sentence: (log_p, length)}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    alpha = np.linspace(0, 1.2, 61)
    for (sentence, (log_p, length)), (colour, dash) in zip(sentences.items(), SERIES, strict=False):
        ax.plot(alpha, log_p / length**alpha, color=colour, linestyle=dash, linewidth=2,
                label=f"{sentence} ({length} tokens)")  # fmt: skip
    plain(ax).set(xlabel="alpha", ylabel="log-probability / length^alpha", title="which sentence wins?", xlim=(0, 1.2))
    ax.legend(frameon=False, loc="lower right")
    return ax


def draw_errors(counts, label, title, ax=None):
    """Draw how many answers are correct, and whose fault the others are, a bar for each setting; return the Axes.

    counts : {setting: {"right": n, "search": n, "model": n}}    label : what the settings are
    """
    if ax is None:
        _, ax = new_figure(height=1.5 + 0.36 * len(counts))
    total = max(sum(its.values()) for its in counts.values())
    for row, its in enumerate(counts.values()):
        left = 0
        for kind, (colour, hatch) in KINDS.items():
            ax.barh(row, its[kind], left=left, color=colour, hatch=hatch, edgecolor="white", height=0.72,
                    label=TITLES[kind] if row == 0 else f"_{kind} {row}")  # fmt: skip
            wide = its[kind] >= 0.025 * total
            if wide or (its[kind] and left > 0.05 * total):  # where it is narrow, the number is beside it, framed
                frame = {"facecolor": "white", "edgecolor": "none" if wide else colour, "pad": 1.2}
                x, side = (left + its[kind] / 2, "center") if wide else (left - 0.004 * total, "right")
                ax.text(x, row, str(its[kind]), ha=side, va="center", fontsize=9, bbox=frame)
            left += its[kind]
    plain(ax).set(yticks=range(len(counts)), yticklabels=[f"{key}" for key in counts], ylabel=label)
    ax.set(xlim=(0, total), ylim=(len(counts) - 0.4, -1.3), xlabel="test times", title=title)
    ax.legend(frameon=False, loc="upper left", ncols=3)
    told = "; ".join(f"{label} {key}: {its['right']} correct, {its['search']} search errors, {its['model']} model"
                     " errors"
                     for key, its in counts.items())  # fmt: skip
    describe(ax, told)
    return ax
