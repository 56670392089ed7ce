"""Record what PyTorch says about expressions as the hidden tests of `Value` draw them: `programs.json`.

pip install torch==2.13.0
PYTHONPATH=shared python tests/oracles/record_programs.py
"""

import json
from pathlib import Path

import numpy as np

from deepcourse.exercises.course1.derivatives_and_computation_graphs.programs import random_program

FIXTURE = Path(__file__).with_name("programs.json")
SEEDS = range(40)
BY_HAND = (
    ("J = a.relu() + b.relu() + 2 * c.relu()", {"a": 2.0, "b": -3.0, "c": 0.0}),
    ("J = a / b - b / a + 3 / a + b / 4 - 2 - a", {"a": 0.7, "b": 1.3}),
    ("J = a ** 0 + a ** 1 + a ** -1 + b ** 0.5 + b ** 2", {"a": 0.7, "b": 1.3}),
    ("z = 3 * w + b; J = (1 + z.exp()).log() - z", {"w": 0.5, "b": -2.0}),
    ("J = a\nfor _ in range(300):\n    J = (J * b).tanh() + a", {"a": 0.9, "b": 0.6}),
    ("J = x * x + x + x / x", {"x": 3.0}),
)


def programs():
    """Return (program, numbers): as graders draw them, and some written for their edges."""
    return [random_program(np.random.default_rng(seed)) for seed in SEEDS] + list(BY_HAND)


def by_torch(program, numbers):
    """Return {"J": its value, "da": its slope with respect to a, ...}."""
    import torch

    names = {name: torch.tensor(number, dtype=torch.float64, requires_grad=True) for name, number in numbers.items()}
    inputs = dict(names)
    exec(program, {"__builtins__": {"range": range}}, names)
    names["J"].backward()
    return {"J": names["J"].item()} | {f"d{name}": tensor.grad.item() for name, tensor in inputs.items()}


def main():
    """Write the fixture, the programs among it: what a generator draws may change."""
    import torch

    said = [{"program": p, "numbers": numbers, "result": by_torch(p, numbers)} for p, numbers in programs()]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "programs": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
