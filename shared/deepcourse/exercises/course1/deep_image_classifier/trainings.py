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


def taught(error, X, Y, layers_dims, learning_rate, num_iterations, seed, *, gated=True):
    """Return (parameters, costs) of a training that takes `error(AL)` for dZ of the last layer."""

    def gradients(parameters):
        AL, caches = blocks.L_model_forward(X, parameters)
        grads, dZ = {}, error(AL)
        for layer in range(len(caches), 0, -1):
            dA, grads[f"dW{layer}"], grads[f"db{layer}"] = blocks.linear_backward(dZ, caches[layer - 1][0])
            dZ = dA * (caches[layer - 2][1] > 0) if gated and layer > 1 else dA
        return grads

    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, gradients)


def trained_in_part(learns, X, Y, layers_dims, learning_rate, num_iterations, seed):
    """Return (parameters, costs) of a training that moves only the parameters whose name `learns`."""

    def update(parameters, grads, rate):
        return {name: p - rate * grads["d" + name] if learns(name) else p for name, p in parameters.items()}

    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, update=update)


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


@MISTAKES.add
def forward_of_the_start(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """every step goes forward with the first parameters, so that costs and gradients stay what they were: in the loop,
    go forward with those that the last update gave
    """
    parameters, costs = gradients_of_the_start(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, costs[:1] * num_iterations


@MISTAKES.add
def error_through_the_sigmoid_again(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """AL - Y goes through the sigmoid's slope once more: it is dZ[L] already, the slope has cancelled"""
    return taught(lambda AL: (AL - Y) * AL * (1 - AL), X, Y, layers_dims, learning_rate, num_iterations, seed)


@MISTAKES.add
def gates_left_out(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """relu's gate is left out on the way back: dZ[l] = dA[l] * g'(Z[l]) in the hidden layers"""
    return taught(lambda AL: AL - Y, X, Y, layers_dims, learning_rate, num_iterations, seed, gated=False)


@MISTAKES.add
def gradients_not_averaged(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the gradients are m times too large, sums in place of means: the blocks divide by m"""
    return taught(lambda AL: (AL - Y) * Y.shape[1], X, Y, layers_dims, learning_rate, num_iterations, seed)


@MISTAKES.add
def gradients_averaged_twice(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the gradients, or the learning rate, are divided by m once more: the blocks have taken the mean"""
    return taught(lambda AL: (AL - Y) / Y.shape[1], X, Y, layers_dims, learning_rate, num_iterations, seed)


@MISTAKES.add
def gradients_added_up(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the gradients of all steps so far are added up: each step uses its own"""
    total = {}

    def update(parameters, grads, rate):
        for name, gradient in grads.items():
            total[name] = total.get(name, 0) + gradient
        return blocks.update_parameters(parameters, total, rate)

    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, update=update)


@MISTAKES.add
def fading_learning_rate(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the learning rate is divided by the number of the step: here it stays as it was given"""
    steps = iter(range(1, num_iterations + 1))

    def update(parameters, grads, rate):
        return blocks.update_parameters(parameters, grads, rate / next(steps))

    return trained(start_of(layers_dims, seed), X, Y, learning_rate, num_iterations, update=update)


@MISTAKES.add
def updated_twice(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """every step moves the parameters twice: call update_parameters once in the loop"""
    return trained(start_of(layers_dims, seed), X, Y, 2 * learning_rate, num_iterations)


@MISTAKES.add
def weights_stay(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only the biases learn: update_parameters moves the weights too"""
    return trained_in_part(lambda name: name[0] == "b", X, Y, layers_dims, learning_rate, num_iterations, seed)


@MISTAKES.add
def first_layer_stays(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """layer 1 never changes: all layers are updated"""
    return trained_in_part(lambda name: name[1:] != "1", X, Y, layers_dims, learning_rate, num_iterations, seed)


@MISTAKES.add
def parameters_of_the_lowest_cost(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the parameters come back that the lowest cost was measured with: return those after the last step"""
    costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)[1]
    return trained(start_of(layers_dims, seed), X, Y, learning_rate, int(np.argmin(costs)))[0], costs


@MISTAKES.add
def first_parameters_returned(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the first parameters come back, though the costs fall: return those after the last update"""
    costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)[1]
    return start_of(layers_dims, seed), costs


@MISTAKES.add
def only_the_last_cost(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only the last step's cost comes back, as from a list that is made inside the loop: make one before the loop"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, costs[-1:]


@MISTAKES.add
def last_cost_as_a_number(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the last cost comes back in place of the list of all costs: append each to a list"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, costs[-1]


@MISTAKES.add
def one_cost_too_many(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the cost after the last step is appended too: there is one for each step, the one that it started from"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, [*costs, cost_of(X, Y, parameters)]


@MISTAKES.add
def costs_times_m(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the costs are sums over the examples: they are means, as compute_cost gives them"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, [cost * Y.shape[1] for cost in costs]


@MISTAKES.add
def every_tenth_cost(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """only every tenth cost is kept: this course keeps the cost of every step"""
    parameters, costs = reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)
    return parameters, costs[::10]


@MISTAKES.add
def costs_first(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the costs come back first: it is parameters, then costs"""
    return reference.L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, seed)[::-1]


@MISTAKES.add
def start_with_root_of_two(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the first weights are sqrt(2) times too large: use initialize_parameters_deep as it is"""
    start = {name: p * np.sqrt(2) for name, p in start_of(layers_dims, seed).items()}
    return trained(start, X, Y, learning_rate, num_iterations)


@MISTAKES.add
def start_of_zeros(X, Y, layers_dims, learning_rate, num_iterations, seed):
    """the first parameters are all zero: initialize_parameters_deep draws the weights"""
    start = {name: 0 * p for name, p in start_of(layers_dims, seed).items()}
    return trained(start, X, Y, learning_rate, num_iterations)


def learns(dims, rate):
    """Return a property's function: many steps lead to a lower cost, and that cost belongs to the parameters."""

    def problem(f, rng):
        X, Y = rings(rng, dims[0], 40)
        parameters, costs = f(X, Y, list(dims), rate, 120, 3)
        last = cost_of(X, Y, parameters)
        if not last < costs[0] - 0.05:
            return f"the cost is {costs[0]:.4g} at first and {last:.4g} after 120 steps: it does not learn"
        return None

    return problem
