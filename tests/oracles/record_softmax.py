"""Record what PyTorch says about softmax, cross-entropy and networks that end in them: `softmax.json`.

pip install torch==2.13.0
python tests/oracles/record_softmax.py
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("softmax.json")
NETWORKS = (((3, 2), 5), ((4, 3), 1), ((5, 7, 4), 6), ((3, 6, 5, 10), 9))  # (layer sizes, m)
STEPS, RATE = 50, 0.1


def network(layer_dims, m):
    """Return (parameters, X, labels) of one network, the same every time."""
    rng = np.random.default_rng([*layer_dims, m])
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters[f"W{layer}"], parameters[f"b{layer}"] = rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1))
    return parameters, rng.normal(size=(layer_dims[0], m)), rng.integers(0, layer_dims[-1], size=m)


def by_torch(parameters, X, labels):
    """Return probabilities, cost and gradients of the first pass, and cost and parameters after `STEPS` steps."""
    import torch

    weights = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    X, labels, L = torch.tensor(X), torch.tensor(labels), len(parameters) // 2
    optimizer, first = torch.optim.SGD(weights.values(), RATE), None
    for _ in range(STEPS):
        A = X
        for layer in range(1, L + 1):
            Z = weights[f"W{layer}"] @ A + weights[f"b{layer}"]
            A = torch.relu(Z)
        Z.retain_grad()
        cost = torch.nn.functional.cross_entropy(Z.T, labels)  # PyTorch's examples are rows
        optimizer.zero_grad()
        cost.backward()
        grads = {f"d{name}": value.grad.tolist() for name, value in weights.items()}
        told = {"AL": torch.softmax(Z, dim=0).tolist(), "cost": cost.item(), "dZ_mean": Z.grad.tolist(), "grads": grads}
        first = first or told
        optimizer.step()
    return first | {"last_cost": cost.item(), "parameters": {name: value.tolist() for name, value in weights.items()}}


def main():
    """Write the fixture."""
    import torch

    said = [by_torch(*network(*sizes)) for sizes in NETWORKS]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "networks": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
