"""Exercise 2: plain gradient descent, to have something to compare with."""

import numpy as np

from deepcourse.exercises.course1.building_blocks.update_parameters import (
    biases_stay,
    changed_in_place,
    draw,
    edges,
    layer_by_layer,
    learning_rate_left_out,
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
