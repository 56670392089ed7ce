"""Exercise 6: true pairs told from drawn ones."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import word2vec as reference

negative_sampling_loss = FunctionExercise(
    __name__,
    reference=reference.negative_sampling_loss,
    minutes=9,
    points_visible=6,
    points_hidden=9,
    returns=("the cost", "de", "dc", "dN"),
    any_number_type=True,
    hints=(
        "Each score is a logistic regression: for the label y, its derivative by the score z "
        "is sigmoid(z) - y. Which labels do the two kinds of pairs have?",
        'np.einsum("nm,nkm->km", e, N) gives all scores of the negatives. Which product of two arrays gives dN?',
        "e is part of the 1 + k scores of its column, so de is a sum of 1 + k terms. Divide all of them by m.",
    ),
)


def vectors(rng, n, k, m, scale=1.0):
    """Return (e, c, N): normal vectors."""
    return scale * rng.normal(size=(n, m)), rng.normal(size=(n, m)), rng.normal(size=(n, k, m))


def far_apart(rng):
    """Return (e, c, N) with scores of thousands, of both signs."""
    e, c, N = vectors(rng, 3, 2, 4, 0.3)
    c[:, 1], N[:, 0, 2], N[:, 1, 0] = -9000 * e[:, 1], 9000 * e[:, 2], -7000 * e[:, 0]
    return e, c, N


@negative_sampling_loss.visible
def visible():
    """Return one and several negative words, one pair, a negative word that is the context, large scores, float32."""
    rng = np.random.default_rng(66)
    e, c, N = vectors(rng, 3, 2, 4)
    N[:, 1] = c
    return [
        Case("2 pairs, 3 negative words each", vectors(rng, 4, 3, 2)),
        Case("5 pairs, one negative word each", vectors(rng, 3, 1, 5)),
        Case("one pair, 4 negative words", vectors(rng, 2, 4, 1)),
        Case("a negative word that is the context", (e, c, N)),
        Case("large scores", far_apart(rng)),
        Case("vectors of one number", vectors(rng, 1, 2, 3)),
        Case("single precision", tuple(array.astype(np.float32) for array in vectors(rng, 5, 2, 3))),
    ]


@negative_sampling_loss.draw
def draw(rng):
    """Return random sizes."""
    n, k, m = (int(number) for number in rng.choice(np.arange(2, 8), size=3, replace=False))
    return Case(f"{m} pairs, {k} negative words each, {n} numbers a vector", vectors(rng, n, k, m, 0.8))


@negative_sampling_loss.edges
def edges(rng):
    """Return one pair, one negative word, one number, large scores, zeros, single precision."""
    return [
        Case("one pair, one negative word", vectors(rng, 3, 1, 1)),
        Case("vectors of one number", vectors(rng, 1, 3, 2)),
        Case("large scores", far_apart(rng)),
        Case("context vectors of 0", (rng.normal(size=(3, 4)), np.zeros((3, 4)), np.zeros((3, 2, 4)))),
        Case("single precision", tuple(array.astype(np.float32) for array in vectors(rng, 4, 3, 2))),
    ]


@negative_sampling_loss.property("each gradient is the slope of the cost")
def slopes(f, rng):
    """Return a sentence unless the three gradients tell how the cost changes in random directions."""
    arrays = vectors(rng, 3, 2, 4, 0.7)
    gradients = f(*(array.copy() for array in arrays))[1:]
    for place, name in enumerate("ecN"):
        direction = rng.normal(size=arrays[place].shape)
        ends = [
            f(*(array + step * direction if i == place else array.copy() for i, array in enumerate(arrays)))[0]
            for step in (1e-5, -1e-5)
        ]
        slope, told = (ends[0] - ends[1]) / 2e-5, float(np.sum(np.asarray(gradients[place]) * direction))
        if abs(slope - told) > 1e-6:
            return f"moving {name}, the cost rises by {slope:.5g}, d{name} says {told:.5g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def s(z):
    """Return the sigmoid."""
    return np.exp(-np.logaddexp(0, -z))


def scored(e, c, N):
    """Return (z, w): the scores of the true pairs, (m,), and of the drawn ones, (k, m)."""
    return np.sum(e * c, axis=0), np.einsum("nm,nkm->km", e, N)


def cost_of(z, w):
    """Return the right cost."""
    return (np.logaddexp(0, -z).sum() + np.logaddexp(0, w).sum()) / len(z)


def back(e, c, N, dz, dw):
    """Return (de, dc, dN) of the derivatives of the scores."""
    return dz * c + np.einsum("km,nkm->nm", dw, N), dz * e, dw * e[:, None]


def right(e, c, N):
    """Return (cost, dz, dw), all right."""
    z, w = scored(e, c, N)
    return cost_of(z, w), -s(-z) / len(z), s(w) / len(z)


@negative_sampling_loss.mistake
def sign_of_negatives(e, c, N):
    """a negative costs -ln sigmoid(e.N), like a true context word: its score must be low, so take sigmoid(-e.N)"""
    z, w = scored(e, c, N)
    return cost_of(z, -w), *back(e, c, N, -s(-z) / len(z), -s(-w) / len(z))


@negative_sampling_loss.mistake
def signs_exchanged(e, c, N):
    """true and drawn pairs are swapped: the score of the true pair must become high"""
    z, w = scored(e, c, N)
    return cost_of(-z, -w), *back(e, c, N, s(z) / len(z), -s(-w) / len(z))


@negative_sampling_loss.mistake
def negative_cost(e, c, N):
    """the log-likelihood is returned: the cost is minus that, and the gradients change their sign, too"""
    cost, dz, dw = right(e, c, N)
    return -cost, *back(e, c, N, -dz, -dw)


@negative_sampling_loss.mistake
def gradients_upside_down(e, c, N):
    """the cost is right, but the gradients are those of the log-likelihood: change their sign"""
    cost, dz, dw = right(e, c, N)
    return cost, *back(e, c, N, -dz, -dw)


@negative_sampling_loss.mistake
def sum_over_pairs(e, c, N):
    """cost and gradients are sums over the pairs: divide them by m"""
    cost, dz, dw = right(e, c, N)
    return cost * len(dz), *back(e, c, N, dz * len(dz), dw * len(dz))


@negative_sampling_loss.mistake
def gradients_of_the_sum(e, c, N):
    """the cost is a mean, but the gradients are not divided: divide them by m, too"""
    cost, dz, dw = right(e, c, N)
    return cost, *back(e, c, N, dz * len(dz), dw * len(dz))


@negative_sampling_loss.mistake
def cost_not_divided(e, c, N):
    """the gradients are divided by m, but the cost is not: it is the mean over the pairs"""
    cost, dz, dw = right(e, c, N)
    return cost * len(dz), *back(e, c, N, dz, dw)


@negative_sampling_loss.mistake
def mean_over_negatives(e, c, N):
    """the mean over the k negatives is taken: the formula adds them up"""
    z, w = scored(e, c, N)
    k, m = w.shape
    return (np.logaddexp(0, -z).sum() + np.logaddexp(0, w).sum() / k) / m, *back(e, c, N, -s(-z) / m, s(w) / m / k)


@negative_sampling_loss.mistake
def mean_over_everything(e, c, N):
    """everything is divided by m (1 + k), the number of scores: divide by m, the number of pairs"""
    cost, dz, dw = right(e, c, N)
    scores = 1 + len(dw)
    return cost / scores, *back(e, c, N, dz / scores, dw / scores)


@negative_sampling_loss.mistake
def true_pair_missing_in_de(e, c, N):
    """de lacks the true pair: e is part of the score e.c, too, so add that term"""
    cost, dz, dw = right(e, c, N)
    de, dc, dN = back(e, c, N, dz, dw)
    return cost, de - dz * c, dc, dN


@negative_sampling_loss.mistake
def negatives_missing_in_de(e, c, N):
    """de lacks the negatives: e is part of all k scores e.N, so add their terms"""
    cost, dz, dw = right(e, c, N)
    return cost, dz * c, dz * e, dw * e[:, None]


@negative_sampling_loss.mistake
def one_negative_in_de(e, c, N):
    """de has only the term of the first negative: add those of all k"""
    cost, dz, dw = right(e, c, N)
    return cost, dz * c + dw[0] * N[:, 0], dz * e, dw * e[:, None]


@negative_sampling_loss.mistake
def negatives_minus_in_de(e, c, N):
    """the terms of the negatives are subtracted in de: add them, since their scores raise the cost"""
    cost, dz, dw = right(e, c, N)
    return cost, dz * c - np.einsum("km,nkm->nm", dw, N), dz * e, dw * e[:, None]


@negative_sampling_loss.mistake
def sign_of_dn(e, c, N):
    """dN has the wrong sign: a higher score of a negative costs more, so dN is sigmoid(e.N) e / m"""
    cost, dz, dw = right(e, c, N)
    de, dc, dN = back(e, c, N, dz, dw)
    return cost, de, dc, -dN


@negative_sampling_loss.mistake
def sign_of_dc(e, c, N):
    """dc has the wrong sign: a higher score of the true pair costs less, so dc is (sigmoid(e.c) - 1) e / m"""
    cost, dz, dw = right(e, c, N)
    de, dc, dN = back(e, c, N, dz, dw)
    return cost, de, -dc, dN


@negative_sampling_loss.mistake
def label_not_subtracted(e, c, N):
    """the gradients use sigmoid(e.c) for the true pair: its label is 1, so take sigmoid(e.c) - 1"""
    cost, dz, dw = right(e, c, N)
    return cost, *back(e, c, N, s(scored(e, c, N)[0]) / len(dz), dw)


@negative_sampling_loss.mistake
def negatives_labelled_one(e, c, N):
    """the gradients use sigmoid(e.N) - 1 for the negatives: their label is 0, so take sigmoid(e.N)"""
    cost, dz, _ = right(e, c, N)
    return cost, *back(e, c, N, dz, -s(-scored(e, c, N)[1]) / len(dz))


@negative_sampling_loss.mistake
def slope_of_the_sigmoid(e, c, N):
    """the sigmoid's slope is a factor of the gradients: the derivative of the logarithm cancels it"""
    z, w = scored(e, c, N)
    cost, dz, dw = right(e, c, N)
    return cost, *back(e, c, N, dz * s(z) * s(-z), dw * s(w) * s(-w))


