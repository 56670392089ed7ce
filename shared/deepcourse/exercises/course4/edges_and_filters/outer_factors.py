"""Exercise 5: a kernel as column times row."""

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.course4.edges_and_filters.pictures import RAISED, numbers, outcome
from deepcourse.exercises.declaration import Case, FunctionExercise


def multiplied(outer_factors, kernel):
    """Return all products of the column and the row; of a kernel that has no such pair, whether an error is raised."""
    made = outcome(outer_factors, kernel)
    if isinstance(made, str):
        return made
    column, row = made
    return np.outer(column, row) if has_factors(kernel) else "returns factors"


def has_factors(kernel):
    """Return whether a kernel is a column times a row."""
    return outcome(reference.outer_factors, kernel) != RAISED


outer_factors = FunctionExercise(
    __name__,
    reference=reference.outer_factors,
    use=multiplied,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the outcome",),
    hints=(
        "If kernel[p, q] = column[p] * row[q], what is any one row of the kernel? And any one column of it?",
        "Take a row and a column that cross at a number that is not 0, say the one of largest magnitude; np.argmax "
        "and np.unravel_index find it. Their product is too large by one factor. Which?",
        "Multiply the two with np.outer and compare with the kernel: that tells whether there are such factors at all.",
    ),
)


def of_rank_one(name, column, row):
    """Return a case of a kernel that is a column times a row."""
    return Case(name, (np.outer(column, row).astype(float),))


@outer_factors.visible
def visible():
    """Return edge filters, a blur, kernels with zeros where one would look first, all negative ones, higher ranks."""
    rng = np.random.default_rng(44)
    laplace = np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])
    return [
        Case("Sobel", (reference.KERNELS["Sobel"],)),
        of_rank_one("a blur that is heavier in the middle", [1, 2, 1], [2, 4, 1]),
        of_rank_one("a kernel that starts with zeros", [0, -2, 3], [0, 5, -1]),
        of_rank_one("a kernel without a positive number", [0, -1, -2, -1], [3, 1, 0, 2]),
        Case("4 x 4 numbers", (np.outer(numbers(rng, 4), numbers(rng, 4)),)),
        Case("the kernel called sharpen", (reference.KERNELS["sharpen"],)),
        Case("a kernel of rank 2", (laplace,)),
        Case("a kernel of rank 3", (numbers(rng, 3, 3),)),
        of_rank_one("a kernel of one number", [-3], [2]),
    ]


@outer_factors.draw
def draw(rng):
    """Return a kernel of rank 1, some of its numbers 0, or now and then one of full rank."""
    f = int(rng.integers(3, 7))
    if rng.random() < 0.25:
        return Case(f"{f} x {f} numbers", (numbers(rng, f, f),))
    column, row = numbers(rng, f), numbers(rng, f)
    column[rng.integers(f)], row[rng.integers(f)] = 0.0, 0.0
    return Case(f"{f} x {f} numbers", (np.outer(column, row),))


@outer_factors.edges
def edges(rng):
    """Return filters of the text, one number that is not 0, and kernels of rank 2 whose determinant is 0."""
    alone = np.zeros((5, 5))
    alone[3, 1] = -2.5
    return [
        Case("horizontal edges", (reference.KERNELS["horizontal edges"],)),
        Case("Scharr", (-reference.KERNELS["Scharr"],)),
        Case("one number that is not 0", (alone,)),
        Case("a kernel of full rank", (numbers(rng, 4, 4),)),
        of_rank_one("a kernel without a positive number", [0, -1, -3, -2], [4, 2, 0, 1]),
        Case("sharpen", (2 * reference.KERNELS["sharpen"],)),
        Case("two equal rows", (np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [2.0, 4.0, 5.0]]),)),
        of_rank_one("a kernel of one number", [4], [-2]),
    ]


@outer_factors.property("two passes give what one gives")
def two_passes(f, rng):
    """Return a sentence unless column and row have f numbers, and their passes do what the kernel does."""
    kernel, image = reference.KERNELS["Sobel"] * 2.5, numbers(rng, 7, 8)
    column, row = (np.asarray(part, dtype=float) for part in f(kernel))
    if column.size != 3 or row.size != 3:
        return f"column and row of a 3 x 3 kernel have the shapes {column.shape} and {row.shape}; each has 3 numbers"
    passes = reference.correlate(reference.correlate(image, column.reshape(3, 1)), row.reshape(1, 3))
    if np.allclose(passes, reference.convolve2d(image, kernel)):
        return None
    return "the column's pass and then the row's do not give what the kernel gives"


# --- right, written differently -------------------------------------------------------------------------------------


