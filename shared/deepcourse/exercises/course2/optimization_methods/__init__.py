"""Exercises of course 2, week 2, notebook `optimization_methods`: a module each, in the order of the notebook.

networks        parameters, gradients and averages, for the cases of all of them
adam_mistakes   variants of Adam
trainings       trainings with a known mistake
"""

from deepcourse.exercises.course2.optimization_methods.adamw import ADAMW
from deepcourse.exercises.course2.optimization_methods.initialize_adam import INITIALIZE_ADAM
from deepcourse.exercises.course2.optimization_methods.initialize_rmsprop import INITIALIZE_RMSPROP
from deepcourse.exercises.course2.optimization_methods.initialize_velocity import INITIALIZE_VELOCITY
from deepcourse.exercises.course2.optimization_methods.model import MODEL
from deepcourse.exercises.course2.optimization_methods.nesterov import NESTEROV
from deepcourse.exercises.course2.optimization_methods.random_mini_batches import RANDOM_MINI_BATCHES
from deepcourse.exercises.course2.optimization_methods.read_the_race import READ_THE_RACE
from deepcourse.exercises.course2.optimization_methods.schedules import SCHEDULES
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_adam import UPDATE_PARAMETERS_WITH_ADAM
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_gd import UPDATE_PARAMETERS_WITH_GD
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_momentum import (
    UPDATE_PARAMETERS_WITH_MOMENTUM,
)
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_rmsprop import (
    UPDATE_PARAMETERS_WITH_RMSPROP,
)

EXERCISES = (
    RANDOM_MINI_BATCHES,
    UPDATE_PARAMETERS_WITH_GD,
    INITIALIZE_VELOCITY,
    UPDATE_PARAMETERS_WITH_MOMENTUM,
    NESTEROV,
    INITIALIZE_RMSPROP,
    UPDATE_PARAMETERS_WITH_RMSPROP,
    INITIALIZE_ADAM,
    UPDATE_PARAMETERS_WITH_ADAM,
    ADAMW,
    SCHEDULES,
    MODEL,
    READ_THE_RACE,
)
