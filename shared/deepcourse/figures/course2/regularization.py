"""The figures of course 2, week 1, on regularization: what penalties, masks, new pictures and patience do.

draw_regularized    the border of a network in the plane, its points, and how good it is
draw_pull           what a penalty alone does to a weight, step after step
draw_neuron_weights the weights of one neuron as pictures, and how many of them are nearly zero
draw_linear_zone    sums of a tanh layer on the curve, and the border that comes of them
draw_dropped        a network with some of its units silent, and how often each unit worked so far
draw_expectation    the sum that a unit receives, over many masks
draw_augmented      pictures, and new ones made from each
draw_stopping       costs while learning, with the iteration to keep
draw_spread         a number for each remedy and each seed
"""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator

from deepcourse.experiments.course2.regularized_planar import answers_at
from deepcourse.figures.description import describe
from deepcourse.figures.images import SIDE
from deepcourse.figures.style import BLUE, DIVERGING, GREEN, GREY, INK, ORANGE, RED, SERIES, new_figure, plain, widened
from deepcourse.figures.wording import listed
from deepcourse.nn.activations import sigmoid

REACH, SIDE_POINTS = 1.4, 61  # the plane goes from -REACH to REACH
LINEAR = 0.5  # tanh(z) differs from z by less than 8 % where |z| is below this
SHADES = LinearSegmentedColormap.from_list("label 0 to label 1", [BLUE, "#ffffff", ORANGE])


def plane():
    """Return the points of a square grid over the plane, (2, SIDE_POINTS^2)."""
    side = np.linspace(-REACH, REACH, SIDE_POINTS)
    return np.stack([part.ravel() for part in np.meshgrid(side, side)])


def draw_answers(ax, answers, X, Y, title, size=22):
    """Draw answers over the plane as a shade, the border 0.5 as a line, and points with their labels; return the Axes.

    answers : (SIDE_POINTS^2,), those at `plane()`    X : (2, m)    Y : (1, m)
    """
    values, extent = answers.reshape(SIDE_POINTS, SIDE_POINTS), (-REACH, REACH, -REACH, REACH)
    ax.imshow(values, origin="lower", extent=extent, cmap=SHADES, vmin=0, vmax=1, alpha=0.55, interpolation="bilinear")
    _border(ax, values, "-")
    for label, colour, marker in ((0, BLUE, "o"), (1, ORANGE, "s")):
        chosen = Y[0] == label
        ax.scatter(*X[:, chosen], s=size, c=colour, marker=marker, edgecolors="white", linewidths=0.6)
    ax.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    ax.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    ax.set_title(title, fontsize=11)
    return plain(ax)


def _border(ax, values, line):
    if values.min() < 0.5 < values.max():
        side = np.linspace(-REACH, REACH, SIDE_POINTS)
        ax.contour(side, side, values, levels=[0.5], colors=[INK], linewidths=1.8, linestyles=line)


def draw_regularized(networks, chosen, X, Y, shares, axes):
    """Draw the border of one network, and the shares of right answers of all that share its keep_prob; return the Axes.

    networks : {(lambd, keep_prob): parameters}    chosen : one of its keys
    shares : {(lambd, keep_prob): (on the training points, on new points)}
    """
    lambd, keep_prob = chosen
    title = f"$\\lambda$ = {lambd:g}, keep_prob = {keep_prob:g}"
    draw_answers(axes[0], answers_at(networks[chosen], plane()), X, Y, title)
    lambdas = sorted({pair[0] for pair in networks})
    places = np.arange(len(lambdas))
    for which, (name, (colour, line)) in enumerate(zip(("training points", "new points"), SERIES, strict=False)):
        values = [shares[value, keep_prob][which] for value in lambdas]
        marker = "os"[which]
        plain(axes[1]).plot(places, values, color=colour, linestyle=line, marker=marker, markersize=5, label=name)
        axes[1].plot(lambdas.index(lambd), shares[chosen][which], marker, color=RED, markersize=10, zorder=3)
    axes[1].set(
        ylim=widened((0.75, 1.02), list(shares.values())), xlabel="penalty $\\lambda$", ylabel="share of right answers"
    )
    axes[1].set_xticks(places, [f"{value:g}" for value in lambdas])
    axes[1].set_title(f"all penalties at keep_prob = {keep_prob:g}", fontsize=11)
    axes[1].legend(frameon=False, loc="lower left")
    return axes


