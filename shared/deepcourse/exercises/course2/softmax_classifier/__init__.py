"""Exercises of course 2, week 3, notebook `softmax_classifier`: a module each, in the order of the notebook.

scores      random scores, probabilities and labels, for the cases of all of them
"""

from deepcourse.exercises.course2.softmax_classifier.cross_entropy import CROSS_ENTROPY
from deepcourse.exercises.course2.softmax_classifier.cross_entropy_from_scores import CROSS_ENTROPY_FROM_SCORES
from deepcourse.exercises.course2.softmax_classifier.one_hot import ONE_HOT
from deepcourse.exercises.course2.softmax_classifier.read_the_digits import READ_THE_DIGITS
from deepcourse.exercises.course2.softmax_classifier.softmax import SOFTMAX
from deepcourse.exercises.course2.softmax_classifier.softmax_backward import SOFTMAX_BACKWARD
from deepcourse.exercises.course2.softmax_classifier.softmax_jacobian import SOFTMAX_JACOBIAN
from deepcourse.exercises.course2.softmax_classifier.softmax_regression import SOFTMAX_REGRESSION
from deepcourse.exercises.course2.softmax_classifier.top_k_accuracy import TOP_K_ACCURACY

EXERCISES = (
    SOFTMAX,
    ONE_HOT,
    CROSS_ENTROPY,
    CROSS_ENTROPY_FROM_SCORES,
    SOFTMAX_JACOBIAN,
    SOFTMAX_BACKWARD,
    SOFTMAX_REGRESSION,
    TOP_K_ACCURACY,
    READ_THE_DIGITS,
)
