"""The figures of inception_and_efficient_convolutions: what each shows."""

import numpy as np
import pytest

from deepcourse.datasets import load_kinds
from deepcourse.explore.course4 import inception_and_efficient_convolutions as explore
from deepcourse.figures.course4 import inception_and_efficient_convolutions as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from quiet import SILENT

pytestmark = SILENT

NAMES, BUILT, DIRECT = ["3a", "3b", "4a"], [128e6, 304e6, 74e6], [308e6, 867e6, 313e6]


def mixing(*weights):
    figure, _ = new_figure(0, height=3.4)
    figures.draw_mixing(explore.small("coffee"), weights, figure)
    return figure.axes[1]


def reduction(*numbers):
    _, ax = new_figure(height=2.6)
    return figures.draw_reduction(*numbers, "32 filters of 5 × 5, width 16", ax)


def linear_end(n, relu):
    figure, _ = new_figure(0, height=4.2)
    back, error, _ = explore.there_and_back(n, relu, 0)
    return figures.draw_linear_end(explore.spiral(), back, error, n, relu, figure)[0]


DRAWINGS = {  # figure: how the notebook draws it
    "mixing": lambda: mixing(1.0, -0.5, -0.5),
    "reduction": lambda: reduction(120422400, 2408448, 10035200),
    "dear reduction": lambda: reduction(1e6, 5e6, 2e6),
    "modules": lambda: figures.draw_modules(NAMES, BUILT, DIRECT),
    "linear end": lambda: linear_end(2, True),
    "kinds": lambda: figures.draw_kinds(load_kinds()[0]),
}

EXCUSED = {"mixing": {"xlabel", "ylabel"}}


def test_the_map_is_the_weighted_sum_of_the_channels():
    figure, _ = new_figure(0)
    image = explore.small("cat")
    answers = figures.draw_mixing(image, (0.5, -0.25, 1.0), figure)
    np.testing.assert_allclose(answers, 0.5 * image[..., 0] - 0.25 * image[..., 1] + image[..., 2])


def test_the_bars_of_a_reduction_are_its_multiplications():
    widths = [bar.get_width() * 1e6 for bar in reduction(120422400, 2408448, 10035200).patches]
    assert widths == pytest.approx([120422400, 2408448, 10035200])


def test_the_bars_of_the_modules_are_their_multiply_adds():
    widths = [bar.get_width() * 1e6 for bar in figures.draw_modules(NAMES, BUILT, DIRECT).patches]
    assert sorted(widths) == pytest.approx(sorted(BUILT + DIRECT))


def test_the_kinds_are_told_in_words():
    networks, _ = load_kinds()
    told = description(figures.draw_kinds(networks).figure)
    assert all(f"{one.kind}: {100 * one.errors.mean():.1f}" in told for one in networks)
