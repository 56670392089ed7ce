"""An exercise that asks for an error of the reader's own does not take NumPy's for it."""

import numpy as np
import pytest

from deepcourse.exercises.course4.edges_and_filters.pictures import RAISED, outcome


def raises(error):
    raise error


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: raises(ValueError("the size of this shape does not fit")), RAISED),
        (lambda: raises(AssertionError()), "raises AssertionError"),
        (lambda: ValueError("even"), "returns a ValueError in place of raising it"),
        (lambda: 3, 3),
    ],
)
def test_what_came_of_a_call(call, told):
    assert outcome(call) == told


@pytest.mark.parametrize(
    "call",
    [
        lambda: np.zeros((2, 3)) + np.zeros((3, 2)),
        lambda: np.allclose(np.zeros((2, 3)), np.zeros(2)),
        lambda: np.zeros((2, 3)) @ np.zeros((2, 3)),
        lambda: np.dot(np.zeros((2, 3)), np.zeros((2, 3))),
        lambda: np.zeros(6).reshape(4, 2),
        lambda: 1 if np.zeros(2) else 0,
        lambda: np.linalg.inv(np.zeros((2, 2))),
        lambda: np.pad(np.zeros(2), -1),
    ],
)
def test_an_error_of_numpy_goes_on(call):
    with pytest.raises(ValueError, match=r"."):
        outcome(call)
