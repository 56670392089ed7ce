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

from deepcourse.figures.images import SIDE, draw_images
from deepcourse.figures.style import BLUE, DIVERGING, GREEN, GREY, INK, ORANGE, RED, SERIES, new_figure, plain
from deepcourse.figures.surfaces import LOSSES, RANGE, cost_surface
from deepcourse.nn.activations import sigmoid

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


def draw_neuron(x, w, b=0.0, figure=None):
    """Draw what a neuron does to one picture: x times w, summed to z, squeezed to a; return the array of Axes.

    x : (784, 1) brightness    w : (784, 1) weights    b : number
    """
    if figure is None:
        figure, _ = new_figure(height=2.7)
        figure.clear()
    axes = figure.subplots(1, 4, width_ratios=(1, 1, 1, 1.35))
    limit = np.abs(w).max()
    shares = {"picture $x$": x, "weights $w$": w, "each pixel times its weight": x * w}
    for ax, (title, column), colours in zip(axes, shares.items(), ("gray", DIVERGING, DIVERGING), strict=False):
        low, high = (0, 1) if colours == "gray" else (-limit, limit)
        ax.imshow(column.reshape(SIDE, SIDE), cmap=colours, vmin=low, vmax=high)
        ax.set_title(title, fontsize=10)
        ax.axis("off")
    for ax, sign in zip(axes[:2], ("×", "="), strict=True):
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
    ax.set(ylim=(0, 1.04), xlim=(-reach, reach), xlabel="sum $z = w^T x + b$", ylabel=r"answer $a = \sigma(z)$")
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
    plain(axes[0]).set(xlabel="answer $a$", ylabel="loss (log loss in nats)", title="How wrong, if the label is 1?")
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
        figure, _ = new_figure(height=6.0)
        figure.clear()
    surfaces = [cost_surface(x, Y, loss) for loss in LOSSES]
    upper, lower = figure.subfigures(2, 1, height_ratios=(1.65, 1))
    tops = [upper.add_subplot(1, 2, i + 1, projection="3d") for i in range(2)]
    cuts = lower.subplots(1, 2)
    for surface, top, cut, (colour, line) in zip(surfaces, tops, cuts, SERIES, strict=False):
        _draw_surface(top, surface)
        _draw_cut(cut, surface, colour, line)
    return np.array([tops, cuts])


def _draw_surface(ax, surface):
    W, B = np.meshgrid(surface.w, surface.b)
    low, high = COST_LIMITS[surface.loss]
    ax.plot_surface(W, B, surface.cost, cmap="viridis", vmin=low, vmax=high, rcount=40, ccount=40, linewidth=0)
    ax.set(xlabel="weight $w$", ylabel="bias $b$", zlabel="cost", zlim=(low, high))
    ax.set_title(f"{surface.loss}, averaged over the pictures", fontsize=11)
    ax.view_init(elev=28, azim=-62)
    ax.set_box_aspect(None, zoom=1.0)
    w, b, cost = surface.lowest
    ax.plot([w], [b], [cost], "o", color=RED, markersize=6, zorder=10)


def _draw_cut(ax, surface, colour, line):
    """Draw the cost along w for b = 8, far from the bottom, where a walk may well start."""
    i = int(np.abs(surface.b - 8).argmin())
    plain(ax).plot(surface.w, surface.cost[i], color=colour, linestyle=line)
    ax.set(xlabel=f"weight $w$  (bias $b$ = {surface.b[i]:.0f})", ylabel="cost", ylim=(0, None))
    ax.set_title(f"a cut through it: {surface.loss}", fontsize=10)


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
        ax.vlines(x[0, chosen], base, a[chosen], color=colour, linewidth=5, alpha=0.6)
        ax.plot(x[0, chosen], np.full(chosen.sum(), base), marker, color=colour, label=f"{name}: its bar is $p(y|x)$")
    total = log_likelihood_of(w, b, x, Y)
    ax.set(xlabel="brightness where the shoulders are (standard deviations)", ylabel="probability of a coat",
           ylim=(-0.05, 1.05), xlim=(-2.5, 2.5))  # fmt: skip
    ax.set_title(f"product of the {x.size} bars {np.exp(total):.2e},   log-likelihood {total:.2f}", fontsize=11)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax


def log_likelihood_of(w, b, x, Y):
    """Return the log-likelihood of a neuron with one input."""
    z = w * x[0] + b
    return float(np.sum(Y[0] * z - np.logaddexp(0, z)))


