"""Models of names: distributions, and as good as they should be after a few steps."""

import numpy as np
import pytest

from deepcourse.datasets import load_names
from deepcourse.experiments.course5 import name_models as models
from deepcourse.sequence import language_model as lm

NAMES = load_names()


def a_few():
    """Return a model of each kind, hardly trained."""
    parameters, _ = models.model(NAMES.train, lm.optimize, steps=3, seed=1, n_a=8)
    network, _ = models.trained_lstm(NAMES.train, steps=3, seed=1, n_a=8)
    return {
        "table": models.from_table(lm.bigram_table(NAMES.train, lm.CHAR_TO_IX, 1)),
        "counts": models.from_counts(NAMES.train[:300], 4),
        "plain": models.from_plain(parameters),
        "lstm": models.from_lstm(network),
    }


@pytest.mark.parametrize("prefix", ["", "a", "xq", "mariana"])
def test_a_model_of_character_language_model_gives_a_distribution(prefix):
    for name, next_letter in a_few().items():
        p = next_letter(prefix)
        assert p.shape == (27,), name
        assert p.min() > 0, name
        assert p.sum() == pytest.approx(1), name


def test_counts_are_mixed_with_those_of_shorter_contexts():
    next_letter = models.from_counts(["ab", "ac"], 2)
    unigram = (np.bincount([0, 0, 1, 1, 2, 3], minlength=27) + 4 / 27) / (6 + 4)  # 4 different characters
    expected = (np.bincount([2, 3], minlength=27) + 2 * unigram) / (2 + 2)
    np.testing.assert_allclose(next_letter("a"), expected)
    np.testing.assert_allclose(next_letter("z"), unigram)


def test_perplexities_agree():
    P = lm.bigram_table(NAMES.train, lm.CHAR_TO_IX, 1)
    next_letter = models.from_table(P)
    assert models.perplexity_of(next_letter, NAMES.test[:50]) == pytest.approx(
        lm.perplexity(NAMES.test[:50], P, lm.CHAR_TO_IX)
    )
    nats = np.concatenate([models.nats_of(next_letter, name) for name in NAMES.test[:50]])
    assert np.exp(nats.mean()) == pytest.approx(models.perplexity_of(next_letter, NAMES.test[:50]))


def test_trainings_learn():
    _, costs = models.model(NAMES.train, lm.optimize, steps=60, seed=2, n_a=24)
    assert costs[-10:].mean() < costs[:3].mean() - 0.4
    _, costs = models.trained_lstm(NAMES.train, steps=40, seed=2, n_a=24)
    assert costs[-10:].mean() < costs[:3].mean() - 0.4


def test_names_are_drawn_at_a_temperature():
    next_letter = models.from_counts(NAMES.train, 3)
    rng = np.random.default_rng(1)
    timid, bold = ([models.draw_name(next_letter, rng, t) for _ in range(40)] for t in (0.2, 1.5))
    assert models.shares(timid, NAMES.train)[1] < models.shares(bold, NAMES.train)[1]
    assert all(len(name) <= 20 for name in timid + bold)
    assert models.shares(["anna", "xyzzy", "anna"], ["anna"]) == (2 / 3, 2 / 3)
