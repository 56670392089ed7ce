"""Exercises of course 1, week 3, notebook `planar_classification`: a module each, in the order of the notebook.

networks            random networks with examples, for the cases of all of them
activation_slopes   the four exercises on slopes of activation functions
slope_slips         more of their mistakes
backward_slips      more mistakes of `backward_propagation`
"""

from deepcourse.exercises.course1.planar_classification.activation_slopes import (
    leaky_relu_backward,
    relu_backward,
    sigmoid_backward,
    tanh_backward,
)
from deepcourse.exercises.course1.planar_classification.backward_propagation import backward_propagation
from deepcourse.exercises.course1.planar_classification.collapse_linear import collapse_linear
from deepcourse.exercises.course1.planar_classification.compute_cost import compute_cost
from deepcourse.exercises.course1.planar_classification.forward_propagation import forward_propagation
from deepcourse.exercises.course1.planar_classification.initialize_parameters import initialize_parameters
from deepcourse.exercises.course1.planar_classification.layer_sizes import layer_sizes
from deepcourse.exercises.course1.planar_classification.nn_model import nn_model
from deepcourse.exercises.course1.planar_classification.predict import predict
from deepcourse.exercises.course1.planar_classification.update_parameters import update_parameters
from deepcourse.exercises.decision import DecisionExercise

read_the_experiments = DecisionExercise.from_file(__name__, "read_the_experiments")

EXERCISES = (
    layer_sizes,
    initialize_parameters,
    forward_propagation,
    compute_cost,
    tanh_backward,
    relu_backward,
    leaky_relu_backward,
    sigmoid_backward,
    backward_propagation,
    update_parameters,
    nn_model,
    predict,
    collapse_linear,
    read_the_experiments,
)
