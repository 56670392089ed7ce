"""Record what PyTorch says about the functions of `nn.vectorization`: `vectorization.json`, for the tests.

    pip install torch==2.13.0
    python tests/oracles/record_vectorization.py

PyTorch is no dependency of the tests: its answers are. Where it is installed, a test computes them anew.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("vectorization.json")
SHAPES = ((1, 1), (1, 5), (6, 1), (3, 4), (4, 4), (7, 30))


def tables(rows, columns):
    """Return two tables (rows, columns) and (rows + 2, columns) of one shape, the same every time."""
    rng = np.random.default_rng([rows, columns])
    return 3 * rng.normal(size=(rows, columns)), 3 * rng.normal(size=(rows + 2, columns))


def by_torch(A, B):
    """Return, as lists and numbers, PyTorch's word on each function, the slope by its automatic differentiation."""
    import torch

    A, B = (torch.tensor(a, dtype=torch.float64) for a in (A, B))
    x = A.clone().requires_grad_()
    torch.sigmoid(x).sum().backward()
    said = {
        "sigmoid": torch.sigmoid(A),
        "sigmoid_derivative": x.grad,
        "normalize_rows": torch.nn.functional.normalize(A, dim=1),
        "softmax": torch.softmax(A, dim=1),
        "L1": torch.nn.functional.l1_loss(A, B[:-2], reduction="sum"),
        "L2": torch.nn.functional.mse_loss(A, B[:-2], reduction="sum"),
        "pairwise_squared_distances": torch.cdist(A, B, compute_mode="donot_use_mm_for_euclid_dist") ** 2,
    }
    return {name: value.tolist() for name, value in said.items()}


def main():
    """Write the fixture."""
    import torch

    shapes = {f"{rows},{columns}": by_torch(*tables(rows, columns)) for rows, columns in SHAPES}
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "shapes": shapes}, indent=1) + "\n")


if __name__ == "__main__":
    main()
