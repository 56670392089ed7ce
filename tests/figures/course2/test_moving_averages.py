"""The figures of moving_averages show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.datasets import load_temperatures
from deepcourse.figures.course2 import moving_averages as figures
from deepcourse.nn import moving_averages as nn
from quiet import SILENT

pytestmark = SILENT

YEAR = load_temperatures().temp_max[:366]
AVERAGES = {f"$\\beta$ = {beta}": nn.exponentially_weighted_average(YEAR, beta) for beta in (0.5, 0.9, 0.98)}
BETAS = (0, 0.5, 0.8, 0.9, 0.99)
EXACT, BAD = [2.9, 3.0, 3.2, 3.5, 6.5], {"run 1": [4.9, 3.7, 3.4, 3.5, 6.4], "run 2": [5.0, 3.8, 3.5, 3.6, 6.5]}
ERRORS = {0: [0.39, 0.38], 0.9: [0.08, 0.09]}

DRAWINGS = {  # figure: how the notebook draws it
    "one year": lambda: figures.draw_temperatures(YEAR),
    "three averages": lambda: figures.draw_temperatures(YEAR, AVERAGES),
    "weights": lambda: figures.draw_weights((0.5, 0.9, 0.98)),
    "a day": lambda: figures.draw_day_and_weights(YEAR, 0.9, 200, corrected=False),
    "a day, corrected": lambda: figures.draw_day_and_weights(YEAR, 0.98, 5, corrected=True),
    "cold start": lambda: figures.draw_cold_start(YEAR[:30], 0.9),
    "delay": lambda: figures.draw_delay(np.arange(30.0), np.arange(30.0) + 2, 0.9),
    "forecasts": lambda: figures.draw_forecast_errors(BETAS, EXACT, BAD),
    "gradients": lambda: figures.draw_gradient_errors(ERRORS),
}
EXCUSED = {"a day": {"xlabel"}, "a day, corrected": {"xlabel"}}


def test_averages_are_drawn_as_given():
    drawn = figures.draw_temperatures(YEAR, AVERAGES).lines
    np.testing.assert_array_equal(drawn[0].get_ydata(), YEAR)
    for line, v in zip(drawn[1:], AVERAGES.values(), strict=True):
        np.testing.assert_array_equal(line.get_ydata(), v)


@pytest.mark.parametrize("corrected", [False, True])
def test_the_weights_fall_backwards_from_the_day(corrected):
    upper, lower = figures.draw_day_and_weights(YEAR, 0.9, 20, corrected=corrected)
    np.testing.assert_allclose(lower.lines[0].get_ydata()[::-1], 0.9 ** np.arange(20))
    v = nn.exponentially_weighted_average(YEAR, 0.9)
    wanted = nn.bias_corrected(v, 0.9) if corrected else v
    np.testing.assert_array_equal(upper.lines[0].get_ydata(), wanted[:20])
    newest = nn.weights(0.9, 20)[0] / (1 - 0.9**20 if corrected else 1)
    assert f"counts itself with {newest:.3f}" in lower.get_title()


def test_a_dot_is_as_large_as_its_day_counts():
    upper, _ = figures.draw_day_and_weights(YEAR, 0.9, 20, corrected=False)
    sizes = upper.collections[0].get_sizes()
    np.testing.assert_allclose((sizes[:20] - 5)[::-1] / (sizes[19] - 5), 0.9 ** np.arange(20))
    assert set(sizes[20:]) == {5.0}


def test_a_cold_start_shows_both_averages_and_the_weight():
    left, right = figures.draw_cold_start(YEAR[:30], 0.9)
    v = nn.exponentially_weighted_average(YEAR[:30], 0.9)
    np.testing.assert_array_equal(left.lines[1].get_ydata(), v)
    np.testing.assert_array_equal(left.lines[2].get_ydata(), nn.bias_corrected(v, 0.9))
    np.testing.assert_allclose(right.lines[0].get_ydata(), np.cumsum(nn.weights(0.9, 30)))


def test_hollow_marks_stand_at_the_lowest_points():
    ax = figures.draw_forecast_errors(BETAS, EXACT, BAD)
    marks = [line for line in ax.lines if line.get_markerfacecolor() == "none"]
    assert len({line.get_marker() for line in marks}) == len(marks)
    assert [(int(m.get_xdata()[0]), m.get_ydata()[0]) for m in marks] == [(0, 2.9), (2, 3.4), (2, 3.5)]


@pytest.mark.parametrize("day", [1, 200, 366])
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.99])
def test_limits_stay_at_every_position(beta, day):
    upper, lower = figures.draw_day_and_weights(YEAR, beta, day, corrected=True)
    assert (upper.get_xlim(), upper.get_ylim(), lower.get_ylim()) == ((-4, 370), figures.TEMPERATURES, (0, 1.15))
    assert max(YEAR) < upper.get_ylim()[1]
