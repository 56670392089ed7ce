"""Exercise 7: cover a part of the picture, and see what the score loses."""

import numpy as np

from deepcourse.cnn import units as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(occlusion_map, picture, weights, size, stride, fill):
    """Return what comes out for a score that is a weighted sum of the picture, bent a little."""

    def score(X):
        if np.shape(X) != weights.shape:
            raise ValueError(f"score takes one picture of shape {weights.shape}, not {np.shape(X)}")
        total = float((np.asarray(X) * weights).sum())
        return total + 0.05 * total**2

    return occlusion_map(score, picture, size, stride, fill)


occlusion_map = FunctionExercise(
    __name__,
    reference=reference.occlusion_map,
    use=asked,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the map",),
    hints=(
        "How many squares fit into a row of the picture? You wrote this formula in the first notebook of this course.",
        "Put every square on the original picture, without the earlier squares.",
        "A fall is positive when the score goes down: which of the two scores comes first in the difference?",
    ),
)


def case(rng, shape, size, stride, fill, name=""):
    """Return a case: a random picture and random weights."""
    title = f"picture {shape}, squares of {size}, stride {stride}"
    picture = rng.uniform(size=shape)
    weights = rng.normal(size=shape)
    return Case(f"{name}: {title}" if name else title, (picture, weights, size, stride, fill))


@occlusion_map.visible
def visible():
    """Return pictures of all sizes, strides that divide and such that do not, fills that are numbers and colours."""
    rng = np.random.default_rng(70)
    return [
        case(rng, (6, 8, 3), 2, 2, 0.5),
        case(rng, (7, 10, 3), 3, 2, 0.0, "black squares"),
        case(rng, (9, 6, 1), 3, 1, 0.25, "one channel"),
        case(rng, (8, 11, 3), 3, 4, np.array([0.2, 0.9, 0.5]), "a colour"),
        case(rng, (6, 5, 2), 1, 2, 1.0, "white pixels"),
        case(rng, (5, 9, 2), 5, 3, 0.5, "as high as the picture"),
        case(rng, (10, 7, 3), 4, 2, np.array([0.6, 0.1, 0.3]), "a colour"),
    ]


@occlusion_map.draw
def draw(rng):
    """Return a random picture."""
    n_C = int(rng.integers(1, 4))
    shape = (*(int(n) for n in rng.integers(5, 12, size=2)), n_C)
    fill = float(rng.uniform()) if rng.random() < 0.5 else rng.uniform(size=n_C)
    return case(rng, shape, int(rng.integers(1, 5)), int(rng.integers(1, 5)), fill)


@occlusion_map.edges
def edges(rng):
    """Return one square over everything, single pixels, a stride beyond the picture, one row of squares."""
    return [
        case(rng, (4, 4, 2), 4, 1, 0.5, "one square"),
        case(rng, (3, 5, 1), 1, 1, 0.0, "single pixels"),
        case(rng, (6, 9, 3), 2, 20, rng.uniform(size=3), "a stride beyond the picture"),
        case(rng, (3, 12, 2), 3, 2, 0.4, "one row of squares"),
        case(rng, (11, 2, 2), 2, 3, 0.4, "one column of squares"),
    ]


def blind(rng):
    """Return a picture of which the score does not see anything."""
    return Case("a score of 0", (rng.uniform(size=(6, 7, 2)), np.zeros((6, 7, 2)), 2, 2, 0.5))


@occlusion_map.property("a score that ignores the picture never falls", draw=blind)
def nothing_lost(result, picture, weights, size, stride, fill):
    """Return a sentence unless the map is 0 everywhere."""
    largest = np.abs(result).max()
    return None if largest == 0 else f"the score is 0 for all pictures, but your map reaches {largest:.3g}"


