"""Exercise 13: two linear layers are one."""

import numpy as np

from deepcourse.exercises.course1.planar_classification.networks import by_hand, network
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

collapse_linear = FunctionExercise(
    __name__,
    reference=reference.collapse_linear,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("W", "b"),
    hints=(
        "Write W2 (W1 X + b1) + b2 and multiply out.",
        "What stands before X is W; everything without X is b.",
        "W = W2 @ W1 has the shape (n_y, n_x); b = W2 @ b1 + b2 has the shape (n_y, 1).",
    ),
)


@collapse_linear.visible
def visible():
    """Return the network of the text, larger ones, of several outputs too, one without biases, and one unit each."""
    rng = np.random.default_rng(13)
    return [
        Case("the network of the text", (by_hand(),)),
        Case("3 inputs, 5 hidden units, 1 output", (network(rng, 3, 5),)),
        Case("2 inputs, 4 hidden units, 2 outputs", (network(rng, 2, 4, 2),)),
        Case("3 inputs, 3 hidden units, 3 outputs", (network(rng, 3, 3, 3),)),
        Case("all biases zero", (network(rng, 2, 3) | {"b1": np.zeros((3, 1)), "b2": np.zeros((1, 1))},)),
        Case("one of everything", (network(rng, 1, 1),)),
    ]


@collapse_linear.draw
def draw(rng):
    """Return a case of random sizes."""
    n_x, n_h, n_y = (int(n) for n in rng.integers(2, 7, size=3))
    return Case(f"{n_x} inputs, {n_h} hidden units, {n_y} outputs", (network(rng, n_x, n_h, n_y),))


@collapse_linear.edges
def edges(rng):
    """Return one unit of each kind, one without biases, and a square one."""
    unbiased = network(rng, 2, 3) | {"b1": np.zeros((3, 1)), "b2": np.zeros((1, 1))}
    return [
        Case("one of everything", (network(rng, 1, 1),)),
        Case("all biases zero", (unbiased,)),
        Case("3 of everything", (network(rng, 3, 3, 3),)),
    ]


@collapse_linear.property("one layer answers as two did")
def same_function(f, rng):
    """Return a sentence unless W X + b is what both layers compute, one after the other."""
    p, X = network(rng, 3, 4, 2), rng.normal(size=(3, 6))
    W, b = f(p)
    two = p["W2"] @ (p["W1"] @ X + p["b1"]) + p["b2"]
    return None if np.allclose(W @ X + b, two) else "W X + b is not W2 (W1 X + b1) + b2 on random inputs"


# --- known mistakes -------------------------------------------------------------------------------------------------


@collapse_linear.mistake
def biases_added(parameters):
    """b is b1 + b2 without W2: layer 2 multiplies b1 by its weights too, W2 @ b1 + b2"""
    return parameters["W2"] @ parameters["W1"], parameters["b1"] + parameters["b2"]


@collapse_linear.mistake
def first_bias_left_out(parameters):
    """b is b2 alone: b1 reaches the output too, through W2"""
    return parameters["W2"] @ parameters["W1"], parameters["b2"].copy()


@collapse_linear.mistake
def second_bias_left_out(parameters):
    """b2 is left out of b"""
    return parameters["W2"] @ parameters["W1"], parameters["W2"] @ parameters["b1"]


@collapse_linear.mistake
def wrong_order(parameters):
    """the factors are in the wrong order, W1 @ W2: the layer that acts first stands at the right, W2 @ W1"""
    return parameters["W1"] @ parameters["W2"], reference.collapse_linear(parameters)[1]


@collapse_linear.mistake
def on_its_side(parameters):
    """W lies on its side, as in W1.T @ W2.T: it has a row for each output and a column for each input"""
    W, b = reference.collapse_linear(parameters)
    return W.T, b


@collapse_linear.mistake
def rank_one_bias(parameters):
    """b has the shape (n_y,) instead of (n_y, 1): added to (n_y, m), such an array counts as a row"""
    W, b = reference.collapse_linear(parameters)
    return W, b[:, 0]


# --- right, written differently -------------------------------------------------------------------------------------


@collapse_linear.right
def by_asking(parameters):
    """Return b as the answer to the input 0, and each column of W as the answer to a unit input, less b."""

    def answer(X):
        return parameters["W2"] @ (parameters["W1"] @ X + parameters["b1"]) + parameters["b2"]

    n_x = parameters["W1"].shape[1]
    b = answer(np.zeros((n_x, 1)))
    return answer(np.eye(n_x)) - b, b
