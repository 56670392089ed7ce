"""Exercise 3: the target of a detector with a grid and anchors."""

import numpy as np

from deepcourse.cnn import yolo as reference
from deepcourse.cnn.anchors import assign_anchors
from deepcourse.exercises.course4.yolo.boxes import scene
from deepcourse.exercises.course4.yolo.grid_mistakes import FILLED, with_fill, written
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(encode_grid, boxes, classes, anchors, size, grid, n_classes):
    """Return the target; size, grid and n_classes are left out where they are None."""
    options = {"size": size, "grid": grid, "n_classes": n_classes} if size else {}
    return encode_grid(boxes, classes, anchors, **options)


encode_grid = FunctionExercise(
    __name__,
    reference=reference.encode_grid,
    use=asked,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("Y",),
    any_number_type=True,
    hints=(
        "Take one object of one picture. Where is its centre, measured in cells from the left edge of the picture? "
        "Which part of that number is the column, and which part is b_x?",
        "assign_anchors takes sizes (n, 2): for one object, that is [[h, w]], and the result has one entry.",
        "Build the 5 + n_classes numbers of a place as one new row, and write the whole row to "
        "Y[i, row, column, anchor].",
    ),
)

TWO = np.array([[8.0, 18], [22, 10]])
THREE = np.array([[20.0, 9], [7, 7], [12, 30]])


def case(rng, counts, anchors, size, grid, n_classes, name=""):
    """Return a case of pictures with so many objects."""
    made = [scene(rng, n, size, n_classes) for n in counts]
    boxes, classes = [those for those, _ in made], [numbers for _, numbers in made]
    told = (
        f"{len(counts)} picture{'s' * (len(counts) > 1)} of {size[0]} x {size[1]} pixels, {grid[0]} x {grid[1]} cells"
    )
    return Case(name or told, (boxes, classes, np.array(anchors, float), size, grid, n_classes))


def crowded(name="two objects for one place"):
    """Return two objects of different classes with one centre and nearly one size, and one elsewhere."""
    boxes = np.array([[20.0, 14, 38, 22], [21, 13, 39, 21], [40, 20, 50, 44]])
    return Case(name, ([boxes], [np.array([2, 0, 1])], TWO.copy(), (48, 60), (4, 5), 3))


def at_the_edges(name="centres on the edges of cells"):
    """Return centres that lie exactly between cells: they belong to the later one."""
    boxes = np.array([[12.0, 4, 28, 12], [10, 24, 20, 40]])
    return Case(name, ([boxes], [np.array([1, 0])], TWO.copy(), (48, 60), (6, 6), 2))


def between_pixels(name="centres on the edges of cells whose sides are not whole pixels"):
    """Return centres on the edges of cells of 6 2/3 by 6 2/3 pixels: // by this size rounds down too far."""
    boxes = np.array([[14.0, 30, 26, 50], [2, 34, 14, 46]])
    return Case(name, ([boxes], [np.array([0, 2])], TWO.copy(), (80, 40), (12, 6), 3))


@encode_grid.visible
def visible():
    """Return pictures that are not square, empty ones, several anchors, a place that two objects claim."""
    rng = np.random.default_rng(65)
    return [
        case(rng, [1], TWO, (48, 80), (4, 5), 3),
        case(rng, [2, 0, 3], THREE, (60, 36), (5, 6), 4),
        case(rng, [3, 1], TWO, (30, 90), (3, 9), 2),
        case(rng, [2, 2], THREE, (47, 75), (4, 7), 3),
        Case(
            "size, grid and n_classes are left out",
            (*case(rng, [2, 1], THREE, (64, 64), (8, 8), 3).arguments[:3], *3 * (None,)),
        ),
        crowded(),
        at_the_edges(),
        between_pixels(),
        case(rng, [2], [[15, 15]], (40, 64), (2, 4), 3, "one anchor"),
        case(rng, [0, 0], TWO, (40, 64), (2, 4), 2, "no objects"),
    ]


@encode_grid.draw
def draw(rng):
    """Return random pictures with some objects."""
    size, grid = (tuple(int(n) for n in rng.permutation(range(*limits))[:2]) for limits in ((24, 100), (2, 9)))
    anchors = rng.uniform(6, 40, (int(rng.integers(2, 5)), 2))
    return case(rng, rng.integers(0, 4, int(rng.integers(2, 5))), anchors, size, grid, int(rng.integers(2, 6)))


