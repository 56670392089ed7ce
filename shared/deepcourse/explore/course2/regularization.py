"""The explorations of course 2, week 1, on regularization.

explore_regularization      the border of an overfitted network, by lambd and keep_prob
explore_linear_zone         the sums of a tanh layer and its border, as a penalty shrinks the weights
explore_dropout             which units are silent at each step
"""

from functools import cache

import numpy as np

from deepcourse.experiments.course2.regularized_planar import answers_at, noisy_moons, train_all, train_tanh
from deepcourse.explore.exploration import Exploration, slider, stops_slider
from deepcourse.figures.course2 import regularization as figures
from deepcourse.figures.style import new_figure

LAMBDAS, KEEP_PROBS = (0.0, 0.03, 0.1, 0.3, 1.0, 3.0), (1.0, 0.8, 0.6)
DIMS, RATE, SEED = [2, 20, 20, 1], 0.5, 2
POINTS, NEW_POINTS = (80, 3), (1000, 77)  # how many, and the seed
TANH_LAMBDAS, TANH_UNITS = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0), 12
SIZES, DRAWN_STEPS = (3, 6, 5, 1), 40


@cache
def points():
    """Return X, Y to learn from, some labels wrong, and new points with right labels."""
    return *noisy_moons(*POINTS), *noisy_moons(*NEW_POINTS, wrong=0.0)


@cache
def trained(steps):
    """Return all networks and their shares of right answers on training and new points, by (lambd, keep_prob)."""
    X, Y, X_new, Y_new = points()
    small = X.astype(np.float32), Y.astype(np.float32)  # twice as fast
    networks = train_all(*small, DIMS, LAMBDAS, KEEP_PROBS, steps, RATE, SEED)
    shares = {
        pair: tuple(float(np.mean((answers_at(p, points) >= 0.5) == labels[0]))
                    for points, labels in ((X, Y), (X_new, Y_new)))
        for pair, p in networks.items()
    }  # fmt: skip
    return networks, shares


def explore_regularization(num_iterations=3000):
    """Return an exploration: the border of an overfitted network under an L2 penalty and dropout."""
    networks, shares = trained(num_iterations)
    X, Y = points()[:2]

    def draw(lambd, keep_prob):
        margins = {"left": 0.07, "right": 0.985, "bottom": 0.14, "top": 0.92, "wspace": 0.2}
        figure, axes = new_figure(1, 2, height=4.1, pyplot=False, margins=margins, width_ratios=(1, 1.2))
        figures.draw_regularized(networks, (lambd, keep_prob), X, Y, shares, axes)
        train, new = shares[lambd, keep_prob]
        told = f"lambda {lambd:g}, keep_prob {keep_prob:g}: {train:.1%} of the training points right, "
        return figure, told + f"{new:.1%} of {NEW_POINTS[0]} new points"

    return Exploration(
        draw,
        lambd=stops_slider("penalty λ", LAMBDAS),
        keep_prob=stops_slider("keep_prob", KEEP_PROBS[::-1], 1.0),
    )


@cache
def trained_tanh(steps):
    """Return the tanh networks of `explore_linear_zone`, by lambd."""
    X, Y = points()[:2]
    return train_tanh(X, Y, TANH_UNITS, TANH_LAMBDAS, steps, 1.0, SEED)


def explore_linear_zone(num_iterations=3000):
    """Return an exploration: with the penalty sums move into tanh's linear zone, and the border straightens."""
    networks, (X, Y) = trained_tanh(num_iterations), points()[:2]

    def draw(lambd):
        p = networks[lambd]
        margins = {"left": 0.075, "right": 0.985, "bottom": 0.14, "top": 0.92, "wspace": 0.16}
        figure, axes = new_figure(1, 2, height=4.1, pyplot=False, margins=margins, width_ratios=(1.25, 1))
        figures.draw_linear_zone(p, X, Y, f"$\\lambda$ = {lambd:g} (dashed: with z for tanh z)", axes)
        Z = p["W1"] @ X + p["b1"]
        size = np.sqrt(sum(np.sum(p[name] ** 2) for name in ("W1", "W2")))
        told = f"lambda {lambd:g}: size of all weights {size:.1f}, "
        return figure, told + f"{np.mean(np.abs(Z) < figures.LINEAR):.0%} of the sums between -0.5 and 0.5"

    return Exploration(draw, lambd=stops_slider("penalty λ", TANH_LAMBDAS))


@cache
def drawn():
    """Return random numbers for the masks of every step and hidden layer, the same for every keep_prob."""
    rng = np.random.default_rng(SEED)
    return [rng.random((DRAWN_STEPS + 1, n)) for n in SIZES[1:-1]]


def explore_dropout():
    """Return an exploration: a drawn network, step after step, with the units that dropout silences."""

    def draw(keep_prob, step):
        masks = [numbers[: step + 1] < keep_prob for numbers in drawn()]
        margins = {"left": 0.02, "right": 0.985, "bottom": 0.16, "top": 0.91, "wspace": 0.16}
        figure, axes = new_figure(1, 2, height=3.7, pyplot=False, margins=margins, width_ratios=(1, 1.1))
        now, worked = [mask[step] for mask in masks], [mask.mean(axis=0) for mask in masks]
        figures.draw_dropped(SIZES, now, worked, *axes)
        kept = ", ".join(f"layer {layer} keeps {mask.sum()} of {len(mask)}" for layer, mask in enumerate(now, 1))
        told = f"step {step}: {kept}; what is left is multiplied by {1 / keep_prob:.2f}; "
        return figure, told + f"so far each unit worked in {np.concatenate(worked).mean():.0%} of the steps on average"

    return Exploration(
        draw,
        still={"step": DRAWN_STEPS},
        keep_prob=slider("keep_prob", 0.6, 0.2, 1.0, 0.1),
        step=slider("step", 0, 0, DRAWN_STEPS, 1),
    )
