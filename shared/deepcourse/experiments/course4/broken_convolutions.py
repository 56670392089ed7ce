"""Convolutional layers with one mistake each, made on purpose: for those who design a test that finds them all.

BROKEN          what each mistake is called, and the layer that makes it
MORE            further ones, for the hidden tests
right           the layer without a mistake
differs         whether two answers are not the same
"""

import numpy as np

from deepcourse.cnn import convolution
from deepcourse.cnn.filters import output_size


def right(A_prev, W, b, stride, pad):
    """Return Z, (m, n_H, n_W, n_C), as it should be."""
    return convolution.conv_forward(A_prev, W, b, stride=stride, pad=pad)[0]


def sizes(A_prev, W, stride, pad):
    """Return [n_H, n_W]."""
    return [output_size(n, W.shape[0], pad, stride) for n in A_prev.shape[1:3]]


def corner_without_stride(A_prev, W, b, stride, pad):
    """Return Z with the window at row h and column w, not at h * stride and w * stride."""
    n_H, n_W = sizes(A_prev, W, stride, pad)
    return right(A_prev, W, b, 1, pad)[:, :n_H, :n_W].copy()


def zeros_below_and_right(A_prev, W, b, stride, pad):
    """Return Z with all zeros of the frame below the picture and on its right."""
    return right(np.pad(A_prev, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0))), W, b, stride, 0)


def sizes_exchanged(A_prev, W, b, stride, pad):
    """Return Z as (m, n_W, n_H, n_C), with as many of its entries as fit."""
    Z = right(A_prev, W, b, stride, pad)
    m, n_H, n_W, n_C = Z.shape
    exchanged, n = np.zeros((m, n_W, n_H, n_C)), min(n_H, n_W)
    exchanged[:, :n, :n] = Z[:, :n, :n]
    return exchanged


def first_channel_only(A_prev, W, b, stride, pad):
    """Return Z from the first channel of the pictures alone."""
    return right(A_prev[..., :1], W[:, :, :1], b, stride, pad)


def bias_in_every_product(A_prev, W, b, stride, pad):
    """Return Z with the bias inside the sum: it is added as often as there are products."""
    return right(A_prev, W, b * W[..., 0].size, stride, pad)


def filters_turned(A_prev, W, b, stride, pad):
    """Return Z with the filters turned by 180 degrees: the convolution of mathematics."""
    return right(A_prev, W[::-1, ::-1], b, stride, pad)


def sizes_rounded_up(A_prev, W, b, stride, pad):
    """Return Z with sizes that are rounded up: a last window leaves the picture, and finds zeros there."""
    more = [-(n + 2 * pad - W.shape[0]) % stride for n in A_prev.shape[1:3]]
    framed = convolution.zero_pad(A_prev, pad)
    return right(np.pad(framed, ((0, 0), *((0, n) for n in more), (0, 0))), W, b, stride, 0)


def first_picture_for_all(A_prev, W, b, stride, pad):
    """Return Z in which every picture gets the answers of the first."""
    return np.repeat(right(A_prev[:1], W, b, stride, pad), len(A_prev), axis=0)


def bias_left_out(A_prev, W, b, stride, pad):
    """Return Z without the bias."""
    return right(A_prev, W, 0 * b, stride, pad)


def last_channel_only(A_prev, W, b, stride, pad):
    """Return Z from the last channel of the pictures alone."""
    return right(A_prev[..., -1:], W[:, :, -1:], b, stride, pad)


def last_picture_for_all(A_prev, W, b, stride, pad):
    """Return Z in which every picture gets the answers of the last."""
    return np.repeat(right(A_prev[-1:], W, b, stride, pad), len(A_prev), axis=0)


BROKEN = {
    "the corner ignores the stride": corner_without_stride,
    "all zeros below and right": zeros_below_and_right,
    "n_H and n_W exchanged": sizes_exchanged,
    "first channel only": first_channel_only,
    "bias in every product": bias_in_every_product,
    "filters turned": filters_turned,
    "sizes rounded up": sizes_rounded_up,
    "first picture for all": first_picture_for_all,
}
MORE = {
    "bias left out": bias_left_out,
    "last channel only": last_channel_only,
    "last picture for all": last_picture_for_all,
}


def differs(one, other):
    """Return whether two answers have different shapes, or an entry that is not the same up to rounding.

    >>> differs(np.zeros((1, 2)), np.zeros((2, 1))), differs(np.array([0.1 + 0.2]), np.array([0.3]))
    (True, False)
    """
    return one.shape != other.shape or not np.allclose(one, other, rtol=1e-9, atol=1e-9)
