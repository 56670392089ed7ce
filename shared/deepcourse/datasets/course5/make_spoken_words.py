"""Make `spoken_words.xz`: twenty words, spoken by twenty voices of eSpeak NG.

apt-get install espeak-ng
python -m deepcourse.datasets.course5.make_spoken_words

The program speaks at 22 050 samples a second. Cutting the spectrum at half the new rate makes 8 000 of them. Silence
before and after the word is cut, and the loudest sample becomes 0.5.
"""

import lzma
import subprocess

import numpy as np

from deepcourse.datasets.course5.spoken_words import FILE, RATE, VOICES, WORDS, compressed

SEED = 5
SPOKEN_RATE, HEADER = 22_050, 44  # of a WAV file
QUIET = 0.01  # of the loudest sample: all below, before and after the word, is silence
BEFORE, AFTER = 160, 320  # samples of it that stay


def said(word, voice, speed, pitch):
    """Return what the program says, at its own rate."""
    command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdout", word]
    wav = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(wav[HEADER:], np.int16) / 2**15


def resampled(sound):
    """Return a sound at the rate that is kept: its spectrum, cut."""
    n = round(len(sound) * RATE / SPOKEN_RATE)
    return np.fft.irfft(np.fft.rfft(sound)[: n // 2 + 1], n) * n / len(sound)


def trimmed(sound):
    """Return a sound without the silence around it, the loudest sample 0.5."""
    loud = np.nonzero(np.abs(sound) > QUIET * np.abs(sound).max())[0]
    sound = sound[max(0, loud[0] - BEFORE) : loud[-1] + AFTER]
    return sound / np.abs(sound).max() / 2


def main():
    """Write the file."""
    rng, sounds = np.random.default_rng(SEED), []
    for word in WORDS:
        for voice in VOICES:
            speed, pitch = int(rng.integers(130, 200)), int(rng.integers(30, 70))
            sounds.append(compressed(trimmed(resampled(said(word, voice, speed, pitch)))))
    lengths = np.array([len(sound) for sound in sounds], np.uint16)
    FILE.write_bytes(lzma.compress(lengths.tobytes() + b"".join(sound.tobytes() for sound in sounds), preset=9))


if __name__ == "__main__":
    main()
