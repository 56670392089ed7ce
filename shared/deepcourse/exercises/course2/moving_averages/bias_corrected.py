"""Exercise 5: undo the cold start."""

import numpy as np

from deepcourse.exercises.course2.moving_averages.series import first_days, some_beta, temperatures
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import moving_averages as reference

bias_corrected = FunctionExercise(
    __name__,
    reference=reference.bias_corrected,
    minutes=5,
    points_visible=6,
    points_hidden=8,
    returns=("corrected",),
    hints=(
        "The days are t = 1, 2, ..., T: np.arange(1, len(v) + 1).",
        "beta ** np.arange(1, len(v) + 1) has one power for each day.",
        "Divide, and return the quotient; v itself stays as it was.",
    ),
)


def averages(theta, beta):
    """Return the arguments of a case: the average of a series, uncorrected, and beta."""
    return reference.exponentially_weighted_average(theta, beta), beta


@bias_corrected.visible
def visible():
    """Return the text's example, longer, slower and faster averages, and a single day."""
    rng = np.random.default_rng(5)
    return [
        Case("the example of the text: 5 days, beta = 0.9", averages(first_days(), 0.9)),
        Case("12 days, beta = 0.6", averages(temperatures(rng, 12), 0.6)),
        Case("30 days, beta = 0.98", averages(temperatures(rng, 30), 0.98)),
        Case("a single day", averages(np.array([20.0]), 0.95)),
        Case("beta = 0: nothing to correct", averages(temperatures(rng, 4), 0.0)),
        Case("7 days, beta = 0.999", averages(temperatures(rng, 7), 0.999)),
    ]


@bias_corrected.draw
def draw(rng):
    """Return a case of random length and beta."""
    days, beta = int(rng.integers(3, 60)), some_beta(rng)
    return Case(f"{days} days, beta = {beta}", averages(temperatures(rng, days), beta))


@bias_corrected.edges
def edges(rng):
    """Return averages that need no correction, that need much, and that have needed none for long."""
    return [
        Case("beta = 0: nothing to correct", averages(temperatures(rng, 6), 0.0)),
        Case("beta = 0.999, 20 days", averages(temperatures(rng, 20), 0.999)),
        Case("1 461 days", averages(temperatures(rng, 1461), 0.9)),
        Case("two days", averages(temperatures(rng, 2), some_beta(rng))),
    ]


@bias_corrected.property("a constant stays what it is")
def constant_stays(f, rng):
    """Return a sentence unless the corrected average of a constant temperature is that temperature from day 1 on."""
    level, beta = round(float(rng.uniform(5, 25)), 1), some_beta(rng)
    told = f(*averages(np.full(9, level), beta))
    if np.allclose(told, level):
        return None
    return f"nine days of {level:g} degrees average to {told[0]:.4g} on day 1 and to {told[-1]:.4g} on day 9"


@bias_corrected.property("the first day is its own average")
def first_day_is_itself(f, rng):
    """Return a sentence unless the first corrected average is the first value."""
    theta, beta = temperatures(rng, 5), some_beta(rng)
    first = float(f(*averages(theta, beta))[0])
    return None if np.isclose(first, theta[0]) else f"day 1 is {theta[0]:.4g}, its corrected average {first:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def _days(v):
    return np.arange(1, len(v) + 1)


@bias_corrected.mistake
def counts_from_zero(v, beta):
    """the power is beta^(t-1), counted from 0: the first day is t = 1, else it is divided by 1 - 1 = 0"""
    return v / (1 - float(beta) ** np.arange(len(v)))


@bias_corrected.mistake
def multiplied(v, beta):
    """v is multiplied by 1 - beta^t instead of divided by it: the early days would come out even smaller"""
    return v * (1 - beta ** _days(v))


@bias_corrected.mistake
def power_alone(v, beta):
    """v is divided by beta^t: the sum of the weights is 1 - beta^t"""
    return v / beta ** _days(v) if beta else v


@bias_corrected.mistake
def no_power(v, beta):
    """every day is divided by 1 - beta: the power t is missing, and only the first day is right"""
    return v / (1 - beta)


@bias_corrected.mistake
def last_power_for_all(v, beta):
    """every day is divided by the same number, 1 - beta^T of the last day: each day has its own t"""
    return v / (1 - beta ** len(v))


@bias_corrected.mistake
def power_of_the_difference(v, beta):
    """v is divided by (1 - beta)^t: it is 1 - (beta^t), the power comes first"""
    return v / (1 - beta) ** _days(v)


