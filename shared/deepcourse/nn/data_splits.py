"""Data in three parts, what two errors say together, and what to do next.

recommended_fractions   how much to train on, to choose by, and to judge by
split_train_dev_test    the three parts, shuffled
stratified_split        the same, with the classes of the whole in each part
k_fold_indices          every example on the dev side once
standard_error          how far a measured error lies from the true one, typically
diagnose                bias and variance from three errors
next_actions            the basic recipe: from a diagnosis to what to try next

Shapes: examples are columns; X (n_x, m), Y (n_y, m). Errors are shares of wrong answers, from 0 to 1.
"""

import numpy as np

TOLERANCE = 0.015  # 1.5 points: two standard errors of an error of 10 % on 2 000 examples are 1.3 points
FEWEST = 2000  # what 20 % of 10 000 are: with more data the dev and test parts never get smaller than this
ACTIONS = {  # in the order in which to try them
    "high bias": ("larger network", "train longer", "other architecture"),
    "high variance": ("more data", "regularization", "other architecture"),
    "neither": ("measure the test error, once",),
}


def recommended_fractions(m):
    """Return (train, dev, test), the shares of m examples: 60/20/20 for few, 99.5/0.25/0.25 for very many.

        m <= 10 000                  0.6, 0.2, 0.2
        10 000 < m <= 1 000 000      dev and test 1 % each, or 2 000 examples where that is more: 98/1/1 at 10^6
        m > 1 000 000                0.995, 0.0025, 0.0025

    A dev part has to be large enough to tell two models apart (see `standard_error`), and no larger. The steps are a
    convention, not a theorem.

    m : int >= 1

    >>> recommended_fractions(5000), recommended_fractions(100_000), recommended_fractions(10**6)
    ((0.6, 0.2, 0.2), (0.96, 0.02, 0.02), (0.98, 0.01, 0.01))
    """
    if m <= 10_000:
        share = 0.2
    elif m <= 1_000_000:
        share = max(0.01, FEWEST / m)
    else:
        share = 0.0025
    return 1 - 2 * share, share, share


def split_train_dev_test(X, Y, fractions, seed):
    """Return three pairs, (X_train, Y_train), (X_dev, Y_dev), (X_test, Y_test): every column once, in random order.

    Dev and test get `round(fraction * m)` columns, the training part all others. A label stays with its column.

    Parameters
    ----------
    X : (n_x, m)    Y : (n_y, m)
    fractions : (train, dev, test), which add up to 1    seed : int, for `numpy.random.default_rng`

    Raises ValueError unless the fractions are three, not negative, with the sum 1.

    >>> X, Y = np.arange(10.0).reshape(1, 10), np.arange(10).reshape(1, 10) % 2
    >>> (X_train, Y_train), (X_dev, _), (X_test, _) = split_train_dev_test(X, Y, (0.6, 0.2, 0.2), seed=1)
    >>> X_train.shape, X_dev.shape, X_test.shape, bool(np.all(Y_train == X_train % 2))
    ((1, 6), (1, 2), (1, 2), True)
    """
    order = np.random.default_rng(seed).permutation(X.shape[1])
    return tuple((X[:, columns], Y[:, columns]) for columns in _cut(order, fractions))


def stratified_split(X, Y, fractions, seed):
    """Return three pairs as `split_train_dev_test` does, with the classes of the whole in each part.

    Every class is split on its own, so that each part holds its share of each class to within one example. (The
    sizes of the parts then follow: with C classes they may differ by up to C from their shares of m. scikit-learn's
    `train_test_split(stratify=...)` fixes the sizes first.) A class of few examples may be missing in a small part.

    Parameters
    ----------
    X : (n_x, m)    Y : (1, m), the class of every column: any numbers
    fractions : (train, dev, test), which add up to 1    seed : int, for `numpy.random.default_rng`

    Raises ValueError unless the fractions are three, not negative, with the sum 1.

    >>> X, Y = np.arange(20.0).reshape(1, 20), (np.arange(20) >= 15).reshape(1, 20).astype(int)  # 15 and 5
    >>> [np.bincount(labels[0]).tolist() for _, labels in stratified_split(X, Y, (0.6, 0.2, 0.2), seed=1)]
    [[9, 3], [3, 1], [3, 1]]
    """
    rng = np.random.default_rng(seed)
    cuts = [_cut(rng.permutation(np.flatnonzero(Y[0] == label)), fractions) for label in np.unique(Y[0])]
    parts = [rng.permutation(np.concatenate(columns)) for columns in zip(*cuts, strict=True)]
    return tuple((X[:, columns], Y[:, columns]) for columns in parts)


