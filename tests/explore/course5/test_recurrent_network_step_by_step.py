"""The explorations of recurrent_network_step_by_step: what their text says is what they show."""

import numpy as np
import pytest

from deepcourse.explore.course5 import recurrent_network_step_by_step as explore
from deepcourse.sequence import recurrent


@pytest.mark.parametrize(("w_aa", "high"), [(0.5, False), (1.0, False), (1.25, True), (2.0, True)])
def test_a_pulse_stays_if_the_weight_is_large_enough(w_aa, high):
    assert (explore.states(np.eye(12)[0], 1.0, w_aa)[-1] > 0.5) == high


@pytest.mark.parametrize(("w_ax", "turned"), [(0.5, False), (1.0, False), (1.5, False), (2.0, True)])
def test_an_opposite_pulse_turns_the_state_if_it_is_strong_enough(w_ax, turned):
    x = np.eye(12)[0] - np.eye(12)[5]
    assert (explore.states(x, w_ax, 2.0)[-1] < 0) == turned


def test_the_shares_add_up_to_the_gradient():
    weights = {"Wax": explore.WEIGHTS["w_ax"], "Waa": explore.WEIGHTS["w_aa"], "ba": explore.WEIGHTS["b"]}
    parameters = {name: np.full((1, 1), value) for name, value in (weights | {"Wya": 0, "by": 0}).items()}
    a, _, caches = recurrent.rnn_forward(explore.X[np.newaxis, np.newaxis], np.full((1, 1), explore.A0), parameters)
    gradient = recurrent.rnn_backward(a - explore.Y, caches)["dWaa"]
    table = explore.shares()
    assert table.sum() == pytest.approx(gradient.item())
    parts = recurrent.parts_by_distance(a - explore.Y, caches)[:, 0, 0]
    np.testing.assert_allclose([np.trace(table, -k) for k in range(4)], parts)


def test_the_sum_is_told_with_what_is_missing():
    made = explore.explore_paths()
    whole = f"{explore.shares().sum():.4f}"
    assert f"add up to {whole}" in made.first_sentence
    told = made.draw(prediction=4, use=1, arrows="none")[1]
    assert f"{np.trace(explore.shares()):.4f}, the whole gradient of w_aa is {whole}" in told
