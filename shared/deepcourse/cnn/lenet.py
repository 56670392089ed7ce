"""A whole convolutional network as a chain of layers: LeNet, as the notebook `digit_recognizer` writes it.

LENET                           the architecture, as data
layer_table                     shapes and parameters, layer by layer
initialize                      parameters to begin with, as He and others (2015) draw them
lenet_forward, lenet_backward   the chain of twelve layers, and its backward pass
train_epoch                     one pass over all pictures, in mini-batches
predict                         answers and their probabilities
confusion                       which digits are confused

Pictures are (m, n_H, n_W, n_C), columns (n, m). An architecture is a list of tuples: ("input", n_H, n_W, n_C),
("conv", n_C, f, stride, pad), ("pool", f, stride), ("flatten",), ("dense", n).
"""

import numpy as np

from deepcourse.cnn.convolution import conv_backward, conv_forward
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
from deepcourse.cnn.summary import LENET_5, summarize
from deepcourse.cnn.training import class_cost
from deepcourse.nn.softmax import confusion_matrix, softmax

LENET = tuple(LENET_5)
POOLED = {"f": 2, "stride": 2}
DENSE = (3, 4, 5)  # the numbers of the dense layers


def layer_table(architecture):
    """Return [(name, shape, parameters), ...], a row for each layer: what leaves it for one picture, what it learns.

    >>> for row in layer_table([("input", 8, 6, 1), ("conv", 4, 3, 1, 0), ("pool", 2, 2), ("flatten",), ("dense", 5)]):
    ...     print(*row)
    input (8, 6, 1) 0
    conv (6, 4, 4) 40
    pool (3, 2, 4) 0
    flatten (24,) 0
    dense (5,) 125
    """
    return [(name, shape, parameters) for name, shape, parameters, _ in summarize(architecture)]


def initialize(seed, architecture=LENET, dtype=np.float32):
    """Return {"W1": ..., "b1": ..., ...} for the layers with weights, numbered from 1.

    Weights are normal with variance 2 / (inputs of a unit) (He and others 2015, equation 10), biases 0.

    >>> parameters = initialize(0)
    >>> parameters["W2"].shape, parameters["b5"].shape, sum(p.size for p in parameters.values())
    ((5, 5, 6, 16), (10, 1), 61706)
    """
    rng, parameters, before = np.random.default_rng(seed), {}, ()
    for (name, *numbers), (_, shape, _) in zip(architecture, layer_table(architecture), strict=True):
        if name in ("conv", "dense"):
            n, inputs = numbers[0], before[0] if name == "dense" else numbers[1] ** 2 * before[2]
            of_w = (n, inputs) if name == "dense" else (numbers[1], numbers[1], before[2], n)
            layer = len(parameters) // 2 + 1
            parameters[f"W{layer}"] = he(rng, of_w, inputs, dtype)
            parameters[f"b{layer}"] = np.zeros((n, 1) if name == "dense" else (1, 1, 1, n), dtype)
        before = shape
    return parameters


def lenet_forward(A, parameters):
    """Return the scores Z, (10, m), and the caches of all twelve layers, in order.

        conv (same) - ReLU - pool - conv (no padding) - ReLU - pool - flatten - dense - ReLU - dense - ReLU - dense

    A : (m, n_H, n_W, n_C)    parameters : W1, b1, W2, b2 of the convolutions, W3, b3, ... W5, b5 of the dense layers

    The sizes of filters, maps and layers are those of the parameters.
    """
    caches, p = [], parameters
    for layer, pad in ((1, (len(p["W1"]) - 1) // 2), (2, 0)):
        for step, arguments, options in (
            (conv_forward, (p[f"W{layer}"], p[f"b{layer}"]), {"pad": pad}),
            (relu_forward, (), {}),
            (pool_forward, (), POOLED),
        ):
            A, cache = step(A, *arguments, **options)
            caches.append(cache)
    A, shape = flatten(A)
    caches.append(shape)
    for layer in DENSE:
        A, cache = dense_forward(A, p[f"W{layer}"], p[f"b{layer}"])
        caches.append(cache)
        if layer != DENSE[-1]:
            A, cache = relu_forward(A)
            caches.append(cache)
    return A, caches


def lenet_backward(dZ, caches):
    """Return {"dW1": ..., "db1": ..., ... "db5": ...} from the gradient of the scores, (10, m).

    caches : the twelve that `lenet_forward` returned
    """
    grads, (*pictures, shape, dense3, relu3, dense4, relu4, dense5) = {}, caches
    d = dZ
    for layer, cache, above in ((5, dense5, None), (4, dense4, relu4), (3, dense3, relu3)):
        d = d if above is None else relu_backward(d, above)
        d, grads[f"dW{layer}"], grads[f"db{layer}"] = dense_backward(d, cache)
    d = to_pictures(d, shape)
    for layer in (2, 1):
        conv, relu, pool = pictures[3 * layer - 3 : 3 * layer]
        d = relu_backward(pool_backward(d, pool), relu)
        d, grads[f"dW{layer}"], grads[f"db{layer}"] = conv_backward(d, conv)
    return grads


def train_epoch(X, labels, parameters, adam, order, batch, forward, backward):
    """Return the mean cost of one pass over the pictures, and change the parameters in place.

    X : (m, n_H, n_W, n_C)    labels : (m,)    adam : `step(parameters, grads)` changes the parameters
    order : the indices of the pictures, perhaps not of all    batch : how many at a time; the last part may be smaller
    forward, backward : the network, as `lenet_forward` and `lenet_backward`
    """
    total = 0.0
    for first in range(0, len(order), batch):
        chosen = order[first : first + batch]
        Z, caches = forward(X[chosen], parameters)
        cost, dZ = class_cost(Z, labels[chosen])
        adam.step(parameters, backward(dZ, caches))
        total += cost * len(chosen)
    return total / len(order)


def predict(X, parameters, at_once, forward):
    """Return the answers, (m,), and the probability that the network gives each of them, (m,).

    X : (m, n_H, n_W, n_C)    at_once : how many pictures go through the network at a time
    forward : the network, as `lenet_forward`
    """
    answers, sure = [], []
    for first in range(0, len(X), at_once):
        probabilities = softmax(forward(X[first : first + at_once], parameters)[0])
        answers.append(probabilities.argmax(axis=0))
        sure.append(probabilities.max(axis=0))
    return np.concatenate(answers), np.concatenate(sure)


def confusion(labels, answers, classes):
    """Return how often each class got each answer, (classes, classes) int: row what it is, column what was answered.

    labels, answers : (m,) int

    >>> confusion(np.array([0, 1, 1, 1]), np.array([0, 0, 0, 1]), 2)
    array([[1, 0],
           [2, 1]])
    """
    return confusion_matrix(labels, answers, classes)
