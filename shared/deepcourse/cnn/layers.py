"""Layers that fit together, each with its parameters: what the trained networks of this course are made of.

Conv, Depthwise, Dense          weights and biases
BatchNorm                       every channel kept on one scale
ReLU, LeakyReLU, Tanh, Sigmoid  activations
Pool, GlobalAverage, Flatten    from pictures to smaller pictures, and to columns
Chain, Residual, Branches       layers one after the other, with a shortcut, side by side

A layer has `forward(A, training=False) -> (A, cache)` and `backward(dA, cache) -> (dA_prev, grads)`; `parameters` is
{name: array} and `grads` {"d" + name: array}, as an optimiser wants them. Pictures are (m, n_H, n_W, n_C), columns
(n, m). New weights are normal with variance 2 / (inputs of a unit) (He and others 2015, equation 10), biases 0.
"""

from collections.abc import Sequence

import numpy as np

from deepcourse.cnn.convolution import conv_backward, conv_forward, zero_pad
from deepcourse.cnn.plain_layers import (
    dense_backward,
    dense_forward,
    flatten,
    he,
    relu_backward,
    relu_forward,
    to_pictures,
)
from deepcourse.cnn.pooling import pool_backward, pool_forward
from deepcourse.cnn.pretrained import depthwise, depthwise_to_pictures, depthwise_to_weights


class Layer:
    """What all layers have in common: no parameters, unless they say so."""

    def __init__(self):
        self.parameters = {}

    def forward(self, A, training=False):
        """Return what the layer makes of A, and a cache for `backward`."""
        raise NotImplementedError

    def backward(self, dA, cache):
        """Return the gradient of the cost with respect to the layer's input, and {"d" + name: gradient}."""
        raise NotImplementedError

    def __repr__(self):
        shapes = ", ".join(f"{name} {value.shape}" for name, value in self.parameters.items())
        return f"{type(self).__name__}({shapes})"


