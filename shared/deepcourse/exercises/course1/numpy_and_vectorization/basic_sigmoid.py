"""Exercise 1: the sigmoid of one number."""

import math

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference

basic_sigmoid = FunctionExercise(
    __name__,
    reference=reference.basic_sigmoid,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the sigmoid",),
    hints=(
        "For x >= 0 the formula of the text is safe: math.exp(-x) lies between 0 and 1 there.",
        "For x < 0 multiply numerator and denominator by exp(x): then only exp(x) is left, and it is below 1.",
        "if x >= 0: return 1 / (1 + math.exp(-x)); after it, for x < 0: return math.exp(x) / (1 + math.exp(x)).",
    ),
)


@basic_sigmoid.visible
def visible():
    """Return both sides of the middle, the middle itself, and numbers for which exp would be too large for a float."""
    return [Case(f"x = {x}", (x,)) for x in (0.5, 2.0, -1.5, 1000, -1000, 0)]


@basic_sigmoid.draw
def draw(rng):
    """Return a number of ordinary size."""
    x = float(rng.normal(scale=3.0))
    return Case(f"x = {x:.3g}", (x,))


@basic_sigmoid.edges
def edges(rng):
    """Return the middle, and numbers far out: integers, and the largest that a float can be."""
    return [Case(f"x = {x}", (x,)) for x in (0, -710, 710, -1e4, 1e308)]


@basic_sigmoid.property("both sides sum to 1")
def both_sides_sum_to_one(f, rng):
    """Return a sentence unless sigmoid(x) + sigmoid(-x) = 1."""
    x = float(rng.uniform(0.5, 5))
    total = f(x) + f(-x)
    return None if abs(total - 1) < 1e-9 else f"f({x:.3g}) + f({-x:.3g}) is {total:.6g}, and must be 1"


# --- known mistakes -------------------------------------------------------------------------------------------------


@basic_sigmoid.mistake
def overflow_on_the_left(x):
    """exp(-x) is computed for a large negative x: it is too large for a float; for x < 0 write it with exp(x)"""
    return 1 / (1 + math.exp(-x))


@basic_sigmoid.mistake
def overflow_on_the_right(x):
    """exp(x) is computed for a large positive x: it is too large for a float; for x >= 0 write it with exp(-x)"""
    return math.exp(x) / (1 + math.exp(x))


@basic_sigmoid.mistake
def sign_forgotten(x):
    """the minus sign in exp(-x) is missing: the curve must rise from left to right"""
    return reference.basic_sigmoid(-x)


@basic_sigmoid.mistake
def brackets_forgotten(x):
    """the brackets around 1 + exp(-x) are missing: a division comes before an addition"""
    return 1 + math.exp(-x) if x > -700 else math.inf


@basic_sigmoid.mistake
def one_forgotten(x):
    """the 1 + below the fraction line is missing"""
    return math.exp(min(x, 709))


@basic_sigmoid.mistake
def in_an_array(x):
    """the result is an array with one entry, not a number"""
    return np.array([reference.basic_sigmoid(x)])


@basic_sigmoid.mistake
def one_far_left(x):
    """the answer is 1 where exp(-x) is too large for a float: x is far below zero there, and the sigmoid is 0"""
    return reference.basic_sigmoid(x) if x > -700 else 1.0


@basic_sigmoid.mistake
def size_for_x(x):
    """the size of x takes the place of x, on both sides of zero: the sigmoid of -x is 1 minus the sigmoid of x"""
    return reference.basic_sigmoid(abs(x))


@basic_sigmoid.mistake
def minus_below_zero(x):
    """below zero the result is minus the sigmoid of -x: it must be 1 minus that, and is never negative"""
    return reference.basic_sigmoid(x) if x >= 0 else -reference.basic_sigmoid(-x)


@basic_sigmoid.mistake
def nothing_at_zero(x):
    """nothing is returned for x = 0, which is neither above nor below zero: one of the two sides must take it"""
    return reference.basic_sigmoid(x) if x != 0 else None


@basic_sigmoid.mistake
def nothing_below_zero(x):
    """nothing is returned for x < 0: both sides of zero need a return"""
    return reference.basic_sigmoid(x) if x >= 0 else None


@basic_sigmoid.mistake
def zero_below_zero(x):
    """the result is 0 for every x below zero: the sigmoid falls to 0 slowly, as exp(x) / (1 + exp(x))"""
    return reference.basic_sigmoid(x) if x >= 0 else 0.0


@basic_sigmoid.mistake
def cut_at_five(x):
    """x is cut to lie between -5 and 5: no exponential overflows then, but the sigmoid of 1000 is not that of 5"""
    return reference.basic_sigmoid(max(-5, min(5, x)))


@basic_sigmoid.mistake
def cut_at_ten(x):
    """x is cut to lie between -10 and 10: no exponential overflows then, but the sigmoid of 1000 is not that of 10"""
    return reference.basic_sigmoid(max(-10, min(10, x)))


@basic_sigmoid.mistake
def minus_for_plus(x):
    """below the fraction line stands 1 - exp(-x): it is 1 + exp(-x)"""
    return 1 / (1 - math.exp(-x))


@basic_sigmoid.mistake
def rounded_e(x):
    """e is typed in as 2.718: math.exp knows all its digits"""
    return 1 / (1 + 2.718**-x)


@basic_sigmoid.mistake
def tanh_itself(x):
    """the result is tanh(x), which runs from -1 to 1: the sigmoid runs from 0 to 1"""
    return math.tanh(x)


@basic_sigmoid.mistake
def slope_of_it(x):
    """the result is the slope s (1 - s): asked for is the sigmoid itself"""
    return reference.basic_sigmoid(x) * reference.basic_sigmoid(-x)


@basic_sigmoid.mistake
def logarithm_of_it(x):
    """the result is the logarithm of the sigmoid: its exponential is still to be taken"""
    return float(-np.logaddexp(0, -x))


# --- right, written differently -------------------------------------------------------------------------------------


@basic_sigmoid.right
def two_branches(x):
    """Return the fraction, written for each side of zero."""
    if x < 0:
        return math.exp(x) / (1 + math.exp(x))
    return 1 / (1 + math.exp(-x))


@basic_sigmoid.right
def by_tanh(x):
    """Return the sigmoid as a tanh, squeezed and lifted."""
    return 0.5 * (1 + math.tanh(x / 2))
