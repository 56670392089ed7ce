"""Record what PyTorch says about plain and long short-term memory layers: `recurrent_layers.json`.

pip install torch==2.13.0
python tests/oracles/record_recurrent_layers.py

The fixture keeps sums with random weights in place of whole arrays: two numbers an array, which no wrong array gives.
`torch.nn.GRU` is no oracle here: it resets after the product with the weights, and its z is our 1 - u. The equations of
our GRU are written out in PyTorch instead, and differentiated by it.
"""

import json
from pathlib import Path

import numpy as np

try:
    from oracles.record_convolution import digest
except ImportError:  # run as a script
    from record_convolution import digest

FIXTURE = Path(__file__).with_name("recurrent_layers.json")
SIZES = ((3, 4, 5, 6), (2, 1, 3, 1), (1, 5, 2, 9))  # n_x, n_a, m, T
KINDS = {"RNN": ("a",), "GRU": ("u", "r", "c"), "LSTM": ("f", "i", "o", "c")}  # the stacked parts


def inputs(kind, n_x, n_a, m, T):
    """Return a dict of Wx, Wa, b, x, a0, c0 and da, the same every time."""
    rng, k = np.random.default_rng([len(kind), n_x, n_a, m, T]), len(KINDS[kind])
    shapes = {"Wx": (k * n_a, n_x), "Wa": (k * n_a, n_a), "b": (k * n_a, 1), "x": (n_x, m, T), "a0": (n_a, m)}
    return {name: rng.normal(size=shape) for name, shape in (shapes | {"c0": (n_a, m), "da": (n_a, m, T)}).items()}


def by_torch(kind, n_x, n_a, m, T):
    """Return {name: array} of a, the last cell, dx and the gradients of the parameters, as PyTorch computes them."""
    import torch

    given = inputs(kind, n_x, n_a, m, T)
    t = {name: torch.tensor(value, requires_grad=name not in ("da", "a0", "c0")) for name, value in given.items()}
    a, c = _gru(torch, t, n_a) if kind == "GRU" else _layer(torch, t, kind, n_a)
    (a * t["da"]).sum().backward()
    found = {"a": a.detach().numpy()} | ({} if c is None else {"c": c.detach().numpy()})
    return found | {f"d{name}": t[name].grad.numpy() for name in ("x", "Wx", "Wa", "b")}


def _gru(torch, t, n):
    """Return a and None: the equations of the notebook, step by step."""
    a, steps = t["a0"], []
    for k in range(t["x"].shape[2]):
        z = t["Wx"] @ t["x"][:, :, k] + t["b"]
        u, r = torch.sigmoid(z[: 2 * n] + t["Wa"][: 2 * n] @ a).split(n)
        candidate = torch.tanh(z[2 * n :] + t["Wa"][2 * n :] @ (r * a))
        a = u * candidate + (1 - u) * a
        steps.append(a)
    return torch.stack(steps, dim=2), None


def _layer(torch, t, kind, n):
    """Return a and the last cell of PyTorch's own layer, which has its gates in the order i, f, c, o."""
    order = [*range(n)] if kind == "RNN" else [row for k in (1, 0, 3, 2) for row in range(k * n, (k + 1) * n)]
    layer = getattr(torch.nn, kind)(t["x"].shape[0], n).double()
    weights = {
        "weight_ih_l0": t["Wx"][order],
        "weight_hh_l0": t["Wa"][order],
        "bias_ih_l0": t["b"][order, 0],
        "bias_hh_l0": torch.zeros(len(order), dtype=torch.float64),
    }
    a0, c0 = t["a0"].T[None].contiguous(), t["c0"].T[None].contiguous()
    start = a0 if kind == "RNN" else (a0, c0)
    out, last = torch.func.functional_call(layer, weights, (t["x"].permute(2, 1, 0), start))
    return out.permute(2, 1, 0), None if kind == "RNN" else last[1][0].T


def main():
    """Write the fixture."""
    import torch

    said = [
        {"kind": kind, "sizes": sizes, "digests": {n: digest(v) for n, v in by_torch(kind, *sizes).items()}}
        for kind in KINDS
        for sizes in SIZES
    ]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "layers": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
