"""Exercise 3: one whole layer, forward."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.linear_forward import layer
from deepcourse.exercises.course1.building_blocks.networks import by_hand, two_examples
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import building_blocks as reference
from deepcourse.nn.activations import relu, sigmoid

linear_activation_forward = FunctionExercise(
    __name__,
    reference=reference.linear_activation_forward,
    minutes=3,
    points_visible=3,
    points_hidden=4,
    returns=("A", "cache"),
    hints=(
        "First the linear half: Z, linear_cache = reference.linear_forward(A_prev, W, b).",
        'Then A = relu(Z) if activation == "relu", else sigmoid(Z).',
        "return A, (linear_cache, Z)",
    ),
)


@linear_activation_forward.visible
def visible():
    """Return the text's first layer, random layers of both kinds, and large sums."""
    rng, (A, W, b) = np.random.default_rng(3), layer(np.random.default_rng(4), 3, 2, 4)
    first = by_hand()
    return [
        Case("the first layer of the text, relu", (two_examples()[0], first["W1"], first["b1"], "relu")),
        Case("4 inputs, 3 units, 5 examples, sigmoid", (*layer(rng, 4, 3, 5), "sigmoid")),
        Case("3 inputs, 3 units, 4 examples, relu", (*layer(rng, 3, 3, 4), "relu")),
        Case("2 inputs, 1 unit, one example, sigmoid", (*layer(rng, 2, 1, 1), "sigmoid")),
        Case("large sums, sigmoid", (100 * A, W, b, "sigmoid")),
        Case("the same numbers, relu", (100 * A, W, b, "relu")),
    ]


@linear_activation_forward.draw
def draw(rng):
    """Return a layer of random size and kind."""
    n_prev, n, m = (int(size) for size in rng.integers(2, 8, size=3))
    activation = str(rng.choice(["relu", "sigmoid"]))
    return Case(f"{n_prev} inputs, {n} units, {m} examples, {activation}", (*layer(rng, n_prev, n, m), activation))


@linear_activation_forward.edges
def edges(rng):
    """Return the smallest layer, both kinds on the same numbers, and large sums."""
    one, (A, W, b) = layer(rng, 1, 1, 1), layer(rng, 3, 4, 4)
    return [
        Case("one of everything, relu", (*one, "relu")),
        Case("as many units as examples, relu", (A, W, b, "relu")),
        Case("the same numbers, sigmoid", (A, W, b, "sigmoid")),
        Case("large sums, sigmoid", (100 * A, W, b, "sigmoid")),
    ]


@linear_activation_forward.property("relu is never negative, the sigmoid lies between 0 and 1")
def within_bounds(f, rng):
    """Return a sentence unless ReLU never answers below 0, and the sigmoid only from 0 to 1."""
    A, W, b = layer(rng, 4, 5, 6)
    low, probability = f(A, W, b, "relu")[0].min(), f(A, W, b, "sigmoid")[0]
    if low < 0:
        return f"a relu layer answered {low:.4g}, which is below 0"
    inside = probability.min() > 0 and probability.max() < 1
    return None if inside else "a sigmoid layer gave an answer that is not between 0 and 1"


# --- known mistakes -------------------------------------------------------------------------------------------------


def through(A_prev, W, b, function, remembered=None):
    """Return what a layer with another activation function gives."""
    Z, linear_cache = reference.linear_forward(A_prev, W, b)
    return function(Z), (linear_cache, Z if remembered is None else remembered(Z))


@linear_activation_forward.mistake
def always_relu(A_prev, W, b, activation):
    """relu is used whatever `activation` says"""
    return through(A_prev, W, b, relu)


@linear_activation_forward.mistake
def always_sigmoid(A_prev, W, b, activation):
    """the sigmoid is used whatever `activation` says"""
    return through(A_prev, W, b, sigmoid)


@linear_activation_forward.mistake
def relu_and_sigmoid_swapped(A_prev, W, b, activation):
    """relu and sigmoid have changed places"""
    return through(A_prev, W, b, sigmoid if activation == "relu" else relu)


@linear_activation_forward.mistake
def activation_left_out(A_prev, W, b, activation):
    """the activation is left out: A is Z itself, and layers that do not bend are no more than one layer"""
    return through(A_prev, W, b, lambda Z: Z)


@linear_activation_forward.mistake
def a_in_the_cache(A_prev, W, b, activation):
    """the cache keeps A in place of Z: the way back needs the sum before the activation"""
    function = relu if activation == "relu" else sigmoid
    return through(A_prev, W, b, function, remembered=function)


