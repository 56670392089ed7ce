"""Models of first names, letter by letter: counted, a plain recurrent network, an LSTM; and names drawn from them.

A model is a function: `next_letter(prefix)` returns the probabilities, (27,), of what follows after a str.

from_table      the model of a table of pairs
from_counts     the model of counts of up to n characters, mixed (an n-gram model)
from_plain      the model of a plain recurrent network
from_lstm       the model of an LSTM
initialize      first parameters of a plain network
model           a plain network trained by somebody's `optimize`
trained_lstm    an LSTM trained by Adam
nats_of         -ln p of each character of a name
perplexity_of   the perplexity of names
draw_name       a name drawn from a model, at a temperature
shares          of drawn names: how many were in a list, how many are different
"""

from collections import Counter, defaultdict

import numpy as np

from deepcourse.nn.softmax import softmax
from deepcourse.sequence.language_model import CHAR_TO_IX, END, LONGEST, batch_of, forward, temper
from deepcourse.sequence.layers import LSTM, Chain, Dense, OneHot
from deepcourse.sequence.training import fit

LETTERS = "".join(CHAR_TO_IX)
UNITS = 64


def ids_of(text):
    """Return the ids of characters, a list."""
    return [CHAR_TO_IX[character] for character in text]


# --- models ---------------------------------------------------------------------------------------------------------


def from_table(P):
    """Return the model of a table of pairs, (27, 27): only the last character counts."""
    return lambda prefix: P[ids_of(END + prefix)[-1]]


def from_counts(names, n):
    """Return the model that looks at the last n - 1 characters, n >= 1, and mixes in what shorter contexts say.

    Witten and Bell's weights: a context seen N times, with T different characters after it, counts N / (N + T).
    """
    followers = defaultdict(Counter)
    for name in names:
        text = END + name + END
        for i in range(1, len(text)):
            for length in range(min(n - 1, i) + 1):
                followers[text[i - length : i]][text[i]] += 1

    def next_letter(prefix):
        text, p = END + prefix, np.full(len(LETTERS), 1 / len(LETTERS))
        for length in range(min(n - 1, len(text)) + 1):
            counts = followers.get(text[len(text) - length :])
            if counts:
                row = np.zeros(len(LETTERS))
                row[ids_of(counts)] = list(counts.values())
                p = (row + len(counts) * p) / (row.sum() + len(counts))
        return p

    return next_letter


def from_plain(parameters):
    """Return the model of a plain recurrent network."""
    start = np.zeros((len(parameters["ba"]), 1))

    def next_letter(prefix):
        Z, _ = forward(np.array([ids_of(END + prefix)]), start, parameters)
        return softmax(Z[:, :, -1].astype(float)).ravel()

    return next_letter


def from_lstm(network):
    """Return the model of a network over ids."""

    def next_letter(prefix):
        Z, _ = network.forward(np.array([ids_of(END + prefix)]))
        return softmax(Z[:, :, -1].astype(float)).ravel()

    return next_letter


# --- trainings ------------------------------------------------------------------------------------------------------


def initialize(n_a, n_y, seed):
    """Return the parameters of a plain recurrent network: small random weights, biases 0."""
    rng = np.random.default_rng(seed)
    Q, _ = np.linalg.qr(rng.normal(size=(n_a, n_a)))
    return {
        "Wax": 0.1 * rng.normal(size=(n_a, n_y)),
        "Waa": 0.9 * Q,  # keeps the length of a state, nearly
        "Wya": 0.3 * rng.normal(size=(n_y, n_a)) / np.sqrt(n_a),
        "ba": np.zeros((n_a, 1)),
        "by": np.zeros((n_y, 1)),
    }


def model(names, optimize, *, steps, seed, learning_rate=1.0, batch=32, n_a=UNITS):
    """Return (parameters, costs) of a plain network that learns names, `batch` at a time, by somebody's `optimize`.

    Every name starts with a state of zeros. In the last third of the steps, the rate falls to a tenth.
    """
    rng, parameters, costs = np.random.default_rng(seed), initialize(n_a, len(LETTERS), seed), np.empty(steps)
    for step in range(steps):
        X, Y = batch_of([names[i] for i in rng.integers(len(names), size=batch)], CHAR_TO_IX)
        rate = learning_rate * (1 if 3 * step < 2 * steps else 0.1)
        costs[step] = optimize(X, Y, np.zeros((n_a, batch)), parameters, rate)[0]
    return parameters, costs


def trained_lstm(names, *, steps, seed, batch=64, n_a=UNITS):
    """Return (network, costs) of an LSTM that learns names by Adam, in single precision."""
    rng = np.random.default_rng(seed)
    network = Chain(OneHot(len(LETTERS)), LSTM(rng, len(LETTERS), n_a), Dense(rng, n_a, len(LETTERS)))

    def next_batch(rng):
        chosen = [names[i] for i in rng.integers(len(names), size=batch)]
        X, Y = batch_of(chosen, CHAR_TO_IX)
        return X, np.maximum(Y, 0), np.array([len(name) + 1 for name in chosen])

    return network, fit(network, next_batch, steps=steps, learning_rate=0.01, seed=seed)


# --- what a model says ----------------------------------------------------------------------------------------------


def nats_of(next_letter, name):
    """Return -ln p of each character of a name, the newline at its end included, (len(name) + 1,)."""
    text = name + END
    return np.array([-np.log(next_letter(text[:i])[CHAR_TO_IX[text[i]]]) for i in range(len(text))])


def perplexity_of(next_letter, names):
    """Return the perplexity of names, per character, newlines counted; prefixes that occur again are asked once."""
    seen, nats = {}, []
    for name in names:
        for i, character in enumerate(name + END):
            if name[:i] not in seen:
                seen[name[:i]] = next_letter(name[:i])
            nats.append(-np.log(seen[name[:i]][CHAR_TO_IX[character]]))
    return float(np.exp(np.mean(nats)))


def draw_name(next_letter, rng, temperature=1.0, temper=temper):
    """Return a name that is drawn letter by letter, a str without the newline, of at most 20 letters."""
    name = ""
    while len(name) < LONGEST:
        p = temper(next_letter(name), temperature)
        character = LETTERS[rng.choice(len(p), p=p)]
        if character == END:
            break
        name += character
    return name


def shares(drawn, names):
    """Return (share in the list, share of different ones) of names that were drawn."""
    known = set(names)
    return sum(name in known for name in drawn) / len(drawn), len(set(drawn)) / len(drawn)
