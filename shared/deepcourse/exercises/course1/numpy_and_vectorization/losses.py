"""Exercises 7 and 8: how far are the answers from the labels?"""

import numpy as np

from deepcourse.exercises.course1.numpy_and_vectorization.tables import NOTEBOOK
from deepcourse.exercises.declaration import Case, Exercise, Property, misconceptions
from deepcourse.nn import vectorization as reference


def answers(rng, *shape):
    """Return answers from 0 to 1 and labels 0 or 1, of one shape."""
    return rng.random(shape), rng.integers(0, 2, size=shape).astype(float)


def visible():
    """Return the text's example, a row, and perfect answers."""
    rng = np.random.default_rng(7)
    return [
        Case("the example of the text", (np.array([0.9, 0.2, 0.1, 0.4]), np.array([1.0, 0.0, 0.0, 1.0]))),
        Case("a row of 6", answers(rng, 1, 6)),
        Case("a perfect answer", (np.array([1.0, 0.0]), np.array([1.0, 0.0]))),
    ]


def draw(rng):
    """Return answers and labels in a vector or a row."""
    m = int(rng.integers(3, 20))
    shape = (m,) if rng.random() < 0.5 else (1, m)
    return Case(f"shape {shape}", answers(rng, *shape))


def edges(rng):
    """Return one answer, labels as integers, a table, and answers far from their labels."""
    yhat, y = answers(rng, 5)
    return [
        Case("one answer", answers(rng, 1, 1)),
        Case("labels as integers", (yhat, y.astype(int))),
        Case("a table", answers(rng, 3, 4)),
        Case("far from the labels", (100 * rng.normal(size=7), 100 * rng.normal(size=7))),
    ]


def parts_add_up(f, rng):
    """Return a sentence unless the loss of all is the sum of the losses of two parts."""
    yhat, y = rng.random(8), rng.random(8)
    whole, parts = f(yhat, y), f(yhat[:3], y[:3]) + f(yhat[3:], y[3:])
    if abs(whole - parts) > 1e-9:
        return f"8 answers give {whole:.6g}, but 3 of them and the other 5 add up to {parts:.6g}"
    return None


# --- known mistakes of both -----------------------------------------------------------------------------------------


def both(name, term):
    """Return the mistakes that L1 and L2 share; `term` gives what each entry adds to the sum."""

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


# --- known mistakes of one ------------------------------------------------------------------------------------------


def signs_cancel(yhat, y):
    """the absolute value is missing: an answer too high and one too low cancel"""
    return float(np.sum(y - yhat))


def absolute_too_late(yhat, y):
    """the absolute value is taken of the sum: it belongs inside, around every difference"""
    return float(abs(np.sum(y - yhat)))


def l2_for_l1(yhat, y):
    """the differences are squared: that is L2"""
    return reference.L2(yhat, y)


def l1_for_l2(yhat, y):
    """the absolute differences are summed: that is L1"""
    return reference.L1(yhat, y)


def square_too_late(yhat, y):
    """the sum is squared: the square belongs inside, around every difference"""
    return float(np.sum(y - yhat) ** 2)


def root_taken(yhat, y):
    """a square root is taken in the end: that is the Euclidean distance, and L2 here is its square"""
    return float(np.linalg.norm(y - yhat))


def halved(yhat, y):
    """a factor 1/2 stands before the sum"""
    return reference.L2(yhat, y) / 2


# --- right, written differently -------------------------------------------------------------------------------------


def l1_in_a_loop(yhat, y):
    """Return the sum of a loop."""
    return sum(abs(float(a) - float(b)) for a, b in zip(np.ravel(yhat), np.ravel(y), strict=True))


def l1_as_maximum(yhat, y):
    """Return larger minus smaller."""
    return (np.maximum(yhat, y) - np.minimum(yhat, y)).sum()


def l2_as_product(yhat, y):
    """Return the product of the differences with themselves."""
    difference = np.ravel(yhat - y)
    return np.dot(difference, difference)


def l2_in_a_loop(yhat, y):
    """Return the sum of a loop."""
    return sum((float(a) - float(b)) ** 2 for a, b in zip(np.ravel(yhat), np.ravel(y), strict=True))


SHARED = {
    "notebook": NOTEBOOK,
    "minutes": 2,
    "points_visible": 3,
    "points_hidden": 5,
    "visible": visible,
    "draw": draw,
    "edges": edges,
    "properties": (Property("losses of parts add up", parts_add_up),),
}

L1_EXERCISE = Exercise(
    name="L1",
    reference=reference.L1,
    misconceptions=misconceptions(
        signs_cancel, absolute_too_late, l2_for_l1, *both("L1", lambda yhat, y: np.abs(y - yhat))
    ),
    alternatives=(l1_in_a_loop, l1_as_maximum),
    returns=("L1",),
    hints=(
        "y - yhat is an array with a difference for every answer.",
        "np.abs makes every difference positive, np.sum adds them all up.",
        "np.sum(np.abs(y - yhat)) is one number.",
    ),
    **SHARED,
)

L2_EXERCISE = Exercise(
    name="L2",
    reference=reference.L2,
    misconceptions=misconceptions(
        l1_for_l2, square_too_late, root_taken, halved, *both("L2", lambda yhat, y: (y - yhat) ** 2)
    ),
    alternatives=(l2_as_product, l2_in_a_loop),
    returns=("L2",),
    hints=(
        "y - yhat is an array with a difference for every answer.",
        "(...) ** 2 squares every entry, np.sum adds them all up.",
        "np.sum((y - yhat) ** 2) is one number.",
    ),
    **SHARED,
)
