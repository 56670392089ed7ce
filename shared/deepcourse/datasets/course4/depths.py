"""What thirty networks of 8 to 32 layers reached on clothes, plain and residual: recorded, not trained anew.

Trained         one network: its depth, kind and seed, and what it reached
load_depths     all of them
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("depths.json")


class Trained(NamedTuple):
    """One network of the record."""

    depth: int  # layers with weights
    kind: str  # "plain" or "residual"
    seed: int
    norms: np.ndarray  # (depth,) norms of the gradients of each layer's weights before the first step
    costs: np.ndarray  # (30,) training cost, each the mean over a thirtieth of the steps
    error: float  # the share of its 4 000 training pictures that it answers wrongly at the end


def load_depths():
    """Return (networks, steps): a list of `Trained`, and how many steps each was trained for.

    Made by `python -m deepcourse.experiments.course4.depth_trainings`, which says how.

    >>> networks, steps = load_depths()
    >>> len(networks), steps, networks[0].depth, networks[0].kind
    (30, 300, 8, 'plain')
    """
    record = json.loads(present(FILE).read_text(encoding="utf-8"))
    arrays = ("norms", "costs")
    networks = [Trained(**one | {name: np.array(one[name]) for name in arrays}) for one in record["networks"]]
    return networks, record["steps"]
