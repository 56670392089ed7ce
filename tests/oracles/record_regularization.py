"""Record what PyTorch says about penalties and dropout: `regularization.json`, which the tests compare with.

pip install torch==2.13.0
python tests/oracles/record_regularization.py
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("regularization.json")
CASES = (  # layer sizes, m, lambd, keep_prob
    ((3, 1), 4, 0.7, 1.0),
    ((2, 4, 1), 6, 1.5, 0.7),
    ((5, 4, 3, 2), 7, 0.3, 0.5),
    ((4, 6, 5, 5, 1), 1, 2.0, 0.8),
)
STEPS, RATE = 50, 0.1


def network(layer_dims, m, lambd, keep_prob):
    """Return (parameters, X, Y, masks, lambd, keep_prob) of one case, the same every time."""
    rng = np.random.default_rng([*layer_dims, m])
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters[f"W{layer}"], parameters[f"b{layer}"] = rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1))
    X, Y = rng.normal(size=(layer_dims[0], m)), rng.integers(0, 2, size=(layer_dims[-1], m)).astype(float)
    masks = [rng.random((n, m)) < keep_prob for n in layer_dims[1:-1]]
    return parameters, X, Y, masks, lambd, keep_prob


def by_torch(parameters, X, Y, masks, lambd, keep_prob):
    """Return costs, gradients and trained parameters: L2, L1, dropout with given masks, SGD with weight decay."""
    import torch

    def fresh():
        return {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}

    X, Y, L, m = torch.tensor(X), torch.tensor(Y), len(parameters) // 2, Y.shape[1]

    def logloss(weights, masked=False):
        A = X
        for layer in range(1, L + 1):
            Z = weights[f"W{layer}"] @ A + weights[f"b{layer}"]
            A = torch.relu(Z)
            if masked and layer < L:
                A = A * torch.tensor(masks[layer - 1]) / keep_prob
        return torch.nn.functional.binary_cross_entropy_with_logits(Z, Y, reduction="sum") / m

    def gradients(of):
        weights = fresh()
        cost = of(weights)
        cost.backward()
        return {
            "cost": cost.item(),
            "grads": {f"d{name}": w.grad.tolist() for name, w in weights.items() if w.grad is not None},
        }

    def size(weights, power):
        return sum(weights[f"W{layer}"].abs().pow(power).sum() for layer in range(1, L + 1))

    return {
        "l2": gradients(lambda w: logloss(w) + lambd / (2 * m) * size(w, 2)),
        "l1": gradients(lambda w: lambd / m * size(w, 1)),
        "dropout": gradients(lambda w: logloss(w, masked=True)),
        "decayed": decayed(fresh(), logloss, lambd / m),
    }


def decayed(weights, logloss, decay):
    """Return the parameters after `STEPS` steps of SGD with weight decay on the weights and none on the biases."""
    import torch

    groups = [{"params": [w for n, w in weights.items() if n[0] == kind], "weight_decay": share}
              for kind, share in (("W", decay), ("b", 0.0))]  # fmt: skip
    optimizer = torch.optim.SGD(groups, RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        logloss(weights).backward()
        optimizer.step()
    return {name: w.tolist() for name, w in weights.items()}


def main():
    """Write the fixture."""
    import torch

    said = [by_torch(*network(*case)) for case in CASES]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "cases": said}) + "\n")


if __name__ == "__main__":
    main()
