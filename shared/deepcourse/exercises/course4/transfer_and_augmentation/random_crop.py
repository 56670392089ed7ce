"""Exercise 4: a part of each picture, at a place of its own."""

import numpy as np

from deepcourse.cnn import augmentation as reference
from deepcourse.exercises.course4.transfer_and_augmentation.pictures import numbered, told
from deepcourse.exercises.declaration import Case, FunctionExercise

random_crop = FunctionExercise(
    __name__,
    reference=reference.random_crop,
    minutes=5,
    points_visible=4,
    points_hidden=6,
    returns=("the crops",),
    hints=(
        "How many positions does a crop of 3 rows have in a picture of 5 rows? Write them down and count.",
        "The upper end of `rng.integers` is not included. What is the last top row that you want to allow?",
        "Draw all top rows, then all left columns. A loop over the pictures then cuts one slice out of each.",
    ),
)


def case(shape, n_H, n_W, seed):
    """Return pictures with a generator of their own."""
    return Case(f"{told(shape)}, crops of {n_H} by {n_W}", (numbered(*shape), n_H, n_W, np.random.default_rng(seed)))


@random_crop.visible
def visible():
    """Return several sizes, high and wide crops, a crop as large as the picture, one picture."""
    return [
        case((4, 6, 8, 3), 4, 5, 1),
        case((5, 9, 5, 1), 3, 4, 3),
        case((6, 5, 5, 2), 4, 4, 2),
        case((2, 3, 4, 3), 3, 4, 4),
        case((1, 7, 6, 3), 2, 5, 7),
        case((8, 4, 6, 2), 3, 3, 5),
    ]


@random_crop.draw
def draw(rng):
    """Return random pictures and a random size."""
    shape = tuple(int(n) for n in rng.integers((2, 4, 4, 1), (8, 10, 10, 4)))
    n_H, n_W = (int(rng.integers(2, n)) for n in shape[1:3])
    return case(shape, n_H, n_W, int(rng.integers(1000)))


@random_crop.edges
def edges(rng):
    """Return one picture, crops of one pixel, whole pictures, crops that are as high or as wide as the picture."""
    return [
        case((1, 5, 6, 3), 3, 2, 0),
        case((5, 3, 4, 1), 1, 1, 1),
        case((3, 4, 5, 2), 4, 5, 2),
        case((6, 4, 7, 3), 4, 3, 3),
        case((6, 8, 3, 3), 2, 3, 4),
    ]


@random_crop.property("all positions occur", draw=lambda rng: case((600, 5, 6, 1), 3, 5, int(rng.integers(1000))))
def all_places(result, X, n_H, n_W, rng):
    """Return a sentence unless every place of a part occurs among 600 pictures."""
    found = np.asarray(result)
    if found.shape != (600, n_H, n_W, 1):
        return f"600 crops of {n_H} by {n_W} were expected, here the shape is {found.shape}"
    step = X[0, 0, 1, 0] - X[0, 0, 0, 0]
    offsets = np.rint((found[:, 0, 0, 0] - X[:, 0, 0, 0]) / step)
    places = len(set(offsets.tolist()))
    return None if places == 6 else f"crops of 3 by 5 have 6 positions in 5 by 6 pixels; {places} of them were drawn"


# --- known mistakes -------------------------------------------------------------------------------------------------


def cut(X, n_H, n_W, tops, lefts):
    """Return the parts that begin at some rows and columns."""
    return np.stack([x[i : i + n_H, j : j + n_W] for x, i, j in zip(X, tops, lefts, strict=True)])


def ends(X, n_H, n_W):
    """Return the ends of the ranges of top rows and of left columns."""
    return X.shape[1] - n_H + 1, X.shape[2] - n_W + 1


@random_crop.mistake
def last_place_never(X, n_H, n_W, rng):
    """the last position is never drawn: rng.integers excludes its upper end, so add 1 to it"""
    tops, lefts = (rng.integers(0, end - 1, size=len(X)) for end in ends(X, n_H, n_W))  # raises where one fits
    return cut(X, n_H, n_W, tops, lefts)


@random_crop.mistake
def one_place_for_all(X, n_H, n_W, rng):
    """all pictures are cropped at one position: draw m top rows and m left columns"""
    top, left = (rng.integers(0, end) for end in ends(X, n_H, n_W))
    return X[:, top : top + n_H, left : left + n_W].copy()


@random_crop.mistake
def drawn_picture_by_picture(X, n_H, n_W, rng):
    """row and column are drawn picture by picture: draw all top rows first, then all left columns"""
    bottom, right = ends(X, n_H, n_W)
    places = [(rng.integers(0, bottom), rng.integers(0, right)) for _ in X]
    return cut(X, n_H, n_W, *zip(*places, strict=True))


@random_crop.mistake
def columns_drawn_first(X, n_H, n_W, rng):
    """the left columns are drawn before the top rows: rows first"""
    bottom, right = ends(X, n_H, n_W)
    lefts = rng.integers(0, right, size=len(X))
    return cut(X, n_H, n_W, rng.integers(0, bottom, size=len(X)), lefts)


