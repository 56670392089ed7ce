"""The figures of convolution_step_by_step show the numbers that they were given, and say them."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from deepcourse.figures.course4 import convolution_step_by_step as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import RED, new_figure
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(0)
PHOTOGRAPH = RNG.uniform(size=(30, 45, 3))
PADDED, W = np.arange(60.0).reshape(5, 6, 2) % 7 - 3, np.arange(18.0).reshape(3, 3, 2) % 4 - 1
Z = np.array([[1.0, -2.0], [np.nan, np.nan]])
GRADIENT = np.pad(RNG.uniform(0.1, 1, size=(10, 10)), 4)


def place():
    figure, _ = new_figure(0, height=5.6)
    return figures.draw_place(figure, PADDED, W, -1.0, Z, (0, 1), 1, 2, 0)


def shares(window=(2, 1, 2, 2), at=(1, 1)):
    _, axes = new_figure(1, 4, height=2.5)
    tables = {"A_prev": PADDED[..., 0], "dZ": np.ones((4, 5)), "share": Z, "dA_prev": np.abs(PADDED[..., 1])}
    return figures.draw_shares(axes, tables, window, at, 2)


def numbers():
    _, ax = new_figure(height=3)
    return figures.draw_numbers(ax, Z, "Z", mark=(0, 1))


DRAWINGS = {  # figure: how the notebook draws it
    "numbers": numbers,
    "place": place,
    "shares": shares,
    "layer": lambda: figures.draw_layer(PHOTOGRAPH, RNG.normal(size=(30, 45)), RNG.uniform(size=(15, 22)), "a filter"),
    "field": lambda: figures.draw_field(
        PHOTOGRAPH[:18, :18], {"max pooling": GRADIENT * (GRADIENT > 0.5), "average pooling": GRADIENT}, (24, 24)
    ),
}

EXCUSED = {"layer": {"ylabel"}, "field": {"ylabel"}}


def texts(ax):
    return [text.get_text() for text in ax.texts]


def framed(ax):
    """Return (row, column, rows, columns) of the thick frames."""
    thick = [patch for patch in ax.patches if patch.get_linewidth() > 2]
    assert all(patch.get_edgecolor() == to_rgba(RED) for patch in thick)
    return [(patch.get_y(), patch.get_x(), patch.get_height(), patch.get_width()) for patch in thick]


def test_a_table_shows_its_numbers_and_says_them():
    ax = numbers()
    assert texts(ax) == ["1", "−2"]
    assert framed(ax) == [(0, 1, 1, 1)]
    assert "2 rows of 2 numbers: 1 −2; empty empty" in description(ax.figure)


def test_a_place_adds_up_to_the_entry_that_it_fills():
    axes = place()
    assert framed(axes[0, 0]) == framed(axes[0, 1]) == [(0, 2, 3, 3)]
    sums = [np.sum(PADDED[0:3, 2:5, c] * W[..., c]) for c in range(2)]
    [told] = texts(axes[1, 2])
    assert told.endswith(f"= {sum(sums) - 1:.0f}".replace("-", "−"))
    assert axes[1, 0].get_title().endswith(f"sum of products {sums[0]:.0f}".replace("-", "−"))


@pytest.mark.parametrize(("number", "inside", "told"), [(-3, True, "(−3)"), (-3, False, "−3"), (-0.0, False, "0")])
def test_numbers_are_written_as_in_print(number, inside, told):
    assert figures.written(number, inside=inside) == told


def test_before_the_first_step_nothing_is_framed():
    assert [framed(ax) for ax in shares(None, None)] == [[], [], [], []]
    assert framed(shares()[1]) == [(1, 1, 1, 1)]


def test_a_field_counts_the_pixels_that_reach_it():
    axes = DRAWINGS["field"]()
    assert axes[2].get_title() == "average pooling: 100 pixels reach it"
    assert "columns 28 to 37 and rows 28 to 37" in description(axes[0].figure)
