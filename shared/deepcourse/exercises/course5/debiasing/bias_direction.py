"""Exercise 2: the direction in which the words of pairs differ."""

import numpy as np

from deepcourse.exercises.course5.debiasing.small_vectors import paired, unit
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import debiasing as reference

bias_direction = FunctionExercise(
    __name__,
    reference=reference.bias_direction,
    minutes=9,
    points_visible=8,
    points_hidden=10,
    returns=("g",),
    hints=(
        "Make an array with two rows for each pair: each word minus the mean of its own pair.",
        "np.linalg.svd of these rows returns three parts. The rows of the last one are directions; the spread along "
        "them falls from row to row.",
        "For the sign, add the products of g with first - second over all pairs. If the sum is negative, return -g.",
    ),
)


def case(rng, name, n, count, **options):
    """Return random pairs that differ mostly along one axis."""
    return Case(name, paired(rng, n, count, **options))


def spread_unevenly(rng, n, count):
    """Return pairs in which the first is much farther apart than the others, and along another direction."""
    pairs, vectors = paired(rng, n, count, strength=0.25)
    other = unit(rng.normal(size=n))
    vectors[pairs[0][0]], vectors[pairs[0][1]] = unit(0.3 * other + rng.normal(size=n) / n), -other
    return pairs, vectors


def first_pair_reversed(rng, n, count):
    """Return pairs, the first of which points against the others."""
    pairs, vectors = paired(rng, n, count)
    return [pairs[0][::-1], *pairs[1:]], vectors


def outvoted(rng, n):
    """Return three pairs that lie close to one line: two close ones, and a far one that points against them."""
    pairs, vectors = paired(rng, n, 3, strength=0.12, noise=0.1)
    far, side = unit(vectors[pairs[1][0]] - vectors[pairs[1][1]]), 0.6 * unit(rng.normal(size=n))
    vectors[pairs[2][0]], vectors[pairs[2][1]] = unit(side - 0.9 * far), unit(side + 0.9 * far)
    return pairs, vectors


def last_pair_reversed(rng, n, count):
    """Return pairs, the last of which points against the others."""
    pairs, vectors = paired(rng, n, count)
    return [*pairs[:-1], pairs[-1][::-1]], vectors


@bias_direction.visible
def visible():
    """Return pairs of several numbers and sizes, pairs that disagree, one pair, words that are in no pair."""
    rng = np.random.default_rng(62)
    return [
        case(rng, "3 pairs, 4 numbers a word", 4, 3, others=2),
        case(rng, "6 pairs, 3 numbers a word", 3, 6),
        case(rng, "5 pairs that agree less", 6, 5, noise=0.5),
        case(rng, "4 pairs, 9 numbers a word", 9, 4, others=5),
        Case("the first pair is far apart", spread_unevenly(rng, 5, 4)),
        Case("the first pair points against the others", first_pair_reversed(rng, 4, 4)),
        Case("the last pair points against the others", last_pair_reversed(rng, 5, 4)),
        Case("one pair far apart points against two that are close", outvoted(rng, 4)),
        case(rng, "one pair", 4, 1),
        case(rng, "two pairs", 5, 2, noise=0.4),
    ]


@bias_direction.draw
def draw(rng):
    """Return random pairs."""
    n, count = int(rng.integers(3, 10)), int(rng.integers(3, 8))
    return case(rng, f"{count} pairs, {n} numbers a word", n, count, noise=0.4, others=int(rng.integers(0, 4)))


@bias_direction.edges
def edges(rng):
    """Return one pair, two numbers a word, disagreeing pairs."""
    return [
        case(rng, "one pair", 6, 1),
        case(rng, "2 numbers a word", 2, 5),
        Case("the first pair is far apart", spread_unevenly(rng, 6, 5)),
        Case("the first pair points against the others", first_pair_reversed(rng, 5, 5)),
        Case("the last pair points against the others", last_pair_reversed(rng, 3, 6)),
        Case("one pair far apart points against two that are close", outvoted(rng, 5)),
    ]


@bias_direction.property("g has length 1, and no direction has more of the spread")
def longest_spread(f, rng):
    """Return a sentence unless g has length 1 and 200 other directions have no more spread."""
    pairs, vectors = paired(rng, 5, 4, noise=0.5)
    g = np.asarray(f(pairs, vectors))
    if g.shape != (5,):
        return f"g has the shape {g.shape}, expected (5,)"
    if abs(np.linalg.norm(g) - 1) > 1e-9:
        return f"g is {np.linalg.norm(g):.4g} long"
    differences = np.array([vectors[a] - vectors[b] for a, b in pairs])
    others = rng.normal(size=(200, 5))
    others /= np.linalg.norm(others, axis=1, keepdims=True)
    most = np.max(np.sum((others @ differences.T) ** 2, axis=1))
    own = np.sum((differences @ g) ** 2)
    return f"the spread along g is {own:.4g}, along another direction {most:.4g}" if own < most else None


@bias_direction.property("pairs the other way around turn g around")
def turned_around(f, rng):
    """Return a sentence unless g changes its sign with the order within the pairs."""
    pairs, vectors = paired(rng, 4, 3)
    g, other = (np.asarray(f(some, vectors)) for some in (pairs, [(b, a) for a, b in pairs]))
    return None if np.allclose(g, -other) else "with second and first exchanged in every pair, g does not become -g"


