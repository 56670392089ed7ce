"""Log-probabilities and texts for the cases of speech_and_ctc.

columns         random log-probabilities, (K, T)
some_text       random labels, some of them equal to the one before
said            a text in words
as_text         what a function returns as labels, as a list of whole numbers
all_texts       every text that paths of T steps can say
"""

import itertools

import numpy as np

from deepcourse.nn.softmax import log_softmax
from deepcourse.sequence.ctc import collapse


def columns(rng, K, T, sharp=1.0):
    """Return random log-probabilities, (K, T): the larger `sharp`, the surer each column is of one symbol."""
    return log_softmax(sharp * rng.normal(size=(K, T)))


def some_text(rng, K, L, repeats=0.4):
    """Return L labels from 1 to K - 1; each is the one before with this probability, and drawn anew otherwise."""
    text = []
    for _ in range(L):
        again = bool(text) and rng.random() < repeats
        text.append(text[-1] if again else int(rng.integers(1, K)))
    return text


def said(labels):
    """Return a text in words."""
    return f"the text {labels}" if labels else "the empty text"


def as_text(found):
    """Return labels as a list of whole numbers, whatever kind of sequence they come in; anything else as it is."""
    if isinstance(found, np.ndarray | list | tuple) and np.ndim(found) == 1:
        return [int(k) if float(k).is_integer() else k for k in found]
    return found


def all_texts(K, T):
    """Return every text that a path of T steps with K symbols can say, each once."""
    return sorted({tuple(collapse(path)) for path in itertools.product(range(K), repeat=T)})
