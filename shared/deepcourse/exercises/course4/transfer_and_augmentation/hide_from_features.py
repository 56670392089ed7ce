"""Exercise 2: two pictures that averaged features cannot tell apart."""

import numpy as np

from deepcourse.cnn import fine_tuning as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

FILTERS = 6


def seen(f, n_H, n_W, size):
    """Return (largest difference of a feature, where the first is bright, where the second is), or what is wrong."""
    returned = f(n_H, n_W, size)
    if type(returned) not in (tuple, list) or len(returned) != 2:
        return "no two pictures", "", ""
    pictures = [np.asarray(picture, dtype=float) for picture in returned]
    if any(picture.shape != (n_H, n_W) for picture in pictures):
        return f"shapes {pictures[0].shape} and {pictures[1].shape}", "", ""
    if not all(np.isfinite(picture).all() and picture.min() >= 0 and picture.max() <= 1 for picture in pictures):
        return "a number outside 0 to 1", "", ""
    return difference(pictures, size), *(side(picture) for picture in pictures)


def difference(pictures, size):
    """Return by how much random filters tell two pictures apart; rounding errors count as 0."""
    rng = np.random.default_rng([size, *pictures[0].shape])
    W, b = rng.normal(size=(size, size, FILTERS)), rng.normal(0, 0.3, size=FILTERS)
    one, other = (reference.average_features(picture, W, b) for picture in pictures)
    largest = float(np.abs(one - other).max())
    return largest if largest > 1e-9 else 0.0


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
    returns=("the largest difference of a feature", "where the first is bright", "where the second is bright"),
    hints=(
        "An average over places does not know the order of the places. How can a picture change, so that every window "
        "that there was occurs equally often, only elsewhere?",
        "Move something. One bright pixel on black is enough, but a pixel in a corner lies in one window only. In how "
        "many windows does a pixel in the middle lie?",
        "f * f windows see a pixel if it is at least f - 1 rows and columns away from every border. In both pictures "
        "it has to be.",
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


@hide_from_features.property("a plain look at the pixels tells them apart", draw=lambda rng: case(10, 13, 3))
def differs(result, n_H, n_W, size):
    """Return a sentence unless the first picture is bright on the left alone, the second on the right alone."""
    if result[1:] == ("left", "right"):
        return None
    if result[1:] == ("", ""):
        return f"two pictures of numbers from 0 to 1 are asked for; here: {result[0]}"
    return f"the first picture is bright {result[1]}, the second {result[2]}: left and right are asked for"


# --- known mistakes -------------------------------------------------------------------------------------------------


def dots(n_H, n_W, first, second):
    """Return two black pictures with one white pixel each."""
    pictures = np.zeros((2, n_H, n_W))
    pictures[0][first] = pictures[1][second] = 1
    return tuple(pictures)


@hide_from_features.mistake
def in_the_corners(n_H, n_W, f):
    """the bright pixels stand in the corners: there a pixel lies in one window, below another place of the filter"""
    return dots(n_H, n_W, (0, 0), (0, n_W - 1))


@hide_from_features.mistake
def at_the_left_border_only(n_H, n_W, f):
    """one of the bright pixels stands at the border: it lies in fewer windows than the other one"""
    return dots(n_H, n_W, (f - 1, 0), (f - 1, n_W - f))


@hide_from_features.mistake
def one_pixel_too_near(n_H, n_W, f):
    """the bright pixels are one column too near to the border: f - 1 columns have to lie between"""
    return dots(n_H, n_W, (f - 1, max(f - 2, 0)), (f - 1, min(n_W - f + 1, n_W - 1)))


@hide_from_features.mistake
def halves(n_H, n_W, f):
    """one half of each picture is white: the windows at the edge see dark beside bright, but on exchanged sides"""
    pictures = np.zeros((2, n_H, n_W))
    pictures[0, :, : n_W // 2] = pictures[1, :, n_W - n_W // 2 :] = 1
    return tuple(pictures)


@hide_from_features.mistake
def halves_and_a_mirror(n_H, n_W, f):
    """the second picture is the mirror image of the first: mirrored windows are other windows, so move it instead"""
    left = np.zeros((n_H, n_W))
    left[f - 1, : n_W // 2] = np.linspace(0.2, 1, n_W // 2)
    return left, left[:, ::-1]


@hide_from_features.mistake
def whole_columns(n_H, n_W, f):
    """a whole column is bright, at the border: move it f - 1 columns inwards"""
    pictures = np.zeros((2, n_H, n_W))
    pictures[0, :, 0] = pictures[1, :, -1] = 1
    return tuple(pictures)


@hide_from_features.mistake
def the_same_twice(n_H, n_W, f):
    """both pictures are bright on the left: the bright pixel has to move into the right half"""
    return dots(n_H, n_W, (f - 1, f - 1), (f - 1, f - 1))


@hide_from_features.mistake
def sides_exchanged(n_H, n_W, f):
    """the first picture is bright on the right and the second on the left: exchange them"""
    return dots(n_H, n_W, (f - 1, n_W - f), (f - 1, f - 1))


@hide_from_features.mistake
def both_black(n_H, n_W, f):
    """both pictures are black: no feature tells them apart, but they do not show anything on either side"""
    return np.zeros((n_H, n_W)), np.zeros((n_H, n_W))


@hide_from_features.mistake
def other_brightness(n_H, n_W, f):
    """the pixels are not equally bright: every window of the first picture has to occur in the second"""
    left, right = dots(n_H, n_W, (f - 1, f - 1), (f - 1, n_W - f))
    return left, right * 0.5


@hide_from_features.mistake
def grey_on_white(n_H, n_W, f):
    """the background is bright: then both pictures are bright on both sides; it has to be 0"""
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
