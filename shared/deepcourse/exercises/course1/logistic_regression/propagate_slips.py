"""More of what is easily got wrong in one pass forward and back: errors, means, the cost, the logarithm of 0."""

import numpy as np

from deepcourse.exercises.course1.logistic_regression.neurons import CUTS, kept_from_zero
from deepcourse.exercises.declaration import Shared
from deepcourse.nn import logistic_regression as reference
from deepcourse.nn.activations import sigmoid

SLIPS = Shared()


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


@SLIPS.add
def errors_of_z(w, b, X, Y):
    """dZ is Z - Y, without the sigmoid, as in linear regression: it is A - Y, with A = sigmoid(Z)"""
    return from_errors(w, b, X, Y, w.T @ X + b - Y)


@SLIPS.add
def errors_of_rounded_answers(w, b, X, Y):
    """A is rounded to 0 and 1 before the errors are taken: dZ = A - Y needs the probabilities themselves"""
    return from_errors(w, b, X, Y, (w.T @ X + b >= 0) - Y)


@SLIPS.add
def sigmoid_taken_twice(w, b, X, Y):
    """the sigmoid is taken twice: A = sigmoid(Z), once, is all that dZ = A - Y needs"""
    return from_errors(w, b, X, Y, sigmoid(sigmoid(w.T @ X + b)) - Y)


@SLIPS.add
def slope_for_error(w, b, X, Y):
    """dZ is the slope A (1 - A) of the sigmoid: it is the error A - Y"""
    A = sigmoid(w.T @ X + b)
    return from_errors(w, b, X, Y, A * (1 - A))


@SLIPS.add
def slope_of_the_answers(w, b, X, Y):
    """dA = -Y / A + (1 - Y) / (1 - A) is used as dZ: by the chain rule A (1 - A) comes on top, which leaves A - Y"""
    A = sigmoid(w.T @ X + b)
    return from_errors(w, b, X, Y, -Y / A + (1 - Y) / (1 - A))


@SLIPS.add
def labels_left_out_of_db(w, b, X, Y):
    """db is the mean of A: it is the mean of the errors A - Y"""
    return with_other(w, b, X, Y, db=float(np.mean(sigmoid(w.T @ X + b))))


@SLIPS.add
def labels_left_out_of_dw(w, b, X, Y):
    """dw is made of A: it is made of the errors A - Y"""
    return with_other(w, b, X, Y, dw=X @ sigmoid(w.T @ X + b).T / X.shape[1])


@SLIPS.add
def db_from_dw(w, b, X, Y):
    """db is the sum of dw: it is the mean of dZ over the examples"""
    return with_other(w, b, X, Y, db=float(np.sum(reference.propagate(w, b, X, Y)[0]["dw"])))


@SLIPS.add
def db_from_dw_averaged(w, b, X, Y):
    """db is the mean of dw: it is the mean of dZ over the examples"""
    return with_other(w, b, X, Y, db=float(np.mean(reference.propagate(w, b, X, Y)[0]["dw"])))


@SLIPS.add
def missing_one_over_m_in_db(w, b, X, Y):
    """the 1/m is missing in db: it is a mean over the examples"""
    return with_other(w, b, X, Y, db=float(np.sum(errors(w, b, X, Y)[0])))


@SLIPS.add
def missing_one_over_m_in_dw(w, b, X, Y):
    """the 1/m is missing in dw: it is a mean over the examples"""
    return with_other(w, b, X, Y, dw=X @ errors(w, b, X, Y)[0].T)


@SLIPS.add
def one_over_m_twice(w, b, X, Y):
    """dw and db are divided by m twice: they are means over the examples, divided once"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ.T / m**2, db=float(np.sum(dZ) / m**2))


@SLIPS.add
def whole_division_of_dw(w, b, X, Y):
    """dw is divided by m with //, which rounds down to whole numbers: / divides"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ.T // m)


