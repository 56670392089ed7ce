"""Exercises of course 2, week 1, notebook `initialization`: a module each, in the order of the notebook.

starts              what all of them share: sizes, cases, what drawn weights must look like
scaled_mistakes     mistakes that Xavier's and He's exercise have in common
"""

from deepcourse.exercises.course2.initialization.activation_statistics import ACTIVATION_STATISTICS
from deepcourse.exercises.course2.initialization.effective_gain import EFFECTIVE_GAIN
from deepcourse.exercises.course2.initialization.he import INITIALIZE_PARAMETERS_HE
from deepcourse.exercises.course2.initialization.mean_square_out import MEAN_SQUARE_OUT
from deepcourse.exercises.course2.initialization.random_start import INITIALIZE_PARAMETERS_RANDOM
from deepcourse.exercises.course2.initialization.read_the_starts import READ_THE_STARTS
from deepcourse.exercises.course2.initialization.xavier import INITIALIZE_PARAMETERS_XAVIER
from deepcourse.exercises.course2.initialization.zeros import INITIALIZE_PARAMETERS_ZEROS

EXERCISES = (
    INITIALIZE_PARAMETERS_ZEROS,
    INITIALIZE_PARAMETERS_RANDOM,
    EFFECTIVE_GAIN,
    ACTIVATION_STATISTICS,
    MEAN_SQUARE_OUT,
    INITIALIZE_PARAMETERS_XAVIER,
    INITIALIZE_PARAMETERS_HE,
    READ_THE_STARTS,
)
