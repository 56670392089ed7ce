"""The figures of course 4, week 1, on edges and filters.

draw_window     a window on a small picture, the kernel, and the answers so far, all as numbers
draw_maps       a photograph and the signed maps that filters make of it
draw_views      one map, signed, as magnitudes, and cut off below 0
draw_strengths  how strongly photographs answer to two filters, as bars
draw_learning   cost and wrongness of a filter that is learned, against the steps
draw_kernels    kernels as tables of colours and numbers
draw_channels   a colour photograph and the maps of several filters
draw_edges      a photograph and the strength of its edges, dark on white
draw_editor     a photograph, its map under a kernel, and the nine products at one place
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.cnn import filters as cnn
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, DIVERGING, INK, ORANGE, SERIES, ink_on, new_figure, plain
from deepcourse.figures.wording import number

SHARE = 0.35  # of the largest answer that is possible: there a signed map has its full colour
PADDING, UNSEEN = "#e8e8e8", "#fbe3cd"
SMALL = 9  # points
MARKS = "o", "s", "^", "D", "v"


def possible(kernel):
    """Return the largest magnitude that an answer can have on a picture from 0 to 1; 1 for a kernel of zeros."""
    return float(max(np.sum(kernel[kernel > 0]), -np.sum(kernel[kernel < 0]))) or 1.0


def bare(ax, title):
    """Take ticks away and give a title of small letters; return the axes."""
    ax.set(xticks=[], yticks=[])
    ax.set_title(title, fontsize=10)
    return ax


def signed(ax, answers, limit, title):
    """Draw a map with white at 0, red above and blue below; full colour from `limit` on; return its image."""
    image = ax.imshow(answers, cmap=DIVERGING, vmin=-limit, vmax=limit)
    bare(ax, title)
    return image


def grey(ax, image, title):
    """Draw a picture from 0, black, to 1, white; return its image."""
    shown = ax.imshow(image, cmap="gray", vmin=0, vmax=1)
    bare(ax, title)
    return shown


def shares(answers, threshold=1e-9):
    """Return the words for how many answers are positive and how many negative."""
    return f"{np.mean(answers > threshold):.0%} of the answers positive, {np.mean(answers < -threshold):.0%} negative"


# --- small pictures as numbers --------------------------------------------------------------------------------------


def table(ax, values, colours, title, *, words=None):
    """Draw numbers in cells of given colours; return the axes.

    values : (rows, columns)    colours : function of (row, column)    words : function of a number, or None
    """
    words = words or (lambda value: f"{value:g}")
    rows, columns = values.shape
    for i, j in np.ndindex(rows, columns):
        colour = colours(i, j)
        ax.add_patch(Rectangle((j, i), 1, 1, facecolor=colour, edgecolor="0.75", linewidth=0.6))
        if np.isfinite(values[i, j]):
            ax.text(j + 0.5, i + 0.5, words(values[i, j]), ha="center", va="center", fontsize=SMALL,
                    color=ink_on(colour))  # fmt: skip
    ax.set(xlim=(-0.05, columns + 0.05), ylim=(rows + 0.05, -0.05), aspect="equal")
    ax.axis("off")
    ax.set_title(title, fontsize=10)
    return ax


def diverging(values, limit):
    """Return a function of (row, column): the colour of that number, white at 0."""
    from matplotlib import colormaps

    return lambda i, j: colormaps[DIVERGING](0.5 + 0.5 * np.clip(values[i, j] / limit, -1, 1))[:3]


def rows_of(values):
    """Return numbers as words, row by row."""
    return "; ".join(" ".join(number(value) for value in row) for row in values)


def draw_window(image, kernel, padding=0, stride=1, step=0, axes=None, *, asked=False):
    """Draw a window on a small padded picture, the kernel, and the answers up to it; return the 3 Axes.

    image : (n_H, n_W)    kernel : (f, f)    step : how many windows came before, row by row
    asked : the last answer is a question mark, for the reader to work out
    """
    if axes is None:
        margins = {"left": 0.01, "right": 0.99, "bottom": 0.02, "top": 0.9, "wspace": 0.08}
        _, axes = new_figure(1, 3, height=3.0, width_ratios=(1.5, 0.8, 1.2), margins=margins)
    f, padded = len(kernel), np.pad(image, padding)
    answers = cnn.convolve2d(image, kernel, padding, stride)
    i, j = np.unravel_index(min(step, answers.size - 1), answers.shape)
    top, left, seen = i * stride, j * stride, covered(padded.shape, f, stride)

    def ground(row, column):
        inside = all(padding <= at < n + padding for at, n in zip((row, column), image.shape, strict=True))
        return UNSEEN if not seen[row, column] else "#ffffff" if inside else PADDING

    n_H, n_W = image.shape
    frame = f", with a frame of {padding}" if padding else ""
    table(axes[0], padded, ground, f"image {n_H} × {n_W}{frame}")
    axes[0].add_patch(Rectangle((left, top), f, f, facecolor="none", edgecolor=BLUE, linewidth=3))
    table(axes[1], kernel, diverging(kernel, max(2.0, np.abs(kernel).max())), f"kernel {f} × {f}")
    filled = np.where(np.arange(answers.size).reshape(answers.shape) <= i * answers.shape[1] + j, answers, np.nan)
    shown = filled.copy()
    shown[i, j] = np.nan if asked else filled[i, j]
    shade = diverging(np.nan_to_num(shown), 1.5 * np.abs(answers).max() or 1.0)
    table(axes[2], shown, shade, f"output {answers.shape[0]} × {answers.shape[1]}")
    if asked:
        axes[2].text(j + 0.5, i + 0.5, "?", ha="center", va="center", fontsize=14)
    axes[2].add_patch(Rectangle((j, i), 1, 1, facecolor="none", edgecolor=BLUE, linewidth=3))
    tell_window(axes, padded, kernel, filled, (top, left), (i, j))
    if asked:
        describe(axes[2], f"The answer at row {i}, column {j} is the question")
    return axes


def covered(shape, f, stride):
    """Return for each pixel of a padded picture whether any window covers it: bool of that shape."""
    seen = np.zeros(shape, dtype=bool)
    for top in range(0, shape[0] - f + 1, stride):
        for left in range(0, shape[1] - f + 1, stride):
            seen[top : top + f, left : left + f] = True
    return seen


def tell_window(axes, padded, kernel, filled, corner, place):
    """Describe the three tables of a window."""
    f, (top, left) = len(kernel), corner
    pixels = padded[top : top + f, left : left + f]
    describe(axes[0], f"The window stands at row {top}, column {left}, on the pixels {rows_of(pixels)}")
    describe(axes[1], f"Its numbers, row by row: {rows_of(kernel)}")
    made = filled[np.isfinite(filled)]
    last = f"the last, at row {place[0]}, column {place[1]}, is {number(made[-1])}"
    span = f"the answers so far lie from {number(made.min())} to {number(made.max())}"
    describe(axes[2], f"{made.size} of {filled.size} answers are there; {last}; {span}")


def draw_kernels(kernels):
    """Draw kernels as tables of colours and numbers, side by side; return the Axes. kernels : {title: (f, f)}"""
    _, axes = new_figure(1, len(kernels), height=2.4, squeeze=False)
    limit = 1.3 * max(np.abs(kernel).max() for kernel in kernels.values())
    for ax, (title, kernel) in zip(axes[0], kernels.items(), strict=True):
        table(ax, kernel, diverging(kernel, limit), title, words=lambda value: f"{value:+.2f}")
        describe(ax, f"Row by row: {rows_of(kernel)}")
    return axes[0]


# --- photographs ----------------------------------------------------------------------------------------------------


def draw_maps(photograph, maps, limit):
    """Draw a photograph and signed maps beside it; return the Axes. maps : {title: answers}"""
    _, axes = new_figure(1, 1 + len(maps), height=2.5)
    grey(axes[0], photograph, "what goes in")
    describe(axes[0], f"A photograph of {photograph.shape[0]} by {photograph.shape[1]} pixels")
    for ax, (title, answers) in zip(axes[1:], maps.items(), strict=True):
        image = signed(ax, answers, limit, title)
        describe(ax, f"{shares(answers)}; the mean magnitude is {np.abs(answers).mean():.3f}")
    axes[-1].figure.colorbar(image, ax=axes[1:], label="answer", shrink=0.75)
    return axes


def draw_views(answers, limit):
    """Draw one map three times: signed, as magnitudes, and with everything below 0 cut off; return the 3 Axes."""
    _, axes = new_figure(1, 3, height=2.6)
    signed(axes[0], answers, limit, "signed: white is 0")
    grey(axes[1], np.abs(answers) / limit, "magnitudes: black is 0")
    grey(axes[2], answers / limit, "cut off below 0: black is 0 or less")
    black = np.mean(answers <= 0)
    describe(axes[0], shares(answers))
    describe(axes[1], f"Edges of both signs are bright; the mean magnitude is {np.abs(answers).mean():.3f}")
    describe(axes[2], f"Only positive answers are left; {black:.0%} of the picture is black")
    return axes


def draw_strengths(names, vertical, horizontal, ax=None):
    """Draw the mean magnitude of the answers to two filters, two bars for each photograph; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    at = np.arange(len(names))
    plain(ax).bar(at - 0.2, vertical, 0.38, color=BLUE, label="vertical edges (Sobel)")
    ax.bar(at + 0.2, horizontal, 0.38, color=ORANGE, hatch="//", label="horizontal edges (Sobel on its side)")
    for place, values in ((-0.2, vertical), (0.2, horizontal)):
        for x, value in zip(at + place, values, strict=True):
            ax.annotate(f"{value:.2f}", (x, value), xytext=(0, 2), textcoords="offset points", ha="center", fontsize=9)
    ax.set(xticks=at, xticklabels=names, ylabel="mean magnitude of the answers",
           ylim=(0, 1.3 * max(*vertical, *horizontal)), title="Edges of two directions")  # fmt: skip
    ax.legend(frameon=False, loc="upper left", ncols=2)
    return ax


