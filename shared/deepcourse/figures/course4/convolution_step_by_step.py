"""The figures of course 4, week 1: windows of numbers, shares that flow back, a layer of a photograph.

draw_numbers        a table of numbers, some of them in a frame
draw_place          which numbers meet which filter at one place, and the entry that comes out
draw_shares         what a window gives back, and what has come together so far
draw_layer          a photograph, the map of one filter, and what activation and pooling leave of it
draw_field          how much each pixel moves one number, deep in a network, for two kinds of pooling
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import DIVERGING, RED, new_figure

PALE, FRAME, EMPTY = "#d6eaf8", "#eeeeee", "#ffffff"


def draw_numbers(ax, values, title, *, window=None, ground=None, mark=None, decimals=0, told=""):
    """Draw a table of numbers, nan as an empty field; return the Axes.

    values : (rows, columns)    window : (top, left, height, width), and mark : (row, column), in a thick frame
    ground : a colour for each number    told : the sentence of its description
    """
    rows, columns = values.shape
    for row, column in np.ndindex(rows, columns):
        colour = EMPTY if ground is None else ground[row][column]
        ax.add_patch(Rectangle((column, row), 1, 1, facecolor=colour, edgecolor="0.7", linewidth=0.7))
        value = values[row, column]
        if np.isfinite(value):
            ax.text(column + 0.5, row + 0.5, written(value, decimals), ha="center", va="center", fontsize=9.5)
    frames = [window] if window else []
    frames += [(*mark, 1, 1)] if mark else []
    for top, left, height, width in frames:
        ax.add_patch(Rectangle((left, top), width, height, fill=False, edgecolor=RED, linewidth=2.6, zorder=3))
    ax.set(xlim=(-0.06, columns + 0.06), ylim=(rows + 0.06, -0.06), aspect="equal")
    ax.set_title(title, fontsize=10)
    ax.axis("off")
    listed = "; ".join(" ".join("empty" if np.isnan(v) else f"{v:.{decimals}f}" for v in row) for row in values)
    describe(ax, told or f"{rows} rows of {columns} numbers: {listed}")
    return ax


def written(value, decimals=0, *, inside=False):
    """Return a number with a true minus sign; `inside` a sum, negative ones in brackets."""
    text = f"{value + 0.0:.{decimals}f}".replace("-", "−")
    return f"({text})" if inside and value < 0 else text


def draw_place(figure, padded, W, b, Z, place, pad, stride, k):
    """Draw one place of one filter: windows in all channels, the filter, and Z as far as it is filled; return the Axes.

    figure : an empty one    padded : (rows, columns, n_C_prev)    W : (f, f, n_C_prev)    b : number
    Z : (n_H, n_W), nan where nothing is filled in yet    place : (h, w)    pad, stride, k : for the colours and titles
    """
    (h, w), f, channels = place, len(W), padded.shape[2]
    top, left = h * stride, w * stride
    axes = figure.subplots(2, channels + 1, height_ratios=(padded.shape[0], 4))
    frame = np.full(padded.shape[:2], PALE, dtype=object)
    if pad:
        frame[:pad], frame[-pad:], frame[:, :pad], frame[:, -pad:] = FRAME, FRAME, FRAME, FRAME
    window, products = padded[top : top + f, left : left + f], []
    for c in range(channels):
        draw_numbers(axes[0, c], padded[..., c], f"padded picture, channel {c}", window=(top, left, f, f), ground=frame)
        products.append(float(np.sum(window[..., c] * W[..., c])))
        draw_numbers(axes[1, c], W[..., c], f"filter {k}, channel {c}: sum of products {written(products[-1])}")
    draw_numbers(axes[0, -1], Z, f"Z, channel {k}", mark=place)
    axes[1, -1].axis("off")
    axes[1, -1].set_title(f"b = {written(b)}", fontsize=10)
    total = " + ".join(written(number, inside=at > 0) for at, number in enumerate((*products, b)))
    axes[1, -1].text(0.5, 0.5, f"{total} = {written(sum(products) + b)}", ha="center", va="center", fontsize=12,
                     transform=axes[1, -1].transAxes)  # fmt: skip
    return axes


def draw_shares(axes, tables, window, place, decimals):
    """Draw what a layer was given, the gradient from above, what one window gives back, and the sum; return the Axes.

    axes : four    tables : {title: (rows, columns)}, in that order    window : (top, left, f, f), or None at the start
    place : (h, w), or None    decimals : of the last two
    """
    for at, (ax, (title, values)) in enumerate(zip(axes, tables.items(), strict=True)):
        ground = np.where(values != 0, PALE, EMPTY) if at == 3 else None
        frame = {"mark": place} if at == 1 else {"window": window}
        draw_numbers(ax, values, title, ground=ground, decimals=decimals if at > 1 else 0, **frame)
    return axes


def draw_layer(photograph, Z, pooled, name):
    """Draw a photograph, the answers of one filter, and what ReLU and pooling leave of them; return the Axes.

    photograph : (n_H, n_W, 3) from 0 to 1    Z : (n_H', n_W')    pooled : (n_H'', n_W'')    name : of the filter
    """
    _, axes = new_figure(1, 3, height=2.9)
    highest = float(np.percentile(np.abs(Z), 99))  # the frame of zeros makes far stronger edges than the photograph
    axes[0].imshow(photograph)
    axes[1].imshow(Z, cmap=DIVERGING, vmin=-highest, vmax=highest)
    axes[2].imshow(pooled, cmap="gray", vmin=0, vmax=highest)
    titles = ("the photograph", f"Z of {name}", "after ReLU and max pooling")
    for ax, title, shown in zip(axes, titles, (photograph, Z, pooled), strict=True):
        ax.set_title(title, fontsize=10)
        ax.set_xlabel(f"{shown.shape[0]} by {shown.shape[1]}", fontsize=9.5)
        ax.set(xticks=[], yticks=[])
    return axes


def draw_field(photograph, gradients, corner):
    """Draw a piece of a photograph, and for each kind of pooling how much its pixels move one number; return the Axes.

    photograph : (n, n, 3)    gradients : {name: (n, n)}, 0 or more    corner : (row, column) of the first pixel
    """
    _, axes = new_figure(1, 1 + len(gradients), height=3.5)
    rows, columns = photograph.shape[:2]
    extent = (corner[1] - 0.5, corner[1] + columns - 0.5, corner[0] + rows - 0.5, corner[0] - 0.5)
    axes[0].imshow(photograph, extent=extent)
    axes[0].set_title("this piece of the photograph", fontsize=10)
    for ax, (name, gradient) in zip(axes[1:], gradients.items(), strict=True):
        ax.imshow(np.where(gradient > 0, gradient, np.nan), cmap="viridis", extent=extent)
        reached = int((gradient > 0).sum())
        ax.set_title(f"{name}: {reached} pixels reach it", fontsize=10)
        ax.set_facecolor("white")
        across = np.flatnonzero((gradient > 0).any(axis=0))
        down = np.flatnonzero((gradient > 0).any(axis=1))
        describe(ax, f"{reached} pixels have a gradient other than 0, in columns {corner[1] + across[0]} to "
                 f"{corner[1] + across[-1]} and rows {corner[0] + down[0]} to {corner[0] + down[-1]}")  # fmt: skip
    for ax in axes:
        ax.set(xlabel="column", xticks=range(corner[1], corner[1] + columns, 2))
        ax.set_yticks(range(corner[0], corner[0] + rows, 2))
        ax.tick_params(labelsize=9)
        ax.grid(color="0.85", linewidth=0.5)
    axes[0].set_ylabel("row")
    return axes
