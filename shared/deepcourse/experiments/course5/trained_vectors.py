"""Word vectors trained on definitions, and measured by groups of words.

Corpus              sentences as ids, the words, and how often each occurs
corpus_of           ... of the most frequent words of the training definitions
subsampled          a corpus in which occurrences of frequent words are missing
train_skip_gram     vectors by negative sampling
train_glove         vectors by GloVe
train_window_model  a small network that predicts a word from the words before it
learn_scores        scores of a small table of pairs, learned by negative sampling
mean_paths          how long the path to a word is on average, by the size of the vocabulary
compressed          a large table in a few numbers for each column
separation          how often a pair of one group is more alike than a pair of two groups
GROUPS              the groups: our own list, written before any vector was trained
"""

import functools
from typing import NamedTuple

import numpy as np

from deepcourse.experiments.course5.vocabularies import token_lists
from deepcourse.nn.softmax import softmax
from deepcourse.sequence import word2vec
from deepcourse.sequence.vocabulary import count_tokens

GROUPS = {
    "colours": "white yellow red blue green brown pink purple black",
    "animals": "dog horse sheep cattle bird fish insect mammals",
    "plants": "tree shrubs herbs grass fern vines trees",
    "body": "eye mouth hair skin muscle bone brain teeth neck stomach leg nose",
    "directions": "north south east west northern southern eastern western",
    "countries": "china france india australia mexico japan spain germany england canada",
    "nations": "french german italian chinese spanish russian japanese british greek",
    "food": "bread meat milk sauce cream sugar juice vegetables eggs",
    "materials": "wood metal iron steel gold glass stone leather rubber",
    "professions": "writer painter poet composer actor physicist philosopher statesman",
    "numbers": "one two three four five",
    "sports": "baseball football tennis golf",
}


class Corpus(NamedTuple):
    """Definitions as ids of words, the most frequent word being 0."""

    sentences: tuple  # of lists of ids
    words: tuple  # (V,) str
    counts: np.ndarray  # (V,) int


@functools.cache
def corpus_of(V, number=None):
    """Return the `Corpus` of the V most frequent words of the training definitions; all other tokens are dropped.

    A word consists of letters only. number : of definitions, all where it is None
    """
    lists = [[token for token in tokens if token.isalpha()] for tokens in token_lists(number=number)]
    counts = count_tokens(lists)
    words = sorted(counts, key=lambda word: (-counts[word], word))[:V]
    ids = {word: i for i, word in enumerate(words)}
    sentences = tuple([ids[token] for token in tokens if token in ids] for tokens in lists)
    return Corpus(sentences, tuple(words), np.array([counts[word] for word in words]))


def subsampled(corpus, keep, rng):
    """Return sentences in which each occurrence of word j is kept with the probability keep[j]."""
    return [[i for i in ids if rng.random() < keep[i]] for ids in corpus.sentences]


def draw_negatives(contexts, p, k, rng):
    """Return (k, m) ids drawn from p, (V,); one that equals its own context word is drawn again."""
    ends = np.cumsum(p) / np.sum(p)
    drawn = np.searchsorted(ends, rng.random((k, len(contexts))), side="right").clip(0, len(p) - 1)
    while (same := drawn == contexts).any():
        drawn[same] = np.searchsorted(ends, rng.random(same.sum()), side="right").clip(0, len(p) - 1)
    return drawn


class AdaGrad:
    """Steps that shrink with the sum of a parameter's squared gradients; arrays are changed in place."""

    def __init__(self, arrays, rate):
        self.arrays, self.rate = arrays, rate
        self.squares = [np.full_like(array, 1e-8) for array in arrays]

    def step(self, gradients):
        """Change each array by its gradient."""
        for array, square, gradient in zip(self.arrays, self.squares, gradients, strict=True):
            square += gradient**2
            array -= self.rate * gradient / np.sqrt(square)


def train_skip_gram(pairs, counts, loss, steps, *, n=32, k=5, m=2048, rate=0.1, power=0.75, seed=1):
    """Return (E, C, costs): vectors, (n, V) each, and the cost of each mini-batch.

    pairs : (centers, contexts)    counts : (V,)    loss : such as `word2vec.negative_sampling_loss`
    """
    rng, V = np.random.default_rng(seed), len(counts)
    E = rng.normal(size=(n, V)) / n
    C = np.zeros((n, V))
    optimizer, costs, p = AdaGrad([E, C], rate), [], np.asarray(counts, float) ** power
    centers, contexts = pairs
    for _ in range(steps):
        chosen = rng.integers(len(centers), size=m)
        i, j = centers[chosen], contexts[chosen]
        negatives = draw_negatives(j, p, k, rng)
        cost, de, dc, dN = loss(E[:, i], C[:, j], C[:, negatives])
        dC = word2vec.embedding_backward(
            np.concatenate([dc, dN.reshape(n, -1)], axis=1), np.concatenate([j, negatives.ravel()]), V
        )
        optimizer.step([word2vec.embedding_backward(de, i, V), dC])
        costs.append(float(cost))
    return E, C, costs


def train_glove(X, loss, steps, *, n=32, rate=0.05, seed=1):
    """Return (E, C, costs): vectors, (n, V) each, and the cost of each step over all counts."""
    rng, V = np.random.default_rng(seed), len(X)
    arrays = [*(rng.normal(size=(2, n, V)) / n), np.zeros((V, 1)), np.zeros((V, 1))]
    optimizer, costs = AdaGrad(arrays, rate), []
    for _ in range(steps):
        cost, *gradients = loss(*arrays, X)
        optimizer.step(gradients)
        costs.append(float(cost))
    return arrays[0], arrays[1], costs


