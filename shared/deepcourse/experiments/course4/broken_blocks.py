"""Residual blocks with one mistake each, made on purpose: which of them are found with zero weights alone?

FOUR            the four of the notebook
BLOCKS          these, the right one, and more for tests of tests: {name: block}
right           the block without a mistake

Each takes (A_prev, W1, b1, W2, b2) and returns A; filters are odd, and height and width are kept.
"""

import numpy as np

from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.filters import same_padding


def conv(A, W, b):
    """Return the answers of filters that keep height and width."""
    return conv_forward(A, W, b, pad=same_padding(len(W)))[0]


def relu(Z):
    """Return the numbers above 0, others as 0."""
    return np.maximum(Z, 0)


def branch(A_prev, W1, b1, W2, b2):
    """Return what the two convolutions make of the input."""
    return conv(relu(conv(A_prev, W1, b1)), W2, b2)


def right(A_prev, *parameters):
    """Return what the block should return."""
    return relu(branch(A_prev, *parameters) + A_prev)


def shortcut_too_late(A_prev, W1, b1, W2, b2):
    """Return A with a shortcut that begins behind the first ReLU, around the second convolution alone."""
    A1 = relu(conv(A_prev, W1, b1))
    return relu(conv(A1, W2, b2) + A1)


def sum_after_relu(A_prev, *parameters):
    """Return A with the shortcut added behind the last ReLU."""
    return relu(branch(A_prev, *parameters)) + A_prev


def mirrored(A_prev, *parameters):
    """Return A with a shortcut whose pictures are mirrored."""
    return relu(branch(A_prev, *parameters) + A_prev[:, :, ::-1])


def no_last_relu(A_prev, *parameters):
    """Return A without the last ReLU."""
    return branch(A_prev, *parameters) + A_prev


def no_shortcut(A_prev, *parameters):
    """Return A of a plain block."""
    return relu(branch(A_prev, *parameters))


def halved(A_prev, *parameters):
    """Return A with the mean of both ways in place of their sum."""
    return relu((branch(A_prev, *parameters) + A_prev) / 2)


def upside_down(A_prev, *parameters):
    """Return A with a shortcut whose pictures stand on their heads."""
    return relu(branch(A_prev, *parameters) + A_prev[:, ::-1])


def channels_reversed(A_prev, *parameters):
    """Return A with a shortcut whose channels are in reverse order."""
    return relu(branch(A_prev, *parameters) + A_prev[..., ::-1])


def first_channel_for_all(A_prev, *parameters):
    """Return A with a shortcut that brings its first channel to all channels."""
    return relu(branch(A_prev, *parameters) + A_prev[..., :1])


def first_picture_for_all(A_prev, *parameters):
    """Return A with a shortcut that brings the first picture to all pictures."""
    return relu(branch(A_prev, *parameters) + A_prev[:1])


def pictures_reversed(A_prev, *parameters):
    """Return A with a shortcut whose pictures are in reverse order."""
    return relu(branch(A_prev, *parameters) + A_prev[::-1])


def input_overwritten(A_prev, *parameters):
    """Return A with a shortcut that is read after its array was overwritten by the branch."""
    A_prev[...] = branch(A_prev, *parameters)
    return relu(A_prev)


def input_cleared(A_prev, *parameters):
    """Return A without a mistake, but set all numbers of the input to 0."""
    A = right(A_prev, *parameters)
    A_prev[...] = 0
    return A


def last_corner_lost(A_prev, *parameters):
    """Return A with one pixel of the last picture set to 0."""
    A = right(A_prev, *parameters)
    A[-1, -1, -1] = 0
    return A


def first_corner_lost(A_prev, *parameters):
    """Return A with one pixel of the first picture set to 0."""
    A = right(A_prev, *parameters)
    A[0, 0, 0] = 0
    return A


def one_added(A_prev, *parameters):
    """Return A with 1 added to the sum."""
    return relu(branch(A_prev, *parameters) + A_prev + 1)


def biases_left_out(A_prev, W1, b1, W2, b2):
    """Return A without biases."""
    return right(A_prev, W1, 0 * b1, W2, 0 * b2)


def branch_left_out(A_prev, *parameters):
    """Return A without the branch."""
    return relu(A_prev)


FOUR = {"block 1": shortcut_too_late, "block 2": sum_after_relu, "block 3": mirrored, "block 4": no_last_relu}
BLOCKS = {
    "the right block": right,
    "block 1 of the page": shortcut_too_late,
    "block 2 of the page": sum_after_relu,
    "block 3 of the page": mirrored,
    "block 4 of the page": no_last_relu,
    "no shortcut": no_shortcut,
    "half of the sum": halved,
    "pictures upside down": upside_down,
    "channels in reverse order": channels_reversed,
    "the first channel for all": first_channel_for_all,
    "the first picture for all": first_picture_for_all,
    "pictures in reverse order": pictures_reversed,
    "the input overwritten": input_overwritten,
    "right, but the input is set to 0": input_cleared,
    "the first pixel lost": first_corner_lost,
    "the last pixel lost": last_corner_lost,
    "one too much": one_added,
    "no biases": biases_left_out,
    "no branch": branch_left_out,
}
