"""The explorations of course 1, week 2: derivatives.

explore_nudge       a function, a point and a nudge: secants and tangent, with their slopes
explore_backward    the graph of your own expression, and the backward walk through it, step by step
"""

import numpy as np

from deepcourse.explore.exploration import Exploration, choice, log_slider, slider, stops_slider
from deepcourse.figures.course1 import derivatives_and_computation_graphs as figures
from deepcourse.figures.course1.graph_layout import lay_out, trace
from deepcourse.figures.style import new_figure
from deepcourse.nn.autodiff import Value

FUNCTIONS = {  # name: function, its slope, and the axis that shows it
    "a²": (np.square, lambda a: 2 * a, (-4, 16)),
    "a³": (lambda a: a**3, lambda a: 3 * a**2, (-16, 64)),
    "log a": (np.log, lambda a: 1 / a, (-2.5, 2.5)),
    "3a": (lambda a: 3 * a, lambda a: 3 + 0 * a, (-3, 15)),
}


def explore_nudge():
    """Return an exploration: the slope of a function at a point, measured with a nudge to one side and to both."""

    def draw(function, point, nudge):
        f, slope, limits = FUNCTIONS[function]
        margins = {"left": 0.08, "right": 0.98, "bottom": 0.14, "top": 0.91}
        figure, ax = new_figure(height=3.8, pyplot=False, margins=margins)
        figures.draw_nudge(function, f, slope, point, nudge, ax, limits)
        one, two = (f(point + nudge) - f(point)) / nudge, (f(point + nudge) - f(point - nudge)) / (2 * nudge)
        told = f"{function} at a = {point:g}, nudge {nudge:.3g}: slope {slope(point):.6g}; one side {one:.6g}, "
        return figure, told + f"two sides {two:.6g}"

    return Exploration(
        draw,
        function=choice("function", FUNCTIONS),
        point=slider("point a", 2.0, 1.2, 3.0, 0.1),
        nudge=log_slider("nudge", 1.0, -3, 0),
    )


def explore_backward(expression, engine=Value, **numbers):
    """Return an exploration: an expression drawn as a graph, with a slider that walks back through it.

    expression : function of the named numbers that returns the result, such as `lambda a, b: a * b + a`
    engine : your own class `Value`; without one, and where yours is not finished yet, the package's

    >>> explore_backward(lambda a, b, c: 3 * (a + b * c), a=5, b=3, c=2).still_sentence
    'du = 3 is complete; u sends 2 × 3 = 6 to b and 3 × 3 = 9 to c. Done: da = 3, db = 6, dc = 9'
    """
    ordered = trace(expression, numbers, engine)
    layout = lay_out(ordered)
    own = isinstance(ordered[0].value, engine)
    note = "" if own else f" (computed by the package: your {engine.__name__} is not finished yet)"

    def draw(step):
        figure, _ = new_figure(0, pyplot=False, margins={"left": 0, "right": 1})
        figures.draw_graph(ordered, step, figure, layout)
        return figure, figures.story(ordered, step) + note

    last = len(figures.senders(ordered))
    return Exploration(draw, still={"step": last}, step=stops_slider("step", range(last + 1)))
