"""The explorations of bleu: what their text says is what they show."""

import re

import pytest

from deepcourse.experiments.course5 import simulated_translations as sentences
from deepcourse.explore.course5 import bleu as explore


def score_in(sentence):
    """Return the BLEU that a sentence tells."""
    return float(re.search(r"BLEU (\d\.\d+)", sentence)[1])


def test_a_third_reference_lets_one_more_word_count():
    draw = explore.explore_ngrams().draw
    told = [draw("one word seven times", 1, references)[1] for references in (1, 2, 3)]
    assert [re.search(r"(\d) of 7 single words", sentence)[1] for sentence in told] == ["2", "2", "3"]


@pytest.mark.parametrize("edit", sentences.EDITS)
def test_more_edits_cost_more(edit):
    draw = explore.explore_edits().draw
    scores = [score_in(draw(edit, k)[1]) for k in (0, 3, 9)]
    assert scores[0] == 1 > scores[1] > scores[2]
