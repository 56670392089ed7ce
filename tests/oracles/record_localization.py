"""Record what PyTorch says about the loss of one object or none, and its gradient: `localization.json`.

pip install torch==2.13.0
python tests/oracles/record_localization.py

PyTorch computes from scores, with its own cross-entropies; no formula of ours is used.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("localization.json")
CASES = (
    (1, 3, 5.0, 0),
    (6, 3, 0.7, 1),
    (5, 2, 2.5, 2),
    (4, 6, 0.0, 3),
    (7, 1, 20.0, 4),
)  # m, classes, box_weight, seed


def pictures(m, n_classes, seed):
    """Return (Z, there, box, number): scores, and the truth of m pictures, the same every time."""
    rng = np.random.default_rng([m, n_classes, seed])
    Z = rng.normal(size=(5 + n_classes, m)) * 2
    there = rng.random(m) < 0.6
    there[0] = seed % 2 == 0
    return Z, there, rng.uniform(0, 1, (4, m)), rng.integers(0, n_classes, m)


def said_by_torch(m, n_classes, box_weight, seed):
    """Return the loss and the gradient with respect to the scores."""
    import torch
    from torch.nn import functional

    Z, there, box, number = pictures(m, n_classes, seed)
    scores = torch.tensor(Z, requires_grad=True)
    found = torch.tensor(there)
    loss = functional.binary_cross_entropy_with_logits(scores[0], found.to(scores.dtype), reduction="sum")
    loss = loss + box_weight * functional.mse_loss(scores[1:5, found], torch.tensor(box)[:, found], reduction="sum")
    loss = loss + functional.cross_entropy(scores[5:, found].T, torch.tensor(number)[found], reduction="sum")
    loss = loss / m
    loss.backward()
    return {"loss": loss.item(), "dZ": scores.grad.numpy().round(12).tolist()}


if __name__ == "__main__":
    FIXTURE.write_text(json.dumps([said_by_torch(*case) for case in CASES]) + "\n")
