"""Exercise 8: mean and spread of every input."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import normalization as reference

fit_normalizer = FunctionExercise(
    __name__,
    reference=reference.fit_normalizer,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("mu", "sigma"),
    hints=(
        "X_train.mean(axis=1, keepdims=True) is a column: one mean for each input. .std works in the same way.",
        "np.ptp(X_train, axis=1, keepdims=True) is largest minus smallest: exactly 0 where an input never varies.",
        "np.where(condition, 1.0, sigma) is 1 where the condition holds, and sigma elsewhere.",
    ),
)


def inputs(rng, n_x, m):
    """Return X (n_x, m) whose inputs have means and spreads of very different sizes."""
    spread, centre = 10 ** rng.uniform(-1, 2, size=(n_x, 1)), rng.normal(scale=5, size=(n_x, 1))
    return centre + spread * rng.normal(size=(n_x, m))


def by_hand():
    """Return the text's example: size in square metres, and rooms, of four flats."""
    return np.array([[30.0, 50.0, 70.0, 90.0], [1.0, 2.0, 2.0, 3.0]])


@fit_normalizer.visible
def visible():
    """Return the text's example, more inputs than examples, inputs that never vary, one of each, and whole numbers."""
    rng = np.random.default_rng(8)
    constant, tenths = inputs(rng, 3, 6), np.full(3, 0.1)
    constant[1] = 4.0
    return [
        Case("the example of the text: 2 inputs of 4 flats", (by_hand(),)),
        Case("5 inputs, 3 examples", (inputs(rng, 5, 3),)),
        Case("an input that is always 4", (constant,)),
        Case("an input that is always 0.1, whose computed spread is not 0", (np.stack([tenths, np.arange(3.0)]),)),
        Case("one input", (inputs(rng, 1, 7),)),
        Case("one example", (inputs(rng, 3, 1),)),
        Case("whole numbers", (rng.integers(0, 256, size=(3, 8)),)),
        Case("inputs that vary a little", (0.5 + np.array([[3e-4], [2e-7], [1.0]]) * rng.normal(size=(3, 6)),)),
    ]


@fit_normalizer.draw
def draw(rng):
    """Return inputs of random number and size."""
    n_x, m = (int(n) for n in rng.integers(2, 30, size=2))
    return Case(f"{n_x} inputs, {m} examples", (inputs(rng, n_x, m),))


@fit_normalizer.edges
def edges(rng):
    """Return one input, one example, black pixels, whole numbers."""
    pixels = rng.random((6, 20))
    pixels[[0, 5]] = 0.0
    return [
        Case("one input", (inputs(rng, 1, 9),)),
        Case("an input that is always 0.7", (np.stack([np.full(3, 0.7), rng.normal(size=3)]),)),
        Case("one example", (inputs(rng, 3, 1),)),
        Case("two pixels that are always black", (pixels,)),
        Case("whole numbers", (rng.integers(0, 256, size=(4, 12)),)),
        Case("inputs that vary a little", (np.array([[3e-4], [2e-7], [1.0]]) * rng.normal(size=(3, 9)),)),
    ]


@fit_normalizer.property("mean 0 and spread 1 come out")
def normalised_data_are_normal(f, rng):
    """Return a sentence unless (X - mu) / sigma has the mean 0 and the spread 1."""
    X = inputs(rng, 4, 25)
    mu, sigma = f(X)
    N = (X - mu) / sigma
    if N.shape == X.shape and np.allclose(N.mean(axis=1), 0) and np.allclose(N.std(axis=1), 1):
        return None
    return "with this mu and sigma the training inputs (X - mu) / sigma do not have the mean 0 and the spread 1"


# --- known mistakes -------------------------------------------------------------------------------------------------


@fit_normalizer.mistake
def sigma_squared(X_train):
    """sigma is the variance: without the square root an input of spread 10 is divided by 100"""
    mu, _ = reference.fit_normalizer(X_train)
    return mu, _mended(X_train, X_train.var(axis=1, keepdims=True))


def _mended(X_train, sigma):
    return np.where(np.ptp(X_train, axis=1, keepdims=True) == 0, 1.0, sigma)


