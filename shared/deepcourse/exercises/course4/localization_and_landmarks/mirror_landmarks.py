"""Exercise 8: landmarks of mirrored pictures, in the same order."""

import numpy as np

from deepcourse.cnn import localization as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

mirror_landmarks = FunctionExercise(
    __name__,
    reference=reference.mirror_landmarks,
    minutes=6,
    points_visible=4,
    points_hidden=6,
    returns=("the array",),
    any_number_type=True,
    hints=(
        "A point at the left edge, x = 0, moves to the right edge. Where does one at the right edge, x = width, go?",
        "After that, each point is where it should be, but some have the wrong name. Which index must hold "
        "the left hand of the new picture?",
        "Swapping two slices in place is a trap: after the first assignment, one of them is gone. Copy first, or make "
        "a list of indices and index once.",
    ),
)


def points_of(rng, m, n, width):
    """Return landmarks of m pictures."""
    return np.round(rng.uniform(0, 1, (m, n, 2)) * (width, 0.7 * width), 1)


def case(rng, m, n, width, pairs, name=""):
    """Return a case with random landmarks."""
    swaps = f"{len(pairs)} pair{'s' * (len(pairs) != 1)}"
    return Case(
        name or f"{m} picture{'s' * (m > 1)}, {n} landmarks, {swaps}", (points_of(rng, m, n, width), width, pairs)
    )


@mirror_landmarks.visible
def visible():
    """Return a pedestrian, a face, pairs in any order, and points without pairs."""
    rng = np.random.default_rng(58)
    pedestrian = np.array([[[30.0, 12.0], [20.0, 30.0], [45.0, 20.0], [26.0, 55.0], [35.5, 56.0]]])
    return [
        Case("a pedestrian in 64 pixels", (pedestrian, 64, [(1, 2), (3, 4)])),
        case(rng, 3, 5, 80, [(0, 4), (1, 3)]),
        case(rng, 2, 4, 50, []),
        case(rng, 4, 7, 36, [(6, 2), (0, 3), (4, 5)]),
        case(rng, 2, 3, 100, [(0, 1)]),
    ]


