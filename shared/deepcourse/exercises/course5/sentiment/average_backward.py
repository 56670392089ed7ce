"""Exercise 2: the gradient of the averages, back to the vectors of the words."""

import numpy as np

from deepcourse.exercises.course5.sentiment.batches import case, some_batch
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import sentiment as reference

average_backward = FunctionExercise(
    __name__,
    reference=reference.average_backward,
    name="average_backward",
    minutes=7,
    points_visible=6,
    points_hidden=9,
    returns=("dE",),
    hints=(
        "One sentence of three different words: by how much does its average move if the vector of one of them moves?",
        "A word may occur twice in a sentence, and in several sentences. What happens to the parts of its gradient?",
        "With dE[:, ids[i]] += ..., NumPy takes a column that occurs twice only once. A loop over the words is safe, "
        "and so is np.add.at.",
    ),
)


def batch(rng, n, V, m, T, *, dtype=np.float64, **options):
    """Return (da, ids, mask, V): a random gradient and a batch."""
    return rng.normal(size=(n, m)).astype(dtype), *some_batch(rng, V, m, T, **options), V


@average_backward.visible
def visible():
    """Return batches of all kinds: words that occur twice, pads of any id, a sentence without words, unused words."""
    rng = np.random.default_rng(522)
    one = np.array([[2, 1, 3, 0]]), np.array([[True, True, True, False]])
    return [
        case("one sentence of three different words", rng.normal(size=(2, 1)), *one, 5),
        case("a word twice", rng.normal(size=(3, 1)), np.array([[2, 1, 2, 3]]), np.ones((1, 4), bool), 5),
        case("2 numbers a word, 3 sentences of up to 5 words", *batch(rng, 2, 7, 3, 5, lengths=[5, 1, 3])),
        case("4 numbers a word, 2 sentences of up to 6 words", *batch(rng, 4, 5, 2, 6, lengths=[4, 6])),
        case("a mask of 1 and 0", *batch(rng, 3, 8, 4, 5, lengths=[5, 2, 4, 1], numbers=int)),
        case("pads after every sentence", *batch(rng, 2, 6, 3, 7, lengths=[3, 5, 4])),
        case("pads before and between the words", *batch(rng, 3, 8, 3, 6, lengths=[4, 2, 3], scattered=True)),
        case("a sentence without a real word", *batch(rng, 3, 6, 3, 4, lengths=[2, 0, 4])),
        case("many words that do not occur", *batch(rng, 3, 12, 2, 3, lengths=[3, 2], spared=(10, 11))),
        case("float32", *batch(rng, 3, 7, 2, 5, lengths=[5, 3], dtype=np.float32)),
    ]


@average_backward.draw
def draw(rng):
    """Return a random batch."""
    n, m, T = (int(k) for k in rng.permutation([2, 3, 4, 5, 6, 7])[:3])
    kind = [bool, int, float][rng.integers(3)]
    return case(f"{n} numbers a word, {m} sentences of up to {T} words", *batch(rng, n, 8, m, T, numbers=kind))


@average_backward.edges
def edges(rng):
    """Return one column, no words at all, one number a word, single precision, wide padding, unused ids."""
    return [
        case("one column", *batch(rng, 3, 6, 4, 1)),
        case("no real word in the batch", *batch(rng, 3, 5, 2, 4, lengths=[0, 0])),
        case("one number a word", *batch(rng, 1, 6, 3, 5, lengths=[5, 2, 4])),
        case("float32, a mask of 1 and 0", *batch(rng, 4, 9, 3, 5, numbers=int, dtype=np.float32)),
        case("wide padding", *batch(rng, 2, 6, 3, 12, lengths=[2, 5, 0])),
        case("pads anywhere", *batch(rng, 2, 9, 4, 8, lengths=[5, 3, 7, 1], scattered=True)),
        case("words that do not occur", *batch(rng, 2, 20, 3, 8, spared=(18, 19))),
    ]


