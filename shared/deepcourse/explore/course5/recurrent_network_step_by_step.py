"""The explorations of course 5, week 1: a recurrent network, step by step.

explore_memory      one unit that hears a pulse: how long it remembers
explore_paths       the unrolled graph: the path of a gradient from one prediction to one use of a weight
"""

import numpy as np

from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import recurrent_network_step_by_step as figures
from deepcourse.figures.style import new_figure

STEPS = 12
INPUTS = {
    "a pulse": {1: 1.0},
    "a pulse and its opposite": {1: 1.0, 6: -1.0},
    "a pulse at every third step": {1: 1.0, 4: 1.0, 7: 1.0, 10: 1.0},
}


def states(x, w_ax, w_aa):
    """Return the states of one unit without bias, (T + 1,), from 0 on."""
    a = [0.0]
    for xt in x:
        a.append(float(np.tanh(w_ax * xt + w_aa * a[-1])))
    return np.array(a)


def explore_memory():
    """Return an exploration: one unit, a pulse, and two weights."""

    def draw(inputs, w_ax, w_aa):
        x = np.array([INPUTS[inputs].get(t, 0.0) for t in range(1, STEPS + 1)])
        a = states(x, w_ax, w_aa)
        margins = {"left": 0.08, "right": 0.98, "bottom": 0.13, "top": 0.92, "hspace": 0.62}
        figure, axes = new_figure(2, 1, height=4.2, pyplot=False, margins=margins, height_ratios=(1, 2))
        figures.draw_memory(axes, x, a)
        told = (
            f"{inputs}, w_ax = {w_ax:.2f}, w_aa = {w_aa:.2f}: the state is {a[1]:.3f} after step 1, {a[6]:.3f} after "
        )
        return figure, f"{told}step 6 and {a[STEPS]:.3f} after step {STEPS}".replace("-", "−")

    return Exploration(
        draw,
        inputs=choice("input", INPUTS),
        w_ax=slider("weight w_ax of the input", 1.0, 0.5, 2.5, 0.5),
        w_aa=slider("weight w_aa of the old state", 0.0, -2.0, 2.0, 0.25),
    )


T = 4
X, A0, Y = np.array([0.5, -1.0, 0.8, 0.3]), 0.4, np.array([0.5, -0.4, 0.9, -0.2])
WEIGHTS = {"w_ax": 0.9, "w_aa": 1.2, "b": 0.1}
ARROWS = {"all": T, "two": 2, "one": 1, "none": 0}


def shares():
    """Return what each cost (a - y)^2 / 2 says about each use of w_aa, (T, T): a row for each cost."""
    a = [A0]
    for xt in X:
        a.append(float(np.tanh(WEIGHTS["w_ax"] * xt + WEIGHTS["w_aa"] * a[-1] + WEIGHTS["b"])))
    found = np.zeros((T, T))
    for cost in range(T):
        d = a[cost + 1] - Y[cost]
        for use in range(cost, -1, -1):
            dz = d * (1 - a[use + 1] ** 2)
            found[cost, use], d = dz * a[use], dz * WEIGHTS["w_aa"]
    return found


def explore_paths():
    """Return an exploration: a graph of four steps, and how much each path brings to the gradient of w_aa."""
    table = shares()

    def draw(prediction, use, arrows):
        most = ARROWS[arrows]
        margins = {"left": 0.01, "right": 0.985, "bottom": 0.13, "top": 0.92, "wspace": 0.16}
        figure, axes = new_figure(1, 2, height=3.7, pyplot=False, margins=margins, width_ratios=(1.3, 1))
        figures.draw_graph(axes[0], T, prediction, use, most)
        figures.draw_shares(axes[1], table, prediction, use, most)
        kept = sum(table[row, column] for row, column in np.ndindex(T, T) if 0 <= row - column <= most)
        told = f"{figures.path(prediction, use, most)}; all shares that arrive add up to {kept:.4f}"
        told += "" if most == T else f", the whole gradient of w_aa is {table.sum():.4f}"
        return figure, told.replace("-", "−")

    return Exploration(
        draw,
        prediction=slider("step of the cost", 1, 1, T, 1),
        use=slider("step of the use", 1, 1, T, 1),
        arrows=choice("arrows a gradient may cross", ARROWS),
    )
