"""One training step of a dense network, 784-512-256-10 in float32, batch 256: ours beside PyTorch, time and memory."""

import argparse
import importlib.util
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.nn import building_blocks as nn

LAYERS, BATCH, RATE = [784, 512, 256, 10], 256, 0.01


def ours(X, Y, layers=LAYERS):
    """Return a function that makes one step: forward, backward, update."""
    parameters = {n: p.astype(np.float32) for n, p in nn.initialize_parameters_deep(layers, seed=0).items()}

    def step():
        nonlocal parameters
        AL, caches = nn.L_model_forward(X, parameters)
        parameters = nn.update_parameters(parameters, nn.L_model_backward(AL, Y, caches), RATE)

    return step


def torchs(X, Y, layers=LAYERS):
    """Return a function that makes the same step with PyTorch: autograd and torch.optim.SGD."""
    import torch

    torch.set_num_threads(1)
    parts = [part for n_in, n_out in pairwise(layers) for part in (torch.nn.Linear(n_in, n_out), torch.nn.ReLU())][:-1]
    model, loss = torch.nn.Sequential(*parts), torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), RATE)
    images, labels = torch.tensor(X.T.copy()), torch.tensor(Y.T.copy())

    def step():
        optimizer.zero_grad()
        loss(model(images), labels).backward()
        optimizer.step()

    return step


def resident(entry):
    """Return a line of this process's memory in megabytes: VmRSS is held now, VmHWM was held at most."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{entry}:\s+(\d+) kB", status)[1]) / 1000


def growth_of(make):
    """Return the megabytes by which this process grows at most: parameters, activations, gradients of a few steps.

    The library is awake before (a small network has made a step) and the data are there. Linux alone can tell.
    """
    make(*data([20, 10, 10], 16), [20, 10, 10])()
    X, Y = data(LAYERS, BATCH)
    Path("/proc/self/clear_refs").write_text("5")  # forget the highest value so far
    before = resident("VmRSS")
    step = make(X, Y, LAYERS)
    for _ in range(5):
        step()
    return resident("VmHWM") - before


def growth_in_a_fresh_process(name):
    """Return the megabytes of `growth_of`, measured where nothing else has run; None where that is impossible."""
    if not Path("/proc/self/clear_refs").exists():
        return None
    command = [sys.executable, __file__, "--memory-of", name]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def data(layers, batch):
    """Return (X, Y): random pictures and labels in float32."""
    rng = np.random.default_rng(0)
    X = rng.random((layers[0], batch), np.float32)
    return X, np.eye(layers[-1], dtype=np.float32)[:, rng.integers(0, layers[-1], batch)]


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=30, help="how many steps are timed (default: 30)")
    parser.add_argument("--memory-of", choices=("deepcourse", "PyTorch"), help="print megabytes, and nothing else")
    told = parser.parse_args()
    if told.memory_of:
        print(growth_of({"deepcourse": ours, "PyTorch": torchs}[told.memory_of]))
        return
    X, Y = data(LAYERS, BATCH)
    steps = {"deepcourse": ours(X, Y)}
    if importlib.util.find_spec("torch"):
        steps["PyTorch"] = torchs(X, Y)
    seconds = {name: [] for name in steps}
    for _ in range(told.repeats):  # in turn, so that a busy moment of the machine hits both
        for name, step in steps.items():
            seconds[name].append(_timing.stopwatch(step)[0])
    memory = {name: [growth_in_a_fresh_process(name) for _ in range(3)] for name in steps}
    show(seconds, memory)


def show(seconds, memory):
    """Print times and memory, and how many times PyTorch's they are (ours, where it is not installed)."""
    base, rows = "PyTorch" if "PyTorch" in seconds else "deepcourse", []
    for name, times in seconds.items():
        held = ("not measured", "")
        if None not in memory[name]:
            held = f"{np.median(memory[name]):.1f} MB", f"{np.median(memory[name]) / np.median(memory[base]):.2f}"
        rows.append((name, _timing.median_of(times), f"{np.median(times) / np.median(seconds[base]):.2f}", *held))
    columns = ["", "median", "times PyTorch's", "memory", "times PyTorch's"]
    note = "memory: how much a fresh process grows at most, for parameters, activations and gradients of five steps"
    _timing.show("One training step, 784-512-256-10, batch 256, float32", columns, rows, note)


if __name__ == "__main__":
    main()
