"""The figures of optimization_methods show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.experiments.course2.landscapes import LANDSCAPES, race
from deepcourse.figures.course2 import optimization_methods as figures
from deepcourse.figures.course2 import races
from quiet import SILENT

pytestmark = SILENT

RAVINE = LANDSCAPES[0]
PATHS = {name: race(RAVINE, name, 60, rate) for name, rate in zip(races.RUNNERS, (1.8, 10, 0.1, 0.1), strict=True)}
SWEEP = {"gd": {0.1: 1.2, 0.3: 0.8, 1.0: np.inf}, "adam": {0.001: 0.9, 0.01: 0.6, 0.1: np.nan}}
CURVES = {"gd": [[2.0, 1.0, 0.7], [1.8, 0.9, 0.5]], "another": [[1.5, 0.6, 0.3], [1.4, 0.7, 0.4]]}
SPREADS = {1: 0.4, 4: 0.2, 16: 0.1, 64: 0.05}

DRAWINGS = {  # figure: how the notebook draws it
    "race": lambda: races.draw_race(RAVINE, PATHS, 60),
    "race at the start": lambda: races.draw_race(RAVINE, PATHS, 0),
    "zigzag": lambda: races.draw_zigzag(RAVINE, {rate: race(RAVINE, "gd", 40, rate) for rate in (0.5, 1.8, 2.05)}),
    "noise": lambda: figures.draw_noise(np.linspace(0, 3, 50), np.linspace(2.5, 0.1, 50), 0.9, 16),
    "spreads": lambda: figures.draw_spreads(SPREADS, 16),
    "first steps": lambda: figures.draw_first_steps({"Adam": np.ones(9), "momentum": np.linspace(0.1, 1, 9)}, 1.0),
    "schedules": lambda: figures.draw_schedules({"falls": np.linspace(0.1, 0, 9), "stairs": np.repeat([0.1, 0.05], 5)}),
    "rates": lambda: figures.draw_rates(SWEEP),
    "comparison": lambda: figures.draw_comparison(CURVES),
}
EXCUSED = {"race": {"title"}, "race at the start": {"title"}}


@pytest.mark.parametrize("step", [0, 25, 60])
def test_a_race_shows_the_paths_and_the_costs_up_to_its_step(step):
    drawn_map, drawn_costs, _ = races.draw_race(RAVINE, PATHS, step)
    for name, path in PATHS.items():
        _, colour, _, _ = races.RUNNERS[name]
        line = next(one for one in drawn_map.lines if one.get_color() == colour and one.get_linewidth() == 1.8)
        np.testing.assert_array_equal(line.get_xydata(), path[: step + 1])
        line = next(one for one in drawn_costs.lines if one.get_color() == colour)
        costs = RAVINE.cost(*path[: step + 1].T)
        np.testing.assert_allclose(line.get_ydata(), np.clip(costs, *races.COSTS))


def test_the_table_tells_who_has_arrived_and_when():
    def told(step):
        return [text.get_text() for text in races.draw_race(RAVINE, PATHS, step)[2].texts]

    assert told(60)[5::3] == ["–", "–", "24", "–"]
    assert told(23)[5::3] == ["–"] * 4
    assert told(0)[4] == f"{RAVINE.cost(*RAVINE.start):.2g}"


def test_who_is_outside_is_shown_hollow_at_the_edge():
    ax = races.draw_map(RAVINE, {"gd": race(RAVINE, "gd", 60, 2.2)})
    mark = next(line for line in ax.lines if line.get_markersize() == 11)
    assert mark.get_markerfacecolor() == "white"
    assert abs(mark.get_ydata()[0]) == RAVINE.view[3]


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_the_ground_is_lightest_where_the_cost_is_lowest_and_drawn_once(land):
    ground = races.ground(land.name)
    assert races.ground(land.name) is ground
    left, right, low, high = land.view
    for x, y in land.finishes:
        row, column = int((y - low) / (high - low) * 299), int((x - left) / (right - left) * 374)
        assert ground[row - 1 : row + 2, column - 1 : column + 2].max() == pytest.approx(ground.max())


def test_a_lost_training_lies_above_all_curves_under_a_cross():
    ax = figures.draw_rates(SWEEP)
    crosses = [line for line in ax.lines if line.get_marker() == "X"]
    assert [line.get_xdata().tolist() for line in crosses] == [[1.0], [0.1]]
    [height] = {float(line.get_ydata()[0]) for line in crosses}
    reached = [cost for costs in SWEEP.values() for cost in costs.values() if cost < figures.HIGHEST]
    assert max(reached) < height < ax.get_ylim()[1]


def test_a_comparison_shows_mean_and_range():
    ax = figures.draw_comparison(CURVES)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [1.9, 0.95, 0.6])
    heights = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (heights.min(), heights.max()) == (0.5, 2.0)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["gradient descent", "another"]


def test_smoothing_is_the_corrected_average_of_the_notebook_before():
    costs = np.random.default_rng(2).uniform(size=30)
    weights = 0.1 * 0.9 ** np.arange(30)
    plain = [(weights[: i + 1] * costs[i::-1]).sum() / weights[: i + 1].sum() for i in range(30)]
    np.testing.assert_allclose(figures.smooth(costs, 0.9), plain)
    np.testing.assert_allclose(figures.smooth(costs, 0.0), costs)
