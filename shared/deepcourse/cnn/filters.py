"""One filter over one picture: cross-correlation, output sizes, padding, and a filter learned from examples.

In the order of the notebook: convolve2d, output_size, same_padding, flip, find_settings, outer_factors,
multiplications, convolve_volume, convolve_filters, learn_filter.

Shapes: a picture is (n_H, n_W), one with channels (n_H, n_W, n_C); a kernel (f, f), a filter (f, f, n_C). "Convolution"
is cross-correlation, as in every deep-learning framework: the kernel is not flipped.
"""

from itertools import product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

KERNELS = {  # name: (3, 3); a vertical edge, bright on its left, gives a positive answer of the first three
    "vertical edges": np.array([[1.0, 0.0, -1.0], [1.0, 0.0, -1.0], [1.0, 0.0, -1.0]]),
    "Sobel": np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]]),
    "Scharr": np.array([[3.0, 0.0, -3.0], [10.0, 0.0, -10.0], [3.0, 0.0, -3.0]]),
    "horizontal edges": np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]]),
    "blur": np.full((3, 3), 1 / 9),
    "sharpen": np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]),
}


def output_size(n, f, p, s):
    """Return how many positions a filter of width f has along n pixels, padded by p on both sides, with stride s.

    floor((n + 2 p - f) / s) + 1: a step that would leave the picture is not made.

    Raises ValueError where the filter is larger than the padded picture, or the stride is below 1.

    >>> output_size(6, 3, 0, 1), output_size(7, 3, 0, 2), output_size(6, 3, 0, 2)
    (4, 3, 2)
    """
    if s < 1:
        raise ValueError(f"the stride is {s}; it must be at least 1")
    if f > n + 2 * p:
        padded = f" padded by {p} on both sides ({n + 2 * p})" if p else ""
        raise ValueError(f"a filter of {f} does not fit into {n} pixels{padded}")
    return (n + 2 * p - f) // s + 1


def same_padding(f):
    """Return the padding that keeps the size at stride 1: (f - 1) / 2.

    Raises ValueError for an even f: no equal padding on both sides keeps the size.

    >>> same_padding(3), same_padding(5)
    (1, 2)
    """
    if f % 2 == 0:
        raise ValueError(f"a filter of even width {f} has no middle: no equal padding on both sides keeps the size")
    return (f - 1) // 2


def convolve2d(image, kernel, padding=0, stride=1):
    """Return the answers of a kernel at every position of a picture, (n_H', n_W').

        out[i, j] = sum over p, q of  padded[i * stride + p, j * stride + q] * kernel[p, q]

    image : (n_H, n_W)    kernel : (f, f)    padding : zeros added on each of the four sides    stride : int

    Raises ValueError where the kernel does not fit.

    >>> convolve2d(np.array([[9.0, 9.0, 0.0, 0.0]] * 3), KERNELS["vertical edges"])
    array([[27., 27.]])
    """
    f = kernel.shape[0]
    for n in image.shape:
        output_size(n, f, padding, stride)
    windows = sliding_window_view(np.pad(image, padding), kernel.shape)[::stride, ::stride]  # (n_H', n_W', f, f)
    return np.einsum("ijpq,pq->ij", windows, kernel)


def flip(kernel):
    """Return a kernel turned by 180 degrees, (f, f): with it, cross-correlation is the convolution of mathematics.

    >>> flip(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([[4., 3.],
           [2., 1.]])
    """
    return kernel[::-1, ::-1]


def find_settings(image, kernel, output):
    """Return (flipped, padding, stride), with which a picture and a kernel make this output: bool, int, int.

    Tried are kernels as they are, then flipped; for each, paddings from 0 to f - 1; for each, strides from 1 to 4. The
    first that makes the output is returned.

    image : (n_H, n_W)    kernel : (f, f), no larger than the picture    output : (n_H', n_W')

    Raises ValueError where none of them makes it.

    >>> image, kernel = np.arange(30.0).reshape(5, 6), np.array([[1.0, 2.0], [3.0, 5.0]])
    >>> find_settings(image, kernel, convolve2d(image, flip(kernel), 1, 2))
    (True, 1, 2)
    """
    f = kernel.shape[0]
    for flipped, padding, stride in product((False, True), range(f), range(1, 5)):
        made = convolve2d(image, flip(kernel) if flipped else kernel, padding, stride)
        if made.shape == output.shape and np.allclose(made, output):
            return flipped, padding, stride
    raise ValueError(f"no padding below {f} and no stride up to 4 makes this output, with or without a flip")


