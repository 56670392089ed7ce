"""Exercise 1: a slope, measured by a nudge to either side."""

import math

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import autodiff as reference

numerical_derivative = FunctionExercise(
    __name__,
    reference=reference.numerical_derivative,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the slope",),
    hints=(
        "A slope is rise over run. The two ends of the run are x - eps and x + eps: how long is it?",
        "The rise is f(x + eps) - f(x - eps).",
        "Mind the brackets: (f(x + eps) - f(x - eps)) / (2 * eps).",
    ),
)


def triple(a):
    """Return 3 a."""
    return 3 * a


def square(a):
    """Return a squared."""
    return a**2


def cube(a):
    """Return a cubed."""
    return a**3


class Wave:
    """A function drawn at random: shift + height sin(speed x) + x squared / 2."""

    def __init__(self, rng):
        self.shift, self.height, self.speed = (float(number) for number in rng.uniform(0.5, 2.0, size=3))

    def __call__(self, x):
        """Return the height of the wave at x."""
        return self.shift + self.height * math.sin(self.speed * x) + x**2 / 2


@numerical_derivative.visible
def visible():
    """Return the text's examples, one with a nudge so large that every way of nudging gives another number, whole
    numbers, and a kink at 0.
    """
    return [
        Case("f(a) = 3a at a = 2", (triple, 2.0, 0.001)),
        Case("f(a) = a**2 at a = 2", (square, 2.0, 0.001)),
        Case("f(a) = a**3 at a = 2, with a nudge of 0.5", (cube, 2.0, 0.5)),
        Case("f(a) = log a at a = 2, with a nudge of 0.25", (math.log, 2.0, 0.25)),
        Case("f(a) = exp a at a = -1", (math.exp, -1.0, 0.01)),
        Case("whole numbers: f(a) = a**2 at a = 3 with a nudge of 2", (square, 3, 2)),
        Case("f(a) = |a| at the kink, a = 0", (abs, 0.0, 0.25)),
    ]


@numerical_derivative.draw
def draw(rng):
    """Return a random wave at a random place, with a nudge that can be told from others."""
    x, eps = float(rng.uniform(-3, 3)), float(10 ** rng.uniform(-3, -0.5))
    return Case(f"a wave at x = {x:.3f} with a nudge of {eps:.3g}", (Wave(rng), x, eps))


@numerical_derivative.edges
def edges(rng):
    """Return whole numbers, a place at 0, and a function with a kink."""
    return [
        Case("whole numbers: f(a) = a**2 at a = 3 with a nudge of 1", (square, 3, 1)),
        Case("a wave at x = 0", (Wave(rng), 0.0, 0.1)),
        Case("f(a) = |a| at the kink", (abs, 0.0, 0.1)),
        Case("f(a) = a**3 at a = -1 with a nudge of 0.3", (cube, -1.0, 0.3)),
    ]


@numerical_derivative.property("the slope of a parabola is exact")
def exact_for_parabolas(f, rng):
    """Return a sentence unless the slope of a parabola comes out exactly, whatever the nudge."""
    p, q, x = (float(number) for number in rng.uniform(-2, 2, size=3))
    for eps in (1.0, 0.1, 0.01):
        measured, true = f(lambda a: p * a**2 + q * a, x, eps), 2 * p * x + q
        if not abs(measured - true) <= 1e-9:
            return f"a parabola with the slope {true:.6g} was measured as {measured:.6g} with a nudge of {eps}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@numerical_derivative.mistake
def one_sided(f, x, eps):
    """only the nudge to the right is measured, (f(x + eps) - f(x)) / eps: nudge to both sides"""
    return (f(x + eps) - f(x)) / eps


@numerical_derivative.mistake
def one_sided_to_the_left(f, x, eps):
    """only the nudge to the left is measured, (f(x) - f(x - eps)) / eps: nudge to both sides"""
    return (f(x) - f(x - eps)) / eps


@numerical_derivative.mistake
def divided_by_eps_once(f, x, eps):
    """the difference is divided by eps: from x - eps to x + eps the way is 2 eps, so the slope comes out doubled"""
    return (f(x + eps) - f(x - eps)) / eps


@numerical_derivative.mistake
def one_side_divided_by_two_eps(f, x, eps):
    """a nudge to one side is divided by 2 eps: the way from x to x + eps is eps, so half the slope comes out"""
    return (f(x + eps) - f(x)) / (2 * eps)


@numerical_derivative.mistake
def brackets_around_two_eps_missing(f, x, eps):
    """the brackets around 2 * eps are missing: `/ 2 * eps` divides by 2 and multiplies by eps"""
    return (f(x + eps) - f(x - eps)) / 2 * eps


@numerical_derivative.mistake
def not_divided(f, x, eps):
    """the change of f is returned as it is: a slope is that change divided by the way, 2 eps"""
    return f(x + eps) - f(x - eps)


@numerical_derivative.mistake
def wrong_way_round(f, x, eps):
    """f(x - eps) - f(x + eps) is taken: that turns the sign of every slope around"""
    return (f(x - eps) - f(x + eps)) / (2 * eps)


@numerical_derivative.mistake
def own_eps(f, x, eps):
    """eps is not used: the nudge is a number of your own, 1e-5; take the one that is given"""
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