@negative_sampling_loss.mistake
def e_for_c_in_dc(e, c, N):
    """dc is multiplied by c: the derivative of e.c with respect to c is e"""
    cost, dz, dw = right(e, c, N)
    de, _, dN = back(e, c, N, dz, dw)
    return cost, de, dz * c, dN


@negative_sampling_loss.mistake
def n_for_e_in_dn(e, c, N):
    """dN is multiplied by N: the derivative of e.N with respect to N is e"""
    cost, dz, dw = right(e, c, N)
    de, dc, _ = back(e, c, N, dz, dw)
    return cost, de, dc, dw * N


@negative_sampling_loss.mistake
def context_in_place_of_center(e, c, N):
    """the negatives are scored with c: they belong to the centre word, so take e.N"""
    z, w = np.sum(e * c, axis=0), np.einsum("nm,nkm->km", c, N)
    dz, dw = -s(-z) / len(z), s(w) / len(z)
    return cost_of(z, w), dz * c, dz * e + np.einsum("km,nkm->nm", dw, N), dw * c[:, None]


@negative_sampling_loss.mistake
def dn_summed(e, c, N):
    """dN is added up over the negatives, (n, m): each of the k negatives has its own gradient, (n, k, m)"""
    cost, dz, dw = right(e, c, N)
    de, dc, dN = back(e, c, N, dz, dw)
    return cost, de, dc, dN.sum(axis=1)


