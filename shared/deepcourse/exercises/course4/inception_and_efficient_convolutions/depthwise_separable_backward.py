"""Exercise 6: the gradients of a depthwise separable convolution."""

import numpy as np

from deepcourse.cnn import efficient as reference
from deepcourse.cnn.convolution import zero_pad
from deepcourse.cnn.pretrained import depthwise_to_pictures, depthwise_to_weights
from deepcourse.exercises.course4.inception_and_efficient_convolutions.separable import (
    EDGES,
    SIZES,
    layer,
    some_sizes,
    told,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn.gradient_checking import numerical_gradient, relative_difference

WHOLE, AT_0 = (2, 5, 4, 3, 2, 2, 1, 1), ", Z_depth is 0 at some positions"

depthwise_separable_backward = FunctionExercise(
    __name__,
    reference=reference.depthwise_separable_backward,
    minutes=10,
    points_visible=6,
    points_hidden=8,
    returns=("dA_prev", "dW_depth", "db_depth", "dW_point", "db_point"),
    hints=(
        "Go through the forward pass backwards: 1 x 1 filters, ReLU, depthwise filters, padding. What did each step "
        "read, and what is its slope?",
        "One number of Z_depth, at (h, w) in channel c, was computed from a window of channel c alone. What does "
        "its gradient contribute to each pixel of that window, and to each weight of the filter?",
        "Loop over (h, w) as in the forward pass. Windows may overlap, so add up their shares; build dA in the padded "
        "size and cut the border off at the end.",
    ),
)


def whole(arguments):
    """Return the same layer in whole numbers: some of Z_depth is exactly 0."""
    arrays, stride, pad = arguments
    return tuple(np.rint(array) for array in arrays), stride, pad


def case(rng, arguments, more=""):
    """Return a case with a random dZ."""
    arrays, stride, pad = arguments
    A_prev, W_depth, _, W_point, _ = arrays
    Z, cache = reference.depthwise_separable_forward(*arrays, stride=stride, pad=pad)
    return Case(told(A_prev, W_depth, W_point, stride, pad) + more, (rng.normal(size=Z.shape), cache))


@depthwise_separable_backward.visible
def visible():
    """Return layers of all kinds of sizes, and one of whole numbers."""
    rng = np.random.default_rng(61)
    return [*(case(rng, layer(rng, *sizes)) for sizes in SIZES), case(rng, whole(layer(rng, *WHOLE)), AT_0)]


@depthwise_separable_backward.draw
def draw(rng):
    """Return a layer of random size."""
    return case(rng, layer(rng, *some_sizes(rng)))


@depthwise_separable_backward.edges
def edges(rng):
    """Return one pixel, filters as large as the picture, one channel, filters of 1, whole numbers."""
    return [*(case(rng, layer(rng, *sizes)) for sizes in EDGES), case(rng, whole(layer(rng, *WHOLE)), AT_0)]


@depthwise_separable_backward.property("a nudge of every argument agrees")
def nudges_agree(f, rng):
    """Return a sentence unless the gradients are those that nudging measures."""
    arrays, stride, pad = layer(rng, 1, 4, 5, 2, 3, 3, 2, 1)
    Z, cache = reference.depthwise_separable_forward(*arrays, stride=stride, pad=pad)
    dZ, names = rng.normal(size=Z.shape), ("A_prev", "W_depth", "b_depth", "W_point", "b_point")
    for place, (name, gradient) in enumerate(zip(names, f(dZ, cache), strict=True)):

        def J(moved, place=place):
            given = [moved if at == place else array for at, array in enumerate(arrays)]
            return float(np.sum(dZ * reference.depthwise_separable_forward(*given, stride=stride, pad=pad)[0]))

        if np.shape(gradient) != arrays[place].shape:
            return f"d{name} has the shape {np.shape(gradient)}, {name} has {arrays[place].shape}"
        far = relative_difference(gradient, numerical_gradient(J, arrays[place], 1e-6))
        if not far < 1e-6:
            return f"d{name} differs from the measured gradient by {far:.2g} (relative difference)"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def cut(dA, pad):
    """Return pictures without their border."""
    return dA[:, pad : dA.shape[1] - pad, pad : dA.shape[2] - pad]


def built(dZ, cache, *, read=None, d=None, mask=None, d_pictures=None, filters=None):
    """Return the gradients with something changed.

    read : what the 1 x 1 filters read    d : the gradient of that    mask : the slopes of the ReLU
    d_pictures : dZ_depth as it goes on to the pictures    filters : those that it meets there
    """
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    read = np.maximum(Z_depth, 0) if read is None else read
    d = dZ @ W_point[0, 0].T if d is None else d
    dZ_depth, padded = d * (Z_depth > 0 if mask is None else mask), zero_pad(A_prev, pad)
    back = dZ_depth if d_pictures is None else d_pictures(dZ_depth)
    dA = depthwise_to_pictures(back, W_depth if filters is None else filters, stride, padded.shape)
    dW_point = np.tensordot(read, dZ, axes=((0, 1, 2), (0, 1, 2))).reshape(W_point.shape)
    dW_depth = depthwise_to_weights(dZ_depth, padded, W_depth, stride)
    sums = [array.sum(axis=(0, 1, 2), keepdims=True) for array in (dZ_depth, dZ)]
    return cut(dA, pad), dW_depth, sums[0], dW_point, sums[1]


@depthwise_separable_backward.mistake
def relu_ignored(dZ, cache):
    """the ReLU is ignored: where Z_depth is not above 0, its slope is 0"""
    return built(dZ, cache, mask=1.0)


@depthwise_separable_backward.mistake
def slope_one_at_zero(dZ, cache):
    """the slope of the ReLU at 0 is taken as 1: it is 0 there (Z_depth > 0, not Z_depth >= 0)"""
    return built(dZ, cache, mask=cache[2] >= 0)


@depthwise_separable_backward.mistake
def relu_of_dZ(dZ, cache):
    """the slopes of the ReLU are read off the gradient: Z_depth decides where the slope is 1"""
    d = dZ @ cache[3][0, 0].T
    return built(dZ, cache, mask=d > 0)


@depthwise_separable_backward.mistake
def read_before_the_relu(dZ, cache):
    """dW_point is computed from Z_depth: the 1 x 1 filters read relu(Z_depth)"""
    return built(dZ, cache, read=cache[2])


@depthwise_separable_backward.mistake
def relu_in_the_end(dZ, cache):
    """dZ is set to 0 where Z_depth is negative: no ReLU follows Z"""
    Z_depth = cache[2]
    return built(dZ * (Z_depth[..., : dZ.shape[3]] > 0 if Z_depth.shape[3] >= dZ.shape[3] else 1.0), cache)


@depthwise_separable_backward.mistake
def channels_summed(dZ, cache):
    """each channel of dA_prev gets the gradients of all channels: a depthwise filter reads one channel"""
    return built(dZ, cache, d_pictures=lambda d: d.sum(axis=3, keepdims=True) + 0 * d)


@depthwise_separable_backward.mistake
def filters_flipped(dZ, cache):
    """the filters are flipped in dA_prev: pixel (p, q) of a window was multiplied by weight (p, q)"""
    return built(dZ, cache, filters=cache[1][::-1, ::-1])


@depthwise_separable_backward.mistake
def filters_transposed(dZ, cache):
    """rows and columns of W_depth are swapped in dA_prev: pixel (p, q) was multiplied by weight (p, q)"""
    return built(dZ, cache, filters=cache[1].swapaxes(0, 1))


@depthwise_separable_backward.mistake
def last_window_stays(dZ, cache):
    """each window overwrites what was in dA_prev: add up the shares of overlapping windows"""
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    d = (dZ @ W_point[0, 0].T) * (Z_depth > 0)
    dA, f = np.zeros(zero_pad(A_prev, pad).shape), len(W_depth)
    for h, w in np.ndindex(d.shape[1:3]):
        dA[:, h * stride : h * stride + f, w * stride : w * stride + f] = W_depth * d[:, h, w, None, None]
    return cut(dA, pad), *built(dZ, cache)[1:]


@depthwise_separable_backward.mistake
def last_window_of_the_filters(dZ, cache):
    """dW_depth is that of the last window alone: the filters were used in each window, so add up their shares"""
    _, W_depth, Z_depth, _, stride, pad = cache
    d = (dZ @ cache[3][0, 0].T) * (Z_depth > 0)
    (h, w), f = (n - 1 for n in d.shape[1:3]), len(W_depth)
    last = zero_pad(cache[0], pad)[:, h * stride : h * stride + f, w * stride : w * stride + f]
    dA_prev, _, *others = built(dZ, cache)
    return dA_prev, (last * d[:, h, w, None, None]).sum(axis=0), *others


@depthwise_separable_backward.mistake
def channels_summed_for_the_filters(dZ, cache):
    """in dW_depth, dZ_depth is summed over the channels: filter c meets channel c of dZ_depth alone"""
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    d = (dZ @ W_point[0, 0].T) * (Z_depth > 0)
    dA_prev, _, *others = built(dZ, cache)
    summed = d.sum(axis=3, keepdims=True) + 0 * d
    return dA_prev, depthwise_to_weights(summed, zero_pad(A_prev, pad), W_depth, stride), *others


@depthwise_separable_backward.mistake
def mean_for_the_point_bias(dZ, cache):
    """db_point is a mean: every position of every picture used the bias, so add up"""
    *others, db_point = built(dZ, cache)
    return *others, db_point / dZ[..., 0].size


@depthwise_separable_backward.mistake
def border_kept(dZ, cache):
    """the border of zeros is left on dA_prev: cut it off, so that dA_prev has the shape of A_prev"""
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    d = (dZ @ W_point[0, 0].T) * (Z_depth > 0)
    return depthwise_to_pictures(d, W_depth, stride, zero_pad(A_prev, pad).shape), *built(dZ, cache)[1:]


@depthwise_separable_backward.mistake
def border_cut_with_a_minus(dZ, cache):
    """the border is cut off with [pad:-pad], which leaves nothing where pad is 0: end at n_H + pad and n_W + pad"""
    dA_prev, *others = built(dZ, cache)
    return dA_prev if cache[5] else dA_prev[:, 0:-0, 0:-0], *others


@depthwise_separable_backward.mistake
def border_cut_at_one_end(dZ, cache):
    """the first rows and columns of the padded gradient are kept: the border is `pad` wide on each side"""
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    d = (dZ @ W_point[0, 0].T) * (Z_depth > 0)
    dA = depthwise_to_pictures(d, W_depth, stride, zero_pad(A_prev, pad).shape)
    return dA[:, : A_prev.shape[1], : A_prev.shape[2]], *built(dZ, cache)[1:]


@depthwise_separable_backward.mistake
def windows_without_stride(dZ, cache):
    """the windows begin at h and w in dA_prev and dW_depth: with a stride they begin at h * stride and w * stride"""
    A_prev, W_depth, Z_depth, W_point, _, pad = cache
    d, padded, f = (dZ @ W_point[0, 0].T) * (Z_depth > 0), zero_pad(A_prev, pad), len(W_depth)
    dA, dW = np.zeros(padded.shape), np.zeros(W_depth.shape)
    for h, w in np.ndindex(d.shape[1:3]):
        dA[:, h : h + f, w : w + f] += W_depth * d[:, h, w, None, None]
        dW += (padded[:, h : h + f, w : w + f] * d[:, h, w, None, None]).sum(axis=0)
    _, _, *others = built(dZ, cache)
    return cut(dA, pad), dW, *others


@depthwise_separable_backward.mistake
def unpadded_windows(dZ, cache):
    """dW_depth is computed from windows of the unpadded A_prev: the filters read the padded pictures"""
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    d = (dZ @ W_point[0, 0].T) * (Z_depth > 0)
    shifted = np.pad(A_prev, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))
    dA_prev, _, *others = built(dZ, cache)
    return dA_prev, depthwise_to_weights(d, shifted, W_depth, stride), *others


