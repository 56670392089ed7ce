"""The explorations of digit_recognizer say what the network computes, and maps move with the digit."""

import numpy as np
import pytest

from deepcourse.cnn import lenet
from deepcourse.datasets import load_digits
from deepcourse.experiments.course4.shifted_digits import moved
from deepcourse.explore.course4 import digit_recognizer as explore
from quiet import SILENT

pytestmark = SILENT

X = lenet.to_pictures(load_digits().X_test[:, :10], (10, 28, 28, 1))
PARAMETERS = lenet.initialize(1, dtype=np.float64)


def test_the_maps_are_those_of_the_network():
    maps, (_, caches) = explore.maps_of(X, PARAMETERS), lenet.lenet_forward(X, PARAMETERS)
    assert list(maps) == list(explore.LAYERS)
    np.testing.assert_allclose(maps["pooling 1"], caches[3][0])
    np.testing.assert_allclose(lenet.flatten(maps["pooling 2"])[0], caches[7][0])


def test_maps_of_the_second_pooling_move_one_place_for_four_pixels():
    """What the last exercise asks."""
    still, further = (explore.maps_of(moved(X, 0, right), PARAMETERS)["pooling 2"] for right in (0, 4))
    np.testing.assert_allclose(further[:, :, 2:4], still[:, :, 1:3], atol=1e-12)


@pytest.mark.parametrize("layer", explore.LAYERS)
def test_the_strongest_answer_is_told(layer):
    _, told = explore.explore_feature_maps(PARAMETERS, X).draw(layer=layer, digit=4, right=-2)
    maps = explore.maps_of(moved(X[4:5], 0, -2), PARAMETERS)[layer][0]
    row, column, k = np.argwhere(maps == maps.max())[0]
    assert told.endswith(f"the strongest response is in map {k}, row {row}, column {column}")


def test_the_answer_to_a_digit_that_stays_is_that_of_the_network():
    answers, sure = lenet.predict(X, PARAMETERS, 10, lenet.lenet_forward)
    draw = explore.explore_moved_digit(PARAMETERS, X).draw
    for digit in (0, 7):
        _, told = draw(digit=digit, down=0, right=0, turn=0)
        assert told.endswith(f"read as {answers[digit]}, with probability {sure[digit]:.3f}")
    assert draw(digit=7, down=3, right=-2, turn=90)[1].startswith("a 7, 3 pixels down, -2 to the right, turned by 90°")
