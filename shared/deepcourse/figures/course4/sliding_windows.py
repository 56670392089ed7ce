"""The figures of course 4, week 3: sliding windows.

draw_crops          windows by class
draw_window         a picture with the window of one position
draw_probabilities  what the classifier answers to one window
draw_map            the answers to all windows, class by class
draw_chain          which pixels a number of the last map sees, in one dimension
draw_detections     scenes with their boxes and with the boxes that were found, class by class
draw_difference     where padding makes a cropped window and one pass over the picture disagree
draw_regions        the regions of a picture, each in its own colour, and boxes
draw_coverage       how many objects are covered, by class and by kind of proposal
"""

from textwrap import fill

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from deepcourse.datasets.course4.scene_objects import CLASSES
from deepcourse.figures.course4.localization_and_landmarks import ANSWER, TRUTH, outline, show, spoken
from deepcourse.figures.description import describe
from deepcourse.figures.images import mosaic
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, SKY, WIDTH, new_figure, plain
from deepcourse.figures.wording import listed

NAMES = ("background", *CLASSES)
PALE = "0.93"
FOUND = {  # a class: the look of its boxes, told apart by the line, too
    "car": {"color": ORANGE, "linewidth": 1.9, "linestyle": (0, (4, 1.5))},
    "pedestrian": {"color": SKY, "linewidth": 1.9, "linestyle": (0, (1, 1))},
    "sign": {"color": PURPLE, "linewidth": 1.9, "linestyle": (0, (5, 1, 1, 1))},
}


def draw_crops(X, y, each=8):
    """Draw some windows of each class, a class in each panel; return the array of Axes.

    X : (m, f, f, 3)    y : (m,) int
    """
    _, axes = new_figure(2, 2, height=2.1)
    for number, (name, ax) in enumerate(zip(NAMES, axes.flat, strict=True)):
        chosen = X[y == number][:each]
        ax.imshow(mosaic(chosen, each, gap=2, between=1.0))
        ax.set_title(f"{number}: {name}")
        ax.axis("off")
        describe(ax, f"{len(chosen)} windows of class {number}, {name}")
    return axes


def draw_window(image, box, ax, title=""):
    """Draw a picture with one window outlined, and with pixels counted along its edges; return the Axes.

    image : (n_H, n_W, 3)    box : x1, y1, x2, y2
    """
    show(ax, image)
    outline(ax, box, ANSWER)
    ax.axis("on")
    n_H, n_W = image.shape[:2]
    ax.set(xticks=range(0, n_W + 1, 24), yticks=range(0, n_H + 1, 24), xlabel="x", ylabel="y")
    ax.set_title(title, fontsize=10)
    describe(ax, f"the window reaches {spoken(box)}")
    return ax


def draw_probabilities(probabilities, ax):
    """Draw the probabilities of all classes as bars; return the Axes.

    probabilities : (n,)
    """
    bars = plain(ax).barh(NAMES, probabilities, color=BLUE)
    ax.bar_label(bars, [f" {p:.2f}" for p in probabilities], fontsize=9)
    ax.invert_yaxis()
    ax.set(xlim=(0, 1.25), title="the classifier's answer", xlabel="probability", ylabel="class", xticks=(0, 0.5, 1))
    return ax


def draw_map(image, P, boxes=()):
    """Draw a picture with its true boxes, and the probability of each class of objects at all positions.

    image : (n_H, n_W, 3)    P : (n_H', n_W', 4)    boxes : (k, 4). Returns the array of Axes.
    """
    figure, axes = new_figure(1, 4, height=2.75)
    show(axes[0], image)
    axes[0].set_title("the picture")
    for box in boxes:
        outline(axes[0], box, TRUTH)
    describe(axes[0], "a scene with boxes " + listed([spoken(box) for box in boxes]) if len(boxes) else "a scene")
    for number, ax in enumerate(axes[1:], 1):
        shown = draw_heat(P[..., number], ax, NAMES[number])
    figure.colorbar(shown, ax=axes[-1], label="probability", fraction=0.05)
    return axes


