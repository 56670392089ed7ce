"""Exercise 1: how far words point along a direction."""

import numpy as np

from deepcourse.exercises.course5.debiasing.small_vectors import some_vectors, some_words
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import debiasing as reference

bias_along = FunctionExercise(
    __name__,
    reference=reference.bias_along,
    minutes=3,
    points_visible=3,
    points_hidden=3,
    returns=("the cosines",),
    hints=(
        "It is the cosine similarity of word_vectors, once for each word of the list.",
        "Stack the vectors of the words, in the order of the list, into an array with a row for each word.",
        "Divide each product with g by two lengths: that of the word and that of g.",
    ),
)


def case(rng, name, n, count, *, length=1.0, lengths=True):
    """Return some of the words of random vectors, in random order, and a direction of some length."""
    words = some_words(rng, count + 3)
    vectors = some_vectors(rng, words, n, lengths=lengths)
    g = rng.normal(size=n)
    asked = [words[i] for i in rng.permutation(count + 3)[:count]]
    return Case(name, (asked, length * g / np.linalg.norm(g), vectors))


@bias_along.visible
def visible():
    """Return words and directions of length 1 and of others, one word, a word asked twice."""
    rng = np.random.default_rng(61)
    asked, g, vectors = case(rng, "", 4, 3, length=1.7).arguments
    return [
        case(rng, "4 words, all lengths 1", 3, 4, lengths=False),
        case(rng, "g is 2.5 long", 5, 3, length=2.5, lengths=False),
        case(rng, "words of other lengths", 4, 5),
        case(rng, "words and g of other lengths", 6, 4, length=0.3),
        case(rng, "one word", 5, 1, length=3.0),
        Case("a word is asked twice", ([asked[0], asked[1], asked[0], asked[2]], g, vectors)),
    ]


@bias_along.draw
def draw(rng):
    """Return random words and a random direction."""
    n, count = (int(i) for i in rng.integers(2, 9, size=2))
    return case(rng, f"{count} words, {n} numbers each", n, count, length=rng.uniform(0.2, 4))


@bias_along.edges
def edges(rng):
    """Return one word, a long direction, a word asked twice."""
    asked, g, vectors = case(rng, "", 4, 3, length=0.6).arguments
    return [
        case(rng, "one word", 3, 1, length=2.0),
        case(rng, "g is 100 long", 7, 5, length=100.0),
        Case("a word is asked twice", ([asked[2], asked[1], asked[2]], g, vectors)),
    ]


@bias_along.property("a word along g gets 1, a word against g gets -1")
def along_and_against(f, rng):
    """Return a sentence unless words that point exactly along g or against it get 1 and -1."""
    g = rng.normal(size=5)
    said = np.asarray(f(["one", "other"], g, {"other": -0.3 * g, "one": 2 * g}))
    return None if np.allclose(said, [1, -1]) else f"2 g and -0.3 g get {said.tolist()}, expected 1 and -1"


def stacked(words, vectors):
    """Return the vectors of the words, a row each."""
    return np.stack([vectors[word] for word in words])


@bias_along.mistake
def plain_products(words, g, vectors):
    """the products are not divided by any length: a cosine is divided by both"""
    return stacked(words, vectors) @ g


@bias_along.mistake
def length_of_g_forgotten(words, g, vectors):
    """the length of g is not divided away: g may have any length"""
    X = stacked(words, vectors)
    return X @ g / np.linalg.norm(X, axis=1)


@bias_along.mistake
def length_of_words_forgotten(words, g, vectors):
    """the lengths of the words are not divided away: after a change, a word no longer has length 1"""
    return stacked(words, vectors) @ g / np.linalg.norm(g)


@bias_along.mistake
def squared_length_of_g(words, g, vectors):
    """the square of the length of g is divided away: a cosine is divided by the length itself"""
    X = stacked(words, vectors)
    return X @ g / np.linalg.norm(X, axis=1) / (g @ g)


@bias_along.mistake
def squared_lengths(words, g, vectors):
    """the products are divided by the squares of both lengths: the length is the root of e . e"""
    X = stacked(words, vectors)
    return X @ g / (np.sum(X**2, axis=1) * (g @ g))


@bias_along.mistake
def one_length_for_all(words, g, vectors):
    """all words are divided by one length, that of all their numbers together: each word has its own (axis=1)"""
    X = stacked(words, vectors)
    return X @ g / (np.linalg.norm(X) * np.linalg.norm(g))


@bias_along.mistake
def sign_lost(words, g, vectors):
    """the sign is lost: a word that points against g gets a negative cosine"""
    return np.abs(reference.bias_along(words, g, vectors))


@bias_along.mistake
def other_way_around(words, g, vectors):
    """the sign is reversed: a word that points along g gets a positive cosine"""
    return -reference.bias_along(words, g, vectors)


@bias_along.mistake
def all_words(words, g, vectors):
    """all words of the dictionary are compared: only those in the list are asked for"""
    return reference.bias_along(list(vectors), g, vectors)


@bias_along.mistake
def order_of_the_dictionary(words, g, vectors):
    """the cosines come in the order of the dictionary, each word once: keep the order of the list"""
    return reference.bias_along([word for word in vectors if word in words], g, vectors)


@bias_along.mistake
def mean_of_all(words, g, vectors):
    """the mean of the cosines is returned: each word has its own"""
    return float(reference.bias_along(words, g, vectors).mean())


@bias_along.right
def word_by_word(words, g, vectors):
    """Return the same, word by word."""
    return np.array([vectors[w] @ g / np.sqrt(vectors[w] @ vectors[w]) / np.sqrt(g @ g) for w in words])


@bias_along.right
def columns(words, g, vectors):
    """Return the same, with a column for each word."""
    X = np.array([vectors[word] for word in words]).T
    return (g / np.linalg.norm(g)) @ (X / np.linalg.norm(X, axis=0))
