"""Exercise 2: how much every day counts."""

import numpy as np

from deepcourse.exercises.course2.moving_averages.series import some_beta, temperatures
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import moving_averages as reference

weights = FunctionExercise(
    __name__,
    reference=reference.weights,
    minutes=4,
    points_visible=5,
    points_hidden=7,
    returns=("weights",),
    hints=(
        "For beta = 0.9 the first three are 0.1, 0.09, 0.081. What is each one divided by the one before?",
        "np.arange(n) is 0, 1, ..., n - 1: the days back. A number to the power of an array is an array.",
        "(1 - beta) * beta ** np.arange(n)",
    ),
)


@weights.visible
def visible():
    """Return the text's example, faster and slower averages, one weight, and an average that forgets at once."""
    return [
        Case("the example of the text: beta = 0.9, the newest 3", (0.9, 3)),
        Case("beta = 0.7, the newest 6", (0.7, 6)),
        Case("beta = 0.98, the newest 40", (0.98, 40)),
        Case("beta = 0.8, the newest one", (0.8, 1)),
        Case("beta = 0, the newest 3", (0.0, 3)),
    ]


@weights.draw
def draw(rng):
    """Return a case of random beta and length."""
    n, beta = int(rng.integers(2, 80)), some_beta(rng)
    return Case(f"beta = {beta}, the newest {n}", (beta, n))


@weights.edges
def edges(rng):
    """Return one weight, an average that forgets at once, and one that hardly forgets."""
    return [
        Case("one weight", (some_beta(rng), 1)),
        Case("beta = 0", (0.0, 4)),
        Case("beta = 0.999, the newest 2 000", (0.999, 2000)),
        Case("beta = 0.5, the newest 1 000", (0.5, 1000)),
    ]


@weights.property("weights times values give the average")
def they_are_the_weights(f, rng):
    """Return a sentence unless the weights times the values, the newest first, give the average."""
    theta, beta = temperatures(rng, 8), some_beta(rng)
    claimed = float(f(beta, 8) @ theta[::-1])
    wanted = float(reference.exponentially_weighted_average(theta, beta)[-1])
    if abs(claimed - wanted) <= 1e-9 * abs(wanted):
        return None
    return f"8 values times your weights add up to {claimed:.6g}, but the recursion gives {wanted:.6g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@weights.mistake
def beta_and_its_rest_swapped(beta, n):
    """beta and 1 - beta have changed places, beta (1 - beta)^k: the newest value has the weight 1 - beta, and each day
    back multiplies it by beta
    """
    return beta * (1 - beta) ** np.arange(n)


@weights.mistake
def factor_left_out(beta, n):
    """the factor (1 - beta) is left out: the powers beta^k alone add up to 1 / (1 - beta), not to 1"""
    return float(beta) ** np.arange(n)


@weights.mistake
def begins_a_day_late(beta, n):
    """the powers begin with beta^1: the newest value is 0 days back, so its power is beta^0 = 1"""
    return reference.weights(beta, n + 1)[1:]


@weights.mistake
def oldest_first(beta, n):
    """the weights stand in the order of the calendar, the oldest first: entry k belongs to the value k days back"""
    return reference.weights(beta, n)[::-1].copy()


@weights.mistake
def made_to_sum_to_one(beta, n):
    """the weights are divided by their sum: that is the correction of exercise 5; the weights of v itself sum to
    1 - beta^n
    """
    return reference.weights(beta, n) / (1 - beta**n)


@weights.mistake
def last_has_all_the_rest(beta, n):
    """the oldest weight lacks its factor (1 - beta), as if v had started at the first value; v starts at 0"""
    told = reference.weights(beta, n)
    told[-1] = float(beta) ** (n - 1)
    return told


@weights.mistake
def equal_shares(beta, n):
    """all weights are equal, 1 / n: those of a plain mean"""
    return np.full(n, 1 / n)


@weights.mistake
def exponential_of_the_window(beta, n):
    """the powers are those of exp(-(1 - beta)), that is e^(-k / window): close to beta^k for a beta near 1, and not
    equal to it
    """
    return (1 - beta) * np.exp(-(1 - beta) * np.arange(n))


@weights.mistake
def python_list(beta, n):
    """the weights are a Python list: np.array(...) around it makes an array"""
    return reference.weights(beta, n).tolist()


# --- right, written differently -------------------------------------------------------------------------------------


@weights.right
def step_by_step(beta, n):
    """Return the weights of a loop: each is beta times the one before."""
    told = [1 - beta]
    for _ in range(n - 1):
        told.append(told[-1] * beta)
    return np.array(told)


@weights.right
def by_a_single_day(beta, n):
    """Return the average of a single day of 1 followed by zeros: what is left of it is its weight."""
    return reference.exponentially_weighted_average(np.eye(1, n)[0], beta)
