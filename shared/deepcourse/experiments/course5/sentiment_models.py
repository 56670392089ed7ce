"""Classifiers of opinions: averages of word vectors, and an LSTM that reads them in order.

Frozen, Averaged        layers below: vectors that stay as they are; averages, made by functions that are handed over
averages_classifier     averages of vectors, then a dense layer
reader                  an LSTM, then a dense layer
train                   ... trained on `Opinions`
predicted               the class of each sentence
accuracy                how many are right
few_labels              accuracies of three kinds of vectors, against the number of sentences
word_scores             what each word adds to the score of an average
slices, side_by_side     accuracies by the kind of sentence; those of several trainings
states_of               a layer made by hand, word by word
padded_accuracies       accuracies against columns of padding, with masks and without
"""

from types import SimpleNamespace

import numpy as np

from deepcourse.experiments.course5 import opinions
from deepcourse.sequence import sentiment
from deepcourse.sequence.layers import LSTM, Chain, Dense, Last, Layer
from deepcourse.sequence.recurrent import rnn_forward
from deepcourse.sequence.training import fit

KINDS = ("GloVe, frozen", "GloVe, trained further", "random, trained")
OURS = SimpleNamespace(
    average_vectors=sentiment.average_vectors,
    average_backward=sentiment.average_backward,
    length_batches=sentiment.length_batches,
)


class Frozen(Layer):
    """Ids (m, T) as columns (n, m, T) of vectors that stay as they are."""

    def __init__(self, E):
        super().__init__()
        self.E = E

    def forward(self, x, training=False, lengths=None):
        """Return the columns."""
        return self.E[:, x], None

    def backward(self, d_out, cache):
        """Return (None, {}): nothing here is trained."""
        return None, {}


class Averaged(Layer):
    """Ids (m, T) as averages (n, m) of vectors, which are trained unless `frozen`; `functions` do the work."""

    def __init__(self, E, functions=OURS, *, frozen=True):
        self.E, self.functions = (E if frozen else E.copy()), functions
        self.parameters = {} if frozen else {"E": self.E}

    def forward(self, x, training=False, lengths=None):
        """Return the averages; the mask is made from the lengths."""
        real = np.arange(x.shape[1]) < lengths[:, None]
        return self.functions.average_vectors(self.E, x, real), (x, real)

    def backward(self, d_out, cache):
        """Return None, and the gradient of the vectors where they are trained."""
        if not self.parameters:
            return None, {}
        return None, {"dE": self.functions.average_backward(d_out, *cache, self.E.shape[1])}


def averages_classifier(E, seed=0, *, functions=OURS, frozen=True):
    """Return an untrained classifier of averages."""
    return Chain(Averaged(E, functions, frozen=frozen), Dense(np.random.default_rng(seed), len(E), 2))


def reader(E, seed=0, *, n_a=24):
    """Return an untrained classifier that reads the vectors in order: an LSTM, its state at the last real step."""
    rng = np.random.default_rng(seed)
    return Chain(Frozen(E), LSTM(rng, len(E), n_a), Last(), Dense(rng, n_a, 2))


def train(network, found, vocabulary, *, steps, seed=0, learning_rate=0.01, m=32):
    """Return a network, trained in place on mini-batches of `Opinions`, each cut to its longest sentence."""
    ids, mask = opinions.encoded(found.sentences, vocabulary)
    lengths = mask.sum(axis=1)

    def batch(rng):
        chosen = rng.integers(len(lengths), size=m)
        return ids[chosen, : lengths[chosen].max()], found.labels[chosen], lengths[chosen]

    fit(network, batch, steps=steps, learning_rate=learning_rate, seed=seed)
    return network


def predicted(network, found, vocabulary, *, length_batches=sentiment.length_batches, size=64):
    """Return the class of each sentence, (m,), computed in batches of sentences of like lengths."""
    ids, mask = opinions.encoded(found.sentences, vocabulary)
    lengths, classes = mask.sum(axis=1), np.zeros(len(ids), int)
    for batch in length_batches(lengths, size):
        T = lengths[batch].max()
        classes[batch] = network.forward(ids[batch, :T], lengths=lengths[batch])[0].argmax(axis=0)
    return classes


