"""Windows of a heartbeat, a network that tells what is in their centre, and windows that leak.

CLASSES             no beat, a narrow one, a wide one
windows_at          windows around given samples
beat_windows        windows of a part of the recording, with their classes
Conv1               a convolutional layer over signals
beat_network        a small network of them, untrained
trained_on_beats    ... and trained
read_signal         what it says of a long signal, in one pass
coin_windows        windows around all beats, a coin toss for each beat, and a split
tossed_coins        how well the nearest window predicts labels that are coin tosses
"""

import numpy as np

from deepcourse.cnn.layers import Chain, Layer, ReLU
from deepcourse.cnn.plain_layers import he
from deepcourse.cnn.signals import conv1d_backward, conv1d_forward
from deepcourse.cnn.training import fit

CLASSES = ("no beat", "narrow", "wide")
LENGTH, JITTER, CLEAR = 64, 3, 8  # samples: of a window, between its centre and a beat, between it and no beat
COPIES = (4, 12)  # windows for each narrow and each wide beat, which are rarer


def windows_at(signal, centres):
    """Return windows of 64 samples around given ones, (m, 64, 1)."""
    return signal[np.asarray(centres)[:, None] + np.arange(LENGTH) - LENGTH // 2, None]


def beat_windows(data, low, high, seed):
    """Return (X, y): windows (m, 64, 1) of the samples from `low` to `high`, half of them without a beat, and classes.

    data : a `Heartbeat`
    """
    rng, room = np.random.default_rng(seed), LENGTH // 2 + JITTER
    inside = (data.beats >= low + room) & (data.beats < high - room)
    copies = np.where(data.wide, COPIES[1], COPIES[0])[inside]
    centres = np.repeat(data.beats[inside], copies)
    centres = centres + rng.integers(-JITTER, JITTER + 1, size=len(centres))
    known = np.concatenate([data.beats, data.unclear])
    free = np.arange(low + room, high - room)
    free = free[np.abs(free[:, None] - known).min(axis=1) > CLEAR]
    quiet = rng.choice(free, size=len(centres), replace=False)
    y = np.concatenate([1 + np.repeat(data.wide[inside], copies), np.zeros(len(quiet), int)])
    return windows_at(data.signal, np.concatenate([centres, quiet])), y


class Conv1(Layer):
    """A convolutional layer over signals, without padding."""

    def __init__(self, rng, n_C_prev, n_C, f, stride=1, forward=conv1d_forward):
        W = he(rng, (f, n_C_prev, n_C), f * n_C_prev, np.float64)
        self.parameters, self.stride, self.convolve = {"W": W, "b": np.zeros((1, 1, n_C))}, stride, forward

    def forward(self, A, training=False):
        """Return the answers of all filters at all times, and the cache."""
        W, b = self.parameters["W"], self.parameters["b"]
        return self.convolve(A, W, b, stride=self.stride)[0], (A, W, b, self.stride, 0)

    def backward(self, dA, cache):
        """Return the gradient of the signals, and those of the filters."""
        dA_prev, dW, db = conv1d_backward(dA, cache)
        return dA_prev, {"dW": dW, "db": db}


class OneTime(Layer):
    """Signals of one sample as columns: (m, 1, n_C) becomes (n_C, m)."""

    def forward(self, A, training=False):
        """Return the columns."""
        return A[:, 0].T, None

    def backward(self, dA, cache):
        """Return the gradient of the signals."""
        return dA.T[:, None], {}


def beat_network(seed, forward=conv1d_forward):
    """Return an untrained network for windows of 64 samples; `forward` is the convolution that it uses."""
    rng, n = np.random.default_rng(seed), len(CLASSES)
    layers = Conv1(rng, 1, 8, 9, 2, forward), ReLU(), Conv1(rng, 8, 8, 9, 2, forward), ReLU()
    return Chain(*layers, Conv1(rng, 8, n, 10, forward=forward), OneTime())


def trained_on_beats(X, y, *, steps, seed=0, forward=conv1d_forward):
    """Return a trained network, and its costs, (steps,)."""
    network = beat_network(seed, forward)
    return network, fit(network, X, y, steps=steps, learning_rate=0.01, seed=seed)


def read_signal(network, signal):
    """Return (centres, classes): the samples that the windows are centred at, and what the network says of each.

    The last layer of the network is left out: on a long signal, the others give one column of scores every 4 samples.
    """
    A = signal.reshape(1, -1, 1)
    for layer in network.layers[:-1]:
        A, _ = layer.forward(A)
    return LENGTH // 2 + 4 * np.arange(A.shape[1]), A[0].argmax(axis=1)


def coin_windows(data, copies, seed, *, by_beat):
    """Return (start, in_test, beat, heads): of each window its first sample, part and beat; a toss for each beat.

    copies : windows cut around each beat, at random up to 3 samples off    by_beat : are the windows of a beat kept
    together, in the training or in the test set? Otherwise each window goes to either. A third is for testing.
    """
    rng = np.random.default_rng([seed, copies, by_beat])
    beats = data.beats[(data.beats > LENGTH) & (data.beats < len(data.signal) - LENGTH)]
    beat, heads = np.repeat(np.arange(len(beats)), copies), rng.integers(2, size=len(beats))
    start = beats[beat] + rng.integers(-JITTER, JITTER + 1, size=len(beat)) - LENGTH // 2
    in_test = rng.random(len(beats))[beat] < 1 / 3 if by_beat else rng.random(len(beat)) < 1 / 3
    return start, in_test, beat, heads


def tossed_coins(data, copies, seed, *, by_beat):
    """Return the share of test windows whose toss the nearest training window has as well; as `coin_windows`."""
    start, test, beat, heads = coin_windows(data, copies, seed, by_beat=by_beat)
    X = windows_at(data.signal, start + LENGTH // 2)[..., 0]
    train = X[~test]
    nearest = (np.square(train).sum(axis=1) - 2 * X[test] @ train.T).argmin(axis=1)
    return float(np.mean(heads[beat][~test][nearest] == heads[beat][test]))
