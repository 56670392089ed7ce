"""Probabilities, chimes and words for the cases of the exercises on chimes.

scene       probabilities with a rise after each word, and some elsewhere
as_text     a list of steps as a text: lists of different length can be compared then
"""

import numpy as np


def scene(rng, T, ends, false=(), *, height=(0.55, 0.95), length=3):
    """Return (T,): small numbers, and a rise of some steps after each word, and at each of the false steps."""
    p = rng.uniform(0.01, 0.3, size=T)
    for start in (*(end + 1 for end in ends), *false):
        stop = min(T, start + length)
        p[start:stop] = np.sort(rng.uniform(*height, size=stop - start))[::-1]
    return p.round(3)


def as_text(steps):
    """Return steps as a text; words in place of what is no list of whole numbers."""
    if steps is None or np.ndim(steps) != 1:
        return f"{type(steps).__name__}, not a list of steps"
    return ", ".join(f"{step:g}" for step in steps) or "no chime"
