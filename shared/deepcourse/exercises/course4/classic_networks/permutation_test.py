"""Exercise 8: do two versions differ by more than luck?"""

import math
from itertools import combinations

import numpy as np

from deepcourse.cnn import comparison as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

permutation_test = FunctionExercise(
    __name__,
    reference=reference.permutation_test,
    minutes=8,
    points_visible=4,
    points_hidden=6,
    returns=("the share",),
    any_number_type=True,
    hints=(
        "Put the runs of both versions into one list first. What does a split choose from it: results, or positions?",
        "combinations(range(6), 3) of itertools gives all ways to choose 3 of 6 positions. What belongs to the other "
        "group?",
        "Two counts are enough: all splits, and those whose means are at least as far apart as the real ones. A "
        "distance has no sign.",
    ),
)


def case(name, one, other):
    """Return the runs of two versions."""
    return Case(name, (np.array(one), np.array(other)))


def drawn(rng, n, shift, name=""):
    """Return random runs; the second version is worse by `shift`."""
    one, other = rng.integers(30, 45, n), rng.integers(30, 45, n) + shift
    return case(name or f"{n} runs each", one, other)


@permutation_test.visible
def visible():
    """Return versions that overlap and that do not, better and worse ones, equal results, one run each."""
    rng = np.random.default_rng(8)
    return [
        case("2 runs each, far apart", [31, 35], [44, 52]),
        case("3 runs each, the first version is worse", [48, 41, 50], [39, 36, 43]),
        case("3 runs each, some results are equal", [33, 33, 40], [40, 44, 40]),
        case("4 runs each, they overlap", [36, 41, 33, 38], [40, 35, 47, 39]),
        case("4 runs each, equal means", [30, 40, 34, 36], [35, 33, 37, 35]),
        case("5 runs each, one of them lost", [32, 35, 33, 90, 34], [38, 36, 37, 39, 41]),
        case("3 runs each, both versions have the same results", [35, 31, 38], [31, 35, 38]),
        case("1 run each", [35], [38]),
        drawn(rng, 6, 3),
    ]


@permutation_test.draw
def draw(rng):
    """Return random runs."""
    return drawn(rng, int(rng.integers(2, 7)), int(rng.integers(-6, 7)))


@permutation_test.edges
def edges(rng):
    """Return one run, all results equal, versions that do not overlap, and many runs."""
    return [
        case("1 run each, equal", [4], [4]),
        case("all results are equal", [35] * 3, [35] * 3),
        case("5 runs each, far apart", [5, 6, 7, 6, 5], [1, 2, 0, 1, 3]),
        drawn(rng, 7, 2),
        case("some results are equal", [3, 3, 4, 4], [4, 5, 5, 3]),
    ]


@permutation_test.property("the order of the versions and of the runs does not matter")
def any_order(f, rng):
    """Return a sentence unless the same share comes out for the versions swapped, and for the runs in another order."""
    one, other = drawn(rng, 4, 3).arguments
    found = f(one.copy(), other.copy())
    for words, given in (
        ("the versions are swapped", (other.copy(), one.copy())),
        ("the runs are in another order", (one[::-1].copy(), other[::-1].copy())),
    ):
        again = f(*given)
        if not np.isclose(again, found):
            return f"the share is {found:.4g}, but {again:.4g} if {words}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def splits(one, other):
    """Return the results of all first groups, and of all second groups, (splits, n) each."""
    n, runs = len(one), np.concatenate([one, other])
    chosen = [*combinations(range(2 * n), n)]
    rest = [[place for place in range(2 * n) if place not in some] for some in chosen]
    return runs[np.array(chosen)], runs[np.array(rest)]


def counted_by(one, other, *, measure=np.mean, signed=False, at_least=np.greater_equal):
    """Return whether each split is at least as far apart, by rules."""
    groups = splits(one, other)
    apart = measure(groups[0], axis=1) - measure(groups[1], axis=1)
    apart = apart if signed else np.abs(apart)
    return at_least(apart, apart[0])


def share(counted, n):
    """Return the share of True."""
    return counted.mean()


def declare(name, sentence, result=share, **rules):
    """Declare a mistake: `result(counted, n)` makes a number of an array of True and False."""

    def mistake(one, other):
        return float(result(counted_by(one, other, **rules), len(one)))

    mistake.__name__, mistake.__doc__ = name, sentence
    permutation_test.mistake(mistake)


declare("farther_only", "only splits that are farther apart are counted: as far apart counts, too",
        at_least=np.greater)  # fmt: skip
declare("nearer", "splits that are at most as far apart are counted: count those that are at least as far apart",
        at_least=np.less_equal)  # fmt: skip
declare("nearer_only", "splits that are less far apart are counted: count those that are at least as far apart",
        at_least=np.less)  # fmt: skip
