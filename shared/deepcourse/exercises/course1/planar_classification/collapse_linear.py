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


def but_for(parameters, *, W=None, b=None):
    """Return (W, b), with something else in the place of one of them."""
    right = reference.collapse_linear(parameters)
    return right[0] if W is None else W, right[1] if b is None else b


@collapse_linear.mistake
def both_biases_through(parameters):
    """b2 passes through W2 as well: only b1 does, W2 @ b1 + b2"""
    return but_for(parameters, b=parameters["W2"] @ (parameters["b1"] + parameters["b2"]))


@collapse_linear.mistake
def both_biases_through_and_exchanged(parameters):
    """b2 passes through W2 as well, and b is returned first: only b1 passes, and the order is W, b"""
    return both_biases_through(parameters)[::-1]


@collapse_linear.mistake
def bias_first(parameters):
    """b is returned first: the order is W, b"""
    return reference.collapse_linear(parameters)[::-1]


@collapse_linear.mistake
def first_bias_summed(parameters):
    """the entries of b1 are added up without their weights: layer 2 multiplies b1 by W2, W2 @ b1 + b2"""
    return but_for(parameters, b=np.sum(parameters["b1"]) + parameters["b2"])


@collapse_linear.mistake
def first_bias_by_w1(parameters):
    """b1 is multiplied by W1: it has passed layer 1 already, and goes through W2"""
    return but_for(parameters, b=parameters["W1"] @ parameters["b1"] + parameters["b2"])


@collapse_linear.mistake
def first_bias_by_the_product(parameters):
    """b1 is multiplied by the whole of W: it goes through W2 only"""
    return but_for(parameters, b=parameters["W2"] @ parameters["W1"] @ parameters["b1"] + parameters["b2"])


@collapse_linear.mistake
def second_bias_by_w2(parameters):
    """b2 is multiplied by W2, and b1 is not: it is the other way round, W2 @ b1 + b2"""
    return but_for(parameters, b=parameters["b1"] + parameters["W2"] @ parameters["b2"])


@collapse_linear.mistake
def biases_entry_by_entry(parameters):
    """W2 * b1 multiplies entry by entry: layer 2 adds up its inputs, which is the matrix product W2 @ b1"""
    return but_for(parameters, b=parameters["W2"] * parameters["b1"] + parameters["b2"])


@collapse_linear.mistake
def weights_entry_by_entry(parameters):
    """W2 * W1 multiplies entry by entry: two layers one after the other are the matrix product W2 @ W1"""
    return but_for(parameters, W=parameters["W2"] * parameters["W1"])


@collapse_linear.mistake
def weights_transposed_first(parameters):
    """W2 is transposed in W2.T @ W1: the shapes (n_y, n_h) and (n_h, n_x) fit as they are, W2 @ W1"""
    return but_for(parameters, W=parameters["W2"].T @ parameters["W1"])


@collapse_linear.mistake
def second_factor_transposed(parameters):
    """W1 is transposed in W2 @ W1.T: the shapes (n_y, n_h) and (n_h, n_x) fit as they are, W2 @ W1"""
    return but_for(parameters, W=parameters["W2"] @ parameters["W1"].T)


@collapse_linear.mistake
def both_transposed(parameters):
    """the product lies on its side, in the order W1.T @ W2.T, and b is a row: W is (n_y, n_x), b is (n_y, 1)"""
    W, b = reference.collapse_linear(parameters)
    return W.T, b.T


@collapse_linear.mistake
def wrong_order_in_dot(parameters):
    """W1 comes first in np.dot(W1, W2): the layer that acts first stands at the right, np.dot(W2, W1)"""
    return np.dot(parameters["W1"], parameters["W2"]), reference.collapse_linear(parameters)[1]


@collapse_linear.mistake
def weights_added(parameters):
    """the weights are added: two layers one after the other are the product W2 @ W1"""
    return but_for(parameters, W=parameters["W2"] + parameters["W1"])


@collapse_linear.mistake
def tanh_kept(parameters):
    """tanh is still taken of W1 and b1: without the hidden activation nothing stands between the layers"""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    return W2 @ np.tanh(W1), W2 @ np.tanh(b1) + b2


@collapse_linear.mistake
def bias_as_number(parameters):
    """b is a single number, the sum over the outputs: each output has its own, (n_y, 1)"""
    return but_for(parameters, b=float(np.sum(reference.collapse_linear(parameters)[1])))


@collapse_linear.mistake
def second_bias_subtracted(parameters):
    """b2 is subtracted: it is added, W2 @ b1 + b2"""
    return but_for(parameters, b=parameters["W2"] @ parameters["b1"] - parameters["b2"])


@collapse_linear.mistake
def second_layer_only(parameters):
    """W is W2 alone: the inputs pass through W1 first, W2 @ W1"""
    return but_for(parameters, W=parameters["W2"].copy())


@collapse_linear.mistake
def first_layer_only(parameters):
    """W is W1 alone: the outputs are made by W2 then, W2 @ W1"""
    return but_for(parameters, W=parameters["W1"].copy())


# --- right, written differently -------------------------------------------------------------------------------------


@collapse_linear.right
def by_asking(parameters):
    """Return b as the answer to the input 0, and each column of W as the answer to a unit input, less b."""

    def answer(X):
        return parameters["W2"] @ (parameters["W1"] @ X + parameters["b1"]) + parameters["b2"]

    n_x = parameters["W1"].shape[1]
    b = answer(np.zeros((n_x, 1)))
    return answer(np.eye(n_x)) - b, b
