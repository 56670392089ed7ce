"""Exercise 10: where the largest number of a window stands."""

import numpy as np

from deepcourse.cnn import pooling as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

create_mask_from_window = FunctionExercise(
    __name__,
    reference=reference.create_mask_from_window,
    minutes=2,
    points_visible=2,
    points_hidden=2,
    returns=("the mask",),
    any_number_type=True,
    hints=(
        "x == np.max(x) is True at every largest number; look what it gives for a window with two of them.",
        "np.argmax(x) counts through the window row by row, and returns the position of the first largest number.",
        "np.unravel_index turns such a number into row and column, if it is told the shape.",
    ),
)


@create_mask_from_window.visible
def visible():
    """Return windows with one largest number, with two, all equal, all negative, and of other shapes."""
    rng = np.random.default_rng(20)
    return [
        Case("3 by 3", (rng.normal(size=(3, 3)),)),
        Case("2 by 4", (rng.normal(size=(2, 4)),)),
        Case("two equal ones", (np.array([[1.0, 2.0, 7.0], [7.0, -9.0, 3.0]]),)),
        Case("all 0, as behind a ReLU", (np.zeros((2, 2)),)),
        Case("all negative", (np.array([[-4.0, -2.0], [-1.0, -3.0], [-6.0, -1.0]]),)),
        Case("whole numbers", (np.array([[1, -5], [4, 2]]),)),
    ]


@create_mask_from_window.draw
def draw(rng):
    """Return a window of few different numbers, so that some are equal."""
    shape = tuple(int(n) for n in rng.integers(2, 5, size=2))
    return Case(f"{shape[0]} by {shape[1]}", (rng.integers(-9, 3, size=shape).astype(float),))


@create_mask_from_window.edges
def edges(rng):
    """Return equal ones, one number, one row, all equal, the largest at the end, and whole numbers."""
    last = -rng.uniform(1, 2, size=(3, 2))
    last[2, 1] = -0.5
    tie = rng.integers(-9, 0, size=(3, 3)).astype(float)
    tie[0, 2] = tie[1, 0] = tie[2, 1] = 4.0
    whole = rng.integers(-5, 5, size=(3, 3))
    whole[1, 1] = 8
    return [
        Case("three equal ones", (tie,)),
        Case("one number", (np.array([[-2.0]]),)),
        Case("one row", (rng.normal(size=(1, 5)),)),
        Case("all equal", (np.full((3, 2), -1.5),)),
        Case("the largest at the end", (last,)),
        Case("whole numbers", (whole,)),
    ]


@create_mask_from_window.property("one True, at a largest number")
def one_true(f, rng):
    """Return a sentence unless the mask is True once, where a largest number stands."""
    x = rng.integers(0, 3, size=(3, 4)).astype(float)
    mask = np.asarray(f(x))
    if mask.sum() != 1:
        return f"the mask of a window with several largest numbers is True at {int(mask.sum())} places"
    return None if np.sum(x * mask) == x.max() else "the mask is True at a number that is not the largest"


# --- known mistakes -------------------------------------------------------------------------------------------------


def at(place, shape):
    """Return a mask that is True at one place."""
    mask = np.zeros(shape, bool)
    mask[place] = True
    return mask


@create_mask_from_window.mistake
def all_equal_ones(x):
    """all equal largest numbers are marked: only the first of them, or the gradient would be counted twice"""
    return x == np.max(x)


@create_mask_from_window.mistake
def last_of_equal_ones(x):
    """the last of several equal largest numbers is marked: the first of them, row by row"""
    return at(np.unravel_index(x.size - 1 - np.argmax(x[::-1, ::-1]), x.shape), x.shape)


@create_mask_from_window.mistake
def first_column_by_column(x):
    """of several equal largest numbers the first column by column is marked: go row by row"""
    column, row = np.unravel_index(np.argmax(x.T), x.T.shape)
    return at((row, column), x.shape)


@create_mask_from_window.mistake
def smallest(x):
    """the smallest number is marked: the largest is asked for"""
    return at(np.unravel_index(np.argmin(x), x.shape), x.shape)


@create_mask_from_window.mistake
def largest_in_size(x):
    """the largest absolute value is marked: of -9 and 7 the larger one is 7"""
    return at(np.unravel_index(np.argmax(np.abs(x)), x.shape), x.shape)


@create_mask_from_window.mistake
def numbers_kept(x):
    """the mask holds the largest number itself: it holds True and False"""
    return np.where(create_mask_from_window.reference(x), x, 0)


@create_mask_from_window.mistake
def number_not_unravelled(x):
    """argmax is used as the number of a row: it counts through all entries, and np.unravel_index makes row and column
    of it
    """
    mask = np.zeros(x.shape, bool)
    mask[np.argmax(x)] = True
    return mask


@create_mask_from_window.mistake
def position(x):
    """the position is returned: make an array of the shape of the window that is True there"""
    return int(np.argmax(x))


@create_mask_from_window.mistake
def each_row(x):
    """the largest number of each row is marked: one of the whole window"""
    mask = np.zeros(x.shape, bool)
    mask[np.arange(len(x)), np.argmax(x, axis=1)] = True
    return mask


@create_mask_from_window.mistake
def each_column(x):
    """the largest number of each column is marked: one of the whole window"""
    mask = np.zeros(x.shape, bool)
    mask[np.argmax(x, axis=0), np.arange(x.shape[1])] = True
    return mask


@create_mask_from_window.mistake
def flat(x):
    """the mask is one row: give it the shape of the window"""
    return create_mask_from_window.reference(x).ravel()


@create_mask_from_window.mistake
def other_way_round(x):
    """True and False are exchanged: True marks the largest number"""
    return ~create_mask_from_window.reference(x)


# --- right, written differently -------------------------------------------------------------------------------------


@create_mask_from_window.right
def search(x):
    """Return zeros and a single 1, found in two loops."""
    best = (0, 0)
    for place in np.ndindex(x.shape):
        if x[place] > x[best]:
            best = place
    mask = np.zeros(x.shape)
    mask[best] = 1
    return mask


@create_mask_from_window.right
def by_counting(x):
    """Return the comparison of all positions with that of the first largest number."""
    return (np.arange(x.size) == np.argmax(x)).reshape(x.shape)
