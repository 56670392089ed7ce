"""Exercise 1: every unit to mean 0 and variance 1, over the examples of a batch."""

import numpy as np

from deepcourse.exercises.course2.batch_normalization.layers import by_hand, sizes, sums
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import batch_normalization as reference

normalize_units = FunctionExercise(
    __name__,
    reference=reference.normalize_units,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("Z_norm", "mean", "variance"),
    hints=(
        "A unit is a row, an example a column: one mean for each row. Which axis has to disappear?",
        "mean = np.mean(Z, axis=1, keepdims=True), and the variance is the mean of (Z - mean) ** 2 in the same way.",
        "Z_norm = (Z - mean) / np.sqrt(variance + epsilon); return Z_norm, mean, variance.",
    ),
)


@normalize_units.visible
def visible():
    """Return the batch of the text, other epsilons, a constant unit, a single example, and numbers far from zero."""
    rng = np.random.default_rng(1)
    constant = sums(rng, 3, 5)
    constant[1] = 0.1
    return [
        Case("the batch of the text", (by_hand(), 1e-5)),
        Case("3 units, 5 examples, a large epsilon", (sums(rng, 3, 5), 0.5)),
        Case("4 units, 4 examples", (sums(rng, 4, 4), 0.1)),
        Case("unit 1 is constant", (constant, 1e-3)),
        Case("a single example", (sums(rng, 3, 1), 1e-2)),
        Case("a mean of a million", (1e6 + sums(rng, 3, 6), 1e-3)),
    ]


@normalize_units.draw
def draw(rng):
    """Return a batch of random size with a random epsilon."""
    n, m = sizes(rng)
    return Case(f"{n} units, {m} examples", (sums(rng, n, m), float(10 ** rng.uniform(-4, 0))))


@normalize_units.edges
def edges(rng):
    """Return one of everything, a square batch, silent units, many examples, and numbers far from zero."""
    return [
        Case("one unit, one example", (sums(rng, 1, 1), 1e-5)),
        Case("5 units, 5 examples", (sums(rng, 5, 5), 1e-2)),
        Case("all units are 0", (np.zeros((3, 4)), 1e-5)),
        Case("300 examples", (sums(rng, 2, 300), 0.3)),
        Case("a mean of a million", (1e6 + sums(rng, 4, 7), 1e-3)),
        Case("a mean of minus two millions", (sums(rng, 3, 9) - 2e6, 0.2)),
    ]


@normalize_units.property("every unit has mean 0 and nearly variance 1")
def one_scale(f, rng):
    """Return a sentence unless every unit of Z_norm has mean 0 and the variance v / (v + epsilon)."""
    Z, epsilon = sums(rng, 4, 9), 0.2
    Z_norm = np.asarray(f(Z, epsilon)[0], float)
    mean, variance = Z_norm.mean(axis=1), Z_norm.var(axis=1)
    if np.abs(mean).max() > 1e-9:
        return f"the units of Z_norm have the means {mean.round(4).tolist()} over the examples, expected 0"
    wanted = Z.var(axis=1) / (Z.var(axis=1) + epsilon)
    if np.abs(variance - wanted).max() > 1e-9:
        return f"the variances of Z_norm are {variance.round(4).tolist()}, expected {wanted.round(4).tolist()}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def _parts(Z, axis=1):
    mean = Z.mean(axis=axis, keepdims=True)
    return mean, Z.var(axis=axis, keepdims=True)


@normalize_units.mistake
def over_the_units(Z, epsilon):
    """mean and variance run over axis 0, the units of one example (layer normalisation): examples lie along axis 1"""
    mean, variance = _parts(Z, axis=0)
    return (Z - mean) / np.sqrt(variance + epsilon), mean, variance


@normalize_units.mistake
def one_mean_for_all(Z, epsilon):
    """one mean and one variance are taken over the whole array: each unit has its own, axis=1, keepdims=True"""
    mean, variance = _parts(Z, axis=(0, 1))
    return (Z - mean) / np.sqrt(variance + epsilon), mean, variance


