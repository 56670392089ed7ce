"""Exercise 4: after how many days a value counts half."""

import math

import numpy as np

from deepcourse.exercises.course2.moving_averages.series import some_beta
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import moving_averages as reference

half_life = FunctionExercise(
    __name__,
    reference=reference.half_life,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the half-life",),
    hints=(
        "You look for the h with beta to the power h equal to 1/2.",
        "Take the logarithm on both sides: h ln(beta) = ln(1/2).",
        "np.log(0.5) / np.log(beta); both logarithms are negative, so h is positive.",
    ),
)


@half_life.visible
def visible():
    """Return the text's example, a half-life of one day, and others."""
    return [Case(f"beta = {beta}", (beta,)) for beta in (0.9, 0.5, 0.98, 0.6)]


@half_life.draw
def draw(rng):
    """Return a random beta."""
    beta = some_beta(rng)
    return Case(f"beta = {beta}", (beta,))


@half_life.edges
def edges(rng):
    """Return short and long half-lives."""
    rare = (0.25, 0.999, 0.9999, round(float(rng.uniform(0.02, 0.2)), 3))
    return [Case(f"beta = {beta}", (beta,)) for beta in rare]


@half_life.property("beta to the power of its half-life is a half")
def halves(f, rng):
    """Return a sentence unless beta to the power of its half-life is a half."""
    beta = some_beta(rng)
    left = beta ** f(beta)
    return None if abs(left - 0.5) < 1e-9 else f"beta = {beta}: after that many days {left:.4g} is left, expected 0.5"


# --- known mistakes -------------------------------------------------------------------------------------------------


@half_life.mistake
def upside_down(beta):
    """the quotient stands on its head, ln(beta) / ln(1/2): that many half-lives pass in a day"""
    return math.log(beta) / math.log(0.5)


@half_life.mistake
def logarithm_alone(beta):
    """it is ln(beta) / ln(2): one over that, with a minus, would be the half-life"""
    return math.log2(beta)


@half_life.mistake
def sign_forgotten(beta):
    """it is ln(2) / ln(beta), a negative number of days: ln(1/2) = -ln(2)"""
    return math.log(2) / math.log(beta)


@half_life.mistake
def of_the_new_share(beta):
    """the logarithm is that of 1 - beta: the weight shrinks by the factor beta a day"""
    return math.log(0.5) / math.log(1 - beta)


@half_life.mistake
def until_one_over_e(beta):
    """it is -1 / ln(beta): that is when 1/e = 37 % is left, not one half"""
    return -1 / math.log(beta)


@half_life.mistake
def half_the_window(beta):
    """it is half of the window 1 / (1 - beta): after that 0.6 is left of a weight, because it falls along a curve, not
    a line
    """
    return 0.5 / (1 - beta)


@half_life.mistake
def whole_days(beta):
    """it is rounded up to whole days: leave the number as it is"""
    return math.ceil(round(reference.half_life(beta), 9))


@half_life.mistake
def weight_of_one_half(beta):
    """it asks when the weight (1 - beta) beta^k itself is 1/2: the question is when it is half of the newest weight,
    so that (1 - beta) cancels
    """
    return math.log(0.5 / (1 - beta)) / math.log(beta)


@half_life.mistake
def rule_of_thumb(beta):
    """it is ln(2) times the window, ln(2) / (1 - beta): that is close for a beta near 1 and wrong for all others; below
    the line stands ln(beta)
    """
    return math.log(2) / (1 - beta)


@half_life.mistake
def whole_days_below(beta):
    """it is rounded down to whole days, by int or //: leave the number as it is"""
    return int(reference.half_life(beta) + 1e-9)


@half_life.mistake
def nearest_whole_day(beta):
    """it is rounded to whole days: leave the number as it is"""
    return round(reference.half_life(beta))


@half_life.mistake
def logarithm_of_the_quotient(beta):
    """it is one logarithm, that of (1/2) / beta: a quotient of logarithms is not the logarithm of a quotient"""
    return math.log(0.5 / beta)


@half_life.mistake
def product_of_logarithms(beta):
    """the two logarithms are multiplied: h ln(beta) = ln(1/2) is solved by dividing"""
    return math.log(0.5) * math.log(beta)


@half_life.mistake
def without_logarithms(beta):
    """1/2 is divided by beta itself: h stands in the power, so both sides need a logarithm"""
    return 0.5 / beta


@half_life.mistake
def power_of_one_half(beta):
    """it is beta^(1/2): the question is for which power beta^h is 1/2, and that takes logarithms"""
    return math.sqrt(beta)


@half_life.mistake
def of_the_rest_without_sign(beta):
    """it is ln(2) / ln(1 - beta), a negative number, with the rest in the place of beta: it is ln(1/2) / ln(beta)"""
    return math.log(2) / math.log(1 - beta)


@half_life.mistake
def of_one_more(beta):
    """the logarithm is that of 1 + beta: the weight shrinks by the factor beta a day"""
    return math.log(2) / math.log(1 + beta)


# --- right, written differently -------------------------------------------------------------------------------------


@half_life.right
def with_another_base(beta):
    """Return the same with logarithms to base 2, by NumPy."""
    return -1 / np.log2(beta)


@half_life.right
def one_base(beta):
    """Return the logarithm of 1/2 to the base beta."""
    return math.log(0.5, beta)