@numerical_derivative.mistake
def brackets_around_the_difference_missing(f, x, eps):
    """the brackets around the difference are missing: only f(x - eps) is divided, and the whole difference should be"""
    return f(x + eps) - f(x - eps) / (2 * eps)


def measured(name, sentence, slope):
    """Return the mistake of another slope of (f, x, eps)."""

    def mistake(f, x, eps):
        return slope(f, x, eps)

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


for wrong in (
    (
        "half_a_nudge",
        "the nudges are eps / 2 to each side: they go from x - eps to x + eps",
        lambda f, x, eps: (f(x + eps / 2) - f(x - eps / 2)) / eps,
    ),
    (
        "two_nudges",
        "the nudges are 2 eps to each side: they go from x - eps to x + eps",
        lambda f, x, eps: (f(x + 2 * eps) - f(x - 2 * eps)) / (4 * eps),
    ),
    (
        "four_points",
        "f is asked at x - 2 eps and x + 2 eps as well: two points are wanted, x - eps and x + eps",
        lambda f, x, eps: (-f(x + 2 * eps) + 8 * f(x + eps) - 8 * f(x - eps) + f(x - 2 * eps)) / (12 * eps),
    ),
    (
        "relative_nudge",
        "the nudge is eps times x: it is eps itself, which works at x = 0 too",
        lambda f, x, eps: (f(x + eps * abs(x)) - f(x - eps * abs(x))) / (2 * (eps * abs(x))),
    ),
    (
        "whole_division",
        "// divides: it rounds down to whole numbers, and / does not",
        lambda f, x, eps: (f(x + eps) - f(x - eps)) // (2 * eps),
    ),
    (
        "whole_division_to_the_left",
        "the nudge goes to the left only, and // divides by 2 eps: nudge to both sides, and divide with /",
        lambda f, x, eps: (f(x) - f(x - eps)) // (2 * eps),
    ),
    (
        "left_side_by_two_eps",
        "a nudge to the left alone is divided by 2 eps: nudge to both sides",
        lambda f, x, eps: (f(x) - f(x - eps)) / (2 * eps),
    ),
    (
        "to_the_left_twice",
        "both nudges go the same way, and the change is 0: one is x + eps, the other x - eps",
        lambda f, x, eps: (f(x + eps) - f(x + eps)) / (2 * eps),
    ),
    (
        "eps_squared",
        "the difference is divided by eps**2: the way is 2 eps",
        lambda f, x, eps: (f(x + eps) - f(x - eps)) / eps**2,
    ),
    (
        "two_eps_squared",
        "the difference is divided by 2 eps**2: the way is 2 eps",
        lambda f, x, eps: (f(x + eps) - f(x - eps)) / (2 * eps**2),
    ),
    (
        "second_derivative",
        "the second derivative is measured: the slope is (f(x + eps) - f(x - eps)) / (2 eps)",
        lambda f, x, eps: (f(x + eps) - 2 * f(x) + f(x - eps)) / eps**2,
    ),
    (
        "sum_for_difference",
        "f(x + eps) and f(x - eps) are added: a change is their difference",
        lambda f, x, eps: (f(x + eps) + f(x - eps)) / (2 * eps),
    ),
    (
        "divided_by_two",
        "the difference is divided by 2 alone: the way is 2 eps",
        lambda f, x, eps: (f(x + eps) - f(x - eps)) / 2,
    ),
    (
        "multiplied",
        "the difference is multiplied by 2 eps: it is divided by it",
        lambda f, x, eps: (f(x + eps) - f(x - eps)) * (2 * eps),
    ),
    (
        "divided_by_four_eps",
        "the difference is divided by 4 eps: from x - eps to x + eps the way is 2 eps",
        lambda f, x, eps: (f(x + eps) - f(x - eps)) / (4 * eps),
    ),
    ("value_returned", "f(x) itself is returned: asked for is its slope", lambda f, x, eps: f(x)),
    (
        "nudged_outside",
        "eps is added to f(x), not to x: it is x that is nudged",
        lambda f, x, eps: ((f(x) + eps) - (f(x) - eps)) / (2 * eps),
    ),
    (
        "divided_by_x",
        "the difference is divided by x: the way is 2 eps",
        lambda f, x, eps: (f(x + eps) - f(x - eps)) / x,
    ),
    (
        "rounded",
        "the slope is rounded: return it as it is",
        lambda f, x, eps: round((f(x + eps) - f(x - eps)) / (2 * eps), 2),
    ),
    (
        "change_to_the_right",
        "the change f(x + eps) - f(x) is returned as it is: nudge to both sides, and divide by 2 eps",
        lambda f, x, eps: f(x + eps) - f(x),
    ),
):
    numerical_derivative.mistake(measured(*wrong))


# --- right, written differently -------------------------------------------------------------------------------------


@numerical_derivative.right
def mean_of_both_sides(f, x, eps):
    """Return the mean of the slopes to the right and to the left."""
    right, left = (f(x + eps) - f(x)) / eps, (f(x) - f(x - eps)) / eps
    return (right + left) / 2


@numerical_derivative.right
def by_the_way(f, x, eps):
    """Return rise over run, with names for both ends."""
    low, high = x - eps, x + eps
    return (f(high) - f(low)) / (high - low)
