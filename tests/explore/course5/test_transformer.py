"""The explorations of transformer: what their text says is what they show, and what the decision asks."""

import numpy as np
import pytest

from deepcourse.experiments.course5.transformer_parts import PARTS, PLACES
from deepcourse.explore.course5 import transformer as explore


def test_the_whole_network_reads_every_text():
    assert all(said == right for _, said, right in explore.read(PLACES[0], "nothing"))
    assert "5 of the 5 texts" in explore.explore_parts().draw(PLACES[0], "nothing")[1]


def test_attention_is_vital_in_two_blocks_and_can_be_spared_in_one():
    for place in (PLACES[0], PLACES[2]):
        assert explore.shares(place)["the attention"] < 0.05
    assert explore.shares(PLACES[1])["the attention"] > 0.9


def test_what_the_decision_asks_about_the_parts():
    assert explore.shares(PLACES[1])["the paths around them"] < 0.05
    assert explore.shares(PLACES[2])["the norms"] < 0.25


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_better_than_the_whole(place):
    shares = explore.shares(place)
    assert max(shares, key=shares.get) == "nothing"
    assert list(shares) == list(PARTS)


def test_the_sizes_that_the_sentence_tells():
    told = explore.explore_depth().draw(24, 1.0)[1]
    assert told.startswith("24 blocks, weights times 1: ")
    sizes, _ = explore.measured(24, "pre", 1.0)
    assert f"size {sizes[-1]:.1f} with pre-norm and 1.0 with post-norm" in told
    assert 4 < sizes[-1] < 8
    assert np.all(np.diff(sizes) > -0.2)


def test_the_count_that_the_decision_asks_for():
    """Scores and sums, T^2 n each, against the entries of six matrices, each used once a step."""
    n, n_ff = 512, 2_048
    entries = 4 * n * n + 2 * n * n_ff
    assert entries // (2 * n) == 3_072
