"""Objects, targets and answers for the cases of several exercises.

objects         boxes and classes of some pictures, each with one object or none
targets         targets of such pictures, with other numbers where nothing counts, and answers of a network
told            what a case is called
"""

import numpy as np


def objects(rng, size, n_classes, there):
    """Return (boxes, classes) of pictures of size (n_H, n_W); `there` says in which of them an object stands."""
    n_H, n_W = size
    boxes, classes = [], []
    for one in there:
        x1, y1 = rng.uniform(0, 0.6, 2) * (n_W, n_H)
        x2, y2 = (x1, y1) + rng.uniform(0.1, 0.4, 2) * (n_W, n_H)
        boxes.append(np.round([[x1, y1, x2 + 1, y2 + 1]] if one else np.empty((0, 4))))
        classes.append(rng.integers(0, n_classes, int(one)))
    return boxes, classes


def targets(rng, n_classes, there, idle=0.0):
    """Return (y_hat, y), both (5 + n_classes, m); where no object is, y holds numbers up to `idle`."""
    m = len(there)
    y, y_hat = np.zeros((2, 5 + n_classes, m))
    y[1:5], y_hat[1:5] = rng.uniform(0.1, 0.9, (4, m)), rng.uniform(0.1, 0.9, (4, m))
    y[5 + rng.integers(0, n_classes, m), np.arange(m)] = 1
    y[0] = there
    y[1:, y[0] == 0] = rng.uniform(0, 1, (4 + n_classes, int(np.sum(y[0] == 0)))) * idle
    y_hat[0] = rng.uniform(0.1, 0.9, m)
    scores = np.exp(rng.normal(size=(n_classes, m)))
    y_hat[5:] = scores / scores.sum(axis=0)
    return y_hat, y


def told(there, *, n_classes):
    """Return what a case is called."""
    m, found = len(there), int(np.sum(there))
    return f"{m} picture{'s' * (m > 1)}, {found} with an object, {n_classes} class{'es' * (n_classes > 1)}"


def some(rng, least=2):
    """Return (there, n_classes) of some pictures: at least one with an object and one without."""
    m, n_classes = int(rng.integers(max(3, least), 8)), int(rng.integers(2, 6))
    there = rng.random(m) < 0.6
    there[rng.permutation(m)[:2]] = True, False
    return there, n_classes
