"""The explorations of character_language_model: what their text says is what they show."""

import numpy as np
import pytest

from deepcourse.explore.course5 import character_language_model as explore
from deepcourse.sequence.language_model import CHAR_TO_IX


@pytest.mark.parametrize(
    ("context", "found"), [("a", {"n": 2, "\n": 1}), ("an", {"n": 1, "\n": 1}), ("\na", {"n": 2}), ("\nb", {})]
)
def test_characters_after_a_context_are_counted(context, found):
    counts = explore.counts_after(["anna", "an"], context)
    assert {character: counts[i] for character, i in CHAR_TO_IX.items() if counts[i]} == found


def test_overlapping_contexts_count():
    assert explore.counts_after(["aaa"], "aa")[CHAR_TO_IX["a"]] == 1
    assert explore.counts_after(["aaa"], "aa").sum() == 2


def test_without_a_context_all_characters_count():
    assert explore.counts_after(["ab", "c"], "").sum() == 5


def test_the_decision_can_be_read():
    assert "117 such contexts" in explore.explore_context().draw("eli", 3)[1]


def test_a_surprise_is_told_as_perplexity():
    made = explore.explore_surprise({"uniform": lambda prefix: np.full(27, 1 / 27)}, ["zoe"])
    assert made.first_sentence == "uniform: the perplexity of zoe is 27.0"


def test_a_low_temperature_leaves_few_choices():
    made = explore.explore_boldness(lambda prefix: np.r_[0.5, 0.3, 0.2, np.zeros(24)], ["a"])
    assert "among 1.0 equal letters" in made.draw("a", 0.1)[1]
    assert "among 2.8 equal letters" in made.draw("a", 1)[1]
