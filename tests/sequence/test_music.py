"""Melodies: against counting by hand, spectra by NumPy, simulation, and another way to find runs."""

from difflib import SequenceMatcher

import numpy as np
import pytest

from deepcourse.datasets.course5 import tunes
from deepcourse.sequence import music

TRAIN, TEST = tunes.load_tunes()


def lines_of_notes():
    lines = [line for line in tunes.FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(zip(lines[::2], lines[1::2], strict=True))


@pytest.mark.parametrize(("heading", "notes"), lines_of_notes(), ids=lambda text: text.split(";")[0][:16])
def test_every_bar_of_a_tune_for_music_with_lstm_is_full(heading, notes):
    bar = int(heading.split(";")[1])
    assert [sum(length for _, length in each) for each in tunes.read_bars(notes)] == [bar] * (notes.count("|") + 1)


def test_every_tune_is_among_those_whose_bars_are_counted():
    titles = [heading.split(";")[0] for heading, _ in lines_of_notes()]
    assert [tune.title for tune in TRAIN + TEST] == titles
    assert len(set(titles)) == 20


def test_a_bar_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="H2"):
        tunes.read_bars("C2 H2")


def test_tunes_are_in_c_major():
    for tune in TRAIN + TEST:
        assert {pitch % 12 for pitch, _ in tune.melody if pitch} <= {0, 2, 4, 5, 7, 9, 11}, tune.title


HERTZ = {69: 440.0, 60: 261.6256, 81: 880.0, 57: 220.0, 76: 659.2551}


@pytest.mark.parametrize(("pitch", "frequency"), HERTZ.items())
def test_the_spectrum_has_its_peaks_at_the_frequency_and_its_multiples(pitch, frequency):
    wave = music.melody_wave([(pitch, 1)], 4.0, 8000)
    spectrum, hertz = np.abs(np.fft.rfft(wave)), np.fft.rfftfreq(len(wave), 1 / 8000)
    heights = []
    for multiple in (1, 2, 3):
        near = np.abs(hertz - multiple * frequency) < 40
        assert hertz[near][spectrum[near].argmax()] == pytest.approx(multiple * frequency, abs=0.3)
        heights.append(spectrum[near].max())
    assert heights[0] > 1.6 * heights[1] > 2.5 * heights[2]


def test_rests_are_silent_and_take_time():
    wave = music.melody_wave([(60, 1), (0, 2), (62, 1)], 0.1, 1000)
    assert len(wave) == 400
    assert not wave[100:300].any()


def test_runs_are_those_of_difflib():
    rng = np.random.default_rng(3)
    for _ in range(60):
        melody, tune = (rng.integers(3, size=rng.integers(1, 15)).tolist() for _ in range(2))
        match = SequenceMatcher(None, melody, tune, autojunk=False).find_longest_match()
        expected = (match.size, match.a) if match.size else (0, 0)
        assert music.longest_copied_run(melody, [tune]) == expected


def test_expected_runs_are_what_draws_give():
    rng, p, n, lengths, k = np.random.default_rng(4), np.array([0.5, 0.3, 0.2]), 6, [5, 2, 4], 2
    found = []
    for _ in range(4000):
        melody, drawn = rng.choice(3, size=n, p=p), [rng.choice(3, size=length, p=p) for length in lengths]
        runs = [tuple(tune[j : j + k]) for tune in drawn for j in range(len(tune) - k + 1)]
        found.append(sum(runs.count(tuple(melody[i : i + k])) for i in range(n - k + 1)))
    assert np.mean(found) == pytest.approx(music.expected_runs(p, n, lengths, k), abs=5 * np.std(found) / 4000**0.5)


def test_generation_reads_its_own_draws_and_carries_the_state():
    read = []

    def step(i, state):
        read.append((i, state))
        return np.log(np.array([0.001, 0.299, 0.4, 0.3])), len(read)

    ids = music.generate(step, 3, 0, temperature=1, longest=5, rng=np.random.default_rng(1))
    assert [i for i, _ in read] == [3, *ids[: len(read) - 1]]
    assert [state for _, state in read] == [None, *range(1, len(read))]


def test_a_low_temperature_takes_the_likeliest():
    drawn = music.generate(lambda i, state: (np.array([0.0, 1.0, 0.9]), None), 0, 0, temperature=0.001, longest=9,
                           rng=np.random.default_rng(2))  # fmt: skip
    assert drawn == [1] * 9


def test_targets_are_inputs_of_the_next_step():
    X, Y = music.teacher_batch([[5, 6, 7], [8]], 0, 1)
    np.testing.assert_array_equal(X, [[0, 5, 6, 7], [0, 8, 1, 1]])
    np.testing.assert_array_equal(Y, [[5, 6, 7, 1], [8, 1, -1, -1]])


def test_a_long_note_outweighs_short_ones_in_its_bar():
    chords = {"C": (60, 64, 67), "F": (65, 69, 72), "G": (67, 71, 74)}
    assert music.harmonize([(64, 1), (64, 1), (65, 6), (71, 2)], 8, chords) == ["F", "G"]
    assert music.harmonize([(65, 6), (71, 10)], 8, chords) == ["F", "G"]
