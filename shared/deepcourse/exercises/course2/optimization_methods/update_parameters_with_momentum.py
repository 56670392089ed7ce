"""Exercise 4: a step along the average of the gradients."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.names import UPDATES, first_alone
from deepcourse.exercises.course2.optimization_methods.networks import (
    along,
    averages,
    changed,
    dims,
    gradients,
    narrow,
    network,
    one_weight,
    shown,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import optimizers as reference

update_parameters_with_momentum = FunctionExercise(
    __name__,
    reference=reference.update_parameters_with_momentum,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    random_cases=4,
    returns=("parameters", "v"),
    hints=(
        "Two lines: first the new averages, in a dictionary of their own; then gradient descent along them.",
        "The average of a gradient is beta * v[name] + (1 - beta) * grads[name], for each name in v.",
        "The second line is Exercise 2 with the new v in the place of grads; return both, parameters first.",
    ),
)


def step_of(rng, sizes, beta, learning_rate):
    """Return the arguments of a step in the middle of a training."""
    return network(rng, sizes), gradients(rng, sizes), averages(rng, sizes), beta, learning_rate


def case(rng, sizes, beta, learning_rate):
    """Return a case named by its sizes."""
    return Case(f"{shown(sizes)}, beta {beta:.3g}, rate {learning_rate:.3g}", step_of(rng, sizes, beta, learning_rate))


def by_hand():
    """Return the second step of the text: two weights, one of which goes to and fro."""
    return one_weight("W1", 0.9, 0.9), one_weight("dW1", 2.0, -2.0), one_weight("dW1", 0.2, 0.2), 0.9, 0.5


@update_parameters_with_momentum.visible
def visible():
    """Return the text's step, random networks, a first step, gradients in another order, and float32."""
    rng = np.random.default_rng(4)
    parameters, grads, _, beta, rate = step_of(rng, [2, 3, 1], 0.8, 0.3)
    later, single = step_of(rng, [3, 2, 1], 0.6, 0.4), step_of(rng, [3, 2, 1], 0.85, 0.2)
    return [
        Case("the second step of the text", by_hand()),
        case(rng, [3, 4, 1], 0.7, 0.1),
        case(rng, [2, 3, 2, 1], 0.99, 2.0),
        Case("a first step, v = 0", (parameters, grads, reference.initialize_velocity(parameters), beta, rate)),
        Case("the gradients come last layer first", (later[0], dict(reversed(later[1].items())), *later[2:])),
        Case("float32", (*map(narrow, single[:3]), *single[3:])),
        case(rng, [1, 3, 2], 0.75, 0.6),  # neighbours of one shape
    ]


@update_parameters_with_momentum.draw
def draw(rng):
    """Return a case of random depth, sizes, beta and rate."""
    return case(rng, dims(rng), float(rng.uniform(0.3, 0.98)), float(rng.uniform(0.05, 3)))


@update_parameters_with_momentum.edges
def edges(rng):
    """Return a beta of 0, a rate of 0, gradients that come in another order, and float32."""
    parameters, grads, v, beta, rate = step_of(rng, [3, 4, 1], 0.9, 0.3)
    return [
        case(rng, [3, 2, 1], 0.0, 0.5),
        case(rng, [2, 3, 1], 0.9, 0.0),
        Case("the gradients come last layer first", (parameters, dict(reversed(grads.items())), v, beta, rate)),
        Case("float32", (*map(narrow, (parameters, grads, along(v, grads))), 0.6, 0.01)),
        case(rng, [1, 4, 1], 0.8, 0.2),
    ]


@update_parameters_with_momentum.property("one gradient for ever becomes the average")
def equal_gradients_add_up_to_full_steps(f, rng):
    """Return a sentence unless, under one gradient for ever, v becomes that gradient."""
    parameters, grads = network(rng, [2, 1]), gradients(rng, [2, 1])
    v = {name: np.zeros_like(value) for name, value in grads.items()}
    for _ in range(100):
        parameters, v = f(parameters, grads, v, 0.5, 0.1)
    far = [name for name in v if not np.allclose(v[name], grads[name])]
    return f"after 100 steps with the same gradient, the average {far[0]} is not that gradient" if far else None


# --- known mistakes -------------------------------------------------------------------------------------------------


def moved(parameters, step, learning_rate):
    """Return parameters after a step."""
    return {name: value - learning_rate * step[f"d{name}"] for name, value in parameters.items()}


def averaged(v, grads, old, new):
    """Return old v + new grads."""
    return {name: old * v[name] + new * grads[name] for name in v}


@update_parameters_with_momentum.mistake
def adds_instead_of_averaging(parameters, grads, v, beta, learning_rate):
    """the gradient is added in full, v = beta v + dW: another convention, whose v is 1 / (1 - beta) times as large;
    this notebook averages, so weigh the gradient with (1 - beta)
    """
    return reference.momentum_without_averaging(parameters, grads, v, beta, learning_rate)


