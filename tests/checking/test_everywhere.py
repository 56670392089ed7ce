"""What is the same everywhere, right at first, or common to the failing cases is said where nothing else is known."""

import numpy as np

from deepcourse.checking.relations import Sample, observe_beginning, observe_cases, observe_constant


def samples(*pairs):
    return [Sample(got, expected, {}, {}) for got, expected in pairs]


def test_one_number_everywhere_is_seen():
    two = samples((np.zeros((1, 3)), np.array([[0.0, 1, 1]])), (np.zeros((1, 2)), np.array([[1.0, 0]])))
    assert observe_constant("the row", two) == "the row is 0 everywhere, whatever goes in"
    biases = samples((np.full((2, 1), 0.01), np.zeros((2, 1))), (np.full((3, 1), 0.01), np.zeros((3, 1))))
    assert observe_constant("b1", biases) == "b1 is 0.01 everywhere, where 0 is expected"


def test_different_numbers_and_a_single_short_case_are_no_constant():
    assert observe_constant("x", samples((np.zeros(2), np.ones(2)), (np.ones(2), np.zeros(2)))) is None
    assert observe_constant("x", samples((np.zeros(2), np.array([1.0, 2])))) is None
    assert observe_constant("x", samples(("text", "another"), (1.0, 2.0))) is None
    assert observe_constant("x", samples((np.full(9, np.nan), np.arange(9.0)))) is None


def test_a_list_that_begins_right_is_seen():
    costs = [0.7, 0.6, 0.5, 0.4]
    one = samples(([0.7, 0.61, 0.52, 0.43], costs), ([0.5, 0.3, 0.2], [0.5, 0.31, 0.21]))
    assert observe_beginning("costs", one) == "costs is right at the first entry, and wrong from there on"
    other = samples(([0.7, 0.6, 0.52, 0.43], costs), ([0.5, 0.3, 0.2], [0.5, 0.31, 0.21]))
    assert observe_beginning("costs", other) == "costs is right at first, and wrong from some entry on"


def test_a_list_that_is_wrong_at_once_or_right_again_does_not_begin_right():
    assert observe_beginning("costs", samples(([1.0, 2, 3], [0.0, 2, 3]), ([1.0, 2, 3], [0.0, 2, 3]))) is None
    assert observe_beginning("costs", samples(([1.0, 5, 3], [1.0, 2, 3]), ([1.0, 5, 3], [1.0, 2, 3]))) is None
    assert observe_beginning("costs", samples(([1.0, 5, 3], [1.0, 2, 4]))) is None


def test_what_only_the_failing_cases_have_is_seen():
    one, several = {"Y": np.ones((1, 3)), "mode": "train"}, {"Y": np.ones((2, 4)), "mode": "train"}
    said = "these are the cases in which Y has several rows; all others are right"
    assert observe_cases([several, several], [one, one]) == said
    assert observe_cases([several], [one, one]) is None  # a single case may differ by accident
    assert observe_cases([several, one], [one, one]) is None
    both = {"Y": np.ones((2, 4)), "mode": "test"}
    assert observe_cases([both, both], [one, one]) is None  # which of the two it is cannot be seen
