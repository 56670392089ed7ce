"""Exercises of course 1, week 4, notebook `building_blocks`: a module each, in the order of the notebook.

networks            random networks of any depth with examples, for the cases of all of them
dimension_slips     more mistakes of `check_dimensions`
"""

from deepcourse.exercises.course1.building_blocks.check_dimensions import check_dimensions
from deepcourse.exercises.course1.building_blocks.compute_cost import compute_cost
from deepcourse.exercises.course1.building_blocks.deep_backward import l_model_backward
from deepcourse.exercises.course1.building_blocks.deep_forward import l_model_forward
from deepcourse.exercises.course1.building_blocks.initialize_parameters_deep import initialize_parameters_deep
from deepcourse.exercises.course1.building_blocks.linear_activation_backward import linear_activation_backward
from deepcourse.exercises.course1.building_blocks.linear_activation_forward import linear_activation_forward
from deepcourse.exercises.course1.building_blocks.linear_backward import linear_backward
from deepcourse.exercises.course1.building_blocks.linear_forward import linear_forward
from deepcourse.exercises.course1.building_blocks.update_parameters import update_parameters
from deepcourse.exercises.decision import DecisionExercise

read_the_layers = DecisionExercise.from_file(__name__, "read_the_layers")

EXERCISES = (
    initialize_parameters_deep,
    linear_forward,
    linear_activation_forward,
    l_model_forward,
    check_dimensions,
    compute_cost,
    linear_backward,
    linear_activation_backward,
    l_model_backward,
    update_parameters,
    read_the_layers,
)
