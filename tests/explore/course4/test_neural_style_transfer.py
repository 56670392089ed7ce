"""The explorations of neural_style_transfer say what the text and the questions say."""

from itertools import pairwise

import pytest

from deepcourse.cnn.style import gram_matrix
from deepcourse.datasets import load_style_grid
from deepcourse.explore.course4 import neural_style_transfer as explore
from quiet import SILENT

pytestmark = SILENT


def test_from_a_beta_of_thirty_on_more_of_it_buys_little_style():
    last = {beta: made for (layers, beta), made in load_style_grid().items() if layers == "all"}
    assert sorted(last) == [0.5, 2.0, 8.0, 30.0, 120.0]
    styles, contents = ([getattr(last[beta], name)[-1] for beta in sorted(last)] for name in ("styles", "contents"))
    shares = [later / earlier for earlier, later in pairwise(styles)]
    assert shares[:2] == pytest.approx([1 / 7, 1 / 5], abs=0.02)
    assert shares[2] < 0.48
    assert shares[3] > 0.9
    assert contents == sorted(contents)


def means(layer, pair):
    c, k = explore.telling_pairs(layer)[pair - 1]
    return {name: (explore.activations(name)[layer][..., c] * explore.activations(name)[layer][..., k]).mean()
            for name in explore.PICTURES}  # fmt: skip


def test_the_pair_of_the_cat_is_the_fifth():
    first = [max(found := means(4, pair), key=found.get) for pair in range(1, 7)]
    assert first[:3] == ["swirls", "swirls", "hatching"]
    assert [pair for pair, name in enumerate(first, 1) if name == "cat"] == [5]
    assert means(4, 5)["cat"] > 3 * sorted(means(4, 5).values())[-2]


@pytest.mark.parametrize("layer", [4, 10])
def test_some_pairs_tell_pictures_apart_by_more_than_ten(layer):
    found = [means(layer, pair).values() for pair in range(1, 7)]
    assert sum(max(each) > 10 * min(each) for each in found) >= 4


def test_the_sentence_of_a_pair_tells_the_entry_of_the_gram_matrix():
    c, k = explore.telling_pairs(10)[0]
    sentence = explore.explore_gram().draw("glass", 10, 1)[1]
    assert f"G[{c}, {k}] = {gram_matrix(explore.activations('glass')[10])[c, k]:.0f}," in sentence


def test_the_first_pair_is_active_but_hardly_ever_together():
    c, k = explore.telling_pairs(explore.LAYERS[0])[explore.FIRST_PAIR - 1]
    A = explore.activations(explore.PICTURES[0])[explore.LAYERS[0]]
    assert min(A[..., c].mean(), A[..., k].mean()) > 0.9
    assert (A[..., c] * A[..., k]).mean() < 0.2 * A[..., c].mean() * A[..., k].mean()


def test_the_painting_tells_both_costs():
    made = load_style_grid()["late", 30.0]
    sentence = explore.explore_painting().draw("late", 30.0, 120)[1]
    assert sentence.startswith("late layers, beta = 30, step 120 of 120:")
    assert sentence.endswith(f"content cost {made.contents[-1]:.3f}, style cost {made.styles[-1]:.4f}")
