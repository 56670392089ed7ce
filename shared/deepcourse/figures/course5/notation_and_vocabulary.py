"""The figures of course 5, week 1: text as numbers.

draw_vocabulary     how often each word occurs, and what a vocabulary covers
draw_batch          a padded batch of losses, and its mean with and without a mask
draw_unknown        how many tokens are unknown, for vocabularies counted on more and more text
draw_one_hot        the columns of a batch of one-hot vectors
draw_costs          the costs of some classifiers during training
draw_accuracies     what accuracy they have, by the steps that are counted
draw_tags           sentences with their true and their predicted names
"""

from collections import Counter

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, RED, new_figure, plain

LOOKS = ((GREY, ":", "^"), (BLUE, "-", "o"), (ORANGE, "--", "s"))  # colour, dash and marker change together
LETTERS = 104  # letters in a line of a figure with sentences
PADS = {"facecolor": "0.93", "edgecolor": "0.75", "hatch": "///", "linewidth": 0}
LINE = 0.34  # inches: the height of such a line


def draw_vocabulary(axes, counts, curves, words):
    """Draw the counts of all words by rank, and the share of tokens that the first ones cover; return the axes.

    counts : (V,) descending    curves : {name: (V,) shares}    words : how many are in the vocabulary
    """
    left, right = axes
    inside = min(words, len(counts))
    ranks = np.unique(np.geomspace(1, len(counts), 300).astype(int))  # enough for a line, and quick to draw
    left.loglog(ranks, counts[ranks - 1], color=BLUE, label="all words")
    left.loglog(ranks, counts[0] / ranks, color=GREY, linestyle=":", label="first count / rank")
    left.loglog([inside], [counts[inside - 1]], color=RED, marker="o", linestyle="none", label="last word inside")
    left.set(xlabel="rank of the word", ylabel="occurrences", title="how often each word occurs", xlim=(0.8, 4e4))
    left.set_ylim(0.5, 6e4)
    for (name, shares), (colour, line, marker) in zip(curves.items(), LOOKS[1:], strict=True):
        right.semilogx(ranks, 100 * shares[ranks - 1], color=colour, linestyle=line, label=name)
        right.semilogx([inside], [100 * shares[inside - 1]], color=colour, marker=marker, linestyle="none",
                       label=f"_{name}, here")  # fmt: skip
    right.set(xlabel="words in the vocabulary", ylabel="tokens covered (%)", title="what the vocabulary covers",
              xlim=(0.8, 4e4), ylim=(0, 102))  # fmt: skip
    for ax, where in ((left, "lower left"), (right, "upper left")):
        plain(ax).legend(frameon=False, loc=where, fontsize=9)
        ax.grid(color="0.92")
    return axes


def draw_batch(axes, losses, mask, pad_loss):
    """Draw the losses of a padded batch as a table of colours, and their two means as bars; return the axes.

    losses, mask : (m, T)    pad_loss : what stands at the pads
    """
    left, right = axes
    m, T = losses.shape
    left.imshow(np.where(mask, losses, np.nan), cmap="Blues", vmin=0, vmax=12, aspect="auto")
    for i, length in enumerate(mask.sum(axis=1)):
        left.add_patch(Rectangle((length - 0.5, i - 0.5), T - length, 1, **PADS))
    left.set(xlabel="step t", ylabel="sequence i", yticks=range(m), xticks=range(0, 40, 5), xlim=(-0.5, 39.5))
    left.set_title("loss of each step (dark: large); hatched: pads")
    means = {"all columns": float(losses.mean()), "real steps": float(losses[mask].mean())}
    for place, (mean, colour, hatch) in enumerate(zip(means.values(), (ORANGE, BLUE), ("..", ""), strict=True)):
        right.bar([place], [mean], color=colour, hatch=hatch, edgecolor="white", width=0.6)
        right.text(place, mean + 0.1, f"{mean:.2f}", ha="center", va="bottom", fontsize=10, color=INK)
    plain(right).set(xticks=range(2), xticklabels=means, ylim=(0, 9), ylabel="mean loss (nats)", title="mean over ...")
    told = f"{m} sequences in {T} columns: {mask.sum()} real steps and {(~mask).sum()} pads"
    describe(left, f"{told} with loss {pad_loss:g}")
    return axes


