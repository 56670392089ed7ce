"""Exercise 8: how far a difference of BLEU varies with the sentences that happen to be in the test set."""

import numpy as np

from deepcourse.exercises.course5.bleu.sentences import case, some_sentence
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference
from deepcourse.sequence.bleu import score, sentence_statistics

bootstrap_differences = FunctionExercise(
    __name__,
    reference=reference.bootstrap_differences,
    name="bootstrap_differences",
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the differences",),
    hints=(
        "Row k of `picks` is one corpus. How do you get the statistics of its sentences from `a` by an index?",
        "A sentence that is picked twice counts twice. What has to happen to the rows of statistics before `score`?",
        "Both systems translate the same sentences: use the same row of `picks` for both.",
    ),
)


def some_statistics(rng, sentences, N):
    """Return the statistics of two systems on the same sentences."""
    rows = ([], [])
    for _ in range(sentences):
        length = int(rng.integers(8, 18))
        for system, errors in zip(rows, (1, 2), strict=True):
            candidate, references = some_sentence(rng, (length, length + 2), errors)
            candidate = candidate[: length - int(rng.integers(0, 3))]
            system.append(sentence_statistics(candidate, references, N))
    a, b = (np.array(system) for system in rows)
    b[:, -1] = a[:, -1]
    return a, b


def some_case(rng, sentences, resamples, N, size=None):
    """Return two systems and random picks as a case."""
    picks = rng.integers(sentences, size=(resamples, size or sentences))
    return case(f"{sentences} sentences, {resamples} resamples, N = {N}", *some_statistics(rng, sentences, N), picks)


@bootstrap_differences.visible
def visible():
    """Return several sizes, every sentence once, one sentence many times."""
    rng = np.random.default_rng(568)
    once, one = some_statistics(rng, 5, 2), some_statistics(rng, 4, 3)
    return [
        case("every sentence once, in another order", *once, np.array([[4, 2, 0, 1, 3]])),
        case("sentence 2 in place of all others", *one, np.array([[2, 2, 2, 2], [0, 1, 2, 2]])),
        case(
            "the same sentences in another order",
            *some_statistics(rng, 5, 3),
            np.array([[3, 1, 3, 0, 3], [1, 3, 0, 3, 3]]),
        ),
        some_case(rng, 6, 3, 4),
        case("b is better", *some_statistics(rng, 8, 2)[::-1], rng.integers(8, size=(3, 8))),
        some_case(rng, 9, 5, 2),
        some_case(rng, 7, 4, 3, size=10),
        some_case(rng, 5, 5, 1),
    ]


@bootstrap_differences.draw
def draw(rng):
    """Return random systems and picks."""
    sentences, resamples = (int(n) for n in rng.permutation(np.arange(3, 12))[:2])
    return some_case(rng, sentences, resamples, int(rng.integers(1, 5)))


@bootstrap_differences.edges
def edges(rng):
    """Return one sentence, one resample, a score of 0, equal systems."""
    a, b = some_statistics(rng, 4, 3)
    worse = b.copy()
    worse[:, 2] = 0  # no triple matches
    picks = rng.integers(4, size=(3, 4))
    return [
        some_case(rng, 1, 3, 2),
        some_case(rng, 8, 1, 4),
        case("one system scores 0", a, worse, picks),
        case("equal systems", a, a.copy(), picks),
        case("b is better", worse, a, picks),
    ]


@bootstrap_differences.property("swapping the systems turns the sign around")
def antisymmetric(f, rng):
    """Return a sentence unless the differences of b and a are minus those of a and b."""
    a, b = some_statistics(rng, 6, 2)
    picks = rng.integers(6, size=(4, 6))
    if not np.allclose(f(a, b, picks), -np.asarray(f(b, a, picks)), atol=1e-9):
        return "with a and b swapped, the differences do not just change their sign"
    return None if np.allclose(f(a, a.copy(), picks), 0, atol=1e-9) else "equal systems differ"


# --- known mistakes -------------------------------------------------------------------------------------------------


def scores(a, picks):
    """Return the score of each resample."""
    return np.array([score(a[row].sum(axis=0)) for row in picks])


