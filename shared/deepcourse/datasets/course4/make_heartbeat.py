"""Make `heartbeat.npz`: five minutes of a heartbeat, and which of its beats are narrow or wide.

pip download --no-deps --python-version 3.10 --only-binary :all: scipy==1.9.3
unzip scipy-1.9.3-*.whl scipy/misc/ecg.dat
python -m deepcourse.datasets.course4.make_heartbeat scipy/misc/ecg.dat

The recording is 19:35 to 24:35 of record 208, lead MLII, of the MIT-BIH Arrhythmia Database (Moody and Mark 2001), as
SciPy 1.9.3 ships it. Where the beats are, and which are wide, is a rule of this script, not a
physician's word: peaks of at least 0.6 mV above the running median, narrow below 50 ms at half height, wide from 70 ms.
"""

import sys

import numpy as np

from deepcourse.datasets.course4.heartbeat import FILE, RATE, millivolts

TOGETHER = 3  # of 360 samples a second, three are added up
NARROW, WIDE = 50, 70  # ms, at half height


def main(path):
    """Write the file."""
    from scipy.ndimage import median_filter
    from scipy.signal import find_peaks, peak_widths

    with np.load(path) as source:
        raw = source["ecg"].astype(np.int16)
    sums = raw.reshape(-1, TOGETHER).sum(axis=1, dtype=np.int16)
    signal = millivolts(sums)
    above = signal - median_filter(signal, size=3 * RATE // 4 + 1)
    peaks, _ = find_peaks(above, height=0.6, prominence=0.7, distance=RATE * 3 // 10)
    widths = peak_widths(above, peaks, rel_height=0.5)[0] * 1000 / RATE
    clear = (widths < NARROW) | (widths >= WIDE)
    steps = np.diff(sums, prepend=np.int16(0))  # small numbers: the file is half as large
    np.savez_compressed(FILE, steps=steps, beats=peaks[clear].astype(np.int32), wide=widths[clear] >= WIDE,
                        unclear=peaks[~clear].astype(np.int32))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
