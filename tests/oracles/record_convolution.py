"""Record what PyTorch says about convolutional and pooling layers: `convolution.json`.

pip install torch==2.13.0
python tests/oracles/record_convolution.py

The fixture keeps sums with random weights in place of whole arrays: two numbers an array, which no wrong array gives.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("convolution.json")
LAYERS = (  # m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad
    (2, 5, 6, 3, 4, 3, 1, 0),
    (1, 7, 5, 2, 3, 3, 2, 1),
    (3, 4, 9, 1, 2, 2, 3, 0),
    (2, 6, 4, 3, 1, 1, 1, 0),
    (1, 3, 3, 1, 1, 3, 1, 0),
    (2, 8, 7, 2, 5, 5, 1, 2),
    (2, 3, 4, 2, 3, 3, 1, 3),
    (2, 9, 8, 3, 2, 4, 3, 2),
)
POOLS = (
    (2, 6, 8, 3, 2, 2),
    (1, 7, 9, 2, 3, 2),
    (3, 5, 5, 1, 2, 1),
    (2, 8, 6, 4, 2, 3),
    (1, 3, 4, 2, 3, 1),
)  # ..., f, stride


def layer(m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad):
    """Return (A_prev, W, b, options) of one convolutional layer, the same every time."""
    rng = np.random.default_rng([m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad])
    A_prev = rng.normal(size=(m, n_H_prev, n_W_prev, n_C_prev))
    W, b = rng.normal(size=(f, f, n_C_prev, n_C)), rng.normal(size=(1, 1, 1, n_C))
    return A_prev, W, b, {"stride": stride, "pad": pad}


def pooled(m, n_H_prev, n_W_prev, n_C, f, stride):
    """Return (A_prev, options) of one pooling layer; half of its numbers are 0, as after a ReLU: windows have ties."""
    rng = np.random.default_rng([m, n_H_prev, n_W_prev, n_C, f, stride])
    return np.maximum(rng.normal(size=(m, n_H_prev, n_W_prev, n_C)), 0), {"f": f, "stride": stride}


def gradient_of(Z):
    """Return the gradient dZ that comes back to a layer with the answers Z, the same every time."""
    return np.random.default_rng(Z.shape).normal(size=Z.shape)


def digest(array):
    """Return two sums of an array's entries with random weights."""
    weights = np.random.default_rng(np.shape(array)).normal(size=(2, np.size(array)))
    return (weights @ np.ravel(array)).tolist()


def first(array):
    """Return a tensor that PyTorch differentiates, its channels first, as PyTorch has them."""
    import torch

    return torch.tensor(np.ascontiguousarray(np.moveaxis(array, 3, 1)), requires_grad=True)


def last(tensor):
    """Return an array with its channels last."""
    return np.moveaxis(tensor.detach().numpy(), 1, 3)


def layer_by_torch(A_prev, W, b, options):
    """Return {name: array} of Z, dA_prev, dW and db."""
    import torch

    A, weights = first(A_prev), torch.tensor(np.ascontiguousarray(W.transpose(3, 2, 0, 1)), requires_grad=True)
    bias = torch.tensor(b.ravel(), requires_grad=True)
    Z = torch.nn.functional.conv2d(A, weights, bias, options["stride"], options["pad"])
    Z.backward(torch.tensor(np.ascontiguousarray(np.moveaxis(gradient_of(last(Z)), 3, 1))))
    dW, db = weights.grad.numpy().transpose(2, 3, 1, 0), bias.grad.numpy().reshape(b.shape)
    return {"Z": last(Z), "dA_prev": last(A.grad), "dW": dW, "db": db}


def pooled_by_torch(A_prev, options, mode):
    """Return {name: array} of A and dA_prev."""
    import torch

    A_prev = first(A_prev)
    pool = {"max": torch.nn.functional.max_pool2d, "average": torch.nn.functional.avg_pool2d}[mode]
    A = pool(A_prev, options["f"], options["stride"])
    A.backward(torch.tensor(np.ascontiguousarray(np.moveaxis(gradient_of(last(A)), 3, 1))))
    return {"A": last(A), "dA_prev": last(A_prev.grad)}


def main():
    """Write the fixture."""
    import torch

    def digests(said):
        return {name: digest(array) for name, array in said.items()}

    layers = [digests(layer_by_torch(*layer(*sizes))) for sizes in LAYERS]
    pools = {mode: [digests(pooled_by_torch(*pooled(*sizes), mode)) for sizes in POOLS] for mode in ("max", "average")}
    FIXTURE.write_text(json.dumps({"torch": torch.__version__, "layers": layers, "pools": pools}, indent=1) + "\n")


if __name__ == "__main__":
    main()
