"""Exercise 3: other activations with the same Gram matrix."""

import numpy as np

from deepcourse.cnn import style as reference
from deepcourse.exercises.course4.neural_style_transfer.activations import said, shape
from deepcourse.exercises.declaration import Case, FunctionExercise

MOST_NAMED = 3
NONE = "nothing"


def measured(f, A):
    """Return what matters in the activations that `f` returns: shape, distance of the Gram matrices, negatives, rest.

    Where the shape is another one, nothing else can be compared.
    """
    B = np.asarray(f(A), dtype=float)
    if B.shape != A.shape:
        return B.shape, 0.0, 0, NONE
    G = reference.gram_matrix(A)
    far = round(float(np.abs(reference.gram_matrix(B) - G).max() / np.abs(G).max()), 6)
    return B.shape, far, int(np.sum(B < 0)), listed(np.argwhere(np.all(np.isclose(B, A), axis=2)))


def listed(positions):
    """Return some positions in words, such as "A[0, 2], A[1, 0]"; of many, the first ones and their number."""
    named = [f"A[{h}, {w}]" for h, w in positions[:MOST_NAMED]]
    more = [f"{len(positions)} in all"] if len(positions) > MOST_NAMED else []
    return ", ".join(named + more) or NONE


same_gram = FunctionExercise(
    __name__,
    reference=reference.same_gram,
    use=measured,
    minutes=4,
    points_visible=5,
    points_hidden=7,
    returns=(
        "the shape",
        "the relative difference of the Gram matrices",
        "the count of negative numbers",
        "what has not changed",
    ),
    hints=(
        "G[c, k] is a sum over positions. What can you do to the terms of a sum without changing it?",
        "The n_C numbers of a position belong together. Do exactly the same to all channels.",
        "Every position must change, including those in the centre and at the corners. It helps to think of the "
        "positions as one long row.",
    ),
)


def positive(rng, size):
    """Return positive activations, no two of them equal."""
    return Case(said(size), (rng.uniform(0.2, 3, size),))


@same_gram.visible
def visible():
    """Return odd and even sizes, one row, one column, one channel."""
    rng = np.random.default_rng(3)
    sizes = (3, 5, 2), (2, 4, 3), (4, 3, 4), (1, 5, 2), (6, 1, 3), (3, 2, 1), (3, 3, 3)
    return [positive(rng, size) for size in sizes]


@same_gram.draw
def draw(rng):
    """Return activations of a random shape."""
    return positive(rng, shape(rng))


@same_gram.edges
def edges(rng):
    """Return two positions, one row, one channel, odd sizes, many channels."""
    return [positive(rng, size) for size in ((1, 2, 3), (2, 1, 4), (1, 7, 2), (5, 5, 1), (3, 3, 2), (2, 2, 9))]


@same_gram.property("nothing else is known about A", draw=lambda rng: positive(rng, (3, 4, 5)))
def works_on_any_activations(result, A):
    """Return a sentence unless random activations are answered as all others."""
    shape_of, far, negative, kept = result
    if shape_of == A.shape and far < 1e-5 and negative == 0 and kept == NONE:
        return None
    return f"with 3x4x5 activations the Gram matrices differ by {far:.3g}; unchanged: {kept}"


# --- known mistakes -------------------------------------------------------------------------------------------------


@same_gram.mistake
def unchanged(A):
    """A itself is returned: every position must change"""
    return A.copy()


@same_gram.mistake
def negated(A):
    """the signs are flipped: that keeps G, but activations after a ReLU are not negative"""
    return -A


@same_gram.mistake
def scaled(A):
    """the numbers are multiplied by a factor, which multiplies G by the square of that factor"""
    return 2 * A


@same_gram.mistake
def shifted_up(A):
    """a constant is added, which changes every product"""
    return A + 1


@same_gram.mistake
def noise(A):
    """random noise is added: it changes the products"""
    return A + np.random.default_rng(0).uniform(0, 0.1, A.shape)


@same_gram.mistake
def channels_reversed(A):
    """the channels are reversed: that reverses the rows and columns of G; move positions instead"""
    return A[:, :, ::-1].copy()


@same_gram.mistake
def upside_down(A):
    """the rows are reversed: with an odd height the middle row stays where it is"""
    return A[::-1].copy()


