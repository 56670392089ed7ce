"""The explorations of course 5, week 2: word vectors.

explore_neighbours      the words nearest to a word, by three measures
explore_maps            maps of words by t-SNE, at several perplexities and starts
"""

import functools

import numpy as np

from deepcourse.datasets import load_glove
from deepcourse.experiments.course5.word_relations import CLASSES
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course5 import word_vectors as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence import word_vectors as reference

ASKED = ("paris", "monday", "guitar", "bread", "good", "apple", "three")
MEASURES = ("cosine similarity", "distance", "inner product")
PERPLEXITIES = (2, 5, 15, 40)
EACH = 20  # words of each kind on a map


def ranked(word, measure, k=8):
    """Return the k nearest words and their values."""
    words, E = load_glove()
    u = E[:, words.index(word)]
    if measure == "cosine similarity":
        values, sign = reference.cosines(E, u), -1
    elif measure == "distance":
        values, sign = np.linalg.norm(E - u[:, None], axis=0), 1
    else:
        values, sign = u @ E, -1
    order = [i for i in np.argsort(sign * values, kind="stable") if words[i] != word][:k]
    return [words[i] for i in order], values[order]


def explore_neighbours():
    """Return an exploration: the nearest words, by a measure of your choice."""

    def draw(word, measure):
        names, values = ranked(word, measure)
        figure, ax = new_figure(
            height=3.5, pyplot=False, margins={"left": 0.16, "right": 0.97, "bottom": 0.16, "top": 0.9}
        )
        figures.draw_neighbours(ax, names, values, f"nearest to {word}", measure)
        return (
            figure,
            f"{measure}: the word nearest to {word} is {names[0]} ({values[0]:.2f}), the eighth is {names[-1]}",
        )

    return Exploration(draw, word=choice("word", ASKED), measure=choice("measure", MEASURES))


def words_on_the_map(each=EACH):
    """Return (words, kinds, X): some words of each kind, and their vectors of length 1."""
    words, E = load_glove()
    chosen = [(word, kind) for kind, some in CLASSES.items() for word in some[:each]]
    X = E[:, [words.index(word) for word, _ in chosen]].astype(float)
    return [word for word, _ in chosen], [kind for _, kind in chosen], X / np.linalg.norm(X, axis=0)


@functools.cache
def made(perplexity, start):
    """Return a map of the words, its cost and their kinds."""
    _, kinds, X = words_on_the_map()
    Y, costs = reference.tsne(reference.affinities(X, perplexity), seed=start, steps=200)
    return Y, float(costs[-1]), kinds


def explore_maps():
    """Return an exploration: t-SNE's map of the same words, at a perplexity and from a start of your choice."""

    def draw(perplexity, start):
        Y, cost, kinds = made(perplexity, start)
        figure, ax = new_figure(
            height=4.2, pyplot=False, margins={"left": 0.09, "right": 0.84, "bottom": 0.13, "top": 0.92}
        )
        figures.draw_map(ax, Y, kinds, f"the same {len(kinds)} words, perplexity {perplexity}, start {start}")
        share = figures.neighbour_share(Y, kinds)
        return figure, (
            f"perplexity {perplexity}, start {start}: cost {cost:.3f}; for {share:.0%} of the words, "
            "the nearest point is of the same kind"
        )

    return Exploration(draw, perplexity=stops_slider("perplexity", PERPLEXITIES, 5), start=slider("start", 0, 0, 3, 1))
