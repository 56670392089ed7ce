"""The explorations of debiasing: what their text says is what they show."""

import numpy as np
import pytest

from deepcourse.experiments.course5 import gendered_words as experiment
from deepcourse.explore.course5 import debiasing as explore


def test_directions_are_those_of_pairs():
    directions = explore.axes_to_see_along()
    assert np.linalg.norm(directions[explore.TEN]) == pytest.approx(1)
    vectors = experiment.word_vectors()
    np.testing.assert_array_equal(directions[explore.WOMAN], vectors["woman"] - vectors["man"])
    assert set(explore.SHOWN) <= set(experiment.JOBS)


def test_all_words_meet_at_zero_along_the_ten_pairs_only():
    draw = explore.explore_removal().draw
    assert draw(100, explore.TEN)[1].endswith("all words are at 0")
    assert "0.20" in draw(0, explore.TEN)[1]
    assert "the mean absolute cosine is 0.08" in draw(100, explore.SHE)[1]


def test_most_neighbors_stay_on_their_side():
    draw = explore.explore_leanings().draw
    assert "100.0%" in draw(100, explore.BEFORE)[1]
    share = float(draw(100, explore.AFTER)[1].split("same side for ")[1].split("%")[0])
    assert 93 < share < 100
