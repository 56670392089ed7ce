"""Record what PyTorch says about batch normalisation: `batch_normalization.json`, which the tests compare with.

pip install torch==2.13.0
python tests/oracles/record_batch_normalization.py
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("batch_normalization.json")
LAYERS = ((1, 2), (3, 5), (4, 4), (6, 32))  # (units, examples in a batch)
STEPS, RATE, EPSILON, MOMENTUM = 50, 0.05, 1e-5, 0.9


def layer(n, m):
    """Return (gamma, beta, batches, slopes, new) of one layer, the same every time: 50 batches, and slopes for each."""
    rng = np.random.default_rng([n, m])
    gamma, beta = rng.normal(size=(n, 1)), rng.normal(size=(n, 1))
    batches = 2 * rng.normal(size=(STEPS, n, m)) + rng.normal(size=(1, n, 1))
    return gamma, beta, batches, rng.normal(size=(STEPS, n, m)), rng.normal(size=(n, 3))


def by_torch(gamma, beta, batches, slopes, new):
    """Return what the first and the last of 50 steps of descent on gamma and beta gave, and the answers to `new`.

    Examples are rows for PyTorch, and its momentum is the share of the new statistics.
    """
    import torch

    norm = torch.nn.BatchNorm1d(len(gamma), eps=EPSILON, momentum=1 - MOMENTUM, dtype=torch.float64)
    with torch.no_grad():
        norm.weight.copy_(torch.tensor(gamma[:, 0]))
        norm.bias.copy_(torch.tensor(beta[:, 0]))
    optimizer, said = torch.optim.SGD(norm.parameters(), RATE), {}
    for step, (batch, slope) in enumerate(zip(batches, slopes, strict=True)):
        Z = torch.tensor(batch.T, requires_grad=True)
        out = norm(Z)
        optimizer.zero_grad()
        out.backward(torch.tensor(slope.T))
        if step in (0, STEPS - 1):
            said[str(step)] = {
                "Ztilde": out.detach().T.tolist(),
                "dZ": Z.grad.T.tolist(),
                "dgamma": norm.weight.grad[:, None].tolist(),
                "dbeta": norm.bias.grad[:, None].tolist(),
                "mean": norm.running_mean[:, None].tolist(),
                "var": norm.running_var[:, None].tolist(),
            }
        optimizer.step()
    return said | {"test": norm.eval()(torch.tensor(new.T)).detach().T.tolist()}


def main():
    """Write the fixture."""
    import torch

    said = [by_torch(*layer(*sizes)) for sizes in LAYERS]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "layers": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
