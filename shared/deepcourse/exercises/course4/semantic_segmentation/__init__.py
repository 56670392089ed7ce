"""Exercises of course 4, week 3, notebook `semantic_segmentation`: a module each, in the order of the notebook.

masks           masks for the cases of several exercises
layers          pictures and filters for the cases of transposed convolutions, and the layer with switches
pairs           pairs of functions, of which some are each other's transpose
unet_parts      parts of U-Nets, made from plain numbers
"""

from deepcourse.exercises.course4.semantic_segmentation.iou_per_class import iou_per_class
from deepcourse.exercises.course4.semantic_segmentation.is_transpose import is_transpose
from deepcourse.exercises.course4.semantic_segmentation.overlap_counts import overlap_counts
from deepcourse.exercises.course4.semantic_segmentation.pixel_cross_entropy import pixel_cross_entropy
from deepcourse.exercises.course4.semantic_segmentation.shrink_masks import shrink_masks
from deepcourse.exercises.course4.semantic_segmentation.transpose_conv_backward import transpose_conv_backward
from deepcourse.exercises.course4.semantic_segmentation.transpose_conv_forward import transpose_conv_forward
from deepcourse.exercises.course4.semantic_segmentation.unet_forward import unet_forward
from deepcourse.exercises.decision import DecisionExercise

read_the_scenes = DecisionExercise.from_file(__name__, "read_the_scenes")

EXERCISES = (
    iou_per_class,
    shrink_masks,
    transpose_conv_forward,
    overlap_counts,
    transpose_conv_backward,
    is_transpose,
    unet_forward,
    pixel_cross_entropy,
    read_the_scenes,
)
