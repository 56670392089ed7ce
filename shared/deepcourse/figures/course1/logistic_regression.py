"""The figures of course 1, week 2: one neuron, its cost, its path downhill, what it has learned and where it fails.

draw_images         pictures in a grid
draw_neuron         a picture, its weights, their sum, the answer
draw_losses         two losses, and the slopes that they teach with
draw_cost_surfaces  both costs over the same two parameters, and a cut through them
draw_likelihood     the probability that a neuron gives to each label
draw_descent        a path on a cost surface
draw_weights        the weights as a picture
draw_gallery        pictures with the neuron's answers
draw_cost_curves    cost against steps, a curve for each learning rate
draw_timing         seconds with and without loops
"""

import numpy as np
from matplotlib.colors import FuncNorm

from deepcourse.experiments.course1.cost_surfaces import LOSSES, RANGE, cost_surface
from deepcourse.figures.description import describe
from deepcourse.figures.images import SIDE, draw_images
from deepcourse.figures.style import (
    BLUE,
    DIVERGING,
    GREEN,
    GREY,
    INK,
    ORANGE,
    RED,
    SERIES,
    legible,
    new_figure,
    plain,
    widened,
)
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.logistic_regression import log_likelihood

COIN_TOSS = np.log(2)  # nats: the cost of an undecided neuron
COST_LIMITS = {"log loss": (0, 14), "squared error": (0, 0.45)}  # the same colours at every position of a slider

__all__ = [
    "draw_cost_curves",
    "draw_cost_surfaces",
    "draw_descent",
    "draw_gallery",
    "draw_images",
    "draw_likelihood",
    "draw_losses",
    "draw_neuron",
    "draw_timing",
    "draw_weights",
]


