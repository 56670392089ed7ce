"""The explorations of course 5, week 2: what an average keeps of a sentence, and what padding does to it.

explore_order       a sentence in several orders, the scores of its words, and their mean
explore_padding     a sentence and columns of padding, the mean over its words or over all columns
"""

import functools

from deepcourse.experiments.course5 import opinions, sentiment_models
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import sentiment as figures
from deepcourse.figures.style import new_figure

TURNED = (  # each with two opinion words
    "the film was good and not bad",
    "a weak start but a brilliant game",
    "the hotel seemed terrible at first but was excellent in the end",
)
ORDERS = {
    "as written": lambda words, swapped: words,
    "opinion words swapped": lambda words, swapped: swapped,
    "sorted alphabetically": lambda words, swapped: sorted(words),
}
PADDED = ("the film was good", "it was not a bad story", TURNED[1])
MEANS = ("the real words", "all columns")
MOST = 12
MARGINS = {"left": 0.09, "right": 0.98, "bottom": 0.27, "top": 0.9}


@functools.cache
def scores():
    """Return {word: score}."""
    vocabulary, E = opinions.lexicon()
    found = sentiment_models.word_scores(E, vocabulary)
    return {word: float(found[i]) for word, i in vocabulary.items()}


def swapped(words):
    """Return words with the two opinion words in each other's place."""
    known = {*opinions.GOOD, *opinions.BAD}
    first, second = (i for i, word in enumerate(words) if word in known)
    other = list(words)
    other[first], other[second] = words[second], words[first]
    return other


def explore_order():
    """Return an exploration: a sentence in several orders, and the mean score of its words."""

    def draw(sentence, order):
        words = TURNED[int(sentence.split()[-1]) - 1].split()
        words = ORDERS[order](words, swapped(words))
        values = [scores()[word] for word in words]
        mean = sum(values) / len(values)
        figure, ax = new_figure(height=3.6, pyplot=False, margins=MARGINS)
        figures.draw_words(ax, words, values, mean, "what each word says, and what the average keeps")
        return figure, f'"{" ".join(words)}": mean score {mean:.3f}'

    names = [f"sentence {number}" for number in range(1, len(TURNED) + 1)]
    return Exploration(draw, sentence=choice("sentence", names), order=choice("order of the words", ORDERS))


def explore_padding():
    """Return an exploration: columns of padding after a sentence, and the mean with them or without."""

    def draw(sentence, over, columns):
        words = [*PADDED[int(sentence.split()[-1]) - 1].split(), *["PAD"] * columns]
        values = [0.0 if word == "PAD" else scores()[word] for word in words]
        n = len(words) - columns if over == MEANS[0] else len(words)
        mean = sum(values) / n
        figure, ax = new_figure(height=3.6, pyplot=False, margins=MARGINS)
        figures.draw_words(ax, words, values, mean, f"mean over {over}: the sum {sum(values):.2f}, divided by {n}")
        return figure, (f'"{PADDED[int(sentence.split()[-1]) - 1]}" with {columns} columns of padding, '
                        f"mean over {over}: {mean:.3f}")  # fmt: skip

    names = [f"sentence {number}" for number in range(1, len(PADDED) + 1)]
    return Exploration(draw, sentence=choice("sentence", names), over=choice("mean over", MEANS),
                       columns=slider("columns of padding added", 0, 0, MOST, 1))  # fmt: skip
