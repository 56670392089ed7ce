"""Exercise 5: one filter for each channel, then 1 x 1 filters."""

import numpy as np

from deepcourse.cnn import efficient as reference
from deepcourse.cnn.convolution import conv_forward, zero_pad
from deepcourse.cnn.pretrained import depthwise
from deepcourse.exercises.course4.inception_and_efficient_convolutions.caches import trouble_in
from deepcourse.exercises.course4.inception_and_efficient_convolutions.separable import (
    EDGES,
    SIZES,
    layer,
    some_sizes,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise

CACHED = "A_prev", "W_depth", "Z_depth", "W_point", "stride", "pad"


def answered(f, A_prev, W_depth, b_depth, W_point, b_point, stride, pad):
    """Return Z of the pair that `f` returns, and Z_depth of its cache; options are left out where usual."""
    options = ({"stride": stride} if stride != 1 else {}) | ({"pad": pad} if pad else {})
    result = f(A_prev, W_depth, b_depth, W_point, b_point, **options)
    if type(result) not in (tuple, list) or len(result) != 2:
        return result, "no cache"
    Z, cache = result
    six = isinstance(cache, (tuple, list)) and len(cache) == len(CACHED)
    return Z, cache[2] if six else "no cache of six parts"


depthwise_separable_forward = FunctionExercise(
    __name__,
    reference=reference.depthwise_separable_forward,
    use=answered,
    minutes=8,
    points_visible=6,
    points_hidden=8,
    returns=("Z", "Z_depth"),
    hints=(
        "Start from the loops of `conv_forward`: a window of all pictures at (h, w) has the shape (m, f, f, n_C_prev). "
        "Which axes must you sum over now, and which one stays?",
        "A product of a window and W_depth needs no reshaping: the last axis of both is the channel.",
        "The second half is Exercise 1, applied to the output of the ReLU. No activation follows it.",
    ),
)


def case(arguments):
    """Return one layer as a case."""
    arrays, stride, pad = arguments
    A_prev, W_depth, _, W_point, _ = arrays
    return Case(told(A_prev, W_depth, W_point, stride, pad), (*arrays, stride, pad))


@depthwise_separable_forward.visible
def visible():
    """Return layers of all kinds of sizes."""
    rng = np.random.default_rng(58)
    return [case(layer(rng, *sizes)) for sizes in SIZES]


@depthwise_separable_forward.draw
def draw(rng):
    """Return a layer of random size."""
    return case(layer(rng, *some_sizes(rng)))


@depthwise_separable_forward.edges
def edges(rng):
    """Return one pixel, filters as large as the picture, one channel, filters of 1."""
    return [case(layer(rng, *sizes)) for sizes in EDGES]


@depthwise_separable_forward.property("the package's backward pass can use the cache")
def cache_serves(f, rng):
    """Return a sentence unless the cache holds the six parts that the backward pass reads."""
    arrays, stride, pad = layer(rng, 2, 5, 6, 3, 2, 3, 2, 1)
    _, cache = reference.depthwise_separable_forward(*arrays, stride=stride, pad=pad)
    return trouble_in(f(*arrays, stride=stride, pad=pad), cache, CACHED)


# --- known mistakes -------------------------------------------------------------------------------------------------


def built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad, *, between=lambda Z: np.maximum(Z, 0), first=None):
    """Return the pair with something changed; first : the answers of the depthwise filters."""
    Z_depth = depthwise(zero_pad(A_prev, pad), W_depth, stride) + b_depth if first is None else first
    return between(Z_depth) @ W_point[0, 0] + b_point, (A_prev, W_depth, Z_depth, W_point, stride, pad)


@depthwise_separable_forward.mistake
def no_relu_between(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """there is no ReLU between the two convolutions: the 1 x 1 filters read relu(Z_depth)"""
    return built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad, between=lambda Z: Z)


@depthwise_separable_forward.mistake
def relu_at_the_end(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """a ReLU is applied after the 1 x 1 filters: return Z without an activation"""
    Z, cache = built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad)
    return np.maximum(Z, 0), cache


@depthwise_separable_forward.mistake
def relu_at_the_end_alone(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the ReLU follows the 1 x 1 filters: it belongs between the two convolutions"""
    Z, cache = built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad, between=lambda Z: Z)
    return np.maximum(Z, 0), cache


@depthwise_separable_forward.mistake
def channels_summed(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the depthwise filters sum over the channels: each channel keeps its own result"""
    Z_depth = depthwise(zero_pad(A_prev, pad), W_depth, stride).sum(axis=3, keepdims=True) + b_depth
    return built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad, first=Z_depth)


