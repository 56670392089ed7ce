"""The explorations of course 5, week 2: word vectors, learned from text.

explore_window      the pairs of a word with its neighbours
explore_tree        the path to a word in a binary tree
explore_sampling    which words are drawn as negatives, and which occurrences are kept
"""

import numpy as np

from deepcourse.experiments.course5.trained_vectors import corpus_of
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course5 import learning_embeddings as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence.huffman import huffman_codes
from deepcourse.sequence.word2vec import keep_probability

SENTENCES = (  # eight words each
    "a writer of novels plays and short poems",
    "a small bird with a long red tail",
    "the northern part of a country in africa",
)
LEAVES = ("of", "a", "the", "genus", "water", "flowers", "person", "music", "poet", "bread")
BARS = ("of", "a", "flowers", "water", "music", "poet", "bread")
POWERS = (0, 0.25, 0.5, 0.75, 1)
THRESHOLDS = (1e-5, 1e-4, 1e-3, 1e-2)
MARGINS = {"left": 0.09, "right": 0.98, "bottom": 0.17, "top": 0.9}


def explore_window(sentences=SENTENCES):
    """Return an exploration: the pairs of one word of a sentence with the words in its window."""

    def draw(sentence, center, window):
        tokens = sentence.split()
        figure, ax = new_figure(height=3.2, pyplot=False, margins=MARGINS)
        figures.draw_window(ax, tokens, center - 1, window)
        found = [t for t in range(len(tokens)) if 0 < abs(t - center + 1) <= window]
        return figure, f"word {center}, {tokens[center - 1]!r}: {len(found)} pairs in a window of {window} to each side"

    return Exploration(draw, sentence=choice("sentence", sentences), center=slider("centre word", 2, 1, 8, 1),
                       window=slider("window", 1, 1, 5, 1))  # fmt: skip


def balanced_codes(number):
    """Return codes of equal length, or one bit less, for a number of words.

    >>> balanced_codes(3)
    ['00', '01', '1']
    """
    if number == 1:
        return [""]
    left = (number + 1) // 2
    return ["0" + code for code in balanced_codes(left)] + ["1" + code for code in balanced_codes(number - left)]


def explore_tree(V=2000):
    """Return an exploration: the path to a word, in a balanced tree and in Huffman's."""
    corpus = corpus_of(V)
    counts = [int(corpus.counts[corpus.words.index(word)]) for word in LEAVES]
    trees = {"balanced": balanced_codes(len(LEAVES)), "Huffman": huffman_codes(counts)}

    def draw(tree, word):
        codes = trees[tree]
        figure, ax = new_figure(height=4.6, pyplot=False, margins={**MARGINS, "bottom": 0.08, "top": 0.92})
        figures.draw_tree(ax, LEAVES, counts, codes, word)
        mean = np.dot(counts, [len(code) for code in codes]) / np.sum(counts)
        bits = len(codes[LEAVES.index(word)])
        return (
            figure,
            f"{tree}: {word!r} takes {bits} turn{'s' * (bits > 1)}; the mean over all tokens is {mean:.2f}",
        )

    return Exploration(draw, still={"tree": "Huffman"}, tree=choice("tree", trees), word=choice("word", LEAVES))


def explore_sampling(V=2000):
    """Return an exploration: how often words are drawn as negatives at a power, and kept at a threshold."""
    corpus = corpus_of(V)
    here = [corpus.words.index(word) for word in BARS]
    share = corpus.counts / corpus.counts.sum()

    def draw(word, power, t):
        noise = corpus.counts**power / np.sum(corpus.counts**power)
        kept = keep_probability(corpus.counts, t)
        shares = {"text": share[here], "negatives": noise[here], "kept": kept[here]}
        margins = {"left": 0.09, "right": 0.98, "bottom": 0.16, "top": 0.91, "wspace": 0.25}
        figure, axes = new_figure(1, 2, height=3.7, pyplot=False, margins=margins)
        figures.draw_sampling(axes, BARS, shares, word)
        i = corpus.words.index(word)
        told = f"{word!r}: its share of the negatives is {noise[i] / share[i]:.2f} times its share of the text"
        return figure, f"{told}; {100 * kept[i]:.3g} % of its occurrences are kept"

    return Exploration(draw, still={"power": 0.75}, word=choice("word", BARS), power=stops_slider("power", POWERS, 1),
                       t=stops_slider("t", THRESHOLDS, 1e-2))  # fmt: skip
