"""Exercise 4: the classes of the whole in every part."""

import numpy as np

from deepcourse.exercises.course2.data_splits_and_diagnosis.parts import (
    ENOUGH,
    NAMES,
    data,
    looked_at,
    looked_at_twice,
    of_classes,
    parts_of,
    shares_told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import data_splits as reference

USUAL, OTHER = (0.6, 0.2, 0.2), (0.7, 0.2, 0.1)


def examined(split, X, Y, fractions, seed):
    """Return what is to be said of a split, whatever the order of its columns."""
    parts = parts_of(split, X, Y, fractions, seed)
    told = {}
    for label in np.unique(Y[0]):
        for name, fraction, (_, labels) in zip(NAMES, fractions, parts, strict=True):
            told[f"class {label:g} in {name}"] = shares_told(
                int(np.sum(labels == label)), float(round(fraction * np.sum(label == Y), 6))
            )
    more = looked_at_twice(split, X, Y, fractions, seed, Y[0]) if X.shape[1] >= ENOUGH else {}
    return told | looked_at(X, Y, parts) | more


stratified_split = FunctionExercise(
    __name__,
    reference=reference.stratified_split,
    use=examined,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the split",),
    hints=(
        "A class at a time: np.unique(Y) are the classes, np.flatnonzero(Y[0] == label) the columns of one of them.",
        "reference.split_train_dev_test(X[:, columns], Y[:, columns], fractions, seed) splits one class for you.",
        "Collect the three parts of every class and join them: np.concatenate([...], axis=1) for X, and for Y.",
    ),
)


@stratified_split.visible
def visible():
    """Return a rare class, three classes, labels that are not 0, 1, 2, a very rare class, and a single one."""
    rng = np.random.default_rng(4)
    X, Y = of_classes(rng, 2, 40, 60)
    return [
        Case("90 healthy, 10 ill: 60/20/20", (*of_classes(rng, 3, 90, 10), USUAL, 1)),
        Case("a sorted file of three classes, 70/20/10", (*data(rng, 2, 120, 3), OTHER, 5)),
        Case("labels 3 and 7", (X, 3 + 4 * Y, USUAL, 2)),
        Case("a class of 5 among 200", (*of_classes(rng, 2, 195, 5), USUAL, 3)),
        Case("a single class", (*of_classes(rng, 2, 30), USUAL, 4)),
    ]


@stratified_split.draw
def draw(rng):
    """Return a split of several classes of random sizes."""
    counts = [int(n) for n in rng.integers(5, 40, size=int(rng.integers(2, 6)))]
    fractions = [USUAL, OTHER, (0.5, 0.25, 0.25)][int(rng.integers(3))]
    return Case(f"classes of {counts}, {fractions}", (*of_classes(rng, 2, *counts), fractions, int(rng.integers(1000))))


@stratified_split.edges
def edges(rng):
    """Return a very rare class, one class, ten, and labels that are not 0 and 1."""
    X, Y = of_classes(rng, 2, 30, 50)
    return [
        Case("labels 3 and 7", (X, 3 + 4 * Y, OTHER, 2)),
        Case("a class of 5 among 300", (*of_classes(rng, 2, 295, 5), USUAL, 3)),
        Case("a single class", (*of_classes(rng, 2, 30), USUAL, 3)),
        Case("ten classes of 20", (*of_classes(rng, 2, *[20] * 10), OTHER, 9)),
    ]


@stratified_split.property("a rare class is in every part")
def rare_class_everywhere(f, rng):
    """Return a sentence unless a class of 10 among 200 gives every part about its share, for several seeds."""
    X, Y = of_classes(rng, 2, 190, 10)
    for seed in range(6):
        found = [int(np.sum(labels == 1)) for _, labels in parts_of(f, X, Y, USUAL, seed)]
        if any(abs(n - share) > 1 for n, share in zip(found, (6, 2, 2), strict=True)):
            return f"of 10 rare examples the parts got {found[0]}, {found[1]} and {found[2]}, expected about 6, 2 and 2"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@stratified_split.mistake
def plain_split(X, Y, fractions, seed):
    """the columns are split without looking at their classes: chance decides what a rare class gets"""
    return reference.split_train_dev_test(X, Y, fractions, seed)


def _by_class(X, Y, fractions, seed, order_of):
    rng, cuts = np.random.default_rng(seed), []
    for label in np.unique(Y[0]):
        columns = order_of(rng, np.flatnonzero(Y[0] == label))
        dev, test = (round(f * len(columns)) for f in fractions[1:])
        train = len(columns) - dev - test
        cuts.append((columns[:train], columns[train : train + dev], columns[train + dev :]))
    parts = [np.concatenate(part) for part in zip(*cuts, strict=True)]
    return parts, rng


@stratified_split.mistake
def first_of_each_class(X, Y, fractions, seed):
    """within a class the columns are taken as they come, unshuffled"""
    parts, _ = _by_class(X, Y, fractions, 0, lambda rng, columns: columns)
    parts = [np.sort(part) for part in parts]
    return tuple((X[:, part], Y[:, part]) for part in parts)


@stratified_split.mistake
def equal_numbers(X, Y, fractions, seed):
    """every class gives dev and test equally many: the parts should hold the classes in the shares of the whole"""
    rng, labels = np.random.default_rng(seed), np.unique(Y[0])
    order = rng.permutation(X.shape[1])
    takes = [max(1, round(f * X.shape[1] / len(labels))) for f in fractions[1:]]
    places = [order[Y[0, order] == label] for label in labels]
    dev = np.concatenate([p[: takes[0]] for p in places])
    test = np.concatenate([p[takes[0] : sum(takes)] for p in places])
    train = np.setdiff1d(order, np.concatenate([dev, test]))
    return tuple((X[:, part], Y[:, part]) for part in (train, dev, test))


def _of_labels(labels, X, Y, fractions, seed):
    """Return the joined parts of some labels, whether they occur or not."""
    parts = []
    for label in labels:
        columns = np.flatnonzero(Y[0] == label)
        parts.append(reference.split_train_dev_test(X[:, columns], Y[:, columns], fractions, seed))
    return tuple(tuple(np.concatenate([p[i][j] for p in parts], axis=1) for j in range(2)) for i in range(3))


@stratified_split.mistake
def labels_0_and_1_only(X, Y, fractions, seed):
    """only the labels 0 and 1 are looked for: np.unique(Y) finds the classes that there are"""
    return _of_labels((0, 1), X, Y, fractions, seed)


@stratified_split.mistake
def labels_shuffled_apart(X, Y, fractions, seed):
    """the columns of X and of Y are shuffled separately within a part: labels lose their columns"""
    parts, rng = reference.stratified_split(X, Y, fractions, seed), np.random.default_rng(seed + 1)
    return tuple((part, labels[:, rng.permutation(labels.shape[1])]) for part, labels in parts)


@stratified_split.mistake
def seed_left_out(X, Y, fractions, seed):
    """the seed is not used: every run splits in another way"""
    return reference.stratified_split(X, Y, fractions, np.random.default_rng().integers(10**9))


@stratified_split.mistake
def seed_fixed(X, Y, fractions, seed):
    """the seed is always the same one, whatever was given"""
    return reference.stratified_split(X, Y, fractions, 0)


@stratified_split.mistake
def dev_and_test_swapped(X, Y, fractions, seed):
    """the shares of dev and test are exchanged: the fractions come as train, dev, test"""
    return reference.stratified_split(X, Y, (fractions[0], fractions[2], fractions[1]), seed)


@stratified_split.mistake
def only_the_last_class(X, Y, fractions, seed):
    """only the last class comes back, as from a result that each round writes anew: collect the parts of all classes"""
    last = np.flatnonzero(Y[0] == np.unique(Y)[-1])
    return reference.split_train_dev_test(X[:, last], Y[:, last], fractions, seed)


@stratified_split.mistake
def only_the_first_class(X, Y, fractions, seed):
    """only the first class comes back, as from a return inside the loop: move it to the left"""
    first = np.flatnonzero(Y[0] == np.unique(Y)[0])
    return reference.split_train_dev_test(X[:, first], Y[:, first], fractions, seed)


@stratified_split.mistake
def classes_counted(X, Y, fractions, seed):
    """the classes are taken to be 0, 1, 2 and so on, as many as there are: np.unique(Y) says which labels occur"""
    return _of_labels(range(len(np.unique(Y))), X, Y, fractions, seed)


@stratified_split.mistake
def places_of_the_classes(X, Y, fractions, seed):
    """the labels that come back are the classes' places in the list of classes: they are the labels of the columns"""
    labels = np.unique(Y)
    return tuple((p, np.searchsorted(labels, part)) for p, part in reference.stratified_split(X, Y, fractions, seed))


@stratified_split.mistake
def mask_of_two_axes(X, Y, fractions, seed):
    """X is indexed with Y == label, a mask of two axes: take the columns, X[:, Y[0] == label]"""
    mask = np.unique(Y)[0] == Y
    return X[mask], Y[mask]


@stratified_split.mistake
def mask_in_the_second_place(X, Y, fractions, seed):
    """the columns of X are chosen with Y == label, a mask of two axes: Y[0] == label has one only"""
    mask = np.unique(Y)[0] == Y
    return X[:, mask], Y[:, mask]


@stratified_split.mistake
def rows_of_where(X, Y, fractions, seed):
    """np.where(Y == label)[0] is taken for the columns: those are the rows, all 0; the columns are the second, [1]"""
    parts = []
    for label in np.unique(Y):
        rows = np.where(label == Y)[0]
        parts.append(reference.split_train_dev_test(X[:, rows], Y[:, rows], fractions, seed))
    return tuple(tuple(np.concatenate([p[i][j] for p in parts], axis=1) for j in range(2)) for i in range(3))


@stratified_split.mistake
def joined_below_each_other(X, Y, fractions, seed):
    """the parts of the classes are joined along axis 0, below each other: the examples are columns, axis=1"""
    parts = []
    for label in np.unique(Y):
        columns = np.flatnonzero(Y[0] == label)
        parts.append(reference.split_train_dev_test(X[:, columns], Y[:, columns], fractions, seed))
    return tuple(tuple(np.concatenate([p[i][j] for p in parts], axis=0) for j in range(2)) for i in range(3))


@stratified_split.mistake
def six_arrays(X, Y, fractions, seed):
    """six arrays come back in a row, as from scikit-learn's train_test_split: three pairs are asked for"""
    return tuple(part for pair in reference.stratified_split(X, Y, fractions, seed) for part in pair)


@stratified_split.mistake
def no_pairs(X, Y, fractions, seed):
    """the training part is no pair (X, Y) of arrays with two axes, as when columns come alone or labels flat: return
    three pairs as split_train_dev_test does
    """
    return tuple((part, labels[0]) for part, labels in reference.stratified_split(X, Y, fractions, seed))


@stratified_split.mistake
def labels_of_the_whole(X, Y, fractions, seed):
    """the labels are cut from Y without the class's columns: use the same columns for X and for Y"""
    return tuple((p, Y[:, : p.shape[1]]) for p, _ in reference.stratified_split(X, Y, fractions, seed))


@stratified_split.mistake
def fractions_ignored(X, Y, fractions, seed):
    """the parts are always 60/20/20: use the fractions that are given"""
    return reference.stratified_split(X, Y, USUAL, seed)


# --- right, written differently -------------------------------------------------------------------------------------


@stratified_split.right
def joined_class_after_class(X, Y, fractions, seed):
    """Return parts that are joined with np.hstack, class after class, and left in that order."""
    pieces = []
    for label in np.unique(Y):
        columns = Y[0] == label
        pieces.append(reference.split_train_dev_test(X[:, columns], Y[:, columns], fractions, seed))
    return tuple(
        (np.hstack([p[i][0] for p in pieces]), np.hstack([p[i][1] for p in pieces])) for i in range(len(NAMES))
    )
