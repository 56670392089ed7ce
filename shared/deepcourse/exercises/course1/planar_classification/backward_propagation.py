"""Exercise 9: backward through two layers."""

import numpy as np

from deepcourse.exercises.course1.planar_classification.backward_slips import SLIPS, backward
from deepcourse.exercises.course1.planar_classification.networks import (
    by_hand,
    examples,
    network,
    sizes,
    two_points,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

backward_propagation = FunctionExercise(
    __name__,
    reference=reference.backward_propagation,
    minutes=9,
    points_visible=6,
    points_hidden=10,
    returns=("grads",),
    hints=(
        "Six lines, in the order of the table: dZ2, dW2, db2, then dZ1, dW1, db1.",
        'dZ1 = parameters["W2"].T @ dZ2 * (1 - A1**2): the shapes are (n_h, 1) times (1, m), then entry by entry.',
        "dW = dZ @ (what the layer was fed with).T / m; db = np.sum(dZ, axis=1, keepdims=True) / m.",
    ),
)


def pass_over(parameters, X, Y):
    """Return the arguments of the exercise: the network, its cache on X, and the examples."""
    return parameters, reference.forward_propagation(X, parameters)[1], X, Y


def drawn(rng, n_x, n_h, m, n_y=1):
    """Return the arguments for a random network and random examples."""
    return pass_over(network(rng, n_x, n_h, n_y), *examples(rng, n_x, m, n_y))


def whole_labels(parameters, cache, X, Y):
    """Return the arguments with labels that are whole numbers."""
    return parameters, cache, X, Y.astype(int)


@backward_propagation.visible
def visible():
    """Return the text's example, random ones, of several outputs too, a square one, a single example, a single unit."""
    rng = np.random.default_rng(9)
    return [
        Case("the example of the text: 2 points, 2 hidden units", pass_over(by_hand(), *two_points())),
        Case("7 examples, 3 inputs, 4 hidden units", drawn(rng, 3, 4, 7)),
        Case("3 examples, 3 inputs, 3 hidden units", drawn(rng, 3, 3, 3)),
        Case("one example, 2 inputs, 5 hidden units", drawn(rng, 2, 5, 1)),
        Case("6 examples, 2 inputs, 4 hidden units, 3 outputs", drawn(rng, 2, 4, 6, 3)),
        Case("5 examples, 3 inputs, 2 hidden units, 2 outputs", drawn(rng, 3, 2, 5, 2)),
        Case("4 examples, one hidden unit, whole-number labels", whole_labels(*drawn(rng, 2, 1, 4))),
    ]


@backward_propagation.draw
def draw(rng):
    """Return a case of random size."""
    (n_x, n_h, m), n_y = sizes(rng), int(rng.integers(1, 4))
    return Case(f"{m} examples, {n_x} inputs, {n_h} hidden units, {n_y} outputs", drawn(rng, n_x, n_h, m, n_y))


@backward_propagation.edges
def edges(rng):
    """Return one hidden unit, integer labels, two outputs, an untrained start, and a layer as in the notebook."""
    X, Y = examples(rng, 2, 6)
    start = reference.initialize_parameters(2, 4, 1, 1)
    return [
        Case("one hidden unit, one input", drawn(rng, 1, 1, 4)),
        Case("labels as integers", whole_labels(*drawn(rng, 2, 3, 6))),
        Case("2 outputs", drawn(rng, 3, 4, 5, 2)),
        Case("small first weights", pass_over(start, X, Y)),
        Case("200 examples, 2 inputs, 4 hidden units", drawn(rng, 2, 4, 200)),
    ]


@backward_propagation.property("gradients are the slopes of the cost")
def gradients_are_slopes(f, rng):
    """Return a sentence unless every gradient is the slope of the cost, measured by nudging its parameter."""
    parameters, X, Y = network(rng, 3, 4, 2), *examples(rng, 3, 6, 2)
    grads, step = f(*pass_over(parameters, X, Y)), 1e-5

    def cost(name, moved):
        return reference.compute_cost(reference.forward_propagation(X, parameters | {name: moved})[0], Y)

    for name, value in parameters.items():
        direction = rng.normal(size=value.shape)
        ahead, behind = (cost(name, value + s * direction) for s in (step, -step))
        measured, told = (ahead - behind) / (2 * step), float(np.sum(grads[f"d{name}"] * direction))
        if not abs(told - measured) <= 1e-6 * max(1.0, abs(measured)):
            return f"nudging {name} changes the cost at a rate of {measured:.6g}, but d{name} says {told:.6g}"
    return None


@backward_propagation.property("the order of the examples does not matter")
def order_of_examples(f, rng):
    """Return a sentence unless shuffled examples give the same gradients."""
    parameters, X, Y = network(rng, 2, 3), *examples(rng, 2, 6)
    order = rng.permutation(6)
    one, other = f(*pass_over(parameters, X, Y)), f(*pass_over(parameters, X[:, order], Y[:, order]))
    return None if np.allclose(one["dW1"], other["dW1"]) else "the same examples in another order gave another dW1"


# --- known mistakes -------------------------------------------------------------------------------------------------


@backward_propagation.mistake
def one_minus_z1_squared(parameters, cache, X, Y):
    """1 - Z1**2 is used: the slope of tanh is 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=1 - cache["Z1"] ** 2)


@backward_propagation.mistake
def tanh_taken_again(parameters, cache, X, Y):
    """tanh is taken once more, of A1: the cache holds A1 = tanh(Z1) already, so the slope is 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=1 - np.tanh(cache["A1"]) ** 2)


