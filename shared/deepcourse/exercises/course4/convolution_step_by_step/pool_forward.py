"""Exercise 7: the largest number or the mean of every window."""

import numpy as np

from deepcourse.cnn import step_by_step as reference
from deepcourse.exercises.course4.convolution_step_by_step.layers import first_of_two
from deepcourse.exercises.declaration import Case, FunctionExercise


def answers_of_pooling(pool, A_prev, f, stride, mode):
    """Return A of the pair that a pooling layer returns, or a sentence; the usual mode is left out at stride f."""
    options = {"f": f, "stride": stride}
    return first_of_two(pool(A_prev, **options | ({} if mode == "max" and stride == f else {"mode": mode})))


pool_forward = FunctionExercise(
    __name__,
    reference=reference.pool_forward,
    use=answers_of_pooling,
    minutes=5,
    points_visible=4,
    points_hidden=5,
    returns=("A",),
    hints=(
        "The windows lie as in conv_forward, without padding; there are no filters, so nothing is multiplied.",
        "Channels stay apart: reduce over rows and columns of a window, and leave pictures and channels alone.",
        "A_prev[:, top : top + f, left : left + f] has the shape (m, f, f, n_C); which of its axes go into one number?",
    ),
)


def case(rng, shape, f, stride, mode):
    """Return a case of random pictures, most of them below 0."""
    return Case(f"A_prev {shape}, f {f}, stride {stride}, {mode}", (rng.normal(size=shape) - 1, f, stride, mode))


@pool_forward.visible
def visible():
    """Return both modes, overlapping windows, gaps between them, leftovers, one picture of one channel."""
    rng = np.random.default_rng(17)
    return [
        case(rng, (2, 4, 6, 3), 2, 2, "max"),
        case(rng, (2, 4, 6, 3), 2, 2, "average"),
        case(rng, (2, 5, 4, 2), 3, 1, "max"),
        case(rng, (3, 7, 5, 2), 3, 2, "average"),
        case(rng, (2, 8, 5, 2), 2, 3, "max"),
        case(rng, (2, 6, 9, 2), 3, 3, "max"),
        case(rng, (1, 6, 4, 1), 3, 2, "average"),
    ]


@pool_forward.draw
def draw(rng):
    """Return pictures and windows of random size."""
    f, stride = int(rng.integers(2, 4)), int(rng.integers(1, 4))
    shape = (int(rng.integers(2, 4)), f + int(rng.integers(1, 5)), f + int(rng.integers(4, 7)), int(rng.integers(2, 4)))
    return case(rng, shape, f, stride, ("max", "average")[int(rng.integers(2))])


@pool_forward.edges
def edges(rng):
    """Return windows of one pixel, a window that covers everything, one picture of one channel, and leftovers."""
    return [
        case(rng, (2, 4, 5, 2), 1, 2, "max"),
        case(rng, (2, 3, 3, 2), 3, 2, "average"),
        case(rng, (1, 5, 4, 1), 2, 1, "max"),
        case(rng, (2, 6, 8, 3), 3, 2, "max"),
        case(rng, (2, 7, 4, 3), 2, 3, "average"),
    ]


@pool_forward.property("a constant stays what it is")
def constant_stays(f, rng):
    """Return a sentence unless pictures of one number give that number, in both modes."""
    level = float(-rng.uniform(1, 2))
    for mode in ("max", "average"):
        A = first_of_two(f(np.full((2, 5, 7, 2), level), f=3, stride=2, mode=mode))
        if not np.allclose(A, level):
            return f"pictures that are {level:.3g} everywhere give {float(np.ravel(A)[0]):.3g} with mode {mode!r}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def pooled(A_prev, f, stride, mode):
    """Return the right answers."""
    return reference.pool_forward(A_prev, f=f, stride=stride, mode=mode)[0]


@pool_forward.mistake
def always_the_maximum(A_prev, *, f, stride, mode="max"):
    """`mode` is ignored: for "average" take the mean"""
    return pooled(A_prev, f, stride, "max"), None


@pool_forward.mistake
def always_the_mean(A_prev, *, f, stride, mode="max"):
    """`mode` is ignored: for "max" take the largest number"""
    return pooled(A_prev, f, stride, "average"), None


@pool_forward.mistake
def smallest(A_prev, *, f, stride, mode="max"):
    """the smallest number is taken: the largest is asked for"""
    return (-pooled(-A_prev, f, stride, "max") if mode == "max" else pooled(A_prev, f, stride, mode)), None


@pool_forward.mistake
def largest_in_size(A_prev, *, f, stride, mode="max"):
    """the largest absolute value is taken: of -3 and 1 the larger one is 1"""
    return pooled(np.abs(A_prev) if mode == "max" else A_prev, f, stride, mode), None


@pool_forward.mistake
def begun_at_zero(A_prev, *, f, stride, mode="max"):
    """the search for the largest number begins at 0: in a window of negative numbers the largest is negative"""
    A = pooled(A_prev, f, stride, mode)
    return (np.maximum(A, 0) if mode == "max" else A), None


@pool_forward.mistake
def sum_for_the_mean(A_prev, *, f, stride, mode="max"):
    """the numbers of a window are summed: divide by how many they are"""
    A = pooled(A_prev, f, stride, mode)
    return (A * f * f if mode == "average" else A), None


