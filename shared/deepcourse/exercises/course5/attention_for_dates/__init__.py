"""Exercises of course 5, week 3, notebook `attention_for_dates`: a module each, in the order of the notebook.

looking         states, masks and parameters for the cases of several of them
"""

from deepcourse.exercises.course5.attention_for_dates.accuracies import accuracies
from deepcourse.exercises.course5.attention_for_dates.attention_backward import attention_backward
from deepcourse.exercises.course5.attention_for_dates.attention_weights import attention_weights
from deepcourse.exercises.course5.attention_for_dates.context import context
from deepcourse.exercises.course5.attention_for_dates.decode import decode
from deepcourse.exercises.course5.attention_for_dates.faults import faults
from deepcourse.exercises.course5.attention_for_dates.readings import readings
from deepcourse.exercises.decision import DecisionExercise

read_the_maps = DecisionExercise.from_file(__name__, "read_the_maps")

EXERCISES = (
    readings,
    accuracies,
    attention_weights,
    context,
    attention_backward,
    decode,
    faults,
    read_the_maps,
)