@backward_propagation.mistake
def slope_left_out(parameters, cache, X, Y):
    """dZ1 is W2.T @ dZ2 alone: the slope of tanh, 1 - A1**2, is left out; that fits a linear hidden layer only"""
    return backward(parameters, cache, X, Y, slope=np.ones_like(cache["A1"]))


@backward_propagation.mistake
def sigmoid_slope(parameters, cache, X, Y):
    """the hidden layer is led back through A1 (1 - A1): that is the sigmoid's slope; tanh has 1 - A1**2"""
    return backward(parameters, cache, X, Y, slope=cache["A1"] * (1 - cache["A1"]))


@backward_propagation.mistake
def missing_one_over_m(parameters, cache, X, Y):
    """the 1/m is missing: the cost is a mean over the examples, and so is each of its gradients"""
    return {name: X.shape[1] * grad for name, grad in reference.backward_propagation(parameters, cache, X, Y).items()}


@backward_propagation.mistake
def missing_one_over_m_in_biases(parameters, cache, X, Y):
    """the 1/m is missing in db1 and db2: the biases are corrected by means too"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {name: X.shape[1] * grads[name] for name in ("db1", "db2")}


@backward_propagation.mistake
def one_over_m_twice(parameters, cache, X, Y):
    """dW1 and db1 are divided by m twice: put the 1/m into the gradients, not into dZ2 as well"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {name: grads[name] / X.shape[1] for name in ("dW1", "db1")}


@backward_propagation.mistake
def db_without_keepdims(parameters, cache, X, Y):
    """db1 and db2 have lost an axis, (n,) instead of (n, 1): np.sum needs keepdims=True beside axis=1"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {name: grads[name][:, 0] for name in ("db1", "db2")}


@backward_propagation.mistake
def db_over_everything(parameters, cache, X, Y):
    """db1 is summed over units and examples: without axis=1, np.sum adds up everything, but each unit has its own b"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {"db1": np.sum(grads["db1"]).reshape(1, 1), "db2": grads["db2"]}


@backward_propagation.mistake
def dz2_with_the_wrong_sign(parameters, cache, X, Y):
    """dZ2 is Y - A2 instead of A2 - Y: following it would raise the cost"""
    return backward(parameters, cache, X, Y, dZ2=Y - cache["A2"])


@backward_propagation.mistake
def squared_error_gradient(parameters, cache, X, Y):
    """dZ2 carries an extra A2 (1 - A2): that belongs to the squared error; with log loss it cancels"""
    A2 = cache["A2"]
    return backward(parameters, cache, X, Y, dZ2=(A2 - Y) * A2 * (1 - A2))


@backward_propagation.mistake
def second_weights_left_out(parameters, cache, X, Y):
    """W2 is left out of dZ1: the error comes back to a unit through the weight that its answer went out by"""
    return backward(parameters, cache, X, Y, W2=np.ones_like(parameters["W2"]))