@depthwise_separable_backward.mistake
def weights_not_transposed(dZ, cache):
    """dZ is multiplied by a reshaped W_point[0, 0]: use its transpose"""
    _, _, n_C_prev, n_C = cache[3].shape
    return built(dZ, cache, d=dZ @ cache[3][0, 0].reshape(n_C, n_C_prev))


@depthwise_separable_backward.mistake
def one_filter_for_all(dZ, cache):
    """dW_depth is summed over the channels: each channel has a filter of its own"""
    dA_prev, dW_depth, *others = built(dZ, cache)
    return dA_prev, dW_depth.sum(axis=2, keepdims=True) + 0 * dW_depth, *others


@depthwise_separable_backward.mistake
def depth_bias_before_the_relu(dZ, cache):
    """db_depth leaves out the slopes of the ReLU: sum dZ_depth, which includes them"""
    dA_prev, dW_depth, _, *others = built(dZ, cache)
    return dA_prev, dW_depth, (dZ @ cache[3][0, 0].T).sum(axis=(0, 1, 2), keepdims=True), *others


@depthwise_separable_backward.mistake
def mean_for_the_biases(dZ, cache):
    """the gradients of the biases are means: every position of every picture used the bias, so add up"""
    dA_prev, dW_depth, db_depth, dW_point, db_point = built(dZ, cache)
    places = dZ[..., 0].size
    return dA_prev, dW_depth, db_depth / places, dW_point, db_point / places


