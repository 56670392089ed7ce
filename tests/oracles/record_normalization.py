"""Record what PyTorch says about the functions of `nn.normalization`: `normalization.json`, for the tests.

    pip install torch==2.13.0
    python tests/oracles/record_normalization.py

PyTorch is no dependency of the tests: its answers are. Where it is installed, a test computes them anew.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("normalization.json")
SHAPES = ((1, 4), (3, 8), (5, 30))  # inputs, examples
STEPS, SHARE = 50, 0.8  # of the largest rate


def problem(n_x, m):
    """Return X (n_x, m), Y (1, m), a start w (n_x, 1) and new examples (n_x, 3), the same every time."""
    rng = np.random.default_rng([n_x, m])
    X = rng.normal(size=(n_x, 1)) + np.arange(1.0, n_x + 1).reshape(-1, 1) * rng.normal(size=(n_x, m))
    return X, rng.normal(size=(1, m)), rng.normal(size=(n_x, 1)), rng.normal(size=(n_x, 3))


def by_torch(X, Y, w, new):
    """Return PyTorch's curvatures, by differentiating twice, its path by its optimiser, and its normalised inputs."""
    import torch

    X, Y, start, new = (torch.tensor(a, dtype=torch.float64) for a in (X, Y, w, new))

    def cost(w):
        return torch.nn.functional.mse_loss((w.reshape(1, -1) @ X), Y) / 2

    hessian = torch.autograd.functional.hessian(cost, start.ravel())
    curvatures = torch.linalg.eigvalsh(hessian)
    w = start.clone().requires_grad_()
    optimiser, path = torch.optim.SGD([w], lr=SHARE * 2 / curvatures[-1].item()), [start.ravel().tolist()]
    for _ in range(STEPS):
        optimiser.zero_grad()
        cost(w.ravel()).backward()
        optimiser.step()
        path.append(w.detach().ravel().tolist())
    mu, sigma = X.mean(dim=1), X.std(dim=1, correction=0)
    normal = torch.nn.functional.batch_norm(new.T, mu, sigma**2, eps=0.0).T
    return {"curvatures": curvatures.tolist(), "path": path, "normal": normal.tolist()}


def main():
    """Write the fixture."""
    import torch

    shapes = {",".join(map(str, shape)): by_torch(*problem(*shape)) for shape in SHAPES}
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "shapes": shapes}, indent=1) + "\n")


if __name__ == "__main__":
    main()
