"""Melodies and networks for the cases of this notebook's exercises.

melody          a random melody, with rests
lstm            the parameters of a small LSTM over ids
step_of         such parameters as `step(i, state)`
"""

import numpy as np

from deepcourse.sequence.gated import lstm_cell_forward
from deepcourse.sequence.music import REST


def melody(rng, n, *, low=55, high=79, lengths=(1, 2, 3, 4, 6), rests=0.2):
    """Return n pairs (pitch, length) of Python's own whole numbers; a share of them are rests."""
    return [
        (REST if rng.random() < rests else int(rng.integers(low, high)), int(rng.choice(lengths))) for _ in range(n)
    ]


def lstm(rng, n_a, V, *, scale=1.0, end=None, ends=0.0):
    """Return the parameters of an LSTM that reads one-hot ids; `ends` is added to the bias of the id `end`."""
    found = {}
    for gate in "fico":
        found[f"W{gate}"] = scale * rng.normal(size=(n_a, n_a + V))
        found[f"b{gate}"] = 0.5 * rng.normal(size=(n_a, 1))
    found["Wy"], found["by"] = 2 * scale * rng.normal(size=(V, n_a)), 0.5 * rng.normal(size=(V, 1))
    if end is not None:
        found["by"][end] += ends
    return found


def step_of(parameters):
    """Return parameters as `step(i, state)`: the scores (V,) after id i, and the next state; None is the first one."""
    (V, n_a), dtype = parameters["Wy"].shape, parameters["Wy"].dtype
    columns = np.eye(V, dtype=dtype)

    def step(i, state):
        a, c = (np.zeros((n_a, 1), dtype),) * 2 if state is None else state
        a, c, _, _ = lstm_cell_forward(columns[:, [i]], a, c, parameters)
        return (parameters["Wy"] @ a + parameters["by"])[:, 0], (a, c)

    return step
