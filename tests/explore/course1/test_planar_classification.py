"""The explorations of planar_classification say what the reference says."""

import numpy as np
import pytest

from deepcourse import datasets
from deepcourse.explore.course1 import planar_classification as course1
from deepcourse.explore.course1 import planar_classification as explore
from deepcourse.nn import shallow_network as nn
from quiet import SILENT

pytestmark = SILENT


def test_the_border_stands_first_where_the_text_describes_it():
    X, Y = datasets.flower()
    learned = nn.nn_model(X, Y, 4, 2000, 1.0, seed=3)
    right = np.mean(nn.predict(learned, X) == Y)
    cost = nn.compute_cost(nn.forward_propagation(X, learned)[0], Y)
    sentence = explore.explore_decision_boundary().still_sentence
    assert sentence.startswith("4 hidden units, tanh, learning rate 1, after 2000 steps: ")
    assert sentence.endswith(f"cost {cost:.3f}, {right:.1%} of the points right")


def test_any_set_of_points_can_be_explored_and_an_unknown_one_is_named():
    assert "99.8% of the points right" in explore.explore_decision_boundary("moons").still_sentence
    with pytest.raises(ValueError, match="no points called 'roses'; choose one of 'flower', 'moons'"):
        explore.explore_decision_boundary("roses")


def test_one_hidden_unit_is_named_in_the_singular():
    made = explore.explore_decision_boundary()
    made.controls["hidden_units"].value = 1
    assert made.sentence.value.startswith("1 hidden unit, tanh")


def test_hidden_units_tell_the_weights_that_the_output_has_for_them():
    made = explore.explore_hidden_units()
    assert "W2 = (-7.1, 6.9, -0.1, -7.0), 96.5% of the points right" in made.still_sentence
    figure, _ = made.draw("flower", 2000)
    assert [ax.get_title() for ax in figure.axes][2:] == [
        "unit 3, weight -0.1",
        "unit 4, weight -7.0",
        "all together: $A_2$",
    ]


def test_trainings_are_recorded_once():
    course1.recorded.cache_clear()
    made = explore.explore_hidden_units()
    for step in made.controls["step"].options:
        made.controls["step"].value = step
    assert course1.recorded.cache_info().misses == 1
