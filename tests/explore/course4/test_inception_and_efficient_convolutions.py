"""The explorations of inception_and_efficient_convolutions say what the package counts and measures."""

import numpy as np
import pytest

from deepcourse.explore.course4 import inception_and_efficient_convolutions as explore
from quiet import SILENT

pytestmark = SILENT


def test_the_example_of_the_text_is_where_the_sliders_begin():
    told = explore.explore_reduction().draw(5, 192, 32, 16)[1]
    assert "alone 120,422,400 multiplications, reduced to 16 channels 12,443,648: 9.68 times fewer" in told


@pytest.mark.parametrize(("width", "cheaper"), [(40, True), (44, False)])
def test_the_widest_stop_that_the_decision_asks_for(width, cheaper):
    told = explore.explore_reduction().draw(7, 48, 8, width)[1]
    assert (float(told.split(": ")[1].split(" times")[0]) > 1) == cheaper


def test_grey_pixels_answer_0_to_weights_that_cancel():
    grey = np.repeat(np.linspace(0, 1, 5)[:, None], 3, axis=1)
    np.testing.assert_allclose(grey @ (1, -0.5, -0.5), 0, atol=1e-12)
    assert explore.explore_mixing().draw("rocket", -0.5, -0.5, 1.0)[1].endswith("67% of them are above 0.1")


@pytest.mark.parametrize("seed", range(6))
def test_a_relu_destroys_in_few_channels_and_hardly_in_many(seed):
    errors = [explore.there_and_back(n, True, seed)[1] for n in (2, 40)]
    assert errors[0] > 0.4
    assert errors[1] < 0.1
    assert explore.there_and_back(2, False, seed)[1] < 1e-9