@backward_propagation.mistake
def dw2_made_from_z1(parameters, cache, X, Y):
    """dW2 is made from Z1: what layer 2 was fed with, and what its weights are multiplied by, is A1"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {"dW2": (cache["A2"] - Y) @ cache["Z1"].T / X.shape[1]}


@backward_propagation.mistake
def weights_on_their_side(parameters, cache, X, Y):
    """dW1 and dW2 lie on their side: a gradient has the shape of what it belongs to"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {name: grads[name].T for name in ("dW1", "dW2")}


@backward_propagation.mistake
def square_forgotten(parameters, cache, X, Y):
    """the square is missing: the slope of tanh is 1 - A1**2, not 1 - A1"""
    return backward(parameters, cache, X, Y, slope=1 - cache["A1"])


@backward_propagation.mistake
def second_weights_entry_by_entry(parameters, cache, X, Y):
    """W2.T * dZ2 multiplies entry by entry: with more than one output the blame of all of them is summed, W2.T @ dZ2"""
    m, A1, dZ2 = X.shape[1], cache["A1"], cache["A2"] - Y
    dZ1 = parameters["W2"].T * dZ2 * (1 - A1**2)
    db1, db2 = (dZ.sum(axis=1, keepdims=True) / m for dZ in (dZ1, dZ2))
    return {"dW1": dZ1 @ X.T / m, "db1": db1, "dW2": dZ2 @ A1.T / m, "db2": db2}


@backward_propagation.mistake
def first_weights_for_the_second(parameters, cache, X, Y):
    """W1 stands in dZ1 where W2 belongs: the error comes back through the weights that lead on from layer 1"""
    return backward(parameters, cache, X, Y, W2=parameters["W1"])


@backward_propagation.mistake
def dw2_made_from_x(parameters, cache, X, Y):
    """dW2 is made from X: what layer 2 was fed with, and what its weights are multiplied by, is A1"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return grads | {"dW2": (cache["A2"] - Y) @ X.T / X.shape[1]}


@backward_propagation.mistake
def m_from_the_rows(parameters, cache, X, Y):
    """m is taken from the rows, X.shape[0], which are the inputs: examples are columns, m = X.shape[1]"""
    grads = reference.backward_propagation(parameters, cache, X, Y)
    return {name: grad * X.shape[1] / X.shape[0] for name, grad in grads.items()}


@backward_propagation.mistake
def slope_by_matrix_product(parameters, cache, X, Y):
    """W2.T @ dZ2 is multiplied with the slope by @: each entry meets the slope of its own unit and example, so use *"""
    m, A1, dZ2 = X.shape[1], cache["A1"], cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 @ (1 - A1**2)
    db1, db2 = (dZ.sum(axis=1, keepdims=True) / m for dZ in (dZ1, dZ2))
    return {"dW1": dZ1 @ X.T / m, "db1": db1, "dW2": dZ2 @ A1.T / m, "db2": db2}


for mistake in SLIPS:
    backward_propagation.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@backward_propagation.right
def example_by_example(parameters, cache, X, Y):
    """Return the sums of a loop over the examples, divided by m."""
    m, grads = X.shape[1], {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}
    for i in range(m):
        x, a1 = X[:, [i]], cache["A1"][:, [i]]
        dz2 = cache["A2"][:, [i]] - Y[:, [i]]
        dz1 = parameters["W2"].T @ dz2 * (1 - a1) * (1 + a1)
        for name, part in (("dW1", dz1 @ x.T), ("db1", dz1), ("dW2", dz2 @ a1.T), ("db2", dz2)):
            grads[name] += part / m
    return grads


@backward_propagation.right
def with_einsum(parameters, cache, X, Y):
    """Return means over the examples, with the slope taken from Z1, and dictionary keys in another order."""
    dZ2 = cache["A2"] - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) / np.cosh(cache["Z1"]) ** 2
    dW1, dW2 = (np.einsum("im,jm->ij", dZ, A) / Y.shape[1] for dZ, A in ((dZ1, X), (dZ2, cache["A1"])))
    db1, db2 = (np.mean(dZ, axis=1).reshape(-1, 1) for dZ in (dZ1, dZ2))
    return {"dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}
