"""Activation functions: what a unit makes of the number it has summed up, and the way back through it.

sigmoid             squeezes any number into (0, 1)
relu                keeps what is positive
leaky_relu          lets a hundredth of what is negative through
tanh_backward, relu_backward, leaky_relu_backward, sigmoid_backward     (dA, Z) to dZ
"""

import numpy as np

LEAK = 0.01  # the slope of leaky_relu left of zero


def sigmoid(z):
    """Squeeze every entry of `z` into the open interval (0, 1): 1 / (1 + exp(-z)).

    Written so that no entry overflows, however large: log(1 + exp(-z)) is `logaddexp(0, -z)`.

    Parameters
    ----------
    z : number or array of any shape

    Returns
    -------
    a : number or array of the same shape

    >>> sigmoid(np.array([-1e4, 0.0, 1e4]))
    array([0. , 0.5, 1. ])
    """
    return np.exp(-np.logaddexp(0, -z))


def relu(z):
    """Return every entry of `z` that is positive, and 0 for the others: max(z, 0).

    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(z, 0)


def leaky_relu(z):
    """Return every entry of `z` that is positive, and a hundredth of the others: max(z, 0.01 z).

    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]))
    array([-0.02,  0.  ,  3.  ])
    """
    return np.maximum(z, LEAK * z)


def tanh_backward(dA, Z):
    """Return dZ, of the shape of Z, for A = tanh(Z): dA * (1 - tanh(Z)^2).

    >>> tanh_backward(np.array([2.0, 2.0]), np.array([0.0, 1e4]))
    array([2., 0.])
    """
    return dA * (1 - np.tanh(Z) ** 2)


def relu_backward(dA, Z):
    """Return dZ, of the shape of Z, for A = relu(Z): dA where Z > 0, and 0 elsewhere, at Z = 0 too.

    >>> relu_backward(np.array([5.0, 6.0, 7.0]), np.array([-1.0, 0.0, 1.0]))
    array([0., 0., 7.])
    """
    return dA * (Z > 0)


def leaky_relu_backward(dA, Z):
    """Return dZ, of the shape of Z, for A = leaky_relu(Z): dA where Z > 0, and 0.01 dA elsewhere, at Z = 0 too.

    >>> leaky_relu_backward(np.array([5.0, 6.0, 7.0]), np.array([-1.0, 0.0, 1.0]))
    array([0.05, 0.06, 7.  ])
    """
    return dA * np.where(Z > 0, 1.0, LEAK)


def sigmoid_backward(dA, Z):
    """Return dZ, of the shape of Z, for A = sigmoid(Z): dA * A * (1 - A), with 1 - A written as sigmoid(-Z).

    >>> sigmoid_backward(np.array([4.0, 4.0]), np.array([0.0, -1e4]))
    array([1., 0.])
    """
    return dA * sigmoid(Z) * sigmoid(-Z)
