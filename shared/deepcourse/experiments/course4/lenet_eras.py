"""LeNet-5 as of 1998, as of today, and with one part of today's at a time: trained alike on digits.

PARTS               what changed: activation, pooling, cost, connections, first weights
VARIANTS            the networks: 1998, 1998 with one part of today's, today
square_cost         half the squared distance of the scores to codes of -1 and 1, and its gradient
network             a network of any parts
train               a network trained; its costs
digits              pictures of mean 0 and spread 1, and their labels
record              rates chosen and errors measured over seeds, written to `eras.json` of the data of this course

python -m deepcourse.experiments.course4.lenet_eras    (records anew: half an hour)
"""

import json
import sys

import numpy as np

from deepcourse.cnn import layers as cnn
from deepcourse.cnn.lenet_1998 import C3, PartialConv, ScaledTanh, Subsample
from deepcourse.cnn.plain_layers import to_pictures
from deepcourse.cnn.training import accuracy, class_cost, fit
from deepcourse.datasets import load_digits
from deepcourse.datasets.course4.eras import FILE

PARTS = ("activation", "pooling", "cost", "connections", "first weights")
VARIANTS = {  # name: which parts are today's
    "1998": (),
    "1998 + ReLU": ("activation",),
    "1998 + max pooling": ("pooling",),
    "1998 + softmax": ("cost",),
    "1998 + all maps": ("connections",),
    "1998 + first weights": ("first weights",),
    "today": PARTS,
}
STEPS, RATES, SEEDS = (100, 600), (0.001, 0.003, 0.01, 0.03), range(8)
KEPT_BACK, CHOOSING = 500, (100, 101)  # pictures on which rates are chosen, and the seeds of those trainings


def square_cost(Z, labels):
    """Return the mean cost of scores, a float, and its gradient, (C, m): half the squared distance to -1 and 1.

    Z : (C, m) scores    labels : (m,) int

    >>> cost, dZ = square_cost(np.array([[0.5], [-1.0]]), np.array([0]))
    >>> cost, dZ.ravel()
    (0.125, array([-0.5,  0. ]))
    """
    m = len(labels)
    apart = Z + Z.dtype.type(1)
    apart[labels, np.arange(m)] -= 2
    return float((apart * apart).sum()) / (2 * m), apart / Z.dtype.type(m)


def network(seed, todays=PARTS, *, subsample=None, dtype=np.float32):
    """Return a LeNet-5 whose `todays` parts are of today, and the others of 1998.

    subsample : (forward, backward) that take the place of the package's

    First weights of 1998 are uniform between -2.4 and 2.4 over the number of inputs (LeCun and others 1998, appendix
    A); today's are normal with variance 2 over that number for ReLU (He and others 2015), and 1 over it for tanh.
    """
    rng, functions = np.random.default_rng(seed), dict(zip(("forward", "backward"), subsample or (), strict=False))

    def pool(n_C):
        if "pooling" in todays:
            return [cnn.Pool(2)]
        return [Subsample(n_C, dtype=dtype, **functions), active()]

    active = cnn.ReLU if "activation" in todays else ScaledTanh
    sees = np.ones_like(C3) if "connections" in todays else C3
    layers = [cnn.Conv(rng, 1, 6, 5, dtype=dtype), active(), *pool(6)]
    layers += [PartialConv(rng, sees, 5, dtype=dtype), active(), *pool(16), cnn.Flatten()]
    layers += [cnn.Dense(rng, 400, 120, dtype=dtype), active(), cnn.Dense(rng, 120, 84, dtype=dtype), active()]
    made = cnn.Chain(*layers, cnn.Dense(rng, 84, 10, dtype=dtype))
    for layer in made.layers:
        if "W" in layer.parameters:
            W = layer.parameters["W"]
            if "first weights" not in todays:
                W[...] = rng.uniform(-2.4, 2.4, W.shape) / inputs(W)
                W *= getattr(layer, "sees", W.dtype.type(1))
            elif active is ScaledTanh:
                W /= W.dtype.type(np.sqrt(2))
    return made


def inputs(W):
    """Return how many numbers a unit or a filter takes in, on average where some filters see fewer."""
    return W.shape[1] if W.ndim == 2 else np.count_nonzero(W) / W.shape[3]


def train(made, X, labels, *, steps, learning_rate, seed=0, todays=PARTS):
    """Return the costs, (steps,), of a network trained in place: mini-batches of 32, Adam, a rate that falls to 0."""
    cost = class_cost if "cost" in todays else square_cost
    with np.errstate(all="ignore"):
        return fit(made, X, labels, steps=steps, learning_rate=learning_rate, seed=seed, cost=cost)


def digits(dtype=np.float32):
    """Return (X, labels) to learn from and (X_test, labels_test): mean 0 and spread 1 of the pictures to learn from."""
    data = load_digits()
    mean, spread = data.X_train.mean(), data.X_train.std()

    def pictures(columns):
        shape = (columns.shape[1], 28, 28, 1)
        return ((to_pictures(columns, shape) - mean) / spread).astype(dtype)

    return (pictures(data.X_train), data.labels_train), (pictures(data.X_test), data.labels_test)


def error(variant, seed, old, new, steps, rate):
    """Return the share of new pictures that a network answers wrongly when it has learned from the old ones."""
    made = network(seed, VARIANTS[variant])
    train(made, *old, steps=steps, learning_rate=rate, seed=seed, todays=VARIANTS[variant])
    return 1 - accuracy(made, *new)


def measured(variant, steps):
    """Return {name: numbers} of a variant: the mean error of each rate on pictures kept back, and the test errors.

    The rate with the smallest error is used for the test, with other seeds, on all pictures to learn from.
    """
    (X, labels), test = digits()
    less, kept = (X[:-KEPT_BACK], labels[:-KEPT_BACK]), (X[-KEPT_BACK:], labels[-KEPT_BACK:])
    tried = [np.mean([error(variant, seed, less, kept, steps, rate) for seed in CHOOSING]) for rate in RATES]
    rate = RATES[int(np.argmin(tried))]
    errors = [round(error(variant, seed, (X, labels), test, steps, rate), 4) for seed in SEEDS]
    return {
        "variant": variant,
        "steps": steps,
        "tried": [round(one, 4) for one in tried],
        "rate": rate,
        "errors": errors,
    }


def record():
    """Train all variants, and write the file."""
    runs = []
    for steps in STEPS:
        for variant in VARIANTS:
            runs.append(measured(variant, steps))
            print(runs[-1], file=sys.stderr, flush=True)
    FILE.write_text(json.dumps({"rates": RATES, "runs": runs}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
