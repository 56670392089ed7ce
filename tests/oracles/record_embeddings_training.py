"""Record what PyTorch's autograd says about the costs that train word vectors: `embeddings_training.json`.

pip install torch==2.13.0
python tests/oracles/record_embeddings_training.py

The costs are written here with PyTorch's own `cross_entropy`, `binary_cross_entropy_with_logits` and `embedding`; the
gradients are autograd's. The fixture keeps sums with random weights in place of whole arrays.
"""

import json
from pathlib import Path

import numpy as np

try:
    from oracles.record_convolution import digest
except ImportError:  # run as a script
    from record_convolution import digest

__all__ = ["digest"]

FIXTURE = Path(__file__).with_name("embeddings_training.json")
SIZES = ((3, 6, 4, 2), (2, 9, 7, 5), (5, 4, 1, 1))  # n, V, m, k


def inputs(n, V, m, k):
    """Return arrays for all costs, the same every time: {name: array}."""
    rng = np.random.default_rng([n, V, m, k])
    X = np.exp(rng.uniform(-1, 6, size=(V, V))) * (rng.random((V, V)) < 0.7)
    return {
        "E": rng.normal(size=(n, V)), "C": rng.normal(size=(n, V)), "bE": rng.normal(size=(V, 1)),
        "bC": rng.normal(size=(V, 1)), "X": X, "centers": rng.integers(V, size=m), "contexts": rng.integers(V, size=m),
        "negatives": rng.integers(V, size=(k, m)), "bits": rng.integers(2, size=m), "nodes": rng.integers(V, size=m),
    }  # fmt: skip


def by_torch(given):
    """Return {name: array} of all costs and gradients."""
    import torch
    from torch.nn import functional as nn

    made = {}
    t = {name: torch.tensor(value) for name, value in given.items()}

    def record(name, cost, **leaves):
        made[name] = cost.detach().numpy()
        gradients = torch.autograd.grad(cost, list(leaves.values()))
        made.update({f"{name} {leaf}": g.numpy() for leaf, g in zip(leaves, gradients, strict=True)})

    E, C = t["E"].requires_grad_(), t["C"].requires_grad_()
    looked_up = nn.embedding(t["centers"], E.T)  # (m, n)
    record("softmax", nn.cross_entropy(looked_up @ C, t["contexts"]), dE=E, dC=C)
    scores = torch.stack([t["E"][:, t["centers"][0]] @ t["C"][:, node] for node in t["nodes"]])
    turns = nn.binary_cross_entropy_with_logits(scores, 1.0 - t["bits"].double(), reduction="sum")
    made["path"] = turns.detach().numpy()
    e, c, N = (torch.tensor(given[name][:, ids]).requires_grad_() for name, ids in
               (("E", given["centers"]), ("C", given["contexts"]), ("C", given["negatives"])))  # fmt: skip
    z = torch.cat([(e * c).sum(0)[None], (e[:, None] * N).sum(0)])
    label = torch.zeros_like(z)
    label[0] = 1
    cost = nn.binary_cross_entropy_with_logits(z, label, reduction="none").sum(0).mean()
    record("negative", cost, de=e, dc=c, dN=N)
    bE, bC, X = t["bE"].requires_grad_(), t["bC"].requires_grad_(), t["X"]
    i, j = torch.nonzero(X, as_tuple=True)
    r = (E[:, i] * C[:, j]).sum(0) + bE[i, 0] + bC[j, 0] - X[i, j].log()
    cost = ((X[i, j] / 100).pow(0.75).clamp(max=1) * r**2).sum()
    record("glove", cost, dE=E, dC=C, dbE=bE, dbC=bC)
    return made


def main():
    """Write the fixture."""
    import torch

    said = [{name: digest(value) for name, value in by_torch(inputs(*sizes)).items()} for sizes in SIZES]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "sizes": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
