"""The explorations of gated_units: what their text says is what they show."""

import pytest

from deepcourse.experiments.course5 import reaching_back
from deepcourse.explore.course5 import gated_units as explore


def test_the_sentence_holds_what_is_left():
    _, told = explore.explore_reach().draw(1.5, 3)
    for kind in reaching_back.KINDS:
        assert f"{kind} {reaching_back.norms(kind, explore.BACK, scale=1.5, bias=3)[-1]:.1e}" in told


@pytest.mark.parametrize(("bias", "more"), [(0, False), (1, False), (2, True), (3, True)], ids=["0", "1", "2", "3"])
def test_from_a_bias_of_two_on_more_than_a_tenth_is_left_of_the_gradient_of_an_lstm(bias, more):
    assert (reaching_back.norms("LSTM", explore.BACK, bias=bias)[-1] > 0.1) == more


def test_an_lstm_that_is_left_alone_is_right_at_every_mark():
    draw = explore.explore_gates().draw
    for mark in (0, 4, 9):
        told = draw("memory c", mark, "nothing")[1]
        letter = told.partition("Marked is ")[2][0]
        assert f"the network says {letter} " in told


def test_without_its_input_gate_at_the_mark_it_says_one_letter_and_is_sure():
    draw = explore.explore_gates().draw
    answers = [draw("memory c", mark, "i = 0 at the mark")[1].partition("says ")[2] for mark in (0, 3, 6, 9)]
    assert len({answer[0] for answer in answers}) == 1
    assert all(int(answer.partition("(")[2].partition("%")[0]) >= 85 for answer in answers)
