"""Splits, standard errors and diagnoses against scikit-learn, SciPy, and plain loops."""

import numpy as np
import pytest
from scipy.stats import binom
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split

from deepcourse.nn import data_splits as nn

FRACTIONS = [(0.6, 0.2, 0.2), (0.98, 0.01, 0.01), (0.7, 0.3, 0.0), (0.5, 0.25, 0.25)]
each_fraction = pytest.mark.parametrize("fractions", FRACTIONS, ids=str)
each_split = pytest.mark.parametrize("split", [nn.split_train_dev_test, nn.stratified_split])


def examples(m, classes=3, seed=0):
    labels = np.sort(np.random.default_rng(seed).integers(0, classes, size=m))
    return np.stack([np.arange(m), 10.0 * np.arange(m)]), labels.reshape(1, m)


@each_split
@each_fraction
@pytest.mark.parametrize("m", [5, 100, 1003])
def test_every_column_is_in_one_part_with_its_label(split, fractions, m):
    X, Y = examples(m)
    parts = split(X, Y, fractions, 3)
    together = np.concatenate([part for part, _ in parts], axis=1)[0].astype(int)
    np.testing.assert_array_equal(np.sort(together), np.arange(m))
    for part, labels in parts:
        np.testing.assert_array_equal(labels[0], Y[0, part[0].astype(int)])
        np.testing.assert_array_equal(part[1], 10 * part[0])


@each_fraction
@pytest.mark.parametrize("m", [20, 200, 1000])
def test_sizes_are_those_of_scikit_learn(fractions, m):
    sizes = [part.shape[1] for part, _ in nn.split_train_dev_test(*examples(m), fractions, 1)]
    dev, test = (round(f * m) for f in fractions[1:])
    rest, held = train_test_split(np.arange(m), test_size=dev + test, random_state=0) if dev + test else (range(m), [])
    assert (sizes[0], sizes[1] + sizes[2]) == (len(rest), len(held))
    assert sizes == [m - dev - test, dev, test]


@each_split
def test_a_seed_gives_one_split_and_another_seed_another(split):
    X, Y = examples(60)
    first, again, other = (split(X, Y, FRACTIONS[0], seed)[0][0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    assert not np.array_equal(first, np.sort(first))


@each_split
@pytest.mark.parametrize("fractions", [(0.6, 0.2), (0.6, 0.2, 0.3), (1.2, -0.1, -0.1)])
def test_fractions_that_are_none_are_named(split, fractions):
    with pytest.raises(ValueError, match="add up to 1"):
        split(*examples(10), fractions, 0)


@each_fraction
@pytest.mark.parametrize("m", [30, 101, 2000])
def test_class_shares_are_kept_within_one_example_as_in_scikit_learn(fractions, m):
    X, Y = examples(m, classes=4)
    counts = np.bincount(Y[0])
    for (_, labels), fraction in zip(nn.stratified_split(X, Y, fractions, 5), fractions, strict=True):
        assert np.all(np.abs(np.bincount(labels[0], minlength=4) - fraction * counts) <= 1)
    held = round((1 - fractions[0]) * m)
    if held >= 4:
        _, theirs = train_test_split(Y[0], test_size=held, stratify=Y[0], random_state=0)
        ours = sum(np.bincount(labels[0], minlength=4) for _, labels in nn.stratified_split(X, Y, fractions, 5)[1:])
        assert np.all(np.abs(np.bincount(theirs, minlength=4) - ours) <= 2)


@pytest.mark.parametrize(("m", "k"), [(7, 3), (100, 10), (11, 11), (2, 2), (1001, 4)])
def test_folds_are_like_those_of_scikit_learn(m, k):
    ours = nn.k_fold_indices(m, k, 4)
    theirs = list(KFold(k, shuffle=True, random_state=4).split(np.zeros(m)))
    assert [(len(train), len(dev)) for train, dev in ours] == [(len(train), len(dev)) for train, dev in theirs]
    np.testing.assert_array_equal(np.sort(np.concatenate([dev for _, dev in ours])), np.arange(m))
    for train, dev in ours:
        np.testing.assert_array_equal(np.sort(np.concatenate([train, dev])), np.arange(m))


def test_stratified_folds_of_scikit_learn_agree_with_stratified_parts():
    X, Y = examples(200, classes=3)
    _, dev = next(iter(StratifiedKFold(5).split(X.T, Y[0])))
    ours = nn.stratified_split(X, Y, (0.6, 0.2, 0.2), 0)[1][1][0]
    assert np.all(np.abs(np.bincount(Y[0, dev]) - np.bincount(ours)) <= 1)


@pytest.mark.parametrize("k", [0, 1, 8])
def test_impossible_folds_are_refused(k):
    with pytest.raises(ValueError, match="choose k from 2 to 7"):
        nn.k_fold_indices(7, k, 0)


@pytest.mark.parametrize("error", [0.0, 0.03, 0.5, 1.0])
@pytest.mark.parametrize("m", [1, 100, 10_000])
def test_the_standard_error_is_that_of_the_binomial_distribution(error, m):
    assert nn.standard_error(error, m) == pytest.approx(binom(m, error).std() / m, abs=1e-12)


def test_fractions_are_customary_and_dev_parts_never_shrink():
    assert nn.recommended_fractions(10_000) == pytest.approx((0.6, 0.2, 0.2))
    assert nn.recommended_fractions(1_000_000) == pytest.approx((0.98, 0.01, 0.01))
    assert nn.recommended_fractions(1_000_001) == pytest.approx((0.995, 0.0025, 0.0025))
    sizes = np.geomspace(10, 1e8, 200).astype(int)
    assert [sum(nn.recommended_fractions(m)) for m in sizes] == pytest.approx(np.ones(200))
    assert all(m * nn.recommended_fractions(m)[1] >= nn.FEWEST - 1e-6 for m in sizes if m >= 10_000)


@pytest.mark.parametrize(
    ("errors", "found"),
    [
        ((0.01, 0.11, 0.0), {"high variance"}),
        ((0.15, 0.16, 0.0), {"high bias"}),
        ((0.15, 0.30, 0.0), {"high bias", "high variance"}),
        ((0.005, 0.01, 0.0), set()),
        ((0.15, 0.16, 0.15), set()),
        ((0.08, 0.10, 0.075), {"high variance"}),
        ((0.04, 0.21, 0.10), {"high variance"}),
    ],
)
def test_textbook_cases_are_diagnosed(errors, found):
    assert nn.diagnose(*errors) == found


def test_the_tolerance_is_about_two_standard_errors_of_the_smallest_dev_part():
    assert 2 * nn.standard_error(0.1, nn.FEWEST) < nn.TOLERANCE < 2.5 * nn.standard_error(0.1, nn.FEWEST)


def test_bias_comes_before_variance_and_the_test_set_last():
    both = nn.next_actions({"high variance", "high bias"})
    assert both == nn.next_actions({"high bias"})
    assert "more data" not in both
    assert nn.next_actions({"high variance"})[0] == "more data"
    assert nn.next_actions(set()) == ["measure the test error, once"]
    both.append("changed")
    assert "changed" not in nn.next_actions({"high bias"})
