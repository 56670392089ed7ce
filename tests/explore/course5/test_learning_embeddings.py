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


def test_seven_words_have_longer_paths_in_the_best_tree():
    made = explore.explore_tree()
    assert "'person' takes 5 turns" in made.draw("Huffman", "person")[1]
    assert "'a' takes 1 turn;" in made.draw("Huffman", "a")[1]
    turns = {
        tree: [int(made.draw(tree, word)[1].split(" takes ")[1].split()[0]) for word in explore.LEAVES]
        for tree in ("balanced", "Huffman")
    }
    longer = [new > old for old, new in zip(turns["balanced"], turns["Huffman"], strict=True)]
    assert sum(longer) == 7
    assert not any(longer[:3])


@pytest.mark.parametrize(("power", "first"), [(0, "music"), (0.25, "music"), (0.5, "music"), (0.75, "water")])
def test_which_shares_grow_can_be_read(power, first):
    told = {word: explore.explore_sampling().draw(word, power, 1e-3)[1] for word in explore.BARS}
    grown = [word for word, text in told.items() if float(text.split(" is ")[1].split()[0]) > 1]
    assert grown == list(explore.BARS[explore.BARS.index(first) :])
