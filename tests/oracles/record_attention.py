"""Record what PyTorch says about attention: `attention.json`.

pip install torch==2.13.0
python tests/oracles/record_attention.py

The formulas of Bahdanau, Cho and Bengio (2015), with an LSTM cell after them, are written with PyTorch's operations
(`torch.nn.LSTMCell`, `torch.softmax`), and PyTorch differentiates them. As in `gated.json`, two sums with random
weights are kept of each array.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("attention.json")
SIZES = ((3, 4, 5, 2, 6, 3, 2), (4, 3, 2, 3, 5, 2, 4), (2, 5, 3, 4, 1, 5, 3), (1, 1, 1, 1, 4, 2, 2))
# n_a, n_s, n_e, m, T_x, T_y, n_y


def example(n_a, n_s, n_e, m, T_x, T_y, n_y):
    """Return (a, mask, labels (m, T_y), parameters), the same every time."""
    rng = np.random.default_rng([n_a, n_s, n_e, m, T_x, T_y, n_y])
    a, lengths = rng.normal(size=(n_a, m, T_x)), rng.integers(1, T_x + 1, m)
    mask = np.arange(T_x) < lengths[:, None]
    parameters = {"Wa": rng.normal(size=(n_e, n_a)), "Ws": rng.normal(size=(n_e, n_s))}
    parameters |= {"be": rng.normal(size=(n_e, 1)), "ve": 2 * rng.normal(size=(1, n_e))}
    for gate in "fioc":
        parameters[f"W{gate}"] = rng.normal(size=(n_s, n_s + n_a))
        parameters[f"b{gate}"] = rng.normal(size=(n_s, 1))
    parameters |= {"Wy": rng.normal(size=(n_y, n_s)), "by": rng.normal(size=(n_y, 1))}
    return a, mask, rng.integers(0, n_y, (m, T_y)), parameters


def digest(array):
    """Return two sums of an array's entries with random weights."""
    weights = np.random.default_rng(np.shape(array)).normal(size=(2, np.size(array)))
    return (weights @ np.ravel(array)).tolist()


def decoded(*sizes):
    """Return the outputs, the weights, the cost and all gradients of an example, each as a digest."""
    import torch

    n_s, T_y = sizes[1], sizes[5]
    a, mask, labels, parameters = example(*sizes)
    p = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    states = torch.tensor(a.transpose(1, 2, 0).copy(), requires_grad=True)  # batch first
    real, s, c = torch.tensor(mask), *torch.zeros(2, a.shape[1], n_s, dtype=torch.float64)
    y, alphas, cost = [], [], 0
    for t in range(T_y):
        hidden = torch.tanh(states @ p["Wa"].T + (s @ p["Ws"].T)[:, None] + p["be"][:, 0])
        scores = (hidden @ p["ve"].T)[..., 0].masked_fill(~real, -torch.inf)
        alpha = torch.softmax(scores, dim=1)
        context = torch.bmm(alpha[:, None], states)[:, 0]
        weights = torch.cat([p[f"W{gate}"] for gate in "ifco"])  # PyTorch's order
        bias = torch.cat([p[f"b{gate}"] for gate in "ifco"])[:, 0]
        s, c = torch.lstm_cell(context, (s, c), weights[:, n_s:], weights[:, :n_s], bias, torch.zeros_like(bias))
        out = s @ p["Wy"].T + p["by"][:, 0]
        cost = cost + torch.nn.functional.cross_entropy(out, torch.tensor(labels[:, t])) / T_y
        y.append(torch.softmax(out, dim=1).detach().numpy().T)
        alphas.append(alpha.detach().numpy())
    cost.backward()
    told = {"y": np.stack(y, axis=2), "alphas": np.stack(alphas, axis=1), "da": states.grad.numpy().transpose(2, 0, 1)}
    told |= {f"d{name}": value.grad.numpy() for name, value in p.items()}
    return {"cost": cost.item()} | {name: digest(np.ascontiguousarray(value)) for name, value in told.items()}


if __name__ == "__main__":
    FIXTURE.write_text(json.dumps([decoded(*sizes) for sizes in SIZES], indent=1) + "\n", encoding="utf-8")
