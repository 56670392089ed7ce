"""How small networks of three kinds of layers tell clothes apart, for the same work: recorded, not trained anew.

Kind            one network: what it costs, and its errors
load_kinds      all of them
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("kinds.json")


class Kind(NamedTuple):
    """One network of the record, trained with five seeds."""

    kind: str  # "full", "separable, same channels", "separable, same work", "inception, same work"
    parameters: int  # numbers that it learns
    multiply_adds: int  # for one picture
    tried: np.ndarray  # (4,) error on 500 pictures kept back, for each learning rate
    rate: float  # the rate that did best there
    errors: np.ndarray  # (5,) the share of 2 000 test pictures answered wrongly, with that rate, a seed each


def load_kinds():
    """Return (networks, steps): a list of `Kind`, and how many steps each was trained for.

    Made by `python -m deepcourse.experiments.course4.efficient_trainings`, which says how.
    """
    record = json.loads(present(FILE).read_text(encoding="utf-8"))
    networks = [Kind(**one | {name: np.array(one[name]) for name in ("tried", "errors")}) for one in record["networks"]]
    return networks, record["steps"]
