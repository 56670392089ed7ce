"""Record what PyTorch says about trainings of whole networks: `deep_network.json`, which the tests compare with.

    pip install torch==2.13.0
    python tests/oracles/record_deep_network.py

PyTorch is no dependency of the tests: its answers are.
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("deep_network.json")
TRAININGS = (  # layers_dims, m, learning rate, steps, seed
    ((2, 4, 1), 12, 0.5, 30, 1),
    ((3, 1), 9, 0.3, 20, 2),
    ((3, 5, 4, 1), 1, 0.2, 15, 3),
    ((4, 6, 5, 3, 2), 17, 0.3, 25, 4),
)


def examples(layers_dims, m):
    """Return (X, Y), the same every time."""
    rng = np.random.default_rng([*layers_dims, m])
    return rng.normal(size=(layers_dims[0], m)), rng.integers(0, 2, size=(layers_dims[-1], m)).astype(float)


def first_parameters(layers_dims, seed):
    """Return the first parameters, drawn here once more: this script imports nothing of ours."""
    rng, parameters = np.random.default_rng(seed), {}
    for layer, (n_prev, n) in enumerate(pairwise(layers_dims), 1):
        parameters[f"W{layer}"] = rng.standard_normal((n, n_prev)) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def by_torch(layers_dims, m, rate, steps, seed):
    """Return costs and last parameters of torch.optim.SGD on all examples, as lists."""
    import torch

    X, Y = (torch.tensor(a, dtype=torch.float64) for a in examples(layers_dims, m))
    start = first_parameters(layers_dims, seed)
    p = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in start.items()}
    optimizer, costs, L = torch.optim.SGD(p.values(), lr=rate), [], len(layers_dims) - 1
    for _ in range(steps):
        optimizer.zero_grad()
        A = X
        for layer in range(1, L + 1):
            Z = p[f"W{layer}"] @ A + p[f"b{layer}"]
            A = torch.relu(Z)
        cost = torch.nn.functional.binary_cross_entropy_with_logits(Z, Y, reduction="sum") / m
        cost.backward()
        costs.append(cost.item())
        optimizer.step()
    return {"costs": costs, "parameters": {name: value.tolist() for name, value in p.items()}}


if __name__ == "__main__":
    FIXTURE.write_text(json.dumps([by_torch(*training) for training in TRAININGS]) + "\n", encoding="utf-8")
