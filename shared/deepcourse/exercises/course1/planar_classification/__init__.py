"""Exercises of course 1, week 3, notebook `planar_classification`: a module each, in the order of the notebook.

networks            random networks with examples, for the cases of all of them
activation_slopes   the four exercises on slopes of activation functions
"""

from deepcourse.exercises.course1.planar_classification.activation_slopes import (
    LEAKY_RELU_BACKWARD,
    RELU_BACKWARD,
    SIGMOID_BACKWARD,
    TANH_BACKWARD,
)
from deepcourse.exercises.course1.planar_classification.backward_propagation import BACKWARD_PROPAGATION
from deepcourse.exercises.course1.planar_classification.collapse_linear import COLLAPSE_LINEAR
from deepcourse.exercises.course1.planar_classification.compute_cost import COMPUTE_COST
from deepcourse.exercises.course1.planar_classification.forward_propagation import FORWARD_PROPAGATION
from deepcourse.exercises.course1.planar_classification.initialize_parameters import INITIALIZE_PARAMETERS
from deepcourse.exercises.course1.planar_classification.layer_sizes import LAYER_SIZES
from deepcourse.exercises.course1.planar_classification.nn_model import NN_MODEL
from deepcourse.exercises.course1.planar_classification.predict import PREDICT
from deepcourse.exercises.course1.planar_classification.read_the_experiments import READ_THE_EXPERIMENTS
from deepcourse.exercises.course1.planar_classification.update_parameters import UPDATE_PARAMETERS

EXERCISES = (
    LAYER_SIZES,
    INITIALIZE_PARAMETERS,
    FORWARD_PROPAGATION,
    COMPUTE_COST,
    TANH_BACKWARD,
    RELU_BACKWARD,
    LEAKY_RELU_BACKWARD,
    SIGMOID_BACKWARD,
    BACKWARD_PROPAGATION,
    UPDATE_PARAMETERS,
    NN_MODEL,
    PREDICT,
    COLLAPSE_LINEAR,
    READ_THE_EXPERIMENTS,
)
