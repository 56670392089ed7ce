"""Train a network over sequences: a cost for every step, mini-batches, clipped gradients, Adam.

step_cost       cross-entropy of scores at every real step, and its gradient
fit             a network trained, in place
clipped         gradients made smaller together, where their norm is too large
"""

import math

import numpy as np

from deepcourse.cnn.training import class_cost, warm_cosine
from deepcourse.nn.adam_in_place import Adam


def step_cost(Z, targets, lengths=None):
    """Return the mean cross-entropy over all real steps, a float in nats, and its gradient (C, m, T).

    Z : (C, m, T) scores    targets : (m, T) int    lengths : (m,), the real steps of each example; None: all are real

    >>> cost, dZ = step_cost(np.zeros((2, 1, 3)), np.array([[0, 1, 0]]), [2])
    >>> round(cost, 4), dZ[0, 0]
    (0.6931, array([-0.25,  0.25,  0.  ]))
    """
    C, m, T = Z.shape
    if np.shape(targets) != (m, T):
        raise ValueError(f"scores of {m} sequences of {T} steps need targets of shape ({m}, {T}), not {targets.shape}")
    real = np.arange(T) < (np.full((m, 1), T) if lengths is None else np.asarray(lengths)[:, None])
    cost, d = class_cost(Z[:, real], targets[real])
    dZ = np.zeros((T, C, m), Z.dtype)  # time first, as layers want it
    dZ.transpose(1, 2, 0)[:, real] = d
    return cost, dZ.transpose(1, 2, 0)


def clipped(grads, largest):
    """Return the gradients, all multiplied by one number so that their common norm is at most `largest`.

    Pascanu, Mikolov and Bengio (2013), algorithm 1, with one norm for all parameters.

    >>> clipped({"dW": np.array([3.0, 4.0])}, 1.0)
    {'dW': array([0.6, 0.8])}
    """
    norm = math.sqrt(sum(float(np.vdot(gradient, gradient)) for gradient in grads.values()))
    return {name: gradient * (largest / norm) for name, gradient in grads.items()} if norm > largest else grads


def fit(network, batch, *, steps, learning_rate, seed, clip=1.0, cost=None):
    """Return the costs, (steps,), of a network that is trained in place by Adam.

    network : a `Layer`    batch : `batch(rng)` returns (x, targets, lengths); lengths may be None
    clip : the largest norm of the gradients, see `clipped`
    cost : `cost(out, targets, lengths)` returns a number and its gradient; None: `step_cost`, or for columns the cost
    of one class for each example

    The rate follows `warm_cosine`. One `numpy.random.default_rng(seed)` draws all batches.
    """
    rng, adam, costs = np.random.default_rng(seed), Adam(), np.empty(steps)
    for step in range(steps):
        x, targets, lengths = batch(rng)
        out, cache = network.forward(x, True, lengths)
        costs[step], d_out = (cost or _usual_cost)(out, targets, lengths)
        adam.learning_rate = learning_rate * warm_cosine(step, steps)
        adam.step(network.parameters, clipped(network.backward(d_out, cache)[1], clip))
    return costs


def _usual_cost(out, targets, lengths):
    return class_cost(out, targets) if out.ndim == 2 else step_cost(out, targets, lengths)
