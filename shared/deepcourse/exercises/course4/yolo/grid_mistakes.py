"""The target of a grid with switches, and mistakes in the numbers of a box: for the exercise `encode_grid`."""

import numpy as np

from deepcourse.cnn.anchors import assign_anchors


def numbers_of(box, anchors, size, grid):
    """Return what a row of the target is made of: x and y in cells, h and w in pixels, row, column, anchor."""
    x1, y1, x2, y2 = (float(edge) for edge in box)
    x, y = (x1 + x2) / 2 / size[1] * grid[1], (y1 + y2) / 2 / size[0] * grid[0]
    h, w = y2 - y1, x2 - x1
    return x, y, h, w, int(y), int(x), int(assign_anchors([[h, w]], anchors)[0])


def written(boxes, classes, anchors, size, grid, n_classes, *, at=None, fill=None, later=True, mixed=False):
    """Return the target with another place or other numbers; `later` says whether the later object wins a place."""
    rows, columns = grid
    Y = np.zeros((len(boxes), rows, columns, len(anchors), 5 + n_classes))
    for i, (those, numbers) in enumerate(zip(boxes, classes, strict=True)):
        for box, number in zip(those, numbers, strict=True):
            x, y, h, w, row, column, a = numbers_of(box, anchors, size, grid)
            place = (min(row, rows - 1), min(column, columns - 1), a)
            if at:
                row, column, a = at(x, y, h, w, row, column, a)
                place = (min(max(row, 0), rows - 1), min(max(column, 0), columns - 1), a)
            if not later and Y[(i, *place)][0]:
                continue
            if not mixed:
                Y[(i, *place)] = 0
            usual = (x - int(x), y - int(y), np.log(h / anchors[place[2], 0]), np.log(w / anchors[place[2], 1]))
            Y[(i, *place)][:5] = (1, *(fill(x, y, h, w, *usual, anchors[place[2]]) if fill else usual))
            Y[(i, *place)][5 + number] = 1
    return Y


def with_fill(fill):
    """Return a variant of `encode_grid` that writes other numbers."""

    def variant(boxes, classes, anchors, *, size=(64, 64), grid=(8, 8), n_classes=3):
        return written(boxes, classes, anchors, size, grid, n_classes, fill=fill(size, grid))

    return variant


FILLED = {  # mistakes in the four numbers of a box: x, y in cells, h, w, and the right b_x, b_y, t_h, t_w
    "offsets_in_pixels": (
        "b_x and b_y are left in pixels from the edge of the cell: divide by the width and height of a cell",
        lambda size, grid: (
            lambda x, y, h, w, bx, by, th, tw, a: (bx * size[1] / grid[1], by * size[0] / grid[0], th, tw)
        ),
    ),
    "centre_in_the_picture": (
        "b_x and b_y are fractions of the picture: measure from the edge of the cell, in fractions of the cell",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (x / grid[1], y / grid[0], th, tw),
    ),
    "whole_cells_kept": (
        "whole cells are left in b_x and b_y: subtract the column and the row",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (x, y, th, tw),
    ),
    "from_the_middle_of_the_cell": (
        "b_x and b_y are measured from the centre of the cell: measure from its left and upper edges",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx - 0.5, by - 0.5, th, tw),
    ),
    "x_and_y_swapped": (
        "b_x and b_y are swapped: b_x comes first",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (by, bx, th, tw),
    ),
    "h_and_w_swapped": (
        "b_h and b_w are swapped: b_h comes first",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, tw, th),
    ),
    "anchor_turned": (
        "the height is divided by the width of the anchor, and the width by its height: anchors have the height first",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, np.log(h / a[1]), np.log(w / a[0])),
    ),
    "no_logarithm": (
        "the logarithm is left out: b_h is the logarithm of the ratio",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, np.exp(th), np.exp(tw)),
    ),
    "ratio_upside_down": (
        "the anchor is divided by the object: take the logarithm of object / anchor",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, -th, -tw),
    ),
    "without_the_anchor": (
        "the logarithm of the size in pixels is stored: divide by the anchor first",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, np.log(h), np.log(w)),
    ),
    "fractions_by_pixels": (
        "the size is in fractions of the picture, but the anchor is in pixels: both need the same unit",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, th - np.log(size[0]), tw - np.log(size[1])),
    ),
    "size_in_fractions": (
        "b_h and b_w are fractions of the picture: here they are logarithms of object / anchor",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, h / size[0], w / size[1]),
    ),
    "size_in_pixels": (
        "the size is stored in pixels: divide by the anchor, then take the logarithm",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (bx, by, h, w),
    ),
    "only_p_c_and_class": (
        "the four numbers of the box are missing: write them to entries 1 to 4",
        lambda size, grid: lambda x, y, h, w, bx, by, th, tw, a: (0, 0, 0, 0),
    ),
}
