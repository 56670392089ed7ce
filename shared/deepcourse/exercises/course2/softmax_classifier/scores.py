"""Random scores, probabilities and labels, for the cases of this notebook's exercises."""

import numpy as np

from deepcourse.nn.softmax import one_hot, softmax


def by_hand():
    """Return the scores that the text works out by hand: three classes, two examples, labels 0 and 2."""
    return np.array([[2.0, 0.0], [1.0, 3.0], [0.0, 1.0]]), np.array([0, 2])


def scores(rng, C, m):
    """Return Z (C, m), each column shifted by an amount of its own."""
    return 2 * rng.normal(size=(C, m)) + rng.normal(size=(1, m))


def classes(rng, C, m):
    """Return m labels from 0 to C - 1; all classes occur, in no order, where m is large enough."""
    return rng.permutation(np.arange(m) % C) if m >= C else rng.integers(0, C, size=m)


def answered(rng, C, m):
    """Return (AL, Y): probabilities and one-hot labels."""
    return softmax(scores(rng, C, m)), one_hot(classes(rng, C, m), C)


def size(rng, largest_C=8, largest_m=12):
    """Return random (C, m), at least (3, 2) and never equal."""
    C, m = int(rng.integers(3, largest_C + 1)), int(rng.integers(2, largest_m + 1))
    return C, m + (m == C)
