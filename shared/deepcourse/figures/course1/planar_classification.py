"""The figures of course 1, week 3: points in the plane, and networks that bend a border between them.

draw_points         two kinds of points
draw_datasets       the five sets of points, side by side
draw_border         what a network says everywhere, and its border
draw_borders        several networks side by side
draw_network        units and arrows of a network with one hidden layer
draw_activations    four activation functions and their slopes
draw_costs          cost against steps, a curve for each training
draw_training       a border and the cost up to a step
draw_hidden_units   what each hidden unit says, and what the output makes of it
"""

from itertools import pairwise

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from deepcourse.experiments.course1.planar_networks import ACTIVATIONS, REACH, answers, grid
from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, new_figure, plain, widened

COIN_TOSS = np.log(2)  # nats: the cost of an undecided network
SHADES = LinearSegmentedColormap.from_list("label 0 to label 1", [BLUE, "#ffffff", ORANGE])
SHAPES = {0: (BLUE, "o", "label 0"), 1: (ORANGE, "s", "label 1")}


def draw_points(X, Y, ax=None, size=14, legend=True, title="two kinds of points"):
    """Draw points of the plane, circles for the label 0 and squares for 1; return the Axes.

    X : (2, m)    Y : (1, m)
    """
    if ax is None:
        _, ax = new_figure(height=4.2)
    for label, (colour, marker, name) in SHAPES.items():
        chosen = Y[0] == label
        ax.scatter(
            *X[:, chosen],
            s=size,
            c=colour,
            marker=marker,
            edgecolors=INK if size < 12 else "white",
            linewidths=0.3 if size > 5 else 0,
            label=name,
        )
    ax.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xlabel="$x_1$", ylabel="$x_2$", title=title)
    if legend:
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return plain(ax)


def draw_datasets(sets):
    """Draw several sets of points side by side; return the array of Axes. sets : {name: (X, Y)}."""
    _, axes = new_figure(1, len(sets), height=2.3)
    for ax, (name, (X, Y)) in zip(axes, sets.items(), strict=True):
        draw_points(X, Y, ax, size=5, legend=False, title=name)
        ax.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    return axes


def draw_border(parameters, X, Y, ax=None, activation="tanh", title="what the network says", size=10):
    """Draw a network's answer everywhere as a shade, its border (A2 = 0.5) as a line, and the points; return the Axes.

    parameters : W1 (n_h, 2), b1, W2 (1, n_h), b2    X : (2, m)    Y : (1, m)    activation : of the hidden layer
    """
    if ax is None:
        _, ax = new_figure(height=4.2)
    points, side = grid()
    A2 = answers(parameters, points, activation)[1].reshape(side, side)
    _shade(ax, A2, 0, 1)
    _border(ax, A2, 0.5)
    return draw_points(X, Y, ax, size=size, legend=False, title=title)


def _shade(ax, values, low, high):
    extent = (-REACH, REACH, -REACH, REACH)
    ax.imshow(values, origin="lower", extent=extent, cmap=SHADES, vmin=low, vmax=high, alpha=0.4)


def _border(ax, values, level):
    """Draw the line where values pass a level; none where they nowhere do."""
    if values.min() < level < values.max():
        side = np.linspace(-REACH, REACH, len(values))
        ax.contour(side, side, values, levels=[level], colors=[INK], linewidths=1.4)


