"""Exercise 2: plain gradient descent, to have something to compare with."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.update_parameters import (
    biases_stay,
    changed_in_place,
    draw,
    edges,
    last_layer_stays,
    layer_by_layer,
    learning_rate_left_out,
    returned_inside_the_loop,
    step_of,
    there_and_back,
    uphill,
)
from deepcourse.exercises.course1.building_blocks.update_parameters import (
    case as named,
)
from deepcourse.exercises.course1.building_blocks.update_parameters import (
    visible as steps_of_course_1,
)
from deepcourse.exercises.course2.optimization_methods.names import UPDATES, first_alone, without_last_layer
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import optimizers as reference

update_parameters_with_gd = FunctionExercise(
    __name__,
    reference=reference.update_parameters_with_gd,
    minutes=1,
    points_visible=1,
    points_hidden=2,
    random_cases=3,
    returns=("parameters",),
    hints=(
        "It is update_parameters of course 1: loop over the names in `parameters`.",
        'The gradient of parameters["W3"] is grads["dW3"], so the key is "d" + name.',
        'return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}',
    ),
)


@update_parameters_with_gd.visible
def visible():
    """Return the steps of course 1, twelve layers, and gradients that come in another order."""
    rng = np.random.default_rng(11)
    parameters, grads, rate = step_of(rng, [3, 2, 1], 0.3)
    return [
        *steps_of_course_1(),
        named(rng, [2] + [1] * 12, 0.7),
        Case("the gradients come last layer first", (parameters, dict(reversed(grads.items())), rate)),
    ]


update_parameters_with_gd.draw(draw)
update_parameters_with_gd.edges(edges)
update_parameters_with_gd.property("a step forth and back")(there_and_back)
update_parameters_with_gd.mistake(uphill)
update_parameters_with_gd.mistake(learning_rate_left_out)
update_parameters_with_gd.mistake(changed_in_place)
update_parameters_with_gd.mistake(biases_stay)
update_parameters_with_gd.right(layer_by_layer)


@update_parameters_with_gd.mistake
def divided_by_the_rate(parameters, grads, learning_rate):
    """the gradient is divided by the learning rate: it is multiplied, and a small rate makes small steps"""
    return reference.update_parameters_with_gd(parameters, grads, 1 / (learning_rate or 1e-300))


@update_parameters_with_gd.mistake
def dictionary_begun_inside_the_loop(parameters, grads, learning_rate):
    """only the last array is left: the empty dictionary is made inside the loop, it belongs before it"""
    new = reference.update_parameters_with_gd(parameters, grads, learning_rate)
    return dict([list(new.items())[-1]])


@update_parameters_with_gd.mistake
def paired_by_their_order(parameters, grads, learning_rate):
    """parameters and gradients are paired by their order in the dictionaries, as by zip: pair them by their names"""
    return {
        name: value - learning_rate * g for (name, value), g in zip(parameters.items(), grads.values(), strict=True)
    }


@update_parameters_with_gd.mistake
def returned_at_once(parameters, grads, learning_rate):
    """only the first array is there: the `return` stands inside the loop, it belongs after it"""
    return first_alone(reference.update_parameters_with_gd(parameters, grads, learning_rate))


@update_parameters_with_gd.mistake
def last_layer_missing(parameters, grads, learning_rate):
    """the last layer is missing: range(1, L) stops at L - 1"""
    return without_last_layer(reference.update_parameters_with_gd(parameters, grads, learning_rate))


@update_parameters_with_gd.mistake
def step_alone(parameters, grads, learning_rate):
    """what comes back is the step, learning_rate * gradient: subtract it from the parameter"""
    return {name: learning_rate * grads[f"d{name}"] for name in parameters}


@update_parameters_with_gd.mistake
def shrunk_instead(parameters, grads, learning_rate):
    """the parameter is multiplied by the rate as well: it is W - learning_rate * dW, without brackets around W - dW"""
    return {name: learning_rate * (value - grads[f"d{name}"]) for name, value in parameters.items()}


@update_parameters_with_gd.mistake
def keys_of_gradients(parameters, grads, learning_rate):
    """the keys of the result are those of the gradients: they are those of the parameters"""
    new = reference.update_parameters_with_gd(parameters, grads, learning_rate)
    return {f"d{name}": value for name, value in new.items()}


@update_parameters_with_gd.mistake
def weights_stay(parameters, grads, learning_rate):
    """the weights keep their old values, and only the biases move: both are parameters"""
    new = reference.update_parameters_with_gd(parameters, grads, learning_rate)
    return new | {name: value for name, value in parameters.items() if name[0] == "W"}


update_parameters_with_gd.mistake(last_layer_stays)
update_parameters_with_gd.mistake(returned_inside_the_loop)
for mistake in UPDATES:
    update_parameters_with_gd.mistake(mistake)
