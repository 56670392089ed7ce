"""Exercise 9: the gradient of the pictures is a convolution, too."""

import numpy as np

from deepcourse.cnn import convolution
from deepcourse.cnn import step_by_step as reference
from deepcourse.exercises.course4.convolution_step_by_step.layers import EDGES, SIZES, layer, some_layer, told
from deepcourse.exercises.declaration import Case, FunctionExercise


def convolved(f, dZ, W, shape, stride, pad):
    """Return what conv_forward makes of the pictures and filters that `f` returns; ValueError where it cannot."""
    options = {"stride": stride} if stride != 1 else {}
    returned = f(dZ, W, shape, **options | ({"pad": pad} if pad else {}))
    if type(returned) not in (tuple, list) or len(returned) != 2:
        return "no pair: D and V are asked for"
    D, V = map(np.asarray, returned)
    try:
        return convolution.conv_forward(D, V, np.zeros((1, 1, 1, V.shape[-1])))[0]
    except ValueError:
        raise ValueError(f"conv_forward cannot take D {D.shape} and V {V.shape}") from None


backward_as_convolution = FunctionExercise(
    __name__,
    reference=reference.backward_as_convolution,
    use=convolved,
    minutes=8,
    points_visible=4,
    points_hidden=6,
    returns=("conv_forward(D, V, zeros)",),
    hints=(
        "Begin with stride 1, pad 0, one row of numbers, f = 2: write down what pixel 0, pixel 1 and the last one get. "
        "Which zeros must stand beside dZ so that a window of 2 sees the right ones?",
        "For other strides: dZ[:, h] has to be the last row of the window of D that begins at row h * stride. At which "
        "row of D does it stand then? And how many rows must D have, if n + 2 pad of them are to come out?",
        "First make D of zeros, for the padded pictures, and write dZ into it with a slice that has a step. Then cut "
        "`pad` rows and columns off each side of D, so that the gradient of the frame is not computed.",
    ),
)


def case(rng, made, stride, pad):
    """Return a case with a random dZ."""
    A_prev, W, b = made
    Z, _ = convolution.conv_forward(A_prev, W, b, stride=stride, pad=pad)
    return Case(told(A_prev, W, stride, pad), (rng.normal(size=Z.shape), W, A_prev.shape, stride, pad))


@backward_as_convolution.visible
def visible():
    """Return layers of all kinds of sizes and options."""
    rng = np.random.default_rng(19)
    return [case(rng, layer(rng, *shape), stride, pad) for *shape, stride, pad in SIZES]


@backward_as_convolution.draw
def draw(rng):
    """Return a layer of random size."""
    return case(rng, *some_layer(rng))


@backward_as_convolution.edges
def edges(rng):
    """Return one picture of one channel, a single place, filters of 1, a large frame, leftovers."""
    return [case(rng, layer(rng, *shape), stride, pad) for *shape, stride, pad in EDGES]


@backward_as_convolution.property("what conv_backward gives")
def as_conv_backward(f, rng):
    """Return a sentence unless the convolution gives what the package's conv_backward gives."""
    A_prev, W, b = layer(rng, 2, 6, 9, 2, 3, 3)
    dZ = rng.normal(size=convolution.conv_forward(A_prev, W, b, stride=2, pad=1)[0].shape)
    expected = convolution.conv_backward(dZ, (A_prev, W, b, 2, 1))[0]
    got = convolved(f, dZ, W, A_prev.shape, 2, 1)
    if type(got) is str or got.shape != expected.shape:
        return f"dA_prev has the shape {expected.shape}; {got if type(got) is str else f'here it is {got.shape}'}"
    far = np.abs(got - expected).max()
    return None if far < 1e-9 else f"an entry is {far:.3g} away from what conv_backward gives"


# --- known mistakes -------------------------------------------------------------------------------------------------


def made(dZ, W, shape, stride, pad, *, step=None, before=None, above=None):
    """Return D with its entries `step` apart, begun at `before`, and the rows and columns from `above` on."""
    (m, n_H, n_W, n_C), f = dZ.shape, W.shape[0]
    height, width = shape[1:3]
    step, before, above = step or stride, f - 1 if before is None else before, pad if above is None else above
    room = step * max(n_H, n_W) + before
    D = np.zeros((m, height + 2 * pad + 2 * f + room, width + 2 * pad + 2 * f + room, n_C))
    D[:, before : before + step * n_H : step, before : before + step * n_W : step] = dZ
    return D[:, above : above + height + f - 1, above : above + width + f - 1]


def turned(W):
    """Return the filters as they should be."""
    return W[::-1, ::-1].swapaxes(2, 3)


@backward_as_convolution.mistake
def not_turned(dZ, W, shape, *, stride=1, pad=0):
    """the filters are not turned by 180 degrees: the pixel at the lower right of a window met the last weight, and sees
    that window first
    """
    return made(dZ, W, shape, stride, pad), W.swapaxes(2, 3)


