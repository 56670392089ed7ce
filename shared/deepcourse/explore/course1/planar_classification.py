"""The explorations of course 1, week 3: a network with one hidden layer in the plane.

explore_decision_boundary   hidden units, activation, learning rate and step, and the border that comes of them
explore_hidden_units        the half-planes of the hidden units, and what the output makes of them
"""

from functools import cache

import numpy as np

from deepcourse.datasets.course1.planar import PLANAR
from deepcourse.experiments.course1.planar_networks import ACTIVATIONS, answers, train
from deepcourse.explore.exploration import Exploration, choice, stops_slider
from deepcourse.figures.course1 import planar_classification as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.shallow_network import initialize_parameters

STEPS, SEED = 2000, 3
STOPS = (0, *np.unique(np.geomspace(10, STEPS, 24).round().astype(int)).tolist())
UNITS, RATES = (1, 2, 3, 4, 5, 10), (0.1, 0.3, 1.0, 3.0)
HALF_PLANES = 4  # hidden units of `explore_hidden_units`


@cache
def recorded(data, units, activation, rate):
    """Return the `Training` of a network on a set of points, the same every time."""
    X, Y = PLANAR[data]()
    return train(X, Y, initialize_parameters(2, units, 1, SEED), STEPS, rate, activation, STOPS)


def share_of_right_answers(parameters, X, Y, activation):
    """Return the share of points that a network answers rightly."""
    return float(np.mean((answers(parameters, X, activation)[1] >= 0.5) == Y))


def explore_decision_boundary(data="flower"):
    """Return an exploration: the border of a network on a set of points, by units, activation, rate and step.

    data : "flower", "moons", "circles", "blobs" or "spirals"
    """
    if data not in PLANAR:
        raise ValueError(f"there are no points called {data!r}; choose one of {', '.join(map(repr, PLANAR))}")
    X, Y = PLANAR[data]()

    def draw(hidden_units, activation, learning_rate, step):
        record = recorded(data, hidden_units, activation, learning_rate)
        margins = {"left": 0.085, "right": 0.985, "bottom": 0.13, "top": 0.92, "wspace": 0.2}
        figure, axes = new_figure(1, 2, height=3.9, pyplot=False, margins=margins, width_ratios=(1, 1.35))
        figures.draw_training(record, step, X, Y, activation, axes)
        right = share_of_right_answers(record.parameters[step], X, Y, activation)
        units = f"{hidden_units} hidden unit{'s' if hidden_units > 1 else ''}"
        told = f"{units}, {activation}, learning rate {learning_rate:g}, after {step} steps: "
        return figure, told + f"cost {record.costs[step]:.3f}, {right:.1%} of the points right"

    return Exploration(
        draw,
        still={"step": STEPS},
        hidden_units=stops_slider("hidden units", UNITS, 4),
        activation=choice("activation", ACTIVATIONS),
        learning_rate=stops_slider("learning rate", RATES, 1.0),
        step=stops_slider("step", STOPS),
    )


def explore_hidden_units():
    """Return an exploration: what each of four hidden units says, and what the output makes of them."""

    def draw(data, step):
        X, Y = PLANAR[data]()
        parameters = recorded(data, HALF_PLANES, "tanh", 1.0).parameters[step]
        margins = {"left": 0.055, "right": 0.99, "bottom": 0.2, "top": 0.9, "wspace": 0.22}
        figure, axes = new_figure(1, HALF_PLANES + 1, height=2.5, pyplot=False, margins=margins, sharey=True)
        figures.draw_hidden_units(parameters, X, Y, axes)
        right = share_of_right_answers(parameters, X, Y, "tanh")
        weights = ", ".join(f"{weight:.1f}" for weight in parameters["W2"][0])
        return figure, f"{data} after {step} steps: W2 = ({weights}), {right:.1%} of the points right"

    return Exploration(draw, still={"step": STEPS}, data=choice("points", PLANAR), step=stops_slider("step", STOPS))
