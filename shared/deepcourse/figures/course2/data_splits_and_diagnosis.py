"""The figures of course 2, week 1: splits, diagnosis, and inputs on one scale.

draw_border         a polynomial border, and its errors beside those of other degrees
draw_parts          how many examples train, dev and test get
draw_dev_errors     the same network judged on many dev sets
draw_diagnoses      errors taken apart into Bayes error, avoidable bias and variance
draw_recipe         the basic recipe as a flow chart
draw_clouds         two inputs raw, centred, and on one scale
draw_bowls          two bowls and the paths of gradient descent in them
draw_costs          costs of several trainings
draw_learning_curves training and dev error against the number of training examples
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from matplotlib.patches import FancyBboxPatch

from deepcourse.datasets.course2.noisy_wave import WAVE_BAYES_ERROR, wave
from deepcourse.experiments.course2.polynomial_classifier import predict_polynomial
from deepcourse.figures.description import describe
from deepcourse.figures.style import (
    BLUE,
    DIVERGING,
    GREEN,
    GREY,
    INK,
    ORANGE,
    RED,
    SERIES,
    SKY,
    new_figure,
    plain,
    widened,
)
from deepcourse.nn.data_splits import standard_error
from deepcourse.nn.normalization import curvatures

POINTS = 51  # of the grid over the square, each way
MOST_SHOWN = 300  # points drawn
REACH = (-3.0, 5.0)  # of both weights in a bowl
TRAIN, DEV = (ORANGE, "--", "s", "training"), (BLUE, "-", "o", "dev")


def draw_border(w, degree, X, Y, errors, axes=None):
    """Draw the border of degree `degree` among its training points, and the errors of all degrees; return the Axes.

    w : weights    X : (2, m)    Y : (1, m)    errors : (degrees, 2), training and dev error of degree 1, 2, ...
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=4, width_ratios=(1, 1.25))
    side = np.linspace(-1, 1, POINTS)
    grid = np.stack([part.ravel() for part in np.meshgrid(side, side)])
    A = predict_polynomial(w, grid, degree).reshape(POINTS, POINTS)
    axes[0].imshow(A, origin="lower", extent=(-1, 1, -1, 1), cmap=DIVERGING, vmin=-0.4, vmax=1.4, aspect="auto")
    axes[0].contour(side, side, A, [0.5], colors=INK, linewidths=1.8)
    axes[0].plot(side, wave(side), color=INK, linestyle=":", linewidth=1.4)
    X, Y = X[:, :MOST_SHOWN], Y[:, :MOST_SHOWN]
    for label, (colour, marker) in enumerate(((BLUE, "o"), (RED, "^"))):
        axes[0].plot(*X[:, Y[0] == label], marker, color=colour, markeredgecolor="white", markersize=5.5, linewidth=0)
    axes[0].set(xlim=(-1, 1), ylim=(-1, 1), xlabel="x₁", ylabel="x₂", title=f"border of degree {degree}")
    _draw_errors(axes[1], degree, errors)
    return axes


def _draw_errors(ax, degree, errors):
    degrees = np.arange(1, len(errors) + 1)
    plain(ax).axhline(100 * WAVE_BAYES_ERROR, color=INK, linestyle=":", linewidth=1.4)
    ax.annotate("Bayes error", (degrees[-1], 100 * WAVE_BAYES_ERROR), xytext=(0, 4), textcoords="offset points",
                ha="right", color=INK)  # fmt: skip
    for part, (colour, line, marker, name) in enumerate((TRAIN, DEV)):
        ax.plot(degrees, 100 * errors[:, part], color=colour, linestyle=line, label=f"{name} error")
        ax.plot(degree, 100 * errors[degree - 1, part], marker, color=colour, markeredgecolor=INK, markersize=9)
    ax.set(
        xlabel="degree of the polynomial (complexity)",
        ylabel="wrong answers (%)",
        ylim=widened((-1.5, 40), 100 * errors),
    )
    ax.set(xticks=degrees[::2], title="errors of all degrees")
    ax.legend(frameon=False, loc="upper right", ncols=2)


