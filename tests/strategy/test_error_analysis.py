"""Tables of errors by plain counting, intervals against SciPy, and labels that turn an order by brute force."""

import itertools

import numpy as np
import pytest
from scipy import stats

from deepcourse.strategy import error_analysis


@pytest.mark.parametrize(("wrong", "checked"), [(0, 20), (6, 100), (20, 20), (1, 3), (300, 5000)])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_the_interval_is_that_of_scipy(wrong, checked, confidence):
    expected = stats.binomtest(wrong, checked).proportion_ci(confidence, method="wilson")
    share, low, high = error_analysis.estimate_label_noise(wrong, checked, confidence)
    assert share == wrong / checked
    assert (low, high) == pytest.approx(tuple(expected), abs=1e-12)


@pytest.mark.parametrize(("wrong", "checked"), [(0, 0), (3, 2), (-1, 5)])
def test_what_nobody_can_have_counted_is_refused(wrong, checked):
    with pytest.raises(ValueError, match="checked"):
        error_analysis.estimate_label_noise(wrong, checked)


def test_causes_are_counted_once_a_mistake_and_ordered():
    table = error_analysis.error_table([["dark", "dark"], ["blurred"], [], ["blurred", "dark"], ["odd"]], 0.2)
    assert [(cause, row.count) for cause, row in table.items()] == [("blurred", 2), ("dark", 2), ("odd", 1)]
    assert table["dark"].share == 0.4
    assert table["dark"].ceiling == pytest.approx(0.12)
    assert error_analysis.error_table([], 0.2) == {}
    with pytest.raises(ValueError, match="between 0 and 1"):
        error_analysis.ceiling(0.2, 20)


@pytest.mark.parametrize("systems", [(5, 9), (0, 3), (1, 63), (21, 42)], ids=str)
def test_labels_are_worth_fixing_where_some_set_of_wrong_ones_turns_the_order(systems):
    m, found = 6, set()
    answers = np.array(list(itertools.product([0, 1], repeat=m)))
    one, other = ((answers[system] != answers).sum(axis=1) for system in systems)  # mistakes, whatever the labels are
    corrected = (answers[:, None] != answers).sum(axis=2)  # labels that differ between two ways to label
    turns = (one - other)[:, None] * (one - other) <= 0
    for labels, k in itertools.product(range(2**m), range(m + 1)):
        turned = bool((turns[labels] & (corrected[labels] == k)).any())
        told = error_analysis.worth_fixing_labels(one[labels] / m, other[labels] / m, k / m)
        assert told or not turned
        found.add((told, turned))
    assert {(True, True), (False, False)} <= found
