"""Functions to nudge, networks and gradients to check, for the cases of this notebook's exercises."""

from itertools import pairwise

import numpy as np

from deepcourse.exercises.course1.building_blocks.networks import examples, network
from deepcourse.experiments.course2.planted_bugs import LOCAL, SPREADING, first_wrong, wrong_gradients
from deepcourse.nn import gradient_checking as reference
from deepcourse.nn.building_blocks import L_model_forward

CLEAR = 0.02  # the distance of every sum from the kink of its ReLU


class Landscape:
    """A function of a column drawn at random: waves, a cubic in each entry, and neighbours multiplied."""

    def __init__(self, rng, n):
        self.height, self.speed, self.cubic = (rng.uniform(0.5, 1.5, size=(n, 1)) for _ in range(3))

    def __call__(self, theta):
        """Return the height at theta, a number."""
        waves = np.sum(self.height * np.sin(self.speed * theta) + self.cubic * theta**3)
        return float(waves + np.sum(theta[1:] * theta[:-1]))

    def gradient(self, theta):
        """Return the true gradient, of the shape of theta."""
        grad = self.height * self.speed * np.cos(self.speed * theta) + 3 * self.cubic * theta**2
        grad[1:] += theta[:-1]
        grad[:-1] += theta[1:]
        return grad


def by_hand(theta):
    """Return the function that the text works out by hand: theta_1 cubed plus theta_1 theta_2."""
    return float(theta[0, 0] ** 3 + theta[0, 0] * theta[1, 0])


def constant(theta):
    """Return 7, wherever theta is."""
    return 7.0


def column(*numbers):
    """Return a column (n, 1) of numbers."""
    return np.array(numbers, dtype=float).reshape(-1, 1)


def calm_network(rng, layer_dims, m):
    """Return (parameters, X, Y): random, drawn again until no sum is near the kink of its ReLU and all units work."""
    while True:
        parameters, (X, Y) = network(rng, layer_dims), examples(rng, layer_dims[0], m, layer_dims[-1])
        parameters |= {name: np.abs(value) for name, value in parameters.items() if name.startswith("b")}
        sums = [Z for _, Z in L_model_forward(X, parameters)[1]]
        grads = reference.network_gradients(parameters, X, Y)
        if min(np.abs(Z).min() for Z in sums) > CLEAR and min(np.abs(g).max() for g in grads.values()) > 1e-4:
            return parameters, X, Y


def spoiled(rng, layer_dims, m, bug=None, layer=None):
    """Return (parameters, gradients, X, Y, name): gradients with one mistake that can be seen, and its name."""
    layers = len(layer_dims) - 1
    while True:
        chosen = bug or str(rng.choice([*LOCAL, *SPREADING]))
        last = layers - 1 if chosen == SPREADING[0] else layers
        where = layer or int(rng.integers(1, max(last, 1) + 1))
        parameters, X, Y = calm_network(rng, layer_dims, m)
        gradients, name = wrong_gradients(parameters, X, Y, chosen, where), first_wrong(chosen, where)
        right = reference.network_gradients(parameters, X, Y)
        if reference.relative_difference(gradients[name], right[name]) > 0.01:
            return parameters, gradients, X, Y, name


def dims(rng, hidden_layers=None):
    """Return random sizes n[0], ..., n[L-1], 1, small: a check runs the network twice for each parameter."""
    hidden_layers = int(rng.integers(1, 3)) if hidden_layers is None else hidden_layers
    return [*(int(n) for n in rng.integers(2, 4, size=hidden_layers + 1)), 1]


def many_shapes(layer_dims):
    """Return {"W1": shape, "b1": shape, ...} of a network."""
    pairs = list(enumerate(pairwise(layer_dims), 1))
    return {name: shape for k, (before, n) in pairs for name, shape in ((f"W{k}", (n, before)), (f"b{k}", (n, 1)))}


def shuffled(rng, dictionary):
    """Return a dictionary with the same entries in another order."""
    names = [str(name) for name in rng.permutation(list(dictionary))]
    return {name: dictionary[name] for name in names}
