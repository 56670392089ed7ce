"""Record what PyTorch says about residual blocks, projections and residual networks: `blocks.json`.

pip install torch==2.13.0
python tests/oracles/record_blocks.py

The fixture keeps sums with random weights in place of whole arrays, as `convolution.json` does. The networks are built
here from PyTorch's own layers, as table 1 of He and others (2015) describes them, and counted while they run.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from oracles.record_convolution import digest, first, gradient_of, last

FIXTURE = Path(__file__).with_name("blocks.json")
BLOCKS = (  # m, n_H, n_W, n_C, n_mid, f of W1, f of W2
    (2, 5, 6, 3, 4, 3, 3),
    (1, 4, 7, 2, 3, 5, 3),
    (3, 3, 5, 1, 2, 1, 5),
    (2, 6, 4, 4, 4, 3, 1),
)
PROJECTIONS = ((2, 5, 6, 3, 4, 2), (1, 7, 4, 2, 5, 3), (3, 4, 3, 1, 2, 1))  # m, n_H, n_W, n_C_prev, n_C, stride
NETWORKS = {"ResNet-18": ((2, 2, 2, 2), False), "ResNet-34": ((3, 4, 6, 3), False), "ResNet-50": ((3, 4, 6, 3), True)}


def block(m, n_H, n_W, n_C, n_mid, f1, f2):
    """Return (A_prev, W1, b1, W2, b2), the same every time."""
    rng = np.random.default_rng([m, n_H, n_W, n_C, n_mid, f1, f2])
    A_prev, W1 = rng.normal(size=(m, n_H, n_W, n_C)), rng.normal(size=(f1, f1, n_C, n_mid))
    b1, W2 = rng.normal(size=(1, 1, 1, n_mid)), rng.normal(size=(f2, f2, n_mid, n_C)) / 5
    return A_prev, W1, b1, W2, rng.normal(size=(1, 1, 1, n_C))


def projection(m, n_H, n_W, n_C_prev, n_C, stride):
    """Return (A_prev, Ws, bs, stride), the same every time."""
    rng = np.random.default_rng([m, n_H, n_W, n_C_prev, n_C, stride])
    A_prev = rng.normal(size=(m, n_H, n_W, n_C_prev))
    return A_prev, rng.normal(size=(1, 1, n_C_prev, n_C)), rng.normal(size=(1, 1, 1, n_C)), stride


def weights(W, b):
    """Return filters and biases as PyTorch has them, differentiated."""
    import torch

    made = torch.tensor(np.ascontiguousarray(W.transpose(3, 2, 0, 1)), requires_grad=True)
    return made, torch.tensor(b.ravel(), requires_grad=True)


def of_weights(W, b, shape):
    """Return the gradients of filters and biases in our layout."""
    return W.grad.numpy().transpose(2, 3, 1, 0), b.grad.numpy().reshape(shape)


def block_by_torch(A_prev, W1, b1, W2, b2):
    """Return {name: array} of A and all gradients."""
    import torch
    from torch.nn.functional import conv2d, relu

    A, one, two = first(A_prev), weights(W1, b1), weights(W2, b2)
    Z2 = conv2d(relu(conv2d(A, *one, padding=len(W1) // 2)), *two, padding=len(W2) // 2)
    out = relu(Z2 + A)
    out.backward(torch.tensor(np.ascontiguousarray(np.moveaxis(gradient_of(last(out)), 3, 1))))
    (dW1, db1), (dW2, db2) = of_weights(*one, b1.shape), of_weights(*two, b2.shape)
    return {"A": last(out), "dA_prev": last(A.grad), "dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def projection_by_torch(A_prev, Ws, bs, stride):
    """Return {name: array} of S and all gradients."""
    import torch

    A, made = first(A_prev), weights(Ws, bs)
    S = torch.nn.functional.conv2d(A, *made, stride=stride)
    S.backward(torch.tensor(np.ascontiguousarray(np.moveaxis(gradient_of(last(S)), 3, 1))))
    dWs, dbs = of_weights(*made, bs.shape)
    return {"S": last(S), "dA_prev": last(A.grad), "dWs": dWs, "dbs": dbs}


def counted(counts, bottleneck, stride_first):
    """Return (parameters, multiply-adds) of a network on one picture of 224 by 224, counted while it runs."""
    import torch
    from torch import nn

    work = [0]

    def conv(n_C_prev, n_C, f, stride=1):
        layer = nn.Conv2d(n_C_prev, n_C, f, stride, f // 2, bias=False)
        layer.register_forward_hook(lambda layer, given, out: work.__setitem__(
            0, work[0] + out[0].numel() * layer.weight[0].numel()))  # fmt: skip
        return nn.Sequential(layer, nn.BatchNorm2d(n_C))

    class Block(nn.Module):
        def __init__(self, n_C_prev, width, stride):
            super().__init__()
            out, strides = 4 * width if bottleneck else width, (stride, 1) if stride_first else (1, stride)
            if bottleneck:
                layers = conv(n_C_prev, width, 1, strides[0]), conv(width, width, 3, strides[1]), conv(width, out, 1)
            else:
                layers = conv(n_C_prev, width, 3, stride), conv(width, out, 3)
            self.body = nn.Sequential(*layers)
            self.shortcut = conv(n_C_prev, out, 1, stride) if stride != 1 or n_C_prev != out else nn.Identity()

        def forward(self, A):
            return self.body(A) + self.shortcut(A)

    layers, n_C = [conv(3, 64, 7, 2), nn.MaxPool2d(3, 2, 1)], 64
    for stage, count in enumerate(counts):
        for number in range(count):
            layers.append(Block(n_C, 64 * 2**stage, 2 if stage and not number else 1))
            n_C = 64 * 2**stage * (4 if bottleneck else 1)
    network = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(n_C, 1000)).eval()
    with torch.no_grad():
        network(torch.zeros(1, 3, 224, 224))
    return sum(p.numel() for p in network.parameters()), work[0] + n_C * 1000


def main():
    """Write the fixture."""
    import torch

    def digests(said):
        return {name: digest(array) for name, array in said.items()}

    told = {"torch": torch.__version__, "blocks": [digests(block_by_torch(*block(*sizes))) for sizes in BLOCKS]}
    told["projections"] = [digests(projection_by_torch(*projection(*sizes))) for sizes in PROJECTIONS]
    told["networks"] = {name: counted(*shape, stride_first=False) for name, shape in NETWORKS.items()}
    told["stride first"] = counted(*NETWORKS["ResNet-50"], stride_first=True)
    FIXTURE.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
