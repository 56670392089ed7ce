"""What recurrent networks reached on the task of the marked letter: recorded, not trained anew.

Run             one network: its kind and its bias, its seed, and its accuracy as it learned
load_marked_letter      all of them, and the parameters of two
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("marked_letter.json")
WEIGHTS = Path(__file__).with_name("marked_letter.npz")


class Run(NamedTuple):
    """One network of the record."""

    name: str  # its kind, and the bias of its gate before the training: "LSTM, bias ln 50"
    seed: int
    steps: np.ndarray  # after how many steps it was asked
    accuracies: np.ndarray  # the share of 1 000 sequences whose marked letter it named then


def load_marked_letter():
    """Return (runs, networks): a list of `Run`, and the parameters of a trained "GRU" and "LSTM", by their names.

    Made by `python -m deepcourse.experiments.course5.marked_letter`, which says how.

    >>> runs, networks = load_marked_letter()
    >>> len(runs), runs[0].name, networks["LSTM"]["Wf"].shape
    (15, 'RNN', (32, 41))
    """
    record = json.loads(present(FILE).read_text(encoding="utf-8"))
    runs = [
        Run(one["name"], one["seed"], record["every"] * np.arange(len(one["accuracies"])), np.array(one["accuracies"]))
        for one in record["runs"]
    ]
    networks = {}
    with np.load(present(WEIGHTS)) as kept:
        for key in kept.files:
            kind, name = key.split(".")
            networks.setdefault(kind, {})[name] = kept[key]
    return runs, networks
