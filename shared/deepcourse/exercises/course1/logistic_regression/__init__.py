"""Exercises of course 1, week 2, notebook `logistic_regression`: a module each, in the order of the notebook.

neurons             random neurons with examples, for the cases of all of them
propagate_slips     more mistakes of `propagate`
optimize_slips      more mistakes of `optimize`
"""

from deepcourse.exercises.course1.logistic_regression.initialize_with_zeros import initialize_with_zeros
from deepcourse.exercises.course1.logistic_regression.log_likelihood import log_likelihood
from deepcourse.exercises.course1.logistic_regression.model import model
from deepcourse.exercises.course1.logistic_regression.optimize import optimize
from deepcourse.exercises.course1.logistic_regression.predict import predict
from deepcourse.exercises.course1.logistic_regression.propagate import propagate
from deepcourse.exercises.decision import DecisionExercise

read_the_curves = DecisionExercise.from_file(__name__, "read_the_curves")

EXERCISES = (initialize_with_zeros, log_likelihood, propagate, optimize, predict, model, read_the_curves)
