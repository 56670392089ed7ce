"""Five minutes of a heartbeat, as measured on the skin of one person.

Heartbeat           the signal, and its beats, narrow or wide
load_heartbeat      ... from the file
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("heartbeat.npz")
RATE = 120  # samples a second


class Heartbeat(NamedTuple):
    """A signal and its beats."""

    signal: np.ndarray  # (36000,) float64, millivolts, 120 samples a second
    beats: np.ndarray  # (478,) int, the sample of each clear beat's peak
    wide: np.ndarray  # (478,) bool, is the beat wide? (by a rule, not by a physician)
    unclear: np.ndarray  # (18,) int, the peaks of beats that are neither narrow nor wide


def millivolts(sums):
    """Return the sums of three samples of the converter as a voltage."""
    return (sums / 3 - 1024) / 200


def load_heartbeat():
    """Return `Heartbeat`: record 208 of the MIT-BIH Arrhythmia Database, 19:35 to 24:35, 120 samples a second.

    Made by `python -m deepcourse.datasets.course4.make_heartbeat`, which says how.

    >>> data = load_heartbeat()
    >>> data.signal.shape, data.beats.size, int(data.wide.sum()), data.unclear.size
    ((36000,), 478, 100, 18)
    """
    with np.load(present(FILE)) as record:
        signal = millivolts(np.cumsum(record["steps"], dtype=np.int64))
        return Heartbeat(signal, *(record[name] for name in ("beats", "wide", "unclear")))
