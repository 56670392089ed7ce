"""The same with fewer multiplications: filters of one pixel, inception modules, depthwise separable convolutions.

In the order of the notebook: conv1x1_forward, count_reduced, widest_reduction, inception_module_forward,
depthwise_separable_forward, depthwise_separable_backward, make_separable, separate_filters.

conv_relu_forward, conv_relu_backward   a convolution that keeps height and width, and its ReLU
pool_same_forward, pool_same_backward   a maximum over 3 x 3 that keeps height and width
inception_module_backward               the gradients of a module
layers_of                               the steps of a pretrained network as an architecture of `summary`
run_with                                a pretrained network with 1 x 1 convolutions of one's own
side_head                               the layers of a side head of GoogLeNet

Shapes: pictures (m, n_H, n_W, n_C). One filter for each channel is W_depth (f, f, n_C_prev); filters of one pixel are
(1, 1, n_C_prev, n_C).
"""

import numpy as np

from deepcourse.cnn.blocks import projection_shortcut, projection_shortcut_backward
from deepcourse.cnn.convolution import conv_backward, conv_forward, zero_pad
from deepcourse.cnn.filters import same_padding
from deepcourse.cnn.pooling import pool_backward, pool_forward
from deepcourse.cnn.pretrained import depthwise, depthwise_to_pictures, depthwise_to_weights, run

STEPS = ("1", "3_before", "3", "5_before", "5", "pool")  # the convolutions of a module: W1, b1, W3_before, ...


def conv1x1_forward(A_prev, W, b):
    """Return Z, (m, n_H, n_W, n_C), and the cache (A_prev, W, b): one dense layer, used at every pixel.

        Z[i, h, w, k] = b[k] + sum over c of  A_prev[i, h, w, c] * W[0, 0, c, k]

    A_prev : (m, n_H, n_W, n_C_prev)    W : (1, 1, n_C_prev, n_C)    b : (1, 1, 1, n_C)

    >>> Z, _ = conv1x1_forward(np.full((1, 2, 2, 3), 2.0), np.ones((1, 1, 3, 1)), np.ones((1, 1, 1, 1)))
    >>> Z[0, :, :, 0]
    array([[7., 7.],
           [7., 7.]])
    """
    Z, (*cache, _) = projection_shortcut(A_prev, W, b)
    return Z, tuple(cache)


