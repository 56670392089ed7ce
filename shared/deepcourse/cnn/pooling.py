"""Pooling, forward and back: the largest number of each window, or the mean.

In the order of the notebook: pool_forward, create_mask_from_window, distribute_value, pool_backward.

Shapes: A_prev (m, n_H_prev, n_W_prev, n_C), A (m, n_H, n_W, n_C). Channels do not meet; there is no padding.
"""

import numpy as np

from deepcourse.cnn.filters import output_size

MODES = ("max", "average")


def pool_forward(A_prev, *, f, stride, mode="max"):
    """Return A, the maximum or the mean of each window, (m, n_H, n_W, n_C), and the cache for `pool_backward`.

    A_prev : (m, n_H_prev, n_W_prev, n_C)    mode : "max" or "average"
    n_H = floor((n_H_prev - f) / stride) + 1, and n_W likewise

    Raises ValueError for another mode, or where a window does not fit.

    >>> A, cache = pool_forward(np.array([[1.0, 3.0], [2.0, 6.0]]).reshape(1, 2, 2, 1), f=2, stride=2, mode="average")
    >>> A.item()
    3.0
    """
    check_mode(mode)
    n_H, n_W = (output_size(n, f, 0, stride) for n in A_prev.shape[1:3])
    taps = [A_prev[place] for place in places(f, stride, n_H, n_W)]
    if mode == "average":
        return sum(taps) / A_prev.dtype.type(f * f), (A_prev.shape, A_prev.dtype, None, f, stride)
    A, winner = taps[0].copy(), np.zeros(taps[0].shape, np.min_scalar_type(f * f))
    for number, tap in enumerate(taps[1:], 1):
        np.maximum(winner, (tap > A) * winner.dtype.type(number), out=winner)  # the first of equal ones stays
        np.maximum(A, tap, out=A)
    return A, (A_prev.shape, A_prev.dtype, winner, f, stride)


def create_mask_from_window(x):
    """Return a mask, (f, f), True where the largest number of a window stands; of several equal ones, at the first.

    x : (f, f)

    >>> create_mask_from_window(np.array([[1.0, 5.0], [5.0, 2.0]]))
    array([[False,  True],
           [False, False]])
    """
    mask = np.zeros(x.shape, bool)
    mask[np.unravel_index(np.argmax(x), x.shape)] = True
    return mask


def distribute_value(dz, shape):
    """Return a number shared out equally over a window, an array of this shape.

    >>> distribute_value(6.0, (1, 3))
    array([[2., 2., 2.]])
    """
    n_H, n_W = shape
    return np.full(shape, dz / (n_H * n_W))


def pool_backward(dA, cache):
    """Return dA_prev, (m, n_H_prev, n_W_prev, n_C), the gradient of the cost with respect to what was pooled.

    dA : (m, n_H, n_W, n_C)    cache : what `pool_forward` returned

    The largest number of a window gets all of dA, of several equal ones the first; a mean shares it out. A number in
    several windows gets the sum.
    """
    shape, dtype, winner, f, stride = cache
    dA_prev, share = np.zeros(shape, dtype), dA / dA.dtype.type(f * f)
    for number, place in enumerate(places(f, stride, *dA.shape[1:3])):
        dA_prev[place] += share if winner is None else dA * (winner == number)
    return dA_prev


def places(f, stride, n_H, n_W):
    """Return, for each of the f * f places in a window, row by row, the index of its number in all windows."""
    return [
        np.s_[:, p : p + stride * (n_H - 1) + 1 : stride, q : q + stride * (n_W - 1) + 1 : stride]
        for p, q in np.ndindex(f, f)
    ]


def check_mode(mode):
    """Raise ValueError unless a mode is one of `MODES`."""
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}; it must be one of {', '.join(map(repr, MODES))}")
