"""Record what PyTorch says about the functions of `nn.neurons`: `neurons.json`, for the tests.

    pip install torch==2.13.0
    python tests/oracles/record_neurons.py

PyTorch is no dependency of the tests: its answers are. Where it is installed, a test computes them anew.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("neurons.json")
SHAPES = ((1, 1, 1), (3, 4, 5), (4, 4, 4), (6, 1, 9))  # inputs, neurons, examples
SPREAD = 5.0


def layer(n_x, n, m):
    """Return X (n_x, m), W (n, n_x), b (n, 1), the same every time."""
    rng = np.random.default_rng([n_x, n, m])
    return rng.normal(size=(n_x, m)), rng.normal(size=(n, n_x)), rng.normal(size=(n, 1))


def by_torch(X, W, b):
    """Return PyTorch's layer, and its share of flat sigmoids, the slopes by its automatic differentiation."""
    import torch

    X, W, b = (torch.tensor(a, dtype=torch.float64) for a in (X, W, b))
    z = (SPREAD * X).requires_grad_()
    torch.sigmoid(z).sum().backward()
    out = torch.relu(torch.nn.functional.linear(X.T, W, b.ravel())).T
    return {"layer": out.tolist(), "saturated": (z.grad < 0.01).double().mean().item()}


def main():
    """Write the fixture."""
    import torch

    shapes = {",".join(map(str, shape)): by_torch(*layer(*shape)) for shape in SHAPES}
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "shapes": shapes}, indent=1) + "\n")


if __name__ == "__main__":
    main()
