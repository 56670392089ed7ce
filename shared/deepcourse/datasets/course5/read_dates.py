"""How well networks read dates, with attention and without: recorded, not trained anew.

Reader              one network: what it reached as it learned, and at the end
load_read_dates     all of them, and the parameters of one
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("read_dates.json")
WEIGHTS = Path(__file__).with_name("read_dates.npz")


class Reader(NamedTuple):
    """One network of the record; exact matches are those of 2 000 dates of days that it was not trained on."""

    attention: bool  # whether its decoder has attention
    seed: int
    steps: np.ndarray  # after how many steps of training it was asked
    seconds: np.ndarray  # how long it had been trained then: CPU seconds of one thread
    exact: np.ndarray  # its exact match then
    by_length: list  # its exact match at the end, for short and for longer texts
    by_kind: dict  # and for each kind of format
    characters: float  # the share of right characters at the end


def load_read_dates():
    """Return (readers, parameters): a list of `Reader`, and the parameters of the first, {name: array}.

    Made by `python -m deepcourse.experiments.course5.reading_dates`, which says how.

    >>> readers, parameters = load_read_dates()
    >>> len(readers), readers[0].attention, parameters["2.Wa"].shape
    (6, True, (32, 64))
    """
    readers = [
        Reader(one["attention"], one["seed"], *np.array(one["reached"]).T, one["by_length"], one["by_kind"],
               one["characters"])
        for one in json.loads(present(FILE).read_text(encoding="utf-8"))
    ]  # fmt: skip
    with np.load(present(WEIGHTS)) as kept:
        return readers, {name: kept[name].astype(np.float32) for name in kept.files}
