"""Exercises of course 1, week 4, notebook `building_blocks`: a module each, in the order of the notebook.

networks            random networks of any depth with examples, for the cases of all of them
"""

from deepcourse.exercises.course1.building_blocks.check_dimensions import CHECK_DIMENSIONS
from deepcourse.exercises.course1.building_blocks.compute_cost import COMPUTE_COST
from deepcourse.exercises.course1.building_blocks.deep_backward import L_MODEL_BACKWARD
from deepcourse.exercises.course1.building_blocks.deep_forward import L_MODEL_FORWARD
from deepcourse.exercises.course1.building_blocks.initialize_parameters_deep import INITIALIZE_PARAMETERS_DEEP
from deepcourse.exercises.course1.building_blocks.linear_activation_backward import LINEAR_ACTIVATION_BACKWARD
from deepcourse.exercises.course1.building_blocks.linear_activation_forward import LINEAR_ACTIVATION_FORWARD
from deepcourse.exercises.course1.building_blocks.linear_backward import LINEAR_BACKWARD
from deepcourse.exercises.course1.building_blocks.linear_forward import LINEAR_FORWARD
from deepcourse.exercises.course1.building_blocks.read_the_layers import READ_THE_LAYERS
from deepcourse.exercises.course1.building_blocks.update_parameters import UPDATE_PARAMETERS

EXERCISES = (
    INITIALIZE_PARAMETERS_DEEP,
    LINEAR_FORWARD,
    LINEAR_ACTIVATION_FORWARD,
    L_MODEL_FORWARD,
    CHECK_DIMENSIONS,
    COMPUTE_COST,
    LINEAR_BACKWARD,
    LINEAR_ACTIVATION_BACKWARD,
    L_MODEL_BACKWARD,
    UPDATE_PARAMETERS,
    READ_THE_LAYERS,
)
