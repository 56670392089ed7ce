"""Exercise 3: broken blocks, found by zero weights."""

import math

import numpy as np

from deepcourse.cnn import blocks as reference
from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.experiments.course4.broken_blocks import BLOCKS

BREAKS, KEEPS = "breaks the identity", "keeps the identity"


def verdict(f, which, shape):
    """Return what `f` says about one of the `BLOCKS`, in words."""
    said = f(BLOCKS[which], shape)
    if not isinstance(said, (bool, np.bool_)):
        return f"return True or False; here the type is {type(said).__name__}"
    return BREAKS if said else KEEPS


breaks_identity = FunctionExercise(
    __name__,
    reference=reference.breaks_identity,
    use=verdict,
    name="breaks_identity",
    minutes=7,
    points_visible=5,
    points_hidden=7,
    returns=("the verdict",),
    hints=(
        "Four parameters of 0 and one array of pictures: that is all a block needs. For which pictures does the right "
        "block return its input?",
        "If a block swaps two pixels, channels or pictures that hold the same numbers, you cannot tell. In which "
        "pictures does no number occur twice?",
        "A block may write into the array that it is given. What should you compare its output with, then?",
    ),
)

SHAPES = ((2, 3, 4, 3), (3, 4, 2, 2), (2, 2, 5, 2))


@breaks_identity.visible
def visible():
    """Return all blocks, each for one shape, the right one for two, and three of a single picture of one channel."""
    shapes = [SHAPES[place % 3] for place in range(len(BLOCKS))]
    blocks = [*zip(BLOCKS, shapes, strict=True), ("the right block", SHAPES[1])]
    blocks += [(which, (1, 3, 4, 1)) for which in ("the right block", "the first pixel lost", "the last pixel lost")]
    return [Case(f"{which}, pictures {shape}", (which, shape)) for which, shape in blocks]


@breaks_identity.draw
def draw(rng):
    """Return any block, for a random shape with more than one of everything."""
    which, shape = str(rng.choice(list(BLOCKS))), tuple(int(n) for n in rng.integers(2, 6, size=4))
    return Case(f"{which}, pictures {shape}", (which, shape))


@breaks_identity.edges
def edges(rng):
    """Return all blocks in any order, and the right one for a single number."""
    shape = tuple(int(n) for n in rng.integers(2, 5, size=4))
    blocks = [(str(which), shape) for which in rng.permutation(list(BLOCKS))]
    blocks += [("the right block", (1, 1, 1, 1)), ("half of the sum", (1, 1, 1, 1)), ("the right block", (5, 6, 7, 4))]
    return [Case(f"{which}, pictures {made}", (which, made)) for which, made in blocks]


@breaks_identity.property("the same verdict every time")
def same_every_time(f, rng):
    """Return a sentence unless ten calls say the same of the right block."""
    said = {verdict(f, "the right block", SHAPES[0]) for _ in range(10)}
    return None if said == {KEEPS} else "ten calls with the right block do not all say that it keeps the identity"


# --- known mistakes -------------------------------------------------------------------------------------------------


def pictures(shape):
    """Return positive numbers, no two alike."""
    return np.arange(1.0, 1 + math.prod(shape)).reshape(shape)


def tried(block, shape, A_prev, *, weights=0.0, biases=0.0, same=np.array_equal, copy=True):
    """Return the verdict with something changed: the pictures, the parameters, the comparison."""
    W, b = np.full((3, 3, shape[3], shape[3]), weights), np.full((1, 1, 1, shape[3]), biases)
    return not same(block(A_prev.copy() if copy else A_prev, W, b, W.copy(), b.copy()), A_prev)


@breaks_identity.mistake
def pictures_of_both_signs(block, shape):
    """the pictures hold negative numbers: the last ReLU of the right block changes them, so take numbers >= 0"""
    return tried(block, shape, np.random.default_rng(1).normal(size=shape))


@breaks_identity.mistake
def pictures_of_ones(block, shape):
    """all pixels are equal: whatever is swapped then looks the same"""
    return tried(block, shape, np.ones(shape))


