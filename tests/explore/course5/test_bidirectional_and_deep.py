"""The explorations of bidirectional_and_deep: what their text says is what they show."""

import pytest

from deepcourse.explore.course5 import bidirectional_and_deep as explore


def test_the_sentences_are_of_the_grammar_and_long_enough():
    found = explore.ambiguous_sentences()
    for sentence in explore.SHOWN:
        words = sentence.split()
        assert words in found.sentences
        assert found.places[found.sentences.index(words)] == explore.PLACE
        assert len(words) > explore.PLACE + explore.MOST


def test_the_future_opens_covered_and_ends_certain():
    opened = explore.explore_future()
    assert opened.first_sentence == '"he said teddy ...": person 60 %, thing 40 %'
    assert opened.still_sentence.endswith("person 0 %, thing 100 %")


@pytest.mark.parametrize(
    ("wiring", "layers", "output", "words"),
    [
        ("forwards", 1, 3, {0, 1, 2, 3}),
        ("forwards", 3, 3, {0, 1, 2, 3}),
        ("backwards", 2, 5, {5, 6, 7}),
        ("both directions", 1, 3, set(range(8))),
        ("forwards, and one word ahead", 3, 3, set(range(7))),
        ("forwards, and one word ahead", 1, 7, set(range(8))),
    ],
)
def test_an_answer_depends_on_these_words(wiring, layers, output, words):
    names, edges = explore.unrolled(wiring, layers)
    reached = explore.reached_from(edges, (len(names) - 1, output))
    assert {t for row, t in reached if row == 0} == words
    assert f"depends on {len(words)} of 8 words" in explore.explore_reach().draw(wiring, layers, output)[1]
