"""Exercises of course 1, week 1, notebook `what_is_a_neural_network`: a module each, in the order of the notebook."""

from deepcourse.exercises.course1.what_is_a_neural_network.layer_of_neurons import layer_of_neurons
from deepcourse.exercises.course1.what_is_a_neural_network.relu_neuron import relu_neuron
from deepcourse.exercises.course1.what_is_a_neural_network.saturation_ratio import saturation_ratio
from deepcourse.exercises.decision import DecisionExercise

choose_architecture = DecisionExercise.from_file(__name__, "choose_architecture")

read_the_experiment = DecisionExercise.from_file(__name__, "read_the_experiment")

EXERCISES = (relu_neuron, layer_of_neurons, choose_architecture, saturation_ratio, read_the_experiment)
