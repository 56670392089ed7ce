"""Exercises of course 2, week 1, notebook `gradient_checking`: a module each, in the order of the notebook.

cases       functions to nudge, networks and gradients to check, for the cases of all of them
nudges      wrong ways to nudge, for the mistakes of several exercises
"""

from deepcourse.exercises.course2.gradient_checking.best_epsilon import BEST_EPSILON
from deepcourse.exercises.course2.gradient_checking.gradient_check import GRADIENT_CHECK
from deepcourse.exercises.course2.gradient_checking.gradient_check_l2 import GRADIENT_CHECK_L2
from deepcourse.exercises.course2.gradient_checking.gradient_check_n import GRADIENT_CHECK_N
from deepcourse.exercises.course2.gradient_checking.locate_bug import LOCATE_BUG
from deepcourse.exercises.course2.gradient_checking.measured_order import MEASURED_ORDER
from deepcourse.exercises.course2.gradient_checking.numerical_gradient import NUMERICAL_GRADIENT
from deepcourse.exercises.course2.gradient_checking.parameters_to_vector import PARAMETERS_TO_VECTOR
from deepcourse.exercises.course2.gradient_checking.read_the_checks import READ_THE_CHECKS
from deepcourse.exercises.course2.gradient_checking.relative_difference import RELATIVE_DIFFERENCE
from deepcourse.exercises.course2.gradient_checking.vector_to_parameters import VECTOR_TO_PARAMETERS

EXERCISES = (
    MEASURED_ORDER,
    BEST_EPSILON,
    NUMERICAL_GRADIENT,
    RELATIVE_DIFFERENCE,
    GRADIENT_CHECK,
    PARAMETERS_TO_VECTOR,
    VECTOR_TO_PARAMETERS,
    GRADIENT_CHECK_N,
    LOCATE_BUG,
    GRADIENT_CHECK_L2,
    READ_THE_CHECKS,
)