def mapped(score, picture, size, stride, fill, *, fall=lambda whole, covered: whole - covered, cover=None,
           rows=None, columns=None):  # fmt: skip
    """Return the map with something changed: the difference, the square, the number of squares."""
    whole = score(picture)
    rows, columns = (
        (n - size) // stride + 1 if count is None else count
        for n, count in zip(picture.shape[:2], (rows, columns), strict=True)
    )
    falls = np.zeros((max(rows, 0), max(columns, 0)))
    for i, j in np.ndindex(*falls.shape):
        covered = picture.copy()
        if cover is None:
            covered[i * stride : i * stride + size, j * stride : j * stride + size] = fill
        else:
            cover(covered, i, j)
        falls[i, j] = fall(whole, score(covered))
    return falls


@occlusion_map.mistake
def covered_score(score, picture, size, stride, fill):
    """the scores of the covered pictures are returned: return how much they fall below the score of the whole one"""
    return mapped(score, picture, size, stride, fill, fall=lambda whole, covered: covered)


@occlusion_map.mistake
def turned_round(score, picture, size, stride, fill):
    """the difference is taken the other way round: a fall is positive when covering lowers the score"""
    return mapped(score, picture, size, stride, fill, fall=lambda whole, covered: covered - whole)


@occlusion_map.mistake
def absolute(score, picture, size, stride, fill):
    """the sign is dropped: a score that rises when something is covered has a negative fall"""
    return mapped(score, picture, size, stride, fill, fall=lambda whole, covered: abs(whole - covered))


@occlusion_map.mistake
def rises_cut_off(score, picture, size, stride, fill):
    """negative falls are set to 0: covering may raise the score, and the map should say so"""
    return mapped(score, picture, size, stride, fill, fall=lambda whole, covered: max(whole - covered, 0))


@occlusion_map.mistake
def shares(score, picture, size, stride, fill):
    """the fall is divided by the score: return the difference itself"""
    return mapped(score, picture, size, stride, fill, fall=lambda whole, covered: (whole - covered) / whole)


@occlusion_map.mistake
def squares_stay(score, picture, size, stride, fill):
    """the earlier squares are still there: start from a fresh copy for every square"""
    work, whole = picture.copy(), score(picture)

    def next_square(covered, i, j):
        work[i * stride : i * stride + size, j * stride : j * stride + size] = fill
        covered[...] = work

    return mapped(score, picture, size, stride, fill, cover=next_square, fall=lambda _, covered: whole - covered)


@occlusion_map.mistake
def squares_of_the_row_stay(score, picture, size, stride, fill):
    """the earlier squares of the same row are still there: start from a fresh copy for every square, not for every
    row"""
    whole, work = score(picture), picture.copy()

    def next_square(covered, i, j):
        if j == 0:
            work[...] = picture
        work[i * stride : i * stride + size, j * stride : j * stride + size] = fill
        covered[...] = work

    return mapped(score, picture, size, stride, fill, cover=next_square, fall=lambda _, covered: whole - covered)


