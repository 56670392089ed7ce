"""What changed pictures do to small networks that have few pictures to learn from.

pictures            a few training pictures of a data set, and its test pictures
network             a small network for crops of 24 by 24
CHANGES             what a training does with a mini-batch: nothing, crops, crops and mirrored pictures
centre              the middle of each picture
stepper             a training step, to be called with one mini-batch after the other
trained             a network trained on mini-batches that `make_batch` makes, some of them beforehand
accuracy            of probabilities
timeline            when mini-batches are made and used, with and without a worker in the background
measured            what all changes reach on one data set, with one seed
record              all of them, written to `augmented.json` of the data of this course

python -m deepcourse.experiments.course4.augmentations    (records anew: some minutes)
"""

import json
import sys
import time

import numpy as np

from deepcourse.cnn import augmentation, training
from deepcourse.cnn import layers as cnn
from deepcourse.datasets import load_clothes, load_digits
from deepcourse.datasets.course4.augmented import FILE
from deepcourse.nn.adam_in_place import Adam

DATA = {"clothes": load_clothes, "digits": load_digits}
SIDE = 24
EACH, STEPS, RATE, BATCH = 30, 300, 0.003, 32
SEEDS = (0, 1, 2, 3, 4)


def pictures(name, each=EACH, tested=1000, seed=0):
    """Return (X, labels, X_test, labels_test): (m, 28, 28, 1) float32 from 0 to 1, `each` of every class to learn."""
    data = DATA[name]()
    chosen = np.arange(each * 10) + 10 * each * seed  # the classes take turns
    X, X_test = (Z.T.reshape(-1, 28, 28, 1).astype(np.float32) for Z in (data.X_train[:, chosen], data.X_test))
    return X, data.labels_train[chosen], X_test[:tested], data.labels_test[:tested]


def network(seed):
    """Return a small network with its first weights: two convolutions, a dense layer, scores for ten classes."""
    rng = np.random.default_rng(seed)
    return cnn.Chain(
        cnn.Conv(rng, 1, 8, 5), cnn.ReLU(), cnn.Pool(), cnn.Conv(rng, 8, 16, 3), cnn.ReLU(), cnn.Pool(),
        cnn.Flatten(), cnn.Dense(rng, 576, 32), cnn.ReLU(), cnn.Dense(rng, 32, 10),
    )  # fmt: skip


def centre(X, rng=None):
    """Return the middle of each picture, `SIDE` by `SIDE`."""
    first = (X.shape[1] - SIDE) // 2
    return X[:, first : first + SIDE, first : first + SIDE]


def cropped(X, rng):
    """Return a random part of each picture."""
    return augmentation.random_crop(X, SIDE, SIDE, rng)


def cropped_and_mirrored(X, rng):
    """Return a random part of each picture, half of them mirrored."""
    return augmentation.mirror(cropped(X, rng), rng)


CHANGES = {"no change": centre, "random crops": cropped, "crops and mirrors": cropped_and_mirrored}


def stepper(own, steps=STEPS):
    """Return a function that takes the next training step on a mini-batch (pictures, labels), and returns its cost."""
    adam = Adam()

    def step(batch):
        A, wanted = batch
        Z, cache = own.forward(A, training=True)
        cost, dZ = training.class_cost(Z, wanted)
        adam.learning_rate = RATE * training.warm_cosine(adam.t, steps)
        adam.step(own.parameters, own.backward(dZ, cache)[1])
        return cost

    return step


def trained(X, labels, change, seed, *, steps=STEPS, make=augmentation.make_batch):
    """Return (a network trained on mini-batches made in the background, its costs)."""
    own = network(seed)
    step = stepper(own, steps)

    def batch(number):
        return make(X, labels, number, batch=BATCH, seed=seed, change=change)

    return own, np.array([step(made) for made in augmentation.in_background(batch, steps)])


def accuracy(probabilities, labels):
    """Return the share of pictures whose largest probability belongs to the right class. probabilities : (C, m)"""
    return float(np.mean(probabilities.argmax(axis=0) == labels))


def timeline(make, use, steps, *, background):
    """Return (made, used): when each mini-batch was made and when it was used, lists of (start, end) in seconds.

    make(step) returns a mini-batch    use(batch) takes a training step
    """
    made, used, begun = [], [], time.perf_counter()

    def noted(spans, function, argument):
        start = time.perf_counter() - begun
        result = function(argument)
        spans.append((start, time.perf_counter() - begun))
        return result

    def timed(step):
        return noted(made, make, step)

    for batch in augmentation.in_background(timed, steps) if background else map(timed, range(steps)):
        noted(used, use, batch)
    return made, used


def measured(name, seed):
    """Return [{data, change, seed, accuracy, trained}] for all changes: on test pictures, and on those learned from."""
    X, labels, X_test, labels_test = pictures(name, seed=seed)
    found = []
    for change, function in CHANGES.items():
        own, _ = trained(X, labels, function, seed)
        old, new = (training.accuracy(own, centre(A), y) for A, y in ((X, labels), (X_test, labels_test)))
        found.append(
            {"data": name, "change": change, "seed": seed, "accuracy": round(new, 4), "trained": round(old, 4)}
        )
        print(*found[-1].values(), flush=True)
    return found


def record(seeds=SEEDS):
    """Train all of them, and write the file."""
    lines = ",\n".join(json.dumps(one) for name in DATA for seed in seeds for one in measured(name, seed))
    FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    record([int(seed) for seed in sys.argv[1:]] or SEEDS)
