"""Exercise 3: one pass forward for the cost, one pass backward for the gradients."""

import numpy as np

from deepcourse.exercises.course1.logistic_regression.neurons import (
    by_hand,
    neuron,
    saturated,
    size,
    surely_wrong,
    whole_labels,
)
from deepcourse.exercises.course1.logistic_regression.propagate_slips import SLIPS
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import logistic_regression as reference
from deepcourse.nn.activations import sigmoid

propagate = FunctionExercise(
    __name__,
    reference=reference.propagate,
    minutes=12,
    points_visible=10,
    points_hidden=14,
    returns=("grads", "cost"),
    hints=(
        "Four lines do it: Z, dZ = sigmoid(Z) - Y, dw and db from dZ, and the cost.",
        "dZ is (1, m) and X is (n_x, m), so X @ dZ.T is (n_x, 1): the sum over the examples is inside the product.",
        "You have written the sum in the cost already: cost = -log_likelihood / m. reference.log_likelihood is yours "
        "to use.",
    ),
)


@propagate.visible
def visible():
    """Return the text's example, random ones of different shape, neurons too sure for a plain logarithm, one class."""
    rng = np.random.default_rng(3)
    return [
        Case("the example of the text: 3 pictures, 2 inputs", by_hand()),
        Case("5 examples, 4 inputs", neuron(rng, 4, 5)),
        Case("one example, 3 inputs", neuron(rng, 3, 1)),
        Case("a very sure neuron, z = 800 and -800", saturated()),
        Case("sure of the wrong answer, z = 800 and -750", surely_wrong()),
        Case("4 examples, whole-number labels, all 0", whole_labels(rng, 3, 4, 0)),
    ]


@propagate.draw
def draw(rng):
    """Return a case of random size."""
    n_x, m = size(rng)
    return Case(f"{m} examples, {n_x} inputs", neuron(rng, n_x, m))


@propagate.edges
def edges(rng):
    """Return the smallest neuron, one class only, integer labels, and one the size of a picture."""
    w, b, X, Y = neuron(rng, 3, 6)
    return [
        Case("one example, one input", neuron(rng, 1, 1)),
        Case("every label is 0", (w, b, X, np.zeros_like(Y))),
        Case("labels as integers", (w, b, X, Y.astype(int))),
        Case("40 examples, 784 inputs", neuron(rng, 784, 40)),
    ]


@propagate.property("gradients are the slopes of the cost")
def gradient_is_the_slope(f, rng):
    """Return a sentence unless dw and db are the slopes of the cost, measured by nudging w and b."""
    w, b, X, Y = neuron(rng, 3, 7)
    direction, step = rng.normal(size=w.shape), 1e-5
    grads, _ = f(w, b, X, Y)

    def slope(of_w, of_b):
        ahead, behind = (reference.propagate(w + s * of_w * direction, b + s * of_b, X, Y)[1] for s in (step, -step))
        return (ahead - behind) / (2 * step)

    told = {"dw": (float(np.sum(grads["dw"] * direction)), slope(1, 0)), "db": (float(grads["db"]), slope(0, 1))}
    for name, (claimed, measured) in told.items():
        if not abs(claimed - measured) <= 1e-6 * max(1.0, abs(measured)):
            return f"nudging changes the cost at a rate of {measured:.6g}, but {name} says {claimed:.6g}"
    return None


@propagate.property("the order of the examples does not matter")
def order_of_examples(f, rng):
    """Return a sentence unless shuffled examples give the same gradients and cost."""
    w, b, X, Y = neuron(rng, 3, 6)
    order = rng.permutation(6)
    (grads, cost), (grads_shuffled, cost_shuffled) = f(w, b, X, Y), f(w, b, X[:, order], Y[:, order])
    same = np.allclose(grads["dw"], grads_shuffled["dw"]) and np.allclose(cost, cost_shuffled)
    return None if same else "the same examples in another order gave another result"


# --- known mistakes -------------------------------------------------------------------------------------------------


@propagate.mistake
def missing_one_over_m(w, b, X, Y):
    """the 1/m is missing in dw and db: they are means over the examples, else the step grows with the data"""
    grads, cost = reference.propagate(w, b, X, Y)
    m = X.shape[1]
    return {"dw": grads["dw"] * m, "db": grads["db"] * m}, cost


@propagate.mistake
def missing_one_over_m_in_cost(w, b, X, Y):
    """the 1/m is missing in the cost: it is a mean over the examples"""
    grads, cost = reference.propagate(w, b, X, Y)
    return grads, cost * X.shape[1]


@propagate.mistake
def dz_with_the_wrong_sign(w, b, X, Y):
    """dZ is Y - A instead of A - Y: following it would raise the cost"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"dw": -grads["dw"], "db": -grads["db"]}, cost


@propagate.mistake
def cost_with_wrong_sign(w, b, X, Y):
    """the minus in front of the cost is missing: that is the log-likelihood per example, which should be large"""
    grads, cost = reference.propagate(w, b, X, Y)
    return grads, -cost


@propagate.mistake
def sigmoid_left_out(w, b, X, Y):
    """A is Z itself: the sigmoid is left out"""
    m = X.shape[1]
    Z = w.T @ X + b
    cost = -np.sum(Y * np.log(Z) + (1 - Y) * np.log(1 - Z)) / m
    return {"dw": X @ (Z - Y).T / m, "db": float(np.sum(Z - Y) / m)}, float(cost)


@propagate.mistake
def bias_left_out(w, b, X, Y):
    """b is left out of Z"""
    return reference.propagate(w, 0.0, X, Y)


@propagate.mistake
def squared_error_gradient(w, b, X, Y):
    """dZ carries an extra A (1 - A): that belongs to the squared error; with log loss it cancels"""
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return {"dw": X @ dZ.T / m, "db": float(np.sum(dZ) / m)}, reference.propagate(w, b, X, Y)[1]


@propagate.mistake
def dw_transposed(w, b, X, Y):
    """dw lies on its side, (1, n_x): a gradient has the shape of what it belongs to"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"dw": grads["dw"].T, "db": grads["db"]}, cost


