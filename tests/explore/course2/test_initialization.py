"""The explorations of initialization say what the reference says, and what the text cites."""

import numpy as np
import pytest

from deepcourse.explore.course2 import initialization as course2
from deepcourse.explore.course2 import initialization as explore
from deepcourse.nn import initialization as nn
from quiet import SILENT

pytestmark = SILENT

STEPS = 12


def medians(depth, scale, activation, which):
    return np.array(course2.signals(depth, scale, activation)[0][which][1])


@pytest.mark.parametrize("which", ["A", "dZ"])
def test_ridges_of_relu_stand_upright_at_the_root_of_two_and_lean_elsewhere(which):
    for scale in (0.5, 1.0, 1.41, 2.0, 3.0):
        found = medians(20, scale, "relu", which)
        per_layer = (found[-1] - found[0]) / (len(found) - 1) * (1 if which == "A" else -1)
        assert per_layer == pytest.approx(np.log10(scale / np.sqrt(2)), abs=0.06)


def test_gradients_of_the_weights_have_one_size_where_signals_fade():
    fading = medians(16, 1.0, "relu", "dW")[1:]  # the first layer has other inputs
    assert np.ptp(fading) < 0.6 < 1.5 < np.ptp(medians(16, 1.0, "relu", "A"))


def test_signals_are_those_of_the_reference():
    X, Y = course2.pictures()
    A, dZ, _ = nn.layer_signals(X, Y, course2.scaled(5, 1.2), "relu")
    sizes = [np.log10(np.median(np.abs(values[values != 0]))) for values in (A[-1], dZ[0])]
    np.testing.assert_allclose((medians(5, 1.2, "relu", "A")[-1], medians(5, 1.2, "relu", "dZ")[0]), sizes)


def test_the_sentence_tells_what_the_text_cites():
    made = explore.explore_signals()
    assert "a typical A[15] is 0.0061" in made.sentence.value
    made.controls["depth"].value = 20
    made.controls["scale"].value = 0.5
    assert "a typical A[19] is 2.7e-09" in made.sentence.value
    made.controls["scale"].value = 3.0
    assert "a typical A[19] is 1.7e+06" in made.sentence.value


def test_large_weights_saturate_tanh_and_errors_still_grow():
    assert course2.signals(16, 3.0, "tanh")[1] > 0.25 > 0.01 > course2.signals(16, 1.0, "tanh")[1]
    errors = medians(16, 3.0, "tanh", "dZ")
    assert errors[0] - errors[-1] > 1  # powers of ten


def test_costs_and_answers_are_those_of_a_training():
    X, Y = course2.points()
    course = course2.trained(3, STEPS)
    first = nn.initialize_parameters_he([2, course2.UNITS, course2.UNITS, 1], np.random.default_rng(1))
    np.testing.assert_array_equal(course.costs["He, 2/n"][1], nn.train(X, Y, first, course2.LEARNING_RATE, STEPS)[1])
    assert course.costs["He, 2/n"].shape == (course2.SEEDS, STEPS)
    assert course.answers["zeros"] == pytest.approx(0.5)


def test_what_explodes_is_said_to_be_no_number():
    made = explore.explore_starts(STEPS)
    made.controls["start"].value = "random, 1"
    assert made.sentence.value.endswith("no number")
    made.controls["start"].value = "zeros"
    assert made.sentence.value.endswith("0.693")


def test_trainings_are_computed_once():
    made = explore.explore_starts(STEPS)
    before = course2.trained.cache_info().misses
    made.controls["depth"].value = course2.DEPTHS[0]
    assert course2.trained.cache_info().misses == before
