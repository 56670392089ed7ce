"""Exercise 2: columns become pictures."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

to_pictures = FunctionExercise(
    __name__,
    reference=reference.to_pictures,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the pictures",),
    hints=(
        "Take one example: X[:, 0] holds the numbers of its picture, in order. Which axis of X has to come first?",
        "reshape knows nothing about examples: it reads all numbers row by row, and fills the new shape row by row.",
        "Before the reshape, the numbers of each example must therefore form a row.",
    ),
)


def case(rng, shape):
    """Return columns for pictures of this shape."""
    m, n_H, n_W, n_C = shape
    return Case(f"{m} picture{'s' * (m > 1)}, {n_H} by {n_W} by {n_C}", (rng.normal(size=(n_H * n_W * n_C, m)), shape))


@to_pictures.visible
def visible():
    """Return pictures that are high or wide, of one channel and of several."""
    rng = np.random.default_rng(2)
    numbers = np.arange(12.0).reshape(2, 6).T
    return [
        Case("two pictures of 2 by 3, numbered 0 to 5 and 6 to 11", (numbers, (2, 2, 3, 1))),
        *(case(rng, shape) for shape in ((3, 4, 2, 1), (4, 2, 3, 2), (2, 5, 3, 4), (1, 3, 4, 2))),
    ]


@to_pictures.draw
def draw(rng):
    """Return pictures of random size, no two axes alike."""
    return case(rng, tuple(int(n) for n in rng.permutation([2, 3, 4, 5])))


@to_pictures.edges
def edges(rng):
    """Return one picture, one pixel, one row, square pictures, float32."""
    X, shape = case(rng, (3, 2, 4, 2)).arguments
    return [
        *(case(rng, shape) for shape in ((1, 2, 5, 1), (4, 1, 1, 3), (3, 1, 6, 1), (3, 3, 3, 3))),
        Case("float32", (X.astype(np.float32), shape)),
    ]


@to_pictures.property("the first picture is the first column")
def first_is_first(f, rng):
    """Return a sentence unless the numbers of the first picture, row by row, are the first column."""
    X = rng.normal(size=(24, 3))
    first = np.ravel(f(X, (3, 2, 4, 3))[0])
    return None if np.array_equal(first, X[:, 0]) else "the first picture does not hold the numbers of X[:, 0] in order"


# --- known mistakes -------------------------------------------------------------------------------------------------


@to_pictures.mistake
def not_transposed(columns, shape):
    """the columns are reshaped as they are: reshape reads row by row, so each picture mixes several examples"""
    return columns.reshape(shape)


@to_pictures.mistake
def m_stays_last(columns, shape):
    """the examples stay on the last axis: for pictures they come first"""
    return columns.reshape(*shape[1:], shape[0])


@to_pictures.mistake
def all_axes_reversed(columns, shape):
    """all axes are reversed to bring m to the front: that also swaps height and channels"""
    return columns.reshape(*shape[1:], shape[0]).T


@to_pictures.mistake
def sides_exchanged(columns, shape):
    """height and width are swapped in the shape: n_H comes first"""
    m, n_H, n_W, n_C = shape
    return columns.T.reshape(m, n_W, n_H, n_C)


@to_pictures.mistake
def pictures_lie(columns, shape):
    """the pictures are transposed: a column holds a picture row by row, not column by column"""
    m, n_H, n_W, n_C = shape
    return columns.T.reshape(m, n_W, n_H, n_C).swapaxes(1, 2)


@to_pictures.mistake
def channel_after_channel(columns, shape):
    """a column is read one channel after another: the channels of a pixel are side by side"""
    m, n_H, n_W, n_C = shape
    return columns.T.reshape(m, n_C, n_H, n_W).transpose(0, 2, 3, 1)


@to_pictures.mistake
def channels_first(columns, shape):
    """the channels come before height and width: put them last"""
    m, n_H, n_W, n_C = shape
    return columns.T.reshape(m, n_C, n_H, n_W)


@to_pictures.mistake
def fortran_order(columns, shape):
    """the numbers are filled in with order="F": the last axis must vary fastest, not the first"""
    return columns.T.reshape(shape, order="F")


@to_pictures.mistake
def rows_only(columns, shape):
    """the result has two axes: give each row of numbers its height, width and channels"""
    return columns.T


@to_pictures.mistake
def no_channel_axis(columns, shape):
    """the channel axis is missing: even a single channel needs an axis"""
    return columns.T.reshape(shape[0], shape[1], -1)


@to_pictures.mistake
def shape_of_one(columns, shape):
    """every picture is a copy of the first: each column is a picture of its own"""
    return np.repeat(columns.T[:1].reshape(1, *shape[1:]), shape[0], axis=0)


# --- right, written differently -------------------------------------------------------------------------------------


@to_pictures.right
def axis_moved(columns, shape):
    """Return the pictures by moving the last axis of the reshaped numbers to the front."""
    return np.moveaxis(columns.reshape(*shape[1:], shape[0]), -1, 0)


@to_pictures.right
def one_by_one(columns, shape):
    """Return the pictures, each made from its own column."""
    return np.array([column.reshape(shape[1:]) for column in columns.T])
