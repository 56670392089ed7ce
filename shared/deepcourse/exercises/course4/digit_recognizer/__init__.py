"""Exercises of course 4, week 1, notebook `digit_recognizer`: a module each, in the order of the notebook.

networks        small pictures, labels and parameters for the cases of several exercises
chains          the chain of layers and its backward pass, with switches: for the mistakes of several exercises
"""

from deepcourse.exercises.course4.digit_recognizer.confusion import confusion
from deepcourse.exercises.course4.digit_recognizer.flatten import flatten
from deepcourse.exercises.course4.digit_recognizer.layer_table import layer_table
from deepcourse.exercises.course4.digit_recognizer.lenet_backward import lenet_backward
from deepcourse.exercises.course4.digit_recognizer.lenet_forward import lenet_forward
from deepcourse.exercises.course4.digit_recognizer.predict import predict
from deepcourse.exercises.course4.digit_recognizer.small_network import small_network
from deepcourse.exercises.course4.digit_recognizer.to_pictures import to_pictures
from deepcourse.exercises.course4.digit_recognizer.train_epoch import train_epoch
from deepcourse.exercises.decision import DecisionExercise

read_the_shifts = DecisionExercise.from_file(__name__, "read_the_shifts")

EXERCISES = (
    layer_table,
    to_pictures,
    flatten,
    lenet_forward,
    lenet_backward,
    train_epoch,
    predict,
    confusion,
    small_network,
    read_the_shifts,
)