def draw_descent(surface, path, costs, axes=None):
    """Draw the path of gradient descent on a surface seen from above, and the cost after each step; return the Axes.

    path : (steps + 1, 2) of (w, b)    costs : (steps + 1,)
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.9, width_ratios=(1.1, 1))
    low, high = COST_LIMITS[surface.loss]
    levels = np.linspace(low, high, 19)
    axes[0].contourf(surface.w, surface.b, surface.cost, levels, cmap="viridis", extend="max")
    axes[0].plot(*path.T, color="white", linewidth=1.2, marker="o", markersize=2.5)
    axes[0].plot(*path[0], "s", color=ORANGE, markersize=8, label="start")
    axes[0].plot(*surface.lowest[:2], "*", color=RED, markersize=13, label="lowest")
    axes[0].plot(*path[-1], "D", color="white", markeredgecolor=INK, markersize=7, label="now")
    axes[0].set(xlabel="weight $w$", ylabel="bias $b$", xlim=(-RANGE, RANGE), ylim=(-RANGE, RANGE))
    axes[0].set_title(f"{surface.loss}: the path, from above", fontsize=11)
    axes[0].legend(loc="upper left", fontsize=9)
    plain(axes[1]).plot(costs, color=BLUE, marker="o", markersize=2.5, linewidth=1)
    axes[1].axhline(surface.lowest[2], color=RED, linestyle=":", linewidth=1.2)
    axes[1].text(
        1.0, surface.lowest[2], "lowest", color=RED, ha="right", va="bottom", transform=axes[1].get_yaxis_transform()
    )
    axes[1].set(xlabel="step", ylabel="cost", ylim=(0, max(1.05 * costs.max(), 1e-3)))
    axes[1].set_title(f"cost after {len(costs) - 1} steps: {costs[-1]:.3f}", fontsize=11)
    return axes


def draw_weights(weights, costs, step, limit, axes=None):
    """Draw the weights of one step as a picture, and where on the cost curve that step is; return the Axes.

    weights : (784, 1)    costs : (steps + 1,)    limit : the colours go from -limit to limit
    """
    if axes is None:
        _, axes = new_figure(1, 2, height=3.5, width_ratios=(1, 1.3))
    image = axes[0].imshow(weights.reshape(SIDE, SIDE), cmap=DIVERGING, vmin=-limit, vmax=limit)
    axes[0].figure.colorbar(image, ax=axes[0], shrink=0.85, label="weight: < 0 pullover, > 0 coat")
    axes[0].set_title(f"the weights after step {step}", fontsize=11)
    axes[0].axis("off")
    plain(axes[1]).plot(costs, color=BLUE)
    axes[1].plot(step, costs[step], "o", color=RED)
    axes[1].axhline(COIN_TOSS, color=GREY, linestyle=":", linewidth=1.2)
    axes[1].text(len(costs) - 1, COIN_TOSS, "a coin toss", color=INK, ha="right", va="bottom")
    axes[1].set(xlabel="step", ylabel="cost (nats)", ylim=(0, 0.78))
    axes[1].set_title(f"cost {costs[step]:.3f}", fontsize=11)
    return axes


def draw_gallery(X, Y, A, chosen, classes, title="", figure=None):
    """Draw chosen pictures, each with the neuron's answer and the truth; return the array of Axes.

    X : (784, m)    Y : (1, m)    A : (1, m) answers before rounding    chosen : column numbers
    """
    captions = [f"{_words(A[0, i], classes)}\nis a {classes[int(Y[0, i])]}" for i in chosen]
    if figure is None:
        figure, _ = new_figure(height=-(-len(chosen) // 5) * 2.0 + 0.3)
        figure.clear()
    axes = draw_images(X[:, chosen], captions, columns=5, title=title, figure=figure)
    for ax, i in zip(axes.flat, chosen, strict=False):
        ax.title.set_color(INK if (A[0, i] >= 0.5) == Y[0, i] else RED)
    return axes


def _words(a, classes):
    """Return an answer in words: what it says, and how surely."""
    return f"says {classes[int(a >= 0.5)]}, {max(a, 1 - a):.0%}"


def draw_cost_curves(costs_by_rate, ax=None):
    """Draw the cost of every step, a curve for each learning rate, on a logarithmic axis; return the Axes.

    costs_by_rate : {learning rate: list of costs}
    """
    if ax is None:
        _, ax = new_figure(height=4.2)
    for (rate, costs), (colour, line) in zip(costs_by_rate.items(), SERIES, strict=False):
        calm = np.mean(np.diff(costs) > 0) < 0.4  # a curve that jumps all the way is thin, so as not to hide the others
        look = {"linestyle": line, "linewidth": 2.0, "zorder": 3} if calm else {"linewidth": 0.7, "zorder": 1}
        plain(ax).plot(costs, color=colour, label=f"{rate:g}: ends at {costs[-1]:.3f}", **look)
    ax.axhline(COIN_TOSS, color=INK, linestyle=(0, (1, 3)), linewidth=1)
    ax.set(yscale="log", xlabel="step", ylabel="cost (nats, logarithmic axis)", title="Four learning rates, one start")
    ax.set_yticks([0.3, 0.4, 0.5, 0.7, 1, 2, 4], ["0.3", "0.4", "0.5", "0.7", "1", "2", "4"])
    ax.minorticks_off()
    ax.legend(frameon=False, title="learning rate", loc="upper right")
    return ax


def draw_timing(seconds_loops, seconds_at_once, m, ax=None):
    """Draw two bars on a logarithmic axis, with the ratio of the two times in the title; return the Axes."""
    if ax is None:
        _, ax = new_figure(height=1.9)
    milliseconds = 1000 * np.array([seconds_at_once, seconds_loops])
    bars = plain(ax).barh(["all at once", "two loops"], milliseconds, color=[GREEN, ORANGE])
    ax.bar_label(bars, [f"{t:.3g} ms" for t in milliseconds], padding=4)
    ax.set(xscale="log", xlabel=f"time of one pass over {m} pictures (milliseconds, logarithmic axis)")
    ax.set(xlim=(milliseconds[0] / 3, milliseconds[1] * 4))
    ax.set_title(f"Without loops: {seconds_loops / seconds_at_once:.0f} times as fast", fontsize=11)
    return ax
