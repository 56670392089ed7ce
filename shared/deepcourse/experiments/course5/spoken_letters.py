"""Spoken words to letters: sounds put together from words, a network, its training with CTC, and its errors.

ALPHABET, LETTERS   the blank and the letters; the number of each letter
spelled, read_as    from words to labels and back
Spoken              what `speak` returns: a sound, its words, and where each word lies
speak               words said by one voice, one after the other, with pauses, speed, loudness and noise drawn
examples            many of them as features, texts and lengths
network             an untrained network
cost_of             the cost of a network: CTC over the steps that its convolution leaves
train               a network trained
scores              the log-probabilities of each sound
letter_errors       the letter error rate of a decoder
groups              sounds to test with: known and new words, known and new voices
by_noise            the letter error rate against the level of the noise
watched             the training of a network, with the probabilities for one sound at some steps
"""

from typing import NamedTuple

import numpy as np

from deepcourse.datasets.course5.spoken_words import WORDS, load_spoken_words
from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence.convolution_layers import TimeConvolution
from deepcourse.sequence.ctc import ctc_cost, greedy_decode, least_steps
from deepcourse.sequence.error_rate import error_rate
from deepcourse.sequence.layers import GRU, Bidirectional, Chain, Dense
from deepcourse.sequence.sound import BANDS, log_mel
from deepcourse.sequence.training import fit

ALPHABET = ("-", *sorted(set("".join(WORDS))))  # the blank is shown as "-"
LETTERS = {letter: k for k, letter in enumerate(ALPHABET)}
NEW_WORDS = ("seven", "nine", "elevate")  # never in a training; every letter of theirs is in other words
KNOWN_WORDS = tuple(word for word in WORDS if word not in NEW_WORDS)
WIDTH, STRIDE, FILTERS, UNITS = 5, 2, 48, 32
BATCH, RATE_OF_LEARNING, STEPS, FAST_STEPS, TRAIN, FAST_TRAIN = 32, 0.008, 500, 8, 1600, 64
NOISE = (0.0005, 0.01)  # the deviation of the noise in a training; the loudest sample of a word is about 0.5
LEVELS = (0.0005, 0.001, 0.003, 0.01, 0.03, 0.1)  # of noise, for a test
MEAN, DEVIATION = -1.0, 4.0  # about those of the features: what a network reads has mean 0 and deviation 1


def spelled(words):
    """Return the labels of some words: their letters, without spaces between words.

    >>> spelled(["two", "one"])
    [16, 19, 13, 13, 12, 4]
    """
    return [LETTERS[letter] for letter in "".join(words)]


def read_as(labels):
    """Return labels as a text."""
    return "".join(ALPHABET[k] for k in labels)


class Spoken(NamedTuple):
    """A sound, the words in it, and the first sample and the one after the last of each word."""

    sound: np.ndarray
    words: tuple
    places: tuple


def speak(rng, words, voice, noise=0.0):
    """Return `Spoken` words: each at a speed of its own, with pauses between them, one loudness, and noise."""
    sounds, parts, places, at = load_spoken_words().sounds, [], [], 0
    for word in words:
        pause, speed = int(rng.integers(300, 1500)), rng.uniform(0.85, 1.2)
        sound = sounds[word, voice]
        steps = np.arange(0, len(sound) - 1, speed)
        parts += [np.zeros(pause), np.interp(steps, np.arange(len(sound)), sound)]
        places.append((at + pause, at + pause + len(steps)))
        at += pause + len(steps)
    parts.append(np.zeros(int(rng.integers(600, 1500))))
    whole = np.concatenate(parts) * rng.uniform(0.5, 1.2)
    return Spoken((whole + noise * rng.normal(size=len(whole))).astype(np.float32), tuple(words), tuple(places))


def features(sound):
    """Return what a network reads of a sound, (BANDS, T), float32."""
    return ((log_mel(sound) - MEAN) / DEVIATION).astype(np.float32)


class Examples(NamedTuple):
    """Sounds as a network reads them, x (BANDS, m, T), padded; their texts as labels; the real steps of each, (m,)."""

    x: np.ndarray
    texts: list
    lengths: np.ndarray

    def some(self, chosen):
        """Return the chosen examples, cut at the longest of them."""
        lengths = self.lengths[chosen]
        return Examples(self.x[:, chosen, : lengths.max()], [self.texts[i] for i in chosen], lengths)


