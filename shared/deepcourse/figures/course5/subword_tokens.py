"""The figures of course 5, week 4: text cut into subwords.

draw_cuts           a sentence as boxes, a token each, cut in one or several ways
draw_merges         the pairs of a text and its words, before the next merge
draw_lengths        tokens per word against the size of the vocabulary
draw_by_rank        tokens per word, by how frequent the word is
draw_languages      tokens of the same sentences in two languages
"""

import numpy as np
from matplotlib.ticker import MaxNLocator

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, new_figure, plain

LETTERS = 100  # letters in a line of a figure with tokens
LINE = 0.34  # inches: the height of such a line
BOX = {"facecolor": "#e8f1f8", "edgecolor": BLUE, "linewidth": 0.8, "pad": 1.6}
LOOKS = ((BLUE, "-", "o"), (ORANGE, "--", "s"), (GREEN, "-.", "^"), (GREY, ":", "D"))
SHOWN = 8  # pairs that are drawn


def lines_of(tokens, letters=LETTERS):
    """Return tokens in lines, each a list of (place, token), such that none is longer than so many letters."""
    lines, place = [[]], 0
    for token in tokens:
        if place and place + len(token) > letters:
            lines.append([])
            place = 0
        lines[-1].append((place, token))
        place += len(token) + 1
    return lines


def height_of(cuts):
    """Return the height in inches of a figure of such cuts."""
    return 0.35 + LINE * sum(1 + len(lines_of(tokens)) for tokens in cuts.values())


def draw_cuts(cuts, ax=None):
    """Draw tokens as boxes, one paragraph for each way of cutting; return the Axes.

    cuts : {name: list of str}
    """
    if ax is None:
        _, ax = new_figure(height=height_of(cuts))
    row = 0
    for name, tokens in cuts.items():
        ax.text(0, row, f"{name}: {len(tokens)} tokens", fontsize=10, va="center", color=INK)
        for line in lines_of(tokens):
            row += 1
            for place, token in line:
                ax.text(place, row, token, family="monospace", fontsize=9, va="center", color=INK, bbox=BOX)
        row += 1
    ax.set(xlim=(-1, LETTERS + 2), ylim=(row - 0.4, -0.6))
    ax.set_axis_off()
    told = (f"{name}: {len(tokens)} tokens, {' '.join(tokens[:30])}" for name, tokens in cuts.items())
    describe(ax, f"Cut in {len(cuts)} ways. " + ". ".join(told) if len(cuts) > 1 else next(told))
    return ax


def draw_merges(axes, pairs, words):
    """Draw the most frequent pairs as bars and the words as boxes; return the axes.

    pairs : a list of (name, count), the next merge first    words : a list of (tokens, count)
    """
    left, right = axes
    pairs = pairs[:SHOWN]
    colours = [ORANGE, *[BLUE] * SHOWN][: len(pairs)]
    for row, ((_, count), colour) in enumerate(zip(pairs, colours, strict=True)):
        left.barh([row], [count], color=colour, hatch="//" if row == 0 else "", edgecolor="white", height=0.7)
        left.text(count, row, f" {count}", va="center", fontsize=9, color=INK)
    names = [name for name, _ in pairs]
    most = max([count for _, count in pairs], default=1)
    plain(left).set(yticks=range(len(pairs)), ylim=(SHOWN - 0.4, -0.6), xlabel="occurrences", xlim=(0, 1.15 * most))
    left.set_yticklabels(names, family="monospace", fontsize=9)
    left.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    left.set_title("pairs; hatched: the next merge")
    if not pairs:
        left.set_axis_off()
        left.text(0.5 * most, 2, "no pair is left", ha="center", fontsize=10, color=INK)
    for row, (tokens, count) in enumerate(words):
        right.text(-1, row, f"{count}", ha="right", va="center", fontsize=9, color=INK)
        for place, token in lines_of(tokens, 10**6)[0]:
            right.text(place, row, token, family="monospace", fontsize=9, va="center", color=INK, bbox=BOX)
    right.set(xlim=(-5, 48), ylim=(SHOWN - 0.4, -0.6), title="words and their counts")
    right.set_axis_off()
    told = ", ".join(f"{name} {count}" for name, count in pairs) or "none"
    describe(left, f"Pairs of tokens and their counts: {told}")
    describe(right, "Words: " + ", ".join(f"{' '.join(tokens)} {count} times" for tokens, count in words))
    return axes


def draw_lengths(sizes, curves, ax=None):
    """Draw tokens per word against the size of the vocabulary; return the Axes.

    sizes : of the vocabulary    curves : {name of a text: tokens per word, one for each size}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    for (name, values), (colour, line, marker) in zip(curves.items(), LOOKS, strict=False):
        ax.plot(range(len(sizes)), values, color=colour, linestyle=line, marker=marker, label=name)
    plain(ax).set(xticks=range(len(sizes)), xticklabels=[f"{size:,}" for size in sizes], ylabel="tokens per word")
    ax.set(xlabel="size of the vocabulary: 256 bytes and the merges", title="length of the same texts")
    ax.set_ylim(bottom=0)
    ax.grid(axis="y", color="0.9")
    ax.legend(frameon=False)
    return ax


def draw_by_rank(groups, means, ax=None):
    """Draw the mean number of tokens of a word for groups of words; return the Axes.

    groups : (first, last) ranks    means : {number of merges: one mean for each group}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    for (number, values), (colour, line, marker) in zip(means.items(), LOOKS, strict=False):
        name = f"{number:,} merges"
        ax.plot(range(len(groups)), values, color=colour, linestyle=line, marker=marker, label=name)
    names = [f"{first:,}-{last:,}" for first, last in groups]
    plain(ax).set(xticks=range(len(groups)), xticklabels=names, ylabel="tokens per word")
    ax.set(xlabel="rank of the word in the definitions: 1 is the most frequent")
    ax.set_title("tokens of frequent and of rare words")
    ax.set_ylim(bottom=0)
    ax.grid(axis="y", color="0.9")
    ax.legend(frameon=False)
    return ax


def draw_languages(counts, ax=None):
    """Draw the tokens of the same sentences in two languages as bars, by where the merges come from; return the Axes.

    counts : {where the merges come from: {language: tokens}}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    languages = list(next(iter(counts.values())))
    for at, (language, colour, hatch) in enumerate(zip(languages, (BLUE, ORANGE), ("", "//"), strict=True)):
        values = [of[language] for of in counts.values()]
        places = np.arange(len(counts)) + 0.4 * (at - 0.5)
        ax.bar(places, values, width=0.38, color=colour, hatch=hatch, edgecolor="white", label=language)
        for place, value in zip(places, values, strict=True):
            ax.text(place, value + 6, f"{value}", ha="center", va="bottom", fontsize=9, color=INK)
    most = max(max(of.values()) for of in counts.values())
    plain(ax).set(xticks=range(len(counts)), xticklabels=counts, ylabel="tokens", ylim=(0, 1.35 * most))
    ax.set(xlabel="merges learned from ...", title="the same sentences in two languages")
    ax.legend(frameon=False, loc="upper right", ncols=2)
    return ax
