"""Exercises of course 2, week 1, notebook `initialization`: a module each, in the order of the notebook.

starts              what all of them share: sizes, cases, what drawn weights must look like
scaled_mistakes     mistakes that Xavier's and He's exercise have in common
"""

from deepcourse.exercises.initialization.activation_statistics import ACTIVATION_STATISTICS
from deepcourse.exercises.initialization.effective_gain import EFFECTIVE_GAIN
from deepcourse.exercises.initialization.he import INITIALIZE_PARAMETERS_HE
from deepcourse.exercises.initialization.mean_square_out import MEAN_SQUARE_OUT
from deepcourse.exercises.initialization.random_start import INITIALIZE_PARAMETERS_RANDOM
from deepcourse.exercises.initialization.read_the_starts import READ_THE_STARTS
from deepcourse.exercises.initialization.xavier import INITIALIZE_PARAMETERS_XAVIER
from deepcourse.exercises.initialization.zeros import INITIALIZE_PARAMETERS_ZEROS

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
