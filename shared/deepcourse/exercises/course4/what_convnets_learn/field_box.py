"""Exercise 2: the pixels that one position sees."""

from deepcourse.cnn import receptive_fields as reference
from deepcourse.exercises.declaration import Case, FunctionExercise

field_box = FunctionExercise(
    __name__,
    reference=reference.field_box,
    minutes=4,
    points_visible=3,
    points_hidden=5,
    returns=("top", "bottom", "left", "right"),
    any_number_type=True,
    hints=(
        "Do the rows first, as if the picture had no border: which row does position h see first, and which last?",
        "bottom is for slicing: it is one more than the last row. Compute it before you clip top.",
        "A negative number in a slice counts from the end in NumPy. So none of the four may be below 0 or above the "
        "picture's size.",
    ),
)


def case(h, w, field, shape):
    """Return a case whose name is its numbers."""
    return Case(f"h = {h}, w = {w}, field {field}, picture {shape[0]} x {shape[1]}", (h, w, field, shape))


@field_box.visible
def visible():
    """Return positions inside, at all four sides, in corners, and a field larger than the picture."""
    return [
        case(3, 5, (7, 4, -2), (40, 52)),
        case(2, 1, (5, 3, 0), (30, 24)),
        case(0, 4, (11, 4, -5), (48, 33)),
        case(5, 0, (9, 2, -4), (31, 20)),
        case(9, 3, (12, 4, -5), (40, 48)),
        case(4, 11, (12, 4, -5), (64, 48)),
        case(0, 7, (19, 8, -9), (80, 60)),
        case(1, 2, (139, 16, -54), (96, 64)),
        case(6, 6, (1, 3, 0), (25, 21)),
    ]