@SLIPS.add
def whole_division_of_db(w, b, X, Y):
    """db is divided by m with //, which rounds down to whole numbers: / divides"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, db=float(np.sum(dZ) // m))


@SLIPS.add
def wrong_sign_in_db(w, b, X, Y):
    """the sign of db is flipped: dw and db are both made of A - Y"""
    return with_other(w, b, X, Y, db=-reference.propagate(w, b, X, Y)[0]["db"])


@SLIPS.add
def wrong_sign_in_dw(w, b, X, Y):
    """the sign of dw is flipped: dw and db are both made of A - Y"""
    return with_other(w, b, X, Y, dw=-reference.propagate(w, b, X, Y)[0]["dw"])


@SLIPS.add
def db_from_the_cost(w, b, X, Y):
    """db is the cost: it is the mean of dZ over the examples"""
    return with_other(w, b, X, Y, db=reference.propagate(w, b, X, Y)[1])


@SLIPS.add
def averaged_over_the_inputs(w, b, X, Y):
    """the products X * dZ are averaged over the inputs (axis 0) instead of the examples (axis 1)"""
    return with_other(w, b, X, Y, dw=np.mean(X * errors(w, b, X, Y)[0], axis=0, keepdims=True).T)


@SLIPS.add
def averaged_over_the_inputs_in_a_row(w, b, X, Y):
    """the products X * dZ are averaged over the inputs (axis 0), in a row: average over the examples (axis 1)"""
    return with_other(w, b, X, Y, dw=np.mean(X * errors(w, b, X, Y)[0], axis=0, keepdims=True))


@SLIPS.add
def dw_as_one_number(w, b, X, Y):
    """dw is one number, the sum over examples and inputs: every weight has a slope of its own, (n_x, 1)"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=float(np.sum(X * dZ) / m))


@SLIPS.add
def dw_for_every_example(w, b, X, Y):
    """dw has a column for every example, as X * dZ leaves it: the examples share one w, so their shares are summed"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X * dZ / m)


@SLIPS.add
def errors_not_transposed(w, b, X, Y):
    """dZ is not transposed in X @ dZ: X is (n_x, m) and dZ is (1, m), so it is X @ dZ.T"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ / m)


@SLIPS.add
def errors_not_transposed_in_dot(w, b, X, Y):
    """dZ is not transposed in np.dot(X, dZ): X is (n_x, m) and dZ is (1, m), so it is np.dot(X, dZ.T)"""
    dZ, m = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=np.dot(X, dZ) / m)


@SLIPS.add
def not_transposed(w, b, X, Y):
    """w is not transposed in w @ X: w is a column, and w.T @ X gives one sum for each example"""
    return with_other(w, b, X, Y, dw=X @ (sigmoid(w @ X + b) - Y).T / X.shape[1])


@SLIPS.add
def not_transposed_in_dot(w, b, X, Y):
    """w is not transposed in np.dot(w, X): w is a column, and np.dot(w.T, X) gives one sum for each example"""
    return with_other(w, b, X, Y, dw=X @ (sigmoid(np.dot(w, X) + b) - Y).T / X.shape[1])


@SLIPS.add
def db_of_rank_one(w, b, X, Y):
    """db is an array of shape (1,), as a sum over axis=1 leaves it: b is a number, so its gradient is one too"""
    return with_other(w, b, X, Y, db=np.array([reference.propagate(w, b, X, Y)[0]["db"]]))


@SLIPS.add
def cost_of_rank_one(w, b, X, Y):
    """the cost is an array of shape (1,), as a sum over axis=1 leaves it: np.sum without axis makes a number"""
    return with_other(w, b, X, Y, cost=np.array([reference.propagate(w, b, X, Y)[1]]))


@SLIPS.add
def bias_subtracted(w, b, X, Y):
    """b is subtracted in Z: it is added"""
    return reference.propagate(w, -b, X, Y)


@SLIPS.add
def weights_pulled_to_zero(w, b, X, Y):
    """a penalty on large weights is added to the gradient, w / m: asked for is the gradient of the plain cost"""
    return with_other(w, b, X, Y, dw=reference.propagate(w, b, X, Y)[0]["dw"] + w / X.shape[1])


@SLIPS.add
def penalty_in_the_cost(w, b, X, Y):
    """a penalty on large weights is added to the cost, half their squares / m: asked for is the plain cost"""
    cost = reference.propagate(w, b, X, Y)[1] + 0.5 * float(np.sum(w**2)) / X.shape[1]
    return with_other(w, b, X, Y, cost=cost)


@SLIPS.add
def likelihood_for_the_cost(w, b, X, Y):
    """the cost is the log-likelihood itself: it is minus that, divided by m"""
    return with_other(w, b, X, Y, cost=reference.log_likelihood(w, b, X, Y))


@SLIPS.add
def cost_by_m_twice(w, b, X, Y):
    """the cost is divided by m twice: it is a mean over the examples, divided once"""
    return with_other(w, b, X, Y, cost=reference.propagate(w, b, X, Y)[1] / X.shape[1])


@SLIPS.add
def cost_by_inputs(w, b, X, Y):
    """the cost is divided by the number of inputs, X.shape[0]: it is a mean over the examples, X.shape[1]"""
    return with_other(w, b, X, Y, cost=-reference.log_likelihood(w, b, X, Y) / X.shape[0])


@SLIPS.add
def gradients_by_inputs(w, b, X, Y):
    """dw and db are divided by the number of inputs, X.shape[0]: they are means over the examples, X.shape[1]"""
    dZ, _ = errors(w, b, X, Y)
    return with_other(w, b, X, Y, dw=X @ dZ.T / X.shape[0], db=float(np.sum(dZ) / X.shape[0]))


@SLIPS.add
def squared_error_for_the_cost(w, b, X, Y):
    """the cost is the mean of the squared errors: it is the mean log loss"""
    return with_other(w, b, X, Y, cost=float(np.mean(errors(w, b, X, Y)[0] ** 2)))


@SLIPS.add
def half_squared_error_for_the_cost(w, b, X, Y):
    """the cost is half the mean of the squared errors: it is the mean log loss"""
    return with_other(w, b, X, Y, cost=float(np.mean(errors(w, b, X, Y)[0] ** 2) / 2))


@SLIPS.add
def absolute_error_for_the_cost(w, b, X, Y):
    """the cost is the mean size of the errors: it is the mean log loss"""
    return with_other(w, b, X, Y, cost=float(np.mean(np.abs(errors(w, b, X, Y)[0]))))


@SLIPS.add
def only_the_zeros(w, b, X, Y):
    """the term Y log A is missing in the cost"""
    return with_other(w, b, X, Y, cost=float(np.mean((1 - Y) * np.logaddexp(0, w.T @ X + b))))


@SLIPS.add
def minus_between_the_terms(w, b, X, Y):
    """the term (1 - Y) log(1 - A) is subtracted in the cost: both terms are added, and minus stands before their sum"""
    Z = w.T @ X + b
    return with_other(w, b, X, Y, cost=float(np.mean(Y * np.logaddexp(0, -Z) - (1 - Y) * np.logaddexp(0, Z))))


@SLIPS.add
def cost_of_the_answers(w, b, X, Y):
    """the cost takes np.logaddexp of A: it must be taken of Z, since it holds the sigmoid already"""
    A = sigmoid(w.T @ X + b)
    return with_other(w, b, X, Y, cost=float(np.mean(np.logaddexp(0, A) - Y * A)))


@SLIPS.add
def cost_of_the_first_example(w, b, X, Y):
    """the cost is that of the first example alone, divided by m: all are added up first"""
    return with_other(w, b, X, Y, cost=-reference.log_likelihood(w, b, X[:, :1], Y[:, :1]) / X.shape[1])


@SLIPS.add
def cost_first(w, b, X, Y):
    """the cost is returned first: the order is grads, cost"""
    return reference.propagate(w, b, X, Y)[::-1]


@SLIPS.add
def keys_of_the_parameters(w, b, X, Y):
    """the gradients have the keys `w` and `b`: they are called `dw` and `db`"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"w": grads["dw"], "b": grads["db"]}, cost


@SLIPS.add
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
        SLIPS.add(with_cost(*way))
