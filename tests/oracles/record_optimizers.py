"""Record what PyTorch's optimisers and schedulers do: `optimizers.json`, which the tests compare with.

    pip install torch==2.13.0
    python tests/oracles/record_optimizers.py

Every optimiser takes 50 steps in float64 on one cost, from one start; kept is every tenth point. PyTorch is no
dependency of the tests: its answers are.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("optimizers.json")
STEPS, KEPT = 50, 10
RNG = np.random.default_rng(22)
SHAPES = {"W1": (4, 3), "b1": (4, 1), "W2": (1, 4), "b2": (1, 1)}
START, TARGET = ({name: RNG.normal(size=shape) for name, shape in SHAPES.items()} for _ in range(2))
CURVATURE = {name: 10 ** RNG.uniform(-2, 0, size=shape) for name, shape in SHAPES.items()}
RATE, BETA, BETA1, BETA2, DECAY = 0.05, 0.9, 0.85, 0.98, 0.4
OPTIMIZERS = {  # name: PyTorch's class and settings
    "gd": ("SGD", {"lr": RATE}),
    "momentum": ("SGD", {"lr": RATE * (1 - BETA), "momentum": BETA}),
    "momentum, dampened": ("SGD", {"lr": RATE, "momentum": BETA, "dampening": BETA}),
    "nesterov": ("SGD", {"lr": RATE * (1 - BETA), "momentum": BETA, "nesterov": True}),
    "rmsprop": ("RMSprop", {"lr": RATE, "alpha": BETA, "eps": 1e-8}),
    "rmsprop, large epsilon": ("RMSprop", {"lr": RATE, "alpha": BETA, "eps": 0.1}),
    "adam": ("Adam", {"lr": RATE, "betas": (BETA1, BETA2), "eps": 1e-8}),
    "adam, large epsilon": ("Adam", {"lr": RATE, "betas": (BETA1, BETA2), "eps": 0.1}),
    "adamw": ("AdamW", {"lr": RATE, "betas": (BETA1, BETA2), "eps": 1e-8, "weight_decay": DECAY}),
    "adamw, biases too": ("AdamW", {"lr": RATE, "betas": (BETA1, BETA2), "eps": 1e-8, "weight_decay": DECAY}),
}
SCHEDULERS = {  # name: PyTorch's class and settings; where it has no such class, a factor of the epoch
    "inverse_time": ("LambdaLR", {"lr_lambda": lambda epoch: (1 + 0.3 * epoch) ** -1.0}),
    "exponential": ("ExponentialLR", {"gamma": 0.93}),
    "inverse_sqrt": ("LambdaLR", {"lr_lambda": lambda epoch: 0.7 * (epoch + 1) ** -0.5}),
    "staircase": ("StepLR", {"gamma": 0.4, "step_size": 7}),
    "cosine": ("CosineAnnealingLR", {"T_max": 50, "eta_min": 0.002}),
}


def slopes(parameters):
    """Return {"d" + name: slope} of the cost sum of curvature / 2 (p - target)^2 + 0.1 cos(2 p)."""
    return {
        f"d{name}": CURVATURE[name] * (value - TARGET[name]) - 0.2 * np.sin(2 * value)
        for name, value in parameters.items()
    }


def groups_of(tensors, name):
    """Return what an optimiser is given: all tensors, or for AdamW weights and biases apart."""
    if name != "adamw":
        return list(tensors.values())
    weights, biases = ([t for n, t in tensors.items() if n[0] == letter] for letter in "Wb")
    return [{"params": weights}, {"params": biases, "weight_decay": 0.0}]


def by_torch(name):
    """Return every tenth point of an optimiser's path, [{parameter: list}, ...]."""
    import torch

    kind, settings = OPTIMIZERS[name]
    tensors = {n: torch.tensor(value, requires_grad=True) for n, value in START.items()}
    optimizer, path = getattr(torch.optim, kind)(groups_of(tensors, name), **settings), []
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        cost = sum(
            (torch.tensor(CURVATURE[n]) / 2 * (t - torch.tensor(TARGET[n])) ** 2 + 0.1 * torch.cos(2 * t)).sum()
            for n, t in tensors.items()
        )
        cost.backward()
        optimizer.step()
        if step == 1 or step % KEPT == 0:
            path.append({n: t.tolist() for n, t in tensors.items()})
    return path


def rates_by_torch(name):
    """Return the rates of 50 epochs, the first one 0.1."""
    import torch

    kind, settings = SCHEDULERS[name]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    scheduler, rates = getattr(torch.optim.lr_scheduler, kind)(optimizer, **settings), []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def main():
    """Write the fixture."""
    import torch

    paths = {name: by_torch(name) for name in OPTIMIZERS}
    rates = {name: rates_by_torch(name) for name in SCHEDULERS}
    told = {"torch": torch.__version__.split("+")[0], "paths": paths, "rates": rates}
    FIXTURE.write_text(json.dumps(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
