"""The explorations of one_and_three_dimensions: what their text says is what they show."""

import numpy as np
import pytest

from deepcourse.explore.course4 import one_and_three_dimensions as explore


def test_the_filters_are_what_their_names_say():
    made = explore.filters()
    assert made["mean of 21 samples"].sum() == pytest.approx(1)
    assert made["later minus earlier"].sum() == pytest.approx(0)
    assert made["a beat"] @ np.arange(len(made["a beat"])) == pytest.approx(0)


def test_the_window_opens_before_its_last_place():
    opened = explore.explore_filter()
    assert f"from sample {explore.FIRST} " in opened.first_sentence
    assert "a beat" in opened.still_sentence


@pytest.mark.parametrize(
    ("f", "growth", "seen"),
    [(2, "all 1", 4), (2, "doubled", 8), (2, "times four", 8), (3, "tripled", 27), (3, "doubled", 15)],
)
def test_a_stack_sees_so_many_samples(f, growth, seen):
    figure, _ = explore.explore_stack().draw(f, growth, explore.LAYERS)
    orange = [line for line in figure.axes[0].lines if line.get_color() == "#E69F00"]
    assert len(orange) == seen


def test_the_samples_are_not_shown_before_the_last_layer_is_followed():
    figure, _ = explore.explore_stack().draw(2, "doubled", 1)
    assert not [line for line in figure.axes[0].lines if line.get_color() == "#E69F00"]