def examples(count, seed, *, voices, words=KNOWN_WORDS, noise=NOISE, how_many=(2, 3)):
    """Return `Examples` of so many sounds; `noise` is a range from which each sound draws its level."""
    rng, found = np.random.default_rng(seed), []
    while len(found) < count:
        chosen = rng.choice(words, size=rng.integers(how_many[0], how_many[1] + 1)).tolist()
        level = np.exp(rng.uniform(*np.log(noise)))
        said = speak(rng, chosen, voices[rng.integers(len(voices))], level)
        found.append((features(said.sound), spelled(chosen)))
    return together(found)


def together(found):
    """Return `Examples` of pairs (features, labels)."""
    lengths = np.array([part.shape[1] for part, _ in found])
    x = np.zeros((lengths.max(), BANDS, len(found)), np.float32)
    for i, (part, _) in enumerate(found):
        x[: lengths[i], :, i] = part.T
    return Examples(x.transpose(1, 2, 0), [text for _, text in found], lengths)


def network(seed, stride=STRIDE):
    """Return an untrained network: a convolution, a GRU in both directions, and scores of all letters and the blank."""
    rng = np.random.default_rng(seed)
    both = Bidirectional(GRU(rng, FILTERS, UNITS), GRU(rng, FILTERS, UNITS))
    return Chain(TimeConvolution(rng, BANDS, FILTERS, WIDTH, stride), both, Dense(rng, 2 * UNITS, len(ALPHABET)))


def cost_of(model):
    """Return the cost of a network for `fit`: `ctc_cost` over the steps that its convolution leaves."""

    def cost(Z, texts, lengths):
        return ctc_cost(Z, texts, model.lengths_after(lengths))

    return cost


def batches(data, model):
    """Return a function of rng that draws a batch from those examples whose text fits into the steps that are left."""
    left = model.lengths_after(data.lengths)
    fitting = np.array([i for i, text in enumerate(data.texts) if least_steps(text) <= left[i]])
    order = fitting[np.argsort(data.lengths[fitting], kind="stable")]  # sounds of about one length go together

    def batch(rng):
        first = int(rng.integers(max(1, len(order) - BATCH + 1)))
        part = data.some(order[first : first + BATCH])
        return part.x, part.texts, part.lengths

    return batch


def train(model, data, *, steps=STEPS, seed=0, draw=None):
    """Train a network in place; return the costs. `draw` stands for the function that `batches` returns."""
    draw = draw or batches(data, model)
    return fit(model, draw, steps=steps, learning_rate=RATE_OF_LEARNING, seed=seed, clip=5.0, cost=cost_of(model))


def scores(model, data):
    """Return the log-probabilities of each sound, a list of (K, T), float64."""
    found = []
    for first in range(0, len(data.lengths), 100):
        part = data.some(np.arange(first, min(first + 100, len(data.lengths))))
        Z, _ = model.forward(part.x, lengths=part.lengths)
        ends = model.lengths_after(part.lengths)
        found += [log_softmax(Z[:, i, :T].astype(float)) for i, T in enumerate(ends)]
    return found


def heard(model, sound):
    """Return the log-probabilities for one sound, (K, T)."""
    return scores(model, together([(features(sound), [])]))[0]


def letter_errors(model, data, decode=greedy_decode):
    """Return the letter error rate of a decoder: changed letters as a share of those that were spoken."""
    return error_rate([decode(log_probs) for log_probs in scores(model, data)], data.texts)


def groups(count, seed=90):
    """Return {name: Examples} of sounds that no training has heard: known and new words, known and new voices."""
    found, data = {}, load_spoken_words()
    for words, words_name in ((KNOWN_WORDS, "known words"), (NEW_WORDS, "new words")):
        for voices, voices_name in ((data.train_voices, "known voices"), (data.test_voices, "new voices")):
            found[f"{words_name}, {voices_name}"] = examples(count, seed, voices=voices, words=words)
    return found


def by_noise(model, count, levels=LEVELS, seed=91, decode=greedy_decode):
    """Return the letter error rate of known words in new voices at each level of the noise."""
    voices = load_spoken_words().test_voices
    return [letter_errors(model, examples(count, seed, voices=voices, noise=(n, n)), decode) for n in levels]


def watched(model, data, sound, *, steps=STEPS, seed=0, stops=()):
    """Train a network in place; return the costs, and {step: log-probabilities for one sound} before some steps.

    The number of steps is a stop as well: after the last step.
    """
    seen, draw, count = {}, batches(data, model), iter(range(steps))

    def batch(rng):
        step = next(count)
        if step in stops:
            seen[step] = heard(model, sound)
        return draw(rng)

    costs = train(model, data, steps=steps, seed=seed, draw=batch)
    return costs, seen | {steps: heard(model, sound)}
