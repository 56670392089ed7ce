"""Exercise 5: every row with length 1."""

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import size, table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference

normalize_rows = FunctionExercise(
    __name__,
    reference=reference.normalize_rows,
    minutes=6,
    points_visible=6,
    points_hidden=8,
    returns=("the table",),
    hints=(
        "np.linalg.norm(x, axis=1, keepdims=True) gives one norm for each row, in the shape (m, 1).",
        "Where a norm is 0, divide by 1 instead: np.where(condition, this, that) chooses entry by entry.",
        "x / np.where(norms == 0, 1.0, norms), with the norms of the first hint.",
    ),
)


@normalize_rows.visible
def visible():
    """Return the text's example, a wide and a square table, a row of zeros, short and long rows, a single one, whole
    numbers.
    """
    rng = np.random.default_rng(5)
    return [
        Case("the example of the text", (np.array([[3.0, 4.0, 0.0], [1.0, 2.0, 2.0]]),)),
        Case("4 rows, 2 columns", (table(rng, 4, 2),)),
        Case("3 rows, 3 columns", (table(rng, 3, 3),)),
        Case("a row of zeros", (np.array([[0.0, 0.0], [3.0, 4.0], [-5.0, 12.0]]),)),
        Case("a very short row", (np.array([[3e-9, 4e-9], [3.0, 4.0]]),)),
        Case("a very long row", (np.array([[3e9, -4e9, 0.0], [2.0, 1.0, -2.0]]),)),
        Case("one column", (np.array([[2.0], [-0.5], [3.0]]),)),
        Case("one row", (table(rng, 1, 5),)),
        Case("whole numbers", (np.array([[0, -2], [3, 4]]),)),
    ]


@normalize_rows.draw
def draw(rng):
    """Return a table of random size, square in one case of three."""
    rows, columns = size(rng)
    columns = rows if rng.random() < 1 / 3 else columns
    return Case(f"{rows} rows, {columns} columns", (table(rng, rows, columns),))


@normalize_rows.edges
def edges(rng):
    """Return one row, one column, a square, rows of zeros, and rows that are short and long."""
    x = table(rng, 4, 3)
    x[2] = 0
    return [
        Case("one row", (table(rng, 1, 5),)),
        Case("one column", (table(rng, 4, 1),)),
        Case("as many rows as columns", (table(rng, 4, 4),)),
        Case("a row of zeros", (x,)),
        Case("whole numbers", (rng.integers(1, 9, size=(3, 2)),)),
        Case("short and long rows", (table(rng, 3, 4) * np.array([[1e-9], [1.0], [1e9]]),)),
    ]


@normalize_rows.property("every row has length 1")
def lengths_are_one(f, rng):
    """Return a sentence unless every row has length 1 afterwards."""
    lengths = np.sqrt((np.asarray(f(table(rng, 6, 4))) ** 2).sum(axis=1))
    worst = lengths[np.argmax(np.abs(lengths - 1))]
    return f"a row has the length {worst:.12g} afterwards; it must be 1" if abs(worst - 1) > 1e-9 else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def divided(x, norms):
    """Return x / norms, and zero where that is 0 / 0."""
    return np.divide(x, norms, out=np.zeros(np.shape(x)), where=np.broadcast_to(norms != 0, np.shape(x)))


@normalize_rows.mistake
def without_keepdims(x):
    """keepdims=True is missing: norms of shape (m,) line up with the columns, and only (m, 1) lines up with the rows"""
    return x / np.linalg.norm(x, axis=1)


@normalize_rows.mistake
def columns_instead(x):
    """the columns are normalised (axis=0) instead of the rows (axis=1)"""
    return divided(x, np.linalg.norm(x, axis=0, keepdims=True))


@normalize_rows.mistake
def one_norm_for_all(x):
    """axis is missing: the whole table is divided by one norm, and no row has length 1"""
    return divided(x, np.linalg.norm(x))


@normalize_rows.mistake
def sum_of_sizes(x):
    """each row is divided by the sum of its absolute values: the Euclidean norm is the root of the sum of squares"""
    return divided(x, np.abs(x).sum(axis=1, keepdims=True))


@normalize_rows.mistake
def root_forgotten(x):
    """each row is divided by its squared norm: the square root is missing"""
    return divided(x, (x**2).sum(axis=1, keepdims=True))


@normalize_rows.mistake
def zero_by_zero(x):
    """a row of zeros is divided by its norm 0, which gives nan: such a row must stay as it is"""
    return x / np.linalg.norm(x, axis=1, keepdims=True)


@normalize_rows.mistake
def small_number_added(x):
    """a small number is added to every norm: it saves the row of zeros, and makes short rows too short"""
    return x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-8)


@normalize_rows.mistake
def in_place(x):
    """x itself is changed, as `x /= ...` does: `x / ...` makes a new array"""
    x[...] = reference.normalize_rows(x)
    return x


@normalize_rows.mistake
def standardised(x):
    """each row gets the mean 0 and the spread 1, as statisticians do it: divide by the norm, and subtract nothing"""
    spread = x.std(axis=1, keepdims=True)
    return (x - x.mean(axis=1, keepdims=True)) / np.where(spread == 0, 1, spread)


@normalize_rows.mistake
def standardised_columns(x):
    """each column gets the mean 0 and the spread 1, as inputs of a network do: here each row is divided by its norm"""
    spread = x.std(axis=0, keepdims=True)
    return (x - x.mean(axis=0, keepdims=True)) / np.where(spread == 0, 1, spread)


@normalize_rows.mistake
def centred_first(x):
    """each row's mean is subtracted before it is divided by its norm: nothing is to be subtracted"""
    return reference.normalize_rows(x - x.mean(axis=1, keepdims=True))


