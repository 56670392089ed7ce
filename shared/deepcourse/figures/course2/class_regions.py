"""Points of several classes in the plane, and the regions that a softmax network cuts it into.

clouds, pinwheel    points of C classes, generated from a seed: made up, to be looked at
draw_regions        what a network says everywhere, as a mixture of the classes' colours
draw_class_costs    the cost of a training, a step marked
"""

import numpy as np
from matplotlib.colors import to_rgb

from deepcourse.figures.description import describe
from deepcourse.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED, SKY, new_figure, plain, widened
from deepcourse.figures.wording import place
from deepcourse.nn.softmax import softmax_forward

REACH, GRID = 1.5, 90
COLOURS = (BLUE, ORANGE, GREEN, RED, SKY, PURPLE)
MARKERS = ("o", "s", "^", "D", "v", "P")


def clouds(C, m=180, seed=1):
    """Return (X, labels): C round clouds on a ring; class i % C for column i. X : (2, m)    labels : (m,)."""
    rng, labels = np.random.default_rng(seed), np.arange(m) % C
    angle = 2 * np.pi * labels / C + np.pi / 2
    return 0.95 * np.stack([np.cos(angle), np.sin(angle)]) + 0.2 * rng.normal(size=(2, m)), labels


def pinwheel(C, m=180, seed=1):
    """Return (X, labels): C arms that wind around the middle; class i % C for column i. X : (2, m)    labels : (m,)."""
    rng, labels = np.random.default_rng(seed), np.arange(m) % C
    radius = rng.uniform(0.15, 1.3, size=m)
    angle = 2 * np.pi * labels / C + np.pi / 2 - 1.9 * radius + 0.5 / C * rng.normal(size=m)
    return radius * np.stack([np.cos(angle), np.sin(angle)]), labels


def grid():
    """Return all points of a square grid, (2, GRID * GRID)."""
    side = np.linspace(-REACH, REACH, GRID)
    return np.stack(np.meshgrid(side, side)).reshape(2, -1)


def draw_regions(parameters, X, labels, C, ax=None, title="what the network says"):
    """Draw the probabilities everywhere as mixed colours, the borders as lines, and the points; return the Axes.

    parameters : W1 (..., 2), b1, ..., of a network that ends in softmax    X : (2, m)    labels : (m,)
    """
    if ax is None:
        _, ax = new_figure(height=4.6)
    A = softmax_forward(grid(), parameters)[0]  # (C, GRID * GRID)
    palette = np.array([to_rgb(colour) for colour in COLOURS[:C]])
    mixed = 0.4 + 0.6 * (A.T @ palette)  # paler than the points
    extent = (-REACH, REACH, -REACH, REACH)
    ax.imshow(mixed.reshape(GRID, GRID, 3), origin="lower", extent=extent, interpolation="bilinear")
    side, answers = np.linspace(-REACH, REACH, GRID), A.argmax(axis=0)
    for k in range(C):
        others = np.delete(A, k, axis=0).max(axis=0)
        if k < C - 1 and 0 < np.mean(answers == k) < 1:  # the others have drawn the last one's borders
            ax.contour(side, side, (A[k] - others).reshape(GRID, GRID), levels=[0], colors=[INK], linewidths=1.1)
        chosen = labels == k
        ax.plot(*X[:, chosen], MARKERS[k], color=COLOURS[k], markersize=5, markeredgecolor="white", markeredgewidth=0.6)
    ax.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xlabel="$x_1$", ylabel="$x_2$", title=title,
           xticks=[-1, 0, 1], yticks=[-1, 0, 1])  # fmt: skip
    ax.title.set(y=1.0)  # a fixed height: nobody has to look for room
    right = np.mean(softmax_forward(X, parameters)[0].argmax(axis=0) == labels)
    describe(ax, f"{right:.0%} of {X.shape[1]} points of {C} classes lie in the region of their class. "
             + "; ".join(_region_in_words(k, answers, X[:, labels == k]) for k in range(C)))  # fmt: skip
    return ax


def _region_in_words(k, answers, points):
    """Return how much of the square a class has, and where its region and its points lie."""
    share, spots = np.mean(answers == k), grid()[:, answers == k]
    where = f"its middle at {place(*spots.mean(axis=1))}" if share else "nowhere"
    return (
        f"class {k} ({len(points.T)} points around {place(*points.mean(axis=1))}): {share:.0%} of the square, {where}"
    )


def draw_class_costs(steps, costs, step, C, ax):
    """Draw the costs of a training at some steps, what an undecided network pays, and where it stands; return Axes."""
    plain(ax).plot(steps, costs, color=BLUE)
    ax.plot(step, costs[steps.index(step)], "o", color=RED)
    ax.axhline(np.log(C), color=GREY, linestyle=":", linewidth=1)
    ax.text(steps[-1], np.log(C) + 0.04, f"undecided: log {C} = {np.log(C):.3f}", ha="right", color=INK, fontsize=9)
    ax.set(ylim=widened((0, 2.2), costs), xlabel="steps", ylabel="cost (nats per example)", title="cost while learning",
           xticks=[0, 200, 400], yticks=[0, 0.5, 1, 1.5, 2])  # fmt: skip
    ax.title.set(y=1.0)  # a fixed height: nobody has to look for room
    return ax