@depthwise_separable_forward.mistake
def first_filter_for_all(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """all channels are filtered with the filter of the first: each has its own"""
    return built(A_prev, W_depth[..., :1] + 0 * W_depth, b_depth, W_point, b_point, stride, pad)


@depthwise_separable_forward.mistake
def filters_flipped(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the filters are rotated by 180 degrees: use them as they are"""
    return built(A_prev, W_depth[::-1, ::-1], b_depth, W_point, b_point, stride, pad)


@depthwise_separable_forward.mistake
def filters_transposed(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """rows and columns of the filters are swapped: W_depth is (f, f, n_C_prev), rows first"""
    return built(A_prev, W_depth.swapaxes(0, 1), b_depth, W_point, b_point, stride, pad)


@depthwise_separable_forward.mistake
def averaged(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the products of a window are averaged: add them up"""
    return built(A_prev, W_depth / W_depth[..., 0].size, b_depth, W_point, b_point, stride, pad)


@depthwise_separable_forward.mistake
def depth_bias_left_out(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """b_depth is left out: add it before the ReLU"""
    return built(A_prev, W_depth, 0 * b_depth, W_point, b_point, stride, pad)


@depthwise_separable_forward.mistake
def depth_bias_after_the_relu(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """b_depth is added after the ReLU: add it before"""
    return built(A_prev, W_depth, 0 * b_depth, W_point, b_point, stride, pad,
                 between=lambda Z: np.maximum(Z, 0) + b_depth)  # fmt: skip


@depthwise_separable_forward.mistake
def depth_bias_for_every_weight(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """b_depth is added once for each weight of a filter: add it once, to the sum"""
    return built(A_prev, W_depth, W_depth[..., 0].size * b_depth, W_point, b_point, stride, pad)


@depthwise_separable_forward.mistake
def first_depth_bias_for_all(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """all channels get the first number of b_depth: each has its own"""
    return built(A_prev, W_depth, b_depth[..., :1] + 0 * b_depth, W_point, b_point, stride, pad)


@depthwise_separable_forward.mistake
def point_bias_left_out(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """b_point is left out: add it at the end"""
    return built(A_prev, W_depth, b_depth, W_point, 0 * b_point, stride, pad)


@depthwise_separable_forward.mistake
def pointwise_first(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the 1 x 1 filters are applied first: apply them after the depthwise filters"""
    if W_point.shape[2] != W_point.shape[3]:
        return built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad)
    mixed = np.maximum(A_prev @ W_point[0, 0] + b_point, 0)
    return depthwise(zero_pad(mixed, pad), W_depth, stride) + b_depth, (A_prev, W_depth, mixed, W_point, stride, pad)


@depthwise_separable_forward.mistake
def stride_ignored(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the stride is ignored: the windows begin at rows and columns 0, stride, 2 * stride and so on"""
    return built(A_prev, W_depth, b_depth, W_point, b_point, 1, pad)


@depthwise_separable_forward.mistake
def windows_at_every_pixel(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the windows begin at h and w: with a stride they begin at h * stride and w * stride"""
    every = depthwise(zero_pad(A_prev, pad), W_depth, 1)
    n_H, n_W = ((n + 2 * pad - len(W_depth)) // stride + 1 for n in A_prev.shape[1:3])
    return built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad, first=every[:, :n_H, :n_W] + b_depth)


@depthwise_separable_forward.mistake
def pad_ignored(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the padding is ignored: add `pad` rows and columns of zeros on each side of the pictures"""
    return built(A_prev, W_depth, b_depth, W_point, b_point, stride, 0)


@depthwise_separable_forward.mistake
def first_picture_for_all(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """every picture gets the result of the first: compute Z for each picture"""
    Z, cache = built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad)
    return np.repeat(Z[:1], len(Z), axis=0), cache


@depthwise_separable_forward.mistake
def relu_in_the_cache(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the cache contains relu(Z_depth): Z_depth is what comes before the ReLU, which must not change it"""
    Z, (*first, Z_depth, W, s, p) = built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad)
    return Z, (*first, np.maximum(Z_depth, 0), W, s, p)


@depthwise_separable_forward.mistake
def Z_in_the_cache(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the cache contains Z in place of Z_depth: Z_depth is the result of the depthwise filters"""
    Z, (*first, _, W, s, p) = built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad)
    return Z, (*first, Z.copy(), W, s, p)


@depthwise_separable_forward.mistake
def stride_in_the_second(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """the stride is given to the 1 x 1 filters: the depthwise filters have it, so Z_depth is as small as Z"""
    Z, cache = built(A_prev, W_depth, b_depth, W_point, b_point, 1, pad)
    return Z[:, ::stride, ::stride].copy(), cache


@depthwise_separable_forward.mistake
def cache_forgotten(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """Z is returned alone: return Z and the cache"""
    return built(A_prev, W_depth, b_depth, W_point, b_point, stride, pad)[0]


# --- right, written differently -------------------------------------------------------------------------------------


@depthwise_separable_forward.right
def channel_by_channel(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """Return the same by full convolutions, of one channel each."""
    parts = []
    for c in range(A_prev.shape[3]):
        one, W, b = A_prev[..., c : c + 1], W_depth[:, :, c, None, None], b_depth[..., c : c + 1]
        parts.append(conv_forward(one, W, b, stride=stride, pad=pad)[0])
    Z_depth = np.concatenate(parts, axis=3)
    Z = conv_forward(np.maximum(Z_depth, 0), W_point, b_point)[0]
    return [Z, [A_prev, W_depth, Z_depth, W_point, stride, pad]]


@depthwise_separable_forward.right
def window_by_window(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """Return the same in loops over the places."""
    padded, f = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0))), len(W_depth)
    n_H, n_W = ((n - f) // stride + 1 for n in padded.shape[1:3])
    Z_depth = np.empty((len(A_prev), n_H, n_W, A_prev.shape[3]))
    for h, w in np.ndindex(n_H, n_W):
        window = padded[:, h * stride : h * stride + f, w * stride : w * stride + f]
        Z_depth[:, h, w] = np.einsum("ipqc,pqc->ic", window, W_depth) + b_depth[0, 0, 0]
    return np.maximum(Z_depth, 0) @ W_point[0, 0] + b_point, (A_prev, W_depth, Z_depth, W_point, stride, pad)
