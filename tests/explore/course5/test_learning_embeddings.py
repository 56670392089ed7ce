"""The explorations of learning_embeddings: what their text says is what they show."""

import pytest

from deepcourse.explore.course5 import learning_embeddings as explore


@pytest.mark.parametrize(("center", "window", "pairs"), [(1, 3, 3), (4, 3, 6), (8, 5, 5), (2, 1, 2)])
def test_pairs_are_counted(center, window, pairs):
    assert f"{pairs} pairs" in explore.explore_window().draw(explore.SENTENCES[0], center, window)[1]


@pytest.mark.parametrize("number", range(1, 12))
def test_balanced_codes_differ_by_one_bit_at_most(number):
    codes = explore.balanced_codes(number)
    assert len(set(codes)) == number
    assert max(map(len, codes)) - min(map(len, codes)) <= 1
    assert sum(2.0 ** -len(code) for code in codes) == 1


def test_the_decision_can_be_read():
    made = explore.explore_tree()
    assert "'person' takes 5 decisions" in made.draw("Huffman", "person")[1]
    assert "'person' takes 4 decisions" in made.draw("balanced", "person")[1]
    assert "is 2.41 times" in explore.explore_sampling().draw("poet", 0.5, 1e-3)[1]
