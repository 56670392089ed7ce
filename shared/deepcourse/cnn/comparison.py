"""Whether two versions of a network differ by more than luck, from the errors of some runs each.

permutation_test    the share of all splits of the runs that differ at least as much
"""

from itertools import combinations

import numpy as np


def permutation_test(one, other):
    """Return the share of all splits of the runs into two groups whose means are at least as far apart, a float.

    one, other : (n,) whole numbers, such as wrong test digits, a number for each run

    If the version made no difference, every split of the 2 n runs into two groups of n would be equally likely. The
    real split is one of them.

    >>> permutation_test([3, 4, 2], [5, 8, 6])
    0.1
    """
    n, runs = len(one), np.concatenate([one, other])
    if len(other) != n:
        raise ValueError(f"both groups must have the same number of runs, they have {n} and {len(other)}")
    first = np.array([*combinations(range(2 * n), n)])
    apart = np.abs(2 * runs[first].sum(axis=1) - runs.sum())  # n times the distance of the means
    return float(np.mean(apart >= apart[0]))  # the first split is the real one
