"""Exercise 2: two pictures that averaged features cannot tell apart."""

import numpy as np

from deepcourse.cnn import fine_tuning as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

FILTERS, SAME = 6, "equal averages"


def seen(f, n_H, n_W, size):
    """Return (what random filters see, where the first is bright, where the second is)."""
    returned = f(n_H, n_W, size)
    if type(returned) not in (tuple, list) or len(returned) != 2:
        return "nothing: two pictures are needed", "left", "right"
    pictures = [np.asarray(picture, dtype=float) for picture in returned]
    if any(picture.shape != (n_H, n_W) for picture in pictures):
        shapes = f"{pictures[0].shape} and {pictures[1].shape}"
        return f"nothing: the shapes are {shapes}, not {(n_H, n_W)}", "left", "right"
    low, high = (float(end) for end in (np.min(pictures), np.max(pictures)))
    if not (low >= 0 and high <= 1):
        return f"nothing: the numbers go from {low:.3g} to {high:.3g}, allowed are 0 to 1", "left", "right"
    return difference(pictures, size), *(side(picture) for picture in pictures)


def difference(pictures, size):
    """Return in words by how much random filters tell two pictures apart, and what can be seen without them."""
    rng = np.random.default_rng([size, *pictures[0].shape])
    W, b = rng.normal(size=(size, size, FILTERS)), rng.normal(0, 0.3, size=FILTERS)
    one, other = (reference.average_features(picture, W, b) for picture in pictures)
    largest = float(np.abs(one - other).max())
    if largest < 1e-9:
        return SAME
    told = [f"averages that differ by up to {largest:.3g}"]
    rows, columns = zip(*(np.nonzero(picture) for picture in pictures), strict=True)
    near = [name for name, at, n in (("columns", columns, pictures[0].shape[1]), ("rows", rows, len(pictures[0])))
            if any(((k < size - 1) | (k > n - size)).any() for k in at)]  # fmt: skip
    if set(rows[0]) == set(rows[1]) and "rows" in near:
        near.remove("rows")  # what is missed in one picture is missed in the other
    if near:
        told.append(f"a bright pixel that some {near[0]} of a filter never meet")
    elif np.array_equal(pictures[0], pictures[1][:, ::-1]):
        told.append("a second picture that is the first one mirrored, not moved")
    return ", and ".join(told)


def side(picture):
    """Return on which side of the middle a picture is bright."""
    half = picture.shape[1] // 2
    left, right = picture[:, :half].any(), picture[:, -half:].any()
    middle = picture.shape[1] % 2 and picture[:, half].any()
    names = [name for name, bright in (("left", left), ("middle", middle), ("right", right)) if bright]
    return " and ".join(names) or "nowhere"


hide_from_features = FunctionExercise(
    __name__,
    reference=reference.hide_from_features,
    use=seen,
    minutes=8,
    points_visible=5,
    points_hidden=7,
    returns=(
        "what random filters see",
        "the side on which the first is bright",
        "the side on which the second is bright",
    ),
    hints=(
        "An average over positions does not know their order. How can a picture change, so that each of its windows "
        "occurs as often as before, only elsewhere?",
        "Move something. One bright pixel on black is enough, but a pixel in a corner lies in one window only. In how "
        "many windows does a pixel in the middle lie?",
        "f * f windows contain a pixel if at least f - 1 rows and columns lie between it and every border. This must "
        "hold in both pictures.",
    ),
)


def case(n_H, n_W, f):
    """Return one size."""
    return Case(f"pictures of {n_H} by {n_W}, filters of {f} by {f}", (n_H, n_W, f))


@hide_from_features.visible
def visible():
    """Return even and odd sizes, filters of several sizes, the smallest pictures that are allowed."""
    return [case(8, 12, 3), case(11, 9, 2), case(6, 6, 3), case(12, 15, 5), case(4, 7, 1)]


@hide_from_features.draw
def draw(rng):
    """Return a random size."""
    f = int(rng.integers(1, 6))
    n_H, n_W = (int(n) for n in rng.integers(2 * f, 2 * f + 10, size=2))
    return case(n_H, max(n_W, 2), f)


@hide_from_features.edges
def edges(rng):
    """Return the smallest pictures, very wide and very high ones, large filters."""
    return [case(4, 4, 2), case(2, 2, 1), case(6, 40, 3), case(30, 8, 4), case(14, 14, 7)]


@hide_from_features.property("the pixels tell the two pictures apart", draw=lambda rng: case(10, 13, 3))
def differs(result, n_H, n_W, size):
    """Return a sentence unless the first picture is bright on the left alone, the second on the right alone."""
    if result[0].startswith("nothing"):
        return result[0].removeprefix("nothing: ")
    if result[1:] == ("left", "right"):
        return None
    return f"the first picture is bright {result[1]}, the second {result[2]}: it must be left and right"


