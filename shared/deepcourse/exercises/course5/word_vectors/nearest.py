"""Exercise 3: the nearest words."""

import numpy as np

from deepcourse.exercises.course5.word_vectors.small_vectors import some_words
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

nearest = FunctionExercise(
    __name__,
    reference=reference.nearest,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the words",),
    hints=(
        "One product of a vector and a matrix gives all V inner products at once. What is left to divide by?",
        "np.argsort sorts upwards: what do you sort so that the largest similarity comes first? Which kind= keeps the "
        "order of equal ones?",
        "The word itself has the similarity 1. Take it out by its place, not by its rank: another word may have 1 too.",
    ),
)

TIED = np.array([[1.0, 2, 0, 4, 1, 0.5], [0, 1, 2, 2, 0, 0]])  # words of equal directions, in two groups


@nearest.visible
def visible():
    """Return several sizes and k, words of different lengths, equal directions, a zero vector."""
    rng = np.random.default_rng(73)
    zero = some_words(rng, 3, 6)
    zero[1][:, 2] = 0
    cases = [(some_words(rng, 4, 9), 3), (some_words(rng, 3, 7), 1), (some_words(rng, 6, 11), 5)]
    return [
        *(Case(f"{len(w)} words, k {k}", (w[2], list(w), E, k)) for (w, E), k in cases),
        Case("equal directions, k 5", ("tea", ["lamp", "salt", "coin", "fern", "tea", "moon"], TIED, 5)),
        Case("a word with the vector 0 is one of them", (zero[0][0], list(zero[0]), zero[1], 5)),
        Case("a word with the vector 0 is asked", (zero[0][2], list(zero[0]), zero[1], 3)),
    ]


@nearest.draw
def draw(rng):
    """Return random words."""
    n, V = int(rng.integers(2, 7)), int(rng.integers(6, 12))
    (words, E), k = some_words(rng, n, V), int(rng.integers(1, V - 1))
    return Case(f"{V} words, {n} numbers each, k {k}", (words[int(rng.integers(V))], words, E, k))


@nearest.edges
def edges(rng):
    """Return all words, equal directions, one number each, zeros."""
    words, E = some_words(rng, 3, 8)
    few = ["lamp", "salt", "coin", "fern", "tea", "moon"]
    return [
        Case("k is the number of all others", (words[3], words, E, 7)),
        Case("equal directions", ("lamp", few, TIED.copy(), 3)),
        Case("one number each", ("coin", few, np.array([[1.0, -2, 3, 0, 4, -1]]), 4)),
    ]


@nearest.property("the word itself is never in the list")
def never_itself(f, rng):
    """Return a sentence if a word is its own neighbour."""
    words, E = some_words(rng, 3, 7)
    return f"{words[4]} is in its own list" if words[4] in f(words[4], list(words), E, 6) else None


def ranked(scores, words, k, *, without=(), skip=0):
    """Return the words of the k largest scores."""
    order = [words[i] for i in np.argsort(-scores, kind="stable") if i not in without]
    return order[skip : skip + k]


@nearest.mistake
def word_itself_included(word, words, E, k):
    """the word itself is first in its list: leave it out"""
    return ranked(reference.cosines(E, E[:, words.index(word)]), words, k)


@nearest.mistake
def first_left_out(word, words, E, k):
    """the first of the ranking is left out, whatever it is: another word with cosine 1 may be first"""
    return ranked(reference.cosines(E, E[:, words.index(word)]), words, k, skip=1)


@nearest.mistake
def inner_products(word, words, E, k):
    """the words are ranked by inner products: long vectors win; divide by the lengths"""
    home = words.index(word)
    return ranked(E[:, home] @ E, words, k, without=(home,))


@nearest.mistake
def euclidean(word, words, E, k):
    """the words are ranked by Euclidean distance: use the cosine similarity"""
    home = words.index(word)
    return ranked(-np.linalg.norm(E - E[:, [home]], axis=0), words, k, without=(home,))


@nearest.mistake
def most_different(word, words, E, k):
    """the least similar words are returned: argsort sorts upwards"""
    home = words.index(word)
    return ranked(-reference.cosines(E, E[:, home]), words, k, without=(home,))


@nearest.mistake
def best_last(word, words, E, k):
    """the best word is last: begin with it"""
    return reference.nearest(word, words, E, k)[::-1]


@nearest.mistake
def sign_ignored(word, words, E, k):
    """the sizes of the cosines are ranked: -0.9 is far from similar"""
    home = words.index(word)
    return ranked(np.abs(reference.cosines(E, E[:, home])), words, k, without=(home,))


@nearest.mistake
def later_word_first(word, words, E, k):
    """of words of equal similarity, the later one comes first: the earlier one in words should"""
    home = words.index(word)
    scores = reference.cosines(E, E[:, home])
    order = np.argsort(scores, kind="stable")[::-1]
    return [words[i] for i in order if i != home][:k]


@nearest.mistake
def one_too_few(word, words, E, k):
    """one word is missing: k others are needed, without the word itself"""
    return reference.nearest(word, words, E, k)[:-1]


@nearest.mistake
def one_too_many(word, words, E, k):
    """there is one word too many: return k"""
    return reference.nearest(word, words, E, k + 1)


@nearest.mistake
def places(word, words, E, k):
    """places in the list are returned: return the words"""
    return [words.index(one) for one in reference.nearest(word, words, E, k)]


@nearest.mistake
def alphabetical(word, words, E, k):
    """the k words are in alphabetical order: the most similar comes first"""
    return sorted(reference.nearest(word, words, E, k))


@nearest.mistake
def zero_is_nan(word, words, E, k):
    """the vector 0 gives nan, which argsort puts last: its similarity is 0, more than a negative one"""
    home = words.index(word)
    with np.errstate(all="ignore"):
        scores = E[:, home] @ E / (np.linalg.norm(E, axis=0) * np.linalg.norm(E[:, home]))
    return ranked(scores, words, k, without=(home,))


@nearest.right
def by_sorted(word, words, E, k):
    """Return the same, by sorting words."""
    u = E[:, words.index(word)]
    cosine = {other: reference.cosine_similarity(u, E[:, i]) for i, other in enumerate(words)}
    return sorted((other for other in words if other != word), key=lambda other: -round(cosine[other], 12))[:k]


@nearest.right
def with_minus_infinity(word, words, E, k):
    """Return the same, with the word itself ranked last."""
    home = words.index(word)
    lengths = np.linalg.norm(E, axis=0)
    U = E / np.where(lengths == 0, 1, lengths)
    scores = np.round(U.T @ U[:, home], 12)
    scores[home] = -np.inf
    return [words[i] for i in np.argsort(-scores, kind="stable")[:k]]
