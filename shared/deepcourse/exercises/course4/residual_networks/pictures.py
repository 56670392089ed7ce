"""Pictures and parameters for the cases of residual_networks.

block           (A_prev, W1, b1, W2, b2) of given sizes
some_sizes      sizes at random
SIZES, EDGES    sizes of the visible cases, and rare ones
told            the sizes of a block, as the name of a case
first_of_two    the answer of a pair (answer, cache)
trouble_with    what is wrong with a cache, if anything
zero            a block's parameters, all 0
"""

import numpy as np

NO_PAIR = "not two results: return the array and the cache"
SIZES = (  # m, n_H, n_W, n_C, n_mid, f of W1, f of W2
    (2, 3, 5, 3, 2, 3, 3),
    (3, 4, 3, 2, 4, 3, 1),
    (2, 5, 4, 2, 3, 1, 5),
    (2, 4, 6, 3, 3, 3, 3),
    (1, 3, 4, 1, 2, 5, 3),
)
EDGES = (
    (1, 1, 1, 1, 1, 1, 1),
    (1, 2, 6, 2, 3, 3, 5),
    (4, 3, 3, 3, 1, 3, 3),
    (2, 1, 4, 2, 2, 5, 3),
)


def block(rng, m, n_H, n_W, n_C, n_mid, f1, f2):
    """Return (A_prev, W1, b1, W2, b2): normal numbers, of a size at which the sum of both paths has both signs."""
    W1 = rng.normal(size=(f1, f1, n_C, n_mid)) / f1
    W2 = rng.normal(size=(f2, f2, n_mid, n_C)) / f2
    biases = rng.normal(size=(1, 1, 1, n_mid)), rng.normal(size=(1, 1, 1, n_C))
    return rng.normal(0.3, 1, size=(m, n_H, n_W, n_C)), W1, biases[0], W2, biases[1]


def zero(arguments):
    """Return (A_prev, W1, b1, W2, b2) with parameters that are all 0."""
    A_prev, *parameters = arguments
    return A_prev, *(0 * array for array in parameters)


def some_sizes(rng):
    """Return the sizes of a random block: sides that differ, several pictures and channels."""
    height, f = int(rng.integers(2, 6)), (1, 3, 5)
    sizes = (int(n) for n in rng.integers(2, 5, size=3))
    m, n_C, n_mid = sizes
    return m, height, height + int(rng.integers(1, 4)), n_C, n_mid, int(rng.choice(f)), int(rng.choice(f))


def told(A_prev, W1, W2):
    """Return a block in words."""
    return f"A_prev {A_prev.shape}, W1 {W1.shape}, W2 {W2.shape}"


def first_of_two(result):
    """Return the first of two results, or a sentence where there are not two."""
    return result[0] if type(result) in (tuple, list) and len(result) == 2 else NO_PAIR


def trouble_with(result, back, cache):
    """Return why the cache of a pair does not give the gradients that the right cache gives, or None if it does.

    back : what makes gradients of a cache
    """
    if type(result) not in (tuple, list) or len(result) != 2:
        return NO_PAIR
    try:
        gradients = back(result[1])
    except Exception as error:
        return f"with this cache the package's backward pass raises {type(error).__name__}: check its parts and order"
    right = all(
        one.shape == other.shape and np.allclose(one, other) for one, other in zip(gradients, back(cache), strict=True)
    )
    return None if right else "with this cache the package's backward pass gives wrong gradients"
