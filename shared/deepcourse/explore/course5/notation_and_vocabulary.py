"""The explorations of course 5, week 1: text as numbers.

explore_vocabulary  the size of a vocabulary, and what it covers
explore_padding     a padded batch, and what pads do to a mean
"""

import numpy as np

from deepcourse.datasets import load_definitions
from deepcourse.experiments.course5 import vocabularies
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course5 import notation_and_vocabulary as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence.vocabulary import SPECIALS, UNK

SIZES = (10, 30, 100, 300, 1000, 3000, 10_000, 30_000)
NUMBERS = {"all 34 000 definitions": 34_000, "the first 2 000": 2_000}
SHOWN = 0  # the dev definition that is read through the vocabulary
FEWEST, MOST = 20, 40  # columns of the batch


def explore_vocabulary():
    """Return an exploration: a vocabulary of more and more words."""
    sentence = vocabularies.token_lists("dev")[SHOWN]

    def draw(counted, size):
        number, words = NUMBERS[counted], size - len(SPECIALS)
        counts = vocabularies.ordered(number)
        curves = {f"{part} definitions": vocabularies.coverage(number, part) for part in ("train", "dev")}
        margins = {"left": 0.08, "right": 0.98, "bottom": 0.15, "top": 0.9, "wspace": 0.25}
        figure, axes = new_figure(1, 2, height=3.7, pyplot=False, margins=margins)
        figures.draw_vocabulary(axes, np.array(list(counts.values())), curves, words)
        inside, last = set(list(counts)[:words]), min(words, len(counts)) - 1
        train, dev = (100 * shares[last] for shares in curves.values())
        read = " ".join(token if token in inside else UNK for token in sentence)
        told = f"counted on {counted}, size {size:,}: it covers {train:.1f} % of training tokens, {dev:.1f} % of dev"
        return figure, f"{told}. A dev definition reads: {read}"

    return Exploration(draw, still={"size": 1000}, counted=choice("counted on", NUMBERS),
                       size=stops_slider("size", SIZES))  # fmt: skip


BATCHES = ("six definitions of any length", "six of similar length")
PAD_LOSSES = {"0: pads are predicted with certainty": 0.0, "7: pads are never expected": 7.0}


def batches():
    """Return {name: lists of losses}, of dev definitions of at most `FEWEST` steps."""
    found = vocabularies.surprises(load_definitions().dev[:300])
    losses = [row for _, row in found if len(row) <= FEWEST]
    longest = sorted(losses, key=len, reverse=True)
    return dict(zip(BATCHES, ([*losses[1:6], longest[0]], longest[::8][:6]), strict=True))


def explore_padding():
    """Return an exploration: a batch with more and more pads, and its mean over all columns and over real steps."""
    made = batches()

    def draw(batch, at_pads, T):
        rows, pad_loss = made[batch], PAD_LOSSES[at_pads]
        mask = np.arange(T) < np.array([[len(row)] for row in rows])
        losses = np.full(mask.shape, pad_loss)
        losses[mask] = np.concatenate(rows)
        margins = {"left": 0.07, "right": 0.98, "bottom": 0.16, "top": 0.9, "wspace": 0.2}
        figure, axes = new_figure(1, 2, height=3.3, pyplot=False, margins=margins, width_ratios=(3, 1))
        figures.draw_batch(axes, losses, mask, pad_loss)
        bent, right = losses.mean(), losses[mask].mean()
        told = f"{T} columns, {100 * np.mean(~mask):.0f} % of them pads with loss {pad_loss:g}"
        return figure, f"{batch}: {told}; mean over all columns {bent:.2f}, over the real steps {right:.2f}"

    return Exploration(draw, batch=choice("batch", BATCHES), at_pads=choice("loss at a pad", PAD_LOSSES),
                       T=slider("columns T", FEWEST, FEWEST, MOST, 1))  # fmt: skip
