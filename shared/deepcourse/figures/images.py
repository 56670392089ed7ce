"""Several pictures together.

draw_images     columns of numbers, shown as the pictures of 28 by 28 that they are
mosaic          pictures side by side in one large picture
"""

import numpy as np

from deepcourse.figures.style import WIDTH, new_figure

SIDE = 28


def draw_images(X, captions=None, *, columns=8, title="", figure=None):
    """Draw the columns of `X` as 28 by 28 pictures, black is 0 and white is 1; return the array of Axes.

    X : (784, m)    captions : m texts, written above the pictures    figure : an empty one to draw on, or a new one
    """
    m = X.shape[1]
    captions = [""] * m if captions is None else captions
    if len(captions) != m:
        raise ValueError(f"{len(captions)} captions were given for {m} pictures; give one for each")
    rows = max(1, -(-m // columns))
    if figure is None:
        lines = max((caption.count("\n") + 1 for caption in captions if caption), default=0)
        figure, _ = new_figure(0, height=rows * (WIDTH / columns + 0.18 * lines + 0.08) + (0.3 if title else 0))
    axes = figure.subplots(rows, columns, squeeze=False)
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])  # `axis("off")` alone would hide them, but only after measuring each of them
        ax.axis("off")
    for i, ax in zip(range(m), axes.flat, strict=False):
        ax.imshow(X[:, i].reshape(SIDE, SIDE), cmap="gray", vmin=0, vmax=1)
        ax.set_title(captions[i], fontsize=9)
    if title:
        figure.suptitle(title, fontsize=11)
    return axes


def mosaic(pictures, columns, gap=1, between=np.nan):
    """Return pictures as one, `columns` side by side in each row, with `gap` pixels of `between` between.

    pictures : (number, n_H, n_W), or (number, n_H, n_W, 3) in colour, which has no picture of nan
    """
    number, n_H, n_W, *channels = pictures.shape
    rows = -(-number // columns)
    large = np.full((rows * (n_H + gap) - gap, columns * (n_W + gap) - gap, *channels), between)
    for i, picture in enumerate(pictures):
        top, left = (i // columns) * (n_H + gap), (i % columns) * (n_W + gap)
        large[top : top + n_H, left : left + n_W] = picture
    return large
