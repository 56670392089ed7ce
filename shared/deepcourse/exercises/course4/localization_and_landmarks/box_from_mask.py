"""Exercise 1: the box around some pixels."""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

box_from_mask = FunctionExercise(
    __name__,
    reference=reference.box_from_mask,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("x1", "y1", "x2", "y2"),
    any_number_type=True,
    hints=(
        "np.nonzero(mask) returns two arrays: the rows of all pixels, then their columns. Which of them is x?",
        "Which pixel of the mask decides the left edge? It need not be the first one that np.nonzero lists.",
        "A pixel is a square, and a box has to cover all of it. Where does the pixel in column 3 begin, and where does "
        "it end?",
    ),
)


def mask_of(n_H, n_W, pixels):
    """Return a mask with these pixels, (row, column)."""
    mask = np.zeros((n_H, n_W), bool)
    mask[tuple(np.transpose(pixels))] = True
    return mask


def blob(rng, n_H, n_W):
    """Return a mask with some pixels that need not touch each other."""
    mask = rng.random((n_H, n_W)) < 0.25
    rows, columns = (np.sort(rng.integers(0, n, 2)) for n in (n_H, n_W))
    kept = np.zeros_like(mask)
    kept[rows[0] : rows[1] + 1, columns[0] : columns[1] + 1] = True
    mask &= kept
    mask[rows[0], columns[1]] = mask[rows[1], columns[0]] = True
    return mask


@box_from_mask.visible
def visible():
    """Return a slanted object, one with a hole, one pixel, one at the border, and random ones."""
    rng = np.random.default_rng(51)
    return [
        Case("a slanted object in 6 x 9 pixels", (mask_of(6, 9, [(1, 5), (2, 4), (3, 3), (2, 6), (4, 4)]),)),
        Case("two parts with a gap", (mask_of(5, 10, [(1, 2), (1, 3), (3, 8), (3, 7)]),)),
        Case("a single pixel", (mask_of(7, 5, [(4, 2)]),)),
        Case("everything", (np.ones((3, 5), bool),)),
        Case("in the lower right corner", (mask_of(6, 4, [(5, 2), (5, 3), (4, 3)]),)),
        Case("some pixels in 12 x 9", (blob(rng, 12, 9),)),
    ]


@box_from_mask.draw
def draw(rng):
    """Return some pixels in a picture of random size."""
    n_H, n_W = (int(n) for n in rng.integers(4, 15, 2))
    return Case(f"some pixels in {n_H} x {n_W}", (blob(rng, n_H, n_W),))


@box_from_mask.edges
def edges(rng):
    """Return a picture of one pixel, a single row, a single column, everything, and a mask of a real scene's size."""
    return [
        Case("a picture of one pixel", (np.ones((1, 1), bool),)),
        Case("one row", (mask_of(1, 9, [(0, 4), (0, 7)]),)),
        Case("one column", (mask_of(8, 1, [(2, 0), (5, 0)]),)),
        Case("everything", (np.ones((4, 6), bool),)),
        Case("some pixels in 64 x 48", (blob(rng, 64, 48),)),
    ]


@box_from_mask.property("the box is tight")
def tight(f, rng):
    """Return a sentence unless all pixels lie inside, and some at each edge."""
    for _ in range(5):
        mask = blob(rng, 9, 13)
        x1, y1, x2, y2 = (int(number) for number in f(mask))
        inside = mask[max(y1, 0) : y2, max(x1, 0) : x2]
        if inside.sum() != mask.sum():
            return f"{mask.sum() - inside.sum()} of {mask.sum()} pixels lie outside the box"
        if not all(edge.any() for edge in (inside[0], inside[-1], inside[:, 0], inside[:, -1])):
            return "the box has an edge that no pixel touches: a smaller box would do"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def ends(mask):
    """Return the first and last column and the first and last row."""
    x1, y1, x2, y2 = reference.box_from_mask(mask)
    return x1, x2 - 1, y1, y2 - 1


