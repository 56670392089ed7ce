"""Exercise 3: batch normalisation, forward, in training and at test time."""

import numpy as np

from deepcourse.exercises.course2.batch_normalization.forward_slips import SLIPS
from deepcourse.exercises.course2.batch_normalization.layers import (
    by_hand,
    running_of,
    scale_and_shift,
    sizes,
    sums,
)
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.nn import batch_normalization as reference

batchnorm_forward = FunctionExercise(
    __name__,
    reference=reference.batchnorm_forward,
    minutes=8,
    points_visible=6,
    points_hidden=10,
    returns=("Ztilde", "cache", "running"),
    hints=(
        "Two cases: if mode is 'test', normalise with running['mean'] and running['var'], return None as the cache and "
        "running as it came; else use the batch's own statistics.",
        "In training: Z_norm, mean, variance = reference.normalize_units(Z, epsilon); then reference.update_running.",
        "return gamma * Z_norm + beta, (Z_norm, gamma, np.sqrt(variance + epsilon)), the new running statistics.",
    ),
)


def arguments(rng, n, m, mode, epsilon=0.1, momentum=0.8):
    """Return all seven arguments for a random layer."""
    return sums(rng, n, m), *scale_and_shift(rng, n), running_of(rng, n), mode, epsilon, momentum


@batchnorm_forward.visible
def visible():
    """Return the batch of the text, random layers and a single example in both modes, and what does not vary."""
    rng, Z = np.random.default_rng(3), by_hand()
    gamma, beta = np.array([[2.0], [0.5]]), np.array([[10.0], [0.0]])
    start = {"mean": np.array([[2.0], [1.0]]), "var": np.array([[9.0], [100.0]])}
    others = np.random.default_rng(13)
    constant, silent = (arguments(others, n, 4, "train") for n in (3, 2))
    still = arguments(others, 2, 3, "test")
    constant[0][1], silent[1][0], still[3]["var"][0] = 2.0, 0.0, 0.0
    return [
        Case("the batch of the text, train", (Z, gamma, beta, start, "train", 1e-5, 0.9)),
        Case("the batch of the text, test", (Z, gamma, beta, start, "test", 1e-5, 0.9)),
        Case("3 units, 5 examples, train", arguments(rng, 3, 5, "train", 0.5, 0.7)),
        Case("4 units, 4 examples, test", arguments(rng, 4, 4, "test", 0.5, 0.7)),
        Case("a single example, train", arguments(rng, 3, 1, "train")),
        Case("a single example, test", arguments(rng, 3, 1, "test")),
        Case("unit 1 is constant, train", constant),
        Case("a running variance of 0 for unit 0, test", still),
        Case("gamma is 0 for unit 0, train", silent),
    ]


@batchnorm_forward.draw
def draw(rng):
    """Return a layer of random size in a random mode."""
    (n, m), mode = sizes(rng), str(rng.choice(["train", "test"]))
    options = float(10 ** rng.uniform(-3, -0.3)), float(rng.uniform(0.6, 0.98))
    return Case(f"{n} units, {m} examples, {mode}", arguments(rng, n, m, mode, *options))


@batchnorm_forward.edges
def edges(rng):
    """Return both modes for certain, a constant unit, a square batch, gamma 0, and a running variance of 0."""
    constant = arguments(rng, 3, 4, "train")
    constant[0][1] = 2.0
    silent = arguments(rng, 2, 5, "train")
    silent[1][0] = 0.0
    nothing = arguments(rng, 2, 3, "test")
    nothing[3]["var"][:] = 0.0
    return [
        Case("train, for certain", arguments(rng, 3, 7, "train", 0.3, 0.75)),
        Case("test, for certain", arguments(rng, 3, 7, "test", 0.3, 0.75)),
        Case("a constant unit, train", constant),
        Case("gamma is 0 for unit 0, train", silent),
        Case("square, train", arguments(rng, 4, 4, "train")),
        Case("a running variance of 0, test", nothing),
        Case("one unit, one example, train", arguments(rng, 1, 1, "train")),
    ]


