"""Exercises of course 4, week 1, notebook `convolution_step_by_step`: a module each, in the order of the notebook.

layers          pictures, filters and biases for the cases of all of them
slides          ways to slide a window that go wrong, for the mistakes of several exercises
"""

from deepcourse.exercises.course4.convolution_step_by_step.backward_as_convolution import backward_as_convolution
from deepcourse.exercises.course4.convolution_step_by_step.conv_backward import conv_backward
from deepcourse.exercises.course4.convolution_step_by_step.conv_forward import conv_forward
from deepcourse.exercises.course4.convolution_step_by_step.conv_forward_fast import conv_forward_fast
from deepcourse.exercises.course4.convolution_step_by_step.conv_single_step import conv_single_step
from deepcourse.exercises.course4.convolution_step_by_step.count_parameters import count_parameters
from deepcourse.exercises.course4.convolution_step_by_step.create_mask_from_window import create_mask_from_window
from deepcourse.exercises.course4.convolution_step_by_step.distribute_value import distribute_value
from deepcourse.exercises.course4.convolution_step_by_step.pool_backward import pool_backward
from deepcourse.exercises.course4.convolution_step_by_step.pool_forward import pool_forward
from deepcourse.exercises.course4.convolution_step_by_step.telling_input import telling_input
from deepcourse.exercises.course4.convolution_step_by_step.zero_pad import zero_pad
from deepcourse.exercises.decision import DecisionExercise

read_the_gradients = DecisionExercise.from_file(__name__, "read_the_gradients")

EXERCISES = (
    zero_pad,
    conv_single_step,
    conv_forward,
    telling_input,
    conv_forward_fast,
    count_parameters,
    pool_forward,
    conv_backward,
    backward_as_convolution,
    create_mask_from_window,
    distribute_value,
    pool_backward,
    read_the_gradients,
)
