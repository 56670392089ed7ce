"""Exercises of course 2, week 3, notebook `batch_normalization`: a module each, in the order of the notebook.

layers              random layers with their running statistics, for the cases of all of them
"""

from deepcourse.exercises.course2.batch_normalization.backward_steps import BACKWARD_STEPS
from deepcourse.exercises.course2.batch_normalization.batchnorm_backward import BATCHNORM_BACKWARD
from deepcourse.exercises.course2.batch_normalization.batchnorm_forward import BATCHNORM_FORWARD
from deepcourse.exercises.course2.batch_normalization.fold_into_weights import FOLD_INTO_WEIGHTS
from deepcourse.exercises.course2.batch_normalization.layer_forward import LAYER_FORWARD
from deepcourse.exercises.course2.batch_normalization.normalize_units import NORMALIZE_UNITS
from deepcourse.exercises.course2.batch_normalization.read_the_runs import READ_THE_RUNS
from deepcourse.exercises.course2.batch_normalization.update_running import UPDATE_RUNNING

EXERCISES = (
    NORMALIZE_UNITS,
    UPDATE_RUNNING,
    BATCHNORM_FORWARD,
    BACKWARD_STEPS,
    BATCHNORM_BACKWARD,
    LAYER_FORWARD,
    FOLD_INTO_WEIGHTS,
    READ_THE_RUNS,
)
