"""What the exercises of this notebook share: sizes, cases with a generator, and what drawn weights must look like."""

from itertools import pairwise

import numpy as np

from deepcourse.exercises.declaration import Case

LARGE = [400, 300, 500, 200, 1]  # enough weights in each layer to measure a variance to a few percent
ENOUGH, TOLERANCE = 20_000, 0.04


def shown(layers_dims):
    """Return sizes as people write them: 3-4-1."""
    return "-".join(map(str, layers_dims))


def case(layers_dims, *others):
    """Return a case named by its sizes; the last of the other arguments is the seed of the generator that it gets."""
    *rest, seed = others
    told = "".join(f", {value}" if isinstance(value, str) else f", scale {value:g}" for value in rest)
    scales, fans = ([value for value in rest if isinstance(value, kind)] for kind in (float, str))
    arguments = layers_dims, *scales, np.random.default_rng(seed), *fans
    return Case(f"{shown(layers_dims)}{told}, default_rng({seed})", arguments)


def dims(rng):
    """Return a random list of sizes n[0], ..., n[L-1], 1 with two to five layers; neighbours differ."""
    sizes = [int(rng.integers(2, 9))]
    for _ in range(int(rng.integers(1, 5))):
        sizes.append(sizes[-1] + int(rng.choice([-1, 1, 2, 3])) or 3)
    return [*sizes, 1]


def built(layers_dims, weights, biases=lambda n: np.zeros((n, 1))):
    """Return parameters with W[l] = weights(n[l], n[l-1]) and b[l] = biases(n[l]), in the order W1, b1, W2, ..."""
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layers_dims), 1):
        parameters[f"W{layer}"] = weights(n, n_prev)
        parameters[f"b{layer}"] = biases(n)
    return parameters


def counted_one_less(parameters):
    """Return the same parameters with keys that count from 0."""
    return {f"{name[0]}{int(name[1:]) - 1}": value for name, value in parameters.items()}


def looks_drawn(start, variance, told=""):
    """Return (name, problem) of each property of drawn weights.

    start, variance : start(f, layers_dims, rng) calls f; variance(n_prev, n) is promised
    told : which definition this is, for the names of the properties
    """

    def at_large(f, rng):
        return start(f, LARGE, np.random.default_rng(int(rng.integers(10**6))))

    return (
        (
            "the numbers come from the generator that is handed in" + told,
            lambda f, rng: not_from_the_generator(f, rng, start),
        ),
        (
            "the weights have the variance that is promised, within 4%" + told,
            lambda f, rng: wrong_variance(at_large(f, rng), variance),
        ),
        ("the weights are normal numbers" + told, lambda f, rng: not_bell_shaped(at_large(f, rng))),
        ("the biases are zero" + told, lambda f, rng: loud_bias(at_large(f, rng))),
    )


def not_from_the_generator(f, rng, start):
    """Return a sentence unless equal generators lead to equal weights and different ones to different weights."""
    seed = int(rng.integers(10**6))
    one, again, other = (start(f, [4, 5, 1], np.random.default_rng(s))["W1"] for s in (seed, seed, seed + 1))
    if not np.array_equal(one, again):
        return "two generators in the same state lead to different weights; draw from rng and from nothing else"
    return "two different generators lead to the same weights; draw from rng" if np.allclose(one, other) else None


def wrong_variance(parameters, variance):
    """Return a sentence on the first large layer whose mean square is not the promised variance(n_prev, n)."""
    for layer, (n_prev, n) in enumerate(pairwise(LARGE), 1):
        found, wanted = float(np.mean(np.square(parameters[f"W{layer}"]))), variance(n_prev, n)
        if n * n_prev >= ENOUGH and abs(found / wanted - 1) > TOLERANCE:
            return f"{shown(LARGE)}: the variance of W{layer} is {found:.3g}, expected about {wanted:.3g}"
    return None


def not_bell_shaped(parameters):
    """Return a sentence if too many or too few weights lie far from the mean for normal numbers."""
    for name in ("W1", "W2", "W3"):
        W = parameters[name]
        share = float(np.mean(np.abs(W - W.mean()) > 2 * W.std()))
        if abs(share - 0.0455) > 0.01:
            told = f"{share:.1%} of {name} lie further than two standard deviations from the mean"
            return f"{told}; of normal numbers 4.6% do"
    return None


def loud_bias(parameters):
    """Return a sentence on the first bias that is not zero."""
    loud = [name for name, value in parameters.items() if name[0] == "b" and np.any(value)]
    return f"{loud[0]} is not zero" if loud else None
