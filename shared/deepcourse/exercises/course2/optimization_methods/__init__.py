"""Exercises of course 2, week 2, notebook `optimization_methods`: a module each, in the order of the notebook.

networks        parameters, gradients and averages, for the cases of all of them
adam_mistakes   variants of Adam
trainings       trainings with a known mistake
"""

from deepcourse.exercises.course2.optimization_methods.adamw import adamw
from deepcourse.exercises.course2.optimization_methods.initialize_adam import initialize_adam
from deepcourse.exercises.course2.optimization_methods.initialize_rmsprop import initialize_rmsprop
from deepcourse.exercises.course2.optimization_methods.initialize_velocity import initialize_velocity
from deepcourse.exercises.course2.optimization_methods.model import model
from deepcourse.exercises.course2.optimization_methods.nesterov import nesterov
from deepcourse.exercises.course2.optimization_methods.random_mini_batches import random_mini_batches
from deepcourse.exercises.course2.optimization_methods.schedules import schedules
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_adam import update_parameters_with_adam
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_gd import update_parameters_with_gd
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_momentum import (
    update_parameters_with_momentum,
)
from deepcourse.exercises.course2.optimization_methods.update_parameters_with_rmsprop import (
    update_parameters_with_rmsprop,
)
from deepcourse.exercises.decision import DecisionExercise

read_the_race = DecisionExercise.from_file(__name__, "read_the_race")

EXERCISES = (
    random_mini_batches,
    update_parameters_with_gd,
    initialize_velocity,
    update_parameters_with_momentum,
    nesterov,
    initialize_rmsprop,
    update_parameters_with_rmsprop,
    initialize_adam,
    update_parameters_with_adam,
    adamw,
    schedules,
    model,
    read_the_race,
)
