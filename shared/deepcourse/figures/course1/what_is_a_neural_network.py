"""The figures of course 1, week 1: neurons over houses, networks of them, and what data and size bring.

draw_houses         prices against sizes
draw_house_neuron   the same, with a neuron's line and its errors
draw_house_network  a network that prices a house, drawn as units and arrows
draw_sketch         the famous sketch: performance against data, for three sizes; no data behind it
draw_data_and_size  measured test accuracy against the amount of data, mean and spread
draw_saturation     sigmoid and ReLU with their slopes at one place
draw_speed          cost against steps, sigmoid and ReLU
error               the mean absolute error of a neuron
"""

from itertools import pairwise

import numpy as np

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREY, INK, ORANGE, RED, SERIES, new_figure, plain, widened
from deepcourse.figures.wording import listed
from deepcourse.nn.activations import relu, sigmoid
from deepcourse.nn.neurons import relu_neuron

LARGEST_SIZE, LARGEST_PRICE = 170.0, 550.0  # m², thousands of euros: the page of all pictures of houses
LAYERS = (  # the network that prices a house, from left to right
    ("size", "bedrooms", "postcode", "wealth nearby"),
    ("family size", "walkability", "schools"),
    ("price",),
)


def error(x, y, w, b):
    """Return by how much a neuron's prices are wrong, on average, in the units of y.

    >>> float(error(np.array([10.0, 50.0]), np.array([0.0, 100.0]), 3.0, -60.0))
    5.0
    """
    return np.mean(np.abs(relu_neuron(x, w, b) - y))


def draw_houses(x, y, ax=None, title="60 made-up houses"):
    """Draw prices (thousands of euros) against sizes (m²); return the Axes. x, y : (1, m)."""
    if ax is None:
        _, ax = new_figure(height=3.4)
    ax.plot(x.ravel(), y.ravel(), "o", color=BLUE, markersize=5, alpha=0.8, label="a house")
    ax.set(xlim=(0, LARGEST_SIZE), ylim=(-60, LARGEST_PRICE), title=title)
    ax.set(xlabel="size (m²)", ylabel="price (thousands of euros)")
    ax.axhline(0, color=GREY, linewidth=0.8)
    return plain(ax)


def draw_house_neuron(x, y, w, b, ax=None):
    """Draw houses, the line w x + b, and the neuron that cuts it off at zero; return the Axes. x, y : (1, m)."""
    ax = draw_houses(x, y, ax, f"w = {w:.2g}, b = {b:.3g}: wrong by {error(x, y, w, b):.1f} thousand on average")
    sizes = np.linspace(0, LARGEST_SIZE, 341)
    ax.vlines(x.ravel(), y.ravel(), relu_neuron(x, w, b).ravel(), color=GREY, linewidth=1, alpha=0.6, label="error")
    ax.plot(sizes, w * sizes + b, color=GREY, linestyle=":", label="w x + b")
    ax.plot(sizes, relu_neuron(sizes, w, b), color=ORANGE, linewidth=2.5, label="the neuron: max(0, w x + b)")
    ax.legend(frameon=False, loc="upper left")
    return ax


def draw_house_network():
    """Draw a small network that prices a house: inputs, neurons and every connection; return the Axes."""
    _, ax = new_figure(height=3.9)
    places = [
        [(4.0 * i, 1.15 * (k - (len(names) - 1) / 2)) for k in range(len(names))] for i, names in enumerate(LAYERS)
    ]
    for left, right in pairwise(places):
        for start in left:
            for end in right:
                ax.plot(*zip(start, end, strict=True), color=GREY, linewidth=0.8, zorder=1)
    for names, layer, colour in zip(LAYERS, places, (BLUE, ORANGE, RED), strict=True):
        for name, place in zip(names, layer, strict=True):
            box = {"boxstyle": "round,pad=0.5", "facecolor": "white", "edgecolor": colour, "linewidth": 1.8}
            ax.text(*place, name, ha="center", va="center", fontsize=11, color=INK, bbox=box, zorder=2)
    for i, name in enumerate(("inputs x", "hidden layer", "output")):
        ax.text(4.0 * i, 2.55, name, ha="center", fontsize=11, color=INK, weight="bold")
    inputs, hidden, (output,) = LAYERS
    lines = (
        f"{len(inputs) * len(hidden)} lines join every input to every neuron, {len(hidden)} every neuron to the output"
    )
    describe(ax, f"Inputs x: {listed(inputs)}. Hidden layer: {listed(hidden)}. Output: {output}. {lines}")
    ax.set(xlim=(-1.4, 9.2), ylim=(-2.3, 2.9), title="Small neurons, stacked: every one looks at all inputs")
    ax.axis("off")
    return ax


