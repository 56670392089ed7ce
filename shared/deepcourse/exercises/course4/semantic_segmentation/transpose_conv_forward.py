"""Exercise 3: every pixel writes a patch."""

import numpy as np

from deepcourse.cnn import transposed as reference
from deepcourse.exercises.course4.residual_networks.pictures import first_of_two, trouble_with
from deepcourse.exercises.course4.semantic_segmentation.layers import (
    EDGES,
    SIZES,
    layer,
    options,
    some_layer,
    stamped,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise


def answers(f, A_prev, W, b, stride, pad, *, caches=False):
    """Return Z of the pair that a layer returns; with `caches`, what is wrong with its cache, or ""."""
    result = f(A_prev, W, b, **options(stride, pad))
    if not caches:
        return first_of_two(result)
    Z, cache = reference.transpose_conv_forward(A_prev, W, b, stride=stride, pad=pad)
    return trouble_with(result, lambda used: reference.transpose_conv_backward(np.cos(Z), used), cache) or ""


transpose_conv_forward = FunctionExercise(
    __name__,
    reference=reference.transpose_conv_forward,
    use=answers,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("Z",),
    hints=(
        "Ignore pad at first. Make an array of zeros for the whole output, (n_H_prev - 1) * stride + f rows, and loop "
        "over the pixels of A_prev.",
        "The pixel (h, w) of all pictures is A_prev[:, h, w], (m, n_C_prev). Its patch must have the shape "
        "(m, f, f, n_C): which axis of W is summed over? np.tensordot or np.einsum can do it.",
        "Patches overlap, so each is added to what is already there. At the end, cut pad rows and columns from each "
        "of the four sides; a slice that ends at size - pad works for pad = 0, too. The bias comes last, once.",
    ),
)


def case(made, stride, pad, name=""):
    """Return one layer as a case."""
    return Case(name or told(made[0], made[1], stride, pad), (*made, stride, pad))


@transpose_conv_forward.visible
def visible():
    """Return layers of all kinds of sizes, and one in float32."""
    rng = np.random.default_rng(31)
    cases = [case(layer(rng, *sizes), stride, pad) for *sizes, stride, pad in SIZES]
    narrow = [array.astype(np.float32) for array in layer(rng, 2, 2, 3, 2, 2, 3)]
    return [*cases, case(narrow, 2, 1, "float32, f 3, stride 2, pad 1")]


@transpose_conv_forward.draw
def draw(rng):
    """Return a layer of random size."""
    return case(*some_layer(rng))


@transpose_conv_forward.edges
def edges(rng):
    """Return one picture, one pixel, one channel, filters of 1, gaps between the patches, much padding, float32."""
    cases = [case(layer(rng, *sizes), stride, pad) for *sizes, stride, pad in EDGES]
    narrow = [array.astype(np.float32) for array in layer(rng, 2, 3, 2, 3, 2, 2)]
    return [*cases, case(narrow, 2, 0, "float32, f 2, stride 2, pad 0")]


@transpose_conv_forward.property("a single pixel of 1 writes the filter")
def one_pixel_writes_the_filter(f, rng):
    """Return a sentence unless one pixel leaves a copy of the filter, at its place."""
    _, W, b = layer(rng, 1, 1, 1, 1, 2, 3)
    A_prev = np.zeros((1, 2, 3, 1))
    A_prev[0, 1, 2] = 1
    Z = answers(f, A_prev, W, 0 * b, 2, 0)
    if np.shape(Z) != (1, 5, 7, 2):
        return f"2 x 3 pixels, f 3, stride 2: Z has the shape {np.shape(Z)}, expected (1, 5, 7, 2)"
    if not np.allclose(Z[0, 2:, 4:], W[:, :, 0]):
        return "with a 1 in row 1, column 2, rows 2 to 4 and columns 4 to 6 of Z should hold the filter"
    return None if np.isclose(np.abs(Z).sum(), np.abs(W).sum()) else "Z is not 0 away from the patch"


def drawn_cache(rng):
    """Return a layer whose cache is used on the backward pass."""
    return Case("a layer", (*layer(rng, 2, 2, 3, 2, 3, 3), 2, 1), {"caches": True})


@transpose_conv_forward.property("a cache for the backward pass", draw=drawn_cache)
def cache_serves(result, A_prev, W, b, stride, pad):
    """Return a sentence unless the package's backward pass can use the cache."""
    return result or None


# --- known mistakes -------------------------------------------------------------------------------------------------


@transpose_conv_forward.mistake
def size_times_stride(A_prev, W, b, *, stride=1, pad=0):
    """Z has n_H_prev * stride rows: it needs (n_H_prev - 1) * stride + f, less 2 * pad"""
    return stamped(A_prev, W, b, stride, pad, size=lambda n, f, stride: n * stride, cut=lambda Z: Z), None


@transpose_conv_forward.mistake
def overwritten(A_prev, W, b, *, stride=1, pad=0):
    """patches overwrite each other where they overlap: add each to what is already there"""

    def write(Z, window, stamp):
        window[:] = stamp

    return stamped(A_prev, W, b, stride, pad, into=write), None


@transpose_conv_forward.mistake
def averaged(A_prev, W, b, *, stride=1, pad=0):
    """overlapping patches are averaged: add them up"""
    counts = stamped(np.ones_like(A_prev), np.ones_like(W) / W.shape[2], 0, stride, pad)
    return stamped(A_prev, W, 0, stride, pad) / np.maximum(counts, 1) + b, None


@transpose_conv_forward.mistake
def stride_ignored(A_prev, W, b, *, stride=1, pad=0):
    """the patches begin at h and w: that of pixel (h, w) begins at h * stride and w * stride"""
    return stamped(A_prev, W, b, stride, pad, at=lambda h, w: (h, w)), None


@transpose_conv_forward.mistake
def stride_of_rows_alone(A_prev, W, b, *, stride=1, pad=0):
    """the columns ignore the stride: the patch of column w begins at w * stride"""
    return stamped(A_prev, W, b, stride, pad, at=lambda h, w: (h * stride, w)), None


@transpose_conv_forward.mistake
def step_of_f(A_prev, W, b, *, stride=1, pad=0):
    """the patches begin f apart: they begin stride apart"""
    f = len(W)
    return stamped(A_prev, W, b, stride, pad, at=lambda h, w: (h * f, w * f)), None


@transpose_conv_forward.mistake
def pad_ignored(A_prev, W, b, *, stride=1, pad=0):
    """pad is ignored: pad rows and columns must be cut from each side"""
    return stamped(A_prev, W, b, stride, 0), None


@transpose_conv_forward.mistake
def pad_added(A_prev, W, b, *, stride=1, pad=0):
    """pad adds a frame of zeros to the output: in a transposed convolution, it cuts one off"""
    frame = ((0, 0), (pad, pad), (pad, pad), (0, 0))
    return stamped(A_prev, W, b, stride, 0, cut=lambda Z: np.pad(Z, frame)), None


@transpose_conv_forward.mistake
def input_padded(A_prev, W, b, *, stride=1, pad=0):
    """A_prev gets a frame of zeros, as for a convolution: here pad is cut from the output"""
    return stamped(np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0))), W, b, stride, 0), None


