"""Exercises of course 4, week 1, notebook `edges_and_filters`: a module each, in the order of the notebook.

pictures    small images and kernels, for the cases of all of them, and calls that may raise
sliding     wrong ways to slide a kernel, for the mistakes of several exercises
"""

from deepcourse.exercises.course4.edges_and_filters.convolve2d import convolve2d
from deepcourse.exercises.course4.edges_and_filters.convolve_filters import convolve_filters
from deepcourse.exercises.course4.edges_and_filters.convolve_volume import convolve_volume
from deepcourse.exercises.course4.edges_and_filters.find_settings import find_settings
from deepcourse.exercises.course4.edges_and_filters.learn_filter import learn_filter
from deepcourse.exercises.course4.edges_and_filters.multiplications import multiplications
from deepcourse.exercises.course4.edges_and_filters.outer_factors import outer_factors
from deepcourse.exercises.course4.edges_and_filters.output_size import output_size
from deepcourse.exercises.course4.edges_and_filters.same_padding import same_padding
from deepcourse.exercises.decision import DecisionExercise

read_the_filters = DecisionExercise.from_file(__name__, "read_the_filters")

EXERCISES = (
    convolve2d,
    output_size,
    same_padding,
    find_settings,
    outer_factors,
    multiplications,
    convolve_volume,
    convolve_filters,
    learn_filter,
    read_the_filters,
)
