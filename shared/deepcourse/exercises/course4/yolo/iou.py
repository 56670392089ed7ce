"""Exercise 1: intersection over union of two boxes."""

import numpy as np

from deepcourse.cnn import detection as reference
from deepcourse.exercises.course4.yolo.boxes import around, some_boxes
from deepcourse.exercises.declaration import Case, FunctionExercise

iou = FunctionExercise(
    __name__,
    reference=reference.iou,
    minutes=3,
    points_visible=2,
    points_hidden=4,
    returns=("IoU",),
    any_number_type=True,
    hints=(
        "Draw two boxes that overlap. Which of the two left edges is the left edge of the part that they share? And "
        "which of the two right edges is its right edge?",
        "For boxes that lie apart, the shared part gets a negative width or height. What should its area be?",
        "The two areas together count the shared part twice. What is the covered area? And what if it is 0?",
    ),
)

ONE = (2.0, 1.0, 9.0, 5.0)


@iou.visible
def visible():
    """Return boxes that overlap, lie apart in each direction, touch, contain each other, and have no area."""
    return [
        Case("they overlap at a corner", ((1, 4, 6, 9), (2, 5, 7, 11))),
        Case("one crosses the other", (ONE, (4.5, -2.0, 6.0, 8.5))),
        Case("apart in both directions", ((0, 0, 2, 3), (5, 7, 9, 12))),
        Case("apart in x only", (ONE, (11.0, 2.0, 15.0, 8.0))),
        Case("apart in y only", (ONE, (3.0, 6.0, 7.0, 14.0))),
        Case("they touch at an edge", ((3, 4, 7, 6), (7, 1, 10, 6))),
        Case("the second lies in the first", (ONE, (3.0, 2.0, 5.0, 4.5))),
        Case("the first lies in the second", ((10, 12, 14, 15), (8, 11, 17, 16))),
        Case("equal boxes", (ONE, ONE)),
        Case("fractions of a picture", ((0.31, 0.25, 0.34, 0.28), (0.32, 0.26, 0.36, 0.29))),
        Case("the second is empty", (ONE, (4.0, 2.0, 4.0, 3.0))),
        Case("both are empty, at the same point", ((5, 3, 5, 3), (5, 3, 5, 3))),
    ]


@iou.draw
def draw(rng):
    """Return two boxes near each other."""
    box = some_boxes(rng, 1)[0]
    return Case("two random boxes", (box, around(rng, box, 1, float(rng.uniform(1, 6)))[0].copy()))


@iou.edges
def edges(rng):
    """Return boxes far apart, large and small, arrays of whole numbers, and boxes without area."""
    return [
        Case("apart in both directions", ((7.5, 9.0, 9.0, 12.0), (0.5, 1.0, 2.0, 3.0))),
        Case("apart in x only", ((7.5, 0.0, 9.0, 5.0), (0.5, 1.0, 2.0, 3.0))),
        Case("apart in y only", ((1.0, 7.5, 6.0, 9.0), (2.0, 0.5, 4.0, 3.0))),
        Case("they touch at a corner", ((0, 0, 3, 2), (3, 2, 8, 9))),
        Case("the second lies in the first", ((0, 0, 8, 6), (2, 1, 5, 4))),
        Case("arrays of whole numbers", (np.array([-4, -3, 2, 5]), np.array([-1, -6, 8, 1]))),
        Case("fractions of a picture", ((0.1, 0.2, 0.4, 0.5), (0.2, 0.1, 0.6, 0.4))),
        Case("lists of large numbers", ([0, 0, 4000, 1000], [1000, 500, 5000, 2500])),
        Case("the first is empty", ((3, 4, 8, 4), (1, 2, 9, 9))),
        Case("both are empty, apart", ((3, 4, 8, 4), (1, 2, 1, 9))),
        Case("equal boxes", (ONE, ONE)),
        Case("tall and narrow", ((1, 5, 3, 9), (2, 6, 4, 11))),
    ]


@iou.property("the order of the two boxes does not matter")
def symmetric(f, rng):
    """Return a sentence unless f(a, b) is f(b, a)."""
    one = some_boxes(rng, 1)[0]
    other = around(rng, one, 1)[0].copy()
    there, back = f(one, other), f(other, one)
    return None if np.isclose(there, back) else f"the IoU is {there:.4g}, but {back:.4g} with the boxes swapped"


