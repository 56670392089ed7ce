"""Exercise 5: from a probability to an answer."""

import numpy as np

from deepcourse.exercises.course1.logistic_regression.neurons import by_hand, neuron, size
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import logistic_regression as reference
from deepcourse.nn.activations import sigmoid

predict = FunctionExercise(
    __name__,
    reference=reference.predict,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the row of answers",),
    any_number_type=True,
    hints=(
        "A = sigmoid(w.T @ X + b) has the shape (1, m): one probability for each column.",
        "A comparison works on the whole array at once: A >= 0.5 is an array of True and False.",
        "True and False become 1.0 and 0.0 with .astype(float).",
    ),
)


def on_the_fence():
    """Return (w, b, X) with z = -0.25, 0, 0.25 and 1: the second is exactly undecided, the third nearly so."""
    return np.array([[0.25]]), -0.5, np.array([[1.0, 2.0, 3.0, 6.0]])


@predict.visible
def visible():
    """Return the text's example, the undecided neuron, a larger one, a very sure and an untrained one, one picture."""
    rng = np.random.default_rng(5)
    return [
        Case("the example of the text: 3 pictures, 2 inputs", by_hand()[:3]),
        Case("undecided: z = -0.25, 0, 0.25 and 1", on_the_fence()),
        Case("12 pictures, 4 inputs", neuron(rng, 4, 12)[:3]),
        Case("a very sure neuron", (np.array([[1.0]]), 0.0, np.array([[-800.0, 800.0, 700.0]]))),
        Case("all weights zero", (np.zeros((3, 1)), 0.0, rng.normal(size=(3, 5)))),
        Case("a single picture", neuron(rng, 4, 1)[:3]),
    ]


@predict.draw
def draw(rng):
    """Return a case of random size."""
    n_x, m = size(rng)
    return Case(f"{m} examples, {n_x} inputs", neuron(rng, n_x, m)[:3])


@predict.edges
def edges(rng):
    """Return a single picture, an untrained neuron (undecided about everything), and a very sure one."""
    _, _, X, _ = neuron(rng, 3, 5)
    return [
        Case("a single picture", neuron(rng, 4, 1)[:3]),
        Case("all weights zero", (np.zeros((3, 1)), 0.0, X)),
        Case("a very sure neuron", (np.array([[1.0]]), 0.0, np.array([[-800.0, 800.0]]))),
    ]


@predict.property("every answer is 0 or 1")
def only_zero_and_one(f, rng):
    """Return a sentence unless every answer is 0 or 1."""
    answers = np.asarray(f(*neuron(rng, 3, 50)[:3]), float)
    other = answers[(answers != 0) & (answers != 1)]
    return f"one of the answers is {other[0]:.6g}; an answer is 0 or 1" if other.size else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@predict.mistake
def strictly_greater(w, b, X):
    """a probability of exactly 0.5 is answered with 0: the text decides such a tie for 1 (>=); np.round rounds it
    down too
    """
    return (sigmoid(w.T @ X + b) > 0.5).astype(float)


@predict.mistake
def probabilities(w, b, X):
    """the probabilities themselves are returned: compare them with 0.5"""
    return sigmoid(w.T @ X + b)


@predict.mistake
def threshold_on_z(w, b, X):
    """Z is compared with 0.5 instead of A: the sigmoid comes first (or compare Z with 0)"""
    return (w.T @ X + b >= 0.5).astype(float)


@predict.mistake
def bias_left_out(w, b, X):
    """b is left out of Z"""
    return reference.predict(w, 0.0, X)


@predict.mistake
def answers_swapped(w, b, X):
    """0 and 1 have changed places"""
    return 1 - reference.predict(w, b, X)


@predict.mistake
def rank_one_answers(w, b, X):
    """the answers have the shape (m,) instead of (1, m): compared with Y, that can broadcast to something else"""
    return reference.predict(w, b, X)[0]


@predict.mistake
def list_of_answers(w, b, X):
    """the answers are a Python list: np.array([...]) makes an array of it, and two pairs of brackets a row"""
    return [int(answer) for answer in reference.predict(w, b, X)[0]]


@predict.mistake
def a_single_answer(w, b, X):
    """one answer is given for all columns together, as an `if` on an array would"""
    return float(np.mean(sigmoid(w.T @ X + b)) >= 0.5)


# --- right, written differently -------------------------------------------------------------------------------------


@predict.right
def column_by_column(w, b, X):
    """Return the answers of a loop."""
    answers = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        if 1 / (1 + np.exp(-np.clip(w[:, 0] @ X[:, i] + b, -700, 700))) >= 0.5:
            answers[0, i] = 1
    return answers


@predict.right
def truth_values(w, b, X):
    """Return booleans: True counts as 1."""
    return sigmoid(np.dot(w.T, X) + b) >= 0.5


@predict.right
def integers(w, b, X):
    """Return integers chosen by np.where."""
    return np.where(sigmoid(w.T @ X + b) < 0.5, 0, 1)