@batchnorm_forward.property("at test time an example does not depend on its neighbours")
def examples_alone_at_test_time(f, rng):
    """Return a sentence unless an example is answered alike alone and among others, in mode "test"."""
    Z, *others = arguments(rng, 3, 6, "test")
    together = np.asarray(f(Z, *others)[0])
    alone = np.asarray(f(Z[:, 2:3], *others)[0])
    if together.shape != Z.shape or not np.allclose(together[:, 2:3], alone, rtol=1e-9, atol=1e-12):
        return "in mode 'test' an example gets another Ztilde alone than among five others"
    return None


@batchnorm_forward.property("in training a bias changes nothing")
def bias_does_not_matter(f, rng):
    """Return a sentence unless a number added to all sums of a unit changes nothing, in mode "train"."""
    Z, *others = arguments(rng, 3, 6, "train")
    moved = Z + rng.normal(size=(3, 1))
    if not np.allclose(f(Z, *others)[0], f(moved, *others)[0], rtol=1e-9, atol=1e-9):
        return "in mode 'train' Ztilde changes when a number is added to all sums of a unit: the mean takes it along"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def finished(Z, gamma, beta, mean, variance, epsilon):
    """Return Ztilde and the cache for given statistics."""
    std = np.sqrt(variance + epsilon)
    Z_norm = (Z - mean) / std
    return gamma * Z_norm + beta, (Z_norm, gamma, std)


def with_statistics(statistics, Z, gamma, beta, running, mode, epsilon, momentum):
    """Return the result with other batch statistics; mode "test" as it should be."""
    if mode == "test":
        return reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    mean, variance = statistics
    Ztilde, cache = finished(Z, gamma, beta, mean, variance, epsilon)
    return Ztilde, cache, reference.update_running(running, mean, variance, momentum)


@batchnorm_forward.mistake
def gamma_and_beta_forgotten(Z, gamma, beta, running, mode, epsilon, momentum):
    """gamma and beta are forgotten: Z_norm itself is returned, and every unit is stuck at mean 0 and variance 1"""
    _, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    plain = reference.batchnorm_forward(Z, np.ones_like(gamma), np.zeros_like(beta), running, mode, epsilon, momentum)
    return plain[0], cache, after


@batchnorm_forward.mistake
def gamma_and_beta_swapped(Z, gamma, beta, running, mode, epsilon, momentum):
    """gamma and beta are swapped: gamma multiplies, beta is added"""
    _, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    return reference.batchnorm_forward(Z, beta, gamma, running, mode, epsilon, momentum)[0], cache, after


@batchnorm_forward.mistake
def beta_inside_the_brackets(Z, gamma, beta, running, mode, epsilon, momentum):
    """gamma multiplies beta as well, gamma * (Z_norm + beta): beta is added after gamma has multiplied"""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    return Ztilde + (gamma - 1) * beta, cache, after


@batchnorm_forward.mistake
def beta_before_normalising(Z, gamma, beta, running, mode, epsilon, momentum):
    """beta is added to Z before the mean is taken away, which takes it away too: beta comes last, after gamma"""
    nothing = np.zeros_like(beta)
    return reference.batchnorm_forward(Z + beta, gamma, nothing, running, mode, epsilon, momentum)


@batchnorm_forward.mistake
def epsilon_and_momentum_fixed(Z, gamma, beta, running, mode, epsilon, momentum):
    """epsilon and momentum are left at their usual values, 1e-5 and 0.9: hand on those that are given"""
    return reference.batchnorm_forward(Z, gamma, beta, running, mode)


@batchnorm_forward.mistake
def batch_statistics_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """the batch's own mean and variance are used in mode "test": there the running ones stand in for them"""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, "train", epsilon, momentum)
    return (Ztilde, cache, after) if mode == "train" else (Ztilde, None, running)


@batchnorm_forward.mistake
def running_updated_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """the running statistics are updated in mode "test": what is learned from test data is learned from the exam"""
    after = reference.batchnorm_forward(Z, gamma, beta, running, "train", epsilon, momentum)[2]
    return *reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)[:2], after


@batchnorm_forward.mistake
def running_used_in_training(Z, gamma, beta, running, mode, epsilon, momentum):
    """the running statistics normalise in mode "train" too: there the batch's own ones do, the running ones wait"""
    right = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    if mode == "test":
        return right
    return *finished(Z, gamma, beta, running["mean"], running["var"], epsilon), right[2]


