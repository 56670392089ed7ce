"""Record what PyTorch says about first parameters and signals: `initialization.json`, which the tests compare with.

pip install torch==2.13.0
python tests/oracles/record_initialization.py
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("initialization.json")
SHAPES = ((3, 5), (100, 784), (64, 64), (1, 20))  # of W: (n, n_prev)
NETWORKS = (((4, 3, 1), 6, "relu"), ((3, 5, 4, 1), 7, "tanh"), ((2, 6, 6, 6, 1), 1, "relu"))


def network(layers_dims, m):
    """Return (parameters, X, Y) of one network, the same every time."""
    rng = np.random.default_rng([*layers_dims, m])
    parameters = {}
    for layer in range(1, len(layers_dims)):
        parameters[f"W{layer}"] = rng.normal(size=(layers_dims[layer], layers_dims[layer - 1]))
        parameters[f"b{layer}"] = rng.normal(size=(layers_dims[layer], 1))
    X, Y = rng.normal(size=(layers_dims[0], m)), rng.integers(0, 2, size=(1, m)).astype(float)
    return parameters, X, Y


def deviations_by_torch(shape):
    """Return the standard deviations that PyTorch's initialisers multiply standard normal numbers with."""
    import torch

    found = {}
    for name, initialise in {
        "xavier": torch.nn.init.xavier_normal_,
        "he": lambda W: torch.nn.init.kaiming_normal_(W, nonlinearity="relu"),
        "he, fan_out": lambda W: torch.nn.init.kaiming_normal_(W, mode="fan_out", nonlinearity="relu"),
        "lecun": lambda W: torch.nn.init.kaiming_normal_(W, nonlinearity="linear"),
        "standard": torch.nn.init.normal_,
    }.items():
        torch.manual_seed(1)
        found[name] = initialise(torch.empty(shape, dtype=torch.float64)).numpy()
    return {name: float((found[name] / found["standard"]).mean()) for name in found if name != "standard"}


def linear_by_torch(shape):
    """Return the variance of the weights of an untouched `torch.nn.Linear` of many units."""
    import torch

    torch.manual_seed(2)
    return float(torch.nn.Linear(shape[1], 20_000, dtype=torch.float64).weight.detach().var())


def signals_by_torch(layers_dims, m, activation):
    """Return means and standard deviations of the answers, and the gradients of cost by parameters and sums."""
    import torch

    parameters, X, Y = network(layers_dims, m)
    weights = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    A, answers, sums = torch.tensor(X), [], []
    for layer in range(1, len(layers_dims)):
        Z = weights[f"W{layer}"] @ A + weights[f"b{layer}"]
        Z.retain_grad()
        A = torch.sigmoid(Z) if layer == len(layers_dims) - 1 else getattr(torch, activation)(Z)
        answers.append(A)
        sums.append(Z)
    cost = torch.nn.functional.binary_cross_entropy_with_logits(Z, torch.tensor(Y))
    cost.backward()
    return {
        "means": [A.mean().item() for A in answers],
        "stds": [A.std(correction=0).item() for A in answers],
        "cost": cost.item(),
        "grads": {f"d{name}": value.grad.tolist() for name, value in weights.items()},
        "dZ": [(m * Z.grad).tolist() for Z in sums],  # PyTorch's cost is a mean over the examples already
    }


def main():
    """Write the fixture."""
    import torch

    said = {
        "torch": torch.__version__,
        "deviations": [deviations_by_torch(shape) for shape in SHAPES],
        "linear": [linear_by_torch(shape) for shape in SHAPES],
        "gain of tanh": torch.nn.init.calculate_gain("tanh"),
        "networks": [signals_by_torch(*each) for each in NETWORKS],
    }
    FIXTURE.write_text(json.dumps(said, indent=1) + "\n")


if __name__ == "__main__":
    main()
