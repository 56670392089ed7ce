"""Record what PyTorch says about the costs that are checked: `gradient_checking.json`, which the tests compare with.

pip install torch==2.13.0
python tests/oracles/record_gradient_checking.py
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("gradient_checking.json")
NETWORKS = (((3, 1), 4, 0.7), ((2, 4, 1), 6, 0.0), ((3, 4, 3, 2), 5, 1.3))  # (layer sizes, m, lambd)


def network(layer_dims, m):
    """Return (parameters, X, Y, masks) of one network with dropout masks of its hidden layers, the same every time."""
    rng = np.random.default_rng([*layer_dims, m])
    parameters, masks = {}, []
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), 1):
        parameters[f"W{layer}"] = rng.normal(size=(n, n_prev)) / n_prev  # no answer so sure that 1 - A loses digits
        parameters[f"b{layer}"] = rng.normal(size=(n, 1))
    X, Y = rng.normal(size=(layer_dims[0], m)), rng.integers(0, 2, size=(layer_dims[-1], m)).astype(float)
    masks = [(rng.uniform(size=(n, m)) < 0.8) / 0.8 for n in layer_dims[1:-1]]
    return parameters, X, Y, masks


def by_torch(parameters, X, Y, lambd, masks=None):
    """Return the cost, its gradients, and whether `torch.autograd.gradcheck` accepts them."""
    import torch

    names = list(parameters)
    weights = [torch.tensor(parameters[name], requires_grad=True) for name in names]
    inputs, labels, loss = torch.tensor(X), torch.tensor(Y), torch.nn.BCEWithLogitsLoss(reduction="sum")

    def cost(*values):
        given, A = dict(zip(names, values, strict=True)), inputs
        L, m = len(names) // 2, X.shape[1]
        for layer in range(1, L + 1):
            Z = given[f"W{layer}"] @ A + given[f"b{layer}"]
            if layer < L:
                A = torch.relu(Z) * (torch.tensor(masks[layer - 1]) if masks else 1)
        squares = sum((given[f"W{layer}"] ** 2).sum() for layer in range(1, L + 1))
        return loss(Z, labels) / m + lambd / (2 * m) * squares

    J = cost(*weights)
    J.backward()
    accepted = torch.autograd.gradcheck(cost, weights, eps=1e-6, atol=1e-7)
    grads = {f"d{name}": value.grad.tolist() for name, value in zip(names, weights, strict=True)}
    return {"cost": J.item(), "grads": grads, "gradcheck": accepted}


def said(layer_dims, m, lambd):
    """Return what PyTorch says about one network: with the penalty, and with dropout."""
    parameters, X, Y, masks = network(layer_dims, m)
    return {"penalty": by_torch(parameters, X, Y, lambd), "dropout": by_torch(parameters, X, Y, 0.0, masks)}


def main():
    """Write the fixture."""
    import torch

    recorded = [said(*sizes) for sizes in NETWORKS]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "networks": recorded}, indent=1) + "\n")


if __name__ == "__main__":
    main()
