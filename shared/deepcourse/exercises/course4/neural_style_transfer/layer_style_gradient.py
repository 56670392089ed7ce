"""Exercise 5: which way the activations must move for another style."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import SIZES, pair, said, shape
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

layer_style_gradient = FunctionExercise(
    __name__,
    reference=reference.layer_style_gradient,
    minutes=8,
    any_number_type=True,
    points_visible=7,
    points_hidden=9,
    returns=("da_G",),
    hints=(
        "Begin with one position and two channels, u and v: G is [[u^2, u v], [u v, v^2]]. Write J out and "
        "differentiate it with respect to u. How many times does the product u v appear?",
        "Now in general: the number at position p in channel c is a factor of G[c, k] and of G[k, c], for every k. "
        "Both have the same derivative, and the same difference in front.",
        "So each entry of the gradient is a sum over k, and you know which two factors stand in each term. Which "
        "product of two arrays sums like that at all positions? Multiply the factors 1/4, 2 and 2 last.",
    ),
)


def case(rng, size):
    """Return random activations."""
    return Case(said(size), pair(rng, size))


@layer_style_gradient.visible
def visible():
    """Return several sizes, one position, one channel, the same style, a layer of single precision."""
    rng = np.random.default_rng(5)
    a_S, a_G = pair(rng, (3, 4, 2))
    return [
        *(case(rng, size) for size in SIZES),
        case(rng, (1, 1, 3)),
        case(rng, (3, 4, 1)),
        case(rng, (3, 3, 3)),
        Case("negative numbers, 2x4x3", tuple(rng.normal(size=(2, 2, 4, 3)))),
        Case("float32, 3x4x2", (a_S.astype(np.float32), a_G.astype(np.float32))),
        Case("S equals G, so the gradient is 0", (np.round(3 * a_S), np.round(3 * a_S)[::-1].copy())),
    ]


@layer_style_gradient.draw
def draw(rng):
    """Return activations of a random shape."""
    return case(rng, shape(rng))


@layer_style_gradient.edges
def edges(rng):
    """Return one number, one channel, equal sizes, no features in either, negative numbers."""
    a_S, a_G = pair(rng, (4, 2, 3))
    return [
        case(rng, (1, 1, 1)),
        case(rng, (6, 3, 1)),
        case(rng, (4, 4, 4)),
        Case("a_G is 0 everywhere", (a_S, np.zeros_like(a_G))),
        Case("a_S is 0 everywhere", (np.zeros_like(a_S), a_G)),
        Case("negative numbers", tuple(rng.normal(size=(2, 4, 2, 3)))),
    ]


@layer_style_gradient.property("nudging every number gives the same gradient")
def nudges_agree(f, rng):
    """Return a sentence unless the gradient is the one that nudging measures."""
    a_S, a_G = pair(rng, (2, 3, 4))
    gradient = np.asarray(f(a_S, a_G))
    if gradient.shape != a_G.shape:
        return f"the gradient has the shape {gradient.shape}, a_G has {a_G.shape}"
    far = relative_difference(gradient, numerical_gradient(lambda A: reference.layer_style_cost(a_S, A), a_G, 1e-5))
    return None if far < 1e-6 else f"da_G differs from the measured gradient by {far:.2g} (relative difference)"


# --- known mistakes -------------------------------------------------------------------------------------------------


def gradient(a_S, a_G, *, of=None, factor=1.0, change=lambda D: D):
    """Return the gradient with another factor, another matrix in place of G - S, or other activations beside it."""
    difference = reference.gram_matrix(a_G) - reference.gram_matrix(a_S)
    return factor * (a_G if of is None else of) @ change(difference) / a_G.size**2


def torn(a_S, a_G):
    """Return (G - S) times rows that are no channels, (n_C, n_H n_W), over the constants."""
    difference = reference.gram_matrix(a_G) - reference.gram_matrix(a_S)
    return difference @ a_G.reshape(a_G.shape[2], -1) / a_G.size**2


@layer_style_gradient.mistake
def factor_of_the_product_lost(a_S, a_G):
    """half the gradient is returned: each number enters a row and a column of G, and both count"""
    return gradient(a_S, a_G, factor=0.5)


@layer_style_gradient.mistake
def both_factors_lost(a_S, a_G):
    """a quarter of the gradient is returned: there is a 2 from the square and a 2 from the symmetry of G"""
    return gradient(a_S, a_G, factor=0.25)


@layer_style_gradient.mistake
def four_lost(a_S, a_G):
    """the gradient is four times too large: the 1/4 of the cost is missing"""
    return gradient(a_S, a_G, factor=4.0)


@layer_style_gradient.mistake
def doubled(a_S, a_G):
    """the gradient is twice as large as it should be: 1/4 times 2 times 2 is 1"""
    return gradient(a_S, a_G, factor=2.0)


@layer_style_gradient.mistake
def turned(a_S, a_G):
    """the sign is wrong: S - G gives the downhill direction, and the gradient needs G - S"""
    return gradient(a_S, a_G, factor=-1.0)


@layer_style_gradient.mistake
def of_the_style_activations(a_S, a_G):
    """the matrix is multiplied by a_S: G is made of products of a_G, so multiply by a_G"""
    return gradient(a_S, a_G, of=a_S)


@layer_style_gradient.mistake
def each_with_its_own(a_S, a_G):
    """each Gram matrix is multiplied by its own activations: S is a constant here, so multiply G - S by a_G"""
    return (a_G @ reference.gram_matrix(a_G) - a_S @ reference.gram_matrix(a_S)) / a_G.size**2


@layer_style_gradient.mistake
def of_the_difference(a_S, a_G):
    """the matrix is multiplied by a_G - a_S: G is made of products of a_G, so multiply by a_G"""
    return gradient(a_S, a_G, of=a_G - a_S)


@layer_style_gradient.mistake
def channels_not_mixed(a_S, a_G):
    """only the diagonal of G - S is used: channel c is also multiplied by all other channels"""
    return gradient(a_S, a_G, change=lambda D: np.diag(np.diag(D)))


@layer_style_gradient.mistake
def own_channel_left_out(a_S, a_G):
    """the diagonal of G - S is left out: channel c is also multiplied by itself"""
    return gradient(a_S, a_G, change=lambda D: D - np.diag(np.diag(D)))


@layer_style_gradient.mistake
def diagonal_once(a_S, a_G):
    """the diagonal is halved: the derivative of u^2 is 2 u, so it counts like the other entries"""
    return gradient(a_S, a_G, change=lambda D: D - np.diag(np.diag(D)) / 2)


@layer_style_gradient.mistake
def squared_differences(a_S, a_G):
    """the differences of the Gram matrices are still squared: the derivative of a square is linear"""
    return gradient(a_S, a_G, change=lambda D: D**2)


@layer_style_gradient.mistake
def signs_alone(a_S, a_G):
    """only the signs of G - S are used: the derivative of a square depends on the size, too"""
    return gradient(a_S, a_G, change=np.sign)


@layer_style_gradient.mistake
def style_forgotten(a_S, a_G):
    """the style picture's Gram matrix S is missing: the gradient needs G - S"""
    return gradient(np.zeros_like(a_S), a_G)


