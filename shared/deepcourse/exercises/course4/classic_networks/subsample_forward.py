"""Exercise 6: pooling that learns."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from deepcourse.cnn import lenet_1998 as reference
from deepcourse.exercises.course4.residual_networks.pictures import first_of_two, trouble_with
from deepcourse.exercises.declaration import Case, FunctionExercise


def values(f, A_prev, w, b, side):
    """Return Z of the pair that a layer returns."""
    return first_of_two(f(A_prev, w, b, f=side))


subsample_forward = FunctionExercise(
    __name__,
    reference=reference.subsample_forward,
    use=values,
    any_number_type=True,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("Z",),
    hints=(
        "You have written the mean of each window before: `pool_forward` with mode 'average'. What turns a mean into "
        "a sum?",
        "w and b have shape (1, 1, 1, n_C): they broadcast over (m, n_H, n_W, n_C) without a loop.",
        "For the backward pass, ask which arrays the three gradients need: dw needs what w was multiplied by.",
    ),
)


def layer(rng, m, height, width, n_C, dtype=float):
    """Return pictures and parameters; w and b differ from channel to channel."""
    A_prev, w, b = rng.normal(size=(m, height, width, n_C)), *rng.normal(size=(2, 1, 1, 1, n_C))
    return tuple(array.astype(dtype) for array in (A_prev, w, b))


def case(rng, m, height, width, n_C, side, dtype=float):
    """Return one layer."""
    told = f"{m} pictures {height} by {width}, {n_C} channels, windows of {side}"
    return Case(told + (", float32" if dtype is not float else ""), (*layer(rng, m, height, width, n_C, dtype), side))


@subsample_forward.visible
def visible():
    """Return numbers that can be followed, and layers whose sides divide or do not."""
    rng = np.random.default_rng(5)
    small = np.array([[1.0, 2.0, 0.0, -1.0], [3.0, 4.0, 5.0, 6.0]]).reshape(1, 2, 4, 1)
    return [
        Case("one row of two windows", (small, np.full((1, 1, 1, 1), 0.5), np.full((1, 1, 1, 1), 2.0), 2)),
        case(rng, 3, 4, 6, 2, 2),
        case(rng, 2, 8, 11, 3, 3),
        case(rng, 1, 5, 4, 1, 1),
        case(rng, 2, 5, 7, 4, 2, np.float32),
    ]


@subsample_forward.draw
def draw(rng):
    """Return a random layer."""
    m, n_C, side, rows, columns = (int(n) for n in rng.integers((1, 1, 2, 1, 2), (4, 5, 5, 4, 5)))
    return case(rng, m, side * rows + int(rng.integers(side)), side * columns + int(rng.integers(side)), n_C, side)


@subsample_forward.edges
def edges(rng):
    """Return one window, windows of 1, many channels."""
    return [case(rng, 1, 3, 3, 2, 3), case(rng, 2, 3, 2, 2, 1), case(rng, 1, 2, 5, 16, 2)]


@subsample_forward.property("w = 1 / f² and b = 0 give average pooling")
def average_pooling(f, rng):
    """Return a sentence unless this is so."""
    A_prev = rng.normal(size=(2, 6, 9, 2))
    Z = values(f, A_prev, np.full((1, 1, 1, 2), 1 / 9), np.zeros((1, 1, 1, 2)), 3)
    means = A_prev.reshape(2, 2, 3, 3, 3, 2).mean(axis=(2, 4))
    if np.shape(Z) != means.shape:
        return f"the shape of Z is {np.shape(Z)}, that of the means {means.shape}"
    away = float(np.abs(Z - means).max())
    return f"Z and the means are up to {away:.3g} apart" if away > 1e-9 else None


@subsample_forward.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache gives the right gradients."""
    arguments = layer(rng, 2, 5, 7, 3)
    Z, cache = reference.subsample_forward(*arguments, f=2)
    dZ = rng.normal(size=Z.shape)
    return trouble_with(f(*arguments, f=2), lambda cache: reference.subsample_backward(dZ, cache), cache)


# --- known mistakes -------------------------------------------------------------------------------------------------


def windows(A_prev, f, stride=None):
    """Return all windows, (m, n_H, n_W, n_C, f, f)."""
    step = stride or f
    return sliding_window_view(A_prev, (f, f), axis=(1, 2))[:, ::step, ::step]


def declare(name, sentence, rule, stride=None):
    """Declare a mistake: `rule(windows, w, b, f)` returns Z."""

    def mistake(A_prev, w, b, *, f):
        return rule(windows(A_prev, f, stride), w, b, f), None

    mistake.__name__, mistake.__doc__ = name, sentence
    subsample_forward.mistake(mistake)


def summed(W):
    """Return the sums of windows."""
    return W.sum(axis=(4, 5))


declare("means", "the mean of each window is taken: the network of 1998 takes the sum",
        lambda W, w, b, f: w * W.mean(axis=(4, 5)) + b)  # fmt: skip
