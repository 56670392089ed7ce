"""Exercise 4: from scores to probabilities and boxes in pixels."""

import numpy as np

from deepcourse.cnn import yolo as reference
from deepcourse.exercises.course4.yolo.boxes import scores_of
from deepcourse.exercises.declaration import Case, FunctionExercise


def asked(decode_grid, Z, anchors, size):
    """Return what is decoded; size is left out where it is None."""
    return decode_grid(Z, anchors) if size is None else decode_grid(Z, anchors, size=size)


decode_grid = FunctionExercise(
    __name__,
    reference=reference.decode_grid,
    use=asked,
    minutes=6,
    points_visible=5,
    points_hidden=7,
    returns=("p_c", "boxes", "probabilities"),
    hints=(
        "Undo encode_grid, its last step first. What undoes the logarithm? What undoes dividing by the anchor?",
        "Z[..., 1] has the shape (m, rows, columns, k). Reshape np.arange(columns) so that it runs along the third of "
        "these axes.",
        "anchors[:, 0] has k entries and lines up with the last axis by itself. x1 is half a width to the left of x.",
    ),
)


def case(rng, m, grid, k, n_classes, size, name=""):
    """Return scores for some pictures."""
    told = f"{m} picture{'s' * (m > 1)} of {size[0]} x {size[1]} pixels, {grid[0]} x {grid[1]} cells, {k} anchors"
    anchors = rng.uniform(5, 40, (k, 2))
    return Case(name or told, (scores_of(rng, m, grid, k, n_classes), anchors, size))


def large(rng):
    """Return scores of classes that are large: exp overflows unless the greatest is subtracted."""
    one = case(rng, 1, (2, 3), 2, 3, (30, 60), "class scores of 1000, and small ones at another place")
    one.arguments[0][..., 5:] += 1000
    one.arguments[0][0, 0, 1, :, 6] = 0
    one.arguments[0][0, 1, 0, :, 5:] -= (
        1000  # a place with usual scores: subtract the greatest of each place, not of all
    )
    return one


@decode_grid.visible
def visible():
    """Return pictures that are not square, several grids, numbers of anchors and classes, large scores."""
    rng = np.random.default_rng(66)
    usual = case(rng, 1, (8, 8), 2, 3, (64, 64)).arguments
    return [
        case(rng, 1, (2, 3), 1, 3, (40, 90), "one picture, one anchor"),
        case(rng, 2, (3, 4), 2, 3, (60, 52)),
        case(rng, 3, (4, 2), 3, 4, (48, 80)),
        case(rng, 2, (3, 4), 1, 2, (50, 70)),
        case(rng, 1, (1, 5), 2, 2, (20, 90)),
        Case("size is left out", (usual[0][:, :, :, :, :].copy(), usual[1], None)),
        large(rng),
    ]


@decode_grid.draw
def draw(rng):
    """Return random scores."""
    grid, size = (tuple(int(n) for n in rng.permutation(range(*limits))[:2]) for limits in ((1, 6), (20, 100)))
    m, k, n_classes = (int(rng.integers(low, high)) for low, high in ((1, 4), (1, 4), (2, 6)))
    return case(rng, m, grid, k, n_classes, size)


@decode_grid.edges
def edges(rng):
    """Return one cell, one class, large scores, zeros, whole numbers for anchors."""
    zeros = case(rng, 1, (2, 3), 2, 3, (30, 60), "all scores are 0").arguments
    whole = case(rng, 2, (3, 2), 2, 2, (30, 60)).arguments
    return [
        case(rng, 2, (1, 1), 2, 3, (30, 60), "one cell"),
        case(rng, 1, (2, 3), 2, 1, (30, 60), "one class"),
        large(rng),
        Case("all scores are 0", (0 * zeros[0], *zeros[1:])),
        Case("anchors are whole numbers", (whole[0], np.array([[9, 20], [16, 7]]), whole[2])),
    ]


