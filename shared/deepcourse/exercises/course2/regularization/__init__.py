"""Exercises of course 2, week 1, notebook `regularization`: a module each, in the order of the notebook.

networks            random networks with examples, for the cases of all of them
"""

from deepcourse.exercises.course2.regularization.augment_flip_shift import augment_flip_shift
from deepcourse.exercises.course2.regularization.backward_propagation_with_dropout import (
    backward_propagation_with_dropout,
)
from deepcourse.exercises.course2.regularization.backward_propagation_with_regularization import (
    backward_propagation_with_regularization,
)
from deepcourse.exercises.course2.regularization.compute_cost_with_regularization import (
    compute_cost_with_regularization,
)
from deepcourse.exercises.course2.regularization.early_stopping import early_stopping
from deepcourse.exercises.course2.regularization.evaluate import evaluate
from deepcourse.exercises.course2.regularization.forward_propagation_with_dropout import (
    forward_propagation_with_dropout,
)
from deepcourse.exercises.course2.regularization.l1_penalty import l1_penalty
from deepcourse.exercises.decision import DecisionExercise

read_the_contest = DecisionExercise.from_file(__name__, "read_the_contest")

EXERCISES = (
    compute_cost_with_regularization,
    backward_propagation_with_regularization,
    l1_penalty,
    forward_propagation_with_dropout,
    backward_propagation_with_dropout,
    evaluate,
    augment_flip_shift,
    early_stopping,
    read_the_contest,
)
