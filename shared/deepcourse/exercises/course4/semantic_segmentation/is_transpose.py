"""Exercise 6: a test of your own for two functions."""

import numpy as np

from deepcourse.cnn import transposed as reference
from deepcourse.exercises.course4.semantic_segmentation.pairs import (
    LARGE,
    PAIRS,
    TURN,
    layer_of,
    quarter_turn,
    shapes_of,
)
from deepcourse.exercises.declaration import Case, FunctionExercise

IS, IS_NOT = "is the transpose", "is not the transpose"
RIGHT = next(iter(PAIRS))


def verdict(answer, which, sizes, pixels):
    """Return in words what the function `answer` says about one of the `PAIRS`.

    sizes : of `layer_of`    pixels : m, n_H_prev, n_W_prev
    """
    layer = layer_of(*sizes)
    made = quarter_turn if which == TURN else PAIRS[which]
    said = answer(*made(layer), *shapes_of(layer, *pixels))
    if not isinstance(said, (bool, np.bool_)):
        return f"return True or False; here the type is {type(said).__name__}"
    return IS if said else IS_NOT


is_transpose = FunctionExercise(
    __name__,
    reference=reference.is_transpose,
    use=verdict,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the verdict",),
    hints=(
        "The equation must hold for all A and Z. You can try only some: what kind of numbers makes it unlikely that "
        "a wrong pair passes by accident?",
        "If all entries of A or of Z are equal, rotating, mirroring and swapping go unnoticed. If one of them has a "
        "single entry that is not 0, most of the functions' outputs are never looked at.",
        "Both sums are rounded, so == is too strict. And which difference is too large depends on the size of the "
        "sums: np.isclose has a relative tolerance, rtol.",
    ),
)

SIZES = (  # f, n_C_prev, n_C, stride, pad; m, n_H_prev, n_W_prev
    ((3, 2, 3, 2, 1), (2, 3, 4)),
    ((4, 3, 2, 2, 0), (3, 2, 3)),
    ((2, 2, 2, 3, 0), (2, 4, 3)),
)


def case(which, place, seed, pixels=None):
    """Return one pair with filters of some size."""
    sizes, usual = SIZES[place % len(SIZES)]
    pixels = pixels or usual
    return Case(f"{which}; f {sizes[0]}, A of {pixels[1]} x {pixels[2]}", (which, (*sizes, seed), pixels))


def turn():
    """Return the right pair of two numbers."""
    return Case(f"{TURN}; 2 pictures of 1 x 1", (TURN, (1, 1, 1, 1, 0, 0), (2, 1, 1)))


@is_transpose.visible
def visible():
    """Return every pair once, the right one three times."""
    return [*(case(which, place, 61 + place) for place, which in enumerate([*PAIRS, RIGHT, RIGHT])), turn()]


@is_transpose.draw
def draw(rng):
    """Return any pair."""
    return case(str(rng.choice(list(PAIRS))), int(rng.integers(3)), int(rng.integers(10_000)))


@is_transpose.edges
def edges(rng):
    """Return every pair in any order, right ones again in other sizes, and for a single pixel."""
    names = [*map(str, rng.permutation(list(PAIRS))), RIGHT, LARGE, LARGE]
    seeds = [int(seed) for seed in rng.integers(10_000, size=len(names) + 1)]
    pairs = [case(which, place, seeds[place]) for place, which in enumerate(names)]
    return [*pairs, case(RIGHT, 0, seeds[-1], (1, 1, 1)), turn()]


@is_transpose.property("the same verdict every time")
def same_every_time(f, rng):
    """Return a sentence unless ten calls say the same of the right pair."""
    said = {verdict(f, RIGHT, (*SIZES[0][0], 5), SIZES[0][1]) for _ in range(10)}
    return None if len(said) == 1 else "ten calls with the same pair do not all return the same"


# --- known mistakes -------------------------------------------------------------------------------------------------


def arrays(A_shape, Z_shape):
    """Return normal numbers in both shapes."""
    rng = np.random.default_rng(0)
    return rng.normal(size=A_shape), rng.normal(size=Z_shape)


def sums(up, down, A, Z):
    """Return both sides of the equation."""
    return float(np.sum(up(A) * Z)), float(np.sum(A * down(Z)))


def close(left, right):
    """Return whether two numbers are equal up to rounding."""
    return bool(abs(left - right) <= 1e-9 * (1e-30 + abs(left) + abs(right)))


def single(shape):
    """Return zeros with a 1 at the first place."""
    array = np.zeros(shape)
    array[(0,) * len(shape)] = 1
    return array


@is_transpose.mistake
def ones_everywhere(up, down, A_shape, Z_shape):
    """A and Z are filled with ones: rotating, mirroring and swapping then change nothing, so take random numbers"""
    return close(*sums(up, down, np.ones(A_shape), np.ones(Z_shape)))


