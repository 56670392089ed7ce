"""A convolutional layer forward and back, pooling, and a LeNet training step: ours, plain ways, PyTorch, numpy-ml."""

import argparse
import importlib.util
import statistics
import tracemalloc

import _timing  # isort: skip  (before NumPy)

import numpy as np

from deepcourse.cnn import convolution, pooling
from deepcourse.cnn.layers import Chain, Conv, Dense, Flatten, Pool, ReLU
from deepcourse.cnn.training import class_cost
from deepcourse.nn.adam_in_place import Adam

GEOMETRIES = {  # name: m, n_H and n_W, n_C_prev, n_C, f, stride, pad
    "LeNet, first layer": (64, 28, 1, 6, 5, 1, 2),
    "LeNet, second layer": (64, 14, 6, 16, 5, 1, 0),
    "3x3, 64 channels": (16, 32, 64, 64, 3, 1, 1),
    "3x3, 64 channels, stride 2": (16, 32, 64, 64, 3, 2, 1),
    "3x3, 16 channels": (64, 32, 16, 16, 3, 1, 1),
    "1x1, 64 to 128 channels": (16, 32, 64, 128, 1, 1, 0),
    "3x3, 3 to 32 channels": (16, 64, 3, 32, 3, 1, 1),
}
POOLS = {
    "2x2 of 6 channels": (64, 28, 6, 2, 2),
    "2x2 of 64 channels": (16, 32, 64, 2, 2),
    "3x3, stride 2": (16, 32, 64, 3, 2),
}
TORCH = importlib.util.find_spec("torch") is not None


def layer(m, n, n_C_prev, n_C, f, stride, pad):
    """Return (A_prev, W, b, dZ, options) in float32."""
    rng = np.random.default_rng(0)
    A, W = (
        rng.standard_normal((m, n, n, n_C_prev), np.float32),
        0.1 * rng.standard_normal((f, f, n_C_prev, n_C), np.float32),
    )
    n_out = (n + 2 * pad - f) // stride + 1
    b, dZ = np.zeros((1, 1, 1, n_C), np.float32), rng.standard_normal((m, n_out, n_out, n_C), np.float32)
    return A, W, b, dZ, {"stride": stride, "pad": pad}


def tap_by_tap(A, W, b, dZ, options):
    """Compute the layer with a product for each of the f * f taps: the plain way that needs no copy of windows."""
    f, stride, pad = len(W), *options.values()
    X, (_, n_H, n_W, _) = convolution.zero_pad(A, pad), dZ.shape
    Z, dX, dW = np.zeros_like(dZ) + b, np.zeros_like(X), np.empty_like(W)
    for p, q in np.ndindex(f, f):
        tap = np.s_[:, p : p + stride * n_H : stride, q : q + stride * n_W : stride]
        Z += X[tap] @ W[p, q]
        dX[tap] += dZ @ W[p, q].T
        dW[p, q] = np.tensordot(X[tap], dZ, axes=((0, 1, 2), (0, 1, 2)))
    return Z, dX, dW


def ours(A, W, b, dZ, options):
    """Compute the layer as the package does."""
    _, cache = convolution.conv_forward(A, W, b, **options)
    return convolution.conv_backward(dZ, cache)


def in_torch(A, W, b, dZ, options):
    """Return a function that computes the layer in PyTorch, channels first, on one thread."""
    import torch

    torch.set_num_threads(1)
    pictures, back = (torch.tensor(np.ascontiguousarray(x.transpose(0, 3, 1, 2))) for x in (A, dZ))
    filters, bias = torch.tensor(np.ascontiguousarray(W.transpose(3, 2, 0, 1))), torch.tensor(b.ravel())
    arguments = [x.requires_grad_() for x in (pictures, filters, bias)]

    def work():
        Z = torch.nn.functional.conv2d(*arguments, options["stride"], options["pad"])
        torch.autograd.grad(Z, arguments, back)

    return work


def in_numpy_ml(A, W, b, dZ, options):
    """Return a function that computes the layer with numpy-ml, as its own layer does it."""
    from numpy_ml.neural_nets.layers import Conv2D

    made = Conv2D(W.shape[3], W.shape[:2], pad=options["pad"], stride=options["stride"])

    def work():
        made.forward(A)
        made.backward(dZ)

    return work


