"""More of what is easily got wrong in Adam: slips in its parts, and two of them at once."""

import numpy as np

from deepcourse.exercises.course2.optimization_methods.adam_mistakes import averages_of, finished, stepped
from deepcourse.exercises.course2.optimization_methods.names import first_alone
from deepcourse.exercises.course2.optimization_methods.networks import changed
from deepcourse.exercises.declaration import Shared
from deepcourse.nn import optimizers as reference

MISTAKES = Shared()


@MISTAKES.add
def beta1_in_both_corrections(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """s is corrected with beta1: its correction is 1 - beta2^t, made of the beta of its own average"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(
            parameters,
            v,
            s,
            learning_rate,
            lambda a: a / (1 - beta1**t),
            lambda a: np.sqrt(a / (1 - beta1**t)) + epsilon,
        ),
        v,
        s,
    )


@MISTAKES.add
def beta2_in_both_corrections(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """v is corrected with beta2: its correction is 1 - beta1^t, made of the beta of its own average"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(
            parameters,
            v,
            s,
            learning_rate,
            lambda a: a / (1 - beta2**t),
            lambda a: np.sqrt(a / (1 - beta2**t)) + epsilon,
        ),
        v,
        s,
    )


@MISTAKES.add
def corrections_swapped(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the corrections have changed places: v is divided by 1 - beta1^t, and s by 1 - beta2^t"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(
            parameters,
            v,
            s,
            learning_rate,
            lambda a: a / (1 - beta2**t),
            lambda a: np.sqrt(a / (1 - beta1**t)) + epsilon,
        ),
        v,
        s,
    )


@MISTAKES.add
def beta1_everywhere(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """beta1 is used for s as well: s has beta2, in its average and in its correction"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta1, epsilon)


@MISTAKES.add
def beta2_everywhere(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """beta2 is used for v as well: v has beta1, in its average and in its correction"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta2, beta2, epsilon)


@MISTAKES.add
def no_correction_epsilon_inside(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """nothing is corrected for the cold start, and epsilon is added under the root: divide v by 1 -
    beta1^t and s by 1 - beta2^t, and add epsilon to the root
    """
    v, s = averages_of(grads, v, s, beta1, beta2)
    return stepped(parameters, v, s, learning_rate, lambda a: a, lambda a: np.sqrt(a + epsilon)), v, s


@MISTAKES.add
def no_correction_no_epsilon(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """nothing is corrected for the cold start, and epsilon is left out: divide v by 1 - beta1^t and s
    by 1 - beta2^t, and add epsilon to the root
    """
    v, s = averages_of(grads, v, s, beta1, beta2)
    return stepped(parameters, v, s, learning_rate, lambda a: a, lambda a: np.sqrt(a)), v, s


@MISTAKES.add
def no_correction_no_root(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """nothing is corrected for the cold start, and the root of s is left out: divide v by 1 - beta1^t
    and s by 1 - beta2^t, and take the root
    """
    v, s = averages_of(grads, v, s, beta1, beta2)
    return stepped(parameters, v, s, learning_rate, lambda a: a, lambda a: a + epsilon), v, s


@MISTAKES.add
def outside_the_root_epsilon_inside(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """epsilon is added to s before it is corrected: correct s, then take the root, then add epsilon"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(
            parameters,
            v,
            s,
            learning_rate,
            lambda a: a / (1 - beta1**t),
            lambda a: np.sqrt((a + epsilon) / (1 - beta2**t)),
        ),
        v,
        s,
    )


@MISTAKES.add
def multiplied_by_the_corrections(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the averages are multiplied by 1 - beta^t: they are divided by it, since they are too small at first"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(
            parameters,
            v,
            s,
            learning_rate,
            lambda a: a * (1 - beta1**t),
            lambda a: np.sqrt(a * (1 - beta2**t)) + epsilon,
        ),
        v,
        s,
    )


@MISTAKES.add
def powers_alone(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the averages are divided by beta^t: it is 1 - beta^t"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return (
        stepped(parameters, v, s, learning_rate, lambda a: a / beta1**t, lambda a: np.sqrt(a / beta2**t) + epsilon),
        v,
        s,
    )


@MISTAKES.add
def gradients_added_in_full(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the gradients and their squares are added in full: weigh them with (1 - beta1) and (1 - beta2)"""
    v = {name: beta1 * v[name] + grads[name] for name in v}
    s = {name: beta2 * s[name] + grads[name] ** 2 for name in s}
    return finished(parameters, v, s, t, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def weights_swapped(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """in both averages beta and 1 - beta have changed places: beta is the weight of the old average"""
    v, s = averages_of(grads, v, s, 1 - beta1, 1 - beta2)
    return finished(parameters, v, s, t, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def old_averages_forgotten(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the old averages are left out: v goes on from beta1 v, and s from beta2 s"""
    v, s = averages_of(grads, *({name: 0 * old for name, old in part.items()} for part in (v, s)), beta1, beta2)
    return finished(parameters, v, s, t, learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def steps_along_the_old_averages(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the step uses the old averages: first take the gradients into v and s, then correct and step"""
    new_v, new_s = averages_of(grads, v, s, beta1, beta2)
    return finished(parameters, v, s, t, learning_rate, beta1, beta2, epsilon)[0], new_v, new_s


@MISTAKES.add
def old_averages_returned(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the old averages are returned: then every step forgets what came before; return the new ones"""
    return (
        reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)[0],
        v,
        s,
    )


@MISTAKES.add
def averages_exchanged(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """s is returned in the place of v, and v in the place of s: the order is parameters, v, s"""
    new, v, s = reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return new, s, v


@MISTAKES.add
def learning_rate_left_out(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the learning rate is left out of the step"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, 1.0, beta1, beta2, epsilon)


@MISTAKES.add
def uphill(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the step is added to the parameters instead of subtracted: that climbs the cost"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, -learning_rate, beta1, beta2, epsilon)


@MISTAKES.add
def epsilon_fixed(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """epsilon is fixed at 1e-8: take the one that is given"""
    return reference.update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, 1e-8)


@MISTAKES.add
def momentum_alone(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the step is the corrected v without a division: divide it by the root of the corrected s, plus epsilon"""
    v, s = averages_of(grads, v, s, beta1, beta2)
    return stepped(parameters, v, s, learning_rate, lambda a: a / (1 - beta1**t), lambda a: 1.0), v, s


@MISTAKES.add
def averages_changed_in_place(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """the caller's averages are changed, by *= or +=, or by writing into their dictionaries: make new arrays"""
    new, new_v, new_s = reference.update_parameters_with_adam(
        parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon
    )
    return new, changed(v, new_v), changed(s, new_s)


@MISTAKES.add
def returned_inside_the_loop(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """only the first arrays are there: the `return` stands inside the loop, it belongs after it"""
    return tuple(
        first_alone(part)
        for part in reference.update_parameters_with_adam(
            parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon
        )
    )


@MISTAKES.add
def begun_inside_the_loop(parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """only the last arrays are left: the empty dictionaries are made inside the loop, they belong before it"""
    return tuple(
        dict([list(part.items())[-1]])
        for part in reference.update_parameters_with_adam(
            parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon
        )
    )
