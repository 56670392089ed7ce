"""Two experiments with small networks: more data and larger networks, and sigmoid against ReLU.

train_network       parameters after some steps on small batches
accuracy            the share of right answers
data_and_size       test accuracy of several networks on growing parts of the data, for several seeds
costs_by_activation the cost at every step, with sigmoid or ReLU in the hidden layers
steps_to            the first step at which a cost is reached
"""

import numpy as np

from deepcourse.nn.building_blocks import (
    compute_cost,
    initialize_parameters_deep,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
)


def train_network(X, Y, layer_dims, steps, seed, *, learning_rate=0.1, batch=64):
    """Return the parameters, W1, b1, ..., of a ReLU network with a sigmoid at its end, after some steps of descent.

    Each step uses `batch` examples; all examples have their turn before any comes again. The steps shorten evenly
    towards zero, so that the last batches do not shake what was learned. Computes in the number type of X.

    X : (n_x, m)    Y : (1, m) of 0 and 1    layer_dims : [n_x, ..., 1]    steps, seed : int
    """
    rng, m = np.random.default_rng(seed), X.shape[1]
    parameters = {k: v.astype(X.dtype) for k, v in initialize_parameters_deep(layer_dims, seed).items()}
    order, at, batch = rng.permutation(m), 0, min(batch, m)
    for step in range(steps):
        if at + batch > m:
            order, at = rng.permutation(m), 0
        columns = order[at : at + batch]
        at += batch
        _, grads = _forward_and_backward(X[:, columns], Y[:, columns], parameters, "relu")
        rate = X.dtype.type(learning_rate * (1 - step / steps))
        for name in parameters:
            parameters[name] -= rate * grads[f"d{name}"]
    return parameters


def _forward(X, parameters, activation):
    """Return the answers (1, m) and the caches of all layers."""
    L, A, caches = len(parameters) // 2, X, []
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, "sigmoid" if layer == L else activation)
        caches.append(cache)
    return A, caches


def _forward_and_backward(X, Y, parameters, activation):
    """Return the answers (1, m) and the gradients of the cost, dW1, db1, ..."""
    AL, caches = _forward(X, parameters, activation)
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(AL - Y, caches[-1][0])
    for layer in range(L - 1, 0, -1):
        dA, grads[f"dW{layer}"], grads[f"db{layer}"] = linear_activation_backward(dA, caches[layer - 1], activation)
    return AL, grads


def accuracy(X, Y, parameters):
    """Return the share of the examples that a ReLU network answers rightly, from 0 to 1."""
    return float(np.mean((_forward(X, parameters, "relu")[0] >= 0.5) == Y))


def data_and_size(data, hidden_layers, amounts, seeds, steps):
    """Return test accuracies, (networks, amounts, seeds), each after `steps` steps of `train_network` in float32.

    A seed draws the training examples (as many of either label, which alternate in the data) and the first weights;
    all networks of a seed see the same examples.

    data : (X_train, Y_train, X_test, Y_test)    hidden_layers : for each network its hidden units, () for none
    amounts : even numbers of training examples
    """
    X, Y, X_test, Y_test = (part.astype(np.float32) for part in data)
    out = np.empty((len(hidden_layers), len(amounts), len(seeds)))
    for j, k in np.ndindex(out.shape[1:]):
        pairs = np.random.default_rng([seeds[k], 1]).permutation(X.shape[1] // 2)[: amounts[j] // 2]
        columns = np.concatenate([2 * pairs, 2 * pairs + 1])
        for i, hidden in enumerate(hidden_layers):
            parameters = train_network(X[:, columns], Y[:, columns], [len(X), *hidden, 1], steps, seeds[k])
            out[i, j, k] = accuracy(X_test, Y_test, parameters)
    return out


def costs_by_activation(X, Y, layer_dims, activation, steps, learning_rate, seed):
    """Return the list of costs before each of `steps` steps of gradient descent on all examples.

    Where the steps are too long for the network, costs may be infinite or not a number; nobody is warned.

    X : (n_x, m)    Y : (1, m)    activation : of the hidden layers, a name in `activations.ACTIVATIONS`
    """
    parameters, costs = initialize_parameters_deep(layer_dims, seed), []
    with np.errstate(all="ignore"):
        for _ in range(steps):
            AL, grads = _forward_and_backward(X, Y, parameters, activation)
            costs.append(compute_cost(AL, Y))
            for name in parameters:
                parameters[name] -= learning_rate * grads[f"d{name}"]
    return costs


def steps_to(costs, goal):
    """Return the number of steps after which a cost is at or below `goal` for the first time, or None.

    >>> steps_to([0.7, 0.5, 0.3, 0.4], 0.4), steps_to([0.7, 0.5], 0.4)
    (2, None)
    """
    return next((step for step, cost in enumerate(costs) if cost <= goal), None)
