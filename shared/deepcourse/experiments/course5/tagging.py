"""Taggers of the generated sentences: what they read, how they are wired, and how they are trained.

Wired           a pair of recurrent layers as one layer, wired by functions that are handed over
Tanh            the activation, at every step
Encoded         sentences as arrays of ids, targets and lengths
encode          ... made from `Sentences`
tagger          an untrained network: recurrent layers, and scores for each tag
trained_tagger  ... trained
answers         the probabilities of the tags at the word to tag
word_by_word    what a tagger says of one word while the words after it come
weighted_accuracy   how often a trained tagger is right
"""

from dataclasses import dataclass

import numpy as np

from deepcourse.nn.softmax import softmax
from deepcourse.sequence import bidirectional
from deepcourse.sequence.layers import RNN, Chain, Dense, Embedding, Layer
from deepcourse.sequence.training import fit


class Wired(Layer):
    """Two recurrent layers of n_a units, one in each direction, wired by `forward` and `backward`."""

    def __init__(self, rng, n_x, n_a, wiring=bidirectional):
        self.halves, self.wiring = (RNN(rng, n_x, n_a), RNN(rng, n_x, n_a)), wiring

    @property
    def parameters(self):
        """The parameters of both, by "f." and "b."."""
        return {f"{half}.{name}": v for half, layer in zip("fb", self.halves, strict=True)
                for name, v in layer.parameters.items()}  # fmt: skip

    def forward(self, x, training=False, lengths=None):
        """Return the states of both, and the cache."""
        return self.wiring.bidirectional_forward(x, *self.halves, lengths=lengths)

    def backward(self, d_out, cache):
        """Return the gradient of x, and the gradients of both layers."""
        dx, *grads = self.wiring.bidirectional_backward(d_out, cache)
        return dx, {
            f"d{half}.{name[1:]}": v for half, found in zip("fb", grads, strict=True) for name, v in found.items()
        }


class Tanh(Layer):
    """The activation, at every step."""

    def forward(self, x, training=False, lengths=None):
        """Return tanh(x), and the same as the cache."""
        a = np.tanh(x)
        return a, a

    def backward(self, d_out, cache):
        """Return the gradient of x."""
        return d_out * (1 - cache * cache), {}


@dataclass(frozen=True)
class Encoded:
    """Ids (m, T), targets (m, T), lengths (m,), places (m,) and weights (m,); the words and tags that the ids mean.

    Id 0 is padding, and class 0 is "other": every word but the one to tag.
    """

    ids: np.ndarray
    targets: np.ndarray
    lengths: np.ndarray
    places: np.ndarray
    weights: np.ndarray
    words: dict
    tags: tuple

    def batch(self, rng, m=32):
        """Return a mini-batch (ids, targets, lengths) of sentences, drawn by their weights, cut to the longest."""
        chosen = rng.choice(len(self.ids), size=m, p=self.weights / self.weights.sum())
        T = self.lengths[chosen].max()
        return self.ids[chosen, :T], self.targets[chosen, :T], self.lengths[chosen]

    def cut_batch(self, rng, m=32):
        """Return a mini-batch as `batch` does, each sentence cut off at or after the word to tag, at random."""
        chosen = rng.choice(len(self.ids), size=m, p=self.weights / self.weights.sum())
        ends = rng.integers(self.places[chosen], self.lengths[chosen]) + 1
        return self.ids[chosen, : ends.max()], self.targets[chosen, : ends.max()], ends

    def read(self, words):
        """Return the ids of one sentence, (1, T)."""
        return np.array([[self.words[word] for word in words]])


def encode(found):
    """Return `Sentences` as arrays."""
    words = {word: number for number, word in enumerate(found.vocabulary, 1)}
    tags = ("other", *sorted(set(found.tags)))
    lengths = np.array([len(sentence) for sentence in found.sentences])
    ids, targets = np.zeros((2, len(lengths), lengths.max()), int)
    for i, (sentence, place, tag) in enumerate(zip(found.sentences, found.places, found.tags, strict=True)):
        ids[i, : lengths[i]], targets[i, place] = [words[word] for word in sentence], tags.index(tag)
    return Encoded(ids, targets, lengths, np.array(found.places), np.array(found.weights), words, tags)


def tagger(data, layers, seed, *, n_a=12, wiring=bidirectional):
    """Return an untrained tagger; `layers` names its layers from the input on.

    "forwards": an RNN of n_a units; "both": two of them, one in each direction; "hidden": a dense layer and tanh
    """
    rng, n = np.random.default_rng(seed), 8
    made = [Embedding(rng, n, len(data.words) + 1)]
    for kind in layers:
        if kind == "hidden":
            made += [Dense(rng, n, n_a), Tanh()]
        else:
            made.append(Wired(rng, n, n_a, wiring) if kind == "both" else RNN(rng, n, n_a))
        n = 2 * n_a if kind == "both" else n_a
    return Chain(*made, Dense(rng, n, len(data.tags)))


def trained_tagger(data, layers, *, steps, seed=0, n_a=12, learning_rate=0.01, wiring=bidirectional, cut=False):
    """Return a trained tagger, as `tagger` makes it; with `cut`, trained on sentences that are cut off."""
    network = tagger(data, layers, seed, n_a=n_a, wiring=wiring)
    batch = data.cut_batch if cut else data.batch
    fit(network, batch, steps=steps, learning_rate=learning_rate, seed=seed)
    return network


def answers(network, data):
    """Return the probability of each tag but "other" at the word to tag, (tags, sentences); their sum is 1."""
    Z, _ = network.forward(data.ids, lengths=data.lengths)
    return softmax(Z[1:, np.arange(len(data.ids)), data.places].astype(np.float64))


def word_by_word(network, data, words, place):
    """Return the chance of "person" at one word after that word and after each further one, a list.

    The network gets only the words so far; the chances of "person" and "thing" are scaled to a sum of 1.
    """
    ids, chances = data.read(words), []
    for known in range(place + 1, len(words) + 1):
        Z, _ = network.forward(ids[:, :known])
        chances.append(float(softmax(Z[1:, :, place].astype(np.float64))[data.tags.index("person") - 1, 0]))
    return chances


def weighted_accuracy(network, data):
    """Return how often a tagger is right on the word to tag, all sentences as likely as the grammar makes them."""
    right = answers(network, data).argmax(axis=0) + 1 == data.targets[np.arange(len(data.ids)), data.places]
    return float(data.weights @ right / data.weights.sum())
