"""Text as numbers: tokens, a vocabulary, and batches of sequences with a mask.

tokenize            a text as a list of tokens
build_vocabulary    the most frequent tokens of a corpus, and an id for each
smallest_size       the smallest vocabulary that covers a share of a corpus
encode, decode      tokens as ids, and back
pad                 sequences of different lengths in one array, with a mask
one_hot_sequence    ids as columns with a single 1
masked_mean         a mean over the real steps of a batch
masked_cost         the mean cross-entropy over the real steps, and its gradient
padding_error       how far padding changes what a model says
spans               where the names are, from the tags B, I and O
"""

import re

import numpy as np

PAD, UNK, EOS = SPECIALS = ("<PAD>", "<UNK>", "<EOS>")  # the ids 0, 1 and 2 of every vocabulary
TOKEN = re.compile(r"[\w'-]+|[^\w\s'-]")
TAGS = ("O", "B", "I")  # outside of a name, its first token, its further tokens


def tokenize(text):
    """Return the tokens of a text, a list of str in lower case.

    A token is a longest run of letters, digits, apostrophes and hyphens, or one other sign that is not white space.

    >>> tokenize("Don't panic: 42 well-known towels!")
    ["don't", 'panic', ':', '42', 'well-known', 'towels', '!']
    """
    return TOKEN.findall(text.lower())


def build_vocabulary(corpus, size):
    """Return {token: id} with at most `size` entries: `SPECIALS`, then the most frequent tokens of the corpus.

    corpus : a list of lists of tokens    size : at least 3

    Of equally frequent tokens, the one that is first in the order of strings gets the smaller id.

    >>> build_vocabulary([["to", "be", "or"], ["not", "to", "be"]], 6)
    {'<PAD>': 0, '<UNK>': 1, '<EOS>': 2, 'be': 3, 'to': 4, 'not': 5}
    """
    counts = count_tokens(corpus)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return {token: i for i, token in enumerate([*SPECIALS, *ordered[: size - len(SPECIALS)]])}


def count_tokens(corpus):
    """Return {token: how often it occurs} of a list of lists of tokens, in the order of their first occurrence.

    >>> count_tokens([["to", "be", "or"], ["not", "to", "be"]])
    {'to': 2, 'be': 2, 'or': 1, 'not': 1}
    """
    counts = {}
    for tokens in corpus:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    return counts


def smallest_size(counts, share):
    """Return the smallest `size` for which `build_vocabulary` covers at least a share of all running tokens.

    counts : {token: how often it occurs in the corpus}    share : above 0, at most 1

    >>> smallest_size({"the": 6, "a": 3, "cat": 1}, 0.8)
    5
    """
    covered = np.cumsum(sorted(counts.values(), reverse=True)) / sum(counts.values())
    return len(SPECIALS) + int(np.argmax(covered >= share)) + 1


def encode(tokens, vocabulary):
    """Return the ids of some tokens, and that of `EOS` at the end: a list of int; unknown tokens get the id of `UNK`.

    >>> encode(["a", "blue", "cat"], {"<PAD>": 0, "<UNK>": 1, "<EOS>": 2, "a": 3, "cat": 4})
    [3, 1, 4, 2]
    """
    return [vocabulary.get(token, vocabulary[UNK]) for token in tokens] + [vocabulary[EOS]]


def decode(ids, vocabulary):
    """Return the tokens of some ids up to the first `EOS`, without it and without `PAD`: a list of str.

    >>> decode([3, 1, 4, 2, 0, 0], {"<PAD>": 0, "<UNK>": 1, "<EOS>": 2, "a": 3, "cat": 4})
    ['a', '<UNK>', 'cat']
    """
    token_of, tokens = {i: token for token, i in vocabulary.items()}, []
    for i in ids:
        if i == vocabulary[EOS]:
            break
        if i != vocabulary[PAD]:
            tokens.append(token_of[i])
    return tokens


def pad(sequences, *, T=None):
    """Return ids (m, T) int, filled up with 0, and the mask (m, T) bool, True at real steps.

    sequences : m lists of ids    T : the length that all get, cut after T where they are longer; or that of the longest

    >>> pad([[5, 2], [3, 4, 2]])
    (array([[5, 2, 0],
           [3, 4, 2]]), array([[ True,  True, False],
           [ True,  True,  True]]))
    """
    T = max(len(sequence) for sequence in sequences) if T is None else T
    ids = np.zeros((len(sequences), T), int)
    lengths = np.minimum([len(sequence) for sequence in sequences], T)
    for row, sequence, length in zip(ids, sequences, lengths, strict=True):
        row[:length] = sequence[:length]
    return ids, np.arange(T) < lengths[:, None]


def one_hot_sequence(ids, n_x):
    """Return x (n_x, m, T), float64: x[ids[i, t], i, t] is 1, all else is 0.

    ids : (m, T) int, each below n_x

    >>> one_hot_sequence(np.array([[1, 0]]), 3)[:, 0]
    array([[0., 1.],
           [1., 0.],
           [0., 0.]])
    """
    m, T = ids.shape
    x = np.zeros((n_x, m, T))
    x[ids, np.arange(m)[:, None], np.arange(T)] = 1
    return x


def masked_mean(values, mask):
    """Return the mean of some values, (m, T), over the real steps; what is at the others does not matter, even nan.

    >>> masked_mean(np.array([[1.0, np.nan], [2.0, 6.0]]), np.array([[True, False], [True, True]]))
    3.0
    """
    return float(np.mean(values[np.asarray(mask, bool)]))


def masked_cost(y_pred, targets, mask):
    """Return the mean cross-entropy over the real steps of a batch, in nats, and its gradient dZ (n_y, m, T).

    y_pred : (n_y, m, T), the softmax of Z    targets : (m, T) int    mask : (m, T) bool, or 1 and 0

    >>> y_pred = np.array([[[0.5, 0.9]], [[0.5, 0.1]]])
    >>> cost, dZ = masked_cost(y_pred, np.array([[1, 1]]), np.array([[True, False]]))
    >>> round(cost, 4), dZ[:, 0]
    (0.6931, array([[ 0.5,  0. ],
           [-0.5,  0. ]]))
    """
    real = np.asarray(mask, bool)
    Y = one_hot_sequence(targets, len(y_pred))
    cost = -np.log(y_pred[:, real][Y[:, real] == 1]).mean()
    return float(cost), np.where(real, y_pred - Y, 0) / real.sum()


def padding_error(model, ids, mask):
    """Return how far padding moves a model's answers: the largest difference to each sequence alone, unpadded.

    model : takes ids (m, T) and mask (m, T), returns answers (m, k)    mask : True at real steps, which come first

    >>> padding_error(lambda ids, mask: ids.mean(axis=1, keepdims=True), *pad([[6, 2], [3, 5, 5, 3]]))
    2.0
    """
    answers, alone = model(ids, mask), []
    for i, length in enumerate(np.sum(mask, axis=1)):
        alone.append(model(ids[i : i + 1, :length], mask[i : i + 1, :length])[0])
    return float(np.max(np.abs(answers - np.array(alone))))


def spans(tags):
    """Return (first, last) of each name: an entry `B`, and the entries `I` that follow it; an `I` after `O` begins one.

    tags : (T,) int, positions in `TAGS`

    >>> spans([0, 1, 2, 0, 1, 1])
    [(1, 2), (4, 4), (5, 5)]
    """
    found = []
    for t, tag in enumerate(tags):
        if tag == TAGS.index("I") and found and found[-1][1] == t - 1:
            found[-1] = (found[-1][0], t)
        elif tag != TAGS.index("O"):
            found.append((t, t))
    return found
