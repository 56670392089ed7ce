"""The cost of a neuron with one input, as a surface over its two parameters.

cost_surface    the numbers: the mean loss at every point of a grid
descend         the path of gradient descent on such a surface
LOSSES          the two losses, each with its slope with respect to z
"""

from dataclasses import dataclass

import numpy as np

from deepcourse.nn.activations import sigmoid

RANGE = 12.0  # both parameters go from -RANGE to RANGE
POINTS = 121


def log_loss(z, y):
    """Return the log loss of the answer sigmoid(z) for the label y, entry by entry."""
    return np.logaddexp(0, z) - y * z


def log_loss_slope(z, y):
    """Return the slope of the log loss with respect to z: a - y."""
    return sigmoid(z) - y


def squared_error(z, y):
    """Return half the squared error of the answer sigmoid(z) for the label y, entry by entry."""
    return (sigmoid(z) - y) ** 2 / 2


def squared_error_slope(z, y):
    """Return the slope of half the squared error with respect to z: (a - y) a (1 - a)."""
    a = sigmoid(z)
    return (a - y) * a * (1 - a)


LOSSES = {"log loss": (log_loss, log_loss_slope), "squared error": (squared_error, squared_error_slope)}


@dataclass(frozen=True)
class Surface:
    """The cost at every point of a grid: cost[i, j] belongs to b[i] and w[j]."""

    loss: str
    w: np.ndarray  # (POINTS,)
    b: np.ndarray  # (POINTS,)
    cost: np.ndarray  # (POINTS, POINTS)

    @property
    def lowest(self):
        """Return (w, b, cost) of the lowest point of the grid."""
        i, j = np.unravel_index(self.cost.argmin(), self.cost.shape)
        return self.w[j], self.b[i], self.cost[i, j]


def cost_surface(x, Y, loss):
    """Return the `Surface` of a loss, "log loss" or "squared error", for the examples x (1, m) with labels Y (1, m)."""
    if loss not in LOSSES:
        raise ValueError(f"there is no loss {loss!r}; choose one of {', '.join(map(repr, LOSSES))}")
    w = b = np.linspace(-RANGE, RANGE, POINTS)
    Z = w[None, :, None] * x[0] + b[:, None, None]  # (b, w, m)
    return Surface(loss, w, b, LOSSES[loss][0](Z, Y[0]).mean(axis=2))


def descend(x, Y, loss, learning_rate, steps, start):
    """Return the path (steps + 1, 2) of (w, b) that gradient descent takes from `start`, and its costs (steps + 1,)."""
    value, slope = LOSSES[loss]
    path, costs = np.empty((steps + 1, 2)), np.empty(steps + 1)
    w, b = start
    for step in range(steps + 1):
        z = w * x[0] + b  # (m,)
        path[step], costs[step] = (w, b), value(z, Y[0]).mean()
        dz = slope(z, Y[0]) / z.size
        w, b = w - learning_rate * (dz * x[0]).sum(), b - learning_rate * dz.sum()
    return path, costs
