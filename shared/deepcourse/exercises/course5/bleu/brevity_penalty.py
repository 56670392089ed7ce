"""Exercise 4: the price of being short."""

import math

import numpy as np

from deepcourse.exercises.course5.bleu.sentences import case
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.sequence import bleu as reference

brevity_penalty = FunctionExercise(
    __name__,
    reference=reference.brevity_penalty,
    name="brevity_penalty",
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the penalty",),
    any_number_type=True,
    hints=(
        "What must the formula for short candidates give at c = r, if there is no jump? Which r / c are short?",
        "Turn 'r / c grows by 1' and 'divided by e' into a function of r / c; then choose its constant factor such "
        "that it is 1 for r / c = 1.",
        "There are three kinds of input: no token, fewer than r, at least r. Deal with the first before you divide.",
    ),
)


@brevity_penalty.visible
def visible():
    """Return short, equal, long and empty candidates."""
    pairs = ((12, 18), (30, 31), (9, 9), (25, 20), (40, 13), (3, 20), (0, 6), (0, 0), (6, 0), (5, 10))
    return [case(f"c = {c}, r = {r}", c, r) for c, r in pairs]


@brevity_penalty.draw
def draw(rng):
    """Return two lengths."""
    c, r = (int(length) for length in rng.integers(1, 40, size=2))
    return case(f"c = {c}, r = {r}", c, r)


@brevity_penalty.edges
def edges(rng):
    """Return empty candidates, equal lengths, large numbers."""
    r = int(rng.integers(5, 20))
    return [case(f"c = {c}, r = {other}", c, other)
            for c, other in ((0, r), (0, 0), (r, r), (1, r), (r, 1), (61_234, 63_000), (r, 0))]  # fmt: skip


@brevity_penalty.property("a longer candidate never loses more")
def grows(f, rng):
    """Return a sentence unless the penalty grows with c, from 0 to 1, and then stays."""
    r = int(rng.integers(8, 20))
    found = [float(f(c, r)) for c in range(1, 2 * r)]
    if np.any(np.diff(found) < 0):
        return f"for r = {r}, a longer candidate has a lower value"
    return None if found[-1] == 1 else f"c = {2 * r - 1} and r = {r} give {found[-1]:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@brevity_penalty.mistake
def never_zero(c, r):
    """an empty candidate gets 1: it gets 0"""
    return reference.brevity_penalty(c, r) if c else 1.0


@brevity_penalty.mistake
def empty_against_empty(c, r):
    """an empty corpus with r = 0 gets 1: c = 0 gives 0, whatever r is"""
    return 1.0 if c >= r else reference.brevity_penalty(c, r)


@brevity_penalty.mistake
def ratio_inverted(c, r):
    """the ratio is inverted, c / r in place of r / c: the exponent must be negative for short candidates"""
    return 0.0 if c == 0 else 1.0 if c >= r else math.exp(1 - c / r)


@brevity_penalty.mistake
def minus_the_inverted_ratio(c, r):
    """the exponent is c / r - 1: it should be linear in r / c, not in c / r"""
    return 0.0 if c == 0 else 1.0 if c >= r else math.exp(c / r - 1)


@brevity_penalty.mistake
def plain_ratio(c, r):
    """c / r is returned: the penalty is exponential in r / c"""
    return 0.0 if c == 0 else 1.0 if c >= r else c / r


@brevity_penalty.mistake
def long_ones_rewarded(c, r):
    """the formula is used for long candidates, too, which then get more than 1: they get 1"""
    return 0.0 if c == 0 else math.exp(1 - r / c)


@brevity_penalty.mistake
def long_ones_punished(c, r):
    """long candidates lose and short ones do not: the comparison of c and r is the wrong way round"""
    return 0.0 if c == 0 else 1.0 if c <= r else math.exp(1 - c / r)


@brevity_penalty.mistake
def without_the_one(c, r):
    """the exponent is -r / c, so that c = r would give 1 / e: the function must reach 1 there"""
    return 0.0 if c == 0 else 1.0 if c >= r else math.exp(-r / c)


@brevity_penalty.mistake
def by_the_difference(c, r):
    """the exponent is the difference c - r: it should depend on the ratio r / c alone"""
    return 0.0 if c == 0 else math.exp(min(0, c - r))


@brevity_penalty.mistake
def logarithm(c, r):
    """the logarithm of the penalty is returned: return its exponential"""
    return 0.0 if c == 0 else min(0.0, 1 - r / c)


@brevity_penalty.mistake
def base_two(c, r):
    """the base is 2: when r / c grows by 1, divide by e"""
    return 0.0 if c == 0 else 2.0 ** min(0.0, 1 - r / c)


@brevity_penalty.mistake
def whole_division(c, r):
    """r // c is used: the ratio is a fraction"""
    return 0.0 if c == 0 else 1.0 if c >= r else math.exp(1 - r // c)


@brevity_penalty.mistake
def arguments_swapped(c, r):
    """c and r are swapped: c is the length of the candidates and comes first"""
    return reference.brevity_penalty(r, c)


@brevity_penalty.mistake
def equal_counts_as_zero(c, r):
    """equal lengths get 0: the formula reaches 1 there"""
    return 0.0 if c == r else reference.brevity_penalty(c, r)


# --- right, written differently -------------------------------------------------------------------------------------


@brevity_penalty.right
def by_cases(c, r):
    """Return the same by the three cases."""
    if c == 0:
        return 0
    return 1 if c > r else math.e ** (1 - r / c)


@brevity_penalty.right
def by_a_minimum(c, r):
    """Return the same as the smaller one of 1 and the formula."""
    return np.minimum(1.0, np.exp(1 - r / c)) if c else np.float64(0)
