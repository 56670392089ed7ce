"""Generated opinions: what they say, which words they use, and what no average can know."""

from collections import Counter

import numpy as np
import pytest

from deepcourse.experiments.course5 import opinions
from deepcourse.experiments.course5 import sentiment_models as models
from deepcourse.sequence import sentiment

VOCABULARY, E = opinions.lexicon()


def test_every_word_has_a_vector():
    missing = [word for side in opinions.SIDES for word in side if word not in VOCABULARY]
    assert missing == []
    for new_words, new_templates in ((False, False), (True, False), (False, True)):
        found = opinions.opinions(200, 1, new_words=new_words, new_templates=new_templates)
        assert {word for words in found.sentences for word in words} <= set(VOCABULARY)
    assert not E[:, :3].any()


def test_held_out_words_are_never_trained_on():
    known, held = ({word for side in opinions.opinion_words(new) for word in side} for new in (False, True))
    assert not known & held
    assert len(known) == 3 * len(held) == 78
    for new in (False, True):
        used = {word for words in opinions.opinions(500, 2, new_words=new).sentences for word in words}
        assert not used & (known if new else held)


def test_the_label_is_that_of_the_last_word_unless_it_is_denied():
    found = opinions.opinions(300, 3)
    good, bad = set(opinions.GOOD), set(opinions.BAD)
    for words, label, kind in zip(found.sentences, found.labels, found.kinds, strict=True):
        said = [word in good for word in words if word in good | bad]
        assert len(said) == (1 if kind in ("plain", "denied") else 2)
        if kind == "plain":
            assert said == [label == 1]
        if kind == "denied":
            assert said == [label == 0]
        if kind == "turn":
            assert said == [label == 0, label == 1]


def test_a_source_may_deny_one_side_alone():
    found = opinions.opinions(400, 4, denied=(0,)).of("denied")
    assert len(found.labels)
    assert not found.labels.any()


@pytest.mark.parametrize("seed", range(3))
def test_no_average_is_right_on_more_than_half_of_the_mirrored_sentences(seed):
    pairs = opinions.mirrored(100, seed)
    for one, other in zip(pairs.sentences[::2], pairs.sentences[1::2], strict=True):
        assert Counter(one) == Counter(other)
    assert (pairs.labels[::2] + pairs.labels[1::2] == 1).all()
    assert sentiment.average_ceiling(pairs.sentences, pairs.labels.tolist()) == 0.5
    network = models.averages_classifier(E, seed)
    models.train(network, opinions.opinions(200, seed), VOCABULARY, steps=20, seed=seed)
    assert models.accuracy(network, pairs, VOCABULARY) == 0.5


def test_a_reader_minds_the_order():
    pairs, network = opinions.mirrored(100, 4), models.reader(E, 0)
    models.train(network, opinions.opinions(1000, 0), VOCABULARY, steps=150)
    assert models.accuracy(network, pairs, VOCABULARY) > 0.8


def test_trained_vectors_change_and_borrowed_ones_do_not():
    some = opinions.opinions(60, 1, kinds=("plain",))
    for frozen in (True, False):
        before = E.copy()
        network = models.train(models.averages_classifier(E, frozen=frozen), some, VOCABULARY, steps=3)
        np.testing.assert_array_equal(E, before)
        assert np.array_equal(network.layers[0].E, E) == frozen


def test_batches_change_no_prediction():
    found, network = opinions.opinions(90, 1), models.reader(E, 1)
    together = models.predicted(network, found, VOCABULARY, size=90)
    np.testing.assert_array_equal(models.predicted(network, found, VOCABULARY, size=7), together)


def test_masks_make_padding_harmless():
    found = opinions.opinions(60, 2)
    curves = models.padded_accuracies(models.averages_classifier(E), models.reader(E), found, VOCABULARY, (0, 3, 9))
    assert len(set(curves[models.PADDED[0]])) == len(set(curves[models.PADDED[2]])) == 1


def test_slices_are_shares_of_their_kinds():
    found = opinions.opinions(300, 5)
    always = models.slices(np.ones(300, int), found)
    assert always["denied: not bad"] == 1
    assert always["denied: not good"] == 0
    assert list(models.side_by_side([always, always])["plain"]) == [always["plain"]] * 2


def test_the_states_of_the_reader_end_with_its_answer():
    a, chances = models.states_of(sentiment.negation_reader(), ["not", "very", "bad"])
    assert a.shape == (3, 3)
    assert chances[-1] > 0.9 > 0.1 > chances[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a", "honest", "actor"], "an honest actor"),
        (["an", "useful", "car"], "a useful car"),
        (["an", "weak", "start", "but", "a", "ugly", "room"], "a weak start but an ugly room"),
    ],
)
def test_articles_follow_the_sound(before, after):
    assert " ".join(opinions.with_articles(before)) == after
