"""The figures of course 4, week 3: a detector with a grid and anchors.

draw_scene              a scene with boxes of some kinds
draw_pair               two boxes and the area that they share
draw_cells              scenes with their grid, and the cells that answer for the objects
draw_sizes              the sizes of objects, and anchors among them
draw_found              what a detector finds in some scenes
draw_raw                one scene with its boxes before and after the suppression
draw_curves             monotone precision over recall, for each class
draw_sweeps             mean average precision over a threshold, for some detectors
draw_score_thresholds   precision, recall and average precision over the threshold for scores
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.datasets.course4.scene_objects import CLASSES
from deepcourse.figures.course4.localization_and_landmarks import outline, show, spoken
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, INK, ORANGE, SERIES, WIDTH, legible, new_figure, plain
from deepcourse.figures.wording import listed

COLOURS = (ORANGE, "#56B4E9", "#ff9de0")  # of the classes, all bright: boxes lie on photographs
DASHES = ("-", (0, (4, 1.5)), (0, (1.2, 1.2)))
DARK = (legible(ORANGE), BLUE, "#96446f")  # the same hues for points and lines on white
MARKS = ("o", "s", "^")
TITLES = 0.22  # inches above a small picture


def draw_scene(ax, image, boxes, classes, title=""):
    """Draw a scene with boxes, each in the colour and dash of its class; return the Axes.

    boxes : (n, 4)    classes : (n,)
    """
    show(ax, image)
    for box, number in zip(boxes, classes, strict=True):
        outline(ax, box, {"color": COLOURS[number], "linewidth": 1.9, "linestyle": DASHES[number]})
    ax.set(xlim=(0, image.shape[1]), ylim=(image.shape[0], 0))
    ax.set_title(title, fontsize=9)
    words = [f"{CLASSES[number]} {spoken(box)}" for box, number in zip(boxes, classes, strict=True)]
    describe(ax, ", ".join(words) if words else "no boxes")
    return ax


def objects(boxes):
    """Return how many objects there are, in words."""
    return f"{len(boxes)} object{'s' * (len(boxes) != 1)}"


def how_many(boxes):
    """Return how many boxes there are, in words."""
    return f"{len(boxes)} box{'es' * (len(boxes) != 1)}"


def class_legend(figure):
    """Put the names of the classes below a figure."""
    handles = [
        figure.axes[0].plot([], [], color=colour, linestyle=dash, linewidth=2.5, label=name)[0]
        for colour, dash, name in zip(COLOURS, DASHES, CLASSES, strict=True)
    ]
    figure.legend(handles=handles, ncols=3, frameon=False, loc="outside lower center", fontsize=9)


def draw_pair(ax, one, other, size=(12, 20)):
    """Draw two boxes and the area that they share; return the Axes.

    one, other : x1, y1, x2, y2    size : height and width of the drawing
    """
    looks = ((one, BLUE, "-", "first box"), (other, legible(ORANGE), "--", "second box"))
    for (x1, y1, x2, y2), colour, dash, name in looks:
        ax.add_patch(Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor=colour, linestyle=dash, linewidth=2.2))
        ax.plot([], [], color=colour, linestyle=dash, linewidth=2.2, label=name)
    x1, y1, x2, y2 = *np.maximum(one[:2], other[:2]), *np.minimum(one[2:], other[2:])
    if x2 > x1 and y2 > y1:
        ax.add_patch(Rectangle((x1, y1), x2 - x1, y2 - y1, color=GREEN, alpha=0.35, linewidth=0))
        ax.plot([], [], color=GREEN, alpha=0.5, linewidth=8, label="shared area")
    ax.set(xlim=(0, size[1]), ylim=(size[0], 0), aspect="equal", xlabel="x", ylabel="y", title="two boxes")
    ax.set_xticks(range(0, size[1] + 1, 2))
    ax.set_yticks(range(0, size[0] + 1, 2))
    ax.grid(color="0.9")
    ax.set_axisbelow(True)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.02, 1))
    describe(ax, f"the first box reaches {spoken(one)}, the second {spoken(other)}")
    return ax


def draw_cells(images, boxes, classes, grid=(8, 8)):
    """Draw scenes with their grid, the centres of the boxes, and the cells that they are in; return the Axes.

    images : (m, n_H, n_W, 3)    boxes, classes : m arrays
    """
    figure, axes = new_figure(1, len(images), height=WIDTH / len(images) + TITLES + 0.35, squeeze=False)
    for i, (ax, image) in enumerate(zip(axes[0], images, strict=True)):
        n_H, n_W = image.shape[:2]
        those = boxes[i]
        draw_scene(ax, image, those, classes[i], f"scene {i + 1}")
        for k in range(1, grid[1]):
            ax.axvline(k * n_W / grid[1], color="white", linewidth=0.5, alpha=0.7)
        for k in range(1, grid[0]):
            ax.axhline(k * n_H / grid[0], color="white", linewidth=0.5, alpha=0.7)
        places = []
        for x1, y1, x2, y2 in those:
            x, y = (x1 + x2) / 2, (y1 + y2) / 2
            row, column = int(y / n_H * grid[0]), int(x / n_W * grid[1])
            corner = (column * n_W / grid[1], row * n_H / grid[0])
            ax.add_patch(Rectangle(corner, n_W / grid[1], n_H / grid[0], color="white", alpha=0.6, linewidth=0))
            ax.plot(x, y, "o", color="white", markeredgecolor="black", markersize=5)
            places.append(f"row {row}, column {column}")
        describe(ax, f"{objects(those)} on a grid of {grid[0]} by {grid[1]} cells; centres in {listed(places)}")
    class_legend(figure)
    return axes[0]


def draw_sizes(sizes, classes, anchors, ax=None):
    """Draw the sizes of objects, by class, and the anchors; return the Axes.

    sizes : (n, 2): height, width    classes : (n,)    anchors : (k, 2)
    """
    if ax is None:
        _, ax = new_figure(height=3.8)
    for number, name in enumerate(CLASSES):
        h, w = sizes[classes == number].T
        plain(ax).plot(w, h, MARKS[number], color=DARK[number], markersize=3.5, alpha=0.45, linestyle="", label=name)
    ax.plot(
        anchors[:, 1], anchors[:, 0], "*", color="white", markeredgecolor=INK, markeredgewidth=1.4, markersize=17,
        linestyle="", label="anchor",
    )  # fmt: skip
    ax.set(
        xlabel="width (pixels)", ylabel="height (pixels)", title="sizes of the objects, and the anchors", xlim=0, ylim=0
    )
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_found(images, found, boxes, columns=6):
    """Draw what a detector finds, and the true boxes thin and white; return the array of Axes.

    images : (m, n_H, n_W, 3)    found : for each scene scores, boxes, classes    boxes : m arrays, the truth
    """
    rows = -(-len(images) // columns)
    figure, axes = new_figure(rows, columns, height=rows * (WIDTH / columns + TITLES) + 0.35, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for i, (ax, image) in enumerate(zip(axes.flat, images, strict=False)):
        scores, answers, classes = found[i]
        draw_scene(ax, image, answers, classes, f"scene {i + 1}")
        for x1, y1, x2, y2 in boxes[i]:
            ax.add_patch(Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor="white", linewidth=0.8))
        words = [f"{CLASSES[c]} {s:.2f}" for s, c in zip(scores, classes, strict=True)]
        describe(ax, f"{objects(boxes[i])}, found: {listed(words) if words else 'none'}")
    class_legend(figure)
    return axes


def draw_raw(image, raw, kept, axes, truth=()):
    """Draw a scene with the boxes above the threshold, and with those that stay; return the Axes.

    raw, kept : scores, boxes, classes
    """
    for ax, (scores, boxes, classes), which in zip(axes, (raw, kept), ("before", "after"), strict=True):
        title = f"{which} the suppression"
        draw_scene(ax, image, boxes, classes, f"{title}: {how_many(boxes)}")
        for x1, y1, x2, y2 in truth:
            ax.plot((x1 + x2) / 2, (y1 + y2) / 2, "P", color="white", markeredgecolor="black", markersize=9)
        names = [f"{CLASSES[c]} {s:.2f}" for s, c in zip(scores, classes, strict=True)]
        describe(ax, f"{title}: {listed(names) if names else 'none'}; {objects(truth)}, with a cross on the centre")
    return axes


def draw_curves(curves, ax=None):
    """Draw monotone precision over recall for the classes, in steps, with the average precision; return the Axes.

    curves : {class: (recall (n,), precision (n,), average precision)}
    """
    if ax is None:
        _, ax = new_figure(height=3.5)
    looks = zip(DARK, DASHES, strict=True)
    for (name, (recall, precision, average)), (colour, dash) in zip(curves.items(), looks, strict=False):
        best = np.maximum.accumulate(precision[::-1])[::-1]
        plain(ax).plot(
            [0, *recall], [*best[:1], *best] if len(best) else [0], color=colour, linestyle=dash,
            drawstyle="steps-pre", label=f"{name}: {average:.2f}",
        )  # fmt: skip
    ax.set(xlabel="recall", ylabel="precision", title="monotone precision over recall", xlim=(0, 1.02), ylim=(0, 1.05))
    ax.legend(frameon=False, title="average precision", loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_sweeps(thresholds, sweeps, xlabel, title, ax=None):
    """Draw mean average precision over a threshold, one line for each way; return the Axes.

    thresholds : (n,)    sweeps : {way: (n,)}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    for (name, values), (colour, dash), mark in zip(sweeps.items(), SERIES, MARKS, strict=False):
        plain(ax).plot(thresholds, values, mark, color=colour, linestyle=dash, markersize=5, label=name)
    ax.set(xlabel=xlabel, ylabel="mean average precision", title=title, ylim=(0, 1.03), xlim=(0, 1))
    ax.set_yticks(np.arange(0, 1.01, 0.1))
    ax.grid(axis="y", color="0.9")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_score_thresholds(thresholds, precision, recall, average, ax=None):
    """Draw precision, recall and mean average precision over the threshold for scores; return the Axes.

    thresholds, precision, recall, average : (n,)
    """
    lines = {"precision": precision, "recall": recall, "mean average precision": average}
    ax = draw_sweeps(thresholds, lines, "score threshold", "which boxes do you keep?", ax)
    ax.set_ylabel("share")
    return ax