@fit_normalizer.mistake
def divided_by_m_minus_1(X_train):
    """the sum of squares is divided by m - 1, as std(ddof=1) does: here, and in scikit-learn, it is divided by m"""
    mu, sigma = reference.fit_normalizer(X_train)
    m = X_train.shape[1]
    return mu, np.where(np.ptp(X_train, axis=1, keepdims=True) == 0, 1.0, sigma * np.sqrt(m / max(m - 1, 1)))


@fit_normalizer.mistake
def along_the_inputs(X_train):
    """the mean runs over axis 0, the inputs of one example: examples are columns, so it runs along axis 1"""
    return X_train.mean(axis=0, keepdims=True), _never_zero(X_train.std(axis=0, keepdims=True))


def _never_zero(sigma):
    return np.where(sigma < 1e-12, 1.0, sigma)


@fit_normalizer.mistake
def axes_forgotten(X_train):
    """there is one mu and one sigma for all inputs together, as without axis=1: every input has its own scale"""
    return np.mean(X_train), np.std(X_train)


@fit_normalizer.mistake
def keepdims_forgotten(X_train):
    """mu and sigma have the shape (n_x,), because keepdims=True is missing: X - mu then subtracts along the wrong axis,
    or fails
    """
    mu, sigma = reference.fit_normalizer(X_train)
    return mu[:, 0], sigma[:, 0]


@fit_normalizer.mistake
def zero_kept(X_train):
    """an input that never varies keeps sigma 0: dividing by it gives nan or inf; let its sigma be 1"""
    mu = X_train.mean(axis=1, keepdims=True)
    return mu, np.where(np.ptp(X_train, axis=1, keepdims=True) == 0, 0.0, X_train.std(axis=1, keepdims=True))


@fit_normalizer.mistake
def compared_with_zero(X_train):
    """sigma is compared with exactly 0: rounding makes it 1.4e-17 for three times 0.1; compare the largest and smallest
    value of the input, as np.ptp(X_train, axis=1, keepdims=True) == 0 does
    """
    mu, sigma = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    return mu, np.where(sigma == 0, 1.0, sigma)


@fit_normalizer.mistake
def small_number_added(X_train):
    """a small number is added to sigma instead: an input that was constant and differs a little in a new example would
    be blown up by it
    """
    mu = X_train.mean(axis=1, keepdims=True)
    return mu, X_train.std(axis=1, keepdims=True) + 1e-8


@fit_normalizer.mistake
def spread_around_zero(X_train):
    """sigma is the root of the mean square of the inputs themselves: subtract mu first"""
    mu, _ = reference.fit_normalizer(X_train)
    return mu, _mended(X_train, np.sqrt((1.0 * X_train**2).mean(axis=1, keepdims=True)))


@fit_normalizer.mistake
def range_instead(X_train):
    """sigma is the range, largest minus smallest: the standard deviation is asked for"""
    mu, _ = reference.fit_normalizer(X_train)
    return mu, _mended(X_train, 1.0 * np.ptp(X_train, axis=1, keepdims=True))


@fit_normalizer.mistake
def all_small_spreads_replaced(X_train):
    """every sigma below some limit is replaced by 1, that of an input which varies by a ten-thousandth too: only where
    an input never varies at all
    """
    mu, sigma = reference.fit_normalizer(X_train)
    return mu, np.where(sigma < 1e-3, 1.0, sigma)


@fit_normalizer.mistake
def very_small_spreads_replaced(X_train):
    """every sigma below some very small limit is replaced by 1, that of an input which varies by a ten-millionth too:
    only where an input never varies at all
    """
    mu, sigma = reference.fit_normalizer(X_train)
    return mu, np.where(sigma < 1e-6, 1.0, sigma)


@fit_normalizer.mistake
def stored_as_whole_numbers(X_train):
    """mu and sigma are stored in arrays of the type of X_train, which cut off fractions where that holds whole numbers:
    make them of floats, np.zeros((n_x, 1))
    """
    return tuple(part.astype(X_train.dtype) for part in reference.fit_normalizer(X_train))


@fit_normalizer.mistake
def mu_stored_as_whole_numbers(X_train):
    """mu is stored in an array of the type of X_train, which cuts off fractions where that holds whole numbers"""
    mu, sigma = reference.fit_normalizer(X_train)
    return mu.astype(X_train.dtype), sigma


