"""The explorations of residual_networks say what the record and the package say."""

import numpy as np
import pytest

from deepcourse.cnn import blocks
from deepcourse.explore.course4 import residual_networks as explore
from quiet import SILENT

pytestmark = SILENT


def test_what_the_text_says_of_the_depths():
    draw = explore.explore_depth().draw
    assert draw(8)[1].endswith("plain 21 %, 22 % and 24 %; residual 21 %, 21 % and 22 %")
    assert draw(32)[1].endswith("plain 57 %, 52 % and 59 %; residual 18 %, 19 % and 21 %")


@pytest.mark.parametrize("weights", explore.WEIGHTS)
def test_a_walk_ends_where_the_package_ends(weights):
    values, gradients, branch = explore.walked(weights, True)
    if weights == "some weights":
        W1, W2 = np.zeros((2, 3, 3, 1, 1))
        W1[:, 1, 0, 0], W2[:, 1, 0, 0] = explore.WEIGHTS[weights]
        b = np.zeros((1, 1, 1, 1))
        A, cache = blocks.residual_block_forward(explore.INPUT.reshape(1, 4, 1, 1), W1, b, W2, b)
        dA_prev = blocks.residual_block_backward(explore.FROM_ABOVE.reshape(1, 4, 1, 1), cache)[0]
        np.testing.assert_allclose(values["A"], A.ravel())
        np.testing.assert_allclose(gradients["A_prev"], dA_prev.ravel())
    np.testing.assert_allclose(gradients["A_prev"], branch + gradients["Z"])


def test_what_the_text_says_of_the_second_pixel():
    values, _, _ = explore.walked("some weights", True)
    assert (values["Z2"][1], values["A_prev"][1], values["Z"][1]) == (-4, 5, 1)
    sentence = explore.explore_block().draw("all weights 0", explore.ROUTES[1], explore.STEPS)[1]
    assert sentence.endswith("at A_prev the gradient is 0.0 0.0 0.0 0.0 through the branch, the only way")


def test_the_last_step_but_one_shows_the_share_of_the_branch():
    draw = explore.explore_block().draw
    _, _, branch = explore.walked("some weights", True)
    share = draw("some weights", explore.ROUTES[0], explore.STEPS - 1)[1]
    assert share.endswith(f"at A_prev the gradient is {explore.figures.written(branch)} through the branch")


@pytest.mark.parametrize("backward", [False, True])
def test_the_backward_pass_is_not_shown_before_it_is_asked_for(backward):
    block = explore.explore_block(backward=backward)
    assert ("the gradient" in block.still_sentence) == backward
    assert "the gradient" not in block.first_sentence