@bias_corrected.mistake
def product_for_the_power(v, beta):
    """beta * t stands where beta^t should: ** is the power in Python"""
    share = 1 - beta * _days(v)
    return v / np.where(share == 0, 1.0, share)


@bias_corrected.mistake
def corrected_again_and_again(v, beta):
    """each day goes on from the corrected average of the day before: the recursion runs on v, and the correction is a
    copy that nobody builds upon
    """
    before = np.concatenate([[0.0], v[:-1]])
    told, last = np.empty(len(v)), 0.0
    for t, new_share in enumerate(v - beta * before, 1):
        last = told[t - 1] = (beta * last + new_share) / (1 - beta**t)
    return told


@bias_corrected.mistake
def changed_in_place(v, beta):
    """v itself was divided (v /= ..., or v[t] = ...), and the caller's averages are gone: v / ... makes a new array"""
    v /= 1 - float(beta) ** _days(v)
    return v


@bias_corrected.mistake
def unchanged(v, beta):
    """v comes back as it was, uncorrected"""
    return v.copy()


@bias_corrected.mistake
def counts_from_two(v, beta):
    """the power is one too high, beta^(t+1): the first day is t = 1"""
    return v / (1 - float(beta) ** (_days(v) + 1))


@bias_corrected.mistake
def multiplied_and_counted_from_two(v, beta):
    """v is multiplied by 1 - beta^(t+1): divide, and count the first day as t = 1"""
    return v * (1 - float(beta) ** (_days(v) + 1))


@bias_corrected.mistake
def multiplied_and_counted_from_zero(v, beta):
    """v is multiplied by 1 - beta^(t-1): divide, and count the first day as t = 1"""
    return v * (1 - float(beta) ** np.arange(len(v)))


@bias_corrected.mistake
def multiplied_by_the_power(v, beta):
    """v is multiplied by beta^t: divide it by the sum of the weights, which is 1 - beta^t"""
    return v * float(beta) ** _days(v)


@bias_corrected.mistake
def sign_lost(v, beta):
    """v is divided by 1 + beta^t: the sum of the weights is 1 - beta^t"""
    return v / (1 + float(beta) ** _days(v))


@bias_corrected.mistake
def days_counted_backwards(v, beta):
    """the days are counted from the end: the first entry belongs to t = 1"""
    return v / (1 - float(beta) ** _days(v)[::-1])


@bias_corrected.mistake
def base_and_exponent_swapped(v, beta):
    """base and exponent have changed places, t^beta: it is beta to the power of t"""
    share = 1 - _days(v) ** float(beta)
    return np.divide(v, share, out=np.full(len(v), np.inf), where=share != 0)


@bias_corrected.mistake
def first_day_left_zero(v, beta):
    """the loop begins with the second day and calls it t = 1, and the first entry stays 0: the first day is t = 1"""
    told = np.zeros(len(v))
    told[1:] = v[1:] / (1 - float(beta) ** np.arange(1, len(v)))
    return told


@bias_corrected.mistake
def first_day_uncorrected(v, beta):
    """the loop begins with the second day and calls it t = 1, and the first stays as it was: the first day is t = 1"""
    told = first_day_left_zero(v, beta)
    told[0] = v[0]
    return told


@bias_corrected.mistake
def last_day_left_out(v, beta):
    """the loop ends a day too early, and the last entry stays 0: the days go from t = 1 to t = T"""
    told = reference.bias_corrected(v, beta)
    told[-1] = 0
    return told


@bias_corrected.mistake
def last_number_alone(v, beta):
    """only the last day comes back, corrected: correct every day"""
    return float(reference.bias_corrected(v, beta)[-1])


@bias_corrected.mistake
def corrected_twice(v, beta):
    """each day is divided by the shares of all days up to it: divide v_t by 1 - beta^t, once"""
    return v / np.cumprod(1 - float(beta) ** _days(v))


@bias_corrected.mistake
def python_list(v, beta):
    """the corrected averages are a Python list: np.array(...) around it makes an array"""
    return reference.bias_corrected(v, beta).tolist()


# --- right, written differently -------------------------------------------------------------------------------------


@bias_corrected.right
def in_a_loop(v, beta):
    """Return the quotients of a loop over the days."""
    told, power = np.zeros(len(v)), 1.0
    for t in range(len(v)):
        power *= beta
        told[t] = v[t] / (1 - power)
    return told


@bias_corrected.right
def by_the_sum_of_the_weights(v, beta):
    """Return v over the sum of the weights so far."""
    return v / np.cumsum(reference.weights(beta, len(v)))