@depthwise_separable_backward.mistake
def means_over_the_pictures(dZ, cache):
    """the gradients of the parameters are divided by m: dZ contains 1 / m already, so add up"""
    dA_prev, *others = built(dZ, cache)
    return dA_prev, *(array / len(dZ) for array in others)


@depthwise_separable_backward.mistake
def first_picture_alone(dZ, cache):
    """the gradients of the parameters come from the first picture alone: sum over all pictures"""
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    _, *others = built(dZ[:1], (A_prev[:1], W_depth, Z_depth[:1], W_point, stride, pad))
    return built(dZ, cache)[0], *others


@depthwise_separable_backward.mistake
def flat_biases(dZ, cache):
    """db_depth and db_point have one axis: give them the shapes of the biases, (1, 1, 1, ...)"""
    dA_prev, dW_depth, db_depth, dW_point, db_point = built(dZ, cache)
    return dA_prev, dW_depth, db_depth.ravel(), dW_point, db_point.ravel()


@depthwise_separable_backward.mistake
def point_before_depth(dZ, cache):
    """the gradients are in the wrong order: return dA_prev, dW_depth, db_depth, dW_point, db_point"""
    dA_prev, dW_depth, db_depth, dW_point, db_point = built(dZ, cache)
    return dA_prev, dW_point, db_point, dW_depth, db_depth


# --- right, written differently -------------------------------------------------------------------------------------


@depthwise_separable_backward.right
def window_by_window(dZ, cache):
    """Return the same in loops over the places, in a list."""
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    padded, f = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0))), len(W_depth)
    d = np.einsum("ihwk,ck->ihwc", dZ, W_point[0, 0]) * (Z_depth > 0)
    dA, dW_depth = np.zeros(padded.shape), np.zeros(W_depth.shape)
    for h, w in np.ndindex(d.shape[1:3]):
        window = np.s_[:, h * stride : h * stride + f, w * stride : w * stride + f]
        dA[window] += W_depth * d[:, h, w, None, None]
        dW_depth += np.einsum("ipqc,ic->pqc", padded[window], d[:, h, w])
    dW_point = np.einsum("ihwc,ihwk->ck", np.maximum(Z_depth, 0), dZ)[None, None]
    n_H, n_W = A_prev.shape[1:3]
    db = [np.einsum("ihwc->c", array)[None, None, None] for array in (d, dZ)]
    return [dA[:, pad : pad + n_H, pad : pad + n_W], dW_depth, db[0], dW_point, db[1]]
