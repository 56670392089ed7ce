"""Exercise 6: derive where the longer sentence overtakes the shorter one."""

import math

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import search as reference

tipping_alpha = FunctionExercise(
    __name__,
    reference=reference.tipping_alpha,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("alpha",),
    any_number_type=True,
    hints=(
        "Write down the equation: the score of one sentence on each side, with the same alpha.",
        "Both sides are negative. Bring the powers to one side and the log-probabilities to the other: what is the "
        "power of the quotient of the lengths?",
        "alpha is in an exponent. Which function brings it down?",
    ),
)


@tipping_alpha.visible
def visible():
    """Return several pairs, one with an empty sentence, one with alpha above 1, one with probable sentences."""
    return [
        Case("3 and 5 tokens", (-1.5, 3, -2.1, 5)),
        Case("2 and 9 tokens", (-2.4, 2, -4.3, 9)),
        Case("an empty sentence: EOS alone", (-0.8, 1, -1.3, 4)),
        Case("alpha above 1", (-0.9, 4, -2.5, 6)),
        Case("two probable sentences", (-0.05, 3, -0.07, 7)),
    ]


@tipping_alpha.draw
def draw(rng):
    """Return a random pair."""
    n_short, short = int(rng.integers(2, 8)), float(-rng.uniform(0.2, 6))
    n_long, factor = n_short + int(rng.integers(1, 9)), float(rng.uniform(1.05, 3))
    return Case(f"{n_short} and {n_long} tokens", (short, n_short, factor * short, n_long))


@tipping_alpha.edges
def edges(rng):
    """Return an empty sentence, long sentences, nearly equal ones, improbable ones."""
    return [
        Case("an empty sentence", (-2.7, 1, -3.0, 2)),
        Case("long sentences", (-40.0, 30, -61.0, 44)),
        Case("nearly the same log-probability", (-3.0, 3, -3.0001, 8)),
        Case("improbable sentences", (-800.0, 20, -1100.0, 31)),
    ]


@tipping_alpha.property("both scores are equal")
def both_scores_are_equal(f, rng):
    """Return a sentence unless the two scores are the same."""
    for _ in range(5):
        short, n = -float(rng.uniform(0.2, 5)), int(rng.integers(1, 6))
        long, k = short * float(rng.uniform(1.1, 3)), n + int(rng.integers(1, 6))
        alpha = float(f(short, n, long, k))
        one, other = reference.score(short, n, alpha), reference.score(long, k, alpha)
        if not abs(one - other) <= 1e-6 * abs(one):
            return f"with alpha = {alpha:.6g}, the scores of {n} and {k} tokens are {one:.6g} and {other:.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@tipping_alpha.mistake
def quotient_of_lengths_inverted(log_p_short, n_short, log_p_long, n_long):
    """the sign of alpha is wrong: one of the two quotients is inverted"""
    return math.log(log_p_short / log_p_long) / math.log(n_long / n_short)


@tipping_alpha.mistake
def logarithms_inverted(log_p_short, n_short, log_p_long, n_long):
    """the final quotient is inverted: divide by the logarithm of the quotient of the lengths"""
    return math.log(n_long / n_short) / math.log(log_p_long / log_p_short)


@tipping_alpha.mistake
def without_logarithms(log_p_short, n_short, log_p_long, n_long):
    """the quotients themselves are divided: alpha is an exponent, so take their logarithms first"""
    return (log_p_long / log_p_short) / (n_long / n_short)


@tipping_alpha.mistake
def logarithm_of_the_quotient(log_p_short, n_short, log_p_long, n_long):
    """the logarithm of the quotient of quotients is taken: divide two logarithms, one of each quotient"""
    return math.log((log_p_long / log_p_short) / (n_long / n_short))


@tipping_alpha.mistake
def differences_of_log_probs(log_p_short, n_short, log_p_long, n_long):
    """the log-probabilities are subtracted: in the scores they are factors, so their quotient counts"""
    return (log_p_short - log_p_long) / math.log(n_long / n_short)


@tipping_alpha.mistake
def differences_below(log_p_short, n_short, log_p_long, n_long):
    """the lengths are subtracted: they are raised to the power of alpha, so the logarithm of their quotient counts"""
    return math.log(log_p_long / log_p_short) / (n_long - n_short)


@tipping_alpha.mistake
def differences_of_both(log_p_short, n_short, log_p_long, n_long):
    """the difference of the log-probabilities is divided by that of the lengths: alpha is a power"""
    return (log_p_short - log_p_long) / (n_long - n_short)


@tipping_alpha.mistake
def logarithms_of_differences(log_p_short, n_short, log_p_long, n_long):
    """the logarithms of differences are divided: the equation holds quotients, so take the logarithms of quotients"""
    return math.log(log_p_short - log_p_long) / math.log(n_long - n_short + 1e-12)


@tipping_alpha.mistake
def logarithm_missing_above(log_p_short, n_short, log_p_long, n_long):
    """the logarithm in the numerator is missing: take logarithms on both sides of the equation"""
    return (log_p_long / log_p_short) / math.log(n_long / n_short)


@tipping_alpha.mistake
def logarithm_missing_below(log_p_short, n_short, log_p_long, n_long):
    """the logarithm in the denominator is missing: take logarithms on both sides of the equation"""
    return math.log(log_p_long / log_p_short) / (n_long / n_short)


@tipping_alpha.mistake
def probabilities_in_place(log_p_short, n_short, log_p_long, n_long):
    """the log-probabilities are turned into probabilities first: the scores are made of the logarithms"""
    return (log_p_short - log_p_long) / (n_long / n_short)


@tipping_alpha.mistake
def end_not_counted(log_p_short, n_short, log_p_long, n_long):
    """one token is taken off both lengths: they count EOS already"""
    return math.log(log_p_long / log_p_short) / math.log((n_long - 1) / (n_short - 1))


@tipping_alpha.mistake
def end_counted_twice(log_p_short, n_short, log_p_long, n_long):
    """one token is added to both lengths: they count EOS already"""
    return math.log(log_p_long / log_p_short) / math.log((n_long + 1) / (n_short + 1))


@tipping_alpha.mistake
def bases_mixed(log_p_short, n_short, log_p_long, n_long):
    """logarithms of two bases are mixed: any base is right if it is the same in both"""
    return math.log2(log_p_long / log_p_short) / math.log(n_long / n_short)


@tipping_alpha.mistake
def cut_to_one(log_p_short, n_short, log_p_long, n_long):
    """alpha is cut to at most 1: it may be larger"""
    return min(1.0, math.log(log_p_long / log_p_short) / math.log(n_long / n_short))


# --- right, written differently -------------------------------------------------------------------------------------


@tipping_alpha.right
def by_differences(log_p_short, n_short, log_p_long, n_long):
    """Return the same, as differences of logarithms."""
    return (np.log(-log_p_long) - np.log(-log_p_short)) / (np.log(n_long) - np.log(n_short))


@tipping_alpha.right
def by_bisection(log_p_short, n_short, log_p_long, n_long):
    """Return the same, by bisection."""
    low, high = 0.0, 50.0
    for _ in range(200):
        alpha = (low + high) / 2
        if log_p_short / n_short**alpha > log_p_long / n_long**alpha:
            low = alpha
        else:
            high = alpha
    return low
