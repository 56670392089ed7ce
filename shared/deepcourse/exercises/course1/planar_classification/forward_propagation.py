"""Exercise 3: forward through two layers."""

import numpy as np

from deepcourse.exercises.course1.planar_classification.networks import (
    by_hand,
    examples,
    network,
    sizes,
    two_points,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference
from deepcourse.nn.activations import sigmoid

forward_propagation = FunctionExercise(
    __name__,
    reference=reference.forward_propagation,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("A2", "cache"),
    hints=(
        "Four lines, one for each symbol: Z1, A1, Z2, A2.",
        'Z1 = parameters["W1"] @ X + parameters["b1"]; the bias, (n_h, 1), is added to every column by broadcasting.',
        'A1 = np.tanh(Z1), A2 = sigmoid(Z2); return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}.',
    ),
)


@forward_propagation.visible
def visible():
    """Return the text's example, random networks, of several outputs too, a square one, large weights, and one unit."""
    rng = np.random.default_rng(3)
    return [
        Case("the example of the text: 2 points, 2 hidden units", (two_points()[0], by_hand())),
        Case("5 examples, 3 inputs, 4 hidden units", (examples(rng, 3, 5)[0], network(rng, 3, 4))),
        Case("one example, 2 outputs", (examples(rng, 2, 1)[0], network(rng, 2, 3, 2))),
        Case("6 examples, 2 inputs, 3 hidden units, 4 outputs", (examples(rng, 2, 6)[0], network(rng, 2, 3, 4))),
        Case("3 examples, 3 inputs, 3 hidden units", (examples(rng, 3, 3)[0], network(rng, 3, 3))),
        Case("large weights", (examples(rng, 2, 4)[0], {name: 100 * p for name, p in network(rng, 2, 3).items()})),
        Case("one of everything", (examples(rng, 1, 1)[0], network(rng, 1, 1))),
    ]


@forward_propagation.draw
def draw(rng):
    """Return a case of random size."""
    (n_x, n_h, m), n_y = sizes(rng), int(rng.integers(1, 4))
    told = f"{m} examples, {n_x} inputs, {n_h} hidden units, {n_y} outputs"
    return Case(told, (examples(rng, n_x, m)[0], network(rng, n_x, n_h, n_y)))


@forward_propagation.edges
def edges(rng):
    """Return the smallest network, a square one, and one that is sure of everything."""
    large = {name: 100 * value for name, value in network(rng, 2, 4).items()}
    return [
        Case("one of everything", (examples(rng, 1, 1)[0], network(rng, 1, 1))),
        Case("as many examples as units", (examples(rng, 3, 3)[0], network(rng, 3, 3))),
        Case("large weights", (examples(rng, 2, 6)[0], large)),
    ]


@forward_propagation.property("an example does not depend on its neighbours")
def column_by_column(f, rng):
    """Return a sentence unless a column alone gets the answer that it gets among others."""
    X, parameters = examples(rng, 2, 5)[0], network(rng, 2, 3)
    together, alone = f(X, parameters)[0][:, 3:4], f(X[:, 3:4], parameters)[0]
    return None if np.allclose(together, alone) else "an example gets another answer alone than among others"


# --- known mistakes -------------------------------------------------------------------------------------------------


def through(X, parameters, hidden=np.tanh, output=sigmoid):
    """Return (A2, cache) of a network with other activation functions."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = hidden(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = output(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation.mistake
def sigmoid_in_the_middle(X, parameters):
    """the hidden layer uses the sigmoid: here it is tanh; the sigmoid belongs to the output"""
    return through(X, parameters, hidden=sigmoid)


@forward_propagation.mistake
def tanh_at_the_end(X, parameters):
    """the output uses tanh: it runs from -1 to 1 and is no probability; the output needs the sigmoid"""
    return through(X, parameters, output=np.tanh)


@forward_propagation.mistake
def hidden_activation_left_out(X, parameters):
    """A1 is Z1 itself, without tanh: two linear layers are then no more than one"""
    return through(X, parameters, hidden=lambda Z: Z)


@forward_propagation.mistake
def output_activation_left_out(X, parameters):
    """A2 is Z2 itself: the sigmoid is left out"""
    return through(X, parameters, output=lambda Z: Z)


@forward_propagation.mistake
def biases_left_out(X, parameters):
    """both biases are left out"""
    return through(X, parameters | {"b1": 0.0, "b2": 0.0})


@forward_propagation.mistake
def first_bias_left_out(X, parameters):
    """b1 is left out: Z1 = W1 X + b1"""
    return through(X, parameters | {"b1": np.zeros_like(parameters["b1"])})


@forward_propagation.mistake
def second_bias_left_out(X, parameters):
    """b2 is left out: Z2 = W2 A1 + b2"""
    return through(X, parameters | {"b2": np.zeros_like(parameters["b2"])})


@forward_propagation.mistake
def second_layer_fed_with_z(X, parameters):
    """the second layer is fed with Z1: what a layer hands on is A1, after its activation"""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    Z2 = parameters["W2"] @ Z1 + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1, "A1": np.tanh(Z1), "Z2": Z2, "A2": sigmoid(Z2)}


@forward_propagation.mistake
def z_and_a_swapped(X, parameters):
    """Z and A have changed places in the cache: Z is before the activation, A after it"""
    A2, cache = reference.forward_propagation(X, parameters)
    return A2, {"Z1": cache["A1"], "A1": cache["Z1"], "Z2": cache["A2"], "A2": cache["Z2"]}


@forward_propagation.mistake
def first_weights_twice(X, parameters):
    """W1 is used in the second layer too: Z2 = W2 A1 + b2"""
    return through(X, parameters | {"W2": parameters["W1"]})


@forward_propagation.mistake
def entry_by_entry(X, parameters):
    """weights and inputs are multiplied entry by entry, with *: the sum over inputs is the matrix product, W1 @ X"""
    Z1 = parameters["W1"] * X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] * A1 + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": sigmoid(Z2)}


@forward_propagation.mistake
def relu_in_the_middle(X, parameters):
    """the hidden layer uses ReLU: here it is tanh"""
    return through(X, parameters, hidden=lambda Z: np.maximum(Z, 0))


@forward_propagation.mistake
def tanh_taken_twice(X, parameters):
    """tanh is taken twice: A1 = np.tanh(Z1), once"""
    return through(X, parameters, hidden=lambda Z: np.tanh(np.tanh(Z)))


@forward_propagation.mistake
def sigmoid_taken_twice(X, parameters):
    """the sigmoid is taken twice: A2 = sigmoid(Z2), once"""
    return through(X, parameters, output=lambda Z: sigmoid(sigmoid(Z)))


@forward_propagation.mistake
def activations_exchanged(X, parameters):
    """sigmoid and tanh have changed places: tanh is for the hidden layer, the sigmoid for the output"""
    return through(X, parameters, sigmoid, np.tanh)


@forward_propagation.mistake
def softmax_at_the_end(X, parameters):
    """the outputs share a sum of 1, by a softmax: here each has a sigmoid of its own"""
    return through(X, parameters, output=lambda Z: np.exp(Z - Z.max(axis=0)) / np.exp(Z - Z.max(axis=0)).sum(axis=0))


@forward_propagation.mistake
def step_at_the_end(X, parameters):
    """A2 is rounded to 0 or 1: it is a probability, and predict decides later"""
    return through(X, parameters, output=lambda Z: (Z >= 0).astype(float))


@forward_propagation.mistake
def first_bias_twice(X, parameters):
    """b1 is used in the second layer too: Z2 = W2 A1 + b2"""
    return through(X, parameters | {"b2": parameters["b1"]})


@forward_propagation.mistake
def inputs_in_the_second_layer(X, parameters):
    """the second layer is fed with X: it is fed with A1, the answers of the first"""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    Z2 = parameters["W2"] @ X + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1, "A1": np.tanh(Z1), "Z2": Z2, "A2": sigmoid(Z2)}


@forward_propagation.mistake
def answers_from_a1(X, parameters):
    """A2 is made of A1: it is sigmoid(Z2)"""
    _, cache = reference.forward_propagation(X, parameters)
    return sigmoid(cache["A1"]), cache | {"A2": sigmoid(cache["A1"])}


@forward_propagation.mistake
def biases_subtracted(X, parameters):
    """the biases are subtracted: they are added"""
    return through(X, parameters | {"b1": -parameters["b1"], "b2": -parameters["b2"]})


@forward_propagation.mistake
def weights_transposed(X, parameters):
    """W1 is transposed in W1.T @ X: a row of W1 already holds the weights of one unit"""
    return through(X, parameters | {"W1": parameters["W1"].T})


@forward_propagation.mistake
def factors_exchanged(X, parameters):
    """the factors stand the wrong way round in X @ W1: it is W1 @ X"""
    return X @ parameters["W1"] + parameters["b1"], {}


@forward_propagation.mistake
def biases_as_rows(X, parameters):
    """the biases are laid out as rows, which line up with the examples: as columns (n, 1) they line up with
    the units
    """
    return through(X, parameters | {"b1": parameters["b1"].ravel(), "b2": parameters["b2"].ravel()})


@forward_propagation.mistake
def sums_missing_in_the_cache(X, parameters):
    """Z1 and Z2 are missing in the cache: it holds all four, Z1, A1, Z2 and A2"""
    A2, cache = reference.forward_propagation(X, parameters)
    return A2, {"A1": cache["A1"], "A2": A2}


def without(missing, *, bias_left_out=False):
    """Return the mistake of a cache in which something is missing, with b2 left out too or not."""

    def mistake(X, parameters):
        biased = parameters | ({"b2": np.zeros_like(parameters["b2"])} if bias_left_out else {})
        A2, cache = reference.forward_propagation(X, biased)
        return A2, {name: value for name, value in cache.items() if name != missing}

    mistake.__name__ = f"{missing}_missing" + "_and_bias" * bias_left_out
    both = "b2 is left out, and " * bias_left_out
    mistake.__doc__ = f"{both}{missing} is missing in the cache: it holds all four, Z1, A1, Z2 and A2"
    return mistake


for missing in ("Z1", "A1", "Z2", "A2"):
    forward_propagation.mistake(without(missing))
forward_propagation.mistake(without("Z2", bias_left_out=True))


@forward_propagation.mistake
def sums_hold_answers(X, parameters):
    """the cache holds A1 and A2 under Z1 and Z2 too: Z is the sum before the activation"""
    A2, cache = reference.forward_propagation(X, parameters)
    return A2, cache | {"Z1": cache["A1"], "Z2": A2}


@forward_propagation.mistake
def cache_first(X, parameters):
    """the cache is returned first: the order is A2, cache"""
    return reference.forward_propagation(X, parameters)[::-1]


@forward_propagation.mistake
def sums_returned(X, parameters):
    """Z2 is returned in the place of A2: the answer is sigmoid(Z2)"""
    _, cache = reference.forward_propagation(X, parameters)
    return cache["Z2"], cache


# --- right, written differently -------------------------------------------------------------------------------------


@forward_propagation.right
def example_after_example(X, parameters):
    """Return the columns one after another, side by side at the end."""
    columns = [through(X[:, i : i + 1], parameters)[1] for i in range(X.shape[1])]
    cache = {name: np.hstack([column[name] for column in columns]) for name in ("A2", "Z2", "A1", "Z1")}
    return cache["A2"], cache


@forward_propagation.right
def bias_as_weight(X, parameters):
    """Return the same with the bias as a weight on an input that is always 1."""

    def layer(W, b, A):
        return np.hstack([W, b]) @ np.vstack([A, np.ones((1, A.shape[1]))])

    Z1 = layer(parameters["W1"], parameters["b1"], X)
    A1 = 2 * sigmoid(2 * Z1) - 1  # tanh is a sigmoid, stretched
    Z2 = layer(parameters["W2"], parameters["b2"], A1)
    return sigmoid(Z2), dict(Z1=Z1, A1=A1, Z2=Z2, A2=sigmoid(Z2))