def _cut(order, fractions):
    """Return `order` in three pieces: the last two of round(fraction * m), the first of the rest."""
    if len(fractions) != 3 or min(fractions) < 0 or abs(sum(fractions) - 1) > 1e-9:
        raise ValueError(f"the fractions are {fractions}; give three that are not negative and add up to 1")
    dev, test = (round(fraction * len(order)) for fraction in fractions[1:])
    train = len(order) - dev - test
    return order[:train], order[train : train + dev], order[train + dev :]


def k_fold_indices(m, k, seed):
    """Return k pairs (train, dev) of column numbers: each of the m examples is on the dev side exactly once.

    The dev sides differ in size by at most one; the training side of a pair holds all that its dev side does not.

    m, k : int, 2 <= k <= m    seed : int, for `numpy.random.default_rng`

    Raises ValueError for any other k.

    >>> folds = k_fold_indices(7, 3, seed=0)
    >>> [len(dev) for _, dev in folds], sorted(np.concatenate([dev for _, dev in folds]).tolist())
    ([3, 2, 2], [0, 1, 2, 3, 4, 5, 6])
    """
    if not 2 <= k <= m:
        raise ValueError(f"k is {k}; there are {m} examples, so choose k from 2 to {m}")
    folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), dev) for i, dev in enumerate(folds)]


def standard_error(error, m):
    """Return the standard deviation of a share of wrong answers among m examples, if its true value is `error`.

        sqrt( error (1 - error) / m )

    The number of wrong answers among m independent examples is binomial, with the variance m error (1 - error).

    error : 0 to 1    m : int >= 1

    >>> round(standard_error(0.1, 100), 4), round(standard_error(0.1, 10_000), 4)
    (0.03, 0.003)
    """
    return float(np.sqrt(error * (1 - error) / m))


def diagnose(train_error, dev_error, bayes_error):
    """Return what is wrong, a set: empty, {"high bias"}, {"high variance"}, or both in one.

        high bias         train_error - bayes_error > TOLERANCE      (the avoidable bias)
        high variance     dev_error - train_error > TOLERANCE

    TOLERANCE is 0.015: a smaller gap may be chance, even on 2 000 examples. An error below the Bayes error is no bias:
    such a model has memorised.

    train_error, dev_error, bayes_error : 0 to 1

    >>> diagnose(0.01, 0.11, 0.0), diagnose(0.15, 0.16, 0.0), diagnose(0.15, 0.16, 0.15)
    ({'high variance'}, {'high bias'}, set())
    """
    found = set()
    if train_error - bayes_error > TOLERANCE:
        found.add("high bias")
    if dev_error - train_error > TOLERANCE:
        found.add("high variance")
    return found


def next_actions(diagnosis):
    """Return the list of things to try next, the first one first: bias before variance, and the test set last.

    While bias is high, only what lowers bias is worth trying, whatever the variance: it changes the variance too, so
    that has to be measured again afterwards.

    diagnosis : set, as `diagnose` returns it

    >>> next_actions({"high variance"})
    ['more data', 'regularization', 'other architecture']
    >>> next_actions(set())
    ['measure the test error, once']
    """
    for trouble in ("high bias", "high variance"):
        if trouble in diagnosis:
            return list(ACTIONS[trouble])
    return list(ACTIONS["neither"])
