"""Known mistakes in an inception module: `MISTAKES`.

built       a module with something changed
"""

import numpy as np

from deepcourse.cnn import efficient as reference
from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.filters import same_padding
from deepcourse.cnn.pooling import pool_forward
from deepcourse.exercises.declaration import Shared

MISTAKES = Shared()


def largest(A_prev, border=-np.inf, mode="max"):
    """Return the maximum or mean of 3 x 3 pixels, with a border of the given number."""
    padded = np.pad(A_prev, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=border)
    return pool_forward(padded, f=3, stride=1, mode=mode)


def with_relu(A, W, b):
    """Return the convolution of the page."""
    return reference.conv_relu_forward(A, W, b)


def linear(A, W, b):
    """Return the same without ReLU, with a cache that says so."""
    Z, cache = conv_forward(A, W, b, pad=same_padding(len(W)))
    return Z, (cache, np.ones(Z.shape, bool))


def built(A_prev, parameters, *, pool=largest, before=with_relu, last=with_relu, order=(0, 1, 2, 3), join=None,
          three_reads=None, five_reads=None, pool_reads=None):  # fmt: skip
    """Return a module with something changed.

    before, last : the convolutions in front of the large filters, and the ones that end a branch
    three_reads, five_reads, pool_reads : take (A_prev, what should be read) and return what is read
    """
    P = {name[1:]: (array, parameters["b" + name[1:]]) for name, array in parameters.items() if name[0] == "W"}
    one, c_1 = last(A_prev, *P["1"])
    narrow_3, c_3_before = before(A_prev, *P["3_before"])
    three, c_3 = last(three_reads(A_prev, narrow_3) if three_reads else narrow_3, *P["3"])
    narrow_5, c_5_before = before(A_prev, *P["5_before"])
    five, c_5 = last(five_reads(A_prev, narrow_5) if five_reads else narrow_5, *P["5"])
    pooled, c_largest = pool(A_prev)
    through, c_pool = last(pool_reads(A_prev, pooled) if pool_reads else pooled, *P["_pool"])
    branches = [(one, three, five, through)[place] for place in order]
    A = join(branches) if join else np.concatenate(branches, axis=3)
    return A, (c_1, c_3_before, c_3, c_5_before, c_5, c_largest, c_pool)


def with_rules(name, sentence, **rules):
    """Declare a mistake in one of the rules."""

    def mistake(A_prev, parameters):
        return built(A_prev, parameters, **rules)

    mistake.__name__, mistake.__doc__ = name, sentence
    MISTAKES.add(mistake)


with_rules("zeros_around_the_maximum", "the pooling is padded with 0: if all pixels of a window are negative, "
           "0 becomes the maximum; pad with -np.inf", pool=lambda A: largest(A, 0.0))  # fmt: skip
with_rules("averaged", "the pooling takes the mean: take the maximum", pool=lambda A: (
    sum(np.pad(A, ((0, 0), (1, 1), (1, 1), (0, 0)))[:, p : p + A.shape[1], q : q + A.shape[2]]
        for p in range(3) for q in range(3)) / 9, None))  # fmt: skip
with_rules("not_pooled", "the pooling is left out: the fourth branch begins with a maximum over 3 x 3 pixels",
           pool_reads=lambda A_prev, pooled: A_prev)  # fmt: skip
with_rules("relu_before_the_pooling", "A_prev is cut at 0 before the pooling: the pooling reads it as it is",
           pool=lambda A: largest(np.maximum(A, 0)))  # fmt: skip
with_rules("no_relu_before", "no ReLU follows the 1 x 1 filters in front of the large ones: apply one after "
           "each convolution", before=linear)  # fmt: skip
with_rules("no_relu_last", "no ReLU follows the last convolution of a branch: apply one after each", last=linear)
with_rules("no_relu", "there is no ReLU at all: apply one after each convolution", before=linear, last=linear)
with_rules("large_filters_swapped", "the 3 x 3 and 5 x 5 branches are swapped: the order is 1 x 1, 3 x 3, "
           "5 x 5, pooling", order=(0, 2, 1, 3))  # fmt: skip
