"""The figures of course 5, week 2: opinions classified by averages and by what reads words in order.

draw_words      the score of each word of a sentence, and their mean
draw_labels     accuracies for known and for new words, against the number of training sentences
draw_batches    mini-batches of sentences, with the pads that they need
draw_states     the states of a recurrent layer, word by word
draw_slices     the accuracy of some classifiers on each kind of sentence, a mark for each training
draw_padding    accuracies against columns of padding
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, ink_on, new_figure, plain

MARKERS = ("o", "s", "^", "D", "v")


def draw_words(ax, words, scores, mean, title):
    """Draw the score of each word as a bar, and a line at their mean; return the Axes.

    words : list of str, "PAD" for pads    scores : one for each
    """
    places = np.arange(len(words))
    colours = [BLUE if score >= 0 else RED for score in scores]
    ax.bar(places, scores, color=colours, width=0.6)
    ax.axhline(0, color=INK, linewidth=0.8)
    ax.axhline(mean, color=ORANGE, linestyle="--", linewidth=2, label=f"mean {mean:.2f}")
    ax.set(xlim=(-0.7, len(words) - 0.3), ylim=(-1.9, 1.9), ylabel="score", title=title)
    ax.set_xticks(places, words, rotation=60, ha="right", rotation_mode="anchor")
    ax.legend(frameon=False, loc="upper left")
    told = ", ".join(f"{word} {score:.2f}" for word, score in zip(words, scores, strict=True))
    describe(plain(ax), f"scores of the words: {told}; mean {mean:.3f}")
    return ax


def draw_labels(numbers, found, axes=None):
    """Draw accuracies for known words and for new ones against the number of training sentences; return the axes.

    found : {vectors: (numbers, trainings, 2)}
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.6, sharey=True)
    for side, title in enumerate(("known opinion words (not held out)", "new opinion words (held out)")):
        ax = axes[side]
        for (name, values), (colour, line), marker in zip(found.items(), SERIES, MARKERS, strict=False):
            shares = 100 * values[:, :, side]
            ax.plot(numbers, shares.mean(axis=1), color=colour, linestyle=line, marker=marker, label=name)
            ax.fill_between(numbers, shares.min(axis=1), shares.max(axis=1), color=colour, alpha=0.15, linewidth=0)
        ax.axhline(95, color="0.75", linewidth=1)
        ax.text(numbers[0], 95.7, "95 %", color=INK, fontsize=9, ha="center")
        ax.set_xscale("log", base=2)
        ax.set_xticks(numbers, [str(number) for number in numbers], minor=False)
        plain(ax).set(title=title, xlabel="training sentences", ylim=(35, 103))
    axes[0].set_ylabel("accuracy (%)")
    axes[1].legend(frameon=False, loc="lower right", fontsize=9)
    return axes


def draw_batches(lengths, batches, axes=None):
    """Draw mini-batches of sentences, each a row of words and pads; return the axes.

    batches : {name: lists of numbers of sentences}
    """
    if axes is None:
        _, axes = new_figure(1, len(batches), height=3.4, sharey=True)
    for ax, (name, parts) in zip(np.atleast_1d(axes), batches.items(), strict=True):
        row, squares = 0, 0
        for part in parts:
            widest = max(lengths[i] for i in part)
            for i in part:
                ax.barh(row, lengths[i], color=BLUE, height=0.8)
                ax.barh(row, widest - lengths[i], left=lengths[i], color="0.78", height=0.8, hatch="///", edgecolor="w")
                row, squares = row + 1, squares + widest
            row += 0.7
        share = 1 - sum(lengths[i] for part in parts for i in part) / squares
        plain(ax).set(title=f"{name}: {100 * share:.0f} % pads", xlabel="columns", yticks=[])
        ax.set_ylim(row - 0.7, -0.7)
        widths = ", ".join(str(max(lengths[i] for i in part)) for part in parts)
        describe(ax, f"{len(parts)} batches, {widths} columns wide, one above the other; {100 * share:.0f} % are pads")
    np.atleast_1d(axes)[0].set_ylabel("sentences, batch by batch")
    return axes


