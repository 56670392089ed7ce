"""The explorations of sentiment: what their text says is what they show."""

import re

import pytest

from deepcourse.experiments.course5 import opinions
from deepcourse.explore.course5 import sentiment as explore


def mean_of(sentence):
    """Return the number at the end of a sentence."""
    return float(re.search(r"(-?[\d.]+)$", sentence)[1])


def test_all_words_have_scores_of_the_right_sign():
    for line in (*explore.TURNED, *explore.PADDED):
        for word in line.split():
            score = explore.scores()[word]
            assert (word not in opinions.GOOD or score > 0) and (word not in opinions.BAD or score < 0), word  # noqa: PT018


@pytest.mark.parametrize("number", range(1, len(explore.TURNED) + 1))
def test_the_mean_is_the_same_in_every_order(number):
    said = [explore.explore_order().draw(f"sentence {number}", order)[1] for order in explore.ORDERS]
    assert len(set(said)) == len(explore.ORDERS)
    assert len({mean_of(sentence) for sentence in said}) == 1


def test_swapping_exchanges_two_words():
    assert " ".join(explore.swapped(explore.TURNED[0].split())) == "the film was bad and not good"


def test_four_columns_halve_the_mean_of_four_words():
    draw = explore.explore_padding().draw
    means = [mean_of(draw("sentence 1", "all columns", columns)[1]) for columns in (0, 2, 4, 8, 12)]
    assert means == pytest.approx([means[0], means[0] * 2 / 3, means[0] / 2, means[0] / 3, means[0] / 4], abs=6e-4)
    assert mean_of(draw("sentence 1", "the real words", 12)[1]) == means[0]
