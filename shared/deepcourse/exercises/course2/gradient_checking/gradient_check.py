"""Exercise 5: a claimed gradient against the measured one."""

import numpy as np

from deepcourse.exercises.course2.gradient_checking import relative_difference as distances
from deepcourse.exercises.course2.gradient_checking.cases import Landscape, by_hand, column, constant
from deepcourse.exercises.course2.gradient_checking.nudges import NUDGES
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

gradient_check = FunctionExercise(
    __name__,
    reference=reference.gradient_check,
    minutes=3,
    points_visible=4,
    points_hidden=5,
    returns=("the relative difference",),
    hints=(
        "You have written both halves already: the measurement in exercise 3, the comparison in exercise 4.",
        "approx = reference.numerical_gradient(J, theta, epsilon)",
        "return reference.relative_difference(grad, approx)",
    ),
)


def landscape(rng, n, epsilon, wrong):
    """Return (J, grad, theta, epsilon) with a gradient that is right, or off by a share `wrong` in one entry."""
    J, theta = Landscape(rng, n), rng.normal(size=(n, 1))
    grad = J.gradient(theta)
    grad[int(rng.integers(n))] *= 1 + wrong
    return J, grad, theta, epsilon


@gradient_check.visible
def visible():
    """Return the text's function with a right and a wrong gradient, landscapes, one parameter, and flat functions."""
    rng = np.random.default_rng(13)
    return [
        Case("the right gradient of the text, epsilon 0.1", (by_hand, column(5, 1), column(1, 2), 0.1)),
        Case("the wrong gradient of the text, epsilon 0.1", (by_hand, column(5, 2), column(1, 2), 0.1)),
        Case("4 parameters, one slope doubled", landscape(rng, 4, 0.02, 1.0)),
        Case("3 parameters, a right gradient", landscape(rng, 3, 0.2, 0.0)),
        Case("one parameter, half too much", landscape(rng, 1, 0.1, 0.5)),
        Case("a flat function, a gradient of zero", (constant, np.zeros((2, 1)), column(1, -2), 0.1)),
        Case("a flat function, a gradient that is not zero", (constant, column(0.5, 2), column(1, -2), 0.1)),
    ]


@gradient_check.draw
def draw(rng):
    """Return a landscape of random size whose gradient is right or wrong."""
    n, epsilon = int(rng.integers(2, 7)), float(10 ** rng.uniform(-1.5, -0.5))
    wrong = float(rng.choice([0.0, 0.5, 1.0]))
    return Case(f"{n} parameters, {'wrong' if wrong else 'right'}", landscape(rng, n, epsilon, wrong))


@gradient_check.edges
def edges(rng):
    """Return one parameter, a flat function with the right gradient and a wrong one, and a small nudge."""
    return [
        Case("one parameter", landscape(rng, 1, 0.1, 0.5)),
        Case("a flat function, gradient zero", (constant, np.zeros((3, 1)), rng.normal(size=(3, 1)), 0.1)),
        Case("a flat function, gradient not zero", (constant, rng.normal(size=(3, 1)), rng.normal(size=(3, 1)), 0.1)),
        Case("a wrong gradient, epsilon 1e-5", landscape(rng, 5, 1e-5, 1.0)),
    ]


@gradient_check.property("right and wrong are told apart")
def right_and_wrong_are_told_apart(f, rng):
    """Return a sentence unless a right gradient gets almost 0 and one that is a thousandth off does not."""
    right, wrong = (f(*landscape(rng, 4, 1e-5, share)) for share in (0.0, 1e-2))
    if not right < 1e-7:
        return f"a right gradient gets {right:.2g} with epsilon 1e-5, more than 1e-7"
    return None if wrong > 1e-5 else f"a gradient that is 1 % off in one entry gets {wrong:.2g} only"


# --- known mistakes -------------------------------------------------------------------------------------------------


def with_this_nudge(measure):
    """Return the check that measures in a way of its own."""

    def variant(J, grad, theta, epsilon):
        return reference.relative_difference(grad, measure(J, theta, epsilon))

    variant.__name__, variant.__doc__ = measure.__name__, measure.__doc__
    return variant


def with_this_distance(distance):
    """Return the check that compares in a way of its own."""

    def variant(J, grad, theta, epsilon):
        return distance(grad, reference.numerical_gradient(J, theta, epsilon))

    variant.__name__, variant.__doc__ = distance.__name__, distance.__doc__
    return variant


for nudge in NUDGES:
    gradient_check.mistake(with_this_nudge(nudge))
for distance in (
    distances.not_divided_by_the_size,
    distances.by_the_larger,
    distances.by_one_of_them,
    distances.lengths_only,
    distances.roots_missing,
):
    gradient_check.mistake(with_this_distance(distance))


@gradient_check.mistake
def theta_compared(J, grad, theta, epsilon):
    """theta is compared with the measured gradient: compare the claimed gradient, grad"""
    return reference.relative_difference(theta, reference.numerical_gradient(J, theta, epsilon))


@gradient_check.mistake
def worst_entry(J, grad, theta, epsilon):
    """the largest relative difference of a single entry is returned: one number for all of them is asked for"""
    pairs = zip(grad, reference.numerical_gradient(J, theta, epsilon), strict=True)
    return max(reference.relative_difference(one, other) for one, other in pairs)


@gradient_check.mistake
def true_or_false_returned(J, grad, theta, epsilon):
    """a verdict, True or False, is returned: return the relative difference itself, a number"""
    return reference.gradient_check(J, grad, theta, epsilon) < 1e-7


@gradient_check.mistake
def places_exchanged(J, grad, theta, epsilon):
    """theta and grad have changed places: J is nudged at theta, and what is measured is compared with grad"""
    return reference.gradient_check(J, theta, grad, epsilon)


@gradient_check.mistake
def measured_at_the_gradient(J, grad, theta, epsilon):
    """J is nudged at grad: the slopes are to be measured at theta"""
    return reference.gradient_check(J, grad, grad, epsilon)


@gradient_check.mistake
def measured_gradient_returned(J, grad, theta, epsilon):
    """the measured gradient is returned: compare it with grad, and return their relative difference"""
    return reference.numerical_gradient(J, theta, epsilon)


@gradient_check.mistake
def pair_returned(J, grad, theta, epsilon):
    """two things are returned, slopes and relative difference: return the latter alone"""
    approx = reference.numerical_gradient(J, theta, epsilon)
    return approx, reference.relative_difference(grad, approx)


@gradient_check.mistake
def mean_of_the_entries(J, grad, theta, epsilon):
    """the mean of the entries' own relative differences is returned: return the difference alone"""
    pairs = zip(grad, reference.numerical_gradient(J, theta, epsilon), strict=True)
    return float(np.mean([reference.relative_difference(one, other) for one, other in pairs]))


# --- right, written differently -------------------------------------------------------------------------------------


@gradient_check.right
def in_one_go(J, grad, theta, epsilon):
    """Return the same without helpers."""
    steps = epsilon * np.eye(len(theta))
    approx = np.array([(J(theta + s[:, None]) - J(theta - s[:, None])) / (2 * epsilon) for s in steps])[:, None]
    below = np.sqrt(np.sum(grad**2)) + np.sqrt(np.sum(approx**2))
    return np.sqrt(np.sum((grad - approx) ** 2)) / below if below else 0.0