@update_parameters_with_momentum.mistake
def weights_swapped(parameters, grads, v, beta, learning_rate):
    """beta and 1 - beta have changed places: beta, usually 0.9, is the weight of the old average"""
    return reference.update_parameters_with_momentum(parameters, grads, v, 1 - beta, learning_rate)


@update_parameters_with_momentum.mistake
def steps_along_the_gradient(parameters, grads, v, beta, learning_rate):
    """the step is taken along the gradient: v is computed and then not used; step along the new v"""
    return moved(parameters, grads, learning_rate), averaged(v, grads, beta, 1 - beta)


@update_parameters_with_momentum.mistake
def steps_along_the_old_average(parameters, grads, v, beta, learning_rate):
    """the step is taken along the old v: first take the gradient into the average, then step along the new one"""
    return moved(parameters, v, learning_rate), averaged(v, grads, beta, 1 - beta)


@update_parameters_with_momentum.mistake
def old_average_returned(parameters, grads, v, beta, learning_rate):
    """the old v is returned: then every step forgets what came before; return the new one"""
    return reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)[0], v


@update_parameters_with_momentum.mistake
def biases_without_momentum(parameters, grads, v, beta, learning_rate):
    """only the weights have momentum: the biases step along their averages as well"""
    new, averages_of_all = reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)
    plain = moved(parameters, grads, learning_rate)
    return {name: plain[name] if name[0] == "b" else new[name] for name in new}, averages_of_all


@update_parameters_with_momentum.mistake
def learning_rate_left_out(parameters, grads, v, beta, learning_rate):
    """the learning rate is left out of the step"""
    return reference.update_parameters_with_momentum(parameters, grads, v, beta, 1.0)


@update_parameters_with_momentum.mistake
def rate_in_the_average(parameters, grads, v, beta, learning_rate):
    """the learning rate is multiplied into v, v = beta v + learning_rate dW, as some books do: here v averages
    gradients and nothing else, and the rate enters the step
    """
    v = averaged(v, grads, beta, learning_rate)
    return moved(parameters, v, 1.0), v


@update_parameters_with_momentum.mistake
def beta_fixed(parameters, grads, v, beta, learning_rate):
    """beta is fixed at 0.9: take the one that is given"""
    return reference.update_parameters_with_momentum(parameters, grads, v, 0.9, learning_rate)


@update_parameters_with_momentum.mistake
def dictionary_begun_inside_the_loop(parameters, grads, v, beta, learning_rate):
    """only the last array is left: the empty dictionaries are made inside the loop, they belong before it"""
    results = reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)
    return tuple(dict([list(part.items())[-1]]) for part in results)


@update_parameters_with_momentum.mistake
def uphill(parameters, grads, v, beta, learning_rate):
    """the average is added to the parameters instead of subtracted: that climbs the cost"""
    return reference.update_parameters_with_momentum(parameters, grads, v, beta, -learning_rate)


@update_parameters_with_momentum.mistake
def changed_in_place(parameters, grads, v, beta, learning_rate):
    """the caller's parameters and averages are changed, by -= or by writing into their dictionaries: make new ones"""
    new, new_v = reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)
    return changed(parameters, new), changed(v, new_v)


@update_parameters_with_momentum.mistake
def average_changed_in_place(parameters, grads, v, beta, learning_rate):
    """the caller's v is changed, by v[...] = ... or *=: build a new dictionary for the new averages"""
    new, new_v = reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)
    v.update(new_v)
    return new, v


@update_parameters_with_momentum.mistake
def returned_the_other_way_round(parameters, grads, v, beta, learning_rate):
    """v comes back first: the parameters come first, then v"""
    return reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)[::-1]


@update_parameters_with_momentum.mistake
def step_remembered(parameters, grads, v, beta, learning_rate):
    """the learning rate and the minus are inside v, v = beta v - learning_rate (1 - beta) dW: here v averages gradients
    and nothing else, and the step is W - learning_rate * v
    """
    v = averaged(v, grads, beta, -learning_rate * (1 - beta))
    return moved(parameters, v, -1.0), v


@update_parameters_with_momentum.mistake
def step_remembered_in_full(parameters, grads, v, beta, learning_rate):
    """v holds steps, v = beta v - learning_rate dW, as in Keras: here v averages gradients and nothing else, and the
    step is W - learning_rate * v
    """
    v = averaged(v, grads, beta, -learning_rate)
    return moved(parameters, v, -1.0), v


@update_parameters_with_momentum.mistake
def weighed_rate_in_the_average(parameters, grads, v, beta, learning_rate):
    """the learning rate is multiplied into the gradient's share of v: here v averages gradients and nothing else, and
    the rate enters the step
    """
    v = averaged(v, grads, beta, learning_rate * (1 - beta))
    return moved(parameters, v, 1.0), v


