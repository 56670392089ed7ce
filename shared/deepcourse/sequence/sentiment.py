"""Opinions in sentences: averages of word vectors, and what a reader of the words in their order needs.

average_vectors     the mean vector of the real words of each sentence
average_backward    its gradient, back to the vectors of the words
split_by_word       sentences to train on, and sentences whose opinion words are all new
average_ceiling     the best accuracy of anything that sees the average alone
length_batches      mini-batches of sentences of similar lengths
pair_accuracy       how many groups of sentences are classified correctly throughout
sign_features       a short sentence as the numbers that `negation_reader` reads
negation_reader     a recurrent layer made by hand, which handles "not"
read_signs          what such a layer says of a sentence
"""

from collections import Counter
from math import gcd

import numpy as np

from deepcourse.sequence.recurrent import rnn_forward


def average_vectors(E, ids, mask):
    """Return the mean of the vectors of the real words of each sentence, (n, m); a sentence without any gets zeros.

    E : (n, V)    ids : (m, T) int    mask : (m, T) bool, or 1 and 0; True at real words

    >>> average_vectors(np.array([[7.0, 1.0, 4.0]]), np.array([[1, 2, 2], [1, 0, 0]]), [[1, 1, 1], [1, 0, 0]])
    array([[3., 1.]])
    """
    real = np.asarray(mask, bool)
    total = (E[:, ids] * real).sum(axis=2)  # (n, m)
    return total / np.maximum(real.sum(axis=1), 1).astype(E.dtype)


def average_backward(da, ids, mask, V):
    """Return dE (n, V): the gradient with respect to the vectors, where `da` is that with respect to the averages.

    da : (n, m)    ids : (m, T) int, each below V    mask : (m, T) bool, or 1 and 0

    >>> average_backward(np.array([[6.0]]), np.array([[1, 2, 2]]), [[1, 1, 1]], 4)
    array([[0., 2., 4., 0.]])
    """
    real = np.asarray(mask, bool)
    shares = np.zeros((len(ids), V), da.dtype)
    i, t = np.nonzero(real)
    np.add.at(shares, (i, ids[i, t]), 1)
    return da @ (shares / np.maximum(real.sum(axis=1, keepdims=True), 1).astype(da.dtype))


def split_by_word(sentences, opinions, held_out):
    """Return (train, test): the numbers of sentences none of whose opinion words is held out, and of those with
    opinion words that are all held out; both in increasing order.

    sentences : lists of words    opinions : set of opinion words    held_out : set, some of them

    >>> split_by_word([["good"], ["not", "dull"], ["good", "not", "dull"]], {"good", "dull"}, {"dull"})
    ([0], [1])
    """
    train, test = [], []
    for number, words in enumerate(sentences):
        found = set(words) & set(opinions)
        if not found & set(held_out):
            train.append(number)
        elif found <= set(held_out):
            test.append(number)
    return train, test


def average_ceiling(sentences, labels):
    """Return the largest accuracy that a classifier can reach if it sees only the average vector of each sentence.

    sentences : lists of words, none empty    labels : one for each

    >>> average_ceiling([["good", "not", "bad"], ["bad", "not", "good"], ["fine"], ["fine", "fine"]], [1, 0, 1, 1])
    0.75
    """
    groups = {}
    for words, label in zip(sentences, labels, strict=True):
        counts = Counter(words)
        shared = gcd(*counts.values())
        shares = frozenset((word, count // shared) for word, count in counts.items())
        groups.setdefault(shares, Counter())[label] += 1
    return sum(max(group.values()) for group in groups.values()) / len(sentences)


def length_batches(lengths, size):
    """Return batches of at most `size` numbers of sentences, lists of int: the shortest sentences first.

    lengths : (m,)    Sentences of equal length stay in their order; only the last batch may be smaller.

    >>> length_batches([5, 2, 9, 2, 3], 2)
    [[1, 3], [4, 0], [2]]
    """
    order = np.argsort(lengths, kind="stable").tolist()
    return [order[start : start + size] for start in range(0, len(order), size)]


def pair_accuracy(predicted, labels, groups):
    """Return the share of groups in which every sentence is classified correctly.

    predicted, labels : (m,)    groups : (m,), equal numbers for the sentences of one group, in any order

    >>> pair_accuracy(np.array([1, 1, 0]), np.array([1, 0, 0]), np.array([7, 4, 7]))
    0.5
    """
    right = np.asarray(predicted) == np.asarray(labels)
    failed = np.unique(np.asarray(groups)[~right])
    return 1 - len(failed) / len(np.unique(groups))


def sign_features(words):
    """Return x (3, 1, T) of a sentence: rows for "not" (1), for "good" (1) or "bad" (-1), and for "very" (1).

    >>> sign_features(["not", "very", "bad"])[:, 0]
    array([[ 1.,  0.,  0.],
           [ 0.,  0., -1.],
           [ 0.,  1.,  0.]])
    """
    signs = {"good": 1, "bad": -1}
    rows = [[word == "not" for word in words], [signs.get(word, 0) for word in words], [w == "very" for w in words]]
    return np.array(rows, float)[:, None]


def negation_reader():
    """Return parameters of a recurrent layer that reads `sign_features`: three units, two classes.

    The first unit remembers "not". The second is on at "good" without it, the third at "bad" with it.

    >>> [read_signs(negation_reader(), words.split()) for words in ("very good", "not very good", "not bad")]
    [1.0, 0.0, 1.0]
    """
    Wax = np.array([[4.0, 0.0, 0.0], [0.0, 8.0, 0.0], [0.0, -8.0, 0.0]])
    Waa = np.array([[4.0, 0.0, 0.0], [-8.0, 0.0, 0.0], [8.0, 0.0, 0.0]])
    ba = np.array([[0.0], [-4.0], [-12.0]])
    return {"Wax": Wax, "Waa": Waa, "ba": ba, "Wya": np.array([[0.0, 0.0, 0.0], [0.0, 4.0, 4.0]]),
            "by": np.array([[0.0], [4.0]])}  # fmt: skip


def read_signs(parameters, words):
    """Return 1.0 where class 1 is more probable after the last word, 0.0 where class 0 is, and 0.5 where neither is.

    parameters : as `rnn_forward` takes them, with n_x = 3 and n_y = 2    words : list of "not", "very", "good", "bad"

    >>> read_signs(negation_reader(), ["bad"])
    0.0
    """
    n_a = len(parameters["Waa"])
    shapes = {"Wax": (n_a, 3), "Waa": (n_a, n_a), "ba": (n_a, 1), "Wya": (2, n_a), "by": (2, 1)}
    for name, shape in shapes.items():
        if np.shape(parameters[name]) != shape:
            raise ValueError(f"{name} has the shape {np.shape(parameters[name])}, not {shape}")
    ready = {name: np.asarray(parameters[name], float) for name in shapes}
    _, y, _ = rnn_forward(sign_features(words), np.zeros((n_a, 1)), ready)
    return float(0.5 + 0.5 * np.sign(y[1, 0, -1] - y[0, 0, -1]))
