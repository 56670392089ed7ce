"""Taggers that answer word by word, or only seem to: what `delay_needed` is tried on.

TAGGERS     {name: tagger}, in which a tagger turns x (n_x, m, T) into answers (n_y, m, T), for any T
FOUR        the names of those that the notebook shows first
"""

import numpy as np

from deepcourse.sequence.bidirectional import bidirectional_forward
from deepcourse.sequence.layers import RNN


def rnn(n_x, n_a=3, seed=0):
    """Return a recurrent layer of fixed numbers."""
    return RNN(np.random.default_rng([seed, n_x, n_a]), n_x, n_a, dtype=np.float64)


def forwards(x):
    """Answer at each word from a layer that reads forwards."""
    return rnn(len(x)).forward(x)[0]


def both(x):
    """Answer from two layers, one in each direction."""
    return bidirectional_forward(x, rnn(len(x)), rnn(len(x), 2, 1))[0]


def early(x, steps):
    """Return a sequence that comes some steps early, with zeros at its end."""
    out = np.zeros_like(x)
    out[:, :, : max(0, x.shape[2] - steps)] = x[:, :, steps:]
    return out


def in_blocks(x, length):
    """Answer from two layers that see the words in blocks, each block alone."""
    starts = range(0, x.shape[2], length)
    return np.concatenate([both(x[:, :, start : start + length]) for start in starts], axis=2)


def softmax_over_time(x):
    """Divide the scores of each example by their sum over all words, instead of over all tags."""
    e = np.exp(forwards(x))
    return e / e.sum(axis=2, keepdims=True)


def weighted_by_share(x):
    """Add to each answer the share of the sentence that is read: a leak through the length alone."""
    a = forwards(x)
    return a + np.arange(1, x.shape[2] + 1) / x.shape[2]


def first_answer_late(x):
    """Take the first answer from word 3, or the last one of a shorter sentence; all others are causal."""
    a = forwards(x).copy()
    a[:, :, 0] = a[:, :, min(3, x.shape[2] - 1)]
    return a


def others_ahead(x):
    """Let every example but the first see one word ahead."""
    x = x.copy()
    x[:, 1:] += early(x[:, 1:], 1)
    return forwards(x)


def last_tag_ahead(x):
    """Let only the last score of each answer see two words ahead."""
    a = forwards(x)
    return np.concatenate([a[:-1], early(a[-1:], 2)])


def by_fourier(x):
    """Answer with a causal filter, by the fast Fourier transform: rounding errors go everywhere."""
    T = x.shape[2]
    spectrum = np.fft.rfft(x, 2 * T, axis=2) * np.fft.rfft(np.array([0.5, -1.0, 2.0]), 2 * T)
    return np.fft.irfft(spectrum, 2 * T, axis=2)[:, :, :T]


def not_turned_again(x):
    """Read from the end and leave the states in that order."""
    return rnn(len(x)).forward(x[:, :, ::-1])[0]


def slightly_ahead(x):
    """Add a thousandth of the next word."""
    return forwards(x) + 0.001 * early(x, 1)[:1]


def third_answer_late(x):
    """Take the third answer from word 4, or the last one of a shorter sentence; all others are causal."""
    a = forwards(x).copy()
    a[:, :, 2:3] = a[:, :, min(4, x.shape[2] - 1)][:, :, None]
    return a


def plus_one_at_odd_length(x):
    """Add 1 to all answers if the number of words is odd: every second shorter run agrees by accident."""
    return forwards(x) + x.shape[2] % 2


TAGGERS = {
    "forwards": forwards,
    "both directions": both,
    "both directions, in blocks of 3 words": lambda x: in_blocks(x, 3),
    "forwards, the mean over the sentence subtracted": lambda x: forwards(x) - forwards(x).mean(axis=2, keepdims=True),
    "forwards, answers two words late": lambda x: early(forwards(x), 2),
    "two layers, forwards": lambda x: rnn(3, 2, 5).forward(forwards(x))[0],
    "forwards, then both directions": lambda x: both(forwards(x)),
    "forwards, from words less the mean word": lambda x: forwards(x - x.mean(axis=2, keepdims=True)),
    "forwards, from words less the mean over the examples": lambda x: forwards(x - x.mean(axis=1, keepdims=True)),
    "softmax over the words": softmax_over_time,
    "forwards, and the share of the sentence that is read": weighted_by_share,
    "the first answer from word 3": first_answer_late,
    "the third answer from word 4": third_answer_late,
    "every example but the first one word ahead": others_ahead,
    "the last score two words ahead": last_tag_ahead,
    "a causal filter by Fourier transform": by_fourier,
    "read from the end, not reversed again": not_turned_again,
    "a thousandth of the next word": slightly_ahead,
    "both directions, in blocks of 2 words": lambda x: in_blocks(x, 2),
    "the largest entry so far": lambda x: np.maximum.accumulate(x, axis=2),
    "forwards, plus 1 if the number of words is odd": plus_one_at_odd_length,
}
FOUR = tuple(TAGGERS)[:4]
