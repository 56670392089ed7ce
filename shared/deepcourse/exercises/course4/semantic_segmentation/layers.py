"""Pictures, filters and biases for the cases of the transposed convolution, and the same layer with switches.

layer           (A_prev, W, b) of given sizes
some_layer      ... of random sizes, with stride and pad
told            the sizes of a layer, as the name of a case
SIZES, EDGES    sizes of the visible cases, and rare ones
options         stride and pad as a call gives them
stamped         the answers, written pixel by pixel with something changed
"""

import numpy as np

from deepcourse.exercises.course4.convolution_step_by_step.layers import layer

SIZES = (  # m, n_H_prev, n_W_prev, n_C_prev, n_C, f, stride, pad
    (2, 3, 4, 2, 3, 3, 2, 0),
    (2, 4, 3, 3, 2, 4, 2, 1),
    (3, 2, 4, 2, 3, 2, 1, 0),
    (2, 3, 2, 1, 2, 2, 3, 0),
    (2, 3, 4, 3, 3, 3, 2, 2),
    (1, 3, 2, 2, 1, 5, 3, 1),
)
EDGES = (
    (1, 1, 1, 1, 1, 2, 2, 0),
    (1, 2, 5, 1, 2, 3, 1, 1),
    (3, 2, 3, 2, 2, 1, 2, 0),
    (2, 3, 2, 3, 2, 3, 2, 2),
    (2, 4, 2, 2, 3, 2, 3, 1),
)


def some_layer(rng):
    """Return (A_prev, W, b), stride, pad: random sizes, several of everything, windows that overlap, some padding."""
    f, stride = int(rng.integers(3, 5)), int(rng.integers(2, 4))
    stride -= stride == f
    height = int(rng.integers(2, 4))
    width = height + int(rng.integers(1, 3))
    m, n_C_prev = (int(rng.integers(2, 4)) for _ in range(2))
    n_C = int(rng.integers(2, 4))
    return layer(rng, m, height, width, n_C_prev, n_C, f), stride, int(rng.integers(1, f - 1))


def told(A_prev, W, stride, pad):
    """Return a layer in words."""
    f, n_C = W.shape[0], W.shape[3]
    return f"A_prev {A_prev.shape}, n_C {n_C}, f {f}, stride {stride}, pad {pad}"


def options(stride, pad):
    """Return the options of a call; the usual ones are left out."""
    return ({"stride": stride} if stride != 1 else {}) | ({"pad": pad} if pad else {})


def stamped(A_prev, W, b, stride, pad, *, size=None, into=None, cut=None, exchanged=False, at=None):
    """Return Z, written pixel by pixel, with something changed.

    size : (n_prev, f, stride) -> rows or columns before cropping    at : (h, w) -> where a stamp begins
    into : (Z, window, stamp) writes a stamp    cut : (whole Z) -> Z    exchanged : n_H is made of the width
    """
    (m, *n_prev, _), (f, _, _, n_C) = A_prev.shape, W.shape
    size = size or (lambda n, f, stride: (n - 1) * stride + f)
    n_H, n_W = (size(n, f, stride) for n in (n_prev[::-1] if exchanged else n_prev))
    Z = np.zeros((m, n_H, n_W, n_C), np.result_type(A_prev, W))
    for h, w in np.ndindex(*n_prev):
        top, left = at(h, w) if at else (h * stride, w * stride)
        window = Z[:, top : top + f, left : left + f]
        stamp = np.einsum("mc,pqck->mpqk", A_prev[:, h, w], W)[:, : window.shape[1], : window.shape[2]]
        if into:
            into(Z, window, stamp)
        else:
            window += stamp
    if cut:
        return cut(Z) + b
    return Z[:, pad : Z.shape[1] - pad, pad : Z.shape[2] - pad] + b
