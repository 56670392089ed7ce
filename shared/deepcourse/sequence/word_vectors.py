"""Word vectors: looked up, compared, added, and drawn in the plane.

embedding_lookup    the columns of E for a batch of ids
cosine_similarity   of two vectors; 0 where one of them is 0
nearest             the words whose vectors point most nearly the same way
complete_analogy    a is to b as c is to ...
analogy_audit       how much of the success is arithmetic
pca_map             columns drawn in the plane, by their two principal components
affinities          of points in many dimensions: who is whose neighbour
tsne_cost           how badly a map in the plane keeps the neighbours
tsne_gradient       ... and its gradient
tsne                a map, by gradient descent
"""

import numpy as np


def embedding_lookup(E, ids):
    """Return the columns of E that belong to the ids, (n, m, T): what `E @ one_hot` is, without the product.

    E : (n, V)    ids : (m, T) int

    >>> embedding_lookup(np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[2, 0]]))[:, 0]
    array([[3., 1.],
           [6., 4.]])
    """
    return E[:, ids]


def cosine_similarity(u, v):
    """Return the cosine of the angle between two vectors (n,), a float; 0 where one of them is 0 everywhere.

    >>> cosine_similarity(np.array([3.0, 0]), np.array([1.0, 1]))
    0.7071067811865475
    """
    length = np.linalg.norm(u) * np.linalg.norm(v)
    return float(u @ v / length) if length else 0.0


def cosines(E, v):
    """Return the cosine similarity of each column of E, (n, V), to v, (n,): (V,)."""
    lengths = np.linalg.norm(E, axis=0) * np.linalg.norm(v)
    return np.where(lengths > 0, v @ E / np.where(lengths > 0, lengths, 1), 0.0)


def nearest(word, words, E, k):
    """Return the k other words with the largest cosine similarity to `word`, a list, best first.

    words : list of V str    E : (n, V), a column for each    Of equal similarities, the earlier word comes first.

    >>> nearest("a", ["a", "b", "c"], np.array([[1.0, 0, 2], [0, 1, 1]]), 1)
    ['c']
    """
    home = words.index(word)
    order = np.argsort(-cosines(E, E[:, home]), kind="stable")
    return [words[i] for i in order if i != home][:k]


def complete_analogy(word_a, word_b, word_c, vectors):
    """Return the word whose vector has the largest cosine similarity to b - a + c; never one of the three words.

    vectors : {word: (n,)}    Of equal similarities, the word that comes first in `vectors` wins.

    >>> vectors = {"man": [1, 0], "king": [1, 2], "woman": [2, 0], "queen": [2, 2], "water": [-1, 1]}
    >>> complete_analogy("man", "king", "woman", {word: np.array(v) for word, v in vectors.items()})
    'queen'
    """
    goal = vectors[word_b] - vectors[word_a] + vectors[word_c]
    allowed = [word for word in vectors if word not in (word_a, word_b, word_c)]
    return max(allowed, key=lambda word: cosine_similarity(vectors[word], goal))


def analogy_audit(questions, words, E):
    """Return the shares of questions answered correctly in three ways: (excluded, open, c alone), floats.

    questions : list of (a, b, c, right answer), str    words : list of V str    E : (n, V)

    excluded : the best word for b - a + c, without a, b and c    open : ... of all words, these three included
    c alone : the best word for c, without a, b and c
    """
    place = {word: i for i, word in enumerate(words)}
    U = E / np.where((lengths := np.linalg.norm(E, axis=0)) > 0, lengths, 1)
    found = np.zeros(3)
    for a, b, c, right in questions:
        ids = [place[word] for word in (a, b, c)]
        goal = E[:, ids] @ np.array([-1, 1, 1])
        scores = np.stack([goal @ U, goal @ U, E[:, ids[2]] @ U])  # the length of a goal changes no order
        scores[np.ix_([0, 2], ids)] = -np.inf
        found += scores.argmax(axis=1) == place[right]
    return tuple((found / len(questions)).tolist())


