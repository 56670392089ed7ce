"""The figures of gradient_checking show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.figures.course2 import gradient_checking as figures
from deepcourse.figures.style import GREEN, ORANGE, new_figure
from deepcourse.nn import gradient_checking as nn
from quiet import SILENT

pytestmark = SILENT

NUDGES = 10.0 ** -np.arange(0, 15.01, 0.25)
ERRORS = {"one side": NUDGES / 2 + 1e-16 / NUDGES, "two sides": NUDGES**2 / 6 + 1e-16 / NUDGES}
GUIDES = ((1, 0.5, "slope 1"), (2, 1 / 6, "slope 2"))
DIFFERENCES = {"dW1": np.full((4, 3), 0.4), "db1": np.full((4, 1), 1e-10), "dW2": np.zeros((1, 4)),
               "db2": np.array([[1.0]])}  # fmt: skip


def panel(draw):
    """Draw upon the left one of two axes, as an exploration does."""
    _, axes = new_figure(1, 2, height=4.2)
    draw(axes[1])
    return draw(axes[0])


DRAWINGS = {  # figure: how the notebook draws it
    "trainings": lambda: figures.draw_trainings({"gradient A": np.ones((3, 9)), "gradient B": np.zeros((3, 9))}),
    "secants": lambda: figures.draw_secants("θ³", lambda t: t**3, lambda t: 3 * t**2, 1.0, 0.5),
    "valleys": lambda: figures.draw_valleys(NUDGES, ERRORS, "Errors", guides=GUIDES, marked=((1.5e-8, "1.5e-8"),)),
    "kink": lambda: figures.draw_kink(0.3, 1.0),
    "masks": lambda: figures.draw_masks(np.arange(5), {"fixed": np.arange(5), "fresh": np.ones(5)}),
    "suspects": lambda: panel(lambda ax: figures.draw_suspects(DIFFERENCES, ax)),
    "by name": lambda: panel(lambda ax: figures.draw_by_name({"dW1": 0.3, "db1": 0.0, "dW2": 1e-10}, ax)),
}
EXCUSED = {"kink": {"width"}}


def test_secants_have_the_slopes_that_the_legend_says():
    ax = figures.draw_secants("θ³", lambda t: t**3, lambda t: 3 * t**2, 1.0, 0.5)
    told = [text.get_text() for text in ax.get_legend().get_texts()]
    assert told == ["J = θ³", "tangent: 3.000000", "one side: 4.750000", "two sides: 3.250000"]
    slopes = [np.diff(line.get_ydata()) / np.diff(line.get_xdata()) for line in ax.lines[1:4]]
    np.testing.assert_allclose(np.ravel(slopes), [3, 4.75, 3.25])


def test_guides_have_their_order_and_sides_their_colours():
    ax = figures.draw_valleys(NUDGES, ERRORS, "Errors", guides=GUIDES)
    assert [line.get_color() for line in ax.lines[:2]] == [ORANGE, GREEN]
    orders = [nn.measured_order(line.get_xdata(), line.get_ydata()) for line in ax.lines[2:4]]
    assert orders == pytest.approx([1, 2])


def test_the_corner_mixes_both_slopes():
    ax = figures.draw_kink(0.3, 1.0)
    assert ax.get_legend().get_texts()[1].get_text() == "measured: 0.65"


def test_right_is_blue_wrong_is_red_and_thick():
    right, wrong = figures.shade(np.array([0.0, 1.0]))
    assert right[2] > 0.6 > 0.3 > right[0]
    assert wrong[0] > 0.8 > 0.2 > wrong[2]
    ax = panel(lambda ax: figures.draw_suspects(DIFFERENCES, ax))
    first, second = ax.collections[0], ax.collections[2]
    assert set(first.get_linewidths()) == {3.4}
    assert set(second.get_linewidths()) == {1.6}
