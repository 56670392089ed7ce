"""Exercise 6: an average of squares that has seen nothing yet."""

from deepcourse.exercises.course2.optimization_methods.initialize_velocity import (
    HINTS,
    draw,
    edges,
    initialize_velocity,
    layer_by_layer,
    the_first_average_is_empty,
    visible,
)
from deepcourse.exercises.declaration import FunctionExercise
from deepcourse.nn import optimizers as reference

initialize_rmsprop = FunctionExercise(
    __name__,
    reference=reference.initialize_rmsprop,
    minutes=1,
    points_visible=1,
    points_hidden=1,
    random_cases=3,
    returns=("s",),
    hints=HINTS,
)

initialize_rmsprop.visible(visible)
initialize_rmsprop.draw(draw)
initialize_rmsprop.edges(edges)
initialize_rmsprop.property("every entry is 0")(the_first_average_is_empty)


for misconception in initialize_velocity.misconceptions:
    initialize_rmsprop.mistake(misconception.variant)


initialize_rmsprop.right(layer_by_layer)
