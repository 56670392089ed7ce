"""Many small pictures in one PNG file, a sheet: how it is read, and how it is made.

read_sheet       all its pictures as columns
write_sheet      pictures of equal classes, one class after the other in turn
alternate        the first pictures of each class, in turn
"""

import matplotlib.image
import numpy as np

from deepcourse.datasets.files import present


def read_sheet(path, per_row, side=28):
    """Return the pictures as columns, (side * side, m) float64 from 0 (black) to 1 (white), row after row of the sheet.

    path : a PNG file of grey values, rows of `per_row` pictures of side × side

    Raises FileNotFoundError, with what to do, where the file is not installed.
    """
    sheet = matplotlib.image.imread(present(path)).astype(
        np.float64
    )  # (rows * side, per_row * side), already divided by 255
    rows = sheet.reshape(-1, side, per_row, side).transpose(0, 2, 1, 3)  # (rows, per_row, side, side)
    return np.ascontiguousarray(rows.reshape(-1, side * side).T)


def write_sheet(path, images, per_row):
    """Write images, (m, side, side) uint8, as one PNG file; m must be a multiple of `per_row`."""
    from PIL import Image

    side = images.shape[1]
    rows = images.reshape(-1, per_row, side, side).transpose(0, 2, 1, 3)  # (rows, side, per_row, side)
    Image.fromarray(rows.reshape(-1, per_row * side)).save(path, optimize=True)


def alternate(images, labels, classes, count, start=0):
    """Return `count` images: of each class the first ones from `start` on, one class after the other in turn."""
    each = count // len(classes)
    chosen = np.empty((count, *images.shape[1:]), images.dtype)
    for place, label in enumerate(classes):
        chosen[place :: len(classes)] = images[labels == label][start : start + each]
    return chosen
