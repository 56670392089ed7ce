"""Exercise 2: the sigmoid of a whole array."""

import math

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import size, table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import activations, vectorization

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
    """Return a vector, a table, a number, entries too large for exp, three axes, one entry, and whole
    numbers.
    """
    rng = np.random.default_rng(2)
    return [
        Case("a vector of 3", (np.array([-1.0, 0.0, 2.0]),)),
        Case("a table of 2 rows and 4 columns", (table(rng, 2, 4),)),
        Case("a single number", (0.5,)),
        Case("far out: -10000, 0 and 10000", (np.array([-1e4, 0.0, 1e4]),)),
        Case("three axes, shape (2, 3, 2)", (rng.normal(size=(2, 3, 2)),)),
        Case("one entry, shape (1, 1)", (np.array([[-1.5]]),)),
        Case("whole numbers: -2, 1 and 50", (np.array([-2, 1, 50]),)),
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
        Case("a single number", (float(rng.normal()),)),
        Case("whole numbers", (rng.integers(-4, 5, size=(2, 3)),)),
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
    """the result is 1 + exp(-x): without brackets a division comes before an addition, and exp(logaddexp(0, -x)) needs
    a minus
    """
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


@sigmoid.mistake
def exp_of_math(x):
    """math.exp is called: it takes one number, np.exp takes a whole array"""
    return 1 / (1 + math.exp(-x))


@sigmoid.mistake
def if_on_the_array(x):
    """an `if` asks about the whole array: it can follow one True or False only, and np.where chooses entry by entry"""
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))


@sigmoid.mistake
def loop_over_the_rows(x):
    """a loop goes along the first axis and calls the function of one number: the entries of a table are rows, and a
    single number has none
    """
    return np.array([vectorization.basic_sigmoid(each) for each in x])


@sigmoid.mistake
def if_in_a_loop(x):
    """a loop goes along the first axis and an `if` asks about the sign of what it finds: in a table these are whole
    rows, and a single number has none
    """
    return np.array([1 / (1 + math.exp(-each)) if each >= 0 else math.exp(each) / (1 + math.exp(each)) for each in x])


@sigmoid.mistake
def places_of_a_number(x):
    """entries are picked out of x by x[...]: x may be a single number, which has none; np.asarray(x) makes an array"""
    s, right = np.zeros_like(x), x >= 0
    s[right] = activations.sigmoid(x[right])
    s[~right] = activations.sigmoid(x[~right])
    return s


@sigmoid.mistake
def shape_of_a_number(x):
    """x.shape is asked for: x may be a single number, which has none; np.shape(x) works for both"""
    return activations.sigmoid(x.reshape(x.shape)) if x.shape else None


@sigmoid.mistake
def one_for_zero(x):
    """np.logaddexp(1, -x) is taken, which is log(e + exp(-x)): 1 is exp(0), so it is np.logaddexp(0, -x)"""
    return np.exp(-np.logaddexp(1, -x))


@sigmoid.mistake
def logarithm_of_it(x):
    """the result is the logarithm of the sigmoid, -logaddexp(0, -x): its exponential is still to be taken"""
    return -np.logaddexp(0, -x)


@sigmoid.mistake
def logarithm_below_the_line(x):
    """the result is 1 over np.logaddexp(0, -x): that is the logarithm of 1 + exp(-x) already, and the sigmoid is exp of
    minus it
    """
    return 1 / np.logaddexp(0, -x)


@sigmoid.mistake
def tanh_itself(x):
    """the result is tanh(x), which runs from -1 to 1: the sigmoid runs from 0 to 1"""
    return np.tanh(x)


@sigmoid.mistake
def tanh_not_halved(x):
    """the tanh of x is squeezed and lifted: the sigmoid is (1 + tanh(x / 2)) / 2, with half of x inside"""
    return (1 + np.tanh(x)) / 2


@sigmoid.mistake
def size_for_x(x):
    """the size of x takes the place of x: the sigmoid of -x is 1 minus that of x"""
    return activations.sigmoid(np.abs(x))


@sigmoid.mistake
def minus_for_plus(x):
    """below the fraction line stands 1 - exp(-x): it is 1 + exp(-x)"""
    return 1 / (1 - np.exp(-x))


@sigmoid.mistake
def one_forgotten(x):
    """the 1 + below the fraction line is missing"""
    return 1 / np.exp(-x)


@sigmoid.mistake
def slope_of_it(x):
    """the result is the slope s (1 - s): asked for is the sigmoid itself"""
    return activations.sigmoid(x) * activations.sigmoid(np.negative(x))


@sigmoid.mistake
def true_or_false(x):
    """the result is 1 where x is above zero and 0 elsewhere: the sigmoid rises smoothly"""
    return np.greater(x, 0).astype(float)


@sigmoid.mistake
def shares_of_a_sum(x):
    """the entries of the result are divided by their sum: each entry is squeezed on its own, and nothing sums to 1"""
    return activations.sigmoid(x) / np.sum(activations.sigmoid(x))


@sigmoid.mistake
def always_an_array(x):
    """a single number comes back as an array with an axis: the result has the shape of x, and a number has none"""
    return activations.sigmoid(np.atleast_1d(x))


@sigmoid.mistake
def cut_at_five(x):
    """x is cut to lie between -5 and 5: no exponential overflows then, but the sigmoid of 1000 is not that of 5"""
    return activations.sigmoid(np.clip(x, -5, 5))


# --- right, written differently -------------------------------------------------------------------------------------


@sigmoid.mistake
def kept_in_whole_numbers(x):
    """the result is written into an array of whole numbers, which np.zeros_like makes from whole numbers; it
    cuts off every fraction: compute the whole array at once, or write into np.zeros(x.shape)
    """
    return activations.sigmoid(np.asarray(x)).astype(np.asarray(x).dtype)[()]


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
