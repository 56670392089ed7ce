"""Exercise 3: pictures become columns."""

import numpy as np

from deepcourse.cnn import lenet as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

flatten = FunctionExercise(
    __name__,
    reference=reference.flatten,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the columns", "the shape"),
    hints=(
        "First turn each picture into a row. Which two numbers does that reshape need?",
        "A.reshape(n, m) has the right shape but mixes the pictures: it reads all the numbers in one long row.",
        "Reshape to rows, with -1 for the length of a row, and transpose. The second result is A.shape.",
    ),
)


def case(rng, shape):
    """Return pictures of this shape."""
    m, n_H, n_W, n_C = shape
    return Case(f"{m} picture{'s' * (m > 1)}, {n_H} by {n_W} by {n_C}", (rng.normal(size=shape),))


@flatten.visible
def visible():
    """Return pictures that are high or wide, of one channel and of several."""
    rng = np.random.default_rng(3)
    return [
        Case("two pictures of 2 by 3, numbered 0 to 5 and 6 to 11", (np.arange(12.0).reshape(2, 2, 3, 1),)),
        *(case(rng, shape) for shape in ((3, 4, 2, 1), (4, 2, 3, 2), (2, 5, 3, 4), (1, 3, 4, 2))),
    ]


@flatten.draw
def draw(rng):
    """Return pictures of random size, no two axes alike."""
    return case(rng, tuple(int(n) for n in rng.permutation([2, 3, 4, 5])))


@flatten.edges
def edges(rng):
    """Return one picture, one pixel, one row, square pictures, float32."""
    return [
        *(case(rng, shape) for shape in ((1, 2, 5, 1), (4, 1, 1, 3), (3, 1, 6, 1), (3, 3, 3, 3))),
        Case("float32", (rng.normal(size=(3, 2, 4, 2)).astype(np.float32),)),
    ]


@flatten.property("to_pictures undoes flatten")
def leads_back(f, rng):
    """Return a sentence unless to_pictures makes the same pictures of both results."""
    A = rng.normal(size=(3, 2, 4, 5))
    columns, shape = f(A)
    if tuple(shape) != A.shape:
        return f"the pictures have the shape {A.shape}, the second result is {tuple(shape)}"
    same = columns.size == A.size and np.array_equal(reference.to_pictures(columns, shape), A)
    return None if same else "to_pictures(*flatten(A)) is not A"


# --- known mistakes -------------------------------------------------------------------------------------------------


@flatten.mistake
def reshaped_to_columns(A):
    """A is reshaped directly to (n, m), which mixes the pictures: turn each one into a row, then transpose"""
    return A.reshape(-1, len(A)), A.shape


@flatten.mistake
def m_stays_first(A):
    """the examples stay on the first axis: dense layers need them on the last axis, as columns"""
    return A.reshape(len(A), -1), A.shape


@flatten.mistake
def one_long_row(A):
    """all pictures become one column: each needs a column of its own"""
    return A.reshape(-1, 1), A.shape


@flatten.mistake
def transposed_first(A):
    """all axes are reversed before the reshape: then a column lists channels first and rows last"""
    return A.T.reshape(-1, len(A)), A.shape


@flatten.mistake
def channel_after_channel(A):
    """a column lists one channel after another: the channels of a pixel stay side by side, as in memory"""
    return A.transpose(0, 3, 1, 2).reshape(len(A), -1).T, A.shape


@flatten.mistake
def column_by_column(A):
    """a column lists the pixels of a picture column by column: list them row by row"""
    return A.swapaxes(1, 2).reshape(len(A), -1).T, A.shape


@flatten.mistake
def first_channel(A):
    """only the first channel is kept: flatten keeps all of them"""
    return A[..., 0].reshape(len(A), -1).T, A.shape


@flatten.mistake
def channels_averaged(A):
    """the channels are averaged: flatten keeps every number"""
    return A.mean(axis=3).reshape(len(A), -1).T, A.shape


@flatten.mistake
def shape_of_the_columns(A):
    """the second result is the shape of the columns: the backward pass needs that of the pictures"""
    columns = A.reshape(len(A), -1).T
    return columns, columns.shape


@flatten.mistake
def shape_without_m(A):
    """the second result leaves out m: return A.shape, all four numbers"""
    return A.reshape(len(A), -1).T, A.shape[1:]


@flatten.mistake
def pictures_in_reverse(A):
    """the examples are in reverse order: column i is picture i"""
    return A[::-1].reshape(len(A), -1).T, A.shape


# --- right, written differently -------------------------------------------------------------------------------------


@flatten.right
def axis_moved(A):
    """Return the columns with m moved to the last axis first."""
    return np.moveaxis(A, 0, -1).reshape(-1, len(A)), A.shape


@flatten.right
def one_by_one(A):
    """Return the columns, each from its own picture."""
    return np.stack([picture.ravel() for picture in A], axis=1), list(A.shape)
