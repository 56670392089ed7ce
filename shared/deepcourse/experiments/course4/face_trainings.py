"""Encoders of faces, trained on triplets.

encoder         a small convolutional network that ends in columns of length 1
encode          the encodings of pictures of people, as columns
train           an encoder trained in place; what was measured on the way
pairs           squared distances of pairs of one person and of two
some_pairs      places of the pictures of some pairs, and whether they are of one person
crowd_errors    how often people are not recognized, and strangers let in, where K are stored
train_head      a logistic regression on pairs of encodings
"""

from typing import NamedTuple

import numpy as np

from deepcourse.cnn import faces
from deepcourse.cnn import layers as cnn
from deepcourse.cnn.training import predict, warm_cosine
from deepcourse.nn.activations import sigmoid
from deepcourse.nn.adam_in_place import Adam

SIZE = 32  # numbers of an encoding
PEOPLE, PICTURES = 12, 4  # of a mini-batch
RATE = 0.005


class Measured(NamedTuple):
    """What a training measured in each step, (steps,) each."""

    losses: np.ndarray
    apart: np.ndarray  # mean squared distance of pictures of different people


def encoder(seed):
    """Return a network from pictures (m, 32, 32, 3) to columns (32, m) of length 1, with three convolutions."""
    rng, layers, n_C_prev = np.random.default_rng(seed), [], 3
    for n_C in (16, 32, 64):
        layers += [cnn.Conv(rng, n_C_prev, n_C, 3, bias=False), cnn.BatchNorm(n_C), cnn.ReLU(), cnn.Pool(2)]
        n_C_prev = n_C
    return cnn.Chain(*layers, cnn.Flatten(), cnn.Dense(rng, 4 * 4 * n_C_prev, SIZE), faces.UnitLength())


def encode(network, X):
    """Return encodings, (32, people * pictures), of X (people, pictures, 32, 32, 3): those of a person side by side."""
    return predict(network, centred(X.reshape(-1, *X.shape[2:])))


def centred(X):
    """Return pictures with values around 0."""
    return X - np.float32(0.5)


def train(network, X, *, steps, alpha, seed, triplets=faces.hard_triplets, loss=faces.triplet_loss,
          backward=faces.triplet_loss_backward, rate=RATE):  # fmt: skip
    """Return `Measured`; the network is trained in place on mini-batches of 12 people with 4 pictures each.

    X : (people, pictures, 32, 32, 3)    triplets, loss, backward : what chooses triplets, and judges them
    """
    rng, adam, labels = np.random.default_rng(seed), Adam(), np.repeat(np.arange(PEOPLE), PICTURES)
    losses, apart = np.empty((2, steps))
    for step in range(steps):
        people = rng.choice(len(X), PEOPLE, replace=False)
        batch = np.concatenate([X[who, rng.choice(X.shape[1], PICTURES, replace=False)] for who in people])
        E, cache = network.forward(centred(batch), training=True)
        chosen = triplets(E, labels)
        parts = [np.ascontiguousarray(E[:, places]) for places in chosen]
        losses[step] = loss(*parts, alpha)
        apart[step] = faces.squared_distances(E, E)[labels[:, None] != labels].mean()
        dE = np.zeros_like(E)
        for places, gradient in zip(chosen, backward(*parts, alpha), strict=True):
            np.add.at(dE.T, places, gradient.T)  # a picture may stand in several triplets
        adam.learning_rate = rate * warm_cosine(step, steps)
        adam.step(network.parameters, network.backward(dE, cache)[1])
    return Measured(losses, apart)


def pairs(E, pictures):
    """Return (same, different), squared distances: of all pairs of one person's pictures, and of all others.

    E : (n, people * pictures)
    """
    D = faces.squared_distances(E, E)
    i, j = np.triu_indices(len(D), 1)
    one_person = i // pictures == j // pictures
    return D[i, j][one_person], D[i, j][~one_person]


def some_pairs(people, pictures, count, rng):
    """Return (i, j, same): `count` pairs of one person, then `count` pairs of two people, in any order in each half.

    i, j : (2 count,) places of columns of encodings
    """
    i = rng.integers(people * pictures, size=2 * count)
    other = (i % pictures + rng.integers(1, pictures, size=2 * count)) % pictures
    stranger = (i // pictures + rng.integers(1, people, size=2 * count)) % people
    same = np.arange(2 * count) < count
    return i, np.where(same, i // pictures, stranger) * pictures + other, same


def crowd_errors(E, pictures, K, threshold, rng, *, recognize=faces.recognize, draws=20, asked=30):
    """Return (wrong, let_in): shares of stored people not named correctly, and of strangers who are let in.

    E : (n, people * pictures)    K : people who are stored, with their first picture; others are strangers
    """
    people, wrong, let_in = E.shape[1] // pictures, [], []
    for _ in range(draws):
        who = rng.permutation(people)
        inside, outside = who[:K][:asked], who[K:][:asked]
        stored, names = E[:, who[:K] * pictures], [str(number) for number in who[:K]]
        last = [E[:, group * pictures + pictures - 1] for group in (inside, outside)]
        said, said_of_strangers = (recognize(part, stored, names, threshold) for part in last)
        wrong += [name != str(number) for name, number in zip(said, inside, strict=True)]
        let_in += [name is not None for name in said_of_strangers]
    return float(np.mean(wrong)), float(np.mean(let_in))


def train_head(H1, H2, same, form, *, steps=300):
    """Return (W, b) of a Siamese head, trained by Adam on pairs of encodings.

    H1, H2 : (n, m), not negative    same : (m,) of True and False
    """
    features = faces.pair_features(H1, H2, form)
    parameters = {"W": np.zeros((1, len(features)), features.dtype), "b": np.zeros((1, 1), features.dtype)}
    adam = Adam(0.1)
    for _ in range(steps):
        dZ = (sigmoid(parameters["W"] @ features + parameters["b"]) - same) / features.dtype.type(len(same))
        dZ = dZ.astype(features.dtype)
        adam.step(parameters, {"dW": dZ @ features.T, "db": dZ.sum(axis=1, keepdims=True)})
    return parameters["W"], parameters["b"]