@decode_grid.property("decoding a target gives the boxes back")
def comes_back(f, rng):
    """Return a sentence unless the scores that belong to a target give its boxes."""
    boxes, anchors = np.array([[3.0, 5, 21, 17], [40, 22, 52, 50]]), np.array([[12.0, 20], [24, 10]])
    Y = reference.encode_grid([boxes], [np.array([0, 1])], anchors, size=(60, 80), grid=(3, 5), n_classes=2)
    Z, there = Y.copy(), Y[..., 0] == 1
    Z[..., 1:3] = np.log(np.clip(Y[..., 1:3], 0.01, 0.99) / (1 - np.clip(Y[..., 1:3], 0.01, 0.99)))
    found = np.asarray(f(Z, anchors, size=(60, 80))[1])[there]
    if np.allclose(found[np.argsort(found[:, 0])], boxes):
        return None
    return f"the box {boxes[0].tolist()} comes back as {np.round(found[0], 2).tolist()}"


# --- known mistakes -------------------------------------------------------------------------------------------------


def sigmoid(z):
    """Return 1 / (1 + exp(-z))."""
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def same(z):
    """Return what comes in."""
    return z


def box_parts(Z, anchors, size, *, offset=sigmoid, power=np.exp, cells=None, at=None):
    """Return x, y, h, w in pixels with some step in another form."""
    rows, columns = Z.shape[1:3]
    height, width = size
    column, row = np.arange(columns)[:, None], np.arange(rows)[:, None, None]
    if cells:
        column, row = cells(column, row)
    b_x, b_y = offset(Z[..., 1]), offset(Z[..., 2])
    x, y = at(column, row, b_x, b_y) if at else ((column + b_x) * width / columns, (row + b_y) * height / rows)
    return x, y, anchors[:, 0] * power(Z[..., 3]), anchors[:, 1] * power(Z[..., 4])


def corners(x, y, h, w):
    """Return the edges of boxes."""
    return np.stack([x - w / 2, y - h / 2, x + w / 2, y + h / 2], axis=-1)


def softmax(scores, axis=-1):
    """Return probabilities along an axis."""
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def decoded(Z, anchors, size, *, p_c=None, boxes=None, probabilities=None, **options):
    """Return all three parts, with some of them in another form."""
    anchors = np.asarray(anchors, float)
    return (
        sigmoid(Z[..., 0]) if p_c is None else p_c,
        corners(*box_parts(Z, anchors, size, **options)) if boxes is None else boxes,
        softmax(Z[..., 5:]) if probabilities is None else probabilities,
    )


@decode_grid.mistake
def p_c_as_it_is(Z, anchors, *, size=(64, 64)):
    """p_c is left as a score: the sigmoid turns it into a probability"""
    return decoded(Z, anchors, size, p_c=Z[..., 0])


@decode_grid.mistake
def offsets_as_they_are(Z, anchors, *, size=(64, 64)):
    """the sigmoid of b_x and b_y is left out: without it, a centre can leave its cell"""
    return decoded(Z, anchors, size, offset=same)


@decode_grid.mistake
def no_exponential(Z, anchors, *, size=(64, 64)):
    """the anchor is multiplied by the scores of height and width: take their exp first, so that no size is negative"""
    return decoded(Z, anchors, size, power=same)


@decode_grid.mistake
def sigmoid_for_sizes(Z, anchors, *, size=(64, 64)):
    """height and width go through the sigmoid, so no box can be larger than its anchor: take exp instead"""
    return decoded(Z, anchors, size, power=sigmoid)


@decode_grid.mistake
def cells_left_out(Z, anchors, *, size=(64, 64)):
    """the column and the row are not added: b_x and b_y are measured from the edge of the cell"""
    return decoded(Z, anchors, size, cells=lambda column, row: (0 * column, 0 * row))


@decode_grid.mistake
def from_the_middle_of_the_cell(Z, anchors, *, size=(64, 64)):
    """b_x and b_y are measured from the centre of the cell: measure from its left and upper edges"""
    return decoded(Z, anchors, size, cells=lambda column, row: (column + 0.5, row + 0.5))


@decode_grid.mistake
def cells_from_one(Z, anchors, *, size=(64, 64)):
    """columns and rows are counted from 1: the first one has index 0"""
    return decoded(Z, anchors, size, cells=lambda column, row: (column + 1, row + 1))


