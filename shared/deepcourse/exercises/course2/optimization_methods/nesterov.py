"""Exercise 5: momentum that looks ahead."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.names import UPDATES, first_alone
from deepcourse.exercises.course2.optimization_methods.networks import changed
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_momentum import (
    averaged,
    case,
    draw,
    edges,
    moved,
)
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_momentum import (
    visible as momentum_steps,
)
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn import optimizers as reference

nesterov = FunctionExercise(
    __name__,
    reference=reference.nesterov,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    random_cases=4,
    returns=("parameters", "v"),
    hints=(
        "The new v is momentum's. Only the step differs: it averages once more.",
        "step = beta * (the new v) + (1 - beta) * gradient: the line for v, with the new v in the old one's place.",
        "Return the parameters after W - learning_rate * step, and the new v, not the step.",
    ),
)


@nesterov.visible
def visible():
    """Return all steps of momentum but the text's, and one more."""
    return [*momentum_steps()[1:], case(np.random.default_rng(5), [2, 2, 1], 0.5, 0.2)]


nesterov.draw(draw)
nesterov.edges(edges)


@nesterov.property("the path of Nesterov's own form, seen from ahead")
def looks_from_the_point_ahead(f, rng):
    """Return a sentence unless the path is the one of Nesterov's own form, seen from the point ahead."""
    beta, rate, curvature = 0.8, 0.3, np.array([[1.0, 0.1]])
    behind, v = rng.normal(size=(1, 2)), np.zeros((1, 2))
    ahead, memory = {"W1": behind.copy(), "b1": np.zeros((1, 1))}, {"dW1": np.zeros((1, 2)), "db1": np.zeros((1, 1))}
    for step in range(10):
        v = beta * v + (1 - beta) * curvature * (behind - rate * beta * v)
        behind = behind - rate * v
        ahead, memory = f(ahead, {"dW1": curvature * ahead["W1"], "db1": np.zeros((1, 1))}, memory, beta, rate)
        if not np.allclose(ahead["W1"], behind - rate * beta * v):
            return f"on a bowl, step {step + 1} is not where Nesterov's own form looks ahead to"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


@nesterov.mistake
def plain_momentum(parameters, grads, v, beta, learning_rate):
    """the step is W - rate * v, plain momentum (beta v with the *old* v comes to the same): Nesterov averages once
    more, with the *new* v, so the newest gradient counts twice
    """
    return reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)


@nesterov.mistake
def adds_instead_of_averaging(parameters, grads, v, beta, learning_rate):
    """gradients are added in full, v = beta v + dW and a step along beta v + dW, as PyTorch does: this notebook weighs
    the gradient with (1 - beta), both times
    """
    v = averaged(v, grads, beta, 1)
    return moved(parameters, averaged(v, grads, beta, 1), learning_rate), v


@nesterov.mistake
def gradient_in_full(parameters, grads, v, beta, learning_rate):
    """the gradient enters the step in full: its weight there is (1 - beta), as in the average"""
    v = averaged(v, grads, beta, 1 - beta)
    return moved(parameters, averaged(v, grads, beta, 1), learning_rate), v


@nesterov.mistake
def gradient_left_out_of_the_step(parameters, grads, v, beta, learning_rate):
    """the step is beta v alone: the term (1 - beta) dW is missing in it"""
    v = averaged(v, grads, beta, 1 - beta)
    return moved(parameters, averaged(v, grads, beta, 0), learning_rate), v


@nesterov.mistake
def look_ahead_remembered(parameters, grads, v, beta, learning_rate):
    """what is returned as v is the step: the second averaging is for the step alone, remember the first"""
    parameters, v = reference.nesterov(parameters, grads, v, beta, learning_rate)
    return parameters, averaged(v, grads, beta, 1 - beta)


@nesterov.mistake
def weights_swapped(parameters, grads, v, beta, learning_rate):
    """beta and 1 - beta have changed places: beta, usually 0.9, is the weight of the old average"""
    return reference.nesterov(parameters, grads, v, 1 - beta, learning_rate)


@nesterov.mistake
def changed_in_place(parameters, grads, v, beta, learning_rate):
    """the caller's parameters and averages are changed, by -= or by writing into their dictionaries: make new ones"""
    new, new_v = reference.nesterov(parameters, grads, v, beta, learning_rate)
    return changed(parameters, new), changed(v, new_v)


@nesterov.mistake
def step_weights_swapped(parameters, grads, v, beta, learning_rate):
    """beta and 1 - beta have changed places in the step: there too, beta is the weight of v"""
    v = averaged(v, grads, beta, 1 - beta)
    return moved(parameters, averaged(v, grads, 1 - beta, beta), learning_rate), v


@nesterov.mistake
def average_in_full(parameters, grads, v, beta, learning_rate):
    """v is added to the step in full, v + (1 - beta) dW: it is multiplied by beta there"""
    v = averaged(v, grads, beta, 1 - beta)
    return moved(parameters, averaged(v, grads, 1, 1 - beta), learning_rate), v


@nesterov.mistake
def both_in_full(parameters, grads, v, beta, learning_rate):
    """the step is v + dW, without their weights: it is beta v + (1 - beta) dW, with the new v"""
    v = averaged(v, grads, beta, 1 - beta)
    return moved(parameters, averaged(v, grads, 1, 1), learning_rate), v


