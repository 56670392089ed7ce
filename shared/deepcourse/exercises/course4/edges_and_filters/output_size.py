"""Exercise 2: how many steps fit."""

import math

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

output_size = FunctionExercise(
    __name__,
    reference=reference.output_size,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the number of positions",),
    hints=(
        "First without padding and with stride 1: at which pixels can the window start? Test it for n = 4, f = 3.",
        "The window can start at 0, s, 2 s, ..., but no later than the padded size less f. How many numbers is that?",
        "A step that would leave the image is not made: whole steps only, so // where you divide, and the first "
        "position needs no step.",
    ),
)


def case(n, f, p, s):
    """Return a case whose name is its numbers."""
    return Case(f"n = {n}, f = {f}, p = {p}, s = {s}", (n, f, p, s))


@output_size.visible
def visible():
    """Return sizes with and without padding, strides that divide and such that do not, one position."""
    sizes = [(6, 3, 0, 1), (7, 3, 0, 2), (8, 3, 0, 2), (9, 4, 2, 3), (5, 5, 0, 4), (28, 5, 2, 1), (227, 11, 0, 4),
             (3, 6, 2, 5), (10, 1, 3, 4)]  # fmt: skip
    return [case(*each) for each in sizes]


@output_size.draw
def draw(rng):
    """Return random sizes."""
    f = int(rng.integers(2, 8))
    return case(f + int(rng.integers(1, 60)), f, int(rng.integers(0, 4)), int(rng.integers(1, 6)))


@output_size.edges
def edges(rng):
    """Return one position, a stride that reaches over everything, a filter of one pixel, a filter above the image."""
    sizes = [(7, 7, 0, 3), (6, 3, 0, 50), (9, 1, 0, 2), (4, 7, 2, 1), (224, 7, 3, 2), (8, 3, 1, 2)]
    return [case(*each) for each in sizes]


@output_size.property("the windows counted one by one")
def counted(f, rng):
    """Return a sentence unless the number is that of a count; it must be an int."""
    for _ in range(20):
        width, p, s = (int(k) for k in (rng.integers(1, 6), rng.integers(0, 3), rng.integers(1, 5)))
        n = width + int(rng.integers(0, 20))
        told, count = f(n, width, p, s), len(range(0, n + 2 * p - width + 1, s))
        if told != count:
            return f"n = {n}, f = {width}, p = {p}, s = {s}: {count} windows can be counted, you say {told}"
        if not isinstance(told, int | np.integer):
            return f"the number of positions comes as {type(told).__name__}; it counts, so make it an int"
    return None


@output_size.right
def by_counting(n, f, p, s):
    """Return how many windows a loop meets."""
    return len(range(0, n + 2 * p - f + 1, s))


@output_size.right
def by_floor(n, f, p, s):
    """Return the formula with math.floor."""
    return math.floor((n + 2 * p - f) / s + 1)


@output_size.mistake
def rounded_up(n, f, p, s):
    """the quotient is rounded up: a step that would leave the image is not made, so round down"""
    return -(-(n + 2 * p - f) // s) + 1


@output_size.mistake
def rounded_to_nearest(n, f, p, s):
    """the quotient is rounded to the nearest whole number: a step is made or not, so round down"""
    return math.floor((n + 2 * p - f) / s + 0.5) + 1


@output_size.mistake
def not_rounded(n, f, p, s):
    """nothing is rounded: there are no halves of positions, so round down"""
    return (n + 2 * p - f) / s + 1


@output_size.mistake
def steps_alone(n, f, p, s):
    """the steps are counted: the first position needs no step, so there is one position more"""
    return (n + 2 * p - f) // s


@output_size.mistake
def one_before_the_division(n, f, p, s):
    """the 1 is added before the division: it is the first position, which has nothing to do with the stride"""
    return (n + 2 * p - f + 1) // s


@output_size.mistake
def padded_once(n, f, p, s):
    """the padding is counted once: there are p pixels of it on both sides"""
    return (n + p - f) // s + 1


@output_size.mistake
def padding_left_out(n, f, p, s):
    """the padding is left out: it makes the image wider by 2 p"""
    return (n - f) // s + 1


@output_size.mistake
def padding_taken_away(n, f, p, s):
    """the padding is subtracted: it makes the image wider"""
    return (n - 2 * p - f) // s + 1


@output_size.mistake
def stride_left_out(n, f, p, s):
    """the stride is left out: only every s-th position is taken"""
    return n + 2 * p - f + 1


@output_size.mistake
def filter_after_the_division(n, f, p, s):
    """the width of the filter is subtracted after the division: it is taken from the padded image first"""
    return (n + 2 * p) // s - f + 1


@output_size.mistake
def filter_left_out(n, f, p, s):
    """the width of the filter is left out: the last window has to end inside the image, not to start there"""
    return (n + 2 * p - 1) // s + 1


@output_size.mistake
def padding_after_the_division(n, f, p, s):
    """the padding is added to the number of positions: it makes more pixels, before the division by the stride"""
    return (n - f) // s + 1 + 2 * p
