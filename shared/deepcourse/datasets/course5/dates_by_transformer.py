"""How well transformers read dates, and recurrent networks beside them: recorded, not trained anew.

DateReader                  one network: what it reached as it learned
load_dates_by_transformer   all of them, and the parameters of one transformer
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("dates_by_transformer.json")
WEIGHTS = Path(__file__).with_name("dates_by_transformer.npz")


class DateReader(NamedTuple):
    """One network of the record; exact matches are those of 2 000 dates of days that it was not trained on."""

    kind: str  # "transformer", or "recurrent": two GRUs that read, attention, an LSTM that writes
    seed: int
    steps: np.ndarray  # after how many steps of training it was asked
    seconds: np.ndarray  # how long it had been trained then: CPU seconds of one thread
    exact: np.ndarray  # its exact match then


def load_dates_by_transformer():
    """Return (readers, parameters): a list of `DateReader`, and the parameters of a transformer, {name: array}.

    Made by `python -m deepcourse.experiments.course5.transformer_dates`, which says how.

    >>> readers, parameters = load_dates_by_transformer()
    >>> len(readers), readers[0].kind, parameters["block0.cross.Wq"].shape
    (6, 'transformer', (48, 48))
    """
    kept = json.loads(present(FILE).read_text(encoding="utf-8"))
    readers = [DateReader(one["kind"], one["seed"], *np.array(one["reached"]).T) for one in kept]
    with np.load(present(WEIGHTS)) as arrays:
        return readers, {name: arrays[name].astype(np.float32) for name in arrays.files}