@random_crop.mistake
def one_number_for_both(X, n_H, n_W, rng):
    """one number is used for row and column, so only positions on the diagonal occur: draw two"""
    tops = rng.integers(0, min(ends(X, n_H, n_W)), size=len(X))
    return cut(X, n_H, n_W, tops, tops)


@random_crop.mistake
def sizes_exchanged(X, n_H, n_W, rng):
    """height and width of the crop are exchanged: n_H rows and n_W columns"""
    tops = rng.integers(0, max(X.shape[1] - n_W + 1, 1), size=len(X))
    lefts = rng.integers(0, max(X.shape[2] - n_H + 1, 1), size=len(X))
    return np.stack(
        [x[i : i + n_W, j : j + n_H] for x, i, j in zip(X[:, : n_W + tops.max()], tops, lefts, strict=True)]
    )


@random_crop.mistake
def ranges_exchanged(X, n_H, n_W, rng):
    """the top rows are drawn from the range of the left columns, and the other way round: rows reach n_H_prev - n_H"""
    bottom, right = ends(X, n_H, n_W)
    tops, lefts = rng.integers(0, right, size=len(X)), rng.integers(0, bottom, size=len(X))
    return cut(X, n_H, n_W, np.minimum(tops, bottom - 1), np.minimum(lefts, right - 1))


@random_crop.mistake
def columns_from_the_range_of_rows(X, n_H, n_W, rng):
    """the left columns are drawn from the range of the top rows: columns reach n_W_prev - n_W"""
    bottom, _ = ends(X, n_H, n_W)
    tops, lefts = rng.integers(0, bottom, size=len(X)), rng.integers(0, bottom, size=len(X))
    return cut(X, n_H, n_W, tops, lefts)


@random_crop.mistake
def middle_alone(X, n_H, n_W, rng):
    """the middle of every picture is cut out: the position must be random"""
    top, left = ((end - 1) // 2 for end in ends(X, n_H, n_W))
    return X[:, top : top + n_H, left : left + n_W].copy()


@random_crop.mistake
def upper_left_alone(X, n_H, n_W, rng):
    """the upper left part of every picture is cut out: begin at the rows and columns that were drawn"""
    return X[:, :n_H, :n_W].copy()


@random_crop.mistake
def squares(X, n_H, n_W, rng):
    """the crops are squares of n_H by n_H: they have n_W columns"""
    tops, lefts = (rng.integers(0, end, size=len(X)) for end in ends(X, n_H, n_W))
    side = min(n_H, X.shape[2])
    return cut(X, n_H, side, tops, np.minimum(lefts, X.shape[2] - side))


@random_crop.mistake
def rows_alone(X, n_H, n_W, rng):
    """only the rows are random, and the columns begin at 0: draw left columns as well"""
    tops, _ = (rng.integers(0, end, size=len(X)) for end in ends(X, n_H, n_W))
    return cut(X, n_H, n_W, tops, 0 * tops)


@random_crop.mistake
def one_row_and_column_too_few(X, n_H, n_W, rng):
    """the end of the slice is one too small: use top : top + n_H, which has n_H rows"""
    tops, lefts = (rng.integers(0, end, size=len(X)) for end in ends(X, n_H, n_W))
    return cut(X, n_H - 1, n_W - 1, tops, lefts) if n_H > 1 and n_W > 1 else cut(X, n_H, n_W, tops, lefts)


@random_crop.mistake
def own_generator(X, n_H, n_W, rng):
    """the function creates its own generator: draw from the `rng` that it is given"""
    return reference.random_crop(X, n_H, n_W, np.random.default_rng(0))


@random_crop.mistake
def from_the_first_picture(X, n_H, n_W, rng):
    """all crops come from the first picture: cut one from each picture"""
    return reference.random_crop(np.repeat(X[:1], len(X), axis=0), n_H, n_W, rng)


@random_crop.mistake
def rest_black(X, n_H, n_W, rng):
    """the crop is placed in a black picture of the original size: return n_H by n_W pixels"""
    out = np.zeros_like(X)
    tops, lefts = (rng.integers(0, end, size=len(X)) for end in ends(X, n_H, n_W))
    for x, new, i, j in zip(X, out, tops, lefts, strict=True):
        new[i : i + n_H, j : j + n_W] = x[i : i + n_H, j : j + n_W]
    return out


@random_crop.right
def with_index_arrays(X, n_H, n_W, rng):
    """Return the same from arrays of rows and columns."""
    tops = rng.integers(X.shape[1] - n_H + 1, size=len(X))
    lefts = rng.integers(X.shape[2] - n_W + 1, size=len(X))
    rows, columns = tops[:, None] + np.arange(n_H), lefts[:, None] + np.arange(n_W)
    return X[np.arange(len(X))[:, None, None], rows[:, :, None], columns[:, None]]


@random_crop.right
def into_an_empty_array(X, n_H, n_W, rng):
    """Return the same, written into an empty array."""
    out = np.empty((len(X), n_H, n_W, X.shape[3]))
    tops = rng.integers(0, X.shape[1] - n_H, size=len(X), endpoint=True)
    lefts = rng.integers(0, X.shape[2] - n_W, size=len(X), endpoint=True)
    for i in range(len(X)):
        out[i] = X[i, tops[i] : tops[i] + n_H, lefts[i] : lefts[i] + n_W, :]
    return out
