"""Ways to slide filters over pictures that go wrong: mistakes of conv_forward, and of its fast twin.

BOTH            mistakes that both can make, in the order in which they are named
"""

import numpy as np

from deepcourse.cnn import convolution
from deepcourse.exercises.declaration import Shared
from deepcourse.experiments.course4 import broken_convolutions as broken

BOTH = Shared()


def Z_of(A_prev, W, b, stride, pad):
    """Return the right answers."""
    return broken.right(A_prev, W, b, stride, pad)


@BOTH.add
def corner_without_stride(A_prev, W, b, *, stride=1, pad=0):
    """the windows are those of stride 1: the window of Z[:, h, w] begins at row h * stride and column w * stride"""
    return broken.corner_without_stride(A_prev, W, b, stride, pad), None


@BOTH.add
def zeros_below_and_right(A_prev, W, b, *, stride=1, pad=0):
    """all zeros stand below the picture and on its right: `pad` of them belong on each side"""
    return broken.zeros_below_and_right(A_prev, W, b, stride, pad), None


@BOTH.add
def first_channel_only(A_prev, W, b, *, stride=1, pad=0):
    """only the first channel of the pictures is looked at: a filter reaches through all channels"""
    return broken.first_channel_only(A_prev, W, b, stride, pad), None


@BOTH.add
def a_channel_for_each_filter(A_prev, W, b, *, stride=1, pad=0):
    """filter k looks at channel k alone: every filter reaches through all channels"""
    C = A_prev.shape[3]
    maps = [Z_of(A_prev[..., [k % C]], W[:, :, [k % C], k, None], b[..., [k]], stride, pad) for k in range(W.shape[3])]
    return np.concatenate(maps, axis=3), None


@BOTH.add
def bias_in_every_product(A_prev, W, b, *, stride=1, pad=0):
    """the bias is inside the sum, and so added once for every product: add it once, to the sum"""
    return broken.bias_in_every_product(A_prev, W, b, stride, pad), None


@BOTH.add
def bias_left_out(A_prev, W, b, *, stride=1, pad=0):
    """the bias is left out: add b[0, 0, 0, k] to every answer of filter k"""
    return broken.bias_left_out(A_prev, W, b, stride, pad), None


@BOTH.add
def first_bias_for_all(A_prev, W, b, *, stride=1, pad=0):
    """all filters have the bias of the first: filter k has b[0, 0, 0, k]"""
    return Z_of(A_prev, W, np.broadcast_to(b[..., :1], b.shape), stride, pad), None


@BOTH.add
def first_filter_for_all(A_prev, W, b, *, stride=1, pad=0):
    """all channels of Z come from the first filter: channel k belongs to W[:, :, :, k]"""
    return Z_of(A_prev, np.repeat(W[..., :1], W.shape[3], axis=3), b, stride, pad), None


@BOTH.add
def filters_turned(A_prev, W, b, *, stride=1, pad=0):
    """the filters are turned by 180 degrees: here "convolution" leaves them as they are"""
    return broken.filters_turned(A_prev, W, b, stride, pad), None


@BOTH.add
def filters_transposed(A_prev, W, b, *, stride=1, pad=0):
    """rows and columns of the filters are exchanged: W[p, q] meets the pixel p rows down and q columns to the right"""
    return Z_of(A_prev, W.swapaxes(0, 1), b, stride, pad), None


@BOTH.add
def first_picture_for_all(A_prev, W, b, *, stride=1, pad=0):
    """every picture gets the answers of the first: take picture i for Z[i]"""
    return broken.first_picture_for_all(A_prev, W, b, stride, pad), None


@BOTH.add
def sizes_rounded_up(A_prev, W, b, *, stride=1, pad=0):
    """the sizes are rounded up: a window that leaves the padded picture is not counted, so round down"""
    return broken.sizes_rounded_up(A_prev, W, b, stride, pad), None


@BOTH.add
def one_place_too_few(A_prev, W, b, *, stride=1, pad=0):
    """the last row and the last column of places are missing: the sizes end with + 1"""
    return Z_of(A_prev, W, b, stride, pad)[:, :-1, :-1], None


@BOTH.add
def padded_once(A_prev, W, b, *, stride=1, pad=0):
    """the sizes count the padding once: it stands on both sides, so it is 2 * pad"""
    n_H, n_W = ((n + pad - W.shape[0]) // stride + 1 for n in A_prev.shape[1:3])
    return Z_of(A_prev, W, b, stride, pad)[:, :n_H, :n_W], None


@BOTH.add
def padding_ignored(A_prev, W, b, *, stride=1, pad=0):
    """`pad` is ignored: frame the pictures with zeros first"""
    return Z_of(A_prev, W, b, stride, 0), None


@BOTH.add
def stride_ignored(A_prev, W, b, *, stride=1, pad=0):
    """`stride` is ignored: the window moves on by `stride` pixels, and the sizes are divided by it"""
    return Z_of(A_prev, W, b, 1, pad), None


@BOTH.add
def heights_and_widths_exchanged(A_prev, W, b, *, stride=1, pad=0):
    """n_H and n_W are exchanged: the height comes first, (m, n_H, n_W, n_C)"""
    return Z_of(A_prev, W, b, stride, pad).swapaxes(1, 2), None


@BOTH.add
def channels_before_places(A_prev, W, b, *, stride=1, pad=0):
    """the channels of Z stand before height and width: here they come last, (m, n_H, n_W, n_C)"""
    return Z_of(A_prev, W, b, stride, pad).transpose(0, 3, 1, 2), None


@BOTH.add
def negative_answers_cut_off(A_prev, W, b, *, stride=1, pad=0):
    """negative answers are set to 0: Z comes before the activation, and ReLU is another step"""
    return np.maximum(Z_of(A_prev, W, b, stride, pad), 0), None


@BOTH.add
def cache_forgotten(A_prev, W, b, *, stride=1, pad=0):
    """Z is returned alone: return Z, cache"""
    return convolution.conv_forward(A_prev, W, b, stride=stride, pad=pad)[0]
