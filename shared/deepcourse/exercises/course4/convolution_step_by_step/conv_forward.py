"""Exercise 3: all filters at all places of all pictures."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from deepcourse.cnn import convolution as reference
from deepcourse.exercises.course4.convolution_step_by_step.layers import (
    answers,
    conv_cases,
    conv_draw,
    conv_edges,
    layer,
)
from deepcourse.exercises.course4.convolution_step_by_step.slides import BOTH, Z_of
from deepcourse.exercises.declaration import FunctionExercise

conv_forward = FunctionExercise(
    __name__,
    reference=reference.conv_forward,
    use=answers,
    minutes=9,
    points_visible=7,
    points_hidden=9,
    returns=("Z",),
    hints=(
        "Four loops: pictures, rows of Z, columns of Z, filters. The shape of Z comes first; make it of zeros.",
        "h and w count entries of Z, not pixels. Which row of the padded picture is the first of the window for h?",
        "A window has rows from top to top + f, of the padded picture, and all its channels: that is what "
        "conv_single_step wants, besides W[:, :, :, k] and b[:, :, :, k].",
    ),
)

conv_forward.visible(conv_cases)
conv_forward.draw(conv_draw)
conv_forward.edges(conv_edges)


@conv_forward.property("pictures do not meet")
def pictures_do_not_meet(f, rng):
    """Return a sentence unless each picture gets the same answers alone."""
    A_prev, W, b = layer(rng, 3, 5, 6, 2, 3, 2)
    together = answers(f, A_prev, W, b, 2, 1)
    for i in range(3):
        alone = answers(f, A_prev[i : i + 1], W, b, 2, 1)
        if not np.allclose(together[i], alone[0]):
            return f"picture {i} gets other answers alone than among three"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def windows_of(pictures, A_prev, W, b, stride, pad, end=None, exchanged=False):
    """Return Z from windows of other pictures, `exchanged` with n_H for n_W; `end` says where a window ends."""
    n_H, n_W = Z_of(A_prev, W, b, stride, pad).shape[1:3]
    n_H, n_W = (n_W, n_H) if exchanged else (n_H, n_W)
    Z, f = np.zeros((len(A_prev), n_H, n_W, W.shape[3])), len(W)
    end = end or (lambda start, at: start + f)
    for i, h, w, k in np.ndindex(Z.shape):
        top, left = h * stride, w * stride
        window = pictures[i, top : end(top, h), left : end(left, w)]
        Z[i, h, w, k] = np.sum(window * W[..., k]) + b[0, 0, 0, k]
    return Z


@conv_forward.mistake
def unpadded_sliced(A_prev, W, b, *, stride=1, pad=0):
    """the pictures are padded, but the windows are cut out of the unpadded A_prev: slice the padded ones"""
    return windows_of(A_prev, A_prev, W, b, stride, pad), None


@conv_forward.mistake
def end_without_stride(A_prev, W, b, *, stride=1, pad=0):
    """a window begins at h * stride but ends at h + f: it ends f rows below its own first row"""
    padded, f = reference.zero_pad(A_prev, pad), len(W)
    return windows_of(padded, A_prev, W, b, stride, pad, end=lambda start, at: at + f), None


@conv_forward.mistake
def sizes_exchanged(A_prev, W, b, *, stride=1, pad=0):
    """n_H is calculated from the width and n_W from the height, so that windows leave the picture: exchange the two"""
    return windows_of(reference.zero_pad(A_prev, pad), A_prev, W, b, stride, pad, exchanged=True), None


for mistake in BOTH:
    conv_forward.mistake(mistake)


@conv_forward.mistake
def stride_for_rows_only(A_prev, W, b, *, stride=1, pad=0):
    """the columns ignore the stride: the window of column w begins at w * stride"""
    n_W = Z_of(A_prev, W, b, stride, pad).shape[2]
    return Z_of(A_prev, W, b, 1, pad)[:, ::stride, :n_W].copy(), None


@conv_forward.mistake
def returned_too_early(A_prev, W, b, *, stride=1, pad=0):
    """only the first picture is answered, the others are 0: `return` stands inside the loop"""
    Z = Z_of(A_prev, W, b, stride, pad)
    Z[1:] = 0
    return Z, None


@conv_forward.mistake
def whole_numbers(A_prev, W, b, *, stride=1, pad=0):
    """Z holds whole numbers, so that all fractions were cut off: np.zeros makes floats if you do not ask for int"""
    return Z_of(A_prev, W, b, stride, pad).astype(int), None


# --- right, written differently -------------------------------------------------------------------------------------


@conv_forward.right
def four_loops(A_prev, W, b, *, stride=1, pad=0):
    """Return the same in four loops, from conv_single_step."""
    (m, n_H_prev, n_W_prev, _), (f, _, _, n_C) = A_prev.shape, W.shape
    n_H, n_W = int((n_H_prev + 2 * pad - f) / stride) + 1, int((n_W_prev + 2 * pad - f) / stride) + 1
    Z, padded = np.zeros((m, n_H, n_W, n_C)), reference.zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                window = padded[i, h * stride : h * stride + f, w * stride : w * stride + f, :]
                for k in range(n_C):
                    Z[i, h, w, k] = reference.conv_single_step(window, W[:, :, :, k], b[:, :, :, k])
    return Z, (A_prev, W, b, stride, pad)


@conv_forward.right
def tap_by_tap(A_prev, W, b, *, stride=1, pad=0):
    """Return the same, one place of the filters at a time, for all windows."""
    padded, f = reference.zero_pad(A_prev, pad), len(W)
    n_H, n_W = ((n - f) // stride + 1 for n in padded.shape[1:3])
    Z = np.zeros((len(A_prev), n_H, n_W, W.shape[3])) + b
    for p in range(f):
        for q in range(f):
            Z += padded[:, p : p + stride * n_H : stride, q : q + stride * n_W : stride][:, :n_H, :n_W] @ W[p, q]
    return Z, None


@conv_forward.right
def in_one_sum(A_prev, W, b, *, stride=1, pad=0):
    """Return the same as one sum over windows."""
    views = sliding_window_view(reference.zero_pad(A_prev, pad), W.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("ihwcpq,pqck->ihwk", views, W) + b, None
