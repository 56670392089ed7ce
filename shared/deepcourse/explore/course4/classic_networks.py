"""The explorations of course 4, week 2: classic networks.

explore_costs       what each layer of a network costs: parameters, multiply-adds, numbers to keep
explore_stack       a stack of 3 x 3 layers in place of one large filter: its weights follow its width
"""

from deepcourse.cnn.summary import NETWORKS, summarize
from deepcourse.explore.exploration import Exploration, choice, slider, stops_slider
from deepcourse.figures.course4 import classic_networks as figures
from deepcourse.figures.style import new_figure

CLASSIC = ("LeNet-5", "AlexNet", "VGG-16")
MARGINS = {"left": 0.24, "right": 0.87, "bottom": 0.12, "top": 0.93}


def explore_costs(tables=None):
    """Return an exploration of the costs of each layer.

    tables : {name: table of `summarize`}; the three classic networks where it is left out
    """
    tables = tables or {name: summarize(NETWORKS[name]) for name in CLASSIC}

    def draw(network, measure):
        rows = figures.shown(tables[network])
        numbers = [figures.MEASURES[measure](row) for row in rows]
        figure, ax = new_figure(height=4.8, pyplot=False, margins=MARGINS)
        title = f"{network}: {figures.short(sum(numbers))} {measure} together"
        figures.draw_costs(tables[network], measure, title, ax)
        most = numbers.index(max(numbers))
        return figure, (
            f"{network}: {sum(numbers):,} {measure}, {numbers[most] / sum(numbers):.0%} of them in "
            f"{figures.name_of(rows[most])}"
        )

    return Exploration(draw, network=choice("network", tables), measure=choice("measure", figures.MEASURES))


def explore_stack():
    """Return an exploration: the weights of a stack of 3 x 3 layers, and of the large filter that it replaces."""

    def draw(f, n_C_prev, n_C, width):
        margins = {"left": 0.1, "right": 0.74, "bottom": 0.15, "top": 0.91}
        figure, ax = new_figure(height=3.5, pyplot=False, margins=margins)
        figures.draw_stack(f, n_C_prev, n_C, width, ax)
        layers, large = (f - 1) // 2, f * f * n_C_prev * n_C
        stack = 9 * (n_C_prev * width + (layers - 2) * width**2 + width * n_C)
        return figure, (
            f"{layers} layers of 3 × 3 with {width} filters in between have {stack:,} weights, "
            f"one layer of {f} × {f} has {large:,}: {stack / large:.2f} times as many"
        )

    return Exploration(
        draw,
        f=stops_slider("f of the large filter", [5, 7, 9, 11], 7),
        n_C_prev=stops_slider("input channels", [3, 16, 64, 96, 128], 64),
        n_C=stops_slider("output channels", [16, 64, 96, 128], 64),
        width=slider("filters in between", 64, 1, 256, 1),
    )
