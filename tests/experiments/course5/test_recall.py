"""Pairs to recall: what a sequence is, and what the networks make of it."""

import numpy as np
import pytest

from deepcourse.exercises.course5.self_attention.recall_head import recall_head_by_hand
from deepcourse.experiments.course5 import recall


def test_a_sequence_holds_different_keys_with_values_and_then_asks_for_one():
    x, y = recall.sequences(np.random.default_rng(1), 5, 6, keys=9, values=4)
    assert x.shape == (13, 5, 7)
    assert (x[:9].sum(axis=0) == 1).all()
    assert (x[9:, :, :6].sum(axis=0) == 1).all()
    assert (x[9:, :, 6] == 0).all()
    assert (x[:9, :, :6].sum(axis=2) <= 1).all()
    for example in range(5):
        asked = x[:9, example, 6].argmax()
        place = x[asked, example, :6].argmax()
        assert x[9:, example, place].argmax() == y[example]


@pytest.mark.parametrize("T", [1, 8, 64])
def test_a_head_by_hand_recalls_everything_at_every_length(T):
    assert recall.by_hand(*recall_head_by_hand(recall.KEYS, recall.VALUES, 64), T) == 1.0


def test_attention_learns_to_recall_and_a_recurrent_network_does_not():
    head, gru = recall.attention_model(0), recall.recurrent_model(0)
    for model in (head, gru):
        recall.trained(model, 300, 0)
    assert recall.accuracy(head, 8) > 0.95
    assert recall.accuracy(gru, 8) < 0.5
    assert recall.accuracy(head, 64) > recall.accuracy(gru, 64) + 0.3


def test_a_larger_score_is_sharper():
    assert recall.largest_weights(64, False) > recall.largest_weights(64, True)