@pool_forward.mistake
def divided_by_f(A_prev, *, f, stride, mode="max"):
    """the sum is divided by f: a window holds f * f numbers"""
    A = pooled(A_prev, f, stride, mode)
    return (A * f if mode == "average" else A), None


@pool_forward.mistake
def channels_together(A_prev, *, f, stride, mode="max"):
    """the channels are pooled together: each channel has its own maximum, or mean"""
    together = A_prev.max(axis=3) if mode == "max" else A_prev.mean(axis=3)
    return pooled(np.repeat(together[..., np.newaxis], A_prev.shape[3], axis=3), f, stride, mode), None


@pool_forward.mistake
def channels_into_one(A_prev, *, f, stride, mode="max"):
    """all channels are pooled into one: A has as many channels as A_prev"""
    together = A_prev.max(axis=3, keepdims=True) if mode == "max" else A_prev.mean(axis=3, keepdims=True)
    return pooled(together, f, stride, mode), None


@pool_forward.mistake
def pictures_together(A_prev, *, f, stride, mode="max"):
    """the pictures are pooled together: each picture has its own maximum, or mean"""
    together = A_prev.max(axis=0) if mode == "max" else A_prev.mean(axis=0)
    return pooled(np.repeat(together[np.newaxis], len(A_prev), axis=0), f, stride, mode), None


@pool_forward.mistake
def first_picture_for_all(A_prev, *, f, stride, mode="max"):
    """every picture gets the answers of the first: take picture i for A[i]"""
    return np.repeat(pooled(A_prev[:1], f, stride, mode), len(A_prev), axis=0), None


@pool_forward.mistake
def corner_without_stride(A_prev, *, f, stride, mode="max"):
    """the windows are those of stride 1: the window of A[:, h, w] begins at row h * stride and column w * stride"""
    n_H, n_W = pooled(A_prev, f, stride, mode).shape[1:3]
    return pooled(A_prev, f, 1, mode)[:, :n_H, :n_W], None


@pool_forward.mistake
def stride_ignored(A_prev, *, f, stride, mode="max"):
    """`stride` is ignored: it is not always 1"""
    return pooled(A_prev, f, 1, mode), None


@pool_forward.mistake
def side_by_side(A_prev, *, f, stride, mode="max"):
    """the windows stand side by side, as if the stride were f: they begin every `stride` pixels"""
    return pooled(A_prev, f, f, mode), None


@pool_forward.mistake
def windows_as_large_as_the_stride(A_prev, *, f, stride, mode="max"):
    """the windows are as large as the stride: they reach over f rows and columns"""
    return pooled(A_prev, stride, stride, mode), None


@pool_forward.mistake
def sizes_rounded_up(A_prev, *, f, stride, mode="max"):
    """the sizes are rounded up: a window that leaves the picture is not counted, so round down"""
    m, height, width, n_C = A_prev.shape
    n_H, n_W = (-(-(n - f) // stride) + 1 for n in (height, width))
    A = np.zeros((m, n_H, n_W, n_C))
    for h, w in np.ndindex(n_H, n_W):
        window = A_prev[:, h * stride : h * stride + f, w * stride : w * stride + f]
        A[:, h, w] = window.max(axis=(1, 2)) if mode == "max" else window.mean(axis=(1, 2))
    return A, None


@pool_forward.mistake
def heights_and_widths_exchanged(A_prev, *, f, stride, mode="max"):
    """n_H and n_W are exchanged: the height comes first, (m, n_H, n_W, n_C)"""
    return pooled(A_prev, f, stride, mode).swapaxes(1, 2), None


@pool_forward.mistake
def cache_forgotten(A_prev, *, f, stride, mode="max"):
    """A is returned alone: return A, cache"""
    return pooled(A_prev, f, stride, mode)


@pool_forward.mistake
def mean_of_all_channels(A_prev, *, f, stride, mode="max"):
    """the mean runs over the channels, too: each channel is pooled by itself"""
    A = pooled(A_prev, f, stride, mode)
    return (A if mode == "max" else np.zeros_like(A) + A.mean(axis=3, keepdims=True)), (A_prev, f, stride, mode)


@pool_forward.mistake
def corner_times_f(A_prev, *, f, stride, mode="max"):
    """a window begins at h * f and w * f: it begins at h * stride and w * stride"""
    reduce = {"max": np.max, "average": np.mean}[mode]
    A = np.zeros_like(pooled(A_prev, f, stride, mode))
    for i, h, w, c in np.ndindex(A.shape):
        A[i, h, w, c] = reduce(A_prev[i, h * f : h * f + f, w * f : w * f + f, c])
    return A, (A_prev, f, stride, mode)


# --- right, written differently -------------------------------------------------------------------------------------


@pool_forward.right
def four_loops(A_prev, *, f, stride, mode="max"):
    """Return the same in four loops."""
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    A = np.zeros((m, 1 + (n_H_prev - f) // stride, 1 + (n_W_prev - f) // stride, n_C))
    reduce = {"max": np.max, "average": np.mean}[mode]
    for i, h, w, c in np.ndindex(A.shape):
        A[i, h, w, c] = reduce(A_prev[i, h * stride : h * stride + f, w * stride : w * stride + f, c])
    return A, (A_prev, f, stride, mode)


@pool_forward.right
def from_a_view(A_prev, *, f, stride, mode="max"):
    """Return the same from a view of all windows."""
    view = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return (view.max(axis=(4, 5)) if mode == "max" else view.mean(axis=(4, 5))), "what you like"
