"""Exercises of course 4, week 3, notebook `yolo`: a module each, in the order of the notebook.

boxes                   boxes, scores and answers of a network for the cases of several exercises
grid_mistakes           the target with switches, and mistakes in the numbers of a box
loss_mistakes           the loss with switches, and its mistakes
precision_mistakes      average precision with switches, and its mistakes
"""

from deepcourse.exercises.course4.yolo.assign_anchors import assign_anchors
from deepcourse.exercises.course4.yolo.average_precision import average_precision
from deepcourse.exercises.course4.yolo.decode_grid import decode_grid
from deepcourse.exercises.course4.yolo.encode_grid import encode_grid
from deepcourse.exercises.course4.yolo.iou import iou
from deepcourse.exercises.course4.yolo.non_max_suppression import non_max_suppression
from deepcourse.exercises.course4.yolo.reviving_boxes import reviving_boxes
from deepcourse.exercises.course4.yolo.yolo_filter_boxes import yolo_filter_boxes
from deepcourse.exercises.course4.yolo.yolo_loss import yolo_loss
from deepcourse.exercises.decision import DecisionExercise

read_the_detector = DecisionExercise.from_file(__name__, "read_the_detector")

EXERCISES = (
    iou,
    assign_anchors,
    encode_grid,
    decode_grid,
    yolo_loss,
    yolo_filter_boxes,
    non_max_suppression,
    reviving_boxes,
    average_precision,
    read_the_detector,
)
