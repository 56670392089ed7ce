"""Record what PyTorch says about the loss of a grid of places and anchors, and its gradient: `detection.json`.

pip install torch==2.13.0
python tests/oracles/record_detection.py

PyTorch computes from scores, with its own cross-entropies; no formula of ours is used.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("detection.json")
CASES = (
    (2, (2, 3), 2, 3, 5.0, 0.5, 0),
    (3, (1, 2), 1, 4, 0.7, 1.5, 1),
    (1, (3, 1), 3, 2, 2.5, 0.0, 2),
    (2, (2, 2), 1, 1, 0.0, 0.8, 3),
)  # m, grid, anchors, classes, box_weight, no_object_weight, seed


def places(m, grid, k, n_classes, seed):
    """Return (Z, there, box, number): scores, and the truth of all places, the same every time."""
    rng = np.random.default_rng([m, k, n_classes, seed])
    shape = (m, *grid, k)
    Z = rng.normal(size=(*shape, 5 + n_classes)) * 2
    there = rng.random(shape) < 0.4
    there.flat[0] = True
    return Z, there, rng.uniform(0, 1, (*shape, 4)), rng.integers(0, n_classes, shape)


def said_by_torch(m, grid, k, n_classes, box_weight, no_object_weight, seed):
    """Return the loss and the gradient with respect to the scores."""
    import torch
    from torch.nn import functional

    Z, there, box, number = places(m, grid, k, n_classes, seed)
    scores, found = torch.tensor(Z, requires_grad=True), torch.tensor(there)
    truth = found.to(scores.dtype)
    weight = truth + no_object_weight * (1 - truth)
    loss = functional.binary_cross_entropy_with_logits(scores[..., 0], truth, weight=weight, reduction="sum")
    answers = torch.cat([torch.sigmoid(scores[..., 1:3]), scores[..., 3:5]], dim=-1)
    loss = loss + box_weight * functional.mse_loss(answers[found], torch.tensor(box)[found], reduction="sum")
    loss = loss + functional.cross_entropy(scores[..., 5:][found], torch.tensor(number)[found], reduction="sum")
    loss = loss / m
    loss.backward()
    return {"loss": loss.item(), "dZ": scores.grad.numpy().round(12).tolist()}


if __name__ == "__main__":
    FIXTURE.write_text(json.dumps([said_by_torch(*case) for case in CASES]) + "\n")
