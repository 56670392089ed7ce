"""Record what PyTorch says about a plain recurrent language model: `language_model.json`.

pip install torch==2.13.0
python tests/oracles/record_language_model.py

The fixture keeps sums with random weights in place of whole arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

try:
    from oracles.record_convolution import digest
except ImportError:  # run as a script
    from record_convolution import digest

__all__ = ["digest"]

FIXTURE = Path(__file__).with_name("language_model.json")
MODELS = ((3, 5, 4, 6), (1, 3, 2, 1), (4, 7, 3, 2))  # m, n_y, n_a, T
MAX_NORM = 0.3


def model(m, n_y, n_a, T):
    """Return (X, Y, a_prev, parameters), the same every time; some targets are -1, at the end of a row."""
    rng = np.random.default_rng([m, n_y, n_a, T])
    X, Y = rng.integers(n_y, size=(2, m, T))
    for row, length in zip(Y, rng.integers(1, T + 1, size=m), strict=True):
        row[length:] = -1
    shapes = {"Wax": (n_a, n_y), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return X, Y, rng.normal(size=(n_a, m)), parameters


def by_torch(X, Y, a_prev, parameters):
    """Return {name: array} of the scores, the cost, its gradient and the gradients, before and after clipping."""
    import torch

    leaves = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    n_a, n_y = parameters["Wax"].shape
    rnn = torch.nn.RNN(n_y, n_a, batch_first=True, dtype=torch.float64)
    weights = dict(zip(("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"),
                       (leaves["Wax"], leaves["Waa"], leaves["ba"][:, 0], torch.zeros(n_a, dtype=torch.float64)),
                       strict=True))  # fmt: skip
    one_hot = torch.nn.functional.one_hot(torch.tensor(X), n_y).double()
    out, _ = torch.func.functional_call(rnn, weights, (one_hot, torch.tensor(a_prev.T[None].copy())))
    Z = out @ leaves["Wya"].T + leaves["by"][:, 0]
    Z.retain_grad()
    cost = torch.nn.functional.cross_entropy(Z.transpose(1, 2), torch.tensor(Y), ignore_index=-1)
    cost.backward()
    said = {"Z": Z.detach().numpy().transpose(2, 0, 1), "cost": cost.detach().numpy()}
    said |= {"dZ": Z.grad.numpy().transpose(2, 0, 1), **{f"d{n}": v.grad.numpy().copy() for n, v in leaves.items()}}
    torch.nn.utils.clip_grad_norm_(leaves.values(), MAX_NORM)
    return said | {f"clipped d{name}": leaf.grad.numpy() for name, leaf in leaves.items()}


def main():
    """Write the fixture."""
    import torch

    said = [{name: digest(np.asarray(array)) for name, array in by_torch(*model(*sizes)).items()} for sizes in MODELS]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "models": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
