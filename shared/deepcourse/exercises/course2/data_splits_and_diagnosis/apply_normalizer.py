"""Exercise 9: every part on the scale of the training part."""

import numpy as np

from deepcourse.exercises.course2.data_splits_and_diagnosis.fit_normalizer import by_hand, inputs
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import normalization as reference

apply_normalizer = FunctionExercise(
    __name__,
    reference=reference.apply_normalizer,
    minutes=2,
    points_visible=2,
    points_hidden=3,
    returns=("the normalised X",),
    hints=(
        "One line: subtract the mean, then divide by the spread.",
        "mu and sigma are (n_x, 1): NumPy stretches them over all columns of X, (n_x, m).",
        "(X - mu) / sigma; the brackets matter.",
    ),
)


def other_data(rng, n_x, m, m_new):
    """Return (X, mu, sigma) where mu and sigma come from other examples than X."""
    both = inputs(rng, n_x, m + m_new)
    return both[:, m:] + 0.3 * both.std(axis=1, keepdims=True), *reference.fit_normalizer(both[:, :m])


@apply_normalizer.visible
def visible():
    """Return the text's example, new examples, a single one, whole numbers, and an input that never varied."""
    rng, fitted = np.random.default_rng(9), reference.fit_normalizer(by_hand())
    pixels, never_varied = (
        np.random.default_rng(19).integers(0, 256, size=(2, 7)),
        np.array([[[3.0], [2.0]], [[2.5], [1.0]]]),
    )
    return [
        Case("the text's training flats", (by_hand(), *fitted)),
        Case("a new flat: 80 square metres, 2 rooms", (np.array([[80.0], [2.0]]), *fitted)),
        Case("4 new examples, 4 inputs", other_data(rng, 4, 9, 4)),
        Case("whole numbers", (pixels, *reference.fit_normalizer(pixels[:, :4]))),
        Case("an input that never varied, and does now", (other_data(rng, 2, 6, 3)[0], *never_varied)),
    ]


@apply_normalizer.draw
def draw(rng):
    """Return new examples of random number."""
    n_x, m, m_new = (int(n) for n in rng.integers(2, 20, size=3))
    return Case(f"{n_x} inputs, {m_new} new examples", other_data(rng, n_x, m, m_new))


@apply_normalizer.edges
def edges(rng):
    """Return one example, whole numbers, and an input that never varied."""
    X, mu, sigma = other_data(rng, 3, 8, 5)
    pixels = rng.integers(0, 256, size=(3, 7))
    return [
        Case("a single new example", (X[:, :1], mu, sigma)),
        Case("whole numbers", (pixels, *reference.fit_normalizer(pixels[:, :4]))),
        Case("an input that never varied, and does now", (X, mu, np.array([[1.0], [2.0], [1.0]]))),
    ]


@apply_normalizer.property("every example is moved in the same way")
def one_by_one(f, rng):
    """Return a sentence unless an example comes out the same alone as in company."""
    X, mu, sigma = other_data(rng, 3, 10, 6)
    alone = np.concatenate([f(X[:, i : i + 1], mu, sigma) for i in range(6)], axis=1)
    if np.allclose(alone, f(X, mu, sigma)):
        return None
    return "an example comes out differently alone than together with others: use the mu and sigma that are given"


# --- known mistakes -------------------------------------------------------------------------------------------------


@apply_normalizer.mistake
def sigma_squared(X, mu, sigma):
    """it is divided by sigma squared, as popular notes write: sigma is the standard deviation, divide by it once"""
    return (X - mu) / sigma**2


@apply_normalizer.mistake
def own_statistics(X, mu, sigma):
    """mu and sigma are computed anew from X: dev and test pictures must be moved exactly as the training pictures were,
    else the same picture means two things
    """
    return reference.apply_normalizer(X, *reference.fit_normalizer(X))


@apply_normalizer.mistake
def own_mean(X, mu, sigma):
    """the mean is computed anew from X: use the mu that is given, from the training part"""
    return (X - X.mean(axis=1, keepdims=True)) / sigma


@apply_normalizer.mistake
def divided_first(X, mu, sigma):
    """the brackets are missing, X / sigma - mu: subtract first, then divide"""
    return X / sigma - mu


@apply_normalizer.mistake
def mu_divided(X, mu, sigma):
    """the brackets are missing, X - mu / sigma: subtract first, then divide"""
    return X - mu / sigma


@apply_normalizer.mistake
def only_centred(X, mu, sigma):
    """it is not divided by sigma"""
    return X - mu


@apply_normalizer.mistake
def only_scaled(X, mu, sigma):
    """mu is not subtracted"""
    return X / sigma


@apply_normalizer.mistake
def multiplied(X, mu, sigma):
    """it is multiplied by sigma: that makes large inputs even larger"""
    return (X - mu) * sigma


@apply_normalizer.mistake
def changed_in_place(X, mu, sigma):
    """X itself is changed, as X -= mu does: whoever called you still needs it, and a second call would move it twice"""
    X -= mu
    X /= sigma
    return X


@apply_normalizer.mistake
def values_written_into_x(X, mu, sigma):
    """the result is written into X, as X[:] = ... does: whoever called you still needs it; make a new array"""
    X[:] = (X - mu) / sigma
    return X


@apply_normalizer.mistake
def own_spread(X, mu, sigma):
    """the spread is computed anew from X: use the sigma that is given, from the training part"""
    return (X - mu) / reference.fit_normalizer(X)[1]


@apply_normalizer.mistake
def mu_added(X, mu, sigma):
    """mu is added: it is subtracted, so that the mean becomes 0"""
    return (X + mu) / sigma


@apply_normalizer.mistake
def sign_turned(X, mu, sigma):
    """X is subtracted from mu: it is X - mu"""
    return (mu - X) / sigma


@apply_normalizer.mistake
def sigma_for_mu(X, mu, sigma):
    """mu and sigma have changed places: subtract mu, divide by sigma"""
    return (X - sigma) / mu


@apply_normalizer.mistake
def root_of_sigma(X, mu, sigma):
    """it is divided by the root of sigma: sigma is the standard deviation already"""
    return (X - mu) / np.sqrt(sigma)


@apply_normalizer.mistake
def flattened(X, mu, sigma):
    """mu and sigma are flattened, so that they stretch along the wrong axis, or do not fit: leave them (n_x, 1)"""
    return (X - mu.ravel()) / sigma.ravel()


@apply_normalizer.mistake
def back_again(X, mu, sigma):
    """it goes the other way, X sigma + mu: subtract mu, then divide by sigma"""
    return X * sigma + mu


@apply_normalizer.mistake
def whole_numbers(X, mu, sigma):
    """the fractions are cut off, as by // or an array of whole numbers: divide with /"""
    return (X - mu) // sigma


@apply_normalizer.mistake
def first_input_for_all(X, mu, sigma):
    """mu and sigma of the first input are used for all: every input has its own"""
    return (X - mu[0]) / sigma[0]


# --- right, written differently -------------------------------------------------------------------------------------


@apply_normalizer.right
def input_by_input(X, mu, sigma):
    """Return rows made one by one."""
    return np.array([(row - mu[j, 0]) / sigma[j, 0] for j, row in enumerate(X)])
