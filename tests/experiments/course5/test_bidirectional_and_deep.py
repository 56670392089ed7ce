"""What trains in bidirectional_and_deep: a few steps, and data that are what the text says."""

import numpy as np
import pytest

from deepcourse.datasets.course4.heartbeat import load_heartbeat
from deepcourse.experiments.course5 import ambiguous_words, beats_in_time, tagging
from deepcourse.experiments.course5.streaming_taggers import FOUR, TAGGERS
from deepcourse.sequence.bidirectional import delay_needed

DATA = load_heartbeat()


@pytest.mark.parametrize("make", [ambiguous_words.ambiguous_sentences, ambiguous_words.review_sentences])
def test_a_grammar_lists_each_sentence_once_with_chances_that_add_up(make):
    found = make()
    assert sum(found.weights) == pytest.approx(1)
    assert len({tuple(sentence) for sentence in found.sentences}) == len(found.sentences)


def test_neither_side_of_a_review_tells_its_tag_alone():
    found = ambiguous_words.review_sentences()
    before = {tuple(s[: p + 1]) for s, p in zip(found.sentences, found.places, strict=True)}
    for words in list(before)[:5]:
        assert found.matching(words)["praised"] == pytest.approx(0.5)


def test_encoded_sentences_are_read_back():
    found = ambiguous_words.ambiguous_sentences()
    data = tagging.encode(found)
    np.testing.assert_array_equal(data.ids[7, : data.lengths[7]], data.read(found.sentences[7])[0])
    assert data.tags[data.targets[7, data.places[7]]] == found.tags[7]
    assert np.count_nonzero(data.targets) == len(found.sentences)


@pytest.mark.parametrize("kinds", [["forwards"], ["both", "hidden"], ["both", "both"]])
def test_a_tagger_learns_in_a_few_steps(kinds):
    data = tagging.encode(ambiguous_words.ambiguous_sentences())
    network = tagging.trained_tagger(data, kinds, steps=40)
    assert tagging.weighted_accuracy(network, data) > 0.65
    np.testing.assert_allclose(tagging.answers(network, data).sum(axis=0), 1)


def test_late_answers_belong_to_earlier_blocks():
    x, targets = beats_in_time.in_blocks(DATA)
    here, now, _ = beats_in_time.stretches(x, targets, [100, 300], 0)
    same, late, _ = beats_in_time.stretches(x, targets, [100, 300], 2)
    np.testing.assert_array_equal(here, same)
    np.testing.assert_array_equal(late[:, 2:], now[:, :-2])
    assert x.shape[1] == len(targets)


@pytest.mark.parametrize(("kind", "delay"), [("forwards", 2), ("both", 0)])
def test_beats_are_learned_in_a_few_steps(kind, delay):
    network = beats_in_time.trained_on_beats(DATA, kind, delay=delay, steps=60)
    assert min(beats_in_time.right_at_peaks(network, DATA, delay=delay)) > 0.3


def test_the_four_taggers_wait_as_the_notebook_asks():
    x = np.random.default_rng(5).normal(size=(2, 3, 6))
    assert [delay_needed(TAGGERS[name], x) for name in FOUR] == [0, 5, 2, 5]
