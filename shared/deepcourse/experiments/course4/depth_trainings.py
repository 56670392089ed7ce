"""Plain and residual networks of growing depth, trained alike on small pictures of clothes.

pictures            4 000 training pictures of 14 by 14, and their labels
plain_and_residual  a network of any depth, with or without shortcuts, with or without batch normalisation
OwnBlock            a residual block made of two functions, forward and back
OwnProjection       a projection made of two functions
train               a network trained; its costs
gradient_norms      how large the gradient of each layer's weights is
record              everything the notebook shows of trained depths, written to `depths.json` of the data of this course

python -m deepcourse.experiments.course4.depth_trainings    (records anew: some minutes)
"""

import json

import numpy as np

from deepcourse.cnn import layers as cnn
from deepcourse.cnn.plain_layers import he
from deepcourse.cnn.training import accuracy, class_cost, fit
from deepcourse.datasets import load_clothes
from deepcourse.datasets.course4.depths import FILE

DEPTHS, KINDS, SEEDS = (8, 14, 20, 26, 32), ("plain", "residual"), (0, 1, 2)
STEPS, RATE, WIDTH = 300, 0.002, 8
BINS = 30  # costs are kept as means of STEPS / BINS steps


def pictures(count=4000):
    """Return the first training pictures, (count, 14, 14, 1) float32 of mean 0 and spread 1, and labels, (count,)."""
    data = load_clothes()
    X = data.X_train.T[:count].reshape(-1, 14, 2, 14, 2, 1).mean(axis=(2, 4), dtype=np.float64)
    return ((X - X.mean()) / X.std()).astype(np.float32), data.labels_train[:count]


class Shrink(cnn.Layer):
    """The shortcut without parameters where a block halves the pictures and doubles the channels.

    Every second pixel, and zeros for the new channels: plain and residual networks have equally many parameters.
    """

    def forward(self, A, training=False):
        """Return the smaller pictures, and the shape of A."""
        seen = A[:, ::2, ::2]
        return np.concatenate([seen, np.zeros_like(seen)], axis=3), A.shape

    def backward(self, dA, cache):
        """Return dA at the pixels that were seen, and no gradients."""
        d = np.zeros(cache, dA.dtype)
        d[:, ::2, ::2] = dA[..., : cache[3]]
        return d, {}


class OwnBlock(cnn.Layer):
    """A residual block of 3 x 3 filters: `forward(A, W1, b1, W2, b2) -> (A, cache)` and `backward(dA, cache)`."""

    def __init__(self, rng, n_C, blocks, forward, backward):
        shape, inputs = (3, 3, n_C, n_C), 9 * n_C
        W1, W2 = (he(rng, shape, inputs, np.float32) for _ in range(2))
        b1, b2 = np.zeros((2, 1, 1, 1, n_C), np.float32)
        self.parameters = {"W1": W1, "b1": b1, "W2": W2 / np.float32(np.sqrt(blocks)), "b2": b2}
        self.functions = forward, backward

    def forward(self, A, training=False):
        """Return what the function returns."""
        return self.functions[0](A, *self.parameters.values())

    def backward(self, dA, cache):
        """Return the gradients by their names."""
        dA_prev, *grads = self.functions[1](dA, cache)
        return dA_prev, dict(zip(("dW1", "db1", "dW2", "db2"), grads, strict=True))


class OwnProjection(cnn.Layer):
    """A projection of stride 2: `forward(A, Ws, bs, *, stride) -> (S, cache)` and `backward(dS, cache)`."""

    def __init__(self, rng, n_C_prev, n_C, forward, backward):
        Ws = he(rng, (1, 1, n_C_prev, n_C), 2 * n_C_prev, np.float32)  # half the variance: no ReLU follows
        self.parameters = {"Ws": Ws, "bs": np.zeros((1, 1, 1, n_C), np.float32)}
        self.functions = forward, backward

    def forward(self, A, training=False):
        """Return what the function returns."""
        return self.functions[0](A, *self.parameters.values(), stride=2)

    def backward(self, dA, cache):
        """Return the gradients by their names."""
        dA_prev, dWs, dbs = self.functions[1](dA, cache)
        return dA_prev, {"dWs": dWs, "dbs": dbs}