@box_from_mask.mistake
def rows_as_x(mask):
    """x and y are swapped: the columns are x, and the rows, which np.nonzero lists first, are y"""
    left, right, top, bottom = ends(mask)
    return top, left, bottom + 1, right + 1


@box_from_mask.mistake
def last_pixel_missed(mask):
    """the right and lower edges are where the last pixels begin: these pixels end one further on"""
    left, right, top, bottom = ends(mask)
    return left, top, right, bottom


@box_from_mask.mistake
def wide_enough_only(mask):
    """the lower edge is where the last row begins: the row ends one further on"""
    left, right, top, bottom = ends(mask)
    return left, top, right + 1, bottom


@box_from_mask.mistake
def high_enough_only(mask):
    """the right edge is where the last column begins: the column ends one further on"""
    left, right, top, bottom = ends(mask)
    return left, top, right, bottom + 1


@box_from_mask.mistake
def counted_from_one(mask):
    """pixels are counted from 1: the first pixel begins at 0"""
    left, right, top, bottom = ends(mask)
    return left + 1, top + 1, right + 1, bottom + 1


@box_from_mask.mistake
def one_pixel_of_margin(mask):
    """the box has a margin of one pixel on the left and at the top: start it where the first pixels begin"""
    left, right, top, bottom = ends(mask)
    return left - 1, top - 1, right + 1, bottom + 1


@box_from_mask.mistake
def other_order(mask):
    """the numbers come as x1, x2, y1, y2: return x1, y1, x2, y2"""
    left, right, top, bottom = ends(mask)
    return left, right + 1, top, bottom + 1


@box_from_mask.mistake
def corners_exchanged(mask):
    """the lower right corner comes first: start with the upper left one"""
    left, right, top, bottom = ends(mask)
    return right + 1, bottom + 1, left, top


@box_from_mask.mistake
def width_and_height(mask):
    """width and height are in place of x2 and y2: return the positions of the right and lower edges"""
    left, right, top, bottom = ends(mask)
    return left, top, right + 1 - left, bottom + 1 - top


@box_from_mask.mistake
def middle_and_size(mask):
    """the box comes as its centre, width and height: return its four edges"""
    left, right, top, bottom = ends(mask)
    return (left + right + 1) / 2, (top + bottom + 1) / 2, right + 1 - left, bottom + 1 - top


@box_from_mask.mistake
def centres_of_pixels(mask):
    """edges are placed at the centres of pixels: a pixel reaches from its column to the next whole number"""
    left, right, top, bottom = ends(mask)
    return left + 0.5, top + 0.5, right + 0.5, bottom + 0.5


@box_from_mask.mistake
def origin_below(mask):
    """y is counted from the lower edge of the picture: row 0 is at the top, and y grows downwards"""
    left, right, top, bottom = ends(mask)
    return left, len(mask) - bottom - 1, right + 1, len(mask) - top


@box_from_mask.mistake
def first_and_last_pixel(mask):
    """the columns are those of the first and last pixels that np.nonzero lists: find the smallest and the largest"""
    rows, columns = np.nonzero(mask)
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1


@box_from_mask.mistake
def counted_columns(mask):
    """rows and columns with pixels are counted: if there are gaps, the box is larger than these counts"""
    left, _, top, _ = ends(mask)
    return left, top, left + mask.any(axis=0).sum(), top + mask.any(axis=1).sum()


@box_from_mask.mistake
def whole_picture(mask):
    """the picture's size is used for the right and lower edges: the last column and row with a pixel decide"""
    left, _, top, _ = ends(mask)
    return left, top, mask.shape[1], mask.shape[0]


# --- right, written differently -------------------------------------------------------------------------------------


@box_from_mask.right
def by_loops(mask):
    """Return the box, pixel by pixel, as a list."""
    found = [(x, y) for y, row in enumerate(mask) for x, here in enumerate(row) if here]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return [min(xs), min(ys), max(xs) + 1, max(ys) + 1]


@box_from_mask.right
def by_nonzero(mask):
    """Return the box from the indices of all pixels, as an array of floats."""
    rows, columns = np.nonzero(mask)
    return np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1], float)
