"""Scenes with words, a detector of one of them, and scenes that are broken on purpose."""

import numpy as np
import pytest

from deepcourse.datasets import load_spoken_words
from deepcourse.experiments.course5 import broken_scenes
from deepcourse.experiments.course5 import trigger_scenes as scenes
from deepcourse.sequence.detection import detections, precision_recall
from deepcourse.sequence.trigger_word import scene_faults

DATA = load_spoken_words()


def faults(made):
    """Return the faults of a scene."""
    trigger = [word == scenes.TRIGGER for word in made.words]
    return scene_faults(len(made.sound), made.segments, trigger, made.y, scenes.LABEL, scenes.last_step)


def test_scenes_of_trigger_word_are_the_sum_of_noise_and_words():
    made = scenes.scene(np.random.default_rng(1), DATA.train_voices, ["activate", "seven"])
    assert made.sound.shape == (scenes.SAMPLES,)
    assert made.words == ["activate", "seven"]
    assert faults(made) == []
    assert made.y.sum() == min(scenes.LABEL, scenes.T_Y - 1 - made.ends[0])
    (start, end), quiet = (
        made.segments[1],
        scenes.scene(np.random.default_rng(1), DATA.train_voices, ["activate"]).sound,
    )
    assert np.abs(made.sound - quiet)[start : end + 1].max() > 0.05
    assert np.abs(made.sound - quiet)[:start].max() == 0


def test_features_have_the_steps_that_the_constants_say():
    x = scenes.features([np.zeros(scenes.SAMPLES, np.float32)] * 2)
    assert x.shape == (24, 2, scenes.T_X)
    out, _ = scenes.network(0).forward(x)
    assert out.shape == (1, 2, scenes.T_Y)
    assert sum(value.size for value in scenes.network(0).parameters.values()) == pytest.approx(31_000, rel=0.02)


def test_no_trigger_word_is_too_short_for_its_label():
    shortest = min(len(sound) for (word, _), sound in DATA.sounds.items() if word == scenes.TRIGGER)
    assert shortest == 4_703
    assert shortest / (scenes.HOP * scenes.STRIDE) > scenes.LABEL + 1


def test_an_output_step_has_just_heard_its_last_sample():
    for u in (0, 5, 42):
        assert scenes.last_step(scenes.last_heard(u)) == u
        assert scenes.last_step(scenes.last_heard(u) + 1) == u + 1


def test_the_weighted_cost_has_the_slope_that_it_says():
    rng = np.random.default_rng(2)
    Z, Y, d = rng.normal(size=(1, 3, 7)), (rng.random((3, 7)) < 0.4).astype(float), rng.normal(size=(1, 3, 7))
    _, dZ = scenes.weighted_cost(Z, Y)
    slope = (scenes.weighted_cost(Z + 1e-6 * d, Y)[0] - scenes.weighted_cost(Z - 1e-6 * d, Y)[0]) / 2e-6
    assert (dZ * d).sum() == pytest.approx(slope, rel=1e-6)
    p = 1 / (1 + np.exp(-Z[0]))
    by_hand = -np.mean(np.where(Y == 1, scenes.WEIGHT * np.log(p), np.log(1 - p)))
    assert scenes.weighted_cost(Z, Y)[0] == pytest.approx(by_hand)


def test_the_recorded_detector_hears_voices_that_it_does_not_know():
    some = scenes.scenes(21, 100, DATA.test_voices)
    p = scenes.recorded_detector().probabilities([made.sound for made in some])
    found = [detections(row, 0.8, scenes.REFRACTORY) for row in p]
    assert min(precision_recall(found, scenes.true_ends(some), scenes.TOLERANCE)) > 0.93


def test_a_few_steps_lower_the_cost():
    detector, costs = scenes.trained(scenes.scenes(3, 40, DATA.train_voices), seed=0, steps=30)
    assert costs[-5:].mean() < 0.8 * costs[0]
    assert detector.probabilities([np.zeros(scenes.SAMPLES)]).shape == (1, scenes.T_Y)


def test_a_chime_sounds_when_the_step_has_been_heard():
    sound = np.zeros(scenes.SAMPLES)
    added = scenes.chimed(sound, [10])
    first = int(np.flatnonzero(added)[0])
    assert scenes.last_heard(10) < first <= scenes.last_heard(10) + 3
    assert len(scenes.chimed(sound, [42])) > scenes.last_heard(42)
    assert not sound.any()


def test_talk_has_no_trigger_word_and_lasts_as_long_as_it_should():
    sounds = scenes.talk(1, 1)
    assert [len(sound) for sound in sounds] == [60 * scenes.RATE]
    assert scenes.others(scenes.NEAR) == [word for word in DATA.words if word not in (scenes.TRIGGER, *scenes.NEAR)]


@pytest.mark.parametrize(
    ("maker", "expected"),
    [
        ("as it should be", set()),
        ("labels begin at end, not at end + 1", {"labels"}),
        ("the output step is sample // 512", {"labels"}),
        ("places may be used twice", {"overlap"}),
        ("clips may be cut off at the end", {"outside"}),
        ("clips sound half a second before their segment", set()),
    ],
)
def test_broken_scenes_have_the_fault_that_they_should(maker, expected):
    found = {fault for made in broken_scenes.some(broken_scenes.MAKERS[maker], 30) for fault in faults(made)}
    assert found == expected
    assert len(broken_scenes.MAKERS) == 6
