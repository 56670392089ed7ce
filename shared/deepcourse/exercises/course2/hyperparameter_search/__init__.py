"""Exercises of course 2, week 3, notebook `hyperparameter_search`: a module each, in the order of the notebook.

spaces      spaces, objectives and learning curves, for the cases of all of them
"""

from deepcourse.exercises.course2.hyperparameter_search.coarse_to_fine import COARSE_TO_FINE
from deepcourse.exercises.course2.hyperparameter_search.halving_schedule import HALVING_SCHEDULE
from deepcourse.exercises.course2.hyperparameter_search.random_search import RANDOM_SEARCH
from deepcourse.exercises.course2.hyperparameter_search.read_the_searches import READ_THE_SEARCHES
from deepcourse.exercises.course2.hyperparameter_search.sample_beta import SAMPLE_BETA
from deepcourse.exercises.course2.hyperparameter_search.sample_log_uniform import SAMPLE_LOG_UNIFORM
from deepcourse.exercises.course2.hyperparameter_search.sample_setting import SAMPLE_SETTING
from deepcourse.exercises.course2.hyperparameter_search.successive_halving import SUCCESSIVE_HALVING
from deepcourse.exercises.course2.hyperparameter_search.trials_needed import TRIALS_NEEDED
from deepcourse.exercises.course2.hyperparameter_search.zoom import ZOOM

EXERCISES = (
    SAMPLE_LOG_UNIFORM,
    SAMPLE_BETA,
    SAMPLE_SETTING,
    TRIALS_NEEDED,
    RANDOM_SEARCH,
    ZOOM,
    COARSE_TO_FINE,
    HALVING_SCHEDULE,
    SUCCESSIVE_HALVING,
    READ_THE_SEARCHES,
)