@negative_sampling_loss.mistake
def logarithm_of_zero(e, c, N):
    """ln is taken of a sigmoid that was rounded to 0: use ln(1 + e^-z), for instance by np.logaddexp"""
    z, w = scored(e, c, N)
    _, dz, dw = right(e, c, N)
    with np.errstate(divide="ignore", over="ignore"):
        cost = -(np.log(1 / (1 + np.exp(-z))).sum() + np.log(1 / (1 + np.exp(w))).sum()) / len(z)
    return cost, *back(e, c, N, dz, dw)


@negative_sampling_loss.mistake
def small_number_added(e, c, N):
    """a small number is added inside the logarithm, which limits the cost: use ln(1 + e^-z) without it"""
    z, w = scored(e, c, N)
    _, dz, dw = right(e, c, N)
    return -(np.log(s(z) + 1e-10).sum() + np.log(s(-w) + 1e-10).sum()) / len(z), *back(e, c, N, dz, dw)


@negative_sampling_loss.mistake
def last_negative_in_de(e, c, N):
    """de has only the term of the last negative: inside a loop over the negatives, write de += and not de ="""
    cost, dz, dw = right(e, c, N)
    return cost, dz * c + dw[-1] * N[:, -1], dz * e, dw * e[:, None]


@negative_sampling_loss.mistake
def repeated_for_tiled(e, c, N):
    """the columns of e and of the flattened N do not match: N.reshape(n, -1) needs np.tile(e, k), not np.repeat"""
    n, k, m = N.shape
    many, flat = np.repeat(e, k, axis=1), N.reshape(n, k * m)
    z, w = np.sum(e * c, axis=0), np.sum(many * flat, axis=0)
    dz, dw = -s(-z) / m, s(w) / m
    cost = (np.logaddexp(0, -z).sum() + np.logaddexp(0, w).sum()) / m
    return cost, dz * c + (dw * flat).reshape(N.shape).sum(axis=1), dz * e, (dw * many).reshape(N.shape)


