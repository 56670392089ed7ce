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
from deepcourse.exercises.declaration import FunctionExercise
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

update_parameters_with_gd.visible(visible)
update_parameters_with_gd.draw(draw)
update_parameters_with_gd.edges(edges)
update_parameters_with_gd.property("a step forth and back")(there_and_back)
update_parameters_with_gd.mistake(uphill)
update_parameters_with_gd.mistake(learning_rate_left_out)
update_parameters_with_gd.mistake(changed_in_place)
update_parameters_with_gd.mistake(biases_stay)
update_parameters_with_gd.right(layer_by_layer)
