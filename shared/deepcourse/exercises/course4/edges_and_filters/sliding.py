"""Wrong ways to slide a kernel over an image; each docstring is the sentence of a mistake.

SLIPS    functions of (image, kernel, padding, stride), for images without channels and with them
"""

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.declaration import Shared

SLIPS = Shared()


def slide(image, kernel, padding, stride):
    """Return the right answers, for an image with or without channels."""
    convolve = reference.convolve2d if image.ndim == 2 else reference.convolve_volume
    return convolve(image, kernel, padding, stride)


def framed(image, before, after):
    """Return an image with zeros around: so many before the first and after the last row and column."""
    return np.pad(image, [(before, after)] * 2 + [(0, 0)] * (image.ndim - 2))


@SLIPS.add
def flipped(image, kernel, padding=0, stride=1):
    """the kernel is flipped before it slides: here, as in all frameworks, kernel[0, 0] meets the upper left pixel of
    the window
    """
    return slide(image, kernel[::-1, ::-1], padding, stride)


@SLIPS.add
def transposed_kernel(image, kernel, padding=0, stride=1):
    """rows and columns of the kernel are exchanged: kernel[p, q] meets the pixel p rows down and q columns right"""
    return slide(image, kernel.swapaxes(0, 1), padding, stride)


@SLIPS.add
def exchanged_sizes(image, kernel, padding=0, stride=1):
    """rows and columns of the output are exchanged: i goes down the rows and is the first index"""
    return slide(image, kernel, padding, stride).T


@SLIPS.add
def width_from_the_height(image, kernel, padding=0, stride=1):
    """the number of columns is computed from the number of rows: the image need not be square"""
    output = slide(image, kernel, padding, stride)
    rows, columns = output.shape
    return np.pad(output, ((0, 0), (0, max(0, rows - columns))))[:, :rows]


@SLIPS.add
def no_padding(image, kernel, padding=0, stride=1):
    """the padding is left out: put that many rows and columns of zeros on each of the four sides"""
    return slide(image, kernel, 0, stride)


@SLIPS.add
def padding_at_the_end(image, kernel, padding=0, stride=1):
    """zeros are added at the right and at the bottom only: `padding` of them belong on each of the four sides"""
    return slide(framed(image, 0, padding), kernel, 0, stride)


@SLIPS.add
def padding_at_the_start(image, kernel, padding=0, stride=1):
    """zeros are added at the left and at the top only: `padding` of them belong on each of the four sides"""
    return slide(framed(image, padding, 0), kernel, 0, stride)


@SLIPS.add
def size_without_padding(image, kernel, padding=0, stride=1):
    """the size of the output is computed from the image before it was padded: use the padded one"""
    f = kernel.shape[0]
    rows, columns = ((n - f) // stride + 1 for n in image.shape[:2])
    return slide(image, kernel, padding, stride)[:rows, :columns]


@SLIPS.add
def stride_left_out(image, kernel, padding=0, stride=1):
    """the stride is left out: the window moves by one pixel, and there are too many answers"""
    return slide(image, kernel, padding, 1)


@SLIPS.add
def corner_without_stride(image, kernel, padding=0, stride=1):
    """the size of the output is right, but the window of output [i, j] starts at [i, j]: it starts at
    [i * stride, j * stride]
    """
    rows, columns = slide(image, kernel, padding, stride).shape
    return slide(image, kernel, padding, 1)[:rows, :columns]


@SLIPS.add
def stride_of_the_rows(image, kernel, padding=0, stride=1):
    """the stride is used for the rows only: columns are also visited `stride` apart"""
    return slide(image, kernel, padding, 1)[::stride]


@SLIPS.add
def one_too_few(image, kernel, padding=0, stride=1):
    """the last window of each row and column is missed: there is one window more than there are steps"""
    return slide(image, kernel, padding, stride)[:-1, :-1]


@SLIPS.add
def one_too_many(image, kernel, padding=0, stride=1):
    """a step that leaves the image is made all the same: windows must lie inside the padded image"""
    f, (n_H, n_W) = kernel.shape[0], (n + 2 * padding for n in image.shape[:2])
    more = [-(n - f) % stride for n in (n_H, n_W)]
    padded = np.pad(framed(image, padding, padding), [(0, more[0]), (0, more[1])] + [(0, 0)] * (image.ndim - 2))
    return slide(padded, kernel, 0, stride)


@SLIPS.add
def mean_for_sum(image, kernel, padding=0, stride=1):
    """the products are averaged: an answer is their sum"""
    return slide(image, kernel, padding, stride) / kernel.size


@SLIPS.add
def edge_repeated(image, kernel, padding=0, stride=1):
    """the padding repeats the pixels of the border: here it is zeros"""
    around = [(padding, padding)] * 2 + [(0, 0)] * (image.ndim - 2)
    return slide(np.pad(image, around, mode="edge"), kernel, 0, stride)


@SLIPS.add
def negatives_lost(image, kernel, padding=0, stride=1):
    """negative answers are set to 0: they are edges, too, from dark to bright"""
    return np.maximum(slide(image, kernel, padding, stride), 0)


@SLIPS.add
def sign_lost(image, kernel, padding=0, stride=1):
    """the answers have lost their sign: it tells from which side to which the brightness falls"""
    return np.abs(slide(image, kernel, padding, stride))
