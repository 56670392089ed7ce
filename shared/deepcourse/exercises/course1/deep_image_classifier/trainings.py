"""Data, and trainings with a known mistake, for the exercises on whole models."""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn import deep_network as reference
from deepcourse.nn.shallow_network import SMALL


def rings(rng, n_x, m):
    """Return (X, Y): m points, the label 1 for those near the middle; both labels occur where m > 1."""
    X = rng.normal(size=(n_x, m))
    X[:, 0] = 0.1
    X[:, 1:2] = 1.5
    return X, (np.linalg.norm(X, axis=0, keepdims=True) < np.sqrt(n_x)).astype(float)


def trained(start, X, Y, learning_rate, steps, gradients=None, update=blocks.update_parameters):
    """Return (parameters, costs) of a training; `gradients` and `update` may hold a mistake."""
    parameters, costs = start, []
    for _ in range(steps):
        AL, caches = blocks.L_model_forward(X, parameters)
        costs.append(blocks.compute_cost(AL, Y))
        grads = blocks.L_model_backward(AL, Y, caches) if gradients is None else gradients(parameters)
        parameters = update(parameters, grads, learning_rate)
    return parameters, costs


def start_of(layers_dims, seed):
    """Return the first parameters."""
    return blocks.initialize_parameters_deep(layers_dims, seed)


def cost_of(X, Y, parameters):
    """Return the cost of some parameters."""
    return blocks.compute_cost(blocks.L_model_forward(X, parameters)[0], Y)


# --- mistakes that both models know ---------------------------------------------------------------------------------

MISTAKES = Shared()


@MISTAKES.add
def update_forgotten(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the parameters never change: keep what update_parameters returns, parameters = update_parameters(...)"""
    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, update=lambda p, *_: p)


@MISTAKES.add
def gradients_of_the_start(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """every step uses the gradients of the first one: forward and backward belong inside the loop, before the update"""
    start = start_of(layers_dims, seed)
    AL, caches = blocks.L_model_forward(X, start)
    grads = blocks.L_model_backward(AL, Y, caches)
    return trained(start, X, Y, learning_rate, num_iterations, gradients=lambda _: grads)


@MISTAKES.add
def gradients_one_step_old(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """each step uses the gradients of the step before: in the loop, go forward and backward first, then update"""
    parameters, costs, old = start_of(layers_dims, seed), [], None
    for _ in range(num_iterations):
        AL, caches = blocks.L_model_forward(X, parameters)
        costs.append(blocks.compute_cost(AL, Y))
        if old is not None:
            parameters = blocks.update_parameters(parameters, old, learning_rate)
        old = blocks.L_model_backward(AL, Y, caches)
    return parameters, costs


@MISTAKES.add
def costs_after_the_step(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the costs are those after each step: costs[i] should be the cost that step i started from, before the update"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, [*costs[1:], cost_of(X, Y, parameters)]


@MISTAKES.add
def every_hundredth_cost(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only every hundredth cost is kept: this course keeps the cost of every step"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, costs[::100]


@MISTAKES.add
def starts_anew_in_each_step(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the parameters are drawn anew in every step: initialize once, before the loop"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, 1, seed)
    return parameters, costs * num_iterations


@MISTAKES.add
def returned_inside_the_loop(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the return stands inside the loop: it ends the function after the first step; move it to the left"""
    return reference.L_layer_model(X, Y, layers_dims, learning_rate, 1, seed)


@MISTAKES.add
def uphill(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the steps go uphill: the gradient is subtracted, so the learning rate stays positive"""
    return reference.L_layer_model(X, Y, layers_dims, -learning_rate, num_iterations, seed)


@MISTAKES.add
def one_step_too_few(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """one step is missing: range(n) makes n steps, from 0 to n - 1"""
    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations - 1)


@MISTAKES.add
def one_step_too_many(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """there is one step too many: range(n) makes n steps, range(n + 1) one more"""
    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations + 1)


@MISTAKES.add
def seed_fixed(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the seed is fixed at 1: hand on the one that was given"""
    return reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, 1)


@MISTAKES.add
def learning_rate_fixed(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the learning rate is fixed at 0.01: hand on the one that was given"""
    return reference.L_layer_model(X, Y, layers_dims, 0.01, num_iterations, seed)


@MISTAKES.add
def tiny_start(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the first weights are 0.01 times random numbers, as in week 3: initialize_parameters_deep divides by the root of
    n[l-1]
    """
    start = {name: p * SMALL * np.sqrt(p.shape[1]) for name, p in start_of(layers_dims, seed).items()}
    return trained(start, X, Y, learning_rate, num_iterations)


@MISTAKES.add
def biases_forgotten(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only the weights learn: update_parameters moves the biases too"""

    def update(parameters, grads, rate):
        return {name: p - rate * grads["d" + name] if name[0] == "W" else p for name, p in parameters.items()}

    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, update=update)


def learns(dims, rate):
    """Return a property's function: many steps lead to a lower cost, and that cost belongs to the parameters."""

    def problem(f, rng):
        X, Y = rings(rng, dims[0], 40)
        parameters, costs = f(X, Y, list(dims), rate, 400, 3)
        last = cost_of(X, Y, parameters)
        if not last < costs[0] - 0.05:
            return f"the cost is {costs[0]:.4g} at first and {last:.4g} after 400 steps: it does not learn"
        return None

    return problem
