"""Exercises of course 5, week 2, notebook `debiasing`: a module each, in the order of the notebook.

small_vectors   words with vectors of length 1 for the cases of several of them
"""

from deepcourse.exercises.course5.debiasing.association_test import association_test
from deepcourse.exercises.course5.debiasing.bias_along import bias_along
from deepcourse.exercises.course5.debiasing.bias_direction import bias_direction
from deepcourse.exercises.course5.debiasing.cosine_left import cosine_left
from deepcourse.exercises.course5.debiasing.equalize import equalize
from deepcourse.exercises.course5.debiasing.guess_sides import guess_sides
from deepcourse.exercises.course5.debiasing.neutralize import neutralize
from deepcourse.exercises.decision import DecisionExercise

read_the_axes = DecisionExercise.from_file(__name__, "read_the_axes")

EXERCISES = (
    bias_along,
    bias_direction,
    neutralize,
    cosine_left,
    equalize,
    association_test,
    guess_sides,
    read_the_axes,
)
