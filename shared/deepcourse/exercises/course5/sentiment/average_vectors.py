"""Exercise 1: the mean vector of the real words of each sentence."""

import numpy as np

from deepcourse.exercises.course5.sentiment.batches import case, some_batch
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import sentiment as reference

average_vectors = FunctionExercise(
    __name__,
    reference=reference.average_vectors,
    name="average_vectors",
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the averages",),
    hints=(
        "Which shape does E[:, ids] have? Along which of its axes do you add, and what must not be in that sum?",
        "Write the mean of one sentence as a fraction. Which of its two parts does a pad change, if you forget the "
        "mask there?",
        "A sentence without real words: what is the sum of its vectors? Choose a divisor that keeps this result.",
    ),
)


def batch(rng, n, V, m, T, *, dtype=np.float64, **options):
    """Return (E, ids, mask): random vectors, none of them 0, and a batch."""
    return (rng.normal(size=(n, V)) + 0.4).astype(dtype), *some_batch(rng, V, m, T, **options)


@average_vectors.visible
def visible():
    """Return batches of all kinds: with words that occur twice, with pads of any id, with a sentence without words."""
    rng = np.random.default_rng(521)
    return [
        case("2 numbers a word, 3 sentences of up to 4 words", *batch(rng, 2, 7, 3, 4, lengths=[4, 1, 3])),
        case("3 numbers a word, 2 sentences of up to 6 words", *batch(rng, 3, 5, 2, 6, lengths=[3, 6])),
        case("no pads", *batch(rng, 4, 6, 2, 3, lengths=[3, 3])),
        case("a mask of 1 and 0", *batch(rng, 3, 8, 4, 5, lengths=[5, 2, 4, 1], numbers=int)),
        case("pads after every sentence", *batch(rng, 2, 9, 3, 7, lengths=[3, 5, 4])),
        case("pads before and between the words", *batch(rng, 3, 8, 3, 6, lengths=[4, 2, 3], scattered=True)),
        case("a sentence without a real word", *batch(rng, 3, 6, 3, 4, lengths=[2, 0, 4])),
        case("one sentence", *batch(rng, 5, 7, 1, 6, lengths=[4])),
        case("float32", *batch(rng, 3, 7, 2, 5, lengths=[5, 3], dtype=np.float32)),
    ]


@average_vectors.draw
def draw(rng):
    """Return a random batch."""
    n, m, T = (int(k) for k in rng.permutation([2, 3, 4, 5, 6, 7])[:3])
    kind = [bool, int, float][rng.integers(3)]
    return case(f"{n} numbers a word, {m} sentences of up to {T} words", *batch(rng, n, 8, m, T, numbers=kind))


@average_vectors.edges
def edges(rng):
    """Return one column, no words at all, one number a word, single precision, wide padding."""
    return [
        case("one column", *batch(rng, 3, 6, 4, 1)),
        case("no real word in the batch", *batch(rng, 3, 5, 2, 4, lengths=[0, 0])),
        case("one number a word", *batch(rng, 1, 6, 3, 5, lengths=[5, 2, 4])),
        case("float32, a mask of 1 and 0", *batch(rng, 4, 9, 3, 5, numbers=int, dtype=np.float32)),
        case("wide padding", *batch(rng, 2, 6, 3, 12, lengths=[2, 5, 0])),
        case("pads anywhere", *batch(rng, 2, 9, 4, 8, lengths=[5, 3, 7, 1], scattered=True)),
    ]


@average_vectors.property("more padding changes nothing")
def more_padding(f, rng):
    """Return a sentence unless two columns of pads leave the averages as they are."""
    E, ids, mask = batch(rng, 3, 6, 4, 5)
    wider = [(0, 0), (0, 2)]
    same = np.allclose(f(E, ids, mask), f(E, np.pad(ids, wider), np.pad(mask, wider)), rtol=1e-9)
    return None if same else "two more columns of pads change the averages"