@field_box.draw
def draw(rng):
    """Return a random field in a random picture."""
    jump = int(rng.integers(1, 9))
    size = jump + int(rng.integers(0, 20))
    n_H, n_W = (int(n) for n in rng.integers(24, 90, size=2))
    h, w = int(rng.integers(0, n_H // jump)), int(rng.integers(0, n_W // jump))
    return case(h, w, (size, jump, -int(rng.integers(0, size // 2 + 1))), (n_H, n_W))


@field_box.edges
def edges(rng):
    """Return the first and the last position, a field as large as the picture, one pixel."""
    return [
        case(0, 0, (7, 2, -3), (12, 16)),
        case(5, 7, (7, 2, -3), (12, 16)),
        case(0, 0, (20, 4, 0), (20, 20)),
        case(4, 2, (1, 1, 0), (9, 7)),
        case(2, 3, (203, 16, -86), (96, 160)),
        case(7, 0, (5, 3, 0), (26, 9)),
    ]


@field_box.property("every box can be used for slicing")
def sliceable(f, rng):
    """Return a sentence unless 0 <= top < bottom <= n_H and the same for the columns."""
    for _ in range(20):
        h, w, field, shape = draw(rng).arguments
        top, bottom, left, right = f(h, w, field, shape)
        if not (0 <= top < bottom <= shape[0] and 0 <= left < right <= shape[1]):
            return (
                f"position ({h}, {w}), field {field}, picture {shape}: {top}:{bottom}, {left}:{right} is not inside it"
            )
    return None


def sides(h, w, field, shape, low, high):
    """Return the box from two functions of (place, size, jump, start, n)."""
    rows = [side(h, *field, shape[0]) for side in (low, high)]
    return (*rows, *(side(w, *field, shape[1]) for side in (low, high)))


def first(place, size, jump, start, n):
    """Return the first pixel, clipped."""
    return max(start + place * jump, 0)


def behind(place, size, jump, start, n):
    """Return one more than the last pixel, clipped."""
    return min(start + place * jump + size, n)


@field_box.mistake
def not_clipped(h, w, field, shape):
    """nothing is clipped: the field may reach into the padding, but the picture has no pixels there"""
    return sides(h, w, field, shape, lambda p, s, j, t, n: t + p * j, lambda p, s, j, t, n: t + p * j + s)


@field_box.mistake
def clipped_above_only(h, w, field, shape):
    """only top and left are clipped: bottom and right must not exceed n_H and n_W"""
    return sides(h, w, field, shape, first, lambda p, s, j, t, n: t + p * j + s)


@field_box.mistake
def clipped_below_only(h, w, field, shape):
    """only bottom and right are clipped: a negative start of a slice counts from the end"""
    return sides(h, w, field, shape, lambda p, s, j, t, n: t + p * j, behind)


@field_box.mistake
def bottom_from_clipped_top(h, w, field, shape):
    """bottom is computed from the clipped top: clipping cuts off a part, but does not move the field"""
    return sides(h, w, field, shape, first, lambda p, s, j, t, n: min(max(t + p * j, 0) + s, n))


@field_box.mistake
def last_pixel(h, w, field, shape):
    """bottom and right are the last pixels themselves: for slicing, they must be one larger"""
    top, bottom, left, right = reference.field_box(h, w, field, shape)
    return top, bottom - 1, left, right - 1


@field_box.mistake
def one_too_far(h, w, field, shape):
    """bottom and right are one too large: a slice ends before its second number"""
    return sides(h, w, field, shape, first, lambda p, s, j, t, n: min(t + p * j + s + 1, n))


@field_box.mistake
def jump_left_out(h, w, field, shape):
    """the jump is left out: the field of the next position begins jump pixels later"""
    return sides(h, w, field, shape, lambda p, s, j, t, n: max(t + p, 0), lambda p, s, j, t, n: min(t + p + s, n))


@field_box.mistake
def start_left_out(h, w, field, shape):
    """the start is left out: the field of position 0 begins at start, not at pixel 0"""
    return sides(h, w, field, shape, lambda p, s, j, t, n: max(p * j, 0), lambda p, s, j, t, n: min(p * j + s, n))


@field_box.mistake
def start_subtracted(h, w, field, shape):
    """the start is subtracted: it is negative where there is padding, so add it"""
    return reference.field_box(h, w, (field[0], field[1], -field[2]), shape)


@field_box.mistake
def start_times_jump(h, w, field, shape):
    """the start is multiplied by the jump: it is already in pixels"""
    return reference.field_box(h, w, (field[0], field[1], field[2] * field[1]), shape)


@field_box.mistake
def size_and_jump_swapped(h, w, field, shape):
    """size and jump are swapped: field is (size, jump, start)"""
    return reference.field_box(h, w, (field[1], field[0], field[2]), shape)


@field_box.mistake
def centred(h, w, field, shape):
    """the field is centred at the start: start is its first pixel"""
    return reference.field_box(h, w, (field[0], field[1], field[2] - field[0] // 2), shape)


@field_box.mistake
def rows_and_columns_swapped(h, w, field, shape):
    """rows and columns are swapped: h and n_H give top and bottom"""
    left, right, top, bottom = reference.field_box(h, w, field, shape)
    return top, bottom, left, right


@field_box.mistake
def corners(h, w, field, shape):
    """the order is top, left, bottom, right: return (top, bottom, left, right)"""
    top, bottom, left, right = reference.field_box(h, w, field, shape)
    return top, left, bottom, right


@field_box.mistake
def shape_swapped(h, w, field, shape):
    """rows are clipped at the width and columns at the height: shape is (n_H, n_W)"""
    return reference.field_box(h, w, field, shape[::-1])


@field_box.mistake
def clipped_at_the_last(h, w, field, shape):
    """bottom and right are clipped one pixel too early: the slice may end at n_H and n_W"""
    return reference.field_box(h, w, field, (shape[0] - 1, shape[1] - 1))


@field_box.mistake
def one_jump_wide(h, w, field, shape):
    """the field ends where that of the next position begins: it is size pixels wide, so neighbours overlap"""
    return sides(h, w, field, shape, first, lambda p, s, j, t, n: min(t + (p + 1) * j, n))


@field_box.mistake
def minus_dropped(h, w, field, shape):
    """a negative top or left loses its sign: pixels before the picture are cut off, so it becomes 0"""
    return sides(h, w, field, shape, lambda p, s, j, t, n: abs(t + p * j), behind)


@field_box.right
def by_ranges(h, w, field, shape):
    """Return the same from the pixels that are seen, as a list."""
    size, jump, start = field
    seen = [
        [y for y in range(start + p * jump, start + p * jump + size) if 0 <= y < n]
        for p, n in zip((h, w), shape, strict=True)
    ]
    return [seen[0][0], seen[0][-1] + 1, seen[1][0], seen[1][-1] + 1]
