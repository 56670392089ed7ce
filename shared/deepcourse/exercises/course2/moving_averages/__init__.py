"""Exercises of course 2, week 2, notebook `moving_averages`: a module each, in the order of the notebook.

series      series of values and numbers beta, for the cases of all of them
"""

from deepcourse.exercises.course2.moving_averages.bias_corrected import BIAS_CORRECTED
from deepcourse.exercises.course2.moving_averages.exponentially_weighted_average import EXPONENTIALLY_WEIGHTED_AVERAGE
from deepcourse.exercises.course2.moving_averages.forecast_error import FORECAST_ERROR
from deepcourse.exercises.course2.moving_averages.half_life import HALF_LIFE
from deepcourse.exercises.course2.moving_averages.ramp_delay import RAMP_DELAY
from deepcourse.exercises.course2.moving_averages.read_the_forecasts import READ_THE_FORECASTS
from deepcourse.exercises.course2.moving_averages.smoother import SMOOTHER
from deepcourse.exercises.course2.moving_averages.weights import WEIGHTS
from deepcourse.exercises.course2.moving_averages.window_length import WINDOW_LENGTH

EXERCISES = (
    EXPONENTIALLY_WEIGHTED_AVERAGE,
    WEIGHTS,
    WINDOW_LENGTH,
    HALF_LIFE,
    BIAS_CORRECTED,
    SMOOTHER,
    RAMP_DELAY,
    FORECAST_ERROR,
    READ_THE_FORECASTS,
)
