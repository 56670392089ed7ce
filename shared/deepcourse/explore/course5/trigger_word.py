"""The explorations of course 5, week 3: a scene with a trigger word, and the alarms of a detector.

explore_scene       two words at places of the reader's choice, in three units of time
explore_alarms      threshold and refractory period of a recorded detector, on scenes of unseen voices
"""

from functools import cache

import numpy as np

from deepcourse.datasets import load_spoken_words
from deepcourse.experiments.course5 import trigger_scenes as scenes
from deepcourse.explore.exploration import Exploration, choice, slider
from deepcourse.figures.course5 import trigger_word as figures
from deepcourse.figures.style import new_figure
from deepcourse.sequence import trigger_word as trigger
from deepcourse.sequence.detection import detections, precision_recall
from deepcourse.sequence.sound import HOP, RATE

VOICE, LATEST = "en+m1", 2_600
SECOND = ("activate", "active", "elevate", "music", "none")
COUNT, THRESHOLDS = 300, (0.02, 0.05, *(round(0.1 * k, 1) for k in range(1, 10)), 0.95, 0.98)
SHOWN = 7  # scenes to choose from


@cache
def put(first, second, word):
    """Return a `Scene` of "activate" and another word at these milliseconds, cut at the end of the scene."""
    sounds, rng = load_spoken_words().sounds, np.random.default_rng(5)
    sound, words, segments, y = scenes.background(rng), [], [], np.zeros(scenes.T_Y)
    for name, at in ((scenes.TRIGGER, first), (word, second)):
        if name == "none":
            continue
        start = at * RATE // 1_000
        clip = sounds[name, VOICE][: scenes.SAMPLES - start]
        sound[start : start + len(clip)] += clip
        words.append(name)
        segments.append((start, start + len(clip) - 1))
        if name == scenes.TRIGGER:
            y = trigger.label_after(y, scenes.last_step(segments[-1][1]), scenes.LABEL)
    return scenes.Scene(sound, words, segments, y)


def explore_scene():
    """Return an exploration: two words in three seconds, as samples, as steps of the spectrogram, as labels."""

    def draw(first, word, second):
        made = put(first, second, word)
        margins = {"left": 0.09, "right": 0.98, "bottom": 0.1, "top": 0.85, "hspace": 0.8}
        figure, axes = new_figure(3, 1, height=5.6, pyplot=False, margins=margins, height_ratios=(1, 1.2, 0.8))
        figures.draw_scene(axes, made)
        end = made.segments[0][1]
        ones = np.flatnonzero(made.y)
        runs = np.split(ones, np.flatnonzero(np.diff(ones) > 1) + 1)
        labels = "output steps " + " and ".join(f"{run[0]} to {run[-1]}" for run in runs)
        shared = trigger.is_overlapping(made.segments[0], made.segments[1:])
        told = f'the last sample of the first "activate" is {end} ({end / 8:.0f} ms), in the spectrogram about step '
        told += f"{end // HOP}, first heard by output {scenes.last_step(end)}; labelled 1: {labels}; "
        return figure, told + ("the two words overlap" if shared else "no two words overlap")

    return Exploration(draw, first=slider("activate from (ms)", 200, 0, 1_900, 20), word=choice("second word", SECOND),
                       second=slider("second from (ms)", 1_400, 0, LATEST, 20))  # fmt: skip


@cache
def heard():
    """Return (probabilities, ends): what the recorded detector makes of scenes of the test voices."""
    some = scenes.scenes(11, COUNT, load_spoken_words().test_voices)
    return scenes.recorded_detector().probabilities([each.sound for each in some]), scenes.true_ends(some)


@cache
def rates(threshold, refractory):
    """Return precision, recall, and the number of alarms, over all these scenes."""
    p, ends = heard()
    found = [detections(row, threshold, refractory) for row in p]
    return (*precision_recall(found, ends, scenes.TOLERANCE), sum(map(len, found)))


def explore_alarms():
    """Return an exploration: a threshold and a refractory period, alarms in one scene, precision and recall in all."""
    p, ends = heard()
    telling = sorted(range(COUNT), key=lambda i: -len(detections(p[i], 0.05, 3)))[:SHOWN]

    def draw(threshold, refractory, scene):
        margins = {"left": 0.07, "right": 0.98, "bottom": 0.27, "top": 0.9, "wspace": 0.25}
        figure, axes = new_figure(1, 2, height=3.9, pyplot=False, margins=margins, width_ratios=(1.35, 1))
        chosen = telling[scene - 1]
        alarms = detections(p[chosen], threshold, refractory)
        curves = [rates(t, refractory)[:2] for t in THRESHOLDS]
        figures.draw_alarms(axes, p[chosen], ends[chosen], alarms, threshold, (THRESHOLDS, *zip(*curves, strict=True)))
        precision, recall, count = rates(threshold, refractory)
        words = sum(map(len, ends))
        quiet = f"{refractory} step{'s' * (refractory != 1)} ({64 * refractory} ms)"
        told = f"threshold {threshold:g}, silent for {quiet}: {len(alarms)} chimes in scene {scene}; in all "
        told += f"{COUNT} scenes {count} chimes for {words} words, precision {precision:.3f}, recall {recall:.3f}"
        return figure, told

    return Exploration(
        draw,
        threshold=slider("threshold", 0.5, 0.02, 0.98, 0.02),
        refractory=slider("silent steps", 0, 0, 30, 1),
        scene=slider("scene", 1, 1, SHOWN, 1),
    )
