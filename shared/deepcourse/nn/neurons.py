"""Single ReLU neurons, a layer of them, and how many sigmoid units have stopped to listen.

relu_neuron         a straight line that never falls below zero
layer_of_neurons    several neurons that look at the same inputs
saturation_ratio    the share of units whose sigmoid is nearly flat
"""

import numpy as np

from deepcourse.nn.activations import relu, sigmoid

FLAT = 0.01  # a sigmoid whose slope is below this counts as saturated


def relu_neuron(x, w, b):
    """Return one output for each of m inputs: max(0, w x + b), entry by entry.

    x : (m,) or (1, m)    w, b : numbers

    Returns
    -------
    a : array of the shape of x, never below 0

    >>> relu_neuron(np.array([10.0, 50.0, 100.0]), w=3.0, b=-60.0)
    array([  0.,  90., 240.])
    """
    return relu(w * x + b)


def layer_of_neurons(X, W, b):
    """Return the outputs of n neurons for m examples: max(0, W X + b).

    X : (n_x, m)    W : (n, n_x), a row of weights for each neuron    b : (n, 1)

    Returns
    -------
    A : (n, m), never below 0

    Raises ValueError where W does not fit X.

    >>> layer_of_neurons(np.array([[1.0], [2.0]]), np.array([[1.0, 1.0], [-3.0, 1.0]]), np.array([[0.5], [0.0]]))
    array([[3.5],
           [0. ]])
    """
    if W.shape[1] != X.shape[0]:
        raise ValueError(f"X has {X.shape[0]} inputs for each example, the neurons expect {W.shape[1]}")
    return relu(W @ X + b)


def saturation_ratio(z):
    """Return the share of the entries of `z` at which the sigmoid's slope is below 0.01, a float from 0 to 1.

    The slope is sigmoid(z) (1 - sigmoid(z)); 1 - sigmoid(z) is written as sigmoid(-z), which keeps its digits far out.

    z : array of any shape with at least one entry

    >>> saturation_ratio(np.array([-6.0, -1.0, 0.0, 6.0]))
    0.5
    """
    return float(np.mean(sigmoid(z) * sigmoid(-z) < FLAT))
