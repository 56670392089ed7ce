"""Exercises of course 4, week 3, notebook `sliding_windows`: a module each, in the order of the notebook.

classifiers     small classifiers and pictures for the cases of `probability_map`, and that pass with switches
"""

from deepcourse.exercises.course4.sliding_windows.break_equality import break_equality
from deepcourse.exercises.course4.sliding_windows.crop_windows import crop_windows
from deepcourse.exercises.course4.sliding_windows.dense_to_conv import dense_to_conv
from deepcourse.exercises.course4.sliding_windows.detect import detect
from deepcourse.exercises.course4.sliding_windows.probability_map import probability_map
from deepcourse.exercises.course4.sliding_windows.propose_boxes import propose_boxes
from deepcourse.exercises.course4.sliding_windows.segment import segment
from deepcourse.exercises.course4.sliding_windows.sweep import sweep
from deepcourse.exercises.decision import DecisionExercise

read_the_maps = DecisionExercise.from_file(__name__, "read_the_maps")

EXERCISES = (
    crop_windows,
    sweep,
    dense_to_conv,
    probability_map,
    detect,
    break_equality,
    segment,
    propose_boxes,
    read_the_maps,
)