@normalize_units.mistake
def keepdims_forgotten(Z, epsilon):
    """keepdims=True is missing: mean and variance must be columns, (n, 1), to fit every example"""
    Z_norm, mean, variance = reference.normalize_units(Z, epsilon)
    return Z_norm, mean[:, 0], variance[:, 0]


@normalize_units.mistake
def divided_by_the_variance(Z, epsilon):
    """Z - mean is divided by variance + epsilon: it is its root that has the unit of Z"""
    mean, variance = _parts(Z)
    return (Z - mean) / (variance + epsilon), mean, variance


@normalize_units.mistake
def epsilon_outside_the_root(Z, epsilon):
    """epsilon is added to the root: it stands under it, sqrt(variance + epsilon)"""
    mean, variance = _parts(Z)
    return (Z - mean) / (np.sqrt(variance) + epsilon), mean, variance


@normalize_units.mistake
def epsilon_forgotten(Z, epsilon):
    """epsilon is left out: a constant unit is divided by zero"""
    mean, variance = _parts(Z)
    return (Z - mean) / np.sqrt(np.maximum(variance, 1e-300)), mean, variance


@normalize_units.mistake
def unbiased_variance(Z, epsilon):
    """the variance is divided by m - 1 (ddof=1): batch normalisation takes the plain mean of the squares, 1/m"""
    m, (mean, variance) = Z.shape[1], _parts(Z)
    variance = variance * m / (m - 1) if m > 1 else variance * np.nan
    return (Z - mean) / np.sqrt(variance + epsilon), mean, variance


@normalize_units.mistake
def square_of_the_mean_subtracted(Z, epsilon):
    """the variance is the mean of Z ** 2 less mean ** 2: far from zero these are two huge numbers that agree in nearly
    all of their digits, and the rest is rounding; take the mean of (Z - mean) ** 2
    """
    mean = Z.mean(axis=1, keepdims=True)
    variance = np.mean(Z**2, axis=1, keepdims=True) - mean**2
    return (Z - mean) / np.sqrt(np.maximum(variance + epsilon, 1e-300)), mean, variance


@normalize_units.mistake
def deviation_for_variance(Z, epsilon):
    """the standard deviation is returned in place of the variance: no root in the third result"""
    Z_norm, mean, variance = reference.normalize_units(Z, epsilon)
    return Z_norm, mean, np.sqrt(variance)


@normalize_units.mistake
def epsilon_in_the_variance(Z, epsilon):
    """the variance that is returned has epsilon in it: epsilon is added under the root only"""
    Z_norm, mean, variance = reference.normalize_units(Z, epsilon)
    return Z_norm, mean, variance + epsilon


@normalize_units.mistake
def not_centred(Z, epsilon):
    """the mean is not taken away before dividing"""
    _, mean, variance = reference.normalize_units(Z, epsilon)
    return Z / np.sqrt(variance + epsilon), mean, variance


@normalize_units.mistake
def squares_of_z(Z, epsilon):
    """the variance is the mean of Z ** 2: the mean is taken away before squaring, (Z - mean) ** 2"""
    mean = Z.mean(axis=1, keepdims=True)
    variance = np.mean(Z**2, axis=1, keepdims=True)
    return (Z - mean) / np.sqrt(variance + epsilon), mean, variance


@normalize_units.mistake
def divided_by_the_units(Z, epsilon):
    """the sums are divided by the number of units: m, the number of examples, is Z.shape[1]"""
    mean = Z.sum(axis=1, keepdims=True) / len(Z)
    variance = np.sum((Z - mean) ** 2, axis=1, keepdims=True) / len(Z)
    return (Z - mean) / np.sqrt(variance + epsilon), mean, variance


