"""Exercise 5: the most frequent words are seen less often."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word2vec as reference

keep_probability = FunctionExercise(
    __name__,
    reference=reference.keep_probability,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("keep",),
    hints=(
        "The text gives the probability to discard an occurrence. You need the one to keep it.",
        "f is a share of all tokens, not a count: what do you divide by?",
        "For a rare word, your formula may give more than 1. How many of its occurrences are kept?",
    ),
)


@keep_probability.visible
def visible():
    """Return thresholds between the shares, above and below all of them."""
    return [
        Case("4 words, t = 0.05", (np.array([800, 150, 40, 10]), 0.05)),
        Case("6 words in no order, t = 0.1", (np.array([3, 60, 1, 25, 9, 2]), 0.1)),
        Case("t below all shares", (np.array([5, 3, 2]), 0.001)),
        Case("t above all shares", (np.array([4, 6, 3, 7]), 0.5)),
        Case("a large corpus, t = 0.00001", (np.array([60_000_000, 2_000, 500_000, 30]), 1e-5)),
        Case("one word, t = 0.04", (np.array([9]), 0.04)),
    ]


@keep_probability.draw
def draw(rng):
    """Return random counts and a threshold."""
    V, t = int(rng.integers(3, 10)), float(10 ** rng.uniform(-2.5, -0.7))
    return Case(
        f"{V} words, t = {t:.4f}", (np.ceil(900 / np.arange(1, V + 1) ** 1.5).astype(int)[rng.permutation(V)], t)
    )


@keep_probability.edges
def edges(rng):
    """Return one word, equal counts, a threshold above all shares, a large corpus."""
    return [
        Case("one word", (np.array([31]), 0.2)),
        Case("equal counts", (np.full(4, 6), 0.09)),
        Case("t above all shares", (rng.integers(1, 9, size=5), 1.5)),
        Case("a large corpus", (np.array([90, 8_000_000, 40_000, 1_200_000]), 1e-4)),
    ]


@keep_probability.property("no probability is above 1, and rarer words are kept at least as often")
def probabilities(f, rng):
    """Return a sentence unless the probabilities are at most 1 and never rise with the count."""
    kept = np.asarray(f(np.array([500, 90, 12, 4, 1]), 0.01))
    if kept.max() > 1:
        return f"a word is kept with the probability {kept.max():.4g}"
    return "a more frequent word is kept more often than a rarer one" if np.any(np.diff(kept) < 0) else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def shares(counts):
    """Return the share of each word."""
    return np.asarray(counts, float) / np.sum(counts)


@keep_probability.mistake
def discarded(counts, t):
    """the probability to discard is returned: 1 minus it is kept"""
    return np.maximum(0, 1 - np.sqrt(t / shares(counts)))


@keep_probability.mistake
def discarded_below_zero(counts, t):
    """1 - sqrt(t / f) is returned, below 0 for rare words: keep with the probability sqrt(t / f), but at most 1"""
    return 1 - np.sqrt(t / shares(counts))


@keep_probability.mistake
def above_one(counts, t):
    """probabilities above 1 are returned: where the formula gives more than 1, the word is always kept"""
    return np.sqrt(t / shares(counts))


@keep_probability.mistake
def counts_for_shares(counts, t):
    """counts are used for f: it is the word's share of all tokens, count / total"""
    return np.minimum(1, np.sqrt(t / np.asarray(counts, float)))


@keep_probability.mistake
def formula_of_the_program(counts, t):
    """sqrt(t / f) + t / f is computed, as the word2vec program does: use the paper's formula, sqrt(t / f)"""
    ratio = t / shares(counts)
    return np.minimum(1, np.sqrt(ratio) + ratio)


@keep_probability.mistake
def without_root(counts, t):
    """the square root is missing: keep with the probability sqrt(t / f)"""
    return np.minimum(1, t / shares(counts))


@keep_probability.mistake
def upside_down(counts, t):
    """the ratio is upside down: it is t / f, so that frequent words are kept less often"""
    return np.minimum(1, np.sqrt(shares(counts) / t))


@keep_probability.mistake
def root_of_the_discarded(counts, t):
    """the root of 1 - t / f is subtracted from 1: the paper discards with the probability 1 - sqrt(t / f)"""
    return 1 - np.sqrt(np.maximum(0, 1 - t / shares(counts)))


@keep_probability.mistake
def share_of_the_largest(counts, t):
    """counts are divided by the largest count: f is the share of all tokens, count / total"""
    return np.minimum(1, np.sqrt(t / (np.asarray(counts, float) / np.max(counts))))


@keep_probability.mistake
def share_of_the_mean(counts, t):
    """counts are divided by their mean: f is the share of all tokens, count / total"""
    return np.minimum(1, np.sqrt(t / (np.asarray(counts, float) / np.mean(counts))))


@keep_probability.mistake
def power_three_quarters(counts, t):
    """the ratio is taken to the power 3/4, which belongs to the noise: take its square root"""
    return np.minimum(1, (t / shares(counts)) ** 0.75)


@keep_probability.mistake
def all_or_nothing(counts, t):
    """words above the threshold are dropped altogether: they are kept with the probability sqrt(t / f)"""
    return (shares(counts) <= t) * 1.0


@keep_probability.mistake
def only_frequent_words(counts, t):
    """words rarer than t get the probability 0: they are always kept, with the probability 1"""
    return np.where(shares(counts) >= t, np.minimum(1, np.sqrt(t / shares(counts))), 0.0)


@keep_probability.mistake
def root_of_t_forgotten(counts, t):
    """the root is taken of f alone: take it of the whole ratio t / f"""
    return np.minimum(1, t / np.sqrt(shares(counts)))


@keep_probability.mistake
def made_to_add_up(counts, t):
    """the probabilities are divided by their sum: each word has a decision of its own, they need not add up to 1"""
    kept = np.minimum(1, np.sqrt(t / shares(counts)))
    return kept / kept.sum()


@keep_probability.mistake
def divided_by_the_largest(counts, t):
    """the probabilities are divided by the largest one: those above 1 become 1, the others stay"""
    kept = np.sqrt(t / shares(counts))
    return kept / kept.max()


@keep_probability.mistake
def root_of_f_forgotten(counts, t):
    """the root is taken of t alone: take it of the whole ratio t / f"""
    return np.minimum(1, np.sqrt(t) / shares(counts))


# --- right, written differently -------------------------------------------------------------------------------------


@keep_probability.right
def by_loop(counts, t):
    """Return the same, word by word."""
    total = float(sum(counts))
    return np.array([1.0 if count / total <= t else (t * total / count) ** 0.5 for count in counts])


@keep_probability.right
def from_the_discarded(counts, t):
    """Return the same, from the probability to discard."""
    return 1 - np.clip(1 - np.sqrt(t * counts.sum() / counts), 0, None)
