"""Pictures of clothes in a grid.

draw_images     columns of numbers, shown as the pictures they are
"""

import numpy as np

from deepcourse.figures.style import new_figure

SIDE = 28


def draw_images(X, captions=None, *, columns=8, title="", figure=None):
    """Draw the columns of `X` as 28 by 28 pictures, black is 0 and white is 1; return the array of Axes.

    X : (784, m)    captions : m texts, written above the pictures    figure : an empty one to draw on, or a new one
    """
    m = X.shape[1]
    rows = -(-m // columns)
    if figure is None:
        figure, _ = new_figure(height=rows * 1.42 + (0.35 if title else 0.05))
        figure.clear()
    axes = figure.subplots(rows, columns, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for i, ax in zip(range(m), axes.flat, strict=False):
        ax.imshow(X[:, i].reshape(SIDE, SIDE), cmap="gray", vmin=0, vmax=1)
        ax.set_title(captions[i] if captions else "", fontsize=9)
    if title:
        figure.suptitle(title, fontsize=11)
    return np.asarray(axes)
