"""Exercises 7 and 8: how far are the answers from the labels?"""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import vectorization as reference

l1 = FunctionExercise(
    __name__,
    name="L1",
    reference=reference.L1,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("L1",),
    hints=(
        "y - yhat is an array with a difference for every answer.",
        "np.abs makes every difference positive, np.sum adds them all up.",
        "np.sum(np.abs(y - yhat)) is one number.",
    ),
)

l2 = FunctionExercise(
    __name__,
    name="L2",
    reference=reference.L2,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("L2",),
    hints=(
        "y - yhat is an array with a difference for every answer.",
        "(...) ** 2 squares every entry, np.sum adds them all up.",
        "np.sum((y - yhat) ** 2) is one number.",
    ),
)


def answers(rng, *shape):
    """Return answers from 0 to 1 and labels 0 or 1, of one shape."""
    return rng.random(shape), rng.integers(0, 2, size=shape).astype(float)


@l1.visible
@l2.visible
def visible():
    """Return the text's example, a row, perfect answers, a table of whole labels, large numbers, and one answer."""
    rng = np.random.default_rng(7)
    return [
        Case("the example of the text", (np.array([0.9, 0.2, 0.1, 0.4]), np.array([1.0, 0.0, 0.0, 1.0]))),
        Case("a row of 6", answers(rng, 1, 6)),
        Case("a perfect answer", (np.array([1.0, 0.0]), np.array([1.0, 0.0]))),
        Case("a table, labels as whole numbers", (rng.random((2, 4)), rng.integers(0, 2, size=(2, 4)))),
        Case("far from the labels", (100 * rng.normal(size=5), 100 * rng.normal(size=5))),
        Case("one answer, shape (1, 1)", (np.array([[0.3]]), np.array([[1.0]]))),
    ]


@l1.draw
@l2.draw
def draw(rng):
    """Return answers and labels in a vector or a row."""
    m = int(rng.integers(3, 20))
    shape = (m,) if rng.random() < 0.5 else (1, m)
    return Case(f"shape {shape}", answers(rng, *shape))


@l1.edges
@l2.edges
def edges(rng):
    """Return one answer, labels as integers, a table, and answers far from their labels."""
    yhat, y = answers(rng, 5)
    return [
        Case("one answer", answers(rng, 1, 1)),
        Case("labels as integers", (yhat, y.astype(int))),
        Case("a table", answers(rng, 3, 4)),
        Case("far from the labels", (100 * rng.normal(size=7), 100 * rng.normal(size=7))),
    ]


@l1.property("losses of parts add up")
@l2.property("losses of parts add up")
def parts_add_up(f, rng):
    """Return a sentence unless the loss of all is the sum of the losses of two parts."""
    yhat, y = rng.random(8), rng.random(8)
    whole, parts = f(yhat, y), f(yhat[:3], y[:3]) + f(yhat[3:], y[3:])
    if abs(whole - parts) > 1e-9:
        return f"8 answers give {whole:.6g}, but 3 of them and the other 5 add up to {parts:.6g}"
    return None


# --- known mistakes of one ------------------------------------------------------------------------------------------


@l1.mistake
def signs_cancel(yhat, y):
    """the absolute value is missing: an answer too high and one too low cancel"""
    return float(np.sum(y - yhat))


@l1.mistake
def absolute_too_late(yhat, y):
    """the absolute value is taken of the sum: it belongs inside, around every difference"""
    return float(abs(np.sum(y - yhat)))


@l1.mistake
def l2_for_l1(yhat, y):
    """the differences are squared: that is L2"""
    return reference.L2(yhat, y)


@l2.mistake
def l1_for_l2(yhat, y):
    """the absolute differences are summed: that is L1"""
    return reference.L1(yhat, y)


@l2.mistake
def square_too_late(yhat, y):
    """the sum is squared: the square belongs inside, around every difference"""
    return float(np.sum(y - yhat) ** 2)


@l2.mistake
def root_taken(yhat, y):
    """a square root is taken in the end: that is the Euclidean distance, and L2 here is its square"""
    return float(np.linalg.norm(y - yhat))