@bootstrap_differences.mistake
def sentences_averaged(a, b, picks):
    """the scores of the sentences are averaged: sum the statistics of a resample, then score them once"""
    each = np.array([score(x) - score(y) for x, y in zip(a, b, strict=True)])
    return each[picks].mean(axis=1)


@bootstrap_differences.mistake
def b_not_resampled(a, b, picks):
    """b is scored on all sentences once: it gets the same picks as a"""
    return scores(a, picks) - score(b.sum(axis=0))


@bootstrap_differences.mistake
def a_not_resampled(a, b, picks):
    """a is scored on all sentences once: both get the same picks"""
    return score(a.sum(axis=0)) - scores(b, picks)


@bootstrap_differences.mistake
def each_sentence_once(a, b, picks):
    """a sentence that is picked several times counts once: it counts as often as it is picked"""
    rows = [np.unique(row) for row in picks]
    return scores(a, rows) - scores(b, rows)


@bootstrap_differences.mistake
def other_picks_for_b(a, b, picks):
    """b gets the resamples in another order: use the same row of `picks` for both systems"""
    return scores(a, picks) - scores(b, picks[::-1])


@bootstrap_differences.mistake
def sign_turned(a, b, picks):
    """a is subtracted from b: return the score of a minus that of b"""
    return scores(b, picks) - scores(a, picks)


@bootstrap_differences.mistake
def absolute(a, b, picks):
    """the absolute difference is returned: its sign tells which system wins"""
    return np.abs(scores(a, picks) - scores(b, picks))


@bootstrap_differences.mistake
def wins(a, b, picks):
    """1 is returned where a wins, and 0 elsewhere: return the differences"""
    return (scores(a, picks) > scores(b, picks)).astype(float)


@bootstrap_differences.mistake
def statistics_subtracted(a, b, picks):
    """the statistics are subtracted and then scored: score each system, then subtract"""
    with np.errstate(all="ignore"):
        return np.array([score(a[row].sum(axis=0) - b[row].sum(axis=0)) for row in picks])


@bootstrap_differences.mistake
def picks_ignored(a, b, picks):
    """the picks are ignored and all sentences count once: index the rows by each resample"""
    return np.full(len(picks), score(a.sum(axis=0)) - score(b.sum(axis=0)))


@bootstrap_differences.mistake
def one_number(a, b, picks):
    """the mean over the resamples is returned: return one difference for each"""
    return float(np.mean(scores(a, picks) - scores(b, picks)))


@bootstrap_differences.mistake
def columns_of_picks(a, b, picks):
    """the columns of `picks` are taken as resamples: its rows are"""
    return scores(a, picks.T) - scores(b, picks.T)


@bootstrap_differences.mistake
def only_a(a, b, picks):
    """the scores of a alone are returned: subtract those of b"""
    return scores(a, picks)


@bootstrap_differences.mistake
def relative(a, b, picks):
    """the difference is divided by the score of b: return the difference itself"""
    theirs = scores(b, picks)
    return (scores(a, picks) - theirs) / np.where(theirs > 0, theirs, 1)


@bootstrap_differences.mistake
def in_percent(a, b, picks):
    """the differences are in percent: leave them on the scale of `score`"""
    return 100 * (scores(a, picks) - scores(b, picks))


@bootstrap_differences.mistake
def spread_removed(a, b, picks):
    """the mean of the differences is subtracted: return them as they are"""
    found = scores(a, picks) - scores(b, picks)
    return found - found.mean()


# --- right, written differently -------------------------------------------------------------------------------------


@bootstrap_differences.right
def by_one_index(a, b, picks):
    """Return the same by an index of all rows at once: (R, sentences, 2 N + 2), summed over the sentences."""
    return np.array([score(x) - score(y) for x, y in zip(a[picks].sum(axis=1), b[picks].sum(axis=1), strict=True)])


@bootstrap_differences.right
def by_means(a, b, picks):
    """Return the same from means: BLEU only depends on ratios of the statistics."""
    return np.array([score(a[row].mean(axis=0)) - score(b[row].mean(axis=0)) for row in picks])


@bootstrap_differences.right
def by_weights(a, b, picks):
    """Return the same by how often each sentence is picked."""
    found = np.zeros(len(picks))
    for k, row in enumerate(picks):
        times = np.bincount(row, minlength=len(a))
        found[k] = score(times @ a) - score(times @ b)
    return found
