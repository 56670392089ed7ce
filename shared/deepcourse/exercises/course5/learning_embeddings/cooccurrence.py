"""Exercise 8: count which words occur near each other."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import glove as reference

cooccurrence = FunctionExercise(
    __name__,
    reference=reference.cooccurrence,
    minutes=5,
    points_visible=3,
    points_hidden=6,
    returns=("X",),
    any_number_type=True,
    hints=(
        "Write down all pairs of [0, 1, 2, 1] for window 2, with distances. How often does (1, 2) occur?",
        "Which positions are in the window of position t, and in its sentence? Write their range with max and min.",
        "If a pair occurs twice, both occurrences count: X[i, j] += ... in a loop adds them, but one += with lists "
        "of ids does not.",
    ),
)


def sentences(rng, V, lengths):
    """Return a corpus of random ids in which the id V - 1 occurs."""
    corpus = [rng.integers(V, size=length).tolist() for length in lengths]
    max(corpus, key=len)[0] = V - 1
    return corpus


@cooccurrence.visible
def visible():
    """Return one sentence, several, repeated words, short ones, a wide window, an id that never occurs."""
    rng = np.random.default_rng(68)
    return [
        Case("one sentence, window 1", ([[2, 0, 3, 1]], 1)),
        Case("one sentence, window 3", ([[0, 2, 1, 4, 3, 5]], 3)),
        Case("a pair that occurs twice, window 2", ([[0, 1, 2, 1, 0, 3]], 2)),
        Case("a word beside itself, window 2", ([[1, 1, 0, 1]], 2)),
        Case("3 sentences, window 2", ([[3, 1, 0], [2, 4], [0, 2, 1, 3]], 2)),
        Case("empty and short sentences, a wide window", ([[0, 2], [], [3], [1, 0, 2]], 9)),
        Case("the ids 1 and 3 never occur", ([[4, 0, 2, 4]], 2)),
        Case("5 sentences, window 4", (sentences(rng, 6, (9, 3, 1, 7, 5)), 4)),
    ]


@cooccurrence.draw
def draw(rng):
    """Return a random corpus."""
    V, window, number = (int(rng.integers(low, high)) for low, high in ((4, 9), (1, 6), (2, 6)))
    return Case(f"{number} sentences, window {window}", (sentences(rng, V, rng.integers(3, 11, size=number)), window))


@cooccurrence.edges
def edges(rng):
    """Return a single token, a word beside itself, a wide window, empty sentences, many sentences."""
    return [
        Case("a single token", ([[2]], 3)),
        Case("one word, repeated", ([[0, 0, 0, 0]], 2)),
        Case("a window wider than all sentences", (sentences(rng, 5, (4, 6)), 20)),
        Case("empty sentences", ([[], [1, 0, 3], []], 2)),
        Case("20 sentences", (sentences(rng, 12, rng.integers(0, 9, size=20) + 1), 3)),
    ]


@cooccurrence.property("X is symmetric")
def symmetric(f, rng):
    """Return a sentence unless X equals its transpose."""
    X = np.asarray(f(sentences(rng, 6, (8, 5, 7)), 3))
    gap = np.abs(X - X.T).max()
    return f"X[i, j] and X[j, i] differ by up to {gap:.4g}" if gap > 1e-9 else None


@cooccurrence.property("the order of the sentences does not matter")
def order_of_sentences(f, rng):
    """Return a sentence unless reversing the list of sentences leaves X as it is."""
    corpus = sentences(rng, 6, (8, 5, 7))
    gap = np.abs(np.asarray(f([list(ids) for ids in corpus], 3)) - np.asarray(f(corpus[::-1], 3))).max()
    return f"in another order of the sentences, X differs by up to {gap:.4g}" if gap > 1e-9 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def size(corpus):
    """Return the largest id + 1."""
    return 1 + max(max(ids, default=-1) for ids in corpus)


def counted(corpus, window, weight=lambda d: 1 / d, *, steps=None, V=None):
    """Return X, with a weight for each distance; `steps` are the signed distances, all of the window without it."""
    X = np.zeros((V or size(corpus),) * 2)
    for ids in corpus:
        for t, i in enumerate(ids):
            for d in steps or [*range(-window, 0), *range(1, window + 1)]:
                if 0 <= t + d < len(ids):
                    X[i, ids[t + d]] += weight(abs(d))
    return X


@cooccurrence.mistake
def every_pair_counts_one(corpus, window):
    """every pair counts 1: a pair at distance d counts 1 / d"""
    return counted(corpus, window, lambda d: 1.0)


@cooccurrence.mistake
def right_side_only(corpus, window):
    """only the words to the right are counted: the window extends to both sides"""
    return counted(corpus, window, steps=range(1, window + 1))


@cooccurrence.mistake
def left_side_only(corpus, window):
    """only the words to the left are counted: the window extends to both sides"""
    return counted(corpus, window, steps=range(-window, 0))


@cooccurrence.mistake
def window_too_narrow(corpus, window):
    """the last distance is missing: distances 1 to `window` count, and range stops one before its end"""
    return counted(corpus, window - 1)


@cooccurrence.mistake
def window_too_wide(corpus, window):
    """the window is one word too wide: distances 1 to `window` count"""
    return counted(corpus, window + 1)


@cooccurrence.mistake
def right_side_too_narrow(corpus, window):
    """on the right, the last distance is missing: range stops one before its end"""
    return counted(corpus, window, steps=[*range(-window, 0), *range(1, window)] or [window + size(corpus) * 99])


@cooccurrence.mistake
def across_sentences(corpus, window):
    """pairs of different sentences are counted: the window ends where the sentence ends"""
    return counted([[i for ids in corpus for i in ids]], window, V=size(corpus))


@cooccurrence.mistake
def weight_shifted(corpus, window):
    """a pair at distance d counts 1 / (d + 1): neighbours have the distance 1 and count 1"""
    return counted(corpus, window, lambda d: 1 / (d + 1))


@cooccurrence.mistake
def linear_weight(corpus, window):
    """the weight falls linearly with the distance: a pair at distance d counts 1 / d"""
    return counted(corpus, window, lambda d: (window + 1 - d) / window)


@cooccurrence.mistake
def squared_distance(corpus, window):
    """a pair counts 1 over the squared distance: take 1 / d"""
    return counted(corpus, window, lambda d: 1 / d**2)


@cooccurrence.mistake
def distance_itself(corpus, window):
    """a pair counts its distance, so that far words weigh more: take 1 / d"""
    return counted(corpus, window, float)


@cooccurrence.mistake
def counted_twice(corpus, window):
    """every pair is counted twice: look to both sides or add the transpose, but do not do both"""
    return 2 * counted(corpus, window)


@cooccurrence.mistake
def halved(corpus, window):
    """X is halved: each of two neighbours is once the centre, and counts in full both times"""
    return counted(corpus, window) / 2


@cooccurrence.mistake
def repeats_lost(corpus, window):
    """a pair that repeats at the same distance counts once: X[i, j] += adds once to each position of a list"""
    X = np.zeros((size(corpus),) * 2)
    for distance in range(1, window + 1):
        for ids in corpus:
            X[ids[:-distance], ids[distance:]] += 1 / distance
            X[ids[distance:], ids[:-distance]] += 1 / distance
    return X


@cooccurrence.mistake
def nearest_occurrence_only(corpus, window):
    """X holds the largest weight of each pair: add up all its occurrences"""
    X = np.zeros((size(corpus),) * 2)
    for ids in corpus:
        for t, i in enumerate(ids):
            for s in range(max(0, t - window), min(len(ids), t + window + 1)):
                if s != t:
                    X[i, ids[s]] = max(X[i, ids[s]], 1 / abs(s - t))
    return X


@cooccurrence.mistake
def whole_windows_only(corpus, window):
    """centres near the ends of a sentence are left out: there the window is shorter, but they count"""
    X = np.zeros((size(corpus),) * 2)
    for ids in corpus:
        for t in range(window, len(ids) - window):
            for d in range(1, window + 1):
                X[ids[t], ids[t - d]] += 1 / d
                X[ids[t], ids[t + d]] += 1 / d
    return X


@cooccurrence.mistake
def diagonal_left_out(corpus, window):
    """a word beside itself is left out: only the distance 0 does not count"""
    X = counted(corpus, window)
    np.fill_diagonal(X, 0)
    return X


@cooccurrence.mistake
def center_counted(corpus, window):
    """the centre itself is counted: distances begin at 1"""
    X = counted(corpus, window)
    for ids in corpus:
        for i in ids:
            X[i, i] += 1
    return X


@cooccurrence.mistake
def number_of_different_ids(corpus, window):
    """V is the number of different ids: ids that never occur have a row, too, so V is the largest id + 1"""
    present = sorted({i for ids in corpus for i in ids})
    return counted(corpus, window)[np.ix_(present, present)]


@cooccurrence.mistake
def rows_divided(corpus, window):
    """each row is divided by its sum: the counts themselves are wanted"""
    X = counted(corpus, window)
    return X / np.maximum(X.sum(axis=1, keepdims=True), 1e-12)


@cooccurrence.mistake
def wraps_around(corpus, window):
    """the window of the first tokens wraps around, since ids[-1] is the last token: begin at max(0, t - window)"""
    X = np.zeros((size(corpus),) * 2)
    for ids in corpus:
        for t, i in enumerate(ids):
            for d in [*range(-window, 0), *range(1, window + 1)]:
                if -len(ids) <= t + d < len(ids):
                    X[i, ids[t + d]] += 1 / abs(d)
    return X


@cooccurrence.mistake
def whole_numbers(corpus, window):
    """fractions are lost, by 1 // d or in an array of integers: a pair at distance d counts 1 / d"""
    return counted(corpus, window, lambda d: 1 // d)


# --- right, written differently -------------------------------------------------------------------------------------


@cooccurrence.right
def by_loops(corpus, window):
    """Return the same, centre by centre."""
    return counted(corpus, window)


@cooccurrence.right
def by_pairs_of_positions(corpus, window):
    """Return the same, from all pairs of positions."""
    V = size(corpus)
    X = np.zeros((V, V))
    for ids in corpus:
        for t in range(len(ids)):
            for s in range(t + 1, min(len(ids), t + window + 1)):
                X[ids[t], ids[s]] += 1 / (s - t)
                X[ids[s], ids[t]] += 1 / (s - t)
    return X
