"""Layers over signals, some of which look into the future: what `lookahead` is tried on.

LAYERS          {name: layer}, in which a layer turns A (1, T, n_C) into Z (1, T, n)
FOUR            the names of those that the notebook shows first
"""

import numpy as np

from deepcourse.cnn.signals import causal_conv1d_forward, conv1d_forward


def taps(f, A):
    """Return (W, b) of fixed numbers for the channels of A, (f, n_C, 2) and (1, 1, 2)."""
    return 0.5 + np.cos(np.arange(f * A.shape[2] * 2.0)).reshape(f, -1, 2) ** 2, np.full((1, 1, 2), 0.3)


def early(A, samples):
    """Return a signal that comes some samples early, with zeros at its end."""
    Z = np.zeros_like(A)
    Z[:, : max(0, A.shape[1] - samples)] = A[:, samples:]
    return Z


def causal(A, dilation=1):
    """A causal convolution of three taps."""
    return causal_conv1d_forward(A, *taps(3, A), dilation=dilation)[0]


def centred(A, f):
    """A convolution padded by the same number of zeros on both sides."""
    return conv1d_forward(A, *taps(f, A), pad=f // 2)[0]


def masked(A):
    """A convolution padded on both sides, whose taps for the future are 0."""
    W, b = taps(5, A)
    W[3:] = 0
    return conv1d_forward(A, W, b, pad=2)[0]


def by_fourier(A):
    """A causal convolution by the fast Fourier transform, with enough zeros; rounding errors go everywhere."""
    T, kernel = A.shape[1], np.array([0.5, -1.0, 2.0])
    spectrum = np.fft.rfft(A, 2 * T, axis=1) * np.fft.rfft(kernel, 2 * T)[:, None]
    return np.fft.irfft(spectrum, 2 * T, axis=1)[:, :T]


def largest_of_next_three(A):
    """The maximum of the present and the next two samples."""
    padded = np.pad(A, ((0, 0), (0, 2), (0, 0)), constant_values=-np.inf)
    return np.maximum(np.maximum(padded[:, :-2], padded[:, 1:-1]), padded[:, 2:])


def second_channel_ahead(A):
    """The last channel is shifted by three samples, towards the past; the others are as they are."""
    return np.concatenate([A[..., :-1], early(A, 3)[..., -1:]], axis=2)


def last_channel_ahead(A):
    """The first channel also gets the last one, three samples early."""
    Z = A.copy()
    Z[..., 0] += early(A, 3)[..., -1]
    return Z


def above_ten(A):
    """A sample, plus the one after the next where that is above 10: of small numbers, no future is seen."""
    return A + np.maximum(early(A, 2) - 10, 0)


def below_minus_ten(A):
    """A sample, plus the next one where that is below -10."""
    return A + np.minimum(early(A, 1) + 10, 0)


def smaller_after_relu(A):
    """The smaller of a sample and the next one, each after a ReLU: where one of the two is 0, nothing is seen."""
    return np.minimum(np.maximum(A, 0), np.maximum(early(A, 1), 0))


def means_of_pairs(A):
    """Each pair of samples is replaced by its mean; of an odd number, the last sample stays alone."""
    Z, whole = A.copy(), A.shape[1] // 2 * 2
    Z[:, :whole] = np.repeat((A[:, 0:whole:2] + A[:, 1:whole:2]) / 2, 2, axis=1)
    return Z


LAYERS = {
    "causal convolution": causal,
    "pad on both sides": lambda A: centred(A, 5),
    "the mean of the whole signal removed": lambda A: A - A.mean(axis=1, keepdims=True),
    "causal convolution, labels shifted by one": lambda A: early(causal(A), 1),
    "causal convolution, dilation 3": lambda A: causal(A, 3),
    "two layers, each padded on both sides": lambda A: centred(np.maximum(centred(A, 5), 0), 3),
    "np.roll by 2": lambda A: np.roll(A, 2, axis=1),
    "the sample of two steps ago": lambda A: np.pad(A, ((0, 0), (2, 0), (0, 0)))[:, : A.shape[1]],
    "a running sum": lambda A: np.cumsum(A, axis=1),
    "played backward": lambda A: A[:, ::-1],
    "the largest of three samples, from the present on": largest_of_next_three,
    "the last channel three samples early": second_channel_ahead,
    "the first channel with the last one three samples early": last_channel_ahead,
    "a sample, and the one after the next where that is above 10": above_ten,
    "a sample, and the next where that is below -10": below_minus_ten,
    "pad on both sides, taps for the future 0": masked,
    "causal convolution by Fourier transform": by_fourier,
    "the mean of each pair of samples": means_of_pairs,
    "each sample alone": lambda A: np.maximum(A, 0) * 2 - 0.5,
    "the smaller of a sample and the next, after ReLUs": smaller_after_relu,
}
FOUR = tuple(LAYERS)[:4]
