"""Record what PyTorch says about recurrent layers: `recurrent.json`.

pip install torch==2.13.0
python tests/oracles/record_recurrent.py

The fixture keeps sums with random weights in place of whole arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("recurrent.json")
LAYERS = ((5, 3, 4, 6, 2), (1, 2, 3, 4, 3), (3, 1, 5, 2, 4), (2, 4, 1, 7, 3), (4, 2, 3, 1, 5))  # n_a, n_x, m, T, n_y


def layer(n_a, n_x, m, T, n_y):
    """Return (x, a0, parameters, y) of one layer, y one-hot, the same every time."""
    rng = np.random.default_rng([n_a, n_x, m, T, n_y])
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    parameters = {name: 0.7 * rng.normal(size=shape) for name, shape in shapes.items()}
    y = np.moveaxis(np.eye(n_y)[rng.integers(n_y, size=(m, T))], 2, 0)
    return rng.normal(size=(n_x, m, T)), rng.normal(size=(n_a, m)), parameters, y


def digest(array):
    """Return two sums of an array's entries with random weights."""
    weights = np.random.default_rng(np.shape(array)).normal(size=(2, np.size(array)))
    return (weights @ np.ravel(array)).tolist()


def by_torch(x, a0, parameters, y):
    """Return {name: array}: states, predictions, and the gradients of the mean cross-entropy of all predictions."""
    import torch

    def leaf(array):
        return torch.tensor(np.ascontiguousarray(array), requires_grad=True)

    steps, start = leaf(x.transpose(2, 1, 0)), leaf(a0.T[None])  # PyTorch has (T, m, n_x) and (1, m, n_a)
    rnn = torch.nn.RNN(len(x), len(a0), dtype=torch.float64)
    Wya, by = leaf(parameters["Wya"]), leaf(parameters["by"].ravel())
    with torch.no_grad():
        for name, value in (("weight_ih_l0", "Wax"), ("weight_hh_l0", "Waa"), ("bias_ih_l0", "ba")):
            getattr(rnn, name).copy_(torch.tensor(parameters[value].reshape(getattr(rnn, name).shape)))
        rnn.bias_hh_l0.zero_()
    a, _ = rnn(steps, start)
    scores = a @ Wya.T + by
    classes = torch.tensor(y.argmax(axis=0).T.ravel())
    torch.nn.functional.cross_entropy(scores.reshape(-1, len(y)), classes).backward()
    said = {"a": a.permute(2, 1, 0), "y_pred": scores.softmax(2).permute(2, 1, 0), "dx": steps.grad.permute(2, 1, 0)}
    said |= {"da0": start.grad[0].T, "dWax": rnn.weight_ih_l0.grad, "dWaa": rnn.weight_hh_l0.grad}
    said |= {"dba": rnn.bias_ih_l0.grad[:, None], "dWya": Wya.grad, "dby": by.grad[:, None]}
    return {name: array.detach().numpy() for name, array in said.items()}


def main():
    """Write the fixture."""
    import torch

    layers = [{name: digest(array) for name, array in by_torch(*layer(*sizes)).items()} for sizes in LAYERS]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "layers": layers}, indent=1) + "\n")


if __name__ == "__main__":
    main()
