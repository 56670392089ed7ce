"""Scenes of three seconds with words in them, and a detector of "activate" that learns from them.

Scene, scene, scenes    one scene: its sound, where which words are, the labels; many of them
true_ends               where the trigger words of scenes end, in output steps
Detector                a network, and the mean and deviation of what it reads
trained                 a detector trained, and its costs
recorded_detector       the one whose weights are in the record
last_heard              the last sample that an output step hears
chimed                  a sound with a chime after each detection
alarms_by_word          how often each other word, alone in a scene, sets off an alarm
talk                    minutes of speech without the trigger word

Run as a program, it trains the recorded detector: `python -m deepcourse.experiments.course5.trigger_scenes`.
"""

from typing import NamedTuple

import numpy as np

from deepcourse.datasets import load_spoken_words, load_trigger_detector
from deepcourse.datasets.course5.trigger_detector import FILE
from deepcourse.sequence import training, trigger_word
from deepcourse.sequence.convolution_layers import ReLU, TimeConvolution
from deepcourse.sequence.detection import detections
from deepcourse.sequence.layers import GRU, Chain, Dense
from deepcourse.sequence.sound import BANDS, HOP, RATE, SIZE, log_mel
from deepcourse.sequence.time_first import sigmoid_in_place

TRIGGER, NEAR = "activate", ("active", "elevate")
SAMPLES = 3 * RATE
WIDTH, STRIDE, UNITS = 15, 4, 48
GEOMETRY = (SIZE, HOP, WIDTH, STRIDE)
T_X = 1 + (SAMPLES - SIZE) // HOP
T_Y = 1 + (T_X - WIDTH) // STRIDE
LABEL = 8  # output steps, about half a second
HISS, LOUDNESS = (0.002, 0.06), (0.2, 1.0)  # deviation of the noise; what clips are multiplied by
TOLERANCE, REFRACTORY = 8, 10  # output steps
WEIGHT = 3.0  # of a step labelled 1 in the cost: there are fewer of them
SCENES, STEPS, FAST_STEPS, BATCH, RATE_OF_LEARNING = 1_200, 600, 15, 32, 0.004


class Scene(NamedTuple):
    """A sound, its words, their segments in samples, the labels."""

    sound: np.ndarray
    words: list
    segments: list
    y: np.ndarray

    @property
    def ends(self):
        """The output steps in which its trigger words end: of those that end early enough for a label."""
        spoken = zip(self.words, self.segments, strict=True)
        return sorted(
            last_step(end) for word, (_, end) in spoken if word == TRIGGER and last_step(end) + 1 < len(self.y)
        )


def last_step(end):
    """Return the output step in which a segment ends, in the geometry of this network."""
    return trigger_word.output_step(end, *GEOMETRY)


def background(rng, samples=SAMPLES):
    """Return generated noise, float32: a hiss and a hum, each as loud as the draw says."""
    hiss = rng.normal(size=samples) * np.exp(rng.uniform(*np.log(HISS)))
    turns = rng.uniform(60, 400) * np.arange(samples) / RATE
    return (hiss + rng.uniform(0, 0.02) * np.sin(2 * np.pi * turns)).astype(np.float32)


def draw_words(rng, others):
    """Return the words of a scene: "activate" up to twice, and one to three others, near-misses more often."""
    count = int(rng.integers(0, 3))
    return [TRIGGER] * count + [str(word) for word in rng.choice(others, size=int(rng.integers(1, 4)))]


def others(leave_out=()):
    """Return the words that are not the trigger; near-misses stand there three times."""
    words = [word for word in load_spoken_words().words if word != TRIGGER] + 2 * list(NEAR)
    return [word for word in words if word not in leave_out]


def scene(rng, voices, words=None, *, insert=trigger_word.insert_clip, label=trigger_word.label_after,
          step=last_step, leave_out=()):  # fmt: skip
    """Return a `Scene` of words (drawn ones, if None) by some of the voices, where a free place was found for them.

    insert, label, step : how a clip is put in, how it is labelled, in which output step a sample is
    """
    sounds = load_spoken_words().sounds
    sound, segments, spoken, y = background(rng), [], [], np.zeros(T_Y, np.float32)
    for word in draw_words(rng, others(leave_out)) if words is None else words:
        clip = sounds[word, voices[int(rng.integers(len(voices)))]] * np.float32(rng.uniform(*LOUDNESS))
        sound, segment = insert(sound, clip, segments, rng)
        if segment is not None:
            spoken.append(word)
            if word == TRIGGER:
                y = label(y, step(segment[1]), LABEL)
    return Scene(sound, spoken, segments, y)


def scenes(seed, count, voices, **options):
    """Return a list of scenes, drawn one after the other."""
    rng = np.random.default_rng(seed)
    return [scene(rng, voices, **options) for _ in range(count)]


def true_ends(some):
    """Return a list of the output steps in which trigger words end, for each scene."""
    return [each.ends for each in some]


def features(sounds):
    """Return what the network reads of sounds of one length: (24, m, T_x), float32."""
    return np.stack([log_mel(np.asarray(sound, np.float32)) for sound in sounds], axis=1)