@batchnorm_forward.mistake
def momentum_swapped(Z, gamma, beta, running, mode, epsilon, momentum):
    """momentum's roles are swapped: it is the share of the *old* running statistics (in PyTorch, of the new)"""
    return reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, 1 - momentum)


@batchnorm_forward.mistake
def unbiased_variance(Z, gamma, beta, running, mode, epsilon, momentum):
    """the batch is normalised by the variance with 1/(m - 1): it is the plain mean of the squares, 1/m"""
    m, (_, mean, variance) = Z.shape[1], reference.normalize_units(Z, epsilon)
    unbiased = variance * m / (m - 1) if m > 1 else variance * np.nan
    return with_statistics((mean, unbiased), Z, gamma, beta, running, mode, epsilon, momentum)


@batchnorm_forward.mistake
def over_the_units(Z, gamma, beta, running, mode, epsilon, momentum):
    """mean and variance run over the units of each example, axis 0 (layer normalisation): examples lie along axis 1"""
    statistics = Z.mean(axis=0, keepdims=True), Z.var(axis=0, keepdims=True)
    return with_statistics(statistics, Z, gamma, beta, running, mode, epsilon, momentum)


@batchnorm_forward.mistake
def epsilon_outside_the_root(Z, gamma, beta, running, mode, epsilon, momentum):
    """epsilon is added to the root: it stands under it, sqrt(variance + epsilon), in both modes"""
    _, mean, variance = reference.normalize_units(Z, epsilon)
    after = reference.update_running(running, mean, variance, momentum)
    if mode == "test":
        mean, variance, after = running["mean"], running["var"], running
    std = np.sqrt(variance) + epsilon
    Z_norm = (Z - mean) / std
    return gamma * Z_norm + beta, None if mode == "test" else (Z_norm, gamma, std), after


@batchnorm_forward.mistake
def running_variance_as_deviation(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" the running variance is used without its root: it is running["var"] + epsilon under a root"""
    right = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    Ztilde = gamma * (Z - running["mean"]) / (running["var"] + epsilon) + beta
    return right if mode == "train" else (Ztilde, *right[1:])


@batchnorm_forward.mistake
def variance_in_the_cache(Z, gamma, beta, running, mode, epsilon, momentum):
    """the cache holds the variance: its third part is std = sqrt(variance + epsilon)"""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    return Ztilde, cache and (*cache[:2], cache[2] ** 2 - epsilon), after


@batchnorm_forward.mistake
def ztilde_in_the_cache(Z, gamma, beta, running, mode, epsilon, momentum):
    """the cache holds Ztilde: its first part is Z_norm, before gamma and beta"""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    return Ztilde, cache and (Ztilde, *cache[1:]), after


@batchnorm_forward.mistake
def cache_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """a cache is returned in mode "test": nothing is learned there, so it is None"""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    std = np.sqrt(running["var"] + epsilon)
    return Ztilde, cache or ((Z - running["mean"]) / std, gamma, std), after


@batchnorm_forward.mistake
def changed_in_place(Z, gamma, beta, running, mode, epsilon, momentum):
    """running is changed in place: the caller's dictionary stays as it is, a new one is returned"""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    running.update(after)
    return Ztilde, cache, running


for mistake in SLIPS:
    batchnorm_forward.mistake(mistake)


# --- right, written differently -------------------------------------------------------------------------------------


@batchnorm_forward.right
def written_out(Z, gamma, beta, running, mode, epsilon, momentum):
    """Return the same without any helper, with one formula for both modes."""
    mean, variance = (running["mean"], running["var"]) if mode == "test" else (Z.mean(1)[:, None], Z.var(1)[:, None])
    std = (variance + epsilon) ** 0.5
    Z_norm = Z / std - mean / std
    if mode == "test":
        return Z_norm * gamma + beta, None, dict(running)
    old, new = momentum, 1 - momentum
    after = {"mean": old * running["mean"] + new * mean, "var": old * running["var"] + new * variance}
    return Z_norm * gamma + beta, (Z_norm, gamma, std), after
