"""Colours: words can be read, groups are told apart without colour too, and no value leaves a picture.

That all figures and explorations keep to it is asserted in `tests/figures/test_figures.py` and in
`tests/explore/test_explore.py`, where each of them is drawn anyway.
"""

import numpy as np
import pytest

from colours import ENOUGH, contrast, pale_texts, told_by_colour
from deepcourse.checking import present
from deepcourse.figures import style
from deepcourse.figures.course1 import deep_image_classifier, what_is_a_neural_network
from deepcourse.figures.course2 import batch_normalization, data_splits_and_diagnosis
from figures.drawings import figure_of
from quiet import SILENT

pytestmark = SILENT

PAPERS, GREYS = ("#ffffff", "#111111"), [str(level) for level in np.linspace(0, 1, 256)]


def test_pale_words_and_groups_of_one_look_are_noticed():
    figure, ax = style.new_figure(pyplot=False)
    ax.plot([0, 1], [0, 1], color=style.BLUE)
    ax.plot([0, 1], [1, 0], color=style.RED)
    ax.text(0.5, 0.1, "pale", color=style.ORANGE)
    assert len(told_by_colour(ax)) == 1
    assert [told.split(":")[0] for told in pale_texts(figure)] == ["'pale'"]


@pytest.mark.parametrize("colour", [*style.LEGIBLE.values(), style.BLUE, style.INK])
def test_colours_of_words_can_be_read_on_white(colour):
    assert contrast(colour, "white") >= ENOUGH


def test_black_or_white_can_be_read_on_any_colour():
    for rgb in np.random.default_rng(0).random((300, 3)):
        assert contrast(style.ink_on(rgb), rgb) >= ENOUGH


@pytest.mark.parametrize("colour", present.COLOURS.values(), ids=list(present.COLOURS))
def test_the_badges_of_a_check_can_be_read_whatever_the_theme(colour):
    """No single colour of letters has enough contrast to the paper of both themes, so a badge brings its own paper."""
    assert max(min(contrast(grey, paper) for paper in PAPERS) for grey in GREYS) < ENOUGH
    badge = dict(part.split(":") for part in present.BADGE.format(colour=colour).split(";"))
    assert badge["background"] == colour
    assert contrast(badge["color"], badge["background"]) >= ENOUGH


# --- nothing leaves the picture -------------------------------------------------------------------------------------


def test_limits_stay_for_usual_values_and_move_for_others():
    assert style.widened((0, 1), [0.2, np.nan, np.inf], 0.9) == (0, 1)
    low, high = style.widened((0, 1), [-0.5, 2.0])
    assert -0.7 < low < -0.5
    assert 2.0 < high < 2.2


POOR = {  # figures of a short run: hardly better than guessing
    "accuracies": lambda: deep_image_classifier.draw_accuracies({"one": [(0.55, 0.52)], "two": [(0.61, 0.30)]}),
    "amounts": lambda: what_is_a_neural_network.draw_data_and_size((10, 100), np.full((1, 2, 3), 0.4), ["small"]),
    "speed": lambda: what_is_a_neural_network.draw_speed({"sigmoid": [2.5, 2.4]}, 0.4),
    "fog": lambda: batch_normalization.draw_fog(np.array([0.0, 1.0]), {"with": np.full((2, 3), 0.2)}),
    "batches": lambda: batch_normalization.draw_batch_errors([2, 4], [3.0, 2.5], [9.0, 4.0]),
    "costs": lambda: data_splits_and_diagnosis.draw_costs({"one": [3.0, 2.0]}),
    "errors": lambda: data_splits_and_diagnosis.draw_learning_curves({"one": np.full((2, 3, 2), 0.8)}, [10, 100], 0.1),
}


@pytest.mark.parametrize("draw", POOR.values(), ids=list(POOR))
def test_poor_values_are_still_in_the_picture(draw):
    figure = figure_of(draw())
    figure.draw_without_rendering()
    for ax in figure.axes:
        for line in ax.lines:
            x, y = (np.asarray(values, dtype=float) for values in line.get_data())
            if len(y) > 1 and line.get_transform() == ax.transData:
                low, high = sorted(ax.get_ylim())
                left, right = sorted(ax.get_xlim())
                assert np.all((low <= y) & (y <= high) & (left <= x) & (x <= right))
