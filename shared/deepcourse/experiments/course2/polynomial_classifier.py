"""Logistic regression on polynomials of two inputs: a border as complex as you like, found exactly.

polynomial_features     all products of powers up to a degree, as Legendre polynomials
fit_polynomial          the weights of least cost
predict_polynomial      probabilities
polynomial_error        the share of wrong answers

Shapes: X (2, m), from -1 to 1, Y (1, m) of 0 and 1, weights (n, 1) with n = (degree + 1)(degree + 2) / 2.
"""

import numpy as np

from deepcourse.nn.activations import sigmoid

RIDGE, STEPS = 1e-3, 60  # a trace of weight decay keeps weights finite where a border without mistakes exists


def polynomial_features(X, degree):
    """Return P_i(x1) P_j(x2) for all i + j <= degree, an (n, m) array whose first row is 1.

    Legendre polynomials P_i span the same borders as powers do, and are far less alike, which the solver likes.

    >>> polynomial_features(np.array([[0.5], [-1.0]]), 1).T
    array([[ 1. , -1. ,  0.5]])
    """
    products = np.polynomial.legendre.legvander2d(X[0], X[1], [degree, degree]).reshape(-1, degree + 1, degree + 1)
    i, j = np.indices((degree + 1, degree + 1))
    return products[:, i + j <= degree].T


def fit_polynomial(X, Y, degree):
    """Return the weights (n, 1) of least log loss, found by Newton's method with steps that never raise the cost.

        J(w) = 1/m ( sum of log losses + RIDGE / 2 sum w^2 )

    >>> X, Y = np.array([[-1.0, -0.5, 0.5, 1.0], [0.0, 0.0, 0.0, 0.0]]), np.array([[0.0, 1.0, 0.0, 1.0]])
    >>> fit_polynomial(X, Y, 1).shape
    (3, 1)
    """
    F, m = polynomial_features(X, degree), X.shape[1]
    w = np.zeros((len(F), 1))
    cost = _cost(w, F, Y)
    for _ in range(STEPS):
        A = sigmoid(w.T @ F)  # (1, m)
        gradient = (F @ (A - Y).T + RIDGE * w) / m
        hessian = ((F * (A * (1 - A))) @ F.T + RIDGE * np.eye(len(F))) / m
        move, length = np.linalg.solve(hessian, gradient), 1.0
        while (new := _cost(w - length * move, F, Y)) > cost and length > 1e-6:
            length /= 2
        if not cost - new > 1e-10:
            break
        w, cost = w - length * move, new
    return w


def _cost(w, F, Y):
    Z = w.T @ F
    return float((np.sum(np.logaddexp(0, Z) - Y * Z) + RIDGE / 2 * np.sum(w**2)) / Y.shape[1])


def predict_polynomial(w, X, degree):
    """Return the probabilities of the label 1, (1, m).

    >>> predict_polynomial(np.zeros((3, 1)), np.zeros((2, 2)), 1)
    array([[0.5, 0.5]])
    """
    return sigmoid(w.T @ polynomial_features(X, degree))


def polynomial_error(w, X, Y, degree):
    """Return the share of wrong answers, a float.

    >>> polynomial_error(np.zeros((3, 1)), np.zeros((2, 4)), np.array([[0.0, 1.0, 1.0, 1.0]]), 1)  # undecided: 1
    0.25
    """
    return float(np.mean((predict_polynomial(w, X, degree) >= 0.5) != Y))
