"""More of what is easily got wrong in the forward pass: in mode "test", in what is kept, in the cache."""

import numpy as np

from deepcourse.exercises.declaration import Shared
from deepcourse.nn import batch_normalization as reference

SLIPS = Shared()


@SLIPS.add
def unbiased_running_variance(Z, gamma, beta, running, mode, epsilon, momentum):
    """the running variance takes in m / (m - 1) times the batch's, as in PyTorch: here it takes in the one with 1/m"""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    if mode == "test":
        return Ztilde, cache, after
    _, mean, variance = reference.normalize_units(Z, epsilon)
    m = Z.shape[1]
    return Ztilde, cache, reference.update_running(running, mean, variance * m / max(m - 1, 1), momentum)


def at_test_time(result, Z, gamma, beta, running, mode, epsilon, momentum):
    """Return another result in mode "test", and the right one in training."""
    if mode == "test":
        return result()
    return reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def no_cache_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" `cache` has no value: it is None there, and that is returned"""

    def result():
        raise UnboundLocalError("cannot access local variable 'cache' where it is not associated with a value")

    return at_test_time(result, Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def epsilon_forgotten_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" epsilon is left out: it is added to the running variance, under the root"""

    def result():
        return gamma * (Z - running["mean"]) / np.sqrt(running["var"]) + beta, None, running

    return at_test_time(result, Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def epsilon_outside_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" epsilon is added to the root: it stands under it, there too"""

    def result():
        return gamma * (Z - running["mean"]) / (np.sqrt(running["var"]) + epsilon) + beta, None, running

    return at_test_time(result, Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def not_scaled_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" Z_norm itself is returned: gamma and beta belong to both modes"""

    def result():
        return (Z - running["mean"]) / np.sqrt(running["var"] + epsilon), None, running

    return at_test_time(result, Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def not_normalised_at_test_time(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" Z is not normalised: the running statistics stand in for those of the batch"""
    return at_test_time(lambda: (gamma * Z + beta, None, running), Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def running_mean_batch_variance(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" the running mean is taken away, but the variance is the batch's: both are the running ones"""

    def result():
        variance = reference.normalize_units(Z, epsilon)[2]
        return gamma * (Z - running["mean"]) / np.sqrt(variance + epsilon) + beta, None, running

    return at_test_time(result, Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def batch_mean_running_variance(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "test" the variance is the running one, but the batch's mean is taken away: both are the running ones"""

    def result():
        centred = Z - Z.mean(axis=1, keepdims=True)
        return gamma * centred / np.sqrt(running["var"] + epsilon) + beta, None, running

    return at_test_time(result, Z, gamma, beta, running, mode, epsilon, momentum)


@SLIPS.add
def modes_exchanged(Z, gamma, beta, running, mode, epsilon, momentum):
    """the two modes have changed places: "train" normalises with the batch, "test" with the running statistics"""
    other = "test" if mode == "train" else "train"
    return reference.batchnorm_forward(Z, gamma, beta, running, other, epsilon, momentum)


@SLIPS.add
def new_running_used_in_training(Z, gamma, beta, running, mode, epsilon, momentum):
    """in mode "train" the new running statistics normalise: there the batch's own do"""
    if mode == "test":
        return reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    _, mean, variance = reference.normalize_units(Z, epsilon)
    after = reference.update_running(running, mean, variance, momentum)
    std = np.sqrt(after["var"] + epsilon)
    Z_norm = (Z - after["mean"]) / std
    return gamma * Z_norm + beta, (Z_norm, gamma, std), after


@SLIPS.add
def running_not_updated(Z, gamma, beta, running, mode, epsilon, momentum):
    """the running statistics come back as they were, in training too: there they move towards the batch's"""
    Ztilde, cache, _ = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    return Ztilde, cache, running


@SLIPS.add
def momentum_left_at_its_usual_value(Z, gamma, beta, running, mode, epsilon, momentum):
    """momentum is left at its usual value, 0.9: hand on the one that is given"""
    return reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, 0.9)


@SLIPS.add
def epsilon_left_at_its_usual_value(Z, gamma, beta, running, mode, epsilon, momentum):
    """epsilon is left at its usual value, 1e-5: hand on the one that is given"""
    return reference.batchnorm_forward(Z, gamma, beta, running, mode, 1e-5, momentum)


def with_cache(Z, gamma, beta, running, mode, epsilon, momentum, change):
    """Return the right result with another cache in training."""
    Ztilde, cache, after = reference.batchnorm_forward(Z, gamma, beta, running, mode, epsilon, momentum)
    return Ztilde, cache if mode == "test" else change(*cache), after


@SLIPS.add
def std_without_epsilon_in_the_cache(Z, gamma, beta, running, mode, epsilon, momentum):
    """the std in the cache has no epsilon in it: it is sqrt(variance + epsilon)"""
    root = Z.std(axis=1, keepdims=True)
    return with_cache(Z, gamma, beta, running, mode, epsilon, momentum, lambda N, g, std: (N, g, root))


@SLIPS.add
def z_in_the_cache(Z, gamma, beta, running, mode, epsilon, momentum):
    """the cache holds Z: its first part is Z_norm, before gamma and beta"""
    return with_cache(Z, gamma, beta, running, mode, epsilon, momentum, lambda N, g, std: (Z, g, std))


@SLIPS.add
def centred_in_the_cache(Z, gamma, beta, running, mode, epsilon, momentum):
    """the cache holds Z - mean: its first part is Z_norm, which is divided by std"""
    return with_cache(Z, gamma, beta, running, mode, epsilon, momentum, lambda N, g, std: (N * std, g, std))


@SLIPS.add
def beta_in_the_cache(Z, gamma, beta, running, mode, epsilon, momentum):
    """the cache holds beta in the place of gamma: it is (Z_norm, gamma, std)"""
    return with_cache(Z, gamma, beta, running, mode, epsilon, momentum, lambda N, g, std: (N, beta, std))


@SLIPS.add
def cache_in_another_order(Z, gamma, beta, running, mode, epsilon, momentum):
    """the cache is in another order, (Z_norm, std, gamma): it is (Z_norm, gamma, std)"""
    return with_cache(Z, gamma, beta, running, mode, epsilon, momentum, lambda N, g, std: (N, std, g))


@SLIPS.add
def one_over_std_in_the_cache(Z, gamma, beta, running, mode, epsilon, momentum):
    """the cache holds 1 / std: its third part is std itself"""
    return with_cache(Z, gamma, beta, running, mode, epsilon, momentum, lambda N, g, std: (N, g, 1 / std))
