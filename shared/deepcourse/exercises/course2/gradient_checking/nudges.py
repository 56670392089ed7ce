"""Wrong ways to nudge: what they measure, for the mistakes of several exercises."""

import numpy as np

from deepcourse.exercises.declaration import Shared

NUDGES = Shared()


def numerical(J, theta, epsilon, slope, changed=None):
    """Return the array of slope(J, theta, ahead, behind, epsilon) for each entry that is nudged."""
    approx = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape) if changed is None else changed:
        ahead, behind = theta.copy(), theta.copy()
        ahead[i] += epsilon
        behind[i] -= epsilon
        approx[i] = slope(J, theta, ahead, behind, epsilon)
    return approx


@NUDGES.add
def one_sided(J, theta, epsilon):
    """only the nudge to the right is measured, (J(theta + epsilon) - J(theta)) / epsilon: nudge to both sides"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) - J(here)) / e)


@NUDGES.add
def epsilon_once(J, theta, epsilon):
    """the difference is divided by epsilon: from one end to the other it is 2 epsilon, so every slope is doubled"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) - J(behind)) / e)


@NUDGES.add
def brackets_missing(J, theta, epsilon):
    """the brackets around 2 * epsilon are missing: `/ 2 * epsilon` divides by 2 and multiplies by epsilon"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) - J(behind)) / 2 * e)


@NUDGES.add
def brackets_of_the_difference_missing(J, theta, epsilon):
    """the brackets around the difference are missing: J(ahead) - J(behind) / (2 * epsilon) divides J(behind) alone"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: J(ahead) - J(behind) / (2 * e))


@NUDGES.add
def wrong_way_round(J, theta, epsilon):
    """J(theta - epsilon) - J(theta + epsilon) is taken: that turns the sign of every slope around"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(behind) - J(ahead)) / (2 * e))


@NUDGES.add
def first_only(J, theta, epsilon):
    """only the first parameter was nudged, the others' slopes are 0: loop over all of them"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) - J(behind)) / (2 * e), [(0, 0)])


@NUDGES.add
def all_at_once(J, theta, epsilon):
    """all parameters were nudged at once: that measures the sum of all slopes; nudge one and leave the others"""
    return np.full(theta.shape, (J(theta + epsilon) - J(theta - epsilon)) / (2 * epsilon))


@NUDGES.add
def own_epsilon(J, theta, epsilon):
    """epsilon is not used: the nudge is a number of your own, 1e-7; take the one that is given"""
    return numerical(J, theta, 1e-7, lambda J, here, ahead, behind, e: (J(ahead) - J(behind)) / (2 * e))


@NUDGES.add
def not_put_back(J, theta, epsilon):
    """theta itself was nudged and not put back: later slopes are measured somewhere else; nudge a copy"""
    approx = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        theta[i] += epsilon
        ahead = J(theta)
        theta[i] -= 2 * epsilon
        approx[i] = (ahead - J(theta)) / (2 * epsilon)
    return approx


@NUDGES.add
def put_back_by_adding(J, theta, epsilon):
    """theta itself was nudged and put back by adding epsilon: rounding leaves it changed; nudge a copy, or keep the
    old number and write it back
    """
    approx = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        theta[i] += epsilon
        ahead = J(theta)
        theta[i] -= 2 * epsilon
        approx[i] = (ahead - J(theta)) / (2 * epsilon)
        theta[i] += epsilon
    return approx


@NUDGES.add
def copy_kept_for_all(J, theta, epsilon):
    """one copy serves for all parameters, so earlier nudges stay in it: make a fresh copy for each parameter"""
    return not_put_back(J, theta.copy(), epsilon)


@NUDGES.add
def back_to_the_start(J, theta, epsilon):
    """after the nudge to the right only one epsilon was taken away, which leads back to theta: take away two, or nudge
    a second copy
    """
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) - J(here)) / (2 * e))


@NUDGES.add
def two_copies_kept_for_all(J, theta, epsilon):
    """two copies serve for all parameters, one nudged ahead and one behind, so that earlier nudges stay in them: make
    fresh copies for each parameter
    """
    approx, ahead, behind = np.zeros(theta.shape), theta.copy(), theta.copy()
    for i in np.ndindex(theta.shape):
        ahead[i] += epsilon
        behind[i] -= epsilon
        approx[i] = (J(ahead) - J(behind)) / (2 * epsilon)
    return approx


@NUDGES.add
def behind_only(J, theta, epsilon):
    """only the nudge to the left is measured, (J(theta) - J(theta - epsilon)) / epsilon: nudge to both sides"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(here) - J(behind)) / e)


@NUDGES.add
def last_left_out(J, theta, epsilon):
    """the last parameter was not nudged, its slope is 0: range(n) goes up to n - 1, range(n - 1) stops before it"""
    right = [(i, 0) for i in range(theta.size - 1)]
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) - J(behind)) / (2 * e), right or [])


@NUDGES.add
def not_divided(J, theta, epsilon):
    """the difference is not divided by 2 * epsilon"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: J(ahead) - J(behind))


@NUDGES.add
def sum_for_the_difference(J, theta, epsilon):
    """J(ahead) and J(behind) are added: their difference is the rise"""
    return numerical(J, theta, epsilon, lambda J, here, ahead, behind, e: (J(ahead) + J(behind)) / (2 * e))


@NUDGES.add
def nudged_by_a_factor(J, theta, epsilon):
    """each parameter is multiplied by 1 + epsilon and 1 - epsilon: add and subtract epsilon"""
    approx = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        ahead, behind = theta.copy(), theta.copy()
        ahead[i] *= 1 + epsilon
        behind[i] *= 1 - epsilon
        approx[i] = (J(ahead) - J(behind)) / (2 * epsilon)
    return approx
