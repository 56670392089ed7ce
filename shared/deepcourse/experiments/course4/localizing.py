"""Networks that say where: built, trained on generated scenes, and measured.

localizer           a small convolutional network with any number of outputs
mirrored_boxes      half of a mini-batch mirrored, with its targets
mirrored_points     ... with its landmarks, mirrored by any function
walkers             pedestrians, one in each scene, and their landmarks
far                 how far landmarks are from the truth
"""

import numpy as np

from deepcourse.cnn.layers import BatchNorm, Chain, Conv, Dense, Flatten, LeakyReLU
from deepcourse.datasets import traffic_scenes

FILTERS = ((12, 2), (24, 2), (36, 2), (48, 1), (48, 1))  # number, stride
MAPS = 12
PAIRS = [(1, 2), (3, 4)]  # left and right hand, left and right foot


def localizer(seed, outputs, middle=slice(1, 5), side=64):
    """Return an untrained network for pictures of `side` pixels, a multiple of 8, with columns of `outputs` numbers.

    middle : which outputs are positions; their biases start at 0.5, the centre of the picture
    """
    rng, layers, n_C_prev = np.random.default_rng(seed), [], 3
    for n_C, stride in FILTERS:
        layers += [Conv(rng, n_C_prev, n_C, 3, stride=stride, bias=False), BatchNorm(n_C), LeakyReLU()]
        n_C_prev = n_C
    layers += [Conv(rng, n_C_prev, MAPS, 1, bias=False), BatchNorm(MAPS), LeakyReLU(), Flatten()]
    last = Dense(rng, (side // 8) ** 2 * MAPS, outputs)
    last.parameters["W"] *= np.float32(0.1)
    last.parameters["b"][middle] = 0.5
    return Chain(*layers, last)


def mirrored_boxes(X, y, rng):
    """Return a mini-batch of which about half is mirrored left to right, and its targets: b_x becomes 1 - b_x.

    X : (m, n_H, n_W, n_C)    y : (m, 5 + n): a row for each picture
    """
    chosen = rng.random(len(X)) < 0.5
    X, y = X.copy(), y.copy()
    X[chosen] = X[chosen, :, ::-1]
    there = chosen & (y[:, 0] == 1)
    y[there, 1] = 1 - y[there, 1]
    return X, y


def mirrored_points(mirror):
    """Return a function like `mirrored_boxes` for landmarks in fractions, (m, 2 n), moved by `mirror`."""

    def change(X, points, rng):
        chosen = rng.random(len(X)) < 0.5
        X, points = X.copy(), points.copy()
        X[chosen] = X[chosen, :, ::-1]
        points[chosen] = mirror(points[chosen].reshape(chosen.sum(), -1, 2), 1.0).reshape(chosen.sum(), -1)
        return X, points

    return change


def walkers(seed, m, part="train"):
    """Return the images of m scenes with one pedestrian, and the landmarks, (m, 5, 2) in fractions of the picture."""
    scenes = traffic_scenes(np.random.default_rng(seed), m, objects=(1, 1), kinds=("pedestrian",), part=part)
    side = scenes.images.shape[1]
    return scenes.images, np.concatenate(scenes.landmarks).astype(np.float32) / np.float32(side)


def far(points, answers):
    """Return the mean distance of each landmark from the truth, (n,).

    points, answers : (m, n, 2)
    """
    return np.sqrt(np.sum((points - answers) ** 2, axis=2)).mean(axis=0)
