"""Simulated translations: errors cost BLEU, and edits are as many as they say."""

import numpy as np
import pytest

from deepcourse.experiments.course5 import simulated_translations as sentences
from deepcourse.sequence import bleu

WORDS = sentences.words(sentences.SENTENCE)


def scores(edit):
    """Return BLEU after 0 to 9 edits."""
    return [bleu.bleu([sentences.EDITS[edit](WORDS, k)], [[WORDS]]) for k in range(10)]


def test_the_sentence_has_twenty_words_and_replaced_ones_are_counted():
    assert len(WORDS) == 20
    for name in ("replace words, evenly spread", "replace words side by side"):
        assert [sentences.EDITS[name](WORDS, k).count("???") for k in range(10)] == list(range(10))


def test_what_the_decision_asks_of_the_edits():
    spread = scores("replace words, evenly spread")
    assert spread[4] > 0.3
    assert spread[5] == 0
    assert max(sentences.EDITS, key=lambda name: scores(name)[9]) == "repeat the last word"


def test_what_the_decision_asks_of_the_translations():
    people = [sentences.words(text) for text in sentences.RATED_REFERENCES]
    rated = {name: bleu.bleu([sentences.words(text)], [people]) for name, text in sentences.RATED.items()}
    assert sum(score > rated["close translation"] for score in rated.values()) == 3
    assert rated["free translation"] == 0


@pytest.mark.parametrize("number", [160, 400])
def test_both_systems_find_the_same_sentences_hard_and_a_is_better(number):
    references, systems = sentences.simulated(number)
    alone = [bleu.sentence_scores(system, references) for system in systems]
    assert np.corrcoef(alone)[0, 1] > 0.4
    a, b = (bleu.bleu(system, references) for system in systems)
    assert 0 < a - b < 0.03


@pytest.mark.parametrize("number", [20, 60])
def test_a_system_without_errors_is_perfect_and_one_with_errors_is_not(number):
    references, (perfect, wrong) = sentences.simulated(number, rates=(1e-9, 0.4))
    assert len(references) == number
    assert bleu.bleu(perfect, references) == pytest.approx(1)
    assert bleu.bleu(wrong, references) < 0.6
