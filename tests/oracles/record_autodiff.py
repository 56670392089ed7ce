"""Record what PyTorch says about random expressions: `autodiff.json`, which the tests compare with.

pip install torch==2.13.0
python tests/oracles/record_autodiff.py
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("autodiff.json")
SEEDS, LEAVES, STEPS = range(25), 3, 9


def expression(seed):
    """Return (numbers, steps): the leaves' numbers, and steps (name, i, j) that combine what is there already.

    A step may take the same value twice, and values are used by several steps: that is where engines go wrong.
    """
    rng = np.random.default_rng(seed)
    numbers = rng.uniform(0.5, 2.0, size=LEAVES).tolist()
    names = ["add", "sub", "mul", "div", "pow", "exp", "log", "tanh", "relu"]
    steps = [
        (str(rng.choice(names)), int(rng.integers(LEAVES + k)), int(rng.integers(LEAVES + k))) for k in range(STEPS)
    ]
    return numbers, steps


def apply(name, x, y, functions):
    """Return the value of one step; arguments are first made harmless (positive, small), so that nothing overflows."""
    positive = x * x + 0.5
    return {
        "add": lambda: x + y,
        "sub": lambda: 2.0 - x - y,
        "mul": lambda: functions["tanh"](x) * y,
        "div": lambda: y / positive,
        "pow": lambda: positive**-1.5,
        "exp": lambda: functions["exp"](functions["tanh"](x)),
        "log": lambda: functions["log"](positive),
        "tanh": lambda: functions["tanh"](x),
        "relu": lambda: functions["relu"](x) - 0.3 * y,
    }[name]()


def run(leaves, steps, functions):
    """Return the sum of all values, so that every one of them counts."""
    values = list(leaves)
    for name, i, j in steps:
        values.append(apply(name, values[i], values[j], functions))
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def by_torch(seed):
    """Return the value of an expression and its gradients with respect to the leaves."""
    import torch

    numbers, steps = expression(seed)
    leaves = [torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in numbers]
    total = run(leaves, steps, {name: getattr(torch, name) for name in ("exp", "log", "tanh", "relu")})
    total.backward()
    return {"value": total.item(), "grads": [leaf.grad.item() for leaf in leaves]}


def main():
    """Write the fixture."""
    import torch

    said = {str(seed): by_torch(seed) for seed in SEEDS}
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "expressions": said}, indent=1) + "\n")


if __name__ == "__main__":
    main()
