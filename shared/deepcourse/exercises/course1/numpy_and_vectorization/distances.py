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


@pairwise_squared_distances.mistake
def both_as_columns(A, B):
    """both sums of squares are columns: those of A belong to the rows of the result, (m_A, 1), those of B to its
    columns, (m_B,) or (1, m_B)
    """
    of_A, of_B = (A**2).sum(axis=1, keepdims=True), (B**2).sum(axis=1, keepdims=True)
    return np.maximum(of_A + of_B - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def column_of_B(A, B):
    """the sums of squares of A are (m_A,) and those of B (m_B, 1), the wrong way round: A belongs to the rows"""
    return np.maximum((A**2).sum(axis=1) + (B**2).sum(axis=1, keepdims=True) - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def squares_summed_by_column(A, B):
    """the squares are summed over the rows (axis=0): each row needs the sum of its own squares (axis=1)"""
    return np.maximum((A**2).sum(axis=0) + (B**2).sum(axis=0) - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def columns_for_rows(A, B):
    """columns are compared with columns, by A.T @ B and sums over axis 0: it is the rows that are the points"""
    return np.maximum((A**2).sum(axis=0)[:, np.newaxis] + (B**2).sum(axis=0) - 2 * A.T @ B, 0)


@pairwise_squared_distances.mistake
def not_transposed(A, B):
    """B is not transposed in A @ B: every row of A meets every row of B in A @ B.T"""
    return np.maximum((A**2).sum(axis=1, keepdims=True) + (B**2).sum(axis=1) - 2 * (A @ B), 0)


@pairwise_squared_distances.mistake
def not_transposed_in_dot(A, B):
    """B is not transposed in np.dot(A, B): every row of A meets every row of B in np.dot(A, B.T)"""
    return np.maximum((A**2).sum(axis=1, keepdims=True) + (B**2).sum(axis=1) - 2 * np.dot(A, B), 0)


@pairwise_squared_distances.mistake
def transposed_first_factor(A, B):
    """A is transposed in the product instead of B: A @ B.T has the shape (m_A, m_B)"""
    return np.maximum((A**2).sum(axis=1, keepdims=True) + (B**2).sum(axis=1) - 2 * (A.T @ B), 0)


@pairwise_squared_distances.mistake
def product_turned_round(A, B):
    """the product is B @ A.T, of shape (m_B, m_A): with a row for each row of A it is A @ B.T"""
    return np.maximum((A**2).sum(axis=1, keepdims=True) + (B**2).sum(axis=1) - 2 * (B @ A.T), 0)


@pairwise_squared_distances.mistake
def summed_over_the_rows_of_B(A, B):
    """the squared differences of all pairs are summed over the rows of B (axis=1): sum over the last axis,
    the columns
    """
    return (all_pairs(A, B) ** 2).sum(axis=1)


@pairwise_squared_distances.mistake
def summed_over_the_rows_of_A(A, B):
    """the squared differences of all pairs are summed over the rows of A (axis=0): sum over the last axis,
    the columns
    """
    return (all_pairs(A, B) ** 2).sum(axis=0)


@pairwise_squared_distances.mistake
def never_summed(A, B):
    """the squared differences of all pairs are not summed over the columns: a distance is one number for each pair"""
    return all_pairs(A, B) ** 2


@pairwise_squared_distances.mistake
def one_number(A, B):
    """all squared distances are added up to one number: each pair of rows keeps its own"""
    return float((all_pairs(A, B) ** 2).sum())


@pairwise_squared_distances.mistake
def averaged(A, B):
    """the squared differences are averaged over the columns: a distance is their sum"""
    return (all_pairs(A, B) ** 2).mean(axis=2)


@pairwise_squared_distances.mistake
def paired_off_and_repeated(A, B):
    """row i of A is compared with row i of B only, and the result repeated: every row of A must meet every row of B"""
    return np.repeat(np.sum((A - B) ** 2, axis=1, keepdims=True), len(B), axis=1)


@pairwise_squared_distances.mistake
def paired_off_as_column(A, B):
    """row i of A is compared with row i of B only, in a column: every row of A must meet every row of B"""
    return np.sum((A - B) ** 2, axis=1, keepdims=True)


@pairwise_squared_distances.mistake
def paired_off_and_added_up(A, B):
    """row i of A is compared with row i of B only, and all is added up to one number: every row of A must meet every
    row of B
    """
    return float(np.sum((A - B) ** 2))


@pairwise_squared_distances.mistake
def square_forgotten(A, B):
    """the differences are summed without a square: positive and negative ones cancel"""
    return all_pairs(A, B).sum(axis=2)


@pairwise_squared_distances.mistake
def square_too_late(A, B):
    """the sum of the differences is squared: the square belongs inside, on each difference"""
    return all_pairs(A, B).sum(axis=2) ** 2


@pairwise_squared_distances.mistake
def norms_not_squared(A, B):
    """the lengths of the rows stand in the identity, not their squares: |a|^2 is the sum of squares, without a root"""
    lengths = np.linalg.norm(A, axis=1, keepdims=True) + np.linalg.norm(B, axis=1)
    return np.maximum(lengths - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def sums_not_squared(A, B):
    """the entries are summed without their squares in |a|^2 and |b|^2: square them first"""
    return np.maximum(A.sum(axis=1, keepdims=True) + B.sum(axis=1) - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def products_only(A, B):
    """the result is the product A @ B.T alone: the squared distance is |a|^2 + |b|^2 - 2 a.b"""
    return A @ B.T


@pairwise_squared_distances.mistake
def products_left_out(A, B):
    """the product of the two rows is left out: from |a|^2 + |b|^2 comes 2 a.b off"""
    return (A**2).sum(axis=1, keepdims=True) + (B**2).sum(axis=1)


@pairwise_squared_distances.mistake
def squares_of_A_left_out(A, B):
    """|a|^2 is left out: the squared distance is |a|^2 + |b|^2 - 2 a.b"""
    return np.maximum((B**2).sum(axis=1) - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def squares_of_B_left_out(A, B):
    """|b|^2 is left out: the squared distance is |a|^2 + |b|^2 - 2 a.b"""
    return np.maximum((A**2).sum(axis=1, keepdims=True) - 2 * A @ B.T, 0)


@pairwise_squared_distances.mistake
def first_row_only(A, B):
    """only the first row of A is compared, as where a return stands inside the loop: every row of A has its
    distances
    """
    D = np.zeros((len(A), len(B)))
    D[0] = reference.pairwise_squared_distances(A, B)[0]
    return D


@pairwise_squared_distances.mistake
def against_the_first_row(A, B):
    """every row of A is compared with the first row of B only: it must meet every row of B"""
    return np.repeat(reference.pairwise_squared_distances(A, B)[:, :1], len(B), axis=1)


@pairwise_squared_distances.mistake
def last_column_only(A, B):
    """only the last column counts, as where `=` stands for `+=`: the squares of all columns are added up"""
    return all_pairs(A, B)[:, :, -1] ** 2


@pairwise_squared_distances.mistake
def A_against_itself(A, B):
    """A is compared with itself: the second table is B"""
    return reference.pairwise_squared_distances(A, A)


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
