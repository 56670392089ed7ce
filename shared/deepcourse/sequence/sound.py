"""Sound as a sequence: how loud each band of pitches is, step by step.

frames          overlapping pieces of a sound
spectrogram     how much of each frequency there is in each piece
mel             frequencies on a scale of equal steps for the ear
mel_filters     triangles that gather frequencies into bands
log_mel         the logarithm of how loud each band is: what a network reads

A sound is (samples,), at `rate` samples a second. A step is a piece of `size` samples; the next one begins `hop`
samples later. Without padding there are 1 + (samples - size) // hop of them.
"""

import functools

import numpy as np

RATE, SIZE, HOP = 8_000, 256, 128
BANDS, LOWEST, HIGHEST = 24, 80.0, 3_900.0  # hertz
QUIETEST = 1e-4  # added before the logarithm: silence has one


def frames(sound, size=SIZE, hop=HOP):
    """Return (size, T): column t holds the samples from t * hop on. Raises ValueError for a sound shorter than a piece.

    >>> print(frames(np.arange(6), size=3, hop=2))
    [[0 2]
     [1 3]
     [2 4]]
    """
    if len(sound) < size:
        raise ValueError(f"a piece has {size} samples, and the sound only {len(sound)}")
    return np.lib.stride_tricks.sliding_window_view(sound, size)[::hop].T


def spectrogram(sound, size=SIZE, hop=HOP):
    """Return (size / 2 + 1, T): the squared size of each frequency in each piece, faded in and out by a Hann window.

    Row k belongs to k * rate / size hertz.
    """
    faded = frames(sound, size, hop) * np.hanning(size)[:, None].astype(sound.dtype)
    return np.abs(np.fft.rfft(faded, axis=0)).astype(sound.dtype) ** 2


def mel(hertz):
    """Return frequencies on the mel scale: 2595 log10(1 + f / 700), 1 000 for about 1 000 hertz.

    Source: D. O'Shaughnessy, 1987, "Speech Communication: Human and Machine".

    >>> print(np.round(mel(np.array([0, 1_000, 4_000]))))
    [   0. 1000. 2146.]
    """
    return 2595 * np.log10(1 + np.asarray(hertz) / 700)


@functools.cache
def mel_filters(bands=BANDS, size=SIZE, rate=RATE, lowest=LOWEST, highest=HIGHEST):
    """Return (bands, size / 2 + 1): each row is a triangle over frequencies, 1 at its centre and 0 at its neighbours'.

    The centres are at equal steps on the mel scale. What comes back cannot be written to.
    """
    points = 700 * (10 ** (np.linspace(mel(lowest), mel(highest), bands + 2) / 2595) - 1)
    f = np.arange(size // 2 + 1) * rate / size
    low, centre, high = points[:-2, None], points[1:-1, None], points[2:, None]
    filters = np.clip(np.minimum((f - low) / (centre - low), (high - f) / (high - centre)), 0, None)
    filters.flags.writeable = False
    return filters


def log_mel(sound, size=SIZE, hop=HOP, bands=BANDS, rate=RATE):
    """Return (bands, T): the natural logarithm of the power in each band and piece, plus a little for silence.

    >>> log_mel(np.zeros(8_000)).shape
    (24, 61)
    """
    filters = mel_filters(bands, size, rate).astype(sound.dtype)
    return np.log(filters @ spectrogram(sound, size, hop) + sound.dtype.type(QUIETEST))
