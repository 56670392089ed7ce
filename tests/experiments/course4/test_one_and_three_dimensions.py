"""What trains in one_and_three_dimensions: a few steps, and data that are what the text says."""

import numpy as np
import pytest

from deepcourse.cnn.signals import leaked_windows, lookahead
from deepcourse.cnn.training import predict
from deepcourse.datasets.course4.heartbeat import load_heartbeat
from deepcourse.experiments.course4 import beat_windows, layers_in_time, moving_clips

DATA = load_heartbeat()


def test_windows_hold_what_their_class_says():
    X, y = beat_windows.beat_windows(DATA, 0, 9000, 1)
    assert X.shape[1:] == (64, 1)
    assert (y == 0).mean() == 0.5
    centred = [np.ptp(X[y == number, 26:38, 0], axis=1).mean() for number in range(3)]
    assert centred[1] > 3 * centred[0]
    assert centred[2] > 3 * centred[0]


def test_a_window_is_read_as_the_whole_signal_is():
    network, _ = beat_windows.trained_on_beats(*beat_windows.beat_windows(DATA, 0, 6000, 1), steps=5)
    centres, classes = beat_windows.read_signal(network, DATA.signal[:500])
    alone = predict(network, beat_windows.windows_at(DATA.signal, centres)).argmax(axis=0)
    np.testing.assert_array_equal(classes, alone)


def test_costs_fall_in_a_few_steps():
    _, costs = beat_windows.trained_on_beats(*beat_windows.beat_windows(DATA, 0, 6000, 1), steps=30)
    assert costs[-5:].mean() < costs[:5].mean()


@pytest.mark.parametrize(("by_beat", "low", "high"), [(False, 0.68, 0.85), (True, 0.38, 0.62)])
def test_coins_are_predicted_where_windows_leak(by_beat, low, high):
    assert low < beat_windows.tossed_coins(DATA, 8, 1, by_beat=by_beat) < high


def test_windows_of_a_beat_leak_where_they_are_split():
    parts = {}
    for by_beat in (False, True):
        start, in_test, beat, _ = beat_windows.coin_windows(DATA, 8, 0, by_beat=by_beat)
        leaked = leaked_windows(np.zeros(len(start), int), start, beat_windows.LENGTH, in_test)
        parts[by_beat] = len(leaked) / in_test.sum(), np.intersect1d(beat[in_test], beat[~in_test]).size
    assert parts[False][0] > 0.99
    assert parts[False][1] > 100
    assert parts[True][0] < 0.5
    assert parts[True][1] == 0


def test_clips_move_as_they_are_called():
    X, y = moving_clips.moving_clips(12, 3)
    assert X.shape == (12, 6, 20, 20, 1)
    for clip, motion in zip(X[..., 0], y, strict=True):
        rows, columns = -moving_clips.SHIFTS[motion]
        if rows or columns:  # moved by a pixel, a later frame is more like the first one than moved the other way
            ahead, back = (np.roll(clip[2], (k * rows, k * columns), (0, 1))[3:-3, 3:-3] for k in (1, -1))
            later = clip[3][3:-3, 3:-3]
            assert np.square(ahead - later).sum() < np.square(back - later).sum()


def test_a_clip_network_learns():
    X, y = moving_clips.moving_clips(36, 4)
    network, costs = moving_clips.trained_on_clips(X, y, steps=4)
    assert np.all(np.isfinite(costs))
    assert predict(moving_clips.with_convolution(network, network.layers[0].convolve), X).shape == (6, 36)


def test_three_of_the_four_layers_look_ahead():
    assert [lookahead(layers_in_time.LAYERS[name], 6, 1) for name in layers_in_time.FOUR] == [0, 2, 5, 1]