@propagate.mistake
def dw_of_rank_one(w, b, X, Y):
    """dw has lost an axis, (n_x,): np.sum over axis=1 drops it, keepdims=True or a matrix product keeps it"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"dw": grads["dw"][:, 0], "db": grads["db"]}, cost


@propagate.mistake
def summed_over_the_inputs(w, b, X, Y):
    """dw was summed over the inputs (axis 0): sum over the examples, which are the columns (axis 1)"""
    m = X.shape[1]
    dZ = sigmoid(w.T @ X + b) - Y
    grads, cost = reference.propagate(w, b, X, Y)
    return {"dw": np.sum(X * dZ, axis=0, keepdims=True) / m, "db": grads["db"]}, cost


@propagate.mistake
def db_for_every_example(w, b, X, Y):
    """db has one entry for every example: they share one b, so their shares are summed"""
    dZ = sigmoid(w.T @ X + b) - Y
    grads, cost = reference.propagate(w, b, X, Y)
    return {"dw": grads["dw"], "db": dZ / X.shape[1]}, cost


@propagate.mistake
def db_as_array(w, b, X, Y):
    """db is an array of shape (1, 1): b is a number, so its gradient is one too"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"dw": grads["dw"], "db": np.array([[grads["db"]]])}, cost


@propagate.mistake
def cost_as_array(w, b, X, Y):
    """the cost is an array of shape (1, 1), as a matrix product leaves it: make a number of it, with float(...)"""
    grads, cost = reference.propagate(w, b, X, Y)
    return grads, np.array([[cost]])


@propagate.mistake
def only_the_ones(w, b, X, Y):
    """the term (1 - Y) log(1 - A) is missing in the cost"""
    grads, _ = reference.propagate(w, b, X, Y)
    return grads, float(np.sum(Y * np.logaddexp(0, -(w.T @ X + b))) / X.shape[1])


@propagate.mistake
def log_of_zero(w, b, X, Y):
    """the cost takes the logarithm of an A that has been rounded to 0 or 1: 0 * log(0) is nan; take it from Z, as in
    exercise 2
    """
    grads, _ = reference.propagate(w, b, X, Y)
    A = sigmoid(w.T @ X + b)
    return grads, float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))


@propagate.mistake
def labels_flipped(w, b, X, Y):
    """Y and 1 - Y have changed places in the cost: log A counts where the label is 1, log(1 - A) where it is 0"""
    return reference.propagate(w, b, X, Y)[0], reference.propagate(w, b, X, 1 - Y)[1]


@propagate.mistake
def m_from_the_rows(w, b, X, Y):
    """m is taken from the rows, X.shape[0], which are the inputs: examples are columns, m = X.shape[1]"""
    grads, cost = reference.propagate(w, b, X, Y)
    n_x, m = X.shape
    return {"dw": grads["dw"] * m / n_x, "db": grads["db"] * m / n_x}, cost * m / n_x


@propagate.mistake
def logarithm_of_ten(w, b, X, Y):
    """the cost takes the logarithm to the base 10: np.log, the natural one, is meant"""
    grads, cost = reference.propagate(w, b, X, Y)
    return grads, cost / np.log(10)


@propagate.mistake
def every_label_with_every_answer(w, b, X, Y):
    """one factor in the cost is transposed, as in Y * np.log(A).T: that pairs every label with every answer; an example
    has a single one
    """
    grads, _ = reference.propagate(w, b, X, Y)
    Z = w.T @ X + b
    return grads, float(np.sum(Y * np.logaddexp(0, -Z).T + (1 - Y) * np.logaddexp(0, Z).T) / X.shape[1])


@propagate.mistake
def matrix_product_in_the_cost(w, b, X, Y):
    """Y and log A are multiplied by @ in the cost: both are (1, m), so multiply entry by entry, with *, and sum"""
    grads, _ = reference.propagate(w, b, X, Y)
    Z = w.T @ X + b
    return grads, (Y @ np.logaddexp(0, -Z) + (1 - Y) @ np.logaddexp(0, Z)) / X.shape[1]


for mistake in SLIPS:
    propagate.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@propagate.right
def example_by_example(w, b, X, Y):
    """Return the sums of a loop over the examples, divided by m at the end."""
    m, dw, db, cost = X.shape[1], np.zeros_like(w), 0.0, 0.0
    for i in range(m):
        x, y = X[:, i : i + 1], Y[0, i]
        z = (w.T @ x).item() + b
        dz = sigmoid(z) - y
        dw, db = dw + x * dz, db + dz
        cost += np.logaddexp(0, z) - y * z
    return {"dw": dw / m, "db": db / m}, cost / m


@propagate.right
def with_means(w, b, X, Y):
    """Return means along axis 1, and the cost from two logarithms of Z."""
    Z = np.dot(w.T, X) + b
    dZ = 1 / (1 + np.exp(-np.clip(Z, -700, 700))) - Y
    losses = Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)
    return {"dw": np.mean(X * dZ, axis=1, keepdims=True), "db": np.mean(dZ)}, np.mean(losses)
