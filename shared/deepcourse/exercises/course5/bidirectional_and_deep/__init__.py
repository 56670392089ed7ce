"""Exercises of course 5, week 1, notebook `bidirectional_and_deep`: a module each, in the order of the notebook.

sequences       sequences and recurrent layers for the cases of several of them
"""

from deepcourse.exercises.course5.bidirectional_and_deep.best_accuracy import best_accuracy
from deepcourse.exercises.course5.bidirectional_and_deep.bidirectional_backward import bidirectional_backward
from deepcourse.exercises.course5.bidirectional_and_deep.bidirectional_forward import bidirectional_forward
from deepcourse.exercises.course5.bidirectional_and_deep.deep_rnn_forward import deep_rnn_forward
from deepcourse.exercises.course5.bidirectional_and_deep.delay_needed import delay_needed
from deepcourse.exercises.course5.bidirectional_and_deep.final_states import final_states
from deepcourse.exercises.course5.bidirectional_and_deep.reverse_by_length import reverse_by_length
from deepcourse.exercises.course5.bidirectional_and_deep.sums_suffice import sums_suffice
from deepcourse.exercises.decision import DecisionExercise

read_the_taggers = DecisionExercise.from_file(__name__, "read_the_taggers")

EXERCISES = (
    best_accuracy,
    reverse_by_length,
    bidirectional_forward,
    bidirectional_backward,
    final_states,
    sums_suffice,
    deep_rnn_forward,
    delay_needed,
    read_the_taggers,
)
