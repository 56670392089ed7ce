"""Exercise 1: three parts of the data."""

import numpy as np

from deepcourse.exercises.course2.data_splits_and_diagnosis.parts import (
    ENOUGH,
    NAMES,
    data,
    looked_at,
    looked_at_twice,
    parts_of,
    shares_told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import data_splits as reference

USUAL, OTHER = (0.6, 0.2, 0.2), (0.7, 0.2, 0.1)


def examined(split, X, Y, fractions, seed):
    """Return what is to be said of a split, whatever the order of its columns."""
    parts = parts_of(split, X, Y, fractions, seed)
    sizes = {f"columns in {name}": part.shape[1] for name, (part, _) in zip(NAMES, parts, strict=True)}
    told = {k: shares_told(n, f * X.shape[1]) for (k, n), f in zip(sizes.items(), fractions, strict=True)}
    more = looked_at_twice(split, X, Y, fractions, seed, np.zeros(X.shape[1])) if X.shape[1] >= ENOUGH else {}
    return told | looked_at(X, Y, parts) | more


split_train_dev_test = FunctionExercise(
    __name__,
    reference=reference.split_train_dev_test,
    use=examined,
    minutes=6,
    points_visible=5,
    points_hidden=8,
    returns=("the split",),
    hints=(
        "Draw one random order of the column numbers: order = np.random.default_rng(seed).permutation(X.shape[1]).",
        "n_dev = round(fractions[1] * m), n_test likewise, and n_train is what is left: m - n_dev - n_test.",
        "columns = order[:n_train] are the training ones: (X[:, columns], Y[:, columns]) is the first pair; "
        "order[n_train:n_train + n_dev] makes the second, the rest the third.",
    ),
)


@split_train_dev_test.visible
def visible():
    """Return splits of other sizes, fractions and seeds, few examples, no test part, and two labels a column."""
    rng = np.random.default_rng(1)
    (X, _), labels = data(np.random.default_rng(11), 2, 40), np.random.default_rng(12).integers(0, 2, size=(2, 40))
    return [
        Case("100 examples of a sorted file, 60/20/20", (*data(rng, 3, 100), USUAL, 1)),
        Case("50 examples, 70/20/10", (*data(rng, 2, 50), OTHER, 7)),
        Case("23 examples, which do not divide evenly", (*data(rng, 4, 23), USUAL, 2)),
        Case("5 examples", (*data(rng, 2, 5), USUAL, 4)),
        Case("30 examples, no test part", (*data(rng, 2, 30), (0.8, 0.2, 0.0), 6)),
        Case("two labels for each column", (X, labels, USUAL, 5)),
    ]


@split_train_dev_test.draw
def draw(rng):
    """Return a split of random size, fractions and seed."""
    fractions = [USUAL, OTHER, (0.8, 0.15, 0.05), (0.5, 0.2, 0.3)][int(rng.integers(4))]
    m = int(rng.integers(40, 120))
    return Case(f"{m} examples, {fractions}", (*data(rng, 3, m), fractions, int(rng.integers(1000))))


@split_train_dev_test.edges
def edges(rng):
    """Return few examples, no test part, many labels a column, and fractions of a large set."""
    X, _ = data(rng, 2, 60)
    return [
        Case("5 examples", (*data(rng, 2, 5), USUAL, 3)),
        Case("23 examples", (*data(rng, 3, 23), USUAL, 3)),
        Case("no test part", (*data(rng, 2, 30), (0.8, 0.2, 0.0), 3)),
        Case("three labels for each column", (X, rng.integers(0, 2, size=(3, 60)), USUAL, 5)),
        Case("1 000 examples, 98/1/1", (*data(rng, 1, 1000), (0.98, 0.01, 0.01), 8)),
    ]


@split_train_dev_test.property("every example is in exactly one part")
def every_seed_complete(f, rng):
    """Return a sentence unless the parts together hold every example once, for several seeds."""
    X, Y = data(rng, 2, 31)
    for seed in range(5):
        parts = parts_of(f, X, Y, OTHER, seed)
        together = np.sort(np.concatenate([part for part, _ in parts], axis=1)[0])
        if together.shape != (31,) or not np.array_equal(together, np.sort(X[0])):
            return f"with the seed {seed} the three parts together are not the 31 examples that were given"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def _sizes(m, fractions):
    dev, test = round(fractions[1] * m), round(fractions[2] * m)
    return m - dev - test, m - test


def _parts(X, Y, order_of_x, order_of_y, fractions):
    a, b = _sizes(X.shape[1], fractions)
    cuts = [slice(0, a), slice(a, b), slice(b, None)]
    return tuple((X[:, order_of_x[cut]], Y[:, order_of_y[cut]]) for cut in cuts)


@split_train_dev_test.mistake
def not_shuffled(X, Y, fractions, seed):
    """the columns are cut as they come, unshuffled: a file sorted by class or by date gives parts unlike each other"""
    order = np.arange(X.shape[1])
    return _parts(X, Y, order, order, fractions)


@split_train_dev_test.mistake
def shuffled_apart(X, Y, fractions, seed):
    """X and Y are shuffled separately, so that labels lose their columns: draw one order and use it for both"""
    rng = np.random.default_rng(seed)
    return _parts(X, Y, rng.permutation(X.shape[1]), rng.permutation(X.shape[1]), fractions)


@split_train_dev_test.mistake
def drawn_with_replacement(X, Y, fractions, seed):
    """columns are drawn with replacement: some occur twice, perhaps in train and test, others nowhere; a permutation
    holds each once
    """
    order = np.random.default_rng(seed).integers(0, X.shape[1], size=X.shape[1])
    return _parts(X, Y, order, order, fractions)


@split_train_dev_test.mistake
def seed_left_out(X, Y, fractions, seed):
    """the seed is not used, so every run splits in another way: yesterday's test pictures are today's training ones"""
    order = np.random.default_rng().permutation(X.shape[1])
    return _parts(X, Y, order, order, fractions)


@split_train_dev_test.mistake
def seed_fixed(X, Y, fractions, seed):
    """the seed is always the same one, whatever was given"""
    return reference.split_train_dev_test(X, Y, fractions, 0)


@split_train_dev_test.mistake
def dev_is_test(X, Y, fractions, seed):
    """dev and test share columns: what has been chosen by is no judge any more"""
    train, dev, _ = reference.split_train_dev_test(X, Y, fractions, seed)
    size = round(fractions[2] * X.shape[1])
    return train, dev, (dev[0][:, :size], dev[1][:, :size])


@split_train_dev_test.mistake
def rest_lost(X, Y, fractions, seed):
    """all three sizes are rounded down, and the last columns get lost: the training part takes what is left over"""
    order = np.random.default_rng(seed).permutation(X.shape[1])
    a, b, c = (int(f * X.shape[1] + 1e-9) for f in fractions)
    cuts = order[:a], order[a : a + b], order[a + b : a + b + c]
    return tuple((X[:, cut], Y[:, cut]) for cut in cuts)


@split_train_dev_test.mistake
def dev_and_test_swapped(X, Y, fractions, seed):
    """the sizes of dev and test are exchanged: the fractions come as train, dev, test"""
    return reference.split_train_dev_test(X, Y, (fractions[0], fractions[2], fractions[1]), seed)


@split_train_dev_test.mistake
def six_arrays(X, Y, fractions, seed):
    """six arrays come back in a row, as from scikit-learn's train_test_split: three pairs are asked for"""
    return tuple(part for pair in reference.split_train_dev_test(X, Y, fractions, seed) for part in pair)


@split_train_dev_test.mistake
def no_pairs(X, Y, fractions, seed):
    """the training part is no pair (X, Y) of arrays with two axes, as when columns come alone or labels flat: return
    (X[:, columns], Y[:, columns])
    """
    return tuple((part, labels[0]) for part, labels in reference.split_train_dev_test(X, Y, fractions, seed))


@split_train_dev_test.mistake
def examples_as_rows(X, Y, fractions, seed):
    """the examples are taken for rows: they are the columns, X[:, columns], and there are X.shape[1] of them"""
    order, (a, b) = np.random.default_rng(seed).permutation(len(X)), _sizes(len(X), fractions)
    return tuple((X[cut], Y[cut]) for cut in (order[:a], order[a:b], order[b:]))


@split_train_dev_test.mistake
def minus_zero(X, Y, fractions, seed):
    """the parts are cut from the end, where a part of 0 columns makes order[-0:], which is all: cut from the front"""
    order, m = np.random.default_rng(seed).permutation(X.shape[1]), X.shape[1]
    dev, test = round(fractions[1] * m), round(fractions[2] * m)
    cuts = order[: -test - dev], order[-test - dev : -test], order[-test:]
    return tuple((X[:, cut], Y[:, cut]) for cut in cuts)


@split_train_dev_test.mistake
def given_arrays_shuffled(X, Y, fractions, seed):
    """the given arrays are shuffled themselves, so the caller's X and Y change: draw an order and take columns by it"""
    np.random.default_rng(seed).shuffle(X, axis=1)
    np.random.default_rng(seed).shuffle(Y, axis=1)
    order = np.arange(X.shape[1])
    return _parts(X, Y, order, order, fractions)


@split_train_dev_test.mistake
def rounded_down(X, Y, fractions, seed):
    """the sizes of dev and test are cut off by int(): round them, so that the training part is not too large"""
    order, m = np.random.default_rng(seed).permutation(X.shape[1]), X.shape[1]
    dev, test = int(fractions[1] * m), int(fractions[2] * m)
    cuts = order[: m - dev - test], order[m - dev - test : m - test], order[m - test :]
    return tuple((X[:, cut], Y[:, cut]) for cut in cuts)


@split_train_dev_test.mistake
def rest_to_the_test_part(X, Y, fractions, seed):
    """the sizes of train and dev are cut off by int(), and test takes what is left over: round dev and test, and let
    the training part take the rest
    """
    order, m = np.random.default_rng(seed).permutation(X.shape[1]), X.shape[1]
    a, b = int(fractions[0] * m), int(fractions[0] * m) + int(fractions[1] * m)
    return tuple((X[:, cut], Y[:, cut]) for cut in (order[:a], order[a:b], order[b:]))


@split_train_dev_test.mistake
def labels_stay(X, Y, fractions, seed):
    """only the columns of X are shuffled, those of Y stay as they were: labels lose their columns; use one order for
    both
    """
    return _parts(X, Y, np.random.default_rng(seed).permutation(X.shape[1]), np.arange(X.shape[1]), fractions)


@split_train_dev_test.mistake
def shuffled_after_the_cut(X, Y, fractions, seed):
    """the columns are cut as they come, and shuffled within the parts: shuffle first, then cut"""
    rng, (a, b), m = np.random.default_rng(seed), _sizes(X.shape[1], fractions), X.shape[1]
    cuts = [rng.permutation(np.arange(*ends)) for ends in ((0, a), (a, b), (b, m))]
    return tuple((X[:, cut], Y[:, cut]) for cut in cuts)


@split_train_dev_test.mistake
def parts_drawn_apart(X, Y, fractions, seed):
    """each part is drawn by itself from all columns, so the parts overlap: cut one order in three"""
    rng, (a, b), m = np.random.default_rng(seed), _sizes(X.shape[1], fractions), X.shape[1]
    cuts = [rng.choice(m, size=size, replace=False) for size in (a, b - a, m - b)]
    return tuple((X[:, cut], Y[:, cut]) for cut in cuts)


@split_train_dev_test.mistake
def fraction_of_the_rest(X, Y, fractions, seed):
    """the last fraction is taken of what the first cut has left: all three are fractions of the whole"""
    order, m = np.random.default_rng(seed).permutation(X.shape[1]), X.shape[1]
    a = round(fractions[0] * m)
    b = a + (m - a) - round(fractions[2] * (m - a))
    return tuple((X[:, cut], Y[:, cut]) for cut in (order[:a], order[a:b], order[b:]))


@split_train_dev_test.mistake
def fractions_ignored(X, Y, fractions, seed):
    """the parts are always 60/20/20: use the fractions that are given"""
    return reference.split_train_dev_test(X, Y, USUAL, seed)


@split_train_dev_test.mistake
def one_column_left_out(X, Y, fractions, seed):
    """a part begins one column after the end of the one before: a slice ends before its second number, so the next one
    begins with it
    """
    order, (a, b) = np.random.default_rng(seed).permutation(X.shape[1]), _sizes(X.shape[1], fractions)
    return tuple((X[:, cut], Y[:, cut]) for cut in (order[:a], order[a + 1 : b], order[b + 1 :]))


@split_train_dev_test.mistake
def dev_and_test_in_one(X, Y, fractions, seed):
    """the test part runs from the end of the training part, over the dev part: it begins where the dev part ends"""
    order, (a, b) = np.random.default_rng(seed).permutation(X.shape[1]), _sizes(X.shape[1], fractions)
    return tuple((X[:, cut], Y[:, cut]) for cut in (order[:a], order[a:b], order[a:]))


@split_train_dev_test.mistake
def dev_from_the_front(X, Y, fractions, seed):
    """the dev part is cut from the front, order[:n_dev], and shares columns with train: it begins where train ends"""
    order, (a, b) = np.random.default_rng(seed).permutation(X.shape[1]), _sizes(X.shape[1], fractions)
    return tuple((X[:, cut], Y[:, cut]) for cut in (order[:a], order[: b - a], order[b:]))


# --- right, written differently -------------------------------------------------------------------------------------


@split_train_dev_test.right
def in_place_shuffle(X, Y, fractions, seed):
    """Return parts by `shuffle`, test first."""
    order = np.arange(X.shape[1])
    np.random.default_rng(seed + 5).shuffle(order)
    dev, test = (int(f * len(order) + 0.5) for f in fractions[1:])
    cuts = order[test + dev :], order[test : test + dev], order[:test]
    return [(X[:, cut], Y[:, cut]) for cut in cuts]


@split_train_dev_test.right
def by_cumulative_sums(X, Y, fractions, seed):
    """Return parts cut by np.split at rounded sums of fractions."""
    order = np.random.RandomState(seed).permutation(X.shape[1])
    cuts = np.split(order, np.rint(np.cumsum(fractions)[:2] * len(order)).astype(int))
    return tuple((X[:, cut], Y[:, cut]) for cut in cuts)
