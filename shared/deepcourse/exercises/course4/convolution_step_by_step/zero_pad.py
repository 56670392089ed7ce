"""Exercise 1: a frame of zeros."""

import numpy as np

from deepcourse.cnn import convolution as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

zero_pad = FunctionExercise(
    __name__,
    reference=reference.zero_pad,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    returns=("the padded pictures",),
    hints=(
        "np.pad takes the array and, for each of its axes, a pair: how many to add before, and how many after.",
        "Two of the four axes get nothing, which is the pair (0, 0). Which two?",
        "The pairs stand in the order of the axes: pictures, height, width, channels.",
    ),
)


def case(rng, shape, pad):
    """Return a case of random pictures."""
    return Case(f"X {shape}, pad {pad}", (rng.normal(size=shape), pad))


@zero_pad.visible
def visible():
    """Return one and more zeros, none, one picture of one channel."""
    rng = np.random.default_rng(11)
    return [
        case(rng, (2, 3, 4, 3), 1),
        case(rng, (3, 2, 4, 2), 3),
        case(rng, (2, 4, 3, 2), 0),
        case(rng, (1, 3, 2, 1), 2),
    ]


@zero_pad.draw
def draw(rng):
    """Return pictures of random size."""
    return case(rng, tuple(int(n) for n in rng.integers(2, 6, size=4)), int(rng.integers(1, 5)))


@zero_pad.edges
def edges(rng):
    """Return no padding, a single pixel, one picture of one channel."""
    return [case(rng, (2, 3, 5, 2), 0), case(rng, (1, 1, 1, 1), 3), case(rng, (1, 4, 2, 1), 1)]


@zero_pad.property("the picture stands in the middle")
def picture_in_the_middle(f, rng):
    """Return a sentence unless cutting the frame off gives the picture, and nothing else is there."""
    X = rng.normal(size=(2, 3, 5, 2))
    padded = f(X, 2)
    if not np.array_equal(padded[:, 2:5, 2:7], X):
        return "rows 2 to 4 and columns 2 to 6 of the padded pictures are not the pictures"
    return None if np.isclose(np.abs(padded).sum(), np.abs(X).sum()) else "there is something other than 0 in the frame"


# --- known mistakes -------------------------------------------------------------------------------------------------


def padded(X, examples=(0, 0), height=(0, 0), width=(0, 0), channels=(0, 0), **options):
    """Return X with so many entries before and after, axis by axis."""
    return np.pad(X, (examples, height, width, channels), **options)


@zero_pad.mistake
def examples_too(X, pad):
    """the axis of the pictures is padded as well: that adds whole pictures of zeros"""
    return padded(X, (pad, pad), (pad, pad), (pad, pad))


@zero_pad.mistake
def channels_too(X, pad):
    """the axis of the channels is padded as well: that adds whole channels of zeros"""
    return padded(X, (0, 0), (pad, pad), (pad, pad), (pad, pad))


@zero_pad.mistake
def all_axes(X, pad):
    """all four axes are padded: only height and width get zeros"""
    return np.pad(X, pad)


@zero_pad.mistake
def first_two_axes(X, pad):
    """pictures and height are padded: axes 1 and 2 are height and width"""
    return padded(X, (pad, pad), (pad, pad))


@zero_pad.mistake
def last_two_axes(X, pad):
    """width and channels are padded: axes 1 and 2 are height and width"""
    return padded(X, width=(pad, pad), channels=(pad, pad))


@zero_pad.mistake
def height_only(X, pad):
    """only the height is padded: the width too"""
    return padded(X, height=(pad, pad))


@zero_pad.mistake
def width_only(X, pad):
    """only the width is padded: the height too"""
    return padded(X, width=(pad, pad))


@zero_pad.mistake
def below_and_right(X, pad):
    """`pad` zeros stand below and on the right only: `pad` of them belong on each of the four sides"""
    return padded(X, height=(0, pad), width=(0, pad))


@zero_pad.mistake
def all_below_and_right(X, pad):
    """all zeros stand below and on the right: the picture belongs in the middle"""
    return padded(X, height=(0, 2 * pad), width=(0, 2 * pad))


@zero_pad.mistake
def all_above_and_left(X, pad):
    """all zeros stand above and on the left: the picture belongs in the middle"""
    return padded(X, height=(2 * pad, 0), width=(2 * pad, 0))


@zero_pad.mistake
def twice_as_many(X, pad):
    """2 * pad zeros are added on each side: it is `pad` on each, 2 * pad in all"""
    return padded(X, height=(2 * pad, 2 * pad), width=(2 * pad, 2 * pad))


@zero_pad.mistake
def edges_repeated(X, pad):
    """the pixels of the edge are repeated: the frame is made of zeros"""
    return padded(X, height=(pad, pad), width=(pad, pad), mode="edge")


@zero_pad.mistake
def frame_of_ones(X, pad):
    """the frame is made of ones: it is made of zeros"""
    return padded(X, height=(pad, pad), width=(pad, pad), constant_values=1)


@zero_pad.mistake
def empty_at_zero(X, pad):
    """the picture is written to [:, pad:-pad, pad:-pad], which is empty for pad = 0: write the ends as pad + n_H and
    pad + n_W
    """
    framed = np.zeros((X.shape[0], X.shape[1] + 2 * pad, X.shape[2] + 2 * pad, X.shape[3]))
    framed[:, pad:-pad, pad:-pad] = X
    return framed


# --- right, written differently -------------------------------------------------------------------------------------


@zero_pad.right
def into_zeros(X, pad):
    """Return the pictures, written into zeros."""
    m, n_H, n_W, n_C = X.shape
    framed = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    framed[:, pad : pad + n_H, pad : pad + n_W, :] = X
    return framed


@zero_pad.right
def put_together(X, pad):
    """Return the pictures with rows and then columns of zeros put beside them."""
    m, _, n_W, n_C = X.shape
    rows = np.zeros((m, pad, n_W, n_C))
    high = np.concatenate([rows, X, rows], axis=1)
    columns = np.zeros((m, high.shape[1], pad, n_C))
    return np.concatenate([columns, high, columns], axis=2)
