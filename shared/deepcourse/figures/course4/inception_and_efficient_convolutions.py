"""The figures of course 4, week 2: inception modules and efficient convolutions.

draw_mixing         a photograph, and the answers of one filter of 1 x 1
draw_reduction      the multiplications of large filters, alone and after a reduction
draw_modules        the multiply-adds of GoogLeNet's modules, with and without their reductions
draw_linear_end     a curve through a few random channels and back, with a ReLU on the way
draw_kinds          test errors of small networks of three kinds of layers
"""

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, DIVERGING, GREEN, GREY, INK, ORANGE, new_figure, plain
from deepcourse.figures.wording import listed


def draw_mixing(image, weights, figure):
    """Draw a photograph and, beside it, the weighted sum of its channels as a signed map; return the map.

    image : (n_H, n_W, 3)    weights : three numbers, a filter of 1 x 1    figure : an empty one
    """
    left, right = figure.subplots(1, 2)
    answers = image @ np.asarray(weights, dtype=float)
    left.imshow(image)
    shown = right.imshow(answers, cmap=DIVERGING, vmin=-1, vmax=1)
    for ax, title in ((left, "three channels in"), (right, "one channel out")):
        ax.set(xticks=[], yticks=[], title=title)
    bar = figure.colorbar(shown, ax=[left, right], fraction=0.025, pad=0.02)
    bar.set_label("weighted sum (0 is white)")
    told = ", ".join(f"{name} {weight:g}" for name, weight in zip(("red", "green", "blue"), weights, strict=True))
    describe(right, f"weighted sums of the filter {told}: from {answers.min():.2f} to {answers.max():.2f}, "
                    f"{np.mean(answers > 0.1):.0%} of the pixels above 0.1")  # fmt: skip
    return answers


def draw_reduction(direct, narrow, large, title, ax):
    """Draw two bars: the multiplications of large filters alone, and those of 1 x 1 filters and then large ones.

    direct, narrow, large : multiplications of the three; returns the Axes
    """
    ax.barh(0, direct / 1e6, color=ORANGE, hatch="//", edgecolor="white", label="large filters, alone")
    ax.barh(1, narrow / 1e6, color=GREEN, hatch="..", edgecolor="white", label="1 × 1 filters")
    ax.barh(1, large / 1e6, left=narrow / 1e6, color=BLUE, edgecolor="white", label="large filters, after them")
    plain(ax).set(yticks=[0, 1], yticklabels=["alone", "reduced"], ylim=(1.6, -0.6), title=title)
    ax.set(xlabel="multiplications (millions)", xlim=(0, 1.05 * max(direct, narrow + large) / 1e6))
    ax.set_ylabel("filters")
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def draw_modules(names, built, direct):
    """Draw two bars for each module: its multiply-adds as built, and without the reductions; return the Axes.

    built, direct : multiply-adds of each module
    """
    _, ax = new_figure(height=4.2)
    places = np.arange(len(names))
    ax.barh(places - 0.2, np.array(direct) / 1e6, 0.38, color=ORANGE, hatch="//", edgecolor="white",
            label="large filters on all channels")  # fmt: skip
    ax.barh(places + 0.2, np.array(built) / 1e6, 0.38, color=BLUE, edgecolor="white", label="with reductions, as built")
    plain(ax).set(yticks=places, yticklabels=names, ylabel="module", xlabel="multiply-adds (millions)")
    ax.set_title("The nine modules of GoogLeNet")
    ax.invert_yaxis()
    ax.legend(frameon=False, loc="lower right")
    told = [f"{name}: {b / 1e6:.0f} of {d / 1e6:.0f} million" for name, b, d in zip(names, built, direct, strict=True)]
    describe(
        ax,
        f"multiply-adds with reductions, as built, of those with large filters on all channels: {listed(told, most=9)}",
    )
    return ax


def draw_linear_end(curve, back, error, n, relu, figure):
    """Draw a curve of points in the plane and what comes back from n random channels, in two panels.

    curve, back : (2, m)    error : the root mean square of the distance, over that of the curve    relu : bool
    """
    axes, order = figure.subplots(1, 2, sharex=True, sharey=True), np.linspace(0, 1, curve.shape[1])
    titles = "two numbers for each point", f"back from {n} channels" + (" after a ReLU" if relu else ", no ReLU")
    for ax, points, title in zip(axes, (curve, back), titles, strict=True):
        ax.plot(*points, color=GREY, linewidth=0.8)
        ax.scatter(*points, c=order, cmap="viridis", s=16)
        plain(ax).set(title=title, xlim=(-1.35, 1.35), ylim=(-1.35, 1.35), aspect="equal", xlabel="first number")
    axes[0].set_ylabel("second number")
    describe(axes[1], f"the points that come back are off by {100 * error:.0f} percent of the size of the curve")
    return axes


def draw_kinds(networks):
    """Draw the test errors of networks, a mark for each seed and a line at the mean; return the Axes.

    networks : of `load_kinds`
    """
    _, ax = new_figure(height=3.8)
    for place, one in enumerate(networks):
        errors = 100 * one.errors
        ax.plot(errors, np.full(len(errors), place), color=BLUE, marker="D", markersize=5.5, linestyle="none",
                alpha=0.7, label=f"_{one.kind}")  # fmt: skip
        ax.plot([errors.mean()] * 2, [place - 0.3, place + 0.3], color=INK, linewidth=2, label=f"_mean of {one.kind}")
    costs = [f"{one.multiply_adds / 1e6:.2f} million multiply-adds\n{one.parameters:,} parameters" for one in networks]
    names = [f"{one.kind}\n{cost}" for one, cost in zip(networks, costs, strict=True)]
    plain(ax).set(yticks=range(len(networks)), yticklabels=names, ylim=(len(networks) - 0.5, -0.5))
    ax.set(
        xlabel="wrong test pictures (%)", ylabel="network", title="A mark for each of five seeds, a line at the mean"
    )
    ax.grid(axis="x", color="0.9")
    told = [f"{one.kind}: {100 * one.errors.mean():.1f}" for one in networks]
    describe(ax, f"wrong test pictures, mean of five seeds in percent: {listed(told)}")
    return ax
