"""Exercise 7: the same pooling, backward."""

import numpy as np

from deepcourse.cnn import lenet_1998 as reference
from deepcourse.exercises.course4.classic_networks.subsample_forward import layer
from deepcourse.exercises.declaration import Case, FunctionExercise


def gradients(f, A_prev, w, b, side, dZ):
    """Return what `f` makes of dZ, and of the cache that the package's forward pass wrote."""
    return f(dZ, reference.subsample_forward(A_prev, w, b, f=side)[1])


subsample_backward = FunctionExercise(
    __name__,
    reference=reference.subsample_backward,
    use=gradients,
    any_number_type=True,
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("dA_prev", "dw", "db"),
    hints=(
        "Nudge one number in a window. By how much does the Z of that window change?",
        "A channel's w is used at every position of every picture. Its gradient is a sum over all of them, and each "
        "term is what w was multiplied by there, times dZ.",
        "Start from zeros of the full shape, so that pixels outside all windows keep 0. np.repeat along an axis "
        "makes f copies of each number.",
    ),
)


def case(rng, m, height, width, n_C, side, dtype=float):
    """Return one layer, and the gradient of its output."""
    A_prev, w, b = layer(rng, m, height, width, n_C, dtype)
    dZ = rng.normal(size=(m, height // side, width // side, n_C)).astype(dtype)
    told = f"{m} pictures {height} by {width}, {n_C} channels, windows of {side}"
    return Case(told + (", float32" if dtype is not float else ""), (A_prev, w, b, side, dZ))


@subsample_backward.visible
def visible():
    """Return layers whose sides divide, and others, and one that can be followed."""
    rng = np.random.default_rng(6)
    small = np.array([[1.0, 2.0, 0.0, -1.0], [3.0, 4.0, 5.0, 6.0]]).reshape(1, 2, 4, 1)
    w, b, dZ = np.full((1, 1, 1, 1), 0.5), np.full((1, 1, 1, 1), 2.0), np.array([2.0, -1.0]).reshape(1, 1, 2, 1)
    return [
        Case("one row of two windows", (small, w, b, 2, dZ)),
        case(rng, 3, 4, 6, 2, 2),
        case(rng, 2, 8, 11, 3, 3),
        case(rng, 1, 3, 4, 2, 1),
        case(rng, 2, 5, 7, 4, 2, np.float32),
    ]


@subsample_backward.draw
def draw(rng):
    """Return a random layer."""
    m, n_C, side, rows, columns = (int(n) for n in rng.integers((1, 1, 2, 1, 2), (4, 5, 5, 4, 5)))
    return case(rng, m, side * rows + int(rng.integers(side)), side * columns + int(rng.integers(side)), n_C, side)


@subsample_backward.edges
def edges(rng):
    """Return one window, windows of 1, many channels."""
    return [case(rng, 1, 3, 3, 2, 3), case(rng, 2, 3, 2, 2, 1), case(rng, 1, 2, 5, 16, 2)]


@subsample_backward.property("the gradients are the slope of the cost")
def slope(f, rng):
    """Return a sentence unless moving A_prev, w and b along one direction changes Z as the gradients say."""
    given = layer(rng, 2, 5, 6, 3)
    dZ, step = rng.normal(size=(2, 2, 3, 3)), 1e-5
    ways = [rng.normal(size=array.shape) for array in given]

    def cost(h):
        return (reference.subsample_forward(*(a + h * d for a, d in zip(given, ways, strict=True)), f=2)[0] * dZ).sum()

    told = sum(float(np.sum(g * d)) for g, d in zip(gradients(f, *given, 2, dZ), ways, strict=True))
    seen = (cost(step) - cost(-step)) / (2 * step)
    return (
        None
        if abs(told - seen) < 1e-5 * max(1, abs(seen))
        else f"the slope is {seen:.5g}, the gradients say {told:.5g}"
    )


# --- known mistakes -------------------------------------------------------------------------------------------------


def spread(shape, share, f):
    """Return an array of this shape in which each window holds its share in all places, and 0 stands elsewhere."""
    dA_prev, wide = np.zeros(shape, share.dtype), np.repeat(np.repeat(share, f, axis=1), f, axis=2)
    dA_prev[:, : wide.shape[1], : wide.shape[2]] = wide
    return dA_prev


def total(array):
    """Return the sum over pictures and places, (1, 1, 1, n_C)."""
    return array.sum(axis=(0, 1, 2), keepdims=True)


def declare(name, sentence, dA=None, dw=None, db=None):
    """Declare a mistake in one gradient: `dA(dZ, w, shape, f, sums)`, `dw(dZ, sums, w, f)`, `db(dZ, w, f)`."""

    def mistake(dZ, cache):
        sums, w, shape, f = cache
        return (
            dA(dZ, w, shape, f, sums) if dA else spread(shape, dZ * w, f),
            dw(dZ, sums, w, f) if dw else total(dZ * sums),
            db(dZ, w, f) if db else total(dZ),
        )

    mistake.__name__, mistake.__doc__ = name, sentence
    subsample_backward.mistake(mistake)


declare("shared_out", "dA_prev is divided by f * f, as for a mean: each number in a sum changes Z by the full w",
        lambda d, w, s, f, sums: spread(s, d * w / (f * f), f))  # fmt: skip
declare("weight_forgotten", "dA_prev lacks w: nudging a number changes Z by w times the nudge",
        lambda d, w, s, f, sums: spread(s, d, f))  # fmt: skip
declare("weight_divides", "dA_prev is divided by w: multiply by it", lambda d, w, s, f, sums: spread(s, d / w, f))
declare(
    "sums_come_back",
    "dA_prev contains the sums: they belong to dw",
    lambda d, w, s, f, sums: spread(s, d * w * sums, f),
)
declare("weight_squared", "dA_prev contains w twice", lambda d, w, s, f, sums: spread(s, d * w * w, f))
declare("first_weight", "the weight of the first channel is used for all: each channel has its own",
        lambda d, w, s, f, sums: spread(s, d * w[..., :1], f))  # fmt: skip
declare("dw_of_means", "dw is made from the means: w was multiplied by the sums",
        dw=lambda d, sums, w, f: total(d * sums) / (f * f))  # fmt: skip
declare("dw_without_sums", "dw lacks the sums: w was multiplied by them", dw=lambda d, sums, w, f: total(d))
declare("dw_with_w", "dw contains w: the slope with respect to w is the sum of the window",
        dw=lambda d, sums, w, f: total(d * sums * w))  # fmt: skip
declare("dw_mean", "dw is a mean over pictures and positions: use the sum, since w is used at all of them",
        dw=lambda d, sums, w, f: (d * sums).mean(axis=(0, 1, 2), keepdims=True))  # fmt: skip
declare("dw_by_m", "dw is divided by the number of pictures: dZ already includes this",
        dw=lambda d, sums, w, f: total(d * sums) / len(d))  # fmt: skip
declare("both_by_m", "dw and db are divided by the number of pictures: dZ already includes this",
        dw=lambda d, sums, w, f: total(d * sums) / len(d), db=lambda d, w, f: total(d) / len(d))  # fmt: skip
declare("dw_sums_apart", "dZ and the sums are added up separately, then multiplied: multiply entry by entry first",
        dw=lambda d, sums, w, f: total(d) * total(sums))  # fmt: skip
declare("dw_first_picture", "dw comes from the first picture alone: add up all of them",
        dw=lambda d, sums, w, f: total(d[:1] * sums[:1]))  # fmt: skip
declare("db_mean", "db is a mean over pictures and positions: use the sum, since b is used at all of them",
        db=lambda d, w, f: d.mean(axis=(0, 1, 2), keepdims=True))  # fmt: skip
declare("db_by_m", "db is divided by the number of pictures: dZ already includes this",
        db=lambda d, w, f: total(d) / len(d))  # fmt: skip
declare("db_with_w", "db contains w: the bias is added after w multiplies", db=lambda d, w, f: total(d * w))
declare("db_for_each", "db is multiplied by f * f: the bias is added only once to each window",
        db=lambda d, w, f: total(d) * f * f)  # fmt: skip
declare(
    "db_first_picture", "db comes from the first picture alone: add up all of them", db=lambda d, w, f: total(d[:1])
)
declare("flat_dw", "dw has shape (n_C,): give it the shape of w", dw=lambda d, sums, w, f: total(d * sums).ravel())
declare("flat_db", "db has shape (n_C,): give it the shape of b", db=lambda d, w, f: total(d).ravel())


def corner(d, w, s, f, sums):
    """Return dA_prev with the gradient at the first number of each window alone."""
    dA_prev = np.zeros(s, d.dtype)
    dA_prev[:, : d.shape[1] * f : f, : d.shape[2] * f : f] = d * w
    return dA_prev


declare("first_number", "only the first number of each window gets a gradient: all of them are in the sum", corner)
declare("tiled", "the array of gradients is tiled: each gradient belongs to one window, so repeat it there",
        lambda d, w, s, f, sums: np.pad(np.tile(d * w, (1, f, f, 1)), [(0, 0), (0, s[1] - d.shape[1] * f),
                                        (0, s[2] - d.shape[2] * f), (0, 0)]))  # fmt: skip
declare("no_rest", "dA_prev lacks the pixels outside all windows: give it the shape of A_prev, with 0 at these pixels",
        lambda d, w, s, f, sums: np.repeat(np.repeat(d * w, f, axis=1), f, axis=2))  # fmt: skip
declare("rest_at_the_edge", "pixels outside all windows get the gradient of their neighbours: they get 0",
        lambda d, w, s, f, sums: np.pad(np.repeat(np.repeat(d * w, f, axis=1), f, axis=2),
                                        [(0, 0), (0, s[1] - d.shape[1] * f), (0, s[2] - d.shape[2] * f), (0, 0)],
                                        mode="edge"))  # fmt: skip


@subsample_backward.mistake
def weights_exchanged(dZ, cache):
    """dw and db are swapped: the order is dA_prev, dw, db"""
    dA_prev, dw, db = reference.subsample_backward(dZ, cache)
    return dA_prev, db, dw


@subsample_backward.mistake
def parameters_first(dZ, cache):
    """dA_prev comes last: the order is dA_prev, dw, db"""
    dA_prev, dw, db = reference.subsample_backward(dZ, cache)
    return dw, db, dA_prev


# --- right, written differently -------------------------------------------------------------------------------------


@subsample_backward.right
def window_by_window(dZ, cache):
    """Return the same in a list, by loops."""
    sums, w, shape, f = cache
    dA_prev, dw, db = np.zeros(shape, dZ.dtype), np.zeros(w.shape, dZ.dtype), np.zeros(w.shape, dZ.dtype)
    for i, h, v, c in np.ndindex(dZ.shape):
        dA_prev[i, h * f : h * f + f, v * f : v * f + f, c] += w[0, 0, 0, c] * dZ[i, h, v, c]
        dw[0, 0, 0, c] += sums[i, h, v, c] * dZ[i, h, v, c]
        db[0, 0, 0, c] += dZ[i, h, v, c]
    return [dA_prev, dw, db]


@subsample_backward.right
def with_einsum(dZ, cache):
    """Return the same, by einsum and repeat."""
    sums, w, shape, f = cache
    dw, db = np.einsum("mhwc,mhwc->c", sums, dZ), np.einsum("mhwc->c", dZ)
    return spread(shape, w * dZ, f), dw.reshape(w.shape), db.reshape(w.shape)