@same_gram.mistake
def mirrored(A):
    """the columns are reversed: with an odd width the middle column stays where it is"""
    return A[:, ::-1].copy()


@same_gram.mistake
def turned(A):
    """the positions are reversed, which rotates the picture by 180 degrees: with odd sizes the centre stays"""
    return A[::-1, ::-1].copy()


@same_gram.mistake
def swapped_in_pairs(A):
    """positions are swapped in pairs: with an odd number of positions the last one has no partner and stays"""
    U = A.reshape(-1, A.shape[2]).copy()
    end = len(U) // 2 * 2
    U[0:end:2], U[1:end:2] = U[1:end:2].copy(), U[0:end:2].copy()
    return U.reshape(A.shape)


@same_gram.mistake
def transposed(A):
    """height and width are swapped: the shape must stay (n_H, n_W, n_C)"""
    return A.transpose(1, 0, 2).copy()


@same_gram.mistake
def turned_by_a_quarter(A):
    """the picture is rotated by 90 degrees: the shape must stay (n_H, n_W, n_C), and the centre must change, too"""
    return np.rot90(A, axes=(0, 1))[..., : A.shape[2]].copy().reshape(A.shape[1], A.shape[0], -1)


@same_gram.mistake
def unrolled(A):
    """the result is left with two axes: reshape it to (n_H, n_W, n_C)"""
    return np.roll(A.reshape(-1, A.shape[2]), 1, axis=0)


@same_gram.mistake
def all_numbers_rolled(A):
    """all numbers are shifted by one, across the channels: the channels of a position must stay together"""
    return np.roll(A, 1)


@same_gram.mistake
def all_numbers_shuffled(A):
    """all numbers are shuffled: the channels of a position must stay together"""
    return np.random.default_rng(0).permutation(A.ravel()).reshape(A.shape)


@same_gram.mistake
def each_channel_shuffled(A):
    """each channel is shuffled in its own order: move all channels of a position together"""
    rng, B = np.random.default_rng(1), A.copy()
    for c in range(A.shape[2]):
        B[:, :, c] = rng.permutation(A[:, :, c].ravel()).reshape(A.shape[:2])
    return B


@same_gram.mistake
def sorted_channels(A):
    """each channel is sorted on its own: move all channels of a position together"""
    return np.sort(A.reshape(-1, A.shape[2]), axis=0).reshape(A.shape)


@same_gram.mistake
def rows_moved_on(A):
    """the rows are shifted by one: with a single row nothing changes"""
    return np.roll(A, 1, axis=0)


@same_gram.mistake
def columns_moved_on(A):
    """the columns are shifted by one: with a single column nothing changes"""
    return np.roll(A, 1, axis=1)


@same_gram.mistake
def only_two_positions(A):
    """two positions are swapped, and all others stay: every position must change"""
    U = A.reshape(-1, A.shape[2]).copy()
    U[[0, -1]] = U[[-1, 0]]
    return U.reshape(A.shape)


@same_gram.mistake
def shuffled_at_random(A):
    """the positions are shuffled at random: some may stay where they were"""
    return np.random.default_rng(0).permutation(A.reshape(-1, A.shape[2])).reshape(A.shape)


@same_gram.mistake
def everything_reversed(A):
    """all three axes are reversed, as by np.flip: keep the order of the channels, and move only positions"""
    return A[::-1, ::-1, ::-1].copy()


# --- right, written differently -------------------------------------------------------------------------------------


@same_gram.right
def by_a_loop(A):
    """Return every position's channels one position earlier, the first at the end."""
    n_H, n_W, n_C = A.shape
    U = A.reshape(n_H * n_W, n_C)
    return np.concatenate([U[1:], U[:1]]).reshape(n_H, n_W, n_C)


@same_gram.right
def turned_in_space(A):
    """Return other activations: a mixture of positions by a matrix that keeps all lengths and angles.

    It is near a shift by one position, and near enough that no number becomes negative.
    """
    U = np.roll(A.reshape(-1, A.shape[2]), 1, axis=0)
    U[:2] = np.array([[np.cos(1e-3), np.sin(1e-3)], [-np.sin(1e-3), np.cos(1e-3)]]) @ U[:2]
    return U.reshape(A.shape)
