"""Exercises of course 5, week 3, notebook `trigger_word`: a module each, in the order of the notebook.

heard           probabilities, alarms and words for the cases of several of them
"""

from deepcourse.exercises.course5.trigger_word.best_threshold import best_threshold
from deepcourse.exercises.course5.trigger_word.detections import detections
from deepcourse.exercises.course5.trigger_word.insert_clip import insert_clip
from deepcourse.exercises.course5.trigger_word.is_overlapping import is_overlapping
from deepcourse.exercises.course5.trigger_word.label_after import label_after
from deepcourse.exercises.course5.trigger_word.output_step import output_step
from deepcourse.exercises.course5.trigger_word.precision_recall import precision_recall
from deepcourse.exercises.course5.trigger_word.scene_faults import scene_faults
from deepcourse.exercises.decision import DecisionExercise

read_the_detector = DecisionExercise.from_file(__name__, "read_the_detector")

EXERCISES = (
    is_overlapping,
    insert_clip,
    output_step,
    label_after,
    scene_faults,
    detections,
    precision_recall,
    best_threshold,
    read_the_detector,
)