def draw_parts(sizes, fractions_of, ax=None):
    """Draw for each size a bar of 100 %, cut into train, dev and test; return the Axes.

    sizes : numbers of examples    fractions_of : a function of a size, to (train, dev, test)
    """
    if ax is None:
        _, ax = new_figure(height=0.55 * len(sizes) + 1.3)
    for row, m in enumerate(sizes):
        left, shares = 0.0, 100 * np.array(fractions_of(m))
        for share, colour, hatch, name in zip(
            shares, (SKY, ORANGE, GREEN), ("", "//", ".."), ("train", "dev", "test"), strict=True
        ):
            ax.barh(row, share, left=left, color=colour, hatch=hatch, edgecolor="white", height=0.62,
                    label=name if row == 0 else None)  # fmt: skip
            left += share
        ax.annotate(f"dev: {_spaced(round(m * shares[1] / 100))}", (102, row), va="center", color=INK)
    plain(ax).set(yticks=range(len(sizes)), yticklabels=[_spaced(m) for m in sizes], xlim=(0, 122))
    ax.set(xlabel="share of all examples (%)", ylabel="examples in all", xticks=range(0, 101, 20))
    ax.set_title("How much to train on, to choose by, and to judge by")
    ax.invert_yaxis()
    ax.legend(frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.2))
    return ax


def _spaced(number):
    return f"{number:,}".replace(",", " ")


def draw_dev_errors(errors_by_size, true_error, axes=None):
    """Draw, for each size of dev set, the errors that many such sets measured, and what the formula says.

    errors_by_size : {size: (n,) measured errors}, two or three    true_error : the error on all the pictures
    Returns the Axes.
    """
    if axes is None:
        _, axes = new_figure(1, len(errors_by_size), height=3.3, sharex=True)
    for ax, (size, errors) in zip(axes, errors_by_size.items(), strict=True):
        spread = 100 * standard_error(true_error, size)
        width = max(1.0 * 100 / size, spread / 2.5)
        width = round(width * size / 100) * 100 / size  # a whole number of pictures in each bar
        low = 100 * np.floor(errors.min() * size - 0.5) / size + 50 / size
        edges = np.arange(low - width, 100 * errors.max() + 2 * width, width)
        share, _ = np.histogram(100 * np.asarray(errors), edges)
        plain(ax).stairs(100 * share / len(errors), edges, fill=True, color=SKY, label="dev sets")
        at = 100 * true_error + spread * np.linspace(-4, 4, 101)
        bell = np.exp(-0.5 * ((at - 100 * true_error) / spread) ** 2) / (spread * np.sqrt(2 * np.pi))
        ax.plot(at, 100 * width * bell, color=RED, linestyle="--", label="the formula")
        ax.set(
            title=f"{_spaced(size)} pictures: ±{spread:.2g} points",
            xlabel="dev error (%)",
            ylim=widened((0, 26), 100 * share / len(errors)),
        )
        ax.axvline(100 * true_error, color=INK, linestyle=":", linewidth=1.2)
    axes[0].set(ylabel="share of the dev sets (%)", xlim=(100 * true_error - 12, 100 * true_error + 12))
    axes[0].legend(frameon=False, loc="upper left", fontsize=9)
    return axes


def draw_diagnoses(cases, tolerance, ax=None):
    """Draw for each case a bar made of Bayes error, avoidable bias and variance; return the Axes.

    cases : {name: (train_error, dev_error, bayes_error)}, shares    tolerance : gaps up to it are no diagnosis
    """
    if ax is None:
        _, ax = new_figure(height=0.62 * len(cases) + 1.4)
    kinds = (("Bayes error: nobody gets below", "0.8", ""), ("avoidable bias", ORANGE, "//"), ("variance", BLUE, ""))
    for row, (train, dev, bayes) in enumerate(cases.values()):
        left = 0.0
        for width, (name, colour, hatch) in zip((bayes, train - bayes, dev - train), kinds, strict=True):
            ax.barh(row, 100 * width, left=left, color=colour, hatch=hatch, edgecolor="white", height=0.6,
                    label=name if row == 0 else None)  # fmt: skip
            left += 100 * width
        found = [name for name, gap in (("bias", train - bayes), ("variance", dev - train)) if gap > tolerance]
        told = "high " + " and high ".join(found) if found else "neither"
        ax.annotate(told, (left, row), xytext=(8, 0), textcoords="offset points", va="center", color=INK)
    plain(ax).set(
        yticks=range(len(cases)),
        yticklabels=list(cases),
        xlim=widened((0, 46), [120 * dev for _, dev, _ in cases.values()]),
    )
    ax.set_xlabel("wrong answers (%)")
    ax.set_title("Where the dev error comes from")
    ax.invert_yaxis()
    ax.legend(frameon=False, loc="lower right")
    return ax


