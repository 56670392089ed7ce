"""Times of day in words: the rules, the split, a training that learns, errors that are counted; and the small trees.

They belong to sequence_to_sequence_and_beam_search.
"""

import numpy as np
import pytest

from deepcourse.experiments.course5 import small_trees as trees
from deepcourse.experiments.course5 import spoken_times as times
from deepcourse.sequence import search

EVERY = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)]


@pytest.mark.parametrize(
    ("time", "sentence"),
    [("00:00", "twelve o'clock"), ("12:15", "quarter past twelve"), ("23:45", "quarter to twelve"),
     ("07:07", "seven oh seven"), ("19:20", "twenty past seven"), ("12:50", "ten to one"),
     ("00:31", "twelve thirty one"),
     ("11:25", "eleven twenty five")],
)  # fmt: skip
def test_the_usual_wording_of_sequence_to_sequence_and_beam_search(time, sentence):
    assert times.usual(time) == sentence


def test_wordings_are_distributions_over_known_words():
    for time in EVERY:
        said = times.wordings(time)
        assert sum(said.values()) == pytest.approx(1)
        assert all(times.decode(times.encode(sentence)) == sentence for sentence in said)
        assert max(len(times.encode(sentence)) + 1 for sentence in said) <= times.LONGEST
        highest = sorted(said.values())
        assert len(said) == 1 or highest[-1] > highest[-2] + 0.01


def test_no_two_times_of_a_half_day_share_their_usual_wording():
    assert len({times.usual(time) for time in EVERY[: 12 * 60]}) == 12 * 60


def test_a_quarter_is_held_out():
    train, test = times.split()
    assert (len(train), len(test)) == (1080, 360)
    assert sorted(train + test) == EVERY
    assert times.split() == (train, test)


def test_draws_follow_the_probabilities():
    chosen, said = times.draw(np.random.default_rng(1), ["19:20"], 4000)
    assert set(chosen) == {"19:20"}
    for sentence, p in times.wordings("19:20").items():
        assert said.count(sentence) / 4000 == pytest.approx(p, abs=0.03)


def test_a_short_training_learns():
    train, _ = times.split()
    _, costs = times.trained(train, steps=25, m=16, n_a=12)
    assert costs[-5:].mean() < costs[:3].mean() - 0.5


def test_errors_are_counted():
    """A model that knows 07:20 with one wording too much, and 08:20 with the right one."""
    right, wrong = ([*times.encode(sentence), 0] for sentence in ("twenty past seven", "seven twenty"))

    def step_of(first, second):
        def step(prefix):
            p = np.full(len(times.WORDS), 1e-4)
            for ids, weight in (first, second):
                if list(prefix) == ids[: len(prefix)] and len(prefix) < len(ids):
                    p[ids[len(prefix)]] += weight
            return np.log(p / p.sum())

        return step

    steps = {"07:20": step_of((right, 0.3), (wrong, 0.7)), "19:20": step_of((right, 0.7), (wrong, 0.3))}
    counts = times.count_errors(steps, search.beam_search, search.attribute_error, 3, 0)
    assert counts == {"right": 1, "search": 0, "model": 1}
    missed = times.count_errors(steps, lambda *_: (wrong, 0.0), search.attribute_error, 1, 0)
    assert missed == {"right": 0, "search": 1, "model": 1}


@pytest.mark.parametrize("model", trees.MODELS)
def test_small_models_are_distributions(model):
    for p in [trees.USUAL, *trees.MODELS[model].values()]:
        assert sum(p) == pytest.approx(1)
        assert min(p) > 0


def test_the_walk_is_that_of_the_search():
    for model in trees.MODELS.values():
        step = trees.step_of(model)
        for B in (1, 2, 3):
            levels, asked = trees.walked(step, B)
            best = max(
                (one for level in levels for one in level if one[0][-1] == 0 or len(one[0]) == 3), key=lambda o: o[1]
            )
            assert search.beam_search(step, B, 3, 0) == (best[0], pytest.approx(best[1]))
            assert asked <= 1 + 2 * B
