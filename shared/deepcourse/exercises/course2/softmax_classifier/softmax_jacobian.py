"""Exercise 5: the slope of every probability by every score."""

import numpy as np

from deepcourse.exercises.course2.softmax_classifier.scores import by_hand, scores
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import softmax as reference

softmax_jacobian = FunctionExercise(
    __name__,
    reference=reference.softmax_jacobian,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("J",),
    hints=(
        "On the diagonal stands a_k - a_k a_k, beside it 0 - a_k a_j: subtract the table of all products from diag(a).",
        "The table of all products a_k a_j is a @ a.T: a column times a row.",
        "np.diagflat(a) is the matrix with a on its diagonal and 0 elsewhere.",
    ),
)


@softmax_jacobian.visible
def visible():
    """Return the text's example, two and five classes, a certain answer, and equal probabilities."""
    rng = np.random.default_rng(5)
    return [
        Case("the example of the text", (reference.softmax(by_hand()[0])[:, :1],)),
        Case("2 classes", (np.array([[0.75], [0.25]]),)),
        Case("5 classes", (reference.softmax(scores(rng, 5, 1)),)),
        Case("a certain answer", (np.array([[0.0], [1.0], [0.0]]),)),
        Case("4 equal probabilities", (np.full((4, 1), 0.25),)),
    ]


@softmax_jacobian.draw
def draw(rng):
    """Return probabilities of a random number of classes."""
    C = int(rng.integers(3, 9))
    return Case(f"{C} classes", (reference.softmax(scores(rng, C, 1)),))


@softmax_jacobian.edges
def edges(rng):
    """Return a single class, equal probabilities, and two classes."""
    return [
        Case("a single class", (np.array([[1.0]]),)),
        Case("10 equal probabilities", (np.full((10, 1), 0.1),)),
        Case("2 classes", (reference.softmax(scores(rng, 2, 1)),)),
    ]


@softmax_jacobian.property("J says how nudged scores move the probabilities")
def it_is_the_slope(f, rng):
    """Return a sentence unless J times a nudge of the scores is the change of the probabilities."""
    z, nudge, step = scores(rng, 4, 1), rng.normal(size=(4, 1)), 1e-5
    measured = (reference.softmax(z + step * nudge) - reference.softmax(z - step * nudge)) / (2 * step)
    claimed = np.asarray(f(reference.softmax(z))) @ nudge
    worst = int(np.argmax(np.abs(claimed - measured)))
    if claimed.shape != measured.shape or not abs(claimed[worst, 0] - measured[worst, 0]) <= 1e-7:
        return f"a nudge changes probability {worst} at a rate of {measured[worst, 0]:.6g}, J says otherwise"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@softmax_jacobian.mistake
def diagonal_only(a):
    """only the diagonal a (1 - a) is filled, as for sigmoids: in softmax every score moves every probability"""
    return np.diagflat(a * (1 - a))


@softmax_jacobian.mistake
def without_the_diagonal(a):
    """diag(a) is missing: that is -a_k a_j everywhere, and raising a score would lower its own probability"""
    return -a @ a.T


@softmax_jacobian.mistake
def plus_instead_of_minus(a):
    """a a^T is added instead of subtracted: raising another class's score must lower this one's probability"""
    return np.diagflat(a) + a @ a.T


@softmax_jacobian.mistake
def order_of_the_product(a):
    """the product is a^T a, a single number: a a^T, (C, 1) times (1, C), is the table of all products"""
    return np.diagflat(a) - a.T @ a


@softmax_jacobian.mistake
def diag_of_a_column(a):
    """np.diag was given a column: of a (C, 1) array it takes the diagonal, which is one number; np.diagflat(a) makes
    the matrix
    """
    return np.diag(a) - a @ a.T


@softmax_jacobian.mistake
def one_minus_a_off_the_diagonal(a):
    """every entry is a_k (1 - a_j): that holds on the diagonal only; beside it it is -a_k a_j"""
    return a @ (1 - a).T


@softmax_jacobian.mistake
def identity_instead_of_diag(a):
    """the identity stands where diag(a) belongs: the diagonal is a_k (1 - a_k), not 1 - a_k^2"""
    return np.eye(len(a)) - a @ a.T


@softmax_jacobian.mistake
def entry_times_entry(a):
    """a * a multiplies entry by entry, and broadcasting repeats that column: the table of all products is a @ a.T"""
    return np.diagflat(a) - a * a


@softmax_jacobian.mistake
def positive_without_the_last_class(a):
    """the slopes beside the diagonal are positive, and the loop leaves out the last class: they are -a_k a_j, for all C
    classes
    """
    J = np.diagflat(a) + a @ a.T - 2 * np.diagflat(a**2)
    J[-1], J[:, -1] = 0.0, 0.0
    return J


@softmax_jacobian.mistake
def positive_beside_the_diagonal(a):
    """the slopes beside the diagonal are positive: they are -a_k a_j, one score up brings the other classes down"""
    return np.diagflat(a) + a @ a.T - 2 * np.diagflat(a**2)


@softmax_jacobian.mistake
def last_class_left_out(a):
    """the loop leaves out the last class: range(C) has them all"""
    J = reference.softmax_jacobian(a)
    J[-1], J[:, -1] = 0.0, 0.0
    return J


@softmax_jacobian.mistake
def last_row_left_out(a):
    """the last row stays 0: the loop over the classes ends too early, range(C) has them all"""
    J = reference.softmax_jacobian(a)
    J[-1] = 0.0
    return J


@softmax_jacobian.mistake
def nothing_beside_the_diagonal(a):
    """the diagonal is that of diag(a) alone, the probabilities themselves: subtract a a^T"""
    return np.diagflat(a)


@softmax_jacobian.mistake
def sign_flipped(a):
    """it is a a^T - diag(a): raising a score raises its own probability, so the diagonal is positive"""
    return -reference.softmax_jacobian(a)


@softmax_jacobian.mistake
def zero_on_the_diagonal(a):
    """the diagonal is 0: there it is a_k (1 - a_k)"""
    return -(a @ a.T) * (1 - np.eye(len(a)))


@softmax_jacobian.mistake
def plain_probabilities_on_the_diagonal(a):
    """the diagonal is a_k: it is a_k (1 - a_k)"""
    J = reference.softmax_jacobian(a)
    np.fill_diagonal(J, a)
    return J


@softmax_jacobian.mistake
def column_of_slopes(a):
    """it is the column a (1 - a), the slopes of sigmoids: softmax has a table, (C, C)"""
    return a * (1 - a)


@softmax_jacobian.mistake
def row_of_probabilities(a):
    """every row is a_j less a_k a_j: the first part belongs on the diagonal only, diag(a)"""
    return a.T - a @ a.T


@softmax_jacobian.mistake
def square_subtracted_twice(a):
    """the square of a is subtracted twice on the diagonal: a a^T holds it already, so the first part is diag(a)"""
    return np.diagflat(a * (1 - a)) - a @ a.T


# --- right, written differently -------------------------------------------------------------------------------------


@softmax_jacobian.right
def entry_by_entry(a):
    """Return a_k ((k == j) - a_j), in two loops."""
    C = len(a)
    J = np.zeros((C, C))
    for k, j in np.ndindex(C, C):
        J[k, j] = a[k, 0] * ((k == j) - a[j, 0])
    return J


@softmax_jacobian.right
def by_broadcasting(a):
    """Return the column a times (identity - row a)."""
    return a * (np.eye(len(a)) - a.T)
