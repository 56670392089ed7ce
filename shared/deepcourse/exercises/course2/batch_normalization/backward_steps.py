"""Exercise 4: back through the graph of batch normalisation, node by node."""

import numpy as np

from deepcourse.exercises.course2.batch_normalization.layers import by_hand, scale_and_shift, sizes, sums
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import batch_normalization as reference

backward_steps = FunctionExercise(
    __name__,
    reference=reference.backward_steps,
    minutes=10,
    points_visible=6,
    points_hidden=10,
    returns=("slopes",),
    hints=(
        "Write the table of the text from top to bottom, a line of code for each row; Z_norm, mean and variance come "
        "from reference.normalize_units(Z, epsilon), and std = np.sqrt(variance + epsilon).",
        "Wherever one number (mean, variance, gamma, beta) serves all examples, its slope is a sum over axis=1 with "
        "keepdims=True. dvariance = -0.5 * (that sum of dZ_norm * centred) / std**3.",
        "dcentred = dZ_norm / std + dvariance * 2 * centred / m; dmean = -(its sum); dZ = dcentred + dmean / m.",
    ),
)


def arguments(rng, n, m, epsilon=0.1):
    """Return (dZtilde, Z, gamma, epsilon) of a random layer."""
    return rng.normal(size=(n, m)), sums(rng, n, m), scale_and_shift(rng, n)[0], epsilon


@backward_steps.visible
def visible():
    """Return the first unit of the text, random layers, a square one, one and two examples, and a constant unit."""
    rng = np.random.default_rng(4)
    constant = arguments(np.random.default_rng(14), 2, 4)
    constant[1][0] = 1.0
    return [
        Case("unit 1 of the text", (np.array([[1.0, 0.0, 0.0, 0.0]]), by_hand()[:1], np.array([[2.0]]), 1e-5)),
        Case("3 units, 5 examples", arguments(rng, 3, 5, 0.5)),
        Case("4 units, 4 examples", arguments(rng, 4, 4)),
        Case("a single example", arguments(rng, 2, 1)),
        Case("two examples", arguments(rng, 3, 2)),
        Case("unit 0 is constant", constant),
    ]


@backward_steps.draw
def draw(rng):
    """Return a layer of random size."""
    n, m = sizes(rng)
    return Case(f"{n} units, {m} examples", arguments(rng, n, m, float(10 ** rng.uniform(-2, 0))))


@backward_steps.edges
def edges(rng):
    """Return a constant unit, nothing from above, and two examples."""
    dZtilde, Z, gamma, epsilon = arguments(rng, 3, 5)
    constant = Z.copy()
    constant[0] = 1.0
    return [
        Case("4 units, 9 examples", arguments(rng, 4, 9, 0.7)),
        Case("a constant unit", (dZtilde, constant, gamma, epsilon)),
        Case("nothing comes from above", (0 * dZtilde, Z, gamma, epsilon)),
        Case("two examples", arguments(rng, 3, 2)),
    ]


@backward_steps.property("dZ is the measured slope")
def slope_of_all(f, rng):
    """Return a sentence unless dZ is the slope of sum(dZtilde * Ztilde), measured by nudging Z."""
    dZtilde, Z, gamma, epsilon = arguments(rng, 3, 6)
    direction, step = rng.normal(size=Z.shape), 1e-5
    ahead, behind = (
        np.sum(dZtilde * gamma * reference.normalize_units(Z + s * direction, epsilon)[0]) for s in (step, -step)
    )
    measured, told = (ahead - behind) / (2 * step), float(np.sum(f(dZtilde, Z, gamma, epsilon)["dZ"] * direction))
    if abs(told - measured) > 1e-5 * max(1, abs(measured)):
        return f"along a random direction nudging Z measures {measured:.4g}, dZ says {told:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def changed(slopes, Z, **others):
    """Return the slopes with some of them replaced, and those that follow from them computed anew."""
    slopes = slopes | others
    if "dcentred" not in others:
        return slopes
    slopes["dmean"] = -np.sum(slopes["dcentred"], axis=1, keepdims=True)
    slopes["dZ"] = slopes["dcentred"] + slopes["dmean"] / Z.shape[1]
    return slopes


