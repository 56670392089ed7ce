"""Record what PyTorch says about logistic regression: `logistic_regression.json`, which the tests compare with.

    pip install torch==2.13.0
    python tests/oracles/record_logistic_regression.py

PyTorch is no dependency of the tests: its answers are. Where it is installed, a test computes them anew.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("logistic_regression.json")
SHAPES = ((1, 1), (3, 1), (1, 6), (4, 7), (30, 12))  # (n_x, m)
STEPS, RATE = 25, 0.3


def neuron(n_x, m):
    """Return (w, b, X, Y) of one shape, the same every time."""
    rng = np.random.default_rng([n_x, m])
    Y = rng.integers(0, 2, size=(1, m)).astype(float)
    return rng.normal(size=(n_x, 1)), float(rng.normal()), rng.normal(size=(n_x, m)), Y


def by_torch(w, b, X, Y):
    """Return cost, dw, db, and the parameters after `STEPS` steps of torch.optim.SGD, all as lists and numbers."""
    import torch

    w, b, X, Y = (torch.tensor(a, dtype=torch.float64) for a in (w, b, X, Y))
    w.requires_grad_(), b.requires_grad_()
    loss = torch.nn.BCEWithLogitsLoss()
    optimizer, costs, first = torch.optim.SGD([w, b], lr=RATE), [], None
    for _ in range(STEPS):
        optimizer.zero_grad()
        cost = loss(w.T @ X + b, Y)
        cost.backward()
        first = first or {"cost": cost.item(), "dw": w.grad.tolist(), "db": b.grad.item()}
        costs.append(cost.item())
        optimizer.step()
    return first | {"costs": costs, "w": w.tolist(), "b": b.item()}


def main():
    """Write the fixture."""
    import torch

    shapes = {f"{n_x},{m}": by_torch(*neuron(n_x, m)) for n_x, m in SHAPES}
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "shapes": shapes}, indent=1) + "\n")


if __name__ == "__main__":
    main()