@l2.mistake
def halved(yhat, y):
    """a factor 1/2 stands before the sum"""
    return reference.L2(yhat, y) / 2


@l1.mistake
def sizes_subtracted(yhat, y):
    """the absolute value is taken of y and of yhat, not of their difference: it belongs around y - yhat"""
    return float(np.sum(np.abs(y) - np.abs(yhat)))


@l1.mistake
def norm_of_a_matrix(yhat, y):
    """np.linalg.norm(..., 1) is taken: of a table or a row that is the largest sum of a column; flatten it first, or
    sum the absolute values
    """
    return float(np.linalg.norm(y - yhat, 1))


@l1.mistake
def root_of_squares(yhat, y):
    """the root is taken of the sum of the squares: that is the Euclidean distance; L1 sums the absolute differences"""
    return float(np.linalg.norm(y - yhat))


@l2.mistake
def squares_subtracted(yhat, y):
    """y and yhat are squared, not their difference: the square belongs around y - yhat"""
    return float(np.sum(y**2 - yhat**2))


@l2.mistake
def caret(yhat, y):
    """^ 2 is written for the square: in Python ^ is something else, and ** 2 squares"""
    return float(np.sum((y - yhat) ^ 2))


@l2.mistake
def dot_of_tables(yhat, y):
    """np.dot multiplies the differences as they are: of two rows or tables that is a matrix product; square entry by
    entry, with ** 2
    """
    return np.dot(y - yhat, y - yhat)


@l2.mistake
def matrix_product(yhat, y):
    """the differences are multiplied by @ as they are: of two rows or tables that is a matrix product; square entry by
    entry, with ** 2
    """
    return (y - yhat) @ (y - yhat)


@l2.mistake
def product_with_the_transpose(yhat, y):
    """the differences are multiplied by their transpose: of a row or a table that leaves a matrix; square entry by
    entry and sum
    """
    return np.dot(y - yhat, (y - yhat).T)


@l2.mistake
def transpose_first(yhat, y):
    """the transpose of the differences is multiplied by the differences: of a row or a table that leaves a matrix;
    square entry by entry and sum
    """
    return np.dot((y - yhat).T, y - yhat)


@l2.mistake
def columns_summed_and_squared(yhat, y):
    """the differences are summed over the first axis and then squared: square every difference, and sum over all"""
    return np.sum(y - yhat, axis=0) ** 2


@l2.mistake
def rows_summed_and_squared(yhat, y):
    """the differences are summed over the last axis and then squared: square every difference, and sum over all"""
    return np.sum(y - yhat, axis=-1) ** 2


@l2.mistake
def differences_summed(yhat, y):
    """the differences are summed without a square: an answer too high and one too low cancel"""
    return float(np.sum(y - yhat))


@l2.mistake
def halved_mean(yhat, y):
    """half of the mean is taken, as in some cost functions: L2 is the sum itself"""
    return float(np.mean((y - yhat) ** 2) / 2)


@l2.mistake
def root_of_the_mean(yhat, y):
    """the root of the mean of the squares is taken: L2 is their sum"""
    return float(np.sqrt(np.mean((y - yhat) ** 2)))


@l2.mistake
def doubled(yhat, y):
    """the differences are doubled, by * 2, instead of squared, by ** 2"""
    return float(np.sum((y - yhat) * 2))


@l2.mistake
def largest_stretch(yhat, y):
    """np.linalg.norm(..., 2) is squared: of a table that norm is not the root of the sum of squares; flatten
    it first
    """
    return float(np.linalg.norm(y - yhat, 2) ** 2)


# --- known mistakes of both -----------------------------------------------------------------------------------------