@transpose_conv_forward.mistake
def cut_at_the_end(A_prev, W, b, *, stride=1, pad=0):
    """all 2 * pad rows and columns are cut from the lower and right sides: cut pad from each of the four"""
    return stamped(A_prev, W, b, stride, pad, cut=lambda Z: Z[:, : -2 * pad or None, : -2 * pad or None]), None


@transpose_conv_forward.mistake
def cut_at_the_start(A_prev, W, b, *, stride=1, pad=0):
    """pad is cut from the upper and left sides only: cut it from the lower and right ones, too"""
    return stamped(A_prev, W, b, stride, pad, cut=lambda Z: Z[:, pad:, pad:]), None


@transpose_conv_forward.mistake
def all_cut_at_the_start(A_prev, W, b, *, stride=1, pad=0):
    """all 2 * pad rows and columns are cut from the upper and left sides: cut pad from each of the four"""
    return stamped(A_prev, W, b, stride, pad, cut=lambda Z: Z[:, 2 * pad :, 2 * pad :]), None


@transpose_conv_forward.mistake
def cut_to_nothing(A_prev, W, b, *, stride=1, pad=0):
    """the slice pad:-pad is empty for pad = 0: let it end at size - pad"""
    return stamped(A_prev, W, b, stride, pad, cut=lambda Z: Z[:, pad:-pad, pad:-pad]), None


@transpose_conv_forward.mistake
def sizes_exchanged(A_prev, W, b, *, stride=1, pad=0):
    """n_H is calculated from the width and n_W from the height: swap the two"""
    return stamped(A_prev, W, b, stride, pad, exchanged=True), None


@transpose_conv_forward.mistake
def no_bias(A_prev, W, b, *, stride=1, pad=0):
    """the bias is left out: add b to every entry of Z, once"""
    return stamped(A_prev, W, np.zeros_like(b), stride, pad), None


@transpose_conv_forward.mistake
def bias_in_every_patch(A_prev, W, b, *, stride=1, pad=0):
    """the bias is part of every patch, so it adds up where patches overlap: add it once, at the end"""

    def write(Z, window, stamp):
        window += stamp + b

    return stamped(A_prev, W, np.zeros_like(b), stride, pad, into=write), None


@transpose_conv_forward.mistake
def filters_turned(A_prev, W, b, *, stride=1, pad=0):
    """the filters are rotated by 180°: entry W[p, q] goes p rows below the corner and q columns to its right"""
    return stamped(A_prev, W[::-1, ::-1], b, stride, pad), None