@is_transpose.mistake
def ones_in_A(up, down, A_shape, Z_shape):
    """A is filled with ones: a rotated or mirrored output of `down` goes unnoticed, so take random numbers"""
    return close(*sums(up, down, np.ones(A_shape), arrays(A_shape, Z_shape)[1]))


@is_transpose.mistake
def ones_in_Z(up, down, A_shape, Z_shape):
    """Z is filled with ones: filters that are rotated or transposed go unnoticed, so take random numbers"""
    return close(*sums(up, down, arrays(A_shape, Z_shape)[0], np.ones(Z_shape)))


@is_transpose.mistake
def one_pixel_of_A(up, down, A_shape, Z_shape):
    """only the first entry of A is not 0: errors elsewhere go unnoticed, so fill all of A"""
    return close(*sums(up, down, single(A_shape), arrays(A_shape, Z_shape)[1]))


@is_transpose.mistake
def exactly_equal(up, down, A_shape, Z_shape):
    """the two sums are compared with ==: both are rounded, so allow a small relative difference"""
    left, right = sums(up, down, *arrays(A_shape, Z_shape))
    return left == right


@is_transpose.mistake
def absolute_tolerance(up, down, A_shape, Z_shape):
    """the difference must be below a fixed number, however large the sums are: compare it with their size"""
    left, right = sums(up, down, *arrays(A_shape, Z_shape))
    return bool(abs(left - right) < 1e-10)


@is_transpose.mistake
def too_patient(up, down, A_shape, Z_shape):
    """a difference of one per cent is allowed: rounding explains about one part in 10 ** 12"""
    left, right = sums(up, down, *arrays(A_shape, Z_shape))
    return bool(abs(left - right) <= 0.01 * (abs(left) + abs(right)))


@is_transpose.mistake
def always_false(up, down, A_shape, Z_shape):
    """the verdict is always False: return True where the two sums agree up to rounding"""
    return False


@is_transpose.mistake
def entries_compared(up, down, A_shape, Z_shape):
    """single products are compared, or sums before they are multiplied: multiply entry by entry, sum, then compare"""
    A, Z = arrays(A_shape, Z_shape)
    left, right = (up(A) * Z).ravel(), (A * down(Z)).ravel()
    n = min(left.size, right.size)
    return bool(np.allclose(left[:n], right[:n]))


@is_transpose.mistake
def taken_for_an_inverse(up, down, A_shape, Z_shape):
    """down(up(A)) is compared with A: a transpose is not an inverse, so compare the two sums"""
    A, _ = arrays(A_shape, Z_shape)
    return bool(np.allclose(down(up(A)), A))


@is_transpose.mistake
def shapes_alone(up, down, A_shape, Z_shape):
    """the verdict is True wherever the shapes fit: wrong numbers can have the right shapes, so compare the two sums"""
    A, Z = arrays(A_shape, Z_shape)
    return up(A).shape == tuple(Z_shape) and down(Z).shape == tuple(A_shape)


@is_transpose.mistake
def sizes_of_sums(up, down, A_shape, Z_shape):
    """the absolute values of the two sums are compared: a changed sign goes unnoticed"""
    left, right = sums(up, down, *arrays(A_shape, Z_shape))
    return close(abs(left), abs(right))


@is_transpose.mistake
def the_other_way_round(up, down, A_shape, Z_shape):
    """the answer is True where the sums differ: return True where they agree"""
    return not close(*sums(up, down, *arrays(A_shape, Z_shape)))


@is_transpose.mistake
def the_difference(up, down, A_shape, Z_shape):
    """the difference of the two sums is returned: return True or False"""
    left, right = sums(up, down, *arrays(A_shape, Z_shape))
    return left - right


# --- right, written differently -------------------------------------------------------------------------------------


@is_transpose.right
def several_times(up, down, A_shape, Z_shape):
    """Return the same from three random pairs, with np.isclose."""
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        A, Z = rng.uniform(-1, 1, size=A_shape), rng.uniform(-1, 1, size=Z_shape)
        if not np.isclose(np.vdot(up(A), Z), np.vdot(A, down(Z)), rtol=1e-8, atol=1e-12):
            return False
    return True


@is_transpose.right
def against_its_own_output(up, down, A_shape, Z_shape):
    """Return the same with Z = up(A): no wrong pair of these agrees there."""
    A, _ = arrays(A_shape, Z_shape)
    return close(*sums(up, down, A, up(A)))


@is_transpose.right
def by_matrices(up, down, A_shape, Z_shape):
    """Return the same from both matrices, column by column."""
    columns = [up(row.reshape(A_shape)).ravel() for row in np.eye(int(np.prod(A_shape)))]
    rows = [down(row.reshape(Z_shape)).ravel() for row in np.eye(int(np.prod(Z_shape)))]
    return np.allclose(np.array(columns), np.array(rows).T, rtol=1e-9)
