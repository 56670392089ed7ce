"""Exercise 3: one pass forward for the cost, one pass backward for the gradients."""

import numpy as np

from deepcourse.exercises.course1.logistic_regression.neurons import (
    CUTS,
    by_hand,
    kept_from_zero,
    neuron,
    saturated,
    size,
    surely_wrong,
    whole_labels,
)
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


def with_other(w, b, X, Y, **parts):
    """Return what is right, but for the parts given: dw, db, cost."""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"dw": parts.get("dw", grads["dw"]), "db": parts.get("db", grads["db"])}, parts.get("cost", cost)


def errors(w, b, X, Y):
    """Return (dZ, m)."""
    return sigmoid(w.T @ X + b) - Y, X.shape[1]


def from_errors(w, b, X, Y, dZ):
    """Return the gradients of other errors dZ, and the right cost."""
    m = X.shape[1]
    return with_other(w, b, X, Y, dw=X @ dZ.T / m, db=float(np.sum(dZ) / m))


@propagate.mistake
def errors_of_z(w, b, X, Y):
    """dZ is Z - Y, without the sigmoid, as in linear regression: it is A - Y, with A = sigmoid(Z)"""
    return from_errors(w, b, X, Y, w.T @ X + b - Y)


@propagate.mistake
def errors_of_rounded_answers(w, b, X, Y):
    """A is rounded to 0 and 1 before the errors are taken: dZ = A - Y needs the probabilities themselves"""
    return from_errors(w, b, X, Y, (w.T @ X + b >= 0) - Y)


@propagate.mistake
def sigmoid_taken_twice(w, b, X, Y):
    """the sigmoid is taken twice: A = sigmoid(Z), once, is all that dZ = A - Y needs"""
    return from_errors(w, b, X, Y, sigmoid(sigmoid(w.T @ X + b)) - Y)


@propagate.mistake
def slope_for_error(w, b, X, Y):
    """dZ is the slope A (1 - A) of the sigmoid: it is the error A - Y"""
    A = sigmoid(w.T @ X + b)
    return from_errors(w, b, X, Y, A * (1 - A))


@propagate.mistake
def slope_of_the_answers(w, b, X, Y):
    """dA = -Y / A + (1 - Y) / (1 - A) is used as dZ: by the chain rule A (1 - A) comes on top, which leaves A - Y"""
    A = sigmoid(w.T @ X + b)
    return from_errors(w, b, X, Y, -Y / A + (1 - Y) / (1 - A))


@propagate.mistake
def labels_left_out_of_db(w, b, X, Y):
    """db is the mean of A: it is the mean of the errors A - Y"""
    return with_other(w, b, X, Y, db=float(np.mean(sigmoid(w.T @ X + b))))


@propagate.mistake
def labels_left_out_of_dw(w, b, X, Y):
    """dw is made of A: it is made of the errors A - Y"""
    return with_other(w, b, X, Y, dw=X @ sigmoid(w.T @ X + b).T / X.shape[1])


@propagate.mistake
def db_from_dw(w, b, X, Y):
    """db is the sum of dw: it is the mean of dZ over the examples"""
    return with_other(w, b, X, Y, db=float(np.sum(reference.propagate(w, b, X, Y)[0]["dw"])))


@propagate.mistake
def db_from_dw_averaged(w, b, X, Y):
    """db is the mean of dw: it is the mean of dZ over the examples"""
    return with_other(w, b, X, Y, db=float(np.mean(reference.propagate(w, b, X, Y)[0]["dw"])))


@propagate.mistake
def missing_one_over_m_in_db(w, b, X, Y):
    """the 1/m is missing in db: it is a mean over the examples"""
    return with_other(w, b, X, Y, db=float(np.sum(errors(w, b, X, Y)[0])))


@propagate.mistake
def missing_one_over_m_in_dw(w, b, X, Y):
    """the 1/m is missing in dw: it is a mean over the examples"""
    return with_other(w, b, X, Y, dw=X @ errors(w, b, X, Y)[0].T)


@propagate.mistake
def one_over_m_twice(w, b, X, Y):
    """dw and db are divided by m twice: they are means over the examples, divided once"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ.T / m**2, db=float(np.sum(dZ) / m**2))


@propagate.mistake
def whole_division_of_dw(w, b, X, Y):
    """dw is divided by m with //, which rounds down to whole numbers: / divides"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ.T // m)


