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


# --- right, written differently -------------------------------------------------------------------------------------


@linear_activation_forward.right
def without_helpers(A_prev, W, b, activation):
    """Return the same, with both functions written out."""
    Z = np.dot(W, A_prev) + b
    A = Z * (Z > 0) if activation == "relu" else 0.5 * (1 + np.tanh(Z / 2))
    return A, ((A_prev, W, b), Z)
