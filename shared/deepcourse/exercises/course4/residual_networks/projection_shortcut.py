"""Exercise 6: a shortcut for blocks that change the shape."""

import numpy as np

from deepcourse.cnn import blocks as reference
from deepcourse.exercises.course4.residual_networks.pictures import first_of_two, trouble_with
from deepcourse.exercises.declaration import Case, FunctionExercise

SIZES = (  # m, n_H, n_W, n_C_prev, n_C, stride
    (2, 4, 6, 3, 2, 2),
    (3, 5, 4, 2, 5, 2),
    (2, 3, 4, 2, 3, 1),
    (2, 7, 8, 3, 3, 3),
    (1, 6, 5, 1, 4, 2),
)
EDGES = ((1, 1, 1, 1, 1, 1), (2, 1, 3, 2, 2, 2), (2, 8, 5, 3, 1, 4), (3, 6, 6, 4, 4, 1), (1, 9, 7, 2, 3, 3))


def projected(f, A_prev, Ws, bs, stride):
    """Return S of the pair that a projection returns; the stride is left out where it is 1."""
    return first_of_two(f(A_prev, Ws, bs, **({"stride": stride} if stride != 1 else {})))


def projection(rng, m, n_H, n_W, n_C_prev, n_C, stride):
    """Return (A_prev, Ws, bs, stride): normal numbers."""
    A_prev = rng.normal(size=(m, n_H, n_W, n_C_prev))
    return A_prev, rng.normal(size=(1, 1, n_C_prev, n_C)), rng.normal(size=(1, 1, 1, n_C)), stride


def some_sizes(rng):
    """Return sizes at random: sides that differ, several pictures and channels."""
    height = int(rng.integers(3, 8))
    width = height + int(rng.integers(1, 4))
    m, n_C_prev, n_C = (int(n) for n in rng.integers(2, 5, size=3))
    return m, height, width, n_C_prev, n_C, int(rng.integers(1, 4))


def told(A_prev, Ws, stride):
    """Return a projection in words."""
    return f"A_prev {A_prev.shape}, Ws {Ws.shape}, stride {stride}"


projection_shortcut = FunctionExercise(
    __name__,
    reference=reference.projection_shortcut,
    use=projected,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("S",),
    hints=(
        "A filter of 1 by 1 looks at one pixel. Which rows and columns of A_prev does it look at with stride 2?",
        "At each of these pixels, n_C_prev numbers become n_C numbers: a vector times a matrix.",
        "`@` multiplies the last axis of an array of pictures by a matrix; Ws[0, 0] is that matrix.",
    ),
)


def case(arguments):
    """Return one projection as a case."""
    A_prev, Ws, _, stride = arguments
    return Case(told(A_prev, Ws, stride), arguments)


@projection_shortcut.visible
def visible():
    """Return projections of all kinds of sizes."""
    rng = np.random.default_rng(44)
    return [case(projection(rng, *sizes)) for sizes in SIZES]


@projection_shortcut.draw
def draw(rng):
    """Return a projection of random size."""
    return case(projection(rng, *some_sizes(rng)))


@projection_shortcut.edges
def edges(rng):
    """Return single pixels, strides larger than the pictures, sizes that leave a remainder."""
    return [case(projection(rng, *sizes)) for sizes in EDGES]


@projection_shortcut.property("the same size as the output of a 3 by 3 branch")
def fits_the_branch(f, rng):
    """Return a sentence unless the projection can be added to the branch of the same stride, padded by 1."""
    for height, width, stride in ((5, 8, 2), (7, 6, 3), (4, 4, 1)):
        A_prev, Ws, bs, _ = projection(rng, 2, height, width, 2, 3, stride)
        Z, _ = reference.conv_forward(A_prev, rng.normal(size=(3, 3, 2, 3)), bs, stride=stride, pad=1)
        S = projected(f, A_prev, Ws, bs, stride)
        if np.shape(S) != Z.shape:
            return f"with stride {stride} the branch returns {Z.shape}, the shortcut {np.shape(S)}"
    return None