@linear_activation_forward.mistake
def caches_swapped(A_prev, W, b, activation):
    """the two halves of the cache have changed places: it is (linear_cache, Z)"""
    A, (linear_cache, Z) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, (Z, linear_cache)


@linear_activation_forward.mistake
def flat_cache(A_prev, W, b, activation):
    """the cache is one flat tuple (A_prev, W, b, Z): it is a pair, (linear_cache, Z), each half for its own block"""
    A, (linear_cache, Z) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, (*linear_cache, Z)


@linear_activation_forward.mistake
def only_z_in_the_cache(A_prev, W, b, activation):
    """the linear cache is lost: the cache is (linear_cache, Z), and linear_forward has made its first half"""
    A, (_, Z) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, Z


@linear_activation_forward.mistake
def relu_in_place(A_prev, W, b, activation):
    """relu has lost the negative sums of the cached Z, as writing into Z does: the way back needs Z as it was"""
    A, (linear_cache, Z) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, (linear_cache, A if activation == "relu" else Z)


@linear_activation_forward.mistake
def activated_before(A_prev, W, b, activation):
    """the activation is applied to A_prev, before the linear half: first the sums, then A = g(Z)"""
    Z, linear_cache = reference.linear_forward(A_prev, W, b)
    return W @ (relu if activation == "relu" else sigmoid)(A_prev) + b, (linear_cache, Z)


@linear_activation_forward.mistake
def sigmoid_on_top_of_relu(A_prev, W, b, activation):
    """relu and the sigmoid are applied one after the other: it is one of them, as `activation` says"""
    return through(A_prev, W, b, lambda Z: sigmoid(relu(Z)))


@linear_activation_forward.mistake
def tanh_for_the_sigmoid(A_prev, W, b, activation):
    """tanh is used for the sigmoid: that is 1 / (1 + e^-Z), between 0 and 1"""
    return through(A_prev, W, b, relu if activation == "relu" else np.tanh)


@linear_activation_forward.mistake
def sigmoid_falls(A_prev, W, b, activation):
    """the minus in the exponent is missing: the sigmoid is 1 / (1 + e^-Z) and rises with Z"""
    return through(A_prev, W, b, relu if activation == "relu" else lambda Z: sigmoid(-Z))


@linear_activation_forward.mistake
def bias_left_out(A_prev, W, b, activation):
    """the bias is left out: Z = W A_prev + b"""
    A, ((_, _, _), Z) = reference.linear_activation_forward(A_prev, W, np.zeros_like(b), activation)
    return A, ((A_prev, W, b), Z)


@linear_activation_forward.mistake
def answer_in_the_linear_cache(A_prev, W, b, activation):
    """the linear cache holds the layer's answer A in place of A_prev: it keeps what came in"""
    A, ((_, W, b), Z) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, ((A, W, b), Z)


@linear_activation_forward.mistake
def only_the_linear_cache(A_prev, W, b, activation):
    """Z is lost: the cache is (linear_cache, Z), and the way back through the activation needs Z"""
    A, (linear_cache, _) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, linear_cache


@linear_activation_forward.mistake
def three_in_the_cache(A_prev, W, b, activation):
    """the cache holds A too, (linear_cache, Z, A): it is a pair, (linear_cache, Z)"""
    A, (linear_cache, Z) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, (linear_cache, Z, A)


@linear_activation_forward.mistake
def name_in_the_cache(A_prev, W, b, activation):
    """the name of the activation is kept in the cache: it is a pair, (linear_cache, Z)"""
    A, (linear_cache, Z) = reference.linear_activation_forward(A_prev, W, b, activation)
    return A, (linear_cache, Z, activation)


@linear_activation_forward.mistake
def cache_first(A_prev, W, b, activation):
    """the cache comes back first: it is A, then the cache"""
    return reference.linear_activation_forward(A_prev, W, b, activation)[::-1]


@linear_activation_forward.mistake
def sums_not_unpacked(A_prev, W, b, activation):
    """the whole result of linear_forward is handed to the activation: it is two things, so write Z, linear_cache = ...
    first
    """
    return (relu if activation == "relu" else sigmoid)(reference.linear_forward(A_prev, W, b))


# --- right, written differently -------------------------------------------------------------------------------------


@linear_activation_forward.right
def without_helpers(A_prev, W, b, activation):
    """Return the same, with both functions written out."""
    Z = np.dot(W, A_prev) + b
    A = Z * (Z > 0) if activation == "relu" else 0.5 * (1 + np.tanh(Z / 2))
    return A, ((A_prev, W, b), Z)
