"""Deep networks with and without batch normalisation, trained side by side.

initialize      first parameters, and the first running statistics of the normalised layers
forward         answers of a whole network, for training or for use
backward        the gradients of the cost
train           mini-batch gradient descent, many networks at once; what each of them reached on the way
cost_of         the mean log loss, from the last sums: finite for sure answers

Hidden layers are ReLU, the last one a sigmoid. With batch normalisation a hidden layer has W, gamma and beta; without,
W and b. Every array may have a leading axis: a stack of k networks, (k, n, n_prev), learns in one pass.
"""

from itertools import pairwise

import numpy as np

from deepcourse.nn.activations import sigmoid
from deepcourse.nn.batch_normalization import batchnorm_backward, batchnorm_forward


def initialize(layer_dims, seeds, normalized, kind=np.float64):
    """Return (parameters, running) of a stack of networks, one for each seed: weights normal with variance 2 / n[l-1].

    A seed draws the same weights with and without batch normalisation. running[l] belongs to hidden layer l.

    >>> parameters, running = initialize([3, 4, 1], (0, 1), normalized=True)
    >>> {name: value.shape for name, value in parameters.items()}
    {'W1': (2, 4, 3), 'gamma1': (2, 4, 1), 'beta1': (2, 4, 1), 'W2': (2, 1, 4), 'b2': (2, 1, 1)}
    """
    generators, parameters, running = [np.random.default_rng(seed) for seed in seeds], {}, {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        drawn = np.stack([rng.standard_normal((n, n_prev)) for rng in generators])
        parameters[f"W{layer}"] = (drawn * np.sqrt(2 / n_prev)).astype(kind)
        zeros = np.zeros((len(seeds), n, 1), kind)
        if normalized and layer < len(layer_dims) - 1:
            parameters |= {f"gamma{layer}": zeros + 1, f"beta{layer}": zeros}
            running[layer] = {"mean": zeros, "var": zeros + 1}
        else:
            parameters[f"b{layer}"] = zeros
    return parameters, running


def forward(X, parameters, running, mode="train", momentum=0.9):
    """Return the last sums ZL (their sigmoid is the answer), the caches, and the running statistics afterwards.

    caches[l] is (A_prev, what comes before ReLU, the cache of batch normalisation or None) of layer l.

    X : (n_x, m)    parameters, running : those of `initialize`    mode : "train" or "test"
    """
    last, A, caches, running = sum(name[0] == "W" for name in parameters), X, {}, dict(running)
    for layer in range(1, last + 1):
        Z, A_prev, cache = parameters[f"W{layer}"] @ A, A, None
        if f"gamma{layer}" in parameters:
            gamma, beta = parameters[f"gamma{layer}"], parameters[f"beta{layer}"]
            Z, cache, running[layer] = batchnorm_forward(Z, gamma, beta, running[layer], mode, momentum=momentum)
        else:
            Z = Z + parameters[f"b{layer}"]
        caches[layer] = A_prev, Z, cache
        A = np.maximum(Z, 0)
    return Z, caches, running


def backward(ZL, Y, parameters, caches):
    """Return the gradients of the cost, named d and the name of the parameter; all of them means over the m examples.

    ZL : (1, m)    Y : (1, m) of 0 and 1    caches : those of `forward` in mode "train"
    """
    m, dZ, grads = Y.shape[-1], sigmoid(ZL) - Y, {}
    for layer in range(len(caches), 0, -1):
        A_prev, Z, cache = caches[layer]
        if layer < len(caches):
            dZ = np.swapaxes(parameters[f"W{layer + 1}"], -1, -2) @ dZ * (Z > 0)
        if cache is None:
            grads[f"db{layer}"] = dZ.sum(axis=-1, keepdims=True) / m
        else:
            dZ, dgamma, dbeta = batchnorm_backward(dZ, cache)
            grads |= {f"dgamma{layer}": dgamma / m, f"dbeta{layer}": dbeta / m}
        grads[f"dW{layer}"] = dZ @ np.swapaxes(A_prev, -1, -2) / m
    return grads


def cost_of(ZL, Y):
    """Return the mean log loss of every network of a stack, (k,), or of one network, a number.

    >>> cost_of(np.zeros((2, 1, 4)), np.ones((1, 4))).round(3)
    array([0.693, 0.693])
    """
    return np.mean(np.logaddexp(0, ZL) - Y * ZL, axis=(-2, -1))


def train(X, Y, layer_dims, rates, seeds, steps, *, normalized, batch_size=64, every=10, momentum=0.9, look=None):
    """Return what a stack of networks has reached after 0, `every`, 2 `every`, ... steps of mini-batch descent.

    Network i has seeds[i] and learns at rates[i]. The examples of a step are the same for all of them. A network that
    has left the range of numbers stays there: its cost is not finite, and nothing warns.

    Returns (parameters, running, costs): costs (count, k) of all examples, in mode "test"; with `look`, a function of
    (step, parameters, running), a fourth part: the list of what it returned, at the same steps.
    """
    rng, kind, m = np.random.default_rng(0), X.dtype, X.shape[1]
    parameters, running = initialize(layer_dims, seeds, normalized, kind)
    rates, costs, seen = np.asarray(rates, kind).reshape(-1, 1, 1), [], []
    with np.errstate(all="ignore"):
        for step in range(steps + 1):
            if step % every == 0:
                costs.append(cost_of(forward(X, parameters, running, "test")[0], Y))
                seen += [look(step, parameters, running)] if look else []
            chosen = rng.choice(m, size=batch_size, replace=False)
            ZL, caches, running = forward(X[:, chosen], parameters, running, "train", momentum)
            grads = backward(ZL, Y[:, chosen], parameters, caches)
            if step < steps:
                parameters = {name: value - rates * grads[f"d{name}"] for name, value in parameters.items()}
    return (parameters, running, np.array(costs), seen) if look else (parameters, running, np.array(costs))
