"""Small images and kernels for the cases of `edges_and_filters`, and what comes of a call that may raise."""

import traceback
from pathlib import Path

import numpy as np

RAISED = "raises ValueError"
NUMPY = (  # in the words of errors that NumPy raises with operations on arrays: these begin in the reader's own line
    "could not be broadcast",
    "could not broadcast",
    "not aligned",
    "cannot reshape",
    "matmul: ",
    "truth value of an array",
    "inhomogeneous shape",
)


def outcome(f, *arguments):
    """Return what a function returns, or the words for the error that it raises: ValueError, or an assertion.

    A ValueError of NumPy's, such as that for shapes which do not fit, is nobody's answer: it goes on.
    """
    try:
        result = f(*arguments)
    except ValueError as error:
        if raised_by_numpy(error):
            raise
        return RAISED
    except AssertionError:
        return "raises AssertionError"
    return f"returns a {type(result).__name__} in place of raising it" if isinstance(result, Exception) else result


def raised_by_numpy(error):
    """Return True where an error comes from inside NumPy, or from an operation on arrays, not from a `raise`."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return "numpy" in Path(last.filename).parts or any(words in str(error) for words in NUMPY)


def numbers(rng, *shape):
    """Return random numbers from -9 to 9 with one decimal, none of them 0: an image, a kernel, several of either."""
    size = rng.integers(1, 91, size=shape) / 10
    return np.where(rng.random(size=shape) < 0.5, -size, size)


def told(image, kernel, padding, stride):
    """Return the name of a case: its sizes, padding and stride."""
    sizes = [" x ".join(str(n) for n in each.shape) for each in (image, kernel)]
    return f"image {sizes[0]}, kernel {sizes[1]}, padding {padding}, stride {stride}"
