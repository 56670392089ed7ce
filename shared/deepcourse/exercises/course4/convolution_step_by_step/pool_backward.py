"""Exercise 12: the gradient behind a pooling layer."""

import numpy as np

from deepcourse.cnn import step_by_step as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

pool_backward = FunctionExercise(
    __name__,
    reference=reference.pool_backward,
    minutes=5,
    points_visible=3,
    points_hidden=4,
    returns=("dA_prev",),
    hints=(
        "Run through all entries of dA with four loops, as conv_backward ran through dZ; the channels stay apart.",
        "The window of A_prev for (i, h, w, c) is a table of f by f: what create_mask_from_window takes. For the mean, "
        "A_prev itself does not matter.",
        "Windows may overlap, so what a pixel gets is added.",
    ),
)


def case(rng, shape, f, stride, mode, A_prev=None):
    """Return a case of random pictures; whole numbers, so that some are equal, where none are given."""
    A_prev = rng.integers(-3, 4, size=shape).astype(float) if A_prev is None else A_prev
    A, _ = reference.pool_forward(A_prev, f=f, stride=stride, mode=mode)
    return Case(
        f"A_prev {shape}, f {f}, stride {stride}, {mode}", (rng.normal(size=A.shape), (A_prev, f, stride, mode))
    )


@pool_backward.visible
def visible():
    """Return both modes, overlapping windows, gaps between them, leftovers, one picture of one channel."""
    rng = np.random.default_rng(22)
    return [
        case(rng, (2, 4, 6, 3), 2, 2, "max"),
        case(rng, (2, 4, 6, 3), 2, 2, "average"),
        case(rng, (2, 5, 4, 2), 3, 1, "max"),
        case(rng, (2, 7, 5, 2), 3, 2, "average"),
        case(rng, (2, 8, 5, 2), 2, 3, "max"),
        case(rng, (1, 5, 7, 1), 3, 2, "max"),
    ]


@pool_backward.draw
def draw(rng):
    """Return pictures and windows of random size."""
    f, stride = int(rng.integers(2, 4)), int(rng.integers(1, 4))
    shape = (int(rng.integers(2, 4)), f + int(rng.integers(1, 5)), f + int(rng.integers(3, 6)), int(rng.integers(2, 4)))
    return case(rng, shape, f, stride, ("max", "average")[int(rng.integers(2))])


@pool_backward.edges
def edges(rng):
    """Return zeros, as behind a ReLU, windows that overlap in both modes, windows of one pixel, one that covers all."""
    return [
        case(rng, (2, 4, 5, 2), 3, 1, "max", np.zeros((2, 4, 5, 2))),
        case(rng, (2, 5, 7, 2), 3, 2, "max"),
        case(rng, (2, 5, 7, 2), 3, 1, "average"),
        case(rng, (2, 4, 5, 2), 1, 2, "max"),
        case(rng, (1, 3, 3, 1), 3, 1, "average"),
    ]


@pool_backward.property("nothing is lost")
def nothing_is_lost(f, rng):
    """Return a sentence unless dA_prev adds up to what dA adds up to, in both modes."""
    A_prev = rng.integers(0, 3, size=(2, 5, 7, 2)).astype(float)
    for mode in ("max", "average"):
        A, _ = reference.pool_forward(A_prev, f=3, stride=2, mode=mode)
        dA = rng.normal(size=A.shape)
        got, wanted = float(np.sum(f(dA, (A_prev, 3, 2, mode)))), float(dA.sum())
        if not np.isclose(got, wanted):
            return f"with mode {mode!r} the entries of dA add up to {wanted:.4g}, those of dA_prev to {got:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def back(dA, cache, *, assign=False, corner=None, masked=None, shared=None):
    """Return dA_prev, window by window, with something changed."""
    A_prev, f, stride, mode = cache
    dA_prev, corner = np.zeros(A_prev.shape), corner or (lambda at: at * stride)
    masked = masked or (lambda window: reference.create_mask_from_window(window).astype(float))
    shared = shared or (lambda window: np.full(window.shape, 1 / window.size))
    for i, h, w, c in np.ndindex(dA.shape):
        place = np.s_[i, corner(h) : corner(h) + f, corner(w) : corner(w) + f, c]
        share = (masked if mode == "max" else shared)(A_prev[place]) * dA[i, h, w, c]
        dA_prev[place] = share if assign else dA_prev[place] + share
    return dA_prev


