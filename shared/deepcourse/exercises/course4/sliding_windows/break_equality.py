"""Exercise 6: a picture for which padding makes a window and the whole picture disagree."""

import numpy as np

from deepcourse.cnn import sliding as reference
from deepcourse.exercises.declaration import Case, FunctionExercise


def summed(A):
    """Return a picture after a convolution with a 3 by 3 filter of ones, padded by 1."""
    n_H, n_W = A.shape
    framed = np.pad(A, 1)
    return sum(framed[p : p + n_H, q : q + n_W] for p in range(3) for q in range(3))


def disagree(picture, window, depth):
    """Return whether a cropped window gets other answers than the same window in a pass over the whole picture."""
    x1, y1, x2, y2 = window
    whole, alone = np.array(picture, float), np.array(picture, float)[y1:y2, x1:x2]
    for _ in range(depth):
        whole, alone = summed(whole), summed(alone)
    return not np.allclose(whole[y1:y2, x1:x2], alone)


def judged(break_equality, shape, window, depth):
    """Return in words what came back: the single pixel, how far it is from the window, and what it changes there."""
    picture = break_equality(shape, window, depth)
    if picture is None:
        return "None"
    picture = np.asarray(picture)
    if picture.shape != tuple(shape):
        return f"an array of shape {picture.shape}"
    rows, columns = np.nonzero(picture)
    if len(rows) != 1:
        return f"a picture with {len(rows)} pixels that are not 0" if len(rows) else "a picture of zeros"
    if picture.max() != 1:
        return f"a picture with a single {picture.max() or picture.min():g}"
    (row, column), (x1, y1, x2, y2) = (rows[0], columns[0]), window
    far = int(max(x1 - column, column - (x2 - 1), y1 - row, row - (y2 - 1), 0))
    where = f"at distance {far}" if far else "inside the window"
    said = "disagree" if disagree(picture, window, depth) else "agree"
    return f"a single 1 {where}; cropped window and pass {said}"


break_equality = FunctionExercise(
    __name__,
    reference=reference.break_equality,
    use=judged,
    minutes=9,
    points_visible=5,
    points_hidden=7,
    returns=("what comes back",),
    hints=(
        "Take one 3 by 3 filter: how far from a pixel can another one be and still change the answer there? And with "
        "two filters, one after the other?",
        "Draw a window that ends at the left border of its picture, and one that ends at three borders. Where can the "
        "pixel still be?",
        "On the side that you choose, two things limit how far out you can go. Which? Note that x2 is the first column "
        "beyond the window.",
    ),
)


def case(shape, window, depth):
    """Return a case whose name is its numbers."""
    (n_H, n_W), (x1, y1, x2, y2) = shape, window
    name = f"{n_H} x {n_W} pixels, window {x1}, {y1}, {x2}, {y2}, {depth} convolution{'s' * (depth > 1)}"
    return Case(name, (shape, window, depth))


@break_equality.visible
def visible():
    """Return windows inside, at each border, at two borders, little room, and the whole picture."""
    return [
        case((12, 15), (5, 4, 9, 9), 1),
        case((12, 15), (5, 4, 9, 9), 3),
        case((8, 14), (0, 0, 6, 8), 4),
        case((8, 14), (9, 0, 14, 8), 3),
        case((13, 6), (0, 0, 6, 5), 2),
        case((13, 6), (0, 7, 6, 13), 5),
        case((9, 9), (1, 1, 7, 8), 4),
        case((9, 10), (0, 1, 10, 9), 3),
        case((7, 5), (0, 0, 5, 7), 2),
    ]


@break_equality.draw
def draw(rng):
    """Return a random window in a random picture."""
    n_H, n_W = (int(n) for n in rng.integers(6, 18, 2))
    (y1, y2), (x1, x2) = (sorted(int(k) for k in rng.choice(n + 1, 2, replace=False)) for n in (n_H, n_W))
    return case((n_H, n_W), (x1, y1, x2, y2), int(rng.integers(1, 6)))


@break_equality.edges
def edges(rng):
    """Return windows at each single side with room, of one pixel, with little room, and the whole picture."""
    return [
        case((6, 12), (8, 0, 12, 6), 4),
        case((6, 12), (0, 0, 5, 6), 5),
        case((12, 6), (0, 8, 6, 12), 4),
        case((12, 6), (0, 0, 6, 5), 5),
        case((5, 5), (2, 2, 3, 3), 1),
        case((4, 6), (0, 0, 6, 4), 1),
        case((6, 7), (0, 0, 6, 6), 3),
        case((20, 20), (8, 8, 12, 12), 6),
        case((8, 11), (2, 1, 8, 7), 4),
    ]


