"""Exercise 3: the slope of the sigmoid."""

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import size, table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference
from deepcourse.nn.activations import sigmoid

sigmoid_derivative = FunctionExercise(
    __name__,
    reference=reference.sigmoid_derivative,
    minutes=3,
    points_visible=4,
    points_hidden=6,
    returns=("the slope",),
    hints=(
        "Compute the sigmoid once and give it a name: s.",
        "The slope is s times (1 - s), entry by entry.",
        "s = activations.sigmoid(x), then return s * (1 - s).",
    ),
)


@sigmoid_derivative.visible
def visible():
    """Return a vector, a table, entries far out, three axes, one entry, and whole numbers."""
    rng = np.random.default_rng(3)
    return [
        Case("a vector of 3", (np.array([-1.0, 0.0, 2.0]),)),
        Case("a table of 3 rows and 2 columns", (table(rng, 3, 2),)),
        Case("far out: -10000, 0 and 10000", (np.array([[-1e4, 0.0, 1e4]]),)),
        Case("three axes, shape (2, 2, 3)", (rng.normal(size=(2, 2, 3)),)),
        Case("one entry, shape (1, 1)", (np.array([[-1.5]]),)),
        Case("whole numbers: -2, 1 and 3", (np.array([-2, 1, 3]),)),
    ]


@sigmoid_derivative.draw
def draw(rng):
    """Return a table of random size."""
    rows, columns = size(rng)
    return Case(f"{rows} rows, {columns} columns", (table(rng, rows, columns),))


@sigmoid_derivative.edges
def edges(rng):
    """Return one entry, three axes, and entries far out."""
    return [
        Case("one entry", (rng.normal(size=(1, 1)),)),
        Case("three axes", (rng.normal(size=(2, 3, 2)),)),
        Case("whole numbers", (rng.integers(-4, 5, size=(2, 3)),)),
        Case("far out", (np.array([-1e4, -800.0, 800.0, 1e4]),)),
    ]


@sigmoid_derivative.property("the slope is the one that can be measured")
def slope_is_measured(f, rng):
    """Return a sentence unless the result is the rise of the sigmoid over a small step."""
    x, step = rng.normal(size=5), 1e-5
    measured = (sigmoid(x + step) - sigmoid(x - step)) / (2 * step)
    worst = int(np.argmax(np.abs(f(x) - measured)))
    if abs(f(x)[worst] - measured[worst]) > 1e-7:
        return f"at x = {x[worst]:.3g} the sigmoid rises with slope {measured[worst]:.6g}, not {f(x)[worst]:.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@sigmoid_derivative.mistake
def x_taken_for_s(x):
    """x (1 - x) is computed: that is right only if x already is a sigmoid; take s = sigmoid(x) first"""
    return x * (1 - x)


@sigmoid_derivative.mistake
def times_one_minus_x(x):
    """s is multiplied by 1 - x instead of 1 - s"""
    return sigmoid(x) * (1 - x)


@sigmoid_derivative.mistake
def sigmoid_itself(x):
    """the sigmoid itself is returned, without the factor 1 - s"""
    return sigmoid(x)


@sigmoid_derivative.mistake
def sign_flipped(x):
    """the sign is flipped, s (s - 1): the sigmoid rises everywhere, so its slope is positive"""
    return -reference.sigmoid_derivative(x)


@sigmoid_derivative.mistake
def slope_of_tanh(x):
    """the slope is 1 - s^2, which is the rule for tanh"""
    return 1 - sigmoid(x) ** 2


@sigmoid_derivative.mistake
def overflow(x):
    """the slope is written with exp(-x), which overflows far left: inf / inf is nan; write it with s"""
    return np.exp(-x) / (1 + np.exp(-x)) ** 2


@sigmoid_derivative.mistake
def matrix_product(x):
    """s and 1 - s are multiplied as matrices, by @: the slope of each entry is its own, so multiply with *"""
    s = sigmoid(x)
    return s @ (1 - s)


