"""More of what is easily got wrong in gradient descent: how many steps, from where, by how much, what is returned."""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.nn import logistic_regression as reference

SLIPS = Shared()


def walked(w, b, X, Y, num_iterations, step):
    """Return what gradient descent gives if `step(i, w, b, grads)` makes the new w and b."""
    costs = []
    for i in range(num_iterations):
        grads, cost = reference.propagate(w, b, X, Y)
        w, b = step(i, w, b, grads)
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@SLIPS.add
def last_step_not_taken(w, b, X, Y, num_iterations, learning_rate):
    """one step is missing: costs and gradients are those of all rounds, but the last round takes no step"""
    _, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    if num_iterations == 1:
        return {"w": w, "b": b}, grads, costs
    return reference.optimize(w, b, X, Y, num_iterations - 1, learning_rate)[0], grads, costs


@SLIPS.add
def one_step_too_many(w, b, X, Y, num_iterations, learning_rate):
    """one step too many is taken: range(n) makes n steps, from 0 to n - 1"""
    return reference.optimize(w, b, X, Y, num_iterations + 1, learning_rate)


@SLIPS.add
def one_cost_too_many(w, b, X, Y, num_iterations, learning_rate):
    """costs holds one more than there are steps, that of the end: asked for is the cost before each step"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, [*costs, reference.propagate(params["w"], params["b"], X, Y)[1]]


@SLIPS.add
def rate_divided_by_the_step(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is divided by the number of the step: it stays the same for all steps"""

    def step(i, w, b, grads):
        return w - learning_rate / (1 + i) * grads["dw"], b - learning_rate / (1 + i) * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@SLIPS.add
def bias_from_the_new_weights(w, b, X, Y, num_iterations, learning_rate):
    """b is moved by a gradient taken at the new w: both gradients of a step belong to the place where it starts"""
    costs = []
    for _ in range(num_iterations):
        grads, cost = reference.propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        grads, _ = reference.propagate(w, b, X, Y)
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@SLIPS.add
def starts_from_zero(w, b, X, Y, num_iterations, learning_rate):
    """the walk starts from zeros: it must start from the w and b that were given"""
    return reference.optimize(np.zeros_like(w), 0.0, X, Y, num_iterations, learning_rate)


@SLIPS.add
def weights_start_from_zero(w, b, X, Y, num_iterations, learning_rate):
    """w starts from zeros: it must start from the w that was given"""
    return reference.optimize(np.zeros_like(w), b, X, Y, num_iterations, learning_rate)


@SLIPS.add
def bias_starts_from_zero(w, b, X, Y, num_iterations, learning_rate):
    """b starts from zero: it must start from the b that was given"""
    return reference.optimize(w, 0.0, X, Y, num_iterations, learning_rate)


@SLIPS.add
def one_example_a_step(w, b, X, Y, num_iterations, learning_rate):
    """each step looks at one example only, one after the other: the gradient is taken over all of them"""
    costs = []
    for i in range(num_iterations):
        j = i % X.shape[1]
        costs.append(reference.propagate(w, b, X, Y)[1])
        grads, _ = reference.propagate(w, b, X[:, j : j + 1], Y[:, j : j + 1])
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


@SLIPS.add
def old_gradient_with_new_costs(w, b, X, Y, num_iterations, learning_rate):
    """the gradient is computed once, before the loop, and the cost after each step: every step needs the gradient and
    the cost of the place where it starts
    """
    grads, _ = reference.propagate(w, b, X, Y)
    costs = []
    for _ in range(num_iterations):
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        costs.append(reference.propagate(w, b, X, Y)[1])
    return {"w": w, "b": b}, grads, costs


@SLIPS.add
def stays_where_it_is(w, b, X, Y, num_iterations, learning_rate):
    """w and b stay where they are: the new values must take the place of the old ones, under the same names"""
    grads, cost = reference.propagate(w, b, X, Y)
    return {"w": w, "b": b}, grads, [cost] * num_iterations


@SLIPS.add
def starts_anew_in_every_step(w, b, X, Y, num_iterations, learning_rate):
    """every step starts from the first w and b again, so only one step counts: each starts where the last one ended"""
    params, grads, costs = reference.optimize(w, b, X, Y, 1, learning_rate)
    return params, grads, costs * num_iterations