def pca_map(X):
    """Return the columns of X, (n, m), in the plane of their two principal components: (2, m).

    The mean is taken away first. In each row, the number of largest size is positive.

    >>> pca_map(np.array([[0.0, 3, 9], [1, 1, 1]])).round(6) + 0.0
    array([[-4., -1.,  5.],
           [ 0.,  0.,  0.]])
    """
    centred = X - X.mean(axis=1, keepdims=True)
    directions = np.linalg.svd(centred, full_matrices=False)[0][:, :2]  # (n, 2)
    Y = directions.T @ centred
    largest = np.take_along_axis(Y, np.abs(Y).argmax(axis=1)[:, None], axis=1)
    return np.where(largest < 0, -Y, Y)


def squared_distances(X):
    """Return the squared distances between the columns of X, (m, m)."""
    squares = (X**2).sum(axis=0)
    D = np.maximum(squares[:, None] + squares - 2 * X.T @ X, 0)
    np.fill_diagonal(D, 0)
    return D


def affinities(X, perplexity):
    """Return P, (m, m): symmetric, 0 on its diagonal, sum 1; large where two columns of X, (n, m), are neighbours.

    Row i is a Gaussian around column i, as wide as it must be to have the `perplexity`, which must be below m - 1.
    """
    D, m = squared_distances(X), X.shape[1]
    D = D + np.diag(np.full(m, np.inf))
    D -= D.min(axis=1, keepdims=True)
    low, high = np.full(m, -40.0), np.full(m, 40.0)  # logarithm of 1 / (2 sigma^2)
    for _ in range(60):
        middle = (low + high) / 2
        P = np.exp(-np.minimum(D * np.exp(middle)[:, None], 700))
        np.fill_diagonal(P, 0)
        P /= P.sum(axis=1, keepdims=True)
        entropy = -(P * np.log(np.where(P > 0, P, 1))).sum(axis=1)
        wide = entropy > np.log(perplexity)
        low, high = np.where(wide, middle, low), np.where(wide, high, middle)
    return (P + P.T) / (2 * m)


def tsne_cost(P, Y):
    """Return the Kullback-Leibler divergence of P, (m, m), from the map's own Q, in nats, a float.

        w_ij = 1 / (1 + |y_i - y_j|^2), 0 for i = j;   Q = w / (sum of all w);   sum of P ln(P / Q) where P > 0

    Y : (2, m)

    >>> tsne_cost(np.array([[0, 0.5], [0.5, 0]]), np.array([[0.0, 3], [0, 4]]))
    0.0
    """
    w = 1 / (1 + squared_distances(Y))
    np.fill_diagonal(w, 0)
    Q = w / w.sum()
    pairs = P > 0
    return float(np.sum(P[pairs] * np.log(P[pairs] / Q[pairs])))


def tsne_gradient(P, Y):
    """Return the gradient of `tsne_cost` with respect to Y, (2, m)."""
    w = 1 / (1 + squared_distances(Y))
    np.fill_diagonal(w, 0)
    pull = (P - w / w.sum()) * w  # (m, m), symmetric
    return 4 * (Y * pull.sum(axis=0) - Y @ pull)


def tsne(P, *, seed, steps=300, cost=tsne_cost, gradient=tsne_gradient):
    """Return (Y, costs): a map, (2, m), that keeps the neighbours, and its cost after each step, (steps,).

    Gradient descent with momentum and a gain for each number; in the first quarter of the steps, P is taken four times.
    """
    rng, m = np.random.default_rng(seed), len(P)
    Y, speed, gains, costs = 1e-2 * rng.normal(size=(2, m)), np.zeros((2, m)), np.ones((2, m)), np.empty(steps)
    for step in range(steps):
        early = step < steps // 4
        dY = gradient(4 * P if early else P, Y)
        gains = np.maximum(np.where(dY * speed > 0, 0.8 * gains, gains + 0.2), 0.01)
        speed = (0.5 if early else 0.8) * speed - max(m / 4, 10) * gains * dY
        Y = Y + speed
        Y -= Y.mean(axis=1, keepdims=True)
        costs[step] = cost(P, Y)
    return Y, costs
