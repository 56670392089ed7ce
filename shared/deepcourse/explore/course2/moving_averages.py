"""The explorations of course 2, week 2: averages that forget.

explore_moving_average  a year of temperatures, its average, and the weights behind it
explore_cold_start      the first days of an average, from any day of the year
explore_delay           a noisy rise: what an average takes away, and what that costs
"""

from functools import cache

import numpy as np

from deepcourse.datasets import load_temperatures
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course2 import moving_averages as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import moving_averages as nn

CORRECTED = ("without correction", "with correction")
DAYS_OF_2012 = 366
YEAR_MARGINS = {"left": 0.09, "right": 0.985, "bottom": 0.1, "top": 0.94, "hspace": 0.24}
PANEL_MARGINS = {"left": 0.07, "right": 0.985, "bottom": 0.15, "top": 0.91, "wspace": 0.22}
COLD_DAYS = 50  # shown by `explore_cold_start`
FLAT, RISE, LEVELS = 30, 40, (0.0, 25.0)  # of the made-up rise: days before, days of it, °C


@cache
def year():
    """Return the highest temperature of each day of 2012, (366,) °C."""
    return load_temperatures().temp_max[:DAYS_OF_2012]


def explore_moving_average():
    """Return an exploration: a year's average up to some day, with or without correction, and its weights."""
    theta = year()

    def draw(beta, day, corrected):
        figure, axes = new_figure(
            2, 1, height=5.4, pyplot=False, margins=YEAR_MARGINS, sharex=True, height_ratios=(2, 1)
        )
        with_it = corrected == CORRECTED[1]
        figures.draw_day_and_weights(theta, beta, day, corrected=with_it, axes=axes)
        told = nn.exponentially_weighted_average(theta[:day], beta)
        told = nn.bias_corrected(told, beta) if with_it else told
        name = "corrected average" if with_it else "average"
        window, share = nn.window_length(beta), 1 - beta**day
        return figure, (
            f"day {day}: {theta[day - 1]:.1f} °C, {name} {told[-1]:.2f} °C; window {window:.3g} "
            f"day{'' if window == 1 else 's'}; the weights of the {day} days so far add up to {share:.3f}"
        )

    return Exploration(
        draw,
        beta=slider("beta", 0.9, 0.0, 0.99, 0.01),
        day=slider("day", 200, 1, DAYS_OF_2012, 1),
        corrected=choice("correction", CORRECTED),
    )


def explore_cold_start():
    """Return an exploration: an average that starts on any day of the year, uncorrected and corrected."""
    theta = load_temperatures().temp_max

    def draw(beta, first):
        figure, axes = new_figure(1, 2, height=3.7, pyplot=False, margins=PANEL_MARGINS, width_ratios=(1.7, 1))
        days = theta[first - 1 : first - 1 + COLD_DAYS]
        figures.draw_cold_start(days, beta, first, axes)
        v = nn.exponentially_weighted_average(days, beta)
        corrected = nn.bias_corrected(v, beta)
        enough = 1 if beta == 0 else int(np.ceil(np.log(0.05) / np.log(beta)))
        return figure, (
            f"the first day is {days[0]:.1f} °C: v = {v[0]:.2f}, corrected {corrected[0]:.2f}; on the tenth day "
            f"v = {v[9]:.2f}, corrected {corrected[9]:.2f}; 95 % of the weight is in after {enough} days"
        )

    return Exploration(
        draw,
        beta=slider("beta", 0.95, 0.0, 0.99, 0.01),
        first=slider("first day of 2012", 1, 1, DAYS_OF_2012, 1),
    )


@cache
def made_up_rise():
    """Return (truth, noise), each (110,): a temperature that stays, rises and stays, and noise of size 1 for it."""
    truth = np.concatenate([np.full(FLAT, LEVELS[0]), np.linspace(*LEVELS, RISE), np.full(40, LEVELS[1])])
    return truth, np.random.default_rng(4).normal(size=truth.size)


def explore_delay():
    """Return an exploration: a made-up rise, read by a bad thermometer, and its average."""
    truth, noise = made_up_rise()

    def draw(beta, size):
        figure, axes = new_figure(1, 2, height=3.8, pyplot=False, margins=PANEL_MARGINS, width_ratios=(1.5, 1))
        figures.draw_delay(truth, truth + size * noise, beta, axes)
        return figure, (
            f"beta = {beta:.2f}: {nn.ramp_delay(beta):.3g} days behind a steady rise; of the noise, {size:g} °C, "
            f"{nn.noise_left(beta):.0%} is left, {size * nn.noise_left(beta):.2f} °C"
        )

    return Exploration(
        draw,
        beta=slider("beta", 0.9, 0.0, 0.99, 0.01),
        size=slider("noise (°C)", 4.0, 0.0, 6.0, 0.5),
    )
