"""Exercises of course 2, week 3, notebook `batch_normalization`: a module each, in the order of the notebook.

layers              random layers with their running statistics, for the cases of all of them
"""

from deepcourse.exercises.course2.batch_normalization.backward_steps import backward_steps
from deepcourse.exercises.course2.batch_normalization.batchnorm_backward import batchnorm_backward
from deepcourse.exercises.course2.batch_normalization.batchnorm_forward import batchnorm_forward
from deepcourse.exercises.course2.batch_normalization.fold_into_weights import fold_into_weights
from deepcourse.exercises.course2.batch_normalization.layer_forward import layer_forward
from deepcourse.exercises.course2.batch_normalization.normalize_units import normalize_units
from deepcourse.exercises.course2.batch_normalization.update_running import update_running
from deepcourse.exercises.decision import DecisionExercise

read_the_runs = DecisionExercise.from_file(__name__, "read_the_runs")

EXERCISES = (
    normalize_units,
    update_running,
    batchnorm_forward,
    backward_steps,
    batchnorm_backward,
    layer_forward,
    fold_into_weights,
    read_the_runs,
)
