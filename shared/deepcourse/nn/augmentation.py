"""Augmentation: more pictures from those that there are.

augment_flip_shift      mirrored left and right, moved by up to two pixels
"""

import numpy as np

FARTHEST = 2  # pixels


def augment_flip_shift(images, rng):
    """Return as many new images: each is mirrored (left and right) or not, then moved by -2 to 2 pixels each way.

    Two calls draw all that is random: `rng.random(m) < 0.5` says which images are mirrored, and then
    `rng.integers(-2, 3, size=(m, 2))` gives for each image how many pixels it moves down and to the right. Pixels that
    move out of the frame are lost; what moves in is 0.

    images : (m, n_H, n_W)    rng : Generator    the result : (m, n_H, n_W)

    >>> images = np.arange(1.0, 10.0).reshape(1, 3, 3)
    >>> augment_flip_shift(images, np.random.default_rng(7))[0]  # this seed: not mirrored, 1 down and 2 to the right
    array([[0., 0., 0.],
           [0., 0., 1.],
           [0., 0., 4.]])
    """
    m, n_H, n_W = images.shape
    mirrored = rng.random(m) < 0.5
    down, right = rng.integers(-FARTHEST, FARTHEST + 1, size=(m, 2)).T
    turned = np.where(mirrored[:, None, None], images[:, :, ::-1], images)
    padded = np.pad(turned, ((0, 0), (FARTHEST, FARTHEST), (FARTHEST, FARTHEST)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (n_H, n_W), axis=(1, 2))  # a view: no copy
    return windows[np.arange(m), FARTHEST - down, FARTHEST - right]  # (m, n_H, n_W)
