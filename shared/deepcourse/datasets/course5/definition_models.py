"""What small language models of definitions reached: recorded, not trained anew.

Run                     one long training of a transformer or an LSTM
DefinitionModels        all that is recorded
load_definition_models  it, and the parameters of one transformer
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from deepcourse.datasets.files import present

FILE = Path(__file__).with_name("definition_models.json")
WEIGHTS = Path(__file__).with_name("definition_models.npz")


class Run(NamedTuple):
    """One training; costs are those of characters of the dev definitions."""

    kind: str  # "transformer" or "LSTM"
    parameters: int
    seed: int
    steps: np.ndarray  # after how many steps of training it was asked
    seconds: np.ndarray  # how long it had been trained then: CPU seconds of one thread
    nats: np.ndarray  # its cost per character then


class DefinitionModels(NamedTuple):
    """What is recorded of language models of definitions."""

    runs: list[Run]
    counted: dict[int, float]  # the perplexity per character of Kneser-Ney models, by the characters of an n-gram
    sizes: np.ndarray  # (5, 3): parameters of transformers, each in three trainings
    nats: np.ndarray  # (5, 3): their costs per character after the same number of steps
    cuts: dict[str, tuple]  # the dev text cut in two ways: {name: (tokens, nats per token)} of counted models


def load_definition_models():
    """Return (models, parameters): `DefinitionModels`, and {name: array} of the first transformer.

    Made by `python -m deepcourse.experiments.course5.definition_models`, which says how.

    >>> models, parameters = load_definition_models()
    >>> models.runs[0].kind, models.sizes.shape
    ('transformer', (5, 3))
    """
    told = json.loads(present(FILE).read_text(encoding="utf-8"))
    runs = [Run(one["kind"], one["parameters"], one["seed"], *np.array(one["reached"]).T) for one in told["runs"]]
    counted = {int(n): value for n, value in told["counted"].items()}
    sizes, nats = (np.array(told[name]) for name in ("sizes", "nats"))
    with np.load(present(WEIGHTS)) as kept:
        parameters = {name: kept[name].astype(np.float32) for name in kept.files}
    cuts = {name: tuple(values) for name, values in told["cuts"].items()}
    return DefinitionModels(runs, counted, sizes, nats, cuts), parameters
