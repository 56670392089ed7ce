"""The explorations of softmax_classifier say what the reference says."""

import numpy as np
import pytest
from scipy import special, stats

from deepcourse.explore.course2 import softmax_classifier as course2
from deepcourse.explore.course2 import softmax_classifier as explore
from deepcourse.figures.course2.class_regions import pinwheel
from deepcourse.nn import softmax as nn
from deepcourse.nn.building_blocks import initialize_parameters_deep
from quiet import SILENT

pytestmark = SILENT


def test_regions_stand_first_where_the_text_describes_them():
    made = explore.explore_class_regions()
    assert made.still_sentence.startswith("pinwheel, 5 classes, no hidden layer, step 400: cost 0.635, 62.8% of")
    assert "100.0% of the points right" in made.draw(5, "pinwheel", "16 hidden units", 400)[1]


def test_the_recorded_training_is_gradient_descent_on_all_points():
    X, labels = pinwheel(3)
    parameters, rng = initialize_parameters_deep([2, 3], course2.SEED), np.random.default_rng(0)
    for _ in range(20):
        parameters, _ = nn.one_epoch(parameters, X, nn.one_hot(labels, 3), course2.RATE, X.shape[1], rng)
    record = course2.recorded("pinwheel", 3, "no hidden layer")
    np.testing.assert_allclose(record.parameters[20]["W1"], parameters["W1"], rtol=1e-9)
    Z = parameters["W1"] @ X + parameters["b1"]
    expected = nn.cross_entropy_from_scores(Z, nn.one_hot(labels, 3))
    assert record.costs[course2.STOPS.index(20)] == pytest.approx(expected, rel=1e-9)


def test_trainings_are_recorded_before_a_slider_moves():
    made = explore.explore_class_regions()
    before = course2.recorded.cache_info().misses
    for name in ("classes", "points", "network", "step"):
        control = made.controls[name]
        control.value = control.max if name == "classes" else control.options[0]
    made.controls["network"].value = "16 hidden units"
    assert course2.recorded.cache_info().misses == before


def test_temperature_never_changes_the_answer_and_entropy_is_scipys():
    made = explore.explore_temperature()
    _, labels, Z = course2.scores_of_digits()
    for i, digit in enumerate(course2.SHOWN):
        for T in (0.1, 1.0, 10.0):
            a = special.softmax(Z[:, i] / T)
            told = made.draw(digit, T)[1]
            assert f"answer {Z[:, i].argmax()} with probability {a.max():.3f}" in told
            assert f"the right class has {a[labels[i]]:.3f}; entropy {stats.entropy(a):.3f} nats" in told


def test_names_of_the_digits_tell_the_truth():
    _, labels, Z = course2.scores_of_digits()
    assert list(zip(labels, Z.argmax(axis=0), strict=True)) == [(3, 3), (0, 0), (3, 5), (9, 3)]