@backward_as_convolution.mistake
def rows_turned_only(dZ, W, shape, *, stride=1, pad=0):
    """only the rows of the filters are turned: turn rows and columns"""
    return made(dZ, W, shape, stride, pad), W[::-1].swapaxes(2, 3)


@backward_as_convolution.mistake
def columns_turned_only(dZ, W, shape, *, stride=1, pad=0):
    """only the columns of the filters are turned: turn rows and columns"""
    return made(dZ, W, shape, stride, pad), W[:, ::-1].swapaxes(2, 3)


@backward_as_convolution.mistake
def transposed(dZ, W, shape, *, stride=1, pad=0):
    """rows and columns of the filters are exchanged: to turn by 180 degrees, reverse both"""
    return made(dZ, W, shape, stride, pad), W.transpose(1, 0, 3, 2)


@backward_as_convolution.mistake
def channels_reversed(dZ, W, shape, *, stride=1, pad=0):
    """the channels are reversed together with rows and columns: only the places are turned"""
    return made(dZ, W, shape, stride, pad), turned(W)[..., ::-1, :]


@backward_as_convolution.mistake
def channels_not_exchanged(dZ, W, shape, *, stride=1, pad=0):
    """the axes of the channels are not exchanged: what was n_C filters over n_C_prev channels is n_C_prev filters over
    n_C channels now
    """
    return made(dZ, W, shape, stride, pad), W[::-1, ::-1]


@backward_as_convolution.mistake
def not_spread(dZ, W, shape, *, stride=1, pad=0):
    """the entries of dZ stand side by side, whatever the stride: put stride - 1 zeros between them"""
    return made(dZ, W, shape, stride, pad, step=1), turned(W)


@backward_as_convolution.mistake
def spread_too_far(dZ, W, shape, *, stride=1, pad=0):
    """`stride` zeros stand between the entries of dZ: stride - 1, so that their distance is `stride`"""
    return made(dZ, W, shape, stride, pad, step=stride + 1), turned(W)


@backward_as_convolution.mistake
def no_zeros_before(dZ, W, shape, *, stride=1, pad=0):
    """no zeros stand before dZ: the first pixel of the padded picture is seen by the first window alone, so f - 1 are
    needed
    """
    return made(dZ, W, shape, stride, pad, before=0), turned(W)


@backward_as_convolution.mistake
def one_zero_too_many(dZ, W, shape, *, stride=1, pad=0):
    """f zeros stand before dZ: f - 1 are needed"""
    return made(dZ, W, shape, stride, pad, before=len(W)), turned(W)


@backward_as_convolution.mistake
def frame_not_cut_off(dZ, W, shape, *, stride=1, pad=0):
    """the gradient of the frame is computed, too: cut `pad` rows and columns off each side of D"""
    (m, height, width, n_C_prev) = shape
    return made(dZ, W, (m, height + 2 * pad, width + 2 * pad, n_C_prev), stride, pad, above=0), turned(W)


@backward_as_convolution.mistake
def cut_below_only(dZ, W, shape, *, stride=1, pad=0):
    """D is cut below and on the right only: `pad` rows and columns of the gradient belong to the frame on each side"""
    return made(dZ, W, shape, stride, pad, above=0), turned(W)


@backward_as_convolution.mistake
def leftovers_forgotten(dZ, W, shape, *, stride=1, pad=0):
    """D ends f - 1 zeros behind the last entry of dZ: pixels that no window reached need zeros, too, or dA_prev is
    too small
    """
    f, (n_H, n_W) = len(W), dZ.shape[1:3]
    reached = [min(n, stride * (k - 1) + f - pad) for n, k in zip(shape[1:3], (n_H, n_W), strict=True)]
    return made(dZ, W, (shape[0], *reached, shape[3]), stride, pad), turned(W)


# --- right, written differently -------------------------------------------------------------------------------------


@backward_as_convolution.right
def entry_by_entry(dZ, W, shape, *, stride=1, pad=0):
    """Return the same, with each entry of dZ put where it belongs."""
    f, (m, height, width, n_C_prev) = len(W), shape
    D = np.zeros((m, height + f - 1, width + f - 1, dZ.shape[3]))
    for h, w in np.ndindex(dZ.shape[1:3]):
        row, column = h * stride + f - 1 - pad, w * stride + f - 1 - pad
        if 0 <= row < D.shape[1] and 0 <= column < D.shape[2]:
            D[:, row, column] = dZ[:, h, w]
    V = np.zeros((f, f, W.shape[3], n_C_prev))
    for p, q in np.ndindex(f, f):
        V[f - 1 - p, f - 1 - q] = W[p, q].T
    return D, V