def outer_factors(kernel):
    """Return (column, row), (f,) each, whose products are the kernel: kernel[p, q] = column[p] * row[q].

    Such kernels have rank 1: each of their rows is a multiple of one and the same row.

    Raises ValueError where there is no such pair.

    >>> outer_factors(KERNELS["Sobel"])
    (array([1., 2., 1.]), array([ 1.,  0., -1.]))
    """
    p, q = np.unravel_index(np.argmax(np.abs(kernel)), kernel.shape)
    column, row = kernel[:, q] * np.sign(kernel[p, q]), kernel[p] / np.abs(kernel[p, q])
    if not np.allclose(np.outer(column, row), kernel):
        raise ValueError("the rows of this kernel are not multiples of one row: it is no column times row")
    return column, row


def multiplications(n_H, n_W, f):
    """Return (at once, in two passes): how often numbers are multiplied where a kernel slides over a picture.

    No padding, stride 1. At once, each output costs f * f multiplications; in two passes, a column of f numbers slides
    over the picture, then a row of f numbers over what came out.

    >>> multiplications(6, 8, 3)
    (216, 168)
    """
    rows, columns = output_size(n_H, f, 0, 1), output_size(n_W, f, 0, 1)
    return rows * columns * f * f, rows * n_W * f + rows * columns * f


def convolve_volume(image, kernel, padding=0, stride=1):
    """Return the answers of one filter on a picture with channels, (n_H', n_W'): the sum over the channels' answers.

    image : (n_H, n_W, n_C)    kernel : (f, f, n_C)

    Raises ValueError where the numbers of channels differ, or the filter does not fit.

    >>> convolve_volume(np.ones((3, 4, 3)), np.ones((3, 3, 3)))
    array([[27., 27.]])
    """
    if image.shape[2] != kernel.shape[2]:
        raise ValueError(f"the channels of the picture {image.shape} and of the filter {kernel.shape} differ")
    channels = zip(np.moveaxis(image, 2, 0), np.moveaxis(kernel, 2, 0), strict=True)
    return sum(convolve2d(one, its_kernel, padding, stride) for one, its_kernel in channels)


def convolve_filters(image, kernels, padding=0, stride=1):
    """Return the maps of several filters, side by side as channels, (n_H', n_W', K).

    image : (n_H, n_W, n_C)    kernels : (f, f, n_C, K)

    >>> convolve_filters(np.ones((3, 4, 3)), np.ones((3, 3, 3, 5))).shape
    (1, 2, 5)
    """
    maps = [convolve_volume(image, kernels[..., k], padding, stride) for k in range(kernels.shape[3])]
    return np.stack(maps, axis=2)


def learn_filter(image, target, f, *, learning_rate, steps):
    """Return (kernel, costs): the (f, f) kernel that turns a picture into a target, by gradient descent from zeros.

    The cost is the mean of the squared differences, J = mean((convolve2d(image, kernel) - target)^2); its gradient is a
    convolution, too: 2 / N times the picture convolved with the differences.

    image : (n_H, n_W)    target : (n_H - f + 1, n_W - f + 1)    costs : (steps,), before each step

    Raises ValueError where picture, target and f do not fit together.

    >>> image = np.random.default_rng(0).standard_normal((12, 12))
    >>> kernel, costs = learn_filter(image, convolve2d(image, KERNELS["Sobel"]), 3, learning_rate=0.3, steps=60)
    >>> np.round(kernel, 2) + 0.0
    array([[ 1.,  0., -1.],
           [ 2.,  0., -2.],
           [ 1.,  0., -1.]])
    """
    wanted = tuple(output_size(n, f, 0, 1) for n in image.shape)
    if target.shape != wanted:
        raise ValueError(f"the target is {target.shape}; a {f} x {f} kernel makes {wanted} of a picture {image.shape}")
    kernel, costs = np.zeros((f, f)), np.empty(steps)
    for step in range(steps):
        difference = convolve2d(image, kernel) - target
        costs[step] = np.mean(difference**2)
        kernel -= learning_rate * 2 / difference.size * correlate(image, difference)
    return kernel, costs


def correlate(image, pattern):
    """Return the sums of products of a pattern with the picture below it, at every position; of any two sizes.

    image : (n_H, n_W)    pattern : (h, w)    returns (n_H - h + 1, n_W - w + 1)
    """
    return np.einsum("ijpq,pq->ij", sliding_window_view(image, pattern.shape), pattern)