def draw_states(sentences, axes=None):
    """Draw the states of a recurrent layer, word by word, and the probability of class 1; return the axes.

    sentences : {text: (states (n_a, T), probabilities (T,))}
    """
    n_a = len(next(iter(sentences.values()))[0])
    if axes is None:
        _, axes = new_figure(1, len(sentences), height=1.9 + 0.36 * n_a)
    for ax, (text, (states, chances)) in zip(np.atleast_1d(axes), sentences.items(), strict=True):
        words = text.split()
        image = ax.imshow(states, cmap="RdBu", vmin=-1, vmax=1, aspect="auto")
        for unit, t in np.ndindex(*states.shape):
            colour = ink_on(image.cmap(image.norm(states[unit, t]))[:3])
            ax.text(t, unit, f"{states[unit, t]:.1f}", ha="center", va="center", color=colour, fontsize=10)
        labels = [f"{word}\n{100 * chance:.0f} %" for word, chance in zip(words, chances, strict=True)]
        ax.set_xticks(range(len(words)), labels)
        ax.set_yticks(range(n_a), [f"unit {unit}" for unit in range(n_a)])
        ax.set(title=text, xlabel="word, and probability of good")
        ax.tick_params(length=0)
        told = "; ".join(f"after {word}: states {', '.join(f'{a:.1f}' for a in column)}, good {100 * chance:.0f} %"
                         for word, column, chance in zip(words, states.T, chances, strict=True))  # fmt: skip
        describe(ax, told)
    return axes


def draw_slices(found, title, ax=None):
    """Draw the accuracy of some classifiers on each kind of sentence, a mark for each training; return the Axes.

    found : {classifier: {kind: (trainings,)}}, the same kinds for all
    """
    kinds = list(next(iter(found.values())))
    if ax is None:
        _, ax = new_figure(height=0.5 * len(kinds) + 1.7)
    told = []
    for place, (name, shares) in enumerate(found.items()):
        shift = 0.16 * (place - (len(found) - 1) / 2)
        x = [100 * share for kind in kinds for share in shares[kind]]
        y = [row + shift for row, kind in enumerate(kinds) for _ in shares[kind]]
        ax.plot(x, y, color=SERIES[place][0], marker=MARKERS[place], linestyle="none", markersize=7, label=name)
        told += [f"{name}, {kind}: {100 * min(s):.0f} to {100 * max(s):.0f} %" for kind, s in shares.items()]
    ax.axvline(50, color=GREY, linestyle=":", linewidth=1.2)
    for row in range(len(kinds) - 1):
        ax.axhline(row + 0.5, color="0.92", linewidth=1)
    plain(ax).set(yticks=range(len(kinds)), yticklabels=kinds, xlim=(-4, 104), ylim=(len(kinds) - 0.5, -0.5),
                  xlabel="classified correctly (%); each mark is one training run", title=title)  # fmt: skip
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.4, -0.12 - 0.36 / len(kinds)), ncols=3)
    describe(ax, "; ".join(told))
    return ax


def draw_padding(columns, found, ax=None):
    """Draw accuracies against the columns of padding added to a batch; return the Axes.

    found : {classifier: accuracies}
    """
    if ax is None:
        _, ax = new_figure(height=3.5)
    for (name, values), (colour, line), marker in zip(found.items(), SERIES, MARKERS, strict=False):
        ax.plot(columns, [100 * v for v in values], color=colour, linestyle=line, marker=marker, label=name)
    ax.axhline(50, color=GREY, linestyle=":", linewidth=1.2)
    plain(ax).set(xlabel="columns of padding added to the batch", ylabel="accuracy (%)", ylim=(-3, 103),
                  title="one test set with more and more padding")  # fmt: skip
    ax.set_xticks(columns)
    ax.legend(frameon=False, loc="lower left", ncols=2, fontsize=9)
    return ax
