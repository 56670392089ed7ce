"""Parameters and sequences for the cases of all exercises: no two sizes alike, no bias and no first state of zeros."""

import numpy as np

from deepcourse.sequence import recurrent as reference

SIZES = (  # n_a, n_x, m, T, n_y; those of the visible cases
    (5, 3, 4, 6, 2),
    (2, 4, 3, 5, 6),
    (3, 5, 2, 4, 7),
    (4, 2, 1, 3, 5),  # one example
    (6, 3, 2, 1, 4),  # one step
    (1, 2, 3, 4, 5),  # one unit
)


def parameters(rng, n_a, n_x, n_y, dtype=float):
    """Return the parameters of a layer, with biases."""
    made = reference.random_parameters(rng, n_a, n_x, n_y, scale=0.7, biases=0.6)
    return {name: value.astype(dtype) for name, value in made.items()}


def sequence(rng, n, m, T, dtype=float):
    """Return random numbers, (n, m, T)."""
    return rng.normal(size=(n, m, T)).astype(dtype)


def state(rng, n_a, m, dtype=float):
    """Return a state as tanh makes it, (n_a, m), not too near to -1 and 1."""
    return np.tanh(rng.normal(size=(n_a, m))).astype(dtype)


def told(n_a, n_x, m, T=None, n_y=None):
    """Return sizes in words."""
    parts = [(n_a, "unit"), (n_x, "input"), (m, "example"), (T, "step"), (n_y, "class")]
    plural = {"class": "classes"}
    words = [f"{n} {word if n == 1 else plural.get(word, word + 's')}" for n, word in parts if n is not None]
    return ", ".join(words)


def some_sizes(rng):
    """Return n_a, n_x, m, T, n_y, no two of them alike."""
    return [int(n) for n in rng.choice(np.arange(2, 7), size=5, replace=False)]


def layer_run(rng, n_a, n_x, m, T, n_y=2, dtype=float):
    """Return da (n_a, m, T) and the caches of a layer, for a backward pass."""
    made = parameters(rng, n_a, n_x, n_y, dtype)
    _, _, caches = reference.rnn_forward(sequence(rng, n_x, m, T, dtype), state(rng, n_a, m, dtype), made)
    return sequence(rng, n_a, m, T, dtype), caches
