"""Twenty words, each spoken by twenty voices of a speech synthesiser.

load_spoken_words   words, voices and sounds, from the file
SpokenWords         what it returns
"""

import functools
import lzma
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("spoken_words.xz")
RATE = 8_000  # samples a second
MU = 255  # of ITU-T G.711: quiet samples are stored in finer steps than loud ones
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
OTHERS = ("activate", "active", "elevate", "hello", "kitchen", "window", "garden", "monday", "coffee", "music")
WORDS = (*DIGITS, *OTHERS)
ACCENTS, VARIANTS = ("en", "en-us", "en-gb-scotland", "en-gb-x-rp"), ("m1", "m3", "m7", "f2", "f4")
VOICES = tuple(f"{accent}+{variant}" for accent in ACCENTS for variant in VARIANTS)
TEST_VOICES = ("en+m3", "en-us+f4", "en-gb-scotland+m1", "en-gb-x-rp+f2")


class SpokenWords(NamedTuple):
    """Sounds by (word, voice), float32 between -1 and 1; words; voices to train with, and others to test with."""

    sounds: dict[tuple[str, str], npt.NDArray[np.float32]]
    words: tuple[str, ...]
    train_voices: tuple[str, ...]
    test_voices: tuple[str, ...]
    rate: int


@functools.cache
def load_spoken_words() -> SpokenWords:
    """Return the `SpokenWords`: 400 sounds of 0.3 to 1 second, 8 000 samples a second, the loudest about 0.5.

    They cannot be written to. No person speaks: the voices are those of the program eSpeak NG, four accents with five
    variants each, at speeds and pitches drawn at random. Made by
    `python -m deepcourse.datasets.course5.make_spoken_words`, which says how.

    >>> data = load_spoken_words()
    >>> len(data.sounds), data.words[7], data.sounds["seven", "en+m1"].dtype
    (400, 'seven', dtype('float32'))
    """
    stored = np.frombuffer(lzma.decompress(present(FILE).read_bytes()), np.uint8)
    lengths = stored[: 2 * len(WORDS) * len(VOICES)].view(np.uint16).astype(int)
    sounds, at = {}, 2 * len(lengths)
    for (word, voice), length in zip(((w, v) for w in WORDS for v in VOICES), lengths, strict=True):
        sounds[word, voice] = expanded(stored[at : at + length])
        sounds[word, voice].flags.writeable = False
        at += length
    train = tuple(voice for voice in VOICES if voice not in TEST_VOICES)
    return SpokenWords(sounds, WORDS, train, TEST_VOICES, RATE)


def compressed(sound: npt.NDArray[np.floating]) -> npt.NDArray[np.uint8]:
    """Return a sound between -1 and 1 as bytes, on the logarithmic scale of G.711."""
    scale = np.sign(sound) * np.log1p(MU * np.abs(sound)) / np.log1p(MU)
    return (np.rint(scale * 127) + 128).astype(np.uint8)


def expanded(stored: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Return the sound that `compressed` stored."""
    scale = (stored.astype(np.float32) - 128) / 127
    return (np.sign(scale) * np.expm1(np.abs(scale) * np.log1p(MU)) / MU).astype(np.float32)