@projection_shortcut.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache gives the right gradients."""
    A_prev, Ws, bs, stride = projection(rng, 2, 4, 5, 3, 2, 2)
    S, cache = reference.projection_shortcut(A_prev, Ws, bs, stride=stride)
    dS = rng.normal(size=S.shape)
    result = f(A_prev, Ws, bs, stride=stride)
    return trouble_with(result, lambda cache: reference.projection_shortcut_backward(dS, cache), cache)


# --- known mistakes -------------------------------------------------------------------------------------------------


def made(seen, Ws, bs):
    """Return the channels mixed at each pixel."""
    return seen @ Ws[0, 0] + bs


@projection_shortcut.mistake
def relu_at_its_end(A_prev, Ws, bs, *, stride=1):
    """a ReLU follows the sum: the shortcut has no activation, so that it can carry negative numbers"""
    return np.maximum(made(A_prev[:, ::stride, ::stride], Ws, bs), 0), None


@projection_shortcut.mistake
def relu_before(A_prev, Ws, bs, *, stride=1):
    """A_prev goes through a ReLU first: the shortcut has no activation"""
    return made(np.maximum(A_prev[:, ::stride, ::stride], 0), Ws, bs), None


@projection_shortcut.mistake
def stride_ignored(A_prev, Ws, bs, *, stride=1):
    """the stride is ignored: use only the rows and columns 0, stride, 2 * stride and so on"""
    return made(A_prev, Ws, bs), None


@projection_shortcut.mistake
def stride_over_rows_alone(A_prev, Ws, bs, *, stride=1):
    """only rows are skipped: the stride applies to columns, too"""
    return made(A_prev[:, ::stride], Ws, bs), None


@projection_shortcut.mistake
def stride_over_columns_alone(A_prev, Ws, bs, *, stride=1):
    """only columns are skipped: the stride applies to rows, too"""
    return made(A_prev[:, :, ::stride], Ws, bs), None


@projection_shortcut.mistake
def pictures_skipped(A_prev, Ws, bs, *, stride=1):
    """pictures and rows are skipped: the first axis counts the pictures, then come height and width"""
    return made(A_prev[::stride, ::stride], Ws, bs), None


@projection_shortcut.mistake
def begun_too_late(A_prev, Ws, bs, *, stride=1):
    """the pixels at stride - 1, 2 * stride - 1, ... are used: start with row 0 and column 0"""
    return made(A_prev[:, stride - 1 :: stride, stride - 1 :: stride], Ws, bs), None


@projection_shortcut.mistake
def first_pixels(A_prev, Ws, bs, *, stride=1):
    """only the top left part of each picture is used: step through the whole picture"""
    n_H, n_W = ((n - 1) // stride + 1 for n in A_prev.shape[1:3])
    return made(A_prev[:, :n_H, :n_W], Ws, bs), None


@projection_shortcut.mistake
def remainder_dropped(A_prev, Ws, bs, *, stride=1):
    """the sizes are n // stride: a remainder gives one more pixel, so they are (n - 1) // stride + 1"""
    n_H, n_W = (n // stride for n in A_prev.shape[1:3])
    return made(A_prev[:, ::stride, ::stride][:, :n_H, :n_W], Ws, bs), None


@projection_shortcut.mistake
def means_of_windows(A_prev, Ws, bs, *, stride=1):
    """the mean of stride by stride pixels is taken: a filter of 1 by 1 looks at one pixel, and skips the others"""
    (n_H, n_W), A = ((n - 1) // stride + 1 for n in A_prev.shape[1:3]), np.zeros_like(A_prev[:, ::stride, ::stride])
    for h, w in np.ndindex(n_H, n_W):
        A[:, h, w] = A_prev[:, h * stride : (h + 1) * stride, w * stride : (w + 1) * stride].mean(axis=(1, 2))
    return made(A, Ws, bs), None


@projection_shortcut.mistake
def bias_left_out(A_prev, Ws, bs, *, stride=1):
    """the bias is left out: add bs"""
    return made(A_prev[:, ::stride, ::stride], Ws, 0 * bs), None


@projection_shortcut.mistake
def bias_in_every_product(A_prev, Ws, bs, *, stride=1):
    """the bias is added once for every input channel: add it once, to the sum"""
    return made(A_prev[:, ::stride, ::stride], Ws, bs * A_prev.shape[3]), None


@projection_shortcut.mistake
def first_bias_for_all(A_prev, Ws, bs, *, stride=1):
    """all channels get the bias of the first: each has its own"""
    return made(A_prev[:, ::stride, ::stride], Ws, bs[..., :1]), None


@projection_shortcut.mistake
def first_channel_alone(A_prev, Ws, bs, *, stride=1):
    """only the first channel of A_prev is used: each filter covers all of them"""
    return made(A_prev[:, ::stride, ::stride, :1], Ws[:, :, :1], bs), None


@projection_shortcut.mistake
def first_picture_for_all(A_prev, Ws, bs, *, stride=1):
    """every picture gets the result for the first one: project each of them"""
    return np.repeat(made(A_prev[:1, ::stride, ::stride], Ws, bs), len(A_prev), axis=0), None


@projection_shortcut.mistake
def matrix_transposed(A_prev, Ws, bs, *, stride=1):
    """the matrix is used as if its rows were filters: Ws[0, 0] is (n_C_prev, n_C), a column for each filter"""
    return A_prev[:, ::stride, ::stride] @ Ws[0, 0].T + bs, None


@projection_shortcut.mistake
def height_and_width_exchanged(A_prev, Ws, bs, *, stride=1):
    """height and width are swapped: S is (m, n_H, n_W, n_C)"""
    return made(A_prev[:, ::stride, ::stride], Ws, bs).swapaxes(1, 2), None


@projection_shortcut.mistake
def cache_forgotten(A_prev, Ws, bs, *, stride=1):
    """S is returned alone: return S, cache"""
    return made(A_prev[:, ::stride, ::stride], Ws, bs)


# --- right, written differently -------------------------------------------------------------------------------------


@projection_shortcut.right
def as_a_convolution(A_prev, Ws, bs, *, stride=1):
    """Return the same, by conv_forward."""
    return [reference.conv_forward(A_prev, Ws, bs, stride=stride)[0], [A_prev, Ws, bs, stride]]


@projection_shortcut.right
def filter_by_filter(A_prev, Ws, bs, *, stride=1):
    """Return the same, one filter after the other."""
    seen, filters = A_prev[:, ::stride, ::stride], zip(Ws[0, 0].T, bs.ravel(), strict=True)
    return np.stack([(seen * w).sum(axis=3) + b for w, b in filters], axis=3), (A_prev, Ws, bs, stride)
