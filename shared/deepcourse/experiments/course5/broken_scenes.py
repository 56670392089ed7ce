"""Scenes made with a mistake on purpose: what `scene_faults` is tried on.

MAKERS      {name: how a scene is put together}: options of `trigger_scenes.scene`
some        a few scenes of one of them
"""

import numpy as np

from deepcourse.datasets import load_spoken_words
from deepcourse.experiments.course5 import trigger_scenes as scenes
from deepcourse.sequence.trigger_word import insert_clip, label_after


def never_listed(background, clip, segments, rng):
    """Put a clip anywhere: what is there already has not been looked at."""
    sound, segment = insert_clip(background, clip, [], rng)
    segments.append(segment)
    return sound, segment


def cut_off(background, clip, segments, rng):
    """Let a clip start anywhere, also so late that it is cut off; its segment goes on beyond the end."""
    longer = np.concatenate([background, np.zeros(len(clip) // 4, background.dtype)])
    sound, segment = insert_clip(longer, clip, segments, rng)
    return sound[: len(background)], segment


def played_elsewhere(background, clip, segments, rng):
    """Play a clip half a second before the place that is written down."""
    sound, segment = insert_clip(background, clip, segments, rng)
    return background + np.roll(sound - background, -scenes.RATE // 2), segment


MAKERS = {
    "as it should be": {},
    "labels begin at end, not at end + 1": {"label": lambda y, end, length: label_after(y, end - 1, length)},
    "the output step is sample // 512": {"step": lambda sample: sample // (scenes.HOP * scenes.STRIDE)},
    "places may be used twice": {"insert": never_listed},
    "clips may be cut off at the end": {"insert": cut_off},
    "clips sound half a second before their segment": {"insert": played_elsewhere},
}


def some(maker, count, seed=4):
    """Return scenes of one of the `MAKERS`, by the training voices."""
    return scenes.scenes(seed, count, load_spoken_words().train_voices, **maker)
