"""Exercises of course 2, week 1, notebook `regularization`: a module each, in the order of the notebook.

networks            random networks with examples, for the cases of all of them
"""

from deepcourse.exercises.course2.regularization.augment_flip_shift import AUGMENT_FLIP_SHIFT
from deepcourse.exercises.course2.regularization.backward_propagation_with_dropout import (
    BACKWARD_PROPAGATION_WITH_DROPOUT,
)
from deepcourse.exercises.course2.regularization.backward_propagation_with_regularization import (
    BACKWARD_PROPAGATION_WITH_REGULARIZATION,
)
from deepcourse.exercises.course2.regularization.compute_cost_with_regularization import (
    COMPUTE_COST_WITH_REGULARIZATION,
)
from deepcourse.exercises.course2.regularization.early_stopping import EARLY_STOPPING
from deepcourse.exercises.course2.regularization.evaluate import EVALUATE
from deepcourse.exercises.course2.regularization.forward_propagation_with_dropout import (
    FORWARD_PROPAGATION_WITH_DROPOUT,
)
from deepcourse.exercises.course2.regularization.l1_penalty import L1_PENALTY
from deepcourse.exercises.course2.regularization.read_the_contest import READ_THE_CONTEST

EXERCISES = (
    COMPUTE_COST_WITH_REGULARIZATION,
    BACKWARD_PROPAGATION_WITH_REGULARIZATION,
    L1_PENALTY,
    FORWARD_PROPAGATION_WITH_DROPOUT,
    BACKWARD_PROPAGATION_WITH_DROPOUT,
    EVALUATE,
    AUGMENT_FLIP_SHIFT,
    EARLY_STOPPING,
    READ_THE_CONTEST,
)