@iou.property("pixels or fractions: the same IoU")
def any_unit(f, rng):
    """Return a sentence unless a change of the unit leaves IoU as it is."""
    one = some_boxes(rng, 1)[0]
    other = around(rng, one, 1)[0].copy()
    pixels, fractions = f(one, other), f(one / 64, other / 64)
    if np.isclose(pixels, fractions):
        return None
    return f"in pixels it is {pixels:.4g}, but in fractions of a 64-pixel picture it is {fractions:.4g}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def parts(box1, box2):
    """Return the width and the height of the shared part, not clipped, and both areas."""
    (a1, b1, a2, b2), (c1, d1, c2, d2) = box1, box2
    w, h = min(a2, c2) - max(a1, c1), min(b2, d2) - max(b1, d1)
    return w, h, (a2 - a1) * (b2 - b1), (c2 - c1) * (d2 - d1)


def ratio(shared, covered):
    """Return the quotient, 0 where nothing is covered."""
    return shared / covered if covered else 0.0


def clipped(box1, box2):
    """Return the shared area and both areas."""
    w, h, one, two = parts(box1, box2)
    return max(w, 0) * max(h, 0), one, two


@iou.mistake
def never_clipped(box1, box2):
    """negative widths and heights are kept: boxes that lie apart share nothing, so clip both at 0"""
    w, h, one, two = parts(box1, box2)
    return ratio(w * h, one + two - w * h)


@iou.mistake
def product_clipped(box1, box2):
    """the product is clipped at 0: two negative factors give a positive area, so clip width and height first"""
    w, h, one, two = parts(box1, box2)
    shared = max(w * h, 0)
    return ratio(shared, one + two - shared)


@iou.mistake
def only_width_clipped(box1, box2):
    """only the width is clipped at 0: boxes can lie apart in y as well"""
    w, h, one, two = parts(box1, box2)
    shared = max(w, 0) * h
    return ratio(shared, one + two - shared)


@iou.mistake
def only_height_clipped(box1, box2):
    """only the height is clipped at 0: boxes can lie apart in x as well"""
    w, h, one, two = parts(box1, box2)
    shared = w * max(h, 0)
    return ratio(shared, one + two - shared)


@iou.mistake
def absolute_sides(box1, box2):
    """the absolute values of width and height are taken: a negative value means that the boxes share nothing"""
    w, h, one, two = parts(box1, box2)
    return ratio(abs(w * h), one + two - abs(w * h))


@iou.mistake
def shared_counted_twice(box1, box2):
    """the shared area is counted twice in the union: subtract it once from the sum of the areas"""
    shared, one, two = clipped(box1, box2)
    return ratio(shared, one + two)


@iou.mistake
def dice(box1, box2):
    """twice the shared area is divided by the sum of the areas (the Dice coefficient): IoU divides by the union"""
    shared, one, two = clipped(box1, box2)
    return ratio(2 * shared, one + two)


@iou.mistake
def over_the_smaller(box1, box2):
    """the shared area is divided by the smaller area: divide by the union, the area that at least one box covers"""
    shared, one, two = clipped(box1, box2)
    return ratio(shared, min(one, two))


@iou.mistake
def over_the_larger(box1, box2):
    """the shared area is divided by the larger area: divide by the union, the area that at least one box covers"""
    shared, one, two = clipped(box1, box2)
    return ratio(shared, max(one, two))


@iou.mistake
def over_the_first(box1, box2):
    """the shared area is divided by the area of the first box alone: divide by the union"""
    shared, one, _ = clipped(box1, box2)
    return ratio(shared, one)


@iou.mistake
def over_the_second(box1, box2):
    """the shared area is divided by the area of the second box alone: divide by the union"""
    shared, _, two = clipped(box1, box2)
    return ratio(shared, two)


@iou.mistake
def over_the_frame(box1, box2):
    """the smallest box around both is used as the union: leave out the corners that no box covers"""
    (a1, b1, a2, b2), (c1, d1, c2, d2) = box1, box2
    frame = (max(a2, c2) - min(a1, c1)) * (max(b2, d2) - min(b1, d1))
    return ratio(clipped(box1, box2)[0], frame)


@iou.mistake
def not_divided(box1, box2):
    """the shared area itself is returned: divide it by the union"""
    return clipped(box1, box2)[0]


@iou.mistake
def union_is_returned(box1, box2):
    """the covered area is returned: divide the shared area by it"""
    shared, one, two = clipped(box1, box2)
    return one + two - shared


