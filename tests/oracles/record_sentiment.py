"""Record what PyTorch says about averages of vectors and about padded sentences: `sentiment.json`.

pip install torch==2.13.0
python tests/oracles/record_sentiment.py

`torch.nn.EmbeddingBag` averages bags of ids, and gives the gradient of its vectors; a bag without ids gives zeros. An
LSTM over packed sequences tells which state is the last. The fixture keeps sums with random weights in place of whole
arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

try:
    from oracles.record_gated import digest
except ImportError:  # run as a script
    from record_gated import digest

FIXTURE = Path(__file__).with_name("sentiment.json")
SIZES = ((3, 7, 4, 5), (2, 4, 3, 6), (5, 9, 1, 4), (1, 6, 5, 1))  # n, V, m, T


def batch(n, V, m, T):
    """Return (E, ids, mask, da), the same every time; the first of several sentences has no real word."""
    rng = np.random.default_rng([n, V, m, T])
    lengths = rng.integers(1, T + 1, size=m)
    lengths[0] = 0 if m > 1 else T
    return (
        rng.normal(size=(n, V)),
        rng.integers(V, size=(m, T)),
        np.arange(T) < lengths[:, None],
        rng.normal(size=(n, m)),
    )


def bags(n, V, m, T):
    """Return the averages of `torch.nn.EmbeddingBag`, and the gradient of its vectors."""
    import torch

    E, ids, mask, da = batch(n, V, m, T)
    bag = torch.nn.EmbeddingBag(V, n, mode="mean").double()
    with torch.no_grad():
        bag.weight.copy_(torch.tensor(E.T.copy()))
    starts = np.concatenate([[0], np.cumsum(mask.sum(axis=1))[:-1]])
    out = bag(torch.tensor(ids[mask]), torch.tensor(starts))
    out.backward(torch.tensor(da.T.copy()))
    return {"a": digest(out.detach().numpy().T.copy()), "dE": digest(bag.weight.grad.numpy().T.copy())}


PACKED = (3, 4, 5, 6)  # n_x, n_a, m, T


def packed():
    """Return the last states of `torch.nn.LSTM` over packed sequences, and the parameters' digest."""
    import torch

    x, lengths, parameters = sentences()
    layer = torch.nn.LSTM(PACKED[0], PACKED[1]).double()
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.tensor(parameters["Wx"]))
        layer.weight_hh_l0.copy_(torch.tensor(parameters["Wa"]))
        layer.bias_ih_l0.copy_(torch.tensor(parameters["b"][:, 0]))
        layer.bias_hh_l0.zero_()
    rows = torch.nn.utils.rnn.pack_padded_sequence(
        torch.tensor(x.transpose(2, 1, 0).copy()), torch.tensor(lengths), enforce_sorted=False
    )
    _, (last, _) = layer(rows)
    return digest(last[0].detach().numpy().T.copy())


def sentences():
    """Return x (n_x, m, T), lengths and parameters in PyTorch's order of gates: input, forget, cell, output."""
    n_x, n_a, m, T = PACKED
    rng = np.random.default_rng(5)
    shapes = {"Wx": (4 * n_a, n_x), "Wa": (4 * n_a, n_a), "b": (4 * n_a, 1)}
    parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return rng.normal(size=(n_x, m, T)), rng.integers(1, T + 1, size=m), parameters


if __name__ == "__main__":
    record = {"bags": [bags(*sizes) for sizes in SIZES], "packed": packed()}
    FIXTURE.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
