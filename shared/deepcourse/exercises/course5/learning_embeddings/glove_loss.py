"""Exercise 9: scores that fit the logarithms of counts."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import glove as reference

glove_loss = FunctionExercise(
    __name__,
    reference=reference.glove_loss,
    minutes=8,
    points_visible=5,
    points_hidden=9,
    returns=("the cost", "dE", "dC", "dbE", "dbC"),
    any_number_type=True,
    hints=(
        "ln 0 is -inf, and 0 times -inf is nan: replace the zeros of X before the logarithm, since f(0) is 0.",
        "Write the cost as the sum of f r^2 with r = e_i . c_j + bE_i + bC_j - ln X_ij. What is its derivative with "
        "respect to one score?",
        "The derivatives of the scores form a table D, (V, V). Which row or column has the scores of e_i? And c_j?",
    ),
)


def table(rng, n, V, largest=250.0, zeros=3):
    """Return (E, C, bE, bC, X): normal vectors, and counts that are not symmetric; some are 0 or below 1."""
    X = np.exp(rng.uniform(np.log(0.4), np.log(largest), size=(V, V)))
    for _ in range(zeros):
        X[tuple(rng.integers(V, size=2))] = 0
    return rng.normal(size=(n, V)), rng.normal(size=(n, V)), rng.normal(size=(V, 1)), rng.normal(size=(V, 1)), X


def as_float32(arrays):
    """Return all arrays in single precision."""
    return tuple(array.astype(np.float32) for array in arrays)


@glove_loss.visible
def visible():
    """Return small and large counts, a row of zeros, zeros alone, whole counts of 100 and 1, single precision."""
    rng = np.random.default_rng(69)
    *vectors, X = table(rng, 2, 4)
    X[1] = 0
    whole = np.array([[0, 3, 100], [1, 160, 7], [40, 0, 2]])
    return [
        Case("3 words, all counts below 100", table(rng, 2, 3, largest=60.0, zeros=0)),
        Case("4 words, some counts above 100, some 0", table(rng, 3, 4, largest=900.0)),
        Case("5 words, vectors of 2 numbers", table(rng, 2, 5)),
        Case("whole counts, 100 among them", (*table(rng, 4, 3)[:4], whole)),
        Case("a word that is never a centre", (*vectors, X)),
        Case("2 words, counts below 1", table(rng, 3, 2, largest=0.9, zeros=0)),
        Case("single precision", as_float32(table(rng, 3, 4))),
        Case("no pair occurs, vectors of one number", (*table(rng, 1, 3)[:4], np.zeros((3, 3)))),
    ]


@glove_loss.draw
def draw(rng):
    """Return random sizes."""
    n, V = (int(number) for number in rng.choice(np.arange(2, 8), size=2, replace=False))
    return Case(f"{V} words, vectors of {n} numbers", table(rng, n, V, largest=float(rng.uniform(150, 600))))


@glove_loss.edges
def edges(rng):
    """Return no pairs, vectors of one number, large counts, whole ones, single precision."""
    return [
        Case("no pair occurs", (*table(rng, 2, 3)[:4], np.zeros((3, 3)))),
        Case("vectors of one number", table(rng, 1, 4)),
        Case("large counts", table(rng, 2, 4, largest=1e6)),
        Case("whole counts", (*table(rng, 2, 3)[:4], rng.integers(0, 200, size=(3, 3)))),
        Case("single precision", as_float32(table(rng, 4, 3))),
    ]


@glove_loss.property("each gradient is the slope of the cost")
def slopes(f, rng):
    """Return a sentence unless the four gradients tell how the cost changes in random directions."""
    *arrays, X = table(rng, 2, 4)
    gradients = f(*(array.copy() for array in arrays), X.copy())[1:]
    for place, name in enumerate(("E", "C", "bE", "bC")):
        direction = rng.normal(size=arrays[place].shape)
        ends = [
            f(*(a + step * direction if i == place else a.copy() for i, a in enumerate(arrays)), X.copy())[0]
            for step in (1e-5, -1e-5)
        ]
        slope, told = (ends[0] - ends[1]) / 2e-5, float(np.sum(np.asarray(gradients[place]) * direction))
        if not abs(slope - told) <= 1e-5 * max(1, abs(slope)):
            return f"moving {name}, the cost rises by {slope:.5g}, d{name} says {told:.5g}"
    return None


@glove_loss.property("scores that fit every count cost nothing")
def fits(f, rng):
    """Return a sentence unless the cost is 0 where each score is the logarithm of its count."""
    a, b = rng.uniform(0, 3, size=(4, 1)), rng.uniform(0, 3, size=(4, 1))
    cost = f(np.zeros((2, 4)), rng.normal(size=(2, 4)), a, b, np.exp(a + b.T))[0]
    return None if abs(cost) < 1e-9 else f"every score is the logarithm of its count, but the cost is {cost:.5g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def f_of(X, top=100, power=0.75, cap=True):
    """Return the weights of counts."""
    share = X / top
    return (np.minimum(1, share) if cap else share) ** power


def residual(E, C, bE, bC, X):
    """Return the scores minus ln X; where X is 0, minus 0."""
    return E.T @ C + bE + bC.T - np.log(np.where(X > 0, X, 1))


def back(E, C, D):
    """Return (dE, dC, dbE, dbC) of the derivatives of the scores."""
    return C @ D.T, E @ D, D.sum(axis=1, keepdims=True), D.sum(axis=0)[:, None]


def weighed(E, C, bE, bC, X, weight):
    """Return cost and gradients with some weights."""
    r = residual(E, C, bE, bC, X)
    return np.sum(weight * r**2), *back(E, C, 2 * weight * r)


@glove_loss.mistake
def plus_logarithm(E, C, bE, bC, X):
    """ln X is added to the score: the score is compared with it, so subtract it"""
    r = E.T @ C + bE + bC.T + np.log(np.where(X > 0, X, 1))
    return np.sum(f_of(X) * r**2), *back(E, C, 2 * f_of(X) * r)


@glove_loss.mistake
def logarithm_of_one_plus(E, C, bE, bC, X):
    """ln (1 + X) is fitted: the formula has ln X, and pairs with X = 0 are left out"""
    r = E.T @ C + bE + bC.T - np.log1p(X)
    return np.sum(f_of(X) * r**2), *back(E, C, 2 * f_of(X) * r)


@glove_loss.mistake
def counts_fitted(E, C, bE, bC, X):
    """the counts are fitted: take their logarithms"""
    r = E.T @ C + bE + bC.T - X
    return np.sum(f_of(X) * r**2), *back(E, C, 2 * f_of(X) * r)


@glove_loss.mistake
def base_ten(E, C, bE, bC, X):
    """logarithms to base 10 are fitted: take natural ones"""
    r = E.T @ C + bE + bC.T - np.log10(np.where(X > 0, X, 1))
    return np.sum(f_of(X) * r**2), *back(E, C, 2 * f_of(X) * r)


@glove_loss.mistake
def gradients_without_two(E, C, bE, bC, X):
    """the gradients lack the factor 2: the derivative of r^2 is 2 r"""
    r = residual(E, C, bE, bC, X)
    return np.sum(f_of(X) * r**2), *back(E, C, f_of(X) * r)


@glove_loss.mistake
def half_the_cost(E, C, bE, bC, X):
    """cost and gradients are halved, as with 1/2 in front of the sum: this cost has no such factor"""
    return weighed(E, C, bE, bC, X, f_of(X) / 2)


@glove_loss.mistake
def weights_not_capped(E, C, bE, bC, X):
    """f goes on rising above 100: it is at most 1"""
    return weighed(E, C, bE, bC, X, f_of(X, cap=False))


@glove_loss.mistake
def weights_linear(E, C, bE, bC, X):
    """f lacks the power 3/4: it is (x / 100)^0.75 below 100"""
    return weighed(E, C, bE, bC, X, f_of(X, power=1))


@glove_loss.mistake
def power_one_half(E, C, bE, bC, X):
    """f has the power 1/2: it is (x / 100)^0.75 below 100"""
    return weighed(E, C, bE, bC, X, f_of(X, power=0.5))


@glove_loss.mistake
def weights_left_out(E, C, bE, bC, X):
    """f is left out: rare pairs are noisy, and each square is multiplied by f(X)"""
    return weighed(E, C, bE, bC, X, (X > 0) * 1.0)


@glove_loss.mistake
def zeros_count(E, C, bE, bC, X):
    """pairs with X = 0 count, with the weight 1: their weight is f(0) = 0"""
    return weighed(E, C, bE, bC, X, np.where(X > 0, f_of(X), 1.0))


@glove_loss.mistake
def weights_over_the_largest(E, C, bE, bC, X):
    """f divides by the largest count: it divides by 100"""
    return weighed(E, C, bE, bC, X, f_of(X, top=np.max(X) or 1))


@glove_loss.mistake
def weights_squared(E, C, bE, bC, X):
    """f is inside the square: it multiplies the square"""
    return weighed(E, C, bE, bC, X, f_of(X) ** 2)


@glove_loss.mistake
def weights_missing_in_gradients(E, C, bE, bC, X):
    """the gradients lack f: it is a constant factor of each square, so of its derivative, too"""
    r = residual(E, C, bE, bC, X)
    return np.sum(f_of(X) * r**2), *back(E, C, 2 * r * (X > 0))


@glove_loss.mistake
def mean_of_squares(E, C, bE, bC, X):
    """cost and gradients are divided by the number of pairs: this cost is a sum"""
    return weighed(E, C, bE, bC, X, f_of(X) / max(1, np.sum(X > 0)))


@glove_loss.mistake
def roles_swapped(E, C, bE, bC, X):
    """the scores are C.T @ E: row i of X belongs to the centre e_i, column j to the context c_j"""
    r = C.T @ E + bE + bC.T - np.log(np.where(X > 0, X, 1))
    D = 2 * f_of(X) * r
    return np.sum(f_of(X) * r**2), C @ D, E @ D.T, D.sum(axis=1, keepdims=True), D.sum(axis=0)[:, None]


@glove_loss.mistake
def biases_swapped(E, C, bE, bC, X):
    """the biases are swapped: bE_i belongs to row i, bC_j to column j"""
    r = residual(E, C, bC, bE, X)
    dE, dC, rows, columns = back(E, C, 2 * f_of(X) * r)
    return np.sum(f_of(X) * r**2), dE, dC, columns, rows


@glove_loss.mistake
def context_bias_left_out(E, C, bE, bC, X):
    """bC is left out of the scores: both biases are added"""
    return weighed(E, C, bE, 0 * bC, X, f_of(X))


@glove_loss.mistake
def center_bias_left_out(E, C, bE, bC, X):
    """bE is left out of the scores: both biases are added"""
    return weighed(E, C, 0 * bE, bC, X, f_of(X))


@glove_loss.mistake
def biases_left_out(E, C, bE, bC, X):
    """both biases are left out of the scores: add them"""
    return weighed(E, C, 0 * bE, 0 * bC, X, f_of(X))


@glove_loss.mistake
def rows_for_columns(E, C, bE, bC, X):
    """dE and dC use the derivatives along the wrong axis: e_i meets row i of the table, c_j meets column j"""
    cost, *_, rows, columns = weighed(E, C, bE, bC, X, f_of(X))
    D = 2 * f_of(X) * residual(E, C, bE, bC, X)
    return cost, C @ D, E @ D.T, rows, columns


@glove_loss.mistake
def own_vectors(E, C, bE, bC, X):
    """dE is made from E and dC from C: the derivative of e_i . c_j with respect to e_i is c_j"""
    cost, *_, rows, columns = weighed(E, C, bE, bC, X, f_of(X))
    D = 2 * f_of(X) * residual(E, C, bE, bC, X)
    return cost, E @ D.T, C @ D, rows, columns


@glove_loss.mistake
def bias_gradients_swapped(E, C, bE, bC, X):
    """dbE and dbC are swapped: bE_i collects row i, bC_j collects column j"""
    cost, dE, dC, rows, columns = weighed(E, C, bE, bC, X, f_of(X))
    return cost, dE, dC, columns, rows


@glove_loss.mistake
def upside_down(E, C, bE, bC, X):
    """the cost is right, but the gradients have the wrong sign: the residual is the score minus ln X"""
    cost, *gradients = weighed(E, C, bE, bC, X, f_of(X))
    return cost, *(-gradient for gradient in gradients)


@glove_loss.mistake
def flat_bias_gradients(E, C, bE, bC, X):
    """dbE and dbC have the shape (V,): they need that of the biases, (V, 1)"""
    cost, dE, dC, rows, columns = weighed(E, C, bE, bC, X, f_of(X))
    return cost, dE, dC, rows.ravel(), columns.ravel()


@glove_loss.mistake
def logarithm_of_zero(E, C, bE, bC, X):
    """ln 0 is taken, and 0 times -inf is nan: replace the zeros before the logarithm"""
    with np.errstate(divide="ignore", invalid="ignore"):
        r = E.T @ C + bE + bC.T - np.log(X)
        return np.sum(f_of(X) * r**2), *back(E, C, 2 * f_of(X) * r)


@glove_loss.mistake
def frequent_pairs_left_out(E, C, bE, bC, X):
    """f is 0 above 100: it is 1 there"""
    return weighed(E, C, bE, bC, X, np.where(X <= 100, f_of(X), 0))


@glove_loss.mistake
def cost_with_squared_weights(E, C, bE, bC, X):
    """the gradients are right, but f is inside the square of the cost: it multiplies the square"""
    _, *gradients = weighed(E, C, bE, bC, X, f_of(X))
    return np.sum((f_of(X) * residual(E, C, bE, bC, X)) ** 2), *gradients


@glove_loss.mistake
def de_not_transposed(E, C, bE, bC, X):
    """dE is C @ D in place of C @ D.T, with D the derivatives of the scores: e_i is part of the scores of row i"""
    cost, _, *rest = weighed(E, C, bE, bC, X, f_of(X))
    return cost, C @ (2 * f_of(X) * residual(E, C, bE, bC, X)), *rest


@glove_loss.mistake
def dc_transposed(E, C, bE, bC, X):
    """dC is E @ D.T in place of E @ D, with D the derivatives of the scores: c_j is part of the scores of column j"""
    cost, dE, _, *rest = weighed(E, C, bE, bC, X, f_of(X))
    return cost, dE, E @ (2 * f_of(X) * residual(E, C, bE, bC, X)).T, *rest


@glove_loss.mistake
def whole_logarithms(E, C, bE, bC, X):
    """the logarithms of whole counts are cut to integers, as by np.zeros_like(X): make an array of floats"""
    logarithms = np.zeros_like(X)
    logarithms[X > 0] = np.log(X[X > 0])
    r = E.T @ C + bE + bC.T - logarithms
    return np.sum(f_of(X) * r**2), *back(E, C, 2 * f_of(X) * r)


# --- right, written differently -------------------------------------------------------------------------------------


@glove_loss.right
def by_loops(E, C, bE, bC, X):
    """Return the same, pair by pair."""
    cost, gradients = 0.0, [np.zeros(array.shape) for array in (E, C, bE, bC)]
    for i, j in np.ndindex(X.shape):
        if X[i, j] > 0:
            weight = 1.0 if X[i, j] >= 100 else (float(X[i, j]) / 100) ** 0.75
            r = float(E[:, i].astype(float) @ C[:, j] + bE[i, 0] + bC[j, 0]) - np.log(float(X[i, j]))
            cost += weight * r**2
            for gradient, k, value in zip(gradients, (i, j), (C[:, j], E[:, i]), strict=False):
                gradient[:, k] += 2 * weight * r * value
            gradients[2][i] += 2 * weight * r
            gradients[3][j] += 2 * weight * r
    return cost, *gradients


@glove_loss.right
def from_seen_pairs(E, C, bE, bC, X):
    """Return the same, from the pairs that occur alone."""
    i, j = np.nonzero(X)
    r = np.einsum("np,np->p", E[:, i], C[:, j]) + bE[i, 0] + bC[j, 0] - np.log(X[i, j])
    d = np.where(X[i, j] < 100, (X[i, j] / 100) ** 0.75, 1) * r
    D = np.zeros(X.shape)
    D[i, j] = 2 * d
    return np.dot(d, r), np.dot(C, D.T), np.dot(E, D), D.sum(1)[:, None], D.sum(0)[:, None]
