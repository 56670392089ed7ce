"""What is easily got wrong in Adam: variants of one step, each with the sentence that explains it."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.networks import changed
from deepcourse.exercises.declaration import Shared
from deepcourse.nn import optimizers as reference

MISTAKES = Shared()


def averages_of(grads, v, s, beta1, beta2):
    """Return the right averages."""
    new_v = {name: beta1 * v[name] + (1 - beta1) * grads[name] for name in v}
    return new_v, {name: beta2 * s[name] + (1 - beta2) * grads[name] ** 2 for name in s}


def stepped(parameters, v, s, learning_rate, pace, divisor):
    """Return parameters after a step of rate * pace(v) / divisor(s)."""
    return {
        name: value - learning_rate * pace(v[f"d{name}"]) / divisor(s[f"d{name}"]) for name, value in parameters.items()
    }


@MISTAKES.add
def squares_of_v(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """s averages the squares of v: it is an average of the squared *gradients*, s = beta2 s + (1 - beta2) dW^2"""
    v, _ = averages_of(grads, v, s, beta1, beta2)
    s = {name: beta2 * s[name] + (1 - beta2) * v[name] ** 2 for name in s}
    return finished(parameters, v, s, t, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def s_goes_on_from_v(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """s goes on from v, s = beta2 v + (1 - beta2) dW^2: it is an average of squared gradients *of itself*, so the old s
    stands there
    """
    v, _ = averages_of(grads, v, s, beta1, beta2)
    s = {name: beta2 * v[name] + (1 - beta2) * grads[name] ** 2 for name in s}
    return finished(parameters, v, s, t, learning_rate, beta1, beta2, epsilon)


def finished(parameters, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Return the right step from averages that may be wrong."""
    new = stepped(
        parameters,
        v,
        s,
        learning_rate,
        lambda a: a / (1 - beta1**t),
        lambda a: np.sqrt(a / (1 - beta2**t)) + epsilon,
    )
    return new, v, s


@MISTAKES.add
def not_squared(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the gradients are not squared in s: it averages dW^2, so that the root gives back a size"""
    new_v, _ = averages_of(grads, v, s, beta1, beta2)
    new_s = {name: beta2 * s[name] + (1 - beta2) * grads[name] for name in s}
    return finished(parameters, new_v, new_s, t, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def no_correction(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """nothing is corrected for the cold start: with the usual betas the first step is then three times too long,
    because s is a thousandth of what it should be, and v a tenth
    """
    v, s = averages_of(grads, v, s, beta1, beta2)
    return stepped(parameters, v, s, learning_rate, lambda a: a, lambda a: np.sqrt(a) + epsilon), v, s


@MISTAKES.add
def only_v_corrected(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """only v is corrected for the cold start: s is divided by 1 - beta2^t too"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(parameters, v, s, learning_rate, lambda a: a / (1 - beta1**t), lambda a: np.sqrt(a) + epsilon),
        v,
        s,
    )


@MISTAKES.add
def only_s_corrected(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """only s is corrected for the cold start: v is divided by 1 - beta1^t too"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(parameters, v, s, learning_rate, lambda a: a, lambda a: np.sqrt(a / (1 - beta2**t)) + epsilon),
        v,
        s,
    )


@MISTAKES.add
def corrected_by_one_step_less(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the correction uses t - 1: t counts from 1, so the first step divides by 1 - beta, and not by zero"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return finished(parameters, v, s, t - 1, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def corrected_by_one_step_more(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the correction uses t + 1: t has been counted already when it comes in, it is 1 in the first step"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t + 1, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def always_the_first_step(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the correction does not use t: it divides by 1 - beta in every step, as if each were the first; the power beta^t
    makes it fade
    """
    return reference.update_parameters_with_adam(parameters, grads, v, s, 1, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def times_instead_of_power(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """beta * t stands in the correction for beta ** t"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    pace, root = 1 - beta1 * t, 1 - beta2 * t
    return stepped(parameters, v, s, learning_rate, lambda a: a / pace, lambda a: np.sqrt(a / root) + epsilon), v, s


@MISTAKES.add
def power_of_one_minus_beta(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """(1 - beta)**t stands in the correction for 1 - beta**t: the power comes first, and is taken from 1"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    pace, root = (1 - beta1) ** t, (1 - beta2) ** t
    return stepped(parameters, v, s, learning_rate, lambda a: a / pace, lambda a: np.sqrt(a / root) + epsilon), v, s


@MISTAKES.add
def correction_outside_the_root(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the root of s is divided by 1 - beta2^t: s itself is corrected, and then the root is taken"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    pace, root = 1 - beta1**t, 1 - beta2**t
    return stepped(parameters, v, s, learning_rate, lambda a: a / pace, lambda a: np.sqrt(a) / root + epsilon), v, s


@MISTAKES.add
def steps_along_the_gradient(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """dW stands in the step in place of the corrected v: that is RMSprop; Adam steps along the average"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    root = 1 - beta2**t
    return stepped(parameters, grads, s, learning_rate, lambda a: a, lambda a: np.sqrt(a / root) + epsilon), v, s


@MISTAKES.add
def betas_fixed(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the betas are fixed at 0.9 and 0.999: take those that are given"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, 0.9, 0.999, epsilon)


@MISTAKES.add
def corrected_averages_returned(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the corrected v and s are returned: the next step would correct them a second time; return them uncorrected"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    v = {name: value / (1 - beta1**t) for name, value in v.items()}
    return new, v, {name: value / (1 - beta2**t) for name, value in s.items()}


@MISTAKES.add
def epsilon_inside_the_root(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """epsilon is added under the root: an epsilon of 1e-8 then counts like 1e-4; it is added to the root"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(
            parameters,
            v,
            s,
            learning_rate,
            lambda a: a / (1 - beta1**t),
            lambda a: np.sqrt(a / (1 - beta2**t) + epsilon),
        ),
        v,
        s,
    )


@MISTAKES.add
def epsilon_before_the_correction(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """epsilon is added to the root of the uncorrected s, as in the short form in section 2 of the paper: there it is
    another epsilon, which counts for more in the first steps; correct s, then take the root, then add
    """
    v, s = averages_of(grads, v, s, beta1, beta2)
    rate = learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return stepped(parameters, v, s, rate, lambda a: a, lambda a: np.sqrt(a) + epsilon), v, s


@MISTAKES.add
def epsilon_left_out(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """epsilon is left out: where no gradient has come yet, 0 / 0 gives nan"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return finished(parameters, v, s, t, learning_rate, beta1, beta2, 0.0)


@MISTAKES.add
def root_left_out(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the root is left out: s has the unit of a squared gradient, its root that of a gradient"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    corrected = stepped(
        parameters, v, s, learning_rate, lambda a: a / (1 - beta1**t), lambda a: a / (1 - beta2**t) + epsilon
    )
    return corrected, v, s


@MISTAKES.add
def betas_swapped(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """beta1 and beta2 have changed places: beta1, usually 0.9, belongs to v, and beta2, usually 0.999, to s"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta2, beta1, epsilon)


@MISTAKES.add
def changed_in_place(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the caller's parameters and averages are changed, by -= or by writing into their dictionaries: make new ones"""
    new = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return tuple(changed(old, now) for old, now in zip((parameters, v, s), new, strict=True))
