"""Exercise 2: the sigmoid of a whole array."""

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import size, table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import activations

sigmoid = FunctionExercise(
    __name__,
    reference=activations.sigmoid,
    minutes=4,
    points_visible=4,
    points_hidden=6,
    returns=("the sigmoid",),
    hints=(
        "np.exp, unlike math.exp, takes whole arrays; so do +, - and /. No loop is needed.",
        "The logarithm of the sigmoid is -log(1 + exp(-x)), and np.logaddexp(0, -x) is log(1 + exp(-x)), safely.",
        "Take the exponential of that: np.exp(-np.logaddexp(0, -x)).",
    ),
)


@sigmoid.visible
def visible():
    """Return a vector, a table, a number, entries too large for exp, three axes, and a table of one entry."""
    rng = np.random.default_rng(2)
    return [
        Case("a vector of 3", (np.array([-1.0, 0.0, 2.0]),)),
        Case("a table of 2 rows and 4 columns", (table(rng, 2, 4),)),
        Case("a single number", (0.5,)),
        Case("far out: -10000, 0 and 10000", (np.array([-1e4, 0.0, 1e4]),)),
        Case("three axes, shape (2, 3, 2)", (rng.normal(size=(2, 3, 2)),)),
        Case("one entry, shape (1, 1)", (np.array([[-1.5]]),)),
    ]


@sigmoid.draw
def draw(rng):
    """Return a table of random size."""
    rows, columns = size(rng)
    return Case(f"{rows} rows, {columns} columns", (table(rng, rows, columns),))


@sigmoid.edges
def edges(rng):
    """Return other numbers of axes, one entry, and entries far out."""
    return [
        Case("three axes", (rng.normal(size=(2, 3, 4)),)),
        Case("one entry", (rng.normal(size=(1, 1)),)),
        Case("far out", (np.array([[-1e4, -800.0, -40.0], [40.0, 800.0, 1e4]]),)),
    ]


@sigmoid.property("every entry is alone")
def entries_are_alone(f, rng):
    """Return a sentence unless every entry's sigmoid is the same whatever stands beside it."""
    x = rng.normal(size=(3, 4))
    whole, part = np.asarray(f(x))[:, :2], np.asarray(f(x[:, :2]))
    if whole.shape != part.shape or np.abs(whole - part).max() > 1e-9:
        return "an entry's result changes with the entries beside it; each must be squeezed on its own"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@sigmoid.mistake
def overflow(x):
    """exp(x) stands above and below the fraction line: for a large x that is inf / inf, which is nan"""
    return np.exp(x) / (1 + np.exp(x))


@sigmoid.mistake
def sign_forgotten(x):
    """the minus sign in exp(-x) is missing: the curve must rise from left to right"""
    return activations.sigmoid(-np.asarray(x))[()]


@sigmoid.mistake
def brackets_forgotten(x):
    """the brackets around 1 + exp(-x) are missing: a division comes before an addition"""
    return 1 + np.exp(-x)


@sigmoid.mistake
def summed_up(x):
    """the exponentials are summed over the whole array: that is on the way to a softmax; here every entry is alone"""
    return np.exp(x - np.max(x)) / (np.exp(-np.max(x)) + np.sum(np.exp(x - np.max(x))))


@sigmoid.mistake
def flattened(x):
    """the result is rank-1: its axes were lost on the way; it must have the shape of x"""
    return activations.sigmoid(np.ravel(x))


@sigmoid.mistake
def clipped_in_place(x):
    """x itself is changed to keep it from overflowing: np.clip(x, ...) without out= makes a new array"""
    return activations.sigmoid(np.clip(x, -700, 700, out=x) if isinstance(x, np.ndarray) else x)


# --- right, written differently -------------------------------------------------------------------------------------


@sigmoid.right
def plain_fraction(x):
    """Return the fraction of the text: far left it warns of an overflow, and 1 / inf is 0 all the same."""
    return 1 / (1 + np.exp(-x))


@sigmoid.right
def by_tanh(x):
    """Return the sigmoid as a tanh, squeezed and lifted."""
    return (1 + np.tanh(np.asarray(x) / 2)) / 2


@sigmoid.right
def clipped(x):
    """Return the fraction of a copy that has been kept within bounds."""
    return 1 / (1 + np.exp(-np.clip(x, -700, 700)))
