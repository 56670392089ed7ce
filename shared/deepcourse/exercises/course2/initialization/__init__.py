"""Exercises of course 2, week 1, notebook `initialization`: a module each, in the order of the notebook.

starts              what all of them share: sizes, cases, what drawn weights must look like
scaled_mistakes     mistakes that Xavier's and He's exercise have in common
"""

from deepcourse.exercises.course2.initialization.activation_statistics import activation_statistics
from deepcourse.exercises.course2.initialization.effective_gain import effective_gain
from deepcourse.exercises.course2.initialization.he import initialize_parameters_he
from deepcourse.exercises.course2.initialization.mean_square_out import mean_square_out
from deepcourse.exercises.course2.initialization.random_start import initialize_parameters_random
from deepcourse.exercises.course2.initialization.xavier import initialize_parameters_xavier
from deepcourse.exercises.course2.initialization.zeros import initialize_parameters_zeros
from deepcourse.exercises.decision import DecisionExercise

read_the_starts = DecisionExercise.from_file(__name__, "read_the_starts")

EXERCISES = (
    initialize_parameters_zeros,
    initialize_parameters_random,
    effective_gain,
    activation_statistics,
    mean_square_out,
    initialize_parameters_xavier,
    initialize_parameters_he,
    read_the_starts,
)
