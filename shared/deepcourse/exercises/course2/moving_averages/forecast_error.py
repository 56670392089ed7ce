"""Exercise 8: an average as a forecast."""

import math

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


@forecast_error.mistake
def spread_of_the_errors(readings, truth, beta):
    """the error is the standard deviation of the differences: that takes their mean away, and a constant miss counts
    nothing; take the root of the mean square
    """
    return float(np.std(truth[1:] - _corrected(readings, beta)[:-1]))


@forecast_error.mistake
def root_of_the_sum(readings, truth, beta):
    """the squares are added up and not averaged: divide by the number of forecasts under the root"""
    return float(np.linalg.norm(truth[1:] - _corrected(readings, beta)[:-1]))


@forecast_error.mistake
def divided_outside_the_root(readings, truth, beta):
    """the number of forecasts divides the root and not what is under it: first the mean of the squares,
    then the root
    """
    return float(np.linalg.norm(truth[1:] - _corrected(readings, beta)[:-1])) / (len(truth) - 1)


@forecast_error.mistake
def divided_by_one_less(readings, truth, beta):
    """the sum of squares is divided by one less than the number of forecasts: there are T - 1 of them"""
    return root_of_the_sum(readings, truth, beta) / math.sqrt(len(truth) - 2) if len(truth) > 2 else math.inf


@forecast_error.mistake
def sum_of_the_squares(readings, truth, beta):
    """the squares are added up, without mean and root: the result is the root of their mean"""
    return root_of_the_sum(readings, truth, beta) ** 2


@forecast_error.mistake
def largest_error(readings, truth, beta):
    """the largest error is returned: asked is the root of the mean square of all"""
    return float(np.max(np.abs(truth[1:] - _corrected(readings, beta)[:-1])))


@forecast_error.mistake
def readings_against_their_average(readings, truth, beta):
    """each average is compared with the reading of its own day: compare the average of one evening with the truth of
    the next day
    """
    return _root_mean_square(readings - _corrected(readings, beta))


@forecast_error.mistake
def as_today(readings, truth, beta):
    """yesterday's reading itself is the forecast, and nothing is averaged: take the corrected average"""
    return _root_mean_square(truth[1:] - readings[:-1])


@forecast_error.mistake
def two_days_ahead(readings, truth, beta):
    """each average is compared with the day after next: it forecasts the next day, so compare truth[1:] with
    forecast[:-1]
    """
    return _root_mean_square(truth[2:] - _corrected(readings, beta)[:-2])


@forecast_error.mistake
def same_day_uncorrected(readings, truth, beta):
    """each day is compared with its own average, and the averages are not corrected: correct them, and compare
    truth[1:] with forecast[:-1]
    """
    return _root_mean_square(truth - reference.exponentially_weighted_average(readings, beta))


@forecast_error.mistake
def same_day_squared(readings, truth, beta):
    """each day is compared with its own average, and the root is missing: compare truth[1:] with forecast[:-1]"""
    return same_day(readings, truth, beta) ** 2


@forecast_error.mistake
def uncorrected_squared(readings, truth, beta):
    """the averages are not corrected, and the root is missing: asked is the root mean square with corrected averages"""
    return without_correction(readings, truth, beta) ** 2


@forecast_error.mistake
def uncorrected_sizes(readings, truth, beta):
    """the averages are not corrected, and the mean of |difference| is taken: asked is the root mean square with
    corrected averages
    """
    return float(np.mean(np.abs(truth[1:] - reference.exponentially_weighted_average(readings, beta)[:-1])))


@forecast_error.mistake
def readings_squared(readings, truth, beta):
    """the forecasts are compared with the readings, and the root is missing: compare with the truth, and take the root
    of the mean square
    """
    return against_the_readings(readings, truth, beta) ** 2


@forecast_error.mistake
def uncorrected_against_the_readings(readings, truth, beta):
    """the averages are not corrected, and they are compared with the readings: correct them, and
    compare with the truth
    """
    return _root_mean_square(readings[1:] - reference.exponentially_weighted_average(readings, beta)[:-1])


@forecast_error.mistake
def same_day_sizes(readings, truth, beta):
    """each day is compared with its own average, and the mean of |difference| is taken: asked is the root mean square
    of truth[1:] against forecast[:-1]
    """
    return float(np.mean(np.abs(truth - _corrected(readings, beta))))


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
