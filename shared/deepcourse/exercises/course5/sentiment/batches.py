"""Padded batches of ids, with words that occur twice, for the cases of several exercises."""

import numpy as np

from deepcourse.exercises.declaration import Case


def some_batch(rng, V, m, T, *, lengths=None, numbers=bool, spared=(), scattered=False):
    """Return (ids, mask): random ids below V, some of them twice in a sentence; the pads hold any ids.

    lengths : of the sentences, the longest first at random where they are left out    numbers : the mask's type
    spared : ids that no real word has    scattered : pads are before and between the words, too
    """
    lengths = rng.permutation([T, *rng.integers(1, T + 1, size=m - 1)]) if lengths is None else np.array(lengths)
    allowed = np.array([i for i in range(V) if i not in spared])
    ids = rng.choice(allowed, size=(m, T))
    for row, length in zip(ids, lengths, strict=True):
        if length > 2:
            row[length - 1] = row[0]  # a word that occurs twice
    mask = np.arange(T) < lengths[:, None]
    if scattered:
        order = rng.permuted(np.tile(np.arange(T), (m, 1)), axis=1)
        ids, mask = np.take_along_axis(ids, order, 1), np.take_along_axis(mask, order, 1)
    ids[~mask] = rng.integers(0, V, size=int((~mask).sum()))
    return ids, mask.astype(numbers)


def case(name, *arguments):
    """Return a case."""
    return Case(name, arguments)
