"""Definitions from a dictionary: English sentences and phrases, one a line.

Definitions         definitions to train on, to develop with, and to test on
load_definitions    ... from the file
"""

import functools
import lzma
from pathlib import Path
from typing import NamedTuple

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("definitions.txt.xz")
DEV, TEST = 2_000, 2_000  # definitions at the end of the file: for development, then for the test


class Definitions(NamedTuple):
    """Definitions, in random order; none stands twice, and capital letters begin names only."""

    train: tuple  # (34 000,) str
    dev: tuple  # (2 000,) str
    test: tuple  # (2 000,) str


@functools.cache
def load_definitions():
    """Return `Definitions`: 38 000 of the definitions of WordNet 3.0.

    Made by `python -m deepcourse.datasets.course5.make_definitions`, which says how.

    >>> data = load_definitions()
    >>> [len(part) for part in data]
    [34000, 2000, 2000]
    """
    lines = tuple(lzma.decompress(present(FILE).read_bytes()).decode("ascii").splitlines())
    return Definitions(lines[: -DEV - TEST], lines[-DEV - TEST : -TEST], lines[-TEST:])
