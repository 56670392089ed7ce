"""Words with vectors, for the cases of several exercises."""

WORDS = ("tea", "river", "coin", "lamp", "stone", "violin", "cloud", "bread", "wheel", "salt", "moon", "fern")


def some_words(rng, n, V):
    """Return (words, E): V words in random order and random vectors (n, V) of different lengths."""
    words = [WORDS[i] for i in rng.permutation(len(WORDS))[:V]]
    return words, rng.normal(size=(n, V)) * rng.uniform(0.3, 3, size=V)


def as_vectors(words, E):
    """Return {word: (n,)}."""
    return {word: E[:, i].copy() for i, word in enumerate(words)}