@negative_sampling_loss.mistake
def every_context_with_every_center(e, c, N):
    """each centre is paired with the contexts of all pairs, e.T @ c: only column i of c belongs to column i of e"""
    z, w = e.T @ c, np.einsum("nm,nkm->km", e, N)
    m = len(z)
    dz, dw = -s(-z) / m, s(w) / m
    cost = (np.logaddexp(0, -z).sum() + np.logaddexp(0, w).sum()) / m
    return cost, c @ dz.T + np.einsum("km,nkm->nm", dw, N), e @ dz, dw * e[:, None]


@negative_sampling_loss.mistake
def scores_clipped(e, c, N):
    """the scores are clipped to 500, which limits the cost: use ln(1 + e^-z) of the whole score"""
    z, w = scored(e, c, N)
    _, dz, dw = right(e, c, N)
    return cost_of(np.clip(z, -500, 500), np.clip(w, -500, 500)), *back(e, c, N, dz, dw)


# --- right, written differently -------------------------------------------------------------------------------------


@negative_sampling_loss.right
def by_loops(e, c, N):
    """Return the same, pair by pair."""
    m, cost = e.shape[1], 0.0
    de, dc, dN = np.zeros_like(e), np.zeros_like(c), np.zeros_like(N)
    for i in range(m):
        for vector, gradient, label in [(c[:, i], dc[:, i], 1)] + [
            (N[:, j, i], dN[:, j, i], 0) for j in range(N.shape[1])
        ]:
            z = float(e[:, i] @ vector)
            cost += np.logaddexp(0, -z if label else z) / m
            dz = (float(s(z)) - label) / m
            gradient += dz * e[:, i]
            de[:, i] += dz * vector
    return cost, de, dc, dN


@negative_sampling_loss.right
def as_one_stack(e, c, N):
    """Return the same, with the true context as the first of 1 + k words."""
    every = np.concatenate([c[:, None], N], axis=1)
    z = (e[:, None] * every).sum(axis=0)
    label = np.zeros(z.shape)
    label[0] = 1
    dz = (s(z) - label) / e.shape[1]
    gradient = dz * e[:, None]
    return (
        np.logaddexp(0, (1 - 2 * label) * z).sum() / e.shape[1],
        (dz * every).sum(axis=1),
        gradient[:, 0],
        gradient[:, 1:],
    )
