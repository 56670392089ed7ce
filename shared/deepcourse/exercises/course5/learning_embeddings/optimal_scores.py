"""Exercise 7: what negative sampling converges to."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word2vec as reference


def quietly(f, X, q, k):
    """Return what f returns, without NumPy's warning about ln 0."""
    with np.errstate(divide="ignore"):
        return f(X, q, k)


optimal_scores = FunctionExercise(
    __name__,
    reference=reference.optimal_scores,
    minutes=7,
    points_visible=4,
    points_hidden=7,
    returns=("the scores",),
    use=quietly,
    hints=(
        "Collect all terms with one score z, that of centre i and context j. How often is the pair true, "
        "and how often a drawn one?",
        "With A true and B drawn pairs, they are -A ln sigmoid(z) - B ln sigmoid(-z). Set the derivative with respect "
        "to z to 0.",
        "sigmoid(z) = A / (A + B). Solve that for z; then write A and B with X, the row sums of X, q and k.",
    ),
)


def table(rng, V, k, zeros=0):
    """Return (X, q, k): counts that are not symmetric, some of them 0, and a noise distribution."""
    X = rng.integers(1, 40, size=(V, V)).astype(float)
    for i in range(zeros):
        X[i % V, (i + 1 + i // V) % V] = 0
    return X, rng.dirichlet(np.full(V, 3.0)), k


@optimal_scores.visible
def visible():
    """Return one and several negative words, fractions, zeros, one word that is hardly drawn."""
    rng = np.random.default_rng(67)
    X, q, _ = table(rng, 3, 1)
    return [
        Case("3 words, k = 2", table(rng, 3, 2)),
        Case("4 words, k = 5", table(rng, 4, 5)),
        Case("3 words, k = 1", table(rng, 3, 1)),
        Case("pairs that never occur, k = 3", table(rng, 4, 3, zeros=3)),
        Case("counts with fractions, k = 4", (X / 8, q, 4)),
        Case("equal noise, k = 2", (X[:, ::-1].copy(), np.full(3, 1 / 3), 2)),
        Case("2 words, k = 15", (np.array([[8.0, 1.0], [3.0, 30.0]]), np.array([0.9, 0.1]), 15)),
    ]


@optimal_scores.draw
def draw(rng):
    """Return random counts, noise and k."""
    V, k = int(rng.integers(2, 7)), int(rng.integers(1, 20))
    return Case(f"{V} words, k = {k}", table(rng, V, k, zeros=int(rng.integers(V))))


@optimal_scores.edges
def edges(rng):
    """Return one negative word, many, many zeros, rare counts."""
    X, q, k = table(rng, 5, 6)
    return [
        Case("k = 1", table(rng, 4, 1)),
        Case("k = 20", table(rng, 3, 20)),
        Case("many pairs never occur", table(rng, 5, 3, zeros=8)),
        Case("small counts", (X / 1000, q, k)),
    ]


@optimal_scores.property("no other scores have a lower cost")
def lowest(f, rng):
    """Return a sentence unless the cost rises when the scores are moved, up or down, in a random direction."""
    X, q, k = table(rng, 4, 3)
    best = np.asarray(f(X.copy(), q.copy(), k), float)
    drawn = k * X.sum(axis=1, keepdims=True) * q

    def cost(Z):
        return float(np.sum(X * np.logaddexp(0, -Z) + drawn * np.logaddexp(0, Z)))

    direction = 0.2 * rng.normal(size=X.shape)
    for step in (1, -1, 0.1, -0.1):
        if cost(best + step * direction) < cost(best) - 1e-9:
            return f"your scores cost {cost(best):.6g}; others cost {cost(best + step * direction):.6g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def ln(values):
    """Return the logarithm; -inf of 0, in silence."""
    with np.errstate(divide="ignore"):
        return np.log(values)


def rows(X):
    """Return the row sums, (V, 1)."""
    return X.sum(axis=1, keepdims=True)


@optimal_scores.mistake
def k_left_out(X, q, k):
    """k is left out: each true pair comes with k drawn ones, which subtracts ln k"""
    return ln(X) - np.log(rows(X) * q)


@optimal_scores.mistake
def k_added(X, q, k):
    """ln k is added: more negative words push the scores down, so subtract it"""
    return ln(X) - np.log(rows(X) * q) + np.log(k)


@optimal_scores.mistake
def k_itself(X, q, k):
    """k is subtracted in place of ln k: it is a factor inside the logarithm"""
    return ln(X) - np.log(rows(X) * q) - k


@optimal_scores.mistake
def column_sums(X, q, k):
    """the column sums of X are used: k words are drawn for each true pair of centre i, so take the sum of row i"""
    return ln(X) - np.log(k * X.sum(axis=0) * q)


@optimal_scores.mistake
def sums_along_the_wrong_axis(X, q, k):
    """the row sums are laid out along a row, X.sum(axis=1) without keepdims: the sum of row i belongs to row i"""
    return ln(X) - np.log(k * X.sum(axis=1) * q)


@optimal_scores.mistake
def noise_of_the_center(X, q, k):
    """q is used for the centre word: the context words are drawn, so q_j belongs to column j"""
    return ln(X) - np.log(k * rows(X) * q[:, None])


@optimal_scores.mistake
def noise_left_out(X, q, k):
    """q is left out: a word that is drawn often has more drawn pairs"""
    return ln(X) - np.log(k * rows(X) + 0 * q)


@optimal_scores.mistake
def uniform_noise(X, q, k):
    """all words are taken as equally likely to be drawn: word j is drawn with the probability q_j"""
    return ln(X) - np.log(k * rows(X) / len(q)) + 0 * q


@optimal_scores.mistake
def sums_left_out(X, q, k):
    """the row sums are left out: the number of drawn pairs grows with the number of true ones"""
    return ln(X) - np.log(k * q)


@optimal_scores.mistake
def total_for_row(X, q, k):
    """the sum of all counts is used: k negatives come with each true pair of centre i, so sum row i"""
    return ln(X) - np.log(k * X.sum() * q)


@optimal_scores.mistake
def noise_from_columns(X, q, k):
    """the noise is taken from the column sums of X: it is given as q"""
    return ln(X) - np.log(k * rows(X) * X.sum(axis=0) / X.sum())


@optimal_scores.mistake
def power_again(X, q, k):
    """q is taken to the power 3/4: it is already the distribution that is drawn from"""
    return ln(X) - np.log(k * rows(X) * q**0.75 / np.sum(q**0.75))


@optimal_scores.mistake
def probabilities(X, q, k):
    """the share of true pairs is returned: it is sigmoid(z), so solve for the score z"""
    return X / (X + k * rows(X) * q)


@optimal_scores.mistake
def logarithm_of_the_share(X, q, k):
    """the logarithm of the share of true pairs is returned: that share is sigmoid(z), so solve for z"""
    return ln(X / (X + k * rows(X) * q))


@optimal_scores.mistake
def ratio_without_logarithm(X, q, k):
    """the logarithm is missing: the ratio of true to drawn pairs is e^z"""
    return X / (k * rows(X) * q)


@optimal_scores.mistake
def upside_down(X, q, k):
    """the sign is wrong: pairs that occur often have high scores"""
    return -(ln(X) - np.log(k * rows(X) * q))


@optimal_scores.mistake
def positive_only(X, q, k):
    """negative scores are set to 0: pairs that are drawn more often than they occur have scores below 0"""
    return np.maximum(0, ln(X) - np.log(k * rows(X) * q))


@optimal_scores.mistake
def zero_for_minus_infinity(X, q, k):
    """pairs that never occur get the score 0: there the cost falls as z falls, so it is -inf"""
    return np.where(X > 0, ln(np.where(X > 0, X, 1)) - np.log(k * rows(X) * q), 0.0)


@optimal_scores.mistake
def one_added(X, q, k):
    """1 is added to the counts: the formula has X itself, and -inf where it is 0"""
    return np.log(X + 1) - np.log(k * rows(X) * q)


@optimal_scores.mistake
def in_bits(X, q, k):
    """logarithms to base 2 are taken: the sigmoid uses e, so take natural ones"""
    return (ln(X) - np.log(k * rows(X) * q)) / np.log(2)


@optimal_scores.mistake
def transposed(X, q, k):
    """the table is transposed: row i is the centre word, column j the context"""
    return (ln(X) - np.log(k * rows(X) * q)).T


# --- right, written differently -------------------------------------------------------------------------------------


@optimal_scores.right
def by_loops(X, q, k):
    """Return the same, entry by entry."""
    Z = np.empty(X.shape)
    for i, j in np.ndindex(X.shape):
        Z[i, j] = np.log(X[i, j] / (k * X[i].sum() * q[j])) if X[i, j] else -np.inf
    return Z


@optimal_scores.right
def by_odds(X, q, k):
    """Return the same, as the logarithm of the odds of a true pair."""
    share = X / (X + k * rows(X) * q)
    return ln(share) - np.log(1 - share)