def draw_learning(steps, costs, errors):
    """Draw cost and largest error of a learned filter against the steps, one line for each picture; return the 2 Axes.

    steps : (n,)    costs, errors : {name: (n,)}; the costs as parts of the first one
    """
    _, axes = new_figure(1, 2, height=3.5)
    panels = (costs, "cost, as a part of the first", "How well the output is met"), (
        errors, "largest error of a number in the filter", "How well the filter is met")  # fmt: skip
    for ax, (lines, label, title) in zip(axes, panels, strict=True):
        for (name, values), (colour, dash), mark in zip(lines.items(), SERIES, MARKS, strict=False):
            shown = np.maximum(values, 1e-5)
            plain(ax).loglog(steps, shown, color=colour, linestyle=dash, marker=mark, markersize=5, label=name)
        ax.set(xlabel="steps", ylabel=label, title=title, ylim=(6e-6, 3), xticks=steps,
               xticklabels=[f"{step:,}" for step in steps])  # fmt: skip
        ax.minorticks_off()
    axes[0].legend(frameon=False, loc="lower left")
    return axes


def draw_channels(photograph, maps, limit):
    """Draw a colour photograph and signed maps beside it; return the Axes.

    photograph : (n_H, n_W, 3)    maps : {title: answers}
    """
    _, axes = new_figure(1, 1 + len(maps), height=2.1)
    axes[0].imshow(photograph)
    bare(axes[0], "in colour")
    red, green, blue = photograph.mean(axis=(0, 1))
    describe(axes[0], f"A photograph; mean red {red:.2f}, green {green:.2f}, blue {blue:.2f}")
    for ax, (title, answers) in zip(axes[1:], maps.items(), strict=True):
        signed(ax, answers, limit, title)
        describe(ax, f"{shares(answers)}; the mean magnitude is {np.abs(answers).mean():.3f}")
    return axes


