"""Exercises of course 5, week 1, notebook `gated_units`: a module each, in the order of the notebook.

cells           parameters and inputs for the cases of several of them
"""

from deepcourse.exercises.course5.gated_units.forget_bias import forget_bias
from deepcourse.exercises.course5.gated_units.gru_cell_backward import gru_cell_backward
from deepcourse.exercises.course5.gated_units.gru_cell_forward import gru_cell_forward
from deepcourse.exercises.course5.gated_units.lstm_backward import lstm_backward
from deepcourse.exercises.course5.gated_units.lstm_cell_backward import lstm_cell_backward
from deepcourse.exercises.course5.gated_units.lstm_cell_forward import lstm_cell_forward
from deepcourse.exercises.course5.gated_units.lstm_forward import lstm_forward
from deepcourse.exercises.course5.gated_units.peephole_cell_forward import peephole_cell_forward
from deepcourse.exercises.course5.gated_units.stale_caches import stale_caches
from deepcourse.exercises.decision import DecisionExercise

read_the_memory = DecisionExercise.from_file(__name__, "read_the_memory")

EXERCISES = (
    gru_cell_forward,
    gru_cell_backward,
    forget_bias,
    lstm_cell_forward,
    peephole_cell_forward,
    lstm_forward,
    stale_caches,
    lstm_cell_backward,
    lstm_backward,
    read_the_memory,
)
