"""The explorations of transfer_and_augmentation say what the record and the package say."""

import numpy as np
import pytest

from deepcourse.cnn import augmentation, fine_tuning
from deepcourse.datasets import load_transfers
from deepcourse.explore.course4 import transfer_and_augmentation as explore
from quiet import SILENT

pytestmark = SILENT


@pytest.mark.parametrize("size", [2, 50])
def test_the_sentence_tells_the_means_of_the_record(size):
    sentence = explore.explore_freezing().draw(size)[1]
    for way in ("from scratch", "freeze some"):
        mean = 100 * np.mean([one.accuracy for one in load_transfers() if (one.way, one.size) == (way, size)])
        assert f"{way} {mean:.1f} %" in sentence


@pytest.mark.parametrize("change", explore.CHANGES)
def test_a_change_is_that_of_the_package(change):
    pictures = np.repeat(explore.small("cat")[None], 3, axis=0)
    components = augmentation.color_components(pictures)
    found = explore.changed(pictures, change, 0.3, components, 4)
    side = explore.SIDE - 30 if change == "random crop" else explore.SIDE
    assert found.shape == (3, side, side, 3)
    if change == "colour components":
        expected = augmentation.pca_color_augmentation(pictures, *components, 0.3, np.random.default_rng(4))
        np.testing.assert_array_equal(found, expected)


def test_a_pair_is_somebody_s_own_or_two_halves():
    own = fine_tuning.hide_from_features(8, 12, 3)
    np.testing.assert_array_equal(explore.pair_or_halves(fine_tuning.hide_from_features, 8, 12, 3), own)
    for unfinished in (lambda *sizes: None, lambda *sizes: own[0], lambda *sizes: 1 / 0):
        left, right = explore.pair_or_halves(unfinished, 8, 13, 3)
        assert (left[:, :6].min(), left[:, 6:].max(), right[:, 7:].min(), right[:, :7].max()) == (1, 0, 1, 0)


def test_without_a_spread_no_colour_moves():
    sentence = explore.explore_changes().draw("coffee", "colour shift", 0.0, 2)[1]
    assert sentence.endswith("colour shift, spread 0: the mean of a channel moves by up to 0.000")
