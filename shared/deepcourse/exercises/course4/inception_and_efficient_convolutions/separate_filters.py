"""Exercise 8: the separable filters that come nearest to full ones."""

import numpy as np

from deepcourse.cnn import efficient as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def nearest(f, W):
    """Return (product, error): W_depth times W_point as full filters, or why there are none, and what is left."""
    returned = f(W)
    if type(returned) not in (tuple, list) or len(returned) != 3:
        return "no three results: return W_depth, W_point, error", 0.0
    W_depth, W_point, error = returned
    if np.shape(W_depth) != W.shape[:3] or np.shape(W_point) != (1, 1, *W.shape[2:]):
        return f"W_depth has the shape {np.shape(W_depth)}, W_point {np.shape(W_point)}", error
    return np.asarray(W_depth)[..., None] * np.asarray(W_point), error


separate_filters = FunctionExercise(
    __name__,
    reference=reference.separate_filters,
    use=nearest,
    minutes=9,
    points_visible=6,
    points_hidden=9,
    returns=("W_depth * W_point", "error"),
    hints=(
        "Fix one channel c. W[:, :, c, :] holds f * f * n_C numbers. Arrange them in a matrix whose column k is "
        "filter k. What must be true of this matrix if W_depth and W_point give it exactly?",
        "A column times a row is a matrix of rank 1. `np.linalg.svd(M, full_matrices=False)` returns U, s, Vt; the "
        "nearest matrix of rank 1 is built from the first column of U, s[0] and the first row of Vt.",
        "Do this for each channel separately. Compute the error last, from the whole of W: `np.linalg.norm` takes "
        "arrays of four axes as well.",
    ),
)


def exact(rng, f, n_C_prev, n_C):
    """Return full filters that are separable."""
    return rng.normal(size=(f, f, n_C_prev, 1)) * rng.normal(size=(1, 1, n_C_prev, n_C))


def case(W, name=""):
    """Return filters as a case."""
    return Case(f"W {W.shape}{name}", (W,))


@separate_filters.visible
def visible():
    """Return separable filters, others, some in between; one channel, one filter."""
    rng = np.random.default_rng(68)
    return [
        case(exact(rng, 3, 2, 4), ", separable"),
        case(rng.normal(size=(3, 3, 3, 5))),
        case(exact(rng, 2, 3, 2) + 0.1 * rng.normal(size=(2, 2, 3, 2)), ", nearly separable"),
        case(rng.normal(size=(3, 3, 1, 4))),
        case(rng.normal(size=(3, 3, 4, 1)), ", one filter"),
    ]


@separate_filters.draw
def draw(rng):
    """Return random filters, from nearly separable to not at all."""
    f, n_C_prev, n_C = (int(n) for n in rng.integers((2, 2, 2), (5, 6, 7)))
    noise = float(rng.choice((0.05, 0.5, 3.0)))
    return case(exact(rng, f, n_C_prev, n_C) + noise * rng.normal(size=(f, f, n_C_prev, n_C)))


@separate_filters.edges
def edges(rng):
    """Return filters of one pixel, one channel and filter, channels of very different sizes."""
    W = rng.normal(size=(3, 3, 3, 4)) * np.array([100.0, 1.0, 0.01])[:, None]
    return [
        case(rng.normal(size=(1, 1, 3, 4)), ", filters of one pixel"),
        case(rng.normal(size=(5, 5, 1, 1)), ", one channel and one filter"),
        case(W, ", channels of very different sizes"),
        case(exact(rng, 4, 2, 5), ", separable"),
    ]


@separate_filters.property("a single filter is always separable")
def one_filter(f, rng):
    """Return a sentence unless a single filter is given back exactly."""
    error = nearest(f, rng.normal(size=(3, 3, 5, 1)))[1]
    return None if error < 1e-6 else f"for a single filter the error is {error:.3g}; W_point could be all ones"


# --- known mistakes -------------------------------------------------------------------------------------------------


def built(W, *, matrices=None, scale=None, place=0, error=None):
    """Return the three results with something changed.

    scale : singular values to what W_depth is multiplied by    place : of the singular vectors
    error : (W, product) to a number
    """
    f, _, n_C_prev, n_C = W.shape
    M = W.transpose(2, 0, 1, 3).reshape(n_C_prev, f * f, n_C) if matrices is None else matrices
    U, s, Vt = np.linalg.svd(M, full_matrices=False)
    place = min(place, s.shape[1] - 1)
    W_depth = (U[:, :, place] * (s[:, place] if scale is None else scale(s))[:, None]).T.reshape(f, f, n_C_prev)
    W_point = Vt[:, place].reshape(1, 1, n_C_prev, n_C)
    product = W_depth[..., None] * W_point
    return W_depth, W_point, float((error or relative)(W, product))


def relative(W, product):
    """Return the norm of what is left, over the norm of W."""
    return np.linalg.norm(W - product) / np.linalg.norm(W)


def with_rules(name, sentence, **rules):
    """Declare a mistake in one of the rules."""

    def mistake(W):
        return built(W, **rules)

    mistake.__name__, mistake.__doc__ = name, sentence
    separate_filters.mistake(mistake)


with_rules("singular_value_forgotten", "the singular value is left out: it belongs to one of the two factors",
           scale=lambda s: np.ones(len(s)))  # fmt: skip
with_rules("singular_value_twice", "both factors contain the singular value: it belongs in one of them, or its root in "
           "each", scale=lambda s: s[:, 0] ** 2)  # fmt: skip
