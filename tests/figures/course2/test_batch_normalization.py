"""The figures of batch_normalization show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.experiments.course2 import normalization_sweeps as networks
from deepcourse.figures.course2 import batch_normalization as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.batch_normalization import normalize_units
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(5)
Z = np.array([[1.0, 1.0, 5.0, 5.0], [20.0, -20.0, 20.0, -20.0]])
RATES = (0.1, 1.0, 10.0)
COSTS = {"without": np.array([[0.3, 0.4], [0.7, np.nan], [np.inf, 90.0]]), "with": np.full((3, 2), 0.2)}
STRENGTHS = (0.0, 0.2)
FOGGY = {way: np.array([[0.8, 0.82], [0.6, 0.7]]) for way in figures.LOOKS}
SUMS = RNG.normal(size=(5, 40))

DRAWINGS = {  # figure: how the notebook draws it
    "statistics": lambda: figures.draw_statistics(Z),
    "graph": figures.draw_graph,
    "running": lambda: figures.draw_running([1.0, 2.0, 1.5], [0.1, 0.3, 0.4], 1.5),
    "batch errors": lambda: figures.draw_batch_errors((2, 4, 8), [0.7, 0.5, 0.3], [0.9, 0.8, 0.6]),
    "fan": lambda: figures.draw_fan(np.arange(5), SUMS, 2, new_figure()[1], title="sums"),
    "histogram": lambda: figures.draw_histogram(SUMS[0], new_figure()[1], title="sums"),
    "rates": lambda: figures.draw_rates(RATES, COSTS),
    "fog": lambda: figures.draw_fog(STRENGTHS, FOGGY),
}


def test_costs_are_drawn_as_given_and_lost_networks_on_the_edge():
    ax = figures.draw_rates(RATES, COSTS)
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [0.35, 0.85, 1.0])
    np.testing.assert_allclose(ax.lines[1].get_ydata(), [0.3, 0.4, 0.7, 1.0, 1.0, 1.0])


def test_the_axis_of_costs_stays_where_it_is():
    limits = [figures.draw_rates(RATES, {"with": np.full((3, 2), cost)}).get_ylim() for cost in (0.01, 5.0)]
    assert limits[0] == limits[1]


def test_a_histogram_holds_every_picture_and_splits_them_at_zero():
    ax = figures.draw_histogram(np.array([-9.0, -1.0, 1.0, 9.0]), new_figure()[1], title="sums")
    passed, silenced = (np.sum(patch.get_data().values) for patch in ax.patches)
    assert (passed, silenced) == (0.5, 0.5)


def test_half_sized_pictures_are_means_of_four():
    X = RNG.normal(size=(784, 2))
    first = X.reshape(28, 28, 2)[:2, 2:4, 1].mean()
    assert networks.half_size(X)[1, 1] == pytest.approx(first)


def test_small_batches_are_off_as_theory_says():
    sums = RNG.normal(size=(10, 4000)) * 3 + 1
    means, variances = networks.batch_errors(sums, (8, 64), 300, 0)
    np.testing.assert_allclose(means, [8**-0.5, 64**-0.5], rtol=0.1)
    biased = (2 * 7 / 64 + 1 / 64) ** 0.5  # spread and bias of a variance with 1/m, of 8 normal numbers
    assert variances[0] == pytest.approx(biased, rel=0.1)


def test_fog_is_undone_by_statistics_measured_anew():
    weights = RNG.normal(size=(3, 20))
    X = RNG.normal(size=(20, 50))
    one, other = (normalize_units(weights @ picture, 1e-12)[0] for picture in (X, networks.fog(X, 0.4)))
    np.testing.assert_allclose(one, other, atol=1e-9)


def test_networks_that_are_lost_count_as_guessing():
    X, Y, _, _ = networks.pictures()
    parameters = {"W1": np.full((2, 1, len(X)), np.nan), "b1": np.zeros((2, 1, 1))}
    np.testing.assert_array_equal(networks.right(X, Y, parameters, {}), [0.5, 0.5])
