"""What LeNet-5 had in 1998 and has lost since: filters that see some of the maps, pooling that learns, a scaled tanh.

C3                                      which of 6 maps each of 16 filters saw (LeCun and others 1998, table I)
count_partial                           parameters and connections of such a layer
subsample_forward, subsample_backward   the sum of each window, times a weight, plus a bias
PartialConv, Subsample, ScaledTanh      the three as layers

Pictures are (m, n_H, n_W, n_C).
"""

import numpy as np

from deepcourse.cnn.convolution import conv_forward
from deepcourse.cnn.layers import Conv, Layer
from deepcourse.cnn.pooling import pool_forward

SEES = (  # for each of the 16 filters, the maps that it sees
    (0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5), (0, 4, 5), (0, 1, 5),
    (0, 1, 2, 3), (1, 2, 3, 4), (2, 3, 4, 5), (0, 3, 4, 5), (0, 1, 4, 5), (0, 1, 2, 5),
    (0, 1, 3, 4), (1, 2, 4, 5), (0, 2, 3, 5), (0, 1, 2, 3, 4, 5),
)  # fmt: skip
C3 = np.array([[c in maps for maps in SEES] for c in range(6)])  # (6, 16)


def count_partial(sees, f, n_H, n_W):
    """Return (parameters, connections) of filters that see some of the maps; their output maps are n_H by n_W.

    sees : (n_C_prev, n_C) bool, does filter k see map c?    f : side of the filters

    A filter has f * f weights for each map that it sees, and a bias. A connection is one use of a parameter, the bias
    included, at one position.

    >>> count_partial(C3, 5, 10, 10)
    (1516, 151600)
    """
    parameters = int(np.count_nonzero(sees)) * f * f + np.shape(sees)[1]
    return parameters, parameters * n_H * n_W


def subsample_forward(A_prev, w, b, *, f):
    """Return Z, (m, n_H, n_W, n_C), and the cache (sums, w, the shape of A_prev, f).

        Z[i, h, w, c] = w[c] * (sum of the window of f by f numbers) + b[c]

    A_prev : (m, n_H_prev, n_W_prev, n_C)    w, b : (1, 1, 1, n_C)    n_H = floor(n_H_prev / f), and n_W likewise

    >>> Z, cache = subsample_forward(np.ones((1, 4, 5, 1)), np.full((1, 1, 1, 1), 0.5), np.ones((1, 1, 1, 1)), f=2)
    >>> Z[0, :, :, 0]
    array([[3., 3.],
           [3., 3.]])
    """
    means, _ = pool_forward(A_prev, f=f, stride=f, mode="average")
    sums = means * means.dtype.type(f * f)
    return w * sums + b, (sums, w, A_prev.shape, f)


def subsample_backward(dZ, cache):
    """Return (dA_prev, dw, db), from the gradient of the cost with respect to Z, (m, n_H, n_W, n_C), and the cache.

    cache : (sums, w, the shape of A_prev, f), of `subsample_forward`

    A number outside all windows gets 0. dw and db have the shapes of w and b.
    """
    sums, w, shape, f = cache
    dA_prev, spread = np.zeros(shape, dZ.dtype), np.repeat(np.repeat(dZ * w, f, axis=1), f, axis=2)
    dA_prev[:, : spread.shape[1], : spread.shape[2]] = spread
    dw, db = ((dZ * each).sum(axis=(0, 1, 2)).reshape(w.shape) for each in (sums, dZ.dtype.type(1)))
    return dA_prev, dw, db


class PartialConv(Conv):
    """A convolution whose filters see some of the maps: `sees` is (n_C_prev, n_C) bool; other weights stay 0."""

    def __init__(self, rng, sees, f, *, pad=0, dtype=np.float32):
        super().__init__(rng, *np.shape(sees), f, pad=pad, dtype=dtype)
        self.sees = np.asarray(sees, dtype)
        self.parameters["W"] *= self.sees

    def forward(self, A, training=False):
        """Return the answers of all filters at all places, and the cache."""
        return conv_forward(A, self.parameters["W"] * self.sees, self.parameters["b"], **self.options)

    def backward(self, dA, cache):
        """Return the gradient of the pictures, and those of the filters: 0 where a filter does not look."""
        dA_prev, grads = super().backward(dA, cache)
        return dA_prev, grads | {"dW": grads["dW"] * self.sees}


class Subsample(Layer):
    """Windows of 2 by 2, as `forward(A_prev, w, b, *, f)` and `backward(dZ, cache)` treat them; a mean at first."""

    def __init__(self, n_C, *, forward=subsample_forward, backward=subsample_backward, dtype=np.float32):
        self.parameters = {"w": np.full((1, 1, 1, n_C), 0.25, dtype), "b": np.zeros((1, 1, 1, n_C), dtype)}
        self.functions = forward, backward

    def forward(self, A, training=False):
        """Return the smaller pictures, and the cache."""
        return self.functions[0](A, self.parameters["w"], self.parameters["b"], f=2)

    def backward(self, dA, cache):
        """Return the gradient of the larger pictures, and those of w and b."""
        dA_prev, dw, db = self.functions[1](dA, cache)
        return dA_prev, {"dw": dw, "db": db}


class ScaledTanh(Layer):
    """1.7159 tanh(2 A / 3): about 1 at 1 and -1 at -1 (LeCun and others 1998, appendix A)."""

    def forward(self, A, training=False):
        """Return the numbers, and the hyperbolic tangent for the slope."""
        out = np.tanh(A * A.dtype.type(2 / 3))
        return out * out.dtype.type(1.7159), out

    def backward(self, dA, cache):
        """Return dA times the slope, 1.7159 (2 / 3) (1 - tanh²)."""
        return dA * (1 - cache * cache) * cache.dtype.type(1.7159 * 2 / 3), {}
