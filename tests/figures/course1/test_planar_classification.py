"""The figures of planar_classification show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse import datasets
from deepcourse.experiments.course1.planar_networks import ACTIVATIONS, POINTS, REACH, answers, grid, train
from deepcourse.figures.course1 import planar_classification as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import shallow_network as nn
from quiet import SILENT

pytestmark = SILENT

X, Y = datasets.flower()
START = nn.initialize_parameters(2, 4, 1, 3)
RECORD = train(X, Y, START, 1000, 1.0)
LEARNED = RECORD.parameters[1000]


def hidden_units():
    _, axes = new_figure(1, 5, height=2.5)
    return figures.draw_hidden_units(LEARNED, X, Y, axes)


DRAWINGS = {  # figure: how the notebook draws it
    "points": lambda: figures.draw_points(X, Y),
    "data sets": lambda: figures.draw_datasets({name: make() for name, make in datasets.PLANAR.items()}),
    "border": lambda: figures.draw_border(LEARNED, X, Y, title="four hidden units on the flower"),
    "untrained border": lambda: figures.draw_border({k: 0 * v for k, v in START.items()}, X, Y),
    "borders": lambda: figures.draw_borders({f"{i} hidden: 96.5% right": LEARNED for i in range(6)}, X, Y),
    "two borders": lambda: figures.draw_borders({"4": LEARNED, "20": START}, X, Y, columns=2),
    "network": figures.draw_network,
    "activations": figures.draw_activations,
    "costs": lambda: figures.draw_costs({"random": RECORD.costs, "all 0.5": RECORD.costs + 0.1}),
    "training": lambda: figures.draw_training(RECORD, 1000, X, Y, "tanh", new_figure(1, 2, height=3.9)[1]),
    "hidden units": hidden_units,
}
EXCUSED = {"activations": {"xlabel"}, "hidden units": {"ylabel"}}


def test_points_of_both_labels_stand_where_they_are_and_differ_in_colour_and_marker():
    ax = figures.draw_points(X, Y)
    for label, drawn in enumerate(ax.collections):
        np.testing.assert_array_equal(drawn.get_offsets(), X[:, Y[0] == label].T)
    zero, one = ax.collections
    assert zero.get_facecolor().tolist() != one.get_facecolor().tolist()
    assert zero.get_paths()[0].vertices.shape != one.get_paths()[0].vertices.shape


def test_the_border_is_where_the_answer_is_one_half():
    ax = figures.draw_border(LEARNED, X, Y)
    line = np.concatenate([path.vertices for path in ax.collections[0].get_paths()])
    A2, _ = nn.forward_propagation(line.T, LEARNED)
    assert np.median(np.abs(A2 - 0.5)) < 0.05


def test_an_undecided_network_has_no_border():
    ax = figures.draw_border({name: 0 * value for name, value in START.items()}, X, Y)
    assert len(ax.collections) == 2  # the points


def test_answers_are_those_of_the_reference():
    np.testing.assert_allclose(answers(LEARNED, X)[1], nn.forward_propagation(X, LEARNED)[0], rtol=1e-12)


def test_the_grid_fills_the_plane_row_after_row_from_below():
    points, side = grid()
    assert points.shape == (2, side * side) == (2, POINTS * POINTS)
    assert points[:, 0].tolist() == [-REACH, -REACH]
    assert points[:, side - 1].tolist() == [REACH, -REACH]


@pytest.mark.parametrize("activation", list(ACTIVATIONS))
def test_every_recorded_training_comes_downhill(activation):
    few, labels = datasets.moons(40)
    record = train(few, labels, nn.initialize_parameters(2, 3, 1, 1), 400, 0.3, activation)
    assert record.costs[-1] < record.costs[0]
    assert record.costs[0] == pytest.approx(np.log(2), abs=1e-2)


@pytest.mark.parametrize("activation", list(ACTIVATIONS))
def test_a_recorded_step_follows_the_measured_slope(activation):
    few, labels = datasets.blobs(12)
    rng = np.random.default_rng(8)
    start = {name: rng.normal(size=value.shape) for name, value in START.items()}
    moved = train(few, labels, start, 1, 1e-3, activation).parameters[1]
    direction = rng.normal(size=start["W1"].shape)

    def cost(h):
        return nn.compute_cost(answers(start | {"W1": start["W1"] + h * direction}, few, activation)[1], labels)

    slope = (cost(1e-6) - cost(-1e-6)) / 2e-6
    assert ((start["W1"] - moved["W1"]) / 1e-3 * direction).sum() == pytest.approx(slope, rel=1e-4, abs=1e-8)
