"""The explorations of convolution_step_by_step say what the layers compute."""

import numpy as np
import pytest

from deepcourse.cnn import convolution, pooling
from deepcourse.explore.course4 import convolution_step_by_step as explore
from quiet import SILENT

pytestmark = SILENT


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("pad", [0, 1])
def test_the_window_tells_the_entry_that_it_fills(stride, pad):
    made = explore.explore_windows()
    X = explore.PICTURE[np.newaxis]
    Z, _ = convolution.conv_forward(X, explore.FILTERS, explore.BIASES, stride=stride, pad=pad)
    _, sentence = made.draw(place=explore.PLACES, stride=stride, pad=pad, k=1)
    n = Z[0, :, :, 0].size
    h, w = Z.shape[1] - 1, Z.shape[2] - 1
    assert sentence.startswith(f"place {n} of {n}: Z[0, {h}, {w}, 1] = {Z[0, h, w, 1]:.0f}, from rows {h * stride} to")


def test_what_the_text_says_of_the_windows():
    draw = explore.explore_windows().draw
    assert "place 5 of 6: Z[0, 1, 1, 0]" in draw(5, 1, 0, 0)[1]
    assert "from rows 1 to 3 and columns 1 to 3" in draw(5, 1, 0, 0)[1]
    assert "place 5 of 6: Z[0, 1, 1, 0]" in draw(5, 2, 1, 0)[1]
    assert "from rows 2 to 4 and columns 2 to 4" in draw(5, 2, 1, 0)[1]


def test_no_setting_has_more_places_than_the_sliders():
    Z, _ = convolution.conv_forward(explore.PICTURE[np.newaxis], explore.FILTERS, explore.BIASES, pad=1)
    assert Z[0, :, :, 0].size == explore.PLACES
    assert explore.gradient_of_answers(2, 1).size == explore.STEPS


@pytest.mark.parametrize("layer", explore.LAYERS)
@pytest.mark.parametrize("f", [2, 3])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_all_shares_together_are_the_gradient_of_the_package(layer, f, stride):
    dZ, X = explore.gradient_of_answers(f, stride), explore.GIVEN[np.newaxis, :, :, np.newaxis]
    one_by_one = 0
    for place in np.ndindex(dZ.shape):
        alone = np.zeros(dZ.shape)
        alone[place] = dZ[place]
        one_by_one = one_by_one + explore.given_back(layer, f, stride, alone)
    np.testing.assert_allclose(one_by_one, explore.given_back(layer, f, stride, dZ))
    if layer != "convolution":
        _, cache = pooling.pool_forward(X, f=f, stride=stride, mode=layer.split()[0])
        np.testing.assert_allclose(
            one_by_one, pooling.pool_backward(dZ[np.newaxis, :, :, np.newaxis], cache)[0, :, :, 0]
        )


def test_what_the_last_exercise_asks_is_told():
    _, sentence = explore.explore_shares().draw("convolution", 3, 2, explore.STEPS)
    assert sentence.endswith("4 of 4 windows have given back; a pixel lies in 4 of these at most, and 5 pixels lie in "
                             "none of them")  # fmt: skip
