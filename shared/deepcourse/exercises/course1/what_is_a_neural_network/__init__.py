"""Exercises of course 1, week 1, notebook `what_is_a_neural_network`: a module each, in the order of the notebook."""

from deepcourse.exercises.course1.what_is_a_neural_network.choose_architecture import CHOOSE_ARCHITECTURE
from deepcourse.exercises.course1.what_is_a_neural_network.layer_of_neurons import LAYER_OF_NEURONS
from deepcourse.exercises.course1.what_is_a_neural_network.read_the_experiment import READ_THE_EXPERIMENT
from deepcourse.exercises.course1.what_is_a_neural_network.relu_neuron import RELU_NEURON
from deepcourse.exercises.course1.what_is_a_neural_network.saturation_ratio import SATURATION_RATIO

EXERCISES = (RELU_NEURON, LAYER_OF_NEURONS, CHOOSE_ARCHITECTURE, SATURATION_RATIO, READ_THE_EXPERIMENT)