# --- known mistakes -------------------------------------------------------------------------------------------------


def dots(n_H, n_W, first, second):
    """Return two black pictures with one white pixel each."""
    pictures = np.zeros((2, n_H, n_W))
    pictures[0][first] = pictures[1][second] = 1
    return tuple(pictures)


@hide_from_features.mistake
def in_the_corners(n_H, n_W, f):
    """the bright pixels are in the corners: there, a pixel lies in one window, under another weight in each"""
    return dots(n_H, n_W, (0, 0), (0, n_W - 1))


@hide_from_features.mistake
def at_the_left_border_only(n_H, n_W, f):
    """one of the bright pixels is at the border: it lies in fewer windows than the other one"""
    return dots(n_H, n_W, (f - 1, 0), (f - 1, n_W - f))


@hide_from_features.mistake
def too_near_the_sides(n_H, n_W, f):
    """the bright pixels are too near the left and right borders: f - 1 columns must lie between"""
    return dots(n_H, n_W, (f - 1, max(f - 2, 0)), (f - 1, min(n_W - f + 1, n_W - 1)))


@hide_from_features.mistake
def in_the_middle_of_each_half(n_H, n_W, f):
    """the bright pixels are at n_W // 4 and 3 * n_W // 4: with a large filter, that is too near the border"""
    return dots(n_H, n_W, (n_H // 2, n_W // 4), (n_H // 2, 3 * n_W // 4))


@hide_from_features.mistake
def as_bright_as_255(n_H, n_W, f):
    """white is 255: here it is 1"""
    left, right = dots(n_H, n_W, (f - 1, f - 1), (f - 1, n_W - f))
    return 255 * left, 255 * right


@hide_from_features.mistake
def halves(n_H, n_W, f):
    """one half of each picture is white: windows at the edge are bright on opposite sides in the two"""
    pictures = np.zeros((2, n_H, n_W))
    pictures[0, :, : n_W // 2] = pictures[1, :, n_W - n_W // 2 :] = 1
    return tuple(pictures)


@hide_from_features.mistake
def mirrored_not_moved(n_H, n_W, f):
    """the second picture is the mirror image of the first: its windows are mirrored, so move the pattern instead"""
    left = np.zeros((n_H, n_W))
    left[f - 1, f - 1] = 1
    if n_W // 2 > f:
        left[f - 1, f] = 0.5
    return left, left[:, ::-1]


@hide_from_features.mistake
def whole_columns(n_H, n_W, f):
    """a whole column is bright, at the border: move it f - 1 columns inwards"""
    pictures = np.zeros((2, n_H, n_W))
    pictures[0, :, 0] = pictures[1, :, -1] = 1
    return tuple(pictures)


@hide_from_features.mistake
def the_same_twice(n_H, n_W, f):
    """both pictures are bright on the left: the bright pixel must move to the right half in the second"""
    return dots(n_H, n_W, (f - 1, f - 1), (f - 1, f - 1))


@hide_from_features.mistake
def sides_exchanged(n_H, n_W, f):
    """the first picture is bright on the right and the second on the left: exchange them"""
    return dots(n_H, n_W, (f - 1, n_W - f), (f - 1, f - 1))


@hide_from_features.mistake
def both_black(n_H, n_W, f):
    """both pictures are black: no feature tells them apart, but nothing is bright on either side"""
    return np.zeros((n_H, n_W)), np.zeros((n_H, n_W))


@hide_from_features.mistake
def other_brightness(n_H, n_W, f):
    """the pixels are not equally bright: every window of the first picture has to occur in the second"""
    left, right = dots(n_H, n_W, (f - 1, f - 1), (f - 1, n_W - f))
    return left, right * 0.5


@hide_from_features.mistake
def grey_on_white(n_H, n_W, f):
    """the background is bright, so both pictures are bright on both sides: it must be 0"""
    left, right = dots(n_H, n_W, (f - 1, f - 1), (f - 1, n_W - f))
    return 1 - left, 1 - right


@hide_from_features.mistake
def height_and_width_exchanged(n_H, n_W, f):
    """height and width are exchanged: the pictures are (n_H, n_W)"""
    left, right = dots(n_W, n_H, (f - 1, f - 1), (n_W - f, f - 1))
    return left, right


# --- right, written differently -------------------------------------------------------------------------------------


@hide_from_features.right
def rolled(n_H, n_W, f):
    """Return a faint pixel near the lower border, and the picture rolled to the right."""
    left = np.zeros((n_H, n_W))
    left[n_H - f, f - 1] = 0.3
    return [left, np.roll(left, n_W - 2 * f + 1, axis=1)]


@hide_from_features.right
def in_the_first_row(n_H, n_W, f):
    """Return pixels in the first row: the windows that one of them lacks, the other one lacks, too."""
    return dots(n_H, n_W, (0, f - 1), (0, n_W - f))
