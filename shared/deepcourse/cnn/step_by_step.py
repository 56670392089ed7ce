"""Convolution and pooling as the notebook `convolution_step_by_step` writes them, and what it asks besides.

In the order of the notebook: conv_forward_fast, pool_forward, backward_as_convolution, pool_backward.

The pooling of `pooling` remembers where each maximum stood, and is faster; here the cache is what the page says:
(A_prev, f, stride, mode). Shapes as in `convolution` and `pooling`.
"""

import numpy as np

from deepcourse.cnn.convolution import check_shapes, windows, zero_pad
from deepcourse.cnn.filters import output_size
from deepcourse.cnn.pooling import check_mode, create_mask_from_window, distribute_value


def conv_forward_fast(A_prev, W, b, *, stride=1, pad=0):
    """Return what `convolution.conv_forward` returns, (Z, cache): all windows as rows, and one matrix product.

    A_prev : (m, n_H_prev, n_W_prev, n_C_prev)    W : (f, f, n_C_prev, n_C)    b : (1, 1, 1, n_C)

    >>> Z, cache = conv_forward_fast(np.ones((1, 3, 3, 1)), np.ones((2, 2, 1, 1)), np.zeros((1, 1, 1, 1)))
    >>> Z[0, :, :, 0]
    array([[4., 4.],
           [4., 4.]])
    """
    check_shapes(A_prev, W, b)
    f, _, _, n_C = W.shape
    n_H, n_W = (output_size(n, f, pad, stride) for n in A_prev.shape[1:3])
    rows = windows(zero_pad(A_prev, pad), f, stride)  # (m * n_H * n_W, f * f * n_C_prev)
    Z = (rows @ W.reshape(-1, n_C)).reshape(-1, n_H, n_W, n_C) + b
    return Z, (A_prev, W, b, stride, pad)


def pool_forward(A_prev, *, f, stride, mode="max"):
    """Return A, the maximum or the mean of each window, (m, n_H, n_W, n_C), and the cache (A_prev, f, stride, mode).

    A_prev : (m, n_H_prev, n_W_prev, n_C)    mode : "max" or "average"

    Raises ValueError for another mode, or where a window does not fit.

    >>> A, cache = pool_forward(np.array([[1.0, 3.0], [2.0, 6.0]]).reshape(1, 2, 2, 1), f=2, stride=2)
    >>> A.item()
    6.0
    """
    check_mode(mode)
    n_H, n_W = (output_size(n, f, 0, stride) for n in A_prev.shape[1:3])
    A = np.zeros((len(A_prev), n_H, n_W, A_prev.shape[3]), A_prev.dtype)
    for h, w in np.ndindex(n_H, n_W):
        window = A_prev[:, h * stride : h * stride + f, w * stride : w * stride + f]  # (m, f, f, n_C)
        A[:, h, w] = window.max(axis=(1, 2)) if mode == "max" else window.mean(axis=(1, 2))
    return A, (A_prev, f, stride, mode)


def backward_as_convolution(dZ, W, shape, *, stride=1, pad=0):
    """Return (D, V), pictures and filters of which the convolution is the gradient of `conv_forward`'s pictures.

        conv_forward(D, V, zeros), at stride 1 and without padding, is dA_prev

    dZ : (m, n_H, n_W, n_C)    W : (f, f, n_C_prev, n_C)    shape : that of A_prev, (m, n_H_prev, n_W_prev, n_C_prev)
    D : (m, n_H_prev + f - 1, n_W_prev + f - 1, n_C)    V : (f, f, n_C, n_C_prev)

    D is dZ with stride - 1 zeros between its entries and f - 1 - pad before the first; V is W, turned by 180 degrees.

    >>> D, V = backward_as_convolution(np.ones((1, 2, 1, 1)), np.ones((2, 2, 1, 1)), (1, 4, 2, 1), stride=2)
    >>> D[0, :, :, 0].T
    array([[0., 0., 0., 0., 0.],
           [0., 1., 0., 1., 0.],
           [0., 0., 0., 0., 0.]])
    """
    (m, n_H, n_W, n_C), (_, height, width, _), f = dZ.shape, shape, W.shape[0]
    D = np.zeros((m, height + 2 * pad + f - 1, width + 2 * pad + f - 1, n_C), dZ.dtype)
    D[:, f - 1 : f - 1 + stride * n_H : stride, f - 1 : f - 1 + stride * n_W : stride] = dZ
    inside = D[:, pad : pad + height + f - 1, pad : pad + width + f - 1]  # the frame of zeros needs no gradient
    return inside, W[::-1, ::-1].swapaxes(2, 3)


def pool_backward(dA, cache):
    """Return dA_prev, (m, n_H_prev, n_W_prev, n_C), from a cache (A_prev, f, stride, mode), window by window.

    dA : (m, n_H, n_W, n_C)

    The largest number of a window gets all of dA, of several equal ones the first; a mean shares it out. A number in
    several windows gets the sum.

    >>> A_prev = np.array([[1.0, 3.0], [2.0, 6.0]]).reshape(1, 2, 2, 1)
    >>> pool_backward(np.full((1, 1, 1, 1), 8.0), (A_prev, 2, 1, "average"))[0, :, :, 0]
    array([[2., 2.],
           [2., 2.]])
    """
    A_prev, f, stride, mode = cache
    dA_prev = np.zeros(A_prev.shape, dA.dtype)
    for i, h, w, c in np.ndindex(dA.shape):
        place = np.s_[i, h * stride : h * stride + f, w * stride : w * stride + f, c]
        if mode == "max":
            dA_prev[place] += create_mask_from_window(A_prev[place]) * dA[i, h, w, c]
        else:
            dA_prev[place] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev
