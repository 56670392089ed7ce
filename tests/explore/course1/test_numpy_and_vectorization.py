"""What the explorations on arrays say; that they draw everywhere and can be read, `test_explore` holds for all."""

import itertools

import numpy as np
import pytest

from deepcourse.explore.course1 import numpy_and_vectorization as course1


@pytest.fixture
def broadcasting():
    return course1.explore_broadcasting()


def test_every_pair_of_shapes_can_be_drawn(broadcasting):
    for first, second in itertools.product(course1.SHAPES, repeat=2):
        _, sentence = broadcasting.draw(first=first, second=second)
        assert ("ValueError" in sentence) != ("the result has the shape" in sentence)


def test_it_says_why_two_shapes_do_not_fit(broadcasting):
    _, sentence = broadcasting.draw(first="(3, 4)", second="(3,)")
    assert "4 against 3, neither is 1: they cannot be matched" in sentence


def test_times_are_measured_once_and_before_the_first_figure(monkeypatch):
    calls = []
    monkeypatch.setattr(course1, "seconds_of", lambda f, a, b: calls.append(len(a)) or 1e-3)
    course1.measured.cache_clear()
    exploration = course1.explore_timing()
    calls_before_the_reader_moves = len(calls)
    for size in (10, 1000, 1_000_000, 10):
        exploration.controls["size"].value = size
    assert len(calls) == calls_before_the_reader_moves
    assert sorted(calls) == sorted(2 * len(course1.OPERATIONS) * course1.SIZES)
    course1.measured.cache_clear()


@pytest.mark.parametrize("operation", course1.OPERATIONS)
def test_the_loop_and_numpy_compute_the_same(operation):
    loop, vector = course1.OPERATIONS[operation]
    a, b = np.random.default_rng(1).normal(size=(2, 50))
    np.testing.assert_allclose(loop(a, b), vector(a, b), rtol=1e-12)
