"""Deep networks with and without batch normalisation while they learn: the experiments behind the figures.

pictures        pullovers and coats at half their size, standardised
sweep           the same networks trained at many learning rates
watch           the sums of one hidden layer while the network learns
fog             pictures made paler and brighter, as if through fog
right_through_fog   how often networks are right on such pictures, by three ways of normalising
one_step        the cost after one step down the gradient, by its length
batch_errors    how far the mean and variance of a small batch are from those of all examples
"""

from functools import cache

import numpy as np

from deepcourse.datasets import load_pullover_or_coat
from deepcourse.experiments.course2 import batch_norm_networks as nn
from deepcourse.nn.batch_normalization import normalize_units

RATES = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
SEEDS = (0, 1, 2)
WIDTH, EXAMPLES, EVERY = 20, 600, 10
KINDS = {"without": False, "with": True}
HIDDEN, RATE, LAYER = 6, 0.1, 4  # of the network that is watched


def half_size(X):
    """Return pictures of 14 by 14 for pictures of 28 by 28, columns both: each number the mean of a square of four."""
    return X.reshape(14, 2, 14, 2, -1).mean(axis=(1, 3)).reshape(196, -1)


@cache
def pictures(examples=EXAMPLES):
    """Return (X, Y, X_test, Y_test): pullovers (0) and coats (1), 196 numbers each."""
    data = load_pullover_or_coat()
    X, X_test = half_size(data.X_train), half_size(data.X_test)
    centre, spread = X.mean(), X.std()
    X, X_test = ((part - centre) / spread for part in (X[:, :examples], X_test))
    return X, data.Y_train[:, :examples], X_test, data.Y_test


def right(X, Y, parameters, running):
    """Return the share of right answers of every network of a stack, (k,); networks that are lost count as guessing."""
    with np.errstate(all="ignore"):
        ZL = nn.forward(X, parameters, running, "test")[0]
    found = np.mean((ZL > 0) == (Y > 0.5), axis=(-2, -1))
    return np.where(np.isfinite(ZL).all(axis=(-2, -1)), found, 0.5)


@cache
def sweep(hidden, steps):
    """Return {"without": (costs, right), "with": (costs, right)} of networks with `hidden` layers of 20 units.

    costs : (1 + steps // 10, rates, seeds)    right : (rates, seeds), shares of the 1 000 test pictures
    """
    X, Y, X_test, Y_test = pictures()
    shape = len(RATES), len(SEEDS)
    rates, seeds, reached = np.repeat(RATES, len(SEEDS)), SEEDS * len(RATES), {}
    layer_dims = [len(X)] + [WIDTH] * hidden + [1]
    for kind, normalized in KINDS.items():
        parameters, running, costs = nn.train(X, Y, layer_dims, rates, seeds, steps, normalized=normalized, every=EVERY)
        reached[kind] = costs.reshape(-1, *shape), right(X_test, Y_test, parameters, running).reshape(shape)
    return reached


@cache
def watch(steps, every=2):
    """Return {"without": Z, "with": Z}, each (1 + steps // every, 20, 200): the sums of hidden layer 4 of 6, by step.

    The sums are those of the first 200 pictures, before ReLU and before any normalisation. Learning rate 0.1, seed 0.
    """
    X, Y, _, _ = pictures()
    layer_dims, few, found = [len(X)] + [WIDTH] * HIDDEN + [1], X[:, :200], {}

    def look(step, parameters, running):
        caches = nn.forward(few, parameters, running, "train")[1]
        A_prev = caches[LAYER][0]
        Z = parameters[f"W{LAYER}"] @ A_prev + parameters.get(f"b{LAYER}", 0)
        return Z[0]

    for kind, normalized in KINDS.items():
        *_, seen = nn.train(X, Y, layer_dims, [RATE], [0], steps, normalized=normalized, every=every, look=look)
        found[kind] = np.array(seen)
    return found


def fog(X, strength):
    """Return pictures seen through fog: all contrasts smaller, everything brighter; strength 0 to 1.

    >>> fog(np.array([[-1.0, 1.0]]), 0.5)
    array([[0.5, 1.5]])
    """
    return (1 - strength) * X + 2 * strength


def own_statistics(X, parameters, running):
    """Return running statistics measured anew, on pictures without labels."""
    return nn.forward(X, parameters, running, "train", momentum=0.0)[2]


@cache
def right_through_fog(steps, strengths):
    """Return {way: (strengths, seeds)}: shares of right answers on test pictures, by how the layers are normalised."""
    X, Y, X_test, Y_test = pictures()
    layer_dims, found = [len(X)] + [WIDTH] * HIDDEN + [1], {}
    for kind, normalized in KINDS.items():
        rates = [RATE] * len(SEEDS)
        parameters, running, _ = nn.train(X, Y, layer_dims, rates, SEEDS, steps, normalized=normalized, every=steps)
        seen = [fog(X_test, strength) for strength in strengths]
        found[kind] = np.array([right(part, Y_test, parameters, running) for part in seen])
    anew = [right(part, Y_test, parameters, own_statistics(part, parameters, running)) for part in seen]
    return found | {"with, measured anew": np.array(anew)}


def batch_errors(Z, sizes, draws, seed):
    """Return (means, variances), each (sizes,): the typical error of a batch's statistics, in units of all examples'.

    The error of the mean is given in standard deviations of the unit, that of the variance as a share of it.

    Z : (n, m)    sizes : batch sizes    draws : how many batches of each
    """
    rng, (_, mean, variance) = np.random.default_rng(seed), normalize_units(Z)
    errors = []
    for size in sizes:
        chosen = [rng.choice(Z.shape[1], size=size, replace=False) for _ in range(draws)]
        found = [normalize_units(Z[:, some])[1:] for some in chosen]
        off = [((a - mean) / np.sqrt(variance), (b - variance) / variance) for a, b in found]
        errors.append([np.sqrt(np.mean(np.square(part))) for part in zip(*off, strict=True)])
    return tuple(np.array(errors).T)


@cache
def one_step(steps, lengths):
    """Return {"without": costs, "with": costs}, each (lengths, seeds): the cost after a single step of each length.

    The step goes down the gradient of all examples, from where the network is after `steps` steps at a rate of 0.1.
    """
    X, Y, _, _ = pictures()
    layer_dims, found = [len(X)] + [WIDTH] * HIDDEN + [1], {}
    for kind, normalized in KINDS.items():
        rates = [RATE] * len(SEEDS)
        parameters, running, _ = nn.train(X, Y, layer_dims, rates, SEEDS, steps, normalized=normalized, every=steps)
        ZL, caches, _ = nn.forward(X, parameters, running)
        grads, costs = nn.backward(ZL, Y, parameters, caches), []
        for length in lengths:
            moved = {name: value - length * grads[f"d{name}"] for name, value in parameters.items()}
            with np.errstate(all="ignore"):
                costs.append(nn.cost_of(nn.forward(X, moved, running)[0], Y))
        found[kind] = np.array(costs)
    return found