@breaks_identity.mistake
def pictures_of_zeros(block, shape):
    """all pixels are 0: almost anything that a block does to them gives 0 again"""
    return tried(block, shape, np.zeros(shape))


@breaks_identity.mistake
def first_number_zero(block, shape):
    """the first number in the pictures is 0: a block that loses this pixel is not found, so start at 1"""
    return tried(block, shape, pictures(shape) - 1)


@breaks_identity.mistake
def cache_unpacked(block, shape):
    """two results are unpacked: block returns A alone, without a cache"""
    A_prev = pictures(shape)
    W, b = np.zeros((3, 3, shape[3], shape[3])), np.zeros((1, 1, 1, shape[3]))
    A, _ = block(A_prev.copy(), W, b, W, b)
    return not np.array_equal(A, A_prev)


@breaks_identity.mistake
def equal_pictures(block, shape):
    """all pictures of the batch are equal: a block that swaps them is not found"""
    return tried(block, shape, np.broadcast_to(pictures(shape[1:]), shape))


@breaks_identity.mistake
def equal_channels(block, shape):
    """all channels are equal: a block that swaps them is not found"""
    return tried(block, shape, np.broadcast_to(pictures((*shape[:3], 1)), shape))


@breaks_identity.mistake
def equal_rows(block, shape):
    """all rows of a picture are equal: a block that turns it upside down is not found"""
    return tried(block, shape, np.broadcast_to(pictures((shape[0], 1, *shape[2:])), shape))


@breaks_identity.mistake
def equal_columns(block, shape):
    """all columns of a picture are equal: a block that mirrors it is not found"""
    return tried(block, shape, np.broadcast_to(pictures((*shape[:2], 1, shape[3])), shape))


@breaks_identity.mistake
def weights_not_zero(block, shape):
    """the weights are not 0: then the right block is not the identity either"""
    return tried(block, shape, pictures(shape), weights=0.1)


@breaks_identity.mistake
def biases_not_zero(block, shape):
    """the weights are 0, but the biases are not: they add a constant, in the right block as well"""
    return tried(block, shape, pictures(shape), biases=1.0)


@breaks_identity.mistake
def compared_with_what_was_overwritten(block, shape):
    """the output is compared with the array passed to the block, which may have overwritten it: pass in a copy"""
    return tried(block, shape, pictures(shape), copy=False)


@breaks_identity.mistake
def shapes_compared(block, shape):
    """only the shapes are compared: compare the numbers"""
    return tried(block, shape, pictures(shape), same=lambda A, B: A.shape == B.shape)


@breaks_identity.mistake
def sums_compared(block, shape):
    """only the sums of all numbers are compared: they stay the same when numbers swap places"""
    return tried(block, shape, pictures(shape), same=lambda A, B: math.isclose(A.sum(), B.sum()))


@breaks_identity.mistake
def first_picture_compared(block, shape):
    """only the first picture is compared: the others may be wrong"""
    return tried(block, shape, pictures(shape), same=lambda A, B: np.array_equal(A[0], B[0]))


@breaks_identity.mistake
def one_equal_number_is_enough(block, shape):
    """a block is reported as broken only if all its numbers are wrong: one wrong number is enough"""
    return tried(block, shape, pictures(shape), same=lambda A, B: (A == B).any())


@breaks_identity.mistake
def turned_round(block, shape):
    """True is returned if the identity holds: return True if the block breaks it"""
    return not tried(block, shape, pictures(shape))


@breaks_identity.mistake
def largest_numbers_compared(block, shape):
    """only the largest numbers are compared: compare all of them"""
    return tried(block, shape, pictures(shape), same=lambda A, B: A.max() == B.max())


# --- right, written differently -------------------------------------------------------------------------------------


@breaks_identity.right
def at_random(block, shape):
    """Return the same from random positive numbers, with a largest difference."""
    A_prev = np.random.default_rng(0).uniform(0.5, 2, size=shape)
    W, b = np.zeros((5, 5, shape[3], shape[3])), np.zeros((1, 1, 1, shape[3]))
    A = block(np.array(A_prev), W, b, np.zeros((1, 1, shape[3], shape[3])), b)
    return np.abs(A - A_prev).max() > 1e-9
