"""The figures of course 4, week 3: semantic segmentation.

COLOURS             one for each class of pixels
draw_masks          scenes above their masks, and above answers where there are any
draw_coarse         a scene, its mask and a coarse answer
draw_lying_ious     the IoU of each class as lying bars
draw_class_ious     the IoU of each class as bars, for one or several answers
draw_patches        a transposed convolution, pixel by pixel
draw_strips         the strips that inputs write into a row, and how many meet at each position
draw_textures       what transposed convolutions make of a grey picture
draw_runs           recorded trainings: the IoU of each class, every seed a mark
"""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch, Rectangle

from deepcourse.datasets.course4.scenes import PIXELS
from deepcourse.figures.course4.convolution_step_by_step import EMPTY, PALE, draw_numbers
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, WIDTH, new_figure, plain
from deepcourse.figures.wording import listed

COLOURS = dict(zip(PIXELS, ("#e4e4e4", "#7d7d7d", BLUE, ORANGE, "#4b0055"), strict=True))
LOOKS = ((BLUE, "", "o"), (ORANGE, "//", "^"), (GREEN, "..", "s"))  # of the first, second, third answer
SMALL = 9


def coloured(mask):
    """Return a mask as a picture, (n_H, n_W, 3)."""
    return np.array([to_rgb(colour) for colour in COLOURS.values()])[mask]


def shares(mask):
    """Return in words which share of a mask each class has."""
    parts = np.bincount(mask.ravel(), minlength=len(PIXELS)) / mask.size
    return listed([f"{name} {share:.0%}" for name, share in zip(PIXELS, parts, strict=True) if share])


def legend(figure, place="outside lower center"):
    """Write below a figure which colour is which class."""
    handles = [Patch(facecolor=colour, edgecolor=INK, linewidth=0.5, label=name) for name, colour in COLOURS.items()]
    figure.legend(handles=handles, ncols=len(COLOURS), frameon=False, fontsize=SMALL, loc=place)


def show(ax, picture, title, told):
    """Show a picture without axes."""
    ax.imshow(picture, interpolation="nearest", vmin=0, vmax=1)
    ax.set_title(title, fontsize=SMALL)
    ax.set(xticks=[], yticks=[])
    ax.axis("off")
    describe(ax, told)


def draw_masks(images, masks, answers=None, names=("mask", "answer")):
    """Draw scenes, below each its mask, and below that an answer where there is one; return the array of Axes.

    images : (m, n_H, n_W, 3) from 0 to 1    masks : (m, n_H, n_W)    answers : arrays like masks, or a list of such
    """
    rows = [masks] if answers is None else [masks, *([answers] if isinstance(answers, np.ndarray) else answers)]
    height = (len(rows) + 1) * (WIDTH / len(images) + 0.2) + 0.3
    figure, axes = new_figure(len(rows) + 1, len(images), height=height, squeeze=False)
    for i, column in enumerate(axes.T):
        show(column[0], np.clip(images[i], 0, 1), f"scene {i + 1}", "a generated scene")
        for ax, name, row in zip(column[1:], names, rows, strict=False):
            right = "" if row is masks else f"; {np.mean(row[i] == masks[i]):.0%} of its pixels agree with the mask"
            show(ax, coloured(row[i]), name, f"{name}: {shares(row[i])}{right}")
    legend(figure)
    return axes


def draw_coarse(image, mask, coarse, axes, titles):
    """Draw a scene, its mask and a coarse answer on three axes; return them."""
    show(axes[0], np.clip(image, 0, 1), titles[0], "a generated scene")
    for ax, each, title in zip(axes[1:], (mask, coarse), titles[1:], strict=True):
        show(ax, coloured(each), title, f"{title}: {shares(each)}")
    return axes


def draw_lying_ious(values, ax, title):
    """Draw the IoU of each class as lying bars, with the numbers; return the Axes.

    values : (n_classes,)
    """
    bars = ax.barh(PIXELS, values, 0.75, color=list(COLOURS.values()), edgecolor=INK, linewidth=0.6)
    ax.bar_label(bars, [f" {value:.2f}" for value in values], fontsize=SMALL)
    plain(ax).set(title=title, xlabel="IoU", ylabel="class", xlim=(0, 1.2), xticks=(0, 0.5, 1))
    ax.invert_yaxis()
    return ax


