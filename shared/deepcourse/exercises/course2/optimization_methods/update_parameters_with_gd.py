"""Exercise 2: plain gradient descent, to have something to compare with."""

from deepcourse.exercises.course1.building_blocks.update_parameters import (
    biases_stay,
    changed_in_place,
    draw,
    edges,
    layer_by_layer,
    learning_rate_left_out,
    there_and_back,
    uphill,
    visible,
)
from deepcourse.exercises.course2.optimization_methods.networks import NOTEBOOK
from deepcourse.exercises.declaration import Exercise, Property, misconceptions
from deepcourse.nn import optimizers as reference

UPDATE_PARAMETERS_WITH_GD = Exercise(
    name="update_parameters_with_gd",
    notebook=NOTEBOOK,
    minutes=1,
    points_visible=1,
    points_hidden=2,
    reference=reference.update_parameters_with_gd,
    visible=visible,
    draw=draw,
    edges=edges,
    random_cases=3,
    properties=(Property("a step forth and back", there_and_back),),
    misconceptions=misconceptions(uphill, learning_rate_left_out, changed_in_place, biases_stay),
    alternatives=(layer_by_layer,),
    returns=("parameters",),
    hints=(
        "It is update_parameters of course 1: loop over the names in `parameters`.",
        'The gradient of parameters["W3"] is grads["dW3"], so the key is "d" + name.',
        'return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}',
    ),
)