@average_backward.property("dE is the slope of the averages")
def slope(f, rng):
    """Return a sentence unless a small step of E changes the averages as dE says."""
    n, V, m, T = 3, 6, 4, 5
    da, ids, mask, _ = batch(rng, n, V, m, T)
    direction = rng.normal(size=(n, V))
    told = float(np.sum(np.asarray(f(da, ids, mask, V)) * direction))
    slope = float(np.sum(da * reference.average_vectors(direction, ids, mask)))  # the averages are linear in E
    return None if np.isclose(told, slope) else f"along one direction, the slope is {slope:.4g}, and dE says {told:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def spread(da, ids, mask, V, weight):
    """Return the sum of `weight(i, t)` times da[:, i] at the columns of all real words (i, t)."""
    dE = np.zeros((len(da), V), da.dtype)
    for i, t in zip(*np.nonzero(np.asarray(mask, bool)), strict=True):
        dE[:, ids[i, t]] += da[:, i] * da.dtype.type(weight(i, t))
    return dE


def counts(mask):
    """Return the number of real words of each sentence, at least 1."""
    return np.maximum(np.asarray(mask, bool).sum(axis=1), 1)


@average_backward.mistake
def twice_counted_once(da, ids, mask, V):
    """a word that occurs twice in a sentence gets the gradient of one occurrence: add up all of them"""
    dE, lengths = np.zeros((len(da), V), da.dtype), counts(mask)
    for i, row in enumerate(np.asarray(mask, bool)):
        dE[:, np.unique(ids[i, row])] += da[:, [i]] / da.dtype.type(lengths[i])
    return dE


@average_backward.mistake
def last_occurrence(da, ids, mask, V):
    """a later occurrence of a word overwrites the gradient of an earlier one: add them up"""
    dE, lengths = np.zeros((len(da), V), da.dtype), counts(mask)
    for i, t in zip(*np.nonzero(np.asarray(mask, bool)), strict=True):
        dE[:, ids[i, t]] = da[:, i] / da.dtype.type(lengths[i])
    return dE


@average_backward.mistake
def not_divided(da, ids, mask, V):
    """da is not divided by the number of words: each word moves the average by its share only"""
    return spread(da, ids, mask, V, lambda i, t: 1)


@average_backward.mistake
def divided_by_columns(da, ids, mask, V):
    """da is divided by T, the number of columns: divide it by the number of real words of the sentence"""
    return spread(da, ids, mask, V, lambda i, t: 1 / ids.shape[1])


@average_backward.mistake
def divided_by_examples(da, ids, mask, V):
    """the gradient is divided by m once more: da holds that factor already, if the cost has it"""
    return reference.average_backward(da, ids, mask, V) / da.dtype.type(len(ids))


@average_backward.mistake
def only_by_examples(da, ids, mask, V):
    """da is divided by m, the number of sentences: divide it by the number of words of the sentence"""
    return spread(da, ids, mask, V, lambda i, t: 1 / len(ids))


@average_backward.mistake
def divided_by_all_words(da, ids, mask, V):
    """da is divided by the number of real words of the whole batch: each sentence has a length of its own"""
    return spread(da, ids, mask, V, lambda i, t: 1 / max(np.sum(mask), 1))


@average_backward.mistake
def divided_by_the_longest(da, ids, mask, V):
    """da is divided by the length of the longest sentence: each sentence has a length of its own"""
    return spread(da, ids, mask, V, lambda i, t: 1 / counts(mask).max())


@average_backward.mistake
def gradient_at_pads(da, ids, mask, V):
    """pads get a gradient as well: the averages do not depend on their vectors"""
    lengths = counts(mask)
    return spread(da, ids, np.ones(ids.shape), V, lambda i, t: 1 / lengths[i])


@average_backward.mistake
def pads_like_words(da, ids, mask, V):
    """the mask is ignored, and pads get a share of the gradient: only real words get one"""
    return reference.average_backward(da, ids, np.ones(ids.shape, bool), V)


@average_backward.mistake
def column_0_cleared(da, ids, mask, V):
    """the column of id 0 is set to 0: the mask alone says what is a pad, and id 0 may be a word"""
    dE = reference.average_backward(da, ids, mask, V)
    dE[:, 0] = 0
    return dE


