"""Pictures, filters and biases for the cases of convolution_step_by_step.

layer           (A_prev, W, b) of given sizes
some_layer      ... of random sizes, with stride and pad
conv_cases      visible cases of a layer: every kind of size and option
conv_edges      its rare ones
told            the sizes of a layer, as the name of a case
answers         how conv_forward is put to use where Z alone is compared
first_of_two    the answer of a pair (answer, cache)
"""

import numpy as np

from deepcourse.exercises.declaration import Case

NO_PAIR = "no pair: return two results"


def layer(rng, m, n_H_prev, n_W_prev, n_C_prev, n_C, f):
    """Return (A_prev, W, b): normal numbers."""
    A_prev = rng.normal(size=(m, n_H_prev, n_W_prev, n_C_prev))
    return A_prev, rng.normal(size=(f, f, n_C_prev, n_C)), rng.normal(size=(1, 1, 1, n_C))


def told(A_prev, W, stride, pad):
    """Return a layer in words."""
    m, n_H, n_W, n_C_prev = A_prev.shape
    f, n_C = W.shape[0], W.shape[3]
    return f"A_prev ({m}, {n_H}, {n_W}, {n_C_prev}), n_C {n_C}, f {f}, stride {stride}, pad {pad}"


def some_layer(rng):
    """Return (A_prev, W, b), stride, pad: random sizes, more than one of everything, other strides than f."""
    f, stride, pad = int(rng.integers(2, 4)), int(rng.integers(1, 4)), int(rng.integers(0, 3))
    height = int(rng.integers(f + 1, f + 5))
    width = height + int(rng.integers(1, 4))
    m, n_C_prev, n_C = (int(rng.integers(2, 4)) for _ in range(3))
    return layer(rng, m, height, width, n_C_prev, n_C, f), stride, pad


SIZES = (  # m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad
    (2, 4, 6, 3, 2, 3, 1, 0),
    (2, 5, 4, 2, 3, 2, 1, 1),
    (3, 5, 8, 2, 3, 3, 2, 0),
    (2, 7, 4, 3, 4, 3, 2, 2),
    (2, 6, 9, 2, 3, 2, 3, 1),
    (2, 3, 4, 2, 3, 2, 2, 3),
    (1, 5, 7, 1, 1, 3, 2, 1),
)
EDGES = (
    (1, 4, 6, 1, 1, 3, 1, 0),
    (2, 3, 3, 2, 2, 3, 2, 0),
    (2, 3, 5, 2, 3, 1, 2, 0),
    (2, 1, 2, 3, 2, 3, 1, 1),
    (2, 2, 5, 3, 2, 2, 1, 4),
    (2, 4, 7, 2, 3, 2, 3, 0),
    (3, 9, 5, 1, 4, 4, 3, 2),
)


def conv_cases(seed=1):
    """Return layers of fixed sizes; the options of the first are the usual ones, and are not given."""
    rng = np.random.default_rng(seed)
    return [conv_case(layer(rng, *shape), stride, pad) for *shape, stride, pad in SIZES]


def conv_case(made, stride, pad):
    """Return one layer as a case."""
    return Case(told(made[0], made[1], stride, pad), (*made, stride, pad))


def conv_edges(rng):
    """Return one picture of one channel, a single place, filters of 1 and larger ones, wide frames, leftovers."""
    return [conv_case(layer(rng, *shape), stride, pad) for *shape, stride, pad in EDGES]


def conv_draw(rng):
    """Return a layer of random size."""
    return conv_case(*some_layer(rng))


def answers(f, A_prev, W, b, stride, pad):
    """Return Z of the pair that a layer returns, or a sentence where it is none; options are left out where usual."""
    options = {"stride": stride} if stride != 1 else {}
    return first_of_two(f(A_prev, W, b, **options | ({"pad": pad} if pad else {})))


def first_of_two(result):
    """Return the first of two results, or a sentence where there are not two."""
    return result[0] if type(result) in (tuple, list) and len(result) == 2 else NO_PAIR
