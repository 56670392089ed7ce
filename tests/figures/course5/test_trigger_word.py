"""The figures of trigger_word: what each shows."""

import numpy as np

from deepcourse.datasets import load_spoken_words
from deepcourse.experiments.course5 import trigger_scenes as scenes
from deepcourse.explore.course5 import trigger_word as explore
from deepcourse.figures.course5 import trigger_word as figures
from deepcourse.figures.description import description
from deepcourse.figures.style import new_figure
from deepcourse.sequence.detection import detections, f1
from quiet import SILENT

pytestmark = SILENT

VOICES = load_spoken_words().test_voices
THRESHOLDS = (0.1, 0.3, 0.5, 0.7, 0.9)
RATES = {
    "trained on all words": dict.fromkeys(("active", "elevate", "music", "seven"), 0.03),
    "never heard active, elevate": {"active": 0.53, "elevate": 0.27, "music": 0.0, "seven": 0.07},
}


def example():
    return scenes.scene(np.random.default_rng(10), VOICES, ["activate", "active", "music", "activate"])


def heard(threshold=0.8):
    made = example()
    p = scenes.recorded_detector().probabilities([made.sound])[0]
    return figures.draw_heard(made, p, detections(p, threshold, 10), threshold)[0]


def nothing_heard():
    made = example()
    return figures.draw_heard(made, np.full(scenes.T_Y, 0.2), [], 0.9, title="your detector")[0]


def one_scene():
    _, axes = new_figure(3, 1, height=5.6, height_ratios=(1, 1.2, 0.8))
    figures.draw_scene(axes, explore.put(200, 1_400, "active"))
    return axes[0]


def thresholds():
    precision, recall = np.array([0.86, 0.99, 0.99, 0.99, 1.0]), np.array([1.0, 0.99, 0.99, 0.98, 0.97])
    return figures.draw_thresholds(THRESHOLDS, precision, recall, 2 * precision * recall / (precision + recall), 0.5)


def alarms():
    _, axes = new_figure(1, 2, height=3.9, width_ratios=(1.35, 1))
    every, ends = explore.heard()
    chosen = next(i for i, those in enumerate(ends) if len(those) == 2)
    p = every[chosen]
    curves = [explore.rates(t, 3)[:2] for t in THRESHOLDS]
    figures.draw_alarms(axes, p, ends[chosen], detections(p, 0.5, 3), 0.5, (THRESHOLDS, *zip(*curves, strict=True)))
    return axes[0]


DRAWINGS = {  # figure: how the notebook draws it
    "heard": heard,
    "nothing heard": nothing_heard,
    "clocks": figures.draw_clocks,
    "scene": one_scene,
    "thresholds": thresholds,
    "alarms": alarms,
    "words": lambda: figures.draw_words(RATES),
}

EXCUSED = {  # diagrams, a common axis below, and bars with names
    "heard": {"xlabel"},
    "nothing heard": {"xlabel"},
    "clocks": {"ylabel"},
    "words": {"ylabel"},
}


def test_the_example_has_near_words_and_is_answered_after_the_trigger_words_alone():
    made = example()
    assert {"activate", "active"} <= set(made.words)
    p = scenes.recorded_detector().probabilities([made.sound])[0]
    found = detections(p, 0.8, 10)
    assert len(found) == len(made.ends)
    assert all(abs(a - b) <= 3 for a, b in zip(found, made.ends, strict=True))
    assert "activate from" in description(heard().figure)


def test_a_detector_that_says_nothing_never_chimes():
    assert "a chime sounds at (seconds): never" in description(nothing_heard().figure)


def test_the_clocks_tell_which_output_hears_the_sample_first():
    told = description(figures.draw_clocks().figure)
    assert f"is first heard by output {scenes.last_step(2_300)}" in told
    assert scenes.last_step(2_300) == 1


def test_words_with_most_alarms_come_first():
    labels = [label.get_text() for label in figures.draw_words(RATES, most=3).get_yticklabels()]
    assert labels == ["active", "elevate", "seven"]


def test_f1_in_the_figure_is_that_of_the_textbook():
    line = next(line for line in thresholds().lines if line.get_label() == "F1")
    assert line.get_ydata()[0] == f1(0.86, 1.0)
