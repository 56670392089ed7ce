"""Small images and kernels for the cases of `edges_and_filters`, and what comes of a call that may raise."""

import numpy as np

RAISED = "raises ValueError"


def outcome(f, *arguments):
    """Return what a function returns, or the words for the error that it raises: ValueError, or an assertion."""
    try:
        return f(*arguments)
    except ValueError:
        return RAISED
    except AssertionError:
        return "raises AssertionError"


def numbers(rng, *shape):
    """Return random numbers from -9 to 9 with one decimal, none of them 0: an image, a kernel, several of either."""
    size = rng.integers(1, 91, size=shape) / 10
    return np.where(rng.random(size=shape) < 0.5, -size, size)


def told(image, kernel, padding, stride):
    """Return the name of a case: its sizes, padding and stride."""
    sizes = [" x ".join(str(n) for n in each.shape) for each in (image, kernel)]
    return f"image {sizes[0]}, kernel {sizes[1]}, padding {padding}, stride {stride}"