def _nodes(Z, epsilon):
    Z_norm, mean, variance = reference.normalize_units(Z, epsilon)
    return Z_norm, Z - mean, np.sqrt(variance + epsilon)


def from_dvariance(slopes, dvariance, Z, epsilon, factor=2):
    """Return all slopes that follow from another dvariance, or from another slope of the square."""
    _, centred, std = _nodes(Z, epsilon)
    dcentred = slopes["dZ_norm"] / std + dvariance * factor * centred / Z.shape[1]
    return changed(slopes, Z, dvariance=dvariance, dcentred=dcentred)


@backward_steps.mistake
def variance_taken_as_constant(dZtilde, Z, gamma, epsilon):
    """the way through the variance is left out of dcentred: a moved Z also changes the std that all are divided by"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return changed(slopes, Z, dcentred=slopes["dZ_norm"] / _nodes(Z, epsilon)[2])


@backward_steps.mistake
def mean_taken_as_constant(dZtilde, Z, gamma, epsilon):
    """the way through the mean is left out of dZ: it is dcentred + dmean / m"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {"dZ": slopes["dcentred"]}


@backward_steps.mistake
def mean_without_one_over_m(dZtilde, Z, gamma, epsilon):
    """dmean enters dZ in full: each example is only 1/m of the mean"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {"dZ": slopes["dcentred"] + slopes["dmean"]}


@backward_steps.mistake
def sign_of_dmean(dZtilde, Z, gamma, epsilon):
    """dmean has the wrong sign: centred = Z - mean falls when the mean grows"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {"dmean": -slopes["dmean"], "dZ": slopes["dcentred"] - slopes["dmean"] / Z.shape[1]}


@backward_steps.mistake
def sign_of_dvariance(dZtilde, Z, gamma, epsilon):
    """dvariance has the wrong sign: a larger variance makes Z_norm smaller, the slope of v^(-1/2) is -1/2 v^(-3/2)"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, -slopes["dvariance"], Z, epsilon)


@backward_steps.mistake
def half_forgotten(dZtilde, Z, gamma, epsilon):
    """the 1/2 is missing in dvariance: the slope of v^(-1/2) is -1/2 v^(-3/2)"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, 2 * slopes["dvariance"], Z, epsilon)


@backward_steps.mistake
def two_forgotten(dZtilde, Z, gamma, epsilon):
    """the 2 is missing on the way from the variance to centred: the slope of a square is twice the number"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"], Z, epsilon, factor=1)


@backward_steps.mistake
def std_to_the_first(dZtilde, Z, gamma, epsilon):
    """dvariance is divided by std: the power is -3/2 of the variance, which is std to the third"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"] * _nodes(Z, epsilon)[2] ** 2, Z, epsilon)


