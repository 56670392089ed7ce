"""Exercises of course 1, week 4, notebook `deep_image_classifier`: a module each, in the order of the notebook.

trainings       data, and trainings with a known mistake, for the exercises on whole models
"""

from deepcourse.exercises.course1.deep_image_classifier.best_setting import BEST_SETTING
from deepcourse.exercises.course1.deep_image_classifier.l_layer_model import L_LAYER_MODEL
from deepcourse.exercises.course1.deep_image_classifier.parity_network import PARITY_NETWORK
from deepcourse.exercises.course1.deep_image_classifier.predict import PREDICT
from deepcourse.exercises.course1.deep_image_classifier.read_the_runs import READ_THE_RUNS
from deepcourse.exercises.course1.deep_image_classifier.two_layer_model import TWO_LAYER_MODEL

EXERCISES = (TWO_LAYER_MODEL, L_LAYER_MODEL, PREDICT, PARITY_NETWORK, BEST_SETTING, READ_THE_RUNS)
