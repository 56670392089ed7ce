"""Record what PyTorch says about transposed convolutions and losses of pixels: `transposed.json`.

pip install torch==2.13.0
python tests/oracles/record_transposed.py

The fixture keeps sums with random weights in place of whole arrays, as `record_convolution` does.
"""

import json
from pathlib import Path

import numpy as np

from oracles.record_convolution import digest, first, gradient_of, last

FIXTURE = Path(__file__).with_name("transposed.json")
LAYERS = (  # m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad
    (2, 3, 4, 2, 3, 3, 2, 0),
    (1, 4, 3, 3, 2, 4, 2, 1),
    (3, 2, 5, 1, 2, 2, 3, 0),
    (2, 3, 2, 3, 3, 5, 1, 2),
    (2, 4, 2, 2, 1, 1, 1, 0),
    (2, 2, 3, 3, 2, 3, 1, 0),
    (1, 1, 1, 2, 2, 4, 3, 1),
)
LOSSES = ((2, 3, 4, 5, True), (3, 2, 5, 3, False), (1, 4, 4, 2, True))  # m, n_H, n_W, n_classes, weighted


def layer(m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad):
    """Return (A_prev, W, b, options) of one layer, the same every time."""
    rng = np.random.default_rng([m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad])
    A_prev = rng.normal(size=(m, n_H_prev, n_W_prev, n_C_prev))
    W, b = rng.normal(size=(f, f, n_C_prev, n_C)), rng.normal(size=(1, 1, 1, n_C))
    return A_prev, W, b, {"stride": stride, "pad": pad}


def pixels(m, n_H, n_W, n_classes, weighted):
    """Return (Z, masks, class_weights), the same every time."""
    rng = np.random.default_rng([m, n_H, n_W, n_classes])
    Z, masks = 3 * rng.normal(size=(m, n_H, n_W, n_classes)), rng.integers(n_classes, size=(m, n_H, n_W))
    return Z, masks, rng.uniform(0.5, 4, size=n_classes) if weighted else None


def layer_by_torch(A_prev, W, b, options):
    """Return {name: array} of Z, dA_prev, dW and db."""
    import torch

    A, weights = first(A_prev), torch.tensor(np.ascontiguousarray(W.transpose(2, 3, 0, 1)), requires_grad=True)
    bias = torch.tensor(b.ravel(), requires_grad=True)
    Z = torch.nn.functional.conv_transpose2d(A, weights, bias, options["stride"], options["pad"])
    Z.backward(torch.tensor(np.ascontiguousarray(np.moveaxis(gradient_of(last(Z)), 3, 1))))
    dW, db = weights.grad.numpy().transpose(2, 3, 0, 1), bias.grad.numpy().reshape(b.shape)
    return {"Z": last(Z), "dA_prev": last(A.grad), "dW": dW, "db": db}


def loss_by_torch(Z, masks, class_weights):
    """Return {name: array} of the cost and dZ."""
    import torch

    scores, weights = first(Z), None if class_weights is None else torch.tensor(class_weights)
    cost = torch.nn.functional.cross_entropy(scores, torch.tensor(masks), weights)
    cost.backward()
    return {"cost": cost.detach().numpy(), "dZ": last(scores.grad)}


def main():
    """Write the fixture."""
    import torch

    def digests(said):
        return {name: digest(array) for name, array in said.items()}

    layers = [digests(layer_by_torch(*layer(*sizes))) for sizes in LAYERS]
    losses = [digests(loss_by_torch(*pixels(*sizes))) for sizes in LOSSES]
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "layers": layers, "losses": losses}, indent=1) + "\n")


if __name__ == "__main__":
    main()