def accuracy(network, found, vocabulary):
    """Return the share of sentences that are classified correctly."""
    return float(np.mean(predicted(network, found, vocabulary) == found.labels))


def few_labels(numbers, seeds, *, steps=200, functions=OURS):
    """Return {kind: (numbers, seeds, 2)}: accuracies for known and for new words, in plain sentences.

    numbers : how many sentences are trained on    kinds : `KINDS`
    """
    vocabulary, E = opinions.lexicon()
    tests = [opinions.opinions(400, 1, kinds=("plain",), new_words=new) for new in (False, True)]
    found = {kind: np.zeros((len(numbers), len(seeds), 2)) for kind in KINDS}
    for row, number in enumerate(numbers):
        for column, seed in enumerate(seeds):
            some = opinions.opinions(number, 10 + seed, kinds=("plain",))
            random = (0.5 * np.random.default_rng(seed).normal(size=E.shape)).astype(np.float32)
            for kind, vectors in zip(KINDS, (E, E, random), strict=True):
                network = averages_classifier(vectors, seed, functions=functions, frozen=kind == KINDS[0])
                train(network, some, vocabulary, steps=steps, seed=seed, learning_rate=0.03)
                found[kind][row, column] = [accuracy(network, test, vocabulary) for test in tests]
    return found


def word_scores(E, vocabulary):
    """Return a score for each id, (V,): near 1 where a word says that something is good, near -1 where it is bad.

    A sentence's score is the mean of those of its words. They are a linear function of the vectors, fitted by least
    squares (ridge 3) to 1 for `GOOD`, -1 for `BAD`, 0 for all other words.
    """
    targets = np.zeros(len(vocabulary))
    for side, target in ((opinions.GOOD, 1), (opinions.BAD, -1)):
        targets[[vocabulary[word] for word in side]] = target
    X = E.astype(np.float64)
    return np.linalg.solve(X @ X.T + 3 * np.eye(len(X)), X @ targets) @ X


def padded_accuracies(average, network, found, vocabulary, columns):
    """Return {name: accuracies}: two classifiers with masks and without, with some numbers of columns added.

    average, network : trained `averages_classifier` and `reader`
    """
    ids, mask = opinions.encoded(found.sentences, vocabulary)
    lengths, told = mask.sum(axis=1), {name: [] for name in PADDED}
    for more in columns:
        wide = np.pad(ids, [(0, 0), (0, more)])
        everything = np.full(len(ids), wide.shape[1])
        for name, classifier, seen in (
            (PADDED[0], average, lengths),
            (PADDED[1], average, everything),
            (PADDED[2], network, lengths),
            (PADDED[3], network, everything),
        ):
            said = classifier.forward(wide, lengths=seen)[0].argmax(axis=0)
            told[name].append(float(np.mean(said == found.labels)))
    return told


PADDED = ("average, with the mask", "average over all columns", "LSTM, last real step", "LSTM, last column")


def slices(classes, found):
    """Return {kind: share that is right}; denied sentences by what they say of a thing: good or bad.

    classes : (m,), one for each sentence of `found`
    """
    right, kinds, told = classes == found.labels, np.array(found.kinds), {}
    for kind in opinions.TEMPLATES:
        if kind == "denied":
            for label, example in ((1, "not bad"), (0, "not good")):
                told[f"denied: {example}"] = float(right[(kinds == kind) & (found.labels == label)].mean())
        else:
            told[kind] = float(right[kinds == kind].mean())
    return told


def side_by_side(told):
    """Return {kind: list} of a list of {kind: share}, one for each training."""
    return {kind: [one[kind] for one in told] for kind in told[0]}


def states_of(parameters, words):
    """Return the states (n_a, T) of a layer as `negation_reader` makes one, and the probabilities of class 1, (T,)."""
    x, n_a = sentiment.sign_features(words), len(parameters["Waa"])
    a, y, _ = rnn_forward(x, np.zeros((n_a, 1)), parameters)
    return a[:, 0], y[1, 0]
