"""Exercise 1: an average that forgets."""

import numpy as np

from deepcourse.exercises.course2.moving_averages.series import first_days, some_beta, temperatures
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import moving_averages as reference

exponentially_weighted_average = FunctionExercise(
    __name__,
    reference=reference.exponentially_weighted_average,
    minutes=6,
    points_visible=6,
    points_hidden=10,
    returns=("v",),
    hints=(
        "Keep one number, average = 0.0, and walk through theta. Each day changes that number, and you write it down.",
        "One step: average = beta * average + (1 - beta) * theta[t].",
        "Make room first with v = np.zeros(len(theta)), then v[t] = average inside the loop, and return v behind it.",
    ),
)


@exponentially_weighted_average.visible
def visible():
    """Return the text's example, other series and other betas, whole degrees, and a single day."""
    rng = np.random.default_rng(1)
    return [
        Case("the example of the text: 5 days, beta = 0.9", (first_days(), 0.9)),
        Case("12 days, beta = 0.7", (temperatures(rng, 12), 0.7)),
        Case("whole degrees: integers come in", (np.array([3, 4, 8, 1]), 0.5)),
        Case("a single day", (np.array([20.0]), 0.98)),
        Case("beta = 0: only today counts", (temperatures(rng, 4), 0.0)),
        Case("9 days, beta = 0.999", (temperatures(rng, 9), 0.999)),
    ]


@exponentially_weighted_average.draw
def draw(rng):
    """Return a case of random length and beta."""
    days, beta = int(rng.integers(3, 60)), some_beta(rng)
    return Case(f"{days} days, beta = {beta}", (temperatures(rng, days), beta))


@exponentially_weighted_average.edges
def edges(rng):
    """Return an average that forgets at once, one that hardly forgets, a long series, and whole degrees."""
    return [
        Case("beta = 0", (temperatures(rng, 6), 0.0)),
        Case("beta = 0.999", (temperatures(rng, 30), 0.999)),
        Case("1 461 days", (temperatures(rng, 1461), 0.95)),
        Case("whole degrees: integers", (rng.integers(-5, 30, size=8), 0.8)),
        Case("two days", (temperatures(rng, 2), some_beta(rng))),
    ]


@exponentially_weighted_average.property("no day sees the future")
def no_look_ahead(f, rng):
    """Return a sentence if a later day changes the average of an earlier one."""
    theta = temperatures(rng, 9)
    changed = theta.copy()
    changed[6:] += 10
    same = np.allclose(f(theta, 0.8)[:6], f(changed, 0.8)[:6])
    return None if same else "changing days 7 to 9 changed the average of days 1 to 6: an average cannot see the future"


@exponentially_weighted_average.property("the average of a sum is the sum of the averages")
def straight(f, rng):
    """Return a sentence unless the average of a sum is the sum of the averages."""
    one, other = temperatures(rng, 7), temperatures(rng, 7)
    same = np.allclose(f(2 * one + other, 0.6), 2 * f(one, 0.6) + f(other, 0.6))
    return None if same else "the average of 2 theta + theta' is not twice the one average plus the other"


# --- known mistakes -------------------------------------------------------------------------------------------------


def _recursion(theta, keep, take, start=0.0):
    v, average = np.empty(len(theta)), start
    for t, value in enumerate(theta):
        average = keep * average + take * value
        v[t] = average
    return v


@exponentially_weighted_average.mistake
def beta_on_the_new_value(theta, beta):
    """beta multiplies the new value and 1 - beta the old average: it is the other way round, beta is what is kept"""
    return _recursion(theta, 1 - beta, beta)


@exponentially_weighted_average.mistake
def starts_at_the_first_value(theta, beta):
    """v starts at the first value, theta[0], instead of at v_0 = 0"""
    return _recursion(theta, beta, 1 - beta, float(theta[0]))


@exponentially_weighted_average.mistake
def average_begun_inside_the_loop(theta, beta):
    """the average is set to 0 inside the loop, so that every day starts from nothing: v_0 = 0 belongs before it"""
    return (1 - beta) * theta


@exponentially_weighted_average.mistake
def returned_inside_the_loop(theta, beta):
    """only the first day is filled in: the `return` stands inside the loop, it belongs after it"""
    v = np.zeros(len(theta))
    v[0] = (1 - beta) * theta[0]
    return v


@exponentially_weighted_average.mistake
def new_value_unscaled(theta, beta):
    """the new value enters in full: the factor (1 - beta) before it is missing, and v grows to 1 / (1 - beta) times
    the temperature
    """
    return _recursion(theta, beta, 1)


@exponentially_weighted_average.mistake
def old_average_unscaled(theta, beta):
    """the old average is kept in full: the factor beta before it is missing, so v only ever adds up"""
    return _recursion(theta, 1, 1 - beta)


@exponentially_weighted_average.mistake
def yesterday_instead_of_the_average(theta, beta):
    """each day is mixed with the day before, theta_(t-1), instead of with the average so far, v_(t-1)"""
    before = np.concatenate([[0.0], theta[:-1]])
    return beta * before + (1 - beta) * theta


@exponentially_weighted_average.mistake
def a_day_behind(theta, beta):
    """from the second day on, the value of the day before enters, theta[t-1]: v[t] takes in theta[t], its own"""
    return reference.exponentially_weighted_average(np.concatenate([theta[:1], theta[:-1]]), beta)


