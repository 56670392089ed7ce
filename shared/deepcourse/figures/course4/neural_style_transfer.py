"""The figures of course 4, week 4: pictures painted in the style of others.

draw_pictures     pictures side by side, each with a title
draw_costs        style costs of some pictures, layer by layer
draw_descent      both costs of a transfer, step by step
draw_pair         two feature maps, their product, and its mean for several pictures
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, SERIES, new_figure, plain, widened

MARKERS = "osD^v"


def draw_pictures(pictures, axes=None, *, columns=None, says="", height=None):
    """Draw pictures side by side, `columns` in each row; return the array of Axes.

    pictures : {title: (n_H, n_W, 3) from 0 to 1}    says : what there is to see, for readers who do not see it
    """
    columns = len(pictures) if columns is None else columns
    rows = -(-len(pictures) // columns)
    if axes is None:
        shares = [picture.shape[0] / picture.shape[1] for picture in pictures.values()]
        _, axes = new_figure(rows, columns, height=height or rows * (8.8 / columns * max(shares) + 0.35), squeeze=False)
    axes = np.ravel(axes)
    for ax in axes:
        ax.axis("off")
    for ax, (title, picture) in zip(axes, pictures.items(), strict=False):
        ax.imshow(np.clip(picture, 0, 1), interpolation="bicubic")
        ax.set_title(title, fontsize=10)
        red, green, blue = np.clip(picture, 0, 1).reshape(-1, 3).mean(axis=0)
        describe(ax, f"on average {100 * red:.0f} % red, {100 * green:.0f} % green, {100 * blue:.0f} % blue")
    if says:
        describe(axes[0], says)
    return axes


def draw_costs(costs, ax=None):
    """Draw style costs of pictures, layer by layer, in percent of the cost of no features; return the Axes.

    costs : {name: {layer: share}}
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    for (name, by_layer), (colour, line), marker in zip(costs.items(), SERIES, MARKERS, strict=False):
        names, shares = list(by_layer), 100 * np.array(list(by_layer.values()))
        ax.plot(range(len(names)), shares, color=colour, linestyle=line, marker=marker, label=name)
    ax.set_xticks(range(len(names)), [str(name) for name in names])
    plain(ax).set(xlabel="layer", ylabel="style cost (% of no features)", title="against the painting, layer by layer")
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False, loc="upper center")
    ax.grid(axis="y", color="0.9")
    return ax


def draw_descent(contents, styles, ax=None, *, steps=None, at=None, limits=(1e-3, 3)):
    """Draw both costs of a transfer against the steps, on a logarithmic scale; return the Axes.

    contents, styles : the costs    steps : where they were measured, or 0, 1, 2 ...    at : a step to mark
    """
    if ax is None:
        _, ax = new_figure(height=3.2)
    steps = np.arange(len(contents)) if steps is None else np.asarray(steps)
    for name, values, (colour, line), marker in (
        ("content cost", contents, (BLUE, "-"), "o"), ("style cost", styles, (ORANGE, "--"), "s")
    ):  # fmt: skip
        seen = np.where(np.asarray(values) > 0, values, np.nan)  # a cost of 0 has no place on this scale
        ax.plot(steps, seen, color=colour, linestyle=line, marker=marker if len(steps) < 20 else "", label=name)
    if at is not None:
        ax.axvline(at, color=INK, linestyle=":", linewidth=1.2, label=f"step {at}")
    plain(ax).set(yscale="log", xlabel="step", ylabel="cost", title="both costs")
    positive = [value for value in (*contents, *styles) if value > 0]
    ax.set_ylim(widened(limits, positive, room=0.0) if positive else limits)
    ax.legend(frameon=False, loc="lower left", fontsize=9)
    return ax


def draw_pair(maps, channels, means, axes, *, pair):
    """Draw two feature maps, their product, and the mean of the product for several pictures; return the Axes.

    maps : two arrays (n_H, n_W)    channels : their numbers    means : {picture: mean}, the first is the one shown
    pair : what it is called
    """
    top = max(float(A.max()) for A in maps) or 1.0
    titles = [f"{pair}: channel {channels[0]}", f"channel {channels[1]}", "their product"]
    for ax, A, title, highest in zip(axes, (*maps, maps[0] * maps[1]), titles, (top, top, top**2 / 2), strict=False):
        ax.imshow(A, cmap="gray", vmin=0, vmax=highest)
        ax.set_title(title, fontsize=10)
        ax.axis("off")
        describe(ax, f"from {A.min():.2f} to {A.max():.2f}, on average {A.mean():.2f}")
    bars, names, shown = axes[3], list(means), next(iter(means))
    order = sorted(names)
    drawn = bars.barh(order, [means[name] for name in order], color=[BLUE if name == shown else GREY for name in order])
    bars.bar_label(drawn, [f"{means[name]:.2f}" for name in order], padding=2, fontsize=9)
    plain(bars).set(title="mean product", xlabel="mean", ylabel="picture (blue: shown)")
    bars.set_xlim(0, max(1e-9, 1.5 * max(means.values())))
    bars.title.set_fontsize(10)
    bars.invert_yaxis()
    return axes