def network(seed):
    """Return an untrained network: filters over time, a GRU, a score for each output step."""
    rng = np.random.default_rng(seed)
    layers = (TimeConvolution(rng, BANDS, UNITS, WIDTH, STRIDE), ReLU(), GRU(rng, UNITS, UNITS, update_bias=-1.0))
    return Chain(*layers, Dense(rng, UNITS, 1))


class Detector(NamedTuple):
    """A network, and what its input is shifted and divided by: (24, 1, 1) each."""

    network: Chain
    mean: np.ndarray
    deviation: np.ndarray

    def probabilities(self, sounds):
        """Return how likely "activate" has just been said, at each output step: (m, T_y)."""
        z, _ = self.network.forward((features(sounds) - self.mean) / self.deviation)
        return sigmoid(z[0])


def sigmoid(z):
    """Return the sigmoid of z, as a new array."""
    p = np.array(z)
    sigmoid_in_place(p)
    return p


def weighted_cost(Z, Y, lengths=None):
    """Return the mean of -log p over all steps, those labelled 1 counted `WEIGHT` times, and its gradient.

    Z : (1, m, T_y) scores    Y : (m, T_y) labels
    """
    z = Z[0]
    w = 1 + (WEIGHT - 1) * Y
    cost = float(np.mean(w * (np.logaddexp(0, z) - z * Y)))
    return cost, (w * (sigmoid(z) - Y) / z.size).astype(Z.dtype)[None]


def trained(some, seed=0, steps=STEPS):
    """Return a `Detector` trained on scenes, and its costs."""
    X, Y = features([each.sound for each in some]), np.stack([each.y for each in some])
    mean, deviation = X.mean(axis=(1, 2), keepdims=True), X.std(axis=(1, 2), keepdims=True)
    X = (X - mean) / deviation

    def batch(rng):
        chosen = rng.integers(0, len(some), BATCH)
        return X[:, chosen] + 0.2 * rng.standard_normal((BANDS, BATCH, X.shape[2]), np.float32), Y[chosen], None

    model = network(seed)
    options = {"steps": steps, "learning_rate": RATE_OF_LEARNING, "seed": seed + 1}
    return Detector(model, mean, deviation), training.fit(model, batch, cost=weighted_cost, **options)


def recorded_detector():
    """Return the detector whose weights are in the record."""
    kept, model = load_trigger_detector(), network(0)
    for name, value in model.parameters.items():
        value[...] = kept[name]
    return Detector(model, kept["mean"], kept["deviation"])


def last_heard(step):
    """Return the last sample that an output step hears, or an array of them for an array of steps.

    >>> last_heard(0), last_heard(2)
    (2047, 3071)
    """
    return (step * STRIDE + WIDTH - 1) * HOP + SIZE - 1


def chimed(sound, steps):
    """Return a sound with a chime as soon as each of these output steps has been heard; it may be longer."""
    s = np.arange(RATE // 3) / RATE
    chime = 0.3 * np.exp(-9 * s) * (np.sin(2 * np.pi * 880 * s) + 0.5 * np.sin(2 * np.pi * 1320 * s))
    out = np.concatenate([sound, np.zeros(len(chime))])
    for step in steps:
        out[last_heard(step) + 1 :][: len(chime)] += chime
    return out


def alarms_by_word(detector, threshold, refractory=REFRACTORY, count=30, seed=77):
    """Return {word: alarms a scene}: each word but the trigger, alone in `count` scenes, spoken by the test voices."""
    data, found = load_spoken_words(), {}
    for word in data.words:
        if word != TRIGGER:
            some = scenes([seed, data.words.index(word)], count, data.test_voices, words=[word])
            p = detector.probabilities([each.sound for each in some])
            found[word] = sum(len(detections(row, threshold, refractory)) for row in p) / count
    return found


def talk(seed, minutes, others=None):
    """Return about so many minutes of words that are not the trigger, by the test voices, one sound a minute.

    others : words to choose from; None: all, each equally often
    """
    rng, data, sounds = np.random.default_rng(seed), load_spoken_words(), []
    others = [word for word in data.words if word != TRIGGER] if others is None else others
    for _ in range(minutes):
        sound = background(rng, 60 * RATE)
        at = int(rng.integers(RATE // 2))
        while True:
            clip = data.sounds[str(rng.choice(others)), data.test_voices[int(rng.integers(len(data.test_voices)))]]
            if at + len(clip) > len(sound):
                break
            sound[at : at + len(clip)] += clip * np.float32(rng.uniform(*LOUDNESS))
            at += len(clip) + int(rng.integers(RATE // 10, RATE // 2))
        sounds.append(sound)
    return sounds


def record():
    """Train the recorded detector and keep it, in half precision."""
    some = scenes(1, SCENES, load_spoken_words().train_voices)
    found, _ = trained(some, seed=0, steps=2 * STEPS)
    kept = found.network.parameters | {"mean": found.mean, "deviation": found.deviation}
    np.savez_compressed(FILE, **{name: value.astype(np.float16) for name, value in kept.items()})


if __name__ == "__main__":
    record()
