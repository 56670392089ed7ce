"""Backward passes with one mistake each, made on purpose: for those who learn to find mistakes.

BUGS                what each mistake is called, and whether it spoils the layers below
wrong_gradients     the gradients of a network, with one of these mistakes in one layer
first_wrong         the name of the gradient where a mistake shows first
train_with_bug      a network trained by such a backward pass
"""

import numpy as np

from deepcourse.nn.building_blocks import (
    L_model_forward,
    compute_cost,
    initialize_parameters_deep,
    linear_backward,
    update_parameters,
)

NO_BUG = "none"
LOCAL = {  # in one gradient only: the one whose name begins so
    "dW counted twice": "dW",
    "dW not divided by m": "dW",
    "one entry of dW left at 0": "dW",
    "db with the wrong sign": "db",
    "db not divided by m": "db",
}
SPREADING = ("slope of ReLU left out", "dZ with the wrong sign")  # from dZ of one layer to all layers below
BUGS = (*LOCAL, *SPREADING)


def wrong_gradients(parameters, X, Y, bug, layer):
    """Return the gradients of a network's cost as a backward pass with a mistake in one layer computes them.

    parameters : dict W1, b1, ..., WL, bL    X : (n_x, m)    Y : (n_y, m) of 0 and 1
    bug : one of `BUGS`, or "none"    layer : 1, ..., L; for the slope of ReLU a hidden one, 1, ..., L - 1

    Raises ValueError for an unknown bug.

    >>> parameters = {"W1": np.array([[1.0]]), "b1": np.array([[0.0]])}
    >>> wrong_gradients(parameters, np.array([[0.0]]), np.array([[1.0]]), "db with the wrong sign", 1)["db1"]
    array([[0.5]])
    """
    if bug not in (*BUGS, NO_BUG):
        raise ValueError(f"there is no bug {bug!r}; known are {', '.join(BUGS)}")
    AL, caches = L_model_forward(X, parameters)
    grads, dZ, L = {}, AL - Y, len(caches)
    for now in range(L, 0, -1):
        here = bug if now == layer else NO_BUG
        if here == "dZ with the wrong sign":
            dZ = -dZ
        dA, dW, db = linear_backward(dZ, caches[now - 1][0])
        grads[f"dW{now}"], grads[f"db{now}"] = _spoiled(dW, db, here, X.shape[1])
        if now > 1:
            left_out = bug == "slope of ReLU left out" and now - 1 == layer
            dZ = dA if left_out else dA * (caches[now - 2][1] > 0)
    return grads


def _spoiled(dW, db, bug, m):
    """Return dW and db with one of the local mistakes."""
    if bug == "one entry of dW left at 0":
        return np.where(np.abs(dW) == np.abs(dW).max(), 0.0, dW), db
    factors = {"dW counted twice": 2, "dW not divided by m": m, "db with the wrong sign": -1, "db not divided by m": m}
    factor = factors.get(bug, 1)
    return (dW, factor * db) if LOCAL.get(bug) == "db" else (factor * dW, db)


def first_wrong(bug, layer):
    """Return the name of the gradient where a mistake shows first on the way back, or "" for none.

    >>> first_wrong("db with the wrong sign", 3), first_wrong("slope of ReLU left out", 2), first_wrong("none", 1)
    ('db3', 'dW2', '')
    """
    return "" if bug == NO_BUG else f"{LOCAL.get(bug, 'dW')}{layer}"


def train_with_bug(X, Y, layer_dims, bug, layer, *, num_iterations, learning_rate, seed):
    """Return (parameters, costs) of a network trained by gradient descent with a backward pass that has a mistake.

    X : (n_x, m)    Y : (n_y, m) of 0 and 1    bug, layer : as in `wrong_gradients`    costs : (num_iterations,)
    """
    parameters, costs = initialize_parameters_deep(layer_dims, seed), np.empty(num_iterations)
    for step in range(num_iterations):
        costs[step] = compute_cost(L_model_forward(X, parameters)[0], Y)
        grads = wrong_gradients(parameters, X, Y, bug, layer)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs
