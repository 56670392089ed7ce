"""A network with one hidden layer: tanh units that feed one sigmoid unit, trained by gradient descent.

In the order of the notebook: layer_sizes, initialize_parameters, forward_propagation, compute_cost,
backward_propagation, update_parameters, nn_model, predict, collapse_linear.

Shapes: n_x inputs, n_h hidden units, n_y outputs, m examples as columns; X (n_x, m), Y (n_y, m) of zeros and ones.
`parameters` is a dictionary: W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1).
"""

import numpy as np

from deepcourse.nn.activations import sigmoid

SMALL = 0.01  # the size of the first weights


def layer_sizes(X, Y, n_h):
    """Return (n_x, n_h, n_y): how many inputs, hidden units and outputs a network has that is to learn Y from X.

    X : (n_x, m)    Y : (n_y, m)    n_h : int

    >>> layer_sizes(np.zeros((2, 400)), np.zeros((1, 400)), 4)
    (2, 4, 1)
    """
    return X.shape[0], n_h, Y.shape[0]


def initialize_parameters(n_x, n_h, n_y, seed):
    """Return the first parameters: small random weights, so that no two hidden units are alike, and zero biases.

    One generator, `numpy.random.default_rng(seed)`, draws 0.01 times standard normal numbers, first W1 and then W2.

    n_x, n_h, n_y : int >= 1    seed : int

    >>> parameters = initialize_parameters(2, 4, 1, seed=3)
    >>> {name: value.shape for name, value in parameters.items()}
    {'W1': (4, 2), 'b1': (4, 1), 'W2': (1, 4), 'b2': (1, 1)}
    """
    rng = np.random.default_rng(seed)
    return {
        "W1": SMALL * rng.standard_normal((n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": SMALL * rng.standard_normal((n_y, n_h)),
        "b2": np.zeros((n_y, 1)),
    }


def forward_propagation(X, parameters):
    """Return the answers A2 and what the backward pass needs.

        Z1 = W1 X + b1       A1 = tanh(Z1)       Z2 = W2 A1 + b2       A2 = sigmoid(Z2)

    Parameters
    ----------
    X : (n_x, m)    parameters : dict, see above

    Returns
    -------
    A2 : (n_y, m), between 0 and 1
    cache : {"Z1": (n_h, m), "A1": (n_h, m), "Z2": (n_y, m), "A2": (n_y, m)}

    >>> parameters = {"W1": np.eye(2), "b1": np.zeros((2, 1)), "W2": np.ones((1, 2)), "b2": np.zeros((1, 1))}
    >>> forward_propagation(np.array([[1.0, 0.0], [-1.0, 0.0]]), parameters)[0]
    array([[0.5, 0.5]])
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]  # (n_h, m)
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]  # (n_y, m)
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def compute_cost(A2, Y):
    """Return the log loss summed over the outputs and averaged over the m examples, a float, in nats per example.

        J = -1/m sum( Y log A2 + (1 - Y) log(1 - A2) )

    An answer of exactly 0 or 1 costs nothing where it is right, and makes the cost infinite where it is wrong.

    A2 : (n_y, m) from 0 to 1    Y : (n_y, m) of 0 and 1

    >>> round(compute_cost(np.array([[0.5, 0.5, 1.0]]), np.array([[0, 1, 1]])), 4)  # 2/3 log 2
    0.4621
    """
    given = np.where(Y == 1, A2, 1 - A2)  # the probability that was given to the label
    with np.errstate(divide="ignore"):
        return float(-np.sum(np.log(given)) / Y.shape[1]) + 0.0  # + 0.0: a cost of -0.0 would look odd


def backward_propagation(parameters, cache, X, Y):
    """Return the gradients of the cost, each with the shape of what it belongs to.

        dZ2 = A2 - Y                       dW2 = 1/m dZ2 A1^T    db2 = 1/m sum over the examples of dZ2
        dZ1 = W2^T dZ2 * (1 - A1^2)        dW1 = 1/m dZ1 X^T     db1 = 1/m sum over the examples of dZ1

    Parameters
    ----------
    parameters : dict    cache : dict from `forward_propagation`    X : (n_x, m)    Y : (n_y, m)

    Returns
    -------
    grads : {"dW1": (n_h, n_x), "db1": (n_h, 1), "dW2": (n_y, n_h), "db2": (n_y, 1)}

    >>> parameters = initialize_parameters(2, 3, 1, seed=0)
    >>> _, cache = forward_propagation(np.ones((2, 5)), parameters)
    >>> backward_propagation(parameters, cache, np.ones((2, 5)), np.ones((1, 5)))["dW1"].shape
    (3, 2)
    """
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y  # (n_y, m)
    dZ1 = parameters["W2"].T @ dZ2 * (1 - A1**2)  # (n_h, m)
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ A1.T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


def update_parameters(parameters, grads, learning_rate):
    """Return new parameters, one step of gradient descent further; the old ones are left as they were.

        W := W - learning_rate * dW        b := b - learning_rate * db

    parameters : dict W1, b1, W2, b2    grads : dict dW1, db1, dW2, db2    learning_rate : float

    >>> update_parameters({"W1": np.array([[1.0]])}, {"dW1": np.array([[2.0]])}, 0.25)
    {'W1': array([[0.5]])}
    """
    return {name: value - learning_rate * grads[f"d{name}"] for name, value in parameters.items()}


def nn_model(X, Y, n_h, num_iterations, learning_rate, seed):
    """Return the parameters of a network with n_h hidden units after `num_iterations` steps on all of X and Y.

    X : (n_x, m)    Y : (n_y, m)    n_h, num_iterations : int >= 1    learning_rate : float > 0    seed : int

    >>> X, Y = np.array([[-1.0, 1.0, 2.0]]), np.array([[0, 1, 1]])
    >>> predict(nn_model(X, Y, 4, 500, 1.0, seed=1), X)
    array([[0., 1., 1.]])
    """
    parameters = initialize_parameters(*layer_sizes(X, Y, n_h), seed)
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters


def predict(parameters, X):
    """Return an (n_y, m) array of 0 and 1: the answers to all columns of X; 1 where A2 >= 0.5.

    >>> undecided = {"W1": np.zeros((3, 2)), "b1": np.zeros((3, 1)), "W2": np.zeros((1, 3)), "b2": np.zeros((1, 1))}
    >>> predict(undecided, np.ones((2, 4)))
    array([[1., 1., 1., 1.]])
    """
    return (forward_propagation(X, parameters)[1]["Z2"] >= 0).astype(np.float64)  # sigmoid(z) >= 0.5 where z >= 0


def collapse_linear(parameters):
    """Return (W, b) of the one linear layer that computes what the network does without its hidden activation.

        W2 (W1 X + b1) + b2 = W X + b        W = W2 W1        b = W2 b1 + b2

    parameters : dict W1, b1, W2, b2        W : (n_y, n_x)    b : (n_y, 1)

    >>> two, one = np.array([[2.0]]), np.array([[1.0]])
    >>> collapse_linear({"W1": two, "b1": one, "W2": two, "b2": one})
    (array([[4.]]), array([[3.]]))
    """
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    return W2 @ W1, W2 @ b1 + b2