def draw_edges(photograph, strength, top):
    """Draw a photograph and the strength of its edges, dark on white, black from `top` on; return the 2 Axes."""
    _, axes = new_figure(1, 2, height=3.3)
    axes[0].imshow(photograph)
    bare(axes[0], "the photograph")
    describe(axes[0], f"{photograph.shape[0]} by {photograph.shape[1]} pixels in colour")
    axes[1].imshow(1 - np.clip(strength / top, 0, 1), cmap="gray", vmin=0, vmax=1)
    bare(axes[1], "its edges, drawn by your filters")
    describe(axes[1], f"Dark lines on white; {np.mean(strength > top / 2):.0%} of it is darker than half")
    return axes


# --- the editor -----------------------------------------------------------------------------------------------------


def draw_editor(image, kernel, place, as_picture, figure):
    """Draw a photograph, its map under a kernel, and below the nine products at one place; return their sum.

    image : (n_H, n_W)    kernel : (3, 3)    place : (row, column) of a window's middle    figure : an empty one
    """
    answers, limit = cnn.convolve2d(image, kernel), SHARE * possible(kernel)
    left, right = figure.add_axes((0.01, 0.4, 0.48, 0.53)), figure.add_axes((0.51, 0.4, 0.48, 0.53))
    grey(left, image, "the photograph, and the window")
    if as_picture:
        grey(right, answers, "the answers as a picture: black is 0 or less, white is 1 or more")
    else:
        signed(right, answers, limit, f"the answers: white is 0, full colour from {limit:.3g} on")
    row, column = place
    for ax, shift in ((left, 0), (right, 1)):
        at = column - shift, row - shift
        ax.add_patch(Rectangle((at[0] - 6, at[1] - 6), 12, 12, facecolor="none", edgecolor="white", linewidth=3.2))
        ax.add_patch(Rectangle((at[0] - 6, at[1] - 6), 12, 12, facecolor="none", edgecolor=INK, linewidth=1.4))
    pixels = image[row - 1 : row + 2, column - 1 : column + 2]
    answer = float((pixels * kernel).sum())
    draw_products(pixels, kernel, answer, figure)
    describe(left, f"The window's middle stands at row {row}, column {column}, on the pixels {rows_of(pixels)}")
    cut = f"{np.mean(answers < 0):.0%} are black because they are below 0" if as_picture else shares(answers)
    describe(right, f"{cut}; the mean magnitude is {np.abs(answers).mean():.3f}")
    return answer


