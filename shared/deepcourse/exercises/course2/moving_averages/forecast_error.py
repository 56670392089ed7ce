"""Exercise 8: an average as a forecast."""

import numpy as np

from deepcourse.exercises.course2.moving_averages.series import first_days, some_beta, temperatures
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import moving_averages as reference

forecast_error = FunctionExercise(
    __name__,
    reference=reference.forecast_error,
    minutes=5,
    points_visible=5,
    points_hidden=7,
    returns=("the forecast error",),
    hints=(
        "The forecasts are the corrected averages: reference.exponentially_weighted_average, then "
        "reference.bias_corrected.",
        "forecast[:-1] leaves out the last evening, truth[1:] leaves out the first day: entry by entry, they belong "
        "together.",
        "np.sqrt(np.mean((truth[1:] - forecast[:-1]) ** 2))",
    ),
)


def measured(rng, days):
    """Return (readings, truth): what a bad thermometer said, and what the temperature was."""
    truth = temperatures(rng, days)
    return truth + np.round(rng.normal(scale=2, size=days), 1), truth


@forecast_error.visible
def visible():
    """Return the text's example with a good thermometer, then bad ones, other numbers beta, and one forecast."""
    rng = np.random.default_rng(8)
    return [
        Case("the example of the text: 5 days, a good thermometer", (first_days(), first_days(), 0.9)),
        Case("15 days, a bad thermometer, beta = 0.7", (*measured(rng, 15), 0.7)),
        Case("40 days, a bad thermometer, beta = 0.5", (*measured(rng, 40), 0.5)),
        Case("two days, one forecast, beta = 0.8", (*measured(rng, 2), 0.8)),
        Case("9 days, beta = 0: tomorrow as today", (*measured(rng, 9), 0.0)),
    ]


@forecast_error.draw
def draw(rng):
    """Return a case of random length and beta."""
    days, beta = int(rng.integers(4, 80)), some_beta(rng)
    return Case(f"{days} days, beta = {beta}", (*measured(rng, days), beta))


@forecast_error.edges
def edges(rng):
    """Return one forecast, the forecast "as today", a slow average, and years."""
    return [
        Case("two days, one forecast", (*measured(rng, 2), some_beta(rng))),
        Case("beta = 0: tomorrow as today", (*measured(rng, 10), 0.0)),
        Case("beta = 0.99", (*measured(rng, 30), 0.99)),
        Case("1 461 days", (*measured(rng, 1461), 0.8)),
    ]


@forecast_error.property("the last reading forecasts no day")
def last_reading_is_no_forecast(f, rng):
    """Return a sentence if the last reading, which forecasts no day of the series, changes the error."""
    readings, truth = measured(rng, 8)
    changed = readings.copy()
    changed[-1] += 50
    if np.isclose(f(readings, truth, 0.7), f(changed, truth, 0.7)):
        return None
    return "another reading on the last day changed the error: no day comes after it, so it forecasts none"


# --- known mistakes -------------------------------------------------------------------------------------------------


def _corrected(readings, beta):
    return reference.bias_corrected(reference.exponentially_weighted_average(readings, beta), beta)


def _root_mean_square(difference):
    return float(np.sqrt(np.mean(difference**2)))


@forecast_error.mistake
def same_day(readings, truth, beta):
    """each day is compared with its own average, which knows that day already: a forecast is made the evening before"""
    return _root_mean_square(truth - _corrected(readings, beta))


@forecast_error.mistake
def same_day_from_the_second(readings, truth, beta):
    """the first day is left out of both, and each day meets its own average: compare truth[1:] with forecast[:-1]"""
    return _root_mean_square(truth[1:] - _corrected(readings, beta)[1:])


@forecast_error.mistake
def backwards(readings, truth, beta):
    """the shift goes the wrong way: the average of day t + 1 is compared with day t, which it has seen"""
    return _root_mean_square(truth[:-1] - _corrected(readings, beta)[1:])


@forecast_error.mistake
def without_correction(readings, truth, beta):
    """the averages are not corrected: the first forecasts are far too cold"""
    return _root_mean_square(truth[1:] - reference.exponentially_weighted_average(readings, beta)[:-1])


@forecast_error.mistake
def against_the_readings(readings, truth, beta):
    """the forecasts are compared with what the bad thermometer said the next day, not with the truth"""
    return _root_mean_square(readings[1:] - _corrected(readings, beta)[:-1])


@forecast_error.mistake
def forecasts_from_the_truth(readings, truth, beta):
    """the truth is averaged instead of the readings: nobody has it when the forecast is made"""
    return _root_mean_square(truth[1:] - _corrected(truth, beta)[:-1])


@forecast_error.mistake
def mean_of_the_squares(readings, truth, beta):
    """the root is missing: the result is in squared degrees"""
    return float(np.mean((truth[1:] - _corrected(readings, beta)[:-1]) ** 2))


@forecast_error.mistake
def mean_of_the_sizes(readings, truth, beta):
    """the error is the mean of |difference|: asked is the root of the mean square, which counts large errors more"""
    return float(np.mean(np.abs(truth[1:] - _corrected(readings, beta)[:-1])))


@forecast_error.mistake
def signs_cancel(readings, truth, beta):
    """the differences are averaged with their signs, so that too warm and too cold cancel: square them first"""
    return float(np.mean(truth[1:] - _corrected(readings, beta)[:-1]))


@forecast_error.mistake
def divided_by_all_days(readings, truth, beta):
    """the sum of squares is divided by T: there are T - 1 forecasts, because the first day has none"""
    return float(np.sqrt(np.sum((truth[1:] - _corrected(readings, beta)[:-1]) ** 2) / len(truth)))


# --- right, written differently -------------------------------------------------------------------------------------


@forecast_error.right
def day_by_day(readings, truth, beta):
    """Return the error of a loop over the evenings."""
    average, squares = reference.Smoother(beta), []
    for today, tomorrow in zip(readings, truth[1:], strict=False):
        squares.append((tomorrow - average.update(today)) ** 2)
    return (sum(squares) / len(squares)) ** 0.5


@forecast_error.right
def by_the_norm(readings, truth, beta):
    """Return the length of the vector of errors over the root of their number."""
    error = truth[1:] - _corrected(readings, beta)[:-1]
    return np.linalg.norm(error) / np.sqrt(error.size)