def signed(g, pairs, vectors):
    """Return g or -g, by the sum over all pairs."""
    toward = sum(g @ (vectors[first] - vectors[second]) for first, second in pairs)
    return -g if toward < 0 else g


def rows_of(pairs, vectors):
    """Return all words of the pairs, a row each, first and second in turn."""
    return np.array([vectors[word] for pair in pairs for word in pair])


def component(X, place=0):
    """Return a principal direction of rows from which nothing is taken away any more."""
    return np.linalg.svd(X, full_matrices=len(X) < X.shape[1])[2][place]


def first_component(X, pairs, vectors):
    """Return the first principal direction of rows, with the right sign."""
    return signed(component(X), pairs, vectors)


@bias_direction.mistake
def mean_of_the_differences(pairs, vectors):
    """g is the mean of the differences, divided by its length: it should be the first principal component"""
    return unit(np.mean([vectors[a] - vectors[b] for a, b in pairs], axis=0))


@bias_direction.mistake
def first_pair_alone(pairs, vectors):
    """only the first pair is used: all pairs count"""
    return unit(vectors[pairs[0][0]] - vectors[pairs[0][1]])


@bias_direction.mistake
def nothing_subtracted(pairs, vectors):
    """no mean is subtracted: the largest component is then what all these words have in common"""
    return first_component(rows_of(pairs, vectors), pairs, vectors)


@bias_direction.mistake
def one_mean_for_all(pairs, vectors):
    """one mean of all words is subtracted: each pair has its own mean"""
    X = rows_of(pairs, vectors)
    return first_component(X - X.mean(axis=0), pairs, vectors)


@bias_direction.mistake
def mean_difference_subtracted(pairs, vectors):
    """the mean of the differences is subtracted from them, as PCA does: that removes just what the pairs share"""
    X = np.array([vectors[a] - vectors[b] for a, b in pairs])
    return first_component(X - X.mean(axis=0), pairs, vectors)


@bias_direction.mistake
def sums_of_pairs(pairs, vectors):
    """first and second word are added: what they share comes out, and not how they differ"""
    return first_component(np.array([vectors[a] + vectors[b] for a, b in pairs]), pairs, vectors)


@bias_direction.mistake
def differences_of_length_one(pairs, vectors):
    """each difference is first divided by its length: pairs that are farther apart count for more"""
    return first_component(np.array([unit(vectors[a] - vectors[b]) for a, b in pairs]), pairs, vectors)


@bias_direction.mistake
def sign_reversed(pairs, vectors):
    """g points to the second words: it should point to the first ones"""
    return -reference.bias_direction(pairs, vectors)


@bias_direction.mistake
def sign_by_the_first_pair(pairs, vectors):
    """the sign comes from the first pair alone: add the products over all pairs"""
    g = reference.bias_direction(pairs, vectors)
    return -g if g @ (vectors[pairs[0][0]] - vectors[pairs[0][1]]) < 0 else g


@bias_direction.mistake
def sign_by_votes(pairs, vectors):
    """the sign is that of most pairs, one vote each: add the products themselves, so that far pairs count for more"""
    g = reference.bias_direction(pairs, vectors)
    votes = sum(np.sign(g @ (vectors[first] - vectors[second])) for first, second in pairs)
    return -g if votes < 0 else g


@bias_direction.mistake
def largest_number_positive(pairs, vectors):
    """the sign makes the largest number of g positive, as in pca_map: here g has to point to the first words"""
    g = reference.bias_direction(pairs, vectors)
    return -g if g[np.abs(g).argmax()] < 0 else g


@bias_direction.mistake
def last_component(pairs, vectors):
    """the component with the least spread is returned: np.linalg.eigh lists the largest last, svd the largest first"""
    return signed(component(reference.within_pairs(pairs, vectors), -1), pairs, vectors)


@bias_direction.mistake
def length_left(pairs, vectors):
    """g is not of length 1: it has the singular value as its length"""
    values = np.linalg.svd(reference.within_pairs(pairs, vectors), compute_uv=False)
    return values[0] * reference.bias_direction(pairs, vectors)


@bias_direction.mistake
def column_instead_of_row(pairs, vectors):
    """a column of the last part of the SVD is returned: its directions are its rows"""
    X = reference.within_pairs(pairs, vectors)
    return signed(np.linalg.svd(X, full_matrices=True)[2][:, 0], pairs, vectors)


@bias_direction.right
def by_the_covariance(pairs, vectors):
    """Return the same from the eigenvectors of the differences' products."""
    D = np.array([vectors[a] - vectors[b] for a, b in pairs])
    g = np.linalg.eigh(D.T @ D)[1][:, -1]
    return g * np.sign((D @ g).sum())


@bias_direction.right
def by_powers(pairs, vectors):
    """Return the same, by squaring the matrix again and again."""
    D = np.array([vectors[a] - vectors[b] for a, b in pairs])
    M = D.T @ D
    for _ in range(14):
        M = M @ M / np.sum(M**2)
    g = unit(M @ np.linspace(1.0, 1.7, D.shape[1]))
    return g if D.sum(axis=0) @ g > 0 else -g
