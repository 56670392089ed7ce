"""Train a network of layers: costs, mini-batches, a rate that rises and falls, Adam.

class_cost          cross-entropy of scores and its gradient
fit                 a network trained, in place
warm_cosine         the learning rate at a step: a short rise, then half a cosine wave down to 0
predict             what a network answers, a few pictures at a time
accuracy            the share of right answers
count               how many numbers a network learns
"""

import math

import numpy as np

from deepcourse.nn.adam_in_place import Adam
from deepcourse.nn.softmax import cross_entropy_from_scores, softmax

AT_ONCE = 200  # pictures that are answered at a time: a thousand would need a gigabyte


def class_cost(Z, labels):
    """Return the mean cross-entropy of scores, a float in nats, and its gradient (C, m).

    Z : (C, m) scores    labels : (m,) int

    >>> cost, dZ = class_cost(np.array([[0.0], [0.0]]), np.array([1]))
    >>> round(cost, 4), dZ.ravel()
    (0.6931, array([ 0.5, -0.5]))
    """
    m = len(labels)
    Y = np.zeros_like(Z)
    Y[labels, np.arange(m)] = 1
    return cross_entropy_from_scores(Z, Y), (softmax(Z) - Y) / Z.dtype.type(m)


def warm_cosine(step, steps, warm_up=0.05):
    """Return the share of the largest learning rate at a step, from 0 to 1 (Loshchilov and Hutter 2017, equation 5).

    In the first `warm_up` of the steps the rate rises in a straight line, then it falls as half a cosine wave.

    >>> [round(warm_cosine(step, 100), 3) for step in (0, 4, 5, 52, 99)]
    [0.2, 1.0, 1.0, 0.508, 0.0]
    """
    rise = max(1, round(warm_up * steps))
    if step < rise:
        return (step + 1) / rise
    return (1 + math.cos(math.pi * (step - rise) / (steps - rise))) / 2


def fit(network, X, targets, *, steps, learning_rate, seed, batch=32, cost=class_cost, change=None):
    """Return the costs, (steps,), of a network that is trained in place by Adam.

    network : a `Layer`    X : (m, n_H, n_W, n_C)    targets : (m, ...), what `cost(out, targets)` compares with
    cost : returns a number and its gradient    change : `change(X, targets, rng)` returns a mini-batch changed

    Every pass takes the examples in a new order. The rate follows `warm_cosine`. One `numpy.random.default_rng(seed)`
    draws orders and changes.
    """
    rng, adam, costs, order = np.random.default_rng(seed), Adam(), np.empty(steps), np.empty(0, int)
    for step in range(steps):
        if len(order) < batch:
            order = np.concatenate([order, rng.permutation(len(X))])
        chosen, order = order[:batch], order[batch:]
        A, wanted = X[chosen], targets[chosen]
        if change:
            A, wanted = change(A, wanted, rng)
        out, cache = network.forward(A, training=True)
        costs[step], d_out = cost(out, wanted)
        adam.learning_rate = learning_rate * warm_cosine(step, steps)
        adam.step(network.parameters, network.backward(d_out, cache)[1])
    return costs


def predict(network, X):
    """Return the network's answers to all pictures: columns (n, m), or (m, n_H, n_W, n_C) where it gives pictures.

    X : (m, n_H, n_W, n_C)
    """
    parts = [network.forward(X[first : first + AT_ONCE])[0] for first in range(0, len(X), AT_ONCE)]
    return np.concatenate(parts, axis=1 if parts[0].ndim == 2 else 0)


def accuracy(network, X, labels):
    """Return the share of pictures whose largest score belongs to the right class."""
    return float(np.mean(predict(network, X).argmax(axis=0) == labels))


def count(network):
    """Return how many numbers a network learns."""
    return sum(value.size for value in network.parameters.values())