def draw_class_ious(answers, ax=None, title="IoU of each class"):
    """Draw the IoU of each class as bars, with the numbers; return the Axes.

    answers : {name: (n_classes,)}; nan has no bar
    """
    if ax is None:
        _, ax = new_figure(height=3.1)
    width, at = 0.82 / len(answers), np.arange(len(PIXELS))
    for place, ((name, values), (colour, hatch, _)) in enumerate(zip(answers.items(), LOOKS, strict=False)):
        where, values = at + (place - (len(answers) - 1) / 2) * width, np.nan_to_num(values)
        bars = ax.bar(where, values, 0.94 * width, color=colour, hatch=hatch, edgecolor="white", label=name)
        ax.bar_label(bars, [f"{value:.2f}" for value in values], fontsize=SMALL, padding=1)
    plain(ax).set(title=title, ylabel="IoU", xlabel="class", ylim=(0, 1.12), yticks=(0, 0.25, 0.5, 0.75, 1))
    ax.set_xticks(at, PIXELS)
    if len(answers) > 1:
        ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_patches(figure, A, W, Z, place, stride, patch):
    """Draw a transposed convolution of one channel up to a pixel, of which the patch is framed; return the Axes.

    figure : an empty one    A : (rows, columns)    W : (f, f)    Z : as far as it is written    place : (h, w), or None
    patch : (f, f), what this pixel adds, or None
    """
    f, tables = len(W), (A, W, np.full(W.shape, np.nan) if patch is None else patch, Z)
    axes = figure.subplots(1, 4, width_ratios=[max(table.shape[1], 2) for table in tables])
    h, w = place or (0, 0)
    window = (h * stride, w * stride, f, f) if place else None
    covered = [[EMPTY] * Z.shape[1] for _ in range(Z.shape[0])]
    if place:
        for row, column in np.ndindex(f, f):
            covered[h * stride + row][w * stride + column] = PALE
    draw_numbers(axes[0], A, "A_prev", mark=place)
    draw_numbers(axes[1], W, "filter W")
    draw_numbers(axes[2], tables[2], "pixel × W")
    draw_numbers(axes[3], Z, "Z so far", window=window, ground=covered)
    return axes


def draw_strips(ax, below, n_prev, f, stride, counts):
    """Draw the strips that n_prev inputs write into a row, and below how many meet at each position; return both Axes.

    ax, below : two axes, one above the other    counts : (n,)
    """
    for i in range(n_prev):
        look = {"facecolor": BLUE if i % 2 == 0 else ORANGE, "hatch": "" if i % 2 == 0 else "//", "edgecolor": "white"}
        ax.add_patch(Rectangle((i * stride, i), f, 0.8, **look))
    ax.set(xlim=(0, len(counts)), ylim=(n_prev, -0.2), yticks=np.arange(n_prev) + 0.4, yticklabels=range(n_prev))
    plain(ax).set(title=f"f = {f}, stride = {stride}: which positions are written?", ylabel="input", xticks=[])
    places = ", ".join(f"input {i} positions {i * stride} to {i * stride + f - 1}" for i in range(n_prev))
    describe(ax, f"the strips of {n_prev} inputs: {places}")
    bars = plain(below).bar(np.arange(len(counts)) + 0.5, counts, 0.9, color=GREY, label="strips")
    below.bar_label(bars, [str(count) for count in counts], fontsize=SMALL)
    below.set(title="how many strips meet at each position", xlabel="position in the output", ylabel="strips")
    below.set(xlim=(0, len(counts)), ylim=(0, max(4, counts.max()) + 1.2), yticks=range(0, max(4, counts.max()) + 1, 2))
    below.set_xticks(np.arange(0, len(counts), 2) + 0.5, range(0, len(counts), 2))
    return ax, below


def draw_textures(pictures):
    """Draw what transposed convolutions make of a grey picture, 0 black and 1 white; return the array of Axes.

    pictures : {title: (n_H, n_W) from 0 to 1}
    """
    _, axes = new_figure(1, len(pictures), height=WIDTH / len(pictures) + 0.1, squeeze=False)
    for ax, (title, picture) in zip(axes.flat, pictures.items(), strict=True):
        centre = picture[tuple(slice(n // 4, n - n // 4) for n in picture.shape)]
        told = f"{title}: in the centre the numbers lie between {centre.min():.2f} and {centre.max():.2f}"
        show(ax, np.repeat(picture[..., None], 3, axis=2), title, told)
    return axes


def draw_runs(runs, ax=None, title="three trainings of each kind"):
    """Draw the IoUs of recorded trainings, a mark for every seed; return the Axes.

    runs : {kind: (seeds, n_classes)}
    """
    if ax is None:
        _, ax = new_figure(height=3.3)
    at = np.arange(len(PIXELS))
    for place, ((name, values), (colour, _, mark)) in enumerate(zip(runs.items(), LOOKS, strict=False)):
        values = np.asarray(values)
        where = np.broadcast_to(at + (place - (len(runs) - 1) / 2) * 0.22, values.shape)
        ax.plot(where.ravel(), values.ravel(), mark, color=colour, markersize=7, markeredgecolor=INK,
                markeredgewidth=0.5, label=name)  # fmt: skip
    plain(ax).set(title=title, ylabel="IoU on test scenes", xlabel="class", ylim=(-0.04, 1.02))
    ax.set_xticks(at, PIXELS)
    ax.set_yticks(np.arange(0, 1.01, 0.1))
    ax.grid(axis="y", color="0.9")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