@break_equality.property("the pixel is just within reach")
def just_in_reach(f, rng):
    """Return a sentence unless the pixel is out of reach for one convolution less, where there is enough room."""
    for depth in (2, 3, 4):
        shape, window = (20, 22), (8, 7, 13, 12)
        asked = f"{depth} convolutions, in the middle of a large picture"
        picture = f(shape, window, depth)
        held = judged(lambda *_, made=picture: made, shape, window, depth)
        if not held.startswith("a single 1"):
            return f"{asked}: {held} came back"
        if not disagree(picture, window, depth):
            return f"{asked}: cropped window and pass should disagree, but they agree"
        if disagree(picture, window, depth - 1):
            fewer = f"{depth - 1} convolution{'s' * (depth > 2)}"
            return f"{asked}: they would disagree after {fewer} already, so the pixel could be farther away"
    return None


# --- known mistakes -------------------------------------------------------------------------------------------------


def placed(shape, window, far, sides=("left", "top", "right", "bottom"), along=0):
    """Return a picture with a pixel `far` from the window on the first of some sides where it fits; else None."""
    (n_H, n_W), (x1, y1, x2, y2) = shape, window
    where = {
        "left": (y1 + along, x1 - far),
        "right": (y1 + along, x2 - 1 + far),
        "top": (y1 - far, x1 + along),
        "bottom": (y2 - 1 + far, x1 + along),
    }
    for side in sides:
        row, column = where[side]
        if 0 <= row < n_H and 0 <= column < n_W:
            return pixel(shape, row, column)
    return None


def pixel(shape, row, column):
    """Return a picture with one pixel of 1, or None where it lies outside."""
    picture = np.zeros(shape)
    if not (0 <= row < shape[0] and 0 <= column < shape[1]):
        return None
    picture[row, column] = 1
    return picture


def farthest(shape, window, depth, sides=("left", "top", "right", "bottom")):
    """Return a picture with a pixel as far as `depth` on one of some sides, or less where no side has the room."""
    pictures = (placed(shape, window, far, sides) for far in range(depth, 0, -1))
    return next((each for each in pictures if each is not None), None)


@break_equality.mistake
def always_beside(shape, window, depth):
    """the pixel always touches the window: each convolution reaches one pixel farther"""
    return farthest(shape, window, 1)


@break_equality.mistake
def one_too_far(shape, window, depth):
    """the pixel lies one step beyond the layers' reach: a pixel that touches the window has distance 1"""
    return farthest(shape, window, depth + 1)


@break_equality.mistake
def three_a_layer(shape, window, depth):
    """every layer is taken to reach 3 pixels: a 3 by 3 filter reaches 1 pixel from its centre"""
    return farthest(shape, window, 3 * depth)


@break_equality.mistake
def two_a_layer(shape, window, depth):
    """every layer is taken to reach 2 pixels: a 3 by 3 filter reaches 1 pixel from its centre"""
    return farthest(shape, window, 2 * depth)


@break_equality.mistake
def one_too_near(shape, window, depth):
    """the pixel could be one step farther away: with one convolution, a pixel that touches the window is in reach"""
    return farthest(shape, window, max(1, depth - 1))


@break_equality.mistake
def farthest_in_the_picture(shape, window, depth):
    """the pixel is as far away as the picture allows: the layers still have to reach it"""
    return farthest(shape, window, max(shape))


@break_equality.mistake
def left_alone(shape, window, depth):
    """only the left side is tried: where the window begins at the left border, other sides have room"""
    return farthest(shape, window, depth, ("left",))


@break_equality.mistake
def right_alone(shape, window, depth):
    """only the right side is tried: where the window ends at the right border, other sides have room"""
    return farthest(shape, window, depth, ("right",))


@break_equality.mistake
def left_and_right_alone(shape, window, depth):
    """only the left and right sides are tried: a window as wide as the picture has room above or below"""
    return farthest(shape, window, depth, ("left", "right"))


@break_equality.mistake
def first_side_with_room(shape, window, depth):
    """the first side with any room is taken: another side may have more"""
    for side in ("left", "top", "right", "bottom"):
        picture = farthest(shape, window, depth, (side,))
        if picture is not None:
            return picture
    return None