@decode_grid.mistake
def row_added_to_x(Z, anchors, *, size=(64, 64)):
    """the row is added to b_x and the column to b_y: x grows with the column, y with the row"""
    rows, columns = Z.shape[1:3]
    return decoded(
        Z,
        anchors,
        size,
        at=lambda column, row, b_x, b_y: ((row + b_x) * size[1] / columns, (column + b_y) * size[0] / rows),
    )


@decode_grid.mistake
def cells_of_whole_pixels(Z, anchors, *, size=(64, 64)):
    """the cell size is rounded to whole pixels: keep fractions, as the grid may not divide the picture evenly"""
    rows, columns = Z.shape[1:3]
    return decoded(
        Z,
        anchors,
        size,
        at=lambda column, row, b_x, b_y: ((column + b_x) * (size[1] // columns), (row + b_y) * (size[0] // rows)),
    )


@decode_grid.mistake
def boxes_as_fractions(Z, anchors, *, size=(64, 64)):
    """the boxes are fractions of the picture: return pixels"""
    height, width = size
    return decoded(Z, anchors, size, boxes=decoded(Z, anchors, size)[1] / (width, height, width, height))


@decode_grid.mistake
def left_in_cells(Z, anchors, *, size=(64, 64)):
    """the centre is left in cells: multiply x by the width of a cell, and y by its height"""
    return decoded(Z, anchors, size, at=lambda column, row, b_x, b_y: (column + b_x, row + b_y))


@decode_grid.mistake
def offsets_times_the_picture(Z, anchors, *, size=(64, 64)):
    """b_x and b_y are multiplied by the size of the picture: they are fractions of a cell"""
    rows, columns = Z.shape[1:3]
    return decoded(
        Z, anchors, size,
        at=lambda column, row, b_x, b_y: (
            column * size[1] / columns + b_x * size[1], row * size[0] / rows + b_y * size[0]
        ),
    )  # fmt: skip


@decode_grid.mistake
def size_width_first(Z, anchors, *, size=(64, 64)):
    """the height and width of the picture are swapped: `size` has the height first"""
    return decoded(Z, anchors, size[::-1])


@decode_grid.mistake
def rows_and_columns_swapped(Z, anchors, *, size=(64, 64)):
    """the numbers of rows and columns are swapped in the conversion to pixels: the second axis of Z holds the rows"""
    rows, columns = Z.shape[1:3]
    return decoded(
        Z, anchors, size,
        at=lambda column, row, b_x, b_y: ((column + b_x) * size[1] / rows, (row + b_y) * size[0] / columns),
    )  # fmt: skip


@decode_grid.mistake
def size_ignored(Z, anchors, *, size=(64, 64)):
    """pictures of 64 by 64 pixels are assumed: `size` says how large they are"""
    return decoded(Z, anchors, (64, 64))


@decode_grid.mistake
def x_and_y_swapped(Z, anchors, *, size=(64, 64)):
    """entries 1 and 2 are swapped: b_x comes first"""
    return decoded(Z[..., [0, 2, 1, *range(3, Z.shape[-1])]], anchors, size)


@decode_grid.mistake
def h_and_w_swapped(Z, anchors, *, size=(64, 64)):
    """entries 3 and 4 are swapped: the height comes first"""
    return decoded(Z[..., [0, 1, 2, 4, 3, *range(5, Z.shape[-1])]], anchors, size)


@decode_grid.mistake
def anchors_turned(Z, anchors, *, size=(64, 64)):
    """the height and width of the anchors are swapped: anchors have the height first"""
    return decoded(Z, np.asarray(anchors)[:, ::-1], size)


@decode_grid.mistake
def anchors_reversed(Z, anchors, *, size=(64, 64)):
    """the anchors are taken from the last to the first: keep their order"""
    return decoded(Z, np.asarray(anchors)[::-1], size)


@decode_grid.mistake
def first_anchor_for_all(Z, anchors, *, size=(64, 64)):
    """the first anchor is used for all: the fourth axis of Z has one entry for each anchor"""
    return decoded(Z, np.repeat(np.asarray(anchors)[:1], len(anchors), axis=0), size)


@decode_grid.mistake
def anchors_ignored(Z, anchors, *, size=(64, 64)):
    """the anchors are ignored: multiply exp of the score by the anchor"""
    return decoded(Z, np.ones(np.shape(anchors)), size)


@decode_grid.mistake
def twice_as_large(Z, anchors, *, size=(64, 64)):
    """the box extends by its whole width and height on each side of the centre: use half of each"""
    return decoded(Z, 2 * np.asarray(anchors), size)


@decode_grid.mistake
def centre_as_corner(Z, anchors, *, size=(64, 64)):
    """the centre is used as the upper left corner: half of the box lies on each side of it"""
    x, y, h, w = box_parts(Z, np.asarray(anchors), size)
    return decoded(Z, anchors, size, boxes=np.stack([x, y, x + w, y + h], axis=-1))


@decode_grid.mistake
def centre_and_size(Z, anchors, *, size=(64, 64)):
    """the boxes are x, y, w, h: return their edges x1, y1, x2, y2"""
    x, y, h, w = box_parts(Z, np.asarray(anchors), size)
    return decoded(Z, anchors, size, boxes=np.stack([x, y, w, h], axis=-1))


@decode_grid.mistake
def y_first(Z, anchors, *, size=(64, 64)):
    """the boxes are y1, x1, y2, x2: x comes first"""
    return decoded(Z, anchors, size, boxes=decoded(Z, anchors, size)[1][..., [1, 0, 3, 2]])


@decode_grid.mistake
def classes_by_sigmoid(Z, anchors, *, size=(64, 64)):
    """each class goes through a sigmoid: use a softmax over the classes, which makes them add up to 1"""
    return decoded(Z, anchors, size, probabilities=sigmoid(Z[..., 5:]))


@decode_grid.mistake
def softmax_over_anchors(Z, anchors, *, size=(64, 64)):
    """the softmax runs over the anchors: it runs over the classes, the last axis"""
    return decoded(Z, anchors, size, probabilities=softmax(Z[..., 5:], axis=3))


@decode_grid.mistake
def softmax_over_everything(Z, anchors, *, size=(64, 64)):
    """the softmax runs over all numbers of a place: only the entries from 5 on are class scores"""
    return decoded(Z, anchors, size, probabilities=softmax(Z)[..., 5:])


@decode_grid.mistake
def overflowing(Z, anchors, *, size=(64, 64)):
    """exp of a large score overflows, which gives nan: subtract the largest class score of each place first"""
    powers = np.exp(Z[..., 5:])
    return decoded(Z, anchors, size, probabilities=powers / powers.sum(axis=-1, keepdims=True))


@decode_grid.mistake
def greatest_of_all(Z, anchors, *, size=(64, 64)):
    """the largest class score of the whole batch is subtracted, which gives 0 / 0: subtract the one of each place"""
    powers = np.exp(Z[..., 5:] - Z[..., 5:].max())
    return decoded(Z, anchors, size, probabilities=powers / powers.sum(axis=-1, keepdims=True))


@decode_grid.mistake
def times_p_c(Z, anchors, *, size=(64, 64)):
    """the class probabilities are multiplied by p_c: leave that to yolo_filter_boxes"""
    return decoded(Z, anchors, size, probabilities=softmax(Z[..., 5:]) * sigmoid(Z[..., :1]))


# --- right, written differently -------------------------------------------------------------------------------------


@decode_grid.right
def in_loops(Z, anchors, *, size=(64, 64)):
    """Return the same, place by place."""
    boxes = np.empty((*Z.shape[:-1], 4))
    for i, row, column, a in np.ndindex(Z.shape[:-1]):
        _, t_x, t_y, t_h, t_w, *_ = Z[i, row, column, a]
        x = (column + 1 / (1 + np.exp(-t_x))) / Z.shape[2] * size[1]
        y = (row + 1 / (1 + np.exp(-t_y))) / Z.shape[1] * size[0]
        h, w = np.exp(t_h) * anchors[a][0], np.exp(t_w) * anchors[a][1]
        boxes[i, row, column, a] = x - w / 2, y - h / 2, x + w / 2, y + h / 2
    return 1 / (1 + np.exp(-Z[..., 0])), boxes, softmax(Z[..., 5:])
