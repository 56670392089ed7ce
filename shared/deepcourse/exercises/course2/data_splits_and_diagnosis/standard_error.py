"""Exercise 2: how sure is a measured error?"""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import data_splits as reference

standard_error = FunctionExercise(
    __name__,
    reference=reference.standard_error,
    minutes=3,
    points_visible=2,
    points_hidden=3,
    any_number_type=True,
    hints=(
        "First the product error * (1 - error), the variance of one answer that is right or wrong.",
        "The variance of a mean of m independent answers is that of one answer, divided by m.",
        "The standard error is the square root of it: np.sqrt(error * (1 - error) / m).",
    ),
)


@standard_error.visible
def visible():
    """Return the text's example, others, one example, and no mistake."""
    return [
        Case("10 % wrong of 100", (0.1, 100)),
        Case("10 % wrong of 10 000", (0.1, 10_000)),
        Case("a coin: 50 % of 25", (0.5, 25)),
        Case("2 % wrong of 400", (0.02, 400)),
        Case("one example, 30 %", (0.3, 1)),
        Case("no mistake among 50", (0.0, 50)),
    ]


@standard_error.draw
def draw(rng):
    """Return a random error and size."""
    error, m = float(rng.uniform(0.01, 0.99)), int(rng.integers(2, 5000))
    return Case(f"{error:.1%} wrong of {m}", (error, m))


@standard_error.edges
def edges(rng):
    """Return no mistakes, only mistakes, and a single example."""
    return [
        Case("no mistake", (0.0, 50)),
        Case("nothing right", (1.0, 50)),
        Case("one example", (float(rng.uniform(0.2, 0.8)), 1)),
    ]


@standard_error.property("it is what simulated dev sets do")
def like_counting(f, rng):
    """Return a sentence unless many simulated dev sets spread as the formula says."""
    measured = float(np.std(rng.binomial(250, 0.2, size=40_000) / 250))
    told = float(f(0.2, 250))
    if abs(told - measured) <= 0.03 * measured:
        return None
    return f"40 000 simulated dev sets of 250 examples spread by {measured:.4f} around 20 %, but you say {told:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@standard_error.mistake
def variance_returned(error, m):
    """the square root is left out: error (1 - error) / m is the variance"""
    return error * (1 - error) / m


@standard_error.mistake
def root_of_the_error_only(error, m):
    """the factor 1 - error is left out: a dev set on which everything is wrong would be uncertain too"""
    return float(np.sqrt(error / m))


@standard_error.mistake
def divided_by_m(error, m):
    """the root is taken before dividing by m: m belongs under the root, four times the data halve the uncertainty"""
    return float(np.sqrt(error * (1 - error)) / m)


@standard_error.mistake
def not_divided(error, m):
    """there is no m: that is the spread of a single example, not that of a mean"""
    return float(np.sqrt(error * (1 - error)))


@standard_error.mistake
def of_the_count(error, m):
    """m stands in the numerator: that is the spread of the number of mistakes, not of their share"""
    return float(np.sqrt(error * (1 - error) * m))


@standard_error.mistake
def worst_case(error, m):
    """the error plays no role: 0.5 / sqrt(m) is the largest that it can be, at an error of 50 %"""
    return 0.5 / m**0.5


@standard_error.mistake
def divided_by_m_minus_1(error, m):
    """it is divided by m - 1: that estimates a spread from data, and here it is known: error (1 - error)"""
    return float(np.sqrt(error * (1 - error) / max(m - 1, 1)))


@standard_error.mistake
def in_percent(error, m):
    """the result is in percent: the errors are shares, so their standard error is one too"""
    return 100 * reference.standard_error(error, m)


@standard_error.mistake
def two_standard_errors(error, m):
    """it is twice too large: two standard errors are the usual margin, one is asked for"""
    return 2 * reference.standard_error(error, m)


@standard_error.mistake
def root_of_m_only(error, m):
    """only m is under the root, as in ... / m ** 0.5: the root is taken of the whole, error (1 - error) / m"""
    return error * (1 - error) / m**0.5


@standard_error.mistake
def share_over_the_root(error, m):
    """error is divided by the root of m: it is the root of error (1 - error) / m"""
    return error / m**0.5


@standard_error.mistake
def share_of_the_right_ones_only(error, m):
    """the factor error is left out: it is the root of error (1 - error) / m"""
    return float(np.sqrt((1 - error) / m))


@standard_error.mistake
def one_over_the_root(error, m):
    """the error plays no role, 1 / sqrt(m): error (1 - error) stands under the root, not 1"""
    return 1 / m**0.5


@standard_error.mistake
def ninety_five_percent(error, m):
    """it is 1.96 times too large: that is the usual margin of 95 %, one standard error is asked for"""
    return 1.96 * reference.standard_error(error, m)


@standard_error.mistake
def minus_in_front(error, m):
    """the square is subtracted of 1: the variance of one answer is error (1 - error), not 1 - error^2"""
    return float(np.sqrt((1 - error**2) / m))


@standard_error.mistake
def plus_for_minus(error, m):
    """1 + error stands in place of 1 - error"""
    return float(np.sqrt(error * (1 + error) / m))


@standard_error.mistake
def outside_the_root(error, m):
    """1 - error stands outside the root: the root is taken of the whole, error (1 - error) / m"""
    return float(np.sqrt(error / m) * (1 - error))


# --- right, written differently -------------------------------------------------------------------------------------


@standard_error.right
def from_a_list_of_answers(error, m):
    """Return it from the mean of squares: the spread of ones and zeros, divided by the root of m."""
    return (error - error**2) ** 0.5 / m**0.5
