"""The figures of initialization show the numbers that they were given, can be read, and leave nothing behind."""

import numpy as np
import pytest

from deepcourse.figures.course2 import initialization as figures
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

RNG = np.random.default_rng(4)
GAINS = {scale: [scale**depth for depth in range(40)] for scale in (1.5, 1.0, 0.5)}
PATHS = {title: RNG.normal(size=(20, 4, 2)) for title in ("all weights 0.5", "random weights")}
SUMS = {title: {n: RNG.normal(size=4000) * n**power for n in (10, 100)} for title, power in (("1", 0.5), ("1/n", 0))}
SIZES = {"random, 0.01": [0.1, 0.01, 0.001], "He, 2/n": [1.0, 0.9, 1.1]}
ARRAYS = [RNG.normal(size=(30, 8)) * 10.0**-layer for layer in range(12)]
CURVES = {
    "zeros": np.full((1, 30), np.log(2)),
    "random, 1": np.full((3, 30), 1e9),
    "He, 2/n": np.exp(-np.arange(30) / 20) * RNG.uniform(0.5, 0.8, size=(3, 1)),
}
POINTS, LABELS = RNG.normal(size=(2, 20)), np.arange(20)[None, :] % 2


def signals(values=False):
    rows = figures.value_histograms(ARRAYS) if values else figures.size_histograms(ARRAYS)
    _, axes = new_figure(1, 2, height=5)
    return figures.draw_signals(rows, figures.size_histograms(ARRAYS), axes, "errors dZ", values=values)


DRAWINGS = {  # figure: how the notebook draws it
    "gains": lambda: figures.draw_gains(GAINS),
    "paths": lambda: figures.draw_paths(PATHS),
    "sums": lambda: figures.draw_sums(SUMS),
    "half": lambda: figures.draw_half(RNG.normal(size=5000)),
    "sizes": lambda: figures.draw_sizes(SIZES, {"He, 2/n": [1.0, 1.0, 1.0]}),
    "signals": signals,
    "signals of tanh": lambda: signals(values=True),
    "training": lambda: figures.draw_training(CURVES, title="3 layers"),
    "answers": lambda: figures.draw_answers(
        np.full((9, 9), 0.5), (-2, 2, -2, 2), POINTS, LABELS, new_figure()[1], "learned"
    ),
}


def test_ridges_stand_where_the_sizes_are():
    rows, medians = figures.size_histograms(ARRAYS)
    middles = (figures.BINS[1:] + figures.BINS[:-1]) / 2
    for layer, (row, median) in enumerate(zip(rows[:6], medians, strict=False)):
        assert row.max() == 1
        assert median == pytest.approx(np.log10(np.median(np.abs(ARRAYS[layer]))), abs=1e-3)
        assert abs(middles[row.argmax()] - median) < 0.7


def test_zeros_have_no_size_and_what_is_too_large_or_small_is_counted_on_the_edge():
    rows, medians = figures.size_histograms([np.array([0.0, 0.0, 1.0]), np.zeros(4), np.array([1e-30, 1e30, 1e30])])
    assert medians == [0.0, figures.POWERS[0], 30.0]
    assert not rows[1].any()
    assert rows[2][-1] == 1
    assert rows[2][0] > 0


def test_value_histograms_are_over_minus_one_to_one():
    rows, _ = figures.value_histograms([np.array([-1.0, 1.0, 1.0, 1.0])])
    assert rows[0][-1] == 1
    assert rows[0][0] == pytest.approx(1 / 3)


def test_the_share_that_relu_keeps_is_measured():
    z = np.array([-1.0, -1.0, -2.0, 1.0, 2.0, 2.0])
    assert "60.0%" in figures.draw_half(z)[1].get_title()


def test_curves_show_the_mean_of_the_seeds_and_say_what_left_the_chart():
    ax = figures.draw_training(CURVES)
    lines = {line.get_label(): line.get_ydata() for line in ax.lines if not line.get_label().startswith("_")}
    assert list(lines) == ["zeros", "random, 1: off chart", "He, 2/n"]
    np.testing.assert_allclose(lines["He, 2/n"], CURVES["He, 2/n"].mean(axis=0))


def test_predicted_sizes_are_circles_on_the_measured_lines():
    ax = figures.draw_sizes(SIZES, {"He, 2/n": [1.0, 1.0, 1.0]})
    circles = [line for line in ax.lines if line.get_marker() == "o"]
    assert [list(line.get_ydata()) for line in circles] == [[1.0, 1.0, 1.0]]
