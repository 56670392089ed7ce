"""The explorations of self_attention: what their text says is what they show, and what the decision asks."""

import numpy as np
import pytest

from deepcourse.explore.course5 import self_attention as explore


@pytest.mark.parametrize("query", range(1, len(explore.SENTENCE)))
def test_the_head_of_the_step_before_looks_there(query):
    assert explore.head_weights("the step before")[query, query - 1] > 0.99


def test_the_head_of_the_same_word_shares_its_weight_among_equal_words():
    weights = explore.head_weights("the same word")
    last = max(k for k, word in enumerate(explore.SENTENCE) if word == "dog")
    assert sorted(np.flatnonzero(weights[last] > 0.01)) == [k for k, w in enumerate(explore.SENTENCE) if w == "dog"]
    np.testing.assert_allclose(weights[last][weights[last] > 0.01], 0.5, atol=0.01)
    for head in explore.HEADS:
        shares = explore.head_weights(head)[last]
        equal = np.isclose(shares, shares.max()).sum()
        assert (equal == 2) == (head == "the same word")


def test_the_last_query_may_look_at_the_real_steps_alone():
    told = explore.explore_masks().draw(5, "both masks", 1.0)[1]
    assert "the last query may look at 5 keys" in told
    assert "0 % of all weight is on padding, 0 % on later steps" in told
    assert "may look at 8 keys" in explore.explore_masks().draw(5, "look-ahead mask", 1.0)[1]
