"""Record what PyTorch says about gated units: `gated.json`.

pip install torch==2.13.0
python tests/oracles/record_gated.py

For LSTM it is `torch.nn.LSTM`. `torch.nn.GRU` applies its relevance gate after the product, so ours is written again
with PyTorch's operations, and PyTorch differentiates it. The fixture keeps sums with random weights in place of whole
arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("gated.json")
SIZES = ((3, 4, 2, 5), (2, 5, 3, 4), (4, 2, 1, 3), (1, 1, 4, 6), (2, 3, 5, 1))  # n_x, n_a, m, T


def sequence(n_x, n_a, m, T, gates):
    """Return (x, start, d_out, parameters) of a layer, the same every time."""
    rng = np.random.default_rng([n_x, n_a, m, T])
    x, start, d_out = rng.normal(size=(n_x, m, T)), rng.normal(size=(n_a, m)), rng.normal(size=(n_a, m, T))
    parameters = {}
    for name in gates:
        parameters[f"W{name}"] = rng.normal(size=(n_a, n_a + n_x))
        parameters[f"b{name}"] = rng.normal(size=(n_a, 1))
    return x, start, d_out, parameters


def digest(array):
    """Return two sums of an array's entries with random weights."""
    weights = np.random.default_rng(np.shape(array)).normal(size=(2, np.size(array)))
    return (weights @ np.ravel(array)).tolist()


def lstm(n_x, n_a, m, T):
    """Return what `torch.nn.LSTM` makes of a sequence, and its gradients, under our names."""
    import torch

    x, a0, d_out, parameters = sequence(n_x, n_a, m, T, "fico")
    layer = torch.nn.LSTM(n_x, n_a).double()
    order = "ifco"  # PyTorch's: input, forget, cell, output
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.tensor(np.concatenate([parameters[f"W{name}"][:, n_a:] for name in order])))
        layer.weight_hh_l0.copy_(torch.tensor(np.concatenate([parameters[f"W{name}"][:, :n_a] for name in order])))
        layer.bias_ih_l0.copy_(torch.tensor(np.concatenate([parameters[f"b{name}"][:, 0] for name in order])))
        layer.bias_hh_l0.zero_()
    xs = torch.tensor(x.transpose(2, 1, 0).copy(), requires_grad=True)  # (T, m, n_x)
    start = torch.tensor(a0.T[None].copy(), requires_grad=True)
    out, (_, memory) = layer(xs, (start, torch.zeros_like(start)))
    out.backward(torch.tensor(d_out.transpose(2, 1, 0).copy()))
    told = {"a": out.detach().numpy().transpose(2, 1, 0), "c_last": memory[0].detach().numpy().T}
    told |= {"dx": xs.grad.numpy().transpose(2, 1, 0), "da0": start.grad[0].numpy().T}
    for place, name in enumerate(order):
        rows = slice(place * n_a, (place + 1) * n_a)
        told[f"dW{name}"] = np.concatenate([layer.weight_hh_l0.grad.numpy(), layer.weight_ih_l0.grad.numpy()], 1)[rows]
        told[f"db{name}"] = layer.bias_ih_l0.grad.numpy()[rows, None]
    return {name: digest(np.ascontiguousarray(value)) for name, value in told.items()}


def gru(n_x, n_a, m, T, gates="urc"):
    """Return what our formulas of a GRU give in PyTorch, and the gradients that PyTorch finds."""
    import torch

    x, c0, d_out, parameters = sequence(n_x, n_a, m, T, gates)
    p = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    xs, start = torch.tensor(x, requires_grad=True), torch.tensor(c0, requires_grad=True)
    state, states = start, []
    for t in range(T):
        now = xs[:, :, t]
        u = torch.sigmoid(p["Wu"][:, :n_a] @ state + p["Wu"][:, n_a:] @ now + p["bu"])
        r = torch.sigmoid(p["Wr"][:, :n_a] @ state + p["Wr"][:, n_a:] @ now + p["br"]) if "r" in gates else 1.0
        candidate = torch.tanh(p["Wc"][:, :n_a] @ (r * state) + p["Wc"][:, n_a:] @ now + p["bc"])
        state = u * candidate + (1 - u) * state
        states.append(state)
    out = torch.stack(states, dim=2)
    out.backward(torch.tensor(d_out))
    told = {"c": out.detach().numpy(), "dx": xs.grad.numpy(), "dc0": start.grad.numpy()}
    told |= {f"d{name}": value.grad.numpy() for name, value in p.items()}
    return {name: digest(value) for name, value in told.items()}


def record():
    """Return all that is recorded."""
    return {
        "lstm": [lstm(*sizes) for sizes in SIZES],
        "gru": [gru(*sizes) for sizes in SIZES],
        "simple gru": [gru(*sizes, gates="uc") for sizes in SIZES],
    }


if __name__ == "__main__":
    FIXTURE.write_text(json.dumps(record(), indent=1) + "\n", encoding="utf-8")