@average_vectors.property("the order of the words does not matter")
def any_order(f, rng):
    """Return a sentence unless a sentence read backwards has the same average."""
    E, ids, mask = batch(rng, 3, 6, 2, 5, lengths=[5, 5])
    same = np.allclose(f(E, ids, mask), f(E, ids[:, ::-1].copy(), mask), rtol=1e-9)
    return None if same else "a sentence read backwards has another average"


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(E, ids, mask):
    """Return the vectors (n, m, T), the mask as bool, and the lengths (m,), at least 1."""
    real = np.asarray(mask, bool)
    return E[:, ids], real, np.maximum(real.sum(axis=1), 1).astype(E.dtype)


def total(E, ids, mask):
    """Return the sums over the real words."""
    vectors, real, _ = parts(E, ids, mask)
    return (vectors * real).sum(axis=2)


@average_vectors.mistake
def divided_by_columns(E, ids, mask):
    """the sum is divided by T, the number of columns: divide by the number of real words of each sentence"""
    return total(E, ids, mask) / E.dtype.type(ids.shape[1])


@average_vectors.mistake
def pads_included(E, ids, mask):
    """the mask is ignored, and pads count like words: leave them out of the sum and out of the number of words"""
    return E[:, ids].mean(axis=2)


@average_vectors.mistake
def pads_in_the_sum(E, ids, mask):
    """the vectors of pads are in the sum, while the divisor is right: multiply them by 0 before you add"""
    vectors, _, lengths = parts(E, ids, mask)
    return vectors.sum(axis=2) / lengths


@average_vectors.mistake
def summed(E, ids, mask):
    """the vectors are added up and not divided: divide by the number of real words"""
    return total(E, ids, mask)


@average_vectors.mistake
def zero_by_zero(E, ids, mask):
    """a sentence without real words gives 0 / 0, which is nan: its average must be 0"""
    with np.errstate(all="ignore"):
        return total(E, ids, mask) / np.asarray(mask, bool).sum(axis=1).astype(E.dtype)


@average_vectors.mistake
def one_more(E, ids, mask):
    """1 is added to every number of words to avoid a division by 0: replace only a 0 by 1"""
    return total(E, ids, mask) / (np.asarray(mask, bool).sum(axis=1) + 1).astype(E.dtype)


@average_vectors.mistake
def divided_by_the_longest(E, ids, mask):
    """all sums are divided by the length of the longest sentence: each has a length of its own"""
    return total(E, ids, mask) / parts(E, ids, mask)[2].max()


@average_vectors.mistake
def divided_by_all_words(E, ids, mask):
    """the sums are divided by the number of real words of the whole batch: each sentence has a length of its own"""
    return total(E, ids, mask) / E.dtype.type(max(np.asarray(mask, bool).sum(), 1))


@average_vectors.mistake
def divided_by_the_mean_length(E, ids, mask):
    """the sums are divided by the mean length: each sentence has a length of its own"""
    real = np.asarray(mask, bool)
    return total(E, ids, mask) / E.dtype.type(max(real.sum(axis=1).mean(), 1 / len(ids)))


@average_vectors.mistake
def divided_by_sentences(E, ids, mask):
    """the sums are divided by m, the number of sentences: divide by the number of words in each"""
    return total(E, ids, mask) / E.dtype.type(len(ids))


@average_vectors.mistake
def root_of_the_length(E, ids, mask):
    """the sums are divided by the square root of the length: divide by the length"""
    return total(E, ids, mask) / np.sqrt(parts(E, ids, mask)[2])


@average_vectors.mistake
def each_word_once(E, ids, mask):
    """a word that occurs twice counts once: every occurrence counts"""
    averages = np.zeros((len(E), len(ids)), E.dtype)
    for i, row in enumerate(np.asarray(mask, bool)):
        if row.any():
            averages[:, i] = E[:, np.unique(ids[i, row])].mean(axis=1)
    return averages


@average_vectors.mistake
def pads_by_id(E, ids, mask):
    """every id 0 is taken for a pad, and every other id for a word: the mask alone says what is real"""
    return reference.average_vectors(E, ids, ids != 0)