declare("one_sided", "differences keep their sign: a split that is as far apart in the other direction counts, too",
        signed=True)  # fmt: skip
declare("one_sided_below", "only splits with a difference at most as large are counted: compare absolute values",
        signed=True, at_least=np.less_equal)  # fmt: skip
declare("how_many", "the number of splits is returned: divide it by the number of all splits",
        lambda counted, n: counted.sum())  # fmt: skip
declare("real_split_left_out", "the real split is left out: it is one of all splits",
        lambda counted, n: counted[1:].mean())  # fmt: skip
declare("real_split_not_counted", "the real split is not counted as one that is at least as far apart as itself",
        lambda counted, n: counted[1:].sum() / len(counted))  # fmt: skip
declare("real_split_twice", "the real split is counted twice: it is among all splits already",
        lambda counted, n: (counted.sum() + 1) / (len(counted) + 1))  # fmt: skip
declare("by_powers_of_two", "the number of splits is taken as 2 to the power of all runs: both groups have n runs",
        lambda counted, n: counted.sum() / 4.0**n)  # fmt: skip
declare("percent", "the share is returned in per cent: return a fraction of 1", lambda counted, n: 100 * counted.mean())
declare("medians", "medians are compared: compare means", measure=np.median)
declare("best_runs", "the best runs of the groups are compared: compare means", measure=np.min)
declare("worst_runs", "the worst runs of the groups are compared: compare means", measure=np.max)
declare("spreads", "the standard deviations of the groups are compared: compare means", measure=np.std)


@permutation_test.mistake
def equal_results_once(one, other):
    """groups with the same results are counted once: every run counts on its own, so choose positions"""
    groups = splits(one, other)
    apart = {tuple(sorted(a)): abs(np.mean(a) - np.mean(b)) for a, b in zip(*groups, strict=True)}
    return float(np.mean(np.array([*apart.values()]) >= abs(np.mean(one) - np.mean(other))))


@permutation_test.mistake
def rest_by_value(one, other):
    """the second group is made of the results that are not in the first: equal results of other runs are lost in it"""
    runs, real = [*one, *other], abs(np.mean(one) - np.mean(other))
    counted = []
    for first in combinations(runs, len(one)):
        rest = [run for run in runs if run not in first]
        counted.append(abs(np.mean(first) - (np.mean(rest) if rest else 0)) >= real)
    return float(np.mean(counted))


@permutation_test.mistake
def pairs_swapped(one, other):
    """runs are swapped in pairs, run 0 with run 0 and so on: any n of the runs can form the first group"""
    differences = np.asarray(one, float) - other
    signs = 1 - 2 * ((np.arange(2 ** len(one))[:, None] >> np.arange(len(one))) & 1)
    sums = np.abs(signs @ differences)
    return float(np.mean(sums >= sums[0]))


@permutation_test.mistake
def runs_compared(one, other):
    """single runs are compared: compare the means of whole groups"""
    return float(np.mean(np.subtract.outer(np.asarray(one), other) >= 0))


@permutation_test.mistake
def groups_of_any_size(one, other):
    """groups of all sizes are formed: both groups have n runs"""
    runs, n = np.concatenate([one, other]), len(one)
    real, counted = abs(np.mean(one) - np.mean(other)), []
    for size in range(1, 2 * n):
        for some in combinations(range(2 * n), size):
            rest = np.delete(runs, some)
            counted.append(abs(runs[list(some)].mean() - rest.mean()) >= real)
    return float(np.mean(counted))


@permutation_test.mistake
def against_all_runs(one, other):
    """each first group is compared with all runs, but the real one with the other version: use the other group"""
    first, _ = splits(one, other)
    apart = np.abs(first.mean(axis=1) - np.concatenate([one, other]).mean())
    return float(np.mean(apart >= abs(np.mean(one) - np.mean(other))))


# --- right, written differently -------------------------------------------------------------------------------------


@permutation_test.right
def by_a_loop(one, other):
    """Return the same, split by split."""
    runs, counted, n = [int(run) for run in (*one, *other)], 0, len(one)
    real = abs(sum(runs[:n]) - sum(runs[n:]))
    for some in combinations(range(2 * n), n):
        first = sum(runs[place] for place in some)
        counted += abs(first - (sum(runs) - first)) >= real
    return counted / math.comb(2 * n, n)


@permutation_test.right
def without_twins(one, other):
    """Return the same from the splits whose first group holds run 0: the others are these, swapped."""
    runs, n = np.concatenate([one, other]), len(one)
    first = np.array([(0, *some) for some in combinations(range(1, 2 * n), n - 1)])
    sums = runs[first].sum(axis=1)
    return np.mean(np.abs(2 * sums - runs.sum()) >= abs(np.sum(one) - np.sum(other)))
