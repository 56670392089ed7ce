"""Inputs on one scale, and what that does to the bowl of a cost.

fit_normalizer          mean and standard deviation of every input, from the training part
apply_normalizer        any part of the data on that scale
curvatures              how steeply the bowl of a linear neuron bends, along each of its axes
largest_learning_rate   the rate beyond which descent in that bowl diverges
bowl_cost               the height of the bowl
descend                 the path of gradient descent in it

Shapes: X (n_x, m), Y (1, m), w (n_x, 1), mu and sigma (n_x, 1).
The bowl is J(w) = 1/(2m) sum over the examples of (w^T x - y)^2. Its second derivative is X X^T / m, everywhere.
"""

import numpy as np


def fit_normalizer(X_train):
    """Return (mu, sigma): for every input its mean and its standard deviation over the training examples.

        mu = 1/m sum x        sigma = sqrt( 1/m sum (x - mu)^2 )

    An input that never varies has sigma 1, so that it becomes 0 and nobody divides by zero. (A constant is recognised
    by its smallest and largest value: its computed sigma may be 1e-17, from rounding.)

    X_train : (n_x, m)    mu, sigma : (n_x, 1)

    >>> mu, sigma = fit_normalizer(np.array([[1.0, 3.0], [5.0, 5.0]]))
    >>> mu.T, sigma.T
    (array([[2., 5.]]), array([[1., 1.]]))
    """
    mu, sigma = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    constant = np.ptp(X_train, axis=1, keepdims=True) == 0
    return mu, np.where(constant, 1.0, sigma)


def apply_normalizer(X, mu, sigma):
    """Return (X - mu) / sigma: any part of the data, on the scale of the training part.

    X : (n_x, m)    mu, sigma : (n_x, 1), from `fit_normalizer`

    >>> apply_normalizer(np.array([[4.0], [6.0]]), np.array([[2.0], [5.0]]), np.array([[1.0], [2.0]])).T
    array([[2. , 0.5]])
    """
    return (X - mu) / sigma


def curvatures(X):
    """Return the eigenvalues of X X^T / m, the smallest first: the second derivatives along the axes of the bowl.

    X : (n_x, m)    the result : (n_x,)

    >>> curvatures(np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 3.0, -3.0]]))
    array([0.5, 4.5])
    """
    return np.linalg.eigvalsh(X @ X.T / X.shape[1])


def largest_learning_rate(X):
    """Return 2 / (the largest curvature): gradient descent on the bowl converges below this rate, diverges above it.

    Along an axis with curvature c a step at rate a multiplies the distance from the bottom by 1 - a c, and that is
    between -1 and 1 while a < 2 / c. The steepest axis decides (LeCun, Bottou, Orr and Müller 1998, section 5).

    X : (n_x, m), not all zero

    >>> round(largest_learning_rate(np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 3.0, -3.0]])), 4)  # 2 / 4.5
    0.4444
    """
    return float(2 / curvatures(X)[-1])


def bowl_cost(w, X, Y):
    """Return 1/(2m) sum (w^T x - y)^2, a float.  w : (n_x, 1)    X : (n_x, m)    Y : (1, m).

    >>> bowl_cost(np.array([[1.0]]), np.array([[1.0, 2.0]]), np.array([[0.0, 0.0]]))  # (1 + 4) / 4
    1.25
    """
    return float(np.mean((w.T @ X - Y) ** 2) / 2)


def descend(X, Y, w, learning_rate, steps):
    """Return the path of gradient descent on the bowl, (n_x, steps + 1): the start, then the place after each step.

        dw = 1/m X (w^T X - Y)^T        w := w - learning_rate * dw

    X : (n_x, m)    Y : (1, m)    w : (n_x, 1)    learning_rate : float > 0    steps : int >= 0

    >>> descend(np.array([[1.0, -1.0]]), np.array([[1.0, -1.0]]), np.zeros((1, 1)), 0.5, 2)
    array([[0.  , 0.5 , 0.75]])
    """
    path = [w]
    for _ in range(steps):
        w = w - learning_rate * X @ (w.T @ X - Y).T / X.shape[1]
        path.append(w)
    return np.concatenate(path, axis=1)
