"""The explorations of course 2, week 1: complexity, and the bowl of a cost.

explore_complexity      a border of growing degree, with its training and its dev error
explore_bowl            gradient descent with raw and with normalised inputs, at any learning rate
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.course2.noisy_wave import noisy_wave
from deepcourse.experiments.course2.polynomial_classifier import fit_polynomial, polynomial_error
from deepcourse.explore.exploration import Exploration, slider, stops_slider
from deepcourse.figures.course2 import data_splits_and_diagnosis as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import normalization

DEGREES, AMOUNTS, DRAWS = 15, (60, 300, 1000, 3000), (1, 2, 3)
FIRST_DEGREE, FIRST_AMOUNT = 5, 300
DEV = noisy_wave(4000, seed=99)
RATES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5, 0.8, 1.0, 1.2, 1.5, 1.8, 2.0)
START, STEPS = np.array([[-2.0], [4.0]]), 40


class Fits(NamedTuple):
    """Borders of all degrees on one set of training points."""

    X: np.ndarray  # (2, m)
    Y: np.ndarray  # (1, m)
    weights: tuple  # for degree 1, 2, ...
    errors: np.ndarray  # (degrees, 2): training and dev error


@cache
def fits(m, draw):
    """Return the `Fits` to m points; `draw` tells different sets of as many points apart."""
    X, Y = noisy_wave(m, seed=draw)
    weights = tuple(fit_polynomial(X, Y, degree) for degree in range(1, DEGREES + 1))
    errors = [[polynomial_error(w, *part, d) for part in ((X, Y), DEV)] for d, w in enumerate(weights, 1)]
    return Fits(X, Y, weights, np.array(errors))


def explore_complexity():
    """Return an exploration: a border by degree and number of training points, and what it gets wrong."""
    for m in AMOUNTS:
        for which in DRAWS:
            fits(m, which)

    def draw(degree, points, sample):
        found = fits(points, sample)
        margins = {"left": 0.085, "right": 0.985, "bottom": 0.13, "top": 0.92, "wspace": 0.2}
        figure, axes = new_figure(1, 2, height=4.1, pyplot=False, margins=margins, width_ratios=(1, 1.25))
        figures.draw_border(found.weights[degree - 1], degree, found.X, found.Y, found.errors, axes)
        train, dev = found.errors[degree - 1]
        told = f"degree {degree}, {points} training points: training error {train:.1%}, dev error {dev:.1%}; "
        return figure, told + f"avoidable bias {train - 0.1:.1%}, variance {dev - train:.1%}"

    return Exploration(
        draw,
        degree=slider("degree", FIRST_DEGREE, 1, DEGREES, 1),
        points=stops_slider("training points", AMOUNTS, FIRST_AMOUNT),
        sample=stops_slider("which points", DRAWS),
    )


def two_inputs():
    """Return (N, Y): two normalised inputs of 40 examples, hardly correlated, and labels that w = (2, 2) explains."""
    rng = np.random.default_rng(2)
    X = rng.normal(size=(2, 40))
    N = normalization.apply_normalizer(X, *normalization.fit_normalizer(X))
    return N, np.array([[2.0, 2.0]]) @ N


def explore_bowl():
    """Return an exploration: gradient descent at one rate in two bowls, with raw and with normalised inputs."""
    N, Y = two_inputs()

    def draw(spread, learning_rate, steps):
        raw = np.array([[1.0], [float(spread)]]) * N
        bowls = {
            name: (X, Y, normalization.descend(X, Y, START, learning_rate, steps))
            for name, X in (("raw inputs", raw), ("normalised", N))
        }
        margins = {"left": 0.065, "right": 0.985, "bottom": 0.17, "top": 0.91, "wspace": 0.3}
        figure, axes = new_figure(1, 3, height=3.1, pyplot=False, margins=margins)
        figures.draw_bowls(bowls, learning_rate, axes)
        told = [f"{name} {normalization.bowl_cost(path[:, -1:], X, Y):.2g}" for name, (X, Y, path) in bowls.items()]
        return figure, f"second input {spread:g} times as spread out, {steps} steps: cost {', '.join(told)}"

    return Exploration(
        draw,
        spread=slider("spread of input 2", 3.0, 1.0, 5.0, 0.5),
        learning_rate=stops_slider("learning rate", RATES, 0.2),
        steps=slider("steps", STEPS, 0, STEPS, 1),
    )
