"""Exercise 3: over how many days the average goes."""

import math

from deepcourse.exercises.course2.moving_averages.series import some_beta
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import moving_averages as reference

window_length = FunctionExercise(
    __name__,
    reference=reference.window_length,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("the window",),
    hints=(
        "It should be 10 days for beta = 0.9 and 50 days for beta = 0.98.",
        "What is 1 - 0.9, and what does it have to do with 10?",
        "1 / (1 - beta), with its decimals.",
    ),
)


@window_length.visible
def visible():
    """Return the three numbers of the text, and one whose window is no whole number."""
    return [Case(f"beta = {beta}", (beta,)) for beta in (0.9, 0.98, 0.5, 0.7)]


@window_length.draw
def draw(rng):
    """Return a random beta."""
    beta = some_beta(rng)
    return Case(f"beta = {beta}", (beta,))


@window_length.edges
def edges(rng):
    """Return a window of one day, and long ones."""
    rare = (0.0, 0.999, 0.9999, round(float(rng.uniform(0.01, 0.2)), 3))
    return [Case(f"beta = {beta}", (beta,)) for beta in rare]


@window_length.property("a window ago, a weight is about 1/e of the newest")
def about_one_over_e(f, rng):
    """Return a sentence unless, as long ago as the window is long, a weight is about 1/e of the newest one."""
    beta = round(float(rng.uniform(0.97, 0.999)), 4)
    share = beta ** f(beta)
    if abs(share - math.exp(-1)) < 0.01:
        return None
    return f"at beta = {beta:g}, that many days back, a weight is {share:.3f} of the newest one's; expected about 0.37"


# --- known mistakes -------------------------------------------------------------------------------------------------


@window_length.mistake
def one_over_beta(beta):
    """it is 1 / beta: a beta near 1 would then average over one day; the window is 1 / (1 - beta)"""
    return 1 / beta if beta else math.inf


@window_length.mistake
def mean_age(beta):
    """it is beta / (1 - beta): that is the mean age of the values, one day less than the window"""
    return beta / (1 - beta)


@window_length.mistake
def the_new_share(beta):
    """it is 1 - beta, the share of the newest value: the window is one over it"""
    return 1 - beta


@window_length.mistake
def cut_to_whole_days(beta):
    """the window is cut to a whole number of days, by int or //: leave it as it is"""
    return int(1 / (1 - beta))


@window_length.mistake
def span_of_a_plain_mean(beta):
    """it is (1 + beta) / (1 - beta): that is the length of the plain mean that is just as calm; the text's rule of
    thumb is 1 / (1 - beta)
    """
    return (1 + beta) / (1 - beta)


@window_length.mistake
def exact_one_over_e(beta):
    """it is -1 / ln(beta), the days until a weight is exactly 1/e of the newest: the rule of thumb, which is close to
    it, is 1 / (1 - beta)
    """
    return -1 / math.log(beta) if beta else 0.0


@window_length.mistake
def rounded_to_whole_days(beta):
    """the window is rounded to a whole number of days: leave it as it is"""
    return round(1 / (1 - beta))


@window_length.mistake
def rounded_up(beta):
    """the window is rounded up to a whole number of days: leave it as it is"""
    return math.ceil(1 / (1 - beta))


@window_length.mistake
def sign_lost(beta):
    """it is 1 / (1 + beta), less than one day: the share of the newest value is 1 - beta, and the
    window is one over it
    """
    return 1 / (1 + beta)


@window_length.mistake
def the_half_life(beta):
    """it is the half-life, ln(1/2) / ln(beta), which is exercise 4: the window is 1 / (1 - beta)"""
    return reference.half_life(beta) if beta else 0.0


@window_length.mistake
def twice_the_window(beta):
    """it is 2 / (1 - beta), twice the window: the rule of thumb has a 1 above the line"""
    return 2 / (1 - beta)


@window_length.mistake
def upside_down_delay(beta):
    """it is (1 - beta) / beta, the share of the newest value over the rest: the window is 1 / (1 - beta)"""
    return (1 - beta) / beta if beta else math.inf


@window_length.mistake
def of_the_square(beta):
    """beta is squared, 1 / (1 - beta^2): the rule of thumb takes beta itself"""
    return 1 / (1 - beta**2)


# --- right, written differently -------------------------------------------------------------------------------------


@window_length.right
def all_weights_over_the_newest(beta):
    """Return how many times the newest weight goes into the sum of all weights, which is 1."""
    return 1.0 / reference.weights(beta, 1)[0]


@window_length.right
def as_a_power(beta):
    """Return the same as a power of -1."""
    return (1 - beta) ** -1
