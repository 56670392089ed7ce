"""Exercise 7: a filter on a colour image."""

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.course4.edges_and_filters.pictures import numbers, told
from deepcourse.exercises.course4.edges_and_filters.sliding import (
    exchanged_sizes,
    flipped,
    mean_for_sum,
    no_padding,
    stride_left_out,
    transposed_kernel,
)
from deepcourse.exercises.declaration import Case, FunctionExercise

convolve_volume = FunctionExercise(
    __name__,
    reference=reference.convolve_volume,
    minutes=3,
    points_visible=3,
    points_hidden=5,
    returns=("the output",),
    hints=(
        "Channel c of the image meets channel c of the filter: image[:, :, c] and kernel[:, :, c] are what "
        "convolve2d takes.",
        "Each channel gives a map of answers. A pixel of the output is one number: what becomes of the three maps?",
        "Ask the shape of the image how many channels there are; pass padding and stride on.",
    ),
)


def case(rng, n_H, n_W, n_C, f, padding, stride):
    """Return a random image and filter of these sizes."""
    image, kernel = numbers(rng, n_H, n_W, n_C), numbers(rng, f, f, n_C)
    return Case(told(image, kernel, padding, stride), (image, kernel, padding, stride))


@convolve_volume.visible
def visible():
    """Return three, two and five channels, padding, strides, and one channel."""
    rng = np.random.default_rng(45)
    return [
        case(rng, 4, 6, 3, 3, 0, 1),
        case(rng, 6, 5, 2, 3, 1, 2),
        case(rng, 5, 8, 5, 2, 2, 3),
        case(rng, 4, 5, 1, 3, 1, 1),
        case(rng, 7, 4, 4, 1, 1, 2),
    ]


@convolve_volume.draw
def draw(rng):
    """Return a random volume."""
    f, n_C, padding, stride = (int(rng.integers(low, high)) for low, high in ((2, 4), (2, 6), (0, 3), (1, 4)))
    return case(rng, *(int(n) for n in rng.permutation(range(5, 10))[:2]), n_C, f, padding, stride)


@convolve_volume.edges
def edges(rng):
    """Return one channel, a filter of one pixel, one answer, and as many channels as pixels."""
    return [
        case(rng, 5, 6, 1, 3, 0, 2),
        case(rng, 4, 7, 3, 1, 0, 1),
        case(rng, 3, 3, 4, 3, 0, 1),
        case(rng, 5, 5, 5, 3, 1, 1),
    ]


@convolve_volume.property("without further arguments there is no padding, and the stride is 1")
def defaults(f, rng):
    """Return a sentence unless the call with two arguments is the one with padding 0 and stride 1."""
    image, kernel = numbers(rng, 5, 6, 3), numbers(rng, 3, 3, 3)
    short, long = np.asarray(f(image, kernel)), np.asarray(f(image, kernel, 0, 1))
    if short.shape == long.shape and np.allclose(short, long):
        return None
    return "convolve_volume(image, kernel) differs from convolve_volume(image, kernel, 0, 1)"


@convolve_volume.right
def windows(image, kernel, padding=0, stride=1):
    """Return the same from windows of the whole volume."""
    f, padded = kernel.shape[0], np.pad(image, ((padding, padding), (padding, padding), (0, 0)))
    tops, lefts = (range(0, n - f + 1, stride) for n in padded.shape[:2])
    return np.array([[np.sum(padded[i : i + f, j : j + f] * kernel) for j in lefts] for i in tops])


@convolve_volume.right
def added_up(image, kernel, padding=0, stride=1):
    """Return the same from a running sum."""
    total = 0
    for c in range(image.shape[2]):
        total = total + reference.convolve2d(image[..., c], kernel[..., c], padding, stride)
    return total


for mistake in (flipped, transposed_kernel, exchanged_sizes, no_padding, stride_left_out, mean_for_sum):
    convolve_volume.mistake(mistake)


def maps(image, kernel, padding, stride):
    """Return the list of the channels' answers."""
    return [reference.convolve2d(image[..., c], kernel[..., c], padding, stride) for c in range(image.shape[2])]


@convolve_volume.mistake
def nothing_passed_on(image, kernel, padding=0, stride=1):
    """neither padding nor stride is passed on: convolve2d takes 0 and 1 unless it is told"""
    return reference.convolve_volume(image, kernel)


@convolve_volume.mistake
def side_by_side(image, kernel, padding=0, stride=1):
    """the channels' answers stand side by side: one filter makes one map, so add them"""
    return np.stack(maps(image, kernel, padding, stride), axis=2)


@convolve_volume.mistake
def averaged(image, kernel, padding=0, stride=1):
    """the channels' answers are averaged: they are added"""
    return np.mean(maps(image, kernel, padding, stride), axis=0)


@convolve_volume.mistake
def first_channel(image, kernel, padding=0, stride=1):
    """only the first channel is used: there are as many as the image has"""
    return maps(image, kernel, padding, stride)[0]


@convolve_volume.mistake
def last_channel(image, kernel, padding=0, stride=1):
    """only the last channel is left: add to what the channels before have given"""
    return maps(image, kernel, padding, stride)[-1]


@convolve_volume.mistake
def three_channels(image, kernel, padding=0, stride=1):
    """three channels are counted: later volumes have others, so ask image.shape[2]"""
    return sum(maps(image, kernel, padding, stride)[:3])


@convolve_volume.mistake
def grey_first(image, kernel, padding=0, stride=1):
    """image and filter are summed over their channels first: each channel has its own kernel"""
    return reference.convolve2d(image.sum(axis=2), kernel.sum(axis=2), padding, stride)


@convolve_volume.mistake
def one_kernel_for_all(image, kernel, padding=0, stride=1):
    """all channels meet the filter's first channel: channel c meets kernel[:, :, c]"""
    return reference.convolve2d(image.sum(axis=2), kernel[..., 0], padding, stride)


@convolve_volume.mistake
def channels_backwards(image, kernel, padding=0, stride=1):
    """the filter's channels come in reverse order: channel c meets kernel[:, :, c]"""
    return reference.convolve_volume(image, kernel[..., ::-1], padding, stride)


@convolve_volume.mistake
def options_exchanged(image, kernel, padding=0, stride=1):
    """padding and stride are handed on in the wrong order: convolve2d takes the padding first"""
    return sum(reference.convolve2d(image[..., c], kernel[..., c], stride, padding) for c in range(image.shape[2]))
