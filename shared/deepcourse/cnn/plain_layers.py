"""What stands around convolutions: ReLU, columns, dense layers, as functions; and first weights.

he                              weights to begin with
flatten, to_pictures            from pictures to columns, and the way back
relu_forward, relu_backward     max(Z, 0)
dense_forward, dense_backward   a fully connected layer

Pictures are (m, n_H, n_W, n_C), columns (n, m).
"""

import numpy as np


def he(rng, shape, inputs, dtype):
    """Return normal random numbers of variance 2 / (inputs of a unit) (He and others 2015, equation 10)."""
    return (rng.standard_normal(shape) * np.sqrt(2 / inputs)).astype(dtype)


def flatten(A):
    """Return pictures as columns, (n_H n_W n_C, m), and their shape, which `to_pictures` needs.

    A : (m, n_H, n_W, n_C)

    m moves from the first axis to the last.

    >>> columns, shape = flatten(np.arange(12).reshape(2, 3, 1, 2))
    >>> columns[:, 1], shape
    (array([ 6,  7,  8,  9, 10, 11]), (2, 3, 1, 2))
    """
    return A.reshape(len(A), -1).T, A.shape


def to_pictures(columns, shape):
    """Return columns, (n_H n_W n_C, m), as pictures of this shape, (m, n_H, n_W, n_C).

    >>> to_pictures(np.array([[1, 5], [2, 6], [3, 7], [4, 8]]), (2, 1, 4, 1))[1, 0, :, 0]
    array([5, 6, 7, 8])
    """
    return np.ascontiguousarray(columns.T).reshape(shape)


def relu_forward(Z):
    """Return max(Z, 0), and the cache for `relu_backward`."""
    return np.maximum(Z, 0), Z > 0


def relu_backward(dA, cache):
    """Return dA where Z was above 0, else 0."""
    return dA * cache


def dense_forward(A, W, b):
    """Return Z = W A + b, (n, m), and the cache for `dense_backward`.

    A : (n_prev, m)    W : (n, n_prev)    b : (n, 1)
    """
    return W @ A + b, (A, W)


def dense_backward(dZ, cache):
    """Return (dA, dW, db), the gradients with respect to the arguments of `dense_forward`.

    dZ : (n, m), of a cost that is a mean over the examples already
    """
    A, W = cache
    return W.T @ dZ, dZ @ A.T, dZ.sum(axis=1, keepdims=True)
