"""Exercise 1: how large is the network?"""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

layer_sizes = FunctionExercise(
    __name__,
    reference=reference.layer_sizes,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    random_cases=3,
    returns=("n_x", "n_h", "n_y"),
    hints=(
        "Examples are columns. So one column of X has as many entries as the network has inputs.",
        "X.shape is the pair (rows, columns); X.shape[0] is the number of rows.",
        "Return three numbers: the rows of X, n_h as it was given, the rows of Y.",
    ),
)


def sized(n_x, n_h, n_y, m):
    """Return the arguments for a network of these sizes and m examples."""
    labels = np.arange(n_y * m).reshape(n_y, m) % 2.0  # of two kinds, which are no two outputs
    return np.zeros((n_x, m)), labels, n_h


@layer_sizes.visible
def visible():
    """Return the flower's sizes, networks whose sizes are all different, one example, and one of everything."""
    return [
        Case("400 points of the plane, 4 hidden units", sized(2, 4, 1, 400)),
        Case("7 examples, 3 inputs, 5 hidden units, 2 outputs", sized(3, 5, 2, 7)),
        Case("6 examples, 8 inputs, 2 hidden units", sized(8, 2, 1, 6)),
        Case("one example, 4 inputs, 7 hidden units, 3 outputs", sized(4, 7, 3, 1)),
        Case("one of everything, 5 examples", sized(1, 1, 1, 5)),
    ]


@layer_sizes.draw
def draw(rng):
    """Return a case of random sizes, all different."""
    n_x, n_h, n_y, m = (int(n) for n in rng.permutation(np.arange(1, 30))[:4])
    return Case(f"{n_x} inputs, {n_h} hidden units, {n_y} outputs", sized(n_x, n_h, n_y, m))


@layer_sizes.edges
def edges(rng):
    """Return a single example, and a single unit everywhere."""
    return [Case("one example", sized(3, 6, 2, 1)), Case("one of everything, 5 examples", sized(1, 1, 1, 5))]


@layer_sizes.property("sizes are whole numbers")
def whole_numbers(f, rng):
    """Return a sentence unless the sizes are whole numbers, as a shape needs them."""
    odd = [size for size in f(*sized(3, 4, 1, 6)) if not isinstance(size, (int, np.integer))]
    return f"{odd[0]!r} is {type(odd[0]).__name__}; np.zeros accepts whole numbers only in a shape" if odd else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@layer_sizes.mistake
def examples_counted(X, Y, n_h):
    """the examples are counted instead of the inputs: examples are columns, so the inputs are X.shape[0]"""
    return X.shape[1], n_h, Y.shape[1]


@layer_sizes.mistake
def hidden_units_fixed(X, Y, n_h):
    """the number of hidden units is fixed at 4: hand on the one that was given"""
    return X.shape[0], 4, Y.shape[0]


@layer_sizes.mistake
def one_output(X, Y, n_h):
    """the number of outputs is fixed at 1: it is the number of rows of Y"""
    return X.shape[0], n_h, 1


@layer_sizes.mistake
def order_swapped(X, Y, n_h):
    """the sizes come in another order: inputs first, then hidden units, then outputs"""
    return X.shape[0], Y.shape[0], n_h


@layer_sizes.mistake
def whole_shapes(X, Y, n_h):
    """whole shapes are returned: a size is one number, X.shape[0]"""
    return X.shape, n_h, Y.shape


@layer_sizes.mistake
def examples_for_outputs(X, Y, n_h):
    """the examples are counted instead of the outputs: examples are columns, so the outputs are Y.shape[0]"""
    return X.shape[0], n_h, Y.shape[1]


@layer_sizes.mistake
def examples_for_inputs(X, Y, n_h):
    """the examples are counted instead of the inputs, while the outputs are right: the inputs are X.shape[0]"""
    return X.shape[1], n_h, Y.shape[0]


@layer_sizes.mistake
def two_outputs(X, Y, n_h):
    """the outputs are the different labels, 0 and 1: an output is a row of Y"""
    return X.shape[0], n_h, len(np.unique(Y))


@layer_sizes.mistake
def turned_round(X, Y, n_h):
    """the sizes come from the output to the input: inputs first, then hidden units, then outputs"""
    return Y.shape[0], n_h, X.shape[0]


@layer_sizes.mistake
def all_entries(X, Y, n_h):
    """all entries are counted, by .size: a size of a layer is the number of rows, .shape[0]"""
    return X.size, n_h, Y.size


@layer_sizes.mistake
def outputs_from_x(X, Y, n_h):
    """the outputs are counted in X: they are the rows of Y"""
    return X.shape[0], n_h, X.shape[0]


# --- right, written differently -------------------------------------------------------------------------------------


@layer_sizes.right
def with_len(X, Y, n_h):
    """Return the same: the length of an array is the number of its rows."""
    return len(X), n_h, len(Y)
