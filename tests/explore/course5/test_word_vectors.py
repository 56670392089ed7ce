"""The explorations of word_vectors: what their text says is what they show."""

import pytest

from deepcourse.explore.course5 import word_vectors as explore


@pytest.mark.parametrize(("measure", "first"), [("cosine similarity", "france"), ("distance", "amsterdam")])
def test_the_nearest_word_depends_on_the_measure(measure, first):
    assert explore.ranked("paris", measure)[0][0] == first


def test_the_decision_can_be_read():
    costs = [explore.made(perplexity, 0)[1] for perplexity in explore.PERPLEXITIES]
    assert costs == pytest.approx([0.43, 0.34, 0.20, 0.06], abs=0.04)  # it falls from perplexity 5 to 40
