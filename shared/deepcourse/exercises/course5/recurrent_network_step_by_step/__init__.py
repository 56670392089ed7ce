"""Exercises of course 5, week 1, notebook `recurrent_network_step_by_step`: a module each, in its order.

networks        parameters and sequences for the cases of all of them
"""

from deepcourse.exercises.course5.recurrent_network_step_by_step.encode_decode import encode_decode
from deepcourse.exercises.course5.recurrent_network_step_by_step.many_to_one import many_to_one
from deepcourse.exercises.course5.recurrent_network_step_by_step.one_to_many import one_to_many
from deepcourse.exercises.course5.recurrent_network_step_by_step.parts_by_distance import parts_by_distance
from deepcourse.exercises.course5.recurrent_network_step_by_step.rnn_backward import rnn_backward
from deepcourse.exercises.course5.recurrent_network_step_by_step.rnn_cell_backward import rnn_cell_backward
from deepcourse.exercises.course5.recurrent_network_step_by_step.rnn_cell_forward import rnn_cell_forward
from deepcourse.exercises.course5.recurrent_network_step_by_step.rnn_forward import rnn_forward
from deepcourse.exercises.course5.recurrent_network_step_by_step.telling_batch import telling_batch
from deepcourse.exercises.decision import DecisionExercise

read_the_memory = DecisionExercise.from_file(__name__, "read_the_memory")

EXERCISES = (
    rnn_cell_forward,
    rnn_forward,
    many_to_one,
    one_to_many,
    encode_decode,
    rnn_cell_backward,
    rnn_backward,
    telling_batch,
    parts_by_distance,
    read_the_memory,
)
