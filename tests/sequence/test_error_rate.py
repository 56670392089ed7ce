"""The edit distance against its definition, and against what must hold of a distance."""

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepcourse.sequence.error_rate import edit_distance, error_rate

TEXTS = st.text("abc", max_size=6)


def by_definition(one, other):
    """Return the distance as the shortest way from one sequence to the other, tried out from their ends."""

    @functools.cache
    def distance(i, j):
        if i == 0 or j == 0:
            return i + j
        across = distance(i - 1, j - 1) + (one[i - 1] != other[j - 1])
        return min(distance(i - 1, j) + 1, distance(i, j - 1) + 1, across)

    return distance(len(one), len(other))


@given(TEXTS, TEXTS)
def test_the_distance_is_that_of_the_definition(one, other):
    assert edit_distance(one, other) == by_definition(one, other) == edit_distance(list(other), list(one))


@given(TEXTS, TEXTS, TEXTS)
def test_a_detour_is_never_shorter(one, between, other):
    assert edit_distance(one, other) <= edit_distance(one, between) + edit_distance(between, other)
    assert (edit_distance(one, other) == 0) == (one == other)


def test_well_known_distances():
    assert edit_distance("kitten", "sitting") == 3
    assert edit_distance("saturday", "sunday") == 3


def test_the_rate_counts_all_changes_over_all_letters():
    assert error_rate(["on", "thre"], ["one", "three"]) == 2 / 8
    assert error_rate(["ninenine"], ["one"]) > 1
    with pytest.raises(ValueError, match="1 answers to 2 texts"):
        error_rate(["one"], ["one", "two"])
