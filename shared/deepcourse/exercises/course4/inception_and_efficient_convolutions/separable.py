"""Depthwise separable convolutions for the cases of two exercises.

SIZES, EDGES    sizes of the visible cases, and rare ones: m, n_H, n_W, n_C_prev, n_C, f, stride, pad
layer           (arrays, stride, pad) of given sizes
some_sizes      sizes at random
told            a layer as the name of a case
"""

SIZES = (
    (2, 4, 6, 3, 2, 3, 1, 1),
    (3, 5, 4, 2, 4, 3, 2, 1),
    (2, 6, 5, 4, 4, 2, 1, 0),
    (2, 7, 9, 3, 3, 3, 3, 2),
    (1, 5, 6, 1, 3, 4, 2, 1),
    (2, 6, 8, 2, 3, 2, 3, 0),
)
EDGES = (
    (1, 1, 1, 1, 1, 1, 1, 0),
    (1, 3, 3, 2, 1, 3, 1, 0),
    (2, 2, 5, 3, 2, 5, 1, 2),
    (1, 8, 7, 1, 1, 2, 4, 0),
    (3, 4, 4, 5, 2, 1, 2, 1),
)


def layer(rng, m, n_H, n_W, n_C_prev, n_C, f, stride, pad):
    """Return ((A_prev, W_depth, b_depth, W_point, b_point), stride, pad): normal numbers."""
    shapes = (m, n_H, n_W, n_C_prev), (f, f, n_C_prev), (1, 1, 1, n_C_prev), (1, 1, n_C_prev, n_C), (1, 1, 1, n_C)
    return tuple(rng.normal(size=shape) for shape in shapes), stride, pad


def some_sizes(rng):
    """Return sizes at random: sides that differ, several pictures and channels."""
    height, (m, n_C_prev, n_C) = int(rng.integers(4, 7)), (int(n) for n in rng.integers(2, 5, size=3))
    f, stride, pad = (int(n) for n in rng.integers((2, 1, 0), (5, 4, 3)))
    return m, height, height + int(rng.integers(1, 4)), n_C_prev, n_C, f, stride, pad


def told(A_prev, W_depth, W_point, stride, pad):
    """Return a layer in words."""
    return (
        f"A_prev {A_prev.shape}, W_depth {W_depth.shape}, {W_point.shape[3]} channels out, stride {stride}, pad {pad}"
    )
