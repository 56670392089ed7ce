"""Exercises of course 5, week 2, notebook `sentiment`: a module each, in the order of the notebook.

batches         padded batches of ids, for the cases of several of them
"""

from deepcourse.exercises.course5.sentiment.average_backward import average_backward
from deepcourse.exercises.course5.sentiment.average_ceiling import average_ceiling
from deepcourse.exercises.course5.sentiment.average_vectors import average_vectors
from deepcourse.exercises.course5.sentiment.length_batches import length_batches
from deepcourse.exercises.course5.sentiment.negation_reader import negation_reader
from deepcourse.exercises.course5.sentiment.pair_accuracy import pair_accuracy
from deepcourse.exercises.course5.sentiment.split_by_word import split_by_word
from deepcourse.exercises.decision import DecisionExercise

read_the_opinions = DecisionExercise.from_file(__name__, "read_the_opinions")

EXERCISES = (
    average_vectors,
    average_backward,
    split_by_word,
    average_ceiling,
    negation_reader,
    length_batches,
    pair_accuracy,
    read_the_opinions,
)