@encode_grid.edges
def edges(rng):
    """Return one picture, one cell, one class, crowded and empty pictures, centres on edges, whole numbers."""
    whole = case(rng, [2, 1], [[9, 12], [20, 8]], (36, 60), (3, 5), 3, "whole numbers")
    boxes, *rest = whole.arguments
    return [
        case(rng, [3], TWO, (30, 50), (1, 1), 2, "one cell"),
        case(rng, [4, 3], TWO, (53, 71), (6, 4), 2),
        case(rng, [2], THREE, (30, 50), (3, 2), 1, "one class"),
        case(rng, [0], TWO, (30, 50), (3, 2), 2, "one empty picture"),
        crowded(),
        at_the_edges(),
        between_pixels(),
        Case("whole numbers", ([those.astype(int) for those in boxes], *rest)),
        Case(
            "size, grid and n_classes are left out",
            (*case(rng, [1, 2], TWO, (64, 64), (8, 8), 3).arguments[:3], *3 * (None,)),
        ),
    ]


@encode_grid.property("every object has one place")
def one_place(f, rng):
    """Return a sentence unless as many places say 1 as there are objects, which lie far apart."""
    boxes = [np.array([[2.0, 3, 12, 9], [40, 30, 52, 60]]), np.array([[30.0, 5, 60, 25]])]
    Y = f(boxes, [np.array([0, 1]), np.array([2])], TWO.copy(), size=(64, 64), grid=(4, 8), n_classes=3)
    counts = np.asarray(Y)[..., 0].reshape(2, -1).sum(axis=1)
    if np.array_equal(counts, [2, 1]):
        return None
    return f"two pictures with 2 and 1 objects have {counts[0]:g} and {counts[1]:g} places with p_c = 1"


@encode_grid.property("the anchor is the one with the largest IoU")
def best_anchor(f, rng):
    """Return a sentence if an object is in the right cell, but at another anchor."""
    anchors, boxes = np.array([[34.0, 22], [6, 11], [13, 23]]), [np.array([[25.0, 7, 39, 28]])]
    p_c = np.asarray(f(boxes, [np.array([1])], anchors, size=(60, 80), grid=(3, 4), n_classes=2))[..., 0]
    if p_c.shape != (1, 3, 4, 3) or p_c[0, 0, 1].sum() != 1 or p_c[0, 0, 1, 2] == 1:
        return None
    where = f"with sizes of {anchors.tolist()}, an object of 21 by 14 pixels is at anchor {p_c[0, 0, 1].argmax()}"
    return f"{where}, not at anchor 2, which has the largest IoU: does `assign_anchors([[21, 14]], anchors)` say so?"


# --- known mistakes -------------------------------------------------------------------------------------------------


def mistaken(name, sentence, variant):
    """Declare a mistake that a short function makes."""
    variant.__name__, variant.__doc__ = name, sentence
    encode_grid.mistake(variant)


for name, (sentence, fill) in FILLED.items():
    mistaken(name, sentence, with_fill(fill))


