"""Exercise 6: an average of squares that has seen nothing yet."""

from deepcourse.exercises.course2.optimization_methods.initialize_velocity import (
    HINTS,
    MISTAKES,
    draw,
    edges,
    layer_by_layer,
    the_first_average_is_empty,
    visible,
)
from deepcourse.exercises.course2.optimization_methods.networks import NOTEBOOK
from deepcourse.exercises.declaration import Exercise, Property, misconceptions
from deepcourse.nn import optimizers as reference

INITIALIZE_RMSPROP = Exercise(
    name="initialize_rmsprop",
    notebook=NOTEBOOK,
    minutes=1,
    points_visible=1,
    points_hidden=1,
    reference=reference.initialize_rmsprop,
    visible=visible,
    draw=draw,
    edges=edges,
    random_cases=3,
    properties=(Property("every entry is 0", the_first_average_is_empty),),
    misconceptions=misconceptions(*MISTAKES),
    alternatives=(layer_by_layer,),
    returns=("s",),
    hints=HINTS,
)
