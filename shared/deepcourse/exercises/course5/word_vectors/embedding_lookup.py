"""Exercise 1: take the columns that belong to the ids."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

embedding_lookup = FunctionExercise(
    __name__,
    reference=reference.embedding_lookup,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("x",),
    hints=(
        "What does E times a one-hot column leave of E?",
        "One id picks one column. NumPy takes an array of ids in the same position: try it on a small E, and look at "
        "the shape.",
        "In the result, the axes of an array of ids take the position of the axis that they index. Which axis of E "
        "must that be, so that the n numbers of a word stay on the first axis?",
    ),
)


def tables(rng, n, V, m, T):
    """Return random E and ids."""
    return rng.normal(size=(n, V)), rng.integers(0, V, size=(m, T))


@embedding_lookup.visible
def visible():
    """Return several sizes, a word twice, the last word, one sentence, one step."""
    rng = np.random.default_rng(71)
    return [
        Case("3 numbers a word, 5 words, ids (2, 4)", (tables(rng, 3, 5, 2, 4))),
        Case("the first and the last word, one of them twice", (rng.normal(size=(2, 6)), np.array([[5, 0, 5]]))),
        Case("7 numbers a word, one step", tables(rng, 7, 4, 3, 1)),
        Case("single precision", (rng.normal(size=(4, 9)).astype(np.float32), rng.integers(0, 9, size=(2, 3)))),
        Case("a square E", tables(rng, 5, 5, 3, 2)),
    ]


@embedding_lookup.draw
def draw(rng):
    """Return random sizes."""
    n, V, m, T = (int(size) for size in rng.permutation(np.arange(2, 9))[:4])
    return Case(f"{n} numbers a word, {V} words, ids ({m}, {T})", tables(rng, n, V, m, T))


@embedding_lookup.edges
def edges(rng):
    """Return one sentence of one step, one number a word, single precision."""
    return [
        Case("one id", tables(rng, 3, 4, 1, 1)),
        Case("one number a word", tables(rng, 1, 6, 2, 3)),
        Case("single precision", (rng.normal(size=(2, 5)).astype(np.float32), rng.integers(0, 5, size=(3, 4)))),
    ]


@embedding_lookup.property("equal ids get equal columns")
def equal_ids(f, rng):
    """Return a sentence unless a word has one vector, wherever it is."""
    x = np.asarray(f(rng.normal(size=(3, 4)), np.array([[2, 1], [0, 2]])))
    return None if np.array_equal(x[:, 0, 0], x[:, 1, 1]) else "the id 2 gets two different vectors"


@embedding_lookup.mistake
def rows_of_e(E, ids):
    """the rows of E are taken: a word is a column, E[:, id]"""
    return E[ids]


@embedding_lookup.mistake
def rows_by_loops(E, ids):
    """row E[id] is written for each word: a word is a column, E[:, id]"""
    x = np.zeros((len(E), *ids.shape), E.dtype)
    for i, t in np.ndindex(ids.shape):
        x[:, i, t] = E[ids[i, t]]
    return x


@embedding_lookup.mistake
def vectors_last(E, ids):
    """the numbers of a word are on the last axis: they belong on the first, (n, m, T)"""
    return E.T[ids]


@embedding_lookup.mistake
def sentences_and_steps_swapped(E, ids):
    """the sentences and the steps are swapped: the shape is (n, m, T)"""
    return E[:, ids.T]


@embedding_lookup.mistake
def sentences_first(E, ids):
    """the sentences are on the first axis: the shape is (n, m, T)"""
    return E[:, ids].transpose(1, 0, 2)


@embedding_lookup.mistake
def flattened(E, ids):
    """all ids are in one row: keep the shape of ids, (n, m, T)"""
    return E[:, ids.ravel()]


@embedding_lookup.mistake
def ids_from_one(E, ids):
    """each word gets the column before its own: ids count from 0"""
    return E[:, ids - 1]


@embedding_lookup.mistake
def next_column(E, ids):
    """each word gets the column after its own: ids count from 0"""
    return E[:, (ids + 1) % E.shape[1]]


@embedding_lookup.mistake
def first_sentence_alone(E, ids):
    """every sentence gets the vectors of the first one: look up each row of ids"""
    return np.repeat(E[:, ids[:1]], len(ids), axis=1)


@embedding_lookup.mistake
def one_hot_columns(E, ids):
    """one-hot columns are returned: multiply E by them, or take the columns of E directly"""
    return np.moveaxis(np.eye(E.shape[1])[ids], -1, 0)


@embedding_lookup.mistake
def summed_over_steps(E, ids):
    """the vectors of a sentence are added up: keep one column for each step"""
    return E[:, ids].sum(axis=2)


@embedding_lookup.right
def by_one_hot(E, ids):
    """Return the same, as a product."""
    return np.einsum("nv,mtv->nmt", E, np.eye(E.shape[1], dtype=E.dtype)[ids])


@embedding_lookup.right
def by_loops(E, ids):
    """Return the same, word by word."""
    x = np.empty((len(E), *ids.shape), E.dtype)
    for i, t in np.ndindex(ids.shape):
        x[:, i, t] = E[:, ids[i, t]]
    return x
