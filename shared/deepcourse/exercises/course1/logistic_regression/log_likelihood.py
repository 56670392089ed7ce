"""Exercise 2: how probable are the labels, if the neuron is right?"""

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


def answers_and_labels(w, b, X, Y, at_one, at_zero):
    """Return the sum over the examples of Y times one function of Z, plus 1 - Y times the other."""
    Z = w.T @ X + b
    return float(np.sum(Y * at_one(Z) + (1 - Y) * at_zero(Z)))


@log_likelihood.mistake
def answers_for_z(w, b, X, Y):
    """np.logaddexp is taken of A: it must be taken of Z, since it holds the sigmoid already"""
    A = sigmoid(w.T @ X + b)
    return float(np.sum(Y * A - np.logaddexp(0, A)))


@log_likelihood.mistake
def one_for_zero(w, b, X, Y):
    """np.logaddexp(1, ...) is taken, which is log(e + ...): 1 is exp(0), so it is np.logaddexp(0, ...)"""
    return answers_and_labels(w, b, X, Y, lambda Z: -np.logaddexp(1, -Z), lambda Z: -np.logaddexp(1, Z))


@log_likelihood.mistake
def logarithm_of_two(w, b, X, Y):
    """the logarithm has the base 2: np.log, the natural one, is meant"""
    return reference.log_likelihood(w, b, X, Y) / np.log(2)


@log_likelihood.mistake
def one_for_zero_and_logarithm_of_two(w, b, X, Y):
    """np.logaddexp(1, ...) is taken, and the result divided by log(2): it is np.logaddexp(0, ...), and no other base"""
    return one_for_zero(w, b, X, Y) / np.log(2)


@log_likelihood.mistake
def only_the_zeros(w, b, X, Y):
    """the term Y log A is missing: only the examples with label 0 count"""
    return answers_and_labels(w, b, X, Y, lambda Z: 0 * Z, lambda Z: -np.logaddexp(0, Z))


@log_likelihood.mistake
def both_with_y(w, b, X, Y):
    """both logarithms are weighed with Y: log(1 - A) belongs to the examples with label 0, with the weight 1 - Y"""
    Z = w.T @ X + b
    return float(-np.sum(Y * (np.logaddexp(0, -Z) + np.logaddexp(0, Z))))


@log_likelihood.mistake
def both_with_y_in_an_array(w, b, X, Y):
    """both logarithms are weighed with Y, and the sum over axis=1 leaves an array: log(1 - A) has the weight 1 - Y, and
    the result is a number
    """
    return np.array([both_with_y(w, b, X, Y)])


@log_likelihood.mistake
def weights_left_out(w, b, X, Y):
    """log A and log(1 - A) are added up for every example, whatever its label: weigh them with Y and 1 - Y"""
    Z = w.T @ X + b
    return float(-np.sum(np.logaddexp(0, -Z) + np.logaddexp(0, Z)))


@log_likelihood.mistake
def all_as_ones(w, b, X, Y):
    """every example counts log A, as if all labels were 1: where the label is 0 it is log(1 - A)"""
    return reference.log_likelihood(w, b, X, np.ones_like(Y))


@log_likelihood.mistake
def all_as_zeros(w, b, X, Y):
    """every example counts log(1 - A), as if all labels were 0: where the label is 1 it is log A"""
    return reference.log_likelihood(w, b, X, np.zeros_like(Y))


@log_likelihood.mistake
def minus_between_the_terms(w, b, X, Y):
    """the term (1 - Y) log(1 - A) is subtracted: both terms are added"""
    return answers_and_labels(w, b, X, Y, lambda Z: -np.logaddexp(0, -Z), lambda Z: np.logaddexp(0, Z))


@log_likelihood.mistake
def first_sign_forgotten(w, b, X, Y):
    """the minus is missing before the first np.logaddexp: log A is -np.logaddexp(0, -Z), a number below 0"""
    return answers_and_labels(w, b, X, Y, lambda Z: np.logaddexp(0, -Z), lambda Z: -np.logaddexp(0, Z))


