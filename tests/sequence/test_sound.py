"""Spectrograms against SciPy, and what must hold of bands and steps."""

import numpy as np
import pytest

from deepcourse.datasets import load_spoken_words
from deepcourse.sequence import sound

WAVE = np.random.default_rng(1).normal(size=2_000)


def tone(hertz, seconds=0.5):
    """Return a sine at the course's rate."""
    return np.sin(2 * np.pi * hertz * np.arange(int(seconds * sound.RATE)) / sound.RATE)


@pytest.mark.parametrize(("size", "hop"), [(256, 128), (128, 50), (64, 64)])
def test_the_spectrogram_is_that_of_scipy(size, hop):
    signal = pytest.importorskip("scipy.signal")
    window = np.hanning(size)
    options = {"noverlap": size - hop, "boundary": None, "padded": False, "scaling": "spectrum"}
    said = np.abs(signal.stft(WAVE, sound.RATE, window, size, **options)[2] * window.sum()) ** 2
    mine = sound.spectrogram(WAVE, size, hop)
    assert mine.shape == (size // 2 + 1, 1 + (len(WAVE) - size) // hop)
    np.testing.assert_allclose(mine, said, rtol=1e-9, atol=1e-9)


def test_the_spectrogram_is_the_sum_written_out():
    piece = WAVE[128:384] * np.hanning(256)
    k = np.arange(129)[:, None]
    sums = (piece * np.exp(-2j * np.pi * k * np.arange(256) / 256)).sum(axis=1)
    np.testing.assert_allclose(sound.spectrogram(WAVE)[:, 1], np.abs(sums) ** 2, rtol=1e-8, atol=1e-10)


def test_a_tone_is_loudest_in_the_row_of_its_frequency():
    for hertz in (250, 1_000, 3_000):
        rows = sound.spectrogram(tone(hertz)).argmax(axis=0)
        assert (rows == round(hertz * sound.SIZE / sound.RATE)).all()


def test_bands_have_equal_steps_for_the_ear_and_overlap_so_that_they_sum_to_one():
    filters = sound.mel_filters()
    centres = filters.argmax(axis=1) * sound.RATE / sound.SIZE
    steps = np.diff(sound.mel(centres[8:]))  # below, a row of the spectrum is wider than a step
    assert steps.std() / steps.mean() < 0.25
    f = np.arange(129) * sound.RATE / sound.SIZE
    inner = (f > centres[0] + 40) & (f < centres[-1] - 120)
    np.testing.assert_allclose(filters[:, inner].sum(axis=0), 1, atol=1e-12)


def test_higher_tones_are_loudest_in_higher_bands():
    bands = [sound.log_mel(tone(hertz)).mean(axis=1).argmax() for hertz in (200, 500, 1_000, 2_000, 3_500)]
    assert bands == sorted(set(bands))


def test_silence_has_the_logarithm_of_a_little():
    np.testing.assert_allclose(sound.log_mel(np.zeros(600)), np.log(1e-4))


def test_float32_stays_float32():
    said = load_spoken_words().sounds["seven", "en+m1"]
    assert sound.log_mel(said).dtype == np.float32
    np.testing.assert_allclose(sound.log_mel(said), sound.log_mel(said.astype(float)), atol=1e-3)


def test_a_sound_shorter_than_a_piece_is_told():
    with pytest.raises(ValueError, match="a piece has 256 samples, and the sound only 100"):
        sound.log_mel(np.zeros(100))
