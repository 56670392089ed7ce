"""First names from the census of the United States, lower case, to train a model of letters.

Names           names to train on, and others to test with
load_names      ... from the file
"""

from pathlib import Path
from typing import NamedTuple

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("names.txt")
HELD_OUT = 400  # the last so many of the file are to test with


class Names(NamedTuple):
    """First names of 2 to 11 letters, a to z; no name is in both lists, and each list is in alphabetical order."""

    train: list  # 4763 str
    test: list  # 400 str


def load_names():
    """Return `Names`: the 5 163 different first names of the 1990 census of the United States, in lower case.

    Made by `python -m deepcourse.datasets.course5.make_names`, which says how.

    >>> names = load_names()
    >>> len(names.train), len(names.test), names.train[:3]
    (4763, 400, ['aaron', 'abbey', 'abbie'])
    """
    names = present(FILE).read_text(encoding="ascii").split()
    return Names(names[:-HELD_OUT], names[-HELD_OUT:])
