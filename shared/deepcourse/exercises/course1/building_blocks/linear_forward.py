"""Exercise 2: the linear half of a layer, forward."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import by_hand, two_examples
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference
from deepcourse.nn.activations import sigmoid

linear_forward = FunctionExercise(
    __name__,
    reference=reference.linear_forward,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    returns=("Z", "cache"),
    hints=(
        "One matrix product and one sum. Write the shapes below each other: (n, n_prev) times (n_prev, m).",
        "Z = W @ A + b; the bias, (n, 1), is added to every column by broadcasting.",
        "return W @ A + b, (A, W, b)",
    ),
)


def layer(rng, n_prev, n, m):
    """Return random (A, W, b) of one layer."""
    return rng.normal(size=(n_prev, m)), rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1))


@linear_forward.visible
def visible():
    """Return the first layer of the text's network, random layers, a square one, one example, and one unit."""
    rng = np.random.default_rng(2)
    first = by_hand()
    return [
        Case("the first layer of the text", (two_examples()[0], first["W1"], first["b1"])),
        Case("4 inputs, 3 units, 5 examples", layer(rng, 4, 3, 5)),
        Case("3 inputs, 3 units, 3 examples", layer(rng, 3, 3, 3)),
        Case("2 inputs, 4 units, one example", layer(rng, 2, 4, 1)),
        Case("one of everything", layer(rng, 1, 1, 1)),
    ]


@linear_forward.draw
def draw(rng):
    """Return a layer of random size."""
    n_prev, n, m = (int(size) for size in rng.integers(2, 8, size=3))
    return Case(f"{n_prev} inputs, {n} units, {m} examples", layer(rng, n_prev, n, m))


@linear_forward.edges
def edges(rng):
    """Return one of everything, as many units as examples, and the size of a picture."""
    return [
        Case("one of everything", layer(rng, 1, 1, 1)),
        Case("as many units as examples", layer(rng, 3, 4, 4)),
        Case("784 inputs", layer(rng, 784, 3, 2)),
    ]


@linear_forward.property("an example does not depend on its neighbours")
def columns_are_separate(f, rng):
    """Return a sentence unless an example gets the same sums alone as among others."""
    A, W, b = layer(rng, 3, 2, 4)
    together, alone = f(A, W, b)[0][:, 1:2], f(A[:, 1:2], W, b)[0]
    return None if np.allclose(together, alone) else "an example gets another Z alone than among others"


# --- known mistakes -------------------------------------------------------------------------------------------------


@linear_forward.mistake
def bias_left_out(A, W, b):
    """the bias is left out: Z = W A + b"""
    return W @ A, (A, W, b)


@linear_forward.mistake
def bias_subtracted(A, W, b):
    """the bias is subtracted instead of added"""
    return W @ A - b, (A, W, b)


@linear_forward.mistake
def bias_as_a_row(A, W, b):
    """the bias is added as a row, to examples instead of units: b is (n, 1), leave it so and let it broadcast"""
    return W @ A + b.T, (A, W, b)


@linear_forward.mistake
def weights_transposed(A, W, b):
    """W is transposed: its rows are the units already, so Z = W A + b; the transpose belongs to the way back"""
    return W.T @ A + b, (A, W, b)


@linear_forward.mistake
def entry_by_entry(A, W, b):
    """W * A multiplies entry by entry: the sum over the inputs is the matrix product, W @ A"""
    return W * A + b, (A, W, b)


@linear_forward.mistake
def factors_swapped(A, W, b):
    """A stands before W in the product: the sum over the inputs needs (n, n_prev) times (n_prev, m), so W @ A"""
    return A @ W + b, (A, W, b)


@linear_forward.mistake
def activated_already(A, W, b):
    """an activation has been applied already: the linear half returns the bare sums Z"""
    Z = reference.linear_forward(A, W, b)[0]
    return np.maximum(Z, 0), (A, W, b)


@linear_forward.mistake
def result_in_the_cache(A, W, b):
    """Z is kept in the cache in place of A: the way back needs what came in, (A, W, b)"""
    Z = reference.linear_forward(A, W, b)[0]
    return Z, (Z, W, b)


@linear_forward.mistake
def cache_in_another_order(A, W, b):
    """the cache holds (W, A, b): this notebook settles (A, W, b), in the order of the arguments"""
    return reference.linear_forward(A, W, b)[0], (W, A, b)


@linear_forward.mistake
def sigmoid_already(A, W, b):
    """the sigmoid has been applied already: the linear half returns the bare sums Z"""
    return sigmoid(W @ A + b), (A, W, b)


@linear_forward.mistake
def bias_left_out_of_the_cache(A, W, b):
    """the cache is (A, W), without b: this notebook settles (A, W, b)"""
    return reference.linear_forward(A, W, b)[0], (A, W)


@linear_forward.mistake
def z_in_the_cache_too(A, W, b):
    """Z is kept in the cache as well: this notebook settles (A, W, b), what went in; Z is kept one level up"""
    Z, cache = reference.linear_forward(A, W, b)
    return Z, (*cache, Z)


@linear_forward.mistake
def weights_then_bias(A, W, b):
    """the cache holds (W, b, A): this notebook settles (A, W, b), in the order of the arguments"""
    return reference.linear_forward(A, W, b)[0], (W, b, A)


@linear_forward.mistake
def cache_first(A, W, b):
    """the cache comes back first: it is Z, then the cache"""
    return reference.linear_forward(A, W, b)[::-1]


@linear_forward.mistake
def bias_added_before(A, W, b):
    """the bias is added before the multiplication: Z = W A + b, the product first"""
    return W @ (A + b), (A, W, b)


@linear_forward.mistake
def one_bias_for_all(A, W, b):
    """one number is added to all units, the first bias: each unit has a bias of its own, add b"""
    return W @ A + b[0, 0], (A, W, b)


# --- right, written differently -------------------------------------------------------------------------------------


@linear_forward.right
def example_after_example(A, W, b):
    """Return the columns one after another."""
    columns = [np.dot(W, A[:, i : i + 1]) + b for i in range(A.shape[1])]
    return np.concatenate(columns, axis=1), (A, W, b)


@linear_forward.right
def bias_as_weight(A, W, b):
    """Return the same with the bias as a weight on an input that is always 1."""
    return np.hstack([W, b]) @ np.vstack([A, np.ones((1, A.shape[1]))]), (A.copy(), W.copy(), b.copy())
