"""A direction in word vectors that separates pairs of words: found, measured, and removed.

unit_vectors        {word: vector of length 1}, from words and their columns
bias_along          the cosine of each word to a direction
component_shares    how much of the spread within pairs each principal component has
bias_direction      the first of these components, with its sign settled
neutralize          a word without its part along a direction
equalize            two words that differ along a direction only
cosine_left         what a well-known slip in `neutralize` leaves
associations        how much nearer words are to one group than to another
association_test    two sets of words, compared by their associations: effect and p-value
guess_sides         the side of new words, from their neighbours among known ones
"""

from itertools import combinations

import numpy as np


def unit_vectors(words, E):
    """Return {word: (n,)}: the columns of E, (n, V), divided by their lengths, in float64.

    >>> unit_vectors(["a", "b"], np.array([[3.0, 0], [4, 2]]))["a"]
    array([0.6, 0.8])
    """
    columns = np.asarray(E, dtype=float)
    return dict(zip(words, (columns / np.linalg.norm(columns, axis=0)).T, strict=True))


def bias_along(words, g, vectors):
    """Return the cosine similarity of each word to g, (len(words),).

    words : list of str    g : (n,), not 0    vectors : {word: (n,)}; neither g nor the vectors need length 1

    >>> bias_along(["a", "b"], np.array([2.0, 0]), {"a": np.array([3.0, 4]), "b": np.array([-1.0, 0])})
    array([ 0.6, -1. ])
    """
    X = np.stack([vectors[word] for word in words])  # (m, n)
    if X.shape[1] != len(g):
        raise ValueError(f"the words have {X.shape[1]} numbers each, the direction {len(g)}")
    return X @ g / (np.linalg.norm(X, axis=1) * np.linalg.norm(g))


def within_pairs(pairs, vectors):
    """Return what both words of each pair are beyond the mean of the pair: (2 * len(pairs), n)."""
    both = np.array([[vectors[first], vectors[second]] for first, second in pairs])  # (pairs, 2, n)
    return (both - both.mean(axis=1, keepdims=True)).reshape(2 * len(both), -1)


def component_shares(pairs, vectors):
    """Return the share of the spread within pairs that each principal component has, the largest first.

    >>> vectors = {"a": np.array([2.0, 0]), "b": np.array([0.0, 0]), "c": np.array([0.0, 1]), "d": np.array([0.0, 2])}
    >>> component_shares([("a", "b"), ("c", "d")], vectors).round(3).tolist()
    [0.8, 0.2]
    """
    squares = np.linalg.svd(within_pairs(pairs, vectors), compute_uv=False) ** 2
    return squares / squares.sum()


def bias_direction(pairs, vectors):
    """Return g, (n,), of length 1: the first principal component of what words are beyond the mean of their pair.

    pairs : list of (first, second)    vectors : {word: (n,)}

    The sum of g . (first - second) over all pairs is positive: g points to the first words.

    >>> vectors = {"she": np.array([3.0, 1]), "he": np.array([1.0, 1])}
    >>> bias_direction([("she", "he")], vectors)
    array([1., 0.])
    """
    differences = within_pairs(pairs, vectors)
    g = np.linalg.svd(differences, full_matrices=False)[2][0]
    toward_first = differences[::2].sum(axis=0) @ g
    return (-g if toward_first < 0 else g) + 0.0


def neutralize(word, g, vectors):
    """Return the vector of a word without its part along g: (n,); its product with g is 0.

        e - (e . g / g . g) g

    g : (n,), of any length but 0    vectors : {word: (n,)}

    >>> neutralize("nurse", np.array([0.0, 2]), {"nurse": np.array([0.8, 0.6])})
    array([0.8, 0. ])
    """
    e, g = np.asarray(vectors[word]), np.asarray(g)
    if e.shape != g.shape:
        raise ValueError(f"{word} has the shape {e.shape}, the direction {g.shape}")
    return e - (e @ g) / (g @ g) * g