@outer_factors.right
def by_svd(kernel):
    """Return the first singular vectors, where the others have no weight."""
    U, s, Vt = np.linalg.svd(kernel)
    if len(s) > 1 and s[1] > 1e-9 * s[0]:
        raise ValueError("rank above 1")
    return s[0] * U[:, 0], Vt[0]


@outer_factors.right
def as_matrices(kernel):
    """Return a column of shape (f, 1) and a row of shape (1, f)."""
    column, row = reference.outer_factors(kernel)
    return -column[:, None], -row[None]


# --- known mistakes -------------------------------------------------------------------------------------------------


def crossing(kernel):
    """Return the column and the row that cross at the number of largest magnitude, and that number."""
    p, q = np.unravel_index(np.argmax(np.abs(kernel)), kernel.shape)
    return kernel[:, q], kernel[p], kernel[p, q]


def where_there_are(kernel, factors):
    """Return wrong factors for a kernel that has some; the error is raised where it should be."""
    reference.outer_factors(kernel)
    with np.errstate(all="ignore"):
        return factors(kernel)


@outer_factors.mistake
def not_divided(kernel):
    """neither is divided by the number at which row and column cross: it is in the product twice"""
    return where_there_are(kernel, lambda kernel: crossing(kernel)[:2])


@outer_factors.mistake
def divided_twice(kernel):
    """row and column are both divided by the number at which they cross: once is enough"""

    def factors(kernel):
        column, row, pivot = crossing(kernel)
        return column / pivot, row / pivot

    return where_there_are(kernel, factors)


@outer_factors.mistake
def exchanged(kernel):
    """the row is returned first: (column, row) is the order, and the product of the others is the kernel on its side"""
    return where_there_are(kernel, lambda kernel: reference.outer_factors(kernel)[::-1])


@outer_factors.mistake
def the_first_ones(kernel):
    """the first row and the first column are taken, though they cross at a 0: choose a number that is not 0"""
    return where_there_are(kernel, lambda kernel: (kernel[:, 0], kernel[0] / kernel[0, 0]))


@outer_factors.mistake
def largest_with_sign(kernel):
    """the largest number is looked for, though it is 0 where all others are negative: look for the largest magnitude"""

    def factors(kernel):
        p, q = np.unravel_index(np.argmax(kernel), kernel.shape)
        return kernel[:, q], kernel[p] / kernel[p, q]

    return where_there_are(kernel, factors)


@outer_factors.mistake
def sums(kernel):
    """the sums of the rows and of the columns are taken: in an edge filter these cancel to 0"""
    return where_there_are(kernel, lambda kernel: (kernel.sum(axis=1), kernel.sum(axis=0)))


@outer_factors.mistake
def sums_divided(kernel):
    """the sums of the rows and of the columns are taken and divided by the sum of all: that is 0 in an edge filter"""
    return where_there_are(kernel, lambda kernel: (kernel.sum(axis=1), kernel.sum(axis=0) / kernel.sum()))


@outer_factors.mistake
def signs_lost(kernel):
    """the signs are lost: the kernel has numbers of both signs, so one of the factors has"""
    return where_there_are(kernel, lambda kernel: [np.abs(part) for part in reference.outer_factors(kernel)])


@outer_factors.mistake
def singular_value_left_out(kernel):
    """the first singular vectors are returned as they are: their lengths are 1, so one of them needs the singular
    value
    """

    def factors(kernel):
        U, _, Vt = np.linalg.svd(kernel)
        return U[:, 0], Vt[0]

    return where_there_are(kernel, factors)


@outer_factors.mistake
def singular_value_twice(kernel):
    """both singular vectors are multiplied by the singular value: it belongs to one of them, or its root to each"""

    def factors(kernel):
        U, s, Vt = np.linalg.svd(kernel)
        return s[0] * U[:, 0], s[0] * Vt[0]

    return where_there_are(kernel, factors)


@outer_factors.mistake
def never_refused(kernel):
    """factors are returned for kernels that have none: multiply them and compare, and raise ValueError"""
    column, row, pivot = crossing(kernel)
    return column, row / pivot


@outer_factors.mistake
def by_the_determinant(kernel):
    """a determinant of 0 is taken for rank 1: rank 2 has one, too, as in sharpen"""
    if len(kernel) > 1 and abs(np.linalg.det(kernel)) > 1e-6:
        raise ValueError("rank above 1")
    column, row, pivot = crossing(kernel)
    return column, row / pivot


@outer_factors.mistake
def exactly_zero(kernel):
    """what must vanish is compared with exactly 0: rounding leaves a little, so allow for some digits"""
    if np.linalg.svd(kernel)[1][1:].any():
        raise ValueError("rank above 1")
    column, row, pivot = crossing(kernel)
    return column, row / pivot
