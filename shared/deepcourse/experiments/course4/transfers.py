"""A pretrained network put to a new use: digits, with more or fewer of its layers frozen, against a start from nothing.

FIRST, LAST         the places between which layers may go on learning, and behind which the network is cut
digits              pictures and labels, so many of each digit
prepared            small grey pictures as the pretrained network wants them
features            what the frozen layers make of pictures, a few at a time
averages            mean and spread of each feature over all places, from enlarged pictures and deeper in the network
head                a new last layer: a score for each class
network             (frozen steps, layers that learn, head) for one way
fine_tune           layers and head trained together, with a learning rate each
scratch             a small network of its own, trained from nothing
reached             the accuracy of one way, with one size and one seed
record              everything the notebook shows of such trainings, written to `transfers.json` of this course's data

python -m deepcourse.experiments.course4.transfers    (records anew: some minutes)
"""

import json
import sys

import numpy as np

from deepcourse.cnn import layers as cnn
from deepcourse.cnn import training
from deepcourse.cnn.fine_tuning import FineTuned
from deepcourse.cnn.pretrained import as_input, run
from deepcourse.datasets import load_digits, load_pretrained
from deepcourse.datasets.course4.transfers import FILE
from deepcourse.nn.adam_in_place import Adam

FIRST, LAST, FEATURES = 10, 21, 4 * 4 * 32
FROZEN = {"freeze all": LAST, "freeze some": FIRST, "freeze none": 0}  # so many steps stay as they are
AVERAGES, DEEPER = "freeze all, averages", 28
TOO_FAST = "freeze none, one learning rate"
SIZES, SEEDS = (2, 10, 50, 200, 400), (0, 1, 2, 3)  # examples of each digit; draws of examples and first weights
STEPS = {2: 100, 10: 150, 50: 200, 200: 300, 400: 300}
BODY_RATE, HEAD_RATE = 0.001, 0.01
TESTED = 1000


def digits(size, seed):
    """Return (X, labels, X_test, labels_test), columns of grey values, with `size` examples of each digit."""
    data = load_digits()
    places = np.argsort(np.random.default_rng(seed).random((10, 400)), axis=1)[:, :size]
    chosen = (10 * places + np.arange(10)[:, None]).ravel()  # the digits take turns
    return data.X_train[:, chosen], data.labels_train[chosen], data.X_test[:, :TESTED], data.labels_test[:TESTED]


def prepared(X):
    """Return (m, 32, 32, 3) float32 from -1 to 1 of columns (784, m) of grey values: a black border, three channels."""
    pictures = np.pad(X.T.reshape(-1, 28, 28), ((0, 0), (2, 2), (2, 2)))
    return as_input(np.repeat(pictures[..., None], 3, axis=3))


def features(pictures, frozen=LAST):
    """Return what the first `frozen` steps make of prepared pictures, (m, n_H, n_W, n_C), 100 pictures at a time."""
    steps = load_pretrained().steps
    parts = [pictures[first : first + 100] for first in range(0, len(pictures), 100)]
    return np.concatenate([run(steps, part, frozen)[0][-1] if frozen else part for part in parts])


def averages(X):
    """Return (m, 1, 1, 128) of columns (784, m): mean and spread of 64 maps, from pictures enlarged to 64 by 64."""
    large = prepared(X).repeat(2, axis=1).repeat(2, axis=2)
    maps = features(large, DEEPER)
    return np.concatenate([maps.mean(axis=(1, 2), keepdims=True), maps.std(axis=(1, 2), keepdims=True)], axis=3)


def head(seed, n=FEATURES):
    """Return a new head: columns, each row to mean 0 and variance 1, ten scores."""
    rng = np.random.default_rng(seed)
    return cnn.Chain(cnn.Flatten(), cnn.BatchNorm(n, pictures=False), cnn.Dense(rng, n, 10))


def fine_tune(body, top, X, labels, *, steps, seed, body_rate=BODY_RATE, head_rate=HEAD_RATE, batch=32):
    """Train a body and its head together, in place, each with its own learning rate."""
    rng, below, above, order = np.random.default_rng(seed), Adam(), Adam(), np.empty(0, int)
    batch = min(batch, len(X))
    for step in range(steps):
        if len(order) < batch:
            order = np.concatenate([order, rng.permutation(len(X))])
        chosen, order = order[:batch], order[batch:]
        A, body_cache = body.forward(X[chosen], True)
        Z, top_cache = top.forward(A, True)
        dA, grads = top.backward(training.class_cost(Z, labels[chosen])[1], top_cache)
        share = training.warm_cosine(step, steps)
        above.learning_rate, below.learning_rate = head_rate * share, body_rate * share
        above.step(top.parameters, grads)
        if body.parameters:
            below.step(body.parameters, body.backward(dA, body_cache)[1])


def scratch(seed):
    """Return a network in the manner of LeNet with its first weights, for pictures (m, 28, 28, 1)."""
    rng = np.random.default_rng(seed)
    return cnn.Chain(
        cnn.Conv(rng, 1, 8, 5), cnn.ReLU(), cnn.Pool(), cnn.Conv(rng, 8, 16, 3), cnn.ReLU(), cnn.Pool(),
        cnn.Flatten(), cnn.Dense(rng, 784, 64), cnn.ReLU(), cnn.Dense(rng, 64, 10),
    )  # fmt: skip


def as_pictures(X):
    """Return columns (784, m) as the network from scratch wants them: (m, 28, 28, 1) float32 around 0."""
    return (2 * (X.T.reshape(-1, 28, 28, 1) - 0.3)).astype(np.float32)


def reached(way, size, seed):
    """Return the accuracy on test digits after one way was trained on `size` examples of each digit."""
    X, labels, X_test, labels_test = digits(size, seed)
    if way == "from scratch":
        own = scratch(seed)
        steps = int(np.clip(60 * np.sqrt(size), 150, 1200))
        training.fit(
            own, as_pictures(X), labels, steps=steps, learning_rate=0.002, seed=seed, batch=min(32, len(labels))
        )
        return training.accuracy(own, as_pictures(X_test), labels_test)
    if way == AVERAGES:
        top = head(seed, 128)
        fine_tune(cnn.Chain(), top, averages(X), labels, steps=STEPS[size], seed=seed)
        return training.accuracy(top, averages(X_test), labels_test)
    frozen = FROZEN.get(way, 0)
    body, top = FineTuned(load_pretrained().steps, frozen, LAST) if frozen < LAST else cnn.Chain(), head(seed)
    rate = HEAD_RATE if way == TOO_FAST else BODY_RATE
    fine_tune(body, top, features(prepared(X), frozen), labels, steps=STEPS[size], seed=seed, body_rate=rate)
    return training.accuracy(cnn.Chain(body, top), features(prepared(X_test), frozen), labels_test)


def measured(seed, sizes=SIZES):
    """Return [{way, size, seed, accuracy}] of all ways; the one with a single learning rate for one size only."""
    ways = [(way, size) for size in sizes for way in ("from scratch", AVERAGES, *FROZEN)] + [(TOO_FAST, sizes[1])]
    found = []
    for way, size in ways:
        found.append({"way": way, "size": size, "seed": seed, "accuracy": round(reached(way, size, seed), 4)})
        print(*found[-1].values(), flush=True)
    return found


def record(seeds=SEEDS):
    """Train all of them, and write the file."""
    lines = ",\n".join(json.dumps(one) for seed in seeds for one in measured(seed))
    FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    record([int(seed) for seed in sys.argv[1:]] or SEEDS)
