"""The heartbeat is what its page says: millivolts, peaks where beats are marked, two kinds of beats."""

import numpy as np

from deepcourse.datasets import load_heartbeat
from deepcourse.datasets.course4 import heartbeat


def test_five_minutes_in_millivolts():
    data = load_heartbeat()
    assert data.signal.shape == (5 * 60 * heartbeat.RATE,)
    assert -4 < data.signal.min() < data.signal.max() < 4
    raw = data.signal * 600 + 3072  # sums of three whole numbers
    np.testing.assert_allclose(raw, np.round(raw), atol=1e-6)


def test_beats_are_peaks_in_order():
    data = load_heartbeat()
    assert data.beats.shape == data.wide.shape
    assert np.all(np.diff(data.beats) >= 3 * heartbeat.RATE // 10)
    assert not set(data.beats) & set(data.unclear)
    around = data.signal[data.beats[1:-1, None] + np.arange(-12, 13)]
    assert np.mean(around.argmax(axis=1) == 12) > 0.95


def test_wide_beats_are_wider():
    data = load_heartbeat()
    level = data.signal[data.beats[1:-1, None] + np.arange(-20, 21)]
    half = level > (level[:, 20] + np.median(level, axis=1))[:, None] / 2
    width = half[:, 10:31].sum(axis=1)
    assert np.median(width[data.wide[1:-1]]) > 2 * np.median(width[~data.wide[1:-1]])
