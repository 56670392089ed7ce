"""Everyday sentences in Chinese, and what they say in English.

SentencePairs           sentences in both languages
load_sentence_pairs     ... from the file: some to learn from, others to test with
"""

from pathlib import Path
from typing import NamedTuple

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("sentence_pairs.txt")
HELD_OUT = 12  # the last so many of the file are to test with


class SentencePairs(NamedTuple):
    """Sentences, the same ones in both languages."""

    chinese: tuple  # of str
    english: tuple  # of str


def load_sentence_pairs():
    """Return (train, test): `SentencePairs` of 36 and of 12 sentences, written for this course.

    >>> train, test = load_sentence_pairs()
    >>> len(train.chinese), len(test.english), test.english[-2]
    (36, 12, 'They need a new map.')
    """
    lines = present(FILE).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return tuple(SentencePairs(*zip(*part, strict=True)) for part in (pairs[:-HELD_OUT], pairs[-HELD_OUT:]))