@occlusion_map.mistake
def in_place(score, picture, size, stride, fill):
    """the picture itself is painted over: cover a copy"""
    whole = score(picture)
    rows, columns = ((n - size) // stride + 1 for n in picture.shape[:2])
    falls = np.zeros((rows, columns))
    for i, j in np.ndindex(rows, columns):
        picture[i * stride : i * stride + size, j * stride : j * stride + size] = fill
        falls[i, j] = whole - score(picture)
    return falls


@occlusion_map.mistake
def stride_left_out(score, picture, size, stride, fill):
    """the squares move by one pixel: square (i, j) starts at row i * stride"""

    def cover(covered, i, j):
        covered[i : i + size, j : j + size] = fill

    return mapped(score, picture, size, stride, fill, cover=cover)


@occlusion_map.mistake
def moved_by_size(score, picture, size, stride, fill):
    """the squares move by their own size: move them by the stride"""

    def cover(covered, i, j):
        covered[i * size : (i + 1) * size, j * size : (j + 1) * size] = fill

    return mapped(score, picture, size, stride, fill, cover=cover)


@occlusion_map.mistake
def as_large_as_the_stride(score, picture, size, stride, fill):
    """the squares are stride pixels wide: make them size pixels wide"""

    def cover(covered, i, j):
        covered[i * stride : (i + 1) * stride, j * stride : (j + 1) * stride] = fill

    return mapped(score, picture, size, stride, fill, cover=cover)


@occlusion_map.mistake
def without_the_last(score, picture, size, stride, fill):
    """the last row and column of squares are missing: the first square needs no step, so add 1"""
    return reference.occlusion_map(score, picture, size, stride, fill)[:-1, :-1]


@occlusion_map.mistake
def beyond_the_border(score, picture, size, stride, fill):
    """squares that reach beyond the picture are included: use only those that lie inside it"""
    rows, columns = (-(-n // stride) for n in picture.shape[:2])
    return mapped(score, picture, size, stride, fill, rows=rows, columns=columns)


@occlusion_map.mistake
def rows_and_columns_swapped(score, picture, size, stride, fill):
    """the map is transposed: its row i belongs to the squares that start at row i * stride"""
    return reference.occlusion_map(score, picture, size, stride, fill).T


@occlusion_map.mistake
def always_black(score, picture, size, stride, fill):
    """the squares are black: use fill"""
    return reference.occlusion_map(score, picture, size, stride, 0.0)


@occlusion_map.mistake
def first_channel(score, picture, size, stride, fill):
    """only the first channel is covered: cover all of them"""

    def cover(covered, i, j):
        covered[i * stride : i * stride + size, j * stride : j * stride + size, 0] = np.ravel(fill)[0]

    return mapped(score, picture, size, stride, fill, cover=cover)


@occlusion_map.mistake
def everything_else(score, picture, size, stride, fill):
    """everything but the square is covered: cover the square"""

    def cover(covered, i, j):
        rows = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        part = covered[rows].copy()
        covered[...] = fill
        covered[rows] = part

    return mapped(score, picture, size, stride, fill, cover=cover)


@occlusion_map.mistake
def one_number(score, picture, size, stride, fill):
    """the map is one long row: return it in the shape (rows, columns)"""
    return reference.occlusion_map(score, picture, size, stride, fill).reshape(1, -1)


@occlusion_map.mistake
def not_at_the_border(score, picture, size, stride, fill):
    """squares that end exactly at the border are left out: the last start is n - size itself, so range needs + 1"""
    falls = reference.occlusion_map(score, picture, size, stride, fill)
    rows, columns = (range(len(range(0, n - size, stride))) for n in picture.shape[:2])
    return np.array([[falls[i, j] for j in columns] for i in rows])  # a list of no rows has the shape (0,)


@occlusion_map.mistake
def last_stay_zero(score, picture, size, stride, fill):
    """the falls of squares that end exactly at the border stay 0: the last start is n - size itself, so range needs
    + 1"""
    falls = reference.occlusion_map(score, picture, size, stride, fill)
    rows, columns = (len(range(0, n - size, stride)) for n in picture.shape[:2])
    falls[rows:], falls[:, columns:] = 0, 0
    return falls


@occlusion_map.right
def by_lists(score, picture, size, stride, fill):
    """Return the same from ranges and lists."""
    n_H, n_W, _ = picture.shape
    whole, falls = score(picture), []
    for top in range(0, n_H - size + 1, stride):
        falls.append([])
        for left in range(0, n_W - size + 1, stride):
            inside = np.zeros((n_H, n_W, 1), bool)
            inside[top : top + size, left : left + size] = True
            falls[-1].append(whole - score(np.where(inside, fill, picture)))
    return np.array(falls)


@occlusion_map.right
def put_back(score, picture, size, stride, fill):
    """Return the same from one copy whose square is put back each time."""
    work, whole = np.array(picture, dtype=float), score(picture)
    rows, columns = ((n - size) // stride + 1 for n in picture.shape[:2])
    falls = np.zeros((rows, columns))
    for place in range(rows * columns):
        i, j = divmod(place, columns)
        part = work[stride * i : stride * i + size, stride * j : stride * j + size]
        kept = part.copy()
        part[:] = fill
        falls[i, j] = whole - score(work)
        part[:] = kept
    return falls
