"""Exercise 9: derive the gradient of t-SNE."""

import numpy as np

from deepcourse.exercises.course5.word_vectors.tsne_cost import map_of, sparse
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word_vectors as reference

tsne_gradient = FunctionExercise(
    __name__,
    reference=reference.tsne_gradient,
    minutes=10,
    points_visible=4,
    points_hidden=6,
    returns=("dY",),
    hints=(
        "Write the cost as a constant, minus the sum of P ln w, plus ln of the sum of all w. What is the slope of "
        "each part with respect to one w_ij?",
        "The two parts give -(P_ij - Q_ij) / w_ij. Now differentiate w with respect to the squared distance, and use w "
        "itself to write the result.",
        "Each point is in two entries of each pair, i j and j i, and a squared distance has a factor 2 of its own. "
        "Test a finite difference on three points before you run check.",
    ),
)


@tsne_gradient.visible
def visible():
    """Return three words, two sizes and spreads, zeros in P."""
    rng = np.random.default_rng(78)
    return [
        Case("3 words", (np.array([[0, 0.3, 0.1], [0.3, 0, 0.1], [0.1, 0.1, 0]]), np.array([[0.0, 1, 0], [0, 0, 2]]))),
        Case("6 words", map_of(rng, 3, 6, 2.5)),
        Case("a wide map of 9 words", map_of(rng, 5, 9, 4, 3.0)),
        Case("pairs with P = 0", sparse(rng, 7)),
    ]


@tsne_gradient.draw
def draw(rng):
    """Return random points."""
    m = int(rng.integers(4, 12))
    return Case(f"{m} words", map_of(rng, 4, m, float(rng.uniform(1.5, m - 2)), float(rng.uniform(0.3, 5))))


@tsne_gradient.edges
def edges(rng):
    """Return two words, points at one place, a narrow map."""
    P, _ = map_of(rng, 3, 6, 2.5)
    return [
        Case("2 words", (np.array([[0, 0.5], [0.5, 0]]), np.array([[0.0, 2], [1, 5]]))),
        Case("all words at one place", (P, np.ones((2, 6)))),
        Case("a narrow map", map_of(rng, 4, 7, 3, 1e-3)),
    ]


@tsne_gradient.property("it is the slope of the cost")
def slope(f, rng):
    """Return a sentence unless a finite difference agrees."""
    P, Y = map_of(rng, 4, 6, 2.5)
    direction, h = rng.normal(size=Y.shape), 1e-6
    number = (reference.tsne_cost(P, Y + h * direction) - reference.tsne_cost(P, Y - h * direction)) / (2 * h)
    said = float(np.sum(np.asarray(f(P, Y)) * direction))
    if np.isclose(said, number, rtol=1e-4, atol=1e-7):
        return None
    return f"in some direction, the cost changes by {number:.4g} a step, and dY says {said:.4g}"


def gradient(P, Y, *, factor=4, power=1, diagonal=False, pull=lambda P, Q: P - Q):
    """Return a gradient with one thing changed."""
    w = 1 / (1 + reference.squared_distances(Y))
    kept = w.copy()
    if not diagonal:
        np.fill_diagonal(kept, 0)
    force = pull(P, kept / kept.sum()) * w**power
    return factor * np.sum(force * (Y[:, :, None] - Y[:, None, :]), axis=2)


@tsne_gradient.mistake
def factor_two(P, Y):
    """the factor is 2: each point is in two entries of every pair, so it is 4"""
    return gradient(P, Y, factor=2)


@tsne_gradient.mistake
def factor_one(P, Y):
    """the factor is 1: the square gives 2, and both orders of a pair give 2 more"""
    return gradient(P, Y, factor=1)


@tsne_gradient.mistake
def sign_turned(P, Y):
    """the sign is wrong: this direction makes the cost smaller, while the gradient points uphill"""
    return gradient(P, Y, factor=-4)


@tsne_gradient.mistake
def factor_w_missing(P, Y):
    """the factor w is missing in each term: it comes from the slope of ln w along the squared distance"""
    return gradient(P, Y, power=0)


@tsne_gradient.mistake
def w_squared(P, Y):
    """w is squared in each term: the derivative of w is -w squared, but ln w divides by w once"""
    return gradient(P, Y, power=2)


@tsne_gradient.mistake
def attraction_alone(P, Y):
    """Q is missing: the sum of all w depends on the points, too, and pushes them apart"""
    return gradient(P, Y, pull=lambda P, Q: P)


@tsne_gradient.mistake
def repulsion_alone(P, Y):
    """P is missing: the terms are (P - Q) times w times the difference"""
    return gradient(P, Y, pull=lambda P, Q: -Q)


@tsne_gradient.mistake
def diagonal_kept(P, Y):
    """each word counts as its own neighbour in Q: w_ii is 0 before w is divided by its sum"""
    return gradient(P, Y, diagonal=True)


@tsne_gradient.mistake
def not_divided(P, Y):
    """w is used in place of Q: divide it by its sum"""
    w = 1 / (1 + reference.squared_distances(Y))
    np.fill_diagonal(w, 0)
    return 4 * np.sum((P - w) * w * (Y[:, :, None] - Y[:, None, :]), axis=2)


@tsne_gradient.mistake
def transposed(P, Y):
    """the points are rows: dY has the shape of Y, (2, m)"""
    return reference.tsne_gradient(P, Y).T


@tsne_gradient.mistake
def divided_by_m(P, Y):
    """the gradient is divided by the number of words: the cost is a sum"""
    return reference.tsne_gradient(P, Y) / Y.shape[1]


@tsne_gradient.mistake
def ratio_for_difference(P, Y):
    """ln(P / Q) is the factor of each term: the derivative leaves P - Q"""
    return gradient(P, Y, pull=lambda P, Q: np.where(P > 0, np.log(np.where(P > 0, P, 1) / np.where(Q > 0, Q, 1)), 0))


@tsne_gradient.right
def by_loops(P, Y):
    """Return the same, pair by pair."""
    m, dY = Y.shape[1], np.zeros_like(Y, dtype=float)
    w = 1 / (1 + ((Y[:, :, None] - Y[:, None]) ** 2).sum(axis=0)) - np.eye(m)
    for i in range(m):
        for j in range(m):
            dY[:, i] += 4 * (P[i, j] - w[i, j] / w.sum()) * w[i, j] * (Y[:, i] - Y[:, j])
    return dY


@tsne_gradient.right
def by_einsum(P, Y):
    """Return the same, by einsum."""
    difference = Y[:, :, None] - Y[:, None, :]
    w = 1 / (1 + (difference**2).sum(axis=0))
    w[np.diag_indices_from(w)] = 0
    return 4 * np.einsum("ij,cij->ci", (P - w / w.sum()) * w, difference)
