"""Small networks for digits, designed as data: checked, built, and trained for a fixed, short time.

MOST_PARAMETERS, MOST_PRODUCTS  what a small network may have
products                        multiplications for one picture
problem_with                    why an architecture cannot be built, or is too large
build                           the layers of an architecture, with ReLU after each that has weights, but the last
try_out                         its accuracy on digits that were held out, after a short training
STRIDED, POOLED                 two designs: pictures shrink by a stride, or by poolings

Everything is float64: then rounding errors, which differ from machine to machine, decide nothing.
"""

from functools import lru_cache

import numpy as np

from deepcourse.cnn import lenet
from deepcourse.cnn.layers import Chain, Conv, Dense, Flatten, Pool, ReLU
from deepcourse.cnn.summary import summarize, totals
from deepcourse.cnn.training import accuracy, fit
from deepcourse.datasets import load_digits
from deepcourse.experiments.course4.shifted_digits import accuracies

MOST_PARAMETERS, MOST_PRODUCTS = 5_000, 100_000
KEPT_BACK, STEPS, LEARNING_RATE = 500, 200, 0.01
INPUT = ("input", 28, 28, 1)
NUMBERS = {  # that follow the name of a layer
    "input": ("n_H", "n_W", "n_C"),
    "conv": ("n_C", "f", "stride", "pad"),
    "pool": ("f", "stride"),
    "flatten": (),
    "dense": ("n",),
}
STRIDED = (INPUT, ("conv", 5, 5, 3, 1), ("flatten",), ("dense", 10))
POOLED = (
    INPUT,
    ("pool", 2, 2),
    ("conv", 8, 3, 1, 1),
    ("pool", 2, 2),
    ("conv", 16, 3, 1, 1),
    ("pool", 2, 2),
    ("flatten",),
    ("dense", 10),
)


def products(architecture):
    """Return how many multiplications a picture takes: the layers' weights, each as often as it is used.

    >>> products(lenet.LENET)
    416520
    """
    return totals(summarize(architecture))[1]


def problem_with(architecture):
    """Return why this is no network for digits, or "": its form, its sizes, then what it costs."""
    layers = [tuple(layer) for layer in architecture]
    for at, (name, *numbers) in enumerate(layers):
        said = f"layer {at} is {(name, *numbers)}"
        if name not in NUMBERS:
            return f"{said}, but the only kinds of layer are {', '.join(NUMBERS)}"
        if len(NUMBERS[name]) != len(numbers):
            return f"{said}: write it as {written(name)}"
        whole = all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) for n in numbers)
        if not whole or min([*numbers[:3], 1]) < 1 or min(numbers[3:], default=0) < 0:
            return f"{said}: its numbers must be whole and positive; only pad may be 0"
    return order_of(layers) or sizes_of(layers)


def written(name):
    """Return how a layer is written, such as ("dense", n)."""
    numbers = NUMBERS[name]
    return f'("{name}",)' if not numbers else f'("{name}", {", ".join(numbers)})'


def order_of(layers):
    """Return what is wrong with the order of some layers, or ""."""
    names = [name for name, *_ in layers]
    if not layers or layers[0] != INPUT or "input" in names[1:]:
        return 'the first layer, and no other, must be ("input", 28, 28, 1)'
    if names.count("flatten") != 1:
        return "there must be exactly one flatten, between the layers for pictures and those for columns"
    place = names.index("flatten")
    if "dense" in names[:place] or {"conv", "pool"} & set(names[place:]):
        return "conv and pool must come before flatten, dense layers after it"
    return "" if layers[-1] == ("dense", 10) else 'the last layer must be ("dense", 10): one score for each digit'


def sizes_of(layers):
    """Return what is wrong with the sizes of layers in the right order, or ""."""
    try:
        table = lenet.layer_table(layers)
    except ValueError as error:
        return f"a window does not fit: {error}"
    learned, needed = sum(row[2] for row in table), products(layers)
    if learned > MOST_PARAMETERS:
        return f"it has {learned} parameters, but at most {MOST_PARAMETERS} are allowed"
    too_many = f"it needs {needed} multiplications for one picture, but at most {MOST_PRODUCTS} are allowed"
    return too_many if needed > MOST_PRODUCTS else ""


def build(architecture, rng, dtype=np.float64):
    """Return a `Chain` of the architecture's layers, with ReLU after each that has weights, but the last."""
    layers, before = [], ()
    for (name, *numbers), (_, shape, _) in zip(architecture, lenet.layer_table(architecture), strict=True):
        if name == "conv":
            n_C, f, stride, pad = numbers
            layers += [Conv(rng, before[2], n_C, f, stride=stride, pad=pad, dtype=dtype), ReLU()]
        elif name == "pool":
            layers.append(Pool(numbers[0], stride=numbers[1]))
        elif name == "flatten":
            layers.append(Flatten())
        elif name == "dense":
            layers += [Dense(rng, before[0], numbers[0], dtype=dtype), ReLU()]
        before = shape
    return Chain(*layers[:-1])


def try_out(architecture, seed=1, *, shift=0):
    """Return the accuracy on 500 held-out training digits, after 200 mini-batches of 32 of the other 3 500.

    shift : by how many pixels the held-out digits are moved, up, down, left and right; the mean is returned

    Raises ValueError for an architecture that has a problem.
    """
    return trained_accuracy(named(architecture), seed, test=False, shift=shift)


def named(architecture):
    """Return an architecture as a tuple of tuples. Raises ValueError where it has a problem."""
    problem = problem_with(architecture)
    if problem:
        raise ValueError(problem)
    return tuple((name, *map(int, numbers)) for name, *numbers in architecture)


def digits(*, test):
    """Return (X, labels) to learn from and (X_new, labels_new) to be judged on, as pictures."""
    data = load_digits()
    X = lenet.to_pictures(data.X_train, (len(data.labels_train), 28, 28, 1))
    if test:
        return (X, data.labels_train), (
            lenet.to_pictures(data.X_test, (len(data.labels_test), 28, 28, 1)),
            data.labels_test,
        )
    return (X[:-KEPT_BACK], data.labels_train[:-KEPT_BACK]), (X[-KEPT_BACK:], data.labels_train[-KEPT_BACK:])


@lru_cache(maxsize=64)
def trained_accuracy(architecture, seed, *, test, shift=0):
    """Return the accuracy on the held-out digits, or after a training on all 4 000 on the test digits."""
    network, (X, labels) = taught(architecture, seed, test=test), digits(test=test)[1]
    if not shift:
        return accuracy(network, X, labels)
    [found] = accuracies(lambda X: network.forward(X)[0].argmax(axis=0), X, labels, [shift])
    return found


@lru_cache(maxsize=16)
def taught(architecture, seed, *, test):
    """Return a network of this architecture, trained without the held-out digits, or with `test` on all 4 000."""
    return trained(architecture, *digits(test=test)[0], seed=seed)


def trained(architecture, X, labels, *, seed, steps=STEPS, learning_rate=LEARNING_RATE):
    """Return a network of this architecture, trained on some pictures."""
    network = build(architecture, np.random.default_rng(seed), X.dtype.type)
    fit(network, X, labels, steps=steps, learning_rate=learning_rate, seed=seed)
    return network
