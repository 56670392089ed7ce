"""The explorations of course 5, week 2: debiasing.

explore_removal     jobs along a direction while their part along the ten-pair direction is removed
explore_leanings    the words that lean most, on a map, before and after they are neutralised
"""

import numpy as np

from deepcourse.experiments.course5 import gendered_words as experiment
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import debiasing as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence import debiasing as reference
from deepcourse.sequence.word_vectors import pca_map

SHOWN = experiment.list_of(
    "nurse dancer singer researcher artist reporter teacher doctor writer surgeon scientist president lawyer engineer "
    "pilot judge officer architect manager coach captain colonel"
)
TEN, SHE, WOMAN, FEMALE = "ten pairs", "she and he", "woman and man", "female and male"
SINGLE = {SHE: ("she", "he"), WOMAN: ("woman", "man"), FEMALE: ("female", "male")}
BEFORE, AFTER = "as they were", "neutralised"


def axes_to_see_along():
    """Return {name: direction}: that of ten pairs, and those of single ones."""
    vectors = experiment.word_vectors()
    one = {name: vectors[a] - vectors[b] for name, (a, b) in SINGLE.items()}
    return {TEN: reference.bias_direction(experiment.PAIRS, vectors)} | one


def explore_removal():
    """Return an exploration: jobs, seen along a direction of your choice, while the ten-pair direction is removed."""
    directions, vectors = axes_to_see_along(), experiment.word_vectors()
    words = sorted(SHOWN, key=lambda word: float(vectors[word] @ directions[TEN]))

    def draw(removed, along):
        left = {
            word: vectors[word] + removed / 100 * (reference.neutralize(word, directions[TEN], vectors) - vectors[word])
            for word in words
        }
        values = reference.bias_along(words, directions[along], left)
        figure, ax = new_figure(
            height=5.4, pyplot=False, margins={"left": 0.14, "right": 0.97, "bottom": 0.11, "top": 0.93}
        )
        ends = SINGLE.get(along, ("she", "he"))
        title, name = f"seen along the direction of {along}, {removed} % removed", f"direction of {along}"
        figures.draw_axis(words, values, title, ax, ends=ends, along=name)
        low, high = words[int(values.argmin())], words[int(values.argmax())]
        told = f"the ends are {low} ({values.min():.2f}) and {high} ({values.max():.2f})"
        if np.abs(values).max() < 1e-9:
            told = "all words are at 0"
        return figure, f"{along}, {removed} % removed: the mean absolute cosine is {np.abs(values).mean():.2f}; {told}"

    return Exploration(
        draw,
        removed=slider("removed (%)", 0, 0, 100, 10),
        along=choice("seen along", (TEN, SHE, WOMAN, FEMALE)),
    )


def explore_leanings():
    """Return an exploration: the words that lean most to either side, on a map by PCA."""
    vectors = experiment.word_vectors()
    g = reference.bias_direction(experiment.PAIRS, vectors)

    def draw(each, state):
        words, sides = experiment.leaning_words(g, vectors, each)
        chosen = experiment.neutralized(words, g, vectors) if state == AFTER else vectors
        X = np.stack([chosen[word] for word in words], axis=1)
        X /= np.linalg.norm(X, axis=0)
        figure, ax = new_figure(
            height=4.6, pyplot=False, margins={"left": 0.09, "right": 0.82, "bottom": 0.12, "top": 0.92}
        )
        figures.draw_leanings(ax, pca_map(X), sides, words, f"{2 * each} words, {state}")
        return figure, (
            f"{2 * each} words, {state}: in all 50 numbers, the nearest other word leaned to the same side for "
            f"{figures.own_side(X, sides):.1%}; on the map, for {figures.own_side(pca_map(X), sides):.0%}"
        )

    return Exploration(draw, each=slider("words a side", 20, 20, 100, 20), state=choice("vectors", (BEFORE, AFTER)))