def draw_products(pixels, kernel, answer, figure):
    """Draw pixels times kernel, number by number, as three small tables and a sum; all on one axes, which is fast."""
    products, ax = pixels * kernel, figure.add_axes((0.01, 0.01, 0.98, 0.31))
    strength = 1.5 * max(float(np.abs(kernel).max()), 1e-9)
    tables = (pixels, grey_of, "nine pixels"), (kernel, diverging(kernel, strength), "the filter"), (
        products, diverging(products, strength), "their products")  # fmt: skip
    page = np.ones((3, 15, 3))
    for start, (values, colour, title) in zip((0, 4, 8), tables, strict=True):
        for i, j in np.ndindex(3, 3):
            page[i, start + j] = colour(i, j) if colour is not grey_of else grey_of(values[i, j])
            written = f"{values[i, j]:.2f}" if values is not kernel else f"{values[i, j]:.3g}"
            ax.text(start + j, i, written, ha="center", va="center", color=ink_on(page[i, start + j]))
        ax.text(start + 1, -0.8, title, ha="center", va="center")
    ax.imshow(page, aspect="auto", interpolation="nearest")
    for x, word in ((3, "×"), (7, "="), (11.5, "sum:"), (13, f"{answer + 0.0:.2f}")):
        ax.text(x, 1, word, ha="center", va="center", fontsize=16)
    ax.set(xlim=(-0.5, 14.5), ylim=(2.5, -1.2))
    ax.axis("off")
    told = f"Nine pixels, row by row: {rows_of(pixels)}. Times the filter: {rows_of(kernel)}"
    describe(ax, f"{told}. Their products: {rows_of(products)}. Their sum: {number(answer)}")


def grey_of(value):
    """Return the colour of a pixel from 0, black, to 1, white."""
    return (float(np.clip(value, 0, 1)),) * 3
