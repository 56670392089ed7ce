"""Exercises of course 2, week 3, notebook `hyperparameter_search`: a module each, in the order of the notebook.

spaces      spaces, objectives and learning curves, for the cases of all of them
"""

from deepcourse.exercises.course2.hyperparameter_search.coarse_to_fine import coarse_to_fine
from deepcourse.exercises.course2.hyperparameter_search.halving_schedule import halving_schedule
from deepcourse.exercises.course2.hyperparameter_search.random_search import random_search
from deepcourse.exercises.course2.hyperparameter_search.sample_beta import sample_beta
from deepcourse.exercises.course2.hyperparameter_search.sample_log_uniform import sample_log_uniform
from deepcourse.exercises.course2.hyperparameter_search.sample_setting import sample_setting
from deepcourse.exercises.course2.hyperparameter_search.successive_halving import successive_halving
from deepcourse.exercises.course2.hyperparameter_search.trials_needed import trials_needed
from deepcourse.exercises.course2.hyperparameter_search.zoom import zoom
from deepcourse.exercises.decision import DecisionExercise

read_the_searches = DecisionExercise.from_file(__name__, "read_the_searches")

EXERCISES = (
    sample_log_uniform,
    sample_beta,
    sample_setting,
    trials_needed,
    random_search,
    zoom,
    coarse_to_fine,
    halving_schedule,
    successive_halving,
    read_the_searches,
)