def _box(ax, x, y, text, colour, width, height=0.17):
    ax.add_patch(FancyBboxPatch((x - width / 2, y - height / 2), width, height, boxstyle="round,pad=0.01",
                                facecolor=colour, edgecolor=INK, linewidth=1.1))  # fmt: skip
    ax.text(x, y, text, ha="center", va="center", color=INK, fontsize=10.5)


def _arrow(ax, start, end, text="", offset=(0, 0)):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1.4})
    if text:
        middle = (np.array(start) + end) / 2 + offset
        ax.text(*middle, text, ha="center", va="center", color=INK, fontsize=10.5)


def draw_recipe(ax=None):
    """Draw the basic recipe: two questions, one after the other, and what each answer leads to; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.6)
    ax.set(xlim=(0, 1), ylim=(0, 1), title="The basic recipe: one trouble at a time")
    ax.axis("off")
    rows = (0.84, 0.5, 0.14)
    _box(ax, 0.28, rows[0], "high bias?\ntraining error − Bayes error", "#fbe8c6", 0.36)
    _box(ax, 0.28, rows[1], "high variance?\ndev error − training error", "#d3e5f2", 0.36)
    _box(ax, 0.28, rows[2], "done: measure the\ntest error, once", "#d5eee4", 0.36)
    _box(ax, 0.79, rows[0], "larger network, train longer,\nother architecture", "white", 0.38)
    _box(ax, 0.79, rows[1], "more data, regularization,\nother architecture", "white", 0.38)
    for row in rows[:2]:
        _arrow(ax, (0.475, row), (0.59, row), "yes", (0, 0.055))
    for above, below in pairwise(rows):
        _arrow(ax, (0.28, above - 0.1), (0.28, below + 0.1), "no", (0.03, 0.01))
    describe(ax, "Question 1: high bias, training error − Bayes error? If yes: larger network, train longer, other "
             "architecture. If no, question 2: high variance, dev error − training error? If yes: more data, "
             "regularization, other architecture. If no: done, measure the test error, once. After every remedy: train "
             "again, and begin at question 1")  # fmt: skip
    ax.text(0.79, 0.27, "after every remedy: train again,\nand begin at the first question", ha="center", va="center",
            color=INK, style="italic", fontsize=10.5)  # fmt: skip
    return ax


def draw_clouds(X, mu, sigma, names, axes=None):
    """Draw two inputs of all examples, raw, less their means, and divided by their spread; return the three Axes.

    X : (2, m)    mu, sigma : (2, 1)    names : what the two inputs are, with units
    """
    if axes is None:
        _, axes = new_figure(1, 3, height=3.4)
    steps = (("as they came", X, names), ("mean subtracted", X - mu, names))
    steps += (("divided by σ", (X - mu) / sigma, ("", "")),)
    for ax, (title, points, labels) in zip(axes, steps, strict=True):
        plain(ax).plot(*points, "o", color=BLUE, markeredgecolor="white", markersize=5)
        ax.axhline(0, color=GREY, linewidth=0.9)
        ax.axvline(0, color=GREY, linewidth=0.9)
        reach = 1.08 * float(np.abs(points).max())
        ax.set(xlim=(-reach, reach), ylim=(-reach, reach), title=title, xlabel=labels[0], ylabel=labels[1])
    axes[2].set(xlabel="both in standard deviations")
    return axes


def draw_bowls(bowls, learning_rate, axes=None):
    """Draw two bowls with the path of gradient descent in each, and the cost along the paths; return the three Axes.

    bowls : {name: (X (2, m), Y (1, m), path (2, steps + 1))}, two    learning_rate : of both
    """
    if axes is None:
        _, axes = new_figure(1, 3, height=3.6)
    for ax, (name, (X, Y, path)), style in zip(axes, bowls.items(), SERIES[:2], strict=False):
        _draw_bowl(ax, X, Y, path, RED)
        ax.set_title(f"{name}: up to rate {2 / curvatures(X)[-1]:.2f}")
        costs = [float(np.mean((w @ X - Y[0]) ** 2) / 2) for w in path.T]
        axes[2].plot(np.log10(np.clip(costs, 1e-6, 1e3)), color=style[0], linestyle=style[1], label=name, linewidth=1.8)
    plain(axes[2]).set(ylim=(-6, 3), xlim=(-1, 41), xlabel="step", ylabel="cost (logarithmic axis)")
    axes[2].set(xticks=(0, 20, 40))
    axes[2].set_yticks([-6, -4, -2, 0, 2], ["10⁻⁶", "10⁻⁴", "0.01", "1", "100"])
    axes[2].set_title(f"learning rate {learning_rate:.3g}")
    axes[2].legend(frameon=False, loc="lower left", fontsize=9)
    return axes


def _draw_bowl(ax, X, Y, path, colour):
    side = np.linspace(*REACH, 81)
    w1, w2 = np.meshgrid(side, side)
    H, c = X @ X.T / X.shape[1], X @ Y[0] / X.shape[1]
    J = 0.5 * (H[0, 0] * w1**2 + 2 * H[0, 1] * w1 * w2 + H[1, 1] * w2**2) - c[0] * w1 - c[1] * w2 + np.mean(Y**2) / 2
    height = np.log10(np.maximum(J, 0.01))
    extent = (*REACH, *REACH)
    ax.imshow(height, origin="lower", extent=extent, cmap="Blues_r", vmin=-2, vmax=3, aspect="auto")
    ax.contour(side, side, height, np.arange(-1, 3, 0.5), colors="white", linewidths=0.7, linestyles="solid")
    ax.plot(*path, "o-", color=colour, markersize=3.5, linewidth=1.4)
    ax.plot(*path[:, 0], "s", color="white", markeredgecolor=INK, markersize=7)
    ax.plot(*np.linalg.solve(H, c), "*", color=ORANGE, markeredgecolor=INK, markersize=13)
    ax.set(xlim=REACH, ylim=REACH, xticks=(-2, 0, 2, 4), yticks=(-2, 0, 2, 4), xlabel="w₁", ylabel="w₂", box_aspect=1)


def draw_costs(costs_by_name, ax=None):
    """Draw the costs of several trainings on a logarithmic axis; return the Axes.  costs_by_name : {name: costs}."""
    if ax is None:
        _, ax = new_figure(height=3.3)
    for (name, costs), (colour, line) in zip(costs_by_name.items(), SERIES, strict=False):
        plain(ax).plot(np.arange(len(costs)), costs, color=colour, linestyle=line, label=name, linewidth=1.8)
    ax.set(xlabel="step", ylabel="cost (nats, logarithmic axis)", yscale="log")
    ax.set_ylim(widened((0.28, 0.75), *costs_by_name.values()))
    ax.set_yticks([0.3, 0.4, 0.5, 0.6, 0.7], ["0.3", "0.4", "0.5", "0.6", "0.7"])
    ax.minorticks_off()
    ax.set_title("One neuron on 2 000 photographs, each at its own largest safe rate")
    ax.legend(frameon=False, loc="upper right")
    return ax


def draw_learning_curves(errors_by_model, amounts, bayes_error, axes=None):
    """Draw training and dev errors of several models, a dot for each seed, lines through the means; return the Axes.

    errors_by_model : {name: (amounts, seeds, 2)}, shares    bayes_error : the dotted line
    """
    if axes is None:
        _, axes = new_figure(1, len(errors_by_model), height=4, sharey=True)
    axes = axes if isinstance(axes, Iterable) else [axes]
    limits = widened((-1, 34), *(100 * np.asarray(errors) for errors in errors_by_model.values()))
    for ax, (name, errors) in zip(axes, errors_by_model.items(), strict=True):
        for part, (colour, line, marker, which) in enumerate((TRAIN, DEV)):
            values = 100 * np.asarray(errors)[:, :, part]
            plain(ax).plot(amounts, values.mean(axis=1), color=colour, linestyle=line, label=f"{which} error")
            ax.plot(np.repeat(amounts, values.shape[1]), values.ravel(), marker, color=colour, markeredgecolor="white")
        ax.axhline(100 * bayes_error, color=INK, linestyle=":", linewidth=1.4, label="Bayes error, at most")
        ax.set(
            xscale="log",
            ylim=limits,
            title=name,
            xlabel="training pictures (logarithmic axis)",
        )
        ax.set_xticks(amounts, [_spaced(m) for m in amounts])
        ax.minorticks_off()
    axes[0].set(ylabel="wrong answers (%)")
    axes[-1].legend(frameon=False, loc="upper right")
    return axes
