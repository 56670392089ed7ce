"""Exercises of course 4, week 3, notebook `localization_and_landmarks`: a module each, in the order of the notebook.

pictures        objects, targets and answers for the cases of several exercises
losses          the loss and its gradient with switches: for the mistakes of two exercises
"""

from deepcourse.exercises.course4.localization_and_landmarks.activate import activate
from deepcourse.exercises.course4.localization_and_landmarks.box_from_mask import box_from_mask
from deepcourse.exercises.course4.localization_and_landmarks.decode_output import decode_output
from deepcourse.exercises.course4.localization_and_landmarks.encode_target import encode_target
from deepcourse.exercises.course4.localization_and_landmarks.find_bug import find_bug
from deepcourse.exercises.course4.localization_and_landmarks.localization_gradient import localization_gradient
from deepcourse.exercises.course4.localization_and_landmarks.localization_loss import localization_loss
from deepcourse.exercises.course4.localization_and_landmarks.mirror_landmarks import mirror_landmarks
from deepcourse.exercises.decision import DecisionExercise

read_the_boxes = DecisionExercise.from_file(__name__, "read_the_boxes")

EXERCISES = (
    box_from_mask,
    encode_target,
    activate,
    decode_output,
    localization_loss,
    localization_gradient,
    find_bug,
    mirror_landmarks,
    read_the_boxes,
)