@average_backward.mistake
def first_words(da, ids, mask, V):
    """the first ids of each row get the gradient, as many as it has words: pads may come before or between them"""
    lengths = np.asarray(mask, bool).sum(axis=1, keepdims=True)
    return reference.average_backward(da, ids, np.arange(ids.shape[1]) < lengths, V)


@average_backward.mistake
def pads_and_column_0_cleared(da, ids, mask, V):
    """pads get a gradient, and then column 0 is set to 0: pads may hold any id, and id 0 may be a word"""
    dE = gradient_at_pads(da, ids, mask, V)
    dE[:, 0] = 0
    return dE


@average_backward.mistake
def double_precision(da, ids, mask, V):
    """float32 becomes float64, as in np.zeros without dtype or by a division by int64: keep the number type of `da`"""
    return reference.average_backward(da, ids, mask, V).astype(np.float64)


@average_backward.mistake
def mean_over_occurrences(da, ids, mask, V):
    """the gradient of a word is divided by its number of occurrences: the parts add up"""
    dE, real = reference.average_backward(da, ids, mask, V), np.asarray(mask, bool)
    return dE / np.maximum(np.bincount(ids[real], minlength=V), 1).astype(da.dtype)


@average_backward.mistake
def each_sentence_once(da, ids, mask, V):
    """each sentence overwrites the gradient of the words that an earlier one used: add up all sentences"""
    dE = np.zeros((len(da), V), da.dtype)
    for i in range(len(ids)):
        own = reference.average_backward(da[:, [i]], ids[[i]], np.asarray(mask)[[i]], V)
        used = np.unique(ids[i, np.asarray(mask[i], bool)])
        dE[:, used] = own[:, used]
    return dE


@average_backward.mistake
def last_word_only(da, ids, mask, V):
    """only the last real word of each sentence gets a gradient: every word gets a share of it"""
    lengths = counts(mask)
    return spread(da, ids, mask, V, lambda i, t: 1 / lengths[i] if t == lengths[i] - 1 else 0)


@average_backward.mistake
def last_word_missing(da, ids, mask, V):
    """the last real word of each sentence gets no gradient: a sentence of n words has the columns 0 to n - 1"""
    lengths = counts(mask)
    return spread(da, ids, mask, V, lambda i, t: 1 / lengths[i] if t < lengths[i] - 1 else 0)


@average_backward.mistake
def zero_by_zero(da, ids, mask, V):
    """a sentence without real words makes dE nan by 0 / 0: it contributes nothing to dE"""
    shares = np.zeros((len(ids), V), da.dtype)
    np.add.at(shares, (*tuple(np.nonzero(mask))[:1], ids[np.nonzero(mask)]), 1)
    with np.errstate(all="ignore"):
        return da @ (shares / np.asarray(mask, bool).sum(axis=1, keepdims=True).astype(da.dtype))


@average_backward.mistake
def words_first(da, ids, mask, V):
    """dE has a row for each word, (V, n): it has the shape of E, (n, V)"""
    return reference.average_backward(da, ids, mask, V).T


@average_backward.mistake
def sign(da, ids, mask, V):
    """dE has the wrong sign: the average grows with the vectors of its words"""
    return -reference.average_backward(da, ids, mask, V)


@average_backward.mistake
def as_many_words_as_used(da, ids, mask, V):
    """dE has a column for each id up to the largest one in the batch: E has V columns, one for every word"""
    return reference.average_backward(da, ids, mask, int(ids.max()) + 1)


# --- right, written differently -------------------------------------------------------------------------------------


@average_backward.right
def by_loops(da, ids, mask, V):
    """Return the same by loops."""
    dE = np.zeros((len(da), V))
    for i in range(len(ids)):
        words = [int(ids[i, t]) for t in range(ids.shape[1]) if mask[i, t]]
        for word in words:
            dE[:, word] += da[:, i] / len(words)
    return dE.astype(da.dtype)


@average_backward.right
def by_one_hot(da, ids, mask, V):
    """Return the same by a product with one-hot columns."""
    weights = np.array(mask, float)
    weights /= np.where(weights.sum(axis=1, keepdims=True) > 0, weights.sum(axis=1, keepdims=True), 1)
    return np.einsum("nm,mt,mtv->nv", da, weights, np.eye(V)[ids]).astype(da.dtype)
