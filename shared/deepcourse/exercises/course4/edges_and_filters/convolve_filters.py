"""Exercise 8: several filters, several maps."""

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.course4.edges_and_filters.pictures import numbers, told
from deepcourse.exercises.declaration import Case, FunctionExercise

convolve_filters = FunctionExercise(
    __name__,
    reference=reference.convolve_filters,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("the output",),
    hints=(
        "Filter number k is kernels[:, :, :, k]. convolve_volume makes a map of it.",
        "Collect the maps in a list. On which axis do channels stand in this course?",
        "np.stack puts arrays of one shape along a new axis; its argument axis says where.",
    ),
)


def case(rng, n_H, n_W, n_C, K, f, padding, stride):
    """Return a random image and K filters of these sizes."""
    image, kernels = numbers(rng, n_H, n_W, n_C), numbers(rng, f, f, n_C, K)
    return Case(told(image, kernels, padding, stride), (image, kernels, padding, stride))


@convolve_filters.visible
def visible():
    """Return more and fewer filters than channels, as many as pixels, and one."""
    rng = np.random.default_rng(46)
    return [
        case(rng, 4, 6, 3, 5, 3, 0, 1),
        case(rng, 6, 5, 4, 2, 3, 1, 2),
        case(rng, 5, 7, 2, 3, 2, 2, 3),
        case(rng, 4, 5, 3, 1, 1, 1, 1),
        case(rng, 4, 4, 2, 4, 3, 1, 1),
    ]


@convolve_filters.draw
def draw(rng):
    """Return a random volume and random filters."""
    f, n_C, K, padding, stride = (int(rng.integers(*ends)) for ends in ((2, 4), (2, 5), (2, 7), (0, 3), (1, 4)))
    return case(rng, *(int(n) for n in rng.permutation(range(5, 10))[:2]), n_C, K, f, padding, stride)


@convolve_filters.edges
def edges(rng):
    """Return one filter, one channel, one answer, and all sizes equal."""
    return [
        case(rng, 5, 6, 3, 1, 3, 0, 2),
        case(rng, 6, 4, 1, 4, 3, 1, 1),
        case(rng, 3, 3, 2, 5, 3, 0, 1),
        case(rng, 3, 3, 3, 3, 3, 1, 1),
    ]


@convolve_filters.property("map k is that of filter k alone")
def each_alone(f, rng):
    """Return a sentence unless each map is what its filter gives alone, with no padding and stride 1 by default."""
    image, kernels = numbers(rng, 5, 6, 3), numbers(rng, 3, 3, 3, 4)
    maps = np.asarray(f(image, kernels))
    for k in range(4):
        if maps.shape != (3, 4, 4) or not np.allclose(maps[..., k], reference.convolve_volume(image, kernels[..., k])):
            return f"map {k} is not what filter {k} gives alone"
    return None


@convolve_filters.right
def filled_in(image, kernels, padding=0, stride=1):
    """Return the same, written into an array of zeros."""
    f, K = kernels.shape[0], kernels.shape[3]
    sizes = [reference.output_size(n, f, padding, stride) for n in image.shape[:2]]
    out = np.zeros((*sizes, K))
    for k in range(K):
        out[:, :, k] = reference.convolve_volume(image, kernels[:, :, :, k], padding, stride)
    return out


@convolve_filters.right
def moved(image, kernels, padding=0, stride=1):
    """Return the same from a leading axis that is moved to the end."""
    first = [reference.convolve_volume(image, one, padding, stride) for one in np.moveaxis(kernels, 3, 0)]
    return np.moveaxis(np.array(first), 0, -1)


def maps(image, kernels, padding, stride):
    """Return the list of the maps."""
    return [reference.convolve_volume(image, kernels[..., k], padding, stride) for k in range(kernels.shape[3])]


@convolve_filters.mistake
def leading_axis(image, kernels, padding=0, stride=1):
    """the maps stand on the first axis: in this course channels come last, so np.stack(maps, axis=2)"""
    return np.array(maps(image, kernels, padding, stride))


@convolve_filters.mistake
def middle_axis(image, kernels, padding=0, stride=1):
    """the maps stand on the middle axis: channels come last"""
    return np.stack(maps(image, kernels, padding, stride), axis=1)


@convolve_filters.mistake
def in_one_row(image, kernels, padding=0, stride=1):
    """the maps are joined into one wide map: each needs a channel of its own"""
    return np.concatenate(maps(image, kernels, padding, stride), axis=1)


@convolve_filters.mistake
def added(image, kernels, padding=0, stride=1):
    """the maps are added: channels of one filter are added, several filters stay apart"""
    return sum(maps(image, kernels, padding, stride))


@convolve_filters.mistake
def first_filter_again(image, kernels, padding=0, stride=1):
    """every map is that of the first filter: map k comes from kernels[:, :, :, k]"""
    return np.stack([maps(image, kernels, padding, stride)[0]] * kernels.shape[3], axis=2)


@convolve_filters.mistake
def as_many_as_channels(image, kernels, padding=0, stride=1):
    """as many filters are used as the image has channels: their number is kernels.shape[3]"""
    n_C, K = kernels.shape[2:]
    return np.stack([maps(image, kernels, padding, stride)[k % K] for k in range(n_C)], axis=2)


@convolve_filters.mistake
def one_fewer(image, kernels, padding=0, stride=1):
    """the last filter is left out, unless it is alone: range(K) reaches K - 1"""
    made = maps(image, kernels, padding, stride)
    return np.stack(made[:-1] or made, axis=2)


@convolve_filters.mistake
def backwards(image, kernels, padding=0, stride=1):
    """the maps come in reverse order: map k belongs to filter k"""
    return np.stack(maps(image, kernels, padding, stride)[::-1], axis=2)


@convolve_filters.mistake
def sides_exchanged(image, kernels, padding=0, stride=1):
    """height and width of the maps are exchanged: the shape is (n_H', n_W', K)"""
    return np.stack([each.T for each in maps(image, kernels, padding, stride)], axis=2)


@convolve_filters.mistake
def padding_left_out(image, kernels, padding=0, stride=1):
    """the padding is not passed on: convolve_volume pads only if it is told"""
    return np.stack(maps(image, kernels, 0, stride), axis=2)


@convolve_filters.mistake
def nothing_passed_on(image, kernels, padding=0, stride=1):
    """neither padding nor stride is passed on: convolve_volume takes 0 and 1 unless it is told"""
    return np.stack(maps(image, kernels, 0, 1), axis=2)


@convolve_filters.mistake
def stride_left_out(image, kernels, padding=0, stride=1):
    """the stride is not passed on: convolve_volume moves by 1 unless it is told"""
    return np.stack(maps(image, kernels, padding, 1), axis=2)


@convolve_filters.mistake
def reshaped(image, kernels, padding=0, stride=1):
    """the stack of maps is reshaped: that mixes the places; move the axis of the maps to the end"""
    stacked = np.stack(maps(image, kernels, padding, stride))  # (K, n_H', n_W')
    return stacked.reshape(*stacked.shape[1:], len(stacked))


@convolve_filters.mistake
def options_exchanged(image, kernels, padding=0, stride=1):
    """padding and stride are handed on in the wrong order: convolve_volume takes the padding first"""
    return np.stack(maps(image, kernels, stride, padding), axis=2)
