"""Pullover or coat: 3 000 real photographs of clothes (Fashion-MNIST), two classes in equal numbers.

`load_pullover_or_coat` gives them as columns, ready for a network.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.sheets import read_sheet

SHEET = Path(__file__).with_name("pullover_or_coat.png")
IMAGES_PER_ROW = 50
TRAIN_SIZE = 2000
TEST_SIZE = 1000
CLASSES = ("pullover", "coat")


class PulloverOrCoat(NamedTuple):
    """Images as columns with values from 0 (black) to 1 (white); labels 0 for a pullover, 1 for a coat."""

    X_train: np.ndarray  # (784, 2000) float64
    Y_train: np.ndarray  # (1, 2000) float64, 0 or 1
    X_test: np.ndarray  # (784, 1000)
    Y_test: np.ndarray  # (1, 1000)
    classes: tuple  # ("pullover", "coat"): classes[label] is the name


def load_pullover_or_coat():
    """Return a `PulloverOrCoat`: 2 000 images to learn from and 1 000 others to be tested on.

    The images alternate, pullover at even columns and coat at odd ones, so half of each part is either. The test
    images come from Fashion-MNIST's own test part: none of them is among the 2 000.

    Source: Xiao, Rasul and Vollgraf (2017), Fashion-MNIST, MIT licence.

    >>> data = load_pullover_or_coat()
    >>> data.X_train.shape, data.classes[int(data.Y_train[0, 1])]
    ((784, 2000), 'coat')
    """
    X = read_sheet(SHEET, IMAGES_PER_ROW)  # (784, 3000): a column is one image, row after row
    Y = (np.arange(X.shape[1]) % 2).astype(np.float64).reshape(1, -1)
    return PulloverOrCoat(X[:, :TRAIN_SIZE], Y[:, :TRAIN_SIZE], X[:, TRAIN_SIZE:], Y[:, TRAIN_SIZE:], CLASSES)


def shoulder_brightness(X):
    """Return one number per picture, (1, m): how bright it is where shoulders are, standardised to mean 0, deviation 1.

    Shoulders of a pullover reach wide and round into rows 1 to 3 of the picture; a coat's fall off below its collar.
    One number instead of 784 makes a neuron with two parameters, whose cost can be drawn as a surface.

    X : (784, m) images as columns
    """
    images = X.reshape(28, 28, -1)
    patch = images[1:4][:, [6, 7, 8, 19, 20, 21]]  # (3, 6, m)
    brightness = patch.mean(axis=(0, 1))  # (m,)
    return ((brightness - brightness.mean()) / brightness.std()).reshape(1, -1)
