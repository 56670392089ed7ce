"""The explorations of course 2, week 3, on frameworks.

explore_tensor_graph    the graph of your own expression of tensors, walked forward and backward, with its shapes
explore_descent         gradient descent on a parabola whose coefficients are fed as data
"""

import numpy as np

from deepcourse.explore.exploration import Exploration, slider, stops_slider
from deepcourse.figures.course2 import tensor_graph
from deepcourse.figures.course2 import what_a_framework_does as figures
from deepcourse.figures.style import new_figure
from deepcourse.nn.tensor import Tensor, train

STEPS = 50


def one_layer(W, X, b):
    """Return the mean of what a layer of tanh units says."""
    return (W @ X + b).tanh().mean()


def explore_tensor_graph(expression=one_layer, **arrays):
    """Return an exploration: an expression of tensors drawn as a graph, with a slider that walks forward and back.

    expression : function of the named arrays that returns the result; without it, one layer and the mean of its answers

    >>> explore_tensor_graph(lambda A, b: (A + b).sum(), A=np.ones((2, 3)), b=np.ones((2, 1))).still_sentence
    'du is complete; u sends (2, 3) to A and (2, 3) to b, summed to (2, 1)'
    """
    if not arrays:
        rng = np.random.default_rng(1)
        arrays = {"W": rng.normal(size=(2, 3)), "X": rng.normal(size=(3, 4)), "b": np.zeros((2, 1))}
    walk = tensor_graph.walk_of(expression, arrays)

    def draw(moment):
        figure, _ = new_figure(0, pyplot=False, margins={"left": 0, "right": 1})
        tensor_graph.draw_tensor_graph(walk, moment, figure)
        return figure, tensor_graph.tell(walk, moment)

    last = 2 * len(walk.senders)
    return Exploration(draw, still={"moment": last}, moment=stops_slider("moment", range(last + 1)))


def descend(a, b, c, learning_rate, steps):
    """Return the (steps + 1,) values of w that the engine's training goes through, from w = 0."""
    w, path = Tensor(0.0), []

    def cost():
        path.append(float(w.data))
        return a * w**2 + b * w + c

    train(cost, [w], learning_rate, steps)
    return np.array([*path, float(w.data)])


def explore_descent():
    """Return an exploration: steps on a w^2 + b w + c, with sliders for the coefficients, the rate and the steps."""

    def draw(a, b, c, learning_rate, steps):
        path = descend(a, b, c, learning_rate, steps)
        margins = {"left": 0.08, "right": 0.985, "bottom": 0.15, "top": 0.9, "wspace": 0.28}
        figure, axes = new_figure(1, 2, height=3.7, pyplot=False, margins=margins)
        figures.draw_descent((a, b, c), path, learning_rate, axes)
        told = f"{axes[0].get_title()}, learning rate {learning_rate:.3g}: w = {path[-1]:.5g} after {steps} "
        return figure, told + f"steps; the lowest point is at {-b / (2 * a):.5g}"

    return Exploration(
        draw,
        a=slider("a", 1.0, 0.5, 2.0, 0.25),
        b=slider("b", -10.0, -10.0, 10.0, 1.0),
        c=slider("c", 25.0, 0.0, 50.0, 5.0),
        learning_rate=slider("learning rate", 0.1, 0.05, 1.2, 0.05),
        steps=slider("steps", 20, 0, STEPS, 1),
    )
