"""Exercise 1: start from nothing."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import logistic_regression as reference

initialize_with_zeros = FunctionExercise(
    __name__,
    reference=reference.initialize_with_zeros,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    random_cases=3,
    returns=("w", "b"),
    hints=(
        "The weights are a column: one row for each of the `dim` inputs, and one column.",
        "np.zeros takes the shape as a pair: np.zeros((rows, columns)).",
        "Return two things, the column of zeros and the number 0.0, separated by a comma.",
    ),
)


@initialize_with_zeros.visible
def visible():
    """Return one case for each of three sizes."""
    return [Case(f"{dim} input{'s' if dim > 1 else ''}", (dim,)) for dim in (2, 1, 5)]


@initialize_with_zeros.draw
def draw(rng):
    """Return a case of random size."""
    dim = int(rng.integers(2, 200))
    return Case(f"{dim} inputs", (dim,))


@initialize_with_zeros.edges
def edges(rng):
    """Return the sizes at the ends: one input, and one for every pixel of a picture."""
    return [Case("one input", (1,)), Case("784 inputs", (784,))]


@initialize_with_zeros.property("a new array at every call")
def shared_memory(f, rng):
    """Return a sentence if two calls give the same array: training one neuron would then train the other."""
    first, second = f(3)[0], f(3)[0]
    return "two calls returned the very same array; make a new one at every call" if first is second else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@initialize_with_zeros.mistake
def rank_one_weights(dim):
    """w has the shape (dim,) instead of (dim, 1): such an array has no transpose, and w.T @ X means something else"""
    return np.zeros(dim), 0.0


@initialize_with_zeros.mistake
def row_of_weights(dim):
    """w is a row (1, dim) instead of a column (dim, 1)"""
    return np.zeros((1, dim)), 0.0


@initialize_with_zeros.mistake
def integer_weights(dim):
    """w holds integers: a later `w -= ...` with fractions would fail or lose them"""
    return np.zeros((dim, 1), dtype=int), 0


@initialize_with_zeros.mistake
def random_weights(dim):
    """w is drawn at random: a single neuron needs no such start, its cost has only one valley"""
    return np.random.default_rng(1).normal(size=(dim, 1)) * 0.01, 0.0


@initialize_with_zeros.mistake
def bias_as_array(dim):
    """b is an array of shape (1, 1): the bias is one number"""
    return np.zeros((dim, 1)), np.zeros((1, 1))


@initialize_with_zeros.mistake
def bias_for_every_input(dim):
    """there is one b for every input: a neuron adds a single number to its weighted sum"""
    return np.zeros((dim, 1)), np.zeros((dim, 1))


@initialize_with_zeros.mistake
def sizes_without_brackets(dim):
    """np.zeros gets the sizes as two arguments: they belong in one pair of brackets, as in np.zeros((2, 3)); a second
    argument is the dtype
    """
    return np.zeros(dim, 1), 0.0


@initialize_with_zeros.mistake
def order_exchanged(dim):
    """b is returned first: the order is w, b"""
    return 0.0, np.zeros((dim, 1))


@initialize_with_zeros.mistake
def ones(dim):
    """w holds ones: asked for are zeros"""
    return np.ones((dim, 1)), 0.0


@initialize_with_zeros.mistake
def bias_of_one(dim):
    """b is 1: asked for is 0"""
    return np.zeros((dim, 1)), 1.0


@initialize_with_zeros.mistake
def one_weight_more(dim):
    """w has a row more than there are inputs, for the bias perhaps: b is a number of its own"""
    return np.zeros((dim + 1, 1)), 0.0


@initialize_with_zeros.mistake
def square_of_weights(dim):
    """w has the shape (dim, dim): one neuron has one weight for each input, (dim, 1)"""
    return np.zeros((dim, dim)), 0.0


@initialize_with_zeros.mistake
def single_weight(dim):
    """w has the shape (1, 1), whatever dim is: there is one weight for each input, (dim, 1)"""
    return np.zeros((1, 1)), 0.0


@initialize_with_zeros.mistake
def list_of_weights(dim):
    """w is a Python list: np.zeros makes an array"""
    return [0.0] * dim, 0.0


@initialize_with_zeros.mistake
def bias_of_rank_one(dim):
    """b is an array of shape (1,): the bias is one number"""
    return np.zeros((dim, 1)), np.zeros(1)


@initialize_with_zeros.mistake
def no_bias(dim):
    """b is None: it starts at the number 0"""
    return np.zeros((dim, 1)), None


# --- right, written differently -------------------------------------------------------------------------------------


@initialize_with_zeros.right
def from_a_list(dim):
    """Return the zeros as a list of rows."""
    return np.array([[0.0]] * dim), 0.0
