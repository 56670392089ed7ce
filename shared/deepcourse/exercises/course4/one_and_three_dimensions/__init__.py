"""Exercises of course 4, week 4, notebook `one_and_three_dimensions`: a module each, in the order of the notebook.

signals         signals and filters for the cases of several of them
"""

from deepcourse.exercises.course4.one_and_three_dimensions.beat_filter import beat_filter
from deepcourse.exercises.course4.one_and_three_dimensions.causal_conv1d_forward import causal_conv1d_forward
from deepcourse.exercises.course4.one_and_three_dimensions.conv1d_forward import conv1d_forward
from deepcourse.exercises.course4.one_and_three_dimensions.conv3d_forward import conv3d_forward
from deepcourse.exercises.course4.one_and_three_dimensions.convolution_cost import convolution_cost
from deepcourse.exercises.course4.one_and_three_dimensions.dilations_for import dilations_for
from deepcourse.exercises.course4.one_and_three_dimensions.leaked_windows import leaked_windows
from deepcourse.exercises.course4.one_and_three_dimensions.lookahead import lookahead
from deepcourse.exercises.decision import DecisionExercise

read_the_dimensions = DecisionExercise.from_file(__name__, "read_the_dimensions")

EXERCISES = (
    conv1d_forward,
    beat_filter,
    causal_conv1d_forward,
    lookahead,
    dilations_for,
    leaked_windows,
    conv3d_forward,
    convolution_cost,
    read_the_dimensions,
)