@layer_style_gradient.mistake
def not_divided(a_S, a_G):
    """the constant n_C^2 (n_H n_W)^2 is missing"""
    return gradient(a_S, a_G, factor=a_G.size**2)


@layer_style_gradient.mistake
def divided_once(a_S, a_G):
    """the denominator is n_C n_H n_W: both n_C and n_H n_W are squared in the cost"""
    return gradient(a_S, a_G, factor=a_G.size)


@layer_style_gradient.mistake
def positions_not_squared(a_S, a_G):
    """n_H n_W is not squared in the denominator: in the cost it is"""
    return gradient(a_S, a_G, factor=a_G.shape[0] * a_G.shape[1])


@layer_style_gradient.mistake
def channels_not_squared(a_S, a_G):
    """n_C is not squared in the denominator: in the cost it is"""
    return gradient(a_S, a_G, factor=a_G.shape[2])


@layer_style_gradient.mistake
def gradient_of_the_matrix(a_S, a_G):
    """the derivative with respect to the Gram matrix is returned: go on to the activations, (n_H, n_W, n_C)"""
    return (reference.gram_matrix(a_G) - reference.gram_matrix(a_S)) / (2 * a_G.size**2)


@layer_style_gradient.mistake
def left_unrolled(a_S, a_G):
    """the gradient is left unrolled: reshape it to (n_H, n_W, n_C)"""
    return gradient(a_S, a_G).reshape(-1, a_G.shape[2])


