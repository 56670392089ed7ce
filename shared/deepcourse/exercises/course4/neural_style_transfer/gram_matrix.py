"""Exercise 2: which channels are active together."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import SIZES, said, shape, some
from deepcourse.exercises.declaration import Case, FunctionExercise

gram_matrix = FunctionExercise(
    __name__,
    reference=reference.gram_matrix,
    minutes=4,
    any_number_type=True,
    points_visible=5,
    points_hidden=7,
    returns=("G",),
    hints=(
        "The sum runs over positions. Height and width play the same role in it, so merge them into one axis.",
        "Call the unrolled array U. Row p holds the channels of position p. Which product of two matrices built from U "
        "has the shape (n_C, n_C)?",
        "Check your reshape: U[0] must equal A[0, 0], and U[1] must equal A[0, 1]. The channels of a position must not "
        "be torn apart.",
    ),
)


def case(rng, size):
    """Return random activations."""
    return Case(said(size), (some(rng, size),))


@gram_matrix.visible
def visible():
    """Return the numbers of the page, several sizes, one position, one channel, as many channels as positions."""
    rng = np.random.default_rng(2)
    return [
        Case("the example of the page", (np.array([[[1.0, 0.0], [2.0, 1.0]], [[0.0, 3.0], [2.0, 1.0]]]),)),
        *(case(rng, size) for size in SIZES),
        case(rng, (1, 1, 3)),
        case(rng, (4, 3, 1)),
        case(rng, (3, 3, 3)),
        Case("negative numbers, 3x2x4", (rng.normal(size=(3, 2, 4)),)),
        Case("float32, 2x5x3", (some(rng, (2, 5, 3)).astype(np.float32),)),
    ]


@gram_matrix.draw
def draw(rng):
    """Return activations of a random shape."""
    return case(rng, shape(rng))


@gram_matrix.edges
def edges(rng):
    """Return one number, one channel, one row, equal sizes, many channels, negative numbers."""
    sizes = (1, 1, 1), (5, 2, 1), (1, 6, 3), (4, 4, 4), (2, 2, 9)
    return [*(case(rng, size) for size in sizes), Case("negative numbers", (rng.normal(size=(4, 3, 5)),))]


@gram_matrix.property("positions in another order give the same matrix")
def any_order(f, rng):
    """Return a sentence unless the order of the positions makes no difference."""
    A = some(rng, (3, 4, 5))
    mixed = A.reshape(12, 5)[rng.permutation(12)].reshape(A.shape)
    far = float(np.abs(np.asarray(f(A)) - np.asarray(f(mixed))).max())
    return None if far < 1e-9 else f"the matrix changes by up to {far:.3g} when the positions are shuffled"


# --- known mistakes -------------------------------------------------------------------------------------------------


@gram_matrix.mistake
def torn_apart(A):
    """reshape(n_C, -1) is used, which tears the channels of a position apart: the channels are the last axis"""
    rows = A.reshape(A.shape[2], -1)
    return rows @ rows.T


@gram_matrix.mistake
def first_axis_for_the_channels(A):
    """the first axis is taken for the channels, as in PyTorch: here they are the last axis, A.shape[2]"""
    rows = A.reshape(A.shape[0], -1)
    return rows @ rows.T


@gram_matrix.mistake
def moved_to_the_width(A):
    """after a transpose, the width is treated as the channels: A.transpose(2, 0, 1) puts the channels first"""
    rows = np.swapaxes(A, 1, 2).reshape(A.shape[2], -1)
    return rows @ rows.T


@gram_matrix.mistake
def positions_with_positions(A):
    """the matrix compares positions with positions: compare channels with channels, (n_C, n_C)"""
    unrolled = A.reshape(-1, A.shape[2])
    return unrolled @ unrolled.T


@gram_matrix.mistake
def mean_over_positions(A):
    """the sum is divided by n_H n_W: that division comes later, in the style cost"""
    return reference.gram_matrix(A) / (A.shape[0] * A.shape[1])


@gram_matrix.mistake
def divided_by_everything(A):
    """the sum is divided by n_H n_W n_C: that division comes later, in the style cost"""
    return reference.gram_matrix(A) / A.size


@gram_matrix.mistake
def divided_by_channels(A):
    """the sum is divided by n_C: do not divide here"""
    return reference.gram_matrix(A) / A.shape[2]


@gram_matrix.mistake
def centred(A):
    """the mean of each channel is subtracted: that is a covariance; the Gram matrix keeps the mean"""
    return reference.gram_matrix(A - A.mean(axis=(0, 1)))


@gram_matrix.mistake
def unit_length(A):
    """every channel is divided by its length: that is a correlation; the Gram matrix keeps the sizes"""
    return reference.gram_matrix(A / np.sqrt(np.maximum(np.sum(A**2, axis=(0, 1)), 1e-12)))


@gram_matrix.mistake
def diagonal_alone(A):
    """each channel is multiplied by itself only: pairs of different channels count, too"""
    return np.diag(np.sum(A**2, axis=(0, 1)))


@gram_matrix.mistake
def a_vector_of_squares(A):
    """the result holds one number for each channel: a number for each pair of channels is needed"""
    return np.sum(A**2, axis=(0, 1))


@gram_matrix.mistake
def product_of_sums(A):
    """each channel is summed first, and the sums are multiplied: multiply at each position, then add"""
    total = A.sum(axis=(0, 1))
    return np.outer(total, total)


@gram_matrix.mistake
def rows_of_the_picture_alone(A):
    """only the first row of positions is used: all n_H n_W positions count"""
    return A[0].T @ A[0]


@gram_matrix.mistake
def one_column(A):
    """only the first column of positions is used: all n_H n_W positions count"""
    return A[:, 0].T @ A[:, 0]


@gram_matrix.mistake
def one_for_each_row(A):
    """a matrix for each row of the picture is returned: add them up"""
    return np.einsum("hwc,hwk->hck", A, A)


@gram_matrix.mistake
def last_position_lost(A):
    """the last position is left out: a range that ends at n - 1 stops before it"""
    unrolled = A.reshape(-1, A.shape[2])[:-1]
    return unrolled.T @ unrolled


@gram_matrix.mistake
def half_of_it(A):
    """only the upper triangle is filled: G is symmetric, so fill G[k, c] as well"""
    return np.triu(reference.gram_matrix(A))


@gram_matrix.mistake
def covariance(A):
    """np.cov is used, or its formula: it subtracts the means and divides; the Gram matrix does neither"""
    unrolled = A.reshape(-1, A.shape[2]) - A.mean(axis=(0, 1))
    return unrolled.T @ unrolled / (len(unrolled) - 1 or np.nan)


@gram_matrix.mistake
def correlation(A):
    """np.corrcoef is used, or its formula: it subtracts the means and divides; the Gram matrix does neither"""
    unrolled = A.reshape(-1, A.shape[2]) - A.mean(axis=(0, 1))
    spread = np.sqrt(np.sum(unrolled**2, axis=0))
    return unrolled.T @ unrolled / np.where(spread > 0, np.outer(spread, spread), np.nan)


@gram_matrix.mistake
def torn_apart_and_divided(A):
    """reshape(n_C, -1) tears the channels of a position apart, and the sum is divided: do neither"""
    rows = A.reshape(A.shape[2], -1)
    return rows @ rows.T / A.size


# --- right, written differently -------------------------------------------------------------------------------------


@gram_matrix.right
def by_einsum(A):
    """Return the same by einsum."""
    return np.einsum("hwc,hwk->ck", A, A)


@gram_matrix.right
def channels_first(A):
    """Return the same with the channels brought to the front."""
    rows = np.transpose(A, (2, 0, 1)).reshape(A.shape[2], -1)
    return np.dot(rows, rows.T)


@gram_matrix.right
def by_loops(A):
    """Return the same from two loops over channels."""
    n_C = A.shape[2]
    G = np.zeros((n_C, n_C))
    for c in range(n_C):
        for k in range(n_C):
            G[c, k] = np.sum(A[:, :, c] * A[:, :, k])
    return G
