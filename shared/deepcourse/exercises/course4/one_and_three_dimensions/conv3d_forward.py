"""Exercise 7: filters that slide through a volume."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from deepcourse.cnn import volumes as reference
from deepcourse.cnn.convolution import conv_forward
from deepcourse.exercises.course4.one_and_three_dimensions.signals import answers, own_example, told
from deepcourse.exercises.declaration import Case, FunctionExercise

SIZES = (  # m, n_D_prev, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad
    (2, 4, 6, 5, 3, 2, 3, 1, 0),
    (2, 3, 4, 5, 2, 3, 2, 1, 1),
    (3, 6, 5, 8, 2, 2, 2, 2, 0),
    (2, 5, 8, 6, 2, 4, 3, 2, 1),
    (1, 4, 3, 7, 1, 1, 3, 3, 2),
)
EDGES = (
    (1, 1, 1, 1, 1, 1, 1, 1, 0),
    (2, 3, 3, 3, 2, 2, 3, 2, 0),
    (1, 2, 4, 3, 3, 1, 3, 1, 1),
    (2, 5, 2, 4, 1, 3, 1, 3, 0),
    (1, 2, 3, 4, 2, 2, 2, 2, 3),
)


def volume_layer(rng, m, n_D, n_H, n_W, n_C_prev, n_C, f):
    """Return (A_prev, W, b) of a layer over volumes: normal numbers."""
    A_prev = rng.normal(size=(m, n_D, n_H, n_W, n_C_prev))
    return A_prev, rng.normal(size=(f, f, f, n_C_prev, n_C)), rng.normal(size=(1, 1, 1, 1, n_C))


conv3d_forward = FunctionExercise(
    __name__,
    reference=reference.conv3d_forward,
    use=answers,
    minutes=7,
    points_visible=6,
    points_hidden=8,
    returns=("Z",),
    hints=(
        "Which axes are padded, for the filter to slide along? Along which axis does it sum without sliding?",
        "Three loops over n_D, n_H, n_W, or three over the taps o, p, q: both treat all examples and all filters "
        "at once. Loops over taps are shorter, because there are few of them.",
        "In the first window, tap (o, p, q) meets padded[:, o, p, q]. How far is it from there to what it meets in the "
        "next window along each axis? A matrix product over the last axis adds up the channels.",
    ),
)


def case(rng, *sizes, stride, pad):
    """Return one layer as a case."""
    layer = volume_layer(rng, *sizes)
    return Case(told(*layer[:2], stride=stride, pad=pad), (*layer, stride, pad))


@conv3d_forward.visible
def visible():
    """Return layers of all kinds of sizes."""
    rng = np.random.default_rng(57)
    return [case(rng, *sizes, stride=stride, pad=pad) for *sizes, stride, pad in SIZES]


@conv3d_forward.draw
def draw(rng):
    """Return a layer of random size."""
    f, m, n_C_prev, n_C = (int(n) for n in rng.integers(2, 4, size=4))
    size = f + rng.permutation(4)[:3]
    return case(rng, m, *(int(n) for n in size), n_C_prev, n_C, f, stride=int(rng.integers(1, 3)),
                pad=int(rng.integers(0, 3)))  # fmt: skip


@conv3d_forward.edges
def edges(rng):
    """Return a single number, one window, few frames, filters of 1, wide padding."""
    return [case(rng, *sizes, stride=stride, pad=pad) for *sizes, stride, pad in EDGES]


@conv3d_forward.property("volumes do not mix")
def volumes_do_not_meet(f, rng):
    """Return a sentence unless each volume gets the same answers alone."""
    return own_example(lambda *layer: answers(f, *layer), volume_layer(rng, 2, 4, 5, 3, 2, 3, 2), 2, 1)


@conv3d_forward.property("a single frame is convolved like a picture")
def one_frame_is_a_picture(f, rng):
    """Return a sentence unless a volume of depth 1 gets what filters of 1 by 1 give its only frame."""
    A_prev, W, b = volume_layer(rng, 2, 1, 4, 3, 3, 2, 1)
    Z = np.asarray(answers(f, A_prev, W, b, 1, 0))
    wanted = conv_forward(A_prev[:, 0], W[0], b[0])[0]
    right = Z.shape == (2, 1, 4, 3, 2) and np.allclose(Z[:, 0], wanted)
    return None if right else "a volume of one frame gets different answers from the same frame as a picture"


# --- known mistakes -------------------------------------------------------------------------------------------------


def Z_of(A_prev, W, b, stride=1, pad=0):
    """Return the right answers."""
    return reference.conv3d_forward(A_prev, W, b, stride=stride, pad=pad)[0]


def padded(A_prev, *pads):
    """Return volumes with (before, after) zeros along depth, height and width."""
    return np.pad(A_prev, ((0, 0), *pads, (0, 0)))


@conv3d_forward.mistake
def stride_ignored(A_prev, W, b, *, stride=1, pad=0):
    """`stride` is ignored: the window moves on by `stride` along all three axes"""
    return Z_of(A_prev, W, b, 1, pad), None


@conv3d_forward.mistake
def depth_without_stride(A_prev, W, b, *, stride=1, pad=0):
    """`stride` is not used along the depth: the window moves on by `stride` frames as well"""
    return Z_of(A_prev, W, b, 1, pad)[:, :, ::stride, ::stride], None


@conv3d_forward.mistake
def stride_along_depth_alone(A_prev, W, b, *, stride=1, pad=0):
    """`stride` is used along the depth alone: use it along height and width, too"""
    return Z_of(A_prev, W, b, 1, pad)[:, ::stride], None


@conv3d_forward.mistake
def padding_ignored(A_prev, W, b, *, stride=1, pad=0):
    """`pad` is ignored: put `pad` zeros on each side of depth, height and width"""
    f = len(W)
    if min(A_prev.shape[1:4]) < f:
        return np.zeros((len(A_prev), 0, 0, 0, W.shape[4])), None
    return Z_of(A_prev, W, b, stride), None


@conv3d_forward.mistake
def depth_not_padded(A_prev, W, b, *, stride=1, pad=0):
    """the depth is not padded: put `pad` frames of zeros before the first and after the last"""
    both = (pad, pad)
    if A_prev.shape[1] < len(W):
        return np.zeros((len(A_prev), 0, 0, 0, W.shape[4])), None
    return Z_of(padded(A_prev, (0, 0), both, both), W, b, stride), None


@conv3d_forward.mistake
def padded_before_alone(A_prev, W, b, *, stride=1, pad=0):
    """all zeros are put at the beginning of each axis: `pad` of them belong on each side"""
    return Z_of(padded(A_prev, *[(2 * pad, 0)] * 3), W, b, stride), None


@conv3d_forward.mistake
def padded_once(A_prev, W, b, *, stride=1, pad=0):
    """the sizes count the padding once: it is on both sides, so 2 * pad"""
    n_D, n_H, n_W = (max(0, (n + pad - len(W)) // stride + 1) for n in A_prev.shape[1:4])
    return Z_of(A_prev, W, b, stride, pad)[:, :n_D, :n_H, :n_W], None


@conv3d_forward.mistake
def one_place_too_few(A_prev, W, b, *, stride=1, pad=0):
    """the last position along each axis is missing: the formula for the sizes ends with + 1"""
    return Z_of(A_prev, W, b, stride, pad)[:, :-1, :-1, :-1], None


@conv3d_forward.mistake
def first_frame_of_the_window(A_prev, W, b, *, stride=1, pad=0):
    """only the first frame of each window is used: the filter has f frames, W[o], and all of them are added up"""
    alone = np.zeros_like(W)
    alone[0] = W[0]
    return Z_of(A_prev, alone, b, stride, pad), None


@conv3d_forward.mistake
def frame_in_the_centre(A_prev, W, b, *, stride=1, pad=0):
    """only the frame in the centre of each window is used: the filter has f frames, and all of them are added up"""
    alone = np.zeros_like(W)
    alone[len(W) // 2] = W[len(W) // 2]
    return Z_of(A_prev, alone, b, stride, pad), None


@conv3d_forward.mistake
def same_frame_of_the_filter(A_prev, W, b, *, stride=1, pad=0):
    """all frames meet the first frame of the filter: frame o of the window meets W[o]"""
    return Z_of(A_prev, np.repeat(W[:1], len(W), axis=0), b, stride, pad), None


@conv3d_forward.mistake
def frames_apart(A_prev, W, b, *, stride=1, pad=0):
    """every frame is treated as a separate picture, with W[0]: a filter covers f frames, and slides along them"""
    m, n_D, *size = A_prev.shape
    Z = conv_forward(A_prev.reshape(m * n_D, *size), W[0], b[0], stride=stride, pad=pad)[0]
    return Z.reshape(m, n_D, *Z.shape[1:]), None


@conv3d_forward.mistake
def frames_as_channels(A_prev, W, b, *, stride=1, pad=0):
    """the frames are treated as channels, and Z has no depth: the filter slides along the depth, too"""
    both, first = (pad, pad), A_prev[:, : len(W)]
    if A_prev.shape[1] < len(W):
        first = padded(first, (0, len(W) - A_prev.shape[1]), (0, 0), (0, 0))
    return Z_of(padded(first, (0, 0), both, both), W, b, stride)[:, 0], None


@conv3d_forward.mistake
def mean_over_frames(A_prev, W, b, *, stride=1, pad=0):
    """the answers of the frames are averaged: add them up"""
    return (Z_of(A_prev, W, b, stride, pad) - b) / len(W) + b, None


@conv3d_forward.mistake
def bias_for_every_frame(A_prev, W, b, *, stride=1, pad=0):
    """the bias is added once for every frame of the window: add it once, to the sum"""
    return Z_of(A_prev, W, b * len(W), stride, pad), None


@conv3d_forward.mistake
def bias_for_every_tap(A_prev, W, b, *, stride=1, pad=0):
    """the bias is added once for every tap: add it once, after the loops"""
    return Z_of(A_prev, W, b * len(W) ** 3, stride, pad), None


@conv3d_forward.mistake
def bias_left_out(A_prev, W, b, *, stride=1, pad=0):
    """the bias is left out: add b[..., k] to every answer of filter k"""
    return Z_of(A_prev, W, 0 * b, stride, pad), None


@conv3d_forward.mistake
def first_bias_for_all(A_prev, W, b, *, stride=1, pad=0):
    """all filters get the bias of the first: filter k has b[..., k]"""
    return Z_of(A_prev, W, 0 * b + b[..., :1], stride, pad), None


@conv3d_forward.mistake
def filters_turned(A_prev, W, b, *, stride=1, pad=0):
    """the filters are reversed along all axes: this convolution does not flip them"""
    return Z_of(A_prev, W[::-1, ::-1, ::-1], b, stride, pad), None


@conv3d_forward.mistake
def played_backward(A_prev, W, b, *, stride=1, pad=0):
    """the filters are reversed along the depth: W[0] meets the first frame of the window"""
    return Z_of(A_prev, W[::-1], b, stride, pad), None


@conv3d_forward.mistake
def filter_axes_swapped(A_prev, W, b, *, stride=1, pad=0):
    """height and width of the filters are swapped: W is (depth, height, width, n_C_prev, n_C)"""
    return Z_of(A_prev, W.swapaxes(1, 2), b, stride, pad), None


@conv3d_forward.mistake
def depth_last_in_the_filter(A_prev, W, b, *, stride=1, pad=0):
    """the filters are read as (height, width, depth): their first axis is the depth, W[o]"""
    return Z_of(A_prev, W.transpose(2, 0, 1, 3, 4), b, stride, pad), None


@conv3d_forward.mistake
def depth_last_in_Z(A_prev, W, b, *, stride=1, pad=0):
    """the depth of Z comes after height and width: Z is (m, n_D, n_H, n_W, n_C)"""
    return Z_of(A_prev, W, b, stride, pad).transpose(0, 2, 3, 1, 4), None


@conv3d_forward.mistake
def channels_before_places(A_prev, W, b, *, stride=1, pad=0):
    """the channels of Z come before the positions: here they come last, (m, n_D, n_H, n_W, n_C)"""
    return np.moveaxis(Z_of(A_prev, W, b, stride, pad), -1, 1), None


@conv3d_forward.mistake
def first_channel_alone(A_prev, W, b, *, stride=1, pad=0):
    """only the first input channel is used: every filter covers all of them"""
    return Z_of(A_prev[..., :1], W[:, :, :, :1], b, stride, pad), None


@conv3d_forward.mistake
def first_filter_for_all(A_prev, W, b, *, stride=1, pad=0):
    """all output channels use the first filter: channel k uses W[..., k]"""
    return Z_of(A_prev, np.repeat(W[..., :1], W.shape[4], axis=4), b, stride, pad), None


@conv3d_forward.mistake
def first_volume_for_all(A_prev, W, b, *, stride=1, pad=0):
    """every volume gets the answers of the first: example i is A_prev[i]"""
    return np.repeat(Z_of(A_prev[:1], W, b, stride, pad), len(A_prev), axis=0), None


@conv3d_forward.mistake
def negative_answers_cut_off(A_prev, W, b, *, stride=1, pad=0):
    """negative answers are set to 0: Z comes before the activation"""
    return np.maximum(Z_of(A_prev, W, b, stride, pad), 0), None


@conv3d_forward.mistake
def cache_forgotten(A_prev, W, b, *, stride=1, pad=0):
    """Z is returned alone: return Z, cache"""
    return Z_of(A_prev, W, b, stride, pad)


@conv3d_forward.mistake
def depth_as_it_is(A_prev, W, b, *, stride=1, pad=0):
    """neither `stride` nor `pad` is used along the depth: use both along all three axes"""
    both = (pad, pad)
    if A_prev.shape[1] < len(W):
        return np.zeros((len(A_prev), 0, 0, 0, W.shape[4])), None
    return Z_of(padded(A_prev, (0, 0), both, both), W, b)[:, :, ::stride, ::stride], None


@conv3d_forward.mistake
def depth_starts_without_stride(A_prev, W, b, *, stride=1, pad=0):
    """window d starts at frame d: it starts at d * stride, as along height and width"""
    n_D = Z_of(A_prev, W, b, stride, pad).shape[1]
    return Z_of(A_prev, W, b, 1, pad)[:, :n_D, ::stride, ::stride], None


@conv3d_forward.mistake
def last_tap_alone(A_prev, W, b, *, stride=1, pad=0):
    """only the products of the last tap are left: add up those of all taps, with += in place of ="""
    alone = np.zeros_like(W)
    alone[-1, -1, -1] = W[-1, -1, -1]
    return Z_of(A_prev, alone, b, stride, pad), None


# --- right, written differently -------------------------------------------------------------------------------------


@conv3d_forward.right
def place_by_place(A_prev, W, b, *, stride=1, pad=0):
    """Return the same, place by place."""
    f, wide = len(W), padded(A_prev, *[(pad, pad)] * 3)
    size = [(n - f) // stride + 1 for n in wide.shape[1:4]]
    Z = np.zeros((len(A_prev), *size, W.shape[4]))
    for d, h, w in np.ndindex(*size):
        D, H, Wd = d * stride, h * stride, w * stride
        Z[:, d, h, w] = np.tensordot(wide[:, D : D + f, H : H + f, Wd : Wd + f], W, axes=4) + b[0, 0, 0, 0]
    return Z, (A_prev, W, b, stride, pad)


@conv3d_forward.right
def frame_by_frame(A_prev, W, b, *, stride=1, pad=0):
    """Return the same as a sum of two-dimensional convolutions, one for each frame of the filter."""
    wide, f = padded(A_prev, (pad, pad), (0, 0), (0, 0)), len(W)
    nothing = np.zeros((1, 1, 1, W.shape[4]))
    frames = []
    for d in range((wide.shape[1] - f) // stride + 1):
        parts = [conv_forward(wide[:, d * stride + o], W[o], nothing, stride=stride, pad=pad)[0] for o in range(f)]
        frames.append(sum(parts))
    return [np.stack(frames, axis=1) + b, None]


@conv3d_forward.right
def in_one_sum(A_prev, W, b, *, stride=1, pad=0):
    """Return the same as one sum over windows."""
    views = sliding_window_view(padded(A_prev, *[(pad, pad)] * 3), W.shape[:3], axis=(1, 2, 3))
    return np.einsum("idhwcopq,opqck->idhwk", views[:, ::stride, ::stride, ::stride], W) + b, None
