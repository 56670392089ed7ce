"""The figures of classic_networks: what each shows."""

import numpy as np
import pytest

from deepcourse.cnn import summary
from deepcourse.cnn.lenet_1998 import C3
from deepcourse.datasets import load_eras
from deepcourse.figures.course4 import classic_networks as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

TABLES = {name: summary.summarize(summary.NETWORKS[name]) for name in ("LeNet-5", "AlexNet", "VGG-16")}


def costs(name, measure):
    _, ax = new_figure(height=4.8)
    return figures.draw_costs(TABLES[name], measure, name, ax)


def stack(*numbers):
    _, ax = new_figure(height=3.5)
    return figures.draw_stack(*numbers, ax)


DRAWINGS = {  # figure: how the notebook draws it
    "costs of LeNet": lambda: costs("LeNet-5", "parameters"),
    "costs of VGG": lambda: costs("VGG-16", "multiply-adds"),
    "memory of AlexNet": lambda: costs("AlexNet", "numbers to keep"),
    "parts": lambda: figures.draw_parts(TABLES)[0],
    "connections": lambda: figures.draw_connections(C3),
    "stack": lambda: stack(7, 64, 64, 64),
    "dear stack": lambda: stack(5, 3, 16, 256),
    "eras": lambda: figures.draw_eras(load_eras())[0],
}


@pytest.mark.parametrize("measure", figures.MEASURES)
def test_the_bars_are_the_numbers_of_the_table(measure):
    ax = costs("AlexNet", measure)
    rows = figures.shown(TABLES["AlexNet"])
    bars = {round(bar.get_y() + bar.get_height() / 2): bar.get_width() for bar in ax.patches}
    assert [bars[place] for place in range(len(rows))] == [figures.MEASURES[measure](row) for row in rows]


def test_the_parts_of_a_network_are_the_whole():
    for ax in figures.draw_parts(TABLES):
        widths = [bar.get_width() for bar in ax.patches]
        assert sum(widths) == pytest.approx(300)


def test_the_connections_are_told_in_words():
    told = description(figures.draw_connections(C3).figure)
    assert "6 maps and 16 filters" in told
    assert sum(patch.get_facecolor()[:3] != (1, 1, 1) for patch in figures.draw_connections(C3).patches) == C3.sum()


def test_the_lines_of_a_stack_cross_where_it_may_be_no_wider():
    ax = stack(7, 64, 64, 98)
    curve, large, mark = ax.lines
    at, limit = np.asarray(curve.get_ydata()), large.get_ydata()[0]
    assert at[98] <= limit < at[99]
    assert mark.get_ydata()[0] == at[98]


@pytest.mark.parametrize(("number", "told"), [(102764544, "103 million"), (15.47e9, "15.5 billion"), (84, "84")])
def test_large_numbers_are_told_in_words(number, told):
    assert figures.short(number) == told
