"""Record what PyTorch says about a whole LeNet: scores, cost, gradients, and two epochs with Adam: `lenet.json`.

pip install torch==2.13.0
python tests/oracles/record_lenet.py

PyTorch flattens channels first; here its maps are turned before, so that its first dense layer has our weights.
"""

import json
from pathlib import Path

import numpy as np

from oracles.record_convolution import digest, first

FIXTURE = Path(__file__).with_name("lenet.json")
SIZES = (  # m, height, width, channels, filters, dense
    (4, 28, 28, (1, 6, 16), (5, 5), (120, 84, 10)),
    (5, 12, 15, (2, 3, 4), (3, 3), (6, 5, 4)),
    (1, 9, 16, (1, 2, 3), (1, 2), (5, 3, 7)),
)
BATCH, RATE, EPOCHS = 2, 0.01, 2


def network(m, height, width, channels, filters, dense):
    """Return (A, labels, parameters) of a network, the same every time; biases are not 0."""
    rng = np.random.default_rng([m, height, width, *channels, *filters, *dense])
    parameters, before, sides = {}, channels[0], (height, width)
    for layer, (f, n_C) in enumerate(zip(filters, channels[1:], strict=True), 1):
        parameters[f"W{layer}"] = rng.normal(size=(f, f, before, n_C)) / f
        parameters[f"b{layer}"] = rng.normal(size=(1, 1, 1, n_C))
        sides = tuple((side - (layer == 2) * (f - 1)) // 2 for side in sides)
        before = n_C
    before *= sides[0] * sides[1]
    for layer, n in enumerate(dense, 3):
        parameters[f"W{layer}"] = rng.normal(size=(n, before)) / np.sqrt(before)
        parameters[f"b{layer}"] = rng.normal(size=(n, 1))
        before = n
    return rng.normal(size=(m, height, width, channels[0])), rng.integers(0, dense[-1], size=m), parameters


def scores_by_torch(A, p):
    """Return PyTorch's scores, (m, n), for a tensor of pictures and our parameters as tensors."""
    from torch.nn import functional

    for layer, pad in ((1, (len(p["W1"]) - 1) // 2), (2, 0)):
        A = functional.conv2d(A, p[f"W{layer}"].permute(3, 2, 0, 1).contiguous(), p[f"b{layer}"].ravel(), padding=pad)
        A = functional.max_pool2d(functional.relu(A), 2)
    A = A.permute(0, 2, 3, 1).flatten(1)
    for layer in (3, 4, 5):
        A = functional.linear(A, p[f"W{layer}"], p[f"b{layer}"].ravel())
        A = functional.relu(A) if layer < 5 else A
    return A


def said_by_torch(A, labels, parameters):
    """Return the scores, the cost, its gradients, and costs and parameters of two epochs."""
    import torch

    p = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    Z = scores_by_torch(first(A), p)
    cost = torch.nn.functional.cross_entropy(Z, torch.tensor(labels))
    cost.backward()
    said = {"Z": Z.detach().numpy().T, "cost": np.array([cost.item()])}
    said |= {f"d{name}": value.grad.numpy().copy() for name, value in p.items()}
    adam, costs = torch.optim.Adam(p.values(), lr=RATE), []
    for start in [*range(0, len(A), BATCH)] * EPOCHS:
        adam.zero_grad()
        part = slice(start, start + BATCH)
        cost = torch.nn.functional.cross_entropy(scores_by_torch(first(A[part]), p), torch.tensor(labels[part]))
        cost.backward()
        adam.step()
        costs.append(cost.item() * len(A[part]))
    trained = {f"{name} afterwards": value.detach().numpy() for name, value in p.items()}
    return said | trained | {"costs": np.reshape(costs, (EPOCHS, -1)).sum(axis=1) / len(A)}


def main():
    """Write the fixture."""
    import torch

    said = [{name: digest(array) for name, array in said_by_torch(*network(*sizes)).items()} for sizes in SIZES]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "networks": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
