"""Pictures as sequences: square patches, one a step.

patches         patches of pictures as columns
"""

import numpy as np


def patches(images, size):
    """Return (size * size * n_C, m, T): the patches of m pictures as columns, T of them a picture, row by row.

    Patches do not overlap. The first step is the upper left patch, the second its right neighbour. The rows of a column
    are the entries of its patch in the order of `ravel`: row by row, and the channels of a pixel together. Source:
    Dosovitskiy and others, 2021, section 3.1.

    images : (m, n_H, n_W, n_C), n_H and n_W multiples of size

    >>> patches(np.arange(16).reshape(1, 4, 4, 1), 2)[:, 0]
    array([[ 0,  2,  8, 10],
           [ 1,  3,  9, 11],
           [ 4,  6, 12, 14],
           [ 5,  7, 13, 15]])

    Raises ValueError where the pictures cannot be cut into whole patches.
    """
    m, n_H, n_W, n_C = images.shape
    if n_H % size or n_W % size:
        raise ValueError(f"pictures of {n_H} x {n_W} pixels cannot be cut into patches of {size} x {size}")
    parts = images.reshape(m, n_H // size, size, n_W // size, size, n_C)
    parts = parts.transpose(2, 4, 5, 0, 1, 3)  # (size, size, n_C, m, rows, columns)
    return np.ascontiguousarray(parts).reshape(size * size * n_C, m, -1)