def draw_unknown(numbers, shares, ax=None):
    """Draw the share of unknown tokens against the number of definitions that were counted; return the Axes.

    shares : {how the vocabulary was counted: one share for each number}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for (name, values), (colour, line, marker) in zip(shares.items(), LOOKS[1:], strict=True):
        ax.semilogx(numbers, 100 * np.array(values), color=colour, linestyle=line, marker=marker, label=name)
    plain(ax).set(xticks=numbers, xticklabels=[f"{number:,}" for number in numbers], xlabel="training definitions",
                  ylabel="unknown in dev (%)", title="tokens of the dev definitions that are <UNK>")  # fmt: skip
    ax.set_xticks([], minor=True)
    ax.set_ylim(bottom=0)
    ax.grid(axis="y", color="0.9")
    ax.legend(frameon=False)
    return ax


def draw_one_hot(x, tokens, names, axes=None):
    """Draw x[:, i, :] for each example i as a table: a dark square is a 1; return the axes.

    x : (n_x, m, T)    tokens : m lists of T tokens, what stands at each step    names : (n_x,) tokens by id
    """
    n_x, m, T = x.shape
    if axes is None:
        _, axes = new_figure(1, m, height=0.5 + 0.27 * n_x, sharey=True)
    for i, ax in enumerate(np.atleast_1d(axes)):
        ax.imshow(x[:, i], cmap="Blues", vmin=0, vmax=1.3, aspect="auto")
        ax.set(xticks=range(T), yticks=range(n_x), title=f"example {i}: x[:, {i}]", xlabel="step")
        ax.set_xticklabels(tokens[i], fontsize=9)
        ax.set_yticklabels([f"{name}  {row}" for row, name in enumerate(names)], fontsize=9)
        ax.set_xticks(np.arange(T + 1) - 0.5, minor=True)
        ax.set_yticks(np.arange(n_x + 1) - 0.5, minor=True)
        ax.grid(which="minor", color="0.85")
        ax.tick_params(which="both", length=0)
        told = ", ".join(f"row {row} at step {t}" for t, row in enumerate(x[:, i].argmax(axis=0)))
        describe(ax, f"Example {i}, {n_x} rows and {T} columns: the entry is 1 in {told}")
    return axes


def draw_costs(costs, ax=None):
    """Draw the costs of some classifiers, each averaged over ten steps; return the Axes.

    costs : {name: (steps,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for (name, values), (colour, line, _) in zip(costs.items(), LOOKS[1:], strict=True):
        width = min(10, len(values))
        smooth = np.convolve(values, np.full(width, 1 / width), mode="valid")
        ax.plot(np.arange(width, len(values) + 1), smooth, color=colour, linestyle=line, label=name)
    plain(ax).set(xlabel="step of training", ylabel="cost (nats)", title="cost of the mini-batches, mean of ten")
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False)
    return ax


def draw_accuracies(accuracies, ax=None):
    """Draw accuracies as points, a row for each classifier; return the Axes.

    accuracies : {classifier: {which steps are counted: share}}
    """
    if ax is None:
        _, ax = new_figure(height=2.6)
    for kind, (colour, _, marker) in zip(next(iter(accuracies.values())), ((GREY, "", "D"), *LOOKS[1:]), strict=True):
        values = [100 * of[kind] for of in accuracies.values()]
        ax.plot(values, range(len(values)), color=colour, marker=marker, markersize=8, linestyle="none", label=kind)
    plain(ax).set(yticks=range(len(accuracies)), yticklabels=accuracies, xlim=(-3, 103), xlabel="accuracy (%)",
                  title="accuracy, by the steps that are counted", ylim=(len(accuracies) - 0.5, -0.5))  # fmt: skip
    ax.grid(color="0.9")
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.28), ncols=3)
    told = {name: ", ".join(f"{kind} {share:.1%}" for kind, share in of.items()) for name, of in accuracies.items()}
    describe(ax, "; ".join(f"{name}: {words}" for name, words in told.items()))
    return ax


def draw_tags(sentences, true, predicted, ax=None):
    """Draw sentences, a line each: true names on blue, predicted names underlined; return the Axes.

    sentences : lists of tokens    true, predicted : a tag for each token, 0 outside of names
    """
    if ax is None:
        _, ax = new_figure(height=0.7 + LINE * len(sentences))
    seen = Counter()
    for row, (tokens, tags, said) in enumerate(zip(sentences, true, predicted, strict=True)):
        place = 0
        for token, tag, answer in zip(tokens, tags, said, strict=False):
            if place + len(token) > LETTERS:
                break
            style = {"facecolor": "#cfe3f3" if tag else "white", "edgecolor": "none", "pad": 1.2}
            ax.text(place, row, token, family="monospace", fontsize=9, va="center", color=INK, bbox=style)
            if answer:
                colour, line = (GREEN, "-") if tag else (RED, ":")
                ax.plot([place, place + len(token)], [row + 0.36] * 2, color=colour, linestyle=line, linewidth=2.2)
            seen[bool(tag), bool(answer)] += 1
            place += len(token) + 1
    ax.set(xlim=(-1, LETTERS + 1), ylim=(len(sentences) - 0.4, -0.6), xticks=[], yticks=[])
    ax.set_title("true names on blue; underlined: predicted (dotted: wrong)")
    ax.spines[:].set_visible(False)
    told = f"{seen[True, True]} tokens of names found, {seen[True, False]} missed, {seen[False, True]} others"
    describe(ax, f"{len(sentences)} sentences: {told} taken for names")
    return ax
