"""Record what PyTorch says about deep networks: `building_blocks.json`, which the tests compare with.

pip install torch==2.13.0
python tests/oracles/record_building_blocks.py
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("building_blocks.json")
NETWORKS = (((3, 1), 1), ((2, 4, 1), 6), ((5, 4, 3, 2), 7), ((4, 3, 3, 3, 1), 1))  # (layer sizes, m)
STEPS, RATE = 12, 0.2


def network(layer_dims, m):
    """Return (parameters, X, Y) of one network, the same every time."""
    rng = np.random.default_rng([*layer_dims, m])
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters[f"W{layer}"], parameters[f"b{layer}"] = rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1))
    Y = rng.integers(0, 2, size=(layer_dims[-1], m)).astype(float)
    return parameters, rng.normal(size=(layer_dims[0], m)), Y


def by_torch(parameters, X, Y):
    """Return answers, cost and gradients of the first pass, and the parameters after `STEPS` steps of SGD."""
    import torch

    weights = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    X, Y, L = torch.tensor(X), torch.tensor(Y), len(parameters) // 2
    loss, optimizer, first = torch.nn.BCEWithLogitsLoss(reduction="sum"), torch.optim.SGD(weights.values(), RATE), None
    for _ in range(STEPS):
        A = X
        for layer in range(1, L + 1):
            Z = weights[f"W{layer}"] @ A + weights[f"b{layer}"]
            A = torch.relu(Z)
        cost = loss(Z, Y) / Y.shape[1]
        optimizer.zero_grad()
        cost.backward()
        grads = {f"d{name}": value.grad.tolist() for name, value in weights.items()}
        first = first or {"AL": torch.sigmoid(Z).tolist(), "cost": cost.item(), "grads": grads}
        optimizer.step()
    return first | {"parameters": {name: value.tolist() for name, value in weights.items()}}


def main():
    """Write the fixture."""
    import torch

    said = [by_torch(*network(*sizes)) for sizes in NETWORKS]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "networks": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
