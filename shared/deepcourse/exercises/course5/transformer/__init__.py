"""Exercises of course 5, week 4, notebook `transformer`: a module each, in the order of the notebook."""

from deepcourse.exercises.course5.transformer.base_parameters import base_parameters
from deepcourse.exercises.course5.transformer.encoder_block_forward import encoder_block_forward
from deepcourse.exercises.course5.transformer.feed_forward_forward import feed_forward_forward
from deepcourse.exercises.course5.transformer.find_faults import find_faults
from deepcourse.exercises.course5.transformer.layer_norm_backward import layer_norm_backward
from deepcourse.exercises.course5.transformer.layer_norm_forward import layer_norm_forward
from deepcourse.exercises.course5.transformer.smoothed_cost import smoothed_cost
from deepcourse.exercises.course5.transformer.warm_up_rate import warm_up_rate
from deepcourse.exercises.decision import DecisionExercise

read_the_blocks = DecisionExercise.from_file(__name__, "read_the_blocks")

EXERCISES = (
    layer_norm_forward,
    layer_norm_backward,
    feed_forward_forward,
    encoder_block_forward,
    find_faults,
    smoothed_cost,
    warm_up_rate,
    base_parameters,
    read_the_blocks,
)
