"""Exercises of course 4, week 2, notebook `residual_networks`: a module each, in the order of the notebook.

pictures        pictures and parameters for the cases of several of them
"""

from deepcourse.exercises.course4.residual_networks.bottleneck_cost import bottleneck_cost
from deepcourse.exercises.course4.residual_networks.breaks_identity import breaks_identity
from deepcourse.exercises.course4.residual_networks.gradient_by_paths import gradient_by_paths
from deepcourse.exercises.course4.residual_networks.identity_block_parameters import identity_block_parameters
from deepcourse.exercises.course4.residual_networks.projection_shortcut import projection_shortcut
from deepcourse.exercises.course4.residual_networks.projection_shortcut_backward import projection_shortcut_backward
from deepcourse.exercises.course4.residual_networks.residual_block_backward import residual_block_backward
from deepcourse.exercises.course4.residual_networks.residual_block_forward import residual_block_forward
from deepcourse.exercises.decision import DecisionExercise

read_the_depths = DecisionExercise.from_file(__name__, "read_the_depths")

EXERCISES = (
    residual_block_forward,
    identity_block_parameters,
    breaks_identity,
    residual_block_backward,
    gradient_by_paths,
    projection_shortcut,
    projection_shortcut_backward,
    bottleneck_cost,
    read_the_depths,
)