@fit_normalizer.mistake
def one_for_all_inputs(X_train):
    """mu and sigma are the same for all inputs, taken of all numbers together: every input has its own, axis=1"""
    return np.full((len(X_train), 1), X_train.mean()), np.full((len(X_train), 1), _never_zero(X_train.std()))


@fit_normalizer.mistake
def small_number_under_the_root(X_train):
    """a small number is added to the variance, below the root: sigma is the root alone, and 1 where an input never
    varies
    """
    mu = X_train.mean(axis=1, keepdims=True)
    return mu, np.sqrt(X_train.var(axis=1, keepdims=True) + 1e-8)


@fit_normalizer.mistake
def small_number_for_zero(X_train):
    """an input that never varies gets a tiny sigma in place of 1: it would be blown up by it as soon as it differs"""
    mu, sigma = reference.fit_normalizer(X_train)
    return mu, np.where(np.ptp(X_train, axis=1, keepdims=True) == 0, 1e-8, sigma)


@fit_normalizer.mistake
def sums_for_means(X_train):
    """the sums are not divided by m: mu is a mean, and sigma the root of a mean"""
    (mu, sigma), m = reference.fit_normalizer(X_train), X_train.shape[1]
    return m * mu, _mended(X_train, sigma * np.sqrt(m))


@fit_normalizer.mistake
def sum_of_squares(X_train):
    """the mean is missing in sigma: the squares are averaged over the m examples before the root"""
    mu, sigma = reference.fit_normalizer(X_train)
    return mu, _mended(X_train, sigma * np.sqrt(X_train.shape[1]))


@fit_normalizer.mistake
def mean_distance(X_train):
    """sigma is the mean of the distances from mu: it is the root of their mean square"""
    mu, _ = reference.fit_normalizer(X_train)
    return mu, _mended(X_train, np.abs(X_train - mu).mean(axis=1, keepdims=True))


@fit_normalizer.mistake
def smallest_for_mean(X_train):
    """mu is the smallest value and sigma the range: asked for are mean and standard deviation"""
    return 1.0 * X_train.min(axis=1, keepdims=True), _mended(X_train, 1.0 * np.ptp(X_train, axis=1, keepdims=True))


@fit_normalizer.mistake
def median_for_mean(X_train):
    """mu is the median: the mean is asked for"""
    return np.median(X_train, axis=1, keepdims=True), reference.fit_normalizer(X_train)[1]


@fit_normalizer.mistake
def sigma_first(X_train):
    """sigma comes back first: it is mu, sigma"""
    return reference.fit_normalizer(X_train)[::-1]


@fit_normalizer.mistake
def one_over_sigma(X_train):
    """1 / sigma comes back: sigma itself is asked for"""
    mu, sigma = reference.fit_normalizer(X_train)
    return mu, 1 / sigma


@fit_normalizer.mistake
def rows_in_place_of_columns(X_train):
    """mu and sigma are rows, (1, n_x): they are columns, (n_x, 1)"""
    mu, sigma = reference.fit_normalizer(X_train)
    return mu.T, sigma.T


# --- right, written differently -------------------------------------------------------------------------------------


@fit_normalizer.right
def input_by_input(X_train):
    """Return the sums of loops."""
    (n_x, m), X_train = X_train.shape, X_train.astype(float)
    mu, sigma = np.zeros((n_x, 1)), np.ones((n_x, 1))
    for j in range(n_x):
        mu[j] = sum(X_train[j]) / m
        if any(X_train[j] != X_train[j, 0]):
            sigma[j] = (sum((X_train[j] - mu[j]) ** 2) / m) ** 0.5
    return mu, sigma


@fit_normalizer.right
def with_a_threshold(X_train):
    """Return sigma with all values below rounding, compared with the size of the input, replaced by 1."""
    mu = np.mean(X_train, axis=1).reshape(-1, 1)
    sigma = np.sqrt(np.mean((X_train - mu) ** 2, axis=1)).reshape(-1, 1)
    sigma[sigma <= 1e-14 * np.abs(mu)] = 1
    return mu, sigma
