"""Record what pandas and PyTorch say about moving averages: `moving_averages.json`, which the tests compare with.

pip install pandas==3.1.1 torch==2.13.0
python tests/oracles/record_moving_averages.py
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("moving_averages.json")
CASES = ((0.0, 5), (0.5, 12), (0.9, 40), (0.98, 60), (0.999, 25))  # (beta, values)


def series(beta, n):
    """Return the values of one case, (n,), the same every time."""
    return np.random.default_rng([round(1000 * beta), n]).normal(loc=10, scale=4, size=n)


def by_pandas(theta, beta):
    """Return pandas' average with all weights summing to 1, and the one that begins at the first value."""
    import pandas

    values = pandas.Series(theta)
    adjusted, plain = (values.ewm(alpha=1 - beta, adjust=adjust).mean().tolist() for adjust in (True, False))
    half = values.ewm(halflife=3.0).mean().tolist()
    return {"adjusted": adjusted, "from the first": plain, "half-life of 3": half}


def by_torch(theta, beta):
    """Return the two averages that Adam keeps of gradients `theta`, after each step, and BatchNorm's running mean."""
    import torch

    weight = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    adam = torch.optim.Adam([weight], betas=(beta, beta))
    norm = torch.nn.BatchNorm1d(1, momentum=1 - beta, dtype=torch.float64)
    told = {"gradients": [], "squares": [], "running mean": []}
    for value in theta:
        weight.grad = torch.tensor([value])
        adam.step()
        told["gradients"].append(adam.state[weight]["exp_avg"].item())
        told["squares"].append(adam.state[weight]["exp_avg_sq"].item())
        norm(torch.tensor([[value - 1], [value + 1]]))
        told["running mean"].append(norm.running_mean.item())
    return told


def record(name, oracle):
    """Write what one library says beside what the other has said."""
    kept = json.loads(FIXTURE.read_text()) if FIXTURE.exists() else {}
    kept[name] = [oracle(series(*case), case[0]) for case in CASES]
    FIXTURE.write_text(json.dumps(kept, indent=1) + "\n")


def main():
    """Write the fixture: each library that is installed records its part."""
    for name, oracle in (("pandas", by_pandas), ("torch", by_torch)):
        try:
            record(name, oracle)
        except ModuleNotFoundError as missing:
            print(f"left as it was, because {missing.name} is not installed: {name}")


if __name__ == "__main__":
    main()
