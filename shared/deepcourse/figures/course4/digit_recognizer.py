"""The figures of course 4, week 1: a network that reads digits, and what happens inside it.

draw_mistakes       digits that were read wrongly, the most confident mistakes first
draw_confusions     which digits are confused, as a table
draw_filters        the filters of a first layer, as pictures
draw_both_layers    a digit, its maps after the first pooling and after the second
draw_maps           a digit beside all maps of one layer
draw_answer         a digit beside the probability of each answer
draw_shifts         the accuracy of some networks when the digits move
"""

import numpy as np

from deepcourse.figures.course2 import softmax_classifier
from deepcourse.figures.course2.softmax_classifier import draw_bars
from deepcourse.figures.description import describe
from deepcourse.figures.images import draw_images, mosaic
from deepcourse.figures.style import BLUE, DIVERGING, GREEN, GREY, ORANGE, new_figure, plain
from deepcourse.figures.wording import number

LOOKS = ((GREEN, "-.", "^"), (BLUE, "-", "o"), (ORANGE, "--", "s"))  # colour, dash and marker change together
AT_MOST = 16  # mistakes that are shown
NUMBERED = {  # the number of a map, in its corner
    "fontsize": 9,
    "ha": "left",
    "va": "top",
    "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85},
}


def draw_mistakes(X, answers, sure, labels):
    """Draw digits that were read wrongly, the most confident mistakes first; return the array of Axes.

    X : (m, 28, 28, 1)    answers, labels : (m,)    sure : (m,), the probability of each answer
    """
    wrong = np.flatnonzero(answers != labels)
    shown = wrong[np.argsort(-sure[wrong], kind="stable")][:AT_MOST]
    captions = [f"{labels[i]} read as {answers[i]}\n{sure[i]:.1%}" for i in shown]
    title = f"The {len(shown)} most confident of {number(len(wrong))} mistakes" if len(shown) else ""
    axes = draw_images(X.reshape(len(X), -1)[shown].T, captions, columns=8, title=title)
    told = f"{number(len(wrong))} of {number(len(labels))} digits were read wrongly. The most confident mistakes:"
    describe(axes.flat[0].figure, f"{told} {'; '.join(caption.replace(chr(10), ', ') for caption in captions)}")
    return axes


def draw_confusions(counts, classes):
    """Draw a table of confusions, a row for each true class; return the Axes.

    counts : (C, C)    classes : their names
    """
    ax = softmax_classifier.draw_confusions(counts, classes)
    ax.set(xlabel="predicted class", ylabel="true class", title="Confusions: correct answers in bold, mistakes shaded")
    return ax


def draw_filters(W):
    """Draw the filters of one input channel with one scale of colours; return the Axes. W : (f, f, 1, n_C)"""
    n_C, limit = W.shape[3], float(np.abs(W).max())
    figure, axes = new_figure(1, n_C, height=2.2, squeeze=False)
    for k, ax in enumerate(axes.flat):
        image = ax.imshow(W[:, :, 0, k], cmap=DIVERGING, vmin=-limit, vmax=limit)
        ax.set(title=f"filter {k}", xticks=[], yticks=[])
    figure.colorbar(image, ax=axes, label="weight", shrink=0.8)
    describe(figure, f"{n_C} filters of {len(W)} by {len(W)} weights, from {W.min():.2f} to {W.max():.2f}")
    return axes


def show_maps(ax, maps, title, columns, limit=None):
    """Draw all maps of a layer as one picture, negative numbers in blue where there are some; return the Axes."""
    limit = limit or float(np.abs(maps).max()) or 1.0
    signed = bool((maps < 0).any())
    gap = max(1, maps.shape[1] // 12)
    picture = mosaic(np.moveaxis(maps, 2, 0), columns, gap=gap)
    ax.imshow(picture, cmap=DIVERGING if signed else "viridis", vmin=-limit if signed else 0, vmax=limit)
    ax.set(xticks=[], yticks=[])
    ax.set_title(f"{title} (red: above 0, blue: below 0)" if signed else title, fontsize=10)
    for k in range(maps.shape[2]):
        row, column = divmod(k, columns)
        ax.text(column * (maps.shape[1] + gap), row * (maps.shape[0] + gap), str(k), **NUMBERED)
    peak = np.unravel_index(np.argmax(maps), maps.shape)
    describe(ax, f"{title}; the largest number, {maps[peak]:.2f}, is in map {peak[2]}, row {peak[0]}, column {peak[1]}")
    return ax


def show_digit(ax, picture, title):
    """Draw a digit; return the Axes. picture : (28, 28)"""
    ax.imshow(picture, cmap="gray", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[])
    ax.set_title(title, fontsize=10)
    return ax


def draw_both_layers(picture, first, second):
    """Draw a digit, its maps after the first pooling and after the second; return the three Axes.

    picture : (28, 28)    first : (n_H, n_W, n_C), 0 and more    second : likewise
    """
    _, axes = new_figure(1, 3, height=3.1, width_ratios=(1, 1.5, 1.35))
    show_digit(axes[0], picture, "the digit")
    for ax, maps, columns, which in ((axes[1], first, 3, "first"), (axes[2], second, 4, "second")):
        show_maps(ax, maps, f"{which} pooling: {maps.shape[2]} maps, {maps.shape[0]} by {maps.shape[1]}", columns)
    return axes


def draw_maps(axes, picture, maps, title, limit):
    """Draw a digit beside all maps of one layer; return the two Axes.

    axes : two    picture : (28, 28)    maps : (n_H, n_W, n_C)    limit : the end of the scale of colours
    """
    show_digit(axes[0], picture, "what goes in")
    show_maps(axes[1], maps, title, 3 if maps.shape[2] < 8 else 6, limit)
    return axes


def draw_answer(axes, picture, probabilities, label):
    """Draw a digit beside the probability of each answer; return the two Axes.

    axes : two    picture : (28, 28)    probabilities : (10,)    label : what it is
    """
    show_digit(axes[0], picture, "what goes in")
    draw_bars(probabilities, label, axes[1], "what comes out")
    axes[1].set_ylabel("digit (the true one is hatched)")
    axes[1].title.set_fontsize(10)
    return axes


def draw_shifts(distances, curves, ax=None):
    """Draw the accuracy of some networks against how far the digits were moved; return the Axes.

    distances : (n,) pixels    curves : {name: (n,)}, at most three
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    for (name, accuracies), (colour, dash, marker) in zip(curves.items(), LOOKS, strict=False):
        plain(ax).plot(distances, accuracies, color=colour, linestyle=dash, marker=marker, label=name)
    ax.axhline(0.5, color=GREY, linewidth=0.8)
    ax.set(xticks=distances, ylim=(0, 1.02), yticks=np.arange(0, 1.01, 0.1), xlabel="shift (pixels)",
           ylabel="accuracy on test digits", title="Shifted digits, networks trained on centred ones")  # fmt: skip
    ax.grid(axis="y", color="0.9", linewidth=0.6)
    ax.legend(frameon=False, loc="lower left")
    return ax
