"""The best possible error, who stands for it, and which gap to work on.

bayes_error     the least error that any classifier can have, where the classes are known
bayes_proxy     the lowest error of people, which stands for it
avoidable_bias  what training could still gain
variance        what is lost on new examples
next_focus      which of the two to work on, or that nobody can tell
actions_for     what to try then

Errors are shares between 0 and 1.
"""

import math
from itertools import combinations

BIAS, VARIANCE, UNDECIDED = "bias", "variance", "cannot tell"
ACTIONS = {
    BIAS: ["a larger network", "longer training, or a better optimiser", "another architecture"],
    VARIANCE: ["more data", "regularisation", "another architecture"],
    UNDECIDED: ["a better estimate of the best possible error"],
}


def bayes_error(means, sigmas, priors):
    """Return the error of the best possible classifier of numbers whose classes are normal distributions.

    means, sigmas, priors : one number a class; sigmas are above 0, priors sum to 1

    At each number, the best classifier names the class with the largest prior times density. Which class that is
    changes only where two of these curves meet.

    >>> round(bayes_error([-1.0, 1.0], [1.0, 1.0], [0.5, 0.5]), 4)
    0.1587
    """
    classes = _classes(means, sigmas, priors)
    borders = sorted({x for one, other in combinations(classes, 2) for x in _meetings(one, other)})
    right, low = 0.0, -math.inf
    for high in [*borders, math.inf]:
        inside = _between(low, high)
        best = max(classes, key=lambda one: _log_height(inside, *one))
        right += best[2] * (_below(high, *best) - _below(low, *best))
        low = high
    return 1 - right


def _classes(means, sigmas, priors):
    """Return (mean, sigma, prior) of each class that occurs. Raises ValueError for what no classes have."""
    if not len(means) == len(sigmas) == len(priors):
        raise ValueError(f"there are {len(means)} means, {len(sigmas)} sigmas and {len(priors)} priors")
    if not all(sigma > 0 for sigma in sigmas):
        raise ValueError(f"every sigma is above 0, not {min(sigmas)}")
    if not all(prior >= 0 for prior in priors) or not math.isclose(sum(priors), 1, abs_tol=1e-9):
        raise ValueError(f"priors are not negative and sum to 1, not to {sum(priors)}")
    return [one for one in zip(means, sigmas, priors, strict=True) if one[2] > 0]


def _log_height(x, mean, sigma, prior):
    """Return the logarithm of prior times density, up to a constant."""
    return math.log(prior / sigma) - ((x - mean) / sigma) ** 2 / 2


def _meetings(one, other):
    """Return where the curves of two classes meet: the roots of a quadratic equation, or of a linear one."""
    (m1, s1, p1), (m2, s2, p2) = one, other
    a = 1 / s2**2 - 1 / s1**2
    b = 2 * (m1 / s1**2 - m2 / s2**2)
    c = (m2 / s2) ** 2 - (m1 / s1) ** 2 + 2 * math.log(p1 * s2 / (p2 * s1))
    if a == 0:
        return [] if b == 0 else [-c / b]
    square = b * b - 4 * a * c
    if square < 0:
        return []
    far = -(b + math.copysign(math.sqrt(square), b)) / 2  # the root that loses no digits; the other is c / far
    return [far / a, c / far] if far else [0.0]


def _between(low, high):
    if math.isinf(low):
        return high - 1 if math.isfinite(high) else 0.0
    return low + 1 if math.isinf(high) else (low + high) / 2


def _below(x, mean, sigma, _prior):
    """Return the probability of a number below x."""
    return (1 + math.erf((x - mean) / (sigma * math.sqrt(2)))) / 2


def bayes_proxy(humans):
    """Return the lowest error of people, whoever they are: the best possible error is at most that.

    humans : {who: error}

    >>> bayes_proxy({"a layman": 0.03, "an expert": 0.01, "a team of experts": 0.007})
    0.007
    """
    return min(humans.values())


def avoidable_bias(train, proxy):
    """Return how far the training error is above the best possible one; a negative number is below the proxy.

    >>> round(avoidable_bias(0.08, 0.075), 3)
    0.005
    """
    return train - proxy


def variance(train, dev):
    """Return how far the error on new examples is above the training error.

    >>> round(variance(0.08, 0.1), 3)
    0.02
    """
    return dev - train


def next_focus(train, dev, human_levels):
    """Return "bias" or "variance", whichever gap is larger, or "cannot tell" where that depends on the proxy.

    human_levels : errors of people, each of which could stand for the best possible error

    Equal gaps decide nothing: "cannot tell".

    >>> [next_focus(0.08, 0.10, levels) for levels in ([0.01, 0.02], [0.07, 0.075], [0.01, 0.07])]
    ['bias', 'variance', 'cannot tell']
    """
    gaps = [avoidable_bias(train, level) - variance(train, dev) for level in human_levels]
    if not gaps:
        raise ValueError("it takes at least one error of people")
    if all(gap > 0 for gap in gaps):
        return BIAS
    return VARIANCE if all(gap < 0 for gap in gaps) else UNDECIDED


def actions_for(focus):
    """Return what to try, the first one first. Raises ValueError for another focus than `next_focus` returns.

    >>> actions_for("cannot tell")
    ['a better estimate of the best possible error']
    """
    if focus not in ACTIONS:
        raise ValueError(f"{focus!r} is no focus; there are {', '.join(ACTIONS)}")
    return list(ACTIONS[focus])
