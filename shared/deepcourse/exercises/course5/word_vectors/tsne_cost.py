"""Exercise 8: the objective of t-SNE."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

tsne_cost = FunctionExercise(
    __name__,
    reference=reference.tsne_cost,
    minutes=6,
    points_visible=4,
    points_hidden=7,
    returns=("the cost",),
    hints=(
        "Start with the squared distance of every pair of points, (m, m). Broadcasting Y[:, :, None] - Y[:, None, :] "
        "gives all differences.",
        "A point is no neighbour of itself: which entries of w must be 0 before you divide by the sum?",
        "0 ln 0 counts as 0, but NumPy makes it nan. Sum over the pairs with P > 0 only.",
    ),
)


def map_of(rng, n, m, perplexity, spread=1.0):
    """Return P of random points, and a random map."""
    return reference.affinities(rng.normal(size=(n, m)), perplexity), spread * rng.normal(size=(2, m))


def sparse(rng, m):
    """Return P with zeros beside its diagonal, and a map."""
    P = np.triu(rng.uniform(size=(m, m)) * (rng.uniform(size=(m, m)) < 0.6), 1)
    P[0, 1] = 0.7
    return (P + P.T) / (2 * P.sum()), rng.normal(size=(2, m))


@tsne_cost.visible
def visible():
    """Return two sizes and spreads, zeros in P, a wide map, points at one place."""
    rng = np.random.default_rng(77)
    P, Y = map_of(rng, 3, 6, 2.5)
    return [
        Case("3 words", (np.array([[0, 0.3, 0.1], [0.3, 0, 0.1], [0.1, 0.1, 0]]), np.array([[0.0, 1, 0], [0, 0, 2]]))),
        Case("6 words", (P, Y)),
        Case("a wide map of 9 words", map_of(rng, 5, 9, 4, 6.0)),
        Case("pairs with P = 0", sparse(rng, 7)),
        Case("all words at one place", (P, np.ones((2, 6)))),
    ]


@tsne_cost.draw
def draw(rng):
    """Return random points."""
    m = int(rng.integers(5, 12))
    return Case(f"{m} words", map_of(rng, 4, m, float(rng.uniform(1.5, m - 2)), float(rng.uniform(0.3, 5))))


@tsne_cost.edges
def edges(rng):
    """Return two words, zeros in P, a very wide and a very narrow map."""
    return [
        Case("2 words", (np.array([[0, 0.5], [0.5, 0]]), np.array([[0.0, 2], [1, 5]]))),
        Case("pairs with P = 0", sparse(rng, 9)),
        Case("a very wide map", map_of(rng, 4, 8, 3, 1e3)),
        Case("a narrow map", map_of(rng, 4, 7, 3, 1e-4)),
    ]


@tsne_cost.property("moving the whole map changes nothing")
def moved(f, rng):
    """Return a sentence unless the cost depends on distances only."""
    P, Y = map_of(rng, 4, 7, 3)
    one, two = float(f(P.copy(), Y.copy())), float(f(P, Y + np.array([[3.0], [-1]])))
    return None if np.isclose(one, two) else f"it is {one:.4g}, and {two:.4g} after a move"


def cost(P, Y, *, weights=lambda D: 1 / (1 + D), diagonal=False, divide=True):
    """Return the sum of P ln(P / Q) for other weights w."""
    w = weights(reference.squared_distances(Y))
    if not diagonal:
        np.fill_diagonal(w, 0)
    Q = w / w.sum() if divide else w
    with np.errstate(all="ignore"):
        return float(np.sum(P[P > 0] * np.log(P[P > 0] / Q[P > 0])))


@tsne_cost.mistake
def diagonal_kept(P, Y):
    """each word counts as its own neighbour: w_ii is 0"""
    return cost(P, Y, diagonal=True)


@tsne_cost.mistake
def not_divided(P, Y):
    """w is not divided by its sum: Q has the sum 1"""
    return cost(P, Y, divide=False)


@tsne_cost.mistake
def divided_by_rows(P, Y):
    """each row of w is divided by its own sum: divide by the sum of all entries"""
    w = 1 / (1 + reference.squared_distances(Y))
    np.fill_diagonal(w, 0)
    Q = w / w.sum(axis=1, keepdims=True)
    return float(np.sum(P[P > 0] * np.log(P[P > 0] / Q[P > 0])))


@tsne_cost.mistake
def gaussian(P, Y):
    """the weights in the map are Gaussian, exp(-distance squared): t-SNE uses 1 / (1 + distance squared)"""
    return cost(P, Y, weights=lambda D: np.exp(-np.minimum(D, 600)))


@tsne_cost.mistake
def root_taken(P, Y):
    """distances are used without the square: w is 1 / (1 + squared distance)"""
    return cost(P, Y, weights=lambda D: 1 / (1 + np.sqrt(D)))


@tsne_cost.mistake
def squared_twice(P, Y):
    """the distances are squared twice: w is 1 / (1 + squared distance)"""
    return cost(P, Y, weights=lambda D: 1 / (1 + D**2))


@tsne_cost.mistake
def one_left_out(P, Y):
    """the 1 is missing: w is 1 / (1 + squared distance)"""
    return cost(P, Y, weights=lambda D: 1 / (np.maximum(D, 1e-300)))


@tsne_cost.mistake
def sign_turned(P, Y):
    """the sign is wrong: the cost is the sum of P ln(P / Q), which is never negative"""
    return -reference.tsne_cost(P, Y)


@tsne_cost.mistake
def directions_swapped(P, Y):
    """P and Q are swapped: the sum is of P ln(P / Q)"""
    w = 1 / (1 + reference.squared_distances(Y))
    np.fill_diagonal(w, 0)
    Q = w / w.sum()
    pairs = (P > 0) & (Q > 0)
    return float(np.sum(Q[pairs] * np.log(Q[pairs] / P[pairs])))


@tsne_cost.mistake
def cross_entropy(P, Y):
    """the cross-entropy is returned: ln P is missing in the sum of P (ln P - ln Q)"""
    pairs = P > 0
    return reference.tsne_cost(P, Y) - float(np.sum(P[pairs] * np.log(P[pairs])))


@tsne_cost.mistake
def mean_of_pairs(P, Y):
    """the mean over all pairs is returned: take the sum"""
    return reference.tsne_cost(P, Y) / P.size


@tsne_cost.mistake
def each_pair_once(P, Y):
    """each pair is counted once: sum over both orders, i j and j i"""
    return reference.tsne_cost(P, Y) / 2


@tsne_cost.mistake
def bits(P, Y):
    """the logarithm has base 2: use the natural one"""
    return reference.tsne_cost(P, Y) / float(np.log(2))


@tsne_cost.mistake
def zero_makes_nan(P, Y):
    """pairs with P = 0 give nan: leave them out of the sum"""
    with np.errstate(all="ignore"):
        w = 1 / (1 + reference.squared_distances(Y))
        np.fill_diagonal(w, 0)
        Q = w / w.sum()
        return float(np.sum((P * np.log(P / Q))[~np.eye(len(P), dtype=bool)]))


@tsne_cost.right
def by_loops(P, Y):
    """Return the same, pair by pair."""
    m = len(P)
    w = [[0.0 if i == j else 1 / (1 + float(np.sum((Y[:, i] - Y[:, j]) ** 2))) for j in range(m)] for i in range(m)]
    total = sum(map(sum, w))
    return sum(P[i, j] * np.log(P[i, j] * total / w[i][j]) for i in range(m) for j in range(m) if P[i, j] > 0)


@tsne_cost.right
def by_differences(P, Y):
    """Return the same, as entropy and cross-entropy."""
    w = 1 / (1 + ((Y[:, :, None] - Y[:, None, :]) ** 2).sum(axis=0)) * (1 - np.eye(Y.shape[1]))
    pairs = P > 0
    return np.sum(P[pairs] * (np.log(P[pairs]) - np.log(w[pairs]) + np.log(w.sum())))