class Conv(Layer):
    """A convolutional layer: `n_C` filters of f × f × n_C_prev; `pad` "same" keeps height and width at stride 1."""

    def __init__(self, rng, n_C_prev, n_C, f, *, stride=1, pad="same", bias=True, dtype=np.float32):
        self.options = {"stride": stride, "pad": (f - 1) // 2 if pad == "same" else pad}
        self.parameters = {"W": he(rng, (f, f, n_C_prev, n_C), f * f * n_C_prev, dtype)}
        self.no_bias = np.zeros((1, 1, 1, n_C), dtype)
        if bias:
            self.parameters["b"] = self.no_bias.copy()

    def forward(self, A, training=False):
        """Return the answers of all filters at all places, and the cache."""
        return conv_forward(A, self.parameters["W"], self.parameters.get("b", self.no_bias), **self.options)

    def backward(self, dA, cache):
        """Return the gradient of the pictures, and those of the filters."""
        dA_prev, dW, db = conv_backward(dA, cache)
        return dA_prev, {"dW": dW, "db": db} if "b" in self.parameters else {"dW": dW}


class Depthwise(Layer):
    """One filter of f × f for each channel, and no bias; padded so that height and width stay at stride 1."""

    def __init__(self, rng, n_C, f, *, stride=1, dtype=np.float32):
        self.stride, self.pad = stride, (f - 1) // 2
        self.parameters = {"W": he(rng, (f, f, n_C), f * f, dtype)}

    def forward(self, A, training=False):
        """Return the answers of each channel's filter, and the pictures with their border."""
        padded = zero_pad(A, self.pad)
        return depthwise(padded, self.parameters["W"], self.stride), padded

    def backward(self, dA, cache):
        """Return the gradient of the pictures, and that of the filters."""
        W, (_, n_H, n_W, _) = self.parameters["W"], cache.shape
        d = depthwise_to_pictures(dA, W, self.stride, cache.shape)
        dW = depthwise_to_weights(dA, cache, W, self.stride)
        return d[:, self.pad : n_H - self.pad, self.pad : n_W - self.pad], {"dW": dW}


class Dense(Layer):
    """A fully connected layer of columns: Z = W A + b, W (n, n_prev), A (n_prev, m)."""

    def __init__(self, rng, n_prev, n, *, dtype=np.float32):
        self.parameters = {"W": he(rng, (n, n_prev), n_prev, dtype), "b": np.zeros((n, 1), dtype)}

    def forward(self, A, training=False):
        """Return Z, (n, m), and the cache."""
        return dense_forward(A, self.parameters["W"], self.parameters["b"])

    def backward(self, dA, cache):
        """Return the gradient of the columns, and those of W and b."""
        dA_prev, dW, db = dense_backward(dA, cache)
        return dA_prev, {"dW": dW, "db": db}


class BatchNorm(Layer):
    """Every channel of pictures, or row of columns, to mean 0 and variance 1, then times gamma plus beta.

    In training the statistics are the batch's, and `running` follows them; else `running` is used (Ioffe and Szegedy
    2015, algorithms 1 and 2). `axes` are those that a channel's numbers lie along.
    """

    def __init__(self, n, *, pictures=True, momentum=0.9, epsilon=1e-5, dtype=np.float32):
        shape, self.axes = ((1, 1, 1, n), (0, 1, 2)) if pictures else ((n, 1), (1,))
        self.parameters = {"gamma": np.ones(shape, dtype), "beta": np.zeros(shape, dtype)}
        self.running = {"mean": np.zeros(shape, dtype), "var": np.ones(shape, dtype)}
        self.momentum, self.epsilon = dtype(momentum), dtype(epsilon)

    def forward(self, A, training=False):
        """Return the normalised numbers, and the cache; with `training` the running statistics move."""
        mean = A.mean(axis=self.axes, keepdims=True) if training else self.running["mean"]
        centred = A - mean
        var = np.square(centred).mean(axis=self.axes, keepdims=True) if training else self.running["var"]
        if training:
            for name, value in (("mean", mean), ("var", var)):
                self.running[name] = self.momentum * self.running[name] + (1 - self.momentum) * value
        slope = 1 / np.sqrt(var + self.epsilon)
        centred *= slope
        return self.parameters["gamma"] * centred + self.parameters["beta"], (centred, slope, training)

    def backward(self, dA, cache):
        """Return the gradient of the input: in training, through mean and variance too."""
        A_norm, slope, training = cache
        grads = {
            "dgamma": (dA * A_norm).sum(axis=self.axes, keepdims=True),
            "dbeta": dA.sum(axis=self.axes, keepdims=True),
        }
        if training:
            count = dA.dtype.type(dA.size // slope.size)
            dA = dA - grads["dbeta"] / count - A_norm * (grads["dgamma"] / count)
        return dA * (self.parameters["gamma"] * slope), grads


class ReLU(Layer):
    """max(A, 0)."""

    def forward(self, A, training=False):
        """Return the numbers above 0, others as 0, and where they were."""
        return relu_forward(A)

    def backward(self, dA, cache):
        """Return dA where the input was above 0, else 0."""
        return relu_backward(dA, cache), {}


class LeakyReLU(Layer):
    """A above 0, `slope` times A below."""

    def __init__(self, slope=0.1):
        super().__init__()
        self.slope = slope

    def forward(self, A, training=False):
        """Return the numbers, those below 0 made smaller, and the slope at each."""
        slopes = np.where(A > 0, A.dtype.type(1), A.dtype.type(self.slope))
        return A * slopes, slopes

    def backward(self, dA, cache):
        """Return dA times the slope at each number."""
        return dA * cache, {}


class Tanh(Layer):
    """The hyperbolic tangent."""

    def forward(self, A, training=False):
        """Return tanh(A), twice: the slope is made from it."""
        out = np.tanh(A)
        return out, out

    def backward(self, dA, cache):
        """Return dA times 1 - tanh²."""
        return dA * (1 - cache * cache), {}


class Sigmoid(Layer):
    """1 / (1 + exp(-A)), computed as (1 + tanh(A / 2)) / 2, which cannot overflow."""

    def forward(self, A, training=False):
        """Return sigmoid(A), twice: the slope is made from it."""
        out = (1 + np.tanh(A / 2)) / 2
        return out, out

    def backward(self, dA, cache):
        """Return dA times a (1 - a)."""
        return dA * cache * (1 - cache), {}


class Pool(Layer):
    """The maximum or the mean of each window."""

    def __init__(self, f=2, *, stride=None, mode="max"):
        super().__init__()
        self.options = {"f": f, "stride": stride or f, "mode": mode}

    def forward(self, A, training=False):
        """Return the smaller pictures, and the cache."""
        return pool_forward(A, **self.options)

    def backward(self, dA, cache):
        """Return the gradient of the larger pictures."""
        return pool_backward(dA, cache), {}


class GlobalAverage(Layer):
    """The mean of every channel over the whole picture, as columns: (m, n_H, n_W, n_C) becomes (n_C, m)."""

    def forward(self, A, training=False):
        """Return the means, and the pictures' shape."""
        return A.mean(axis=(1, 2)).T, A.shape

    def backward(self, dA, cache):
        """Return the gradient shared out over all pixels."""
        _, n_H, n_W, _ = cache
        return np.broadcast_to((dA.T / dA.dtype.type(n_H * n_W))[:, None, None], cache).copy(), {}


class Flatten(Layer):
    """Pictures as columns: (m, n_H, n_W, n_C) becomes (n_H n_W n_C, m): m moves from the first axis to the last."""

    def forward(self, A, training=False):
        """Return the columns, and the pictures' shape."""
        return flatten(A)

    def backward(self, dA, cache):
        """Return the columns as pictures again."""
        return to_pictures(dA, cache), {}


class Chain(Layer):
    """Layers one after the other; their parameters are named by their places: "1.W" is W of the second layer."""

    def __init__(self, *layers: Layer):
        self.layers: Sequence[Layer] = layers

    @property
    def parameters(self):
        """{"place.name": array}: the layers' own arrays, not copies."""
        return {f"{i}.{name}": value for i, layer in enumerate(self.layers) for name, value in layer.parameters.items()}

    def forward(self, A, training=False):
        """Return what the last layer makes of it, and the caches of all."""
        caches = []
        for layer in self.layers:
            A, cache = layer.forward(A, training)
            caches.append(cache)
        return A, caches

    def backward(self, dA, cache):
        """Return the gradient of the first layer's input, and the gradients of all parameters."""
        grads = {}
        for place in reversed(range(len(self.layers))):
            dA, its_grads = self.layers[place].backward(dA, cache[place])
            grads |= {f"d{place}.{name[1:]}": value for name, value in its_grads.items()}
        return dA, grads

    def __repr__(self):
        return "\n".join(f"{place:3}  {layer!r}" for place, layer in enumerate(self.layers))


class Residual(Layer):
    """body(A) + shortcut(A); without a shortcut of its own, body(A) + A. The activation comes after it."""

    def __init__(self, body: Layer, shortcut: Layer | None = None):
        self.body, self.shortcut = body, shortcut or Chain()

    @property
    def parameters(self):
        """The parameters of the body and of the shortcut, by "body." and "shortcut."."""
        return joined({"body": self.body.parameters, "shortcut": self.shortcut.parameters})

    def forward(self, A, training=False):
        """Return the sum of both ways, and both caches."""
        (out, cache), (short, short_cache) = (part.forward(A, training) for part in (self.body, self.shortcut))
        return out + short, (cache, short_cache)

    def backward(self, dA, cache):
        """Return the sum of the gradients that come back on both ways."""
        (d, grads), (d_short, short_grads) = self.body.backward(dA, cache[0]), self.shortcut.backward(dA, cache[1])
        return d + d_short, joined({"dbody": bare(grads), "dshortcut": bare(short_grads)})


class Branches(Layer):
    """Layers side by side on the same input; their channels stand one after the other in the output."""

    def __init__(self, *branches: Layer):
        self.branches = branches

    @property
    def parameters(self):
        """{"place.name": array} of all branches."""
        return joined({str(place): branch.parameters for place, branch in enumerate(self.branches)})

    def forward(self, A, training=False):
        """Return all channels, and the caches with the places at which a branch ends."""
        outs, caches = zip(*(branch.forward(A, training) for branch in self.branches), strict=True)
        return np.concatenate(outs, axis=3), (caches, np.cumsum([out.shape[3] for out in outs])[:-1])

    def backward(self, dA, cache):
        """Return the sum of what the branches send back, and the gradients of all."""
        caches, ends = cache
        parts = [np.ascontiguousarray(part) for part in np.split(dA, ends, axis=3)]
        back = [branch.backward(*both) for branch, *both in zip(self.branches, parts, caches, strict=True)]
        grads = joined({f"d{place}": bare(its_grads) for place, (_, its_grads) in enumerate(back)})
        return sum(d for d, _ in back), grads


def joined(groups):
    """Return one dictionary of several, {"group.name": value}."""
    return {f"{group}.{name}": value for group, named in groups.items() for name, value in named.items()}


def bare(grads):
    """Return gradients by the names of what they belong to, without the d."""
    return {name[1:]: value for name, value in grads.items()}