def draw_neuron(x, w=None, b=0.0, figure=None):
    """Draw what a neuron does to one picture: x times w, summed to z, squeezed to a; return the array of Axes.

    x : (784, 1) brightness    w : (784, 1) weights, all zero if none are given    b : number
    """
    w = np.zeros(x.shape) if w is None else w
    if figure is None:
        figure, _ = new_figure(0, height=2.8)
    axes = figure.subplots(1, 4, width_ratios=(1, 1, 1, 1.25))
    limit = np.abs(w).max() or 1.0
    columns = {
        ("picture $x$", "784 pixels, row after row"): (x, "gray", (0, 1)),
        ("weights $w$", "784: blue < 0, red > 0"): (w, DIVERGING, (-limit, limit)),
        ("each pixel times its weight", f"their sum, plus $b$ = {b:g}, is $z$"): (w * x, DIVERGING, (-limit, limit)),
    }
    for ax, ((title, below), (column, colours, limits)) in zip(axes, columns.items(), strict=False):
        ax.imshow(column.reshape(SIDE, SIDE), cmap=colours, vmin=limits[0], vmax=limits[1])
        ax.set_title(title, fontsize=10)
        ax.set_xlabel(below, fontsize=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
    for ax, sign in zip(axes, ("×", "=", "→"), strict=False):
        ax.text(1.06, 0.5, sign, transform=ax.transAxes, fontsize=18, ha="center", va="center")
    _draw_answer(axes[3], float((w.T @ x).item() + b))
    return axes


def _draw_answer(ax, z):
    """Draw the sigmoid with the point that a neuron has reached."""
    reach = max(6.0, 1.3 * abs(z))
    grid, a = np.linspace(-reach, reach, 200), float(sigmoid(z))
    plain(ax).plot(grid, sigmoid(grid), color=BLUE)
    ax.plot([z, z, -reach], [0, a, a], color=GREY, linestyle=":", linewidth=1.2)
    ax.plot(z, a, "o", color=RED)
    ax.set(ylim=(-0.02, 1.04), xlim=(-reach, reach), xlabel="sum $z = w^T x + b$", ylabel=r"answer $a = \sigma(z)$")
    ax.set_title(f"z = {z:.2f},  a = {a:.2f}", fontsize=10)


def draw_losses(axes=None):
    """Draw both losses of an answer to a picture with label 1, and their slopes with respect to z; return the Axes."""
    if axes is None:
        _, axes = new_figure(1, 2, height=3.4)
    z = np.linspace(-8, 8, 400)
    for (name, (loss, slope)), (colour, line) in zip(LOSSES.items(), SERIES, strict=False):
        axes[0].plot(sigmoid(z), loss(z, 1), color=colour, linestyle=line, label=name)
        axes[1].plot(z, slope(z, 1), color=colour, linestyle=line, label=name)
    axes[0].plot([0.1, 0.01], [-np.log(0.1), -np.log(0.01)], "o", color=INK, markersize=4)
    for a in (0.1, 0.01):
        axes[0].annotate(f"a = {a}: {-np.log(a):.1f}", (a, -np.log(a)), xytext=(10, 0), textcoords="offset points")
    plain(axes[0]).set(xlabel="answer $a$", ylabel="loss (log loss in nats)",
                       ylim=(-0.2, 6.5), title="How wrong, if the label is 1?")  # fmt: skip
    axes[1].annotate(
        "surely wrong, and\nnothing to learn from", (-6, -0.01), xytext=(-7.6, -0.52), fontsize=9,
        arrowprops={"arrowstyle": "->", "color": INK},
    )  # fmt: skip
    plain(axes[1]).set(xlabel="sum $z$  (left: surely wrong, right: surely right)", ylabel="slope $dz$ of the loss",
                       title="How strong is the correction?")  # fmt: skip
    axes[0].legend(frameon=False)
    axes[1].legend(frameon=False, loc="lower right")
    return axes


def draw_cost_surfaces(x, Y, figure=None):
    """Draw the mean log loss and the mean squared error over w and b, and a cut through both; return the Axes.

    x : (1, m) one number for each example    Y : (1, m) labels
    """
    if figure is None:
        figure, _ = new_figure(0, height=6.2)
    upper, lower = figure.subfigures(2, 1, height_ratios=(1.9, 1))
    tops = [upper.add_subplot(1, 2, i + 1, projection="3d", computed_zorder=False) for i in range(2)]
    cuts = lower.subplots(1, 2)
    for loss, top, cut, (colour, line) in zip(LOSSES, tops, cuts, SERIES, strict=False):
        surface = cost_surface(x, Y, loss)
        _draw_surface(top, surface)
        _draw_cut(cut, surface, colour, line)
    return np.array([tops, cuts])


def _draw_surface(ax, surface):
    """Draw a surface with its lowest point, and the line along which it is cut."""
    W, B = np.meshgrid(surface.w, surface.b)
    low, high = COST_LIMITS[surface.loss]
    ax.plot_surface(W, B, surface.cost, cmap="viridis", vmin=low, vmax=high, rstride=1, cstride=1, antialiased=False)
    row = _cut(surface)
    ax.plot(surface.w, np.full(surface.w.shape, surface.b[row]), surface.cost[row], color=INK, linewidth=2)
    ax.plot(*([number] for number in surface.lowest), "o", color=RED, markeredgecolor="white", markersize=9)
    ax.set(xlabel="weight $w$", ylabel="bias $b$", zlim=(low, high))
    ax.text2D(0.02, 0.86, "cost", transform=ax.transAxes)  # a label of the axis would stand upon its numbers
    ax.set_title(f"{surface.loss}, averaged over the pictures", fontsize=11)
    ax.view_init(elev=42, azim=-124)


def _cut(surface):
    """Return the row of the surface that is cut out: b = 8, far from the bottom, where a walk may well start."""
    return int(np.abs(surface.b - 8).argmin())


def _draw_cut(ax, surface, colour, line):
    """Draw the cost along the cut."""
    row = _cut(surface)
    plain(ax).plot(surface.w, surface.cost[row], color=colour, linestyle=line)
    ax.set(xlabel=f"weight $w$  (bias $b$ = {surface.b[row]:.0f})", ylabel="cost", ylim=(0, None))
    ax.set_title(f"a cut along the black line: {surface.loss}", fontsize=10)


def draw_likelihood(w, b, x, Y, ax=None):
    """Draw the neuron's curve over one input and, for each example, the probability of its own label; return the Axes.

    w, b : numbers    x : (1, m)    Y : (1, m)
    """
    if ax is None:
        _, ax = new_figure(height=3.6)
    grid = np.linspace(-2.5, 2.5, 200)
    plain(ax).plot(grid, sigmoid(w * grid + b), color=INK, label=r"answer $a = \sigma(wx + b)$")
    a = sigmoid(w * x[0] + b)
    coats = Y[0] == 1
    for chosen, base, colour, marker, name in ((coats, 0, ORANGE, "s", "coat"), (~coats, 1, BLUE, "o", "pullover")):
        ax.vlines(x[0, chosen], base, a[chosen], color=colour, linewidth=4, alpha=0.6)
        ax.plot(x[0, chosen], np.full(chosen.sum(), base), marker, color=colour, label=f"{name}: its bar is $p(y|x)$")
    total = log_likelihood(np.array([[w]]), b, x, Y)
    ax.set(xlabel="brightness where the shoulders are (standard deviations)", ylabel="probability of a coat",
           ylim=(-0.05, 1.05), xlim=(-2.5, 2.5))  # fmt: skip
    ax.set_title(f"product of the {x.size} bars {np.exp(total):.2e},   log-likelihood {total:.2f}", fontsize=11)
    ax.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3)
    return ax


