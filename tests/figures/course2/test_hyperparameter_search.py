"""The figures of hyperparameter_search show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np

from deepcourse.experiments.course2.search_trainings import one_matters
from deepcourse.explore.course2.hyperparameter_search import squares
from deepcourse.figures.course2 import hyperparameter_search as figures
from deepcourse.nn import hyperparameter_search as nn
from quiet import SILENT

pytestmark = SILENT

RATES = nn.sample_log_uniform(1e-4, 1, np.random.default_rng(1), 100)
BETAS = nn.sample_beta(0.9, 0.9999, np.random.default_rng(1), 60)
SPACE = {"learning_rate": ("log", 1e-4, 10.0), "hidden_units": ("whole", 4, 64)}


def stages(rounds):
    rng = np.random.default_rng(2)
    return nn.coarse_to_fine(lambda s: 0.9 - abs(np.log10(s["learning_rate"])) / 9, SPACE, 6, rounds, 0.4, rng)[2]


SEARCHES = {"linear": stages(1), "logarithmic": stages(1), "coarse to fine": stages(3)}
BY_SEED = {"linear": [0.875, 0.764, 0.811], "logarithmic": [0.894, 0.84, 0.858], "coarse to fine": [0.89, 0.82, 0.9]}
CURVES = {0: [0.2], 1: [0.4, 0.6, 0.7, 0.75], 2: [0.3, 0.7, 0.8, 0.85, *np.linspace(0.86, 0.9, 9)],
          3: [0.6, 0.7, 0.8, 0.81, *np.linspace(0.82, 0.88, 9)]}  # fmt: skip
GRID, DRAWN = squares(3), np.random.default_rng(3).random((9, 2))

DRAWINGS = {  # figure: how the notebook draws it
    "rates": lambda: figures.draw_fan(RATES, figures.RATES, "100 draws from 0.0001 to 1"),
    "shares": lambda: figures.draw_fan(BETAS, figures.BETAS, "60 draws from 0.9 to 0.9999"),
    "grid and random": lambda: figures.draw_grid_and_random(one_matters, GRID, DRAWN),
    "chance": lambda: figures.draw_chance((0.1, 0.05, 0.01), 0.95, (29, 59, 299)),
    "trials": lambda: figures.draw_trials(SEARCHES, (1e-4, 10)),
    "by seed": lambda: figures.draw_by_seed(BY_SEED, "The best of 18 trials, three ways of searching"),
    "one seed": lambda: figures.draw_by_seed({"one": [0.5], "other": [0.6]}, "The best network"),
    "halving": lambda: figures.draw_halving(CURVES, [1, 4, 13], 2),
}
EXCUSED = {
    "rates": {"title", "xlabel"},
    "shares": {"title", "xlabel"},
    "grid and random": {"title", "xlabel"},
    "trials": {"ylabel"},
    "by seed": {"width"},
    "one seed": {"width"},
}


def test_each_draw_stands_on_both_axes_and_is_counted_once():
    fan, counts = figures.draw_fan(RATES, figures.RATES, "draws")
    marks = [line for line in fan.lines if line.get_marker() == "|"]
    above = np.sort(np.concatenate([m.get_xdata() for m in marks if m.get_ydata()[0] == 1]))
    below = np.sort(np.concatenate([m.get_xdata() for m in marks if m.get_ydata()[0] == 0]))
    np.testing.assert_allclose(above, np.sort(RATES))
    np.testing.assert_allclose(below, (np.log10(np.sort(RATES)) + 4) / 4)
    assert [bar.get_height() for bar in counts.patches] == list(np.histogram(RATES, figures.RATES.edges)[0])


def test_the_axis_of_shares_counts_nines():
    places = figures.BETAS.logarithmic([0.0, 0.9, 0.99, 0.999, 0.9999])
    np.testing.assert_allclose(places, [0, 0.25, 0.5, 0.75, 1])


def test_a_grid_sees_three_values_and_chance_nine():
    above_grid, above_drawn, *_, best = figures.draw_grid_and_random(one_matters, GRID, DRAWN)
    assert (above_grid.get_title(), above_drawn.get_title()) == ("grid: 3 values of x", "random: 9 values of x")
    for line, points in zip(best.lines, (GRID, DRAWN), strict=True):
        np.testing.assert_array_equal(line.get_ydata(), np.maximum.accumulate(one_matters(*points.T)))


def test_dots_have_the_colours_of_their_scores_on_one_scale():
    axes = figures.draw_trials(SEARCHES, (1e-4, 10))
    for ax, found in zip(axes, SEARCHES.values(), strict=True):
        dots = next(c for c in ax.collections if c.get_array() is not None)
        np.testing.assert_allclose(dots.get_array(), [score for _, history in found for _, score in history])
        assert dots.get_clim() == figures.LIMITS
        assert len(ax.patches) == len(found) - 1  # a frame for each zoom


def test_curves_end_where_their_candidate_was_stopped():
    ax = figures.draw_halving(CURVES, [1, 4, 13], 2)
    curves = [line for line in ax.lines if len(line.get_xdata()) > 1 and line.get_xdata()[0] == 0]  # no rung, no mark
    ends = sorted(len(line.get_xdata()) - 1 for line in curves)
    assert ends == [1, 4, 13, 13]