@sigmoid_derivative.mistake
def sigmoid_taken_twice(x):
    """the sigmoid is taken twice: s = sigmoid(x), once, is all that s (1 - s) needs"""
    return reference.sigmoid_derivative(sigmoid(x))


@sigmoid_derivative.mistake
def differences_of_neighbours(x):
    """np.gradient compares neighbouring entries of the array: the slope of an entry has nothing to do with them; it is
    s (1 - s)
    """
    return np.gradient(sigmoid(x))


@sigmoid_derivative.mistake
def dot_product(x):
    """np.dot multiplies s and 1 - s as vectors or matrices: the slope of each entry is its own, so multiply with *"""
    s = sigmoid(x)
    return np.dot(s, 1 - s)


@sigmoid_derivative.mistake
def summed_up(x):
    """the slopes of all entries are added up: every entry keeps its own"""
    return float(np.sum(reference.sigmoid_derivative(x)))


@sigmoid_derivative.mistake
def factor_left_out(x):
    """the factor s is left out: 1 - s alone is no slope; it is s (1 - s)"""
    return sigmoid(-x)


@sigmoid_derivative.mistake
def square_of_s(x):
    """s is multiplied by itself: the second factor is 1 - s"""
    return sigmoid(x) ** 2


@sigmoid_derivative.mistake
def plus_for_minus(x):
    """the second factor is 1 + s: it is 1 - s"""
    return sigmoid(x) * (1 + sigmoid(x))


@sigmoid_derivative.mistake
def times_x(x):
    """the slope is multiplied by x as well: s (1 - s) is all of it"""
    return x * reference.sigmoid_derivative(x)


@sigmoid_derivative.mistake
def x_times_one_minus_s(x):
    """x is multiplied by 1 - s instead of s: both factors are made of the sigmoid"""
    return x * sigmoid(-x)


@sigmoid_derivative.mistake
def x_minus_square(x):
    """the square of s is subtracted from x: it is s that it is subtracted from, s - s^2"""
    return x - sigmoid(x) ** 2


@sigmoid_derivative.mistake
def squared_twice(x):
    """s is multiplied by 1 - s^2: the second factor is 1 - s, without a square"""
    return sigmoid(x) * (1 - sigmoid(x) ** 2)


@sigmoid_derivative.mistake
def tanh_for_sigmoid(x):
    """the slope is that of tanh(x), 1 - tanh(x)^2: the sigmoid's is s (1 - s)"""
    return 1 - np.tanh(x) ** 2


@sigmoid_derivative.mistake
def tanh_taken_for_s(x):
    """t (1 - t) is computed with t = tanh(x): s = sigmoid(x) belongs there"""
    return np.tanh(x) * (1 - np.tanh(x))


def measured_with(step):
    """Return the mistake of measuring the slope over a step to one side."""

    def one_sided(x):
        return (sigmoid(x + step) - sigmoid(x)) / step

    one_sided.__name__ += f"_{step:g}".replace(".", "_").replace("-", "_")
    one_sided.__doc__ = (
        f"the slope is measured over a step of {step:g} to one side: that is near it; s (1 - s) is exact"
    )
    return one_sided


for width in (0.1, 0.01, 0.001, 1e-4, 1e-5):
    sigmoid_derivative.mistake(measured_with(width))


# --- right, written differently -------------------------------------------------------------------------------------


@sigmoid_derivative.mistake
def kept_in_whole_numbers(x):
    """the result is written into an array of whole numbers, which np.zeros_like makes from whole numbers; it
    cuts off every fraction: compute the whole array at once, or write into np.zeros(x.shape)
    """
    return reference.sigmoid_derivative(x).astype(np.asarray(x).dtype)


@sigmoid_derivative.right
def two_steps(x):
    """Return s - s^2."""
    s = sigmoid(x)
    return s - s**2


@sigmoid_derivative.right
def by_tanh(x):
    """Return the slope through that of tanh."""
    return (1 - np.tanh(x / 2) ** 2) / 4
