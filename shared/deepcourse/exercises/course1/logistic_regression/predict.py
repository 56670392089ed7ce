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
    """a probability of exactly 0.5 is answered with 0: the text decides such a tie for 1 (>=); np.round rounds it down
    too
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


@predict.mistake
def column_of_answers(w, b, X):
    """the answers are a column (m, 1): asked for is a row (1, m)"""
    return reference.predict(w, b, X).T


@predict.mistake
def first_picture_only(w, b, X):
    """only the first picture is answered, as where a return stands inside the loop: every column has its answer"""
    answers = np.zeros((1, X.shape[1]))
    answers[0, 0] = reference.predict(w, b, X)[0, 0]
    return answers


@predict.mistake
def last_picture_left_out(w, b, X):
    """the last picture gets no answer: range(m) goes through all m columns"""
    answers = reference.predict(w, b, X)
    answers[0, -1] = 0
    return answers


@predict.mistake
def loop_over_the_inputs(w, b, X):
    """the loop runs over the inputs, X.shape[0]: the pictures are the columns, X.shape[1]"""
    answers, right = np.zeros((1, X.shape[1])), reference.predict(w, b, X)
    for i in range(X.shape[0]):
        answers[0, i] = right[0, i]
    return answers


@predict.mistake
def minus_one_for_no(w, b, X):
    """the answers are -1 and 1: they are 0 and 1"""
    return 2 * reference.predict(w, b, X) - 1


@predict.mistake
def minus_one_for_yes(w, b, X):
    """the answers are 1 and -1, the wrong way round: they are 0 and 1, and 1 where the probability is at least 0.5"""
    return 1 - 2 * reference.predict(w, b, X)


@predict.mistake
def sign_of_z(w, b, X):
    """the answer is the sign of Z, -1, 0 or 1: it is 1 where Z >= 0, else 0"""
    return np.sign(w.T @ X + b)


@predict.mistake
def undecided_stays_undecided(w, b, X):
    """a probability of exactly 0.5 stays 0.5: the text decides such a tie for 1"""
    return (np.sign(w.T @ X + b) + 1) / 2


@predict.mistake
def strictly_greater_swapped(w, b, X):
    """0 and 1 have changed places, and a tie is answered with 1: it is 1 where the probability is at least 0.5"""
    return (w.T @ X + b <= 0).astype(float)


@predict.mistake
def bias_subtracted(w, b, X):
    """b is subtracted in Z: it is added"""
    return reference.predict(w, -b, X)


@predict.mistake
def not_transposed(w, b, X):
    """w is not transposed in w @ X: w is a column, and w.T @ X gives one sum for each picture"""
    return (w @ X + b >= 0).astype(float)


@predict.mistake
def not_transposed_in_dot(w, b, X):
    """w is not transposed in np.dot(w, X): w is a column, and np.dot(w.T, X) gives one sum for each picture"""
    return (np.dot(w, X) + b >= 0).astype(float)


@predict.mistake
def entry_by_entry(w, b, X):
    """w * X multiplies entry by entry, and every input gets an answer: the neuron adds up its inputs, w.T @ X"""
    return (w * X + b >= 0).astype(float)


@predict.mistake
def if_on_the_array(w, b, X):
    """an `if` asks about the whole array: it can follow one True or False only, and a comparison gives all answers"""
    A = sigmoid(w.T @ X + b)
    if A >= 0.5:
        return np.ones_like(A)
    return np.zeros_like(A)


@predict.mistake
def sums_themselves(w, b, X):
    """the weighted sums Z are returned: an answer is 1 where Z >= 0, else 0"""
    return w.T @ X + b


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