@break_equality.mistake
def given_up(shape, window, depth):
    """None is returned where no side has room for the whole reach: go as far as the picture allows"""
    return placed(shape, window, depth)


@break_equality.mistake
def inside(shape, window, depth):
    """the pixel lies inside the window: it has to lie outside"""
    return pixel(shape, window[1], window[0])


@break_equality.mistake
def wrapped_around(shape, window, depth):
    """the index of the pixel is negative: NumPy then counts from the other border; choose a side with room"""
    picture = np.zeros(shape)
    picture[window[1], max(window[0] - depth, -shape[1])] = 1
    return picture


@break_equality.mistake
def all_outside(shape, window, depth):
    """every pixel outside the window is 1: only one may be"""
    picture = np.ones(shape)
    x1, y1, x2, y2 = window
    picture[y1:y2, x1:x2] = 0
    return picture if picture.any() else None


@break_equality.mistake
def counted_from_x2(shape, window, depth):
    """on the right and below, the distance is counted from x2 and y2: they are already one step outside"""
    (n_H, n_W), (x1, y1, x2, y2) = shape, window
    room = {"right": n_W - x2, "bottom": n_H - y2, "left": x1, "top": y1}
    side = max(room, key=room.get)
    far = min(depth, room[side])
    return placed(shape, window, far + (side in ("right", "bottom")), (side,)) if far else None


@break_equality.mistake
def all_in_reach(shape, window, depth):
    """every pixel within reach is 1: choose one of the farthest"""
    x1, y1, x2, y2 = window
    picture = np.zeros(shape)
    picture[max(y1 - depth, 0) : y2 + depth, max(x1 - depth, 0) : x2 + depth] = 1
    picture[y1:y2, x1:x2] = 0
    return picture if picture.any() else None


@break_equality.mistake
def x2_as_a_pixel(shape, window, depth):
    """x2 and y2 are taken for the window's last column and row: they are the first ones beyond it"""
    (n_H, n_W), (x1, y1, x2, y2) = shape, window
    room = {"bottom": n_H - 1 - y2, "right": n_W - 1 - x2, "top": y1, "left": x1}
    return one_more_on_the_right(shape, window, {side: min(depth, far) for side, far in room.items()})


@break_equality.mistake
def x2_as_a_pixel_but_left_first(shape, window, depth):
    """x2 and y2 are taken for pixels of the window: its last column is x2 - 1, its last row y2 - 1"""
    (n_H, n_W), (x1, y1, x2, y2) = shape, window
    room = {"left": x1, "top": y1, "right": n_W - 1 - x2, "bottom": n_H - 1 - y2}
    return one_more_on_the_right(shape, window, {side: min(depth, far) for side, far in room.items()})


def one_more_on_the_right(shape, window, room):
    """Return a picture with a pixel on the side of most room; on the right and below it is one step too far out."""
    side = max(room, key=room.get)
    return placed(shape, window, room[side] + (side in ("right", "bottom")), (side,)) if room[side] > 0 else None


@break_equality.mistake
def never_none(shape, window, depth):
    """a picture of zeros is returned where the window is the whole picture: return None there"""
    picture = reference.break_equality(shape, window, depth)
    return np.zeros(shape) if picture is None else picture


@break_equality.mistake
def rows_as_x(shape, window, depth):
    """x and y of the window are swapped: x1 is its first column, y1 its first row"""
    x1, y1, x2, y2 = window
    return farthest(shape, (y1, x1, y2, x2), depth)


@break_equality.mistake
def sides_of_the_picture_swapped(shape, window, depth):
    """the height and width of the picture are swapped: shape is (n_H, n_W)"""
    return np.zeros(shape[::-1])


# --- right, written differently -------------------------------------------------------------------------------------


@break_equality.right
def by_trying(shape, window, depth):
    """Return the picture of the pixel that is farthest away of all that make a difference."""
    x1, y1, x2, y2 = window
    tried = []
    for i in range(shape[0]):
        for j in range(shape[1]):
            far = max(x1 - j, j - x2 + 1, y1 - i, i - y2 + 1)
            if 0 < far <= depth:
                tried.append((far, i, j))
    return pixel(shape, *max(tried)[1:]) if tried else None


@break_equality.right
def from_the_right(shape, window, depth):
    """Return the same distance, with sides tried in another order, as a picture of whole numbers."""
    picture = farthest(shape, window, depth, ("bottom", "right", "top", "left"))
    return None if picture is None else picture.astype(int)
