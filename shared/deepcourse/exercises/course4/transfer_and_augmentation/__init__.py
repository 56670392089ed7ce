"""Exercises of course 4, week 2, notebook `transfer_and_augmentation`: a module each, in the order of the notebook.

pictures        pictures for the cases of several of them
"""

from deepcourse.exercises.course4.transfer_and_augmentation.color_components import color_components
from deepcourse.exercises.course4.transfer_and_augmentation.color_shift import color_shift
from deepcourse.exercises.course4.transfer_and_augmentation.fine_tune_step import fine_tune_step
from deepcourse.exercises.course4.transfer_and_augmentation.hide_from_features import hide_from_features
from deepcourse.exercises.course4.transfer_and_augmentation.make_batch import make_batch
from deepcourse.exercises.course4.transfer_and_augmentation.mirror import mirror
from deepcourse.exercises.course4.transfer_and_augmentation.pca_color_augmentation import pca_color_augmentation
from deepcourse.exercises.course4.transfer_and_augmentation.random_crop import random_crop
from deepcourse.exercises.course4.transfer_and_augmentation.ten_crop_predict import ten_crop_predict
from deepcourse.exercises.decision import DecisionExercise

read_the_transfers = DecisionExercise.from_file(__name__, "read_the_transfers")

EXERCISES = (
    fine_tune_step,
    hide_from_features,
    mirror,
    random_crop,
    color_shift,
    color_components,
    pca_color_augmentation,
    make_batch,
    ten_crop_predict,
    read_the_transfers,
)
