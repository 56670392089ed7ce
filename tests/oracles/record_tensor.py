"""Record what PyTorch says about expressions of tensors, full of broadcasting, and about trainings: `tensor.json`.

pip install torch==2.13.0
PYTHONPATH=shared python tests/oracles/record_tensor.py
"""

import json
from pathlib import Path

import numpy as np

from deepcourse.datasets import flower, moons
from deepcourse.exercises.course2.what_a_framework_does.programs import random_program
from deepcourse.nn.shallow_network import initialize_parameters

FIXTURE = Path(__file__).with_name("tensor.json")
SEEDS = range(25)
COEFFICIENTS = ((1.0, -10.0, 25.0), (1.0, -20.0, 100.0), (2.0, -8.0, 3.0))
POINTS = {"flower": flower, "moons": moons}
STEPS, RATE = 50, 0.1


def program(seed):
    """Return (program, arrays) as graders draw them."""
    return random_program(np.random.default_rng(seed))


def network(points):
    """Return (X, Y, parameters): 60 points and first parameters that are large enough to learn at once."""
    X, Y = POINTS[points](60)
    return X, Y, {name: 50 * value for name, value in initialize_parameters(2, 4, 1, seed=1).items()}


def by_torch(text, arrays):
    """Return {"J": its value, "dA": its gradient with respect to A, ...}."""
    import torch

    names = {name: torch.tensor(array, dtype=torch.float64, requires_grad=True) for name, array in arrays.items()}
    inputs = dict(names)
    exec(text, {"__builtins__": {"range": range}}, names)
    names["J"].sum().backward()
    zeros = {name: torch.zeros_like(tensor) for name, tensor in inputs.items()}
    grads = {f"d{n}": (zeros[n] if tensor.grad is None else tensor.grad).tolist() for n, tensor in inputs.items()}
    return {"J": names["J"].tolist()} | grads


def parabola_by_torch(coefficients):
    """Return w after each of `STEPS` steps from 0."""
    import torch

    w, (a, b, c), path = torch.tensor(0.0, dtype=torch.float64, requires_grad=True), coefficients, []
    optimizer = torch.optim.SGD([w], lr=RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        (a * w**2 + b * w + c).backward()
        optimizer.step()
        path.append(w.item())
    return path


def network_by_torch(points):
    """Return the costs of `STEPS` steps, and the parameters afterwards."""
    import torch

    X, Y, first = network(points)
    learned = {name: torch.tensor(value, requires_grad=True) for name, value in first.items()}
    optimizer, costs, inputs, labels = torch.optim.SGD(learned.values(), lr=1.0), [], torch.tensor(X), torch.tensor(Y)
    for _ in range(STEPS):
        optimizer.zero_grad()
        scores = learned["W2"] @ torch.tanh(learned["W1"] @ inputs + learned["b1"]) + learned["b2"]
        cost = torch.nn.functional.binary_cross_entropy_with_logits(scores, labels)
        cost.backward()
        optimizer.step()
        costs.append(cost.item())
    return {"costs": costs, "parameters": {name: value.tolist() for name, value in learned.items()}}


def main():
    """Write the fixture, the programs among it: what a generator draws may change."""
    import torch

    said = [{"program": program(seed)[0], "result": by_torch(*program(seed))} for seed in SEEDS]
    parabolas = [parabola_by_torch(coefficients) for coefficients in COEFFICIENTS]
    networks = {points: network_by_torch(points) for points in POINTS}
    told = {"torch": torch.__version__, "expressions": said, "parabolas": parabolas, "networks": networks}
    FIXTURE.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
