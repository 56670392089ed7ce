"""The figures of course 4, week 4: what the units of a network respond to.

draw_filters        the filters of the first layer, as small pictures
draw_fields         the receptive fields of several layers, on a picture
draw_influence      how strongly each pixel of a field moves a unit
half_share          how few pixels make half of that influence
draw_patches        patches in rows, a row for each unit
draw_planted        a picture before and after, and the map of a filter for both
draw_maps           signals at the pixels, beside each other
draw_made           pictures made for units, beside the patches that excite them
draw_occlusion      a picture, a covered one, and how much the score falls
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.images import mosaic
from deepcourse.figures.style import SERIES, WIDTH, new_figure

SHOWN_SIZE = 48  # pixels: all patches are shown in this size
AROUND = 2  # pixels around what is shown enlarged


def draw_filters(W, ax=None):
    """Draw filters (f, f, 3, n_C) as pictures, each on its own scale with 0 as middle grey; return the Axes.

    Filters whose weights are all below a hundredth of the largest weight are left out.
    """
    if ax is None:
        _, ax = new_figure(height=2.1)
    size, n_C = np.abs(W).max(axis=(0, 1, 2)), W.shape[3]
    alive = size > 0.01 * size.max()
    pictures = np.moveaxis(0.5 + (W / (2 * np.where(alive, size, 1)))[..., alive], 3, 0)
    pictures = pictures.repeat(12, axis=1).repeat(12, axis=2)
    columns = -(-len(pictures) // 2)
    ax.imshow(mosaic(pictures, columns, gap=6, between=1.0), interpolation="nearest")
    ax.set_title(
        f"{len(pictures)} of the {n_C} filters of the first layer, {len(W)} x {len(W)} pixels each", fontsize=11
    )
    ax.axis("off")
    grey = int(np.sum(pictures.std(axis=3).mean(axis=(1, 2)) < 0.08))
    describe(
        ax, f"{len(pictures)} filters as small pictures, {grey} of them nearly without colour, the others coloured"
    )
    return ax


def draw_fields(picture, boxes, ax, *, title="receptive fields"):
    """Draw a picture with the outlines of fields; return the Axes.

    boxes : {name: (top, bottom, left, right)}
    """
    ax.imshow(picture)
    for (name, (top, bottom, left, right)), (colour, line) in zip(boxes.items(), SERIES, strict=False):
        frame = (left - 0.5, top - 0.5), right - left, bottom - top
        ax.add_patch(Rectangle(*frame, fill=False, edgecolor="white", linewidth=3.4))
        ax.add_patch(Rectangle(*frame, fill=False, edgecolor=colour, linewidth=2, linestyle=line, label=name))
    ax.set(xticks=[], yticks=[])
    ax.set_title(title, fontsize=11)
    if len(boxes) > 1:
        ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.02, 0.5), fontsize=9.5)
    told = [f"{name} rows {top} to {bottom - 1}, columns {left} to {right - 1}"
            for name, (top, bottom, left, right) in boxes.items()]  # fmt: skip
    describe(ax, "; ".join(told) or "a picture")
    return ax


def draw_influence(maps, height=2.7):
    """Draw how strongly each pixel moves a unit, layer by layer; return the array of Axes.

    maps : {name: (size, size) of sizes of gradients inside the field}
    """
    _, axes = new_figure(1, len(maps), height=height)
    for ax, (name, size) in zip(np.ravel(axes), maps.items(), strict=True):
        ax.imshow(size / size.max(), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.set_title(name, fontsize=10)
        describe(ax, f"half of the influence comes from {100 * half_share(size):.0f} % of the pixels")
    return np.ravel(axes)


def half_share(size):
    """Return the share of the pixels, the strongest first, that half of the influence comes from."""
    return float(np.mean(np.sort(size.ravel())[::-1].cumsum() < size.sum() / 2))


def same_size(pictures):
    """Return square pictures of any size as (number, 48, 48, ...), repeated or thinned."""
    index = [np.arange(SHOWN_SIZE) * len(picture) // SHOWN_SIZE for picture in pictures]
    return np.array([picture[np.ix_(rows, rows)] for picture, rows in zip(pictures, index, strict=True)])


def draw_patches(rows, ax=None, *, title="", names=()):
    """Draw patches, a row for each unit, strongest first; return the Axes.

    rows : list of lists of (size, size) or (size, size, 3)    names : one for each row
    """
    columns = max(len(row) for row in rows)
    if ax is None:
        _, ax = new_figure(height=min(6.8, 0.5 + 0.86 * WIDTH * len(rows) / (columns + 2)))
    pictures = same_size([patch for row in rows for patch in row])
    pictures = pictures if pictures.ndim == 4 else np.repeat(pictures[..., None], 3, axis=3)
    ax.imshow(mosaic(pictures, columns, gap=3, between=1.0), vmin=0, vmax=1, interpolation="nearest")
    step = SHOWN_SIZE + 3
    ax.set_yticks([step * row + SHOWN_SIZE / 2 for row in range(len(rows))], list(names) or [""] * len(rows))
    ax.set_xticks([])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_title(title, fontsize=11)
    light = [np.mean([np.mean(patch) for patch in row]) for row in rows]
    told = [f"{name}: {columns} patches, mean brightness {each:.2f}" for name, each in zip(names, light, strict=False)]
    describe(ax, "; ".join(told) or f"{len(rows)} rows of {columns} patches")
    return ax


def draw_planted(pictures, maps, height=2.5):
    """Draw a picture before and after planting, and a filter's map of both; return the four Axes.

    What has changed is also shown enlarged, in a corner of the picture.

    pictures : two of (n_H, n_W, 3)    maps : two of (n_H', n_W'), on one scale
    """
    _, axes = new_figure(1, 4, height=height)
    high = max(float(np.max(each)) for each in maps)
    for ax, picture, name in zip(axes[::2], pictures, ("before", "after"), strict=True):
        ax.imshow(picture, interpolation="nearest")
        ax.set_title(f"{name}: the picture", fontsize=10)
    for ax, values, name in zip(axes[1::2], maps, ("before", "after"), strict=True):
        ax.imshow(values, cmap="gray", vmin=0, vmax=high, interpolation="nearest")
        ax.set_title(f"{name}: the unit", fontsize=10)
        h, w = np.unravel_index(np.argmax(values), values.shape)
        describe(ax, f"the largest value is {np.max(values):.2f}, at row {h}, column {w}")
    changed = np.argwhere((np.asarray(pictures[0]) != np.asarray(pictures[1])).any(axis=2))
    if len(changed):
        (top, left), (bottom, right) = changed.min(axis=0) - AROUND, changed.max(axis=0) + AROUND
        inset = axes[2].inset_axes((0.6, 0.02, 0.38, 0.5))
        inset.imshow(pictures[1], interpolation="nearest")
        inset.set(xlim=(left - 0.5, right + 0.5), ylim=(bottom + 0.5, top - 0.5), xticks=[], yticks=[])
        inset.spines[:].set(color="white", linewidth=1.5)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
    return axes


def draw_maps(maps, height=2.4):
    """Draw maps beside each other, each on its own scale; return the Axes.

    maps : {title: (n_H, n_W), or (n_H, n_W, 3) for a picture}
    """
    _, axes = new_figure(1, len(maps), height=height)
    for ax, (title, values) in zip(axes, maps.items(), strict=True):
        if values.ndim == 3:
            ax.imshow(values)
        else:
            ax.imshow(values / max(np.quantile(values, 0.99), 1e-12), cmap="gray", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[])
        ax.set_title(title, fontsize=10)
    return axes


def draw_made(made, rows, names, title="", ax=None):
    """Draw the picture made for each unit, and beside it its strongest patches; return the Axes.

    made : (units, side, side, 3)    rows : patches for each unit    names : of the units
    """
    return draw_patches(
        [[picture, *row] for picture, row in zip(made, rows, strict=True)], ax, title=title, names=names
    )


def draw_occlusion(picture, covered, falls, size, stride, height=2.9):
    """Draw a picture, one with its most important square covered, and the map of falls; return the three Axes.

    A cell of the map lies at the centre of its square, and the map is as large as the picture: both can be compared.
    """
    figure, axes = new_figure(1, 3, height=height, width_ratios=(1, 1, 1.25))
    (n_H, n_W), (rows, columns) = picture.shape[:2], falls.shape
    start = (size - stride) / 2 - 0.5
    extent = (start, start + columns * stride, start + rows * stride, start)
    for ax, shown, title in zip(axes, (picture, covered), ("the picture", "covered: the deepest fall"), strict=False):
        ax.imshow(shown)
        ax.set_title(title, fontsize=10)
    far = max(float(np.abs(falls).max()), 1e-9)
    drawn = axes[2].imshow(falls, cmap="RdBu_r", vmin=-far, vmax=far, interpolation="nearest", extent=extent)
    axes[2].set(xlim=(-0.5, n_W - 0.5), ylim=(n_H - 0.5, -0.5))
    axes[2].set_title("fall, at each square's centre", fontsize=10)
    figure.colorbar(drawn, ax=axes[2], label="fall of the score")
    for ax in axes:
        ax.set(xticks=[], yticks=[])
    i, j = np.unravel_index(falls.argmax(), falls.shape)
    for ax in axes[::2]:
        ax.add_patch(Rectangle((j * stride - 0.5, i * stride - 0.5), size, size, fill=False, edgecolor=SERIES[0][0]))
    describe(axes[2], f"squares of {size} pixels, {stride} apart: the deepest fall is {falls.max():.3f}, for the "
                      f"square from row {i * stride}, column {j * stride}; half of the squares change less than "
                      f"{np.median(np.abs(falls)):.3f}")  # fmt: skip
    return axes