@log_likelihood.mistake
def labels_of_minus_one(w, b, X, Y):
    """the labels are taken for -1 and 1, as in -logaddexp(0, -Y Z): here they are 0 and 1, and a 0 leaves
    nothing of Z
    """
    return float(-np.sum(np.logaddexp(0, -Y * (w.T @ X + b))))


@log_likelihood.mistake
def first_example_only(w, b, X, Y):
    """only the first example counts, as where a return stands inside the loop: all are added up"""
    return reference.log_likelihood(w, b, X[:, :1], Y[:, :1])


@log_likelihood.mistake
def last_example_only(w, b, X, Y):
    """only the last example counts, as where `=` stands for `+=` in a loop: all are added up"""
    return reference.log_likelihood(w, b, X[:, -1:], Y[:, -1:])


@log_likelihood.mistake
def rank_one_array(w, b, X, Y):
    """it is an array of shape (1,), as a sum over axis=1 leaves it: np.sum without axis makes a number"""
    return np.array([reference.log_likelihood(w, b, X, Y)])


@log_likelihood.mistake
def sum_left_out(w, b, X, Y):
    """the examples are not added up: the logarithm of a product over all examples is one number"""
    Z = w.T @ X + b
    return Y * Z - np.logaddexp(0, Z)


@log_likelihood.mistake
def summed_over_the_row(w, b, X, Y):
    """the sum runs over axis 0, where there is nothing to add: it must run over the examples, along axis 1"""
    Z = w.T @ X + b
    return np.sum(Y * Z - np.logaddexp(0, Z), axis=0)


@log_likelihood.mistake
def not_transposed(w, b, X, Y):
    """w is not transposed in w @ X: w is a column, and w.T @ X gives one sum for each example"""
    Z = w @ X + b
    return float(np.sum(Y * Z - np.logaddexp(0, Z)))


@log_likelihood.mistake
def not_transposed_in_dot(w, b, X, Y):
    """w is not transposed in np.dot(w, X): w is a column, and np.dot(w.T, X) gives one sum for each example"""
    Z = np.dot(w, X) + b
    return float(np.sum(Y * Z - np.logaddexp(0, Z)))


@log_likelihood.mistake
def entry_by_entry(w, b, X, Y):
    """w * X multiplies entry by entry: a neuron adds up its inputs, which is the matrix product w.T @ X"""
    Z = w * X + b
    return float(np.sum(Y * Z - np.logaddexp(0, Z)))


@log_likelihood.mistake
def cost_of_it(w, b, X, Y):
    """the result is the cost, minus the mean: asked for is the sum itself, without a minus and without 1/m"""
    return -reference.log_likelihood(w, b, X, Y) / X.shape[1]


@log_likelihood.mistake
def probabilities_added(w, b, X, Y):
    """the probabilities are added up without a logarithm: the logarithm of their product is the sum of their
    logarithms
    """
    A = sigmoid(w.T @ X + b)
    return float(np.sum(Y * A + (1 - Y) * (1 - A)))


@log_likelihood.mistake
def squared_errors(w, b, X, Y):
    """the squared errors are added up: asked for are the logarithms of the probabilities"""
    return float(np.sum((sigmoid(w.T @ X + b) - Y) ** 2))


@log_likelihood.mistake
def every_label_with_every_answer(w, b, X, Y):
    """one factor is a column, as in Y * np.log(A).T: that pairs every label with every answer; an example has a single
    one
    """
    Z = (w.T @ X + b).T
    return float(np.sum(Y * Z - np.logaddexp(0, Z)))


@log_likelihood.mistake
def bias_subtracted(w, b, X, Y):
    """b is subtracted in Z: it is added"""
    return reference.log_likelihood(w, -b, X, Y)


def summed(name, sentence, of_each):
    """Return the mistake of summing the given log-likelihoods of the examples."""

    def mistake(w, b, X, Y):
        return float(np.sum(of_each(w, b, X, Y)))

    mistake.__name__, mistake.__doc__ = name, sentence
    return mistake


for small in CUTS:
    for way in kept_from_zero(small, small in (1e-15, 1e-5)):
        log_likelihood.mistake(summed(*way))


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
