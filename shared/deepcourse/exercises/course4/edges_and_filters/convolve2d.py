"""Exercise 1: one kernel slides over one image."""

import numpy as np

from deepcourse.cnn import filters as reference
from deepcourse.exercises.course4.edges_and_filters.pictures import numbers, told
from deepcourse.exercises.course4.edges_and_filters.sliding import SLIPS
from deepcourse.exercises.declaration import Case, FunctionExercise

convolve2d = FunctionExercise(
    __name__,
    reference=reference.convolve2d,
    minutes=8,
    points_visible=6,
    points_hidden=10,
    returns=("the output",),
    hints=(
        "Take three steps: np.pad the image, find the shape of the output, fill it in two loops over i and j.",
        "How many windows fit along one axis? Count their upper left corners: 0, stride, 2 * stride, ... until the "
        "window would end outside.",
        "The window of output [i, j] is a slice of f rows and f columns that starts at row i * stride; an answer is "
        "the sum of its products with the kernel.",
    ),
)


def case(rng, n_H, n_W, f, padding, stride):
    """Return a random image and kernel of these sizes."""
    image, kernel = numbers(rng, n_H, n_W), numbers(rng, f, f)
    return Case(told(image, kernel, padding, stride), (image, kernel, padding, stride))


@convolve2d.visible
def visible():
    """Return the text's window, other sizes, paddings, strides, steps that do not divide, one answer, whole numbers."""
    rng = np.random.default_rng(41)
    window = np.array([[8.0, 7.0, 1.0], [9.0, 8.0, 2.0], [9.0, 7.0, 1.0]])
    whole = rng.integers(0, 10, size=(4, 5))
    return [
        Case("the window of the text", (window, reference.KERNELS["vertical edges"], 0, 1)),
        case(rng, 4, 6, 3, 0, 1),
        case(rng, 6, 5, 2, 0, 2),
        case(rng, 4, 5, 3, 1, 1),
        case(rng, 7, 9, 3, 2, 4),
        case(rng, 8, 5, 4, 1, 2),
        case(rng, 3, 5, 1, 2, 3),
        Case("an image of whole numbers, a blur", (whole, reference.KERNELS["blur"], 1, 2)),
    ]


@convolve2d.draw
def draw(rng):
    """Return a random image, higher or wider, with a kernel, padding and stride that vary."""
    f, padding, stride = (int(n) for n in (rng.integers(2, 5), rng.integers(0, 3), rng.integers(1, 4)))
    n_H, n_W = (int(n) for n in rng.permutation(range(5, 11))[:2])
    return case(rng, n_H, n_W, f, padding, stride)


@convolve2d.edges
def edges(rng):
    """Return a kernel as large as the image, one pixel, a kernel of one number, a long stride, whole numbers."""
    whole = rng.integers(0, 256, size=(5, 7))
    return [
        case(rng, 4, 4, 4, 0, 1),
        case(rng, 1, 1, 3, 1, 2),
        case(rng, 5, 4, 1, 1, 2),
        case(rng, 9, 6, 3, 2, 5),
        case(rng, 2, 9, 5, 3, 2),
        Case("an image of whole numbers, a blur", (whole, reference.KERNELS["blur"], 2, 2)),
    ]


@convolve2d.property("without further arguments there is no padding, and the stride is 1")
def defaults(f, rng):
    """Return a sentence unless the call with two arguments is the one with padding 0 and stride 1."""
    image, kernel = numbers(rng, 5, 6), numbers(rng, 3, 3)
    short, long = np.asarray(f(image, kernel)), np.asarray(f(image, kernel, 0, 1))
    if short.shape == long.shape and np.allclose(short, long):
        return None
    return "convolve2d(image, kernel) differs from convolve2d(image, kernel, 0, 1)"


@convolve2d.property("an image of one brightness gives 0 where the nine numbers sum to 0")
def flat(f, rng):
    """Return a sentence unless a flat image gives nothing for an edge filter."""
    found = float(np.abs(f(np.full((5, 6), 7.0), reference.KERNELS["Sobel"], 0, 1)).max())
    return None if found < 1e-9 else f"Sobel on an image that is 7 everywhere gives up to {found:.3g}"


# --- right, written differently -------------------------------------------------------------------------------------


@convolve2d.right
def four_loops(image, kernel, padding=0, stride=1):
    """Return the same, product by product."""
    f, padded = len(kernel), np.pad(image, padding)
    rows, columns = ((n - f) // stride + 1 for n in padded.shape)
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for p in range(f):
                for q in range(f):
                    out[i, j] += padded[i * stride + p, j * stride + q] * kernel[p, q]
    return out


@convolve2d.right
def shifted_pictures(image, kernel, padding=0, stride=1):
    """Return the same as a sum of shifted images, one for each number of the kernel."""
    f, padded = len(kernel), np.pad(image, padding)
    rows, columns = (n - f + 1 for n in padded.shape)
    parts = [padded[p : p + rows, q : q + columns] * kernel[p, q] for p, q in np.ndindex(f, f)]
    return sum(parts)[::stride, ::stride]


@convolve2d.right
def in_lists(image, kernel, padding=0, stride=1):
    """Return the same from two list comprehensions."""
    f, padded = len(kernel), np.pad(image, padding)
    tops, lefts = (range(0, n - f + 1, stride) for n in padded.shape)
    return np.array([[(padded[i : i + f, j : j + f] * kernel).sum() for j in lefts] for i in tops])


for mistake in SLIPS:
    convolve2d.mistake(mistake)


@convolve2d.mistake
def matrix_product(image, kernel, padding=0, stride=1):
    """window and kernel are multiplied as matrices: with * each pixel meets the number on top of it"""
    f, padded = len(kernel), np.pad(image, padding)
    tops, lefts = (range(0, n - f + 1, stride) for n in padded.shape)
    return np.array([[(padded[i : i + f, j : j + f] @ kernel).sum() for j in lefts] for i in tops])


@convolve2d.mistake
def whole_numbers(image, kernel, padding=0, stride=1):
    """the output has the number type of the image, and what comes after the point is cut off: make it of floats"""
    return reference.convolve2d(image, kernel, padding, stride).astype(image.dtype)
