"""The explorations of notation_and_vocabulary: what their text says is what they show."""

import re

import numpy as np
import pytest

from deepcourse.experiments.course5 import vocabularies
from deepcourse.explore.course5 import notation_and_vocabulary as explore


def numbers_in(sentence):
    """Return the numbers of a sentence."""
    return [float(found) for found in re.findall(r"\d+\.\d+", sentence)]


def test_a_larger_vocabulary_covers_more_and_new_text_less():
    draw = explore.explore_vocabulary().draw
    shares = [
        numbers_in(draw("all 34 000 definitions", size)[1])[:2] for size in explore.SIZES[::3] + explore.SIZES[-1:]
    ]
    assert np.all(np.diff(shares, axis=0) > 0)
    assert all(dev < train + 1 for train, dev in shares)
    assert shares[-1][0] == 100 > shares[-1][1]


def test_unknown_words_become_fewer():
    draw = explore.explore_vocabulary().draw
    unknown = [draw("the first 2 000", size)[1].count("<UNK>") for size in (10, 300, 30_000)]
    assert unknown[0] > unknown[1] >= unknown[2]


def test_the_coverage_is_that_of_a_count():
    train = vocabularies.token_lists(number=2000)
    first = next(iter(vocabularies.ordered(2000)))
    every = [token for tokens in train for token in tokens]
    assert vocabularies.coverage(2000, "train")[0] == pytest.approx(every.count(first) / len(every))


@pytest.mark.parametrize("at_pads", explore.PAD_LOSSES)
def test_pads_move_one_mean_and_not_the_other(at_pads):
    draw = explore.explore_padding().draw
    narrow, wide = (numbers_in(draw(explore.BATCHES[0], at_pads, T)[1]) for T in (explore.FEWEST, explore.MOST))
    assert narrow[1] == wide[1]
    away = [abs(bent - explore.PAD_LOSSES[at_pads]) for bent, _ in (narrow, wide)]
    assert away[1] < away[0]


def test_definitions_of_similar_length_leave_little_room_for_pads():
    made = explore.batches()
    assert all(len(rows) == 6 and max(map(len, rows)) == explore.FEWEST for rows in made.values())
    assert min(map(len, made[explore.BATCHES[1]])) > np.mean([len(row) for row in made[explore.BATCHES[0]]])
