"""The figures of transfer_and_augmentation: what each shows."""

import numpy as np
import pytest

from deepcourse.cnn.augmentation import color_components
from deepcourse.cnn.fine_tuning import hide_from_features
from deepcourse.datasets import load_augmented, load_photograph, load_transfers
from deepcourse.experiments.course4.transfers import FROZEN, LAST
from deepcourse.figures.course4 import transfer_and_augmentation as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

RECORDS, CHANGED = load_transfers(), load_augmented()
TIMES = {
    "one after the other": ([(0.0, 0.01), (0.02, 0.03)], [(0.01, 0.02), (0.03, 0.04)]),
    "a worker in the background": ([(0.0, 0.01), (0.01, 0.02)], [(0.01, 0.02), (0.02, 0.03)]),
}


EXCUSED = {
    "reached": {"ylabel"},
    "two": {"xlabel", "ylabel"},
    "changed": {"title", "xlabel", "ylabel"},
}  # pictures are not measured


def on(draw, *arguments, height=3.0):
    _, ax = new_figure(height=height)
    return draw(*arguments, ax)


def photographs():
    return np.stack([load_photograph(name)[:60, :80] for name in ("cat", "coffee")])


def colours():
    pixels = photographs().reshape(-1, 3)
    return figures.draw_colours(pixels[::8], *color_components(photographs()))


DRAWINGS = {  # figure: how the notebook draws it
    "ways": lambda: figures.draw_ways(RECORDS),
    "frozen": lambda: on(figures.draw_frozen, FROZEN, LAST),
    "reached": lambda: on(figures.draw_reached, RECORDS, 10),
    "two": lambda: figures.draw_two(hide_from_features(8, 12, 3), np.array([[0.1, 0.4, 0.2], [0.2, 0.3, 0.2]])),
    "changed": lambda: figures.draw_changed([photographs(), 1 - photographs()], ["photographs", "negatives"]),
    "colours": colours,
    "augmented": lambda: figures.draw_augmented(CHANGED),
    "timeline": lambda: figures.draw_timeline(TIMES),
}


@pytest.mark.parametrize("way", figures.LOOKS)
def test_a_line_goes_through_the_means_of_the_record(way):
    [line] = [line for line in figures.draw_ways(RECORDS).lines if line.get_label() == f"{way}, mean of seeds"]
    means = [
        np.mean([1 - one.accuracy for one in RECORDS if (one.way, one.size) == (way, s)]) for s in line.get_xdata()
    ]
    np.testing.assert_allclose(line.get_ydata(), 100 * np.array(means))


def test_what_is_frozen_is_told():
    told = description(on(figures.draw_frozen, FROZEN, LAST).figure)
    assert "Freeze all: 21 of 21 steps are frozen, 0 learn" in told
    assert "freeze none: 0 of 21 steps are frozen, 21 learn" in told


def test_a_component_is_as_long_as_its_spread():
    variances, components = color_components(photographs())
    [first] = [line for line in colours()[0].lines if line.get_label() == "component 1"]
    length = np.hypot(*np.diff(first.get_xydata(), axis=0)[0])
    assert length == pytest.approx(2 * np.sqrt(variances[0]) * np.hypot(*components[:2, 0]))


def test_the_timeline_says_how_long_it_took():
    assert "2 mini-batches are made and used in 30 milliseconds" in description(figures.draw_timeline(TIMES)[0].figure)
