"""Exercises of course 5, week 3, notebook `speech_and_ctc`: a module each, in the order of the notebook.

columns         log-probabilities and texts for the cases of several of them
beam_mistakes   what goes wrong in a prefix beam
"""

from deepcourse.exercises.course5.speech_and_ctc.collapse import collapse
from deepcourse.exercises.course5.speech_and_ctc.ctc_loss import ctc_loss
from deepcourse.exercises.course5.speech_and_ctc.forward_sums import forward_sums
from deepcourse.exercises.course5.speech_and_ctc.greedy_decode import greedy_decode
from deepcourse.exercises.course5.speech_and_ctc.largest_stride import largest_stride
from deepcourse.exercises.course5.speech_and_ctc.least_steps import least_steps
from deepcourse.exercises.course5.speech_and_ctc.number_of_paths import number_of_paths
from deepcourse.exercises.course5.speech_and_ctc.prefix_beam import prefix_beam
from deepcourse.exercises.decision import DecisionExercise

read_the_letters = DecisionExercise.from_file(__name__, "read_the_letters")

EXERCISES = (
    collapse,
    least_steps,
    number_of_paths,
    forward_sums,
    ctc_loss,
    greedy_decode,
    prefix_beam,
    largest_stride,
    read_the_letters,
)
