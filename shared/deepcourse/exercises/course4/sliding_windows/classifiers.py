"""Small classifiers and pictures for the cases of `probability_map`, and that pass with switches.

classifier      random parameters of a small classifier, as the notebook trains a larger one
pictures        random pictures, one or several
one_pass        the probability map, right, or with a slip
"""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.pooling import pool_forward


def classifier(rng, sides=(3, 3, 2), counts=(2, 3, 4, 5), n_C=2, size=1.0):
    """Return parameters: convolutions of sides[0] and sides[1], a dense layer over sides[2] pixels, another dense one.

    counts : filters, filters, units, classes    size : of the scores, roughly
    """
    (f1, f2, f3), (n1, n2, n3, n4) = sides, counts
    shapes = {"W1": (f1, f1, n_C, n1), "W2": (f2, f2, n1, n2), "W3": (n3, f3 * f3 * n2), "W4": (n4, n3)}
    shapes |= {"b1": (1, 1, 1, n1), "b2": (1, 1, 1, n2), "b3": (n3, 1), "b4": (n4, 1)}
    parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    for name in ("W1", "W2", "W3", "W4"):
        inputs = parameters[name].size / parameters[name].shape[-1 if name < "W3" else 0]
        parameters[name] *= (size if name == "W4" else 1.2) * np.sqrt(2 / inputs)
    return parameters


def window_of(sides):
    """Return the side of the windows that such a classifier sees."""
    f1, f2, f3 = sides
    return reference.sweep([(f1, 1), (2, 2), (f2, 1), (2, 2), (f3, 1)])[0]


def pictures(rng, m, n_H, n_W, n_C=2):
    """Return m random pictures."""
    return rng.normal(size=(m, n_H, n_W, n_C))


def softmax(A, axis):
    """Return the softmax along an axis, or along several."""
    powers = np.exp(A - A.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def relu(A):
    """Return A, and 0 where it is below."""
    return np.maximum(A, 0)


def flattened_side(A, parameters):
    """Return the side of the map that was flattened, from the shapes of the parameters."""
    return round((parameters["W3"].shape[1] / A.shape[3]) ** 0.5)


def along_channels(b):
    """Return the biases of a dense layer as `conv_forward` takes them."""
    return b.reshape(1, 1, 1, -1)


def one_pass(
    X,
    parameters,
    *,
    without=(),
    pad=0,
    pool=None,
    side=flattened_side,
    filters=reference.dense_to_conv,
    bias=along_channels,
    end=None,
):
    """Return the probability map, or what comes of it with a slip.

    without : what is left out: "relu1", "b3", ...    pad : of the two convolutions    pool : other options of the
    poolings    side : of the flattened map, in place of `flattened_side`    filters : in place of `dense_to_conv`
    bias : in place of `along_channels`    end : what becomes of the scores, in place of the softmax
    """
    p, A = parameters, X
    for layer in ("1", "2"):
        b = p[f"b{layer}"] * (f"b{layer}" not in without)
        A, _ = conv_forward(A, p[f"W{layer}"], b, pad=pad if np.isscalar(pad) else (len(p[f"W{layer}"]) - 1) // 2)
        A = A if f"relu{layer}" in without else relu(A)
        A = A if f"pool{layer}" in without else pool_forward(A, **({"f": 2, "stride": 2} | (pool or {})))[0]
    for layer, f in (("3", side(A, p)), ("4", 1)):
        b = bias(p[f"b{layer}"]) * (f"b{layer}" not in without)
        A, _ = conv_forward(A, filters(p[f"W{layer}"], f), b)
        A = A if layer == "4" or "relu3" in without else relu(A)
    return softmax(A, 3) if end is None else end(A)
