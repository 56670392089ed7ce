"""Digits read as sequences of patches, by the blocks of a language model without a look-ahead mask.

classifier      an untrained network
trained         it, trained
accuracy        the share of digits that it reads correctly
data            the digits, as pictures
"""

import numpy as np

from deepcourse.datasets import load_digits
from deepcourse.sequence import layers, training
from deepcourse.sequence.transformer_layers import Norm, Positions, block

SIDE, SIZE = 28, 7  # of a picture, of a patch: 16 steps of 49 rows
N, HEADS, BLOCKS = 32, 4, 2
STEPS, FAST_STEPS, BATCH, RATE = 600, 10, 64, 0.005


def data():
    """Return pictures (m, 28, 28, 1) and labels to learn from, and those to be tested on."""
    digits = load_digits()
    shape = (-1, SIDE, SIDE, 1)
    return (
        (digits.X_train.T.reshape(shape), digits.labels_train),
        (digits.X_test.T.reshape(shape), digits.labels_test),
    )


def classifier(seed, rows=SIZE * SIZE, steps=(SIDE // SIZE) ** 2):
    """Return an untrained network: a dense layer, positions, two blocks, and a class from the last step."""
    rng = np.random.default_rng(seed)
    blocks = [block(rng, N, HEADS, 4 * N) for _ in range(BLOCKS)]
    begin = layers.Dense(rng, rows, N), Positions(rng, N, steps)
    return layers.Chain(*begin, *blocks, Norm(N), layers.Last(), layers.Dense(rng, N, 10))


def trained(columns, labels, *, steps=STEPS, seed=0):
    """Return a network that learned to read columns (n_x, m, T) as digits."""
    network, columns = classifier(seed, len(columns), columns.shape[2]), columns.astype(np.float32)

    def batch(rng):
        chosen = rng.integers(0, len(labels), BATCH)
        return columns[:, chosen], labels[chosen], None

    training.fit(network, batch, steps=steps, learning_rate=RATE, seed=seed)
    return network


def accuracy(network, columns, labels):
    """Return the share of digits that the network reads correctly."""
    return float((network.forward(columns.astype(np.float32))[0].argmax(axis=0) == labels).mean())
