"""Exercises of course 2, week 1, notebook `data_splits_and_diagnosis`: a module each, in the order of the notebook.

parts       random data to split, and what can be said of a split whatever its order
"""

from deepcourse.exercises.course2.data_splits_and_diagnosis.apply_normalizer import APPLY_NORMALIZER
from deepcourse.exercises.course2.data_splits_and_diagnosis.diagnose import DIAGNOSE
from deepcourse.exercises.course2.data_splits_and_diagnosis.fit_normalizer import FIT_NORMALIZER
from deepcourse.exercises.course2.data_splits_and_diagnosis.k_fold_indices import K_FOLD_INDICES
from deepcourse.exercises.course2.data_splits_and_diagnosis.largest_learning_rate import LARGEST_LEARNING_RATE
from deepcourse.exercises.course2.data_splits_and_diagnosis.next_actions import NEXT_ACTIONS
from deepcourse.exercises.course2.data_splits_and_diagnosis.read_the_learning_curves import READ_THE_LEARNING_CURVES
from deepcourse.exercises.course2.data_splits_and_diagnosis.recommended_fractions import RECOMMENDED_FRACTIONS
from deepcourse.exercises.course2.data_splits_and_diagnosis.split_train_dev_test import SPLIT_TRAIN_DEV_TEST
from deepcourse.exercises.course2.data_splits_and_diagnosis.standard_error import STANDARD_ERROR
from deepcourse.exercises.course2.data_splits_and_diagnosis.stratified_split import STRATIFIED_SPLIT

EXERCISES = (
    SPLIT_TRAIN_DEV_TEST,
    STANDARD_ERROR,
    RECOMMENDED_FRACTIONS,
    STRATIFIED_SPLIT,
    K_FOLD_INDICES,
    DIAGNOSE,
    NEXT_ACTIONS,
    FIT_NORMALIZER,
    APPLY_NORMALIZER,
    LARGEST_LEARNING_RATE,
    READ_THE_LEARNING_CURVES,
)
