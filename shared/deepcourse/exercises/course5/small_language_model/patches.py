"""Exercise 7: pictures as sequences of patches."""

import numpy as np

from deepcourse.exercises.declaration import Case, FunctionExercise
from deepcourse.sequence import patches as reference

patches = FunctionExercise(
    __name__,
    reference=reference.patches,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the columns",),
    hints=(
        "Cut one patch out by hand: images[0, :size, :size]. Where in the result does it go?",
        "reshape keeps the order of the numbers, and in memory the first row of a picture runs through several "
        "patches. Split the axes of height and width first: each becomes two, which patch and where in it.",
        "Then there are six axes: m, patch row, row in it, patch column, column in it, channel. transpose brings those "
        "of a column in front, then m, then those that count the patches.",
    ),
)


def case(rng, m, n_H, n_W, n_C, size, name=""):
    """Return pictures and the side of a patch as a case."""
    told = f"{m} pictures of {n_H} x {n_W} x {n_C}, patches of {size} x {size}"
    return Case(name or told, (rng.normal(size=(m, n_H, n_W, n_C)).round(2), size))


@patches.visible
def visible():
    """Return pictures that are wide, high, coloured; one picture; one patch; patches of one pixel."""
    rng = np.random.default_rng(5507)
    return [
        case(rng, 2, 4, 6, 1, 2),
        case(rng, 3, 6, 4, 2, 2),
        case(rng, 2, 9, 6, 3, 3),
        case(rng, 1, 4, 8, 1, 4, "one picture of 4 x 8 x 1, patches of 4 x 4"),
        case(rng, 3, 2, 2, 3, 2, "one patch is the whole picture"),
        case(rng, 2, 2, 3, 4, 1, "patches of one pixel"),
    ]


@patches.draw
def draw(rng):
    """Return random sizes."""
    size, rows, columns = int(rng.integers(2, 4)), *(int(n) for n in rng.permutation([2, 3, 4])[:2])
    return case(rng, int(rng.integers(2, 5)), size * rows, size * columns, int(rng.integers(1, 4)), size)


@patches.edges
def edges(rng):
    """Return one picture, one patch, patches of one pixel, a row of patches, digits."""
    return [
        case(rng, 1, 6, 4, 2, 2, "one picture"),
        case(rng, 4, 3, 3, 2, 3, "one patch is the whole picture"),
        case(rng, 2, 3, 4, 2, 1, "patches of one pixel"),
        case(rng, 3, 2, 10, 1, 2, "one row of patches"),
        case(rng, 2, 28, 28, 1, 7, "28 x 28 pixels"),
    ]


@patches.property("each column is one square of its picture")
def squares(f, rng):
    """Return a sentence unless step 4 of 6 is the patch in the second row and second column."""
    images = rng.normal(size=(2, 4, 6, 2))
    found = np.asarray(f(images, 2))
    if found.shape != (8, 2, 6):
        return f"two pictures of 4 x 6 x 2 give the shape {found.shape}, expected (8, 2, 6)"
    here = images[1, 2:4, 2:4].ravel()
    if np.allclose(found[:, 1, 4], here):
        return None
    mixed = np.allclose(np.sort(found[:, 1, 4]), np.sort(here))
    return (
        f"step 4 of 6 {'has its entries in another order' if mixed else 'is not the square of rows and columns 2, 3'}"
    )


def six(images, size):
    """Return the pictures with six axes: m, patch row, row in it, patch column, column in it, channel."""
    m, n_H, n_W, n_C = images.shape
    return images.reshape(m, n_H // size, size, n_W // size, size, n_C)


def arranged(images, size, axes):
    """Return (size * size * n_C, m, T) with the six axes in another order."""
    m, n_C = len(images), images.shape[3]
    return six(images, size).transpose(axes).reshape(size * size * n_C, m, -1)


@patches.mistake
def reshaped_alone(images, size):
    """the pictures are only reshaped: a column then holds pixels of one row from several patches"""
    m, n_C = len(images), images.shape[3]
    return images.reshape(m, -1, size * size * n_C).transpose(2, 0, 1)


@patches.mistake
def reshaped_into_the_result(images, size):
    """the pictures are reshaped straight into the shape of the result, which mixes pictures and patches"""
    m, n_C = len(images), images.shape[3]
    return images.reshape(size * size * n_C, m, -1)


@patches.mistake
def column_by_column(images, size):
    """the patches are counted down the columns of the picture: count them row by row"""
    return arranged(images, size, (2, 4, 5, 0, 3, 1))


@patches.mistake
def patches_transposed(images, size):
    """each patch is transposed: a column runs through its patch row by row"""
    return arranged(images, size, (4, 2, 5, 0, 1, 3))


@patches.mistake
def channels_first(images, size):
    """all pixels of one channel come before the next channel: the channels of a pixel belong together"""
    return arranged(images, size, (5, 2, 4, 0, 1, 3))


@patches.mistake
def places_for_patches(images, size):
    """a column holds every patch's pixel of one place: it holds all pixels of one patch"""
    m, n_H, n_W, n_C = images.shape
    parts = images.reshape(m, size, n_H // size, size, n_W // size, n_C)
    return parts.transpose(1, 3, 5, 0, 2, 4).reshape(size * size * n_C, m, -1)


@patches.mistake
def examples_last(images, size):
    """the axis of examples is the last one: the result is (n_x, m, T)"""
    return reference.patches(images, size).transpose(0, 2, 1)


@patches.mistake
def examples_first(images, size):
    """the axis of examples is the first one: the result is (n_x, m, T)"""
    return reference.patches(images, size).transpose(1, 0, 2)


@patches.mistake
def steps_before_rows(images, size):
    """the result is (T, m, n_x): the rows of a column are the first axis, and the steps the last"""
    return reference.patches(images, size).transpose(2, 1, 0)


@patches.mistake
def backwards(images, size):
    """the patches come in the reverse order: the first one is the upper left"""
    return reference.patches(images, size)[:, :, ::-1]


@patches.right
def cut_out_one_by_one(images, size):
    """Return the same in loops."""
    m, n_H, n_W, _ = images.shape
    columns = [
        images[:, h : h + size, w : w + size].reshape(m, -1) for h in range(0, n_H, size) for w in range(0, n_W, size)
    ]
    return np.stack(columns, axis=2).transpose(1, 0, 2)


@patches.right
def with_einsum(images, size):
    """Return the same with an einsum that only moves axes."""
    m, _, _, n_C = images.shape
    return np.einsum("mhpwqc->pqcmhw", six(images, size)).reshape(size * size * n_C, m, -1)
