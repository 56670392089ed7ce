"""One training step of the planar network: derived by hand, by the tensor engine, by PyTorch, by single numbers."""

import argparse
import importlib.util

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.datasets import flower
from deepcourse.nn import shallow_network
from deepcourse.nn import tensor as nn
from deepcourse.nn.autodiff import Value

RATE, SEED = 1.0, 1
SIZES = ((400, 4), (400, 20), (10_000, 20))  # points, hidden units


def by_hand(X, Y, first):
    """Return a function that makes one step with the derived gradients: forward, cost, backward, update."""
    parameters = first

    def step():
        nonlocal parameters
        A2, cache = shallow_network.forward_propagation(X, parameters)
        shallow_network.compute_cost(A2, Y)
        grads = shallow_network.backward_propagation(parameters, cache, X, Y)
        parameters = shallow_network.update_parameters(parameters, grads, RATE)

    return step


def by_tensors(X, Y, first):
    """Return a function that makes the same step with the tensor engine."""
    tensors = {name: nn.Tensor(value) for name, value in first.items()}
    parameters = list(tensors.values())
    return lambda: nn.train(lambda: nn.log_loss(nn.scores(X, tensors), Y), parameters, RATE, 1)


def by_torch(X, Y, first):
    """Return a function that makes the same step with PyTorch: autograd and torch.optim.SGD, float64."""
    import torch

    torch.set_num_threads(1)
    learned = {name: torch.tensor(value, requires_grad=True) for name, value in first.items()}
    optimizer, inputs, labels = torch.optim.SGD(learned.values(), lr=RATE), torch.tensor(X), torch.tensor(Y)

    def step():
        optimizer.zero_grad()
        scores = learned["W2"] @ torch.tanh(learned["W1"] @ inputs + learned["b1"]) + learned["b2"]
        torch.nn.functional.binary_cross_entropy_with_logits(scores, labels).backward()
        optimizer.step()

    return step


def by_numbers(X, Y, first):
    """Return a function that makes one step's forward and backward with course 1's engine of single numbers."""
    wrap = np.vectorize(Value, otypes=[object])

    def step():
        p = {name: wrap(value) for name, value in first.items()}
        total = 0.0
        for x, y in zip(X.T.tolist(), Y[0].tolist(), strict=True):
            z = p["b2"][0, 0]
            for weights, b, out in zip(p["W1"], p["b1"][:, 0], p["W2"][0], strict=True):
                z = z + out * (weights[0] * x[0] + weights[1] * x[1] + b).tanh()
            total = total + (1 + z.exp()).log() - y * z
        (total / len(X.T)).backward()

    return step


def measured(m, n_h, repeats):
    """Return {name: seconds of every run}, the programs in turn, so that a busy moment of the machine hits all."""
    X, Y = flower(m)
    first = shallow_network.initialize_parameters(2, n_h, 1, SEED)
    makers = {"derived by hand": by_hand, "deepcourse.nn.tensor": by_tensors}
    if importlib.util.find_spec("torch"):
        makers["PyTorch, autograd"] = by_torch
    steps = {name: make(X, Y, first) for name, make in makers.items()}
    seconds = {name: [] for name in steps}
    for step in steps.values():
        step()
    for _ in range(repeats):
        for name, step in steps.items():
            seconds[name].append(_timing.stopwatch(step)[0])
    if m * n_h <= 1600:
        seconds["engine of single numbers"] = _timing.seconds_of(by_numbers(X, Y, first), 3)
    return seconds


def main():
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=300, help="how many steps are timed (default: 300)")
    repeats = parser.parse_args().repeats
    for m, n_h in SIZES:
        seconds = measured(m, n_h, repeats)
        base = np.median(seconds["derived by hand"])
        rows = [(name, _timing.median_of(t), f"{np.median(t) / base:.3g}") for name, t in seconds.items()]
        columns = ["", "median", "times by hand"]
        _timing.show(f"One step on {m:,} points, {n_h} hidden units, float64", columns, rows)


if __name__ == "__main__":
    main()