def draw_heat(values, ax, title, cell=None):
    """Draw one map of probabilities, with one position marked; return the image."""
    shown = ax.imshow(values, cmap="Blues", vmin=0, vmax=1)
    ax.set_title(title)
    ax.set(xlabel="column j", ylabel="row i", xticks=range(0, values.shape[1], 5), yticks=range(0, values.shape[0], 5))
    i, j = np.unravel_index(values.argmax(), values.shape)
    words = (
        f"{title}: a map of {values.shape[0]} by {values.shape[1]}, greatest {values.max():.2f} at row {i}, column {j}"
    )
    if cell is not None:
        ax.add_patch(Rectangle((cell[1] - 0.5, cell[0] - 0.5), 1, 1, fill=False, edgecolor=ORANGE, linewidth=2.4))
        words += f"; marked: row {cell[0]}, column {cell[1]}"
    describe(ax, words)
    return shown


def draw_chain(layers, n, cell, ax):
    """Draw a picture of one dimension and the maps above it; filled: what one number of the last map sees.

    layers : list of (f, stride)    n : pixels    cell : a position of the last map. Returns the Axes.
    """
    sizes = [n]
    for f, stride in layers:
        sizes.append((sizes[-1] - f) // stride + 1)
    seen = [(cell, cell)]
    for f, stride in layers[::-1]:
        first, last = seen[0]
        seen.insert(0, (first * stride, last * stride + f - 1))
    centres, spacing = np.arange(n, dtype=float), 1.0
    for level, size in enumerate(sizes):
        if level:
            f, stride = layers[level - 1]
            centres = centres[: (size - 1) * stride + 1 : stride] + (f - 1) / 2 * spacing
            spacing *= stride
        for place, x in enumerate(centres[:size]):
            inside = seen[level][0] <= place <= seen[level][1]
            look = {"facecolor": ORANGE if inside else PALE, "edgecolor": INK, "hatch": "////" if inside else None}
            ax.add_patch(Rectangle((x - 0.4, level - 0.3), 0.8, 0.6, linewidth=0.8, **look))
    names = ["picture", *(f"f = {f}, stride {stride}" for f, stride in layers)]
    ax.set_yticks(range(len(sizes)), [f"{name}\n{size} numbers" for name, size in zip(names, sizes, strict=True)])
    ax.set(xlim=(-0.7, n - 0.3), ylim=(-0.5, len(sizes) - 0.5), title="what one number of the last map sees")
    ax.set(xlabel="pixel", ylabel="layer")
    plain(ax).spines["left"].set_visible(False)
    first, last = seen[0]
    describe(ax, f"number {cell} of the last map sees pixels {first} to {last} of {n}")
    return first, last, sizes[-1]


def draw_detections(images, boxes, classes, found):
    """Draw scenes with their true boxes (solid) and the boxes found, each class in its own look; return the Axes.

    images : (m, n_H, n_W, 3)    boxes, classes : of the scenes, m arrays    found : m tuples, what `detect` returns
    """
    columns = 4
    rows = -(-len(images) // columns)
    figure, axes = new_figure(rows, columns, height=rows * (WIDTH / columns + 0.7) + 0.3, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, true, kinds, (windows, numbers, _) in zip(axes.flat, images, boxes, classes, found, strict=False):
        show(ax, image)
        for box, number in zip(windows, numbers, strict=True):
            outline(ax, box, FOUND[NAMES[int(number)]])
        for box in true:
            outline(ax, box, TRUTH)
        there, said = (counted([NAMES[int(k)] for k in those]) for those in (kinds + 1, numbers))
        ax.set_title("\n".join(fill(words, 28) for words in (f"there: {there}", f"found: {said}")), fontsize=9)
        describe(ax, f"there: {there}; found: {said}")
    handles = [Line2D([], [], label="true box", path_effects=[withStroke(linewidth=3.4, foreground=INK)], **TRUTH)]
    handles += [Line2D([], [], label=f"found: {name}", **look) for name, look in FOUND.items()]
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False, handlelength=3.2)
    return axes


def counted(names):
    """Return how often each name occurs, in words: "2 cars, 1 sign"."""
    numbers = {name: names.count(name) for name in NAMES if name in names}
    return ", ".join(f"{number} {name}{'s' * (number > 1)}" for name, number in numbers.items()) or "nothing"


def draw_difference(padded, valid):
    """Draw where a window of its own and one pass over the picture disagree; return the array of Axes.

    padded, valid : (side, side), the mean difference of all features at each position, with padding and without
    """
    figure, (left, right) = new_figure(1, 2, height=3.3, width=WIDTH)
    shown = left.imshow(padded, cmap="Blues", vmin=0)
    figure.colorbar(shown, ax=left, label="mean difference")
    left.set(title="padded: difference in the window", xlabel="column", ylabel="row")
    describe(left, f"differences up to {padded.max():.2f}, at the border of the window")
    for (name, values), (colour, mark) in zip(
        {"padded by 2": padded, "no padding": valid}.items(), ((BLUE, "o-"), (GREEN, "s--")), strict=True
    ):
        means = by_distance(values)[:10]
        plain(right).plot(range(len(means)), means, mark, color=colour, markersize=5, label=name)
    right.set(title="by distance from the border", xlabel="distance from the window's border (pixels)")
    right.set(ylabel="mean difference", xticks=range(10))
    right.legend(frameon=False)
    return left, right


def by_distance(values):
    """Return the mean of a square map at each distance from its border, 0 at the border itself."""
    n = len(values)
    places = np.minimum(np.arange(n), np.arange(n)[::-1])
    far = np.minimum(places[:, None], places[None, :])
    return np.array([values[far == distance].mean() for distance in range((n + 1) // 2)])


def draw_regions(image, labels, boxes, axes, title=""):
    """Draw a picture with boxes, and its regions in colours of their own; return the Axes.

    image : (n_H, n_W, 3)    labels : (n_H, n_W) int    boxes : (k, 4)    axes : two Axes
    """
    show(axes[0], image)
    for box in boxes:
        x1, y1, x2, y2 = box
        axes[0].add_patch(Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor="white", linewidth=1.1))
    axes[0].set_title(title, fontsize=10)
    describe(axes[0], f"a picture with {len(boxes)} boxes")
    colours = np.random.default_rng(4).uniform(0.15, 1, (labels.max() + 1, 3))
    show(axes[1], colours[labels])
    axes[1].set_title(f"{labels.max() + 1} regions", fontsize=10)
    describe(axes[1], f"{labels.max() + 1} regions, each in its own colour")
    return axes


def draw_coverage(shares, numbers, ax=None):
    """Draw which share of the objects some box covers with an IoU of at least 0.5, by class; return the Axes.

    shares : {kind of proposal: (3,) shares}    numbers : {kind: boxes in a picture, on average}
    """
    if ax is None:
        _, ax = new_figure(height=3.4)
    width, at = 0.8 / len(shares), np.arange(len(CLASSES))
    looks = ((GREY, ""), (BLUE, "//"), (ORANGE, ".."))
    for place, ((name, values), (colour, hatch)) in enumerate(zip(shares.items(), looks, strict=False)):
        where, label = at + (place - (len(shares) - 1) / 2) * width, f"{name} ({numbers[name]:.0f} a picture)"
        bars = ax.bar(where, 100 * values, 0.94 * width, color=colour, hatch=hatch, edgecolor="white", label=label)
        ax.bar_label(bars, [f"{100 * value:.0f}" for value in values], fontsize=9)
    plain(ax).set(title="which objects does some box cover?", ylabel="covered, IoU at least 0.5 (%)", ylim=(0, 108))
    ax.set_xticks(at, CLASSES)
    ax.set_xlabel("class")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
