"""Exercises of course 2, week 1, notebook `gradient_checking`: a module each, in the order of the notebook.

cases       functions to nudge, networks and gradients to check, for the cases of all of them
nudges      wrong ways to nudge, for the mistakes of several exercises
"""

from deepcourse.exercises.course2.gradient_checking.best_epsilon import best_epsilon
from deepcourse.exercises.course2.gradient_checking.gradient_check import gradient_check
from deepcourse.exercises.course2.gradient_checking.gradient_check_l2 import gradient_check_l2
from deepcourse.exercises.course2.gradient_checking.gradient_check_n import gradient_check_n
from deepcourse.exercises.course2.gradient_checking.locate_bug import locate_bug
from deepcourse.exercises.course2.gradient_checking.measured_order import measured_order
from deepcourse.exercises.course2.gradient_checking.numerical_gradient import numerical_gradient
from deepcourse.exercises.course2.gradient_checking.parameters_to_vector import parameters_to_vector
from deepcourse.exercises.course2.gradient_checking.relative_difference import relative_difference
from deepcourse.exercises.course2.gradient_checking.vector_to_parameters import vector_to_parameters
from deepcourse.exercises.decision import DecisionExercise

read_the_checks = DecisionExercise.from_file(__name__, "read_the_checks")

EXERCISES = (
    measured_order,
    best_epsilon,
    numerical_gradient,
    relative_difference,
    gradient_check,
    parameters_to_vector,
    vector_to_parameters,
    gradient_check_n,
    locate_bug,
    gradient_check_l2,
    read_the_checks,
)