@average_vectors.mistake
def real_but_not_0(E, ids, mask):
    """real words with id 0 are left out as well: the mask alone says what is real"""
    return reference.average_vectors(E, ids, np.asarray(mask, bool) & (ids != 0))


@average_vectors.mistake
def pads_as_id_0(E, ids, mask):
    """the ids of pads are set to 0, and the vector of id 0 is added: it need not be 0, so multiply by the mask"""
    lengths = parts(E, ids, mask)[2]
    return E[:, np.where(np.asarray(mask, bool), ids, 0)].sum(axis=2) / lengths


@average_vectors.mistake
def first_words(E, ids, mask):
    """the first ids of each row are averaged, as many as it has words: pads may come before or between them"""
    lengths = np.asarray(mask, bool).sum(axis=1, keepdims=True)
    return reference.average_vectors(E, ids, np.arange(ids.shape[1]) < lengths)


@average_vectors.mistake
def mask_as_an_index(E, ids, mask):
    """a mask of 1 and 0 is used as an index, which picks the columns 1 and 0: turn it into `bool` first"""
    if np.asarray(mask).dtype == bool:
        return reference.average_vectors(E, ids, mask)
    rows = [E[:, row[np.asarray(real, int)]] for row, real in zip(ids, mask, strict=True)]
    return np.stack([row.mean(axis=1) for row in rows], axis=1).astype(E.dtype)


@average_vectors.mistake
def double_precision(E, ids, mask):
    """float32 becomes float64, as by a division by int64 or in np.zeros without dtype: keep the number type of `E`"""
    return reference.average_vectors(E, ids, mask).astype(np.float64)


@average_vectors.mistake
def pads_alone(E, ids, mask):
    """the mask is inverted, so that only pads count: it is True at real words"""
    return reference.average_vectors(E, ids, ~np.asarray(mask, bool))


@average_vectors.mistake
def last_word(E, ids, mask):
    """the vector of the last real word is returned: take the mean of all real words"""
    _, real, lengths = parts(E, ids, mask)
    return E[:, ids[np.arange(len(ids)), lengths.astype(int) - 1]] * real.any(axis=1)


@average_vectors.mistake
def largest(E, ids, mask):
    """the largest numbers of the vectors are taken: take their mean"""
    vectors, real, _ = parts(E, ids, mask)
    return np.where(real.any(axis=1), np.where(real, vectors, -np.inf).max(axis=2), 0).astype(E.dtype)


@average_vectors.mistake
def last_word_missing(E, ids, mask):
    """the last real word is left out of the sum: a sentence of n words has the columns 0 to n - 1"""
    vectors, real, lengths = parts(E, ids, mask)
    kept = np.arange(ids.shape[1]) < real.sum(axis=1)[:, None] - 1
    return (vectors * kept).sum(axis=2) / lengths


@average_vectors.mistake
def sentences_first(E, ids, mask):
    """the averages are a row for each sentence, (m, n): examples are columns, (n, m)"""
    return reference.average_vectors(E, ids, mask).T


@average_vectors.mistake
def over_sentences(E, ids, mask):
    """the mean is taken over the sentences, at each column: take it over the words of each sentence"""
    vectors, real, _ = parts(E, ids, mask)
    return (vectors * real).sum(axis=1) / np.maximum(real.sum(axis=0), 1).astype(E.dtype)


# --- right, written differently -------------------------------------------------------------------------------------


@average_vectors.right
def by_loops(E, ids, mask):
    """Return the same by loops."""
    averages = np.zeros((len(E), len(ids)), E.dtype)
    for i in range(len(ids)):
        words = [ids[i, t] for t in range(ids.shape[1]) if mask[i, t]]
        for word in words:
            averages[:, i] += E[:, word] / len(words)
    return averages


@average_vectors.right
def by_einsum(E, ids, mask):
    """Return the same by einsum."""
    weights = np.array(mask, E.dtype)
    counts = weights.sum(axis=1)
    return np.einsum("nmt,mt->nm", E[:, ids], weights) / np.where(counts > 0, counts, 1)
