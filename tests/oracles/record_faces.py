"""Record what PyTorch says about the triplet loss and columns of length 1: `faces.json`.

pip install torch==2.13.0
python tests/oracles/record_faces.py
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from oracles.record_convolution import digest

FIXTURE = Path(__file__).with_name("faces.json")
BATCHES = ((3, 5, 0.2), (8, 4, 1.0), (2, 9, 0.5), (32, 48, 0.3))  # n, m, alpha


def batch(n, m, alpha):
    """Return (anchor, positive, negative), (n, m) each, the same every time."""
    rng = np.random.default_rng([n, m])
    return rng.normal(size=(n, m)), rng.normal(size=(n, m)), rng.normal(size=(n, m))


def by_torch(n, m, alpha):
    """Return {name: array} of the loss of columns divided by their lengths, and of all gradients.

    Once with respect to the columns of length 1, once with respect to the columns before they are divided.
    """
    import torch
    from torch.nn import functional

    def squared(one, other):
        return (one - other).square().sum(dim=1)

    names = ("anchor", "positive", "negative")
    rows = [torch.tensor(E.T.copy(), requires_grad=True) for E in batch(n, m, alpha)]
    unit = [functional.normalize(E, dim=1) for E in rows]
    for E in unit:
        E.retain_grad()
    loss = functional.triplet_margin_with_distance_loss(*unit, distance_function=squared, margin=alpha)
    loss.backward()
    said = {"loss": loss.detach().numpy().reshape(1)}
    said |= {f"d_{name}": E.grad.numpy().T for name, E in zip(names, unit, strict=True)}
    return said | {f"before, d_{name}": E.grad.numpy().T for name, E in zip(names, rows, strict=True)}


def main():
    """Write the fixture."""
    import torch

    batches = [{name: digest(array) for name, array in by_torch(*sizes).items()} for sizes in BATCHES]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "batches": batches}, indent=1) + "\n")


if __name__ == "__main__":
    main()
