"""Exercise 7: how many groups of sentences are classified correctly throughout."""

import numpy as np

from deepcourse.exercises.course5.sentiment.batches import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import sentiment as reference

pair_accuracy = FunctionExercise(
    __name__,
    reference=reference.pair_accuracy,
    name="pair_accuracy",
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the share",),
    any_number_type=True,
    random_cases=8,
    hints=(
        "For one group, when does it count: if one of its sentences is right, if most are, or if all are?",
        "The sentences of a group need not be neighbours. np.unique(groups) lists the numbers of all groups; comparing "
        "`groups` with one of them selects its sentences.",
        "What is the divisor: the number of sentences, or the number of groups?",
    ),
)


def some_answers(rng, sizes, wrong):
    """Return (predicted, labels, groups): groups of some sizes with random names, mixed, some answers wrong."""
    names = rng.choice(90, size=len(sizes), replace=False)
    groups = rng.permutation(np.repeat(names, sizes))
    labels = rng.integers(2, size=len(groups))
    predicted = np.where(rng.random(len(groups)) < wrong, 1 - labels, labels)
    return predicted, labels, groups


@pair_accuracy.visible
def visible():
    """Return pairs and larger groups, in order and mixed."""
    rng = np.random.default_rng(526)
    rows = {
        "two pairs, one of them right": ([1, 0, 1, 1], [1, 0, 1, 0], [0, 0, 1, 1]),
        "the pairs are mixed": ([1, 0, 0, 1, 1, 1], [1, 1, 0, 1, 0, 1], [5, 2, 5, 8, 2, 8]),
        "all answers are 1": ([1, 1, 1, 1, 1, 1], [1, 0, 0, 1, 1, 0], [3, 3, 1, 1, 2, 2]),
        "no group is right": ([0, 1, 1, 1], [1, 1, 1, 0], [0, 1, 0, 1]),
        "groups of 1, 2 and 3": ([1, 0, 0, 1, 0, 1], [1, 0, 0, 0, 0, 1], [4, 7, 7, 9, 9, 9]),
        "both answers of a pair are wrong": ([1, 0, 1, 0, 0], [0, 1, 1, 0, 0], [6, 6, 3, 3, 1]),
    }
    cases = [case(name, *(np.array(row) for row in arrays)) for name, arrays in rows.items()]
    cases.append(case("9 random groups", *some_answers(rng, [2, 2, 3, 1, 2, 4, 2, 3, 2], 0.25)))
    cases.append(case("three labels", np.array([2, 0, 1, 2, 2]), np.array([2, 0, 1, 1, 2]), np.array([1, 1, 4, 4, 7])))
    return cases


@pair_accuracy.draw
def draw(rng):
    """Return random groups."""
    sizes = rng.integers(1, 5, size=int(rng.integers(5, 11)))
    return case(f"{len(sizes)} groups", *some_answers(rng, sizes, 0.25))


@pair_accuracy.edges
def edges(rng):
    """Return one group, groups of one, all right, all wrong, a large group."""
    _predicted, labels, groups = some_answers(rng, [2, 3, 2, 2], 0.4)
    return [
        case("one group, all right", labels.copy(), labels, np.full(len(labels), 3)),
        case("groups of one", *some_answers(rng, [1] * 9, 0.4)),
        case("all wrong", 1 - labels, labels, groups),
        case("20 pairs", *some_answers(rng, [2] * 20, 0.3)),
        case("one large group and pairs", *some_answers(rng, [9, 2, 2, 2, 2], 0.2)),
    ]


@pair_accuracy.property("the order of the sentences does not matter")
def any_order(f, rng):
    """Return a sentence unless another order gives the same share."""
    arrays = some_answers(rng, [2, 3, 2, 1, 2, 2], 0.3)
    order = rng.permutation(len(arrays[0]))
    one, other = f(*arrays), f(*(array[order] for array in arrays))
    return None if np.isclose(one, other) else f"in another order, the share is {other:.3g} in place of {one:.3g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def shares(predicted, labels, groups):
    """Return the share of right answers of each group, and the size of each."""
    right, names = predicted == labels, np.unique(groups)
    return np.array([right[groups == name].mean() for name in names]), np.array([np.sum(groups == n) for n in names])


@pair_accuracy.mistake
def plain_accuracy(predicted, labels, groups):
    """the groups are ignored, and the accuracy is returned: a group counts only if all its sentences are right"""
    return float(np.mean(predicted == labels))


@pair_accuracy.mistake
def any_right(predicted, labels, groups):
    """a group counts if one of its sentences is right: all of them must be"""
    return float(np.mean(shares(predicted, labels, groups)[0] > 0))


@pair_accuracy.mistake
def most_right(predicted, labels, groups):
    """a group counts if at least half of it is right: all of its sentences must be"""
    return float(np.mean(shares(predicted, labels, groups)[0] >= 0.5))


