"""The figures of course 4, week 2: transfer and augmentation.

draw_ways           error against the number of examples, for networks with more or fewer layers frozen
draw_frozen         which steps of a network learn, way by way
draw_reached        the accuracies of all ways for one number of examples
draw_two            two pictures, and the features that filters find in them on average
draw_changed        pictures beside each other
draw_colours        the colours of pixels, with the directions in which they vary
draw_augmented      what changes do to accuracy on few pictures, data set by data set
draw_timeline       when mini-batches were made, and when they were used
"""

import numpy as np
from matplotlib.patches import Rectangle

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED, new_figure, plain, widened
from deepcourse.figures.wording import listed

LOOKS = {  # way: colour, line, marker
    "from scratch": (ORANGE, "--", "s"),
    "freeze all, averages": (PURPLE, (0, (6, 2)), "v"),
    "freeze all": (BLUE, "-", "o"),
    "freeze some": (GREEN, "-.", "^"),
    "freeze none": (RED, ":", "D"),
}
ACCURACY = (40, 100)  # %, of the exploration
ERRORS = (2, 3, 5, 10, 20, 50)  # %, marked on the axis


def draw_ways(records, ax=None):
    """Draw the error of all ways against the number of examples: a point a seed, a line through the means.

    records : of `load_transfers`
    """
    if ax is None:
        _, ax = new_figure(height=4.0)
    sizes = sorted({one.size for one in records})
    for place, (way, (colour, line, marker)) in enumerate(LOOKS.items()):
        reached = [
            [100 * (1 - one.accuracy) for one in records if (one.way, one.size) == (way, size)] for size in sizes
        ]
        means = [np.mean(those) for those in reached]
        ax.plot(sizes, means, color=colour, linestyle=line, label=f"{way}, mean of seeds")
        for size, those in zip(sizes, reached, strict=True):
            at = size * 1.04 ** (place - 2)  # beside each other
            ax.plot([at] * len(those), those, color=colour, marker=marker, linestyle="none", markersize=4.5)
    plain(ax).set(xscale="log", xticks=sizes, xticklabels=sizes, yscale="log", ylim=(1.8, 60))
    ax.set_yticks(ERRORS, [str(error) for error in ERRORS])
    ax.minorticks_off()
    ax.set(title="digits: a pretrained network against a start from scratch", xlabel="training examples of each digit")
    ax.set_ylabel("wrong test digits (%)")
    ax.grid(axis="y", color="0.9")
    ax.legend(frameon=False, loc="lower left")
    return ax


def draw_frozen(frozen, total, ax):
    """Draw the steps of a network, way by way: frozen ones grey, those that learn orange, the new head blue.

    frozen : {way: how many steps stay as they are}, "from scratch" left out    total : how many steps there are
    """
    for row, (way, stay) in enumerate(frozen.items()):
        for place in range(total + 1):
            colour = BLUE if place == total else ORANGE if place >= stay else "0.8"
            ax.add_patch(Rectangle((place, row), 0.86, 0.55, facecolor=colour, edgecolor=INK, linewidth=0.6))
            if place >= stay:
                ax.plot([place + 0.2, place + 0.66], [row + 0.1, row + 0.45], color="white", linewidth=1.4)
        ax.text(0, row - 0.06, way, ha="left", va="bottom", fontsize=9.5)
    ax.set(xlim=(-0.2, total + 1.2), ylim=(len(frozen) - 0.1, -0.55))
    ax.set_title("steps that learn are crossed; the last is the new head", fontsize=10)
    ax.axis("off")
    told = [
        f"{way}: {stay} of {total} steps are frozen, {total - stay} learn, and the new head"
        for way, stay in frozen.items()
    ]
    describe(ax, "; ".join(told))
    return ax


def draw_reached(records, size, ax):
    """Draw the accuracies of all ways for one number of examples: a line for the mean, a point for each seed."""
    for row, (way, (_, _, marker)) in enumerate(LOOKS.items()):
        those = [100 * one.accuracy for one in records if (one.way, one.size) == (way, size)]
        ax.plot([np.mean(those)] * 2, [row - 0.32, row + 0.32], color="0.65", linewidth=4, label=f"{way}, mean")
        ax.plot(
            those, [row] * len(those), color=INK, marker=marker, markersize=4.5, linestyle="none", label=f"{way}, seeds"
        )
    plain(ax).set(yticks=range(len(LOOKS)), yticklabels=list(LOOKS), xlim=ACCURACY)
    ax.invert_yaxis()
    ax.set(title=f"{size} examples of each digit", xlabel="accuracy on test digits (%)")
    return ax


def draw_two(pictures, features, height=2.8):
    """Draw two pictures, and the averaged features of both as bars; return the three Axes.

    pictures : two of (n_H, n_W)    features : two of (n_C,)
    """
    _, axes = new_figure(1, 3, height=height, width=9.0, width_ratios=(1, 1, 1.3))
    for ax, picture, name in zip(axes, pictures, ("first", "second"), strict=False):
        ax.imshow(picture, cmap="gray", vmin=0, vmax=1)
        ax.set(title=f"the {name} picture", xticks=[], yticks=[])
    at = np.arange(len(features[0]))
    for side, (numbers, name, colour) in enumerate(zip(features, ("first", "second"), (BLUE, ORANGE), strict=True)):
        axes[2].bar(at + 0.38 * (side - 0.5), numbers, width=0.36, color=colour, label=name, hatch="//" * side)
    plain(axes[2]).set(title="averaged features", xlabel="filter", ylabel="mean of relu", xticks=at)
    axes[2].set_ylim(0, 1.35 * max(float(np.max(features)), 1e-9))
    axes[2].legend(frameon=False, loc="upper right", ncols=2)
    return axes


