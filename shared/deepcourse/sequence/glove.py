"""Word vectors from counts of words that occur together.

cooccurrence    how often two words occur near each other, near ones counting more
glove_loss      the weighted squared error of scores against the logarithms of these counts, with its gradients
"""

import numpy as np

X_MAX, ALPHA = 100, 0.75  # of the weights, as Pennington, Socher and Manning (2014) set them


def cooccurrence(corpus, window):
    """Return X, (V, V): the sum of 1 / distance over all occurrences of i and j in a sentence, at most `window` apart.

    corpus : list of lists of ids; V is the largest id + 1    A word at distance 0 from itself does not count.

    >>> cooccurrence([[0, 1, 2], [1]], 2)
    array([[0. , 1. , 0.5],
           [1. , 0. , 1. ],
           [0.5, 1. , 0. ]])
    """
    V = 1 + max(max(ids, default=-1) for ids in corpus)
    X = np.zeros((V, V))
    for distance in range(1, window + 1):
        for ids in corpus:
            np.add.at(X, (ids[:-distance], ids[distance:]), 1 / distance)
    return X + X.T


def glove_loss(E, C, bE, bC, X):
    """Return (cost, dE, dC, dbE, dbC): the sum of f(X_ij) (e_i . c_j + bE_i + bC_j - ln X_ij)^2 over all X_ij > 0.

    f(x) = (x / 100)^0.75, but at most 1

    E, C : (n, V)    bE, bC : (V, 1)    X : (V, V), at least 0

    >>> E, b = np.zeros((2, 2)), np.zeros((2, 1))
    >>> round(float(glove_loss(E, E, b, b, np.array([[0.0, 50.0], [50.0, 0.0]]))[0]), 4)
    18.1995
    """
    seen = X > 0
    error = E.T @ C + bE + bC.T - np.log(np.where(seen, X, 1))
    weighted = np.minimum(1, X / X_MAX) ** ALPHA * error
    d = 2 * weighted
    rows, columns = d.sum(axis=1, keepdims=True), d.sum(axis=0)[:, None]
    return np.sum(weighted * error), C @ d.T, E @ d, rows, columns
