"""The explorations of small_language_model: what the text and the decision say of them."""

import re

import pytest

from deepcourse.explore.course5 import small_language_model as explore
from deepcourse.sequence.kept_keys import multiply_adds


def told(*values):
    return explore.explore_next().draw(*values)[1]


def test_after_q_the_model_is_sure():
    sentence = told("the q", 1, 46, 1)
    assert "the likeliest, u" in sentence
    assert int(re.search(r"probability of (\d+) %", sentence).group(1)) >= 95


def test_half_of_the_probability_is_held_by_as_many_as_the_decision_says():
    assert "7 of 46 characters left" in told("a person who ", 1, 46, 0.5)


def test_cold_texts_begin_alike_and_hot_ones_do_not():
    cold, hot = (
        {explore.continued("the q", seed, {"temperature": t})[:15] for seed in range(explore.TEXTS)} for t in (0.1, 3)
    )
    assert len(cold) == 1
    assert len(hot) == explore.TEXTS


@pytest.mark.parametrize("text", [explore.continued(beginning, 0, {}) for beginning in explore.BEGINNINGS])
def test_texts_fit_below_the_figure(text):
    assert len(text) <= explore.CHARACTERS
    assert "\n" not in text


def test_the_factor_is_the_one_that_the_decision_asks_for():
    sentence = explore.explore_kept().draw(1024, 64)[1]
    factor = float(re.search(r"which is ([\d.]+) times", sentence).group(1))
    assert 350 < factor < 520
    kept, anew = multiply_adds(1024, 64)
    assert factor == pytest.approx(anew / kept, abs=0.05)
