"""Networks with one hidden layer, of any activation, while they learn: what the figures of the plane show.

Training        what was recorded: parameters at some steps, the cost at every step
train           record a training, from given first parameters
answers         what a network says at any points
grid            points that fill the plane of a figure
"""

from typing import NamedTuple

import numpy as np

from deepcourse.nn import activations
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.shallow_network import compute_cost

REACH = 1.4  # the plane of a figure goes from -REACH to REACH
POINTS = 81


def _half_tanh(Z):
    """Return the sigmoid of Z as a stretched tanh: four times as fast, and fast is what a slider needs."""
    return 0.5 + 0.5 * np.tanh(0.5 * Z)


ACTIVATIONS = {  # name: the function, and its way back (dA, Z) to dZ
    "tanh": (np.tanh, activations.tanh_backward),
    "ReLU": (activations.relu, activations.relu_backward),
    "leaky ReLU": (activations.leaky_relu, activations.leaky_relu_backward),
    "sigmoid": (_half_tanh, lambda dA, Z: dA * _half_tanh(Z) * _half_tanh(-Z)),
    "none (linear)": (lambda Z: Z, lambda dA, Z: dA),
}


class Training(NamedTuple):
    """What was recorded of a training."""

    stops: tuple  # the steps at which parameters were recorded, the first is 0
    parameters: dict  # stop: {"W1": ..., "b1": ..., "W2": ..., "b2": ...}
    costs: np.ndarray  # (steps + 1,): costs[i] belongs to the parameters after i steps


def answers(parameters, X, activation="tanh"):
    """Return (A1, A2) of a network at the points X (n_x, m): hidden units (n_h, m) and answers (1, m)."""
    A1 = ACTIVATIONS[activation][0](parameters["W1"] @ X + parameters["b1"])
    return A1, sigmoid(parameters["W2"] @ A1 + parameters["b2"])


def train(X, Y, parameters, steps, learning_rate, activation="tanh", stops=()):
    """Return the `Training` of a network from these first parameters; the last step is always among its stops.

    X : (n_x, m)    Y : (1, m)    parameters : W1, b1, W2, b2    activation : a key of ACTIVATIONS
    """
    forward, backward = ACTIVATIONS[activation]
    stops = {0, steps, *stops}
    record = Training(tuple(sorted(stops)), {}, np.empty(steps + 1))
    m, (W1, b1, W2, b2) = X.shape[1], (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    for step in range(steps + 1):
        Z1 = W1 @ X + b1
        A1 = forward(Z1)
        A2 = sigmoid(W2 @ A1 + b2)
        record.costs[step] = compute_cost(A2, Y)
        if step in stops:
            record.parameters[step] = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
        dZ2 = (A2 - Y) / m
        dZ1 = backward(W2.T @ dZ2, Z1)
        W1, b1 = W1 - learning_rate * dZ1 @ X.T, b1 - learning_rate * dZ1.sum(axis=1, keepdims=True)
        W2, b2 = W2 - learning_rate * dZ2 @ A1.T, b2 - learning_rate * dZ2.sum(axis=1, keepdims=True)
    return record


def grid():
    """Return (X, side): the points of a square grid over the plane, (2, side * side), row after row from below."""
    side = np.linspace(-REACH, REACH, POINTS)
    across, up = np.meshgrid(side, side)
    return np.stack([across.ravel(), up.ravel()]), POINTS
