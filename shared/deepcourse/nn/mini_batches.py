"""A pass over the data in small portions, shuffled.

random_mini_batches     the examples in random order, cut into mini-batches
"""

import numpy as np


def random_mini_batches(X, Y, mini_batch_size, seed):
    """Return the examples in random order, cut into pairs (X_part, Y_part): a list that holds every example once.

    One permutation of the columns, `numpy.random.default_rng(seed).permutation(m)`, is used for X and for Y: an example
    and its label stay together. The last mini-batch holds what is left over, and may be smaller. (Robbins and Monro
    1951 take one example a step; the portions are as old as practice.)

    Parameters
    ----------
    X : (n_x, m)    Y : (n_y, m)    mini_batch_size : int >= 1    seed : int, or a list of ints

    Returns
    -------
    mini_batches : list of (X_part, Y_part), (n_x, size) and (n_y, size); ceil(m / mini_batch_size) of them

    Raises ValueError where a mini-batch would hold no example, and where X and Y have different numbers of columns.

    >>> X, Y = np.array([[1, 2, 3, 4, 5]]), np.array([[10, 20, 30, 40, 50]])
    >>> random_mini_batches(X, Y, 2, seed=0)
    [(array([[3, 5]]), array([[30, 50]])), (array([[4, 1]]), array([[40, 10]])), (array([[2]]), array([[20]]))]
    """
    m = X.shape[1]
    if mini_batch_size < 1:
        raise ValueError(f"a mini-batch of {mini_batch_size} examples? There must be at least one")
    if Y.shape[1] != m:
        raise ValueError(f"X holds {m} examples and Y {Y.shape[1]}")
    order = np.random.default_rng(seed).permutation(m)
    parts = (order[start : start + mini_batch_size] for start in range(0, m, mini_batch_size))
    return [(X[:, part], Y[:, part]) for part in parts]
