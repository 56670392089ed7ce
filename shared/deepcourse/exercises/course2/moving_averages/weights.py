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


@weights.mistake
def one_too_many(beta, n):
    """there is one weight too many: the powers go from 0 to n - 1, as np.arange(n) does"""
    return reference.weights(beta, n + 1)


@weights.mistake
def one_too_few(beta, n):
    """there is one weight too few: the powers go from 0 to n - 1, and np.arange(n) stops before n by itself"""
    return reference.weights(beta, n)[:-1]


@weights.mistake
def factor_left_out_and_one_too_many(beta, n):
    """the factor (1 - beta) is left out, and there is one entry too many: the powers go from 0 to n - 1"""
    return float(beta) ** np.arange(n + 1)


@weights.mistake
def factor_left_out_and_a_day_late(beta, n):
    """the factor (1 - beta) is left out, and the powers begin with beta^1: the newest weight is (1 - beta) beta^0"""
    return float(beta) ** np.arange(1, n + 1)


@weights.mistake
def factor_left_out_and_oldest_first(beta, n):
    """the factor (1 - beta) is left out, and the oldest weight stands first: entry k belongs to the
    value k days back
    """
    return float(beta) ** np.arange(n)[::-1]


@weights.mistake
def oldest_first_and_a_day_late(beta, n):
    """the oldest weight stands first, and the powers begin with beta^1: entry k is that of k days back, from k = 0"""
    return reference.weights(beta, n + 1)[:0:-1].copy()


@weights.mistake
def product_for_the_power(beta, n):
    """beta is multiplied by the days back: ** is the power in Python, and each day back multiplies by beta once more"""
    return (1 - beta) * beta * np.arange(n)


@weights.mistake
def power_of_the_product(beta, n):
    """the factor (1 - beta) is inside the power, ((1 - beta) beta)^k: it stands before it and enters once"""
    return ((1 - beta) * float(beta)) ** np.arange(n)


@weights.mistake
def powers_of_the_rest(beta, n):
    """the weights are the powers (1 - beta)^k: it is beta that is raised to the power, and (1 - beta) is the factor"""
    return (1 - float(beta)) ** np.arange(n)


@weights.mistake
def sums_instead_of_weights(beta, n):
    """entry k is the sum of all weights before it, 1 - beta^k: asked is each weight by itself, (1 - beta) beta^k"""
    return 1 - float(beta) ** np.arange(n)


@weights.mistake
def sums_up_to_each_day(beta, n):
    """the weights are added up as they go, 1 - beta^(k + 1): asked is each weight by itself, (1 - beta) beta^k"""
    return 1 - float(beta) ** np.arange(1, n + 1)


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
