"""Record what PyTorch says about convolutions in one and three dimensions: `dimensions.json`.

pip install torch==2.13.0
python tests/oracles/record_dimensions.py

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

FIXTURE = Path(__file__).with_name("dimensions.json")
SIGNALS = (  # m, T_prev, n_C_prev, n_C, f, stride, pad
    (2, 9, 3, 4, 3, 1, 0),
    (3, 8, 2, 2, 4, 2, 1),
    (1, 12, 1, 3, 5, 3, 2),
    (2, 4, 2, 1, 1, 2, 0),
)
CAUSAL = ((2, 9, 3, 4, 3, 1), (3, 8, 2, 2, 2, 3), (1, 5, 1, 3, 4, 2))  # m, T, n_C_prev, n_C, f, dilation
VOLUMES = (  # m, n_D_prev, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad
    (2, 4, 6, 5, 3, 2, 3, 1, 0),
    (1, 5, 4, 7, 2, 3, 2, 2, 1),
    (2, 3, 4, 5, 1, 4, 3, 3, 2),
)


def layer(axes, m, *sizes):
    """Return (A_prev, W, b) over so many axes, the same every time."""
    *size, n_C_prev, n_C, f = sizes
    rng = np.random.default_rng([m, *sizes])
    A_prev, W = rng.normal(size=(m, *size, n_C_prev)), rng.normal(size=(*[f] * axes, n_C_prev, n_C))
    return A_prev, W, rng.normal(size=(*[1] * axes, 1, n_C))


def signal_layer(*sizes):
    """Return (A_prev, W, b, options) of one of the `SIGNALS`."""
    *sizes, stride, pad = sizes
    return *layer(1, *sizes), {"stride": stride, "pad": pad}


def causal_layer(*sizes):
    """Return (A_prev, W, b, dilation) of one of the `CAUSAL`."""
    *sizes, dilation = sizes
    return *layer(1, *sizes), dilation


def volume_layer(*sizes):
    """Return (A_prev, W, b, options) of one of the `VOLUMES`."""
    *sizes, stride, pad = sizes
    return *layer(3, *sizes), {"stride": stride, "pad": pad}


def tensor(array, order, grad=True):
    """Return a tensor whose axes are in another order."""
    import torch

    return torch.tensor(np.ascontiguousarray(array.transpose(order)), requires_grad=grad)


def by_torch(A_prev, W, b, options):
    """Return {name: array} of Z, dA_prev, dW and db, in one or three dimensions."""
    import torch

    axes = A_prev.ndim - 2
    first, last = (0, axes + 1, *range(1, axes + 1)), (0, *range(2, axes + 2), 1)
    taps = (axes + 1, axes, *range(axes))
    A, weights, bias = tensor(A_prev, first), tensor(W, taps), torch.tensor(b.ravel(), requires_grad=True)
    convolve = {1: torch.nn.functional.conv1d, 3: torch.nn.functional.conv3d}[axes]
    Z = convolve(A, weights, bias, options["stride"], options["pad"])
    said = Z.detach().numpy().transpose(last)
    Z.backward(tensor(gradient_of(said), first, False))
    dW = weights.grad.numpy().transpose(*range(2, axes + 2), 1, 0)
    return {"Z": said, "dA_prev": A.grad.numpy().transpose(last), "dW": dW, "db": bias.grad.numpy().reshape(b.shape)}


def causal_by_torch(A_prev, W, b, dilation):
    """Return Z of a convolution whose zeros are all in front."""
    import torch

    A = torch.nn.functional.pad(tensor(A_prev, (0, 2, 1), False), ((len(W) - 1) * dilation, 0))
    Z = torch.nn.functional.conv1d(A, tensor(W, (2, 1, 0), False), torch.tensor(b.ravel()), dilation=dilation)
    return Z.numpy().transpose(0, 2, 1)


def main():
    """Write the fixture."""
    import torch

    record = {
        "torch": torch.__version__,
        "signals": [{n: digest(a) for n, a in by_torch(*signal_layer(*s)).items()} for s in SIGNALS],
        "causal": [digest(causal_by_torch(*causal_layer(*s))) for s in CAUSAL],
        "volumes": [{n: digest(a) for n, a in by_torch(*volume_layer(*s)).items()} for s in VOLUMES],
    }
    FIXTURE.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
