"""The explorations of course 4, week 1: the digit recogniser.

explore_feature_maps    all maps of any layer, for any digit, which may be moved
explore_moved_digit     a digit that is moved and turned, and the network's probabilities that follow
"""

import numpy as np

from deepcourse.cnn import lenet
from deepcourse.experiments.course4.shifted_digits import moved, turned
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course4 import digit_recognizer as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.softmax import softmax

LAYERS = ("convolution 1", "ReLU 1", "pooling 1", "convolution 2", "ReLU 2", "pooling 2")


def maps_of(A, parameters):
    """Return {layer: maps, (m, n_H, n_W, n_C)}, from the first convolution to the second pooling.

    A : (m, 28, 28, 1)
    """
    maps = []
    for layer, pad in (("1", (len(parameters["W1"]) - 1) // 2), ("2", 0)):
        Z, _ = lenet.conv_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], pad=pad)
        rectified, _ = lenet.relu_forward(Z)
        A, _ = lenet.pool_forward(rectified, **lenet.POOLED)
        maps += [Z, rectified, A]
    return dict(zip(LAYERS, maps, strict=True))


def explore_feature_maps(parameters, X):
    """Return an exploration: the maps of a layer for one of ten digits, moved to the right by some pixels.

    parameters : of a trained network    X : (10, 28, 28, 1), a picture of each digit
    """
    limits = {layer: float(np.quantile(np.abs(maps), 0.998)) for layer, maps in maps_of(X, parameters).items()}

    def draw(layer, digit, right):
        picture = moved(X[digit : digit + 1], 0, right)
        maps = maps_of(picture, parameters)[layer][0]
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.9, "wspace": 0.05}
        figure, axes = new_figure(1, 2, height=3.4, pyplot=False, margins=margins, width_ratios=(1, 2.4))
        n_H, n_W, n_C = maps.shape
        figures.draw_maps(axes, picture[0, :, :, 0], maps, f"{layer}: {n_C} maps, {n_H} by {n_W}", limits[layer])
        row, column, k = np.unravel_index(np.argmax(maps), maps.shape)
        told = f"a {digit}, moved {right} pixels to the right: {layer} gives {n_C} maps of {n_H} by {n_W}"
        return figure, f"{told}; the strongest response is in map {k}, row {row}, column {column}"

    return Exploration(
        draw,
        still={"layer": LAYERS[-1]},
        layer=choice("layer", LAYERS),
        digit=slider("digit", 3, 0, 9, 1),
        right=slider("right (pixels)", 0, -4, 4, 1),
    )


def explore_moved_digit(parameters, X):
    """Return an exploration: a digit that is moved and turned, and the probability of each answer.

    parameters : of a trained network    X : (10, 28, 28, 1), a picture of each digit
    """

    def draw(digit, down, right, turn):
        picture = np.clip(turned(X[digit, :, :, 0].astype(float), turn), 0, 1)[np.newaxis, :, :, np.newaxis]
        picture = moved(picture, down, right)
        Z, _ = lenet.lenet_forward(picture.astype(X.dtype), parameters)
        probabilities = softmax(Z)[:, 0]
        margins = {"left": 0.02, "right": 0.97, "bottom": 0.15, "top": 0.9, "wspace": 0.2}
        figure, axes = new_figure(1, 2, height=3.4, pyplot=False, margins=margins, width_ratios=(1, 1.6))
        figures.draw_answer(axes, picture[0, :, :, 0], probabilities, digit)
        said = int(probabilities.argmax())
        told = f"a {digit}, {down} pixels down, {right} to the right, turned by {turn}°"
        return figure, f"{told}: read as {said}, with probability {probabilities[said]:.3f}"

    return Exploration(
        draw,
        digit=slider("digit", 6, 0, 9, 1),
        down=slider("down (pixels)", 0, -6, 6, 1),
        right=slider("right (pixels)", 0, -6, 6, 1),
        turn=slider("turn (degrees)", 0, -180, 180, 15),
    )
