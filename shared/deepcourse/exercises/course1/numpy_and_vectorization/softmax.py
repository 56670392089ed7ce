"""Exercise 6: from scores to shares."""

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import size, table
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference
from deepcourse.nn.activations import sigmoid

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
    """Return the text's example, a tall and a square table, large scores, rows far apart, one column or row, and
    whole numbers.
    """
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
        Case("whole numbers", (np.array([[1, 2, 0], [0, 50, 1]]),)),
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
        Case("whole numbers", (rng.integers(-4, 5, size=(3, 4)),)),
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


@softmax.mistake
def other_shift(x):
    """a row's mean, or its smallest score, is subtracted: exp of the others can still be too large for a float;
    subtract the largest
    """
    e = np.exp(x - x.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def largest_size_subtracted(x):
    """the size of the largest score, by np.abs, is subtracted: where all scores are far below zero, 0 / 0 is left;
    subtract the largest score
    """
    e = np.exp(x - np.abs(x).max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def clipped(x):
    """the scores are clipped so that exp does not overflow: past the clip all shares are equal; subtract each row's
    largest score instead
    """
    return reference.softmax(np.clip(x, -500, 500))


@softmax.mistake
def clipped_above(x):
    """large scores are cut off so that exp does not overflow, and those far below zero become 0 / 0: subtract each
    row's largest score instead
    """
    e = np.exp(np.minimum(x, 500))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def maximum_of_columns(x):
    """the largest score of each *column* is subtracted (axis=0): that changes the shares; each row needs its own"""
    e = np.exp(x - x.max(axis=0, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def sum_of_columns(x):
    """the sum is taken over each column (axis=0), the maximum over each row: the shares of a row must sum to 1"""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@softmax.mistake
def sign_flipped(x):
    """exp(-x) is taken: the largest score then gets the smallest share"""
    return reference.softmax(-x)


@softmax.mistake
def powers_of_two(x):
    """powers of 2 are taken instead of powers of e, which np.exp gives"""
    return reference.softmax(x * np.log(2))


@softmax.mistake
def powers_of_ten(x):
    """powers of 10 are taken instead of powers of e, which np.exp gives"""
    return reference.softmax(x * np.log(10))


@softmax.mistake
def logarithms(x):
    """the logarithms of the shares are returned: their exponentials are still to be taken"""
    return x - np.logaddexp.reduce(x, axis=1, keepdims=True)


@softmax.mistake
def sigmoids_shared(x):
    """the sigmoids of the scores are divided by their sum: in the shares stand plain exponentials"""
    s = sigmoid(x)
    return s / s.sum(axis=1, keepdims=True)


@softmax.mistake
def sigmoids(x):
    """each score is squeezed by a sigmoid on its own: the shares of a row depend on all its scores, and sum to 1"""
    return sigmoid(x)


@softmax.mistake
def exponentials_normalised(x):
    """the exponentials of a row are divided by their Euclidean norm: divide by their sum"""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / np.linalg.norm(e, axis=1, keepdims=True)


@softmax.mistake
def divided_by_the_mean(x):
    """the exponentials are divided by their mean: divide by their sum, so that each row sums to 1"""
    return reference.softmax(x) * x.shape[1]


@softmax.mistake
def divided_by_how_many(x):
    """the exponentials are divided by how many scores a row has: divide by the sum of the exponentials"""
    return np.exp(x - x.max(axis=1, keepdims=True)) / x.shape[1]


@softmax.mistake
def divided_by_the_scores(x):
    """the exponentials are divided by the sum of the scores: divide by the sum of the exponentials"""
    return np.exp(x - x.max(axis=1, keepdims=True)) / x.sum(axis=1, keepdims=True)


@softmax.mistake
def shifted_shares(x):
    """the shifted scores x - max are divided by their sum: the exponential is missing"""
    shifted = x - x.max(axis=1, keepdims=True)
    return shifted / shifted.sum(axis=1, keepdims=True)


@softmax.mistake
def shifted_below_only(x):
    """the maximum is subtracted below the fraction line only: above it stand the same exponentials, of x - max"""
    return np.exp(x) / np.exp(x - x.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)


@softmax.mistake
def winner_takes_all(x):
    """the largest score of a row gets the share 1 and all others 0: every score gets a positive share"""
    return (x == x.max(axis=1, keepdims=True)).astype(float)


@softmax.mistake
def divided_by_the_largest(x):
    """the scores are divided by the largest of their row instead of subtracting it: that changes the shares"""
    e = np.exp(x / x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake
def one_more_below(x):
    """1 is added to the sum below the fraction line, as in a sigmoid: the shares of a row then sum to less than 1"""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / (1 + e.sum(axis=1, keepdims=True))


def summed_with(small):
    """Return the mistake of adding a small number to the sum of the exponentials."""

    def small_number_added(x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / (e.sum(axis=1, keepdims=True) + small)

    small_number_added.__name__ += f"_{small:g}".replace(".", "_").replace("-", "_")
    small_number_added.__doc__ = f"{small:g} is added to the sum: it is never 0, and the shares must sum to 1 exactly"
    return small_number_added


for number in (0.1, 0.01, 1e-3, 1e-4, 1e-5):
    softmax.mistake(summed_with(number))


# --- right, written differently -------------------------------------------------------------------------------------


@softmax.mistake
def kept_in_whole_numbers(x):
    """the result is written into an array of whole numbers, which np.zeros_like makes from whole numbers; it
    cuts off every fraction: compute the whole array at once, or write into np.zeros(x.shape)
    """
    return reference.softmax(x).astype(x.dtype)


@softmax.right
def row_by_row(x):
    """Return the rows of a loop."""
    rows = [np.exp(row - max(row)) for row in x]
    return np.array([row / sum(row) for row in rows])


@softmax.right
def through_logarithms(x):
    """Return exp(x - log sum exp), with NumPy's own safe sum of exponentials."""
    return np.exp(x - np.logaddexp.reduce(x, axis=1)[:, None])
