"""A heartbeat, read in blocks of 50 ms: is the beat whose peak is reached now a narrow or a wide one?

BLOCK               samples in a block; RATE / BLOCK blocks a second
CLASSES             what is answered at a block: no peak, or that of a narrow or a wide beat
in_blocks           the recording as blocks, with the class of each
stretches           random stretches of it, as mini-batches
trained_on_beats    a recurrent network that answers at every block, trained; with a delay, its answers come late
right_at_peaks      how many beats of each kind it tells right
"""

import numpy as np

from deepcourse.datasets.course4.heartbeat import RATE
from deepcourse.experiments.course5.tagging import Wired
from deepcourse.sequence import bidirectional
from deepcourse.sequence.layers import RNN, Chain, Dense
from deepcourse.sequence.training import fit

BLOCK, LENGTH = 6, 60  # samples in a block, blocks in a stretch
CLASSES = ("no peak", "narrow", "wide")
SPLIT = 180 * RATE // BLOCK  # blocks of the first three minutes: for training


def in_blocks(data):
    """Return x (6, blocks), in deviations from the mean, and the class of each block, (blocks,)."""
    T = len(data.signal) // BLOCK
    x = data.signal[: T * BLOCK].reshape(T, BLOCK).T
    targets = np.zeros(T, int)
    kept = data.beats < T * BLOCK
    targets[data.beats[kept] // BLOCK] = 1 + data.wide[kept]
    return ((x - x.mean()) / x.std()).astype(np.float32), targets


def stretches(x, targets, starts, delay):
    """Return (x, targets, None) of the stretches that begin at some blocks; each class comes `delay` blocks late."""
    at = np.asarray(starts)[:, None] + np.arange(LENGTH)
    late = np.where(np.arange(LENGTH) < delay, 0, targets[at - delay])
    return x[:, at], late, None


def trained_on_beats(data, kind, *, delay=0, steps=300, seed=0, n_a=16, wiring=bidirectional):
    """Return a trained network. kind : "forwards", or "both" directions; delay : how many blocks its answers wait."""
    rng, (x, targets) = np.random.default_rng(seed), in_blocks(data)
    layer = Wired(rng, BLOCK, n_a, wiring) if kind == "both" else RNN(rng, BLOCK, n_a)
    network = Chain(layer, Dense(rng, 2 * n_a if kind == "both" else n_a, len(CLASSES)))
    wide = np.flatnonzero(targets[: SPLIT - LENGTH] == 2)

    def batch(rng, m=24):
        anywhere, near = rng.integers(delay, SPLIT - LENGTH, size=m), rng.choice(wide, size=m)
        near = np.clip(near - rng.integers(delay + 5, LENGTH - 5, size=m), delay, SPLIT - LENGTH)
        return stretches(x, targets, np.where(np.arange(m) % 2, anywhere, near), delay)

    fit(network, batch, steps=steps, learning_rate=0.01, seed=seed)
    return network


def right_at_peaks(network, data, *, delay=0):
    """Return the shares of the narrow and of the wide beats of the last two minutes that are told right.

    The network reads all of the two minutes at once; only its scores for narrow and wide count, `delay` blocks after
    the block of the peak.
    """
    x, targets = (part[..., SPLIT:] for part in in_blocks(data))
    Z, _ = network.forward(x[:, None])
    peaks = np.flatnonzero(targets)
    peaks = peaks[peaks + delay < len(targets)]
    said = 1 + (Z[2, 0, peaks + delay] > Z[1, 0, peaks + delay])
    return [float(np.mean(said[targets[peaks] == kind] == kind)) for kind in (1, 2)]
