"""Exercise 5: the whole way back in three lines."""

import numpy as np

from deepcourse.exercises.course2.batch_normalization.layers import (
    by_hand,
    running_of,
    scale_and_shift,
    sizes,
    sums,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import batch_normalization as reference

batchnorm_backward = FunctionExercise(
    __name__,
    reference=reference.batchnorm_backward,
    minutes=6,
    points_visible=6,
    points_hidden=10,
    returns=("dZ", "dgamma", "dbeta"),
    hints=(
        "Z_norm, gamma, std = cache. Begin with dbeta and dgamma: sums over axis=1 with keepdims=True.",
        "dbeta is the sum of dZtilde, dgamma the sum of dZtilde * Z_norm; m = Z_norm.shape[1].",
        "dZ = gamma / std * (dZtilde - dbeta / m - Z_norm * dgamma / m); return dZ, dgamma, dbeta.",
    ),
)


def drawn(rng, n, m, epsilon=0.1):
    """Return (dZtilde, cache) of a random layer."""
    cache = reference.batchnorm_forward(sums(rng, n, m), *scale_and_shift(rng, n), running_of(rng, n), "train", epsilon)
    return rng.normal(size=(n, m)), cache[1]


@batchnorm_backward.visible
def visible():
    """Return the first unit of the text, random layers, a square one, one and two examples, and a constant unit."""
    rng = np.random.default_rng(5)
    Z_norm, _, variance = reference.normalize_units(by_hand()[:1], 1e-5)
    cache = Z_norm, np.array([[2.0]]), np.sqrt(variance + 1e-5)
    constant, others = sums(np.random.default_rng(15), 2, 4), np.random.default_rng(16)
    constant[1] = 3.0
    still = reference.batchnorm_forward(constant, *scale_and_shift(others, 2), running_of(others, 2), "train", 0.1)
    return [
        Case("unit 1 of the text", (np.array([[1.0, 0.0, 0.0, 0.0]]), cache)),
        Case("3 units, 5 examples", drawn(rng, 3, 5)),
        Case("4 units, 4 examples", drawn(rng, 4, 4)),
        Case("a single example", drawn(rng, 2, 1)),
        Case("two examples", drawn(rng, 3, 2)),
        Case("unit 1 is constant", (rng.normal(size=(2, 4)), still[1])),
        Case("the same slope for all examples", (np.full((3, 5), 2.0), drawn(rng, 3, 5)[1])),
    ]


@batchnorm_backward.draw
def draw(rng):
    """Return a layer of random size."""
    n, m = sizes(rng)
    return Case(f"{n} units, {m} examples", drawn(rng, n, m, float(10 ** rng.uniform(-3, 0))))


@batchnorm_backward.edges
def edges(rng):
    """Return two examples, equal slopes from above, nothing from above, and a constant unit."""
    dZtilde, cache = drawn(rng, 3, 5)
    constant = sums(rng, 2, 4)
    constant[1] = 3.0
    arguments = constant, *scale_and_shift(rng, 2), running_of(rng, 2)
    return [
        Case("two examples", drawn(rng, 3, 2)),
        Case("4 units, 9 examples", drawn(rng, 4, 9)),
        Case("the same slope for all examples", (np.ones_like(dZtilde), cache)),
        Case("nothing comes from above", (0 * dZtilde, cache)),
        Case("a constant unit", (rng.normal(size=(2, 4)), reference.batchnorm_forward(*arguments)[1])),
    ]


@batchnorm_backward.property("gradients are measured slopes")
def gradients_are_slopes(f, rng):
    """Return a sentence unless the three are slopes of sum(dZtilde * Ztilde), measured by nudging."""
    Z, (gamma, beta), epsilon, step = sums(rng, 3, 6), scale_and_shift(rng, 3), 0.1, 1e-5
    start, running = {"dZ": Z, "dgamma": gamma, "dbeta": beta}, running_of(rng, 3)
    dZtilde, cache = rng.normal(size=Z.shape), reference.batchnorm_forward(Z, gamma, beta, running, "train", epsilon)[1]
    told = dict(zip(start, f(dZtilde, cache), strict=True))
    for name, value in start.items():
        direction, ends = rng.normal(size=value.shape), []
        for s in (step, -step):
            moved = (start | {name: value + s * direction}).values()
            ends.append(np.sum(dZtilde * reference.batchnorm_forward(*moved, running, "train", epsilon)[0]))
        measured, claimed = (ends[0] - ends[1]) / (2 * step), float(np.sum(told[name] * direction))
        if abs(claimed - measured) > 1e-5 * max(1, abs(measured)):
            return f"along a random direction nudging measures {measured:.4g} for {name}, the answer is {claimed:.4g}"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def with_dz(dZtilde, cache, make):
    """Return the result with another dZ, made from what the formula holds."""
    _, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    Z_norm, gamma, std = cache
    return make(Z_norm, gamma, std, dgamma, dbeta, Z_norm.shape[1]), dgamma, dbeta


@batchnorm_backward.mistake
def mean_and_variance_constant(dZtilde, cache):
    """mean and variance are treated as constants: every example moves both, which takes away two more terms"""
    return with_dz(dZtilde, cache, lambda Z_norm, gamma, std, *_: gamma / std * dZtilde)


@batchnorm_backward.mistake
def way_through_the_mean_forgotten(dZtilde, cache):
    """the way through the mean is forgotten: - dbeta / m is missing in dZ"""
    return with_dz(dZtilde, cache, lambda N, gamma, std, dgamma, _, m: gamma / std * (dZtilde - N * dgamma / m))


@batchnorm_backward.mistake
def way_through_the_variance_forgotten(dZtilde, cache):
    """the way through the variance is forgotten: - Z_norm * dgamma / m is missing in dZ"""
    return with_dz(dZtilde, cache, lambda N, gamma, std, _, dbeta, m: gamma / std * (dZtilde - dbeta / m))


@batchnorm_backward.mistake
def sums_for_means(dZtilde, cache):
    """the 1/m is missing inside dZ: dbeta / m and dgamma / m are the means over the batch"""
    return with_dz(dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * (dZtilde - dbeta - N * dgamma))


@batchnorm_backward.mistake
def m_from_the_wrong_axis(dZtilde, cache):
    """m is the number of units, as in len(Z_norm): the examples lie along axis 1, so it is Z_norm.shape[1]"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * (dZtilde - (dbeta + N * dgamma) / len(N))
    )


@batchnorm_backward.mistake
def means_for_sums(dZtilde, cache):
    """dgamma and dbeta are means over the examples: they are sums here, and the network divides by m, as for dW"""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ, dgamma / dZ.shape[1], dbeta / dZ.shape[1]


@batchnorm_backward.mistake
def gamma_forgotten(dZtilde, cache):
    """gamma is missing in dZ: it stands between Z_norm and Ztilde"""
    return with_dz(dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: (dZtilde - dbeta / m - N * dgamma / m) / std)


@batchnorm_backward.mistake
def std_forgotten(dZtilde, cache):
    """the division by std is missing in dZ: what shrinks Z on the way forward shrinks its slopes on the way back"""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ * cache[2], dgamma, dbeta


@batchnorm_backward.mistake
def std_squared(dZtilde, cache):
    """dZ is divided by std squared: by std, once"""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ / cache[2], dgamma, dbeta


@batchnorm_backward.mistake
def dgamma_before_normalising(dZtilde, cache):
    """dgamma multiplies with Z before it was divided by std: gamma multiplies Z_norm, so Z_norm is its slope"""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ, dgamma * cache[2], dbeta


@batchnorm_backward.mistake
def dgamma_and_dbeta_swapped(dZtilde, cache):
    """dgamma and dbeta are swapped: the sum of dZtilde alone is dbeta"""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ, dbeta, dgamma


@batchnorm_backward.mistake
def keepdims_forgotten(dZtilde, cache):
    """keepdims=True is missing: dgamma and dbeta have the shape (n, 1) of what they belong to"""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ, dgamma[:, 0], dbeta[:, 0]


@batchnorm_backward.mistake
def factor_on_the_first_term_alone(dZtilde, cache):
    """the factor gamma / std multiplies dZtilde alone: it multiplies all three terms, so they need brackets"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * dZtilde - (dbeta + N * dgamma) / m
    )


