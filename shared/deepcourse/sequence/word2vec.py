"""Word vectors learned by predicting neighbours: windows, softmax, negative sampling.

skip_gram_pairs         every word with each of its neighbours
embedding_backward      the gradient of an embedding table, from the gradients of the columns that were looked up
skip_gram_softmax       the cost of predicting neighbours among all words, with its gradients
noise_distribution      how likely each word is drawn as a negative example
keep_probability        how likely an occurrence of a word is kept: frequent words are subsampled
negative_sampling_loss  the cost of telling true pairs from drawn ones, with its gradients
optimal_scores          the scores that minimise the expected cost of negative sampling

Vectors are columns: E is (n, V) for centre words, C is (n, V) for context words. Costs are means over m pairs, in nats.
"""

import numpy as np

from deepcourse.nn.softmax import softmax


def skip_gram_pairs(corpus, window):
    """Return (centers, contexts), both (m,) int: every token with each token of its sentence at most `window` away.

    corpus : list of lists of ids

    >>> centers, contexts = skip_gram_pairs([[7, 5, 6]], 1)
    >>> centers.tolist(), contexts.tolist()
    ([7, 5, 5, 6], [5, 7, 6, 5])
    """
    pairs = []
    for ids in corpus:
        for t, center in enumerate(ids):
            pairs += [(center, ids[s]) for s in range(max(0, t - window), min(len(ids), t + window + 1)) if s != t]
    return tuple(np.array(pairs, int).reshape(-1, 2).T)


def embedding_backward(de, ids, V):
    """Return dE, (n, V): column j is the sum of all columns of `de` whose id is j.

    de : (n, m), the gradients of the columns E[:, ids]    ids : (m,) int, each below V

    >>> embedding_backward(np.array([[1.0, 2, 4]]), np.array([2, 0, 2]), 4)
    array([[2., 0., 5., 0.]])
    """
    return np.stack([np.bincount(ids, weights=row, minlength=V) for row in de]).astype(de.dtype)


def skip_gram_softmax(E, C, centers, contexts):
    """Return the mean cost of -ln softmax(C^T e)[context], a float, and its gradients dE and dC, both (n, V).

    E, C : (n, V)    centers, contexts : (m,) int

    >>> cost, dE, dC = skip_gram_softmax(np.zeros((2, 3)), np.zeros((2, 3)), np.array([0]), np.array([2]))
    >>> round(float(cost), 4)
    1.0986
    """
    e, m = E[:, centers], len(centers)
    p = softmax(C.T @ e)  # (V, m)
    cost = -np.log(p[contexts, np.arange(m)]).mean()
    p[contexts, np.arange(m)] -= 1
    return cost, embedding_backward(C @ p / m, centers, E.shape[1]), e @ p.T / m


def noise_distribution(counts, power, context):
    """Return p, (V,): how likely each word is drawn as a negative example for a true context word.

    Proportional to counts ** power, but 0 for the context word itself and for words that do not occur.

    counts : (V,), at least one other word occurs    power : at least 0    context : int

    >>> noise_distribution(np.array([16, 1, 81]), 0.75, 2).round(3)
    array([0.889, 0.111, 0.   ])
    """
    counts = np.asarray(counts, float)
    weights = np.where(counts > 0, counts**power, 0.0)
    weights[context] = 0
    return weights / weights.sum()


def keep_probability(counts, t):
    """Return the probability that an occurrence of each word is kept, (V,): min(1, sqrt(t / f)), f the word's share.

    counts : (V,), all above 0    t : above 0    The formula of Mikolov et al. (2013), section 2.3.

    >>> keep_probability(np.array([80, 19, 1]), 0.05).round(3)
    array([0.25 , 0.513, 1.   ])
    """
    share = np.asarray(counts, float) / np.sum(counts)
    return np.minimum(1, np.sqrt(t / share))


def log_sigmoid(z):
    """Return ln of the sigmoid of z, without overflow."""
    return -np.logaddexp(0, -z)


def negative_sampling_loss(e, c, N):
    """Return (cost, de, dc, dN): the mean over m pairs of -ln s(e.c) - sum over k of ln s(-e.N_k), and its gradients.

    e : (n, m), centre words    c : (n, m), their context words    N : (n, k, m), k negative words for each pair

    >>> round(float(negative_sampling_loss(np.ones((1, 1)), np.zeros((1, 1)), np.zeros((1, 2, 1)))[0]), 4)
    2.0794
    """
    m = e.shape[1]
    z, w = np.sum(e * c, axis=0), np.einsum("nm,nkm->km", e, N)
    cost = (-log_sigmoid(z).sum() - log_sigmoid(-w).sum()) / m
    dz, dw = -np.exp(log_sigmoid(-z)) / m, np.exp(log_sigmoid(w)) / m
    return cost, dz * c + np.einsum("km,nkm->nm", dw, N), dz * e, dw * e[:, None]


def optimal_scores(X, q, k):
    """Return the scores, (V, V), that minimise the expected cost of negative sampling; -inf where X is 0.

    X : (V, V), how often context j was seen with centre i; no row is 0 everywhere    q : (V,), the noise, above 0
    k : negative words for each pair

    >>> optimal_scores(np.array([[3.0, 1.0], [1.0, 1.0]]), np.array([0.5, 0.5]), 2).round(3)
    array([[-0.288, -1.386],
           [-0.693, -0.693]])
    """
    X = np.asarray(X, float)
    with np.errstate(divide="ignore"):
        return np.log(X) - np.log(k * X.sum(axis=1, keepdims=True) * q)
