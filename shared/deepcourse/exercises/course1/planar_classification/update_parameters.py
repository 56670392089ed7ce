"""Exercise 10: one step downhill."""

import numpy as np

from deepcourse.exercises.course1.planar_classification.networks import network
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import shallow_network as reference

update_parameters = FunctionExercise(
    __name__,
    reference=reference.update_parameters,
    minutes=3,
    points_visible=2,
    points_hidden=3,
    random_cases=3,
    returns=("parameters",),
    hints=(
        "Four updates of one form: new = old - learning_rate * gradient.",
        'The gradient of parameters["W1"] is grads["dW1"]; f"d{name}" makes the one name from the other.',
        'return {name: parameters[name] - learning_rate * grads["d" + name] for name in parameters}',
    ),
)


def step_of(rng, n_x, n_h, learning_rate, n_y=1):
    """Return the arguments for a random network, random gradients and a rate."""
    grads = {f"d{name}": value for name, value in network(rng, n_x, n_h, n_y).items()}
    return network(rng, n_x, n_h, n_y), grads, learning_rate


@update_parameters.visible
def visible():
    """Return networks of several sizes and rates, a rate of 0, and gradients of 0."""
    rng, parameters = np.random.default_rng(10), network(np.random.default_rng(11), 2, 3)
    nothing = {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}
    return [
        Case("2 inputs, 2 hidden units, rate 0.5", step_of(rng, 2, 2, 0.5)),
        Case("3 inputs, 4 hidden units, rate 1.2", step_of(rng, 3, 4, 1.2)),
        Case("2 inputs, 5 hidden units, rate 0.01", step_of(rng, 2, 5, 0.01)),
        Case("3 inputs, 2 hidden units, 2 outputs, rate 0.3", step_of(rng, 3, 2, 0.3, 2)),
        Case("a learning rate of 0", step_of(rng, 2, 3, 0.0)),
        Case("at the bottom: all gradients 0", (parameters, nothing, 0.7)),
        Case("one of everything", step_of(rng, 1, 1, 0.1)),
    ]


@update_parameters.draw
def draw(rng):
    """Return a case of random size and rate."""
    n_x, n_h = (int(n) for n in rng.integers(1, 7, size=2))
    return Case(f"{n_x} inputs, {n_h} hidden units", step_of(rng, n_x, n_h, float(rng.uniform(0.05, 3))))


@update_parameters.edges
def edges(rng):
    """Return a rate of 0, and gradients of 0."""
    parameters, grads, _ = step_of(rng, 2, 3, 1.0)
    nothing = {name: np.zeros_like(value) for name, value in grads.items()}
    return [
        Case("a learning rate of 0", (parameters, grads, 0.0)),
        Case("at the bottom: all gradients 0", (parameters, nothing, 0.7)),
        Case("one of everything", step_of(rng, 1, 1, 0.1)),
    ]


@update_parameters.property("a step forth and back")
def there_and_back(f, rng):
    """Return a sentence unless a step and the same step backwards lead to where it began."""
    parameters, grads, rate = step_of(rng, 3, 2, 0.3)
    back = f(f(parameters, grads, rate), {name: -value for name, value in grads.items()}, rate)
    far = [name for name in parameters if not np.allclose(back[name], parameters[name])]
    return f"a step forth and the same step back do not return {far[0]} to where it was" if far else None


# --- known mistakes -------------------------------------------------------------------------------------------------


@update_parameters.mistake
def uphill(parameters, grads, learning_rate):
    """the gradient is added instead of subtracted: that climbs the cost"""
    return reference.update_parameters(parameters, grads, -learning_rate)


@update_parameters.mistake
def learning_rate_left_out(parameters, grads, learning_rate):
    """the learning rate is left out: the step is the whole gradient"""
    return reference.update_parameters(parameters, grads, 1.0)


@update_parameters.mistake
def changed_in_place(parameters, grads, learning_rate):
    """the parameters of the caller are changed, by -= or by writing into their dictionary: make new arrays, in a new
    dictionary, and the old parameters live on
    """
    for name in parameters:
        parameters[name] -= learning_rate * grads[f"d{name}"]
    return parameters


@update_parameters.mistake
def biases_stay(parameters, grads, learning_rate):
    """b1 and b2 keep their old values: they are parameters like the weights, and learn too"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: parameters[name] for name in ("b1", "b2")}


@update_parameters.mistake
def first_layer_stays(parameters, grads, learning_rate):
    """W1 and b1 keep their old values: then the hidden units never learn"""
    moved = reference.update_parameters(parameters, grads, learning_rate)
    return moved | {name: parameters[name] for name in ("W1", "b1")}


@update_parameters.mistake
def rate_times_parameter(parameters, grads, learning_rate):
    """the learning rate is multiplied with the parameter: it is the gradient that it shortens"""
    return {name: value * learning_rate - grads[f"d{name}"] for name, value in parameters.items()}


@update_parameters.mistake
def learning_rate_fixed(parameters, grads, learning_rate):
    """the learning rate is fixed at 1.2: take the one that was given"""
    return reference.update_parameters(parameters, grads, 1.2)


# --- right, written differently -------------------------------------------------------------------------------------


@update_parameters.right
def line_by_line(parameters, grads, learning_rate):
    """Return a copy that is changed array by array."""
    new = {name: value.copy() for name, value in parameters.items()}
    for name in ("b2", "W2", "b1", "W1"):
        new[name] += -learning_rate * grads["d" + name]
    return new
