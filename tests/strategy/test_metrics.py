"""Metrics against scikit-learn, sizes of dev sets against simulated projects."""

import numpy as np
import pytest
from sklearn import metrics as theirs

from deepcourse.strategy import metrics

LABELS = {
    "a few of each": ([1, 1, 1, 0, 0, 1, 0], [1, 1, 0, 1, 0, 0, 0]),
    "no positives": ([0, 0, 0], [0, 1, 1]),
    "nothing predicted positive": ([1, 0, 1], [0, 0, 0]),
    "neither": ([0, 0], [0, 0]),
    "all right": ([1, 0, 1], [1, 0, 1]),
    "truth values": (np.array([True, False, True]), np.array([True, True, False])),
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("beta", [0.5, 1, 2.5])
def test_precision_recall_and_f_are_those_of_scikit_learn(labels, beta):
    expected = theirs.precision_recall_fscore_support(*labels, beta=beta, average="binary", zero_division=0)[:3]
    ours = metrics.precision(*labels), metrics.recall(*labels), metrics.f_beta(*labels, beta)
    assert ours == pytest.approx(expected, abs=1e-15)
    assert metrics.f1_score(*labels) == metrics.f_beta(*labels, 1)


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_counts_are_those_of_scikit_learn(labels):
    (tn, fp), (fn, tp) = theirs.confusion_matrix(*labels, labels=[0, 1])
    assert metrics.confusion_counts(*labels) == (tp, fp, fn, tn)


@pytest.mark.parametrize("bad", [[2, 0], [np.nan, 1.0], [-1, 1]])
def test_other_labels_are_refused(bad):
    with pytest.raises(ValueError, match="labels are 0 and 1"):
        metrics.confusion_counts([0, 1], bad)
    with pytest.raises(ValueError, match=r"\(3,\).*\(2,\)"):
        metrics.confusion_counts([0, 1, 1], [0, 1])


def test_a_weighted_error_is_the_zero_one_loss_of_scikit_learn():
    rng = np.random.default_rng(0)
    y_true, y_pred, weights = rng.integers(3, size=50), rng.integers(3, size=50), rng.exponential(size=50)
    expected = theirs.zero_one_loss(y_true, y_pred, sample_weight=weights)
    assert metrics.weighted_error(y_true, y_pred, weights) == pytest.approx(expected, rel=1e-12)
    for bad in (np.zeros(50), -weights, weights * np.inf, weights * np.nan):
        with pytest.raises(ValueError, match="weights"):
            metrics.weighted_error(y_true, y_pred, bad)


def test_a_mean_over_groups_is_the_balanced_accuracy_of_scikit_learn():
    y_true, y_pred = np.array([0] * 8 + [1] * 3 + [2] * 2), np.array([0] * 7 + [1] + [1, 2, 2] + [2, 0])
    errors = {c: np.mean(y_pred[y_true == c] != c) for c in range(3)}
    assert metrics.macro_average(errors) == pytest.approx(1 - theirs.balanced_accuracy_score(y_true, y_pred))
    with pytest.raises(ValueError, match="no group"):
        metrics.macro_average({})


TABLE = {
    "A": {"accuracy": 0.90, "ms": 80, "alarms": 2.0},
    "B": {"accuracy": 0.92, "ms": 100, "alarms": 1.0},
    "C": {"accuracy": 0.95, "ms": 1500, "alarms": 0.5},
    "D": {"accuracy": 0.92, "ms": 40, "alarms": 3.0},
}


@pytest.mark.parametrize(
    ("limits", "best"),
    [
        ({}, "C"),
        ({"ms": ("<=", 100)}, "B"),
        ({"ms": ("<", 100)}, "D"),
        ({"ms": ("<=", 100), "alarms": ("<", 1)}, None),
        ({"accuracy": (">=", 0.9), "alarms": (">", 1.5)}, "D"),
    ],
)
def test_the_best_that_keeps_all_limits_is_picked(limits, best):
    assert metrics.pick_model(TABLE, "accuracy", limits) == best


def test_of_equally_good_models_the_first_is_picked():
    assert metrics.pick_model({name: TABLE[name] for name in "DB"}, "accuracy", {}) == "D"


def test_pairs_that_a_metric_does_not_rank_as_people_do():
    assert metrics.metric_ranks_wrongly({"A": 1, "B": 2, "C": 3}, "ABC") == []
    assert metrics.metric_ranks_wrongly({"A": 1, "B": 1, "C": 0}, "ABC") == [("A", "B"), ("A", "C"), ("B", "C")]


def drawn(rng, m, error, better, shared, trials):
    """Return how often each of two systems is wrong, in `trials` dev sets of m examples; and both variances' sum."""
    if shared is None:
        one, other = rng.binomial(m, error, trials), rng.binomial(m, better, trials)
        spread = (one / m * (1 - one / m) + other / m * (1 - other / m)) / m
    else:
        both = shared * better
        cells = rng.multinomial(m, [both, error - both, better - both, 1 - error - better + both], trials)
        one, other = cells[:, 0] + cells[:, 1], cells[:, 0] + cells[:, 2]
        spread = (cells[:, 1] + cells[:, 2]) / m**2
    return (one - other) / m, np.sqrt(np.maximum(spread, 1e-12))


@pytest.mark.parametrize("shared", [None, 0.8, 0.3])
@pytest.mark.parametrize(("error", "difference"), [(0.10, 0.02), (0.30, 0.05)])
def test_sets_of_this_size_tell_two_systems_apart_as_often_as_promised(error, difference, shared):
    m = metrics.dev_set_size(error, difference, 0.95, power=0.8, shared=shared)
    gaps, spreads = drawn(np.random.default_rng(0), m, error, error - difference, shared, 20_000)
    assert np.mean(gaps > 1.96 * spreads) == pytest.approx(0.8, abs=0.015)
    equal, spreads = drawn(np.random.default_rng(1), m, error, error, shared, 20_000)
    assert np.mean(abs(equal) > 1.96 * spreads) == pytest.approx(0.05, abs=0.01)


def test_smaller_differences_and_surer_answers_need_more():
    sizes = [metrics.dev_set_size(0.1, difference) for difference in (0.05, 0.02, 0.01)]
    assert sizes == sorted(sizes)
    assert metrics.dev_set_size(0.1, 0.02, 0.99) > metrics.dev_set_size(0.1, 0.02, 0.9)
    with pytest.raises(ValueError, match="leave"):
        metrics.dev_set_size(0.01, 0.02)
