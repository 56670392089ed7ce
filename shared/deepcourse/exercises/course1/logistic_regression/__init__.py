"""Exercises of course 1, week 2, notebook `logistic_regression`: a module each, in the order of the notebook.

neurons     random neurons with examples, for the cases of all of them
"""

from deepcourse.exercises.course1.logistic_regression.initialize_with_zeros import INITIALIZE_WITH_ZEROS
from deepcourse.exercises.course1.logistic_regression.log_likelihood import LOG_LIKELIHOOD
from deepcourse.exercises.course1.logistic_regression.model import MODEL
from deepcourse.exercises.course1.logistic_regression.optimize import OPTIMIZE
from deepcourse.exercises.course1.logistic_regression.predict import PREDICT
from deepcourse.exercises.course1.logistic_regression.propagate import PROPAGATE
from deepcourse.exercises.course1.logistic_regression.read_the_curves import READ_THE_CURVES

EXERCISES = (INITIALIZE_WITH_ZEROS, LOG_LIKELIHOOD, PROPAGATE, OPTIMIZE, PREDICT, MODEL, READ_THE_CURVES)