def draw_sketch():
    """Draw the famous sketch, performance against amount of data for three sizes of network; return the Axes."""
    _, ax = new_figure(height=3.0)
    data = np.linspace(0, 1, 100)
    for name, top, (colour, line) in zip(("small", "medium", "large"), (0.55, 0.72, 0.9), SERIES, strict=False):
        ax.plot(data, top * (1 - np.exp(-3.2 * data / top)), color=colour, linestyle=line, label=f"{name} network")
    ax.set(xlabel="amount of data", ylabel="performance", xticks=[], yticks=[], ylim=(0, 1))
    ax.set_title("A sketch, not a measurement")
    plain(ax).legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def draw_data_and_size(amounts, accuracies, names):
    """Draw mean test accuracy (%) and its spread over seeds against the number of training pictures; return the Axes.

    accuracies : (networks, amounts, seeds), from 0 to 1
    """
    _, ax = new_figure(height=3.8)
    shifts = np.linspace(0.94, 1.06, len(names))  # the bars of three networks stand beside each other
    for name, shift, of_seeds, (colour, line), mark in zip(names, shifts, accuracies, SERIES, "os^", strict=False):
        look = {"color": colour, "linestyle": line, "marker": mark, "markersize": 5, "capsize": 3}
        mean, spread = 100 * of_seeds.mean(axis=1), 100 * of_seeds.std(axis=1)
        ax.errorbar(np.array(amounts) * shift, mean, spread, label=name, **look)
    ax.set(xscale="log", xlabel="training pictures", ylabel="unseen pictures right (%)")
    ax.set_ylim(widened((60, 92), 100 * np.asarray(accuracies)))
    ax.set_title("Measured: accuracy against the amount of data, mean and spread over seeds")
    ax.minorticks_off()
    ax.set_xticks(amounts, [f"{amount:,}" for amount in amounts])
    ax.grid(axis="y", color="0.9")
    plain(ax).legend(frameon=False, loc="lower right")
    return ax


def draw_saturation(z, axes=None):
    """Draw sigmoid and ReLU with their tangents at the place z, the slopes in the titles; return the Axes."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.2)
    line, a = np.linspace(-10, 10, 401), sigmoid(z)
    slopes = a * sigmoid(-z), float(z > 0)
    for ax, name, f, slope, (colour, style) in zip(
        axes, ("Sigmoid", "ReLU"), (sigmoid, relu), slopes, SERIES, strict=False
    ):
        ax.plot(line, f(line), color=colour, linestyle=style)
        near = np.array([z - 2, z + 2])
        ax.plot(near, f(z) + slope * (near - z), color=RED, linewidth=2.5)
        ax.plot(z, f(z), "o", color=INK, markersize=6)
        ax.set(xlim=(-10, 10), xlabel="z", ylabel="output", title=f"{name}: slope {slope:.4f} at z = {z:.1f}")
        plain(ax)
    axes[0].set_ylim(-0.35, 1.35)
    axes[1].set_ylim(-2, 11)
    return axes


def draw_speed(costs, goal):
    """Draw cost (nats) against steps, a curve for each name, and the goal; return the Axes. costs : {name: list}."""
    _, ax = new_figure(height=3.4)
    for (name, curve), (colour, line) in zip(costs.items(), SERIES, strict=False):
        ax.plot(curve, color=colour, linestyle=line, label=name)
    ax.axhline(goal, color=GREY, linestyle=":", label=f"cost {goal:g}")
    ax.set(xlabel="steps of gradient descent", ylabel="cost (nats)")
    ax.set_ylim(widened((0, 1.6), *costs.values()))
    ax.set_title("The same network with sigmoid and with ReLU in its hidden layers")
    plain(ax).legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
