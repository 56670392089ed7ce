"""A network that learns melodies, note by note, and what it makes of them.

A value is a pair (pitch, length); the network knows `VALUES`, each of which has an id, and `START` and `END` beside.

ids_of, melody_of       from a melody to ids, and back
in_keys                 melodies in several keys
trained                 an LSTM that learns melodies, and the cost of each step
step_of                 such a network as `step(i, state)`, for `generate`
perplexity_of           e to the mean cross-entropy of melodies
in_steps                a melody as (interval, length), the same in every key
drawn                   melodies that are drawn from a network
"""

import numpy as np

from deepcourse.sequence.layers import LSTM, Chain, Dense, Embedding
from deepcourse.sequence.music import REST, generate, teacher_batch, transpose
from deepcourse.sequence.training import fit, step_cost

LOW, HIGH = 47, 83  # the pitches that the network knows
LENGTHS = (1, 2, 3, 4, 6, 8)  # eighths
START, END = 0, 1
VALUES = [(pitch, length) for pitch in (REST, *range(LOW, HIGH + 1)) for length in LENGTHS]
ID_OF = {value: i for i, value in enumerate(VALUES, start=2)}
V = len(VALUES) + 2
UNITS, WIDTH = 64, 32
KEYS = range(-5, 7)  # semitones: twelve keys


def ids_of(melody):
    """Return the ids of a melody's values, a list; KeyError for a value that the network does not know."""
    return [ID_OF[tuple(value)] for value in melody]


def melody_of(ids):
    """Return the melody of some ids; START, which a network may draw, is left out."""
    return [VALUES[i - 2] for i in ids if i > END]


def in_keys(melodies, transpose=transpose, keys=KEYS):
    """Return all melodies in each of several keys, given by semitones."""
    return [transpose(melody, key) for melody in melodies for key in keys]


def trained(melodies, teacher_batch=teacher_batch, *, steps, seed, batch=12, units=UNITS):
    """Return (network, costs) of an LSTM that learns melodies by Adam; `teacher_batch` may be the reader's."""
    rng = np.random.default_rng(seed)
    network = Chain(Embedding(rng, WIDTH, V), LSTM(rng, WIDTH, units), Dense(rng, units, V))
    songs = [ids_of(melody) for melody in melodies]

    def next_batch(rng):
        X, Y = teacher_batch([songs[i] for i in rng.integers(len(songs), size=batch)], START, END)
        return X, np.maximum(Y, 0), (Y >= 0).sum(axis=1)

    return network, fit(network, next_batch, steps=steps, learning_rate=0.01, seed=seed)


def step_of(network):
    """Return a trained network as `step(i, state)`, which returns the scores (V,) after id i, and the next state."""

    def step(i, state):
        Z, state = network.step(np.array([i]), state)
        return Z[:, 0].astype(float), state

    return step


def perplexity_of(network, melodies):
    """Return e to the mean cross-entropy of melodies, for each value and each end."""
    X, Y = teacher_batch([ids_of(melody) for melody in melodies], START, END)
    cost, _ = step_cost(network.forward(X)[0].astype(float), np.maximum(Y, 0), (Y >= 0).sum(axis=1))
    return float(np.exp(cost))


def in_steps(melody):
    """Return a melody as pairs (interval from the note before, length), the same in every key; a rest is ("R", length).

    >>> in_steps([(60, 2), (0, 1), (64, 2)])
    [(0, 2), ('R', 1), (4, 2)]
    """
    found, last = [], None
    for pitch, length in melody:
        found.append(("R", length) if pitch == REST else (0 if last is None else pitch - last, length))
        last = last if pitch == REST else pitch
    return found


def drawn(network, generate=generate, *, number, temperature, seed, longest=60):
    """Return melodies that are drawn one after the other from a network."""
    rng, step = np.random.default_rng(seed), step_of(network)
    return [
        melody_of(generate(step, START, END, temperature=temperature, longest=longest, rng=rng)) for _ in range(number)
    ]
