"""The explorations of course 1.

explore_likelihood      make twenty labels as probable as you can
explore_cost_surface    gradient descent on the two cost surfaces
explore_weights         what a neuron has learned, step by step
explore_mistakes        where it fails, and how surely
"""

from functools import cache

import numpy as np

from deepcourse.datasets import load_pullover_or_coat, shoulder_brightness
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider
from deepcourse.figures import logistic_regression as figures
from deepcourse.figures.style import new_figure
from deepcourse.figures.surfaces import LOSSES, cost_surface, descend
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.logistic_regression import propagate

STARTS = {"far from the bottom (8, 8)": (8.0, 8.0), "the usual one (0, 0)": (0.0, 0.0)}
LEARNING_RATE = 0.05  # of the training that `explore_weights` shows
PER_PAGE = 10


@cache
def few_pictures(m):
    """Return shoulder brightness (1, m) and labels (1, m) of the first m training pictures."""
    data = load_pullover_or_coat()
    return shoulder_brightness(data.X_train)[:, :m], data.Y_train[:, :m]


def explore_likelihood():
    """Return an exploration: weight and bias of a neuron with one input, and the likelihood of twenty labels."""

    def draw(weight, bias):
        x, Y = few_pictures(20)
        figure, ax = new_figure(height=3.6, pyplot=False)
        figures.draw_likelihood(weight, bias, x, Y, ax)
        total = figures.log_likelihood_of(weight, bias, x, Y)
        return (
            figure,
            f"w = {weight:.1f}, b = {bias:.1f}: log-likelihood {total:.3f}, cost {-total / 20:.3f} per picture",
        )

    return Exploration(
        draw, weight=slider("weight w", 0.0, -10.0, 10.0, 0.5), bias=slider("bias b", 0.0, -5.0, 5.0, 0.5)
    )


surface_of = cache(lambda loss: cost_surface(*few_pictures(20), loss))


def explore_cost_surface():
    """Return an exploration: the path of gradient descent on the surface of either loss."""

    def draw(learning_rate, steps, loss, start):
        path, costs = descend(*few_pictures(20), loss, learning_rate, steps, STARTS[start])
        figure, axes = new_figure(1, 2, height=3.9, width_ratios=(1.1, 1), pyplot=False)
        figures.draw_descent(surface_of(loss), path, costs, axes)
        rises = int((np.diff(costs) > 1e-9).sum())
        lowest = surface_of(loss).lowest[2]
        told = f"cost {costs[0]:.3f} at the start, {costs[-1]:.3f} now, {lowest:.3f} at the bottom; "
        return figure, told + f"the cost rose in {rises} of {steps} steps"

    return Exploration(
        draw,
        learning_rate=log_slider("learning rate", 1.0, -1.0, 2.0),
        steps=slider("steps", 40, 1, 100, 1),
        loss=choice("loss", LOSSES),
        start=choice("start", STARTS),
    )


@cache
def recorded_training(num_iterations):
    """Return weights (stops, 784), costs (num_iterations + 1,), and the steps at which the weights were recorded.

    The stops lie closer together at the beginning, where more happens.
    """
    X, Y, *_ = load_pullover_or_coat()
    stops = sorted({0, *np.geomspace(1, num_iterations, 40).round().astype(int).tolist()})
    w, b, weights, costs = np.zeros((784, 1)), 0.0, [], []
    for step in range(num_iterations + 1):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        if step in stops:
            weights.append(w[:, 0])
        w, b = w - LEARNING_RATE * grads["dw"], b - LEARNING_RATE * grads["db"]
    return np.array(weights), np.array(costs), stops


def explore_weights(num_iterations=2000):
    """Return an exploration: the weights as a picture while the neuron learns from 2 000 photographs."""
    weights, costs, stops = recorded_training(num_iterations)
    limit = float(np.abs(weights[-1]).max())

    def draw(stop):
        figure, axes = new_figure(1, 2, height=3.5, width_ratios=(1, 1.3), pyplot=False)
        figures.draw_weights(weights[stop], costs, stops[stop], limit, axes)
        lowest, highest = weights[stop].min(), weights[stop].max()
        return figure, f"step {stops[stop]}: weights from {lowest:.3f} to {highest:.3f}, cost {costs[stops[stop]]:.3f}"

    return Exploration(draw, stop=slider("stop", len(stops) - 1, 0, len(stops) - 1, 1))


def explore_mistakes(w, b):
    """Return an exploration: test pictures that the neuron (w, b) gets wrong, hardly decides, or surely knows.

    w : (784, 1)    b : number
    """
    data = load_pullover_or_coat()
    A = sigmoid(w.T @ data.X_test + b)
    sure, wrong = np.abs(A[0] - 0.5), (A[0] >= 0.5) != data.Y_test[0]
    by_sureness = np.argsort(-sure, kind="stable")
    lists = {
        "wrong, the surest first": by_sureness[wrong[by_sureness]],
        "right, the surest first": by_sureness[~wrong[by_sureness]],
        "hardly decided": by_sureness[::-1],
    }

    def draw(which, page):
        found = lists[which]
        first = min((page - 1) * PER_PAGE, max(0, len(found) - PER_PAGE))
        chosen = found[first : first + PER_PAGE]
        figure, _ = new_figure(height=4.6, pyplot=False, layout=None)  # placed by hand: that halves the time
        figure.clear()
        figure.subplots_adjust(0.01, 0.01, 0.99, 0.91, wspace=0.05, hspace=0.25)
        figures.draw_gallery(data.X_test, data.Y_test, A, chosen, data.classes, figure=figure)
        return figure, f"{first + 1} to {first + len(chosen)} of {len(found)} unseen pictures; {wrong.sum()} are wrong"

    return Exploration(draw, which=choice("pictures", lists), page=slider("page", 1, 1, 10, 1))
