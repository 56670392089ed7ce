"""The figures of digit_recognizer show the numbers that they were given, and say them."""

import numpy as np
import pytest

from deepcourse.figures.course4 import digit_recognizer as figures
from deepcourse.figures.description import description
from deepcourse.figures.images import mosaic
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(0)
X = RNG.uniform(size=(64, 28, 28, 1))
LABELS = np.arange(64) % 10
ANSWERS = np.where(np.arange(64) % 4 == 1, (LABELS + 3) % 10, LABELS)
SURE = np.linspace(0.3, 0.99, 64)
MAPS = np.maximum(RNG.normal(size=(14, 14, 6)), 0)
COUNTS = np.diag(np.arange(10) + 5) + np.eye(10, k=2, dtype=int)
CURVES = {"LeNet": [0.97, 0.95, 0.88, 0.68, 0.46], "dense": [0.94, 0.87, 0.63, 0.35, 0.19], "small": [0.9] * 5}


def two(draw, *arguments):
    """Return the axes of a figure with two panels, drawn on by a function."""
    _, axes = new_figure(1, 2, height=3.4)
    return draw(axes, X[0, :, :, 0], *arguments)


DRAWINGS = {  # figure: how the notebook draws it
    "mistakes": lambda: figures.draw_mistakes(X, ANSWERS, SURE, LABELS),
    "confusions": lambda: figures.draw_confusions(COUNTS, tuple("0123456789")),
    "filters": lambda: figures.draw_filters(RNG.normal(size=(5, 5, 1, 6))),
    "both-layers": lambda: figures.draw_both_layers(X[0, :, :, 0], MAPS, MAPS[:5, :5].repeat(3, axis=2)[:, :, :16]),
    "maps": lambda: two(figures.draw_maps, MAPS - 0.3, "convolution 1: 6 maps, 14 by 14", 2.0),
    "answer": lambda: two(figures.draw_answer, np.full(10, 0.1), 3),
    "shifts": lambda: figures.draw_shifts(range(5), CURVES),
}

PICTURES = {"xlabel", "ylabel"}
EXCUSED = {"mistakes": PICTURES, "filters": PICTURES, "both-layers": PICTURES, "maps": PICTURES, "answer": PICTURES}


def test_the_most_confident_mistakes_are_shown_first():
    axes = DRAWINGS["mistakes"]()
    wrong = [i for i in range(63, -1, -1) if i % 4 == 1]
    titles = [ax.get_title() for ax in axes.flat if ax.images]
    assert titles == [f"{LABELS[i]} read as {ANSWERS[i]}\n{SURE[i]:.1%}" for i in wrong]
    assert "16 of 64 digits were read wrongly" in description(axes.flat[0].figure)


def test_a_network_without_mistakes_can_be_drawn():
    axes = figures.draw_mistakes(X, LABELS, SURE, LABELS)
    assert description(axes.flat[0].figure).startswith("0 of 64 digits were read wrongly")


def test_a_mosaic_holds_every_map_once():
    picture = mosaic(np.moveaxis(MAPS, 2, 0), 4)
    assert picture.shape == (29, 59)
    np.testing.assert_array_equal(picture[15:, 15:29], MAPS[:, :, 5])
    assert np.isfinite(picture).sum() == MAPS.size


def test_maps_say_where_their_largest_number_stands():
    maps = np.zeros((5, 4, 3))
    maps[2, 1, 0] = 7.5
    axes = two(figures.draw_maps, maps, "a layer", 8.0)
    assert "the largest number, 7.50, is in map 0, row 2, column 1" in description(axes[0].figure)


@pytest.mark.parametrize("names", [["LeNet"], ["LeNet", "dense"]])
def test_each_network_has_a_line_of_its_own(names):
    ax = figures.draw_shifts(range(5), {name: CURVES[name] for name in names})
    lines = {line.get_label(): line for line in ax.get_lines()}
    for name in names:
        np.testing.assert_array_equal(lines[name].get_ydata(), CURVES[name])
    assert len({line.get_marker() for name, line in lines.items() if name in names}) == len(names)
