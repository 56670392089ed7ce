"""Exercise 12: from a probability to an answer."""

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

predict = FunctionExercise(
    __name__,
    reference=reference.predict,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    random_cases=3,
    returns=("the answers",),
    any_number_type=True,
    hints=(
        "reference.forward_propagation(X, parameters) returns A2 and the cache; only A2 is needed.",
        "A2 >= 0.5 is an array of True and False, of shape (1, m).",
        "(A2 >= 0.5).astype(float) makes zeros and ones of it.",
    ),
)


def on_the_fence():
    """Return (parameters, X) with z2 = -0.25, 0, 0.25 and 1 on the four points, nearly: A2 is exactly 0.5 once."""
    parameters = {"W1": np.eye(2), "b1": np.zeros((2, 1)), "W2": np.array([[1.0, -1.0]]), "b2": np.zeros((1, 1))}
    return parameters, np.array([[0.0, 0.7, 0.3, 1.5], [0.3, 0.7, 0.0, 0.1]])


@predict.visible
def visible():
    """Return the text's example, the undecided network, larger ones, a very sure and an untrained one, one point."""
    rng = np.random.default_rng(12)
    return [
        Case("the example of the text: 2 points", (by_hand(), two_points()[0])),
        Case("undecided at the second point", on_the_fence()),
        Case("12 points, 3 inputs, 4 hidden units", (network(rng, 3, 4), examples(rng, 3, 12)[0])),
        Case("8 points, 2 inputs, 3 hidden units, 2 outputs", (network(rng, 2, 3, 2), examples(rng, 2, 8)[0])),
        Case("a very sure network", ({n: 1000 * p for n, p in network(rng, 2, 3).items()}, examples(rng, 2, 6)[0])),
        Case("all weights zero", ({n: 0 * p for n, p in network(rng, 2, 3).items()}, examples(rng, 2, 3)[0])),
        Case("a single point", (network(rng, 2, 4), examples(rng, 2, 1)[0])),
    ]


@predict.draw
def draw(rng):
    """Return a case of random size."""
    (n_x, n_h, m), n_y = sizes(rng), int(rng.integers(1, 4))
    told = f"{m} examples, {n_x} inputs, {n_h} hidden units, {n_y} outputs"
    return Case(told, (network(rng, n_x, n_h, n_y), examples(rng, n_x, m)[0]))


@predict.edges
def edges(rng):
    """Return a single point, an untrained network (undecided about everything), and a very sure one."""
    zero = {name: np.zeros_like(value) for name, value in network(rng, 2, 3).items()}
    sure = {name: 1000 * value for name, value in network(rng, 2, 3).items()}
    X = examples(rng, 2, 9)[0]
    return [
        Case("a single point", (network(rng, 2, 4), X[:, :1])),
        Case("all weights zero", (zero, X)),
        Case("a very sure network", (sure, X)),
    ]


@predict.property("every answer is 0 or 1")
def only_zero_and_one(f, rng):
    """Return a sentence unless every answer is 0 or 1."""
    answers = np.asarray(f(network(rng, 2, 4), examples(rng, 2, 50)[0]), float)
    other = answers[(answers != 0) & (answers != 1)]
    return f"one of the answers is {other[0]:.6g}; an answer is 0 or 1" if other.size else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@predict.mistake
def strictly_greater(parameters, X):
    """a probability of exactly 0.5 is answered with 0: the text decides such a tie for 1 (>=); np.round rounds it down
    too
    """
    return (reference.forward_propagation(X, parameters)[1]["Z2"] > 0).astype(float)


@predict.mistake
def probabilities(parameters, X):
    """the probabilities themselves are returned: compare them with 0.5"""
    return reference.forward_propagation(X, parameters)[0]


@predict.mistake
def threshold_on_z(parameters, X):
    """Z2 is compared with 0.5 instead of A2: the sigmoid comes first (or compare Z2 with 0)"""
    return (reference.forward_propagation(X, parameters)[1]["Z2"] >= 0.5).astype(float)


@predict.mistake
def answers_swapped(parameters, X):
    """0 and 1 have changed places"""
    return 1 - reference.predict(parameters, X)


@predict.mistake
def rank_one_answers(parameters, X):
    """the answers have the shape (m,) instead of (1, m): compared with Y, that can broadcast to something else"""
    return reference.predict(parameters, X)[0]


