"""The explorations of course 2, week 3, on softmax.

explore_class_regions   the plane cut into the regions of 2 to 6 classes, while a network learns
explore_temperature     the probabilities of a real digit, colder and hotter
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from deepcourse.datasets import load_digits
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider, stops_slider
from deepcourse.figures.course2 import class_regions as regions
from deepcourse.figures.course2 import softmax_classifier as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import softmax as nn
from deepcourse.nn.building_blocks import initialize_parameters_deep

STOPS = (0, 2, 5, 10, 20, 40, 70, 110, 160, 230, 300, 400)  # steps on all points at once
POINTS = {"pinwheel": regions.pinwheel, "clouds": regions.clouds}
NETWORKS = {"no hidden layer": (), "16 hidden units": (16,)}
MOST_CLASSES, RATE, SEED = 6, 1.0, 4
SHOWN = {"a 3 or a 5": 503, "a clear 0": 0, "a 3 read as a 5": 53, "a 9 read as a 3": 909}  # test digits
EPOCHS = 15


class Record(NamedTuple):
    """A training, looked at after the steps in `STOPS`."""

    parameters: dict  # step: dict W1, b1, ...
    costs: list  # one for each stop


@cache
def recorded(points, C, network):
    """Return the `Record` of a network on a set of points, the same every time."""
    X, labels = POINTS[points](C)
    Y, rng = nn.one_hot(labels, C), np.random.default_rng(SEED)
    parameters, kept = initialize_parameters_deep([2, *NETWORKS[network], C], SEED), {}
    for step in range(STOPS[-1] + 1):
        after, cost = nn.one_epoch(parameters, X, Y, RATE, X.shape[1], rng)
        if step in STOPS:
            kept[step] = parameters, cost
        parameters = after
    return Record({step: p for step, (p, _) in kept.items()}, [cost for _, cost in kept.values()])


def explore_class_regions():
    """Return an exploration: regions of 2 to 6 classes, with and without a hidden layer, step by step."""
    for points in POINTS:
        for C in range(2, MOST_CLASSES + 1):
            for network in NETWORKS:
                recorded(points, C, network)

    def draw(classes, points, network, step):
        (X, labels), record = POINTS[points](classes), recorded(points, classes, network)
        margins = {"left": 0.06, "right": 0.985, "bottom": 0.12, "top": 0.92, "wspace": 0.22}
        figure, axes = new_figure(1, 2, height=4.6, pyplot=False, margins=margins, width_ratios=(1.1, 1))
        parameters = record.parameters[step]
        regions.draw_regions(parameters, X, labels, classes, axes[0], f"{classes} classes, {network}")
        regions.draw_class_costs(STOPS, record.costs, step, classes, axes[1])
        AL = nn.softmax_forward(X, parameters)[0]
        right, sure = nn.top_k_accuracy(AL, labels, 1), AL.max(axis=0).mean()
        cost = record.costs[STOPS.index(step)]
        told = f"{points}, {classes} classes, {network}, step {step}: cost {cost:.3f}, "
        return figure, told + f"{right:.1%} of the points right, mean probability of the answer {sure:.2f}"

    return Exploration(
        draw,
        still={"step": STOPS[-1]},
        classes=slider("classes C", 5, 2, MOST_CLASSES, 1),
        points=choice("points", POINTS),
        network=choice("network", NETWORKS),
        step=stops_slider("step", STOPS),
    )


@cache
def scores_of_digits():
    """Return (X, labels, Z): the shown test digits, (784, n), their classes, and their scores, (10, n)."""
    data, chosen = load_digits(), list(SHOWN.values())
    X_train = data.X_train.astype(np.float32)
    parameters, _ = nn.softmax_network(X_train, data.labels_train, [784, 10], 0.1, EPOCHS, 64, 1)
    X = data.X_test[:, chosen]
    return X, data.labels_test[chosen], parameters["W1"] @ X + parameters["b1"]


def entropy(A):
    """Return the entropy of every column, in nats; 0 log 0 counts as 0. A : (C, m)"""
    return -np.sum(A * np.log(np.where(A > 0, A, 1)), axis=0)


def explore_temperature():
    """Return an exploration: the probabilities of a real digit at temperatures from 0.1 to 10."""
    X, labels, Z = scores_of_digits()
    names, temperatures = list(SHOWN), np.geomspace(0.1, 10, 80)
    curves = [entropy(nn.softmax(Z[:, [i]] / temperatures)) for i in range(len(names))]

    def draw(digit, temperature):
        i = names.index(digit)
        a = nn.softmax(Z[:, [i]] / temperature)[:, 0]
        margins = {"left": 0.01, "right": 0.985, "bottom": 0.17, "top": 0.9, "wspace": 0.3}
        figure, axes = new_figure(1, 3, height=3.3, pyplot=False, margins=margins, width_ratios=(0.75, 1.35, 1.1))
        figures.draw_temperature(X[:, i], labels[i], a, temperature, (temperatures, curves[i]), axes)
        told = f"{digit}, T = {temperature:.3g}: answer {a.argmax()} with probability {a.max():.3f}, "
        return figure, told + f"the right class has {a[labels[i]]:.3f}; entropy {entropy(a[:, None])[0]:.3f} nats"

    return Exploration(draw, digit=choice("digit", names), temperature=log_slider("temperature T", 1.0, -1, 1))
