"""Record what PyTorch says about convolutions over time: `convolution_layers.json`.

pip install torch==2.13.0
python tests/oracles/record_convolution_layers.py

The fixture keeps sums with random weights in place of whole arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

try:
    from oracles.record_convolution import digest
except ImportError:  # run as a script
    from record_convolution import digest

FIXTURE = Path(__file__).with_name("convolution_layers.json")
SIZES = (
    (3, 4, 5, 2, 6, 12),
    (2, 3, 4, 4, 5, 9),
    (1, 2, 1, 3, 4, 7),
    (4, 1, 6, 1, 1, 6),
    (1, 1, 2, 2, 1, 5),
)  # n_in n_out width stride m T


def inputs(n_in, n_out, width, stride, m, T):
    """Return a dict of W (n_out, n_in, width), b, x and the gradient of what comes out, the same every time."""
    rng, T_out = np.random.default_rng([n_in, n_out, width, stride, m, T]), (T - width) // stride + 1
    shapes = {"W": (n_out, n_in, width), "b": (n_out, 1), "x": (n_in, m, T), "d_out": (n_out, m, T_out)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def by_torch(n_in, n_out, width, stride, m, T):
    """Return {name: array} of what comes out and of all gradients, as PyTorch computes them."""
    import torch

    t = {name: torch.tensor(value, requires_grad=name != "d_out")
         for name, value in inputs(n_in, n_out, width, stride, m, T).items()}  # fmt: skip
    out = torch.nn.functional.conv1d(t["x"].transpose(0, 1), t["W"], t["b"][:, 0], stride=stride).transpose(0, 1)
    (out * t["d_out"]).sum().backward()
    return {"out": out.detach().numpy()} | {f"d{name}": t[name].grad.numpy() for name in ("x", "W", "b")}


if __name__ == "__main__":
    found = {str(size): {name: digest(value) for name, value in by_torch(*size).items()} for size in SIZES}
    FIXTURE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
