"""One step of Adam on ten million float32 parameters, in place: ours beside PyTorch, time and temporary memory."""

import argparse
import importlib.util
import tracemalloc

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.nn import optimizers as nn

SIZE, RATE = 10_000_000, 1e-3


def data(size):
    """Return (parameters, gradients), the same every time, in float32."""
    rng = np.random.default_rng(0)
    return tuple(rng.standard_normal(size, np.float32) for _ in range(2))


def ours(size):
    """Return a function that takes one step in place."""
    w, g = data(size)
    adam, parameters, grads = nn.Adam(RATE), {"W1": w}, {"dW1": g}
    return lambda: adam.step(parameters, grads)


def ours_with_new_arrays(size):
    """Return a function that takes one step with the notebook's update, which makes new arrays."""
    w, g = data(size)
    state, t = ({"W1": w}, *nn.initialize_adam({"W1": w})), 0

    def step():
        nonlocal state, t
        t += 1
        parameters, v, s = state
        state = nn.update_parameters_with_adam(parameters, {"dW1": g}, v, s, t, RATE)

    return step


def torchs(size, **options):
    """Return a function that takes one step with torch.optim.Adam."""
    import torch

    torch.set_num_threads(1)
    w, g = (torch.from_numpy(a) for a in data(size))
    parameter = torch.nn.Parameter(w)
    parameter.grad = g
    return torch.optim.Adam([parameter], RATE, **options).step


def temporaries(step, size):
    """Return the most memory that a step holds beside what it was given, in arrays of the parameters' size.

    NumPy tells tracemalloc of every array; PyTorch has an allocator of its own, and is not measured.
    """
    step()  # makes the averages
    tracemalloc.start()
    step()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / (4 * size)


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15, help="how many steps are timed (default: 15)")
    parser.add_argument("--size", type=int, default=SIZE, help=f"how many parameters (default: {SIZE})")
    told = parser.parse_args()
    made = {"deepcourse, in place": ours, "deepcourse, new arrays": ours_with_new_arrays}
    memory = {name: temporaries(make(told.size), told.size) for name, make in made.items()}
    steps = {name: make(told.size) for name, make in made.items()}
    if importlib.util.find_spec("torch"):
        steps["PyTorch"] = torchs(told.size)
        steps["PyTorch, fused"] = torchs(told.size, fused=True)
    seconds = {name: [] for name in steps}
    for repeat in range(told.repeats + 1):  # in turn, so that a busy moment of the machine hits all
        for name, step in steps.items():
            taken = _timing.stopwatch(step)[0]
            if repeat:  # the first step makes the averages
                seconds[name].append(taken)
    show(seconds, memory, told.size)


def show(seconds, memory, size):
    """Print times, how many times PyTorch's they are (ours, where it is not installed), and temporaries."""
    base, rows = "PyTorch" if "PyTorch" in seconds else "deepcourse, in place", []
    for name, times in seconds.items():
        held = f"{memory[name]:.3f}" if name in memory else "not measured"
        rows.append((name, _timing.median_of(times), f"{np.median(times) / np.median(seconds[base]):.2f}", held))
    columns = ["", "median", f"times {base}", "temporaries"]
    note = "temporaries: the most memory beside parameters, gradients and averages, in arrays of the parameters' size"
    _timing.show(f"One step of Adam, {size:,} parameters, float32", columns, rows, note)


if __name__ == "__main__":
    main()
