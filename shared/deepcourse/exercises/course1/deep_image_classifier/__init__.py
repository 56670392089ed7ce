"""Exercises of course 1, week 4, notebook `deep_image_classifier`: a module each, in the order of the notebook.

trainings       data, and trainings with a known mistake, for the exercises on whole models
"""

from deepcourse.exercises.course1.deep_image_classifier.best_setting import best_setting
from deepcourse.exercises.course1.deep_image_classifier.l_layer_model import l_layer_model
from deepcourse.exercises.course1.deep_image_classifier.parity_network import parity_network
from deepcourse.exercises.course1.deep_image_classifier.predict import predict
from deepcourse.exercises.course1.deep_image_classifier.two_layer_model import two_layer_model
from deepcourse.exercises.decision import DecisionExercise

read_the_runs = DecisionExercise.from_file(__name__, "read_the_runs")

EXERCISES = (two_layer_model, l_layer_model, predict, parity_network, best_setting, read_the_runs)
