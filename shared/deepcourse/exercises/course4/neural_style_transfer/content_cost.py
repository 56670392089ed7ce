"""Exercise 1: how far two pictures are apart in content."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import SIZES, pair, said, shape
from deepcourse.exercises.declaration import Case, FunctionExercise

content_cost = FunctionExercise(
    __name__,
    reference=reference.content_cost,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("J_content",),
    hints=(
        "Both arrays have the same shape, and so does their difference. Which of its entries go into the sum?",
        "All of them, over positions and channels. The sum of their squares is one number.",
        "A.shape is (n_H, n_W, n_C). What do you divide by, and which function returns the product of the three sizes?",
    ),
)


def case(rng, size):
    """Return random activations."""
    return Case(said(size), pair(rng, size))


@content_cost.visible
def visible():
    """Return several sizes, one position, one channel, negative numbers, a layer of single precision, equal ones."""
    rng = np.random.default_rng(1)
    a = pair(rng, (3, 2, 5))
    return [
        *(case(rng, size) for size in SIZES),
        case(rng, (1, 1, 3)),
        case(rng, (4, 5, 1)),
        Case("negative numbers, 3x4x2", tuple(rng.normal(size=(2, 3, 4, 2)))),
        Case("float32, 3x2x5", tuple(A.astype(np.float32) for A in a)),
        Case("a_G equals a_C", (a[0], a[0].copy())),
    ]


@content_cost.draw
def draw(rng):
    """Return activations of a random shape."""
    return case(rng, shape(rng))


@content_cost.edges
def edges(rng):
    """Return one number, one channel, equal sizes, large numbers, negative ones."""
    return [
        case(rng, (1, 1, 1)),
        case(rng, (6, 3, 1)),
        case(rng, (3, 3, 3)),
        Case("numbers of some hundreds", tuple(300 * A for A in pair(rng, (2, 4, 3)))),
        Case("negative numbers", tuple(rng.normal(size=(2, 4, 2, 3)))),
    ]


@content_cost.property("twice the difference costs four times as much")
def four_times(f, rng):
    """Return a sentence unless the cost grows with the square of the difference."""
    a_C, a_G = pair(rng, (3, 4, 2))
    one, two = f(a_C, a_G), f(a_C, a_C + 2 * (a_G - a_C))
    return None if np.isclose(two, 4 * one) else f"the cost goes from {one:.4g} to {two:.4g}, expected {4 * one:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def squares(a_C, a_G):
    """Return the sum of the squared differences."""
    return np.sum((np.asarray(a_C, float) - a_G) ** 2)


@content_cost.mistake
def plain_mean(a_C, a_G):
    """the factor 1/4 is missing: divide by 4 n_H n_W n_C"""
    return float(squares(a_C, a_G) / a_C.size)


@content_cost.mistake
def half(a_C, a_G):
    """the sum is divided by 2 n_H n_W n_C: the formula of this page has a 4"""
    return float(squares(a_C, a_G) / (2 * a_C.size))


@content_cost.mistake
def not_divided(a_C, a_G):
    """the sum is not divided at all: divide by 4 n_H n_W n_C"""
    return float(squares(a_C, a_G))


@content_cost.mistake
def one_half_alone(a_C, a_G):
    """the sum is multiplied by 1/2, as in the original paper: here it is divided by 4 n_H n_W n_C"""
    return float(squares(a_C, a_G) / 2)


@content_cost.mistake
def a_quarter_alone(a_C, a_G):
    """the sum is divided by 4 alone: n_H, n_W and n_C are missing"""
    return float(squares(a_C, a_G) / 4)


@content_cost.mistake
def channels_not_counted(a_C, a_G):
    """the sum is divided by 4 n_H n_W: the number of channels is missing"""
    return float(squares(a_C, a_G) / (4 * a_C.shape[0] * a_C.shape[1]))


@content_cost.mistake
def width_not_counted(a_C, a_G):
    """the sum is divided by 4 n_H n_C: the width is missing"""
    return float(squares(a_C, a_G) / (4 * a_C.shape[0] * a_C.shape[2]))


@content_cost.mistake
def height_not_counted(a_C, a_G):
    """the sum is divided by 4 n_W n_C: the height is missing"""
    return float(squares(a_C, a_G) / (4 * a_C.shape[1] * a_C.shape[2]))


@content_cost.mistake
def absolute_differences(a_C, a_G):
    """the absolute differences are added: square the differences instead"""
    return float(np.sum(np.abs(a_C - a_G)) / (4 * a_C.size))


@content_cost.mistake
def not_squared(a_C, a_G):
    """the differences are added without a square, so they cancel: square them"""
    return float(np.sum(a_C - a_G) / (4 * a_C.size))


@content_cost.mistake
def square_of_the_sum(a_C, a_G):
    """the sum is squared, not each difference: square first, then add"""
    return float(np.sum(a_C - a_G) ** 2 / (4 * a_C.size))


@content_cost.mistake
def difference_of_squares(a_C, a_G):
    """the squares are subtracted: subtract first, then square"""
    return float(np.sum(a_C**2 - a_G**2) / (4 * a_C.size))


@content_cost.mistake
def norm(a_C, a_G):
    """a square root is taken, as in np.linalg.norm: leave the sum of the squares as it is"""
    return float(np.sqrt(squares(a_C, a_G)) / (4 * a_C.size))


@content_cost.mistake
def divided_before_the_square(a_C, a_G):
    """the division is inside the square: divide the sum of the squares"""
    return float(squares(a_C, a_G) / (4 * a_C.size) ** 2)


@content_cost.mistake
def one_for_each_channel(a_C, a_G):
    """a cost for each channel is returned: sum over the channels, too"""
    return np.sum((a_C - a_G) ** 2, axis=(0, 1)) / (4 * a_C.size)


@content_cost.mistake
def first_row(a_C, a_G):
    """only the first row of positions is compared: all of them count"""
    return float(squares(a_C[:1], a_G[:1]) / (4 * a_C.size))


@content_cost.mistake
def divided_by_the_height(a_C, a_G):
    """the sum is divided by 4 n_H: len(a_C) is the height alone, and n_W and n_C are missing"""
    return float(squares(a_C, a_G) / (4 * len(a_C)))


# --- right, written differently -------------------------------------------------------------------------------------


@content_cost.right
def a_quarter_of_the_mean(a_C, a_G):
    """Return the same as a mean."""
    return np.mean(np.square(a_G - a_C)) / 4


@content_cost.right
def by_unrolling(a_C, a_G):
    """Return the same from two long vectors."""
    n_H, n_W, n_C = a_C.shape
    d = (a_C.reshape(n_H * n_W, n_C) - a_G.reshape(n_H * n_W, n_C)).ravel()
    return (d @ d) / (4 * n_H * n_W * n_C)