def draw_descent(surface, path, costs, axes=None):
    """Draw the path of gradient descent on a surface seen from above, and the cost after each step; return the Axes.

    path : (steps + 1, 2) of (w, b)    costs : (steps + 1,)
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.9, width_ratios=(1.1, 1))
    _draw_path(axes[0], surface, path)
    plain(axes[1]).plot(costs, color=BLUE, marker="o", markersize=2.5, linewidth=1)
    lowest = surface.lowest[2]
    axes[1].axhline(lowest, color=RED, linestyle=":", linewidth=1.2)
    axes[1].annotate(f"lowest: {lowest:.3f}", (1.0, lowest), xytext=(0, -4), xycoords=("axes fraction", "data"),
                     textcoords="offset points", color=legible(RED), ha="right", va="top")  # fmt: skip
    largest = max(1.05 * costs.max(), 2 * lowest)
    axes[1].set(xlabel="step", ylabel="cost", ylim=(-0.08 * largest, largest))
    axes[1].set_title(f"cost after {len(costs) - 1} steps: {costs[-1]:.3f}", fontsize=11)
    return axes


def _draw_path(ax, surface, path):
    """Draw a path on a surface seen from above; where its end lies outside the picture, the edge next to it says so."""
    levels = np.linspace(*COST_LIMITS[surface.loss], 19)
    ax.contourf(surface.w, surface.b, surface.cost, levels, cmap="viridis", extend="max")
    ax.plot(*path.T, color="white", linewidth=1.2, marker="o", markersize=2.5)
    ax.plot(*path[0], "s", color=ORANGE, markersize=8, label="start")
    ax.plot(*surface.lowest[:2], "*", color=RED, markeredgecolor="white", markersize=14, label="lowest")
    seen = np.clip(path[-1], -RANGE, RANGE)
    where = "now" if (seen == path[-1]).all() else "now, outside"
    ax.plot(*seen, "D", color="white", markeredgecolor=INK, markersize=7, label=where, clip_on=False, zorder=5)
    ax.set(xlabel="weight $w$", ylabel="bias $b$", xlim=(-RANGE, RANGE), ylim=(-RANGE, RANGE))
    ax.set_title(f"{surface.loss}: the path, from above", fontsize=11)
    ax.legend(loc="upper left", fontsize=9)


def draw_weights(weights, costs, step, limit, axes=None):
    """Draw the weights of one step as a picture, and where on the cost curve that step is; return the Axes.

    The colours go by the square root of a weight: the faint weights of the first steps would be white else.

    weights : (784, 1)    costs : (steps + 1,)    limit : the colours go from -limit to limit
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.5, width_ratios=(1, 1.3))
    roots = FuncNorm((lambda w: np.sign(w) * np.sqrt(np.abs(w)), lambda r: np.sign(r) * r**2), -limit, limit)
    image = axes[0].imshow(weights.reshape(SIDE, SIDE), cmap=DIVERGING, norm=roots)
    ticks = float(f"{0.9 * limit:.0e}") * np.array([-1, -0.25, -0.05, 0, 0.05, 0.25, 1])
    bar = axes[0].figure.colorbar(image, ax=axes[0], shrink=0.9, label="weight: < 0 pullover, > 0 coat")
    bar.set_ticks(ticks, labels=[f"{tick:.2g}" for tick in ticks])
    bar.ax.minorticks_off()
    axes[0].set_title(f"the weights after {step} step{'s' * (step != 1)}", fontsize=11)
    _mark_the_strongest(axes[0], weights.reshape(SIDE, SIDE))
    axes[0].set(xticks=[], yticks=[])
    axes[0].axis("off")
    plain(axes[1]).plot(costs, color=BLUE)
    axes[1].plot(step, costs[step], "o", color=RED)
    axes[1].axhline(COIN_TOSS, color=GREY, linestyle=":", linewidth=1.2)
    axes[1].text(len(costs) - 1, COIN_TOSS, "a coin toss", color=INK, ha="right", va="bottom")
    axes[1].set(xlabel="step", ylabel="cost (nats)", ylim=widened((0, 0.78), costs))
    axes[1].set_title(f"cost {costs[step]:.3f}", fontsize=11)
    return axes