@encode_grid.mistake
def cells_of_whole_pixels(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the cell size is rounded to whole pixels: keep fractions, as the grid may not divide the picture evenly"""
    whole = tuple(n // k * k for n, k in zip(size, grid, strict=True))
    return written(boxes, classes, anchors, whole, grid, n_classes)


@encode_grid.mistake
def width_first_throughout(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the width comes first, in assign_anchors and in entries 3 and 4: the height comes first everywhere"""
    return written(
        boxes, classes, anchors, size, grid, n_classes,
        at=lambda x, y, h, w, row, column, a: (row, column, int(assign_anchors([[w, h]], anchors)[0])),
        fill=lambda x, y, h, w, bx, by, th, tw, a: (bx, by, np.log(w / a[0]), np.log(h / a[1])),
    )  # fmt: skip


@encode_grid.mistake
def corner_for_centre(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the cell, b_x and b_y are computed from the upper left corner: use the centre of the box"""
    moved = []
    for those in boxes:
        x1, y1, x2, y2 = np.asarray(those, float).reshape(-1, 4).T
        moved.append(np.stack([x1 - (x2 - x1) / 2, y1 - (y2 - y1) / 2, (x1 + x2) / 2, (y1 + y2) / 2], axis=1))
    return written(moved, classes, anchors, size, grid, n_classes)


@encode_grid.mistake
def cell_transposed(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the row and column of the cell are swapped: y determines the row, and the row comes first"""
    return written(
        boxes, classes, anchors, size, grid, n_classes, at=lambda x, y, h, w, row, column, a: (column, row, a)
    )


@encode_grid.mistake
def cell_rounded(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """row and column are rounded to the nearest whole number: round down"""
    return written(
        boxes, classes, anchors, size, grid, n_classes, at=lambda x, y, h, w, row, column, a: (round(y), round(x), a)
    )


@encode_grid.mistake
def divided_by_a_rounded_cell(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the size of a cell is rounded, and with // some centres on an edge go left or up: first multiply by the cells"""
    cell_h, cell_w = size[0] / grid[0], size[1] / grid[1]
    places = [
        [(int((y1 + y2) / 2 // cell_h), int((x1 + x2) / 2 // cell_w)) for x1, y1, x2, y2 in those] for those in boxes
    ]
    cells = iter([place for those in places for place in those])
    offsets = iter([place for those in places for place in those])

    def fill(x, y, h, w, bx, by, th, tw, a):
        row, column = next(offsets)
        return x - column, y - row, th, tw

    return written(
        boxes, classes, anchors, size, grid, n_classes, fill=fill,
        at=lambda x, y, h, w, row, column, a: (*next(cells), a),
    )  # fmt: skip


@encode_grid.mistake
def first_anchor_always(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """every object goes to the first anchor: assign_anchors chooses the one that fits best"""
    return written(
        boxes, classes, anchors, size, grid, n_classes, at=lambda x, y, h, w, row, column, a: (row, column, 0)
    )


@encode_grid.mistake
def width_first_for_anchors(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """assign_anchors gets the width first: sizes have the height first"""
    return written(
        boxes, classes, anchors, size, grid, n_classes,
        at=lambda x, y, h, w, row, column, a: (row, column, int(assign_anchors([[w, h]], anchors)[0])),
    )  # fmt: skip


@encode_grid.mistake
def anchor_for_fractions(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """assign_anchors gets sizes in fractions of the picture: anchors are in pixels"""
    return written(
        boxes, classes, anchors, size, grid, n_classes,
        at=lambda x, y, h, w, row, column, a: (
            row, column, int(assign_anchors([[h / size[0], w / size[1]]], anchors)[0])
        ),
    )  # fmt: skip


@encode_grid.mistake
def every_anchor(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """all anchors of the cell get the object: only the one that fits best should"""
    parts = [
        written(boxes, classes, anchors, size, grid, n_classes, at=lambda *n, place=place: (n[4], n[5], place))
        for place in range(len(anchors))
    ]
    return sum(parts)


@encode_grid.mistake
def first_stays(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the earlier of two objects keeps the place: the later one replaces it"""
    return written(boxes, classes, anchors, size, grid, n_classes, later=False)


@encode_grid.mistake
def two_classes_at_one_place(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the class of a replaced object stays in the row: overwrite all numbers of the place"""
    return written(boxes, classes, anchors, size, grid, n_classes, mixed=True)


@encode_grid.mistake
def size_width_first(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the height and width of the picture are swapped: `size` has the height first"""
    return written(boxes, classes, anchors, size[::-1], grid, n_classes)


@encode_grid.mistake
def first_object_only(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """only the first object of each picture is written: go through all of them"""
    return written([b[:1] for b in boxes], [c[:1] for c in classes], anchors, size, grid, n_classes)


@encode_grid.mistake
def class_left_out(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the class is left out: set entry 5 + class to 1"""
    Y = written(boxes, classes, anchors, size, grid, n_classes)
    Y[..., 5:] = 0
    return Y


@encode_grid.mistake
def number_of_the_class(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """the number of the class is written to entry 5: set entry 5 + class to 1"""
    Y = written(boxes, classes, anchors, size, grid, n_classes)
    Y[..., 5], Y[..., 6:] = Y[..., 5:].argmax(axis=-1), 0
    return Y


@encode_grid.mistake
def last_axis_flat(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """anchors and numbers share one axis: the shape is (m, rows, columns, k, 5 + n_classes)"""
    Y = written(boxes, classes, anchors, size, grid, n_classes)
    return Y.reshape(*Y.shape[:3], -1)


# --- right, written differently -------------------------------------------------------------------------------------


@encode_grid.right
def place_by_place(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
    """Return the same with divmod by the size of a cell."""
    Y = np.zeros((len(boxes), *grid, len(anchors), 5 + n_classes))
    for i, those in enumerate(boxes):
        for box, number in zip(those, classes[i], strict=True):
            h, w = box[3] - box[1], box[2] - box[0]
            a = assign_anchors(np.array([[h, w]]), anchors)[0]
            row, b_y = divmod((box[1] + h / 2) * grid[0] / size[0], 1)
            column, b_x = divmod((box[0] + w / 2) * grid[1] / size[1], 1)
            sides = np.log([h / anchors[a][0], w / anchors[a][1]])
            Y[i, int(row), int(column), a] = np.concatenate([[1, b_x, b_y], sides, np.eye(n_classes)[number]])
    return Y
