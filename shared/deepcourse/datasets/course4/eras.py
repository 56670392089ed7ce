"""How LeNet-5 of 1998, of today, and versions in between read digits: recorded over seeds, not trained anew.

Era             one version, trained for one number of steps: the rates tried, and the errors
load_eras       all of them
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("eras.json")


class Era(NamedTuple):
    """One version of the network, trained for one number of steps with eight seeds."""

    variant: str  # "1998", "1998 + ReLU", ... "today"
    steps: int  # mini-batches of 32
    tried: np.ndarray  # (4,) error on 500 digits kept back, for learning rates 0.001, 0.003, 0.01, 0.03
    rate: float  # the rate that did best there
    errors: np.ndarray  # (8,) the share of 1 000 test digits answered wrongly, with that rate, a seed each


def load_eras():
    """Return a list of `Era`: seven versions, first after 100 steps, then after 600.

    Made by `python -m deepcourse.experiments.course4.lenet_eras`, which says how.
    """
    record = json.loads(present(FILE).read_text(encoding="utf-8"))
    return [Era(**run | {name: np.array(run[name]) for name in ("tried", "errors")}) for run in record["runs"]]
