"""Exercises of course 2, week 2, notebook `moving_averages`: a module each, in the order of the notebook.

series      series of values and numbers beta, for the cases of all of them
"""

from deepcourse.exercises.course2.moving_averages.bias_corrected import bias_corrected
from deepcourse.exercises.course2.moving_averages.exponentially_weighted_average import exponentially_weighted_average
from deepcourse.exercises.course2.moving_averages.forecast_error import forecast_error
from deepcourse.exercises.course2.moving_averages.half_life import half_life
from deepcourse.exercises.course2.moving_averages.ramp_delay import ramp_delay
from deepcourse.exercises.course2.moving_averages.smoother import smoother
from deepcourse.exercises.course2.moving_averages.weights import weights
from deepcourse.exercises.course2.moving_averages.window_length import window_length
from deepcourse.exercises.decision import DecisionExercise

read_the_forecasts = DecisionExercise.from_file(__name__, "read_the_forecasts")

EXERCISES = (
    exponentially_weighted_average,
    weights,
    window_length,
    half_life,
    bias_corrected,
    smoother,
    ramp_delay,
    forecast_error,
    read_the_forecasts,
)