@normalize_rows.mistake
def between_zero_and_one(x):
    """each row is stretched to run from 0 to 1: divide it by its norm, and subtract nothing"""
    low, high = x.min(axis=1, keepdims=True), x.max(axis=1, keepdims=True)
    return divided(x - low, high - low)


@normalize_rows.mistake
def largest_entry(x):
    """each row is divided by its largest entry: the Euclidean norm is the root of the sum of squares"""
    return divided(x, x.max(axis=1, keepdims=True))


@normalize_rows.mistake
def largest_size(x):
    """each row is divided by the size of its largest entry: the Euclidean norm is the root of the sum of squares"""
    return divided(x, np.abs(x).max(axis=1, keepdims=True))


@normalize_rows.mistake
def plain_sum(x):
    """each row is divided by the sum of its entries: the Euclidean norm is the root of the sum of squares"""
    return divided(x, x.sum(axis=1, keepdims=True))


@normalize_rows.mistake
def root_of_the_mean(x):
    """the squares are averaged instead of summed: the norm is the root of their sum"""
    return divided(x, np.sqrt((x**2).mean(axis=1, keepdims=True)))


@normalize_rows.mistake
def root_of_the_sum(x):
    """the root of the sum of the absolute values is taken: the entries must be squared first"""
    return divided(x, np.sqrt(np.abs(x).sum(axis=1, keepdims=True)))


@normalize_rows.mistake
def multiplied(x):
    """the rows are multiplied by their norms: they must be divided"""
    return x * np.linalg.norm(x, axis=1, keepdims=True)


@normalize_rows.mistake
def norms_returned(x):
    """the norms themselves are returned: each row must still be divided by its own"""
    return np.linalg.norm(x, axis=1, keepdims=True)


@normalize_rows.mistake
def all_zero(x):
    """one row of zeros makes the whole table zero: only that row stays as it is"""
    return reference.normalize_rows(x) if np.linalg.norm(x, axis=1).all() else np.zeros_like(x)


@normalize_rows.mistake
def returned_as_it_is(x):
    """one row of zeros leaves the whole table as it was: the other rows must have length 1 all the same"""
    return reference.normalize_rows(x) if np.linalg.norm(x, axis=1).all() else x.copy()


@normalize_rows.mistake
def zero_rows_dropped(x):
    """rows of zeros are left out: such a row must stay in its place"""
    return reference.normalize_rows(x)[np.any(x != 0, axis=1)]


@normalize_rows.mistake
def short_rows_as_they_were(x):
    """a short row counts as a row of zeros and stays as it is: however short, it must have length 1 afterwards"""
    return np.where(np.linalg.norm(x, axis=1, keepdims=True) > 1e-7, reference.normalize_rows(x), x)


@normalize_rows.mistake
def short_rows_made_zero(x):
    """a short row is made a row of zeros: however short, it must have length 1 afterwards"""
    return np.where(np.linalg.norm(x, axis=1, keepdims=True) > 1e-7, reference.normalize_rows(x), 0.0)


def padded(small, at_least):
    """Return the mistake of keeping the norms away from zero by a small number: added to them, or as the least."""

    def kept_from_zero(x):
        norms = np.linalg.norm(x, axis=1, keepdims=True)
        return x / (np.maximum(norms, small) if at_least else norms + small)

    told = f"norms below {small:g} are raised to it" if at_least else f"{small:g} is added to every norm"
    kept_from_zero.__name__ += f"_{small:g}{'_at_least' if at_least else ''}".replace(".", "_").replace("-", "_")
    kept_from_zero.__doc__ = f"{told}: that saves the row of zeros, and leaves short rows too short"
    return kept_from_zero


for number in (1e-12, 1e-10, 1e-9, 1e-7, 1e-6, 1e-5, 1e-3, 1.0):
    normalize_rows.mistake(padded(number, at_least=False))
for number in (1e-8, 1e-6, 1e-5, 1e-3):
    normalize_rows.mistake(padded(number, at_least=True))


@normalize_rows.mistake
def sum_of_sizes_and_zero_by_zero(x):
    """each row is divided by the sum of its absolute values, and a row of zeros becomes nan: the norm is the root of
    the sum of squares, and a row of zeros must stay as it is
    """
    return x / np.abs(x).sum(axis=1, keepdims=True)


@normalize_rows.mistake
def root_forgotten_and_zero_by_zero(x):
    """each row is divided by its squared norm, and a row of zeros becomes nan: take the square root, and leave a row of
    zeros as it is
    """
    return x / (x**2).sum(axis=1, keepdims=True)


@normalize_rows.mistake
def largest_size_and_zero_by_zero(x):
    """each row is divided by the size of its largest entry, and a row of zeros becomes nan: the norm is the root of the
    sum of squares, and a row of zeros must stay as it is
    """
    return x / np.abs(x).max(axis=1, keepdims=True)


# --- right, written differently -------------------------------------------------------------------------------------


@normalize_rows.mistake
def kept_in_whole_numbers(x):
    """the result is written into an array of whole numbers, which np.zeros_like makes from whole numbers; it
    cuts off every fraction: compute the whole array at once, or write into np.zeros(x.shape)
    """
    return reference.normalize_rows(x).astype(x.dtype)


@normalize_rows.right
def row_by_row(x):
    """Return the rows of a loop."""
    out = np.zeros(x.shape)
    for i, row in enumerate(x):
        norm = np.sqrt((row**2).sum())
        if norm > 0:
            out[i] = row / norm
    return out


@normalize_rows.right
def with_a_new_axis(x):
    """Return the fraction, zeros replaced before the division."""
    norms = np.sqrt(np.sum(x * x, axis=1))[:, np.newaxis]
    norms[norms == 0] = 1
    return x / norms
