"""The explorations of edges_and_filters say what the reference says."""

import re

import numpy as np
import pytest

from deepcourse.cnn import filters as cnn
from deepcourse.explore.course4 import edges_and_filters as explore
from quiet import SILENT

pytestmark = SILENT


def test_the_editor_answers_as_the_reference_does():
    made = explore.explore_filter_editor()
    kernel = np.arange(-4.0, 5.0)
    told = made.draw("palace", tuple(kernel), 25, 50, explore.SIGNED)[1]
    row, column = (int(n) for n in re.search(r"row (\d+), column (\d+)", told).groups())
    answers = cnn.convolve2d(explore.wide("palace"), kernel.reshape(3, 3))
    assert f"answers {answers[row - 1, column - 1]:.3f}" in told
    assert f"{np.mean(answers > 1e-9):.0%} of the answers positive" in told


@pytest.mark.parametrize("name", explore.SHOWN)
def test_every_photograph_is_cut_to_three_by_two(name):
    n_H, n_W = explore.wide(name).shape
    assert n_W / n_H == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("corner", [0, 100])
def test_the_window_stays_inside_the_photograph(corner):
    explore.explore_filter_editor().draw("brick", (1.0,) * 9, corner, corner, explore.SIGNED)


def test_choosing_a_filter_moves_the_map_and_typing_a_number_makes_it_ones_own():
    made = explore.explore_filter_editor()
    control, before = made.controls["kernel"], made.picture.value
    control.menu.value = "blur"
    assert made.picture.value != before
    assert "sum to 0.999" in made.sentence.value
    control.fields[4].value = 5.0
    assert control.menu.value == "your own"
    assert made.values["kernel"][4] == 5.0


def test_the_stepper_counts_as_the_formula_does():
    made = explore.explore_stepper()
    for f, p, s in ((1, 0, 1), (3, 1, 2), (3, 2, 3), (5, 0, 4), (4, 2, 1)):
        rows, columns = (cnn.output_size(n, f, p, s) for n in (5, 7))
        told = made.draw(f, p, s, 60)[1]
        assert f"the output is {rows} x {columns}" in told
        at = min(60, rows * columns)
        assert f"window {at} of {rows * columns}" in told
        answers = cnn.convolve2d(explore.SMALL, explore.compare_sides(f), p, s)
        assert re.search(r"answers (−?[\d,]+)", told)[1].replace("−", "-") == str(int(answers.ravel()[at - 1]))


def test_the_stepper_opens_on_the_answer_worked_out_by_hand():
    told = explore.explore_stepper().first_sentence
    assert "window 1 of 15 starts at row 0, column 0 and answers 22" in told