@predict.mistake
def hidden_answers(parameters, X):
    """the hidden units A1 are asked instead of the output A2"""
    return (reference.forward_propagation(X, parameters)[1]["A1"] >= 0.5).astype(float)


@predict.mistake
def cache_compared_too(parameters, X):
    """the whole result of forward_propagation is compared with 0.5: it is two things, so write A2, cache = ... first"""
    return reference.forward_propagation(X, parameters) >= 0.5


@predict.mistake
def surest_row(parameters, X):
    """the surest output of each example is chosen, by np.argmax: each output is compared with 0.5 on its own"""
    return np.argmax(reference.forward_propagation(X, parameters)[0], axis=0, keepdims=True)


@predict.mistake
def surest_row_without_keepdims(parameters, X):
    """the surest output of each example is chosen, by np.argmax, and an axis is lost: each output is compared with 0.5
    on its own
    """
    return np.argmax(reference.forward_propagation(X, parameters)[0], axis=0)


@predict.mistake
def column_of_answers(parameters, X):
    """the answers lie on their side: there is a row for each output and a column for each point"""
    return reference.predict(parameters, X).T


@predict.mistake
def minus_one_for_no(parameters, X):
    """the answers are -1 and 1: they are 0 and 1"""
    return 2 * reference.predict(parameters, X) - 1


@predict.mistake
def sums_themselves(parameters, X):
    """the sums Z2 are returned: an answer is 1 where A2 >= 0.5, else 0"""
    return reference.forward_propagation(X, parameters)[1]["Z2"]


@predict.mistake
def first_output_only(parameters, X):
    """only the first output is asked: each row of A2 has its answers"""
    return reference.predict(parameters, X)[:1]


@predict.mistake
def first_point_only(parameters, X):
    """only the first point is answered, as where a return stands inside the loop: every column has its answers"""
    answers = np.zeros_like(reference.predict(parameters, X))
    answers[:, 0] = reference.predict(parameters, X)[:, 0]
    return answers


@predict.mistake
def above_the_mean(parameters, X):
    """A2 is compared with its own mean: the limit is 0.5"""
    likely = reference.forward_propagation(X, parameters)[0]
    return (likely >= likely.mean()).astype(float)


@predict.mistake
def strictly_greater_swapped(parameters, X):
    """0 and 1 have changed places, and a tie is answered with 1: it is 1 where A2 >= 0.5"""
    return (reference.forward_propagation(X, parameters)[1]["Z2"] <= 0).astype(float)


@predict.mistake
def undecided_stays_undecided(parameters, X):
    """a probability of exactly 0.5 stays 0.5: the text decides such a tie for 1"""
    return (np.sign(reference.forward_propagation(X, parameters)[1]["Z2"]) + 1) / 2


@predict.mistake
def sign_of_z(parameters, X):
    """the answer is the sign of Z2, -1, 0 or 1: it is 1 where Z2 >= 0, else 0"""
    return np.sign(reference.forward_propagation(X, parameters)[1]["Z2"])


@predict.mistake
def sigmoid_taken_again(parameters, X):
    """the sigmoid is taken of A2 once more, so that nothing is below 0.5: A2 is a probability already"""
    return np.ones_like(reference.predict(parameters, X))


@predict.mistake
def arguments_exchanged(parameters, X):
    """parameters and X are handed to forward_propagation in the wrong order: X comes first"""
    return reference.forward_propagation(parameters, X)


@predict.mistake
def if_on_the_array(parameters, X):
    """an `if` asks about the whole array: it can follow one True or False only, and a comparison gives all answers"""
    likely = reference.forward_propagation(X, parameters)[0]
    if likely >= 0.5:
        return np.ones_like(likely)
    return np.zeros_like(likely)


# --- right, written differently -------------------------------------------------------------------------------------


@predict.right
def point_by_point(parameters, X):
    """Return the answers of a loop."""
    answers = np.zeros((len(parameters["b2"]), X.shape[1]))
    for i in range(X.shape[1]):
        a1 = np.tanh(parameters["W1"] @ X[:, [i]] + parameters["b1"])
        answers[:, i] = np.where(sigmoid(parameters["W2"] @ a1 + parameters["b2"])[:, 0] >= 0.5, 1, 0)
    return answers


@predict.right
def truth_values(parameters, X):
    """Return booleans: True counts as 1."""
    return reference.forward_propagation(X, parameters)[0] >= 0.5
