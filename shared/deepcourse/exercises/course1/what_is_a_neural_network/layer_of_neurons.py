"""Exercise 2: several neurons look at the same inputs."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import neurons
from deepcourse.nn.activations import sigmoid

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


def other(name, sentence, answer):
    """Return the mistake of another answer to (X, W, b)."""

    def mistake(X, W, b):
        return answer(X, W, b)

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


def relu(Z):
    """Return Z cut at zero."""
    return np.maximum(Z, 0)


for wrong in (
    (
        "first_bias_for_all",
        "the first entry of b is used for all neurons: each has its own",
        lambda X, W, b: relu(W @ X + b[0, 0]),
    ),
    (
        "biases_summed",
        "the biases are added up to one number: each neuron has its own",
        lambda X, W, b: relu(W @ X + np.sum(b)),
    ),
    (
        "biases_averaged",
        "the biases are averaged to one number: each neuron has its own",
        lambda X, W, b: relu(W @ X + np.mean(b)),
    ),
    ("bias_subtracted", "the biases are subtracted: they are added", lambda X, W, b: relu(W @ X - b)),
    (
        "bias_after_and_transposed",
        "b is added after ReLU, and the result is transposed: b belongs inside, and neurons are rows",
        lambda X, W, b: (relu(W @ X) + b).T,
    ),
    ("bias_multiplied", "b is added to X before the product: it is added to W @ X", lambda X, W, b: relu(W @ (X + b))),
    (
        "running_sum",
        "the sum is not begun anew for each example: each starts with the bias alone",
        lambda X, W, b: relu(np.cumsum(W @ X, axis=1) + b),
    ),
    (
        "running_sum_over_neurons",
        "the sum is not begun anew for each neuron: each starts from zero",
        lambda X, W, b: relu(np.cumsum(W @ X + b, axis=0)),
    ),
    (
        "first_example_only",
        "only the first example is looked at: every column of X has its outputs",
        lambda X, W, b: relu(W @ X[:, :1] + b),
    ),
    (
        "first_example_only_zeros",
        "only the first example gets outputs, as where a return stands inside the loop: every column of X has its own",
        lambda X, W, b: np.where(np.arange(X.shape[1]) == 0, relu(W @ X + b), 0),
    ),
    (
        "first_neuron_only",
        "only the first neuron is asked: every row of W is a neuron",
        lambda X, W, b: relu(W[:1] @ X + b[:1]),
    ),
    (
        "first_neuron_only_zeros",
        "only the first neuron gets outputs, as where a return stands inside the loop: every row of W is a neuron",
        lambda X, W, b: np.where(np.arange(len(W))[:, np.newaxis] == 0, relu(W @ X + b), 0),
    ),
    (
        "last_input_left_out",
        "the last input is left out: range(n_x) goes through all of them",
        lambda X, W, b: relu(W[:, :-1] @ X[:-1] + b),
    ),
    (
        "first_input_left_out",
        "the first input is left out: Python counts from 0",
        lambda X, W, b: relu(W[:, 1:] @ X[1:] + b),
    ),
    (
        "last_input_only",
        "only the last input counts, as where `=` stands for `+=`: a neuron adds up all of them",
        lambda X, W, b: relu(W[:, -1:] @ X[-1:] + b),
    ),
    (
        "sigmoid_instead",
        "the sigmoid is taken of the sums: these neurons cut them at zero",
        lambda X, W, b: sigmoid(W @ X + b),
    ),
    ("tanh_instead", "tanh is taken of the sums: these neurons cut them at zero", lambda X, W, b: np.tanh(W @ X + b)),
    (
        "leaky",
        "a hundredth of a negative sum comes through: that is a leaky ReLU; here it is zero",
        lambda X, W, b: np.where(W @ X + b > 0, W @ X + b, 0.01 * (W @ X + b)),
    ),
    (
        "absolute_value",
        "the absolute value is taken: that folds negative sums upwards; ReLU makes them zero",
        lambda X, W, b: np.abs(W @ X + b),
    ),
    (
        "one_if_positive",
        "the answer is only 0 or 1, whether the sum is positive; ReLU keeps the positive sum itself",
        lambda X, W, b: (W @ X + b > 0).astype(float),
    ),
    (
        "cut_at_one",
        "the outputs are cut off above 1 too: ReLU has no upper end",
        lambda X, W, b: np.clip(W @ X + b, 0, 1),
    ),
    (
        "minimum",
        "the smaller of 0 and the sum is taken: it is the larger one",
        lambda X, W, b: np.minimum(W @ X + b, 0),
    ),
    (
        "max_of_python",
        "Python's own `max` is called: it picks one of its arguments; `np.maximum` goes through an array "
        "entry by entry",
        lambda X, W, b: max(0, W @ X + b),
    ),
    (
        "largest_along_the_axis",
        "np.max(Z, 0) is called: its 0 is an axis, and the largest neuron of each example is left; "
        "np.maximum compares with 0 entry by entry",
        lambda X, W, b: np.max(W @ X + b, 0),
    ),
    (
        "largest_neuron",
        "the largest neuron of each example is kept: every neuron has its output",
        lambda X, W, b: np.max(W @ X + b, axis=0, keepdims=True),
    ),
    (
        "largest_neuron_with_summed_biases",
        "the largest neuron of each example is kept, and the biases are added up: every "
        "neuron has its output, and its own bias",
        lambda X, W, b: np.max(W @ X + np.sum(b), axis=0, keepdims=True),
    ),
    (
        "outputs_added_up",
        "the outputs of all neurons are added up: every neuron has its own row",
        lambda X, W, b: np.sum(relu(W @ X + b), axis=0, keepdims=True),
    ),
    (
        "neurons_of_one_input",
        "each neuron multiplies X entry by entry, as the neuron of one input does, and sums nothing: a "
        "neuron adds up its inputs, W @ X",
        lambda X, W, b: np.array([relu(W[i] * X + b[i]) for i in range(len(W))]),
    ),
    (
        "never_summed",
        "each neuron's products are not added up over its inputs: that is what the matrix product W @ X does",
        lambda X, W, b: relu(W[:, :, np.newaxis] * X + b[:, :, np.newaxis]),
    ),
    (
        "weights_transposed_in_dot",
        "W is transposed in np.dot(W.T, X): a *row* of W already holds the weights of one neuron",
        lambda X, W, b: relu(np.dot(W.T, X) + b),
    ),
    (
        "factors_exchanged_in_dot",
        "the factors stand the wrong way round in np.dot(X, W): it is np.dot(W, X)",
        lambda X, W, b: relu(np.dot(X, W) + b),
    ),
    (
        "inputs_transposed",
        "X is transposed: its columns are the examples, and W @ X fits as it is",
        lambda X, W, b: relu(W @ X.T + b),
    ),
    (
        "bias_transposed",
        "b is transposed to a row: as a column (n, 1) it gives each neuron its own bias",
        lambda X, W, b: relu(W @ X + b.T),
    ),
    (
        "examples_averaged",
        "the examples are averaged: each column has its outputs",
        lambda X, W, b: relu(W @ X + b).mean(axis=1, keepdims=True),
    ),
):
    layer_of_neurons.mistake(other(*wrong))


# --- right, written differently -------------------------------------------------------------------------------------


@layer_of_neurons.right
def neuron_by_neuron(X, W, b):
    """Return the layer, one neuron after the other."""
    return np.array([np.maximum(sum(W[i, j] * X[j] for j in range(len(X))) + b[i, 0], 0) for i in range(len(W))])


@layer_of_neurons.right
def with_einsum(X, W, b):
    """Return the layer with its sum written in letters."""
    return np.maximum(np.einsum("ij,jm->im", W, X) + b, 0)
