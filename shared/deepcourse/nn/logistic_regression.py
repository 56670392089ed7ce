"""Logistic regression: a network of one neuron that answers a yes-or-no question, trained by gradient descent.

In the order of the notebook: initialize_with_zeros, log_likelihood, propagate, optimize, predict, accuracy, model.

Shapes: n_x inputs, m examples as columns; X (n_x, m), Y (1, m) of zeros and ones, w (n_x, 1), b a number.
"""

import numpy as np

from deepcourse.nn.activations import sigmoid


def initialize_with_zeros(dim):
    """Return weights and bias of a neuron with `dim` inputs, all zero: `w` (dim, 1) float64 and `b` = 0.0.

    Zero is a good start here because the cost of a single neuron is convex: every start leads to the same bottom.

    >>> initialize_with_zeros(2)
    (array([[0.],
           [0.]]), 0.0)
    """
    return np.zeros((dim, 1)), 0.0


def log_likelihood(w, b, X, Y):
    """Return log p(Y | X), a float: the log-probability that the neuron gives to the labels, summed over the examples.

        l(w, b) = sum over i of  y_i log a_i + (1 - y_i) log(1 - a_i),    a_i = sigmoid(w^T x_i + b)

    It is computed from z, not from a: log a = -log(1 + exp(-z)) and log(1 - a) = log a - z stay finite where `a`
    itself has been rounded to 0 or 1. The cost of `propagate` is -l / m.

    Parameters
    ----------
    w : (n_x, 1)    b : number    X : (n_x, m)    Y : (1, m) of 0 and 1

    >>> round(log_likelihood(np.zeros((2, 1)), 0.0, np.ones((2, 3)), np.array([[1, 0, 1]])), 4)   # 3 log(1/2)
    -2.0794
    """
    Z = w.T @ X + b  # (1, m)
    return float(np.sum(Y * Z - np.logaddexp(0, Z)))


def propagate(w, b, X, Y):
    """Return gradients and cost of one pass over all m examples.

        A = sigmoid(w^T X + b)            J = -1/m sum( Y log A + (1 - Y) log(1 - A) )
        dw = 1/m X (A - Y)^T              db = 1/m sum(A - Y)

    Parameters
    ----------
    w : (n_x, 1)    b : number    X : (n_x, m)    Y : (1, m) of 0 and 1

    Returns
    -------
    grads : {"dw": (n_x, 1) array, "db": float}
    cost : float, in nats per example; finite even where A is rounded to 0 or 1

    >>> grads, cost = propagate(np.zeros((1, 1)), 0.0, np.array([[1.0, 3.0]]), np.array([[0, 1]]))
    >>> grads["dw"], grads["db"], round(cost, 4)
    (array([[-0.5]]), 0.0, 0.6931)
    """
    m = X.shape[1]
    dZ = sigmoid(w.T @ X + b) - Y  # (1, m)
    grads = {"dw": X @ dZ.T / m, "db": float(np.sum(dZ) / m)}
    return grads, -log_likelihood(w, b, X, Y) / m


def optimize(w, b, X, Y, num_iterations, learning_rate):
    """Return parameters, last gradients and costs after `num_iterations` steps of gradient descent.

        w := w - learning_rate * dw         b := b - learning_rate * db

    The arguments are left as they were.

    Parameters
    ----------
    w : (n_x, 1)    b : number    X : (n_x, m)    Y : (1, m)    num_iterations : int >= 1    learning_rate : float > 0

    Returns
    -------
    params : {"w": (n_x, 1), "b": number}           after the last step
    grads : {"dw": (n_x, 1), "db": number}          those of the last step
    costs : list of num_iterations floats           costs[i] is the cost that step i started from

    >>> X, Y = np.array([[1.0, 3.0]]), np.array([[0, 1]])
    >>> params, grads, costs = optimize(np.zeros((1, 1)), 0.0, X, Y, num_iterations=1, learning_rate=2.0)
    >>> params["w"], len(costs)
    (array([[1.]]), 1)
    """
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


def predict(w, b, X):
    """Return a (1, m) array of 0 and 1: the answer for every column of X; 1 where sigmoid(w^T x + b) >= 0.5.

    A neuron that is exactly undecided (0.5) answers 1.

    >>> predict(np.array([[1.0]]), -2.0, np.array([[1.0, 2.0, 3.0]]))
    array([[0., 1., 1.]])
    """
    return (w.T @ X + b >= 0).astype(np.float64)  # sigmoid(z) >= 0.5 exactly where z >= 0


def accuracy(predictions, Y):
    """Return the share of right answers, a float from 0 to 1; both arguments are (1, m).

    >>> accuracy(np.array([[0, 1, 1, 1]]), np.array([[0, 1, 1, 0]]))
    0.75
    """
    return float(np.mean(predictions == Y))


def model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Return everything about a neuron trained from zero on the training part and tried on both parts.

    Parameters
    ----------
    X_train : (n_x, m_train)    Y_train : (1, m_train)    X_test : (n_x, m_test)    Y_test : (1, m_test)
    num_iterations : int >= 1    learning_rate : float > 0

    Returns
    -------
    dict with "w" (n_x, 1), "b", "costs" (list of num_iterations floats), "Y_prediction_train" (1, m_train),
    "Y_prediction_test" (1, m_test), "train_accuracy" and "test_accuracy" (floats from 0 to 1)
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    Y_prediction_train = predict(params["w"], params["b"], X_train)
    Y_prediction_test = predict(params["w"], params["b"], X_test)
    return {
        **params,
        "costs": costs,
        "Y_prediction_train": Y_prediction_train,
        "Y_prediction_test": Y_prediction_test,
        "train_accuracy": accuracy(Y_prediction_train, Y_train),
        "test_accuracy": accuracy(Y_prediction_test, Y_test),
    }