def _mark_the_strongest(ax, weights):
    """Put + on the ten largest weights and − on the ten smallest: their signs are not told by colour alone."""
    order = np.argsort(weights, axis=None, kind="stable")
    for chosen, sign in ((order[:10], -1), (order[-10:], 1)):
        rows, columns = np.divmod(chosen[np.sign(weights.flat[chosen]) == sign], SIDE)
        marker = "+" if sign > 0 else "_"
        ax.plot(columns, rows, marker, color="white", markersize=7, markeredgewidth=2.4)
        ax.plot(columns, rows, marker, color=INK, markersize=6, markeredgewidth=1.2)


def draw_gallery(X, Y, A, chosen, classes, ax=None):
    """Draw chosen pictures in rows of five, each with the neuron's answer and the truth; return the Axes.

    X : (784, m)    Y : (1, m)    A : (1, m) answers before rounding    chosen : column numbers
    """
    rows = max(1, -(-len(chosen) // 5))
    if ax is None:
        _, ax = new_figure(height=2.25 * rows)
    for place, i in enumerate(chosen):
        row, column = divmod(place, 5)
        left, top = column * (SIDE + 2), row * (SIDE + 10)
        picture = X[:, i].reshape(SIDE, SIDE)
        ax.imshow(picture, cmap="gray", vmin=0, vmax=1, extent=(left, left + SIDE, top + SIDE, top))
        colour = INK if (A[0, i] >= 0.5) == Y[0, i] else legible(RED)
        caption = f"{_words(A[0, i], classes)}\nis a {classes[int(Y[0, i])]}"
        ax.text(left + SIDE / 2, top - 1, caption, ha="center", va="bottom", fontsize=10, color=colour)
    told = [f"{_words(A[0, i], classes)}, is a {classes[int(Y[0, i])]}" for i in chosen]
    each = f"{len(chosen)} pictures of clothes, each with the neuron's answer and the truth"
    describe(ax, f"{each}. Row by row: {'; '.join(told)}" if told else "no such picture")
    if len(chosen) == 0:
        ax.text(0, 0, "no such picture", fontsize=11)
    ax.set(xlim=(-1, 5 * (SIDE + 2) - 1), ylim=(rows * (SIDE + 10) - 9, -8.5), aspect="equal", xticks=[], yticks=[])
    ax.axis("off")
    return ax


def _words(a, classes):
    """Return an answer in words: what it says, and how surely; nobody is 100 % sure."""
    sure = max(a, 1 - a)
    return f"says {classes[int(a >= 0.5)]}, " + (f"{sure:.0%}" if sure < 0.995 else "over 99%")


def draw_cost_curves(costs_by_rate, ax=None):
    """Draw the cost of every step, a curve for each learning rate, on a logarithmic axis; return the Axes.

    costs_by_rate : {learning rate: list of costs}, at most six
    """
    if len(costs_by_rate) > len(SERIES):
        raise ValueError(f"{len(costs_by_rate)} curves were given; at most {len(SERIES)} can be told apart")
    if ax is None:
        _, ax = new_figure(height=4.2)
    for (rate, costs), (colour, line) in zip(costs_by_rate.items(), SERIES, strict=False):
        calm = np.mean(np.diff(costs) > 0) < 0.4  # a curve that jumps all the way is thin, so as not to hide the others
        look = {"linestyle": line, "linewidth": 2.0, "zorder": 3} if calm else {"linewidth": 0.7, "zorder": 1}
        plain(ax).plot(costs, color=colour, label=f"{rate:g}: ends at {costs[-1]:.3f}", **look)
    ax.axhline(COIN_TOSS, color=INK, linestyle=(0, (1, 3)), linewidth=1)
    ax.set(
        yscale="log", xlabel="step", ylabel="cost (nats, logarithmic axis)", title="One start, different learning rates"
    )
    ax.set_yticks([0.3, 0.4, 0.5, 0.7, 1, 2, 4], ["0.3", "0.4", "0.5", "0.7", "1", "2", "4"])
    ax.minorticks_off()
    ax.set_xlim(0, max(map(len, costs_by_rate.values())) - 1)
    _name_the_ends(ax, costs_by_rate)
    ax.legend(framealpha=0.9, edgecolor="none", title="learning rate", loc="upper right")
    return ax


def _name_the_ends(ax, costs_by_rate):
    """Write each learning rate at the right end of its curve, labels that would touch a little higher."""
    low, high = np.log(ax.get_ylim())
    height, free = 0.055, -np.inf  # of a line of text, as a share of the axis
    colours = dict(zip(costs_by_rate, SERIES, strict=False))
    for rate, costs in sorted(costs_by_rate.items(), key=lambda item: item[1][-1]):
        end = (np.log(costs[-1]) - low) / (high - low)
        place, colour = max(end, free), colours[rate][0]
        ax.annotate(
            f"{rate:g}", (1.0, end), (1.035, place), xycoords="axes fraction", textcoords="axes fraction", va="center",
            color=legible(colour), annotation_clip=False, arrowprops={"arrowstyle": "-", "color": colour, "shrinkB": 0},
        )  # fmt: skip
        free = place + height


def draw_timing(seconds_loops, seconds_at_once, m, ax=None):
    """Draw two bars on a logarithmic axis, with the ratio of the two times in the title; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=1.9)
    milliseconds = 1000 * np.array([seconds_at_once, seconds_loops])
    bars = plain(ax).barh(["all at once", "two loops"], milliseconds, color=[GREEN, ORANGE])
    ax.bar_label(bars, [f"{t:.3g} ms" for t in milliseconds], padding=4)
    ax.set(xscale="log", xlabel=f"time of one pass over {m} pictures (milliseconds, logarithmic axis)")
    ax.set(xlim=(milliseconds.min() / 3, milliseconds.max() * 4))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_title(f"Without loops: {seconds_loops / seconds_at_once:.0f} times as fast", fontsize=11)
    return ax
