"""The explorations of course 4, week 3: sliding windows.

explore_window_map      a position of the map, its window, and the classifier's answer
explore_chain           layers of one's choice: what a number of the last map sees
explore_regions         regions and their boxes, with the tolerance on a slider
"""

import numpy as np

from deepcourse.cnn import sliding
from deepcourse.datasets import load_photograph
from deepcourse.experiments.course4 import sliding as experiment
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course4 import sliding_windows as figures
from deepcourse.figures.style import new_figure

PIXELS = 24  # of the one-dimensional picture
LEAST, MOST, GAP = 12, 2000, 3
SCENES = 3
BOXES = ("regions", "regions and near pairs")
CUP = slice(60, 320, 4), slice(150, 480, 4)  # rows and columns of the photograph, every fourth


def explore_window_map(parameters):
    """Return an exploration: row and column of a position on the map, its window, and what the classifier says.

    parameters : of the classifier, as `probability_map` takes them
    """
    those = experiment.scenes(8, SCENES)
    maps = sliding.probability_map(those.images, parameters)
    window, stride = sliding.sweep(experiment.LAYERS)
    last = maps.shape[1] - 1

    def draw(scene, kind, row, column):
        image, P = those.images[scene - 1], maps[scene - 1]
        box = np.array([stride * column, stride * row, stride * column + window, stride * row + window])
        margins = {"left": 0.06, "right": 0.97, "bottom": 0.17, "top": 0.88, "wspace": 0.62}
        figure, axes = new_figure(1, 3, height=3.3, pyplot=False, margins=margins, width_ratios=(1.25, 1.2, 0.8))
        figures.draw_window(image, box, axes[0], "the window: {}, {}, {}, {}".format(*box))
        number = figures.NAMES.index(kind)
        figures.draw_heat(P[..., number], axes[1], f"map of {kind}", (row, column))
        figures.draw_probabilities(P[row, column], axes[2])
        said = (
            f"scene {scene}, row {row}, column {column}: the window is x {box[0]} to {box[2]}, y {box[1]} to {box[3]}"
        )
        return figure, f"{said}; {kind} has probability {P[row, column, number]:.2f}"

    return Exploration(
        draw,
        scene=slider("scene", 1, 1, SCENES, 1),
        kind=choice("map of", figures.NAMES[1:]),
        row=slider("row i", 0, 0, last, 1),
        column=slider("column j", 0, 0, last, 1),
    )


def explore_chain():
    """Return an exploration: three layers, and the pixels that a number of the last map sees."""

    def draw(first, pooling, last, cell):
        layers = [(first, 1), (2, pooling), (last, 1)]
        margins = {"left": 0.17, "right": 0.99, "bottom": 0.16, "top": 0.9}
        figure, ax = new_figure(height=3.4, pyplot=False, margins=margins)
        begin, end, count = figures.draw_chain(layers, PIXELS, cell, ax)
        return figure, f"layers {layers}, {count} numbers in the last map: number {cell} sees pixels {begin} to {end}"

    return Exploration(
        draw,
        first=slider("f of the first layer", 3, 1, 5, 1),
        pooling=slider("stride of the pooling", 2, 1, 3, 1),
        last=slider("f of the last layer", 2, 1, 4, 1),
        cell=slider("number of the last map", 0, 0, 3, 1),
    )


def explore_regions():
    """Return an exploration: the regions of scenes and of a photograph, and the boxes that they propose."""
    those = experiment.scenes(5, 2)
    cup = load_photograph("coffee")[CUP]
    pictures = {"scene 1": those.images[0], "scene 2": those.images[1], "photograph": cup}

    def draw(boxes, picture, tolerance):
        labels = sliding.segment(pictures[picture], tolerance)
        found = sliding.propose_boxes(labels, LEAST, MOST, GAP if boxes == BOXES[1] else 0)
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.9, "wspace": 0.03}
        figure, axes = new_figure(1, 2, height=4.3, pyplot=False, margins=margins)
        asked = f"{picture}, tolerance {tolerance:.2f}"
        figures.draw_regions(pictures[picture], labels, found, axes, f"{asked}: {len(found)} boxes")
        return figure, f"{asked}: {labels.max() + 1} regions; {boxes}: {len(found)} boxes"

    return Exploration(
        draw,
        boxes=choice("boxes around", BOXES),
        picture=choice("picture", pictures),
        tolerance=slider("tolerance", 0.04, 0.02, 0.2, 0.02),
    )
