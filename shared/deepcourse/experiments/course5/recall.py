"""Recall: which value stood beside this key? Heads of attention and a recurrent network; and how sharp a softmax is.

sequences           pairs of keys and values, and a question
batches             a source of such sequences for `training.fit`
attention_model, recurrent_model    the two networks
trained             a training
accuracy            the share of right answers at a length
by_hand             the same of a head with weights set by hand
largest_weights     how much the largest weight of a softmax gets, with the division by the root and without

A sequence holds pairs, one a step: a key and a value, each a one-hot column, one under the other. The last step asks:
it has a key without a value. The keys of a sequence are all different, and the key asked for is one of them.
"""

import numpy as np

from deepcourse.nn.softmax import softmax
from deepcourse.sequence import layers, training
from deepcourse.sequence.self_attention import scaled_dot_product_attention
from deepcourse.sequence.transformer_layers import Attention

KEYS, VALUES = 64, 10
LONGEST_TRAINED, STEPS, FAST_STEPS = 8, 1_000, 20
LENGTHS = (2, 4, 8, 16, 32, 64)
UNITS = 64


def sequences(rng, m, T, keys=KEYS, values=VALUES):
    """Return x (keys + values, m, T + 1), float32, and the right values, (m,)."""
    chosen = np.argsort(rng.random((m, keys)), axis=1)[:, :T]  # T different keys for each example
    beside, asked = rng.integers(values, size=(m, T)), rng.integers(T, size=m)
    x, each, steps = np.zeros((keys + values, m, T + 1), np.float32), np.arange(m), np.arange(T)
    x[chosen, each[:, None], steps] = 1
    x[keys + beside, each[:, None], steps] = 1
    x[chosen[each, asked], each, T] = 1
    return x, beside[each, asked]


def batches(rng):
    """Return a batch of 64 sequences of one length, between 1 and `LONGEST_TRAINED` pairs."""
    x, y = sequences(rng, 64, int(rng.integers(1, LONGEST_TRAINED + 1)))
    return x, y, None


def attention_model(seed):
    """Return one head of attention, and a dense layer on what the last step gets to hear."""
    rng, n = np.random.default_rng(seed), KEYS + VALUES
    return layers.Chain(Attention(rng, n, 1), layers.Last(), layers.Dense(rng, n, VALUES))


def recurrent_model(seed):
    """Return a GRU, and a dense layer on its last state."""
    rng, n = np.random.default_rng(seed), KEYS + VALUES
    return layers.Chain(layers.GRU(rng, n, UNITS), layers.Last(), layers.Dense(rng, UNITS, VALUES))


def trained(model, steps, seed):
    """Return the costs of a training of a network, in place."""
    return training.fit(model, batches, steps=steps, learning_rate=0.01, seed=seed)


def accuracy(model, T, m=400, seed=7):
    """Return the share of right answers to m sequences of T pairs."""
    x, y = sequences(np.random.default_rng([seed, T]), m, T)
    return float((model.forward(x)[0].argmax(axis=0) == y).mean())


def by_hand(Wq, Wk, Wv, T, keys=KEYS, values=VALUES, m=400, seed=7):
    """Return the share of right answers of a head with these weights, to m sequences of T pairs."""
    x, y = sequences(np.random.default_rng([seed, T]), m, T, keys, values)
    x = x.astype(float)
    queries, keys_seen, said = (np.einsum("dn,nmt->dmt", W, part) for W, part in ((Wq, x[:, :, -1:]), (Wk, x), (Wv, x)))
    out, _ = scaled_dot_product_attention(queries, keys_seen, said)
    return float((out[:, :, 0].argmax(axis=0) == y).mean())


def largest_weights(rows, scaled, keys=32, m=300, seed=0):
    """Return the mean of the largest weight of a softmax over `keys` keys, for random queries and keys of `rows` rows.

    All entries are normal with variance 1; `scaled`: the scores are divided by the root of `rows`.
    """
    rng = np.random.default_rng([seed, rows])
    scores = np.einsum("dm,dmk->mk", rng.normal(size=(rows, m)), rng.normal(size=(rows, m, keys)))
    scores /= np.sqrt(rows) if scaled else 1.0
    return float(softmax(scores.T).max(axis=0).mean())