@backward_steps.mistake
def dgamma_with_z(dZtilde, Z, gamma, epsilon):
    """dgamma multiplies with Z: gamma multiplies Z_norm, so Z_norm is its slope"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {"dgamma": np.sum(dZtilde * Z, axis=1, keepdims=True)}


@backward_steps.mistake
def m_from_the_wrong_axis(dZtilde, Z, gamma, epsilon):
    """m is the number of units, as len(Z) or Z.shape[0]: the examples lie along axis 1, so it is Z.shape[1]"""
    slopes, n = reference.backward_steps(dZtilde, Z, gamma, epsilon), len(Z)
    _, centred, std = _nodes(Z, epsilon)
    dcentred = slopes["dZ_norm"] / std + slopes["dvariance"] * 2 * centred / n
    dmean = -np.sum(dcentred, axis=1, keepdims=True)
    return slopes | {"dcentred": dcentred, "dmean": dmean, "dZ": dcentred + dmean / n}


@backward_steps.mistake
def gamma_forgotten(dZtilde, Z, gamma, epsilon):
    """gamma is missing in dZ_norm: Ztilde = gamma * Z_norm + beta, so dZ_norm = gamma * dZtilde"""
    return reference.backward_steps(dZtilde, Z, np.ones_like(gamma), epsilon)


@backward_steps.mistake
def means_for_sums(dZtilde, Z, gamma, epsilon):
    """dbeta and dgamma are means over the examples: here they are plain sums, whatever dZtilde is a slope of"""
    slopes, m = reference.backward_steps(dZtilde, Z, gamma, epsilon), Z.shape[1]
    return slopes | {"dbeta": slopes["dbeta"] / m, "dgamma": slopes["dgamma"] / m}


@backward_steps.mistake
def std_without_epsilon(dZtilde, Z, gamma, epsilon):
    """centred is computed back from Z_norm and the root of the variance without epsilon: it is Z - mean"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    Z_norm, _, std = _nodes(Z, epsilon)
    centred = Z_norm * Z.std(axis=1, keepdims=True)
    dvariance = -0.5 * np.sum(slopes["dZ_norm"] * centred, axis=1, keepdims=True) / std**3
    dcentred = slopes["dZ_norm"] / std + dvariance * 2 * centred / Z.shape[1]
    return changed(slopes, Z, dvariance=dvariance, dcentred=dcentred)


@backward_steps.mistake
def dgamma_with_centred(dZtilde, Z, gamma, epsilon):
    """dgamma multiplies with Z - mean: gamma multiplies Z_norm, which is divided by std, so Z_norm is its slope"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {"dgamma": np.sum(dZtilde * _nodes(Z, epsilon)[1], axis=1, keepdims=True)}


@backward_steps.mistake
def gamma_forgotten_in_dvariance(dZtilde, Z, gamma, epsilon):
    """dvariance is made of dZtilde, without gamma: it comes from dZ_norm"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    _, centred, std = _nodes(Z, epsilon)
    dvariance = -0.5 * np.sum(dZtilde * centred, axis=1, keepdims=True) / std**3
    return from_dvariance(slopes, dvariance, Z, epsilon)


@backward_steps.mistake
def keepdims_forgotten(dZtilde, Z, gamma, epsilon):
    """keepdims=True is missing in dbeta and dgamma: they have the shape (n, 1) of what they belong to"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {name: slopes[name][:, 0] for name in ("dbeta", "dgamma")}


@backward_steps.mistake
def power_of_the_root(dZtilde, Z, gamma, epsilon):
    """dvariance has std to the power of -3/2: it is the variance that has this power, std has -3"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"] * _nodes(Z, epsilon)[2] ** 1.5, Z, epsilon)


@backward_steps.mistake
def variance_term_in_dz(dZtilde, Z, gamma, epsilon):
    """the way through the variance is added in dZ and not in dcentred: it belongs into dcentred, so that dmean and dZ
    follow from it
    """
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    _, centred, std = _nodes(Z, epsilon)
    new = changed(slopes, Z, dcentred=slopes["dZ_norm"] / std)
    return new | {"dZ": new["dZ"] + slopes["dvariance"] * 2 * centred / Z.shape[1]}


@backward_steps.mistake
def whole_division(dZtilde, Z, gamma, epsilon):
    """the factor 2 / m is rounded down by //, so that the way through the variance vanishes from three examples on: /
    divides
    """
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"], Z, epsilon, factor=2 // Z.shape[1] * Z.shape[1])


@backward_steps.mistake
def std_squared(dZtilde, Z, gamma, epsilon):
    """dvariance is divided by std squared, the variance: the power is -3/2 of the variance, which is std to the
    third
    """
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"] * _nodes(Z, epsilon)[2], Z, epsilon)