@update_parameters_with_momentum.mistake
def rate_twice(parameters, grads, v, beta, learning_rate):
    """the learning rate is multiplied into v and into the step as well: it belongs into the step alone"""
    v = averaged(v, grads, beta, learning_rate * (1 - beta))
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def old_average_forgotten(parameters, grads, v, beta, learning_rate):
    """the old v is left out: v is (1 - beta) dW alone, and nothing is remembered"""
    v = averaged(v, grads, 0, 1 - beta)
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def old_average_in_full(parameters, grads, v, beta, learning_rate):
    """the old v is kept in full, v + (1 - beta) dW: it is multiplied by beta"""
    v = averaged(v, grads, 1, 1 - beta)
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def gradient_subtracted_in_the_average(parameters, grads, v, beta, learning_rate):
    """the gradient is subtracted in the average, v = beta v - (1 - beta) dW: it is added there, and the
    step subtracts
    """
    v = averaged(v, grads, beta, beta - 1)
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def average_never_changes(parameters, grads, v, beta, learning_rate):
    """v stays as it was, in the step and in what comes back: take the gradient into it first"""
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def plain_gradient_descent(parameters, grads, v, beta, learning_rate):
    """the step is that of gradient descent, and v stays as it was: take the gradient into v, then step along v"""
    return moved(parameters, grads, learning_rate), v


@update_parameters_with_momentum.mistake
def gradient_added_to_the_step(parameters, grads, v, beta, learning_rate):
    """the step goes along v and the gradient together: it goes along the new v alone"""
    v = averaged(v, grads, beta, 1 - beta)
    return moved(parameters, averaged(v, grads, 1, 1), learning_rate), v


@update_parameters_with_momentum.mistake
def share_in_the_step(parameters, grads, v, beta, learning_rate):
    """the step is multiplied by (1 - beta) once more: that factor belongs into the average alone"""
    return (
        moved(parameters, averaged(v, grads, beta, 1 - beta), learning_rate * (1 - beta)),
        averaged(v, grads, beta, 1 - beta),
    )


@update_parameters_with_momentum.mistake
def share_in_the_step_alone(parameters, grads, v, beta, learning_rate):
    """the factor (1 - beta) is in the step and not in the average: it weighs the gradient, in v"""
    v = averaged(v, grads, beta, 1)
    return moved(parameters, v, learning_rate * (1 - beta)), v


@update_parameters_with_momentum.mistake
def corrected_for_a_cold_start(parameters, grads, v, beta, learning_rate):
    """v is divided by 1 - beta before the step: that correction is Adam's, with a power of beta; momentum has none"""
    v = averaged(v, grads, beta, 1 - beta)
    return moved(parameters, v, learning_rate / (1 - beta)), v


@update_parameters_with_momentum.mistake
def squares_averaged(parameters, grads, v, beta, learning_rate):
    """the squares of the gradients are averaged: that is the s of RMSprop; v averages the gradients themselves"""
    v = {name: beta * v[name] + (1 - beta) * grads[name] ** 2 for name in v}
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def parameters_averaged(parameters, grads, v, beta, learning_rate):
    """the old v is exchanged for the parameter, beta W + (1 - beta) dW: the average goes on from the old v"""
    v = {f"d{name}": beta * value + (1 - beta) * grads[f"d{name}"] for name, value in parameters.items()}
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def paired_by_their_order(parameters, grads, v, beta, learning_rate):
    """parameters and gradients are paired by their order in the dictionaries, as by zip: pair them by their names"""
    pairs = zip(v.items(), grads.values(), strict=True)
    v = {name: beta * old + (1 - beta) * gradient for (name, old), gradient in pairs}
    return moved(parameters, v, learning_rate), v


@update_parameters_with_momentum.mistake
def returned_inside_the_loop(parameters, grads, v, beta, learning_rate):
    """only the first arrays are there: the `return` stands inside the loop, it belongs after it"""
    results = reference.update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)
    return tuple(first_alone(part) for part in results)


for mistake in UPDATES:
    update_parameters_with_momentum.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@update_parameters_with_momentum.right
def layer_by_layer(parameters, grads, v, beta, learning_rate):
    """Return the same from copies that are changed layer by layer, the average written as a correction."""
    new, new_v = dict(parameters), {}
    for layer in range(1, len(parameters) // 2 + 1):
        for name in (f"W{layer}", f"b{layer}"):
            key = "d" + name
            new_v[key] = v[key] + (1 - beta) * (grads[key] - v[key])
            new[name] = parameters[name] - learning_rate * new_v[key]
    return new, new_v


@update_parameters_with_momentum.right
def from_the_gradient(parameters, grads, v, beta, learning_rate):
    """Return the same, the average written as a way back from the gradient."""
    new_v = {name: gradient + beta * (v[name] - gradient) for name, gradient in grads.items()}
    return {name: value - learning_rate * new_v["d" + name] for name, value in parameters.items()}, new_v