with_rules("pool_first", "the pooling branch is joined first: join it last", order=(3, 0, 1, 2))
with_rules("pool_before_the_large", "the pooling branch is joined second: join it last", order=(0, 3, 1, 2))
with_rules("backwards", "the branches are reversed: the order is 1 x 1, 3 x 3, 5 x 5, pooling", order=(3, 2, 1, 0))
with_rules("pool_missing", "the pooling branch is missing: join all four branches", order=(0, 1, 2))
with_rules("one_missing", "the first branch, of 1 x 1 filters, is missing: join all four", order=(1, 2, 3))


def joined(axis):
    """Return a function that joins along another axis."""
    return lambda branches: np.concatenate(branches, axis=axis)


with_rules("joined_below_each_other", "the branches are joined along the height: join them along the channels, axis 3",
           join=joined(1))  # fmt: skip
with_rules("joined_side_by_side", "the branches are joined along the width: join them along the channels, axis 3",
           join=joined(2))  # fmt: skip
with_rules("joined_as_pictures", "the branches are joined along the pictures: join them along the channels, axis 3",
           join=joined(0))  # fmt: skip


with_rules("pool_not_padded", "the pooling is not padded, so its branch has fewer pixels than the others: pad by one "
           "pixel on each side", pool=lambda A: pool_forward(A, f=3, stride=1))  # fmt: skip


@MISTAKES.add
def five_reads_the_three(A_prev, parameters):
    """the 5 x 5 filters read the reduction of the 3 x 3 filters: they read their own, `5_before`"""
    narrow_3, _ = with_relu(A_prev, parameters["W3_before"], parameters["b3_before"])
    return built(A_prev, parameters, five_reads=lambda A_prev, narrow_5: narrow_3)


@MISTAKES.add
def pooled_without_padding(A_prev, parameters):
    """the pooling is not padded, and the other branches are cut to its size: pad it by one pixel"""
    A, cache = built(A_prev, parameters)
    return A[:, 1:-1, 1:-1], cache


@MISTAKES.add
def pooled_after_its_filters(A_prev, parameters):
    """the 1 x 1 filters of the fourth branch are applied before the maximum: apply them after it"""
    A, cache = built(A_prev, parameters)
    through, _ = with_relu(A_prev, parameters["W_pool"], parameters["b_pool"])
    n_C = through.shape[3]
    return np.concatenate([A[..., :-n_C], largest(through)[0]], axis=3), cache


@MISTAKES.add
def pooled_over_two(A_prev, parameters):
    """the pooling window is 2 x 2: make it 3 x 3"""
    padded = np.pad(A_prev, ((0, 0), (0, 1), (0, 1), (0, 0)), constant_values=-np.inf)
    return built(A_prev, parameters, pool=lambda A: pool_forward(padded, f=2, stride=1))


@MISTAKES.add
def first_bias_for_all(A_prev, parameters):
    """all filters of a convolution get the bias of the first: each has its own"""
    changed = {name: array if name[0] == "W" else 0 * array + array[..., :1] for name, array in parameters.items()}
    return built(A_prev, changed)


@MISTAKES.add
def biases_left_out(A_prev, parameters):
    """the biases are left out: each filter has one"""
    return built(A_prev, {name: array if name[0] == "W" else 0 * array for name, array in parameters.items()})


@MISTAKES.add
def relu_on_the_input(A_prev, parameters):
    """a ReLU is applied to A_prev first: pass A_prev to the branches unchanged"""
    return built(np.maximum(A_prev, 0), parameters)


@MISTAKES.add
def first_picture_for_all(A_prev, parameters):
    """every picture gets the result of the first: compute A for each picture"""
    A, cache = built(A_prev, parameters)
    return np.repeat(A[:1], len(A), axis=0), cache


@MISTAKES.add
def cache_forgotten(A_prev, parameters):
    """A is returned alone: return A and the caches"""
    return built(A_prev, parameters)[0]