@propagate.mistake
def whole_division_of_db(w, b, X, Y):
    """db is divided by m with //, which rounds down to whole numbers: / divides"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, db=float(np.sum(dZ) // m))


@propagate.mistake
def wrong_sign_in_db(w, b, X, Y):
    """the sign of db is flipped: dw and db are both made of A - Y"""
    return with_other(w, b, X, Y, db=-reference.propagate(w, b, X, Y)[0]["db"])


@propagate.mistake
def wrong_sign_in_dw(w, b, X, Y):
    """the sign of dw is flipped: dw and db are both made of A - Y"""
    return with_other(w, b, X, Y, dw=-reference.propagate(w, b, X, Y)[0]["dw"])


@propagate.mistake
def db_from_the_cost(w, b, X, Y):
    """db is the cost: it is the mean of dZ over the examples"""
    return with_other(w, b, X, Y, db=reference.propagate(w, b, X, Y)[1])


@propagate.mistake
def averaged_over_the_inputs(w, b, X, Y):
    """the products X * dZ are averaged over the inputs (axis 0) instead of the examples (axis 1)"""
    return with_other(w, b, X, Y, dw=np.mean(X * errors(w, b, X, Y)[0], axis=0, keepdims=True).T)


@propagate.mistake
def averaged_over_the_inputs_in_a_row(w, b, X, Y):
    """the products X * dZ are averaged over the inputs (axis 0), in a row: average over the examples (axis 1)"""
    return with_other(w, b, X, Y, dw=np.mean(X * errors(w, b, X, Y)[0], axis=0, keepdims=True))


@propagate.mistake
def dw_as_one_number(w, b, X, Y):
    """dw is one number, the sum over examples and inputs: every weight has a slope of its own, (n_x, 1)"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=float(np.sum(X * dZ) / m))


@propagate.mistake
def dw_for_every_example(w, b, X, Y):
    """dw has a column for every example, as X * dZ leaves it: the examples share one w, so their shares are summed"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X * dZ / m)


@propagate.mistake
def errors_not_transposed(w, b, X, Y):
    """dZ is not transposed in X @ dZ: X is (n_x, m) and dZ is (1, m), so it is X @ dZ.T"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ / m)


