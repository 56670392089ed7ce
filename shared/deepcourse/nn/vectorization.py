"""Vectorization: small functions on whole arrays, without a loop. `sigmoid` itself stands in `activations`.

In the order of the notebook: basic_sigmoid, sigmoid_derivative, image2vector, normalize_rows, softmax, L1, L2,
pairwise_squared_distances.

In `normalize_rows`, `softmax` and `pairwise_squared_distances` a row is one thing: a list of numbers about it.
"""

import math

import numpy as np

from deepcourse.nn.activations import sigmoid


def basic_sigmoid(x):
    """Return 1 / (1 + exp(-x)) of one number, a float, with Python's `math` alone: what a loop would call.

    The exponent is never positive, so nothing overflows: for x < 0 the fraction is widened by exp(x).

    >>> basic_sigmoid(0), basic_sigmoid(-1000)
    (0.5, 0.0)
    """
    small = math.exp(-abs(x))  # from 0 to 1
    return 1 / (1 + small) if x >= 0 else small / (1 + small)


def sigmoid_derivative(x):
    """Return the slope of the sigmoid at every entry of `x`: s (1 - s) with s = sigmoid(x), in the shape of `x`.

    The factor 1 - s is computed as sigmoid(-x), which keeps its digits where s has been rounded to 1.

    >>> sigmoid_derivative(np.array([0.0, 1e4]))
    array([0.25, 0.  ])
    """
    return sigmoid(x) * sigmoid(-x)


def image2vector(image):
    """Return an image (length, height, depth) as one column (length * height * depth, 1), the last axis fastest.

    The column uses the memory of the image where that is possible.

    >>> image2vector(np.arange(4).reshape(2, 1, 2)).T
    array([[0, 1, 2, 3]])
    """
    return image.reshape(-1, 1)


def normalize_rows(x):
    """Return `x` (m, n) with every row divided by its Euclidean norm; a row of zeros stays a row of zeros.

    >>> normalize_rows(np.array([[3.0, 4.0], [0.0, 0.0]]))
    array([[0.6, 0.8],
           [0. , 0. ]])
    """
    norms = np.linalg.norm(x, axis=1, keepdims=True)  # (m, 1)
    return x / np.where(norms == 0, 1.0, norms)


def softmax(x):
    """Return for every row of `x` (m, n) positive shares that sum to 1: exp(x_ij) / sum over k of exp(x_ik).

    The largest entry of each row is subtracted first. That changes no share, and no exponent is positive any more.

    >>> softmax(np.array([[0.0, 0.0], [1e4, 0.0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    e = np.exp(x - np.max(x, axis=1, keepdims=True))  # (m, n), the largest of each row is 1
    return e / np.sum(e, axis=1, keepdims=True)


def L1(yhat, y):
    """Return sum |y - yhat|, a float, over all entries of two arrays of the same shape.

    >>> L1(np.array([0.5, 1.0]), np.array([1, 1]))
    0.5
    """
    return float(np.sum(np.abs(y - yhat)))


def L2(yhat, y):
    """Return sum (y - yhat)^2, a float, over all entries of two arrays of the same shape.

    >>> L2(np.array([0.5, 1.0]), np.array([1, 1]))
    0.25
    """
    return float(np.sum((y - yhat) ** 2))


def pairwise_squared_distances(A, B):
    """Return D (m_A, m_B): D[i, j] is the squared Euclidean distance of row i of A from row j of B.

        |a - b|^2 = |a|^2 + |b|^2 - 2 a.b

    No array larger than D is made. Distances do not care where the origin is, so it is first put amid the rows of B,
    which saves digits; what rounding leaves below 0 becomes 0.

    Parameters
    ----------
    A : (m_A, n)    B : (m_B, n)

    Raises ValueError where the rows have different lengths.

    >>> pairwise_squared_distances(np.array([[0.0, 0.0]]), np.array([[3.0, 4.0], [1.0, 0.0]])).round(9)
    array([[25.,  1.]])
    """
    if A.shape[1] != B.shape[1]:
        raise ValueError(f"the rows of A have {A.shape[1]} entries, those of B {B.shape[1]}; they must be equally long")
    centre = B.mean(axis=0)  # (n,)
    A, B = A - centre, B - centre
    of_A, of_B = np.sum(A**2, axis=1, keepdims=True), np.sum(B**2, axis=1)  # (m_A, 1) and (m_B,)
    return np.maximum(of_A + of_B - 2 * A @ B.T, 0.0)
