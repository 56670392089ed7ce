"""Make `pullover_or_coat.png` from Fashion-MNIST, as Debian's package `dataset-fashion-mnist` ships it.

    python -m deepcourse.datasets.course1.make_pullover_or_coat [FOLDER OF THE PACKAGE'S FILES]

Users never need this: the sheet is committed. It is here so that anyone can see where every pixel comes from.
"""

import gzip
import sys
from pathlib import Path

import numpy as np

from deepcourse.datasets.course1.pullover_or_coat import IMAGES_PER_ROW, SHEET, TEST_SIZE, TRAIN_SIZE
from deepcourse.datasets.sheets import alternate, write_sheet

PULLOVER, COAT = 2, 4  # the classes' numbers in Fashion-MNIST


def read_idx(path, header):
    """Return the bytes of a gzipped idx file behind its header (16 bytes for images, 8 for labels)."""
    return np.frombuffer(gzip.decompress(path.read_bytes()), np.uint8, offset=header)


def part_of(folder, part, count):
    """Return `count` (count, 28, 28) images of one part: its first pullovers at even places, its first coats at odd."""
    images = read_idx(folder / f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)
    labels = read_idx(folder / f"{part}-labels-idx1-ubyte.gz", 8)
    return alternate(images, labels, (PULLOVER, COAT), count)


def main(folder="/usr/share/datasets/fashion-mnist"):
    """Write the sheet: rows of 50 images, training images first."""
    folder = Path(folder)
    images = np.concatenate([part_of(folder, "train", TRAIN_SIZE), part_of(folder, "t10k", TEST_SIZE)])
    write_sheet(SHEET, images, IMAGES_PER_ROW)


if __name__ == "__main__":
    main(*sys.argv[1:])