@batchnorm_backward.mistake
def multiplied_in_place(dZtilde, cache):
    """dZtilde is multiplied by gamma in place, so that the caller's is gone and dgamma and dbeta hold gamma too: make a
    new array
    """
    Z_norm, gamma, std = cache
    dZtilde *= gamma
    dbeta = dZtilde.sum(axis=1, keepdims=True)
    dgamma = (dZtilde * Z_norm).sum(axis=1, keepdims=True)
    return (dZtilde - dbeta / Z_norm.shape[1] - Z_norm * dgamma / Z_norm.shape[1]) / std, dgamma, dbeta


@batchnorm_backward.mistake
def gamma_in_all(dZtilde, cache):
    """dgamma and dbeta are made of gamma * dZtilde: they are made of dZtilde itself, gamma belongs to dZ"""
    _, gamma, _ = cache
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ, gamma * dgamma, gamma * dbeta


@batchnorm_backward.mistake
def signs_of_both_ways(dZtilde, cache):
    """the ways through mean and variance are added: both take something away"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * (dZtilde + dbeta / m + N * dgamma / m)
    )


@batchnorm_backward.mistake
def sign_of_the_variance(dZtilde, cache):
    """the way through the variance is added: it takes something away, - Z_norm * dgamma / m"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * (dZtilde - dbeta / m + N * dgamma / m)
    )