@exponentially_weighted_average.mistake
def begins_with_the_zero(theta, beta):
    """the result begins with v_0 = 0 and is a day late: its first entry belongs to the first day"""
    return np.concatenate([[0.0], reference.exponentially_weighted_average(theta, beta)[:-1]])


@exponentially_weighted_average.mistake
def the_zero_added(theta, beta):
    """the starting value v_0 = 0 is returned too, so that the result is one entry too long"""
    return np.concatenate([[0.0], reference.exponentially_weighted_average(theta, beta)])


@exponentially_weighted_average.mistake
def whole_numbers(theta, beta):
    """the array for the result holds integers and cuts the decimals off: np.zeros_like(theta) has the type of theta;
    take np.zeros(len(theta))
    """
    return reference.exponentially_weighted_average(theta, beta).astype(theta.dtype)


@exponentially_weighted_average.mistake
def plain_window(theta, beta):
    """each entry is the plain mean of the last 1 / (1 - beta) values: that is a moving window, which forgets all at
    once; here old values fade
    """
    length = max(1, round(1 / (1 - beta)))
    return np.array([np.mean(theta[max(0, t + 1 - length) : t + 1]) for t in range(len(theta))])


@exponentially_weighted_average.mistake
def mean_so_far(theta, beta):
    """each entry is the plain mean of all days so far: such an average never forgets"""
    return np.cumsum(theta) / np.arange(1, len(theta) + 1)


@exponentially_weighted_average.mistake
def corrected_already(theta, beta):
    """the averages are divided by 1 - beta^t already: that correction is right, and it is exercise 5"""
    return reference.bias_corrected(reference.exponentially_weighted_average(theta, beta), beta)


@exponentially_weighted_average.mistake
def last_day_only(theta, beta):
    """only the average of the last day is returned: keep one for every day"""
    return float(reference.exponentially_weighted_average(theta, beta)[-1])


@exponentially_weighted_average.mistake
def python_list(theta, beta):
    """the averages are a Python list: np.array(...) around it makes an array"""
    return reference.exponentially_weighted_average(theta, beta).tolist()


@exponentially_weighted_average.mistake
def both_unscaled(theta, beta):
    """both factors are missing, so that the temperatures are only added up: the old average is multiplied by beta, and
    the new value by 1 - beta
    """
    return np.cumsum(theta, dtype=float)


@exponentially_weighted_average.mistake
def written_into_theta(theta, beta):
    """the averages are written into theta itself, and the caller's temperatures are gone: make room for them first"""
    theta[...] = reference.exponentially_weighted_average(theta, beta)
    return theta


@exponentially_weighted_average.mistake
def first_day_left_out(theta, beta):
    """the loop begins with the second day, and the first entry stays 0: the first day enters with 1 - beta, like all"""
    v = np.zeros(len(theta))
    for t in range(1, len(theta)):
        v[t] = beta * v[t - 1] + (1 - beta) * theta[t]
    return v


@exponentially_weighted_average.mistake
def last_day_left_out(theta, beta):
    """the loop ends a day too early, and the last entry stays 0: range(T) ends with T - 1, the last day"""
    v = reference.exponentially_weighted_average(theta, beta)
    v[-1] = 0
    return v


@exponentially_weighted_average.mistake
def power_of_beta(theta, beta):
    """beta stands with the power of the day, beta^t: one step multiplies the old average by beta itself"""
    v, average = np.zeros(len(theta)), 0.0
    for t, value in enumerate(theta, start=1):
        average = beta**t * average + (1 - beta**t) * value
        v[t - 1] = average
    return v


@exponentially_weighted_average.mistake
def swapped_from_the_first_value(theta, beta):
    """beta and 1 - beta have changed places, and v starts at the first value: v starts at 0, and beta
    is what is kept
    """
    return starts_at_the_first_value(theta, 1 - beta)


@exponentially_weighted_average.mistake
def averaged_backwards(theta, beta):
    """the series is walked through from its end: each day would then know the future; begin with the first day"""
    return reference.exponentially_weighted_average(theta[::-1], beta)[::-1].copy()


@exponentially_weighted_average.mistake
def unscaled_and_written_into_theta(theta, beta):
    """the new value enters in full, without its factor (1 - beta), and the averages are written into theta itself: the
    caller's temperatures are gone
    """
    for t in range(1, len(theta)):
        theta[t] = beta * theta[t - 1] + theta[t]
    return theta


@exponentially_weighted_average.mistake
def centred(theta, beta):
    """np.convolve in the mode "same" is centred, so that each day sees later days: take the first entries of the
    mode "full"
    """
    weights = (1 - beta) * beta ** np.arange(len(theta))
    return np.convolve(theta, weights, mode="same")


# --- right, written differently -------------------------------------------------------------------------------------


@exponentially_weighted_average.right
def by_the_difference(theta, beta):
    """Return the averages, each the last one moved by a share 1 - beta of the way to the new value."""
    averages, v = [], 0.0
    for value in theta:
        v += (1 - beta) * (value - v)
        averages.append(v)
    return np.array(averages)


@exponentially_weighted_average.right
def by_the_weights(theta, beta):
    """Return the averages as a product with a lower triangle of weights."""
    age = np.arange(len(theta))[:, None] - np.arange(len(theta))  # (T, T)
    triangle = np.where(age >= 0, (1 - beta) * float(beta) ** np.maximum(age, 0), 0.0)
    return triangle @ theta