@iou.mistake
def upside_down(box1, box2):
    """the union is divided by the intersection: divide the other way round"""
    shared, one, two = clipped(box1, box2)
    return ratio(one + two - shared, shared)


@iou.mistake
def min_and_max_swapped(box1, box2):
    """min and max are swapped: the shared part begins at the larger left edge, and ends at the smaller right one"""
    (a1, b1, a2, b2), (c1, d1, c2, d2) = box1, box2
    shared = max(max(a2, c2) - min(a1, c1), 0) * max(max(b2, d2) - min(b1, d1), 0)
    _, one, two = clipped(box1, box2)
    return ratio(shared, one + two - shared)


@iou.mistake
def y_upwards(box1, box2):
    """y is assumed to grow upwards: here, y1 is the upper edge and the smaller number"""
    (a1, b1, a2, b2), (c1, d1, c2, d2) = box1, box2
    w, h = min(a2, c2) - max(a1, c1), min(b1, d1) - max(b2, d2)
    _, one, two = clipped(box1, box2)
    shared = max(w, 0) * max(h, 0)
    return ratio(shared, one + two - shared)


@iou.mistake
def pixels_counted(box1, box2):
    """1 is added to widths and heights: the edges are positions, so x2 - x1 is the width"""
    w, h, _, _ = parts(box1, box2)
    one, two = ((x2 - x1 + 1) * (y2 - y1 + 1) for x1, y1, x2, y2 in (box1, box2))
    shared = max(w + 1, 0) * max(h + 1, 0)
    return ratio(shared, one + two - shared)


@iou.mistake
def shared_pixels_counted(box1, box2):
    """1 is added to the sides of the shared part, but not to those of the boxes: do not add 1 to any side"""
    w, h, one, two = parts(box1, box2)
    shared = max(w + 1, 0) * max(h + 1, 0)
    return ratio(shared, one + two - shared)


@iou.mistake
def corner_and_size(box1, box2):
    """the last two numbers are read as width and height: they are the right and lower edges"""
    moved = [(x, y, x + w, y + h) for x, y, w, h in (box1, box2)]
    shared, one, two = clipped(*moved)
    return ratio(shared, one + two - shared)


@iou.mistake
def both_x_first(box1, box2):
    """the numbers are read as x1, x2, y1, y2: their order is x1, y1, x2, y2"""
    moved = [(x1, y1, x2, y2) for x1, x2, y1, y2 in (box1, box2)]
    shared, one, two = clipped(*moved)
    return ratio(shared, one + two - shared)


@iou.mistake
def nothing_by_nothing(box1, box2):
    """0 is divided by 0 for two empty boxes, which gives nan: return 0 there"""
    shared, one, two = clipped(box1, box2)
    return float(np.float64(shared) / (one + two - shared)) if one + two - shared else float("nan")


@iou.mistake
def empty_is_perfect(box1, box2):
    """two empty boxes get an IoU of 1: it is 0, because they share no area"""
    shared, one, two = clipped(box1, box2)
    return shared / (one + two - shared) if one + two - shared else 1.0


@iou.mistake
def a_little_added(box1, box2):
    """a small number is added to the union, which changes the IoU of small boxes: return 0 where the union is 0"""
    shared, one, two = clipped(box1, box2)
    return shared / (one + two - shared + 1e-6)


@iou.mistake
def contained_is_perfect(box1, box2):
    """a box inside the other gets an IoU of 1: it is 1 only if the two boxes are equal"""
    shared, one, two = clipped(box1, box2)
    return 1.0 if shared and shared == min(one, two) else ratio(shared, one + two - shared)


# --- right, written differently -------------------------------------------------------------------------------------


@iou.right
def with_arrays(box1, box2):
    """Return the same from arrays of corners."""
    one, two = np.asarray(box1, float), np.asarray(box2, float)
    sides = np.clip(np.minimum(one[2:], two[2:]) - np.maximum(one[:2], two[:2]), 0, None)
    areas = (one[2:] - one[:2]).prod() + (two[2:] - two[:2]).prod()
    return sides.prod() / (areas - sides.prod()) if areas else 0


@iou.right
def apart_first(box1, box2):
    """Return the same with the boxes that lie apart handled first."""
    if box1[2] <= box2[0] or box2[2] <= box1[0] or box1[3] <= box2[1] or box2[3] <= box1[1]:
        return 0
    shared, one, two = clipped(box1, box2)
    return 1 / ((one + two) / shared - 1) if shared else 0.0
