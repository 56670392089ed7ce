"""Known mistakes that `initialize_parameters_xavier` and `initialize_parameters_he` share, made for any variance.

A mistake is made for a rule: deviation(n, n_prev) is the standard deviation that would be right.
"""

import numpy as np

from deepcourse.exercises.course2.initialization.starts import built, counted_one_less


def normal(layers_dims, rng, deviation):
    """Return parameters with normal weights of standard deviation deviation(n, n_prev), and zero biases."""
    return built(layers_dims, lambda n, n_prev: deviation(n, n_prev) * rng.standard_normal((n, n_prev)))


def root_forgotten(layers_dims, rng, deviation):
    """Return weights multiplied by the variance."""
    return normal(layers_dims, rng, lambda n, n_prev: deviation(n, n_prev) ** 2)


def random_biases(layers_dims, rng, deviation):
    """Return parameters whose biases are drawn, layer by layer, after the weights."""
    return built(
        layers_dims,
        lambda n, n_prev: deviation(n, n_prev) * rng.standard_normal((n, n_prev)),
        lambda n: 0.1 * rng.standard_normal((n, 1)),
    )


def uniform_within(layers_dims, rng, deviation):
    """Return weights that are uniform between plus and minus the standard deviation: a third of the variance."""
    return built(layers_dims, lambda n, p: rng.uniform(-deviation(n, p), deviation(n, p), (n, p)))


def uniform_right_variance(layers_dims, rng, deviation):
    """Return uniform weights of the right variance."""
    limit = np.sqrt(3)
    return built(layers_dims, lambda n, p: rng.uniform(-limit * deviation(n, p), limit * deviation(n, p), (n, p)))


def own_generator(layers_dims, rng, deviation):
    """Return weights drawn from a generator made inside."""
    return normal(layers_dims, np.random.default_rng(0), deviation)


def drawn_and_transposed(layers_dims, rng, deviation):
    """Return weights that are drawn as (n_prev, n) and turned over."""
    return built(layers_dims, lambda n, p: deviation(n, p) * rng.standard_normal((p, n)).T)


def counted_from_zero(layers_dims, rng, deviation):
    """Return right parameters under keys that begin with W0."""
    return counted_one_less(normal(layers_dims, rng, deviation))


def input_width_everywhere(layers_dims, rng, deviation):
    """Return weights whose variance belongs to the width of the network's input, in every layer."""
    return normal(layers_dims, rng, lambda n, n_prev: deviation(n, layers_dims[0]))


def drawn_from_the_back(layers_dims, rng, deviation):
    """Return weights that are drawn from the last layer to the first."""
    parameters = {}
    for layer in range(len(layers_dims) - 1, 0, -1):
        p, n = layers_dims[layer - 1 : layer + 1]
        parameters[f"W{layer}"] = deviation(n, p) * rng.standard_normal((n, p))
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def small_biases(layers_dims, rng, deviation):
    """Return parameters whose biases are 0.01."""
    return built(
        layers_dims, lambda n, p: deviation(n, p) * rng.standard_normal((n, p)), lambda n: np.full((n, 1), 0.01)
    )


def one_by_one(layers_dims, rng, deviation):
    """Return the right parameters, the weights of every unit drawn by themselves."""
    return built(layers_dims, lambda n, p: np.array([rng.normal(0, deviation(n, p), p) for _ in range(n)]))
