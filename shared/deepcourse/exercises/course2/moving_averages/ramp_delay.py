"""Exercise 7: how far an average runs behind."""

import math

import numpy as np

from deepcourse.exercises.course2.moving_averages.series import some_beta
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import moving_averages as reference

ramp_delay = FunctionExercise(
    __name__,
    reference=reference.ramp_delay,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the delay",),
    hints=(
        "Solve the line of the text for D: it stands on both sides, take both to the left.",
        "D (1 - beta) = beta.",
        "beta / (1 - beta): 9 days for beta = 0.9.",
    ),
)


@ramp_delay.visible
def visible():
    """Return the text's examples, and a fraction of a day."""
    return [Case(f"beta = {beta}", (beta,)) for beta in (0.9, 0.5, 0.98, 0.2)]


@ramp_delay.draw
def draw(rng):
    """Return a random beta."""
    beta = some_beta(rng)
    return Case(f"beta = {beta}", (beta,))


@ramp_delay.edges
def edges(rng):
    """Return no delay at all, and long ones."""
    rare = (0.0, 0.999, 0.9999, round(float(rng.uniform(0.01, 0.2)), 3))
    return [Case(f"beta = {beta}", (beta,)) for beta in rare]


@ramp_delay.property("a long ramp runs behind by so much")
def a_ramp_measures_it(f, rng):
    """Return a sentence unless a long ramp, averaged, runs behind by so many days."""
    beta = some_beta(rng, high=0.9)
    ramp = np.arange(600.0)
    measured = float(ramp[-1] - reference.exponentially_weighted_average(ramp, beta)[-1])
    told = f(beta)
    if abs(told - measured) < 1e-6 * max(1, measured):
        return None
    return f"beta = {beta}: a rise of 1 degree a day is averaged {measured:.4g} days late, not {told:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@ramp_delay.mistake
def the_window(beta):
    """it is the window, 1 / (1 - beta), a day too much: the newest value is 0 days old, not 1"""
    return 1 / (1 - beta)


@ramp_delay.mistake
def half_the_window(beta):
    """it is half of the window: a plain mean runs half its window behind, this one has a long tail of old values"""
    return 0.5 / (1 - beta)


@ramp_delay.mistake
def half_of_a_plain_window(beta):
    """it is (window - 1) / 2: the delay of a plain mean of 1 / (1 - beta) values"""
    return (1 / (1 - beta) - 1) / 2


@ramp_delay.mistake
def sign_forgotten(beta):
    """it is negative: that many days the average would be ahead; a delay is a positive number"""
    return -beta / (1 - beta)


@ramp_delay.mistake
def upside_down(beta):
    """the quotient stands on its head, (1 - beta) / beta: a beta near 1 would then have hardly a delay"""
    return (1 - beta) / beta if beta else math.inf


@ramp_delay.mistake
def ages_without_the_factor(beta):
    """the ages are added with the powers beta^k, without (1 - beta): that gives beta / (1 - beta)^2"""
    return beta / (1 - beta) ** 2


@ramp_delay.mistake
def the_half_life(beta):
    """it is the half-life, the age that splits the weights in halves: the delay is the mean age, a longer time"""
    return reference.half_life(beta) if beta else 0.0


@ramp_delay.mistake
def sign_lost(beta):
    """it is beta / (1 + beta), less than one day: D stands on both sides, and D - beta D is (1 - beta) D"""
    return beta / (1 + beta)


@ramp_delay.mistake
def product_for_the_quotient(beta):
    """it is beta (1 - beta): D (1 - beta) = beta is solved by dividing"""
    return beta * (1 - beta)


@ramp_delay.mistake
def rounded_to_whole_days(beta):
    """the delay is rounded to whole days: leave it as it is"""
    return round(beta / (1 - beta))


@ramp_delay.mistake
def cut_to_whole_days(beta):
    """the delay is cut to whole days, by int or //: leave it as it is"""
    return int(beta / (1 - beta))


@ramp_delay.mistake
def upside_down_in_whole_days(beta):
    """the quotient stands on its head, and it is cut to whole days: it is beta / (1 - beta), with its decimals"""
    return (1 - beta) // beta if beta else 0.0


@ramp_delay.mistake
def span_of_a_plain_mean(beta):
    """it is (1 + beta) / (1 - beta), the length of the plain mean that is just as calm: the delay is
    beta / (1 - beta)
    """
    return (1 + beta) / (1 - beta)


@ramp_delay.mistake
def until_one_over_e(beta):
    """it is -1 / ln(beta), the age at which a weight has fallen to 1/e: the delay is the mean age of the values"""
    return -1 / math.log(beta) if beta else 0.0


@ramp_delay.mistake
def the_old_share(beta):
    """it is beta alone: D stands on the right-hand side as well, so solve for it"""
    return beta


@ramp_delay.mistake
def the_new_share(beta):
    """it is 1 - beta, the share of the newest value: the delay is beta over it"""
    return 1 - beta


@ramp_delay.mistake
def sign_forgotten_of_the_window(beta):
    """it is 1 / (beta - 1), the negative of the window: the delay is beta / (1 - beta)"""
    return 1 / (beta - 1)


# --- right, written differently -------------------------------------------------------------------------------------


@ramp_delay.right
def window_less_one(beta):
    """Return the window without the newest day."""
    return 1 / (1 - beta) - 1


@ramp_delay.right
def mean_age(beta):
    """Return the sum of age times weight over so many days that nothing is left."""
    days = 10 if beta == 0 else math.ceil(45 / -math.log(beta)) + 10
    return float(np.sum(np.arange(days) * reference.weights(beta, days)))
