"""What small networks reached on few pictures, with and without changes to them: recorded, not trained anew.

Augmented       one training: its data, what was done to the pictures, and what it reached
load_augmented  all of them
"""

import json
from pathlib import Path
from typing import NamedTuple

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("augmented.json")


class Augmented(NamedTuple):
    """One training of the record."""

    data: str  # "clothes" or "digits"
    change: str  # "no change", "random crops" or "crops and mirrors"
    seed: int
    accuracy: float  # on 1 000 test pictures
    trained: float  # on the pictures that it learned from


def load_augmented():
    """Return a list of `Augmented`.

    Made by `python -m deepcourse.experiments.course4.augmentations`, which says how.

    >>> load_augmented()[0][:3]
    ('clothes', 'no change', 0)
    """
    return [Augmented(**one) for one in json.loads(present(FILE).read_text(encoding="utf-8"))]
