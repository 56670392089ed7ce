"""Exercise 1: the gradient of an embedding table."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word2vec as reference

embedding_backward = FunctionExercise(
    __name__,
    reference=reference.embedding_backward,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("dE",),
    any_number_type=True,
    hints=(
        "E has n V numbers, and this batch used only some of them. What is the gradient of the others?",
        "If a word was looked up twice, changing its column changes two columns of the batch. What does the chain rule "
        "do with two paths?",
        "Run a = np.zeros(3); a[[1, 1]] += 5 and look at a. NumPy adds only once to each position: loop over the "
        "columns, or look up np.add.at.",
    ),
)


def table(rng, n, m, V, ids=None):
    """Return (de, ids, V); without `ids`, they are drawn, and the last word of the vocabulary is missing."""
    return rng.normal(size=(n, m)), rng.integers(V - 1, size=m) if ids is None else np.array(ids), V


@embedding_backward.visible
def visible():
    """Return words once, twice, many times; words that are missing; the word 0; one column; single precision."""
    rng = np.random.default_rng(61)
    de, ids, V = table(rng, 4, 9, 6)
    return [
        Case("3 different words of 5", table(rng, 2, 3, 5, [3, 0, 2])),
        Case("a word that occurs twice", table(rng, 3, 4, 5, [3, 1, 3, 0])),
        Case("10 columns, 4 words", table(rng, 2, 10, 4, [2, 0, 0, 1, 2, 2, 0, 1, 0, 2])),
        Case("one column", table(rng, 3, 1, 4, [2])),
        Case("the last word occurs, too", table(rng, 3, 5, 4, [3, 3, 0, 3, 1])),
        Case("single precision", (de.astype(np.float32), ids, V)),
    ]


@embedding_backward.draw
def draw(rng):
    """Return a random batch."""
    n, m, V = int(rng.integers(2, 6)), int(rng.integers(6, 20)), int(rng.integers(3, 9))
    return Case(f"{m} columns of {n} numbers, {V} words", table(rng, n, m, V))


@embedding_backward.edges
def edges(rng):
    """Return one word many times, one number a word, one column, single precision."""
    de, ids, V = table(rng, 2, 8, 5)
    return [
        Case("one word, 7 times", table(rng, 3, 7, 4, [1] * 7)),
        Case("vectors of one number", table(rng, 1, 6, 4)),
        Case("one column", table(rng, 2, 1, 3, [0])),
        Case("single precision", (de.astype(np.float32), ids, V)),
    ]


@embedding_backward.property("dE is the slope of a cost with respect to E")
def slope_of_a_cost(f, rng):
    """Return a sentence unless moving E in a random direction changes sum(de * E[:, ids]) as dE says."""
    de, ids, V = table(rng, 3, 8, 5)
    direction = rng.normal(size=(3, V))
    slope, told = (
        float(np.sum(de * direction[:, ids])),
        float(np.sum(np.asarray(f(de.copy(), ids.copy(), V)) * direction)),
    )
    return (
        None if abs(slope - told) < 1e-8 else f"in a random direction the cost rises by {slope:.5g}, dE says {told:.5g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def summed(de, ids, V):
    """Return the right sums."""
    dE = np.zeros((len(de), V))
    np.add.at(dE.T, ids, de.T)
    return dE


@embedding_backward.mistake
def last_only(de, ids, V):
    """only the last column of a repeated word is kept: dE[:, ids] += de adds only one of them, so add up all"""
    dE = np.zeros((len(de), V))
    dE[:, ids] += de
    return dE


@embedding_backward.mistake
def first_only(de, ids, V):
    """only the first column of a repeated word is kept: add up all its columns"""
    dE = np.zeros((len(de), V))
    dE[:, ids[::-1]] = de[:, ::-1]
    return dE


@embedding_backward.mistake
def mean_of_columns(de, ids, V):
    """the columns of a repeated word are averaged: each use adds its gradient, so take the sum"""
    return summed(de, ids, V) / np.maximum(1, np.bincount(ids, minlength=V))


@embedding_backward.mistake
def largest_of_columns(de, ids, V):
    """only the largest gradients of a repeated word are kept: add up all its columns"""
    dE = np.full((len(de), V), -np.inf)
    np.maximum.at(dE.T, ids, de.T)
    return np.where(np.isinf(dE), 0, dE)


@embedding_backward.mistake
def transposed(de, ids, V):
    """dE is transposed: it has the shape of E, (n, V), a column for each word"""
    return summed(de, ids, V).T


@embedding_backward.mistake
def divided_by_m(de, ids, V):
    """dE is divided by m: `de` is already the gradient of the cost, so nothing is left to average"""
    return summed(de, ids, V) / len(ids)


@embedding_backward.mistake
def too_few_columns(de, ids, V):
    """dE has a column only up to the largest id in the batch: it has V columns, as E has"""
    return summed(de, ids, max(ids) + 1)


@embedding_backward.mistake
def without_word_zero(de, ids, V):
    """the word 0 is left out as if it were padding: here 0 is the id of a word like any other"""
    dE = summed(de, ids, V)
    dE[:, 0] = 0
    return dE


@embedding_backward.mistake
def ids_off_by_one(de, ids, V):
    """every gradient lands one column too far to the right: ids count from 0"""
    return np.roll(summed(de, ids, V), 1, axis=1)


@embedding_backward.mistake
def ids_sorted(de, ids, V):
    """the ids are sorted, but not the columns of `de`: column t belongs to ids[t]"""
    return summed(de, np.sort(ids), V)


@embedding_backward.mistake
def columns_of_the_batch(de, ids, V):
    """`de` is returned as it is: its columns belong to tokens, those of dE to words"""
    return de.copy()


@embedding_backward.mistake
def one_number_a_word(de, ids, V):
    """the n numbers of a word are added up: each of them has a gradient of its own"""
    return np.broadcast_to(summed(de, ids, V).sum(axis=0), (len(de), V)).copy()


@embedding_backward.mistake
def counts_instead(de, ids, V):
    """dE counts how often each word occurs: add up its columns of `de`"""
    return np.tile(np.bincount(ids, minlength=V) * 1.0, (len(de), 1))


@embedding_backward.mistake
def last_column_missing(de, ids, V):
    """the last column of `de` is left out: all m columns count"""
    return summed(de[:, :-1], ids[:-1], V)


@embedding_backward.mistake
def upside_down(de, ids, V):
    """the sign is wrong: dE is the sum of the columns, and the minus sign belongs to the update"""
    return -summed(de, ids, V)


# --- right, written differently -------------------------------------------------------------------------------------


@embedding_backward.right
def by_one_hot(de, ids, V):
    """Return the same as a product with one-hot rows."""
    return de @ (ids[:, None] == np.arange(V)).astype(de.dtype)


@embedding_backward.right
def by_loop(de, ids, V):
    """Return the same, column by column."""
    dE = np.zeros((len(de), V), de.dtype)
    for t, i in enumerate(ids):
        dE[:, i] += de[:, t]
    return dE


@embedding_backward.right
def by_add_at(de, ids, V):
    """Return the same, in double precision."""
    return summed(de, ids, V)
