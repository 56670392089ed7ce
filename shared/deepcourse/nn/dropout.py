"""Dropout: at every step of a training, a random part of the hidden units is silent.

forward_propagation_with_dropout    the forward pass with random masks
backward_propagation_with_dropout   the way back through the same masks

Inverted dropout: what is kept is divided by keep_prob at once, so that sums keep their expected size, and a trained
network is used with no dropout and no correction. Shapes as in `building_blocks`.
"""

from deepcourse.nn.activations import relu, sigmoid
from deepcourse.nn.building_blocks import linear_backward


def forward_propagation_with_dropout(X, parameters, keep_prob, rng):
    """Return the answers AL, (n_y, m), and the cache, with each hidden unit kept with probability `keep_prob`.

    For the hidden layers l = 1, ..., L - 1, one after the other, and for each unit and each example on its own:

        A[l] = relu(Z[l])    D[l] = rng.random(A[l].shape) < keep_prob    A[l] = A[l] * D[l] / keep_prob

    The inputs and the output layer (sigmoid) are left whole. Srivastava, Hinton, Krizhevsky, Sutskever and
    Salakhutdinov (2014, Dropout, section 4), in the inverted form of their section 10.

    X : (n_x, m)    parameters : dict W1, b1, ..., WL, bL    keep_prob : float in (0, 1]    rng : Generator

    Returns
    -------
    AL : (n_y, m)
    cache : {"Z1": ..., "D1": ..., "A1": ..., ..., "ZL": ..., "AL": ...}    A[l] as it was handed on; no D for layer L

    Raises ValueError unless 0 < keep_prob <= 1.

    >>> import numpy as np
    >>> ones = {"W1": np.ones((5, 1)), "b1": np.zeros((5, 1)), "W2": np.ones((1, 5)), "b2": np.zeros((1, 1))}
    >>> _, cache = forward_propagation_with_dropout(np.ones((1, 1)), ones, 0.5, np.random.default_rng(0))
    >>> cache["A1"].T
    array([[0., 2., 2., 2., 0.]])
    """
    if not 0 < keep_prob <= 1:
        raise ValueError(f"keep_prob is {keep_prob}; it is the probability that a unit is kept, above 0 and at most 1")
    L, A, cache = len(parameters) // 2, X, {}
    for layer in range(1, L + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = cache[f"Z{layer}"] = Z
        if layer < L:
            D = cache[f"D{layer}"] = rng.random(Z.shape) < keep_prob
            A = relu(Z) * D / keep_prob
        else:
            A = sigmoid(Z)
        cache[f"A{layer}"] = A
    return A, cache


def backward_propagation_with_dropout(X, Y, parameters, cache, keep_prob):
    """Return the gradients of the log loss, sent back through the very masks of the forward pass.

        dA[l] = W[l+1]^T dZ[l+1]    dA[l] = dA[l] * D[l] / keep_prob    dZ[l] = dA[l] * (Z[l] > 0)

    X : (n_x, m)    Y : (n_y, m) of 0 and 1    parameters : dict    cache : of `forward_propagation_with_dropout`
    keep_prob : float in (0, 1]

    Returns {"dW1": (n[1], n[0]), "db1": (n[1], 1), ..., "dWL": ..., "dbL": ...}.
    """
    L, grads = len(parameters) // 2, {}
    dZ = cache[f"A{L}"] - Y
    for layer in range(L, 0, -1):
        A_prev = cache[f"A{layer - 1}"] if layer > 1 else X
        linear = A_prev, parameters[f"W{layer}"], parameters[f"b{layer}"]
        dA_prev, grads[f"dW{layer}"], grads[f"db{layer}"] = linear_backward(dZ, linear)
        if layer > 1:
            dZ = dA_prev * cache[f"D{layer - 1}"] / keep_prob * (cache[f"Z{layer - 1}"] > 0)
    return grads
