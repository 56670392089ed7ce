"""Exercise 2: how probable are the labels, if the neuron is right?"""

import numpy as np

from deepcourse.exercises.course1.logistic_regression.neurons import (
    by_hand,
    neuron,
    saturated,
    size,
    surely_wrong,
    whole_labels,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import logistic_regression as reference
from deepcourse.nn.activations import sigmoid

log_likelihood = FunctionExercise(
    __name__,
    reference=reference.log_likelihood,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("the log-likelihood",),
    hints=(
        "First Z = w.T @ X + b, the shape is (1, m). You never need A itself.",
        "log A is -np.logaddexp(0, -Z), and log(1 - A) is -np.logaddexp(0, Z).",
        "Weigh the first with Y, the second with 1 - Y, add them, and np.sum over all examples.",
    ),
)


@log_likelihood.visible
def visible():
    """Return the text's example, random ones, neurons too sure for a plain logarithm, one class, and one example."""
    rng = np.random.default_rng(2)
    return [
        Case("the example of the text: 3 pictures, 2 inputs", by_hand()),
        Case("5 examples, 4 inputs", neuron(rng, 4, 5)),
        Case("a very sure neuron, z = 800 and -800", saturated()),
        Case("sure of the wrong answer, z = 800 and -750", surely_wrong()),
        Case("4 examples, whole-number labels, all 1", whole_labels(rng, 2, 4, 1)),
        Case("one example, 3 inputs", neuron(rng, 3, 1)),
    ]


@log_likelihood.draw
def draw(rng):
    """Return a case of random size."""
    n_x, m = size(rng)
    return Case(f"{m} examples, {n_x} inputs", neuron(rng, n_x, m))


@log_likelihood.edges
def edges(rng):
    """Return one example, one class only, and answers that float64 rounds to 1 though z is only 40."""
    w, b, X, Y = neuron(rng, 3, 6)
    return [
        Case("one example", neuron(rng, 4, 1)),
        Case("every label is 1", (w, b, X, np.ones_like(Y))),
        Case("labels as integers", (w, b, X, Y.astype(int))),
        Case("sure of the wrong answer, z = 40", (np.array([[40.0]]), 0.0, np.ones((1, 2)), np.array([[0.0, 1.0]]))),
    ]


@log_likelihood.property("independent examples add up")
def two_parts_add_up(f, rng):
    """Return a sentence unless independent examples add: l(all) = l(first half) + l(second half)."""
    w, b, X, Y = neuron(rng, 3, 8)
    whole, parts = f(w, b, X, Y), f(w, b, X[:, :4], Y[:, :4]) + f(w, b, X[:, 4:], Y[:, 4:])
    if abs(whole - parts) > 1e-9 * abs(whole):
        return f"8 examples give {whole:.6g}, but 4 and the other 4 add up to {parts:.6g}; examples are independent"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@log_likelihood.mistake
def mean_instead_of_sum(w, b, X, Y):
    """the sum over the examples is divided by m: the likelihood of all labels is the product over the examples, its
    logarithm the sum
    """
    return reference.log_likelihood(w, b, X, Y) / X.shape[1]


@log_likelihood.mistake
def sign_flipped(w, b, X, Y):
    """the sign is flipped: the logarithm of a probability is never positive; the cost is minus this"""
    return -reference.log_likelihood(w, b, X, Y)


@log_likelihood.mistake
def only_the_ones(w, b, X, Y):
    """the term (1 - Y) log(1 - A) is missing: only the examples with label 1 count"""
    Z = w.T @ X + b
    return float(-np.sum(Y * np.logaddexp(0, -Z)))


@log_likelihood.mistake
def labels_swapped(w, b, X, Y):
    """Y and 1 - Y have changed places"""
    return reference.log_likelihood(w, b, X, 1 - Y)


@log_likelihood.mistake
def product_without_logarithm(w, b, X, Y):
    """no logarithm is taken: that is the likelihood itself, which for many examples is too small for a float"""
    A = sigmoid(w.T @ X + b)
    return float(np.prod(np.where(Y == 1, A, 1 - A)))


@log_likelihood.mistake
def log_of_zero(w, b, X, Y):
    """the logarithm is taken of an A that has been rounded to 0 or 1: 0 * log(0) is nan; use -logaddexp(0, -Z)"""
    A = sigmoid(w.T @ X + b)
    return float(np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)))


@log_likelihood.mistake
def log_of_zero_probability(w, b, X, Y):
    """the logarithm is taken of a probability that has been rounded to 0: the true one is tiny, not zero; use
    -logaddexp(0, -Z)
    """
    A = sigmoid(w.T @ X + b)
    return float(np.sum(np.log(np.where(Y == 1, A, 1 - A))))


@log_likelihood.mistake
def clipped(w, b, X, Y):
    """A is clipped away from 0 and 1: nothing is infinite any more, but past the clip being more wrong costs nothing"""
    A = np.clip(sigmoid(w.T @ X + b), 1e-15, 1 - 1e-15)
    return float(np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)))


@log_likelihood.mistake
def one_by_one_array(w, b, X, Y):
    """it is an array of shape (1, 1), as a matrix product leaves it: np.sum makes a number of it, or .item()"""
    return np.array([[reference.log_likelihood(w, b, X, Y)]])


@log_likelihood.mistake
def bias_left_out(w, b, X, Y):
    """b is left out of Z"""
    return reference.log_likelihood(w, 0.0, X, Y)


@log_likelihood.mistake
def logarithm_of_ten(w, b, X, Y):
    """the logarithm has the base 10: np.log, the natural one, is meant"""
    return reference.log_likelihood(w, b, X, Y) / np.log(10)


# --- right, written differently -------------------------------------------------------------------------------------


@log_likelihood.right
def one_example_after_another(w, b, X, Y):
    """Return the sum of a loop, the sign of z chosen by the label."""
    total = 0.0
    for i in range(X.shape[1]):
        z = float(w[:, 0] @ X[:, i] + b)
        total -= np.logaddexp(0, -z if Y[0, i] == 1 else z)
    return total


@log_likelihood.right
def two_logarithms(w, b, X, Y):
    """Return Y log A + (1 - Y) log(1 - A), both logarithms from Z, as an array of shape ()."""
    Z = np.dot(w.T, X) + b
    return np.squeeze(np.sum(-Y * np.logaddexp(0, -Z) - (1 - Y) * np.logaddexp(0, Z)))
