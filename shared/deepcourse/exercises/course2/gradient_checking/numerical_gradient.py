"""Exercise 3: the gradient, measured one parameter at a time."""

import numpy as np

from deepcourse.exercises.course2.gradient_checking.cases import Landscape, by_hand, column, constant
from deepcourse.exercises.course2.gradient_checking.nudges import NUDGES, numerical
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

numerical_gradient = FunctionExercise(
    __name__,
    reference=reference.numerical_gradient,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("the gradient",),
    hints=(
        "approx = np.zeros(theta.shape); then for i in range(theta.shape[0]): one entry of it in each round.",
        "In each round make two copies with theta.copy(); entry [i, 0] of one gets epsilon more, of the other less.",
        "approx[i, 0] = (J(ahead) - J(behind)) / (2 * epsilon). Mind the brackets.",
    ),
)


@numerical_gradient.visible
def visible():
    """Return the text's function, landscapes with nudges large enough to tell ways of nudging apart, and a flat one."""
    rng = np.random.default_rng(11)
    return [
        Case("J = theta_1**3 + theta_1 theta_2 at (1, 2), epsilon 0.1", (by_hand, column(1, 2), 0.1)),
        Case("a landscape of 4 parameters, epsilon 0.01", (Landscape(rng, 4), rng.normal(size=(4, 1)), 0.01)),
        Case("a landscape of 3 parameters, epsilon 0.3", (Landscape(rng, 3), rng.normal(size=(3, 1)), 0.3)),
        Case("one parameter, a nudge of 1", (Landscape(rng, 1), column(0.7), 1.0)),
        Case("a function that never changes", (constant, column(2, -1), 0.2)),
    ]


@numerical_gradient.draw
def draw(rng):
    """Return a landscape of random size, at a random place, with a nudge that can be told from others."""
    n, epsilon = int(rng.integers(2, 8)), float(10 ** rng.uniform(-2, -0.5))
    return Case(f"{n} parameters, epsilon {epsilon:.3g}", (Landscape(rng, n), rng.normal(size=(n, 1)), epsilon))


@numerical_gradient.edges
def edges(rng):
    """Return one parameter, a function that is flat, and a nudge of 1."""
    return [
        Case("one parameter", (Landscape(rng, 1), rng.normal(size=(1, 1)), 0.1)),
        Case("a function that never changes", (constant, rng.normal(size=(3, 1)), 0.1)),
        Case("a nudge of 1", (Landscape(rng, 4), rng.normal(size=(4, 1)), 1.0)),
    ]


@numerical_gradient.property("the true gradient, with few calls of J")
def calls_are_two_for_each(f, rng):
    """Return a sentence unless the gradient is the true one and J was called about twice for each parameter."""
    J, theta, calls = Landscape(rng, 4), rng.normal(size=(4, 1)), []

    def counted(place):
        calls.append(1)
        return J(place)

    far = float(np.abs(f(counted, theta, 1e-5) - J.gradient(theta)).max())
    if not far < 1e-6:
        return f"with epsilon 1e-5 the measured gradient is wrong by {far:.2g}"
    return None if len(calls) <= 12 else f"J was called {len(calls)} times for 4 parameters; 8 are enough"


@numerical_gradient.mistake
def scaled_with_the_entry(J, theta, epsilon):
    """the nudge grows with the entry, epsilon * (1 + |theta|): every entry is nudged by epsilon itself"""
    gradient = np.zeros(theta.shape)
    for i in range(len(theta)):
        step = np.zeros(theta.shape)
        step[i] = epsilon * (1 + np.abs(theta[i]))
        gradient[i] = (J(theta + step) - J(theta - step)) / (2 * step[i])
    return gradient


@numerical_gradient.mistake
def one_sided_and_axis_lost(J, theta, epsilon):
    """only the nudge to the right is measured, and an axis is lost: nudge to both sides, and return (n, 1)"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) - J(here)) / e)[:, 0]


@numerical_gradient.mistake
def as_a_row(J, theta, epsilon):
    """the result is a row, (1, n): a gradient has the shape of what it belongs to, here (n, 1)"""
    return reference.numerical_gradient(J, theta, epsilon).T


@numerical_gradient.mistake
def as_a_sum(J, theta, epsilon):
    """the slopes are added up to one number: a slope for each parameter is asked for, (n, 1)"""
    return float(np.sum(reference.numerical_gradient(J, theta, epsilon)))


# --- right, written differently -------------------------------------------------------------------------------------


@numerical_gradient.right
def with_unit_vectors(J, theta, epsilon):
    """Return the slopes along the columns of the unit matrix."""
    steps = np.eye(theta.size)
    slopes = [(J(theta + epsilon * e[:, None]) - J(theta - epsilon * e[:, None])) / (2 * epsilon) for e in steps]
    return np.array(slopes).reshape(theta.shape)


@numerical_gradient.right
def old_number_kept(J, theta, epsilon):
    """Return the slopes from one copy, whose entries are written back."""
    moved, approx = theta.copy(), np.empty_like(theta)
    for i in range(theta.shape[0]):
        old = moved[i, 0]
        moved[i, 0] = old + epsilon
        ahead = J(moved)
        moved[i, 0] = old - epsilon
        approx[i, 0] = (ahead - J(moved)) / (2 * epsilon)
        moved[i, 0] = old
    return approx


for mistake in NUDGES:
    numerical_gradient.mistake(mistake)


@numerical_gradient.mistake
def axis_lost(J, theta, epsilon):
    """the result has lost an axis, (n,): a gradient has the shape of what it belongs to, here (n, 1)"""
    return reference.numerical_gradient(J, theta, epsilon)[:, 0]
