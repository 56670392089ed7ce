"""One training step of a dense network, 784-512-256-10 in float32, batch 256: ours beside PyTorch, time and memory."""

import argparse
import importlib.util
import tracemalloc
from itertools import pairwise

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.nn import building_blocks as nn

LAYERS, BATCH, RATE = [784, 512, 256, 10], 256, 0.01


def ours(X, Y):
    """Return a function that makes one step: forward, backward, update."""
    parameters = {n: p.astype(np.float32) for n, p in nn.initialize_parameters_deep(LAYERS, seed=0).items()}

    def step():
        nonlocal parameters
        AL, caches = nn.L_model_forward(X, parameters)
        parameters = nn.update_parameters(parameters, nn.L_model_backward(AL, Y, caches), RATE)

    return step


def torchs(X, Y):
    """Return a function that makes the same step with PyTorch: autograd and torch.optim.SGD."""
    import torch

    torch.set_num_threads(1)
    layers = [part for n_in, n_out in pairwise(LAYERS) for part in (torch.nn.Linear(n_in, n_out), torch.nn.ReLU())][:-1]
    model, loss = torch.nn.Sequential(*layers), torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), RATE)
    images, labels = torch.tensor(X.T.copy()), torch.tensor(Y.T.copy())

    def step():
        optimizer.zero_grad()
        loss(model(images), labels).backward()
        optimizer.step()

    return step


def memory_of(step):
    """Return the largest number of megabytes that NumPy held at once during a step, above what it held before."""
    tracemalloc.start()
    step()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=30, help="how many steps are timed (default: 30)")
    repeats = parser.parse_args().repeats
    rng = np.random.default_rng(0)
    X = rng.random((LAYERS[0], BATCH), np.float32)
    Y = np.eye(LAYERS[-1], dtype=np.float32)[:, rng.integers(0, LAYERS[-1], BATCH)]
    steps = {"deepcourse": ours(X, Y)}
    if importlib.util.find_spec("torch"):
        steps["PyTorch"] = torchs(X, Y)
    seconds = {name: [] for name in steps}
    for _ in range(repeats):  # in turn, so that a busy moment of the machine hits both
        for name, step in steps.items():
            seconds[name].append(_timing.stopwatch(step)[0])
    base = np.median(seconds.get("PyTorch", seconds["deepcourse"]))
    rows = [(name, _timing.median_of(t), f"{np.median(t) / base:.2f}") for name, t in seconds.items()]
    note = f"ours needs {memory_of(steps['deepcourse']):.1f} MB at most besides the data and the parameters"
    _timing.show(
        "One training step, 784-512-256-10, batch 256, float32", ["", "median", "of PyTorch's time"], rows, note
    )


if __name__ == "__main__":
    main()
