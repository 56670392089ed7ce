"""Exercise 3: the nearest words."""

import numpy as np

from deepcourse.exercises.course5.word_vectors.small_vectors import WORDS, some_words
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
        "np.argsort sorts in ascending order: what do you sort so that the largest similarity comes first? Which kind= "
        "keeps the order of equal ones?",
        "The word itself has the similarity 1. Take it out by its position in words, not by its rank: another word "
        "may have the similarity 1, too.",
    ),
)

TIED = np.array([[1.0, 2, 0, 4, 1, 0.5], [0, 1, 2, 2, 0, 0]])  # words of equal directions, in two groups
FEW = ("lamp", "salt", "coin", "fern", "tea", "moon")
ONE_NUMBER = np.array([[1.0, -2, 3, 0, 4, -1]])


def many_tied(rng):
    """Return (words, E): 36 words in only four directions, their lengths powers of 2, so that ties are exact."""
    directions = np.array([[1.0, 2, 0, -1], [1, -1, 3, 2]])
    words = [f"{word}{ending}" for ending in ("", "s", "less") for word in WORDS]
    return words, directions[:, rng.integers(0, 4, size=36)] * 2.0 ** rng.integers(-3, 4, size=36)


@nearest.visible
def visible():
    """Return several sizes and k, words of different lengths, equal directions, a zero vector."""
    rng = np.random.default_rng(73)
    zero = some_words(rng, 3, 6)
    zero[1][:, 2] = 0
    cases = [(some_words(rng, 4, 9), 3), (some_words(rng, 3, 7), 1), (some_words(rng, 6, 11), 5)]
    return [
        *(Case(f"{len(w)} words, k {k}", (w[2], list(w), E, k)) for (w, E), k in cases),
        Case("equal directions, k 5", ("tea", list(FEW), TIED, 5)),
        Case("one number each, k 5", ("coin", list(FEW), ONE_NUMBER, 5)),
        Case("36 words in four directions", ("salt", *many_tied(rng), 30)),
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
    few = list(FEW)
    return [
        Case("k is the number of all others", (words[3], words, E, 7)),
        Case("equal directions", ("lamp", few, TIED.copy(), 3)),
        Case("one number each", ("coin", few, ONE_NUMBER.copy(), 4)),
        Case("one number each, all others", ("tea", list(few), ONE_NUMBER.copy(), 5)),
        Case("many words in four directions", ("coin", *many_tied(rng), 33)),
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


def with_own_similarity(value, word, words, E, k):
    """Return the k nearest words after the word itself was given a similarity."""
    home = words.index(word)
    scores = reference.cosines(E, E[:, home])
    scores[home] = value
    return ranked(scores, words, k)


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
    """the least similar words are returned: argsort sorts in ascending order"""
    home = words.index(word)
    return ranked(-reference.cosines(E, E[:, home]), words, k, without=(home,))


@nearest.mistake
def best_last(word, words, E, k):
    """the best word is last: begin with it"""
    return reference.nearest(word, words, E, k)[::-1]


@nearest.mistake
def sign_ignored(word, words, E, k):
    """the absolute values of the cosines are ranked: -0.9 means nearly opposite"""
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
def ties_in_any_order(word, words, E, k):
    """words of equal similarity come in any order: np.argsort keeps theirs only with kind="stable\""""
    home = words.index(word)
    return [words[i] for i in np.argsort(-reference.cosines(E, E[:, home])) if i != home][:k]


@nearest.mistake
def ties_in_any_order_after_all(word, words, E, k):
    """equal similarities do not keep the order of words: np.argsort keeps it only with kind="stable\""""
    home = words.index(word)
    scores = reference.cosines(E, E[:, home])
    scores[home] = -np.inf
    return [words[i] for i in np.argsort(-scores)[:k]]


@nearest.mistake
def ties_in_any_order_reversed(word, words, E, k):
    """argsort is reversed, and of equal similarities any may come first: sort -similarity with kind="stable\""""
    home = words.index(word)
    return [words[i] for i in np.argsort(reference.cosines(E, E[:, home]))[::-1] if i != home][:k]


@nearest.mistake
def itself_minus_one(word, words, E, k):
    """the word itself gets the similarity -1, which another word may have, too: give it -np.inf"""
    return with_own_similarity(-1, word, words, E, k)


@nearest.mistake
def itself_zero(word, words, E, k):
    """the word itself gets the similarity 0, which is more than a negative one: give it -np.inf"""
    return with_own_similarity(0, word, words, E, k)


@nearest.mistake
def one_too_few(word, words, E, k):
    """one word is missing: k others are needed, without the word itself"""
    return reference.nearest(word, words, E, k)[:-1]


@nearest.mistake
def one_too_many(word, words, E, k):
    """there is one word too many: return k"""
    return reference.nearest(word, words, E, k + 1)


@nearest.mistake
def positions(word, words, E, k):
    """positions in the list are returned: return the words"""
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


@nearest.mistake
def itself_beside_nan(word, words, E, k):
    """the vector 0 gives nan, and beside nan even a very low similarity comes first: the vector 0 has similarity 0"""
    home = words.index(word)
    with np.errstate(all="ignore"):
        scores = E[:, home] @ E / (np.linalg.norm(E, axis=0) * np.linalg.norm(E[:, home]))
    scores[home] = -np.inf
    return ranked(scores, words, k)


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
