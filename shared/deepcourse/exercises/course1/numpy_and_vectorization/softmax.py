"""Exercise 6: from scores to shares."""

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import size, table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference

softmax = FunctionExercise(
    __name__,
    reference=reference.softmax,
    minutes=8,
    points_visible=6,
    points_hidden=10,
    returns=("the shares",),
    hints=(
        "First make the scores harmless: x minus the maximum of its row, np.max(x, axis=1, keepdims=True).",
        "e = np.exp(of that); the sum of each row of e, as a column, is np.sum(e, axis=1, keepdims=True).",
        "The shares are e divided by those sums: (m, n) / (m, 1) stretches the column over the row.",
    ),
)


@softmax.visible
def visible():
    """Return the text's example, a tall and a square table, large scores, rows far apart, and one column or row."""
    rng = np.random.default_rng(6)
    return [
        Case("the example of the text", (np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 3.0]]),)),
        Case("4 rows, 2 columns", (table(rng, 4, 2),)),
        Case("3 rows, 3 columns", (table(rng, 3, 3),)),
        Case("scores near 10000", (np.array([[1e4, 1e4 + 1], [1e4 - 2, 1e4]]),)),
        Case("rows far from each other", (np.array([[1.0, 0.0], [1e4, 1e4 + 1], [-1e4, -1e4 + 2]]),)),
        Case("rows 740 apart", (np.array([[741.0, 740.0, 742.0], [0.0, 1.0, 2.0]]),)),
        Case("scores of 10000 and -10000 in one row", (np.array([[1e4, -1e4, 1e4 - 1], [-1e4, -1e4, -1e4 + 3]]),)),
        Case("one column", (table(rng, 4, 1),)),
        Case("one row", (table(rng, 1, 5),)),
    ]


@softmax.draw
def draw(rng):
    """Return a table of random size, square in one case of three."""
    rows, columns = size(rng)
    columns = rows if rng.random() < 1 / 3 else columns
    return Case(f"{rows} rows, {columns} columns", (table(rng, rows, columns),))


@softmax.edges
def edges(rng):
    """Return one row, one column, a square, and scores far out on both sides."""
    return [
        Case("one row", (table(rng, 1, 5),)),
        Case("one column", (table(rng, 4, 1),)),
        Case("as many rows as columns", (table(rng, 4, 4),)),
        Case("scores of 10000 and -10000", (np.array([[1e4, -1e4, 0.0], [-1e4, -1e4, -1e4]]),)),
        Case("rows far from each other", (table(rng, 3, 4) + np.array([[-1e4], [0.0], [1e4]]),)),
    ]


@softmax.property("every row sums to 1")
def rows_sum_to_one(f, rng):
    """Return a sentence unless every row sums to 1."""
    sums = np.asarray(f(table(rng, 5, 3))).sum(axis=1)
    worst = sums[np.argmax(np.abs(sums - 1))]
    return f"a row sums to {worst:.6g}, and must sum to 1" if abs(worst - 1) > 1e-9 else None


@softmax.property("a shift of a row changes nothing")
def shift_changes_nothing(f, rng):
    """Return a sentence unless adding a number to a row leaves its shares as they were."""
    x = table(rng, 4, 3)
    if np.abs(f(x + rng.normal(size=(4, 1))) - f(x)).max() > 1e-9:
        return "adding the same number to all scores of a row changed its shares; it must not"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@softmax.mistake
def overflow(x):
    """exp is taken of scores that are too large for it: inf / inf is nan; subtract each row's largest score first"""
    e = np.exp(x)
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def one_maximum_for_all(x):
    """the largest score of the whole table is subtracted: rows far below it become 0 / 0, which is nan; each row needs
    its own
    """
    e = np.exp(x - x.max())
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def sum_without_axis(x):
    """axis is missing in the sum: all shares of the table together sum to 1, not those of each row"""
    e = np.exp(x - x.max())
    return e / e.sum()


@softmax.mistake
def sum_over_all_rows(x):
    """axis=1 stands in the maximum and is missing in the sum: the shares of all rows together sum to 1"""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum()


@softmax.mistake
def columns_instead(x):
    """the shares of each column sum to 1 (axis=0): each row is one thing here, so axis=1"""
    return reference.softmax(x.T).T


@softmax.mistake
def without_keepdims(x):
    """keepdims=True is missing in the sum: sums of shape (m,) line up with the columns, (m, 1) with the rows"""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


@softmax.mistake
def maximum_without_keepdims(x):
    """keepdims=True is missing in the maximum: its shape (m,) lines up with the columns, (m, 1) with the rows"""
    e = np.exp(x - x.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def plain_shares(x):
    """the scores themselves are divided by their sum: the exponential is missing, and shares can be negative"""
    return x / x.sum(axis=1, keepdims=True)


@softmax.mistake
def not_divided(x):
    """the exponentials are not divided by their sum"""
    return np.exp(x - x.max(axis=1, keepdims=True))


@softmax.mistake
def in_place(x):
    """x itself is changed, as `x -= ...` does: `x - ...` makes a new array"""
    e = reference.softmax(x)
    x -= x.max(axis=1, keepdims=True)
    return e


@softmax.mistake
def softmax_of_a_softmax(x):
    """softmax is taken twice: the shares of the shares are nearly equal; once is enough"""
    return reference.softmax(reference.softmax(x))


@softmax.mistake
def shifted_above_only(x):
    """the maximum is subtracted above the fraction line only: below it the same exponentials, of x - max, are summed"""
    return np.exp(x - x.max(axis=1, keepdims=True)) / np.exp(x).sum(axis=1, keepdims=True)


# --- right, written differently -------------------------------------------------------------------------------------


@softmax.right
def row_by_row(x):
    """Return the rows of a loop."""
    rows = [np.exp(row - max(row)) for row in x]
    return np.array([row / sum(row) for row in rows])


@softmax.right
def through_logarithms(x):
    """Return exp(x - log sum exp), with NumPy's own safe sum of exponentials."""
    return np.exp(x - np.logaddexp.reduce(x, axis=1)[:, None])
