"""Encodings of two numbers: a tiny encoder of six people, trained on triplets, step by step.

MARGINS, NEGATIVES  what can be chosen
walk                the encodings and losses of a whole training
labels              who is on each picture
"""

from functools import lru_cache

import numpy as np

from deepcourse.cnn import faces
from deepcourse.cnn import layers as cnn
from deepcourse.datasets.course4.faces import generated_faces
from deepcourse.nn.adam_in_place import Adam

PEOPLE, PICTURES, STEPS = 6, 6, 120
MARGINS = (0.0, 0.2, 0.5, 1.0)
NEGATIVES = {"the nearest": False, "the nearest beyond the positive": True}


def labels():
    """Return the number of the person of each picture, (36,)."""
    return np.repeat(np.arange(PEOPLE), PICTURES)


def pictures():
    """Return small pictures of 8 by 8 as columns around 0, (192, 36)."""
    X = generated_faces(PEOPLE, PICTURES, np.random.default_rng(5)).astype(np.float64)
    X = X.reshape(-1, 8, 4, 8, 4, 3).mean(axis=(2, 4)).reshape(PEOPLE * PICTURES, -1).T
    return X - X.mean(axis=1, keepdims=True)


@lru_cache(maxsize=16)
def walk(alpha, negatives, seed=0):
    """Return (encodings, losses): (STEPS + 1, 2, 36), and the loss at each of them; all pictures are one batch."""
    rng, X, adam = np.random.default_rng(seed), pictures(), Adam(0.01)
    network = cnn.Chain(
        cnn.Dense(rng, len(X), 32, dtype=np.float64),
        cnn.ReLU(),
        cnn.Dense(rng, 32, 2, dtype=np.float64),
        faces.UnitLength(),
    )
    encodings, losses = [], []
    for _ in range(STEPS + 1):
        E, cache = network.forward(X)
        loss, dE = judged(E, alpha, NEGATIVES[negatives])
        encodings.append(E)
        losses.append(loss)
        adam.step(network.parameters, network.backward(dE, cache)[1])
    return np.array(encodings), np.array(losses)


def judged(E, alpha, farther):
    """Return the loss of a batch and its gradient; a batch without triplets costs nothing."""
    chosen, dE = faces.hard_triplets(E, labels(), farther=farther), np.zeros_like(E)
    if not len(chosen[0]):
        return 0.0, dE
    parts = [E[:, places] for places in chosen]
    for places, gradient in zip(chosen, faces.triplet_loss_backward(*parts, alpha), strict=True):
        np.add.at(dE.T, places, gradient.T)
    return faces.triplet_loss(*parts, alpha), dE
