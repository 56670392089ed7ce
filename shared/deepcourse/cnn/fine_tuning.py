"""A network that others trained goes on learning, all of it or in part.

FineTuned           steps of a pretrained network as one layer, with copies of their weights
fine_tune_step      gradient descent with frozen layers, and slower below the last one
average_features    what filters find in a picture, on average over all places
hide_from_features  two pictures that such averages cannot tell apart
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from deepcourse.cnn.convolution import conv_backward
from deepcourse.cnn.layers import Layer
from deepcourse.cnn.pretrained import depthwise_to_pictures, depthwise_to_weights, run


class FineTuned(Layer):
    """The steps `first` to `last` - 1 of a pretrained network; each starts from a copy of the published weights.

    No step in between may work on a result from before `first` other than the last one.
    """

    def __init__(self, steps, first, last):
        self.steps = []
        self.parameters = {}
        for place, step in enumerate(steps[first:last]):
            inputs = tuple(max(source - first, -1) for source in step.inputs)
            if step.W is None:
                self.steps.append(step._replace(inputs=inputs))
                continue
            W, b = step.W.copy(), step.b.copy()
            self.steps.append(step._replace(inputs=inputs, W=W, b=b))
            self.parameters |= {f"{place}.W": W, f"{place}.b": b}

    def forward(self, A, training=False):
        """Return what the last step makes of A, and the caches of all."""
        outs, caches = run(self.steps, A)
        return outs[-1], caches

    def backward(self, dA, cache):
        """Return the gradient of the first step's input, and those of all weights."""
        waiting, grads = {len(self.steps) - 1: dA}, {}
        for place in range(len(self.steps) - 1, -1, -1):
            step, (inner, open_units), d = self.steps[place], cache[place], waiting.pop(place)
            d = d if open_units is None else d * open_units
            back = d
            if step.kind != "add":
                back, grads[f"d{place}.W"] = _back(step, d, inner)
                grads[f"d{place}.b"] = d.sum(axis=(0, 1, 2))
            for source in step.inputs:
                waiting[source] = waiting[source] + back if source in waiting else back
        return waiting[-1], grads


def _back(step, dZ, cache):
    inner, ((top, bottom), (left, right)) = cache
    if step.kind == "depthwise":
        d = depthwise_to_pictures(dZ, step.W, step.stride, inner.shape)
        dW = depthwise_to_weights(dZ, inner, step.W, step.stride)
    else:
        d, dW, _ = conv_backward(dZ, inner)
    return d[:, top : d.shape[1] - bottom, left : d.shape[2] - right], np.ascontiguousarray(dW)


def fine_tune_step(parameters, grads, *, frozen, learning_rate, factor):
    """Take one step of gradient descent, in place: frozen layers stay, the last one learns at the full rate.

    parameters : {"place.name": array} of a `Chain`, places from 0    grads : {"d" + name: gradient}
    frozen : how many layers stay as they are, counted by their places
    learning_rate : of the layer with the largest place    factor : the others learn at factor * learning_rate

    >>> parameters = {"0.W": np.ones(2), "1.W": np.ones(2), "2.b": np.ones(1)}
    >>> fine_tune_step(parameters, {"d" + name: 1 for name in parameters}, frozen=1, learning_rate=0.5, factor=0.1)
    >>> [value.tolist() for value in parameters.values()]
    [[1.0, 1.0], [0.95, 0.95], [0.5]]
    """
    places = {name: int(name.split(".")[0]) for name in parameters}
    last = max(places.values())
    for name, place in places.items():
        if place >= frozen:
            rate = learning_rate if place == last else factor * learning_rate
            parameters[name] -= rate * grads["d" + name]


def average_features(picture, W, b):
    """Return (n_C,): for each filter the mean over all places of relu(filter on the picture + b), without padding.

    picture : (n_H, n_W)    W : (f, f, n_C)    b : (n_C,)
    """
    windows = sliding_window_view(picture, W.shape[:2])
    return np.maximum(np.tensordot(windows, W, axes=2) + b, 0).mean(axis=(0, 1))


def hide_from_features(n_H, n_W, f):
    """Return two pictures, (n_H, n_W) from 0 to 1, that `average_features` of f × f filters cannot tell apart.

    The first is bright left of the middle alone, the second right of it. n_H >= 2 f and n_W >= 2 f.

    >>> left, right = hide_from_features(6, 8, 3)
    >>> np.argwhere(left).tolist(), np.argwhere(right).tolist()
    ([[2, 2]], [[2, 5]])
    """
    left, right = np.zeros((2, n_H, n_W))
    left[f - 1, f - 1] = right[f - 1, n_W - f] = 1  # so far inside that each pixel of a filter can lie on it
    return left, right
