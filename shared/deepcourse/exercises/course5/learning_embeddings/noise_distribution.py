"""Exercise 4: which words to draw as wrong answers."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word2vec as reference

noise_distribution = FunctionExercise(
    __name__,
    reference=reference.noise_distribution,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("p",),
    hints=(
        "A power of shares and the same power of counts differ by one factor, which the division by the sum removes.",
        "In which order do you take the power, exclude the context word and divide? The result must add up to 1.",
        "What is 0.0 ** 0 in NumPy? A word that never occurs must have the probability 0 for every power.",
    ),
)


@noise_distribution.visible
def visible():
    """Return several powers and context words, words that do not occur, large counts."""
    return [
        Case("4 words, power 0.75", (np.array([50, 16, 3, 9]), 0.75, 1)),
        Case("5 words, power 0.5, the first is the context", (np.array([81, 4, 25, 1, 30]), 0.5, 0)),
        Case("power 1, the last is the context", (np.array([5, 70, 20]), 1, 2)),
        Case("a word that does not occur, power 0.75", (np.array([12, 0, 40, 7, 0]), 0.75, 2)),
        Case("a word that does not occur, power 0", (np.array([12, 0, 40, 7]), 0, 3)),
        Case("a power above 1", (np.array([3, 8, 2, 5, 13, 6]), 1.5, 4)),
        Case("large counts", (np.array([9_000_000, 40_000, 3, 210_000]), 0.75, 1)),
    ]


@noise_distribution.draw
def draw(rng):
    """Return random counts, power and context."""
    V, power = int(rng.integers(3, 10)), float(rng.uniform(0.2, 1.3))
    context = int(rng.integers(V))
    return Case(f"{V} words, power {power:.2f}, context {context}", (rng.integers(1, 200, size=V), power, context))


@noise_distribution.edges
def edges(rng):
    """Return two words, words that do not occur, equal counts, the powers 0 and 1."""
    return [
        Case("2 words", (np.array([3, 9]), 0.75, 0)),
        Case("power 0, a word that does not occur", (np.array([0, 2, 31, 8]), 0, 1)),
        Case("words that do not occur, power 0.6", (np.array([0, 20, 5, 0, 61]), 0.6, 4)),
        Case("equal counts", (np.full(5, 6), 0.75, 3)),
        Case("power 1", (rng.integers(1, 60, size=6), 1, 2)),
    ]


@noise_distribution.property("p adds up to 1, and the context word is never drawn")
def a_distribution(f, rng):
    """Return a sentence unless p is a distribution without the context word."""
    p = np.asarray(f(rng.integers(1, 90, size=7), 0.75, 4))
    if abs(p.sum() - 1) > 1e-9:
        return f"p adds up to {p.sum():.6g}"
    return f"the context word is drawn with the probability {p[4]:.4g}" if p[4] else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def weights(counts, power, context=None):
    """Return counts ** power, 0 for words that do not occur and for the context."""
    counts = np.asarray(counts, float)
    made = np.where(counts > 0, counts**power, 0.0)
    if context is not None:
        made[context] = 0
    return made


def shared_out(values):
    """Return values divided by their sum."""
    return values / np.sum(values)


@noise_distribution.mistake
def context_included(counts, power, context):
    """the context word itself can be drawn: give it the probability 0"""
    return shared_out(weights(counts, power))


@noise_distribution.mistake
def excluded_afterwards(counts, power, context):
    """p does not add up to 1: exclude the context word before you divide by the sum"""
    p = shared_out(weights(counts, power))
    p[context] = 0
    return p


@noise_distribution.mistake
def power_left_out(counts, power, context):
    """the power is left out: take counts ** power"""
    return shared_out(weights(counts, 1, context))


@noise_distribution.mistake
def power_one_half(counts, power, context):
    """the power is always 1/2: take the argument"""
    return shared_out(weights(counts, 0.5, context))


@noise_distribution.mistake
def power_three_quarters(counts, power, context):
    """the power is always 3/4: take the argument"""
    return shared_out(weights(counts, 0.75, context))


@noise_distribution.mistake
def all_equally_likely(counts, power, context):
    """all other words are equally likely: frequent words must be drawn more often, by counts ** power"""
    return shared_out(weights(counts, 0, context))


@noise_distribution.mistake
def rare_words_preferred(counts, power, context):
    """the power is negative, so that rare words are drawn most: take counts ** power"""
    return shared_out(weights(np.maximum(counts, 1e-9), -power, context) * (np.asarray(counts) > 0))


@noise_distribution.mistake
def power_after_division(counts, power, context):
    """the power is taken last, so that p does not add up to 1: divide by the sum at the end"""
    return weights(shared_out(weights(counts, 1, context)), power, context)


@noise_distribution.mistake
def weights_returned(counts, power, context):
    """p is not divided by its sum: it must add up to 1"""
    return weights(counts, power, context)


@noise_distribution.mistake
def absent_words_drawn(counts, power, context):
    """a word that never occurs is drawn at power 0, since 0 ** 0 is 1 in NumPy: give it the probability 0"""
    made = np.asarray(counts, float) ** power
    made[context] = 0
    return shared_out(made)


@noise_distribution.mistake
def softmax_of_counts(counts, power, context):
    """p is a softmax: take counts ** power and divide by the sum"""
    scores = power * np.asarray(counts, float)
    made = np.exp(scores - scores.max()) * (scores.max() >= 0)
    made[context] = 0
    return shared_out(made + 1e-300)


@noise_distribution.mistake
def logarithms(counts, power, context):
    """the weights are logarithms of the counts: take counts ** power"""
    return shared_out(np.log1p(np.asarray(counts, float)) * (weights(counts, power, context) > 0))


@noise_distribution.mistake
def inverse_power(counts, power, context):
    """the power is 1 / power: take counts ** power"""
    return shared_out(weights(counts, 1 / power if power else 1.0, context))


@noise_distribution.mistake
def context_only(counts, power, context):
    """only the context word is drawn: it is the one word that must have the probability 0"""
    return (np.arange(len(counts)) == context) * 1.0


@noise_distribution.mistake
def first_word_excluded(counts, power, context):
    """the word 0 is excluded in place of the context word: the argument `context` is an id"""
    return shared_out(weights(counts, power, 0))


@noise_distribution.mistake
def entry_removed(counts, power, context):
    """the context word is deleted, so that p has V - 1 entries: keep its entry, with the probability 0"""
    return shared_out(np.delete(weights(counts, power), context))


@noise_distribution.mistake
def divided_by_all(counts, power, context):
    """the sum includes words that do not occur, at 1 each: exclude them before you divide"""
    made = np.asarray(counts, float) ** power
    made[context] = 0
    return weights(counts, power, context) / made.sum()


@noise_distribution.mistake
def shared_out_equally(counts, power, context):
    """the context word's probability is shared out equally: exclude it first, then divide by the sum of the others"""
    p = shared_out(weights(counts, power))
    p = p + p[context] / (len(p) - 1)
    p[context] = 0
    return p


# --- right, written differently -------------------------------------------------------------------------------------


@noise_distribution.right
def by_loop(counts, power, context):
    """Return the same, word by word."""
    made = [float(count) ** power if count > 0 and i != context else 0.0 for i, count in enumerate(counts)]
    return np.array(made) / sum(made)


@noise_distribution.right
def from_shares(counts, power, context):
    """Return the same, from shares of the other words."""
    p = counts * (np.arange(len(counts)) != context) / counts.sum()
    return np.where(p > 0, p**power, 0) / np.sum(p[p > 0] ** power)
