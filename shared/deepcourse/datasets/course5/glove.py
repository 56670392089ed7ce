"""Vectors of 10 000 English words, learned from six billion words of text: GloVe.

load_glove      words and vectors, from the file
"""

import functools
from pathlib import Path

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("glove.npz")


@functools.cache
def load_glove():
    """Return (words, E): a list of 10 000 words, the most frequent first, and their vectors (50, 10000), float32.

    Column i of E belongs to words[i]; E cannot be written to. GloVe 6B with 50 numbers a word (J. Pennington, R. Socher
    and C. D. Manning, 2014), rounded to 255 steps a word. Made by `python -m deepcourse.datasets.course5.make_glove`,
    which says how.

    >>> words, E = load_glove()
    >>> E.shape, words[:3]
    ((50, 10000), ['the', 'of', 'to'])
    """
    with np.load(present(FILE)) as kept:
        words = kept["words"].tobytes().decode("ascii").split(" ")
        E = kept["numbers"] * kept["scale"]
    E.flags.writeable = False
    return words, E