def equalize(pair, bias_axis, vectors):
    """Return two vectors, (n,) each and of length 1, that are alike but for the sign of their part along the axis.

        nu = the mean of the two words, without its part along the axis
        nu + sqrt(1 - |nu|^2) * (e_B - mu_B) / |e_B - mu_B|        for e the first word, then for e the second

    e_B and mu_B are the parts along the axis of the word and of the mean (T. Bolukbasi and others, 2016).

    pair : two words of length 1, with different parts along the axis    bias_axis : (n,), of any length but 0

    >>> vectors = {"she": np.array([0.6, 0.8]), "he": np.array([-0.28, 0.96])}
    >>> [e.round(3).tolist() for e in equalize(("she", "he"), np.array([5.0, 0]), vectors)]
    [[0.475, 0.88], [-0.475, 0.88]]
    """
    axis = np.asarray(bias_axis) / np.linalg.norm(bias_axis)
    first, second = (np.asarray(vectors[word]) for word in pair)
    if not first.shape == second.shape == axis.shape:
        raise ValueError(f"the words have the shapes {first.shape} and {second.shape}, the axis {axis.shape}")
    mean = (first + second) / 2
    rest = mean - (mean @ axis) * axis
    along = np.sqrt(max(1 - rest @ rest, 0)) * np.sign((first - second) @ axis)
    return rest + along * axis, rest - along * axis


def cosine_left(gamma, length):
    """Return the cosine to g that is left if e, of length 1, is "neutralized" as e - (e . g / |g|) g, a float.

    gamma : the cosine of e and g, between -1 and 1    length : that of g, above 0

    >>> cosine_left(0.6, 1.0), round(cosine_left(0.6, 3.0), 4)
    (0.0, -0.8321)
    """
    along = gamma * (1 - length)
    return float(along / np.sqrt(along**2 + 1 - gamma**2))


def associations(words, A, B, vectors):
    """Return for each word its mean cosine to the words of A, minus that to the words of B: (len(words),).

    >>> vectors = {"a": np.array([1.0, 0]), "b": np.array([0.0, 1]), "w": np.array([3.0, 4])}
    >>> associations(["w"], ["a"], ["b"], vectors).round(3).tolist()
    [-0.2]
    """
    W, of_A, of_B = (np.stack([vectors[word] for word in group]) for group in (words, A, B))
    W, of_A, of_B = (X / np.linalg.norm(X, axis=1, keepdims=True) for X in (W, of_A, of_B))
    return W @ (of_A.mean(axis=0) - of_B.mean(axis=0))


def association_test(X, Y, A, B, vectors):
    """Return (effect, p) of the test whether the words of X are nearer to A, and those of Y nearer to B.

    s : the `associations` of a word with A and B
    effect : (mean of s over X - mean of s over Y) / (standard deviation of s over all these words, divided by their
        number)
    p : the share of all divisions of these words into two sets of that size for which the sum of s over the first
        minus the sum over the second is at least as large as for X and Y, within 1e-9

    X, Y : lists of different words, equally many    A, B : lists of words (A. Caliskan and others, 2017)

    >>> vectors = {"a": np.array([1.0, 0]), "b": np.array([0.0, 1]), "x": np.array([4.0, 3]), "y": np.array([3.0, 4])}
    >>> effect, p = association_test(["x"], ["y"], ["a"], ["b"], vectors)
    >>> round(effect, 6), p
    (2.0, 0.5)
    """
    if len(X) != len(Y):
        raise ValueError(f"X has {len(X)} words and Y {len(Y)}: there have to be equally many")
    s = associations([*X, *Y], A, B, vectors)
    half = len(X)
    effect = (s[:half].mean() - s[half:].mean()) / s.std()
    chosen = np.array(list(combinations(range(2 * half), half)))
    sums = s[chosen].sum(axis=1)  # the larger this sum, the larger the difference of the two
    return float(effect), float((sums >= sums[0] - 5e-10).mean())


def guess_sides(known, sides, new, vectors, *, k=5):
    """Return a side for each new word, +1 or -1, by a vote of its k nearest neighbours among the known words.

    known, new : lists of words    sides : +1 or -1 for each known word    k : odd

    >>> vectors = {"a": np.array([1.0, 0]), "b": np.array([0.0, 1]), "c": np.array([2.0, 1])}
    >>> guess_sides(["a", "b"], [1, -1], ["c"], vectors, k=1)
    array([1])
    """
    K, N = (np.stack([vectors[word] for word in group]) for group in (known, new))
    cosines = (N / np.linalg.norm(N, axis=1, keepdims=True)) @ (K / np.linalg.norm(K, axis=1, keepdims=True)).T
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
    return np.where(np.asarray(sides)[nearest].sum(axis=1) > 0, 1, -1)
