"""Exercise 2: several neurons look at the same inputs."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import neurons

layer_of_neurons = FunctionExercise(
    __name__,
    reference=neurons.layer_of_neurons,
    minutes=8,
    points_visible=10,
    points_hidden=15,
    returns=("the outputs",),
    hints=(
        "Look at shapes: W is (n, n_x) and X is (n_x, m). Which product of the two gives (n, m)?",
        "In NumPy the matrix product is written @. Adding b, a column (n, 1), gives each row its own bias.",
        "The whole body: return np.maximum(W @ X + b, 0).",
    ),
)


def layer(rng, n_x, n, m):
    """Return random X (n_x, m), W (n, n_x), b (n, 1)."""
    return rng.normal(size=(n_x, m)), rng.normal(size=(n, n_x)), rng.normal(size=(n, 1))


@layer_of_neurons.visible
def visible():
    """Return the layer of the text, random ones, a square one, in which W.T fits too, one input, and silent neurons."""
    rng = np.random.default_rng(4)
    text = (np.array([[1.0], [2.0]]), np.array([[1.0, 1.0], [-3.0, 1.0]]), np.array([[0.5], [0.0]]))
    X, W, b = layer(np.random.default_rng(5), 2, 3, 4)
    return [
        Case("two inputs, two neurons, one example", text),
        Case("3 inputs, 2 neurons, 5 examples", layer(rng, 3, 2, 5)),
        Case("as many inputs as neurons and examples", layer(rng, 3, 3, 3)),
        Case("one neuron", layer(rng, 4, 1, 6)),
        Case("one input", layer(rng, 1, 3, 4)),
        Case("all neurons silent", (X, W, b - 100)),
    ]


@layer_of_neurons.draw
def draw(rng):
    """Return a layer of random size."""
    n_x, n, m = (int(k) for k in rng.choice(range(2, 10), size=3, replace=False))
    return Case(f"{n_x} inputs, {n} neurons, {m} examples", layer(rng, n_x, n, m))


@layer_of_neurons.edges
def edges(rng):
    """Return one example, one input, sizes that are all equal, and biases that silence every neuron."""
    X, W, b = layer(rng, 3, 4, 5)
    return [
        Case("one example", layer(rng, 4, 3, 1)),
        Case("one input", layer(rng, 1, 3, 4)),
        Case("all sizes equal", layer(rng, 4, 4, 4)),
        Case("all neurons silent", (X, W, b - 100)),
    ]


@layer_of_neurons.property("every example is alone")
def examples_are_alone(f, rng):
    """Return a sentence unless an example's outputs are the same whatever stands beside it."""
    X, W, b = layer(rng, 3, 4, 6)
    whole, part = np.asarray(f(X, W, b)), np.asarray(f(X[:, :2], W, b))
    if part.shape != (4, 2) or whole.shape != (4, 6) or np.abs(whole[:, :2] - part).max() > 1e-9:
        return "an example's outputs change with the examples beside it; every column must be computed on its own"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@layer_of_neurons.mistake
def relu_left_out(X, W, b):
    """max(0, ...) is missing: these are the sums before ReLU"""
    return W @ X + b


@layer_of_neurons.mistake
def bias_after(X, W, b):
    """b is added after ReLU: it belongs inside, before the cut at zero"""
    return np.maximum(W @ X, 0) + b


@layer_of_neurons.mistake
def bias_forgotten(X, W, b):
    """the biases b are missing"""
    return np.maximum(W @ X, 0)


@layer_of_neurons.mistake
def weights_transposed(X, W, b):
    """W is transposed: a *row* of W already holds the weights of one neuron, so W @ X needs no .T"""
    return np.maximum(W.T @ X + b, 0)


@layer_of_neurons.mistake
def factors_exchanged(X, W, b):
    """the factors stand the wrong way round: it is W @ X, with a row of weights for each neuron first, not X @ W"""
    return np.maximum(X @ W + b, 0)


@layer_of_neurons.mistake
def entry_by_entry(X, W, b):
    """W * X multiplies entry by entry; a neuron sums over its inputs, which is the matrix product W @ X"""
    return np.maximum(W * X + b, 0)


@layer_of_neurons.mistake
def bias_as_row(X, W, b):
    """b is laid out as a row: its n entries then belong to the examples, not to the neurons"""
    return np.maximum(W @ X + b.ravel(), 0)


@layer_of_neurons.mistake
def transposed_result(X, W, b):
    """the result is transposed: neurons are rows and examples are columns, (n, m)"""
    return neurons.layer_of_neurons(X, W, b).T


# --- right, written differently -------------------------------------------------------------------------------------


@layer_of_neurons.right
def neuron_by_neuron(X, W, b):
    """Return the layer, one neuron after the other."""
    return np.array([np.maximum(sum(W[i, j] * X[j] for j in range(len(X))) + b[i, 0], 0) for i in range(len(W))])


@layer_of_neurons.right
def with_einsum(X, W, b):
    """Return the layer with its sum written in letters."""
    return np.maximum(np.einsum("ij,jm->im", W, X) + b, 0)
