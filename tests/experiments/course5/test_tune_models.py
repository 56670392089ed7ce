"""A network that learns melodies: ids and back, a few steps that learn, and melodies drawn from it."""

import numpy as np
import pytest

from deepcourse.datasets import load_tunes
from deepcourse.experiments.course5 import tune_models
from deepcourse.sequence.music import transpose

TRAIN, TEST = load_tunes()


def test_every_tune_in_every_key_of_music_with_lstm_has_ids():
    for melody in tune_models.in_keys([tune.melody for tune in TRAIN + TEST]):
        assert tune_models.melody_of(tune_models.ids_of(melody)) == melody


def test_steps_are_the_same_in_every_key():
    for tune in TRAIN:
        assert tune_models.in_steps(transpose(tune.melody, 4)) == tune_models.in_steps(tune.melody)


def test_a_few_steps_learn_and_compose():
    melodies = [tune.melody for tune in TRAIN[:3]]
    network, costs = tune_models.trained(melodies, steps=25, seed=1, batch=3, units=16)
    assert costs[-3:].mean() < costs[0] - 0.5
    assert tune_models.perplexity_of(network, melodies) < tune_models.V
    drawn = tune_models.drawn(network, number=3, temperature=1, seed=2, longest=10)
    assert [len(melody) <= 10 for melody in drawn] == [True] * 3
    assert drawn == tune_models.drawn(network, number=3, temperature=1, seed=2, longest=10)


def test_one_step_at_a_time_gives_what_the_whole_gives():
    network, _ = tune_models.trained([TRAIN[0].melody], steps=2, seed=1, batch=1, units=8)
    ids = [tune_models.START, *tune_models.ids_of(TRAIN[0].melody[:6])]
    whole, _ = network.forward(np.array([ids]))
    step, state = tune_models.step_of(network), None
    for t, i in enumerate(ids):
        scores, state = step(i, state)
        assert scores == pytest.approx(whole[:, 0, t], abs=1e-5)