@transpose_conv_forward.mistake
def rows_for_columns(A_prev, W, b, *, stride=1, pad=0):
    """rows and columns of the filters are swapped: the first axis of W is for rows"""
    return stamped(A_prev, W.swapaxes(0, 1), b, stride, pad), None


@transpose_conv_forward.mistake
def channels_swapped(A_prev, W, b, *, stride=1, pad=0):
    """the sum runs over the last axis of W, the channels of Z: sum over axis 2, the channels of A_prev"""
    if W.shape[2] != W.shape[3]:
        raise ValueError(f"shape-mismatch for sum: {W.shape[2]} channels of A_prev, {W.shape[3]} of W")
    return stamped(A_prev, W.swapaxes(2, 3), b, stride, pad), None


@transpose_conv_forward.mistake
def first_channel_alone(A_prev, W, b, *, stride=1, pad=0):
    """only the first channel of A_prev is used: sum over all of them"""
    return stamped(A_prev[..., :1], W[:, :, :1], b, stride, pad), None


@transpose_conv_forward.mistake
def first_picture_alone(A_prev, W, b, *, stride=1, pad=0):
    """only the first picture is used: write the patches of all m pictures"""
    A_prev = A_prev.copy()
    A_prev[1:] = 0
    return stamped(A_prev, W, b, stride, pad), None


@transpose_conv_forward.mistake
def last_pixels_lost(A_prev, W, b, *, stride=1, pad=0):
    """the loops end one pixel too early, at n_H_prev - 1 and n_W_prev - 1: every pixel of A_prev writes a patch"""
    A_prev = A_prev.copy()
    A_prev[:, -1], A_prev[:, :, -1] = 0, 0
    return stamped(A_prev, W, b, stride, pad), None


@transpose_conv_forward.mistake
def always_float64(A_prev, W, b, *, stride=1, pad=0):
    """Z is float64 where A_prev is float32: np.zeros(shape, A_prev.dtype) keeps the dtype"""
    wide = [array.astype(float) for array in (A_prev, W, b)]
    return reference.transpose_conv_forward(*wide, stride=stride, pad=pad)[0], None


@transpose_conv_forward.mistake
def whole_numbers(A_prev, W, b, *, stride=1, pad=0):
    """Z holds whole numbers, which cuts off all fractions: use the dtype of A_prev"""
    return reference.transpose_conv_forward(A_prev, W, b, stride=stride, pad=pad)[0].astype(int), None


# --- right, written differently -------------------------------------------------------------------------------------


@transpose_conv_forward.right
def entry_by_entry(A_prev, W, b, *, stride=1, pad=0):
    """Return the same, one entry of the filters at a time, for all pixels at once."""
    (m, n_H_prev, n_W_prev, _), (f, _, _, n_C) = A_prev.shape, W.shape
    Z = np.zeros((m, (n_H_prev - 1) * stride + f, (n_W_prev - 1) * stride + f, n_C), A_prev.dtype)
    for p in range(f):
        for q in range(f):
            Z[:, p : p + stride * n_H_prev : stride, q : q + stride * n_W_prev : stride] += A_prev @ W[p, q]
    return Z[:, pad : Z.shape[1] - pad, pad : Z.shape[2] - pad] + b, (A_prev, W, b, stride, pad)


@transpose_conv_forward.right
def pixel_by_pixel(A_prev, W, b, *, stride=1, pad=0):
    """Return the same in loops over pixels and pictures, as a list."""
    (m, n_H_prev, n_W_prev, _), (f, _, _, n_C) = A_prev.shape, W.shape
    Z = np.zeros((m, (n_H_prev - 1) * stride + f, (n_W_prev - 1) * stride + f, n_C), A_prev.dtype)
    for i in range(m):
        for h in range(n_H_prev):
            for w in range(n_W_prev):
                patch = np.tensordot(W, A_prev[i, h, w], axes=(2, 0))
                Z[i, h * stride : h * stride + f, w * stride : w * stride + f] += patch
    return [Z[:, pad : len(Z[0]) - pad, pad : len(Z[0][0]) - pad] + b, (A_prev, W, b, stride, pad)]


@transpose_conv_forward.right
def zeros_between(A_prev, W, b, *, stride=1, pad=0):
    """Return the same as a convolution of the pixels with zeros between, with turned filters."""
    from deepcourse.cnn.convolution import conv_forward

    (m, n_H_prev, n_W_prev, n_C_prev), f = A_prev.shape, len(W)
    wide = np.zeros((m, (n_H_prev - 1) * stride + 1, (n_W_prev - 1) * stride + 1, n_C_prev), A_prev.dtype)
    wide[:, ::stride, ::stride] = A_prev
    Z, _ = conv_forward(wide, W[::-1, ::-1], b, pad=f - 1)
    return Z[:, pad : Z.shape[1] - pad, pad : Z.shape[2] - pad], (A_prev, W, b, stride, pad)