@nesterov.mistake
def everything_in_full(parameters, grads, v, beta, learning_rate):
    """the gradient enters v in full, and the step is v + dW: weigh with beta and (1 - beta), both times"""
    v = averaged(v, grads, beta, 1)
    return moved(parameters, averaged(v, grads, 1, 1), learning_rate), v


@nesterov.mistake
def average_adds_step_averages(parameters, grads, v, beta, learning_rate):
    """the gradient is added to v in full: weigh it with (1 - beta), in v as well as in the step"""
    v = averaged(v, grads, beta, 1)
    return moved(parameters, averaged(v, grads, beta, 1 - beta), learning_rate), v


@nesterov.mistake
def plain_momentum_without_averaging(parameters, grads, v, beta, learning_rate):
    """it is plain momentum, and the gradient enters v in full: average, v = beta v + (1 - beta) dW, and once more
    for the step
    """
    return reference.momentum_without_averaging(parameters, grads, v, beta, learning_rate)


@nesterov.mistake
def averaged_three_times(parameters, grads, v, beta, learning_rate):
    """the gradient is averaged in once too often: once for v, and once more for the step"""
    once = averaged(v, grads, beta, 1 - beta)
    twice = averaged(once, grads, beta, 1 - beta)
    return moved(parameters, averaged(twice, grads, beta, 1 - beta), learning_rate), once


@nesterov.mistake
def steps_along_the_gradient(parameters, grads, v, beta, learning_rate):
    """the step is taken along the gradient: step along beta v + (1 - beta) dW, with the new v"""
    return moved(parameters, grads, learning_rate), averaged(v, grads, beta, 1 - beta)


@nesterov.mistake
def steps_along_the_old_average(parameters, grads, v, beta, learning_rate):
    """the step is taken along the old v: step along beta v + (1 - beta) dW, with the new v"""
    return moved(parameters, v, learning_rate), averaged(v, grads, beta, 1 - beta)


@nesterov.mistake
def two_steps(parameters, grads, v, beta, learning_rate):
    """the parameters take two steps, one along beta v and one of momentum: there is one, along beta v + (1 - beta) dW,
    with the new v
    """
    new = averaged(v, grads, beta, 1 - beta)
    return moved(moved(parameters, averaged(v, grads, beta, 0), learning_rate), new, learning_rate), new


@nesterov.mistake
def old_average_returned(parameters, grads, v, beta, learning_rate):
    """the old v is returned: then every step forgets what came before; return the new one"""
    return reference.nesterov(parameters, grads, v, beta, learning_rate)[0], v


@nesterov.mistake
def learning_rate_left_out(parameters, grads, v, beta, learning_rate):
    """the learning rate is left out of the step"""
    return reference.nesterov(parameters, grads, v, beta, 1.0)


@nesterov.mistake
def uphill(parameters, grads, v, beta, learning_rate):
    """the step is added to the parameters instead of subtracted: that climbs the cost"""
    return reference.nesterov(parameters, grads, v, beta, -learning_rate)


@nesterov.mistake
def beta_fixed(parameters, grads, v, beta, learning_rate):
    """beta is fixed at 0.9: take the one that is given"""
    return reference.nesterov(parameters, grads, v, 0.9, learning_rate)


@nesterov.mistake
def returned_the_other_way_round(parameters, grads, v, beta, learning_rate):
    """v comes back first: the parameters come first, then v"""
    return reference.nesterov(parameters, grads, v, beta, learning_rate)[::-1]


@nesterov.mistake
def returned_inside_the_loop(parameters, grads, v, beta, learning_rate):
    """only the first arrays are there: the `return` stands inside the loop, it belongs after it"""
    return tuple(first_alone(part) for part in reference.nesterov(parameters, grads, v, beta, learning_rate))


@nesterov.mistake
def average_changed_in_place(parameters, grads, v, beta, learning_rate):
    """the caller's v is changed, by v[...] = ... or *=: build a new dictionary for the new averages"""
    new, new_v = reference.nesterov(parameters, grads, v, beta, learning_rate)
    v.update(new_v)
    return new, v


for mistake in UPDATES:
    nesterov.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@nesterov.right
def in_one_loop(parameters, grads, v, beta, learning_rate):
    """Return the same, the step written out in the old v: beta^2 v + (1 - beta^2) dW."""
    new, new_v = {}, {}
    for name, value in parameters.items():
        old, gradient = v["d" + name], grads["d" + name]
        new_v["d" + name] = beta * old + (1 - beta) * gradient
        new[name] = value - learning_rate * (beta**2 * old + (1 - beta**2) * gradient)
    return new, new_v


@nesterov.right
def as_two_corrections(parameters, grads, v, beta, learning_rate):
    """Return the same, both averages written as a way back from the gradient."""
    new, new_v = {}, {}
    for name, gradient in grads.items():
        new_v[name] = gradient + beta * (v[name] - gradient)
        new[name[1:]] = parameters[name[1:]] - learning_rate * (gradient + beta * (new_v[name] - gradient))
    return {name: new[name] for name in parameters}, new_v
