"""Exercises of course 2, week 1, notebook `data_splits_and_diagnosis`: a module each, in the order of the notebook.

parts       random data to split, and what can be said of a split whatever its order
"""

from deepcourse.exercises.course2.data_splits_and_diagnosis.apply_normalizer import apply_normalizer
from deepcourse.exercises.course2.data_splits_and_diagnosis.diagnose import diagnose
from deepcourse.exercises.course2.data_splits_and_diagnosis.fit_normalizer import fit_normalizer
from deepcourse.exercises.course2.data_splits_and_diagnosis.k_fold_indices import k_fold_indices
from deepcourse.exercises.course2.data_splits_and_diagnosis.largest_learning_rate import largest_learning_rate
from deepcourse.exercises.course2.data_splits_and_diagnosis.next_actions import next_actions
from deepcourse.exercises.course2.data_splits_and_diagnosis.recommended_fractions import recommended_fractions
from deepcourse.exercises.course2.data_splits_and_diagnosis.split_train_dev_test import split_train_dev_test
from deepcourse.exercises.course2.data_splits_and_diagnosis.standard_error import standard_error
from deepcourse.exercises.course2.data_splits_and_diagnosis.stratified_split import stratified_split
from deepcourse.exercises.decision import DecisionExercise

read_the_learning_curves = DecisionExercise.from_file(__name__, "read_the_learning_curves")

EXERCISES = (
    split_train_dev_test,
    standard_error,
    recommended_fractions,
    stratified_split,
    k_fold_indices,
    diagnose,
    next_actions,
    fit_normalizer,
    apply_normalizer,
    largest_learning_rate,
    read_the_learning_curves,
)
