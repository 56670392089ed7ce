"""The explorations of course 2, week 3: search for hyperparameters.

explore_scales              the same draws on a linear and on a logarithmic axis
explore_grid_and_random     a grid against random settings where one hyperparameter matters more
"""

from functools import cache

import numpy as np

from deepcourse.experiments.course2.search_trainings import one_matters
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course2 import hyperparameter_search as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import hyperparameter_search as nn

SCALES = ("the linear scale", "the logarithmic scale")
KINDS = ("a learning rate", "a share beta")
FAN_MARGINS = {"left": 0.14, "right": 0.985, "bottom": 0.12, "top": 0.86, "hspace": 0.06}
MAP_MARGINS = {"left": 0.06, "right": 0.985, "bottom": 0.12, "top": 0.92}
SEEDS = 40


def ends(kind, low, high):
    """Return the ends of a range: powers of ten for a rate, 1 minus powers of ten for a share."""
    return (10.0**low, 10.0**high) if kind == KINDS[0] else (1 - 10.0**high, 1 - 10.0**low)


def explore_scales():
    """Return an exploration: draws of a rate or a share, on either scale, seen on both axes."""

    def draw(kind, how, low, high, number):
        rate = kind == KINDS[0]
        scale, (first, last) = (figures.RATES if rate else figures.BETAS), ends(kind, low, high)
        rng = np.random.default_rng(1)
        if how == SCALES[0]:
            values = rng.uniform(first, last, number)
        else:
            values = (nn.sample_log_uniform if rate else nn.sample_beta)(first, last, rng, number)
        figure, axes = new_figure(2, 1, height=4.6, pyplot=False, margins=FAN_MARGINS, height_ratios=(3, 1))
        figures.draw_fan(values, scale, f"{number} draws from {first:g} to {last:g}, uniform on {how}", axes)
        middle = 10.0 ** ((low + high) / 2)
        middle = middle if rate else 1 - middle
        below, name = np.mean(values < middle), "rates" if rate else "shares"
        return figure, (
            f"{number} {name} from {first:g} to {last:g}, uniform on {how}: {below:.0%} lie below {middle:.4g}, "
            f"the middle of the logarithmic scale, and {np.mean(values < (first + last) / 2):.0%} below "
            f"{(first + last) / 2:.4g}, the middle of the linear one"
        )

    return Exploration(
        draw,
        kind=choice("what", KINDS),
        how=choice("uniform on", SCALES),
        low=slider("lower power", -4, -4, -2, 1),
        high=slider("upper power", 0, -1, 0, 1),
        number=slider("number of draws", 100, 10, 300, 10),
    )


@cache
def squares(per_side):
    """Return the middles of per_side**2 equal squares, row after row, (n, 2): a grid that begins at no edge."""
    places = (np.arange(per_side) + 0.5) / per_side
    return np.array([(x, y) for x in places for y in places])


@cache
def average_best(per_side, matters):
    """Return the mean best score of a grid and of random settings, over 400 places of the summit drawn from a seed."""
    rng = np.random.default_rng(0)
    peaks, drawn, grid = rng.random((400, 2)), rng.random((400, per_side**2, 2)), squares(per_side)
    summits = peaks[:, :1], peaks[:, 1:]  # (400, 1) each
    return [
        float(one_matters(points[..., 0], points[..., 1], matters, summits).max(axis=1).mean())
        for points in (grid, drawn)
    ]


def explore_grid_and_random():
    """Return an exploration: as many settings on a grid as at random, on a made-up score of two hyperparameters."""

    def draw(matters, per_side, seed):
        axes = figures.grid_and_random_axes(pyplot=False, margins=MAP_MARGINS)
        grid, drawn = squares(per_side), np.random.default_rng(seed).random((per_side**2, 2))
        figures.draw_grid_and_random(lambda x, y: one_matters(x, y, matters), grid, drawn, axes)
        best = [one_matters(*points.T, matters).max() for points in (grid, drawn)]
        mean = average_best(per_side, matters)
        return axes[0].figure, (
            f"best score here: grid {best[0]:.2f}, random {best[1]:.2f}; mean over 400 places of the summit: grid "
            f"{mean[0]:.2f}, random {mean[1]:.2f}; values of x tried: {per_side} and {per_side**2}"
        )

    return Exploration(
        draw,
        matters=slider("how much y matters", 0.1, 0.0, 1.0, 0.1),
        per_side=slider("settings per side", 3, 2, 6, 1),
        seed=slider("seed", 3, 0, SEEDS, 1),
    )
