"""The explorations of course 1, week 1: single neurons.

explore_house_neuron    weight and bias of a neuron over a scatter of house prices
explore_saturation      sigmoid against ReLU, and how steep they are
"""

from deepcourse.datasets import house_prices
from deepcourse.explore.exploration import Exploration, slider
from deepcourse.figures.course1 import what_is_a_neural_network as figures
from deepcourse.figures.style import new_figure

MARGINS = {"left": 0.09, "right": 0.98, "top": 0.9, "bottom": 0.15}


def explore_house_neuron():
    """Return an exploration: the line of a ReLU neuron over 60 made-up houses, and how wrong it is."""
    x, y = house_prices(seed=1)

    def draw(w, b):
        figure, ax = new_figure(height=3.8, pyplot=False, margins=MARGINS)
        figures.draw_house_neuron(x, y, w, b, ax)
        return figure, f"w = {w:.1f}, b = {b:.0f}: on average wrong by {figures.error(x, y, w, b):.1f} thousand euros"

    w = slider("weight w", 1.0, -1.0, 6.0, 0.1)
    return Exploration(draw, w=w, b=slider("bias b", 0, -200, 200, 5))


def explore_saturation():
    """Return an exploration: sigmoid and ReLU with their tangents at the place of the slider."""

    def draw(z):
        figure, axes = new_figure(1, 2, height=3.4, pyplot=False, margins=MARGINS | {"wspace": 0.25})
        figures.draw_saturation(z, axes)
        slope = figures.sigmoid(z) * figures.sigmoid(-z)
        return figure, f"z = {z:.1f}: the sigmoid's slope is {slope:.4f}, that of ReLU {int(z > 0)}"

    return Exploration(draw, z=slider("z", 2.0, -8.0, 8.0, 0.1))
