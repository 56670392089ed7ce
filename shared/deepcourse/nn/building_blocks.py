"""A network of any depth, as blocks that fit together: ReLU in the hidden layers, a sigmoid at the end.

In the order of the notebook: initialize_parameters_deep, linear_forward, linear_activation_forward, L_model_forward,
check_dimensions, compute_cost, linear_backward, linear_activation_backward, L_model_backward, update_parameters.

Shapes: layer l has n[l] units; W[l] (n[l], n[l-1]), b[l] (n[l], 1), Z[l] and A[l] (n[l], m); A[0] is X. `parameters` is
a dictionary W1, b1, ..., WL, bL. Forward and backward keep the type of the numbers: float32 in, float32 out.
"""

from itertools import pairwise

import numpy as np

from deepcourse.nn.activations import ACTIVATIONS
from deepcourse.nn.shallow_network import compute_cost, update_parameters  # the same, however deep the network

__all__ = [
    "L_model_backward",
    "L_model_forward",
    "check_dimensions",
    "compute_cost",
    "initialize_parameters_deep",
    "linear_activation_backward",
    "linear_activation_forward",
    "linear_backward",
    "linear_forward",
    "update_parameters",
]


def initialize_parameters_deep(layer_dims, seed):
    """Return the first parameters of a network: W[l] standard normal over sqrt(n[l-1]), b[l] zero, all float64.

    The division keeps the sums Z of one size from layer to layer, however many inputs they add up (LeCun and others
    1998, Efficient BackProp). One generator, `numpy.random.default_rng(seed)`, draws W1, then W2, and so on.

    layer_dims : list of n[0], n[1], ..., n[L]    seed : int

    >>> parameters = initialize_parameters_deep([3, 4, 1], seed=0)
    >>> {name: value.shape for name, value in parameters.items()}
    {'W1': (4, 3), 'b1': (4, 1), 'W2': (1, 4), 'b2': (1, 1)}
    """
    rng, parameters = np.random.default_rng(seed), {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def linear_forward(A, W, b):
    """Return Z = W A + b, (n, m), and the cache (A, W, b) that `linear_backward` needs.

    A : (n_prev, m)    W : (n, n_prev)    b : (n, 1)

    >>> Z, cache = linear_forward(np.array([[1.0], [2.0]]), np.array([[3.0, 4.0]]), np.array([[5.0]]))
    >>> Z
    array([[16.]])
    """
    Z = W @ A
    Z += b  # in place: Z is this function's own
    return Z, (A, W, b)


def linear_activation_forward(A_prev, W, b, activation):
    """Return A = g(W A_prev + b), (n, m), and the cache ((A_prev, W, b), Z) of one layer.

    A_prev : (n_prev, m)    W : (n, n_prev)    b : (n, 1)    activation : a name in `activations.ACTIVATIONS`

    Raises ValueError for an unknown activation.

    >>> A, cache = linear_activation_forward(np.ones((1, 1)), np.array([[2.0], [-2.0]]), np.zeros((2, 1)), "relu")
    >>> A
    array([[2.],
           [0.]])
    """
    Z, linear_cache = linear_forward(A_prev, W, b)
    return _pair(activation)[0](Z), (linear_cache, Z)


def _pair(activation):
    """Return an activation function and its way back, by name."""
    if activation not in ACTIVATIONS:
        raise ValueError(f"there is no activation {activation!r}; known are {', '.join(ACTIVATIONS)}")
    return ACTIVATIONS[activation]


def L_model_forward(X, parameters):
    """Return the answers AL, (n_y, m), and the list of L caches: L - 1 layers of ReLU, then one sigmoid layer.

    X : (n_x, m)    parameters : dict W1, b1, ..., WL, bL

    >>> AL, caches = L_model_forward(np.zeros((3, 2)), initialize_parameters_deep([3, 4, 1], seed=0))
    >>> AL, len(caches)
    (array([[0.5, 0.5]]), 2)
    """
    L, A, caches = len(parameters) // 2, X, []
    for layer in range(1, L + 1):
        activation = "sigmoid" if layer == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], activation)
        caches.append(cache)
    return A, caches


def linear_backward(dZ, cache):
    """Return (dA_prev, dW, db), each of the shape of what it belongs to; dW and db are means over the m examples.

        dW = 1/m dZ A_prev^T      db = 1/m sum of dZ over the examples      dA_prev = W^T dZ

    dZ : (n, m)    cache : (A_prev, W, b)

    >>> cache = np.array([[1.0, 3.0]]), np.array([[2.0]]), np.array([[0.0]])
    >>> linear_backward(np.array([[1.0, 1.0]]), cache)
    (array([[2., 2.]]), array([[2.]]), array([[1.]]))
    """
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m


def linear_activation_backward(dA, cache, activation):
    """Return (dA_prev, dW, db) of one layer: back through the activation, then through the linear part.

    dA : (n, m)    cache : ((A_prev, W, b), Z)    activation : the one of the forward pass

    Raises ValueError for an unknown activation.
    """
    linear_cache, Z = cache
    return linear_backward(_pair(activation)[1](dA, Z), linear_cache)


def L_model_backward(AL, Y, caches):
    """Return the gradients of the cost: {"dW1": ..., "db1": ..., ..., "dWL": ..., "dbL": ...}.

    The last layer starts from dZ[L] = AL - Y: the slopes of log loss and sigmoid, multiplied, with nothing left to
    divide by. (Their factors, dAL = -Y/AL + (1-Y)/(1-AL) and A (1 - A), would be infinite and zero for a sure answer.)

    AL : (n_y, m)    Y : (n_y, m) of 0 and 1    caches : those of `L_model_forward`
    """
    L, grads = len(caches), {}
    dA_prev, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(AL - Y, caches[-1][0])
    for layer in range(L - 1, 0, -1):
        dA_prev, grads[f"dW{layer}"], grads[f"db{layer}"] = linear_activation_backward(
            dA_prev, caches[layer - 1], "relu"
        )
    return grads


def check_dimensions(parameters, X):
    """Return the shapes through the network: [("X", (n_x, m)), ("W1", ...), ("b1", ...), ("Z1", ...), ("W2", ...) ...].

    Raises ValueError that names the first layer that does not fit, what it is and what it would have to be.

    >>> check_dimensions(initialize_parameters_deep([3, 4], seed=0), np.zeros((3, 7)))
    [('X', (3, 7)), ('W1', (4, 3)), ('b1', (4, 1)), ('Z1', (4, 7))]
    """
    shapes, (n_prev, m) = [("X", X.shape)], X.shape
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = (parameters[f"{letter}{layer}"].shape for letter in "Wb")
        if len(W) != 2 or W[1] != n_prev:
            raise ValueError(f"layer {layer}: W{layer} is {W}, but {n_prev} inputs come in; it should be (n, {n_prev})")
        if b != (W[0], 1):
            raise ValueError(f"layer {layer}: b{layer} is {b}, but there are {W[0]} units; it should be ({W[0]}, 1)")
        shapes += [(f"W{layer}", W), (f"b{layer}", b), (f"Z{layer}", (W[0], m))]
        n_prev = W[0]
    return shapes
