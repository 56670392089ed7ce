"""Exercise 11: a number, shared out over a window."""

import numpy as np

from deepcourse.cnn import pooling as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

distribute_value = FunctionExercise(
    __name__,
    reference=reference.distribute_value,
    minutes=1,
    points_visible=1,
    points_hidden=2,
    returns=("the shares",),
    hints=(
        "All entries are equal, and their sum is dz.",
        "How many entries does an array of this shape have?",
        "np.full(shape, number) makes an array of one number; np.ones(shape) times a number does, too.",
    ),
)


@distribute_value.visible
def visible():
    """Return several numbers and shapes."""
    chosen = ((6.0, (2, 3)), (-2.5, (3, 3)), (0.7, (4, 2)), (5.0, (1, 1)))
    return [Case(f"dz {dz}, shape {shape}", (dz, shape)) for dz, shape in chosen]


@distribute_value.draw
def draw(rng):
    """Return a random number and shape."""
    shape = tuple(int(n) for n in rng.integers(2, 6, size=2))
    return Case(f"shape {shape}", (float(rng.normal()), shape))


@distribute_value.edges
def edges(rng):
    """Return nothing to share, one place, one row, and a whole number."""
    return [
        Case("one place", (float(rng.normal()), (1, 1))),
        Case("one row", (float(rng.normal()), (1, 4))),
        Case("a whole number", (7, (2, 2))),
    ]


@distribute_value.property("nothing is lost")
def nothing_is_lost(f, rng):
    """Return a sentence unless the shares add up to dz."""
    dz = float(rng.normal())
    total = np.sum(f(dz, (3, 5)))
    return None if np.isclose(total, dz) else f"the shares of {dz:.4g} add up to {float(total):.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@distribute_value.mistake
def share_of_one(dz, shape):
    """dz is left out: the shares of 1 are multiplied by it"""
    return np.full(shape, 1 / (shape[0] * shape[1]))


@distribute_value.mistake
def everything_to_everyone(dz, shape):
    """each place gets all of dz: divide by the number of places"""
    return np.full(shape, float(dz))


@distribute_value.mistake
def divided_by_rows(dz, shape):
    """dz is divided by the number of rows: by the number of all entries"""
    return np.full(shape, dz / shape[0])


@distribute_value.mistake
def divided_by_columns(dz, shape):
    """dz is divided by the number of columns: by the number of all entries"""
    return np.full(shape, dz / shape[1])


@distribute_value.mistake
def divided_by_the_sum(dz, shape):
    """dz is divided by rows plus columns: there are rows times columns entries"""
    return np.full(shape, dz / (shape[0] + shape[1]))


@distribute_value.mistake
def multiplied(dz, shape):
    """dz is multiplied by the number of entries: divide by it"""
    return np.full(shape, float(dz) * shape[0] * shape[1])


@distribute_value.mistake
def shape_exchanged(dz, shape):
    """rows and columns of the result are exchanged: its shape is `shape`"""
    return np.full(shape[::-1], dz / (shape[0] * shape[1]))


@distribute_value.mistake
def rounded_down(dz, shape):
    """the division // rounds down: use /"""
    return np.full(shape, float(dz // (shape[0] * shape[1])))


@distribute_value.mistake
def one_share(dz, shape):
    """one share is returned, a number: an array of the shape of the window holds a share for each place"""
    return dz / (shape[0] * shape[1])


@distribute_value.mistake
def brackets_missing(dz, shape):
    """brackets are missing, dz / rows * columns: that multiplies by the columns"""
    return np.full(shape, dz / shape[0] * shape[1])


@distribute_value.mistake
def places_squared(dz, shape):
    """dz is divided by the square of a side: the window need not be square"""
    return np.full(shape, dz / shape[0] ** 2)


# --- right, written differently -------------------------------------------------------------------------------------


@distribute_value.right
def of_ones(dz, shape):
    """Return ones, multiplied and divided."""
    ones = np.ones(shape)
    return dz * ones / ones.size
