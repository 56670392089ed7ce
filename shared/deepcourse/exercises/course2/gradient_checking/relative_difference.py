"""Exercise 4: how far two gradients are apart, in a number without a unit."""

import numpy as np

from deepcourse.exercises.course2.gradient_checking.cases import column
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import gradient_checking as reference

relative_difference = FunctionExercise(
    __name__,
    reference=reference.relative_difference,
    minutes=4,
    points_visible=4,
    points_hidden=5,
    returns=("the relative difference",),
    hints=(
        "np.linalg.norm(array) is the root of the sum of the squares of all entries.",
        "Three norms: that of grad - approx above the line, those of grad and approx, added, below it.",
        "If both norms are 0, return 0.0 before you divide.",
    ),
)


@relative_difference.visible
def visible():
    """Return the text's two gradients, matrices, tiny gradients, zeros, opposite gradients, and single numbers."""
    rng = np.random.default_rng(12)
    grad = rng.normal(size=(3, 2))
    tiny = 1e-9 * rng.normal(size=(4, 1))
    return [
        Case("the right gradient of the text", (column(5, 1), column(5.01, 1))),
        Case("the wrong gradient of the text", (column(5, 2), column(5.01, 1))),
        Case("matrices, (3, 2)", (grad, grad + 0.1 * rng.normal(size=(3, 2)))),
        Case("tiny gradients, one twice the other", (2 * tiny, tiny)),
        Case("both zero", (np.zeros((2, 1)), np.zeros((2, 1)))),
        Case("opposite gradients", (column(1, -2, 3), column(-1, 2, -3))),
        Case("the claimed one is zero", (np.zeros((2, 1)), column(3, -4))),
        Case("one number", (column(2), column(-0.5))),
    ]


@relative_difference.draw
def draw(rng):
    """Return two random gradients, more or less alike, in a random unit."""
    n, noise, unit = int(rng.integers(2, 9)), float(10 ** rng.uniform(-3, 0)), float(10 ** rng.uniform(-6, 3))
    grad = rng.normal(size=(n, 1))
    told = f"{n} entries of size {unit:.1g}, alike up to {noise:.1g}"
    return Case(told, (unit * grad, unit * (grad + noise * rng.normal(size=(n, 1)))))


@relative_difference.edges
def edges(rng):
    """Return opposite and tiny gradients, one that is zero, both zero, and one number."""
    grad = rng.normal(size=(3, 2))
    return [
        Case("opposite gradients", (grad, -grad)),
        Case("tiny gradients", (1e-10 * grad, 3e-10 * grad)),
        Case("the measured one is zero", (grad, np.zeros((3, 2)))),
        Case("the claimed one is zero", (np.zeros((3, 2)), grad)),
        Case("both zero", (np.zeros((4, 1)), np.zeros((4, 1)))),
        Case("one number", (column(float(rng.normal())), column(float(rng.normal())))),
        Case("matrices, (3, 2)", (grad, grad + rng.normal(size=(3, 2)))),
    ]


@relative_difference.property("neither the unit nor the order matters")
def unit_does_not_matter(f, rng):
    """Return a sentence unless gradients in another unit, and swapped ones, give the same number."""
    grad, approx = rng.normal(size=(4, 1)), rng.normal(size=(4, 1))
    first = f(grad, approx)
    for told, other in (("1e12 times smaller", f(1e-12 * grad, 1e-12 * approx)), ("swapped", f(approx, grad))):
        if not abs(first - other) < 1e-9:
            return f"the same two gradients, {told}, give {other:.6g} instead of {first:.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def share(top, below):
    """Return a quotient, with nan for 0/0 and without a warning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.float64(top) / np.float64(below))


@relative_difference.mistake
def not_divided_by_the_size(grad, approx):
    """the difference is not divided by the size of the gradients: 1e-7 would be much for a gradient of that size"""
    return float(np.linalg.norm(grad - approx))


@relative_difference.mistake
def by_the_larger(grad, approx):
    """the larger of both norms is below the line, not their sum: popular as well, and up to twice as large"""
    larger = max(np.linalg.norm(grad), np.linalg.norm(approx))
    return share(np.linalg.norm(grad - approx), larger) if larger else 0.0


@relative_difference.mistake
def by_one_of_them(grad, approx):
    """only the claimed gradient is below the line: take the sum of both norms, so that nothing depends on who is who"""
    return share(np.linalg.norm(grad - approx), np.linalg.norm(grad)) if np.any(grad) else 0.0


@relative_difference.mistake
def lengths_only(grad, approx):
    """the difference of the norms is taken, not the norm of the difference: opposite gradients would seem equal"""
    size = np.linalg.norm(grad) + np.linalg.norm(approx)
    return float(abs(np.linalg.norm(grad) - np.linalg.norm(approx)) / size) if size else 0.0


@relative_difference.mistake
def norm_of_the_sum(grad, approx):
    """the norm of the sum is below the line: it is the sum of the norms"""
    size = np.linalg.norm(grad + approx)
    return share(np.linalg.norm(grad - approx), size) if np.any(grad) or np.any(approx) else 0.0


@relative_difference.mistake
def roots_missing(grad, approx):
    """the square roots are missing: a norm is the root of the sum of squares"""
    size = np.sum(grad**2) + np.sum(approx**2)
    return float(np.sum((grad - approx) ** 2) / size) if size else 0.0


@relative_difference.mistake
def sums_of_absolute_values(grad, approx):
    """absolute values are summed: the norm meant here is the Euclidean one, the root of the sum of squares"""
    size = np.sum(np.abs(grad)) + np.sum(np.abs(approx))
    return float(np.sum(np.abs(grad - approx)) / size) if size else 0.0


@relative_difference.mistake
def small_number_added_below(grad, approx):
    """a small number is added below the line: it hides mistakes in tiny gradients; treat 0/0 by itself"""
    return float(np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx) + 1e-8))


@relative_difference.mistake
def not_a_number(grad, approx):
    """0/0 is left as it is, which is nan: where both gradients are zero they agree, so return 0.0"""
    return share(np.linalg.norm(grad - approx), np.linalg.norm(grad) + np.linalg.norm(approx))


@relative_difference.mistake
def entry_by_entry(grad, approx):
    """the entries were compared one by one, which gives an array: one number, from the norms over all entries"""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.abs(grad - approx) / (np.abs(grad) + np.abs(approx))


@relative_difference.mistake
def mean_of_the_entries(grad, approx):
    """the entries' own relative differences are averaged: take the norms over all entries first"""
    return float(np.mean(entry_by_entry(grad, approx)))


@relative_difference.mistake
def largest_singular_values(grad, approx):
    """np.linalg.norm(x, 2) is used: for a matrix that is its largest singular value; without the 2 it is the root
    of the sum of squares
    """
    size = np.linalg.norm(grad, 2) + np.linalg.norm(approx, 2)
    return float(np.linalg.norm(grad - approx, 2) / size) if size else 0.0


@relative_difference.mistake
def one_zero_is_enough(grad, approx):
    """0.0 is returned as soon as one gradient is zero, `or` in place of `and`: only two zeros agree"""
    return reference.relative_difference(grad, approx) if np.any(grad) and np.any(approx) else 0.0


@relative_difference.mistake
def by_the_measured_one(grad, approx):
    """only the measured gradient is below the line: take the sum of both norms"""
    return share(np.linalg.norm(grad - approx), np.linalg.norm(approx)) if np.any(approx) else 0.0


@relative_difference.mistake
def by_the_product(grad, approx):
    """the product of the norms is below the line: it is their sum"""
    size = np.linalg.norm(grad) * np.linalg.norm(approx)
    return float(np.linalg.norm(grad - approx) / size) if size else 0.0


@relative_difference.mistake
def roots_missing_and_nan(grad, approx):
    """the square roots are missing, and 0/0 is left as it is: a norm is the root of the sum of squares, and two zeros
    agree
    """
    return share(np.sum((grad - approx) ** 2), np.sum(grad**2) + np.sum(approx**2))


@relative_difference.mistake
def one_for_two_zeros(grad, approx):
    """1.0 is returned where both gradients are zero: they agree, so return 0.0"""
    return reference.relative_difference(grad, approx) if np.any(grad) or np.any(approx) else 1.0


@relative_difference.mistake
def largest_entries(grad, approx):
    """the largest entries are compared: the norm meant here is the root of the sum of squares"""
    size = np.abs(grad).max() + np.abs(approx).max()
    return float(np.abs(grad - approx).max() / size) if size else 0.0


@relative_difference.mistake
def by_the_mean(grad, approx):
    """the mean of both norms is below the line: it is their sum"""
    return 2 * reference.relative_difference(grad, approx)


@relative_difference.mistake
def sum_above_the_line(grad, approx):
    """the sum of the gradients is above the line: it is their difference"""
    size = np.linalg.norm(grad) + np.linalg.norm(approx)
    return float(np.linalg.norm(grad + approx) / size) if size else 0.0


@relative_difference.mistake
def brackets_missing(grad, approx):
    """brackets are missing below the line: norm(difference) / norm(grad) + norm(approx) divides by the first only"""
    top, one, other = (np.linalg.norm(array) for array in (grad - approx, grad, approx))
    return share(top, one) + float(other) if one else float(other)


@relative_difference.mistake
def true_or_false(grad, approx):
    """a verdict, True or False, is returned: return the relative difference itself, a number"""
    return bool(reference.relative_difference(grad, approx) < 1e-7)


@relative_difference.mistake
def small_taken_for_zero(grad, approx):
    """gradients that are small count as zero, as np.allclose has it: only vectors that are exactly zero have no
    difference
    """
    if np.allclose(grad, 0) and np.allclose(approx, 0):
        return 0.0
    return reference.relative_difference(grad, approx)


# --- right, written differently -------------------------------------------------------------------------------------


@relative_difference.right
def by_the_roots(grad, approx):
    """Return the same from roots of sums of squares."""
    top, one, other = (np.sqrt(np.sum(array**2)) for array in (grad - approx, grad, approx))
    if one == 0 and other == 0:
        return 0.0
    return top / (one + other)
