"""The explorations of course 1, week 4: deep networks on photographs, and parity.

explore_deep_training   a training looked at step by step: accuracies, answers, weights
explore_parity          the same question answered by a tree and by one hidden layer
explore_own_picture     the reader's own picture, as the network sees it
"""

from functools import cache
from html import escape
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.datasets.course1.own_picture import as_column, like_a_photograph, read_picture
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course1 import deep_image_classifier as figures
from deepcourse.figures.course1.parity import draw_parity
from deepcourse.figures.style import new_figure
from deepcourse.nn import building_blocks as blocks
from deepcourse.nn.deep_network import network_size, parity_network, run_threshold_network

LAYERS_DIMS, LEARNING_RATE, SEED = [784, 64, 16, 1], 0.05, 1
SHOWN = 16  # units of layer 1
MOST_BITS = 7
SAMPLES = {"a sample, number 1": 1, "a sample, number 2": 6}  # test pictures made to look like photographs


class Training(NamedTuple):
    """What was recorded of a training, at some steps, its stops."""

    stops: tuple
    accuracies: dict  # stop: shares of right answers on training and on test pictures
    answers: dict  # stop: (1000,) probabilities for the test pictures
    weights: dict  # stop: (SHOWN, 784) what was added so far to weights of layer 1
    costs: dict  # stop: number
    labels: np.ndarray  # (1000,) of the test pictures
    limit: float  # the colours of weights go from -limit to limit


def centred():
    """Return the pictures in float32, less the mean training picture: X_train, Y_train, X_test, Y_test."""
    data = load_pullover_or_coat()
    mean = data.X_train.mean(axis=1, keepdims=True)
    parts = data.X_train - mean, data.Y_train, data.X_test - mean, data.Y_test
    return tuple(part.astype(np.float32) for part in parts)


@cache
def recorded_training(num_iterations):
    """Return the `Training` of a network with three layers on all 2 000 photographs, in float32."""
    X, Y, X_test, Y_test = centred()
    stops = (0, *np.unique(np.geomspace(1, num_iterations, 30).round().astype(int)).tolist())
    first = blocks.initialize_parameters_deep(LAYERS_DIMS, SEED)
    parameters, kept = {name: p.astype(np.float32) for name, p in first.items()}, {}
    for step in range(num_iterations + 1):
        AL, caches = blocks.L_model_forward(X, parameters)
        if step in stops:
            answers = blocks.L_model_forward(X_test, parameters)[0]
            right = tuple(float(np.mean((a >= 0.5) == y)) for a, y in ((AL, Y), (answers, Y_test)))
            kept[step] = right, answers[0], parameters["W1"], blocks.compute_cost(AL, Y)
        parameters = blocks.update_parameters(parameters, blocks.L_model_backward(AL, Y, caches), LEARNING_RATE)
    chosen = figures.strongest(parameters, SHOWN)
    accuracies, answers, weights, costs = ({stop: kept[stop][i] for stop in stops} for i in range(4))
    weights = {stop: (W - weights[0])[chosen] for stop, W in weights.items()}
    limit = float(np.quantile(np.abs(weights[num_iterations]), 0.995))
    return Training(stops, accuracies, answers, weights, costs, Y_test[0], limit)


def explore_deep_training(num_iterations=1500):
    """Return an exploration: a network of three layers that learns from 2 000 photographs, step by step."""
    record = recorded_training(num_iterations)
    margins = {"left": 0.07, "right": 0.99, "bottom": 0.16, "top": 0.9, "wspace": 0.26}

    def draw(step):
        figure, axes = new_figure(1, 3, height=3.4, pyplot=False, margins=margins)
        figures.draw_training(record, step, axes)
        train, test = record.accuracies[step]
        told = f"step {step}: cost {record.costs[step]:.3f}, "
        return figure, told + f"{train:.1%} of the training pictures right, {test:.1%} of the new ones"

    return Exploration(draw, still={"step": num_iterations}, step=stops_slider("step", record.stops))


def explore_parity():
    """Return an exploration: parity of up to seven bits, by a tree and by one hidden layer, unit by unit."""

    def draw(n, number):
        bits = number >> np.arange(n) & 1
        margins = {"left": 0.02, "right": 0.98, "bottom": 0.13, "top": 0.91, "wspace": 0.08}
        figure, axes = new_figure(1, 2, height=4.4, pyplot=False, margins=margins, width_ratios=(1.6, 1))
        for ax, shape, fit in zip(axes, ("deep", "shallow"), (6, 2), strict=True):
            network = parity_network(n, shape)
            layers, units = network_size(network)
            draw_parity(network, bits, ax, f"{shape}: {layers} layer{'s' * (layers > 1)}, {units} units", fit)
        answer = int(run_threshold_network(parity_network(n), bits[:, None])[0, 0])
        told = f"bits {''.join(map(str, bits))}: {bits.sum()} of {n} are 1, so the parity is {answer}; "
        sizes = [network_size(parity_network(n, shape))[1] for shape in ("deep", "shallow")]
        return figure, told + f"{sizes[0]} units deep, {sizes[1]} shallow"

    most = 2**MOST_BITS - 1
    return Exploration(draw, n=slider("bits n", 4, 1, MOST_BITS, 1), number=slider("input number", 7, 0, most, 1))


class PictureExploration(Exploration):
    """An exploration with a button that lets the reader add a picture to its list of pictures."""

    def __init__(self, draw, pictures, **controls):
        super().__init__(draw, **controls)
        self.pictures = pictures
        self.upload = widgets.FileUpload(accept="image/*", multiple=False, description="your own picture")
        self.upload.observe(self.add, names="value")
        self.box.children = (self.upload, *self.box.children)

    def add(self, change):
        """Put an uploaded picture into the list and show it; where that fails, the reader sees why."""
        for file in change["new"]:
            name = str(file["name"])
            try:
                grey = read_picture(file["content"], name)
                as_column(grey)
            except ValueError as error:
                self.sentence.value = f"<b>{escape(str(error))}</b>"
                continue
            self.pictures[name] = grey
            control = self.controls["picture"]
            if name in control.options:
                control.value = next(other for other in control.options if other != name)  # so that it is drawn anew
            else:
                control.options = [*control.options, name]
            control.value = name


def explore_own_picture(parameters, mean):
    """Return an exploration: pictures of the reader's own, what the network sees of them, and what it says.

    parameters : dict W1, b1, ..., WL, bL of a network with 784 inputs    mean : (784, 1), subtracted from each picture
    """
    if parameters["W1"].shape[1] != 784 or np.shape(mean) != (784, 1):
        raise ValueError(f"W1 is {parameters['W1'].shape} and the mean {np.shape(mean)}; give (n, 784) and (784, 1)")
    data = load_pullover_or_coat()
    pictures = {name: like_a_photograph(data.X_test[:, i]) for name, i in SAMPLES.items()}

    def draw(picture):
        grey = pictures[picture]
        column = as_column(grey)
        answer = float(blocks.L_model_forward(column - mean, parameters)[0][0, 0])
        margins = {"left": 0.01, "right": 0.97, "bottom": 0.18, "top": 0.89, "wspace": 0.3}
        figure, axes = new_figure(1, 3, height=3.1, pyplot=False, margins=margins, width_ratios=(1, 1, 1.2))
        figures.draw_own_picture(grey, column, answer, data.classes, axes)
        says = data.classes[int(answer >= 0.5)]
        height, width = grey.shape
        told = f"{picture}, {width} by {height} pixels: the network says {says}, "
        return figure, told + f"probability of a coat {answer:.1%}"

    return PictureExploration(draw, pictures, picture=choice("picture", pictures))