def plain_and_residual(seed, depth, kind, *, normalized=True, block=None, projection=None):
    """Return a network of `depth` layers with weights: a stem of stride 2, blocks of two convolutions, a dense layer.

    In the middle the pictures halve and the channels double. Without batch normalisation, the last weights of a
    residual branch are divided by the square root of the number of blocks, or the sums would grow from block to block.

    kind : "plain" or "residual"    block : (forward, backward) of `OwnBlock`    projection : of `OwnProjection`
    """
    rng, blocks, n_C, residual = np.random.default_rng(seed), (depth - 2) // 2, WIDTH, kind == "residual"

    def conv(n_C_prev, n_C, f=3, stride=1):
        made = cnn.Conv(rng, n_C_prev, n_C, f, stride=stride, bias=not normalized)
        return [made, cnn.BatchNorm(n_C)] if normalized else [made]

    layers = [*conv(1, n_C, stride=2), cnn.ReLU()]
    for number in range(blocks):
        stride = 2 if number == blocks // 2 else 1
        if block and stride == 1:
            layers.append(OwnBlock(rng, n_C, blocks, *block))
            continue
        body = cnn.Chain(*conv(n_C, n_C * stride, stride=stride), cnn.ReLU(), *conv(n_C * stride, n_C * stride))
        if residual and not normalized:
            body.layers[-1].parameters["W"] /= np.float32(np.sqrt(blocks))
        shortcut = Shrink() if stride == 2 else None
        if projection and stride == 2:
            shortcut = OwnProjection(rng, n_C, 2 * n_C, *projection)
        layers += [cnn.Residual(body, shortcut) if residual else body, cnn.ReLU()]
        n_C *= stride
    return cnn.Chain(*layers, cnn.GlobalAverage(), cnn.Dense(rng, n_C, 10))


def train(network, X, labels, *, steps=STEPS, seed=0):
    """Return the costs, (steps,), of a network trained in place; a network that diverges does so silently."""
    with np.errstate(all="ignore"):
        return fit(network, X, labels, steps=steps, learning_rate=RATE, seed=seed)


def gradient_norms(network, X, labels):
    """Return the norm of the gradient of each layer's weights, from the first layer to the last."""
    out, cache = network.forward(X, training=True)
    _, grads = network.backward(class_cost(out, labels)[1], cache)
    return [float(np.linalg.norm(grads["d" + name])) for name in network.parameters if name.rpartition(".")[2] == "W"]


def measured(depth, kind, seed, X, labels):
    """Return {name: numbers} of one network: gradients at the start, costs, the error on its training pictures."""
    network = plain_and_residual(seed, depth, kind)
    norms = gradient_norms(network, X[:500], labels[:500])
    costs = train(network, X, labels, seed=seed).reshape(BINS, -1).mean(axis=1)
    error = 1 - accuracy(network, X, labels)
    return {"norms": [float(f"{n:.3g}") for n in norms], "costs": [round(float(c), 3) for c in costs], "error": error}


def record(depths=DEPTHS, seeds=SEEDS):
    """Train all networks, and write the file."""
    X, labels = pictures()
    networks = []
    for depth in depths:
        for kind in KINDS:
            for seed in seeds:
                networks.append({"depth": depth, "kind": kind, "seed": seed, **measured(depth, kind, seed, X, labels)})
                print(depth, kind, seed, f"{networks[-1]['error']:.3f}", flush=True)
    lines = ",\n".join(json.dumps(network) for network in networks)
    FILE.write_text(f'{{"steps": {STEPS}, "networks": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    record()
