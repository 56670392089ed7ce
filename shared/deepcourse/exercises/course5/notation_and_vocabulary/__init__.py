"""Exercises of course 5, week 1, notebook `notation_and_vocabulary`: a module each, in the order of the notebook.

sentences       words, sentences and vocabularies for the cases of several of them
"""

from deepcourse.exercises.course5.notation_and_vocabulary.build_vocabulary import build_vocabulary
from deepcourse.exercises.course5.notation_and_vocabulary.decode import decode
from deepcourse.exercises.course5.notation_and_vocabulary.encode import encode
from deepcourse.exercises.course5.notation_and_vocabulary.masked_cost import masked_cost
from deepcourse.exercises.course5.notation_and_vocabulary.one_hot_sequence import one_hot_sequence
from deepcourse.exercises.course5.notation_and_vocabulary.pad import pad
from deepcourse.exercises.course5.notation_and_vocabulary.padding_error import padding_error
from deepcourse.exercises.course5.notation_and_vocabulary.smallest_size import smallest_size
from deepcourse.exercises.course5.notation_and_vocabulary.tokenize import tokenize
from deepcourse.exercises.decision import DecisionExercise

read_the_vocabulary = DecisionExercise.from_file(__name__, "read_the_vocabulary")

EXERCISES = (
    tokenize,
    build_vocabulary,
    smallest_size,
    encode,
    decode,
    pad,
    one_hot_sequence,
    masked_cost,
    padding_error,
    read_the_vocabulary,
)