@backward_steps.mistake
def z_norm_for_centred(dZtilde, Z, gamma, epsilon):
    """dvariance multiplies with Z_norm: it is Z - mean that stands above the root"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"] / _nodes(Z, epsilon)[2], Z, epsilon)


@backward_steps.mistake
def z_for_centred(dZtilde, Z, gamma, epsilon):
    """Z stands for Z - mean in dvariance: it is Z - mean that is squared and divided"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    dvariance = -0.5 * np.sum(slopes["dZ_norm"] * Z, axis=1, keepdims=True) / _nodes(Z, epsilon)[2] ** 3
    return from_dvariance(slopes, dvariance, Z, epsilon)


@backward_steps.mistake
def one_over_m_forgotten(dZtilde, Z, gamma, epsilon):
    """the 1/m is missing on the way from the variance to centred: the variance is a mean of squares, 2 centred / m"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"], Z, epsilon, factor=2 * Z.shape[1])


@backward_steps.mistake
def dvariance_as_a_mean(dZtilde, Z, gamma, epsilon):
    """dvariance is a mean over the examples: it is a sum, because every example depends on the one variance"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return from_dvariance(slopes, slopes["dvariance"] / Z.shape[1], Z, epsilon)


@backward_steps.mistake
def dmean_as_a_mean(dZtilde, Z, gamma, epsilon):
    """dmean is a mean over the examples: it is a sum, and the 1/m follows in dZ"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    dmean = slopes["dmean"] / Z.shape[1]
    return slopes | {"dmean": dmean, "dZ": slopes["dcentred"] + dmean / Z.shape[1]}


@backward_steps.mistake
def dmean_from_dz_norm(dZtilde, Z, gamma, epsilon):
    """dmean is minus the sum of dZ_norm: it is minus the sum of dcentred"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {"dmean": -np.sum(slopes["dZ_norm"], axis=1, keepdims=True)}


@backward_steps.mistake
def dgamma_and_dbeta_swapped(dZtilde, Z, gamma, epsilon):
    """dgamma and dbeta are swapped: the sum of dZtilde alone is dbeta"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {"dbeta": slopes["dgamma"], "dgamma": slopes["dbeta"]}


@backward_steps.mistake
def over_the_units(dZtilde, Z, gamma, epsilon):
    """dbeta and dgamma are summed over axis 0, the units: examples lie along axis 1"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    return slopes | {
        "dbeta": np.sum(dZtilde, axis=0, keepdims=True),
        "dgamma": np.sum(dZtilde * _nodes(Z, epsilon)[0], axis=0, keepdims=True),
    }


@backward_steps.mistake
def std_forgotten_in_dcentred(dZtilde, Z, gamma, epsilon):
    """the division by std is missing in dcentred: Z_norm is centred / std"""
    slopes = reference.backward_steps(dZtilde, Z, gamma, epsilon)
    centred = _nodes(Z, epsilon)[1]
    dcentred = slopes["dZ_norm"] + slopes["dvariance"] * 2 * centred / Z.shape[1]
    return changed(slopes, Z, dcentred=dcentred)


# --- right, written differently -------------------------------------------------------------------------------------


@backward_steps.right
def example_after_example(dZtilde, Z, gamma, epsilon):
    """Return the same, summed up in loops over units and examples."""
    (n, m), (Z_norm, centred, std) = Z.shape, _nodes(Z, epsilon)
    columns = {name: np.zeros((n, 1)) for name in ("dbeta", "dgamma", "dvariance", "dmean")}
    dZ_norm, dcentred = gamma * dZtilde, np.zeros((n, m))
    for i, k in np.ndindex(n, m):
        columns["dbeta"][i] += dZtilde[i, k]
        columns["dgamma"][i] += dZtilde[i, k] * Z_norm[i, k]
        columns["dvariance"][i] -= dZ_norm[i, k] * Z_norm[i, k] / (2 * std[i] ** 2)
    for i, k in np.ndindex(n, m):
        dcentred[i, k] = (dZ_norm[i, k] / std[i] + columns["dvariance"][i] * 2 * centred[i, k] / m).item()
        columns["dmean"][i] -= dcentred[i, k]
    return columns | {"dZ_norm": dZ_norm, "dcentred": dcentred, "dZ": dcentred + columns["dmean"] / m}