with_rules("root_in_one_factor", "the root of the singular value is in one factor alone: put it in both",
           scale=lambda s: np.sqrt(s[:, 0]))  # fmt: skip
with_rules("value_of_the_first_channel", "all channels use the singular value of the first: each has its own",
           scale=lambda s: np.full(len(s), s[0, 0]))  # fmt: skip
with_rules("second_vectors", "the second singular vectors are used: the first belong to the largest value", place=1)
with_rules("last_vectors", "the last singular vectors are used: the first belong to the largest value", place=99)
with_rules("error_not_relative", "the error is not divided by the norm of W",
           error=lambda W, product: np.linalg.norm(W - product))  # fmt: skip
with_rules("error_squared", "the squares are divided: divide the norms",
           error=lambda W, product: relative(W, product) ** 2)  # fmt: skip
with_rules("largest_difference", "the error is the largest difference: take the norm of all differences",
           error=lambda W, product: np.abs(W - product).max() / np.abs(W).max())  # fmt: skip
with_rules("error_over_the_product", "the error is divided by the norm of the product: divide by the norm of W",
           error=lambda W, product: np.linalg.norm(W - product) / np.linalg.norm(product))  # fmt: skip
with_rules("share_that_is_kept", "the share that is kept is returned: return the share that is left",
           error=lambda W, product: np.linalg.norm(product) / np.linalg.norm(W))  # fmt: skip
with_rules("one_minus_the_kept_share", "1 minus the kept share is returned: norms do not add up, their squares do",
           error=lambda W, product: 1 - np.linalg.norm(product) / np.linalg.norm(W))  # fmt: skip
with_rules("error_of_the_last_channel", "the error is that of the last channel: take all of W at once",
           error=lambda W, product: relative(W[:, :, -1], product[:, :, -1]))  # fmt: skip
with_rules("mean_of_the_channels", "the error is a mean over the channels: take all of W at once",
           error=lambda W, product: np.mean([relative(W[:, :, c], product[:, :, c])
                                             for c in range(W.shape[2])]))  # fmt: skip


@separate_filters.mistake
def reshaped_across_the_channels(W):
    """the channels are mixed by reshaping W directly: take W[:, :, c, :] for each c"""
    f, _, n_C_prev, n_C = W.shape
    return built(W, matrices=W.reshape(n_C_prev, f * f, n_C))


@separate_filters.mistake
def column_of_Vt(W):
    """the first column of Vt is used: np.linalg.svd returns the transpose of V, so v_0 is its first row"""
    f, _, n_C_prev, n_C = W.shape
    W_depth, W_point, error = built(W)
    if n_C <= f * f:
        Vt = np.linalg.svd(W.transpose(2, 0, 1, 3).reshape(n_C_prev, f * f, n_C), full_matrices=False)[2]
        W_point = Vt[:, :, 0].reshape(W_point.shape)
        error = float(relative(W, W_depth[..., None] * W_point))
    return W_depth, W_point, error


@separate_filters.mistake
def one_decomposition_for_all(W):
    """all of W is decomposed as one matrix: each channel has a decomposition of its own"""
    f, _, n_C_prev, n_C = W.shape
    U, s, Vt = np.linalg.svd(W.reshape(f * f * n_C_prev, n_C), full_matrices=False)
    W_depth, W_point = s[0] * U[:, 0].reshape(f, f, n_C_prev), np.tile(Vt[0], (1, 1, n_C_prev, 1))
    return W_depth, W_point, float(relative(W, W_depth[..., None] * W_point))


@separate_filters.mistake
def one_matrix_for_all(W):
    """all channels get the 1 x 1 weights of the first: each channel has its own row of W_point"""
    W_depth, W_point, _ = built(W)
    W_point = 0 * W_point + W_point[:, :, :1]
    return W_depth, W_point, relative(W, W_depth[..., None] * W_point)


@separate_filters.mistake
def mean_of_the_filters(W):
    """W_depth is the mean of all filters: that is best only if all weights of W_point are equal"""
    W_depth = W.mean(axis=3)
    W_point = np.ones((1, 1, *W.shape[2:]))
    return W_depth, W_point, relative(W, W_depth[..., None] * W_point)


@separate_filters.mistake
def first_filter_scaled(W):
    """W_depth is the first filter, and the others are fitted to it: fit all filters together"""
    W_depth = W[..., 0]
    W_point = (W * W_depth[..., None]).sum(axis=(0, 1)) / (W_depth**2).sum(axis=(0, 1))[:, None]
    return W_depth, W_point[None, None], relative(W, W_depth[..., None] * W_point)


@separate_filters.mistake
def point_without_its_axes(W):
    """W_point is (n_C_prev, n_C): return it as (1, 1, n_C_prev, n_C)"""
    W_depth, W_point, error = built(W)
    return W_depth, W_point[0, 0], error


# --- right, written differently -------------------------------------------------------------------------------------


@separate_filters.right
def channel_by_channel(W):
    """Return the same, one channel after the other, the root of the singular value in both."""
    f, _, n_C_prev, n_C = W.shape
    W_depth, W_point = np.zeros((f, f, n_C_prev)), np.zeros((1, 1, n_C_prev, n_C))
    for c in range(n_C_prev):
        U, s, Vt = np.linalg.svd(W[:, :, c].reshape(f * f, n_C))
        W_depth[:, :, c] = -np.sqrt(s[0]) * U[:, 0].reshape(f, f)
        W_point[0, 0, c] = -np.sqrt(s[0]) * Vt[0]
    left = W - W_depth[:, :, :, None] * W_point
    return [W_depth, W_point, np.sqrt((left**2).sum() / (W**2).sum())]