@normalize_units.mistake
def divided_by_the_units_epsilon_outside(Z, epsilon):
    """the sums are divided by the number of units, and epsilon is added to the root: m is Z.shape[1], and
    epsilon stands under the root
    """
    mean = Z.sum(axis=1, keepdims=True) / len(Z)
    variance = np.sum((Z - mean) ** 2, axis=1, keepdims=True) / len(Z)
    return (Z - mean) / (np.sqrt(variance) + epsilon), mean, variance


@normalize_units.mistake
def unbiased_and_epsilon_outside(Z, epsilon):
    """the variance is divided by m - 1 (ddof=1), and epsilon is added to the root: take the plain mean of the
    squares, and add epsilon under the root
    """
    mean, m = Z.mean(axis=1, keepdims=True), Z.shape[1]
    variance = np.sum((Z - mean) ** 2, axis=1, keepdims=True) / np.float64(m - 1)
    return (Z - mean) / (np.sqrt(variance) + epsilon), mean, variance


@normalize_units.mistake
def over_the_units_epsilon_outside(Z, epsilon):
    """mean and variance run over axis 0, and epsilon is added to the root: examples lie along axis 1, and
    epsilon stands under the root
    """
    mean, variance = _parts(Z, axis=0)
    return (Z - mean) / (np.sqrt(variance) + epsilon), mean, variance


@normalize_units.mistake
def centred_in_place(Z, epsilon):
    """Z itself is changed, by -= or /=, and the caller's sums are gone: make a new array, Z - mean"""
    Z_norm, mean, variance = reference.normalize_units(Z, epsilon)
    Z -= mean
    return Z_norm, mean, variance


@normalize_units.mistake
def multiplied_by_the_root(Z, epsilon):
    """Z - mean is multiplied by the root: divide by it"""
    mean, variance = _parts(Z)
    return (Z - mean) * np.sqrt(variance + epsilon), mean, variance


@normalize_units.mistake
def only_centred(Z, epsilon):
    """the mean is taken away, and nothing is divided: divide by sqrt(variance + epsilon)"""
    mean, variance = _parts(Z)
    return Z - mean, mean, variance


@normalize_units.mistake
def centred_sums_returned(Z, epsilon):
    """the variance that is returned is a sum over the examples: divide by m"""
    Z_norm, mean, variance = reference.normalize_units(Z, epsilon)
    return Z_norm, mean, variance * Z.shape[1]


@normalize_units.mistake
def variance_before_the_mean(Z, epsilon):
    """the variance comes before the mean: the order is Z_norm, mean, variance"""
    Z_norm, mean, variance = reference.normalize_units(Z, epsilon)
    return Z_norm, variance, mean


@normalize_units.mistake
def largest_for_the_spread(Z, epsilon):
    """the sums are divided by their range, max - min: divide by sqrt(variance + epsilon)"""
    mean, variance = _parts(Z)
    return (Z - mean) / (np.ptp(Z, axis=1, keepdims=True) + epsilon), mean, variance


@normalize_units.mistake
def without_the_square(Z, epsilon):
    """the variance is the mean of |Z - mean|: it is the mean of the squares"""
    mean = Z.mean(axis=1, keepdims=True)
    variance = np.mean(np.abs(Z - mean), axis=1, keepdims=True)
    return (Z - mean) / np.sqrt(variance + epsilon), mean, variance


# --- right, written differently -------------------------------------------------------------------------------------


@normalize_units.right
def unit_after_unit(Z, epsilon):
    """Return the same, in a loop over the units."""
    Z_norm, mean, variance = np.empty_like(Z), np.empty((len(Z), 1)), np.empty((len(Z), 1))
    for i, row in enumerate(Z):
        mean[i, 0] = sum(row) / len(row)
        variance[i, 0] = sum((row - mean[i, 0]) ** 2) / len(row)
        Z_norm[i] = (row - mean[i, 0]) * (variance[i, 0] + epsilon) ** -0.5
    return Z_norm, mean, variance
