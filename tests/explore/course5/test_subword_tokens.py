"""The explorations of subword_tokens: what their text says is what they show."""

import re
from itertools import pairwise

import pytest

from deepcourse.explore.course5 import subword_tokens as explore
from deepcourse.sequence.subwords import tokenize


@pytest.fixture(scope="module")
def cuts():
    """Return the exploration of cuts: its merges are learned once."""
    return explore.explore_cuts()


def tokens_in(sentence):
    """Return the number of tokens that a sentence tells."""
    return int(re.search(r"(\d+) tokens", sentence)[1])


def test_each_merge_makes_the_text_shorter():
    draw = explore.explore_merges().draw
    told = [draw("the four words", step)[1] for step in range(explore.MOST + 1)]
    lengths = [tokens_in(sentence) for sentence in told]
    assert all(later < earlier for earlier, later in pairwise(lengths))
    assert "next e + s, 9 times" in told[0]
    assert lengths[-1] == 16
    assert told[-1].endswith("no pair is left")


def test_the_first_single_token_for_newest_comes_when_the_decision_says():
    draw = explore.explore_merges().draw
    assert ["last one made ·newest;" in draw("the four words", step)[1] for step in (8, 9)] == [False, True]


def test_a_short_text_ends_early():
    draw = explore.explore_merges(" ab ab").draw
    assert (
        draw("your own text", 10)[1] == "your own text after 2 merges: 2 tokens, the last one made ·ab; no pair is left"
    )


@pytest.mark.parametrize("rule", explore.RULES)
def test_more_merges_give_fewer_tokens_in_english_and_no_fewer_in_chinese(cuts, rule):
    kinds = ("a definition", "with spelling mistakes", "Chinese")
    lengths = {name: [tokens_in(cuts.draw(name, rule, number)[1]) for number in (0, 3000)] for name in kinds}
    assert lengths["a definition"][0] > 4 * lengths["a definition"][1]
    assert set(lengths["Chinese"]) == {len(explore.SENTENCES["Chinese"].encode())}
    assert lengths["with spelling mistakes"][1] > lengths["a definition"][1]


def test_the_tokens_are_counted(cuts):
    text = explore.SENTENCES["numbers and names"]
    said = cuts.draw("numbers and names", "lowest rank first", 300)[1]
    assert tokens_in(said) == len(tokenize(text, explore.merges_of_definitions()[:300]))