@pool_backward.mistake
def last_window_wins(dA, cache):
    """dA_prev is overwritten where windows overlap: a pixel gets a share from each, so add with +="""
    return back(dA, cache, assign=True)


@pool_backward.mistake
def always_the_maximum(dA, cache):
    """`mode` is ignored: for "average" every pixel of a window gets an equal share"""
    A_prev, f, stride, _ = cache
    return back(dA, (A_prev, f, stride, "max"))


@pool_backward.mistake
def always_the_mean(dA, cache):
    """`mode` is ignored: for "max" the largest number of a window gets everything"""
    A_prev, f, stride, _ = cache
    return back(dA, (A_prev, f, stride, "average"))


@pool_backward.mistake
def all_equal_ones(dA, cache):
    """all equal largest numbers get the whole gradient: only the first of them"""
    return back(dA, cache, masked=lambda window: (window == window.max()).astype(float))


@pool_backward.mistake
def equal_ones_share(dA, cache):
    """equal largest numbers share the gradient: the first of them gets it all, by our rule"""
    return back(dA, cache, masked=lambda window: (window == window.max()) / np.sum(window == window.max()))


@pool_backward.mistake
def last_of_equal_ones(dA, cache):
    """the last of several equal largest numbers gets the gradient: the first of them, row by row"""
    return back(dA, cache, masked=lambda window: reference.create_mask_from_window(window[::-1, ::-1])[::-1, ::-1])


@pool_backward.mistake
def mean_not_shared(dA, cache):
    """for the mean, every pixel of a window gets all of dA: it gets an equal share"""
    return back(dA, cache, shared=lambda window: np.ones(window.shape))


@pool_backward.mistake
def divided_by_f(dA, cache):
    """for the mean, dA is divided by f: a window holds f * f pixels"""
    return back(dA, cache, shared=lambda window: np.full(window.shape, 1 / len(window)))


@pool_backward.mistake
def dA_left_out(dA, cache):
    """dA is left out: masks and shares are multiplied by it"""
    return back(np.ones(dA.shape), cache)


@pool_backward.mistake
def masks_of_values(dA, cache):
    """the largest number itself is a factor: the slope of a maximum is 1 for the largest number, whatever its size"""
    return back(dA, cache, masked=lambda window: reference.create_mask_from_window(window) * window)


@pool_backward.mistake
def corner_without_stride(dA, cache):
    """the windows are those of stride 1: that of dA[:, h, w] begins at row h * stride and column w * stride"""
    return back(dA, cache, corner=lambda at: at)


@pool_backward.mistake
def channels_together(dA, cache):
    """every channel gets the gradients of all channels: channels stay apart"""
    A_prev, *_ = cache
    return np.repeat(back(dA, cache).sum(axis=3, keepdims=True), A_prev.shape[3], axis=3)


@pool_backward.mistake
def first_channel_decides(dA, cache):
    """the mask is that of the first channel for all: each channel has its own largest number"""
    A_prev, f, stride, mode = cache
    return back(dA, (np.repeat(A_prev[..., :1], A_prev.shape[3], axis=3), f, stride, mode))


@pool_backward.mistake
def mean_over_pictures(dA, cache):
    """the gradient is divided by m: whatever mean there is in the cost stands in dA already"""
    return back(dA, cache) / len(dA)


# --- right, written differently -------------------------------------------------------------------------------------


@pool_backward.right
def place_by_place(dA, cache):
    """Return the same, a place of all pictures and channels at once."""
    A_prev, f, stride, mode = cache
    m, _, _, n_C = A_prev.shape
    dA_prev = np.zeros_like(A_prev)
    for h, w in np.ndindex(dA.shape[1:3]):
        place = np.s_[:, h * stride : h * stride + f, w * stride : w * stride + f]
        windows = A_prev[place].reshape(m, f * f, n_C)
        winner = np.arange(f * f)[None, :, None] == windows.argmax(axis=1)[:, None]
        share = winner if mode == "max" else np.full(winner.shape, 1 / (f * f))
        dA_prev[place] += (share * dA[:, h, w][:, None]).reshape(m, f, f, n_C)
    return dA_prev
