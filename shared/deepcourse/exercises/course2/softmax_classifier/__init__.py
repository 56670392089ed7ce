"""Exercises of course 2, week 3, notebook `softmax_classifier`: a module each, in the order of the notebook.

scores      random scores, probabilities and labels, for the cases of all of them
"""

from deepcourse.exercises.course2.softmax_classifier.cross_entropy import cross_entropy
from deepcourse.exercises.course2.softmax_classifier.cross_entropy_from_scores import cross_entropy_from_scores
from deepcourse.exercises.course2.softmax_classifier.one_hot import one_hot
from deepcourse.exercises.course2.softmax_classifier.softmax import softmax
from deepcourse.exercises.course2.softmax_classifier.softmax_backward import softmax_backward
from deepcourse.exercises.course2.softmax_classifier.softmax_jacobian import softmax_jacobian
from deepcourse.exercises.course2.softmax_classifier.softmax_regression import softmax_regression
from deepcourse.exercises.course2.softmax_classifier.top_k_accuracy import top_k_accuracy
from deepcourse.exercises.decision import DecisionExercise

read_the_digits = DecisionExercise.from_file(__name__, "read_the_digits")

EXERCISES = (
    softmax,
    one_hot,
    cross_entropy,
    cross_entropy_from_scores,
    softmax_jacobian,
    softmax_backward,
    softmax_regression,
    top_k_accuracy,
    read_the_digits,
)