def all_answers(name, term):
    """Return the mistakes of what is done with all answers; `term` gives what each entry adds to the sum."""

    def mean_instead_of_sum(yhat, y):
        return float(np.mean(term(yhat, y)))

    def sum_left_out(yhat, y):
        return term(yhat, y)

    def kept_as_array(yhat, y):
        return np.sum(term(yhat, y), keepdims=True)

    def changed_in_place(yhat, y):
        loss = float(np.sum(term(yhat, y)))
        yhat -= y
        return loss

    mean_instead_of_sum.__doc__ = f"the mean is taken instead of the sum: {name} grows with the number of answers"
    sum_left_out.__doc__ = f"the sum is left out: {name} is one number for all answers"
    kept_as_array.__doc__ = "the result is an array with one entry (keepdims=True, perhaps): here one number is wanted"
    changed_in_place.__doc__ = "yhat itself is changed, as `yhat -= y` does: `y - yhat` makes a new array"
    return mean_instead_of_sum, sum_left_out, kept_as_array, changed_in_place


def some_answers(name, term):
    """Return the mistakes of a sum along one axis, and of one answer in the place of all."""

    def summed_over_the_first_axis(yhat, y):
        return np.sum(term(yhat, y), axis=0)

    def summed_over_the_second_axis(yhat, y):
        return np.sum(term(yhat, y), axis=1)

    def first_only(yhat, y):
        return term(yhat, y)[0]

    def last_only(yhat, y):
        return term(yhat, y)[-1]

    def largest_only(yhat, y):
        return float(np.max(term(yhat, y)))

    summed_over_the_first_axis.__doc__ = (
        "the sum runs over the first axis only, as Python's own `sum` or a loop over the rows does: of a table that "
        f"leaves an array, and {name} is one number"
    )
    summed_over_the_second_axis.__doc__ = (
        "the sum runs over axis 1 only: a vector has no such axis, of a table it leaves an array, and "
        f"{name} is one number"
    )
    first_only.__doc__ = "only the first answer counts, as where a return stands inside a loop: all are added up"
    last_only.__doc__ = "only the last answer counts, as where `=` stands for `+=` in a loop: all are added up"
    largest_only.__doc__ = f"only the largest difference counts: {name} adds all of them up"
    return summed_over_the_first_axis, summed_over_the_second_axis, first_only, last_only, largest_only


def another_measure(name, term):
    """Return the mistakes of measuring something else than the sum of the differences."""

    def plus_for_minus(yhat, y):
        return float(np.sum(term(-yhat, y)))

    def labels_ignored(yhat, y):
        return float(np.sum(term(yhat, np.zeros_like(y))))

    def log_loss(yhat, y):
        with np.errstate(all="ignore"):
            return float(-np.sum(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)))

    def median_instead_of_sum(yhat, y):
        return float(np.median(term(yhat, y)))

    plus_for_minus.__doc__ = "y and yhat are added: it is their difference that counts, y - yhat"
    labels_ignored.__doc__ = "yhat alone is taken: it is the difference y - yhat that counts"
    log_loss.__doc__ = f"the log loss is computed, with logarithms: {name} is made of the differences y - yhat"
    median_instead_of_sum.__doc__ = f"the median is taken instead of the sum: {name} grows with the number of answers"
    return plus_for_minus, labels_ignored, log_loss, median_instead_of_sum


def both(name, term):
    """Return the mistakes that L1 and L2 share, in the order in which they are named."""
    return *all_answers(name, term), *some_answers(name, term), *another_measure(name, term)


for mistake in both("L1", lambda yhat, y: np.abs(y - yhat)):
    l1.mistake(mistake)
for mistake in both("L2", lambda yhat, y: (y - yhat) ** 2):
    l2.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@l1.right
def l1_in_a_loop(yhat, y):
    """Return the sum of a loop."""
    return sum(abs(float(a) - float(b)) for a, b in zip(np.ravel(yhat), np.ravel(y), strict=True))


@l1.right
def l1_as_maximum(yhat, y):
    """Return larger minus smaller."""
    return (np.maximum(yhat, y) - np.minimum(yhat, y)).sum()


@l2.right
def l2_as_product(yhat, y):
    """Return the product of the differences with themselves."""
    difference = np.ravel(yhat - y)
    return np.dot(difference, difference)


@l2.right
def l2_in_a_loop(yhat, y):
    """Return the sum of a loop."""
    return sum((float(a) - float(b)) ** 2 for a, b in zip(np.ravel(yhat), np.ravel(y), strict=True))
