"""The explorations of course 5, week 3: all paths that say a text, and the sums over them, step by step.

explore_all_paths   every path of four steps that says a text, and their probabilities
explore_trellis     the places of a text, and the sums over all beginnings of paths, step by step
"""

import itertools

import numpy as np

from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import speech_and_ctc as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence.ctc import collapse, forward_sums, with_blanks

SYMBOLS, STEPS = "-ab", 4
PATHS = tuple(itertools.product(range(3), repeat=STEPS))
TEXTS = ("ab", "aa", "a", "aba")
WORDS, LETTERS, LONG = ("see", "sea"), "-aes", 6


def probabilities(blank, sure):
    """Return p, (3, 4): `blank` in every step; the rest goes to a in the first half and to b in the second.

    sure : from 0, where a and b share it, to 1
    """
    rest = (1 - blank) * np.array([(1 + sure) / 2, (1 - sure) / 2])
    return np.array([np.full(STEPS, blank), np.repeat(rest, 2), np.repeat(rest[::-1], 2)])


def paths_of(text, p):
    """Return the paths that say a text, the likeliest first, and their probabilities."""
    labels, found = [SYMBOLS.index(letter) for letter in text], {}
    for path in PATHS:
        if collapse(path) == labels:
            found["".join(SYMBOLS[k] for k in path)] = float(np.prod(p[path, np.arange(STEPS)]))
    order = sorted(found, key=lambda path: -found[path])
    return order, [found[path] for path in order]


def explore_all_paths():
    """Return an exploration: a text, the probability of the blank, and how sure each half is of its letter."""

    def draw(text, blank, sure):
        p = probabilities(blank, sure)
        paths, chances = paths_of(text, p)
        margins = {"left": 0.03, "right": 0.97, "bottom": 0.12, "top": 0.92, "wspace": 0.06}
        figure, axes = new_figure(1, 2, height=4.6, pyplot=False, margins=margins, width_ratios=(1, 2.6))
        figures.draw_paths(axes, paths, chances, f'together they say "{text}": {sum(chances):.3f}')
        likeliest = p.argmax(axis=0).tolist()
        says = "".join(SYMBOLS[k] for k in collapse(likeliest)) or "nothing"
        return figure, (f'blank {blank:g}, sure {sure:g}: {len(paths)} of the {len(PATHS)} paths say "{text}", with a '
                        f"probability of {sum(chances):.3f} together; the likeliest of all paths, "
                        f"{''.join(SYMBOLS[k] for k in likeliest)}, says {says}, and has "
                        f"{np.prod(p.max(axis=0)):.3f}")  # fmt: skip

    return Exploration(draw, text=choice("text", TEXTS), blank=slider("blank", 0.4, 0.05, 0.9, 0.05),
                       sure=slider("sure", 0.6, 0.0, 1.0, 0.1))  # fmt: skip


def explore_trellis():
    """Return an exploration: a word of three letters, and the sums over all beginnings, step by step."""
    log_probs = log_softmax(np.random.default_rng(8).normal(size=(len(LETTERS), LONG)))

    def draw(word, step):
        labels = [LETTERS.index(letter) for letter in word]
        alpha, symbols = forward_sums(log_probs, labels), [LETTERS[k] for k in with_blanks(labels)]
        figure, ax = new_figure(height=4.6, pyplot=False, margins={"left": 0.1, "right": 0.98, "bottom": 0.12,
                                                                   "top": 0.92})  # fmt: skip
        figures.draw_trellis(alpha, symbols, step, ax)
        reached = [f"{s} ({symbols[s]})" for s in range(len(symbols)) if alpha[s, step] > -np.inf]
        ends = np.exp(np.logaddexp(alpha[-2, step], alpha[-1, step]))
        return figure, (f'"{word}", step {step}: paths can be at the places {", ".join(reached)}; the two last places '
                        f"hold {1000 * ends:.1f} thousandths")  # fmt: skip

    return Exploration(draw, still={"step": LONG - 1}, word=choice("word", WORDS),
                       step=slider("step", 0, 0, LONG - 1, 1))  # fmt: skip