@propagate.mistake
def errors_not_transposed_in_dot(w, b, X, Y):
    """dZ is not transposed in np.dot(X, dZ): X is (n_x, m) and dZ is (1, m), so it is np.dot(X, dZ.T)"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=np.dot(X, dZ) / m)


@propagate.mistake
def not_transposed(w, b, X, Y):
    """w is not transposed in w @ X: w is a column, and w.T @ X gives one sum for each example"""
    return with_other(w, b, X, Y, dw=X @ (sigmoid(w @ X + b) - Y).T / X.shape[1])


@propagate.mistake
def not_transposed_in_dot(w, b, X, Y):
    """w is not transposed in np.dot(w, X): w is a column, and np.dot(w.T, X) gives one sum for each example"""
    return with_other(w, b, X, Y, dw=X @ (sigmoid(np.dot(w, X) + b) - Y).T / X.shape[1])


@propagate.mistake
def db_of_rank_one(w, b, X, Y):
    """db is an array of shape (1,), as a sum over axis=1 leaves it: b is a number, so its gradient is one too"""
    return with_other(w, b, X, Y, db=np.array([reference.propagate(w, b, X, Y)[0]["db"]]))


@propagate.mistake
def cost_of_rank_one(w, b, X, Y):
    """the cost is an array of shape (1,), as a sum over axis=1 leaves it: np.sum without axis makes a number"""
    return with_other(w, b, X, Y, cost=np.array([reference.propagate(w, b, X, Y)[1]]))


@propagate.mistake
def bias_subtracted(w, b, X, Y):
    """b is subtracted in Z: it is added"""
    return reference.propagate(w, -b, X, Y)


@propagate.mistake
def weights_pulled_to_zero(w, b, X, Y):
    """a penalty on large weights is added to the gradient, w / m: asked for is the gradient of the plain cost"""
    return with_other(w, b, X, Y, dw=reference.propagate(w, b, X, Y)[0]["dw"] + w / X.shape[1])


@propagate.mistake
def penalty_in_the_cost(w, b, X, Y):
    """a penalty on large weights is added to the cost, half their squares / m: asked for is the plain cost"""
    cost = reference.propagate(w, b, X, Y)[1] + 0.5 * float(np.sum(w**2)) / X.shape[1]
    return with_other(w, b, X, Y, cost=cost)


@propagate.mistake
def likelihood_for_the_cost(w, b, X, Y):
    """the cost is the log-likelihood itself: it is minus that, divided by m"""
    return with_other(w, b, X, Y, cost=reference.log_likelihood(w, b, X, Y))


@propagate.mistake
def cost_by_m_twice(w, b, X, Y):
    """the cost is divided by m twice: it is a mean over the examples, divided once"""
    return with_other(w, b, X, Y, cost=reference.propagate(w, b, X, Y)[1] / X.shape[1])


@propagate.mistake
def cost_by_inputs(w, b, X, Y):
    """the cost is divided by the number of inputs, X.shape[0]: it is a mean over the examples, X.shape[1]"""
    return with_other(w, b, X, Y, cost=-reference.log_likelihood(w, b, X, Y) / X.shape[0])


@propagate.mistake
def gradients_by_inputs(w, b, X, Y):
    """dw and db are divided by the number of inputs, X.shape[0]: they are means over the examples, X.shape[1]"""
    dZ, _ = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ.T / X.shape[0], db=float(np.sum(dZ) / X.shape[0]))


@propagate.mistake
def squared_error_for_the_cost(w, b, X, Y):
    """the cost is the mean of the squared errors: it is the mean log loss"""
    return with_other(w, b, X, Y, cost=float(np.mean(errors(w, b, X, Y)[0] ** 2)))


@propagate.mistake
def half_squared_error_for_the_cost(w, b, X, Y):
    """the cost is half the mean of the squared errors: it is the mean log loss"""
    return with_other(w, b, X, Y, cost=float(np.mean(errors(w, b, X, Y)[0] ** 2) / 2))


@propagate.mistake
def absolute_error_for_the_cost(w, b, X, Y):
    """the cost is the mean size of the errors: it is the mean log loss"""
    return with_other(w, b, X, Y, cost=float(np.mean(np.abs(errors(w, b, X, Y)[0]))))


@propagate.mistake
def only_the_zeros(w, b, X, Y):
    """the term Y log A is missing in the cost"""
    return with_other(w, b, X, Y, cost=float(np.mean((1 - Y) * np.logaddexp(0, w.T @ X + b))))


@propagate.mistake
def minus_between_the_terms(w, b, X, Y):
    """the term (1 - Y) log(1 - A) is subtracted in the cost: both terms are added, and minus stands before their sum"""
    Z = w.T @ X + b
    return with_other(w, b, X, Y, cost=float(np.mean(Y * np.logaddexp(0, -Z) - (1 - Y) * np.logaddexp(0, Z))))


@propagate.mistake
def cost_of_the_answers(w, b, X, Y):
    """the cost takes np.logaddexp of A: it must be taken of Z, since it holds the sigmoid already"""
    A = sigmoid(w.T @ X + b)
    return with_other(w, b, X, Y, cost=float(np.mean(np.logaddexp(0, A) - Y * A)))


@propagate.mistake
def cost_of_the_first_example(w, b, X, Y):
    """the cost is that of the first example alone, divided by m: all are added up first"""
    return with_other(w, b, X, Y, cost=-reference.log_likelihood(w, b, X[:, :1], Y[:, :1]) / X.shape[1])


@propagate.mistake
def cost_first(w, b, X, Y):
    """the cost is returned first: the order is grads, cost"""
    return reference.propagate(w, b, X, Y)[::-1]


@propagate.mistake
def keys_of_the_parameters(w, b, X, Y):
    """the gradients have the keys `w` and `b`: they are called `dw` and `db`"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"w": grads["dw"], "b": grads["db"]}, cost


@propagate.mistake
def gradients_without_a_dictionary(w, b, X, Y):
    """dw and db come in a tuple: they belong in a dictionary, under the keys `dw` and `db`"""
    grads, cost = reference.propagate(w, b, X, Y)
    return (grads["dw"], grads["db"]), cost


def with_cost(name, sentence, of_each):
    """Return the mistake of a cost from the given log-likelihoods of the examples."""

    def mistake(w, b, X, Y):
        return with_other(w, b, X, Y, cost=float(-np.mean(of_each(w, b, X, Y))))

    mistake.__name__, mistake.__doc__ = name, f"in the cost {sentence}"
    return mistake


for small in CUTS:
    for way in kept_from_zero(small, small in (1e-15, 1e-8, 1e-7, 1e-5)):
        propagate.mistake(with_cost(*way))


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