@SLIPS.add
def weights_never_move(w, b, X, Y, num_iterations, learning_rate):
    """w keeps its first value: both w and b learn"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w, b - learning_rate * grads["db"]))


@SLIPS.add
def bias_uphill(w, b, X, Y, num_iterations, learning_rate):
    """db is added to b instead of subtracted: that climbs the cost"""

    def step(i, w, b, grads):
        return w - learning_rate * grads["dw"], b + learning_rate * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@SLIPS.add
def weights_uphill(w, b, X, Y, num_iterations, learning_rate):
    """dw is added to w instead of subtracted: that climbs the cost"""

    def step(i, w, b, grads):
        return w + learning_rate * grads["dw"], b - learning_rate * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@SLIPS.add
def bias_by_dw(w, b, X, Y, num_iterations, learning_rate):
    """b is moved by dw: its own gradient is db"""

    def step(i, w, b, grads):
        return w - learning_rate * grads["dw"], b - learning_rate * grads["dw"]

    return walked(w, b, X, Y, num_iterations, step)


@SLIPS.add
def weights_by_db(w, b, X, Y, num_iterations, learning_rate):
    """w is moved by db: its own gradient is dw"""

    def step(i, w, b, grads):
        return w - learning_rate * grads["db"], b - learning_rate * grads["db"]

    return walked(w, b, X, Y, num_iterations, step)


@SLIPS.add
def bias_without_the_rate(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is left out for b: both steps are scaled by it"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w - learning_rate * grads["dw"], b - grads["db"]))


@SLIPS.add
def weights_without_the_rate(w, b, X, Y, num_iterations, learning_rate):
    """the learning rate is left out for w: both steps are scaled by it"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w - grads["dw"], b - learning_rate * grads["db"]))


@SLIPS.add
def gradients_for_the_parameters(w, b, X, Y, num_iterations, learning_rate):
    """w and b become the step itself, the learning rate times the gradient: it must be subtracted from the old value"""
    return walked(
        w, b, X, Y, num_iterations, lambda i, w, b, grads: (learning_rate * grads["dw"], learning_rate * grads["db"])
    )


@SLIPS.add
def learning_rate_divides(w, b, X, Y, num_iterations, learning_rate):
    """the gradient is divided by the learning rate: it is multiplied by it"""
    return reference.optimize(w, b, X, Y, num_iterations, 1 / learning_rate)


@SLIPS.add
def multiplied_by_m(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are multiplied by m, or summed anew: the means that propagate returns are what a step takes"""
    return reference.optimize(w, b, X, Y, num_iterations, learning_rate * X.shape[1])


@SLIPS.add
def first_gradients(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are those of the first step: asked for are those of the last"""
    params, _, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, reference.propagate(w, b, X, Y)[0], costs


@SLIPS.add
def parameters_of_the_start(w, b, X, Y, num_iterations, learning_rate):
    """params holds the w and b of the start: asked for are those after the last step"""
    _, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return {"w": w, "b": b}, grads, costs


@SLIPS.add
def last_cost_alone(w, b, X, Y, num_iterations, learning_rate):
    """costs is the last cost alone, a number: asked for is a list, with one cost for each step"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, costs[-1]


@SLIPS.add
def no_costs(w, b, X, Y, num_iterations, learning_rate):
    """the list of costs stays empty: append the cost in every step"""
    params, grads, _ = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, []


@SLIPS.add
def every_tenth_cost(w, b, X, Y, num_iterations, learning_rate):
    """only every 10th cost is kept: here all of them are asked for, one for each step"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, costs[::10]


@SLIPS.add
def log_likelihoods_for_costs(w, b, X, Y, num_iterations, learning_rate):
    """the costs have the wrong sign: propagate returns what is to fall, minus the log-likelihood by m"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, [-cost for cost in costs]


@SLIPS.add
def gradients_not_unpacked(w, b, X, Y, num_iterations, learning_rate):
    """dw is used, but never taken out of the dictionary: grads holds it, under its name"""
    raise NameError("name 'dw' is not defined")


@SLIPS.add
def keys_of_the_parameters(w, b, X, Y, num_iterations, learning_rate):
    """the gradients are asked for under the keys of the parameters: in grads they are called `dw` and `db`"""
    return walked(w, b, X, Y, num_iterations, lambda i, w, b, grads: (w - learning_rate * grads["w"], b))


@SLIPS.add
def results_in_another_order(w, b, X, Y, num_iterations, learning_rate):
    """the results come in another order: it is params, grads, costs"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return grads, params, costs


@SLIPS.add
def costs_second(w, b, X, Y, num_iterations, learning_rate):
    """costs come before grads: the order is params, grads, costs"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, costs, grads


@SLIPS.add
def parameters_without_a_dictionary(w, b, X, Y, num_iterations, learning_rate):
    """w and b come in a tuple: they belong in a dictionary, under the keys `w` and `b`"""
    params, grads, costs = reference.optimize(w, b, X, Y, num_iterations, learning_rate)
    return (params["w"], params["b"]), grads, costs


def at_rate(rate):
    """Return the mistake of a fixed learning rate."""

    def learning_rate_fixed(w, b, X, Y, num_iterations, learning_rate):
        return reference.optimize(w, b, X, Y, num_iterations, rate)

    learning_rate_fixed.__name__ += f"_{rate:g}".replace(".", "_")
    learning_rate_fixed.__doc__ = f"the learning rate is fixed at {rate:g}: take the one that was given"
    return learning_rate_fixed


for fixed in (0.001, 0.005, 0.01):
    SLIPS.add(at_rate(fixed))
