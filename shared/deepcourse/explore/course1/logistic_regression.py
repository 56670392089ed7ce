"""The explorations of course 1, week 2: one neuron.

explore_likelihood      make twenty labels as probable as you can
explore_cost_surface    gradient descent on the two cost surfaces
explore_weights         what a neuron has learned, step by step
explore_mistakes        where it fails, and how surely
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from deepcourse.datasets import load_pullover_or_coat, shoulder_brightness
from deepcourse.experiments.course1.cost_surfaces import LOSSES, cost_surface, descend
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider, stops_slider
from deepcourse.figures.course1 import logistic_regression as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.logistic_regression import accuracy, log_likelihood, predict, propagate

STARTS = {"far from the bottom (8, 8)": (8.0, 8.0), "the usual one (0, 0)": (0.0, 0.0)}
LEARNING_RATE = 0.05  # of the training that `explore_weights` shows
PER_PAGE = 10
TWO_PANELS = {"left": 0.075, "right": 0.985, "bottom": 0.14, "top": 0.92, "wspace": 0.2}  # margins


@cache
def few_pictures(m):
    """Return shoulder brightness (1, m) and labels (1, m) of the first m training pictures."""
    data = load_pullover_or_coat()
    return shoulder_brightness(data.X_train)[:, :m], data.Y_train[:, :m]


def explore_likelihood():
    """Return an exploration: weight and bias of a neuron with one input, and the likelihood of twenty labels."""

    def draw(weight, bias):
        x, Y = few_pictures(20)
        figure, ax = new_figure(height=3.7, pyplot=False, margins={"left": 0.07, "right": 0.99, "bottom": 0.23})
        figures.draw_likelihood(weight, bias, x, Y, ax)
        total = log_likelihood(np.array([[weight]]), bias, x, Y)
        told = f"w = {weight:.1f}, b = {bias:.1f}: "
        return figure, told + f"log-likelihood {total:.3f}, cost {-total / 20:.3f} per picture"

    return Exploration(
        draw, weight=slider("weight w", 0.0, -10.0, 10.0, 0.5), bias=slider("bias b", 0.0, -5.0, 5.0, 0.5)
    )


surface_of = cache(lambda loss: cost_surface(*few_pictures(20), loss))


def explore_cost_surface():
    """Return an exploration: the path of gradient descent on the surface of either loss."""

    def draw(learning_rate, steps, loss, start):
        path, costs = descend(*few_pictures(20), loss, learning_rate, steps, STARTS[start])
        figure, axes = new_figure(1, 2, height=3.9, pyplot=False, margins=TWO_PANELS, width_ratios=(1.1, 1))
        figures.draw_descent(surface_of(loss), path, costs, axes)
        rises = int((np.diff(costs) > 1e-9).sum())
        (w, b), lowest = path[-1], surface_of(loss).lowest[2]
        told = f"cost {costs[0]:.3f} at the start, {costs[-1]:.3f} now, {lowest:.3f} at the bottom; "
        return figure, told + f"w = {w:.2f}, b = {b:.2f}; the cost rose in {rises} of {steps} steps"

    return Exploration(
        draw,
        learning_rate=log_slider("learning rate", 1.0, -1.0, 2.0),
        steps=slider("steps", 40, 1, 100, 1),
        loss=choice("loss", LOSSES),
        start=choice("start", STARTS),
    )


class Training(NamedTuple):
    """What was recorded of a training: every cost, and weights and accuracies at some steps, its stops."""

    stops: tuple  # the steps at which something was recorded; they lie closer together where more happens, at first
    weights: dict  # stop: (784,)
    accuracies: dict  # stop: shares of right answers on training and test pictures
    costs: np.ndarray  # (num_iterations + 1,)


@cache
def recorded_training(num_iterations):
    """Return the `Training` of a neuron on all 2 000 photographs, from zero."""
    data = load_pullover_or_coat()
    parts = ((data.X_train, data.Y_train), (data.X_test, data.Y_test))
    stops = (0, *np.unique(np.geomspace(1, num_iterations, 40).round().astype(int)).tolist())
    w, b, record = np.zeros((784, 1)), 0.0, Training(stops, {}, {}, np.empty(num_iterations + 1))
    for step in range(num_iterations + 1):
        grads, record.costs[step] = propagate(w, b, *parts[0])
        if step in stops:
            record.weights[step] = w[:, 0]
            record.accuracies[step] = [accuracy(predict(w, b, X), Y) for X, Y in parts]
        w, b = w - LEARNING_RATE * grads["dw"], b - LEARNING_RATE * grads["db"]
    return record


def explore_weights(num_iterations=2000):
    """Return an exploration: the weights as a picture while the neuron learns from 2 000 photographs."""
    record = recorded_training(num_iterations)
    limit = float(np.abs(record.weights[num_iterations]).max())
    margins = TWO_PANELS | {"left": 0.01, "bottom": 0.15, "wspace": 0.28}

    def draw(step):
        figure, axes = new_figure(1, 2, height=3.5, pyplot=False, margins=margins, width_ratios=(1, 1.2))
        weights, (train, test) = record.weights[step], record.accuracies[step]
        figures.draw_weights(weights, record.costs, step, limit, axes)
        told = f"step {step}: weights from {weights.min():.3f} to {weights.max():.3f}, cost {record.costs[step]:.3f}; "
        return figure, told + f"{train:.1%} of the training pictures right, {test:.1%} of the unseen ones"

    return Exploration(draw, still={"step": num_iterations}, step=stops_slider("step", record.stops))


def explore_mistakes(w, b):
    """Return an exploration: test pictures that the neuron (w, b) gets wrong, hardly decides, or surely knows.

    w : (784, 1)    b : number
    """
    data = load_pullover_or_coat()
    A = sigmoid(checked(w, len(data.X_test)).T @ data.X_test + b)
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
        figure, ax = new_figure(height=4.5, pyplot=False, margins={"left": 0, "bottom": 0, "right": 1, "top": 1})
        figures.draw_gallery(data.X_test, data.Y_test, A, chosen, data.classes, ax)
        told = f"{first + 1} to {first + len(chosen)} of {len(found)}" if len(found) else "none"
        return figure, f"{told}; of {A.size} unseen pictures {wrong.sum()} are wrong"

    pages = max(2, -(-int(wrong.sum()) // PER_PAGE))  # every mistake can be seen
    return Exploration(draw, which=choice("pictures", lists), page=slider("page", 1, 1, pages, 1))


def checked(w, n_x):
    """Return the weights, once it is sure that they are an (n_x, 1) array of finite numbers."""
    if np.shape(w) != (n_x, 1):
        raise ValueError(f"w has the shape {np.shape(w)}; give the weights of your neuron, an array ({n_x}, 1)")
    if not np.isfinite(w).all():
        raise ValueError("w holds entries that are not finite (nan or inf); train again with a smaller learning rate")
    return w
