"""Exercise 9: all distances at once."""

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference

pairwise_squared_distances = FunctionExercise(
    __name__,
    name="pairwise_squared_distances",
    reference=reference.pairwise_squared_distances,
    minutes=9,
    points_visible=6,
    points_hidden=10,
    returns=("D",),
    hints=(
        "A @ B.T has the shape (m_A, m_B): its entry i, j is the product of row i of A with row j of B.",
        "Squared lengths: np.sum(A**2, axis=1, keepdims=True) is (m_A, 1), np.sum(B**2, axis=1) is (m_B,).",
        "Their sum broadcasts to (m_A, m_B); subtract 2 * A @ B.T, then np.maximum(..., 0).",
    ),
)


@pairwise_squared_distances.visible
def visible():
    """Return the text's example, several sizes, equal ones among them, and a table against itself."""
    rng, A = np.random.default_rng(9), np.array([[2.0, -1.0, 0.5], [1.0, 3.0, -2.0]])
    return [
        Case("the example of the text", (np.array([[0.0, 0.0], [3.0, 4.0]]),
                                         np.array([[3.0, 0.0], [0.0, 4.0], [3.0, 4.0]]))),
        Case("4 rows against 2, 3 columns", (table(rng, 4, 3), table(rng, 2, 3))),
        Case("3 rows against 3, 2 columns", (table(rng, 3, 2), table(rng, 3, 2))),
        Case("a table against itself", (A, A.copy())),
        Case("one column", (table(rng, 3, 1), table(rng, 5, 1))),
        Case("one row against one", (table(rng, 1, 4), table(rng, 1, 4))),
        Case("3 rows against 3, 3 columns", (table(rng, 3, 3), table(rng, 3, 3))),
    ]  # fmt: skip


@pairwise_squared_distances.draw
def draw(rng):
    """Return two tables whose rows are equally long."""
    m_A, m_B, n = (int(k) for k in rng.choice(range(2, 10), size=3, replace=False))
    return Case(f"{m_A} rows against {m_B}, {n} columns", (table(rng, m_A, n), table(rng, m_B, n)))


@pairwise_squared_distances.edges
def edges(rng):
    """Return one row, one column, a square, and a table against itself."""
    A = table(rng, 4, 3)
    return [
        Case("one row against one", (table(rng, 1, 4), table(rng, 1, 4))),
        Case("one column", (table(rng, 3, 1), table(rng, 5, 1))),
        Case("as many rows in A as in B", (table(rng, 4, 6), table(rng, 4, 6))),
        Case("as many rows as columns", (table(rng, 3, 3), table(rng, 3, 3))),
        Case("a table against itself", (A, A.copy())),
    ]


@pairwise_squared_distances.property("never below zero")
def never_negative(f, rng):
    """Return a sentence if rounding leaves a squared distance below zero."""
    A = rng.random((60, 7))
    lowest = np.min(f(A, A.copy()))
    if lowest < 0:
        return f"a row's squared distance from itself is {lowest:.3g}; np.maximum cuts off what rounding left below 0"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def all_pairs(A, B):
    """Return the differences of all pairs, (m_A, m_B, n)."""
    return A[:, np.newaxis] - B


@pairwise_squared_distances.mistake
def root_taken(A, B):
    """the square root is taken: the squared distances are asked for"""
    return np.sqrt((all_pairs(A, B) ** 2).sum(axis=2))


@pairwise_squared_distances.mistake
def two_forgotten(A, B):
    """the factor 2 is missing before the product A @ B.T"""
    squares = (A**2).sum(axis=1, keepdims=True) + (B**2).sum(axis=1)
    return np.maximum(squares - A @ B.T, 0)


@pairwise_squared_distances.mistake
def plus_for_minus(A, B):
    """2 A @ B.T is added instead of subtracted: that is the squared length of a + b"""
    return np.maximum((A**2).sum(axis=1, keepdims=True) + (B**2).sum(axis=1) + 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def transposed(A, B):
    """the result is transposed: rows belong to A, columns to B, so its shape is (m_A, m_B)"""
    return (all_pairs(A, B) ** 2).sum(axis=2).T


@pairwise_squared_distances.mistake
def paired_off(A, B):
    """row i of A is compared with row i of B only: every row of A must meet every row of B"""
    return np.sum((A - B) ** 2, axis=1)


@pairwise_squared_distances.mistake
def without_keepdims(A, B):
    """keepdims=True is missing in the sum over A: its shape (m_A,) lines up with the columns of the result"""
    return np.maximum((A**2).sum(axis=1) + (B**2).sum(axis=1) - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def sums_of_everything(A, B):
    """axis is missing in the sums of squares: every row needs its own"""
    return np.maximum((A**2).sum() + (B**2).sum() - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def absolute_values(A, B):
    """the absolute differences are summed instead of the squared ones"""
    return np.abs(all_pairs(A, B)).sum(axis=2)


@pairwise_squared_distances.mistake
def in_place(A, B):
    """an argument itself is changed, as `A **= 2` or `A -= ...` does: `A ** 2` makes a new array"""
    D = reference.pairwise_squared_distances(A, B)
    A **= 2
    return D


# --- right, written differently -------------------------------------------------------------------------------------


@pairwise_squared_distances.right
def by_broadcasting(A, B):
    """Return the sums of the squared differences of all pairs: short, and hungry for memory."""
    return ((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=2)


@pairwise_squared_distances.right
def two_loops(A, B):
    """Return what two loops collect."""
    return np.array([[np.sum((a - b) ** 2) for b in B] for a in A])


@pairwise_squared_distances.right
def by_the_identity(A, B):
    """Return |a|^2 + |b|^2 - 2 a.b, cut off at zero."""
    squares = np.sum(A * A, axis=1)[:, None] + np.sum(B * B, axis=1)[None, :]
    return np.maximum(squares - 2 * np.dot(A, B.T), 0)
