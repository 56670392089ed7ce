"""Record what PyTorch says about recurrent layers in both directions: `bidirectional.json`.

pip install torch==2.13.0
python tests/oracles/record_bidirectional.py

The fixture keeps sums with random weights in place of whole arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

try:
    from oracles.record_convolution import digest, gradient_of
except ImportError:  # run as a script
    from record_convolution import digest, gradient_of

__all__ = ["digest", "gradient_of"]

FIXTURE = Path(__file__).with_name("bidirectional.json")
SIZES = ((3, 2, 4, 5, (5, 2, 3)), (2, 3, 3, 4, (1, 4)), (4, 5, 5, 6, (6,)))  # n_x, n_a forwards, backwards, T, lengths


def pair(n_x, n_a, n_b, T, lengths, levels=1):
    """Return x, the parameters of two layers for each level, and lengths: the same every time."""
    rng = np.random.default_rng([n_x, n_a, n_b, T, levels])
    x, made = rng.normal(size=(n_x, len(lengths), T)), []
    for level in range(levels):
        n = n_x if level == 0 else n_a + n_b
        for units in (n_a, n_b):
            made.append({"Wax": rng.normal(size=(units, n)) * 0.5, "Waa": rng.normal(size=(units, units)) * 0.5,
                         "ba": rng.normal(size=(units, 1)) * 0.5})  # fmt: skip
    return x, made, list(lengths)


def layer_of_torch(theirs, x):
    """Return the cell of one layer and its parameters, as tensors that want gradients."""
    import torch

    n_a, n_x = theirs["Wax"].shape
    layer = torch.nn.RNN(n_x, n_a, dtype=torch.float64)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.tensor(theirs["Wax"]))
        layer.weight_hh_l0.copy_(torch.tensor(theirs["Waa"]))
        layer.bias_ih_l0.copy_(torch.tensor(theirs["ba"][:, 0]))
        layer.bias_hh_l0.zero_()
    return layer


def by_torch(x, parameters, lengths):
    """Return a (n, m, T) with 0 at the padding, and the two layers; x is a tensor (n_x, m, T).

    Each sentence is read alone and without padding, from the front by one layer and from the end by the other: nothing
    of this way has to do with reversing by length.
    """
    import torch

    layers, halves = [layer_of_torch(theirs, x) for theirs in parameters], []
    for turned, layer in zip((False, True), layers, strict=True):
        rows = []
        for i, n in enumerate(lengths):
            alone = x[:, i, :n].T  # (n, n_x)
            out = layer(alone.flip(0) if turned else alone)[0]
            out = out.flip(0) if turned else out
            rows.append(torch.nn.functional.pad(out, (0, 0, 0, x.shape[2] - n)).T)
        halves.append(torch.stack(rows, dim=1))
    return torch.cat(halves), layers


def whole(place):
    """Return {name: digest} of states, gradients and final states of one of the `SIZES`."""
    import torch

    x, parameters, lengths = pair(*SIZES[place])
    tensor = torch.tensor(x, requires_grad=True)
    a, layers = by_torch(tensor, parameters, lengths)
    states = a.detach().numpy()
    real = np.arange(x.shape[2]) < np.array(lengths)[:, None]
    a.backward(torch.tensor(gradient_of(states) * real))
    n_a = len(parameters[0]["ba"])
    last = [states[:n_a, i, n - 1] for i, n in enumerate(lengths)]
    found = {"a": states, "dx": tensor.grad.numpy()}
    found["final"] = np.concatenate([np.array(last).T, states[n_a:, :, 0]])
    for half, layer in enumerate(layers):
        found[f"dWx{half}"], found[f"dWa{half}"] = layer.weight_ih_l0.grad.numpy(), layer.weight_hh_l0.grad.numpy()
        found[f"db{half}"] = layer.bias_ih_l0.grad.numpy()[:, None]
    return {name: digest(array) for name, array in found.items()}


def stack():
    """Return the digest of three levels of both directions."""
    import torch

    x, parameters, lengths = pair(*SIZES[0], levels=3)
    a = torch.tensor(x)
    for level in (0, 2, 4):
        a, _ = by_torch(a, parameters[level : level + 2], lengths)
    return digest(a.detach().numpy())


def main():
    """Write the fixture."""
    import torch

    record = {"torch": torch.__version__, "bidirectional": [whole(place) for place in range(len(SIZES))],
              "stack": stack()}  # fmt: skip
    FIXTURE.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