@pair_accuracy.mistake
def mean_of_shares(predicted, labels, groups):
    """the accuracies of the groups are averaged: a group counts as 1 or as 0"""
    return float(np.mean(shares(predicted, labels, groups)[0]))


@pair_accuracy.mistake
def over_sentences(predicted, labels, groups):
    """the right groups are divided by the number of sentences: divide by the number of groups"""
    return float(np.sum(shares(predicted, labels, groups)[0] == 1) / len(labels))


@pair_accuracy.mistake
def sentences_of_right_groups(predicted, labels, groups):
    """the share of sentences in right groups is returned: count each group once, whatever its size"""
    found, sizes = shares(predicted, labels, groups)
    return float(sizes[found == 1].sum() / len(labels))


@pair_accuracy.mistake
def neighbours(predicted, labels, groups):
    """sentences 0 and 1, 2 and 3, ... are taken as pairs: `groups` says which belong together"""
    right = predicted == labels
    pairs = [right[i : i + 2].all() for i in range(0, len(right), 2)]
    return float(np.mean(pairs))


@pair_accuracy.mistake
def runs(predicted, labels, groups):
    """a new group begins wherever the number changes: the sentences of a group need not be neighbours"""
    starts = np.flatnonzero(np.diff(groups)) + 1
    return float(np.mean([part.all() for part in np.split(predicted == labels, starts)]))


@pair_accuracy.mistake
def a_number(predicted, labels, groups):
    """the number of right groups is returned: divide it by the number of groups"""
    return float(np.sum(shares(predicted, labels, groups)[0] == 1))


@pair_accuracy.mistake
def failed_groups(predicted, labels, groups):
    """the share of groups with an error is returned: return that of the others"""
    return float(np.mean(shares(predicted, labels, groups)[0] < 1))


@pair_accuracy.mistake
def errors_for_groups(predicted, labels, groups):
    """the number of wrong sentences is divided by that of groups: a group fails once, however many are wrong"""
    return float(1 - np.sum(predicted != labels) / len(np.unique(groups)))


@pair_accuracy.mistake
def different_answers(predicted, labels, groups):
    """a group counts if its answers differ: compare them with the labels"""
    return float(np.mean([len(set(predicted[groups == name])) > 1 for name in np.unique(groups)]))


@pair_accuracy.mistake
def largest_number(predicted, labels, groups):
    """the right groups are divided by the largest entry of `groups` plus 1: numbers may be missing in between"""
    return float(np.sum(shares(predicted, labels, groups)[0] == 1) / (groups.max() + 1))


def of_numbers(predicted, labels, groups, numbers):
    """Return the share of right groups among some numbers; a number that no group has counts as right."""
    right = predicted == labels
    return float(np.mean([right[groups == number].all() for number in numbers]))


@pair_accuracy.mistake
def missing_numbers_are_right(predicted, labels, groups):
    """every number up to the largest entry of `groups` counts, and a missing one counts as right: use np.unique"""
    return of_numbers(predicted, labels, groups, range(int(groups.max()) + 1))


@pair_accuracy.mistake
def last_number_missing(predicted, labels, groups):
    """the numbers from 0 to one below the largest entry of `groups` are taken as the groups: use np.unique"""
    return of_numbers(predicted, labels, groups, range(max(int(groups.max()), 1)))


@pair_accuracy.mistake
def numbered_from_0(predicted, labels, groups):
    """the groups are taken to be numbered 0, 1, 2 and so on: they may have any numbers, so use np.unique"""
    return of_numbers(predicted, labels, groups, range(len(np.unique(groups))))


@pair_accuracy.mistake
def equal_sums(predicted, labels, groups):
    """the sums of the answers and of the labels of a group are compared: compare each answer with its own label"""
    return float(np.mean([predicted[groups == g].sum() == labels[groups == g].sum() for g in np.unique(groups)]))


@pair_accuracy.mistake
def single_sentences_dropped(predicted, labels, groups):
    """groups of one sentence are left out: they count like any other"""
    found, sizes = shares(predicted, labels, groups)
    return float(np.mean(found[sizes > 1] == 1)) if np.any(sizes > 1) else 0.0


# --- right, written differently -------------------------------------------------------------------------------------


@pair_accuracy.right
def by_dictionary(predicted, labels, groups):
    """Return the same by a dictionary of groups."""
    fine = {}
    for said, label, group in zip(predicted, labels, groups, strict=True):
        fine[group] = fine.get(group, True) and said == label
    return sum(fine.values()) / len(fine)


@pair_accuracy.right
def by_minimum(predicted, labels, groups):
    """Return the same from the minimum of each group."""
    return np.mean([np.min((predicted == labels)[groups == name]) for name in np.unique(groups)])