@batchnorm_backward.mistake
def z_norm_left_out(dZtilde, cache):
    """dgamma / m is taken away without Z_norm: the way through the variance is Z_norm * dgamma / m"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * (dZtilde - dbeta / m - dgamma / m)
    )


@batchnorm_backward.mistake
def both_swapped_inside(dZtilde, cache):
    """dgamma and dbeta have changed places in dZ: Z_norm multiplies dgamma"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * (dZtilde - dgamma / m - N * dbeta / m)
    )


@batchnorm_backward.mistake
def multiplied_by_std(dZtilde, cache):
    """dZ is multiplied by std: what shrinks Z on the way forward shrinks its slopes on the way back, so divide"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma * std * (dZtilde - dbeta / m - N * dgamma / m)
    )


@batchnorm_backward.mistake
def one_over_m_in_front(dZtilde, cache):
    """all of dZ is divided by m: only dbeta and dgamma are"""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    return dZ / dZtilde.shape[1], dgamma, dbeta


@batchnorm_backward.mistake
def one_mean_missing(dZtilde, cache):
    """only one of the two sums is divided by m: both dbeta and dgamma are, inside dZ"""
    return with_dz(
        dZtilde, cache, lambda N, gamma, std, dgamma, dbeta, m: gamma / std * (dZtilde - dbeta / m - N * dgamma)
    )


@batchnorm_backward.mistake
def means_inside_again(dZtilde, cache):
    """dgamma and dbeta are means and are divided by m once more in dZ: they are sums, and the 1/m enters once"""
    _, dgamma, dbeta = reference.batchnorm_backward(dZtilde, cache)
    Z_norm, gamma, std = cache
    m = Z_norm.shape[1]
    dgamma, dbeta = dgamma / m, dbeta / m
    return gamma / std * (dZtilde - dbeta / m - Z_norm * dgamma / m), dgamma, dbeta


@batchnorm_backward.mistake
def over_the_units(dZtilde, cache):
    """dgamma and dbeta are summed over axis 0, the units: examples lie along axis 1"""
    Z_norm, gamma, std = cache
    m = Z_norm.shape[1]
    dgamma, dbeta = (dZtilde * Z_norm).sum(axis=0, keepdims=True), dZtilde.sum(axis=0, keepdims=True)
    return gamma / std * (dZtilde - dbeta / m - Z_norm * dgamma / m), dgamma, dbeta


# --- right, written differently -------------------------------------------------------------------------------------


@batchnorm_backward.right
def with_projections(dZtilde, cache):
    """Return the same, as two projections: first off the constant, then off Z_norm."""
    Z_norm, gamma, std = cache
    off_the_mean = dZtilde - dZtilde.mean(axis=1, keepdims=True)
    along = np.mean(dZtilde * Z_norm, axis=1, keepdims=True)
    dgamma = np.einsum("im,im->i", dZtilde, Z_norm)[:, None]
    return (off_the_mean - along * Z_norm) * gamma / std, dgamma, dZtilde.sum(1).reshape(-1, 1)


@batchnorm_backward.right
def with_the_jacobian(dZtilde, cache):
    """Return the same, with the whole matrix of slopes of every unit: slow, and plain."""
    Z_norm, gamma, std = cache
    n, m = Z_norm.shape
    dZ = np.empty((n, m))
    for i in range(n):
        slopes = gamma[i] / std[i] * (np.eye(m) - 1 / m - np.outer(Z_norm[i], Z_norm[i]) / m)
        dZ[i] = slopes @ dZtilde[i]
    return dZ, np.sum(dZtilde * Z_norm, axis=1, keepdims=True), np.sum(dZtilde, axis=1, keepdims=True)