def count_reduced(n_H, n_W, n_C_prev, f, n_C, width, *, stride=1):
    """Return (direct, reduced): the multiplications of f x f filters, alone and after `width` filters of 1 x 1.

    n_H, n_W : of the pictures that come in; f is odd, and the padding (f - 1) / 2. The stride is that of the f x f
    filters. Biases are not counted.

    >>> count_reduced(28, 28, 192, 5, 32, 16)
    (120422400, 12443648)
    """
    places = -(-n_H // stride) * -(-n_W // stride)
    return places * f * f * n_C_prev * n_C, n_H * n_W * n_C_prev * width + places * f * f * width * n_C


def widest_reduction(n_H, n_W, n_C_prev, f, n_C, saving, *, stride=1):
    """Return the largest width at which `count_reduced` says that `saving` times reduced is at most direct, or 0.

    saving : a whole number; 1 asks where the saving ends

    >>> widest_reduction(28, 28, 192, 5, 32, 1), widest_reduction(28, 28, 192, 5, 32, 10)
    (154, 15)
    """
    direct, for_each = count_reduced(n_H, n_W, n_C_prev, f, n_C, 1, stride=stride)
    return direct // (saving * for_each)


def conv_relu_forward(A_prev, W, b):
    """Return A = relu(conv(A_prev, W, b)), padded so that height and width stay, and the cache.

    >>> conv_relu_forward(np.ones((1, 2, 3, 4)), np.ones((3, 3, 4, 5)), np.zeros((1, 1, 1, 5)))[0].shape
    (1, 2, 3, 5)
    """
    Z, cache = conv_forward(A_prev, W, b, pad=same_padding(len(W)))
    return np.maximum(Z, 0), (cache, Z > 0)


def conv_relu_backward(dA, cache):
    """Return (dA_prev, dW, db) of `conv_relu_forward`."""
    inner, open_units = cache
    return conv_backward(dA * open_units, inner)


def pool_same_forward(A_prev):
    """Return the maximum of the 3 x 3 pixels around each pixel, as far as there are any, and the cache.

    >>> pool_same_forward(np.array([[-1.0, -3.0, -5.0, -7.0]]).reshape(1, 1, 4, 1))[0].ravel()
    array([-1., -1., -3., -5.])
    """
    padded = np.pad(A_prev, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=-np.inf)
    return pool_forward(padded, f=3, stride=1)


def pool_same_backward(dA, cache):
    """Return dA_prev of `pool_same_forward`."""
    return pool_backward(dA, cache)[:, 1:-1, 1:-1]


def inception_module_forward(A_prev, parameters):
    """Return A, the channels of four branches one after the other, and the caches of the seven steps.

    A_prev : (m, n_H, n_W, n_C_prev)    parameters : {"W1", "b1", "W3_before", ..., "W_pool", "b_pool"}, see `STEPS`

    The branches are 1 x 1; 1 x 1 and 3 x 3; 1 x 1 and 5 x 5; a maximum over 3 x 3 and 1 x 1 (Szegedy and others 2014,
    figure 2b). All keep height and width, and a ReLU follows each convolution.

    Returns A, (m, n_H, n_W, n_C), and (cache_1, cache_3_before, cache_3, cache_5_before, cache_5, pool cache,
    cache_pool): of `conv_relu_forward`, and of `pool_forward` on pictures with a border of -inf.
    """

    def conv(A, name):
        separator = "_" if name == "pool" else ""
        return conv_relu_forward(A, parameters[f"W{separator}{name}"], parameters[f"b{separator}{name}"])

    one, cache_1 = conv(A_prev, "1")
    narrow_3, cache_3_before = conv(A_prev, "3_before")
    three, cache_3 = conv(narrow_3, "3")
    narrow_5, cache_5_before = conv(A_prev, "5_before")
    five, cache_5 = conv(narrow_5, "5")
    largest, cache_largest = pool_same_forward(A_prev)
    pooled, cache_pool = conv(largest, "pool")
    caches = (cache_1, cache_3_before, cache_3, cache_5_before, cache_5, cache_largest, cache_pool)
    return np.concatenate([one, three, five, pooled], axis=3), caches


def inception_module_backward(dA, cache):
    """Return (dA_prev, gradients), from the gradient of a module's output and its caches.

    gradients : {"dW1", "db1", ...}, the names of the parameters with a d in front

    Each branch gets the gradient of its channels; what the four send back adds up.
    """
    cache_1, cache_3_before, cache_3, cache_5_before, cache_5, cache_largest, cache_pool = cache
    ends = np.cumsum([made[1].shape[3] for made in (cache_1, cache_3, cache_5)])
    d_one, d_three, d_five, d_pooled = (np.ascontiguousarray(part) for part in np.split(dA, ends, axis=3))
    back = {"1": conv_relu_backward(d_one, cache_1), "3": conv_relu_backward(d_three, cache_3)}
    back["3_before"] = conv_relu_backward(back["3"][0], cache_3_before)
    back["5"] = conv_relu_backward(d_five, cache_5)
    back["5_before"] = conv_relu_backward(back["5"][0], cache_5_before)
    back["_pool"] = conv_relu_backward(d_pooled, cache_pool)
    to_input = [back[name][0] for name in ("1", "3_before", "5_before")]
    gradients = {f"d{kind}{name}": back[name][at] for name in back for at, kind in ((1, "W"), (2, "b"))}
    return sum(to_input) + pool_same_backward(back["_pool"][0], cache_largest), gradients


def depthwise_separable_forward(A_prev, W_depth, b_depth, W_point, b_point, *, stride=1, pad=0):
    """Return Z, (m, n_H, n_W, n_C), and the cache (A_prev, W_depth, Z_depth, W_point, stride, pad), with

        Z_depth[i, h, w, c] = b_depth[c] + sum over p, q of  padded[i, h stride + p, w stride + q, c] * W_depth[p, q, c]
        Z = 1 x 1 convolution of relu(Z_depth) with W_point and b_point

    A_prev : (m, n_H_prev, n_W_prev, n_C_prev)    W_depth : (f, f, n_C_prev)    b_depth : (1, 1, 1, n_C_prev)
    W_point : (1, 1, n_C_prev, n_C)    b_point : (1, 1, 1, n_C)

    >>> depth, point = (np.ones((2, 2, 2)), np.zeros((1, 1, 1, 2))), (np.ones((1, 1, 2, 1)), np.ones((1, 1, 1, 1)))
    >>> Z, _ = depthwise_separable_forward(np.ones((1, 3, 3, 2)), *depth, *point)
    >>> Z[0, :, :, 0]
    array([[9., 9.],
           [9., 9.]])
    """
    if A_prev.shape[3] != W_depth.shape[2]:
        raise ValueError(f"A_prev {A_prev.shape} and W_depth {W_depth.shape} must have the same channels")
    Z_depth = depthwise(zero_pad(A_prev, pad), W_depth, stride) + b_depth
    Z, _ = conv1x1_forward(np.maximum(Z_depth, 0), W_point, b_point)
    return Z, (A_prev, W_depth, Z_depth, W_point, stride, pad)


def depthwise_separable_backward(dZ, cache):
    """Return (dA_prev, dW_depth, db_depth, dW_point, db_point), each in the shape of what it belongs to.

    dZ : (m, n_H, n_W, n_C)    cache : (A_prev, W_depth, Z_depth, W_point, stride, pad)
    """
    A_prev, W_depth, Z_depth, W_point, stride, pad = cache
    no_bias = np.zeros((1, 1, 1, W_point.shape[3]), dZ.dtype)
    d, dW_point, db_point = projection_shortcut_backward(dZ, (np.maximum(Z_depth, 0), W_point, no_bias, 1))
    dZ_depth, padded = d * (Z_depth > 0), zero_pad(A_prev, pad)
    dA = depthwise_to_pictures(dZ_depth, W_depth, stride, padded.shape)
    dA_prev = dA[:, pad : padded.shape[1] - pad, pad : padded.shape[2] - pad]
    dW_depth = depthwise_to_weights(dZ_depth, padded, W_depth, stride)
    return dA_prev, dW_depth, dZ_depth.sum(axis=(0, 1, 2), keepdims=True), dW_point, db_point


def make_separable(architecture):
    """Return an architecture in which depthwise separable convolutions take the place of full ones.

    architecture : as in `summary`, with convolutions ("conv", n_C, f, stride, pad)

    The first convolution stays, and so do filters of 1 x 1. All others become ("depthwise", f, stride, pad) and
    ("conv", n_C, 1, 1, 0).

    >>> make_separable([("input", 9, 9, 3), ("conv", 8, 3, 2, 1), ("conv", 16, 3, 2, 1)])
    [('input', 9, 9, 3), ('conv', 8, 3, 2, 1), ('depthwise', 3, 2, 1), ('conv', 16, 1, 1, 0)]
    """
    made, seen = [], False
    for layer in architecture:
        if layer[0] == "conv" and seen and layer[2] > 1:
            _, n_C, f, stride, pad = layer
            made += [("depthwise", f, stride, pad), ("conv", n_C, 1, 1, 0)]
        else:
            made.append(layer)
        seen = seen or layer[0] == "conv"
    return made


def separate_filters(W):
    """Return (W_depth, W_point, error): the depthwise and the 1 x 1 filters whose product comes nearest to full ones.

        W[p, q, c, k]  is near  W_depth[p, q, c] * W_point[0, 0, c, k]

    W : (f, f, n_C_prev, n_C)    error : the norm of what is left, over the norm of W

    For each channel that comes in, the filters are a matrix of f f rows and n_C columns; the nearest matrix of rank 1
    is made of the first singular vectors.

    >>> round(separate_filters(np.ones((3, 3, 2, 4)))[2], 6)
    0.0
    """
    f, _, n_C_prev, n_C = W.shape
    U, s, Vt = np.linalg.svd(W.transpose(2, 0, 1, 3).reshape(n_C_prev, f * f, n_C), full_matrices=False)
    W_depth = (U[:, :, 0] * s[:, :1]).T.reshape(f, f, n_C_prev)
    W_point = Vt[:, 0].reshape(1, 1, n_C_prev, n_C)
    return W_depth, W_point, float(np.linalg.norm(W - W_depth[..., None] * W_point) / np.linalg.norm(W))


def layers_of(steps, *, size=224):
    """Return the convolutions among the steps of a pretrained network as an architecture, for `summary.summarize`.

    steps : of `load_pretrained`, each working on the one before it; sums cost nothing and are left out
    """
    layers = [("input", size, size, 3)]
    for step in steps:
        if step.kind != "add":
            f = len(step.W)
            numbers = (f, step.stride, (f - 1) // 2)
            layers.append(("depthwise", *numbers) if step.kind == "depthwise" else ("conv", step.W.shape[3], *numbers))
    return layers


def run_with(steps, X, conv1x1):
    """Return (outs, done): what `pretrained.run` returns, and how many steps went through `conv1x1`.

    conv1x1 : `conv1x1(A, W, b)` returns Z, W (1, 1, n_C_prev, n_C), b (1, 1, 1, n_C)
    """
    outs, done = [], 0
    for step in steps:
        A, *others = [outs[place] if place >= 0 else X for place in step.inputs]
        if step.kind == "conv" and len(step.W) == 1:
            Z = conv1x1(A, step.W, step.b.reshape(1, 1, 1, -1))
            outs.append(np.clip(Z, 0, 6) if step.relu6 else Z)
            done += 1
        else:
            outs.append(A + others[0] if others else run([step._replace(inputs=(-1,))], A)[0][0])
    return outs, done


FULL_MOBILENET = [  # MobileNet (Howard and others 2017, table 1) with full convolutions: its table 4, first row
    ("input", 224, 224, 3),
    ("conv", 32, 3, 2, 1),
    *(
        ("conv", n_C, 3, stride, 1)
        for n_C, stride in (
            (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)
        )
    ),
    ("pool", 7, 7),
    ("flatten",),
    ("dense", 1000),
]  # fmt: skip


def side_head(n_C):
    """Return the layers of a side head of GoogLeNet, on a map of 14 x 14 with n_C channels."""
    return [
        ("input", 14, 14, n_C),
        ("pool", 5, 3),
        ("conv", 128, 1, 1, 0),
        ("flatten",),
        ("dense", 1024),
        ("dense", 1000),
    ]