def learn_scores(X, q, k, loss, steps, *, m=512, rate=0.3, seed=1):
    """Return the scores e_i . c_j, (V, V), learned from pairs that are drawn as often as X says; a mean of late steps.

    X : (V, V)    q : (V,), from which negative words are drawn, with the context word among them
    """
    rng, V = np.random.default_rng(seed), len(X)
    E, C = rng.normal(size=(2, V, V))  # V numbers a vector: any table of scores can be reached
    optimizer, total, late = AdaGrad([E, C], rate), np.zeros((V, V)), steps // 2
    for step in range(steps):
        i, j = np.divmod(rng.choice(V * V, size=m, p=(X / X.sum()).ravel()), V)
        negatives = rng.choice(V, size=(k, m), p=q)
        _, de, dc, dN = loss(E[:, i], C[:, j], C[:, negatives])
        ids, dc = np.concatenate([j, negatives.ravel()]), np.concatenate([dc, dN.reshape(V, -1)], axis=1)
        optimizer.step([word2vec.embedding_backward(de, i, V), word2vec.embedding_backward(dc, ids, V)])
        if step >= late:
            total += E.T @ C / (steps - late)
    return total


def mean_paths(counts, sizes, codes_of):
    """Return the mean length of a token's code if only the first words count, for several numbers of them.

    counts : (V,)    codes_of : such as `huffman.huffman_codes`
    """
    means = []
    for size in sizes:
        found = counts[:size].tolist()
        means.append(float(np.dot(found, [len(code) for code in codes_of(found)]) / np.sum(found)))
    return means


def compressed(table, n, seed=1):
    """Return (n, V): n numbers for each column of a table, (V, V), along its largest singular directions.

    Each direction is scaled by the root of its singular value. Found by a few rounds of multiplication with a block.
    """
    block = np.random.default_rng(seed).normal(size=(len(table), n + 10))
    for _ in range(4):
        block = np.linalg.qr(table @ (table.T @ block))[0]
    _, values, V = np.linalg.svd(block.T @ table, full_matrices=False)
    return np.sqrt(values[:n, None]) * V[:n]


def cosines(vectors):
    """Return the cosines of all pairs of columns, (V, V); those of a column of zeros are 0."""
    lengths = np.linalg.norm(vectors, axis=0)
    unit = vectors / np.where(lengths > 0, lengths, 1)
    return unit.T @ unit


def separation(vectors, words, groups=None):
    """Return the share of (pair of one group, pair of two groups) in which the first is more alike: 0.5 is chance.

    vectors : (n, V), compared by their cosine    words : (V,) str; words that are missing there are left out
    """
    place = {word: i for i, word in enumerate(words)}
    named = [(group, place[w]) for group, text in (groups or GROUPS).items() for w in text.split() if w in place]
    labels, ids = np.array([group for group, _ in named]), np.array([i for _, i in named])
    first, second = np.triu_indices(len(ids), 1)
    values, same = cosines(vectors[:, ids])[first, second], labels[first] == labels[second]
    other = np.sort(values[~same])
    below = np.searchsorted(other, values[same], side="left") + np.searchsorted(other, values[same], side="right")
    return float(below.mean() / 2 / len(other))


def train_window_model(examples, V, scatter, steps, *, n=16, hidden=48, m=256, rate=0.1, seed=1):
    """Return (cost, costs): a function that measures the network on other examples, and the cost of each mini-batch.

    The network looks up a column of E for each of the words before, stacks them, and has one layer of tanh and a
    softmax. examples : (windows (N, T), targets (N,))    scatter : such as `word2vec.embedding_backward`
    """
    rng, T = np.random.default_rng(seed), examples[0].shape[1]
    shapes = [(n, V), (hidden, T * n), (hidden, 1), (V, hidden), (V, 1)]
    arrays = [rng.normal(size=shape) / np.sqrt(shape[-1] if place else n) for place, shape in enumerate(shapes)]
    optimizer, costs = AdaGrad(arrays, rate), []
    for _ in range(steps):
        chosen = rng.integers(len(examples[1]), size=m)
        cost, gradients = window_model(arrays, examples[0][chosen], examples[1][chosen], scatter)
        optimizer.step(gradients)
        costs.append(float(cost))
    return lambda windows, targets: window_model(arrays, windows, targets, None)[0], costs


def window_model(arrays, windows, targets, scatter):
    """Return the mean cost of the network, and its gradients; without `scatter`, the cost alone, and None."""
    E, W1, b1, W2, b2 = arrays
    n, (m, T) = len(E), windows.shape
    x = E[:, windows].transpose(2, 0, 1).reshape(T * n, m)  # word after word, n numbers each
    a = np.tanh(W1 @ x + b1)
    p = softmax(W2 @ a + b2)
    cost = -np.log(p[targets, np.arange(m)]).mean()
    if scatter is None:
        return cost, None
    p[targets, np.arange(m)] -= 1
    dZ = p / m
    dz = (W2.T @ dZ) * (1 - a**2)
    dx = (W1.T @ dz).reshape(T, n, m)
    dE = scatter(dx.transpose(1, 2, 0).reshape(n, m * T), windows.ravel(), E.shape[1])
    return cost, [dE, dz @ x.T, dz.sum(axis=1, keepdims=True), dZ @ a.T, dZ.sum(axis=1, keepdims=True)]


def windows_of(sentences, T):
    """Return (windows (N, T), targets (N,)): T words of a sentence in a row, and the word after them."""
    found = [ids[t - T : t + 1] for ids in sentences for t in range(T, len(ids))]
    found = np.array(found, int).reshape(-1, T + 1)
    return found[:, :-1], found[:, -1]
