"""The figures of the first notebook show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.datasets import house_prices
from deepcourse.figures.course1 import what_is_a_neural_network as figures
from quiet import SILENT

pytestmark = SILENT

X, Y = house_prices(seed=1)
AMOUNTS, NAMES = (20, 60, 200, 600, 2000), ("small", "medium", "large")
ACCURACIES = np.linspace(0.68, 0.86, 5)[:, None] + np.linspace(-0.02, 0.02, 9).reshape(3, 1, 3)
COSTS = {"sigmoid": [0.7, 0.6, 0.5], "relu": [0.7, 0.4, 0.1]}
DRAWINGS = {
    "houses": lambda: figures.draw_houses(X, Y),
    "house neuron": lambda: figures.draw_house_neuron(X, Y, 3.0, -60.0),
    "house network": figures.draw_house_network,
    "sketch": figures.draw_sketch,
    "data and size": lambda: figures.draw_data_and_size(AMOUNTS, ACCURACIES, NAMES),
    "saturation": lambda: figures.draw_saturation(2.0),
    "speed": lambda: figures.draw_speed(COSTS, 0.3),
}


def test_the_neuron_is_drawn_where_its_formula_says():
    lines = {line.get_label(): line for line in DRAWINGS["house neuron"]().lines}
    sizes, drawn = lines["the neuron: max(0, w x + b)"].get_data()
    np.testing.assert_allclose(drawn, [max(0.0, 3 * size - 60) for size in sizes])


def test_curves_are_the_means_in_per_cent():
    ax = DRAWINGS["data and size"]()
    for container, of_seeds in zip(ax.containers, ACCURACIES, strict=True):
        np.testing.assert_allclose(container.lines[0].get_ydata(), 100 * of_seeds.mean(axis=1))


def test_tangents_have_the_slopes_of_the_titles():
    sigmoid, relu = DRAWINGS["saturation"]()
    assert "slope 0.1050 at z = 2.0" in sigmoid.get_title()
    assert "slope 1.0000 at z = 2.0" in relu.get_title()
    (x0, x1), (y0, y1) = sigmoid.lines[1].get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(0.104994, abs=1e-6)


def test_the_network_has_a_line_for_each_weight():
    assert len(DRAWINGS["house network"]().lines) == 15
