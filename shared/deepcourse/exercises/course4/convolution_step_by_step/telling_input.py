"""Exercise 4: one small input that finds eight mistakes."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4.broken_convolutions import BROKEN, MORE, differs, right

MOST, MOST_WEIGHTS = 40, 40  # numbers in A_prev, in W
FOUND, MISSED = "found: another Z comes out", "missed: the same Z comes out"


def found(f, which):
    """Return whether the input that `f` returns tells one broken layer from the right one, or why it is no input."""
    returned = f()
    if type(returned) not in (tuple, list) or len(returned) != 5:
        return "no five results: A_prev, W, b, stride, pad are asked for"
    A_prev, W, b = (np.asarray(array, dtype=float) for array in returned[:3])
    stride, pad = returned[3:]
    problem = wrong_with(A_prev, W, b, stride, pad)
    if problem:
        return problem
    said = (BROKEN | MORE)[which](A_prev, W, b, stride, pad)
    return FOUND if differs(said, right(A_prev, W, b, stride, pad)) else MISSED


def wrong_with(A_prev, W, b, stride, pad):
    """Return why this is no input of a convolutional layer, or too large a one; "" if it is one."""
    whole = all(isinstance(n, (int, np.integer)) and not isinstance(n, bool) for n in (stride, pad))
    if not whole or stride < 1 or pad < 0:
        return f"stride is {stride!r} and pad {pad!r}: whole numbers are asked for, at least 1 and 0"
    if A_prev.ndim != 4 or W.ndim != 4 or not A_prev.size or not W.size:
        return f"A_prev has the shape {A_prev.shape} and W {W.shape}: four axes each, none of them empty"
    if W.shape[0] != W.shape[1] or W.shape[2] != A_prev.shape[3] or b.shape != (1, 1, 1, W.shape[3]):
        return f"A_prev {A_prev.shape}, W {W.shape} and b {b.shape} do not belong together"
    if W.shape[0] > min(A_prev.shape[1:3]) + 2 * pad:
        return f"filters of {W.shape[0]} do not fit into pictures of {A_prev.shape[1:3]}, padded by {pad}"
    if A_prev.size > MOST or W.size > MOST_WEIGHTS:
        return f"A_prev holds {A_prev.size} numbers and W {W.size}: {MOST} and {MOST_WEIGHTS} are allowed"
    finite = all(np.isfinite(array).all() for array in (A_prev, W, b))
    return "" if finite else "there is a nan or an infinity in it"


def reference():
    """Return (A_prev, W, b, stride, pad): two pictures of 1 by 2 pixels and two channels, a filter of 2.

    Padded, they are 3 by 4: the height leaves a remainder at stride 2, and Z is 1 high and 2 wide.
    """
    A_prev = np.arange(1.0, 9.0).reshape(2, 1, 2, 2)
    return A_prev, np.arange(1.0, 9.0).reshape(2, 2, 2, 1), np.array([[[[0.5]]]]), 2, 1


telling_input = FunctionExercise(
    __name__,
    reference=reference,
    use=found,
    name="telling_input",
    minutes=7,
    points_visible=4,
    points_hidden=6,
    returns=("the verdict",),
    hints=(
        "Go through the table line by line and ask: for which inputs does this mistake make no difference? "
        "Avoid all of these.",
        "Random numbers avoid most coincidences. What is left is a choice of sizes: m, the two sides, channels, f, "
        "stride and pad.",
        "The two sides must differ so much that n_H and n_W differ, too, and one of them must leave a remainder: "
        "calculate n + 2 pad - f for both, modulo the stride.",
    ),
)


@telling_input.visible
def visible():
    """Return the eight mistakes of the page."""
    return [Case(name, (name,)) for name in BROKEN]


@telling_input.edges
def edges(rng):
    """Return the eight again, and three more, in any order."""
    return [Case(str(name), (str(name),)) for name in rng.permutation([*BROKEN, *MORE])]


@telling_input.property("the same input every time")
def same_every_time(f, rng):
    """Return a sentence unless two calls return the same."""
    one, other = f(), f()
    same = len(one) == len(other) and all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    return None if same else "two calls return different inputs: a generator needs a seed, as in default_rng(1)"


# --- known mistakes -------------------------------------------------------------------------------------------------


def sample(m=2, height=1, width=3, n_C_prev=2, stride=2, pad=1):
    """Return an input that finds all, unless its sizes forbid it; filters of 2."""
    rng = np.random.default_rng(7)
    A_prev = rng.normal(size=(m, height, width, n_C_prev))
    return A_prev, rng.normal(size=(2, 2, n_C_prev, 1)), rng.normal(size=(1, 1, 1, 1)), stride, pad


@telling_input.mistake
def stride_of_one():
    """the stride is 1: then a corner at h is a corner at h * stride, and no size leaves a remainder"""
    return sample(stride=1)


@telling_input.mistake
def no_padding():
    """`pad` is 0: then there are no zeros that could stand on the wrong side"""
    return sample(height=2, width=5, pad=0)


@telling_input.mistake
def equal_sizes():
    """n_H and n_W are equal, so exchanging them changes nothing: sides that differ may still give equal sizes"""
    return sample(height=3, width=3)


@telling_input.mistake
def one_channel():
    """the pictures have one channel: then the first channel is all there is"""
    return sample(n_C_prev=1)


@telling_input.mistake
def no_bias():
    """the bias is 0: then it does not matter how often it is added"""
    A_prev, W, b, stride, pad = sample()
    return A_prev, W, 0 * b, stride, pad


@telling_input.mistake
def symmetric_filter():
    """the filter looks the same when it is turned by 180 degrees: all its weights are equal, say, or f is 1"""
    A_prev, W, b, stride, pad = sample()
    return A_prev, 0 * W + 1, b, stride, pad


@telling_input.mistake
def no_remainder():
    """n + 2 pad - f is a multiple of the stride on both sides: then there is nothing to round"""
    return sample(height=2, width=4)


@telling_input.mistake
def one_picture():
    """there is one picture, or all of them are equal: then the first has the answers of all"""
    return sample(m=1)


@telling_input.mistake
def ones_everywhere():
    """all numbers are 1: pictures are equal then, and filters symmetric"""
    A_prev, W, b, stride, pad = sample()
    return 0 * A_prev + 1, 0 * W + 1, 0 * b + 1, stride, pad


@telling_input.mistake
def pictures_of_zeros():
    """the pictures hold nothing but zeros: then only the bias and the sizes can be seen"""
    A_prev, W, b, stride, pad = sample()
    return 0 * A_prev, W, b, stride, pad


@telling_input.mistake
def too_large():
    """A_prev is larger than asked for: look for sizes that are just large enough"""
    return sample(height=7, width=10)


# --- right, written differently -------------------------------------------------------------------------------------


@telling_input.right
def at_random():
    """Return random numbers, of just large enough a size."""
    return sample()


@telling_input.right
def in_another_shape():
    """Return lists in a list: high pictures, two filters, more padding."""
    rng = np.random.default_rng(5)
    arrays = [rng.normal(size=shape) for shape in ((2, 4, 1, 3), (3, 3, 3, 1), (1, 1, 1, 1))]
    return [*(array.tolist() for array in arrays), 2, 1]