@layer_style_gradient.mistake
def rolled_up_wrongly(a_S, a_G):
    """the gradient is transposed before the reshape, which misplaces its numbers: the channels are the last axis"""
    return gradient(a_S, a_G).reshape(-1, a_G.shape[2]).T.reshape(a_G.shape)


@layer_style_gradient.mistake
def torn_apart(a_S, a_G):
    """a_G.reshape(n_C, -1) is used, which tears the channels of a position apart: the channels are the last axis"""
    return torn(a_S, a_G).reshape(a_G.shape)


@layer_style_gradient.mistake
def torn_apart_and_left(a_S, a_G):
    """a_G.reshape(n_C, -1) is used, which tears the channels of a position apart, and the result is left unrolled"""
    return torn(a_S, a_G)


@layer_style_gradient.mistake
def torn_apart_and_turned(a_S, a_G):
    """a_G.reshape(n_C, -1) is used, which tears the channels of a position apart, and G - S has the wrong sign"""
    return -torn(a_S, a_G).reshape(a_G.shape)


@layer_style_gradient.mistake
def torn_apart_turned_and_left(a_S, a_G):
    """a_G.reshape(n_C, -1) tears the channels of a position apart, G - S has the wrong sign, and the shape is wrong"""
    return -torn(a_S, a_G)


@layer_style_gradient.mistake
def turned_and_halved(a_S, a_G):
    """half the gradient is returned, with the wrong sign: each number enters a row and a column of G"""
    return gradient(a_S, a_G, factor=-0.5)


@layer_style_gradient.mistake
def rows_added_up(a_S, a_G):
    """each channel is multiplied by a row sum of G - S: each entry of the row multiplies a different channel"""
    return a_G * (reference.gram_matrix(a_G) - reference.gram_matrix(a_S)).sum(axis=0) / a_G.size**2


@layer_style_gradient.mistake
def channels_in_front(a_S, a_G):
    """the gradient is (n_C, n_H n_W): transpose it, and reshape it to (n_H, n_W, n_C)"""
    return gradient(a_S, a_G).reshape(-1, a_G.shape[2]).T


@layer_style_gradient.mistake
def channels_in_front_and_halved(a_S, a_G):
    """half the gradient is returned, as (n_C, n_H n_W): both factors of 2 count, and the shape is (n_H, n_W, n_C)"""
    return gradient(a_S, a_G, factor=0.5).reshape(-1, a_G.shape[2]).T


# --- right, written differently -------------------------------------------------------------------------------------


@layer_style_gradient.right
def channels_in_rows(a_S, a_G):
    """Return the same with the channels in rows."""
    n_H, n_W, n_C = a_G.shape
    S, G = (A.reshape(-1, n_C).T for A in (a_S, a_G))
    return ((G @ G.T - S @ S.T) @ G / (n_C * n_H * n_W) ** 2).T.reshape(n_H, n_W, n_C)


@layer_style_gradient.right
def by_einsum(a_S, a_G):
    """Return the same by einsum."""
    D = reference.gram_matrix(a_G) - reference.gram_matrix(a_S)
    return np.einsum("hwk,kc->hwc", a_G, D + D.T) / (2 * a_G.size**2)
