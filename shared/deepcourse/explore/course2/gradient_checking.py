"""The explorations of course 2, week 1: gradient checking.

explore_secants     a curve and a nudge: secants to one side and to both, and how wrong their slopes are
explore_bug_hunt    a network whose gradients are coloured by how wrong they are, with a mistake to plant
"""

from functools import cache

import numpy as np

from deepcourse.experiments.course2.planted_bugs import BUGS, NO_BUG, SPREADING, wrong_gradients
from deepcourse.explore.exploration import Exploration, choice, log_slider, slider
from deepcourse.figures.course2 import gradient_checking as figures
from deepcourse.figures.style import INK, new_figure
from deepcourse.nn import gradient_checking as nn
from deepcourse.nn.building_blocks import initialize_parameters_deep

THETA = 1.0
CURVES = {  # name: function, its slope, and the axes that show it
    "exp θ": (np.exp, np.exp, ((-0.3, 2.3), (-2.5, 10))),
    "θ³": (lambda t: t**3, lambda t: 3 * t**2, ((-0.3, 2.3), (-4, 11))),
    "sin 2θ": (lambda t: np.sin(2 * t), lambda t: 2 * np.cos(2 * t), ((-0.3, 2.3), (-1.8, 3.4))),
}
NUDGES = 10.0 ** np.arange(-13, 0.01, 0.125)
LAYER_DIMS = (3, 4, 3, 1)


@cache
def errors_of(curve):
    """Return the errors of measured slopes at every stop of the slider: {"one side": (n,), "two sides": (n,)}."""
    f, slope, _ = CURVES[curve]
    one = (f(THETA + NUDGES) - f(THETA)) / NUDGES
    two = (f(THETA + NUDGES) - f(THETA - NUDGES)) / (2 * NUDGES)
    return {"one side": np.abs(one - slope(THETA)), "two sides": np.abs(two - slope(THETA))}


def explore_secants():
    """Return an exploration: slopes measured with a nudge to one side and to both, and their errors."""

    def draw(curve, epsilon):
        f, slope, limits = CURVES[curve]
        margins = {"left": 0.07, "right": 0.985, "bottom": 0.14, "top": 0.91, "wspace": 0.2}
        figure, (left, right) = new_figure(1, 2, height=4.2, pyplot=False, margins=margins)
        figures.draw_secants(curve, f, slope, THETA, epsilon, left, limits)
        errors = errors_of(curve)
        figures.draw_valleys(NUDGES, errors, "error of the measured slope", right)
        at = int(np.argmin(np.abs(np.log(NUDGES / epsilon))))
        told = []
        for label, error in errors.items():
            shown = max(error[at], figures.SMALLEST)
            right.plot(NUDGES[at], shown, "o", color=INK, markersize=11, markerfacecolor="none", markeredgewidth=2)
            told.append(f"{label} wrong by {error[at]:.1e}")
        right.axvline(NUDGES[at], color=INK, linewidth=0.8)
        return figure, f"{curve} at θ = 1, slope {slope(THETA):.6f}; ε = {epsilon:.2g}: {', '.join(told)}"

    return Exploration(draw, curve=choice("curve", CURVES), epsilon=log_slider("nudge ε", 1.0, -13, 0))


@cache
def hunted():
    """Return (parameters, X, Y) of the network of the hunt."""
    rng = np.random.default_rng(4)
    parameters = initialize_parameters_deep(LAYER_DIMS, seed=4)
    parameters |= {name: np.full(value.shape, 0.3) for name, value in parameters.items() if name[0] == "b"}
    return parameters, rng.normal(size=(LAYER_DIMS[0], 6)), np.array([[1.0, 0.0, 1.0, 1.0, 0.0, 0.0]])


@cache
def measured_at(epsilon):
    """Return the measured gradients of that network."""
    return nn.measured_gradients(*hunted(), epsilon)


def entry_differences(gradients, measured):
    """Return the relative difference of every entry of every gradient, 0 where claimed and measured are both 0."""
    found = {}
    for name, claimed in gradients.items():
        size = np.abs(claimed) + np.abs(measured[name])
        found[name] = np.abs(claimed - measured[name]) / np.where(size > 0, size, 1.0)
    return found


def explore_bug_hunt():
    """Return an exploration: plant a mistake in a layer, choose the nudge, and see which gradients are wrong."""

    def draw(bug, layer, epsilon):
        parameters, X, Y = hunted()
        measured, gradients = measured_at(epsilon), wrong_gradients(parameters, X, Y, bug, layer)
        by_name = {n: nn.relative_difference(gradients[n], measured[n]) for n in nn.names_in_order(gradients)}
        margins = {"left": 0.01, "right": 0.975, "bottom": 0.14, "top": 0.91, "wspace": 0.16}
        figure, axes = new_figure(1, 2, height=4.2, pyplot=False, margins=margins, width_ratios=(1.25, 1))
        figures.draw_suspects(entry_differences(gradients, measured), axes[0])
        figures.draw_by_name(by_name, axes[1])
        found = nn.locate_bug(parameters, gradients, X, Y, epsilon) or "none"
        together = nn.gradient_check_n(parameters, gradients, X, Y, epsilon)
        planted = "no bug" if bug == NO_BUG else f"{bug}, layer {layer}"
        told = f"{planted}; ε = {epsilon:.2g}: all together {together:.1e}, first above 1e-5 on the way back: {found}"
        return figure, told

    return Exploration(
        draw,
        bug=choice("planted mistake", [*sorted(BUGS, key=lambda bug: bug not in SPREADING), NO_BUG]),
        layer=slider("in layer", 2, 1, len(LAYER_DIMS) - 1, 1),
        epsilon=log_slider("nudge ε", 1e-5, -12, -1),
    )
