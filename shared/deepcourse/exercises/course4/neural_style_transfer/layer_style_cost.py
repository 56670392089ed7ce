"""Exercise 4: how far two pictures are apart in the style of one layer."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import SIZES, pair, said, shape
from deepcourse.exercises.declaration import Case, FunctionExercise

layer_style_cost = FunctionExercise(
    __name__,
    reference=reference.layer_style_cost,
    minutes=2,
    points_visible=3,
    points_hidden=5,
    returns=("the style cost",),
    hints=(
        "Compute two Gram matrices first. Compare these, not the activations.",
        "The sum over c and k runs over all entries of the difference, each of them squared.",
        "In the denominator, n_C is squared, and so is the number of positions. The 4 is not.",
    ),
)


def case(rng, size):
    """Return random activations."""
    return Case(said(size), pair(rng, size))


@layer_style_cost.visible
def visible():
    """Return several sizes, one position, one channel, the same style, a layer of single precision."""
    rng = np.random.default_rng(4)
    a_S, a_G = pair(rng, (3, 4, 2))
    return [
        *(case(rng, size) for size in SIZES),
        case(rng, (1, 1, 3)),
        case(rng, (3, 4, 1)),
        Case("negative numbers, 2x4x3", tuple(rng.normal(size=(2, 2, 4, 3)))),
        Case("float32, 3x4x2", (a_S.astype(np.float32), a_G.astype(np.float32))),
        Case("the positions of a_S in another order", (a_S, a_S[::-1].copy())),
    ]


@layer_style_cost.draw
def draw(rng):
    """Return activations of a random shape."""
    return case(rng, shape(rng))


@layer_style_cost.edges
def edges(rng):
    """Return one number, one channel, equal sizes, a generated picture without features, negative numbers."""
    a_S, a_G = pair(rng, (4, 2, 3))
    return [
        case(rng, (1, 1, 1)),
        case(rng, (6, 3, 1)),
        case(rng, (3, 3, 3)),
        Case("a_G is 0 everywhere", (a_S, np.zeros_like(a_G))),
        Case("negative numbers", tuple(rng.normal(size=(2, 4, 2, 3)))),
    ]


@layer_style_cost.property("shuffled positions cost nothing")
def shuffled(f, rng):
    """Return a sentence unless a_S costs nothing against itself with its positions in another order."""
    a_S, _ = pair(rng, (3, 4, 5))
    cost = f(a_S, a_S.reshape(12, 5)[rng.permutation(12)].reshape(a_S.shape))
    return None if abs(cost) < 1e-12 else f"a_S with its positions shuffled costs {cost:.3g}, expected 0"


# --- known mistakes -------------------------------------------------------------------------------------------------


def squares(a_S, a_G):
    """Return the sum of the squared differences of the Gram matrices."""
    return np.sum((reference.gram_matrix(a_S) - reference.gram_matrix(a_G)) ** 2)


@layer_style_cost.mistake
def not_squared(a_S, a_G):
    """the differences of the Gram matrices are not squared: square each of them"""
    return float(np.sum(reference.gram_matrix(a_S) - reference.gram_matrix(a_G)) / (4 * a_S.size**2))


@layer_style_cost.mistake
def absolute(a_S, a_G):
    """the absolute differences are added: square the differences instead"""
    return float(np.sum(np.abs(reference.gram_matrix(a_S) - reference.gram_matrix(a_G))) / (4 * a_S.size**2))


@layer_style_cost.mistake
def square_of_the_sum(a_S, a_G):
    """the sum of the differences is squared: square each difference, then add"""
    return float(np.sum(reference.gram_matrix(a_S) - reference.gram_matrix(a_G)) ** 2 / (4 * a_S.size**2))


@layer_style_cost.mistake
def no_square_below(a_S, a_G):
    """the denominator is 4 n_C n_H n_W: square both n_C and n_H n_W"""
    return float(squares(a_S, a_G) / (4 * a_S.size))


@layer_style_cost.mistake
def positions_not_squared(a_S, a_G):
    """n_H n_W is not squared in the denominator: square both n_C and n_H n_W"""
    return float(squares(a_S, a_G) / (4 * a_S.size * a_S.shape[2]))


@layer_style_cost.mistake
def channels_not_squared(a_S, a_G):
    """n_C is not squared in the denominator: square both n_C and n_H n_W"""
    return float(squares(a_S, a_G) / (4 * a_S.size * a_S.shape[0] * a_S.shape[1]))


@layer_style_cost.mistake
def channels_left_out(a_S, a_G):
    """n_C is missing from the denominator: divide by 4 n_C^2 (n_H n_W)^2"""
    return float(squares(a_S, a_G) / (4 * (a_S.shape[0] * a_S.shape[1]) ** 2))


@layer_style_cost.mistake
def positions_left_out(a_S, a_G):
    """n_H n_W is missing from the denominator: divide by 4 n_C^2 (n_H n_W)^2"""
    return float(squares(a_S, a_G) / (4 * a_S.shape[2] ** 2))


@layer_style_cost.mistake
def four_squared(a_S, a_G):
    """the 4 is squared, too: it stands outside the squares"""
    return float(squares(a_S, a_G) / (4 * a_S.size) ** 2)


@layer_style_cost.mistake
def four_left_out(a_S, a_G):
    """the 4 is missing from the denominator"""
    return float(squares(a_S, a_G) / a_S.size**2)


@layer_style_cost.mistake
def mean_of_the_entries(a_S, a_G):
    """the mean of the squared differences is taken: (n_H n_W)^2 and the 4 are missing from the denominator"""
    return float(squares(a_S, a_G) / a_S.shape[2] ** 2)


@layer_style_cost.mistake
def divided_twice(a_S, a_G):
    """the Gram matrices are divided by n_H n_W n_C, and the cost is divided again: divide once"""
    return float(squares(a_S, a_G) / a_S.size**2 / (4 * a_S.size**2))


@layer_style_cost.mistake
def activations_compared(a_S, a_G):
    """the activations are compared position by position: compare their Gram matrices"""
    return float(np.sum((a_S - a_G) ** 2) / (4 * a_S.size**2))


@layer_style_cost.mistake
def gram_of_the_difference(a_S, a_G):
    """the Gram matrix of a_S - a_G is taken: subtract two Gram matrices"""
    return float(np.sum(reference.gram_matrix(a_S - a_G) ** 2) / (4 * a_S.size**2))


@layer_style_cost.mistake
def diagonal_alone(a_S, a_G):
    """only the diagonals are compared: pairs of different channels count, too"""
    difference = np.diag(reference.gram_matrix(a_S) - reference.gram_matrix(a_G))
    return float(np.sum(difference**2) / (4 * a_S.size**2))


@layer_style_cost.mistake
def each_pair_once(a_S, a_G):
    """each pair of channels counts once: the sum runs over all c and k, so (c, k) and (k, c) both count"""
    difference = np.triu(reference.gram_matrix(a_S) - reference.gram_matrix(a_G))
    return float(np.sum(difference**2) / (4 * a_S.size**2))


@layer_style_cost.mistake
def root(a_S, a_G):
    """a square root is taken, as in np.linalg.norm: leave the sum of the squares as it is"""
    return float(np.sqrt(squares(a_S, a_G)) / (4 * a_S.size**2))


@layer_style_cost.mistake
def torn_apart(a_S, a_G):
    """reshape(n_C, -1) tears the channels of a position apart: `reference.gram_matrix` does it right"""
    S, G = (A.reshape(A.shape[2], -1) for A in (a_S, a_G))
    return float(np.sum((S @ S.T - G @ G.T) ** 2) / (4 * a_S.size**2))


# --- right, written differently -------------------------------------------------------------------------------------


@layer_style_cost.right
def of_mean_products(a_S, a_G):
    """Return the same from Gram matrices that are divided first."""
    n_C = a_S.shape[2]
    S, G = (np.einsum("hwc,hwk->ck", A, A) / (A.shape[0] * A.shape[1]) for A in (a_S, a_G))
    return np.sum((G - S) ** 2) / (4 * n_C**2)


@layer_style_cost.right
def as_a_mean(a_S, a_G):
    """Return the same as a mean over the entries."""
    n_H, n_W, _ = a_S.shape
    return np.mean(np.square(reference.gram_matrix(a_S) - reference.gram_matrix(a_G))) / (4 * n_H**2 * n_W**2)