def draw_pull(start=(1.0, 0.5, 0.1), share=0.05, steps=60, axes=None):
    """Draw three weights that feel nothing but a penalty, L2 on the left and L1 on the right; return the Axes.

    share : learning rate times lambd / m, the same in both
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.1, sharey=True)
    w, passed = np.array(start), np.arange(steps + 1)
    squared = w[:, None] * (1 - share) ** passed
    absolute = np.maximum(w[:, None] - share * passed, 0)
    told = ("L2: each step takes the same share", "L1: each step takes the same amount")
    for ax, values, title in zip(axes, (squared, absolute), told, strict=True):
        for first, (colour, line), curve in zip(start, SERIES, values, strict=False):
            plain(ax).plot(curve, color=colour, linestyle=line, label=f"from {first:g}")
        ax.set(xlabel="steps", ylabel="weight", title=title, ylim=(-0.03, 1.05))
    axes[1].legend(frameon=False)
    return axes


def draw_neuron_weights(weights, axes=None):
    """Draw the weights of several neurons as pictures, and below each how its weights are spread; return the Axes.

    weights : {title: (1, 784)}
    """
    if axes is None:
        _, axes = new_figure(2, len(weights), height=4.9, height_ratios=(2.1, 1), squeeze=False)
    for (title, W), above, below in zip(weights.items(), *axes, strict=True):
        limit = np.quantile(np.abs(W), 0.995) or 1.0
        above.imshow(W.reshape(SIDE, SIDE), cmap=DIVERGING, vmin=-limit, vmax=limit)
        above.set(xticks=[], yticks=[], title=title)
        above.set_xlabel(f"blue $-${limit:.2f}, red {limit:.2f}")
        bins = np.linspace(-0.5, 0.5, 42)
        plain(below).hist(np.clip(W.ravel(), -0.5, 0.5), bins, color=BLUE)
        near = np.mean(np.abs(W) < 0.005)
        below.set(yscale="log", ylim=(0.7, 900), xlabel="weight", ylabel="how many")
        below.set_title(f"{near:.0%} nearly zero", fontsize=10)
    return axes


def draw_linear_zone(parameters, X, Y, title, axes):
    """Draw where the sums of a tanh layer lie on the curve, and the network's border; return the Axes.

    parameters : W1 (n_h, 2), b1, W2 (1, n_h), b2 of a network with one hidden layer of tanh
    The dashed border is that of the network with tanh(z) replaced by z, a straight line.
    """
    Z, grid = (parameters["W1"] @ X + parameters["b1"]).ravel(), np.linspace(-5, 5, 200)
    ax = plain(axes[0])
    ax.axvspan(-LINEAR, LINEAR, color=GREEN, alpha=0.18)
    ax.plot(grid, np.tanh(grid), color=INK)
    ax.plot(grid[60:140], grid[60:140], color=GREY, linestyle="--")
    shown = np.clip(Z, -5, 5)
    counts, edges = np.histogram(shown, np.linspace(-5, 5, 41))
    ax.bar(edges[:-1], counts / counts.sum() * 1.5, width=0.25, bottom=-2.6, align="edge", color=BLUE)
    ax.set(xlim=(-5, 5), ylim=(-2.6, 1.6), xlabel="sum $z$ of a hidden unit", ylabel="its answer $\\tanh z$")
    ax.set_yticks([-1, 0, 1])
    ax.set_title(f"{np.mean(np.abs(Z) < LINEAR):.0%} of the sums in the linear zone", fontsize=11)
    points = plane()
    sums = parameters["W1"] @ points + parameters["b1"]
    bent, straight = (sigmoid(parameters["W2"] @ A + parameters["b2"])[0] for A in (np.tanh(sums), sums))
    draw_answers(axes[1], bent, X, Y, title)
    _border(axes[1], straight.reshape(SIDE_POINTS, SIDE_POINTS), "--")
    return axes


def draw_dropped(layer_sizes, masks, worked, ax, below):
    """Draw a network whose dropped units are hollow and crossed out, and how often each unit worked; return the Axes.

    layer_sizes : n[0], ..., n[L]    masks : for each hidden layer (n[l],) of True where a unit is kept
    worked : for each hidden layer (n[l],) shares from 0 to 1
    """
    kept = [np.ones(layer_sizes[0], bool), *masks, np.ones(layer_sizes[-1], bool)]
    spots = [[(1.5 * i, (n - 1) / 2 - k) for k in range(n)] for i, n in enumerate(layer_sizes)]
    for works, colour, width in ((False, "#dddddd", 0.5), (True, BLUE, 1.1)):
        arrows = [
            (one, other)
            for layer in range(len(spots) - 1)
            for k, one in enumerate(spots[layer])
            for j, other in enumerate(spots[layer + 1])
            if (kept[layer][k] and kept[layer + 1][j]) == works
        ]
        ax.add_collection(LineCollection(arrows, colors=colour, linewidths=width, zorder=1))
    for places, alive in zip(spots, kept, strict=True):
        across, up = np.array(places).T
        ax.scatter(across[alive], up[alive], s=260, c="#cfe4f2", edgecolors=INK, zorder=2)
        ax.scatter(across[~alive], up[~alive], s=260, c="white", edgecolors=GREY, linestyle=":", zorder=2)
        ax.scatter(across[~alive], up[~alive], s=90, c=RED, marker="x", zorder=3)
    ax.set(xlim=(-0.5, 1.5 * len(layer_sizes) - 1), ylim=(-max(layer_sizes) / 2 - 0.2, max(layer_sizes) / 2 + 0.2))
    ax.axis("off")
    dropped = [f"{i}.{k + 1}" for i, mask in enumerate(masks, 1) for k in np.flatnonzero(~np.asarray(mask))]
    layers = ", ".join(map(str, layer_sizes))
    describe(ax, f"Units by layer: {layers}. Crossed out, with all their lines: {listed(dropped) or 'none'}")
    ax.set_title(f"{sum(map(np.sum, masks))} of {sum(map(len, masks))} hidden units at work", fontsize=11)
    names = [f"{layer}.{k + 1}" for layer, shares in enumerate(worked, 1) for k in range(len(shares))]
    plain(below).bar(names, np.concatenate(worked), color=BLUE)
    below.set(ylim=(0, 1.05), xlabel="unit (layer.number)", ylabel="share of the steps so far")
    below.set_title("how often each unit has worked", fontsize=11)
    return ax, below


def draw_expectation(sums, whole, ax=None):
    """Draw how the sum that a unit receives is spread over many masks, for each kind of dropout; return the Axes.

    sums : {name: (n,) sums}    whole : the sum without dropout
    """
    if ax is None:
        _, ax = new_figure(height=3.3)
    bins = np.linspace(0.4 * whole, 1.6 * whole, 61)
    for (name, values), (colour, line) in zip(sums.items(), SERIES, strict=False):
        plain(ax).hist(values, bins, histtype="step", color=colour, linestyle=line, linewidth=1.8,
                       label=f"{name}: mean {values.mean():.2f}")  # fmt: skip
        ax.axvline(values.mean(), color=colour, linestyle=line, linewidth=1)
    ax.axvline(whole, color=INK, linewidth=2.5, alpha=0.5, label=f"no dropout: {whole:.2f}")
    ax.set(xlabel="sum $z$ that the next unit receives", ylabel="number of masks", title="One sum, over 10 000 masks")
    ax.legend(frameon=False)
    return ax


def draw_augmented(images, others, axes=None):
    """Draw each image on the left and new ones made from it beside it; return the array of Axes.

    images : (m, 28, 28)    others : list of arrays (m, 28, 28), a column of the figure each
    """
    if axes is None:
        _, axes = new_figure(len(images), len(others) + 1, height=1.2 * len(images) + 0.35, squeeze=False)
    for row, image in zip(axes, zip(images, *others, strict=True), strict=True):
        for ax, shown in zip(row, image, strict=True):
            ax.imshow(shown, cmap="gray", vmin=0, vmax=1)
            ax.set(xticks=[], yticks=[])
            ax.axis("off")
    for ax, title in zip(axes[0], ["as it is", *(f"new {i}" for i in range(1, len(others) + 1))], strict=True):
        ax.set_title(title, fontsize=10)
    return axes


def draw_stopping(iterations, costs, best, stopped, ax=None):
    """Draw costs against iterations, with the iteration to keep and where training stops; return the Axes.

    costs : {name: sequence}, one of them "dev pictures"    best, stopped : indices into iterations
    """
    if ax is None:
        _, ax = new_figure(height=3.3)
    for (name, values), (colour, line) in zip(costs.items(), SERIES, strict=False):
        plain(ax).plot(iterations, values, color=colour, linestyle=line, label=name)
    lowest = costs["dev pictures"][best]
    ax.plot(iterations[best], lowest, "o", color=RED, label=f"keep iteration {iterations[best]}: cost {lowest:.3f}")
    ax.axvline(iterations[stopped], color=GREY, linestyle=":", label=f"stopped at iteration {iterations[stopped]}")
    ax.set(xlabel="iteration", ylabel="log loss (nats per example)", ylim=(0, None), title="Costs while learning")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_spread(results, panels, axes=None):
    """Draw a point for each seed and a bar at the mean, a row for each remedy, panels of numbers; return the Axes.

    results : {remedy: (seeds, len(panels))}    panels : {title: (label of the axis, lower end, upper end)}
    """
    if axes is None:
        _, axes = new_figure(1, len(panels), height=0.42 * len(results) + 1.3, sharey=True, squeeze=False)
        axes = axes[0]
    rows = np.arange(len(results))[::-1]
    for i, (ax, (title, (label, low, high))) in enumerate(zip(axes, panels.items(), strict=True)):
        for row, values in zip(rows, results.values(), strict=True):
            seen = np.clip(np.asarray(values)[:, i], low, high)
            ax.plot(seen, np.full(len(seen), row), "o", color=BLUE, alpha=0.7, markersize=7)
            ax.plot([seen.mean()] * 2, [row - 0.28, row + 0.28], color=RED, linewidth=2)
        plain(ax).set(xlim=(low, high), xlabel=label, title=title, ylim=(-0.6, len(results) - 0.4))
        ax.set_yticks(rows, list(results))
        ax.grid(axis="y", alpha=0.25)
        ax.xaxis.set_major_locator(MaxNLocator(5, prune="both"))
    return axes
