"""The explorations of course 2, week 1, initialisation: signals in deep networks, and what becomes of the training.

explore_signals     the sizes of activations and of gradients, layer by layer, by depth, scale and activation
explore_starts      cost curves of five starts at three depths, and what a network of each has learned
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from deepcourse.datasets import circles, load_pullover_or_coat
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course2 import initialization as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn import initialization as nn

PICTURES, WIDTH, DEEPEST = 60, 100, 20
SCALES = (0.1, 0.5, 0.8, 1.0, 1.2, 1.41, 1.7, 2.0, 3.0)
BACKWARD = ("dZ", "dW")
DEPTHS, UNITS, POINTS, LEARNING_RATE, SEEDS = (3, 7, 12), 20, 120, 0.05, 3
GRID = np.linspace(-2.4, 2.4, 41)
STARTS = {  # as in the notebook: (layers_dims, rng) to parameters
    "zeros": lambda dims, rng: nn.initialize_parameters_zeros(dims),
    "random, 0.01": lambda dims, rng: nn.initialize_parameters_random(dims, 0.01, rng),
    "random, 1": lambda dims, rng: nn.initialize_parameters_random(dims, 1.0, rng),
    "Xavier, 1/n": nn.initialize_parameters_xavier,
    "He, 2/n": nn.initialize_parameters_he,
}


@cache
def pictures():
    """Return (X, Y): a few photographs, standardised."""
    data = load_pullover_or_coat()
    X = data.X_train[:, :PICTURES]
    return (X - data.X_train.mean()) / data.X_train.std(), data.Y_train[:, :PICTURES]


def scaled(depth, scale):
    """Return parameters of a network of `depth` layers whose weights have the standard deviation scale / sqrt(n)."""
    dims = [784] + [WIDTH] * (depth - 1) + [1]
    parameters = nn.initialize_parameters_xavier(dims, np.random.default_rng(0))
    return {name: scale * value for name, value in parameters.items()}


@cache
def signals(depth, scale, activation):
    """Return {"A", "dZ", "dW": (rows, medians)}, and the share of hidden answers that are silent or saturated."""
    X, Y = pictures()
    A, dZ, dW = nn.layer_signals(X, Y, scaled(depth, scale), activation)
    lost = np.mean(A[-1] == 0) if activation == "relu" else np.mean(np.abs(A[-1]) > 0.99)
    found = {name: figures.size_histograms(arrays) for name, arrays in {"A": A, "dZ": dZ, "dW": dW}.items()}
    return found | ({"A": figures.value_histograms(A)} if activation == "tanh" else {}), float(lost)


def told_size(power):
    """Return ten to a power as a person writes it."""
    return f"{10**power:.2g}"


def explore_signals():
    """Return an exploration: the sizes of activations and gradients, a ridge for each layer of a deep network."""
    margins = {"left": 0.065, "right": 0.985, "bottom": 0.11, "top": 0.94, "wspace": 0.14}

    def draw(activation, depth, scale, back):
        found, lost = signals(depth, scale, activation)
        figure, axes = new_figure(1, 2, height=5.0, pyplot=False, margins=margins)
        told = "errors dZ" if back == "dZ" else "gradients dW"
        figures.draw_signals(found["A"], found[back], axes, told, DEEPEST, values=activation == "tanh")
        (_, forward), (_, backward) = found["A"], found[back]
        told = f"{activation}, {depth} layers, weights {scale:g}/√n: a typical A[{depth - 1}] is "
        told += f"{told_size(forward[-1])}, a typical {back}[1] {told_size(backward[0])}; in layer {depth - 1} "
        return figure, told + f"{lost:.0%} of the answers are {'zero' if activation == 'relu' else 'beyond 0.99'}"

    return Exploration(
        draw,
        activation=choice("activation", ("relu", "tanh")),
        depth=slider("layers", 16, 2, DEEPEST, 1),
        scale=stops_slider("scale, times 1/√n", SCALES, 1.0),
        back=choice("on the way back", BACKWARD),
    )


class Course(NamedTuple):
    """What became of networks of one depth: costs by start, (seeds, steps), and answers over the plane by start."""

    costs: dict
    answers: dict


@cache
def points():
    """Return (X, Y): a small ring inside a large one, made up from a seed, and standardised."""
    X, Y = circles(m=POINTS, seed=1)
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True), Y


def finite(costs):
    """Return costs with a large number where the training broke down."""
    return np.nan_to_num(np.array(costs), nan=1e9, posinf=1e9)


@cache
def trained(depth, num_iterations):
    """Return the `Course` of networks of one depth, trained from every start with three seeds."""
    X, Y = points()
    dims, plane = [2] + [UNITS] * (depth - 1) + [1], np.stack([a.ravel() for a in np.meshgrid(GRID, GRID)])
    costs, answers = {}, {}
    for name, start in STARTS.items():
        with np.errstate(all="ignore"):  # a start that explodes ends in nan
            runs = [
                nn.train(X, Y, start(dims, np.random.default_rng(seed)), LEARNING_RATE, num_iterations)
                for seed in range(1 if name == "zeros" else SEEDS)
            ]
            AL, _ = nn.network_forward(plane, runs[0][0])
        costs[name] = finite([run[1] for run in runs])
        answers[name] = np.nan_to_num(AL, nan=0.5).reshape(len(GRID), len(GRID))
    return Course(costs, answers)


def explore_starts(num_iterations=180):
    """Return an exploration: five starts at three depths, their cost curves, and what one of them has learned."""
    X, Y = points()
    margins = {"left": 0.07, "right": 0.985, "bottom": 0.14, "top": 0.92, "wspace": 0.68}
    for depth in DEPTHS:
        trained(depth, num_iterations)
    extent = (GRID[0], GRID[-1], GRID[0], GRID[-1])

    def draw(depth, start):
        course = trained(depth, num_iterations)
        figure, axes = new_figure(1, 2, height=3.9, pyplot=False, margins=margins, width_ratios=(1.25, 1))
        figures.draw_training(course.costs, axes[0], f"{depth} layers of {UNITS} units, 3 seeds")
        axes[0].legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
        figures.draw_answers(course.answers[start], extent, X, Y, axes[1], f"learned from: {start}")
        last = course.costs[start][:, -1]
        ends = " to ".join(dict.fromkeys("no number" if c >= 1e9 else f"{c:.3f}" for c in (last.min(), last.max())))
        return figure, f"{depth} layers, {start}: cost after {num_iterations} steps {ends}"

    depth = stops_slider("layers", DEPTHS, DEPTHS[1])  # the text asks what the other two will show
    return Exploration(draw, depth=depth, start=choice("answers of", list(STARTS)[::-1]))