def draw_borders(networks, X, Y, columns=3, activation="tanh"):
    """Draw the borders of several networks; return the array of Axes. networks : {title: parameters}."""
    rows = -(-len(networks) // columns)
    _, axes = new_figure(rows, columns, height=3.1 * rows, squeeze=False)
    for ax, (title, parameters) in zip(axes.flat, networks.items(), strict=True):
        draw_border(parameters, X, Y, ax, activation, title, size=5)
    return axes


def draw_network(n_x=2, n_h=4, ax=None):
    """Draw the units of a network with one hidden layer and one output, and what flows; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    layers = [(f"$x_{i + 1}$" for i in range(n_x)), (f"$a_{i + 1}^{{[1]}}$" for i in range(n_h)), ["$a^{[2]}$"]]
    layers = [list(names) for names in layers]
    places = [[(2.2 * x, (len(names) - 1) / 2 - i) for i in range(len(names))] for x, names in enumerate(layers)]
    for before, after in pairwise(places):
        for one in before:
            for other in after:
                ax.plot(*zip(one, other, strict=True), color=GREY, linewidth=1, zorder=1)
    for names, spots, colour in zip(layers, places, ("#ffffff", "#cfe4f2", "#fbe5bd"), strict=True):
        for name, spot in zip(names, spots, strict=True):
            ax.scatter(*spot, s=900, c=colour, edgecolors=INK, zorder=2)
            ax.text(*spot, name, ha="center", va="center", zorder=3)
    low = -(max(n_x, n_h) - 1) / 2 - 0.95
    told = ("inputs\n$X$: $(n_x, m)$", "hidden layer, tanh\n$W_1$: $(n_h, n_x)$, $b_1$: $(n_h, 1)$",
            "output, sigmoid\n$W_2$: $(n_y, n_h)$, $b_2$: $(n_y, 1)$")  # fmt: skip
    for x, text in enumerate(told):
        ax.text(2.2 * x, low, text, ha="center", va="center", fontsize=10)
    hidden = f"{n_h} hidden units (tanh) with W1 ({n_h}, {n_x}) and b1 ({n_h}, 1)"
    output = f"one output (sigmoid) with W2 (1, {n_h}) and b2 (1, 1)"
    describe(
        ax,
        f"From left to right: {n_x} inputs X, {hidden}, {output}; every unit is joined to every unit of the next layer",
    )
    ax.set(xlim=(-1, 5.6), ylim=(low - 0.4, -low - 0.2), title="two inputs, four hidden units, one answer")
    ax.axis("off")
    return ax


def draw_activations():
    """Draw tanh, sigmoid, ReLU and leaky ReLU, and below each its slope; return the 2 x 4 array of Axes."""
    _, axes = new_figure(2, 4, height=4.2, sharex=True)
    Z = np.linspace(-4, 4, 401)
    names = ("tanh", "sigmoid", "ReLU", "leaky ReLU")
    for column, (name, (colour, line)) in enumerate(zip(names, SERIES, strict=False)):
        forward, backward = ACTIVATIONS[name]
        (upper, lower), slope = axes[:, column], backward(np.ones_like(Z), Z)
        plain(upper).plot(Z, forward(Z), color=colour, linestyle=line)
        plain(lower).plot(Z, np.where(np.abs(np.diff(slope, append=slope[-1])) > 0.5, np.nan, slope),
                          color=colour, linestyle=line)  # fmt: skip
        upper.set(title=f"$a$ = {name}(z)", ylim=(-1.15, 4.1 if "ReLU" in name else 1.15))
        lower.set(title=f"slope: at most {slope.max():g}", ylim=(-0.08, 1.15), xlabel="$z$")
        for ax in (upper, lower):
            ax.axhline(0, color=GREY, linewidth=0.6)
            ax.set_ylabel("$a$" if ax is upper else "$da/dz$")
    return axes


def draw_costs(costs, ax=None, title="Cost while learning"):
    """Draw cost against steps for several trainings; return the Axes. costs : {name: sequence of costs}."""
    if ax is None:
        _, ax = new_figure(height=3.3)
    for (name, values), (colour, line) in zip(costs.items(), SERIES, strict=False):
        plain(ax).plot(values, color=colour, linestyle=line, label=name)
    ax.axhline(COIN_TOSS, color=GREY, linestyle=":", linewidth=1)
    ax.set(xlabel="steps", ylabel="cost (nats per example)", title=title)
    ax.set_ylim(widened((0, 0.78), *costs.values()))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_training(record, step, X, Y, activation, axes):
    """Draw the border after some steps of a `Training`, and its cost with that step marked; return the Axes."""
    draw_border(record.parameters[step], X, Y, axes[0], activation, f"after {step} steps")
    costs = record.costs
    plain(axes[1]).plot(np.minimum(costs, 1.0), color=BLUE)
    axes[1].plot(step, min(costs[step], 1.0), "o", color=RED)
    axes[1].axhline(COIN_TOSS, color=GREY, linestyle=":", linewidth=1)
    axes[1].text(len(costs), COIN_TOSS + 0.015, "a coin toss: 0.693", ha="right", color=INK, fontsize=9)
    axes[1].set(xlabel="steps", ylabel="cost (nats per example)", ylim=(0, 1.02), title="cost")
    return axes


def draw_hidden_units(parameters, X, Y, axes):
    """Draw each hidden unit's answer with the line where it changes sign, and the network's answer last; return Axes.

    parameters : of a tanh network with len(axes) - 1 hidden units
    """
    points, side = grid()
    A1, A2 = answers(parameters, points)
    for unit, ax in enumerate(axes[:-1]):
        values = A1[unit].reshape(side, side)
        _shade(ax, values, -1, 1)
        _border(ax, values, 0.0)
        weight = parameters["W2"][0, unit]
        draw_points(X, Y, ax, size=5.5, legend=False, title=f"unit {unit + 1}, weight {weight:.1f}")
    A2 = A2.reshape(side, side)
    _shade(axes[-1], A2, 0, 1)
    _border(axes[-1], A2, 0.5)
    draw_points(X, Y, axes[-1], size=5.5, legend=False, title="all together: $A_2$")
    for ax in axes:
        ax.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1], xlabel="$x_1$", ylabel="")
        ax.title.set(fontsize=10, y=1.0)  # a fixed height: nobody has to look for room
    axes[0].set_ylabel("$x_2$")
    return axes
