"""Exercise 1: read the order of an error off a log-log plot."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

NUDGES = 10.0 ** -np.arange(1, 5)

measured_order = FunctionExercise(
    __name__,
    reference=reference.measured_order,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("the order",),
    hints=(
        "If error = C epsilon**p, then log error = log C + p log epsilon: a straight line, and p is its slope.",
        "np.polyfit(x, y, 1) fits a line and returns its slope and its height, in this order.",
        "np.polyfit(np.log(epsilons), np.log(errors), 1)[0]",
    ),
)


@measured_order.visible
def visible():
    """Return the text's numbers, a square law, and curves whose points are not quite on a line."""
    return [
        Case("the four errors of the text: one side", (NUDGES, np.array([5.2e-2, 5.0e-3, 5.0e-4, 5.0e-5]))),
        Case("an error of 3 epsilon**2", (np.array([0.1, 0.05, 0.01]), 3 * np.array([0.1, 0.05, 0.01]) ** 2)),
        Case(
            "points that are not quite on a line", (np.array([1.0, 0.3, 0.1, 0.01]), np.array([2.0, 0.4, 0.01, 2e-4]))
        ),
        Case("nudges above 1, the smallest first", (np.array([2.0, 3.0, 8.0]), np.array([3.0, 13.0, 40.0]))),
    ]


@measured_order.draw
def draw(rng):
    """Return a power law with some noise."""
    n, order = int(rng.integers(3, 9)), float(rng.integers(1, 5))
    epsilons = np.sort(10 ** rng.uniform(-4, 0, size=n))[::-1]
    errors = rng.uniform(0.1, 5) * epsilons**order * np.exp(0.3 * rng.normal(size=n))
    return Case(f"{n} points near a line of slope {order:g}", (epsilons, errors))


@measured_order.edges
def edges(rng):
    """Return two points, nudges from small to large, and an error that does not change."""
    two = 10 ** rng.uniform(-3, 0, size=2)
    up = np.array([1e-4, 1e-3, 1e-2])
    return [
        Case("two points", (two, 2 * two**1.5)),
        Case("the smallest nudge first", (up, float(rng.uniform(1, 2)) * up**4)),
        Case("nudges above 1", (np.array([2.0, 4.0, 8.0]), np.array([3.0, 13.0, 40.0]))),
    ]


@measured_order.property("the order does not depend on units")
def units_do_not_matter(f, rng):
    """Return a sentence unless errors in another unit, and nudges in another unit, give the same order."""
    epsilons = np.array([0.3, 0.1, 0.02, 0.01])
    errors = epsilons**2 * np.exp(0.2 * rng.normal(size=4))
    first, other = f(epsilons, errors), f(7.0 * epsilons, 1000.0 * errors)
    return None if abs(first - other) < 1e-9 else f"errors 1000 times as large give {other:.4g} instead of {first:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@measured_order.mistake
def without_logarithms(epsilons, errors):
    """the line was fitted to the numbers themselves: take the logarithm of both, then fit"""
    return float(np.polyfit(epsilons, errors, 1)[0])


@measured_order.mistake
def one_logarithm(epsilons, errors):
    """the logarithm of the errors alone was taken: both axes of the plot are logarithmic"""
    return float(np.polyfit(epsilons, np.log(errors), 1)[0])


@measured_order.mistake
def axes_swapped(epsilons, errors):
    """the axes are swapped: errors go up, epsilon goes to the right, so log error is fitted against log epsilon"""
    return float(np.polyfit(np.log(errors), np.log(epsilons), 1)[0])


@measured_order.mistake
def logarithms_divided(epsilons, errors):
    """log error was divided by log epsilon: that forgets the factor in front, C epsilon**p; take a slope"""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.mean(np.log(errors) / np.log(epsilons)))


@measured_order.mistake
def ends_only(epsilons, errors):
    """the slope was taken from the first point to the last: fit the line through all of them"""
    return float(np.log(errors[-1] / errors[0]) / np.log(epsilons[-1] / epsilons[0]))


@measured_order.mistake
def height_of_the_line(epsilons, errors):
    """the height of the fitted line is returned: np.polyfit gives the slope first, then the height"""
    return float(np.polyfit(np.log(epsilons), np.log(errors), 1)[1])


@measured_order.mistake
def first_two_points(epsilons, errors):
    """the slope was taken from the first two points: fit the line through all of them"""
    return float(np.log(errors[1] / errors[0]) / np.log(epsilons[1] / epsilons[0]))


@measured_order.mistake
def slope_and_height(epsilons, errors):
    """slope and height of the line are both returned: np.polyfit gives both, the order is the first of them"""
    return np.polyfit(np.log(epsilons), np.log(errors), 1)


@measured_order.mistake
def last_two_points(epsilons, errors):
    """the slope was taken from the last two points: fit the line through all of them"""
    return float(np.log(errors[-1] / errors[-2]) / np.log(epsilons[-1] / epsilons[-2]))


@measured_order.mistake
def mean_of_the_slopes(epsilons, errors):
    """the slopes between neighbours were averaged: fit the line through all points"""
    return float(np.mean(np.diff(np.log(errors)) / np.diff(np.log(epsilons))))


@measured_order.mistake
def sign_turned(epsilons, errors):
    """the slope has the wrong sign: the error falls together with epsilon, so the order is positive"""
    return -float(np.polyfit(np.log(epsilons), np.log(errors), 1)[0])


@measured_order.mistake
def logarithm_of_epsilon_alone(epsilons, errors):
    """the logarithm of epsilon alone was taken: both axes of the plot are logarithmic"""
    return float(np.polyfit(np.log(epsilons), errors, 1)[0])


@measured_order.mistake
def through_the_origin(epsilons, errors):
    """the line was forced through the origin: it has a height of its own, log C"""
    x, y = np.log(epsilons), np.log(errors)
    return float(np.sum(x * y) / np.sum(x * x))


@measured_order.mistake
def two_bases(epsilons, errors):
    """the logarithms have two bases, 10 and e: take the same for both"""
    return float(np.polyfit(np.log10(epsilons), np.log(errors), 1)[0])


@measured_order.mistake
def rounded(epsilons, errors):
    """the slope is rounded to a whole number: return it as it was measured"""
    return float(round(float(np.polyfit(np.log(epsilons), np.log(errors), 1)[0])))


# --- right, written differently -------------------------------------------------------------------------------------


@measured_order.right
def by_polyfit(epsilons, errors):
    """Return the first coefficient of a fitted line, with logarithms to the base 10."""
    return np.polyfit(np.log10(epsilons), np.log10(errors), 1)[0]


@measured_order.right
def by_least_squares(epsilons, errors):
    """Return the slope from the equations of least squares."""
    columns = np.stack([np.log(epsilons), np.ones(len(epsilons))], axis=1)
    return float(np.linalg.lstsq(columns, np.log(errors), rcond=None)[0][0])