def draw_changed(rows, titles, figure=None):
    """Draw pictures in rows, each row under its title; return the array of Axes.

    rows : list of (m, n_H, n_W, 3), from 0 to 1    titles : one for each row
    """
    columns = max(len(row) for row in rows)
    if figure is None:
        figure, _ = new_figure(0, height=1.95 * len(rows))
    axes = figure.subplots(len(rows), columns, squeeze=False)
    for row, title, line in zip(rows, titles, axes, strict=True):
        for ax in line:
            ax.set(xticks=[], yticks=[])
            ax.axis("off")
        for picture, ax in zip(row, line, strict=False):
            ax.imshow(picture)
        line[0].set_title(title, fontsize=10, loc="left")
        means = [f"({', '.join(f'{value:.2f}' for value in picture.mean(axis=(0, 1)))})" for picture in row]
        describe(line[0], f"{title}: {len(row)} pictures, with the mean red, green and blue {listed(means)}")
        for ax in line[1:]:
            describe(ax, f"another picture of the row {title}")
    return axes


def draw_colours(pixels, variances, components):
    """Draw pixels by red and green, and by red and blue, with each component as long as its spread; return both Axes.

    pixels : (n, 3)    variances, components : of `color_components`
    """
    _, axes = new_figure(1, 2, height=3.8)
    mean = pixels.mean(axis=0)
    for ax, channel, name in zip(axes, (1, 2), ("green", "blue"), strict=True):
        ax.scatter(pixels[:, 0], pixels[:, channel], color="0.72", s=6, linewidths=0, label="pixels")
        for k, (colour, line) in enumerate(((BLUE, "-"), (ORANGE, "--"), (GREEN, ":"))):
            half = np.sqrt(max(variances[k], 0)) * components[[0, channel], k]
            ends = mean[[0, channel]][:, None] + np.outer(half, [-1, 1])
            ax.plot(*ends, color=colour, linestyle=line, linewidth=2.6, marker="o", markersize=4,
                    label=f"component {k + 1}")  # fmt: skip
        plain(ax).set(
            title=f"pixels by red and {name}", xlabel="red", ylabel=name, xlim=(-0.03, 1.03), ylim=(-0.03, 1.03)
        )
    axes[0].legend(frameon=True, loc="upper left", fontsize=9)
    return axes


def draw_augmented(records):
    """Draw the accuracy with and without changes, a panel a data set, a line a seed; return the Axes.

    records : of `load_augmented`
    """
    names = list(dict.fromkeys(one.data for one in records))
    changes = list(dict.fromkeys(one.change for one in records))
    _, axes = new_figure(1, len(names), height=3.4)
    for ax, name in zip(np.ravel(axes), names, strict=True):
        for seed in sorted({one.seed for one in records}):
            those = {one.change: 100 * one.accuracy for one in records if (one.data, one.seed) == (name, seed)}
            reached = [those[change] for change in changes]
            ax.plot(changes, reached, color=GREY, linewidth=0.9, marker="o", markersize=4.5,
                    label="one seed" if not seed else "_")  # fmt: skip
        means = [
            100 * np.mean([one.accuracy for one in records if (one.data, one.change) == (name, c)]) for c in changes
        ]
        ax.plot(changes, means, color=BLUE, linewidth=2.6, linestyle="--", marker="D", label="mean of seeds")
        plain(ax).set(
            title=name, xlabel="what is done to mini-batches", xlim=(-0.3, len(changes) - 0.7), ylim=(65, 100)
        )
        ax.set_ylabel("accuracy on test pictures (%)")
        ax.grid(axis="y", color="0.9")
    np.ravel(axes)[0].legend(frameon=False, loc="upper left")
    return axes


def draw_timeline(times):
    """Draw when mini-batches were made and when they were used, with and without a background worker; return the Axes.

    times : {title: (made, used)}, each a list of (start, end) in seconds
    """
    _, axes = new_figure(len(times), 1, height=1.5 * len(times) + 0.4, squeeze=False)
    latest = max(end for made, used in times.values() for _, end in (*made, *used))
    for ax, (title, rows) in zip(axes[:, 0], times.items(), strict=True):
        for row, (spans, colour, hatch) in enumerate(zip(rows, (ORANGE, BLUE), ("//", ""), strict=True)):
            ax.broken_barh([(1000 * start, 1000 * (end - start)) for start, end in spans], (row - 0.35, 0.7),
                           facecolor=colour, edgecolor=INK, linewidth=0.5, hatch=hatch)  # fmt: skip
        plain(ax).set(title=title, xlim=widened((0, 0), [1020 * latest]), yticks=(0, 1), ylim=(1.6, -0.6))
        ax.set(yticklabels=("batches made", "training steps"), xlabel="milliseconds", ylabel="thread")
        end = max(end for _, end in rows[1])
        describe(ax, f"{title}: {len(rows[1])} mini-batches are made and used in {1000 * end:.0f} milliseconds")
    return axes[:, 0]