def pool(m, n, n_C, f, stride):
    """Return (ours, PyTorch's or None): functions that pool forward and back."""
    A = np.random.default_rng(0).standard_normal((m, n, n, n_C), np.float32)
    out, _ = pooling.pool_forward(A, f=f, stride=stride)
    back = np.ones_like(out)

    def here():
        pooling.pool_backward(back, pooling.pool_forward(A, f=f, stride=stride)[1])

    if not TORCH:
        return here, None
    import torch

    pictures = torch.tensor(np.ascontiguousarray(A.transpose(0, 3, 1, 2)), requires_grad=True)
    grad = torch.ones(pictures.shape[:2] + out.shape[1:3])
    return here, lambda: torch.autograd.grad(torch.nn.functional.max_pool2d(pictures, f, stride), pictures, grad)


def lenet_step():
    """Return (ours, PyTorch's or None): functions that take one step with 64 digits, forward, back and Adam."""
    rng = np.random.default_rng(0)
    X, labels = rng.random((64, 28, 28, 1), np.float32), rng.integers(0, 10, 64)
    net = Chain(
        *(Conv(rng, 1, 6, 5, pad=2), ReLU(), Pool(2), Conv(rng, 6, 16, 5, pad=0), ReLU(), Pool(2), Flatten()),
        *(Dense(rng, 400, 120), ReLU(), Dense(rng, 120, 84), ReLU(), Dense(rng, 84, 10)),
    )
    adam = Adam()

    def here():
        out, cache = net.forward(X, training=True)
        adam.step(net.parameters, net.backward(class_cost(out, labels)[1], cache)[1])

    if not TORCH:
        return here, None
    import torch
    from torch import nn

    twin = nn.Sequential(
        *(nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
    )
    optimizer, cost = torch.optim.Adam(twin.parameters()), nn.CrossEntropyLoss()
    pictures, targets = torch.tensor(X.transpose(0, 3, 1, 2).copy()), torch.tensor(labels)

    def there():
        optimizer.zero_grad()
        cost(twin(pictures), targets).backward()
        optimizer.step()

    return here, there


def medians(works, repeats):
    """Return the median seconds of each function, all in turn, so that a busy moment meets them all."""
    for work in works:
        work()
    rounds = [[_timing.stopwatch(work)[0] for work in works] for _ in range(repeats)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def megabytes(work):
    """Return the largest memory that NumPy holds meanwhile."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def ratio(seconds, theirs):
    """Return a time beside PyTorch's, as text."""
    return f"{_timing.shown(seconds)}" + (f" ({seconds / theirs:.2f})" if theirs else "")


def main():
    """Print three tables; in brackets the time divided by PyTorch's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args().repeats
    numpy_ml = importlib.util.find_spec("numpy_ml") is not None
    rows = []
    for name, sizes in GEOMETRIES.items():
        made = layer(*sizes)
        works = [lambda made=made: ours(*made), lambda made=made: tap_by_tap(*made)]
        works += [in_torch(*made)] if TORCH else []
        mine, taps, *theirs = medians(works, repeats)
        other = _timing.stopwatch(in_numpy_ml(*made))[0] if numpy_ml else None
        theirs = theirs[0] if theirs else None
        memory = f"{megabytes(works[0]):.0f} MB ({sum(x.nbytes for x in made[:4]) / 1e6:.0f})"
        shown = [ratio(mine, theirs), ratio(taps, theirs), ratio(other, theirs) if other else "-", memory]
        rows.append((name, *shown, _timing.shown(theirs) if theirs else "-"))
    columns = ["layer, forward and back", "ours", "tap by tap", "numpy-ml", "our memory (given)", "PyTorch"]
    _timing.show("A convolutional layer, float32; in brackets times PyTorch's", columns, rows)
    pairs = {**{name: pool(*sizes) for name, sizes in POOLS.items()}, "LeNet, a step with 64 digits": lenet_step()}
    rows = []
    for name, works in pairs.items():
        mine, *theirs = medians([work for work in works if work], repeats)
        rows.append((name, ratio(mine, theirs[0] if theirs else None), _timing.shown(theirs[0]) if theirs else "-"))
    _timing.show("Pooling forward and back, and a whole step", ["work", "ours", "PyTorch"], rows)


if __name__ == "__main__":
    main()
