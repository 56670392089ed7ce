"""Recurrent layers in float32, forward and back, and a training step of a character model: ours beside PyTorch."""

import argparse
import importlib.util
from functools import partial

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.nn.adam_in_place import Adam
from deepcourse.sequence import layers, training
from deepcourse.sequence.time_first import public

SIZES = {  # name: n_x, n_a, m, T
    "64 to 128 units, 50 steps, batch 32": (64, 128, 32, 50),
    "27 to 64 units, 12 steps, batch 64": (27, 64, 64, 12),
}
KINDS = {"RNN": layers.RNN, "GRU": layers.GRU, "LSTM": layers.LSTM}
LETTERS = 27


def ours(kind, n_x, n_a, m, T):
    """Return functions that compute the layer forward, and forward and back."""
    rng = np.random.default_rng(0)
    layer = KINDS[kind](rng, n_x, n_a)
    x = public(rng.standard_normal((T, n_x, m), np.float32))
    da = public(rng.standard_normal((T, n_a, m), np.float32))

    def both():
        _, cache = layer.forward(x)
        layer.backward(da, cache)

    return partial(layer.forward, x), both


def torchs(kind, n_x, n_a, m, T):
    """Return the same functions in PyTorch. Its GRU resets after a product, not before: as much work, other numbers."""
    import torch

    torch.set_num_threads(1)
    layer, x, da = getattr(torch.nn, kind)(n_x, n_a), torch.randn(T, m, n_x), torch.randn(T, m, n_a)
    learned = x.clone().requires_grad_()

    def forward():
        with torch.no_grad():
            layer(x)

    def both():
        torch.autograd.grad(layer(learned)[0], [learned, *layer.parameters()], da)

    return forward, both


def our_step(ids, targets):
    """Return a function that makes one training step of a character model."""
    rng = np.random.default_rng(0)
    network = layers.Chain(layers.OneHot(LETTERS), layers.LSTM(rng, LETTERS, 64), layers.Dense(rng, 64, LETTERS))
    adam = Adam(learning_rate=0.01)

    def step():
        Z, cache = network.forward(ids, True)
        grads = network.backward(training.step_cost(Z, targets)[1], cache)[1]
        adam.step(network.parameters, training.clipped(grads, 1.0))

    return step


def torch_step(ids, targets):
    """Return a function that makes the same step with PyTorch."""
    import torch

    torch.set_num_threads(1)
    lstm, dense = torch.nn.LSTM(LETTERS, 64), torch.nn.Linear(64, LETTERS)
    learned = [*lstm.parameters(), *dense.parameters()]
    adam, read, wanted = torch.optim.Adam(learned, 0.01), torch.tensor(ids.T.copy()), torch.tensor(targets.T.copy())

    def step():
        adam.zero_grad()
        x = torch.nn.functional.one_hot(read, LETTERS).float()
        Z = dense(lstm(x)[0])
        torch.nn.functional.cross_entropy(Z.reshape(-1, LETTERS), wanted.reshape(-1)).backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        adam.step()

    return step


def compared(ours, theirs, repeats):
    """Return (median of ours, median of theirs or None); in turn, so that a busy moment hits both."""
    works = [ours] if theirs is None else [ours, theirs]
    seconds = [[] for _ in works]
    for work in works:
        work()
    for _ in range(repeats):
        for work, times in zip(works, seconds, strict=True):
            times.append(_timing.stopwatch(work)[0])
    return [*map(float, map(np.median, seconds)), None][:2]


def row(name, mine, theirs):
    """Return a row of the table."""
    beside = ("not installed", "") if theirs is None else (_timing.shown(theirs), f"{mine / theirs:.2f}")
    return name, _timing.shown(mine), *beside


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=30, help="how many runs are timed (default: 30)")
    repeats, torch = parser.parse_args().repeats, importlib.util.find_spec("torch") is not None
    rows = []
    for size, numbers in SIZES.items():
        for kind in KINDS:
            pairs = zip(ours(kind, *numbers), torchs(kind, *numbers) if torch else (None, None), strict=True)
            for what, pair in zip(("forward", "forward and back"), pairs, strict=True):
                rows.append(row(f"{kind}, {size}, {what}", *compared(*pair, repeats)))
    ids = np.random.default_rng(0).integers(LETTERS, size=(64, 13))
    steps = our_step(ids[:, :-1], ids[:, 1:]), torch_step(ids[:, :-1], ids[:, 1:]) if torch else None
    rows.append(row("character model, LSTM 64, 12 letters, batch 64: a training step", *compared(*steps, repeats)))
    _timing.show("Recurrent layers, float32", ["", "median", "PyTorch", "times PyTorch's"], rows)


if __name__ == "__main__":
    main()
