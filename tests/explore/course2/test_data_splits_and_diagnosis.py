"""The explorations of data_splits_and_diagnosis say what the reference says."""

import numpy as np
import pytest

from deepcourse.datasets import noisy_wave
from deepcourse.experiments.course2.polynomial_classifier import fit_polynomial, polynomial_error
from deepcourse.explore.course2 import data_splits_and_diagnosis as course2
from deepcourse.explore.course2 import data_splits_and_diagnosis as explore
from deepcourse.nn import normalization
from quiet import SILENT

pytestmark = SILENT


def test_complexity_tells_the_errors_of_the_border_that_it_draws():
    X, Y = noisy_wave(300, seed=1)
    w = fit_polynomial(X, Y, 5)
    train, dev = polynomial_error(w, X, Y, 5), polynomial_error(w, *noisy_wave(4000, seed=99), 5)
    sentence = explore.explore_complexity().first_sentence
    assert sentence.startswith(f"degree 5, 300 training points: training error {train:.1%}, dev error {dev:.1%}; ")


def test_the_numbers_of_the_text_are_those_of_the_figure():
    few, many = course2.fits(300, 1).errors, course2.fits(3000, 1).errors
    percent = [(100 * e).round().astype(int).tolist() for e in (few[0], few[2], few[14], many[0])]
    assert percent == [[23, 25], [13, 15], [4, 21], [24, 25]]
    assert (100 * many[14]).round(1).tolist() == [10.3, 11.5]


def test_all_borders_are_found_before_the_first_slider_moves():
    course2.fits.cache_clear()
    made = explore.explore_complexity()
    before = course2.fits.cache_info().misses
    for points in course2.AMOUNTS:
        made.controls["points"].value = points
        made.controls["sample"].value = 3
    assert course2.fits.cache_info().misses == before


def test_high_degrees_vary_more_than_low_ones():
    borders = {d: [course2.fits(300, s).errors[d - 1, 1] for s in course2.DRAWS] for d in (3, 15)}
    assert np.mean(borders[15]) > np.mean(borders[3])


def test_the_bowl_converges_and_diverges_where_the_text_says():
    N, _ = course2.two_inputs()
    assert normalization.largest_learning_rate(np.array([[1.0], [3.0]]) * N) == pytest.approx(0.22, abs=0.005)
    assert 1.8 < normalization.largest_learning_rate(N) < 2.0
    made = explore.explore_bowl()
    assert "3 times as spread out, 40 steps: cost raw inputs 1.1e-06, normalised 7.8e-07" in made.first_sentence
    made.controls["learning_rate"].value = 1.0
    made.controls["steps"].value = 3
    assert float(made.sentence.value.split()[-1]) < 1e-4


def test_the_normalised_bowl_does_not_know_the_spread():
    made = explore.explore_bowl()
    before = made.first_sentence.split("normalised")[1]
    made.controls["spread"].value = 5.0
    assert made.sentence.value.split("normalised")[1] == before