declare("maxima", "the maximum of each window is taken: the network of 1998 takes the sum",
        lambda W, w, b, f: w * W.max(axis=(4, 5)) + b)  # fmt: skip
declare("no_bias", "the bias is left out", lambda W, w, b, f: w * summed(W))
declare("no_weight", "the weight is left out", lambda W, w, b, f: summed(W) + b)
declare(
    "weight_and_bias_exchanged", "w and b are swapped: w multiplies, b is added", lambda W, w, b, f: b * summed(W) + w
)
declare("bias_first", "the bias is added before w multiplies: multiply the sum, then add b",
        lambda W, w, b, f: w * (summed(W) + b))  # fmt: skip
declare("bias_for_each", "the bias is added to each number of the window: add it once to the weighted sum",
        lambda W, w, b, f: w * summed(W) + f * f * b)  # fmt: skip
declare("bias_subtracted", "the bias is subtracted: add it", lambda W, w, b, f: w * summed(W) - b)
declare("divided_by_f", "the sum is divided by f: use the sum itself", lambda W, w, b, f: w * summed(W) / f + b)
declare("rows_alone", "only the first column of each window is added up: add all f * f numbers",
        lambda W, w, b, f: w * W[..., 0].sum(axis=4) + b)  # fmt: skip
declare("columns_alone", "only the first row of each window is added up: add all f * f numbers",
        lambda W, w, b, f: w * W[..., 0, :].sum(axis=4) + b)  # fmt: skip
declare("first_number", "only the first number of each window is used: add all f * f numbers",
        lambda W, w, b, f: w * W[..., 0, 0] + b)  # fmt: skip
declare("diagonal", "only the diagonal of each window is added up: add all f * f numbers",
        lambda W, w, b, f: w * np.einsum("...ii", W) + b)  # fmt: skip
declare("squashed", "a tanh is applied: here the activation is a separate layer",
        lambda W, w, b, f: np.tanh(w * summed(W) + b))  # fmt: skip
declare("first_weight", "the weight of the first channel is used for all: each channel has its own",
        lambda W, w, b, f: w[..., :1] * summed(W) + b)  # fmt: skip
declare("first_bias", "the bias of the first channel is used for all: each channel has its own",
        lambda W, w, b, f: w * summed(W) + b[..., :1])  # fmt: skip
declare("weights_reversed", "the weights are in the opposite order: channel c has w[0, 0, 0, c]",
        lambda W, w, b, f: w[..., ::-1] * summed(W) + b)  # fmt: skip
declare("channels_added", "the channels are added up: each channel is summed on its own",
        lambda W, w, b, f: w * summed(W).sum(axis=3, keepdims=True) + b)  # fmt: skip
declare(
    "stride_one",
    "the windows overlap, with stride 1: here the stride is f",
    lambda W, w, b, f: w * summed(W) + b,
    stride=1,
)
declare("always_two", "windows start every two pixels: the stride is f", lambda W, w, b, f: w * summed(W) + b, stride=2)


@subsample_forward.mistake
def windows_start_at_h(A_prev, w, b, *, f):
    """window h starts at row h: it starts at row h * f, and the columns likewise"""
    _, height, width, _ = A_prev.shape
    return w * summed(windows(A_prev, f, 1)[:, : height // f, : width // f]) + b, None


@subsample_forward.mistake
def padded_at_the_end(A_prev, w, b, *, f):
    """the pixels left over at the end form extra windows: a window that does not fit is not used"""
    more = [(0, 0), *((0, -n % f) for n in A_prev.shape[1:3]), (0, 0)]
    return w * summed(windows(np.pad(A_prev, more), f)) + b, None


@subsample_forward.mistake
def axes_turned(A_prev, w, b, *, f):
    """height and width are swapped: n_H comes first"""
    Z = w * summed(windows(A_prev, f)) + b
    return np.swapaxes(Z, 1, 2), None


# --- right, written differently -------------------------------------------------------------------------------------


@subsample_forward.right
def with_loops(A_prev, w, b, *, f):
    """Return the same, window by window."""
    m, height, width, n_C = A_prev.shape
    Z = np.zeros((m, height // f, width // f, n_C), A_prev.dtype)
    sums = np.zeros_like(Z)
    for i, h, v, c in np.ndindex(Z.shape):
        sums[i, h, v, c] = A_prev[i, h * f : h * f + f, v * f : v * f + f, c].sum()
        Z[i, h, v, c] = w[0, 0, 0, c] * sums[i, h, v, c] + b[0, 0, 0, c]
    return Z, (sums, w, A_prev.shape, f)


@subsample_forward.right
def with_reshape(A_prev, w, b, *, f):
    """Return the same, from two axes made into four."""
    m, height, width, n_C = A_prev.shape
    fitting = A_prev[:, : height // f * f, : width // f * f]
    sums = fitting.reshape(m, height // f, f, width // f, f, n_C).sum(axis=(2, 4))
    return [w * sums + b, [sums, w, A_prev.shape, f]]
