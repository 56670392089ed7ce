"""Words with vectors of length 1, for the cases of several exercises."""

import numpy as np

WORDS = (
    "tea", "river", "coin", "lamp", "stone", "violin", "cloud", "bread", "wheel", "salt", "moon", "fern", "clock",
    "sail", "brick", "candle", "field", "glass", "honey", "iron",
)  # fmt: skip


def unit(x):
    """Return x divided by its length."""
    return x / np.linalg.norm(x)


def some_words(rng, count):
    """Return different words in random order."""
    return [WORDS[i] for i in rng.permutation(len(WORDS))[:count]]


def some_vectors(rng, words, n, *, lengths=False):
    """Return {word: (n,)}: random vectors, of length 1 or of different lengths."""
    return {word: unit(rng.normal(size=n)) * (rng.uniform(0.4, 3) if lengths else 1) for word in words}


def paired(rng, n, count, *, strength=0.5, noise=0.15, others=0):
    """Return (pairs, vectors): pairs of words of length 1 that differ mostly along one random axis; other words."""
    words = some_words(rng, 2 * count + others)
    pairs, axis, vectors = (
        list(zip(words[: 2 * count : 2], words[1 : 2 * count : 2], strict=True)),
        rng.normal(size=n),
        {},
    )
    axis = unit(axis)
    for first, second in pairs:
        middle, apart = 0.6 * unit(rng.normal(size=n)), strength * rng.uniform(0.5, 1.5) * axis
        vectors[first] = unit(middle + apart + noise * rng.normal(size=n) / np.sqrt(n))
        vectors[second] = unit(middle - apart + noise * rng.normal(size=n) / np.sqrt(n))
    return pairs, vectors | some_vectors(rng, words[2 * count :], n)
