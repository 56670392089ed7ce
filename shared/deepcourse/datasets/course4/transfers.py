"""What a pretrained network reached on digits, with more or fewer layers frozen: recorded, not trained anew.

Transfer        one training: its way, how many examples it had, and what it reached
load_transfers  all of them
"""

import json
from pathlib import Path
from typing import NamedTuple

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("transfers.json")


class Transfer(NamedTuple):
    """One training of the record."""

    way: str  # "from scratch", "freeze all", "freeze some", "freeze none", or the last with one learning rate
    size: int  # examples of each digit
    seed: int
    accuracy: float  # on 1 000 test digits


def load_transfers():
    """Return a list of `Transfer`.

    Made by `python -m deepcourse.experiments.course4.transfers`, which says how.

    >>> load_transfers()[0][:3]
    ('from scratch', 2, 0)
    """
    return [Transfer(**one) for one in json.loads(present(FILE).read_text(encoding="utf-8"))]
