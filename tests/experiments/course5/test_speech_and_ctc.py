"""Spoken words to letters: what is said, what a network reads, and what a training makes of it."""

import numpy as np
import pytest

from deepcourse.datasets.course5.spoken_words import WORDS, load_spoken_words
from deepcourse.experiments.course5 import spoken_letters as spoken
from deepcourse.sequence.ctc import least_steps


def test_letters_are_spelled_and_read():
    assert spoken.read_as(spoken.spelled(["three", "one"])) == "threeone"
    assert len(spoken.ALPHABET) == 23
    assert spoken.ALPHABET[0] == "-"


def test_every_letter_of_the_new_words_is_in_the_known_ones():
    assert set("".join(spoken.NEW_WORDS)) <= set("".join(spoken.KNOWN_WORDS))
    assert set(spoken.KNOWN_WORDS) | set(spoken.NEW_WORDS) == set(WORDS)


def test_words_lie_where_it_is_said_and_silence_is_between_them():
    said = spoken.speak(np.random.default_rng(1), ("two", "seven", "six"), "en+m1")
    assert said.words == ("two", "seven", "six")
    ends = 0
    for first, end in said.places:
        assert np.abs(said.sound[ends:first]).max() == 0
        assert np.abs(said.sound[first:end]).max() > 0.1
        ends = end
    assert len(said.sound) > ends


def test_examples_hold_no_new_words_unless_they_are_asked_for():
    voices = load_spoken_words().train_voices
    data = spoken.examples(12, 3, voices=voices, words=("one", "two"), how_many=(1, 2))
    assert {spoken.read_as(text) for text in data.texts} <= {"one", "two", "oneone", "onetwo", "twoone", "twotwo"}
    assert data.x.shape == (24, 12, data.lengths.max())
    for i, length in enumerate(data.lengths):
        assert (data.x[:, i, length:] == 0).all()
        assert (data.x[:, i, :length] != 0).any(axis=0).all()
    part = data.some(np.array([4, 2]))
    assert part.texts == [data.texts[4], data.texts[2]]
    assert part.x.shape[2] == part.lengths.max()


def test_with_the_stride_of_the_network_hardly_a_text_is_too_long():
    data = spoken.examples(200, 4, voices=load_spoken_words().train_voices)
    left = spoken.network(0).lengths_after(data.lengths)
    fitting = [least_steps(text) <= T for text, T in zip(data.texts, left, strict=True)]
    assert np.mean(fitting) == 1


def test_a_sound_alone_is_heard_as_in_a_batch():
    model, data = spoken.network(1), spoken.examples(5, 5, voices=load_spoken_words().train_voices)
    both = spoken.scores(model, data)
    alone = spoken.scores(model, spoken.together([(data.x[:, 2, : data.lengths[2]], data.texts[2])]))
    np.testing.assert_allclose(both[2], alone[0], rtol=1e-4, atol=1e-4)


def test_a_training_can_be_watched_and_its_costs_fall():
    voices = load_spoken_words().train_voices
    data = spoken.examples(64, 6, voices=voices, words=("one", "six"))
    model, sound = spoken.network(0), spoken.speak(np.random.default_rng(2), ("six",), voices[0]).sound
    costs, seen = spoken.watched(model, data, sound, steps=60, stops=(0, 20))
    assert list(seen) == [0, 20, 60]
    assert costs[-10:].mean() < 0.4 * costs[:10].mean()
    np.testing.assert_allclose(np.exp(seen[60]).sum(axis=0), 1, rtol=1e-6)


@pytest.mark.parametrize("seed", [0])
def test_known_words_are_read_and_new_words_are_not(seed):
    data = spoken.examples(600, seed, voices=load_spoken_words().train_voices)
    model = spoken.network(seed)
    spoken.train(model, data, steps=320, seed=seed)
    errors = {name: spoken.letter_errors(model, part) for name, part in spoken.groups(40).items()}
    assert errors["known words, new voices"] < 0.15
    assert errors["new words, known voices"] > 0.4
    quiet, loud = spoken.by_noise(model, 30, (0.003, 0.1))
    assert quiet < 0.15
    assert loud > 0.5
