"""The explorations of gradient_checking say what the reference says, on axes and colours that stay where they are."""

import numpy as np
import pytest

from deepcourse.experiments.course2.planted_bugs import BUGS, first_wrong
from deepcourse.explore.course2 import gradient_checking as course2
from deepcourse.explore.course2 import gradient_checking as explore
from deepcourse.nn import gradient_checking as nn
from deepcourse.nn.building_blocks import L_model_forward
from quiet import SILENT

pytestmark = SILENT


def test_the_secants_tell_the_errors_of_the_definition():
    made = explore.explore_secants()
    made.controls["epsilon"].value = 0.01
    one, two = (np.exp(1.01) - np.exp(1)) / 0.01 - np.exp(1), (np.exp(1.01) - np.exp(0.99)) / 0.02 - np.exp(1)
    assert made.sentence.value.endswith(f"ε = 0.01: one side wrong by {one:.1e}, two sides wrong by {two:.1e}")


@pytest.mark.parametrize("curve", course2.CURVES)
def test_errors_fall_with_order_1_and_2_and_rise_again(curve):
    errors, far = course2.errors_of(curve), slice(-25, -8)  # nudges from 0.001 to 0.1
    orders = [nn.measured_order(course2.NUDGES[far], errors[label][far]) for label in ("one side", "two sides")]
    assert orders == pytest.approx([1, 2], abs=0.1)
    assert np.mean(errors["two sides"][:8]) > 1e4 * np.min(errors["two sides"])


def test_axes_do_not_move():
    for made, values in (
        (explore.explore_secants(), [("exp θ", 1e-13), ("exp θ", 1.0)]),
        (explore.explore_bug_hunt(), [("none", 1, 1e-12), (BUGS[0], 3, 0.1)]),
    ):
        shown = [made.draw(*value)[0].axes for value in values]
        limits = [[(ax.get_xlim(), ax.get_ylim()) for ax in axes] for axes in shown]
        assert limits[0] == limits[1]


@pytest.mark.parametrize("layer", [1, 2, 3])
@pytest.mark.parametrize("bug", BUGS)
def test_the_hunt_names_the_planted_mistake(bug, layer):
    _, sentence = explore.explore_bug_hunt().draw(bug, layer, 1e-5)
    nothing = bug == "slope of ReLU left out" and layer == 3
    assert sentence.endswith(f"on the way back: {'none' if nothing else first_wrong(bug, layer)}")


def test_no_sum_of_the_hunted_network_is_near_a_corner_and_the_innocent_are_accused_where_the_text_says():
    parameters, X, Y = course2.hunted()
    assert min(np.abs(Z).min() for _, Z in L_model_forward(X, parameters)[1]) > 0.04
    right = nn.network_gradients(parameters, X, Y)
    found = [nn.locate_bug(parameters, right, X, Y, epsilon) for epsilon in (1e-12, 1e-9, 1e-5, 1e-2, 1e-1)]
    assert [bool(name) for name in found] == [True, False, False, False, True]


def test_entries_that_are_both_zero_agree():
    zero = {"dW1": np.zeros((1, 2))}
    np.testing.assert_array_equal(course2.entry_differences(zero, zero)["dW1"], [[0, 0]])
