"""The explorations of course 2, week 2: optimisers.

explore_race            gradient descent, momentum, RMSprop and Adam on four landscapes, step by step
explore_batch_size      the cost on the way down, by the size of the mini-batches
"""

from functools import cache, lru_cache

import ipywidgets as widgets
import numpy as np

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.experiments.course2.landscapes import LANDSCAPES, finish_of, race
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider, stops_slider
from deepcourse.figures.course2 import optimization_methods as figures
from deepcourse.figures.course2 import races
from deepcourse.figures.style import new_figure
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn.optimizers import random_mini_batches, update_parameters_with_gd

STEPS = 150
SIZES = (1, 4, 16, 64, 256, 500)
PICTURES, EPOCHS, UNITS, RATE, SEED = 500, 3, 16, 0.05, 1


@lru_cache(maxsize=64)
def paths_of(name, rates, beta1, beta2):
    """Return {optimiser: path} of one race; rates are those of gradient descent, of momentum, and of the other two."""
    landscape = next(one for one in LANDSCAPES if one.name == name)
    with np.errstate(all="ignore"):  # who is thrown far out of a landscape stays there
        return {
            optimizer: race(landscape, optimizer, STEPS, rate, beta1, beta2)
            for optimizer, rate in zip(races.RUNNERS, (*rates, rates[-1]), strict=True)
        }


class AnimatedExploration(Exploration):
    """An exploration with a button that moves one of its sliders by itself."""

    def __init__(self, draw, moved, interval=150, stride=2, **controls):
        super().__init__(draw, **controls)
        control = controls[moved]
        self.play = widgets.Play(
            min=control.min, max=control.max, step=stride, value=control.value, interval=interval, description="race"
        )
        widgets.jslink((self.play, "value"), (control, "value"))
        self.box.children = (self.play, *self.box.children)


def explore_race():
    """Return an exploration: four optimisers on a ravine, a saddle and a plateau; a button starts the race."""
    lands = {landscape.name: landscape for landscape in LANDSCAPES}

    def draw(landscape, alpha, alpha_momentum, alpha_divided, beta1, beta2, step):
        paths = paths_of(landscape, (alpha, alpha_momentum, alpha_divided), beta1, beta2)
        figure, _ = new_figure(0, height=4.7, pyplot=False, margins=races.MARGINS)
        races.draw_race(lands[landscape], paths, step, races.race_axes(figure))
        arrived = {races.RUNNERS[o][0]: finish_of(lands[landscape], path) for o, path in paths.items()}
        there = [f"{called} at {when}" for called, when in arrived.items() if when is not None and when <= step]
        told = f"{landscape}, step {step}: α {alpha:.3g}, momentum {alpha_momentum:.3g}, RMSprop and Adam "
        told += f"{alpha_divided:.3g}, β₁ {beta1:.3g}, β₂ {beta2:.3g}; arrived: {', '.join(there) or 'nobody'}"
        return figure, told

    return AnimatedExploration(
        draw,
        "step",
        still={"step": STEPS},
        landscape=choice("landscape", lands),
        alpha=log_slider("α, descent", 10**0.25, -2, 0.5),
        alpha_momentum=log_slider("α, momentum", 10.0, -1, 1.5),
        alpha_divided=log_slider("α, RMSprop, Adam", 0.1, -3, 0),
        beta1=slider("β₁, momentum", 0.9, 0.0, 0.98, 0.02),
        beta2=slider("β₂, RMSprop", 0.99, 0.5, 0.999, 0.001),
        step=slider("step", 0, 0, STEPS, 1),
    )


@cache
def pictures():
    """Return (X, Y): some photographs in float32, less their mean picture."""
    data = load_pullover_or_coat()
    X = data.X_train[:, :PICTURES]
    return (X - X.mean(axis=1, keepdims=True)).astype(np.float32), data.Y_train[:, :PICTURES].astype(np.float32)


@cache
def descent(size):
    """Return (epochs before each step, cost of its mini-batch, the last parameters) of gradient descent.

    size : examples in a mini-batch
    """
    X, Y = pictures()
    parameters = blocks.initialize_parameters_deep([X.shape[0], UNITS, 1], SEED)
    parameters, seen, costs = {n: p.astype(np.float32) for n, p in parameters.items()}, [0], []
    for epoch in range(EPOCHS):
        for X_part, Y_part in random_mini_batches(X, Y, size, [SEED, epoch]):
            AL, caches = blocks.L_model_forward(X_part, parameters)
            costs.append(blocks.compute_cost(AL, Y_part))
            parameters = update_parameters_with_gd(parameters, blocks.L_model_backward(AL, Y_part, caches), RATE)
            seen.append(seen[-1] + X_part.shape[1])
    return np.array(seen[:-1]) / PICTURES, np.array(costs), parameters


def answers_of(parameters):
    """Return the answers of a network to all the photographs, (1, m)."""
    return blocks.L_model_forward(pictures()[0], parameters)[0]


@cache
def spreads():
    """Return {size: standard deviation of the mini-batches' costs} at one and the same point, a trained network."""
    AL, Y = answers_of(descent(SIZES[2])[2]), pictures()[1]
    return {
        size: float(
            np.std([blocks.compute_cost(*part) for k in range(6) for part in random_mini_batches(AL, Y, size, k)])
        )
        for size in SIZES[:-1]
    }


def explore_batch_size():
    """Return an exploration: costs on the way down by the size of the mini-batches, smoothed as much as wanted."""
    sizes = stops_slider("mini-batch size", SIZES, 16)
    smoothing = stops_slider("β, smoothing", (0.0, 0.5, 0.9, 0.98, 0.99), 0.9)
    for size in SIZES:  # trained before the reader moves anything
        descent(size)

    def draw(size, beta):
        seen, costs, parameters = descent(size)
        last = blocks.compute_cost(answers_of(parameters), pictures()[1])
        margins = {"left": 0.075, "right": 0.985, "bottom": 0.16, "top": 0.9, "wspace": 0.24}
        figure, axes = new_figure(1, 2, height=3.6, pyplot=False, margins=margins, width_ratios=(1.7, 1))
        figures.draw_noise(seen, costs, beta, size, axes[0])
        figures.draw_spreads(spreads(), size, axes[1])
        told = f"mini-batches of {size}, smoothed with β = {beta:g}: {len(costs)} steps in {EPOCHS} epochs, "
        return figure, told + f"cost of all {PICTURES} pictures at the end {last:.3f}"

    return Exploration(draw, size=sizes, beta=smoothing)
