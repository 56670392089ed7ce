"""Small networks of full filters, of inception modules and of depthwise separable convolutions, trained alike.

pictures            small clothes to learn from and to test on, 14 by 14
network             a stem, four units of a kind, a mean and a dense layer
architecture        the same as a list, for `summary.summarize`
OwnSeparable, OwnInception      units made of functions, forward and back
live                a network of such units, without batch normalisation
record              rates chosen and errors measured over seeds, written to `kinds.json` of the data of this course

python -m deepcourse.experiments.course4.efficient_trainings    (records anew: a quarter of an hour)
"""

import json
import sys

import numpy as np

from deepcourse.cnn import efficient
from deepcourse.cnn import layers as cnn
from deepcourse.cnn.plain_layers import he
from deepcourse.cnn.summary import summarize, totals
from deepcourse.cnn.training import accuracy, fit
from deepcourse.datasets import load_clothes
from deepcourse.datasets.course4.kinds import FILE

STEPS, RATES, SEEDS = 300, (0.003, 0.01, 0.03, 0.1), range(5)
KEPT_BACK, CHOOSING = 500, (100,)  # pictures on which rates are chosen, and the seeds of those trainings
STEM, SHRINK_BEFORE = 16, 2  # filters of the first convolution; the unit in front of which the pictures halve
WIDTHS = {  # name: the units of a network; a number of channels, or the six of an inception module
    "full": (16, 16, 32, 32),
    "separable, same channels": (16, 16, 32, 32),
    "separable, same work": (50, 50, 100, 100),
    "inception, same work": (*[(7, 9, 14, 3, 5, 5)] * 2, *[(16, 16, 28, 6, 9, 10)] * 2),
}  # fmt: skip


def pictures(count=4000):
    """Return (X, labels) to learn from and (X_test, labels_test): 14 by 14, mean 0 and spread 1, float32."""
    data = load_clothes()

    def small(columns):
        return columns.T.reshape(-1, 14, 2, 14, 2, 1).mean(axis=(2, 4), dtype=np.float64)

    X, X_test = small(data.X_train[:, :count]), small(data.X_test)
    mean, spread = X.mean(), X.std()
    return tuple(
        (((part - mean) / spread).astype(np.float32), labels)
        for part, labels in ((X, data.labels_train[:count]), (X_test, data.labels_test))
    )


class SamePool(cnn.Layer):
    """The maximum of the 3 x 3 pixels around each pixel."""

    def forward(self, A, training=False):
        """Return the maxima, and the cache."""
        return efficient.pool_same_forward(A)

    def backward(self, dA, cache):
        """Return the gradient of the pictures."""
        return efficient.pool_same_backward(dA, cache), {}


def conv(rng, n_C_prev, n_C, f):
    """Return a convolution with batch normalisation and ReLU."""
    return [cnn.Conv(rng, n_C_prev, n_C, f, bias=False), cnn.BatchNorm(n_C), cnn.ReLU()]


def unit(rng, kind, n_C_prev, width):
    """Return the layers of one unit."""
    if kind == "full":
        return conv(rng, n_C_prev, width, 3)
    if kind == "separable":
        depth = [cnn.Depthwise(rng, n_C_prev, 3), cnn.BatchNorm(n_C_prev), cnn.ReLU()]
        return [*depth, *conv(rng, n_C_prev, width, 1)]
    n_1, n_3_before, n_3, n_5_before, n_5, n_pool = width
    return [
        cnn.Branches(
            cnn.Chain(*conv(rng, n_C_prev, n_1, 1)),
            cnn.Chain(*conv(rng, n_C_prev, n_3_before, 1), *conv(rng, n_3_before, n_3, 3)),
            cnn.Chain(*conv(rng, n_C_prev, n_5_before, 1), *conv(rng, n_5_before, n_5, 5)),
            cnn.Chain(SamePool(), *conv(rng, n_C_prev, n_pool, 1)),
        )
    ]


def channels(width):
    """Return how many channels leave a unit."""
    return width if isinstance(width, int) else width[0] + width[2] + width[4] + width[5]


def network(seed, name):
    """Return a network of one of the `WIDTHS`."""
    rng, kind, n_C = np.random.default_rng(seed), name.split(",")[0], STEM
    layers = conv(rng, 1, n_C, 3)
    for number, width in enumerate(WIDTHS[name]):
        if number == SHRINK_BEFORE:
            layers.append(cnn.Pool(2))
        layers += unit(rng, kind, n_C, width)
        n_C = channels(width)
    return cnn.Chain(*layers, cnn.GlobalAverage(), cnn.Dense(rng, n_C, 10))


def architecture(name):
    """Return the same network as a list; the last two layers are a mean over 7 by 7 and a dense layer."""
    kind, layers = name.split(",")[0], [("input", 14, 14, 1), *listed(STEM, 3)]
    for number, width in enumerate(WIDTHS[name]):
        if number == SHRINK_BEFORE:
            layers.append(("pool", 2, 2))
        if kind == "full":
            layers += listed(width, 3)
        elif kind == "separable":
            layers += [("depthwise", 3, 1, 1, False), ("norm",), *listed(width, 1)]
        else:
            n_1, n_3_before, n_3, n_5_before, n_5, n_pool = width
            narrow = (listed(n_3_before, 1) + listed(n_3, 3), listed(n_5_before, 1) + listed(n_5, 5))
            layers.append(("branches", listed(n_1, 1), *narrow, [("pool", 3, 1, 1), *listed(n_pool, 1)]))
    return [*layers, ("pool", 7, 7), ("flatten",), ("dense", 10)]


