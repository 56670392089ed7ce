"""Record what PyTorch says about a network with one hidden layer: `shallow_network.json`, which the tests compare with.

    pip install torch==2.13.0
    python tests/oracles/record_shallow_network.py

PyTorch is no dependency of the tests: its answers are. Where it is installed, a test computes them anew.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("shallow_network.json")
SHAPES = ((1, 1, 1), (2, 4, 1), (3, 2, 1), (2, 4, 30), (5, 7, 12))  # (n_x, n_h, m)
STEPS, RATE = 25, 0.3
SLOPES = ("tanh", "relu", "leaky_relu", "sigmoid")


def network(n_x, n_h, m):
    """Return (parameters, X, Y) of one shape, the same every time."""
    rng = np.random.default_rng([n_x, n_h, m])
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    Y = rng.integers(0, 2, size=(1, m)).astype(float)
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}, rng.normal(size=(n_x, m)), Y


def layer():
    """Return (dA, Z), the same every time; zero, where two of the slopes are a convention, is among Z."""
    rng = np.random.default_rng(7)
    Z = 3 * rng.normal(size=(4, 6))
    Z[0, 0] = 0.0
    return rng.normal(size=(4, 6)), Z


def by_torch(parameters, X, Y):
    """Return cost, gradients, and the parameters after `STEPS` steps of torch.optim.SGD, all as lists and numbers."""
    import torch

    p = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in parameters.items()}
    X, Y = (torch.tensor(a, dtype=torch.float64) for a in (X, Y))
    loss, optimizer, costs, first = torch.nn.BCEWithLogitsLoss(), torch.optim.SGD(p.values(), lr=RATE), [], None
    for _ in range(STEPS):
        optimizer.zero_grad()
        cost = loss(p["W2"] @ torch.tanh(p["W1"] @ X + p["b1"]) + p["b2"], Y)
        cost.backward()
        first = first or {"cost": cost.item()} | {f"d{name}": value.grad.tolist() for name, value in p.items()}
        costs.append(cost.item())
        optimizer.step()
    return first | {"costs": costs} | {name: value.tolist() for name, value in p.items()}


def slopes_by_torch(dA, Z):
    """Return dZ of each activation function, as lists."""
    import torch

    found = {}
    for name in SLOPES:
        z = torch.tensor(Z, dtype=torch.float64, requires_grad=True)
        a = getattr(torch.nn.functional, name)(z) if "relu" in name else getattr(torch, name)(z)
        a.backward(torch.tensor(dA, dtype=torch.float64))
        found[name] = z.grad.tolist()
    return found


def main():
    """Write the fixture."""
    import torch

    shapes = {",".join(map(str, shape)): by_torch(*network(*shape)) for shape in SHAPES}
    told = {"torch": torch.__version__, "shapes": shapes, "slopes": slopes_by_torch(*layer())}
    FIXTURE.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
