"""Exercise 5: the same layer, with one matrix product."""

import numpy as np

from deepcourse.cnn import convolution, step_by_step
from deepcourse.exercises.course4.convolution_step_by_step.layers import (
    answers,
    conv_cases,
    conv_draw,
    conv_edges,
    layer,
)
from deepcourse.exercises.course4.convolution_step_by_step.slides import BOTH, Z_of
from deepcourse.exercises.declaration import FunctionExercise

conv_forward_fast = FunctionExercise(
    __name__,
    reference=step_by_step.conv_forward_fast,
    use=answers,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("Z",),
    hints=(
        "The view has the axes (m, rows, columns, n_C_prev, f, f), at stride 1. Slices keep every stride-th place.",
        "A row must list its window in the order in which W.reshape(-1, n_C) lists a filter: p, q, channel. In the "
        "view the channel comes first.",
        "Move the axis of the channels to the end with transpose; one reshape then makes the rows. The product has a "
        "row for each window; a last reshape puts each row back in its place.",
    ),
)


@conv_forward_fast.visible
def visible():
    """Return the layers of conv_forward, with other numbers."""
    return conv_cases(seed=2)


conv_forward_fast.draw(conv_draw)
conv_forward_fast.edges(conv_edges)


@conv_forward_fast.property("the same numbers as conv_forward")
def same_numbers(f, rng):
    """Return a sentence unless the package's conv_forward gives the same."""
    A_prev, W, b = layer(rng, 2, 9, 12, 3, 4, 3)
    far = np.abs(answers(f, A_prev, W, b, 2, 1) - Z_of(A_prev, W, b, 2, 1)).max()
    return None if far < 1e-9 else f"an entry of Z is {far:.3g} away from what conv_forward gives"


# --- known mistakes -------------------------------------------------------------------------------------------------


def rows_times(A_prev, W, b, stride, pad, rows_order, filters):
    """Return Z from windows whose axes (p, q, channel) stand in another order, times other columns of filters."""
    rows = convolution.windows(convolution.zero_pad(A_prev, pad), len(W), stride)
    f, _, n_C_prev, _ = W.shape
    rows = rows.reshape(-1, f, f, n_C_prev).transpose(0, *rows_order).reshape(len(rows), -1)
    return (rows @ filters).reshape(Z_of(A_prev, W, b, stride, pad).shape) + b


@conv_forward_fast.mistake
def channels_first_in_rows(A_prev, W, b, *, stride=1, pad=0):
    """the rows list a window channel by channel, the filters pixel by pixel: move the axis of the channels to the end
    before the reshape
    """
    return rows_times(A_prev, W, b, stride, pad, (3, 1, 2), W.reshape(-1, W.shape[3])), None


@conv_forward_fast.mistake
def filters_as_rows(A_prev, W, b, *, stride=1, pad=0):
    """the filters are cut into n_C rows, W.reshape(n_C, -1).T, which mixes them: W.reshape(-1, n_C) has a column for
    each filter
    """
    return rows_times(A_prev, W, b, stride, pad, (1, 2, 3), W.reshape(W.shape[3], -1).T), None


@conv_forward_fast.mistake
def wrong_way_back(A_prev, W, b, *, stride=1, pad=0):
    """the answers are shaped as (n_C, m, n_H, n_W) and then moved, which mixes them: the last axis of the product is
    that of the filters already
    """
    Z = Z_of(A_prev, W, b, stride, pad)
    m, n_H, n_W, n_C = Z.shape
    return (Z - b).reshape(n_C, m, n_H, n_W).transpose(1, 2, 3, 0) + b, None


@conv_forward_fast.mistake
def columns_of_Z_first(A_prev, W, b, *, stride=1, pad=0):
    """the answers are filled in column by column: the rows of the matrix go through each picture row by row"""
    Z = Z_of(A_prev, W, b, stride, pad)
    m, n_H, n_W, n_C = Z.shape
    return Z.reshape(m, n_W, n_H, n_C).swapaxes(1, 2), None


@conv_forward_fast.mistake
def still_a_matrix(A_prev, W, b, *, stride=1, pad=0):
    """Z is still a matrix with a row for each window: reshape it to (m, n_H, n_W, n_C)"""
    Z = Z_of(A_prev, W, b, stride, pad)
    return Z.reshape(-1, Z.shape[3]), None


for mistake in BOTH:
    conv_forward_fast.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@conv_forward_fast.right
def rows_by_loops(A_prev, W, b, *, stride=1, pad=0):
    """Return the same, the rows gathered place by place."""
    padded, (f, _, _, n_C) = convolution.zero_pad(A_prev, pad), W.shape
    m, n_H, n_W, _ = Z_of(A_prev, W, b, stride, pad).shape
    places = [(h * stride, w * stride) for h in range(n_H) for w in range(n_W)]
    rows = [padded[i, h : h + f, w : w + f].ravel() for i in range(m) for h, w in places]
    return (np.array(rows) @ W.reshape(-1, n_C) + b.reshape(1, -1)).reshape(m, n_H, n_W, n_C), None


@conv_forward_fast.right
def by_tensordot(A_prev, W, b, *, stride=1, pad=0):
    """Return the same from a view and tensordot."""
    padded = convolution.zero_pad(A_prev, pad)
    view = np.lib.stride_tricks.sliding_window_view(padded, W.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.tensordot(view, W, axes=((4, 5, 3), (0, 1, 2))) + b, (A_prev, W, b, stride, pad)