@mirror_landmarks.draw
def draw(rng):
    """Return random landmarks and pairs."""
    m, n = (int(number) for number in rng.integers((2, 4), (6, 9)))
    places = [int(place) for place in rng.permutation(n)]
    pairs = [tuple(places[2 * i : 2 * i + 2]) for i in range(int(rng.integers(1, n // 2 + 1)))]
    return case(rng, m, n, int(rng.integers(20, 120)), pairs)


@mirror_landmarks.edges
def edges(rng):
    """Return one picture, one landmark, no pairs, points at the edges, and whole numbers."""
    border = np.array([[[0.0, 0.0], [48.0, 30.0], [24.0, 10.0]]])
    whole = np.array([[[3, 4], [10, 2], [7, 9]], [[1, 1], [2, 2], [5, 3]]])
    return [
        case(rng, 1, 6, 64, [(1, 2), (5, 3)]),
        case(rng, 3, 1, 40, []),
        Case("points at the edges", (border, 48, [(0, 1)])),
        Case("whole numbers", (whole, 12, [(0, 2)])),
    ]


@mirror_landmarks.property("mirroring twice changes nothing")
def twice(f, rng):
    """Return a sentence unless mirroring twice brings all points back."""
    points, pairs = points_of(rng, 3, 5, 64), [(1, 2), (3, 4)]
    again = np.asarray(f(f(points.copy(), 64, pairs), 64, pairs))
    if again.shape != points.shape:
        return f"points of shape {points.shape} have the shape {again.shape} after mirroring twice"
    far = np.abs(again - points).max()
    return None if far < 1e-9 else f"after mirroring twice, a point is {far:.3g} pixels from where it was"


# --- known mistakes -------------------------------------------------------------------------------------------------


def right(points, width, pairs):
    """Return the right points, of floats, which may be changed."""
    return reference.mirror_landmarks(np.array(points, float), width, pairs)


@mirror_landmarks.mistake
def order_kept(points, width, pairs):
    """left and right keep their places: after mirroring, the left hand is what was the right hand"""
    return right(points, width, [])


@mirror_landmarks.mistake
def swapped_alone(points, width, pairs):
    """left and right swap places, but no point moves: x becomes width - x"""
    mirrored = right(points, width, pairs)
    mirrored[..., 0] = width - mirrored[..., 0]
    return mirrored


@mirror_landmarks.mistake
def width_minus_one(points, width, pairs):
    """x becomes width - 1 - x: that is for column indices; a position x becomes width - x"""
    return right(points, width, pairs) - (1, 0)


@mirror_landmarks.mistake
def negative_x(points, width, pairs):
    """x becomes -x: mirror about the middle of the picture, not about its left edge"""
    return right(points, width, pairs) - (width, 0)


@mirror_landmarks.mistake
def in_fractions(points, width, pairs):
    """x becomes 1 - x: that is for fractions; here x is in pixels"""
    return right(points, width, pairs) - (width - 1, 0)


@mirror_landmarks.mistake
def upside_down(points, width, pairs):
    """y is mirrored: left and right concern only x"""
    points = np.array(points, float)
    mirrored = right(points, width, pairs)
    mirrored[..., 0] = width - mirrored[..., 0]
    mirrored[..., 1] = width - mirrored[..., 1]
    return mirrored


@mirror_landmarks.mistake
def both_mirrored(points, width, pairs):
    """y is mirrored, too: left and right concern only x"""
    mirrored = right(points, width, pairs)
    mirrored[..., 1] = width - mirrored[..., 1]
    return mirrored


@mirror_landmarks.mistake
def swapped_in_place(points, width, pairs):
    """a slice is overwritten before it is read, so both of a pair become the same point: copy first"""
    mirrored = right(points, width, [])
    for left, right_place in pairs:
        mirrored[:, left], mirrored[:, right_place] = mirrored[:, right_place], mirrored[:, left]
    return mirrored


@mirror_landmarks.mistake
def first_pair_alone(points, width, pairs):
    """only the first pair is swapped: `pairs` may hold several"""
    return right(points, width, pairs[:1])


@mirror_landmarks.mistake
def returned_inside_the_loop(points, width, pairs):
    """`return` is inside the loop: only the first pair is swapped, and without pairs nothing is returned"""
    return right(points, width, pairs[:1]) if pairs else None


@mirror_landmarks.mistake
def last_pair_alone(points, width, pairs):
    """only the last pair is swapped: each swap starts from the original array, so earlier swaps are lost"""
    return right(points, width, pairs[-1:])


@mirror_landmarks.mistake
def all_reversed(points, width, pairs):
    """the order of all landmarks is reversed: only the two points of each pair swap places"""
    return right(points, width, [])[:, ::-1]


@mirror_landmarks.mistake
def neighbours_swapped(points, width, pairs):
    """indices 1 and 2, and 3 and 4, are always swapped: `pairs` says which to swap"""
    n = np.shape(points)[1]
    return right(points, width, [(i, i + 1) for i in range(1, n - 1, 2)])


@mirror_landmarks.mistake
def only_x_swapped(points, width, pairs):
    """only the x of a pair are swapped: swap whole points, x and y"""
    mirrored = right(points, width, pairs)
    mirrored[..., 1] = np.asarray(points)[..., 1]
    return mirrored


@mirror_landmarks.mistake
def only_y_swapped(points, width, pairs):
    """only the y of a pair are swapped: swap whole points, x and y"""
    mirrored = right(points, width, pairs)
    mirrored[..., 0] = width - np.asarray(points)[..., 0]
    return mirrored


@mirror_landmarks.mistake
def paired_points_alone(points, width, pairs):
    """only the points of pairs are mirrored: the head moves, too"""
    mirrored = right(points, width, pairs)
    single = [place for place in range(mirrored.shape[1]) if place not in np.ravel(pairs)]
    mirrored[:, single] = np.asarray(points)[:, single]
    return mirrored


@mirror_landmarks.mistake
def first_picture_alone(points, width, pairs):
    """only the first picture is mirrored: points holds m of them"""
    mirrored = right(points, width, pairs)
    mirrored[1:] = np.asarray(points)[1:]
    return mirrored


# --- right, written differently -------------------------------------------------------------------------------------


@mirror_landmarks.right
def point_by_point(points, width, pairs):
    """Return the same, point by point."""
    partner = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    mirrored = np.empty(np.shape(points))
    for i, place in np.ndindex(*np.shape(points)[:2]):
        x, y = points[i][partner.get(place, place)]
        mirrored[i, place] = width - x, y
    return mirrored


@mirror_landmarks.right
def with_a_copy(points, width, pairs):
    """Return the same with swaps of copies."""
    mirrored = np.array(points, float)
    mirrored[..., 0] = width - mirrored[..., 0]
    for a, b in pairs:
        mirrored[:, [a, b]] = mirrored[:, [b, a]]
    return mirrored