def listed(n_C, f):
    """Return a convolution with batch normalisation as part of a list."""
    return [("conv", n_C, f, 1, (f - 1) // 2, 1, False), ("norm",)]


class OwnSeparable(cnn.Layer):
    """A depthwise separable convolution of 3 x 3 made of two functions, forward and back; a ReLU belongs behind it."""

    def __init__(self, rng, n_C_prev, n_C, forward, backward):
        zero = np.zeros((1, 1, 1, max(n_C_prev, n_C)), np.float32)
        self.parameters = {
            "W_depth": he(rng, (3, 3, n_C_prev), 9, np.float32),
            "b_depth": zero[..., :n_C_prev].copy(),
            "W_point": he(rng, (1, 1, n_C_prev, n_C), n_C_prev, np.float32),
            "b_point": zero[..., :n_C].copy(),
        }
        self.functions = forward, backward

    def forward(self, A, training=False):
        """Return what the function returns."""
        return self.functions[0](A, *self.parameters.values(), stride=1, pad=1)

    def backward(self, dA, cache):
        """Return the gradients by their names."""
        dA_prev, *grads = self.functions[1](dA, cache)
        return dA_prev, {f"d{name}": grad for name, grad in zip(self.parameters, grads, strict=True)}


class OwnInception(cnn.Layer):
    """An inception module: a function forward, and the package's backward on its caches."""

    def __init__(self, rng, n_C_prev, width, forward):
        self.parameters, self.function = module_parameters(rng, n_C_prev, width), forward

    def forward(self, A, training=False):
        """Return what the function returns."""
        return self.function(A, self.parameters)

    def backward(self, dA, cache):
        """Return the gradients by their names."""
        return efficient.inception_module_backward(dA, cache)


def module_parameters(rng, n_C_prev, width, dtype=np.float32):
    """Return the parameters of an inception module: {"W1", "b1", "W3_before", ...}.

    width : (n_1, n_3_before, n_3, n_5_before, n_5, n_pool), the filters of its six convolutions
    """
    made, comes_in = {}, {"3": width[1], "5": width[3]}
    for name, n_C in zip(efficient.STEPS, width, strict=True):
        f, before, label = int(name) if name in comes_in else 1, comes_in.get(name, n_C_prev), name.replace("p", "_p")
        made[f"W{label}"] = he(rng, (f, f, before, n_C), f * f * before, dtype)
        made[f"b{label}"] = np.zeros((1, 1, 1, n_C), dtype)
    return made


def live(seed, *, module=None, separable=None):
    """Return a small network of three units, made of functions; no batch normalisation.

    module : `inception_module_forward`    separable : (forward, backward) of depthwise separable convolutions
    """
    rng, n_C = np.random.default_rng(seed), STEM
    layers = [cnn.Conv(rng, 1, n_C, 3), cnn.ReLU(), cnn.Pool(2)]
    for width in ((8, 10, 16, 4, 6, 6), (8, 10, 16, 4, 6, 6)) if module else (36, 36, 36):
        layers += [OwnInception(rng, n_C, width, module)] if module else [OwnSeparable(rng, n_C, width, *separable)]
        layers += [] if module else [cnn.ReLU()]
        n_C = channels(width)
    return cnn.Chain(*layers, cnn.GlobalAverage(), cnn.Dense(rng, n_C, 10))


def error(name, seed, old, new, rate, steps=STEPS):
    """Return the share of new pictures that a network answers wrongly when it has learned from the old ones."""
    made = network(seed, name)
    with np.errstate(all="ignore"):
        fit(made, *old, steps=steps, learning_rate=rate, seed=seed)
    return 1 - accuracy(made, *new)


def measured(name):
    """Return {name: numbers}: what a network costs, the mean error of each rate on pictures kept back, test errors.

    The rate with the smallest error is used for the test, with other seeds, on all pictures to learn from.
    """
    (X, labels), test = pictures()
    less, kept = (X[:-KEPT_BACK], labels[:-KEPT_BACK]), (X[-KEPT_BACK:], labels[-KEPT_BACK:])
    tried = [np.mean([error(name, seed, less, kept, rate) for seed in CHOOSING]) for rate in RATES]
    rate = RATES[int(np.argmin(tried))]
    errors = [round(error(name, seed, (X, labels), test, rate), 4) for seed in SEEDS]
    learned, work = totals(summarize(architecture(name)))
    costs = {"kind": name, "parameters": learned, "multiply_adds": work}
    return costs | {"tried": [round(one, 4) for one in tried], "rate": rate, "errors": errors}


def record():
    """Train all networks, and write the file."""
    networks = []
    for name in WIDTHS:
        networks.append(measured(name))
        print(networks[-1], file=sys.stderr, flush=True)
    FILE.write_text(
        json.dumps({"steps": STEPS, "rates": RATES, "networks": networks}, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    record()
